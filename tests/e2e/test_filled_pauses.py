"""The default model on synthesised takes whose ums are known: a guard against hearing them worse than before.

The bounds leave room for another version of a library or a voice; `tests/benchmarks/hearing.py` gives exact figures.
"""

from __future__ import annotations

import pytest

from rehearse.speech.span import gaps
from rehearse.transcription.voice_activity import voiced_spans
from rehearse.transcription.whisper import WhisperTranscriber
from tests.synthesis import takes, voices
from tests.synthesis.scoring import Score, score
from tests.synthesis.voices import Voice

pytestmark = pytest.mark.synthesised_speech

SEED = 1
HESITANT = (("hibari", "heart", "quiet"), ("espeak", "en-us", "quiet"))
WITHOUT_UMS = (("hibari", "heart", "telephone", "fluent"), ("espeak", "en-gb+f3", "quiet", "fluent"))


@pytest.fixture(scope="module")
def whisper() -> WhisperTranscriber:
    """The default model, loaded once."""
    return WhisperTranscriber()


def heard(whisper: WhisperTranscriber, engine: str, name: str, condition: str, style: str) -> Score:
    take = takes.make(Voice(engine, name, ""), style, condition, SEED)
    voiced = voiced_spans(take.samples)
    transcript = whisper.transcribe(take.samples, voiced, lambda _share: None, lambda: False)
    return score(take, [(word.text, word.start_s) for word in transcript.words], tuple(gaps(voiced)))


def test_most_ums_are_heard_where_they_were_said_and_the_words_beside_them_stay(whisper: WhisperTranscriber) -> None:
    found = Score()
    for engine, name, condition in HESITANT:
        found.add(heard(whisper, engine, name, condition, "hesitant"))
    figures = found.figures()
    assert found.fillers >= 15
    assert (figures["filler_recall"] or 0) >= 0.5, found.line()
    assert (figures["filler_precision"] or 0) >= 0.9, found.line()
    assert (figures["filler_start_s"] or 1) <= 0.08, found.line()
    assert (figures["word_error_rate"] or 1) <= 0.25, found.line()
    assert (figures["pause_f1"] or 0) >= 0.9, found.line()


def test_where_nobody_says_um_none_is_heard(whisper: WhisperTranscriber) -> None:
    found = Score()
    for engine, name, condition, style in WITHOUT_UMS:
        found.add(heard(whisper, engine, name, condition, style))
    assert found.false == 0, found.line()
    assert found.errors <= 0.15 * found.words, found.line()


def test_every_voice_of_the_guard_is_installed() -> None:
    here = {(voice.engine, voice.name) for voice in voices.available()}
    assert {("hibari", "heart"), ("espeak", "en-us"), ("espeak", "en-gb+f3")} <= here
