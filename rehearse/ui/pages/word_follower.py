"""Lights the word that is being heard and keeps it in view, unless the reader has scrolled elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea, QWidget

    from rehearse.speech import Transcript
    from rehearse.ui.widgets.transcript_view import TranscriptView

LINGER_S = 0.35
"""A word stays lit this long after its end, so that the light doesn't flicker between two words."""
MARGIN_EM = 6
"""Space kept above and below the lit word, in line heights."""


def word_heard(transcript: Transcript, position_s: float) -> int | None:
    """Index of the word that is lit at a place in the recording; None in a pause."""
    word = transcript.word_at(position_s)
    return word if word is not None else transcript.word_at(max(0.0, position_s - LINGER_S))


class WordFollower:
    """Follows the replay through a transcript inside a scroll area."""

    def __init__(self, view: TranscriptView, content: QWidget, area: QScrollArea) -> None:
        self._view, self._content, self._area = view, content, area

    def follow(self, word: int | None) -> None:
        """Light a word; scroll to it where the one before was in view."""
        before = self._view.lit
        was_in_view = before is not None and self.is_in_view(before)
        self._view.light(word)
        if word is not None and was_in_view:
            self.bring_into_view(word)

    def is_in_view(self, word: int) -> bool:
        """Whether a word can be seen."""
        viewport = self._area.viewport()
        at = self._view.mapTo(viewport, self._view.word_rect(word).center().toPoint())
        return bool(viewport.rect().contains(at))

    def bring_into_view(self, word: int) -> None:
        """Scroll so far that a word can be seen."""
        at = self._view.mapTo(self._content, self._view.word_rect(word).center().toPoint())
        self._area.ensureVisible(at.x(), at.y(), 0, MARGIN_EM * self._view.fontMetrics().height())
