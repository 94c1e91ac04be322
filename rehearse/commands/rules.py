"""`rehearse rules`: the rule book on the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    import argparse

    from rehearse.phrases.rule import Element, Rule, RuleBook, Source


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("id", nargs="?", metavar="ID", help="a rule or must-say to explain; nothing lists all")


def run(arguments: argparse.Namespace) -> int:
    """Print all rules by family, or everything about one.

    Raises:
        KnownError: `Trouble.RULE_UNKNOWN`.
    """
    from rehearse import phrases

    rulebook = phrases.load()
    if not arguments.id:
        sys.stdout.write(_list(rulebook))
    elif arguments.id in rulebook.by_id:
        sys.stdout.write(_explain_rule(rulebook.by_id[arguments.id]))
    elif arguments.id in rulebook.element_by_id:
        sys.stdout.write(_explain_element(rulebook.element_by_id[arguments.id]))
    else:
        raise KnownError(Trouble.RULE_UNKNOWN, rule=arguments.id)
    return 0


def _list(rulebook: RuleBook) -> str:
    lines = []
    for family in rulebook.families:
        lines.append(family.title)
        lines += [
            f"  {rule.severity:<6} {rule.id:<28} {rule.message}" for rule in rulebook.rules if rule.family == family.id
        ]
    lines.append("Must-says")
    lines += [f"  {'':<6} {element.id:<28} {element.counts}" for element in rulebook.elements]
    return "\n".join(lines) + "\n"


def _explain_rule(rule: Rule) -> str:
    lines = [
        f"{rule.id} ({rule.family}, {rule.severity})",
        f"  {rule.message}",
        f"  Why: {rule.why}",
        f"  Instead: {rule.instead}",
        f"  Applies to: {_scenarios(rule)}",
        *(f"  Found in: “{_plain(example)}”" for example in rule.flags),
        *(f"  Fine: “{example}”" for example in rule.passes),
        *(f"  Source: {describe_source(source)}" for source in rule.sources),
    ]
    if rule.inferred:
        lines.append("  We inferred this rule from the sources; they do not state it.")
    return "\n".join(lines) + "\n"


def _scenarios(rule: Rule) -> str:
    named = "all calls" if rule.scenarios is None else ", ".join(sorted(rule.scenarios))
    return f"{named}, except {', '.join(sorted(rule.excepted))}" if rule.excepted else named


def _plain(example: str) -> str:
    return example.replace("[[", "").replace("]]", "")


def describe_source(source: Source) -> str:
    """Title, publisher and date of an article, as far as its copy bears them."""
    return ", ".join(part for part in (source.title, source.publisher, source.date) if part)


def _explain_element(element: Element) -> str:
    lines = [
        f"{element.id} (must-say): {element.title}",
        f"  Counts: {element.counts}",
        *(f"  Heard in: “{_plain(example)}”" for example in element.heard),
        *(f"  Not heard in: “{_plain(example)}”" for example in element.not_heard),
    ]
    return "\n".join(lines) + "\n"
