"""Where a name of the card is looked for in the sound, and when it is believed."""

from __future__ import annotations

import pytest

from rehearse.speech import ExpectedName
from rehearse.transcription import likely_names
from rehearse.transcription.heard import Piece
from rehearse.transcription.likely_names import LIKELIER

MAYA = ExpectedName("Maya Okafor", ("name is", "i'm"))
WELL, BADLY = (3.0, 3.0), (-2.0, -2.0)


def pieces(text: str) -> list[Piece]:
    """Words of half a second each; what stands behind a bar is a piece of the word before."""
    return [
        Piece(part if part_of else f" {part}", at / 2, (at + 1) / 2, 0.9)
        for at, word in enumerate(text.split())
        for part_of, part in enumerate(word.split("|"))
    ]


class Sound:
    """Adds to a name what it is told to, behind one text; remembers what it was asked."""

    def __init__(self, behind: str, *added: tuple[float, ...]) -> None:
        self.behind, self.added = behind, added
        self.asked: list[tuple[str, str]] = []

    def gains(self, before: str, name: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
        self.asked.append((before, name))
        added = self.added if before == self.behind else (BADLY,) * len(name.split())
        return tuple(zip(name.split(), added, strict=True))


def named(text: str, sound: Sound, *expected: ExpectedName) -> list[str]:
    noted = likely_names.noted(pieces(text), expected or (MAYA,), sound.gains)
    assert [piece.text for piece in noted] == [piece.text for piece in pieces(text)]
    return [piece.text.strip() for piece in noted if piece.named]


def test_a_name_that_the_sound_bears_out_is_noted_beside_the_words_that_may_stand_for_it() -> None:
    sound = Sound("Hello my name is", WELL, WELL)
    assert named("Hello my name is my aquifer. And I applied", sound) == ["my", "aquifer."]
    assert named("Hello my name is my a cue for and I", sound) == ["my", "a", "cue", "for"]
    assert named("Hello my name is maya kafer speaking today", sound) == ["maya", "kafer"]


def test_a_name_written_as_one_word_is_noted_at_all_its_pieces() -> None:
    sound = Sound("Hello, I'm", WELL, WELL)
    assert named("Hello, I'm Maya|ka|for. Thank you", sound) == ["Maya", "ka", "for."]


@pytest.mark.parametrize("gains", [(BADLY, BADLY), (WELL, BADLY), ((LIKELIER - 0.1,), (LIKELIER - 0.1,))])
def test_a_name_that_the_sound_does_not_bear_out_is_not_noted(gains: tuple[tuple[float, ...], ...]) -> None:
    assert named("My name is my aquifer", Sound("My name is", *gains)) == []


def test_every_word_of_a_name_must_be_borne_out_and_a_short_one_with_the_next() -> None:
    noura = ExpectedName("Noura Al Mansour", ("i'm",))
    assert named("I'm Narel Manser", Sound("I'm", WELL, (-0.5,), WELL), noura) == ["Narel", "Manser"]
    assert named("I'm Narel Manser", Sound("I'm", (9.0,), WELL, (-7.0,)), noura) == []


def test_a_name_is_looked_for_only_where_it_must_come() -> None:
    sound = Sound("Hello", WELL, WELL)
    assert named("Hello there it is my aquifer speaking", sound) == []
    assert sound.asked == []


def test_a_name_that_is_written_already_is_not_asked_for() -> None:
    sound = Sound("My name is", WELL, WELL)
    assert named("My name is Maya Okafor, and", sound) == []
    assert sound.asked == []


def test_a_word_that_may_stand_between_is_told_before_the_name() -> None:
    noura = ExpectedName("Noura Haddad", ("i'm",), ("called",))
    assert named("Hello, I'm Cold Norah Ad", Sound("Hello, I'm called", WELL, WELL), noura) == ["Cold", "Norah", "Ad"]


def test_only_the_first_places_are_looked_at() -> None:
    sound = Sound("", WELL, WELL)
    named("I'm here I'm there I'm calling I'm waiting", sound)
    assert [before for before, _ in sound.asked] == ["I'm", "I'm here I'm", "I'm here I'm there I'm"]


def test_nothing_is_asked_where_no_name_is_expected() -> None:
    assert likely_names.noted(pieces("My name is Maya"), (), Sound("").gains) == pieces("My name is Maya")


@pytest.mark.parametrize("expected", [(), (MAYA,)])
def test_where_no_word_was_written_no_name_is_looked_for(expected: tuple[ExpectedName, ...]) -> None:
    assert likely_names.noted((), expected, Sound("").gains) == []


PRIYA = ExpectedName("Priya Nair", ("name is",), followed_by=("here", "speaking"))


@pytest.mark.parametrize(
    ("text", "behind", "written"),
    [
        ("Hi, yes, prayer near here, I applied", "Hi, yes,", ["prayer", "near"]),
        ("Preya near here.", "", ["Preya", "near"]),
        ("Good morning. Prayer ne're speaking, and I", "Good morning.", ["Prayer", "ne're"]),
    ],
)
def test_a_name_is_looked_for_before_the_word_that_follows_it(text: str, behind: str, written: list[str]) -> None:
    sound = Sound(behind, WELL, WELL)
    assert named(text, sound, PRIYA) == written
    assert sound.asked == [(behind, "Priya Nair")]


def test_no_name_is_looked_for_in_a_part_of_a_sentence_that_is_too_long_for_one() -> None:
    sound = Sound("", WELL, WELL)
    assert named("All of the residents whom I met are happy here.", sound, PRIYA) == []
    assert sound.asked == []


def test_a_number_is_no_place_for_a_name() -> None:
    sound = Sound("", WELL, WELL)
    named("My name is 1 4 8 7", sound)
    assert sound.asked == []
