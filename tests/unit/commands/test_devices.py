from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.app import main
from tests.virtual_sound import LOUDSPEAKER, MICROPHONE, SECOND_MICROPHONE

if TYPE_CHECKING:
    import pytest

    from tests.virtual_sound import VirtualSound


def test_devices_are_listed_by_name_with_their_rate_and_the_default_marked(
    virtual_sound: VirtualSound, capsys: pytest.CaptureFixture[str]
) -> None:
    assert virtual_sound.is_running

    status = main(["devices"])

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert f"* {MICROPHONE}     48000 Hz" in lines
    assert f"  {SECOND_MICROPHONE}  48000 Hz" in lines
    assert f"* {LOUDSPEAKER}  48000 Hz" in lines
    assert lines.index("Microphones") < lines.index("Loudspeakers")
