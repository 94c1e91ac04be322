"""The phrase rules and the second layer on one text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING

from rehearse import heap, phrases
from rehearse.errors import KnownError, Trouble
from rehearse.meaning.combine import Suspicion, found_beside, upheld
from rehearse.meaning.cues import is_cued, read_cues
from rehearse.meaning.encoder import Encoder
from rehearse.meaning.examples import examples_of, is_example
from rehearse.meaning.guesses import believed
from rehearse.meaning.limits import LIMITS
from rehearse.meaning.passages import cut
from rehearse.phrases.check import in_order
from rehearse.phrases.finding import Certainty, Finding, Note
from rehearse.phrases.rule import Where
from rehearse.phrases.text import STOP, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

    from rehearse.meaning.combine import ShownSuspicion
    from rehearse.meaning.cues import Cues
    from rehearse.meaning.encoder import Reading
    from rehearse.meaning.examples import Examples
    from rehearse.phrases.finding import CheckResult
    from rehearse.phrases.rule import Rule, RuleBook
    from rehearse.phrases.text import Text
    from rehearse.scenarios.scenario import Scenario
    from rehearse.target import Target

OPENING_WORDS = 12
"""Words within which a passage must begin to be the opening of a call."""

LEAST = 0.01
"""Strength below which a passage is no suspicion at all."""


@dataclass(frozen=True)
class _Layer:
    """The second layer, ready."""

    encoder: Encoder
    cues: Cues
    examples: Examples


_SHIPPED = files("rehearse.meaning")

_ready: dict[tuple[str, str], _Layer] = {}
"""The second layer by its folder and the fingerprint of the rule book that its cues were read for."""

_making = Lock()


def check(
    text: str,
    scenario: Scenario,
    target: Target,
    rulebook: RuleBook,
    doubts: Sequence[tuple[int, int]] = (),
    guessed: Sequence[tuple[int, int]] = (),
    *,
    folder: Traversable = _SHIPPED,
) -> CheckResult:
    """Check a text as `phrases.check` does, and once more by meaning.

    Where the model can't be used, the patterns judge alone and a note says so.

    Args:
        text: As for `phrases.check`.
        scenario: As for `phrases.check`.
        target: As for `phrases.check`.
        rulebook: As for `phrases.check`.
        doubts: As for `phrases.check`.
        guessed: Character ranges of words that were hardly heard; a weak suspicion does not rest on them.
        folder: Where cues and model lie.

    Raises:
        KnownError: RULES_FAULTY, the cues can't be understood.
    """
    found = phrases.check(text, scenario, target, rulebook, doubts)
    try:
        layer = _layer(rulebook, folder)
    except KnownError as error:
        if error.trouble is not Trouble.MEANING_UNUSABLE:
            raise
        return replace(found, notes=(*found.notes, Note("second-layer", error.message)))
    reading = layer.encoder.read(text, cut(text))
    suspected = _suspicions(reading, read(text, rulebook.vocabulary), scenario, rulebook, layer)
    suspicions = believed(suspected, text, guessed, lambda words, places: layer.encoder.read(words, places).strengths)
    known = [f for f in found.findings if is_example(f, layer.examples, rulebook.vocabulary)]
    doubted = [f for f in found.findings if f not in known]
    kept = (*known, *upheld(doubted, suspicions, LIMITS, frozenset(layer.encoder.rules)))
    limits = {rule.id: LIMITS[rule.severity] for rule in rulebook.rules}
    added = (_finding(verdict, reading, rulebook, layer.encoder) for verdict in found_beside(kept, suspicions, limits))
    explained = (_explained(finding, reading, layer.encoder) for finding in kept)
    judged = replace(found, findings=in_order((*explained, *added), rulebook))
    # Reading takes 20 MB, and loading twice what is kept.
    heap.give_back()
    return judged


def read_ahead(text: str, rulebook: RuleBook, *, folder: Traversable = _SHIPPED) -> None:
    """Read what was said so far, so that a text that begins with it is checked sooner; its last words may go on.

    Where the model can't be used nothing is read.

    Raises:
        KnownError: As `check`.
    """
    try:
        _layer(rulebook, folder).encoder.read(text, cut(text)[:-1])
    except KnownError as error:
        if error.trouble is not Trouble.MEANING_UNUSABLE:
            raise


def meant(words: Sequence[str], rulebook: RuleBook, *, folder: Traversable = _SHIPPED) -> tuple[str, ...]:
    """The words of a text, each that does not exist as the known one that it sounds like; see `KnownWords`.

    Where the model can't be used all stay as they are.
    """
    try:
        return _layer(rulebook, folder).encoder.known_words.meant(words)
    except KnownError as error:
        if error.trouble is not Trouble.MEANING_UNUSABLE:
            raise
        return tuple(words)


def _layer(rulebook: RuleBook, folder: Traversable) -> _Layer:
    key = (rulebook.version, str(folder))
    with _making:
        if key not in _ready:
            model = Encoder(folder / "model")
            _ready[key] = _Layer(model, read_cues(folder / "cues.toml", rulebook), examples_of(rulebook))
        return _ready[key]


def _suspicions(
    reading: Reading, words: Text, scenario: Scenario, rulebook: RuleBook, layer: _Layer
) -> tuple[Suspicion, ...]:
    """Every passage and rule of the scenario, as far as there is anything to suspect."""
    rules = [rulebook.by_id[rule] for rule in layer.encoder.rules if rule in rulebook.by_id]
    opening = opening_ends(words)
    return tuple(
        _suspicion(rule, strengths[rule.id], passage.start, passage.end, words, layer)
        for rule in rules
        if rule.applies_to(scenario.rules)
        for passage, strengths in zip(reading.passages, reading.strengths, strict=True)
        if strengths[rule.id] >= LEAST and (rule.where is not Where.OPENING or passage.start < opening)
    )


def _suspicion(rule: Rule, strength: float, start: int, end: int, words: Text, layer: _Layer) -> Suspicion:
    sure = strength >= LIMITS[rule.severity].sure
    cued = sure and is_cued(layer.cues.get(rule.id, ()), words, start, end)
    return Suspicion(rule.id, start, end, strength, cued=cued)


def opening_ends(words: Text) -> int:
    """Where the first words of a call end."""
    said = [token for token in words.tokens if token.word != STOP][:OPENING_WORDS]
    return said[-1].end if said else 0


def _explained(finding: Finding, reading: Reading, model: Encoder) -> Finding:
    """A finding; one that is only possible with the known phrase that its passage resembles."""
    if finding.certainty is Certainty.CERTAIN or finding.rule not in model.rules:
        return finding
    index = next(i for i, p in enumerate(reading.passages) if finding.start_char < p.end)
    return replace(finding, resembles=model.resembled(reading, index, finding.rule))


def _finding(verdict: ShownSuspicion, reading: Reading, rulebook: RuleBook, model: Encoder) -> Finding:
    suspicion = verdict.suspicion
    rule = rulebook.by_id[suspicion.rule]
    index = next(i for i, p in enumerate(reading.passages) if (p.start, p.end) == (suspicion.start, suspicion.end))
    start, end = model.narrowed(reading, index, rule.id)
    return Finding(
        rule=rule.id,
        family=rule.family,
        severity=rule.severity,
        certainty=verdict.certainty,
        text=reading.text[start:end],
        start_char=start,
        end_char=end,
        message=rule.message,
        instead=rule.instead,
        why=rule.why,
        resembles=model.resembled(reading, index, rule.id) if verdict.certainty is Certainty.POSSIBLE else None,
    )
