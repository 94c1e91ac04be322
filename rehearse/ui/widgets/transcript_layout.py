"""How words, marks and pauses are written into a text document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from rehearse.measures.describe import number
from rehearse.ui.marks import MarkKind
from rehearse.ui.widgets import painting

if TYPE_CHECKING:
    from rehearse.speech import Transcript
    from rehearse.ui.marks import Mark, ShownPause

Places = tuple[tuple[int, int], ...]
"""Start and end of each word in the document."""

TEXT_SCALE = 1.12
LINE_HEIGHT_PERCENT = 165.0
SHORT_GAP = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}·  "
"""A pause that belongs to calm speech: a gap to see, not a remark; it ends a line and never begins one."""

UNDERLINES = {
    MarkKind.STOP: QTextCharFormat.UnderlineStyle.WaveUnderline,
    MarkKind.FIX: QTextCharFormat.UnderlineStyle.SingleUnderline,
    MarkKind.POLISH: QTextCharFormat.UnderlineStyle.DashUnderline,
    MarkKind.POSSIBLE: QTextCharFormat.UnderlineStyle.DashDotLine,
    MarkKind.FILLER: QTextCharFormat.UnderlineStyle.DotLine,
    MarkKind.REPETITION: QTextCharFormat.UnderlineStyle.DotLine,
}
"""Each kind has a line of its own, so that no mark is told by its colour alone."""
BACKGROUNDS = {MarkKind.STOP: "stop_soft", MarkKind.FIX: "fix_soft", MarkKind.POLISH: "polish_soft"}
INKS = {MarkKind.STOP: "stop", MarkKind.FIX: "fix", MarkKind.POLISH: "polish"}


def write(
    document: QTextDocument,
    transcript: Transcript,
    marks: dict[int, Mark],
    pauses: tuple[ShownPause, ...],
    font: QFont,
) -> Places:
    """Write a transcript into a document and say where each word stands."""
    document.clear()
    document.setDocumentMargin(4)
    document.setDefaultFont(painting.scaled(font, TEXT_SCALE))
    cursor = QTextCursor(document)
    block = QTextBlockFormat()
    block.setLineHeight(LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setBlockFormat(block)
    gaps = {pause.after: pause for pause in pauses}
    places = []
    cursor.beginEditBlock()
    for index, word in enumerate(transcript.words):
        mark = marks.get(index)
        start = cursor.position()
        cursor.insertText(word.text, mark_format(mark.kind) if mark else plain_format())
        places.append((start, cursor.position()))
        if index in gaps:
            _write_pause(cursor, gaps[index])
        else:
            goes_on = mark is not None and marks.get(index + 1) is mark
            cursor.insertText(" ", mark_format(mark.kind) if mark and goes_on else plain_format())
    cursor.endEditBlock()
    return tuple(places)


def _write_pause(cursor: QTextCursor, pause: ShownPause) -> None:
    if not pause.long:
        cursor.insertText(SHORT_GAP, pause_format(long=False))
        return
    cursor.insertText(" ", plain_format())
    seconds = number(pause.seconds, 1)
    cursor.insertText(f" {seconds} s pause ", pause_format(long=True))
    cursor.insertText(" ", plain_format())


def plain_format() -> QTextCharFormat:
    """Words without a mark."""
    result = QTextCharFormat()
    result.setForeground(painting.colour("text"))
    return result


def mark_format(kind: MarkKind) -> QTextCharFormat:
    """Words with a mark: a line of its own kind, and a soft ground for findings that count."""
    result = plain_format()
    result.setUnderlineStyle(UNDERLINES[kind])
    result.setUnderlineColor(painting.colour(INKS.get(kind, "muted")))
    if kind in BACKGROUNDS:
        result.setBackground(painting.colour(BACKGROUNDS[kind]))
    if kind is MarkKind.FILLER:
        result.setForeground(painting.colour("muted"))
        result.setFontItalic(True)
    return result


def pause_format(*, long: bool) -> QTextCharFormat:
    """A silence among the words."""
    result = QTextCharFormat()
    result.setForeground(painting.colour("fix" if long else "muted"))
    if long:
        result.setBackground(painting.colour("fix_soft"))
        result.setProperty(QTextCharFormat.Property.FontSizeAdjustment, -1)
    return result


def selected_format() -> QTextCharFormat:
    """Words that are selected."""
    result = QTextCharFormat()
    result.setBackground(painting.colour("accent_soft"))
    result.setForeground(painting.colour("text"))
    return result


def lit_format() -> QTextCharFormat:
    """The word that is being heard."""
    result = QTextCharFormat()
    result.setBackground(painting.colour("accent"))
    result.setForeground(painting.colour("on_accent"))
    return result
