"""What is made of a recogniser's hearings, with a recogniser that writes what it is told to."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from rehearse.speech import Expected, ExpectedName, Span
from rehearse.transcription.chunks import Chunk
from rehearse.transcription.decoder import VERBATIM, ChunkDecoder
from rehearse.transcription.transcriber import RATE_HZ, Cancelled

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 3.0
CHUNK = Chunk((Span(0.0, SECONDS),), (Span(0.0, SECONDS),))
LIMIT = 448
"""Tokens that a Whisper model takes at once, what it is told before and what it writes together."""


@dataclass
class FakeWhisper:
    """A recogniser that writes one text plain, one where it is told ums before, and one to which it is held back."""

    plain: str
    verbatim: str = ""
    held_back: str = ""
    in_words: str = ""
    fits: dict[str, float] = field(default_factory=dict)
    hears_verbatim: bool = True
    asked: list[dict[str, Any]] = field(default_factory=list)
    aligned_after: list[str] = field(default_factory=list)
    compared: list[tuple[str, str]] = field(default_factory=list)

    def all_but_numbers(self, ending: str, *, may_end: bool) -> list[int]:
        return [-1, len(ending), may_end]

    def transcribe(self, samples: np.ndarray, **options: Any) -> tuple[list[Any], None]:
        self.asked.append(options)
        if options.get("suppress_tokens"):
            return [SimpleNamespace(text=f"{options['prefix']} {self.in_words}", words=None)], None
        told = options.get("initial_prompt")
        text = self.plain if not told else self.held_back if options.get("no_repeat_ngram_size") else self.verbatim
        step_s = len(samples) / RATE_HZ / max(1, len(text.split()))
        words = [
            SimpleNamespace(word=f" {word}", start=at * step_s, end=(at + 1) * step_s, probability=0.9)
            for at, word in enumerate(text.split())
        ]
        return [SimpleNamespace(words=words, start=0.0, end=len(samples) / RATE_HZ, avg_logprob=-0.2)], None

    @property
    def likelihood(self) -> FakeWhisper:
        return self

    def gains(self, _samples: np.ndarray, before: str, name: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
        self.compared.append((before, name))
        return tuple((word, (3.0,)) for word in name.split())

    def aligned(self, samples: np.ndarray, texts: Sequence[str], told: str) -> list[tuple[float, float, float]]:
        self.aligned_after.append(told)
        step_s = len(samples) / RATE_HZ / len(texts)
        return [(at * step_s, (at + 1) * step_s, self.fits.get(text, 0.0)) for at, text in enumerate(texts)]


def hum() -> np.ndarray:
    """A voice that holds one sound all the time."""
    time_s = np.arange(round(SECONDS * RATE_HZ)) / RATE_HZ
    return sum(np.sin(2 * np.pi * 120 * k * time_s) / k for k in range(1, 15)).astype(np.float32) * np.float32(0.05)


def heard(whisper: FakeWhisper) -> list[tuple[str, bool]]:
    pieces = ChunkDecoder(whisper, hum(), lambda: False).hear(CHUNK, lambda _heard_s: None)
    return [(piece.text.strip(), piece.certain) for piece in pieces]


def test_the_words_are_those_of_the_plain_hearing_and_the_ums_those_of_the_verbatim_one() -> None:
    whisper = FakeWhisper("I applied to the program in Boston", "I applied um to a program in Austin")
    assert " ".join(text for text, _ in heard(whisper)) == "I applied um to the program in Boston"


def test_what_the_verbatim_hearing_has_otherwise_is_noted_beside_the_words() -> None:
    whisper = FakeWhisper("I applied to the program in Boston", "I applied um to a program in Austin")
    pieces = ChunkDecoder(whisper, hum(), lambda: False).hear(CHUNK, lambda _heard_s: None)
    noticed = {piece.text.strip(): piece.otherwise for piece in pieces if piece.otherwise is not None}
    assert noticed == {"the": "a", "Boston": "Austin"}


def test_what_the_plain_hearing_leaves_out_twice_is_taken_from_the_verbatim_one() -> None:
    whisper = FakeWhisper("because your", "because your residents run um a clinic")
    assert " ".join(text for text, _ in heard(whisper)) == "because your residents run um a clinic"


def test_an_um_that_neither_hearing_wrote_is_heard_where_voice_is_left_and_it_fits() -> None:
    whisper = FakeWhisper("I applied", "I applied", fits={" um,": 0.1, " uh,": 0.4, " I": 0.9, " applied": 0.9})
    assert ("uh,", True) in heard(whisper)
    assert set(whisper.aligned_after) == {VERBATIM["initial_prompt"]}


def test_an_expected_name_is_compared_with_the_sound_behind_what_was_written_and_changes_no_word() -> None:
    whisper = FakeWhisper("my name is my aquifer", "my name is um my aquifer")
    names = Expected((ExpectedName("Maya Okafor", ("name is",)),))
    pieces = ChunkDecoder(whisper, hum(), lambda: False).hear(CHUNK, lambda _heard_s: None, names)
    assert [piece.text.strip() for piece in pieces if piece.named == "Maya Okafor"] == ["my", "aquifer"]
    assert [(piece.text.strip(), piece.certain) for piece in pieces] == heard(whisper)
    assert whisper.compared == [("my name is", "Maya Okafor")]


def test_a_model_that_does_not_hear_ums_is_not_asked_for_them() -> None:
    whisper = FakeWhisper("I applied to the program", "I applied um to the program", hears_verbatim=False)
    assert "um" not in dict(heard(whisper))
    assert not any("initial_prompt" in options for options in whisper.asked)
    assert not whisper.aligned_after


def test_a_verbatim_hearing_in_circles_is_done_again_and_its_ums_are_possible_only() -> None:
    whisper = FakeWhisper(
        "with the exception of rhythm it is", "with the er er er er er er er", "with the er exception of rhythm it is"
    )
    assert ("er", False) in heard(whisper)


def test_the_verbatim_hearing_has_room_for_what_it_is_told_before() -> None:
    whisper = FakeWhisper(" ".join(["considerations"] * 12), "so")
    heard(whisper)
    (verbatim,) = [options for options in whisper.asked if "initial_prompt" in options]
    assert verbatim["max_new_tokens"] + 2 * len(verbatim["initial_prompt"].split()) < LIMIT


def test_a_hearing_that_is_stopped_ends_at_once() -> None:
    whisper = FakeWhisper("I applied", "I um applied")
    with pytest.raises(Cancelled):
        ChunkDecoder(whisper, hum(), lambda: True).hear(CHUNK, lambda _heard_s: None)
    assert whisper.asked == []


def test_a_verbatim_hearing_that_writes_far_more_than_the_plain_one_is_held_to_its_length() -> None:
    whisper = FakeWhisper("I applied", "I applied um to all of the programs that there are in the whole of this land")
    heard(whisper)
    first, second = (options["max_new_tokens"] for options in whisper.asked if "initial_prompt" in options)
    assert second < first


def test_however_a_recogniser_goes_round_in_circles_a_chunk_costs_a_few_hearings_of_what_can_be_said() -> None:
    whisper = FakeWhisper("thank you " * 90, verbatim="um " * 180, held_back="uh " * 180)
    heard(whisper)
    assert len(whisper.asked) <= 6
    assert {options["temperature"] for options in whisper.asked} == {0.0}
    # Half of them are written; nobody says more than this in three seconds.
    assert max(options["max_new_tokens"] for options in whisper.asked) / 2 <= 40 + 10 * SECONDS


@pytest.mark.parametrize("verbatim", ["", "My ID is 1538064. Thank you"])
def test_a_long_number_is_written_on_in_words_after_the_text_before_it(verbatim: str) -> None:
    text = "My ID is 1538064. Thank you"
    whisper = FakeWhisper(
        text, text, in_words="one double five three eight oh six four.", hears_verbatim=bool(verbatim)
    )
    assert " ".join(said for said, _ in heard(whisper)) == "My ID is 15538064. Thank you"
    again = whisper.asked[-1]
    assert (again["prefix"], again["suppress_tokens"]) == ("My ID is", whisper.all_but_numbers("Thank", may_end=True))
    assert 2 * whisper.in_words.count(" ") < again["max_new_tokens"] < LIMIT


def test_without_a_long_number_nothing_is_written_again() -> None:
    whisper = FakeWhisper("I passed Step 2 with 245", "I passed Step 2 with 245")
    heard(whisper)
    assert not [options for options in whisper.asked if options.get("suppress_tokens")]


def test_a_number_behind_too_much_text_stays_as_it_was_written() -> None:
    text = f"{''.join(chr(97 + at * at % 23) for at in range(340))} 1538064"
    whisper = FakeWhisper(text, text, in_words="one double five three eight oh six four.")
    assert " ".join(said for said, _ in heard(whisper)).endswith(" 1538064")
