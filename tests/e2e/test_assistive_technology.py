"""The program as a screen reader's user meets it: its tree by AT-SPI, the keyboard alone, and what is announced."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse import settings
from rehearse.assets import demo_takes
from rehearse.audio.decode import load
from rehearse.paths import paths
from rehearse.settings import Settings
from tests.assistive import Element, Key, Reader, State, desktop
from tests.virtual_sound import RATE_HZ
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from tests.virtual_sound import Microphone, VirtualSound

pytestmark = pytest.mark.assistive_technology

MEANINGLESS = {"filler", "panel", "unknown", "invalid", "unspecified", ""}
"""Roles that tell nobody what an element is for."""
PAGES = {"Practice": "1", "Report": "2", "Progress": "3", "Programs": "4", "Settings": "5"}
REHEARSE = (sys.executable, "-m", "rehearse")
MOST_TABS = 150
SPOKEN_S = 12
ANALYSED_WITHIN_S = 90.0
LOUD = 1000


@pytest.fixture
def reader() -> Iterator[Reader]:
    """The program running on a desktop of its own, its first start behind it."""
    settings.save(Settings(first_start_done=True), paths().settings_file)
    with desktop() as (environment, made):
        process = subprocess.Popen(REHEARSE, env=environment)
        try:
            made.find_program()
            made.wait_for_window("Practice")
            # Without a window manager nobody gives a new window the keyboard; a second start fetches the first one.
            subprocess.run(REHEARSE, env=environment, check=True, timeout=60)
            made.wait_for_focus()
            yield made
        finally:
            process.terminate()
            process.wait(20)


def is_unclear(element: Element) -> bool:
    return not element.name.strip() or element.role in MEANINGLESS


def unclear(reader: Reader) -> list[str]:
    """What takes the keyboard, but has no name, or a role that says nothing."""
    reachable = [one for one in reader.everything() if one.has(State.FOCUSABLE) and one.has(State.ENABLED)]
    assert len(reachable) > 3
    return [str(one) for one in reachable if is_unclear(one)]


def walked(reader: Reader) -> list[Element]:
    """Everything that Tab comes to, until it comes to something for the second time."""
    places: dict[str, Element] = {}
    for _ in range(MOST_TABS):
        place = reader.press_and_follow(Key.TAB)
        if place.path in places:
            return list(places.values())
        places[place.path] = place
    pytest.fail(f"Tab does not go round: {[str(place) for place in places.values()]}")


def beginning_of_the_demo() -> NDArray[np.int16]:
    samples = load(demo_takes()[0].path).at(RATE_HZ)[: SPOKEN_S * RATE_HZ]
    return np.clip(np.rint(samples * 32768), -32768, 32767).astype(np.int16)


def take_with_the_keyboard(reader: Reader, microphone: Microphone) -> None:
    """Space, speak, Space: as it is announced."""
    reader.press(Key.SPACE)
    reader.wait_to_hear("Recording starts in three")
    reader.wait_to_hear("Recording", whole=True)
    assert reader.focus().name == "Stop"
    microphone.say(beginning_of_the_demo(), RATE_HZ)
    reader.press(Key.SPACE)
    reader.wait_to_hear("Listening to the take")


def test_the_way_from_record_to_again_needs_the_keyboard_only_and_is_announced(
    virtual_sound: VirtualSound, microphone: Microphone, reader: Reader
) -> None:
    assert reader.focus().name == "Record"
    take_with_the_keyboard(reader, microphone)
    reader.wait_to_hear("Report ready. ", seconds=ANALYSED_WITHIN_S)
    reader.wait_for_window("Report")
    with virtual_sound.listening() as listener:
        reader.press(Key.SPACE)  # at once, whether or not the sound has been read
        wait_until(lambda: bool(np.any(np.abs(listener.samples()) > LOUD)), "the take from the loudspeaker")
        reader.press(Key.SPACE)
    assert unclear(reader) == []
    assert [str(place) for place in walked(reader) if is_unclear(place)] == []
    reader.forget()
    reader.press(Key.R)
    reader.wait_to_hear("Recording starts in three")
    reader.press(Key.ESCAPE)
    reader.wait_for_window("Practice")
    wait_until(lambda: reader.focus().name == "Record", "the way back")


def test_all_that_takes_the_keyboard_on_a_page_has_a_name_and_a_role(reader: Reader) -> None:
    for page, digit in PAGES.items():
        reader.press_with_control(digit)
        reader.wait_for_window(page)
        assert unclear(reader) == [], page
        places = walked(reader)
        assert [str(place) for place in places if is_unclear(place)] == [], page
        assert page in {place.name for place in places}


def test_a_microphone_that_goes_away_is_announced_with_what_can_be_done(
    virtual_sound: VirtualSound, reader: Reader
) -> None:
    reader.press(Key.SPACE)
    reader.wait_to_hear("Recording", whole=True)
    virtual_sound.kill()
    assert "Connect it again or choose another" in reader.wait_to_hear("Desk microphone was disconnected")


def test_that_there_is_no_microphone_is_announced(reader: Reader) -> None:
    reader.press(Key.SPACE)
    assert "connect one and press Look again" in reader.wait_to_hear("No microphone was found")
