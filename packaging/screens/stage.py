"""The services behind a picture: a real history in a scratch folder, filled with demo takes; no device is touched."""

from __future__ import annotations

import io
import math
import random
import time
import wave
from array import array
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from rehearse import scenarios, settings
from rehearse.errors import KnownError, Trouble
from rehearse.history.store import HistoryStore
from rehearse.paths import Paths
from rehearse.target import Target
from rehearse.ui.services import Services
from rehearse.ui.tasks import TaskRunner
from screens import demo_call, demo_reports

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rehearse.calling.phone_call import PhoneCall
    from rehearse.history.values import Take
    from rehearse.report import Report

PROGRAM = Target(
    applicant="Maya Okafor",
    applicant_id="14872093",
    program="Riverbend Medical Center",
    aliases=("Riverbend",),
    specialty="internal medicine",
)
RATE_HZ = 8_000
PATIENCE_S = 20.0
LAYOUT_ROUNDS = 4


class StillPlayer:
    """A player that always stands at the same place: for pictures of a take that is being heard."""

    def __init__(self, position_s: float) -> None:
        self.position_s = position_s
        self.is_playing = True

    def load(self, recording: object) -> None:
        """Take a recording."""

    def play(self, start_s: float | None = None, end_s: float | None = None, *, repeat: bool = False) -> None:
        """Stay where it is."""

    def exchange(self, recording: object, position_s: float, end_s: float | None = None) -> None:
        """Stay where it is."""

    def pause(self) -> None:
        """Stay where it is."""

    def seek(self, position_s: float) -> None:
        """Stay where it is."""

    def trouble(self) -> None:
        """All is well."""

    def close(self) -> None:
        """Nothing was opened."""


def refuse(*_arguments: object) -> None:
    """Pictures are taken without a microphone, a loudspeaker and a recogniser."""
    raise KnownError(Trouble.NO_LOUDSPEAKER)


class NoTelephone:
    """A telephone that has nothing to load and connects nobody."""

    def load(self) -> None:
        """Nothing is needed for a picture."""

    def connect(self, _plan: object) -> PhoneCall:
        """Refuse."""
        raise KnownError(Trouble.NO_LOUDSPEAKER)

    def close(self) -> None:
        """Nothing was opened."""


