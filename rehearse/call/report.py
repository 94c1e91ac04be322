"""What can be said of a call afterwards, turn by turn and as a whole: facts, each with how it was taken.

Pure values made from the exchanges of a call, typed or spoken. Times that nobody measured are None, never a guess; only
the length of the other side's typed lines is estimated from their words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rehearse.measures.values import Band

if TYPE_CHECKING:
    from rehearse.call.values import Difficulty, Ending, Line
    from rehearse.measures.values import Filler, Verdict
    from rehearse.phrases.finding import ElementResult, Finding, Note

WHOLE_CALL: dict[str, Band] = {"opening-call": Band(high=90, far_high=120)}
"""How long a whole call may take, both sides, by the scenario that it begins with. The articles give 60 to 90 seconds
with a coordinator; a shorter call is no fault."""

STEADY = 0.15
"""Pace and loudness that change by less than this share after an annoyed line are steady. Ours."""

FEWEST_WORDS_FOR_A_PACE = 4
"""The pace of a turn of fewer words says nothing."""


@dataclass(frozen=True, slots=True)
class TurnReport:
    """One turn of the applicant, and what it answered.

    Attributes:
        number: From 1.
        state: Where the call stood, as "script/state".
        scenario: By whose rules and must-says the turn was judged.
        about: What was asked or told, one sentence.
        branch: The branch that it took.
        lines: What the other side had said and done before.
        quiet_s: How long the other side deliberately said nothing; None where it did not.
        lines_at_s: When those lines began, in seconds from the start of the call.
        text: The answer; empty for silence.
        at_s: When its first word (or the silence) began.
        duration_s: Its length; of a silence how long it lasted.
        time_to_first_word_s: From the end of the other side's lines to the first word; None where not measured.
        target: The band of its length; None where it has none.
        verdict: Where its length lies in that band; None without a band or without words.
        pace_wpm: Words a minute; None where too little was said or it was not timed.
        loudness_lufs: Its loudness; None where not measured.
        elements: Must-says and welcome extras that were heard in it.
        findings: Words that work against the speaker; for a spoken turn with times from the start of the turn.
        notes: Remarks on what was not made out.
        fillers: Filled pauses and filler phrases, times as above (estimated for typed text).
        interrupted: Whether the other side cut in.
        barged_in: Whether the applicant began before the other side had finished.
    """

    number: int
    state: str
    scenario: str
    about: str
    branch: str
    lines: tuple[Line, ...]
    quiet_s: float | None
    lines_at_s: float
    text: str
    at_s: float
    duration_s: float
    time_to_first_word_s: float | None
    target: Band | None
    verdict: Verdict | None
    pace_wpm: float | None
    loudness_lufs: float | None
    elements: tuple[ElementResult, ...]
    findings: tuple[Finding, ...]
    notes: tuple[Note, ...]
    fillers: tuple[Filler, ...]
    interrupted: bool
    barged_in: bool


@dataclass(frozen=True, slots=True)
class Steadiness:
    """How the voice changed after the first annoyed line.

    Attributes:
        turn: Number of the first turn after it.
        pace_before_wpm: Pace of the turns before, None where too little was said.
        pace_after_wpm: Pace of that turn and those after it.
        loudness_before_lufs: Mean loudness of the turns before; None where not measured.
        loudness_after_lufs: The same after it.
        pace_change: Change of the pace as a share of the pace before (0.2: a fifth faster).
        loudness_change: Change of the loudness as a share of the amplitude before.
        steady: Whether neither changed by `STEADY` or more; None where neither could be taken.
    """

    turn: int
    pace_before_wpm: float | None
    pace_after_wpm: float | None
    loudness_before_lufs: float | None
    loudness_after_lufs: float | None
    pace_change: float | None
    loudness_change: float | None
    steady: bool | None


@dataclass(frozen=True, slots=True)
class Closing:
    """How the call was brought to its end.

    Attributes:
        ended: Who ended it, and how.
        thanked: Whether thanks were said in the last two turns with words.
        said_goodbye: Whether a goodbye was.
        words_after: Words said in the last of them after its last thanks or goodbye; None where it holds neither.
        stopped_when_done: Whether at most one short sentence came after that; None where it holds neither.
    """

    ended: Ending | None
    thanked: bool
    said_goodbye: bool
    words_after: int | None
    stopped_when_done: bool | None


@dataclass(frozen=True, slots=True)
class MustSays:
    """The must-says of one part of the call, looked for in all answers of that part.

    Attributes:
        scenario: The part, as the scenario of its states.
        elements: Every must-say and welcome extra of it.
        notes: Remarks on what was not made out.
    """

    scenario: str
    elements: tuple[ElementResult, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class CallReport:
    """A call afterwards.

    Attributes:
        script: The script it began with.
        seed: Its chance.
        difficulty: How the other side behaved.
        scripts_version: Fingerprint of the scripts, so that calls by other words are not compared unawares.
        rules_version: That of the phrase rules.
        turns: The turns in order.
        must_says: For each part of the call, in the order of the call.
        duration_s: Length of the whole call.
        target: The band for that; None where there is none.
        verdict: Where the length lies in it.
        you_s: Seconds for which the applicant spoke.
        they_s: Seconds for which the other side spoke.
        cut_off: How often the other side cut in.
        barged_in: How often the applicant began while the other side was still speaking.
        silences: How often the applicant said nothing where an answer was waited for.
        quiet_kept: In how many deliberate silences of the other side the applicant kept quiet too.
        quiet_filled: In how many they talked.
        steadiness: How the voice changed after an annoyed line; None where there was none or no turn after it.
        closing: How it ended.
        began: Where it began, as "script/state"; empty where that was not kept.
    """

    script: str
    seed: int
    difficulty: Difficulty
    scripts_version: str
    rules_version: str
    turns: tuple[TurnReport, ...]
    must_says: tuple[MustSays, ...]
    duration_s: float
    target: Band | None
    verdict: Verdict | None
    you_s: float
    they_s: float
    cut_off: int
    barged_in: int
    silences: int
    quiet_kept: int
    quiet_filled: int
    steadiness: Steadiness | None
    closing: Closing
    began: str = ""

    def without(self, rules: frozenset[str]) -> CallReport:
        """The same call without what these rules found in its turns."""
        turns = (
            replace(turn, findings=tuple(finding for finding in turn.findings if finding.rule not in rules))
            for turn in self.turns
        )
        return replace(self, turns=tuple(turns))
