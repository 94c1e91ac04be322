"""Which troubles are the microphone's, so that looking for one again is what helps."""

from __future__ import annotations

from rehearse.errors import KnownError, Trouble

AT_THE_DEVICE = frozenset(
    {
        Trouble.NO_MICROPHONE,
        Trouble.DEVICE_MISSING,
        Trouble.MICROPHONE_BUSY,
        Trouble.MICROPHONE_LOST,
        Trouble.MICROPHONE_STALLED,
        Trouble.PORTAUDIO_MISSING,
        Trouble.SOUND_SYSTEM_BROKEN,
    }
)
"""Troubles after which looking for microphones again is what helps."""
DEMO_HELPS = "Without a microphone you can still look at a demo report."


def is_the_devices(error: KnownError) -> bool:
    """Whether a trouble is the microphone's."""
    return error.trouble in AT_THE_DEVICE


def in_words(error: KnownError) -> str:
    """What is said of a trouble, and what can be done without a microphone."""
    return f"{error.message} {DEMO_HELPS}" if is_the_devices(error) else error.message
