"""The facts of the card as they were said: who, which number, which program, which specialty.

What is found is also marked in a second reading of the text (`@applicant`, `@id`, `@program`, `@specialty`,
`@otherspecialty`, `@otherspecialist`, `@otherprogram`, `@contact`), so that must-says can be patterns around
it ("@applicant from _").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rehearse.phrases.digits import DigitRun, digit_runs, may_end_in_exclamation
from rehearse.phrases.hospitals import hospital_names
from rehearse.phrases.names import (
    called_as,
    find_name,
    introduced_as,
    introduced_name,
    is_own_part_alike,
    own_names,
    program_names,
    unknown_name,
)
from rehearse.phrases.specialties import NamedSpecialty, meant_by, named_people, named_specialties
from rehearse.phrases.text import Text, Token, overlap, read
from rehearse.phrases.word_set import word_set
from rehearse.speech.number_words import together

if TYPE_CHECKING:
    from rehearse.phrases.rule import RuleBook
    from rehearse.target import Target

_ID_LABELS = word_set(
    "aamc id ids mcid amcid eras nrmp amc applicant identification acgme heiress aamsi idea mc",
)
_AAMC_BY_LETTERS = re.compile(r"[a-z]{0,2}m[cz](?:id)?(?=\d*$)")
"""What recognisers write for the four letters: "EMC", "UMC", "MZ", by themselves or in one with "ID" or the number."""

_LETTERS_APART = frozenset({("m", "c"), ("m", "p"), ("i", "d")})
"""Letters written one by one that call a number an ID: "A-A-M-C", "N-R-M-P", "I-D"."""

_CALL_LABELS = word_set(
    "phone cell cellphone mobile reached reach text ring callback telephone call",
)
_LABEL_REACH = 7
_SHORTEST_ID, _LONGEST_ID = 7, 9
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\w+ at (?:gmail|yahoo|outlook|hotmail|icloud)|@ ?gmail", re.IGNORECASE)
_EMAIL_SPOKEN = frozenset({"gmail", "yahoo", "outlook", "hotmail", "icloud", "edu"})


@dataclass(frozen=True)
class Mentions:
    """What a text says of the facts on the card.

    Attributes:
        applicant: Where the applicant's full name stands.
        introduced: Where a full name is given that isn't the one on the card.
        ids: Numbers said as applicant ID, seven digits or more.
        short_ids: Numbers labelled as applicant ID but too short for one.
        expected_digits: How many digits the number has that should be said.
        contacts: Phone numbers and addresses.
        programs: Where the program's name or an alias stands.
        specialties: All specialties named.
        specialty: Which one the card means; empty without a card.
        marked: The text with these mentions replaced by their marks.
    """

    applicant: range | None
    introduced: range | None
    ids: tuple[DigitRun, ...]
    short_ids: tuple[DigitRun, ...]
    expected_digits: int
    contacts: tuple[range, ...]
    programs: tuple[range, ...]
    specialties: tuple[NamedSpecialty, ...]
    specialty: str
    marked: Text

    @property
    def of_the_specialty(self) -> tuple[range, ...]:
        """Where the card's specialty is named; without a card, any specialty."""
        return tuple(s.tokens for s in self.specialties if not self.specialty or self.specialty in (s.id, ""))


def find_mentions(text: Text, target: Target, rulebook: RuleBook) -> Mentions:
    """Compare a text with the card."""
    runs = tuple(_without_exclamation(run, text, target) for run in digit_runs(text))
    ids = tuple(run for run in runs if _is_id(run, text, target))
    short = tuple(run for run in runs if 4 <= len(run.digits) < _SHORTEST_ID and _label(run, text) == "id")
    contacts = tuple(run.tokens for run in runs if run not in ids and _is_phone(run, text)) + _addresses(text)
    programs = _programs(text, target)
    wanted = ""
    if target.specialty:
        wanted = meant_by(target.specialty, rulebook.specialties, read(target.specialty, rulebook.vocabulary))
    applicant = _applicant(text, target.applicant) if target.applicant else introduced_name(text)
    introduced = None if applicant or not target.applicant else introduced_name(text) or unknown_name(text)
    specialties = named_specialties(text, rulebook.specialties)
    mentions = Mentions(
        applicant, introduced, ids, short, target.digit_count, contacts, programs, specialties, wanted, text
    )
    return replace(mentions, marked=_mark(text, mentions, rulebook))


def _without_exclamation(run: DigitRun, text: Text, target: Target) -> DigitRun:
    """The card's number without the "oh" that began what was said next: "… nine three. Oh, and my name is …"."""
    if target.digits and run.digits == f"{target.digits}0" and may_end_in_exclamation(run, text):
        return DigitRun(target.digits, run.tokens[:-1])
    return run