class Stage:
    """Makes services with an empty or a filled history, and waits until a page has settled.

    Attributes:
        take_ids: Id of each demo take by name: "first", "calm", "noisy", "silent", "gone" (its recording was
            deleted), "waiting" (not analysed), "failed", "call" (a mock call), "one-word", "long".
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0
        self._open: list[Services] = []
        self._last: list[Callable[[], None]] = []
        self.take_ids: dict[str, str] = {}

    def services(self, *, filled: bool = True) -> Services:
        """Services of their own, in a folder of their own."""
        self._made += 1
        root = self._folder / str(self._made)
        paths = Paths(root / "data", root / "config", root / "cache", root / "log").make()
        services = Services(
            paths=paths,
            settings=replace(settings.Settings(), first_start_done=True),
            save_settings=lambda new: settings.save(new, paths.settings_file),
            history=HistoryStore.open(paths.history_file, paths.recordings),
            scenarios=scenarios.load(),
            tasks=TaskRunner(),
            file_tasks=TaskRunner(),
            make_recorder=refuse,  # type: ignore[arg-type]
            make_player=refuse,  # type: ignore[arg-type]
            make_listener=refuse,  # type: ignore[arg-type]
            telephone=NoTelephone(),
            find_microphones=lambda: (),
        )
        self._open.append(services)
        if filled:
            self._fill(services.history)
        return services

    def settle(self, services: Services | None = None) -> None:
        """Let everything that is under way arrive on the screen."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            if not any(one.tasks.busy or one.file_tasks.busy for one in ([services] if services else self._open)):
                break
            time.sleep(0.005)
        # What was laid out anew asks what lies around it to follow.
        for _ in range(LAYOUT_ROUNDS):
            QApplication.processEvents()

    def at_end(self, act: Callable[[], None]) -> None:
        """Do something before the services go, such as closing a window's parts."""
        self._last.append(act)

    def close(self) -> None:
        """Let go of everything that was made."""
        for act in self._last:
            act()
        self._last.clear()
        for services in self._open:
            services.tasks.close()
            services.file_tasks.close()
            services.history.close()
        self._open.clear()

    def _fill(self, history: HistoryStore) -> None:
        today = datetime.now().astimezone().replace(hour=14, minute=5, second=0, microsecond=0)
        chance = random.Random(7)  # noqa: S311 # the same pictures every time
        for index in range(9):
            started = today - timedelta(days=5 - index // 2, hours=2 - index % 2, minutes=13 * (index % 3))
            early = demo_reports.first_attempt(pace=1.32 - 0.03 * index + chance.uniform(-0.06, 0.06))
            late = demo_reports.calm_take(pace=1.16 - 0.02 * index + chance.uniform(-0.05, 0.05))
            self._add(history, f"earlier-{index}", started, early if index < 5 else late)
        self._add(history, "gone", today - timedelta(minutes=70), demo_reports.calm_take(1.1), keep_audio=False)
        self._add(history, "noisy", today - timedelta(minutes=55), demo_reports.noisy_take())
        self._add(history, "silent", today - timedelta(minutes=42), demo_reports.silent())
        self._add(history, "before", today - timedelta(minutes=25), demo_reports.first_attempt(0.84))
        self._add(history, "first", today - timedelta(minutes=12), demo_reports.first_attempt(1.0))
        self._add(history, "calm", today, demo_reports.calm_take(0.92))
        failed = self._add(history, "failed", today + timedelta(minutes=3), None)
        history.fail_take(failed.id, str(KnownError(Trouble.RECOGNISER_FAILED, reason="out of memory")))
        self._add(history, "waiting", today + timedelta(minutes=6), None)
        self._add(history, "one-word", today - timedelta(minutes=100), demo_reports.one_word())
        self._add(history, "long", today - timedelta(minutes=120), demo_reports.long_take())
        heard, call = demo_call.demo_call(PROGRAM)
        history.calls.save(self._add(history, "call", today - timedelta(minutes=90), heard).id, call)

    def _add(
        self, history: HistoryStore, name: str, started: datetime, report: Report | None, *, keep_audio: bool = True
    ) -> Take:
        scenario = report.scenario if report is not None else "practice-intro"
        take = history.begin_take(scenario, PROGRAM, None, None, started)
        heard = report or demo_reports.silent()
        length = heard.audio.duration_s
        if keep_audio:
            take.audio_path.write_bytes(voice_of(name, heard))
        take = history.finish_take(take.id, length, 0, 1.0)
        if report is not None:
            take = history.save_report(take.id, replace(report, audio=replace(report.audio, path=str(take.audio_path))))
        self.take_ids[name] = take.id
        return take


VOICES: dict[str, bytes] = {}
"""The recording of each demo take by its name: every history has the same, and to make them takes seconds."""


def voice_of(name: str, report: Report) -> bytes:
    """The recording of a demo take."""
    if name not in VOICES:
        VOICES[name] = draw_voice(report)
    return VOICES[name]


def draw_voice(report: Report) -> bytes:
    """A recording whose outline looks like this take: a humming burst for every word, silence between them."""
    samples = array("h", bytes(2 * round(report.audio.duration_s * RATE_HZ)))
    chance = random.Random(3)  # noqa: S311 # the same pictures every time
    for word in report.transcript.words:
        loudness = chance.uniform(0.25, 0.7)
        first, last = round(word.start_s * RATE_HZ), round(word.end_s * RATE_HZ)
        for index in range(first, last):
            swell = math.sin(math.pi * (index - first) / (last - first)) ** 0.6
            samples[index] = round(32_000 * loudness * swell * chance.uniform(-1, 1))
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.tobytes())
    return sound.getvalue()
