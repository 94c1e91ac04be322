"""Names as recognisers write them: compared by letters, because "Riverbend" comes back as "river bend"."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rehearse.phrases import sounds
from rehearse.phrases.text import STOP, letters
from rehearse.phrases.word_set import word_set
from rehearse.speech import Expected, ExpectedName, is_filled_pause

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rehearse.phrases.text import Text
    from rehearse.target import Target

ALIKE = 0.8
"""Share of letters in common from which two names are the same."""

SPELLED_ALIKE, SOUNDS_ALIKE = 0.7, 0.2
"""So are two that share so many of their letters and are no further from each other to the ear."""

TO_THE_EAR, CALLED_TO_THE_EAR = 0.22, 0.2
"""Where a name must come, so far from it to the ear is still it: a caller's own where they introduce themselves, a
program's behind "at" and the like. Of 194 callers and 188 programs of the labelled texts, each against every other, 5
pairs in 18,721 and 11 in 17,578 are as near as that, among them Omar and Noor Haddad, Stonebridge and Stonebrook."""

SHORT, SHORT_TO_THE_EAR = 4.0, 0.05
"""Names of fewer sounds are like many a word: they must sound the same and be written as a name."""

LONGEST = 1.5
"""What sounds alike is written with so many times the letters at most."""

INTRODUCING = (
    *("name is", "name's", "this is", "i'm", "i am", "it's", "it is", "called"),
    *("speaking with", "speaking to", "talking with", "talking to"),
)
"""Behind these words, as recognisers write them, people say their own name."""

BEHIND_A_NAME = ("here", "speaking", "calling")
"""And before these, where they begin with it: "Priya Nair here"."""

MOST_IN_A_NAME = 6
"""Words that a name is written in, at most; those that people are called by have two to four."""

_PART_ENDS = (",", ".", "?", "!", ";", ":")

MOST_OWN_NAMES = 3
"""Of so many names of a program the sound is compared."""

_GENERIC = word_set(
    "medical center hospital hospitals health healthcare system regional community university memorial general clinic",
    "institute foundation the of and at children's childrens college school medicine",
)
_CALLED = frozenset({"at", "to", "with", "from", "in"})
_TITLES = frozenset({"doctor", "mister", "miss", "ms", "mr", "mrs", "professor"})
_ARTICLES = frozenset({"a", "an", "the"})
"""Before a name they were not said, but may be how it begins ("a demon wasu"): it is looked for in both ways."""

_INTRODUCTIONS = tuple(
    tuple(words.split())
    for words in (
        *("name is", "this is", "i am", "it is", "hello", "hi", "morning", "afternoon"),
        *("you are speaking with", "you are speaking to", "you are talking with", "you are talking to"),
    )
)
_OPENERS = frozenset(words[0] for words in _INTRODUCTIONS) | {"my", "good"}
_AFTER_A_NAME = word_set(
    "from here calling a fourth aamc final senior and i my at speaking again",
)
_NO_NAMES = word_set(
    "a an the in at from for with of to about not so very really just calling applying applicant applied interested",
    "hoping trying looking going still also here and but or my your our this that i you he she it we they medical",
    "fourth third final last first year student graduate senior img doctor sorry happy glad grateful available ready",
    "sure able free writing phoning ringing reaching returning currently actually honestly one two three four five",
    "six seven eight nine ten no yes okay well thankful excited new newer open willing confident aware id aamc eras",
    "soap residency program coordinator office department driving again because interested born originally based",
    "completing finishing graduating rotating working training wondering thinking",
)


def expected(target: Target) -> Expected:
    """What of a card is worth comparing with the sound."""
    applicant = [ExpectedName(target.applicant, INTRODUCING, ("called",), BEHIND_A_NAME)] if target.applicant else []
    programs = [ExpectedName(name, ("at",)) for name in own_names(target)[:MOST_OWN_NAMES]]
    return Expected((*applicant, *programs), target.digits)


def find_name(text: Text, name: str, start: int = 0) -> range | None:
    """Where a name stands from token `start` on, its letters at least 0.8 alike; None where nowhere.

    Runs of as many words as the name has, one less and one more are compared, since recognisers split and join.
    """
    wanted = letters(name)
    if not wanted:
        return None
    count = len(name.split())
    first = sounds.first_sound(wanted)
    for index in range(start, len(text.tokens)):
        if sounds.first_sound(text.lettered[index]) == first:
            best, likeness = _best_run(text, index, count, wanted)
            # "Am Ava Olsen" begins like Ava Olsen, too.
            behind, still_liker = _best_run(text, index + 1, count, wanted)
            if best is not None:
                return behind if still_liker > likeness else best
    return None


def _best_run(text: Text, index: int, count: int, wanted: str) -> tuple[range | None, float]:
    best, likeness = None, ALIKE
    for width in (count, count + 1, max(1, count - 1)):
        run = range(index, min(index + width, len(text.tokens)))
        if STOP in text.spelled[run.start : run.stop]:
            continue
        found = _likeness("".join(text.lettered[run.start : run.stop]), wanted)
        if found > likeness or (found == likeness and best is None):
            best, likeness = run, found
    return best, likeness


def _likeness(said: str, wanted: str) -> float:
    if said == wanted:
        return 1.0
    short = min(len(said), len(wanted))
    if short < 5 or abs(len(said) - len(wanted)) > 0.4 * len(wanted):
        return 0.0
    if len(set(said) & set(wanted)) < 0.6 * len(set(wanted)):
        return 0.0
    letters_alike = SequenceMatcher(None, said, wanted, autojunk=False).ratio()
    if letters_alike >= ALIKE and said[0] == wanted[0]:
        return letters_alike
    return _by_sound(said, wanted, letters_alike)


def _by_sound(said: str, wanted: str, letters_alike: float) -> float:
    if letters_alike < SPELLED_ALIKE or sounds.weight(wanted) < SHORT:
        return 0.0
    return ALIKE + 0.001 if sounds.distance(said, wanted) <= SOUNDS_ALIKE else 0.0


def is_own_part_alike(text: Text, hit: range, name: str) -> bool:
    """Whether words that are like a program's name are so in more than "Medical Center" and the like."""
    own = letters("".join(word for word in name.lower().split() if word.strip(".,") not in _GENERIC))
    said = "".join(text.lettered[index] for index in hit if text.tokens[index].word not in _GENERIC)
    return not own or SequenceMatcher(None, said, own, autojunk=False).ratio() >= SPELLED_ALIKE