def _label(run: DigitRun, text: Text) -> str:
    """What the words just before a number call it: "id", "contact" or nothing."""
    reach = range(max(0, run.tokens.start - _LABEL_REACH), run.tokens.start + 1)
    for index in reversed(reach):
        word = text.tokens[index].word
        if word in _ID_LABELS or _AAMC_BY_LETTERS.match(word):
            return "id"
        if (text.tokens[max(0, index - 1)].word, word) in _LETTERS_APART:
            return "id"
        if word in _CALL_LABELS:
            return "contact"
    return ""


def _is_id(run: DigitRun, text: Text, target: Target) -> bool:
    if _is_nearly(run.digits, target.digits):
        return True
    label = _label(run, text)
    if label == "id":
        return _SHORTEST_ID <= len(run.digits) <= _LONGEST_ID
    return len(run.digits) == target.digit_count and label != "contact"


def _is_nearly(digits: str, wanted: str) -> bool:
    """Whether a number is the card's but for one digit, so that it needs no word that says what it is."""
    shorter = min(len(digits), len(wanted))
    return shorter >= _SHORTEST_ID - 1 and len(together(digits, wanted)) <= shorter + 1


def _is_phone(run: DigitRun, text: Text) -> bool:
    return len(run.digits) >= _SHORTEST_ID or (len(run.digits) >= 4 and _label(run, text) == "contact")


def _addresses(text: Text) -> tuple[range, ...]:
    """Written addresses, and spoken ones by their provider ("maya okafor at gmail dot com")."""
    found = []
    for match in _EMAIL.finditer(text.original):
        touched = [i for i, t in enumerate(text.tokens) if t.start < match.end() and match.start() < t.end]
        if touched:
            found.append(range(touched[0], touched[-1] + 1))
    for index, token in enumerate(text.tokens):
        if token.word in _EMAIL_SPOKEN and index and text.tokens[index - 1].word in ("at", "dot"):
            found.append(range(index - 1, index + 1))
    return tuple(found[:1])


def _applicant(text: Text, name: str) -> range | None:
    """Where the caller's name was said, spelled in any way, or in words that sound like it where it must come."""
    return find_name(text, name) or introduced_as(text, name)


def _programs(text: Text, target: Target) -> tuple[range, ...]:
    found: list[range] = []
    for name in program_names(target):
        for hit in find_all_names(text, name):
            if is_own_part_alike(text, hit, name) and not any(overlap(hit, other) for other in found):
                found.append(hit)
    if not found:
        called = (called_as(text, name) for name in own_names(target))
        found = [place for place in called if place is not None][:1]
    return tuple(sorted(found, key=lambda r: r.start))


def find_all_names(text: Text, name: str) -> list[range]:
    """Every place where a name stands, spelled as a recogniser might."""
    found: list[range] = []
    start = 0
    while (hit := find_name(text, name, start)) is not None:
        found.append(hit)
        start = hit.stop
    return found


def _mark(text: Text, mentions: Mentions, rulebook: RuleBook) -> Text:
    """The text in which each mention is one token that carries the offsets of all its words."""
    marks: list[tuple[range, str]] = []
    if mentions.applicant:
        marks.append((mentions.applicant, "@applicant"))
    elif mentions.introduced:
        marks.append((mentions.introduced, "@applicant"))
    marks += [(run.tokens, "@id") for run in (*mentions.ids, *mentions.short_ids)]
    marks += [(tokens, "@contact") for tokens in mentions.contacts]
    marks += [(tokens, "@program") for tokens in mentions.programs]
    marks += [
        (s.tokens, "@specialty" if not mentions.specialty or s.id == mentions.specialty else "@otherspecialty")
        for s in mentions.specialties
    ]
    people = named_people(text, rulebook.specialties)
    marks += [(p.tokens, "@otherspecialist") for p in people if mentions.specialty and p.id != mentions.specialty]
    marks += [(tokens, "@otherprogram") for tokens in hospital_names(text, rulebook.hospitals)]
    return Text(text.original, tuple(_replaced(text, marks)))


def _replaced(text: Text, marks: list[tuple[range, str]]) -> list[Token]:
    starts: dict[int, tuple[range, str]] = {}
    taken: set[int] = set()
    for tokens, mark in marks:
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            starts[tokens.start] = (tokens, mark)
    result: list[Token] = []
    index = 0
    while index < len(text.tokens):
        if index in starts:
            tokens, mark = starts[index]
            begin, end = text.chars(tokens)
            result.append(Token(mark, begin, end))
            index = tokens.stop
        else:
            result.append(text.tokens[index])
            index += 1
    return result
