"""Hearing a take again: the one object that talks to the player while a take is shown.

The player runs in the sound device's own thread; here a timer asks it where the sound is, 25 times a second, and only
while something plays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from rehearse.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.audio.decode import Recording
    from rehearse.audio.player import Player
    from rehearse.speech import Span

FOLLOW_INTERVAL_MS = 40
LEAD_S = 0.25
"""Words start softly: heard alone, a phrase begins a little before the time that was measured for it."""
TAIL_S = 0.15


class Replay(QObject):
    """Plays one recording at a time.

    Signals:
        moved: The place that is being heard, in seconds.
        playing_changed: Whether something is being heard.
        failed: Why nothing can be heard, for the user.
    """

    moved = Signal(float)
    playing_changed = Signal(bool)
    failed = Signal(str)

    def __init__(self, make_player: Callable[[], Player], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_player = make_player
        self._player: Player | None = None
        self._recording: Recording | None = None
        self._playing = False
        self._position_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(FOLLOW_INTERVAL_MS)
        self._timer.timeout.connect(self.follow)

    @property
    def ready(self) -> bool:
        """Whether there is a recording to be heard."""
        return self._recording is not None

    @property
    def playing(self) -> bool:
        """Whether something is being heard."""
        return self._playing

    def load(self, recording: Recording) -> None:
        """Take another recording, from its beginning."""
        self.close()
        self._recording = recording
        self._position_s = 0.0

    def toggle(self) -> None:
        """Pause, or play on from where the play head stands; from the beginning once the end was reached."""
        if self._playing:
            self.pause()
            return
        at_end = self._recording is not None and self._position_s >= self._recording.duration_s - 0.05
        self.play_from(0.0 if at_end else self._position_s)

    def play_from(self, start_s: float) -> None:
        """Play from a place to the end."""
        self._play(start_s, None)

    def play_span(self, span: Span) -> None:
        """Play just these words, with a little lead."""
        if self._recording is not None:
            end_s = min(self._recording.duration_s, span.end_s + TAIL_S)
            self._play(max(0.0, span.start_s - LEAD_S), end_s)

    def pause(self) -> None:
        """Stop here."""
        if self._player is not None and self._playing:
            self._player.pause()
            self._position_s = self._player.position_s
        self._set_playing(playing=False)

    def seek(self, position_s: float) -> None:
        """Move the play head; what plays goes on from there."""
        self._position_s = position_s
        if self._player is not None and self._playing:
            self._guarded(lambda player: player.seek(position_s))
        self.moved.emit(position_s)

    def follow(self) -> None:
        """Ask the player where the sound is, and tell."""
        if self._player is None or not self._playing:
            return
        self._position_s = self._player.position_s
        self.moved.emit(self._position_s)
        if not self._player.is_playing:
            self._set_playing(playing=False)
            trouble = self._player.trouble()
            if trouble is not None:
                self.failed.emit(trouble.message)

    def close(self) -> None:
        """Be quiet and let the loudspeaker go."""
        self._set_playing(playing=False)
        if self._player is not None:
            self._player.close()
            self._player = None
        self._recording = None

    def _play(self, start_s: float, end_s: float | None) -> None:
        if self._recording is None:
            return
        self._position_s = start_s
        if self._guarded(lambda player: player.play(start_s, end_s)):
            self._set_playing(playing=True)
            self.moved.emit(start_s)

    def _guarded(self, act: Callable[[Player], None]) -> bool:
        try:
            if self._player is None and self._recording is not None:
                self._player = self._make_player()
                self._player.load(self._recording)
            if self._player is not None:
                act(self._player)
        except KnownError as error:
            self._set_playing(playing=False)
            self.failed.emit(error.message)
            return False
        return True

    def _set_playing(self, *, playing: bool) -> None:
        if playing:
            self._timer.start()
        else:
            self._timer.stop()
        if playing != self._playing:
            self._playing = playing
            self.playing_changed.emit(playing)
