"""What the lines under the words mean: only the kinds that occur in the transcript above."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from rehearse.ui import theme
from rehearse.ui.marks import MEANINGS, NAMES, MarkKind

STYLES = {
    MarkKind.STOP: "wavy line",
    MarkKind.FIX: "solid line",
    MarkKind.POLISH: "dashed line",
    MarkKind.POSSIBLE: "dashes and dots",
    MarkKind.FILLER: "dotted, in italics",
    MarkKind.REPETITION: "dotted",
}


class MarkLegend(QLabel):
    """One short line of small print for each kind of mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.mark(self, text="small")

    def show_kinds(self, kinds: set[MarkKind]) -> None:
        """Explain these kinds; nothing is shown where there are none."""
        lines = [
            f"{STYLES[kind]}: {NAMES[kind].lower()}, {MEANINGS[kind]}"
            for kind in MarkKind
            if kind in kinds and kind in STYLES
        ]
        text = "; ".join(lines)
        self.setText(f"{text[:1].upper()}{text[1:]}." if text else "")
        self.setVisible(bool(text))
