"""What a second reading of the same words bears out: two readings of a take become one list of findings.

A second reading has the words of the second hearing (`Transcript.second_reading`); or those of the first without the
stops that no pause bears out (`run_on`), for where a sentence ends the recogniser partly guesses, and passages are
judged sentence by sentence; or with known words for those that do not exist (`in_known_words`); or with the names of
the card where their sound was heard (`Transcript.with_names`).

The text is that of the first reading, and so is everything that is found in it for certain. The second reading is asked
only about what the first leaves open: a finding that is only possible there is certain where the second reading has it
for certain in about the same place, and a must-say that is missing or unclear there was heard where the second reading
has it. It adds no finding that the first one knows nothing of, for it is wrong as often, and takes no words for a
must-say for which the first one has a certain finding.

No other reading is needed where what is only possible sounds like the known phrase that it resembles (`as_known`).
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rehearse.phrases import sounds
from rehearse.phrases.finding import Certainty, Status
from rehearse.phrases.text import letters
from rehearse.speech import SecondReading, Transcript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rehearse.phrases.finding import CheckResult, ElementResult, Finding
    from rehearse.speech import Word

NEAR = 60
"""Characters, some ten words, within which two findings of a rule are about the same: of a passage that readings cut in
other places, they may show other words."""

SHORTEST_PAUSE_S = 0.3
"""A stop without so long a silence behind it may be one that nobody made."""

_STOPS = ".?!"
_PUNCTUATION = _STOPS + ",;:"

AS_KNOWN = 0.1
"""So far to the ear from a known phrase (`sounds.distance`) words are that phrase. Of the possible findings in 352
texts that were spoken and heard one is at 0 and no other nearer than 0.49."""

ENOUGH_TO_TELL = 8.0
"""Sounds (`sounds.weight`) that a known phrase must have to be told from others by them, some four words."""


def run_on(transcript: Transcript, check: CheckResult) -> SecondReading:
    """The same words with no stop where the speaker went on without a pause, near what is only possible.

    Args:
        transcript: The take.
        check: What was found in it.
    """
    words = list(transcript.words)
    for index in _near_possible(transcript, check):
        behind = words[index + 1].start_s if index + 1 < len(words) else math.inf
        if behind - words[index].end_s < SHORTEST_PAUSE_S:
            words[index] = replace(words[index], text=words[index].text.rstrip(_STOPS) or words[index].text)
    return _word_by_word(transcript, words)


def in_known_words(
    transcript: Transcript, check: CheckResult, meant: Callable[[Sequence[str]], Sequence[str]]
) -> SecondReading:
    """The same with known words in place of those that do not exist, near what is only possible.

    Args:
        transcript: The take.
        check: What was found in it.
        meant: Gives words as they were probably meant, as many as it is given.
    """
    words = list(transcript.words)
    for index in _near_possible(transcript, check):
        # What a word is meant to be depends on the one before it, and to find out takes its time.
        *_, said = meant([word.text for word in transcript.words[max(0, index - 1) : index + 1]])
        words[index] = replace(words[index], text=said)
    return _word_by_word(transcript, words)


def _word_by_word(transcript: Transcript, words: Sequence[Word]) -> SecondReading:
    return SecondReading(transcript, Transcript(tuple(words), transcript.model), tuple(range(len(words))))


def _near_possible(transcript: Transcript, check: CheckResult) -> Iterable[int]:
    """The words of the findings that are only possible, and those around them."""
    places = [
        transcript.words_in_chars(max(0, finding.start_char - NEAR), finding.end_char + NEAR)
        for finding in check.findings
        if not _is_certain(finding)
    ]
    return sorted({index for place in places for index in place})


def as_known(check: CheckResult) -> CheckResult:
    """The same check, what is only possible but sounds like a known phrase of its rule for certain."""
    return replace(check, findings=tuple(_settled(one) if _sounds_known(one) else one for one in check.findings))


def _sounds_known(finding: Finding) -> bool:
    if _is_certain(finding) or finding.resembles is None:
        return False
    known = letters(finding.resembles)
    return sounds.weight(known) >= ENOUGH_TO_TELL and sounds.distance(letters(finding.text), known) <= AS_KNOWN


def _settled(finding: Finding) -> Finding:
    return replace(finding, certainty=Certainty.CERTAIN, resembles=None)


def leaves_open(check: CheckResult) -> bool:
    """Whether there is anything that a second reading could bear out."""
    return has_possible(check) or lacks_must_says(check)


def has_possible(check: CheckResult) -> bool:
    """Whether there is a finding that is only possible."""
    return not all(_is_certain(finding) for finding in check.findings)


def lacks_must_says(check: CheckResult) -> bool:
    """Whether there is a must-say that was not heard."""
    return any(element.status is not Status.HEARD for element in check.elements)


def borne_out(check: CheckResult, again: CheckResult, reading: SecondReading) -> CheckResult:
    """The first check with what the second one bears out.

    Args:
        check: Of the transcript.
        again: Of the second reading.
        reading: How the two hang together.
    """
    certain = [_Place(f.rule, f.start_char, f.end_char) for f in check.findings if _is_certain(f)]
    places = (_Place(f.rule, *reading.in_first(f.start_char, f.end_char)) for f in again.findings if _is_certain(f))
    new = [place for place in places if not any(place.rule == one.rule and _meet(place, one) for one in certain)]
    borne = {_nearest(place, check.findings) for place in new}
    heard = {element.element: element for element in again.elements if element.status is Status.HEARD}
    elements = tuple(_element(one, heard.get(one.element), reading, certain) for one in check.elements)
    settled = {one.element for one in elements if one.status is Status.HEARD}
    return replace(
        check,
        findings=tuple(
            _settled(finding) if index in borne else finding for index, finding in enumerate(check.findings)
        ),
        elements=elements,
        notes=tuple(note for note in check.notes if note.about not in settled or _was_heard(note.about, check)),
    )


class _Place(NamedTuple):
    rule: str
    start: int
    end: int


def _is_certain(finding: Finding) -> bool:
    return finding.certainty is Certainty.CERTAIN


def _meet(one: _Place, other: _Place) -> bool:
    return one.start < other.end and other.start < one.end


def _was_heard(element: str, check: CheckResult) -> bool:
    return any(one.element == element and one.status is Status.HEARD for one in check.elements)


def _nearest(place: _Place, findings: Sequence[Finding]) -> int | None:
    """Which possible finding a certain one of another reading bears out; None where there is none nearby."""
    wide = _Place(place.rule, place.start - NEAR, place.end + NEAR)
    near = [
        (abs(finding.start_char - place.start), index)
        for index, finding in enumerate(findings)
        if finding.rule == place.rule
        and not _is_certain(finding)
        and _meet(wide, _Place(finding.rule, finding.start_char, finding.end_char))
    ]
    return min(near)[1] if near else None


def _element(
    element: ElementResult, heard: ElementResult | None, reading: SecondReading, certain: Sequence[_Place]
) -> ElementResult:
    if element.status is Status.HEARD or heard is None:
        return element
    if heard.start_char is None or heard.end_char is None:
        return replace(element, status=Status.HEARD)
    start, end = reading.in_first(heard.start_char, heard.end_char)
    if any(_meet(_Place("", start, end), one) for one in certain):
        return element
    written, said = reading.first.text[start:end], (heard.text or "").strip(_PUNCTUATION)
    heard_as = said if _plain(said) != _plain(written) else None
    return replace(element, status=Status.HEARD, text=written, start_char=start, end_char=end, heard_as=heard_as)


def _plain(text: str) -> str:
    """Only what can be heard of words: neither their capitals nor their punctuation."""
    return "".join(filter(str.isalnum, text.casefold()))
