from __future__ import annotations

from dataclasses import replace

from rehearse import delivery
from rehearse.acoustics import SoundMeasures
from rehearse.acoustics.headset import SENTENCES, HeadsetTrouble
from rehearse.hearing.values import HeardTake
from rehearse.measures.track import LevelTrack
from rehearse.phrases.finding import ElementResult, Status
from rehearse.speech import Transcript, Word

STEP_S = 0.02
SAID = "My name is Maya Okafor. I applied to your family medicine program. I would be glad to hear from you. Thank you."
NAME = ElementResult("full-name", True, ("full-name",), Status.HEARD, "Maya Okafor.", 11, 23)  # noqa: FBT003 # a value


def heard(softer: frozenset[str] = frozenset(), headset: tuple[HeadsetTrouble, ...] = ()) -> HeardTake:
    """Each word takes 0.4 s; some are 15 dB softer than the others."""
    words = tuple(Word(text, index * 0.4, (index + 1) * 0.4, 0.9) for index, text in enumerate(SAID.split()))
    levels = [-40.0 if word.text in softer else -25.0 for word in words for _ in range(round(0.4 / STEP_S))]
    sound = SoundMeasures(-20.0, 30.0, 2.0, (), (), headset, LevelTrack(STEP_S, tuple(levels)))
    return HeardTake(8.8, 48_000, (), Transcript(words, "tiny.en"), sound, 1.0)


def test_a_name_that_was_heard_is_measured_against_the_rest() -> None:
    (part,) = delivery.spoken_parts(heard(frozenset({"Maya", "Okafor."})), (NAME,), ())
    assert (part.about, part.text, part.louder_db) == ("full-name", "Maya Okafor.", -15.0)


def test_other_must_says_and_those_that_are_missing_are_not() -> None:
    others = (replace(NAME, element="thanks"), replace(NAME, status=Status.MISSING, start_char=None, end_char=None))
    assert delivery.spoken_parts(heard(), others, ()) == ()


def test_sentences_that_end_softly_again_and_again_are_named_with_an_example() -> None:
    (note,) = delivery.notes(heard(frozenset({"medicine", "program.", "from", "you."})))
    assert note.about == "sentence-ends"
    assert "The last words of 2 of 2 sentences" in note.text
    assert "“medicine program”" in note.text or "“from you”" in note.text


def test_one_sentence_that_ends_softly_is_chance() -> None:
    assert list(delivery.notes(heard(frozenset({"medicine", "program."})))) == []


def test_headset_trouble_is_said_with_its_remedy() -> None:
    (note,) = delivery.notes(heard(headset=(HeadsetTrouble.SUPPRESSED,)))
    assert (note.about, note.text) == ("headset", SENTENCES[HeadsetTrouble.SUPPRESSED])
