"""The real recogniser and the real voice activity on synthesised speech, of which the truth is known exactly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.speech import Expected, ExpectedName
from rehearse.speech.span import gaps
from rehearse.transcription.planning import plan
from rehearse.transcription.transcriber import Cancelled
from rehearse.transcription.voice_activity import voiced_spans
from rehearse.transcription.whisper import WhisperTranscriber
from tests.speech import RATE_HZ, in_noise, noise, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rehearse.speech import Span, Transcript

pytestmark = pytest.mark.synthesised_speech

INTRO = (
    "Good morning, my name is Maya.",
    0.6,
    "I applied to your internal medicine program.",
    1.2,
    "Is there anything else you need from me?",
    2.5,
    "Thank you for your time.",
)
VOICES = (("en-us", 150), ("en-gb", 135), ("en-us+f3", 165))
EDGE_S = 0.1


@pytest.fixture(scope="module")
def whisper() -> WhisperTranscriber:
    """The recogniser, loaded once; the small model, for what is asked of it here both do alike."""
    return WhisperTranscriber("tiny.en")


def heard(whisper: WhisperTranscriber, samples: NDArray[np.float32]) -> Transcript:
    return whisper.transcribe(samples, voiced_spans(samples), lambda _share: None, lambda: False)


def plain(transcript: Transcript) -> str:
    return re.sub(r"[^a-z ]", "", transcript.text.lower())


def take(voice: str, wpm: int, parts: Sequence[str | float] = INTRO) -> tuple[NDArray[np.float32], tuple[Span, ...]]:
    return say((0.8, *parts, 1.0), voice, wpm)


def assert_pauses(found: Sequence[Span], phrases: Sequence[Span]) -> None:
    silences = [silence for silence in gaps(found) if silence.duration_s >= 0.5]
    truth = list(gaps(phrases))
    assert len(silences) == len(truth)
    for silence, true in zip(silences, truth, strict=True):
        assert abs(silence.start_s - true.start_s) <= EDGE_S
        assert abs(silence.end_s - true.end_s) <= EDGE_S


@pytest.mark.parametrize(("voice", "wpm"), VOICES)
def test_silences_are_found_where_they_were_put(voice: str, wpm: int) -> None:
    samples, phrases = take(voice, wpm)
    assert_pauses(voiced_spans(samples), phrases)


@pytest.mark.parametrize("below_db", [40, 25])
def test_noise_below_the_voice_does_not_move_them(below_db: float) -> None:
    samples, phrases = take("en-us", 150)
    assert_pauses(voiced_spans(in_noise(samples, below_db)), phrases)


@pytest.mark.parametrize("gain_db", [-50, -20, 10])
def test_the_level_of_the_recording_does_not_move_them(gain_db: float) -> None:
    samples, phrases = take("en-gb", 135)
    louder = np.clip(in_noise(samples, 40) * 10 ** (gain_db / 20), -1, 1).astype(np.float32)
    assert_pauses(voiced_spans(louder), phrases)


def test_the_telephones_band_does_not_move_them() -> None:
    import soxr

    samples, phrases = take("en-us", 150)
    narrow = soxr.resample(soxr.resample(in_noise(samples, 35), RATE_HZ, 8000), 8000, RATE_HZ)
    assert_pauses(voiced_spans(narrow), phrases)


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(5 * RATE_HZ, np.float32),
        noise(5, 0.3),
        noise(5, 0.001),
        np.zeros(0, np.float32),
        np.full(3 * RATE_HZ, 0.5, np.float32),
        (np.sin(2 * np.pi * 50 * np.arange(5 * RATE_HZ) / RATE_HZ) * 0.3).astype(np.float32),
    ],
    ids=["zeros", "loud noise", "soft noise", "nothing", "a constant", "hum"],
)
def test_silence_noise_and_hum_hold_no_voice_and_give_no_words(
    whisper: WhisperTranscriber, samples: NDArray[np.float32]
) -> None:
    assert voiced_spans(samples) == ()
    assert heard(whisper, samples).words == ()


def test_every_phrase_is_heard_and_its_words_lie_in_it(whisper: WhisperTranscriber) -> None:
    samples, phrases = take("en-us", 150)
    transcript = heard(whisper, samples)
    assert "good morning my name is" in plain(transcript)
    assert "i applied to your internal medicine program" in plain(transcript)
    assert plain(transcript).endswith("thank you for your time")
    for word in transcript.words:
        assert any(
            phrase.start_s - EDGE_S <= word.start_s and word.end_s <= phrase.end_s + EDGE_S for phrase in phrases
        )
    assert transcript.words[0].start_s == pytest.approx(phrases[0].start_s, abs=EDGE_S)
    assert transcript.words[-1].end_s == pytest.approx(phrases[-1].end_s, abs=EDGE_S)


def test_a_thank_you_that_was_said_is_kept_and_none_is_invented_in_the_silence_after(
    whisper: WhisperTranscriber,
) -> None:
    said, _ = say((0.5, "I would be glad to interview.", 1.0, "Thank you.", 6.0))
    assert plain(heard(whisper, said)).count("thank you") == 1
    unsaid, _ = say((0.5, "I would be glad to interview.", 6.0))
    assert "thank" not in plain(heard(whisper, in_noise(unsaid, 30)))


def test_a_number_is_heard_digit_by_digit(whisper: WhisperTranscriber) -> None:
    samples, _ = say((0.5, "My number is", 0.3, "one, four, eight, seven, two, zero, nine, three.", 0.5))
    assert "1 4 8 7 2 0 9 3" in re.sub(r"[^0-9a-z ]", "", heard(whisper, samples).text.lower())


def test_a_digit_that_is_said_to_be_doubled_is_heard_twice(whisper: WhisperTranscriber) -> None:
    samples, _ = say((0.5, "My number is", 0.3, "one three double seven two zero nine three, thank you.", 0.5))
    assert "13772093" in re.sub(r"\D", "", heard(whisper, samples).text)


@pytest.mark.parametrize(("model", "compared"), [("base", {None, "Aung Kyaw"}), ("tiny.en", {None})])
def test_the_sound_bears_out_a_name_that_was_written_otherwise_where_the_model_can_tell(
    model: str, compared: set[str | None]
) -> None:
    whisper = WhisperTranscriber(model)
    samples, _ = take("en-us", 150, ("Good afternoon, this is Aung Kyaw speaking.",))

    def named(*names: str) -> tuple[str, set[str | None]]:
        expected = Expected(tuple(ExpectedName(name, ("this is",)) for name in names))
        transcript = whisper.transcribe(samples, voiced_spans(samples), lambda _share: None, lambda: False, expected)
        return transcript.text, {word.named for word in transcript.words}

    written, borne_out = named("Aung Kyaw", "Patrick Sullivan", "Adaeze Nwosu")
    assert "Kyaw" not in written
    assert borne_out == compared
    assert named() == (written, {None})


def test_a_take_longer_than_the_recogniser_hears_at_once_is_heard_whole(whisper: WhisperTranscriber) -> None:
    months = ("January", "February", "March", "April", "June", "July", "August", "September", "October", "November")
    parts = [part for month in months * 2 for part in (f"The second letter came in {month}.", 0.7)]
    samples, phrases = say(parts)
    assert phrases[-1].end_s > 45
    found = [month for word in heard(whisper, samples).words if (month := word.text.strip(".,")) in months]
    assert found == list(months * 2)


def test_the_same_sound_gives_the_same_words(whisper: WhisperTranscriber) -> None:
    samples, _ = take("en-us+f3", 165)
    assert heard(whisper, samples) == heard(whisper, samples)


def test_progress_rises_and_ends_at_one(whisper: WhisperTranscriber) -> None:
    samples, _ = take("en-us", 150)
    shares: list[float] = []
    whisper.transcribe(samples, voiced_spans(samples), shares.append, lambda: False)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_cancelled_transcription_stops(whisper: WhisperTranscriber) -> None:
    samples, _ = take("en-us", 150)
    with pytest.raises(Cancelled):
        whisper.transcribe(samples, voiced_spans(samples), lambda _share: None, lambda: True)


def test_a_hearing_can_be_ended_between_all_its_steps(whisper: WhisperTranscriber) -> None:
    samples, _ = take("en-us", 150)
    (chunk, *_) = plan(voiced_spans(samples), samples)
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    whisper.hear_chunk(chunk, samples, stopped=count)
    # Before it begins, once the sound is encoded, once it is written down, and after each sentence.
    assert asked >= 5
    for left in range(asked):
        answers = iter([*[False] * left, *[True] * asked])
        with pytest.raises(Cancelled):
            whisper.hear_chunk(chunk, samples, stopped=lambda answers=answers: next(answers))
