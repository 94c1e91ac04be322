"""The report page's joining of one selected sentence, its being said again, and the panel that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rehearse.speech import Span
from rehearse.ui import selection as selecting
from rehearse.ui.say_again import SayAgain, SayAgainStep

if TYPE_CHECKING:
    from rehearse.history.values import Take
    from rehearse.report import Report
    from rehearse.ui.pages.report_hearing import Hearing
    from rehearse.ui.selection import Selection
    from rehearse.ui.services import Services
    from rehearse.ui.widgets.say_again_panel import SayAgainPanel

KEPT = "Kept: you can hear it again from the list in Progress, and no trend counts it."


class ReportAgain(QObject):
    """Lets the sentence that is selected be said again.

    Signals:
        kept: Id of the take that a new sentence was kept as.

    Attributes:
        saying: The recording of the sentence.
    """

    kept = Signal(str)

    def __init__(self, services: Services, hearing: Hearing, panel: SayAgainPanel) -> None:
        super().__init__(panel)
        self.saying = SayAgain(services, self)
        self._hearing, self._panel = hearing, panel
        self._take: Take | None = None
        self._report: Report | None = None
        self._sentence: Span | None = None
        hearing.selection_changed.connect(self._on_selection)
        hearing.replay.playing_changed.connect(self._on_take_heard)
        panel.record_clicked.connect(self.press)
        panel.both_clicked.connect(self._on_both)
        panel.new_clicked.connect(self._on_new)
        panel.keep_clicked.connect(self._on_keep)
        panel.closed.connect(self.saying.let_go)
        self.saying.step_changed.connect(panel.show_step)
        self.saying.level_changed.connect(panel.level.set_level_db)
        self.saying.failed.connect(panel.say)
        self.saying.playing_changed.connect(lambda playing: panel.show_playing(playing=playing))
        self.saying.kept.connect(self._on_kept)
        panel.hide()

    def show_take(self, take: Take | None, report: Report | None) -> None:
        """Take up another take; a sentence that was not kept is thrown away."""
        self.saying.let_go()
        self._take, self._report, self._sentence = take, report, None
        self._panel.hide()

    @property
    def busy(self) -> bool:
        """Whether the microphone is open, so that Space ends the sentence instead of playing the take."""
        return self.saying.step in (SayAgainStep.OPENING, SayAgainStep.RECORDING, SayAgainStep.ENDING)

    def press(self) -> None:
        """Record the sentence, or end recording it."""
        track = self._hearing.replay.track
        if self.saying.step is SayAgainStep.RECORDING:
            self.saying.end()
        elif not self.busy and track is not None and self._find_sentence() is not None:
            self._hearing.replay.pause()
            self._panel.show()
            self._hearing.bring_into_view(self._panel)
            self.saying.begin(track, self._sentence or Span(0, 0))

    def leave(self) -> None:
        """Another page is shown: a sentence that is being recorded is given up, a finished one waits silently."""
        if self.busy:
            self.saying.let_go()
        self.saying.stop_playing()

    def _find_sentence(self) -> Span | None:
        """The sentence that is meant: the selected one, or that at the play head."""
        if self._sentence is None and self._report is not None:
            position_s = self._hearing.replay.position_s
            if self._report.transcript.words:
                word = selecting.nearest_word(self._report.transcript, position_s)
                self._show_sentence(range(word, word + 1))
        return self._sentence

    def _on_selection(self, selection: Selection | None) -> None:
        if self.saying.step is not SayAgainStep.IDLE:
            return
        if selection is None or not selection.words or not self._hearing.replay.ready:
            self._sentence = None
            self._panel.hide()
        else:
            self._show_sentence(selection.words)

    def _show_sentence(self, words: range) -> None:
        if self._report is None:
            return
        transcript = self._report.transcript
        whole = range(
            selecting.sentence_at(transcript, words[0]).start, selecting.sentence_at(transcript, words[-1]).stop
        )
        found = selecting.of_words(transcript, whole)
        if found is not None:
            self._sentence = found.span
            words_said = " ".join(word.text for word in transcript.words[whole.start : whole.stop])
            self._panel.show_sentence(words_said.rstrip(","))
            self._panel.show_step(SayAgainStep.IDLE)
            self._panel.show()

    def _on_both(self) -> None:
        if self.saying.playing:
            self.saying.stop_playing()
        else:
            self._hearing.replay.pause()
            self.saying.play_both()

    def _on_new(self) -> None:
        self._hearing.replay.pause()
        self.saying.play_new()

    def _on_take_heard(self, playing: bool) -> None:  # noqa: FBT001 # a Qt slot
        if playing:
            self.saying.stop_playing()

    def _on_keep(self) -> None:
        if self._take is not None:
            self.saying.keep(self._take)

    def _on_kept(self, take_id: str) -> None:
        self._panel.say(KEPT)
        self.kept.emit(take_id)