def introduced_as(text: Text, name: str) -> range | None:
    """Where somebody introduces themselves with what sounds like a name: "a demon wasu" for Adaeze Nwosu."""
    starts = {_behind_lead(text, index) for index in (*_introductions(text), *_beginnings(text))}
    starts |= {index + 1 for index in starts if index < len(text.tokens) and text.tokens[index].word in _ARTICLES}
    starts -= {index for index, token in enumerate(text.tokens) if token.word in _OPENERS}
    return _nearest(text, sorted(starts), name, TO_THE_EAR)


def called_as(text: Text, name: str) -> range | None:
    """Where a program is called what sounds like a name."""
    starts = [index + 1 for index, token in enumerate(text.tokens) if token.word in _CALLED]
    return _nearest(text, starts, name, CALLED_TO_THE_EAR)


def _nearest(text: Text, starts: Sequence[int], name: str, limit: float) -> range | None:
    """The words from one of some tokens on that sound most like a name, if they are near enough."""
    wanted = letters(name)
    is_short = sounds.weight(wanted) < SHORT
    best, least = None, min(limit, SHORT_TO_THE_EAR) if is_short else limit
    for start in starts:
        if is_short and not _is_capital(text, start):
            continue
        for run, said in _runs(text, start, wanted):
            away = sounds.distance(said, wanted)
            if away < least:
                best, least = run, away
    return best


