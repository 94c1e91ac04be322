from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.speech import Span
from rehearse.transcription.filled_pauses import apart, behind_silence, believed
from rehearse.transcription.heard import Piece
from rehearse.transcription.merging import Unheard
from rehearse.transcription.transcriber import RATE_HZ

if TYPE_CHECKING:
    from numpy.typing import NDArray

UM = Piece(" um,", 1.9, 2.2, 0.1)
BETWEEN = Span(1.0, 3.5)


def vowel(seconds: float, pitch_hz: float = 120.0) -> NDArray[np.float64]:
    """A held vowel: harmonics of one pitch, one resonance."""
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    harmonics = np.arange(1, 25)
    strength = 1 / (1 + ((harmonics * pitch_hz - 600) / 300) ** 2)
    waves = np.sin(2 * np.pi * pitch_hz * harmonics[:, None] * time_s[None, :]) * strength[:, None]
    return np.asarray(waves.sum(axis=0) * 0.05)


def sound(parts: dict[float, NDArray[np.float64]]) -> NDArray[np.float32]:
    """Four seconds of a quiet room with sounds at the given times."""
    samples = np.random.default_rng(3).standard_normal(4 * RATE_HZ) * 1e-4
    for start_s, part in parts.items():
        first = round(start_s * RATE_HZ)
        samples[first : first + len(part)] += part
    return samples.astype(np.float32)


def judged(pieces: tuple[Piece, ...], voiced: tuple[Span, ...], samples: NDArray[np.float32]) -> list[Piece]:
    return [piece for _, kept in believed([Unheard(4, pieces, BETWEEN)], voiced, samples) for piece in kept]


def test_an_um_is_certain_where_a_voice_holds_one_sound_and_begins_where_that_begins() -> None:
    samples = sound({2.0: vowel(0.4)})
    (um,) = judged((UM,), (Span(2.0, 2.4),), samples)
    assert um.certain
    assert um.start_s == pytest.approx(2.0, abs=0.06)
    assert um.end_s == pytest.approx(2.4, abs=0.06)


def test_an_um_is_possible_where_there_is_voice_but_nothing_is_held() -> None:
    hiss = np.random.default_rng(5).standard_normal(round(0.4 * RATE_HZ)) * 0.05
    (um,) = judged((UM,), (Span(2.0, 2.4),), sound({2.0: hiss}))
    assert not um.certain


def test_an_um_where_nobody_speaks_is_dropped() -> None:
    assert judged((UM,), (Span(0.0, 1.2),), sound({})) == []


def test_words_are_taken_only_where_there_is_voice_for_them_and_the_recogniser_was_sure() -> None:
    words = (Piece(" in", 2.0, 2.2, 0.9), Piece(" a", 2.2, 2.4, 0.8))
    unsure = tuple(Piece(word.text, word.start_s, word.end_s, 0.3) for word in words)
    samples = sound({2.0: vowel(0.4)})
    assert judged(words, (Span(2.0, 2.4),), samples) == list(words)
    assert judged(words, (), samples) == []
    assert judged(unsure, (Span(2.0, 2.4),), samples) == []


def test_what_is_taken_keeps_its_place_among_the_words() -> None:
    samples = sound({2.0: vowel(0.4)})
    ((after, _),) = believed([Unheard(4, (UM,), BETWEEN)], (Span(2.0, 2.4),), samples)
    assert after == 4


def test_an_um_among_words_that_are_not_believed_is_possible_only() -> None:
    words = (UM, Piece(" the", 2.3, 2.4, 0.3))
    (um,) = judged(words, (Span(2.0, 2.4),), sound({2.0: vowel(0.4)}))
    assert (um.text, um.certain) == (" um,", False)


def test_an_um_that_the_recogniser_wrote_in_no_time_is_possible_only() -> None:
    (um,) = judged((Piece(" um,", 2.1, 2.1, 0.9),), (Span(2.0, 2.4),), sound({2.0: vowel(0.4)}))
    assert not um.certain


def test_the_ums_of_a_hearing_that_went_round_in_circles_are_possible_only() -> None:
    samples = sound({2.0: vowel(0.4)})
    ((_, (um,)),) = believed([Unheard(4, (UM,), BETWEEN)], (Span(2.0, 2.4),), samples, doubtful=True)
    assert not um.certain


def test_an_um_keeps_the_recognisers_time_where_the_held_sound_is_another() -> None:
    (um,) = judged((Piece(" um,", 1.6, 1.8, 0.5),), (Span(1.6, 2.4),), sound({2.0: vowel(0.4)}))
    assert um.start_s == 1.6


def test_an_um_that_the_recogniser_finds_all_but_impossible_is_possible_only() -> None:
    (um,) = judged((Piece(" er,", 1.9, 2.2, 0.001),), (Span(2.0, 2.4),), sound({2.0: vowel(0.4)}))
    assert not um.certain


def test_an_um_whose_time_holds_a_silence_lies_behind_it_and_words_stay() -> None:
    voiced = (Span(0.0, 1.5), Span(2.0, 3.5))
    word, um = Piece(" fun", 1.0, 1.4, 0.9), Piece(" um,", 1.4, 2.2, 0.5)
    assert [piece.start_s for piece in behind_silence([word, um], voiced)] == [1.0, 2.0]
    assert behind_silence([Piece(" fun", 1.4, 2.2, 0.9)], voiced)[0].start_s == 1.4


def test_an_um_before_a_silence_stays_before_it() -> None:
    (um,) = behind_silence([Piece(" um,", 1.2, 2.04, 0.5)], (Span(0.0, 1.5), Span(2.0, 3.5)))
    assert um.start_s == 1.2


def test_ums_that_begin_at_almost_the_same_time_are_one() -> None:
    times = (1.0, 1.04, 1.08, 1.3, 1.55)
    texts = (" um", " uh", " um", " I", " uh")
    pieces = [Piece(text, at_s, at_s + 0.2, 0.5) for text, at_s in zip(texts, times, strict=True)]
    assert apart(pieces) == [pieces[0], *pieces[3:]]
