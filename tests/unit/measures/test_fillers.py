from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.measures import lexicon
from rehearse.measures.fillers import find_fillers
from rehearse.measures.lexicon import read_phrase
from rehearse.measures.pauses import find_pauses
from rehearse.measures.values import FillerKind
from rehearse.speech import Transcript, Word
from rehearse.table import Table
from tests.builders import say

if TYPE_CHECKING:
    from rehearse.measures.values import Filler

PHRASES = lexicon.load()
FLAGS = [example for phrase in PHRASES for example in phrase.flags]
PASSES = [example for phrase in PHRASES for example in phrase.passes]


def fillers_in(text: str) -> tuple[Filler, ...]:
    transcript, voiced = say(text)
    return find_fillers(transcript, find_pauses(voiced, transcript), PHRASES)


def phrases_in(text: str) -> list[str]:
    return [filler.text for filler in fillers_in(text) if filler.kind is FillerKind.FILLER_PHRASE]


@pytest.mark.parametrize("example", FLAGS)
def test_a_phrase_used_as_a_filler_is_found_with_exactly_its_words(example: str) -> None:
    wanted = re.findall(r"\[\[(.+?)\]\]", example)
    assert phrases_in(example.replace("[[", "").replace("]]", "")) == wanted


@pytest.mark.parametrize("example", PASSES)
def test_the_same_words_used_otherwise_are_no_filler(example: str) -> None:
    assert phrases_in(example) == []


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: " ".join(phrase.ways[0]))
def test_every_near_miss_shares_a_word_with_its_phrase(phrase: lexicon.Phrase) -> None:
    words = {word for way in phrase.ways for word in way}
    for example in phrase.passes:
        assert words & set(re.findall(r"\w+", example.lower())), example


def test_ums_are_found_with_their_time_whatever_their_punctuation() -> None:
    found = [(filler.text, filler.kind, filler.certain) for filler in fillers_in("Um, I er... applied, uhm, Uh.")]
    assert found == [(text, FillerKind.FILLED_PAUSE, True) for text in ("um", "er", "uhm", "uh")]


def test_a_hmm_and_words_that_only_begin_like_an_um_are_none() -> None:
    assert fillers_in("Hmm, the umbrella and the error were under her") == ()


def test_fillers_come_in_order_of_time() -> None:
    spans = [filler.span for filler in fillers_in("So, um, it was, you know, uh, busy")]
    assert spans == sorted(spans)
    assert len(spans) == 4


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"after": "break", "flags": ["a"], "passes": ["b"]}, "words"),
        ({"words": ["like"], "after": "soon", "flags": ["a"], "passes": ["b"]}, "after"),
        ({"words": ["like"], "after": "break", "passes": ["b"]}, "flags"),
        ({"words": ["like"], "after": "break", "flags": ["a"], "passes": ["b"], "befor": "any"}, "befor"),
    ],
)
def test_a_mistake_in_the_file_is_named_with_its_key(values: dict[str, object], key: str) -> None:
    with pytest.raises(KnownError) as caught:
        read_phrase(Table("filler_phrases.toml", "phrase 3", values))
    assert caught.value.trouble is Trouble.RULES_FAULTY
    assert "filler_phrases.toml, phrase 3" in caught.value.message
    assert key in caught.value.message


def test_an_um_that_may_have_been_said_is_a_possible_filler_and_no_word() -> None:
    sure, unsure = Word("um", 1.0, 1.3), Word("uh", 2.0, 2.2, 0.1, certain=False)
    transcript = Transcript.of((Word("I", 0.5, 0.7), sure, unsure, Word("applied.", 2.4, 3.0)), "tiny.en")
    found = find_fillers(transcript, (), ())
    assert [(filler.text, filler.certain) for filler in found] == [("um", True), ("uh", False)]
    assert transcript.text == "I um applied."
