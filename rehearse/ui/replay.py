"""Hearing a take again: the one object that talks to the player while a take is shown.

The player runs in the sound device's own thread; here a timer asks it where the sound is, 25 times a second, and only
while something plays. What is heard may be a copy of the recording, at another speed or as the phone lets it through;
all places that others give and get are places in the recording itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from rehearse.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.audio.decode import Recording
    from rehearse.audio.player import Player
    from rehearse.speech import Span
    from rehearse.ui.tasks import Task, TaskRunner

FOLLOW_INTERVAL_MS = 40
LEAD_S = 0.25
"""Words start softly: heard alone, a phrase begins a little before the time that was measured for it."""
TAIL_S = 0.15


@dataclass(frozen=True, slots=True)
class Manner:
    """How takes are heard.

    Attributes:
        speed: How much faster than they were said.
        phone: Whether as the phone lets them through.
    """

    speed: float = 1.0
    phone: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """A recording, and the copy of it that is heard.

    Attributes:
        recording: As it was recorded.
        gain_db: How much louder it is heard.
        manner: How the copy was made.
        heard: The copy.
    """

    recording: Recording
    gain_db: float
    manner: Manner
    heard: Recording


def make_track(recording: Recording, gain_db: float, manner: Manner) -> Track:
    """Make the copy that is heard; on the worker, as it takes about a second for ten minutes."""
    from rehearse.audio.listening import Listening, prepare

    listening = Listening(manner.speed, manner.phone, gain_db)
    return Track(recording, gain_db, manner, prepare(recording, listening))


class Replay(QObject):
    """Plays one recording at a time.

    Signals:
        moved: The place that is being heard, in seconds.
        playing_changed: Whether something is being heard.
        failed: Why nothing can be heard, for the user.
        manner_changed: How takes are heard (`Manner`) from now on.
    """

    moved = Signal(float)
    playing_changed = Signal(bool)
    failed = Signal(str)
    manner_changed = Signal(object)

    def __init__(self, make_player: Callable[[], Player], tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_player = make_player
        self._tasks = tasks
        self._player: Player | None = None
        self._track: Track | None = None
        self._making: Task | None = None
        self._manner = Manner()
        self._repeat: tuple[float, float] | None = None
        self._until_s: float | None = None
        self._playing = False
        self._position_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(FOLLOW_INTERVAL_MS)
        self._timer.timeout.connect(self.follow)

    @property
    def ready(self) -> bool:
        """Whether there is a recording to be heard."""
        return self._track is not None

    @property
    def track(self) -> Track | None:
        """The recording to be heard; None where there is none."""
        return self._track

    @property
    def playing(self) -> bool:
        """Whether something is being heard."""
        return self._playing

    @property
    def repeating(self) -> bool:
        """Whether what is being heard will be heard again."""
        return self._playing and self._repeat is not None

    @property
    def position_s(self) -> float:
        """Where the play head stands, in seconds."""
        return self._position_s

    @property
    def manner(self) -> Manner:
        """How takes are heard; also those that are loaded from now on."""
        return self._manner

    def load(self, track: Track) -> None:
        """Take another recording, from its beginning."""
        self.close()
        self._track = track
        self._position_s = 0.0
        self._remake()

    def exchange(self, track: Track, position_s: float) -> None:
        """Take another recording in the place of this one; what plays goes on with it from a place, at once."""
        self._stop_making()
        self._track, self._repeat, self._until_s = track, None, None
        self._go_on(position_s)
        self._remake()

    def hear(self, manner: Manner) -> None:
        """Hear takes in another manner; what plays goes on in it as soon as the copy is made."""
        if manner == self._manner:
            return
        self._manner = manner
        self.manner_changed.emit(manner)
        self._remake()

    def toggle(self) -> None:
        """Pause, or play on from where the play head stands; from the beginning once the end was reached."""
        if self._playing:
            self.pause()
            return
        at_end = self._track is not None and self._position_s >= self._track.recording.duration_s - 0.05
        self.play_from(0.0 if at_end else self._position_s)

    def play_from(self, start_s: float) -> None:
        """Play from a place to the end."""
        self._repeat = None
        self._play(start_s, None)

    def play_span(self, span: Span, *, repeat: bool = False) -> None:
        """Play just these words, with a little lead; again and again where asked."""
        if self._track is not None:
            start_s = max(0.0, span.start_s - LEAD_S)
            end_s = min(self._track.recording.duration_s, span.end_s + TAIL_S)
            self._repeat = (start_s, end_s) if repeat else None
            self._play(start_s, end_s)

    def pause(self) -> None:
        """Stop here."""
        if self._player is not None and self._playing:
            self._player.pause()
            self._position_s = self._from_heard(self._player.position_s)
        self._set_playing(playing=False)

    def seek(self, position_s: float) -> None:
        """Move the play head; what plays goes on from there."""
        self._position_s = position_s
        self._forget_span_left(position_s)
        if self._player is not None and self._playing:
            self._guarded(lambda player: player.seek(self._to_heard(position_s)))
        self.moved.emit(position_s)

    def follow(self) -> None:
        """Ask the player where the sound is, and tell."""
        if self._player is None or not self._playing:
            return
        self._position_s = self._from_heard(self._player.position_s)
        self.moved.emit(self._position_s)
        if not self._player.is_playing:
            self._set_playing(playing=False)
            trouble = self._player.trouble()
            if trouble is not None:
                self.failed.emit(trouble.message)

    def close(self) -> None:
        """Be quiet and let the loudspeaker go."""
        self._stop_making()
        self._set_playing(playing=False)
        if self._player is not None:
            self._player.close()
            self._player = None
        self._track = self._repeat = self._until_s = None

    def _forget_span_left(self, position_s: float) -> None:
        """As the player does: a seek out of a repeated span, or beyond the end of any, plays to the end of all."""
        if self._repeat is not None and not self._repeat[0] <= position_s < self._repeat[1]:
            self._repeat = self._until_s = None
        elif self._until_s is not None and position_s >= self._until_s:
            self._until_s = None

    def _remake(self) -> None:
        """Have the copy made in the manner in force, where it is another."""
        self._stop_making()
        track, manner = self._track, self._manner
        if track is None or track.manner == manner:
            return
        self._making = self._tasks.run(
            lambda _task: make_track(track.recording, track.gain_db, manner), self._on_made, self._on_not_made
        )

    def _stop_making(self) -> None:
        if self._making is not None:
            self._making.cancel()
            self._making = None

    def _on_made(self, track: Track) -> None:
        self._making = None
        if self._playing and self._player is not None:
            self._position_s = self._from_heard(self._player.position_s)
        self._track = track
        self._go_on(self._position_s)

    def _on_not_made(self, error: Exception) -> None:
        self._making = None
        raise error

    def _go_on(self, position_s: float) -> None:
        """Hear the track in force from a place on, in the place of what is heard."""
        track = self._track
        if track is None:
            return
        self._position_s = min(position_s, track.recording.duration_s)
        if self._player is not None:
            at_s = self._to_heard(self._position_s)
            until_s = None if self._until_s is None else self._to_heard(self._until_s)
            self._guarded(lambda player: player.exchange(track.heard, at_s, until_s))
            if self._playing and self._repeat is not None:
                self._play(*self._repeat)
        self.moved.emit(self._position_s)

    def _to_heard(self, position_s: float) -> float:
        return position_s / self._track.manner.speed if self._track is not None else position_s

    def _from_heard(self, position_s: float) -> float:
        if self._track is None:
            return position_s
        return min(position_s * self._track.manner.speed, self._track.recording.duration_s)

    def _play(self, start_s: float, end_s: float | None) -> None:
        if self._track is None:
            return
        self._position_s, self._until_s = start_s, end_s
        begin_s, until_s = self._to_heard(start_s), None if end_s is None else self._to_heard(end_s)
        repeat = self._repeat is not None
        if self._guarded(lambda player: player.play(begin_s, until_s, repeat=repeat)):
            self._set_playing(playing=True)
            self.moved.emit(start_s)

    def _guarded(self, act: Callable[[Player], None]) -> bool:
        try:
            if self._player is None and self._track is not None:
                self._player = self._make_player()
                self._player.load(self._track.heard)
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
