"""A headset that comes or goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.audio.devices import Device
from rehearse.errors import KnownError, Trouble
from rehearse.ui.device_watch import DeviceWatch, in_words
from tests.ui.page_stage import services_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services

BUILT_IN = Device(0, "Built-in microphone", 48_000, is_default=True)
HEADSET = Device(1, "USB headset", 48_000, is_default=False)
CHOSEN = "It is the microphone chosen in Settings; connect it again or choose another."
Moves = list[tuple[tuple[str, ...], tuple[str, ...]]]


class Desk:
    """A watch over devices that come and go as the test says."""

    watch: DeviceWatch
    services: Services

    def __init__(self, cards: Path) -> None:
        self.there: list[Device] = [BUILT_IN]
        self.broken = self.busy = False
        self.moves: Moves = []
        self.cards = cards
        self.looks = 0

    def found(self) -> tuple[Device, ...]:
        self.looks += 1
        if self.broken:
            raise KnownError(Trouble.SOUND_SYSTEM_BROKEN, reason="test")
        return tuple(self.there)


@pytest.fixture
def desk(rehearse_home: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    cards = tmp_path / "snd"
    cards.mkdir()
    made = Desk(cards)
    with services_in(rehearse_home, microphones=made.found) as services:
        watch = DeviceWatch(services, lambda: made.busy, services.tasks, cards=cards, settle_ms=1)
        watch.moved.connect(lambda came, went: made.moves.append((came, went)))
        qtbot.waitUntil(lambda: not services.tasks.busy and made.looks > 0)
        made.watch, made.services = watch, services
        yield made
        watch.deleteLater()


def test_a_headset_that_is_plugged_in_and_out_is_noticed(desk: Desk, qtbot: QtBot) -> None:
    desk.there.append(HEADSET)
    (desk.cards / "pcmC1D0c").touch()
    qtbot.waitUntil(lambda: desk.moves == [(("USB headset",), ())])
    desk.there.remove(HEADSET)
    (desk.cards / "pcmC1D0c").unlink()
    qtbot.waitUntil(lambda: desk.moves[1:] == [((), ("USB headset",))])


def test_the_list_is_left_alone_while_the_microphone_is_in_use(desk: Desk, qtbot: QtBot) -> None:
    desk.busy = True
    before = desk.looks
    desk.there.append(HEADSET)
    desk.watch.look()
    assert not desk.services.tasks.busy
    assert desk.looks == before
    desk.busy = False
    qtbot.waitUntil(lambda: desk.moves == [(("USB headset",), ())])


def test_a_broken_sound_system_is_no_move(desk: Desk, qtbot: QtBot) -> None:
    desk.broken = True
    before = desk.looks
    (desk.cards / "pcmC1D0c").touch()
    qtbot.waitUntil(lambda: desk.looks > before)
    desk.broken = False
    (desk.cards / "pcmC2D0c").touch()
    qtbot.waitUntil(lambda: desk.looks > before + 1 and not desk.services.tasks.busy)
    assert desk.moves == []


@pytest.mark.parametrize(
    ("came", "went", "chosen", "said"),
    [
        (
            ("USB headset",),
            (),
            None,
            "USB headset is connected. Takes are recorded with the system's default microphone.",
        ),
        (
            (),
            ("USB headset",),
            "USB headset",
            "USB headset is no longer connected. " + CHOSEN,
        ),
        (
            ("USB headset",),
            (),
            "USB headset",
            "USB headset is connected. Takes are recorded with it, as chosen in Settings.",
        ),
        (
            ("A", "B"),
            (),
            "Built-in microphone",
            "A and B are connected. Takes are recorded with Built-in microphone, as chosen in Settings.",
        ),
    ],
)
def test_what_happened_is_said_with_what_takes_are_recorded_with(
    came: tuple[str, ...], went: tuple[str, ...], chosen: str | None, said: str
) -> None:
    assert in_words(came, went, chosen) == said