def _runs(text: Text, start: int, wanted: str) -> Iterator[tuple[range, str]]:
    """Words from a token on within its sentence, and their letters: as many as wanted, half the sounds the same."""
    said, needed = "", set(sounds.sounds_of(wanted))
    for index in range(start, len(text.tokens)):
        word = text.lettered[index]
        said += sounds.JOINED.get(word, word) if said else word
        if text.spelled[index] == STOP or len(said) > LONGEST * len(wanted):
            return
        if len(said) * LONGEST >= len(wanted) and 2 * len(needed & set(sounds.sounds_of(said))) >= len(needed):
            yield range(start, index + 1), said


def _is_capital(text: Text, index: int) -> bool:
    return index < len(text.tokens) and text.original[text.tokens[index].start].isupper()


def _introductions(text: Text) -> Iterator[int]:
    """The tokens behind the words with which people introduce themselves."""
    words = [token.word for token in text.tokens]
    for index in range(len(words)):
        for opening in _INTRODUCTIONS:
            if tuple(words[index : index + len(opening)]) == opening:
                yield index + len(opening)


def _beginnings(text: Text) -> Iterator[int]:
    """The tokens that begin a part of a sentence, a name's length before a word that people say behind their own."""
    for behind, token in enumerate(text.tokens):
        if token.word in BEHIND_A_NAME:
            near = range(behind - 1, max(-1, behind - MOST_IN_A_NAME - 1), -1)
            yield from [index for index in near if _begins_a_part(text, index)][:1]


def _begins_a_part(text: Text, index: int) -> bool:
    before = text.original[: text.tokens[index].start].rstrip()
    return not before or before.endswith(_PART_ENDS)


def introduced_name(text: Text) -> range | None:
    """First and last name where a speaker introduces themselves, judged by the words around them and their capitals."""
    found = (_two_names(text, index) for index in (*_introductions(text), *_beginnings(text)))
    return next((names for names in found if names), None)


def unknown_name(text: Text) -> range | None:
    """One word where a name must stand, for recognisers run the two parts of a name together that they don't know."""
    words = [token.word for token in text.tokens]
    for index in range(2, len(words)):
        token = text.tokens[index]
        named = words[index - 2 : index] == ["name", "is"] and token.word.isalpha() and token.word not in _NO_NAMES
        if named and not token.soft and text.original[token.start].isupper():
            return range(index, index + 1)
    return None


def _two_names(text: Text, index: int) -> range | None:
    """Two words at a token that can be a name; in a text without capitals only what follows can tell."""
    index = _behind_lead(text, index)
    pair = text.tokens[index : index + 2]
    if len(pair) < 2 or any(not t.word.isalpha() or len(t.word) < 2 or t.soft or t.word in _NO_NAMES for t in pair):
        return None
    if text.original.islower():
        behind = text.tokens[index + 2].word if index + 2 < len(text.tokens) else STOP
        named = behind in _AFTER_A_NAME
    else:
        named = all(text.original[t.start].isupper() for t in pair)
    return range(index, index + 2) if named else None


def _behind_lead(text: Text, index: int) -> int:
    """Past what may come between an introduction and the name: an um, a title."""
    while index < len(text.tokens) and (text.tokens[index].word in _TITLES or is_filled_pause(text.tokens[index].word)):
        index += 1
    return index


def program_names(target: Target) -> tuple[str, ...]:
    """All names of the card's program, longest first: in full, without "Hospital" and the like, and the aliases."""
    if not target.program and not target.aliases:
        return ()
    words = target.program.split()
    while len(words) > 1 and words[-1].lower().strip(".,") in _GENERIC:
        words.pop()
    names = {target.program, " ".join(words), *target.aliases} - {""}
    return tuple(sorted(names, key=lambda n: (-len(n), n)))


def own_names(target: Target) -> tuple[str, ...]:
    """Those names of the card's program that hold nothing which other programs are called, too."""
    return tuple(name for name in program_names(target) if _GENERIC.isdisjoint(name.lower().split()))
