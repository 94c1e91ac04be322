"""The dots of a trend and the line through them, painted so that thousands take no longer than a blink."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from rehearse.ui.widgets import painting

DOT = 4.0
"""Radius of a dot in pixels."""
SMALL_DOT = 2.0
"""Radius of a dot where many stand close."""
MANY = 400
"""From this many takes on the dots are small."""
EDGE = 1.5
"""Thickness of a ring's line in pixels."""
WIDEST_GAP = 1.5
"""Points of the median that lie closer than this, in pixels, are drawn as one."""


def paint(painter: QPainter, places: list[QPointF], inside: list[bool], scale: float = 1.0) -> None:
    """Draw each take once: filled where it lies within the band, as a ring where it does not.

    Dots that fall on the same pixels are drawn once, so that the work has a bound that the number of takes has not.

    Args:
        painter: Where to.
        places: Where each take stands, in time's order.
        inside: Whether each lies within the band.
        scale: How much larger than usual they are, as the text beside them is.
    """
    radius = (DOT if len(places) < MANY else SMALL_DOT) * scale
    seen: set[tuple[int, int, bool]] = set()
    filled, rings = QPolygonF(), QPolygonF()
    for place, is_inside in zip(places, inside, strict=True):
        spot = (round(place.x()), round(place.y()), is_inside)
        if spot not in seen:
            seen.add(spot)
            (filled if is_inside else rings).append(place)
    solid, round_ = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap
    painter.setPen(QPen(painting.colour("accent"), 2 * radius + EDGE * scale, solid, round_))
    painter.drawPoints(filled)
    painter.drawPoints(rings)
    painter.setPen(QPen(painting.colour("surface"), 2 * radius - EDGE * scale, solid, round_))
    painter.drawPoints(rings)


def paint_median(painter: QPainter, line: list[QPointF], scale: float = 1.0) -> None:
    """Draw the running median as a dashed line; solid where there are so many takes that dashes would flicker.

    Args:
        painter: Where to.
        line: Its points, in time's order.
        scale: How much thicker than usual the line is, as the text beside it is.
    """
    if len(line) < 2:
        return
    thinned = [line[0]]
    for point in line[1:-1]:
        if point.x() - thinned[-1].x() >= WIDEST_GAP:
            thinned.append(point)
    thinned.append(line[-1])
    style = Qt.PenStyle.DashLine if len(line) < MANY else Qt.PenStyle.SolidLine
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(painting.colour("muted"), 1.5 * scale, style))
    painter.drawPolyline(QPolygonF(thinned))
