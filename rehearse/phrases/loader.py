"""The rule files become a rule book. Every mistake in them is named by file, entry and key."""

from __future__ import annotations

import hashlib
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from rehearse import scenarios
from rehearse.phrases.finding import Severity
from rehearse.phrases.hospitals import read_hospital_words
from rehearse.phrases.pattern import compile_pattern
from rehearse.phrases.rule import Element, Family, Guard, Matcher, Mention, Rule, RuleBook, Source, Where
from rehearse.phrases.specialties import read_specialties
from rehearse.phrases.word_set import word_list
from rehearse.phrases.word_tables import read_vocabulary
from rehearse.table import Table, read_table

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from rehearse.phrases.vocabulary import Vocabulary

_RULE_KEYS = word_list(
    "id severity message instead why sources inferred scenarios except matcher where ignore patterns possible unless",
    "unless_near yields_to flags passes",
)
_ELEMENT_KEYS = word_list(
    "id title counts mention patterns unless heard not_heard",
)


@cache
def load() -> RuleBook:
    """The rule book that ships with the program, read once.

    Raises:
        KnownError: `Trouble.RULES_FAULTY`, naming file, rule and key of the mistake.
    """
    return load_from(files("rehearse.phrases"))


def load_from(folder: Traversable) -> RuleBook:
    """Read a rule book from a folder that is laid out like this package.

    Raises:
        KnownError: `Trouble.RULES_FAULTY`, naming file, rule and key of the mistake.
    """
    vocabulary = read_vocabulary(read_table(folder / "words/spelling.toml"), read_table(folder / "words/classes.toml"))
    specialties = read_specialties(read_table(folder / "words/specialties.toml"), vocabulary)
    hospitals = read_hospital_words(read_table(folder / "words/hospitals.toml"))
    sources = _sources(read_table(folder / "sources.toml"))
    families: list[Family] = []
    rule_tables: list[Table] = []
    rules: list[Rule] = []
    for path in _toml_files(folder / "rules"):
        table = read_table(path)
        table.only("title", "rule")
        family = Family(path.name.removesuffix(".toml"), table.text("title"))
        families.append(family)
        entries = table.tables("rule", "rule")
        rules += [_rule(entry, family.id, vocabulary, sources) for entry in entries]
        rule_tables += entries
    element_tables = _element_tables(folder / "elements")
    elements = tuple(_element(entry, vocabulary) for entry in element_tables)
    _refuse_twins([*rule_tables, *element_tables])
    _refuse_unknown_rules(rules)
    return RuleBook(_version(folder), vocabulary, specialties, hospitals, tuple(families), tuple(rules), elements)


def _element_tables(folder: Traversable) -> list[Table]:
    found: list[Table] = []
    for path in _toml_files(folder):
        table = read_table(path)
        table.only("element")
        found += table.tables("element", "element")
    return found


def _toml_files(folder: Traversable) -> list[Traversable]:
    return sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)


def _version(folder: Traversable) -> str:
    """A short fingerprint of everything that the findings depend on as data."""
    digest = hashlib.sha256()
    for part in ("words", "rules", "elements"):
        for path in _toml_files(folder / part):
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def _sources(table: Table) -> dict[str, Source]:
    table.only("source")
    entries = table.tables("source", "source")
    return {
        e.text("id"): Source(e.text("id"), e.text("title"), e.text("publisher", ""), e.text("date", ""))
        for e in entries
    }


def _source(sources: dict[str, Source], name: str) -> Source:
    if name not in sources:
        msg = f"there is no such source; known are {', '.join(sources)}"
        raise ValueError(msg)
    return sources[name]


def _scenario(name: str) -> str:
    if name not in scenarios.load():
        msg = f"there is no such scenario; known are {', '.join(scenarios.load())}"
        raise ValueError(msg)
    return name


def _rule(table: Table, family: str, vocabulary: Vocabulary, sources: dict[str, Source]) -> Rule:
    table.only(*_RULE_KEYS)
    pattern = partial(compile_pattern, vocabulary=vocabulary)
    rule = Rule(
        id=table.text("id"),
        family=family,
        severity=table.choice("severity", Severity),
        message=table.text("message"),
        instead=table.text("instead"),
        why=table.text("why"),
        sources=table.each("sources", partial(_source, sources)),
        inferred=table.flag("inferred"),
        scenarios=frozenset(table.each("scenarios", _scenario)) if "scenarios" in table.values else None,
        excepted=frozenset(table.each("except", _scenario)),
        matcher=table.choice("matcher", Matcher, Matcher.PATTERNS),
        where=table.choice("where", Where, Where.ANYWHERE),
        guards=frozenset(Guard) - frozenset(table.each("ignore", Guard)),
        patterns=table.each("patterns", pattern),
        possible=table.each("possible", pattern),
        unless=table.each("unless", pattern),
        unless_near=table.each("unless_near", pattern),
        yields_to=frozenset(table.texts("yields_to")),
        flags=table.texts("flags"),
        passes=table.texts("passes"),
    )
    _insist(table, rule)
    return rule


def _insist(table: Table, rule: Rule) -> None:
    """What every rule needs beyond well-formed keys."""
    if not rule.sources:
        table.fail("sources", "every rule names the articles it rests on")
    if rule.matcher in (Matcher.PATTERNS, Matcher.EVERY_TIME) and not rule.patterns:
        table.fail("patterns", "at least one is needed")
    if not rule.flags or not rule.passes:
        table.fail("flags" if not rule.flags else "passes", "at least one example is needed")
    for example in rule.flags:
        if example.count("[[") != 1 or example.count("]]") != 1:
            table.fail("flags", f"mark the words with [[ ]] once in “{example}”")


def _element(table: Table, vocabulary: Vocabulary) -> Element:
    table.only(*_ELEMENT_KEYS)
    pattern = partial(compile_pattern, vocabulary=vocabulary)
    element = Element(
        id=table.text("id"),
        title=table.text("title"),
        counts=table.text("counts"),
        mention=table.choice("mention", Mention) if "mention" in table.values else None,
        patterns=table.each("patterns", pattern),
        unless=table.each("unless", pattern),
        heard=table.texts("heard"),
        not_heard=table.texts("not_heard"),
    )
    if not element.patterns and element.mention is None:
        table.fail("patterns", "at least one is needed")
    if not element.heard or not element.not_heard:
        table.fail("heard" if not element.heard else "not_heard", "at least one example is needed")
    return element


def _refuse_twins(tables: list[Table]) -> None:
    """Every id names one rule or one must-say."""
    seen: dict[str, str] = {}
    for table in tables:
        entry_id = table.text("id")
        if entry_id in seen:
            table.fail("id", f"an entry of {seen[entry_id]} bears the same id")
        seen[entry_id] = table.file


def _refuse_unknown_rules(rules: list[Rule]) -> None:
    known = {rule.id for rule in rules}
    for rule in rules:
        for other in sorted(rule.yields_to - known):
            Table(f"{rule.family}.toml", f"rule {rule.id}", {}).fail("yields_to", f"there is no rule “{other}”")
    yields = {rule.id: rule.yields_to for rule in rules}
    for rule in rules:
        for other in sorted(o for o in rule.yields_to if rule.id in yields[o]):
            Table(f"{rule.family}.toml", f"rule {rule.id}", {}).fail(
                "yields_to", f"“{other}” yields to this rule too, so that neither would be shown"
            )
