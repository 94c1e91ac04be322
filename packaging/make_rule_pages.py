"""Write `assets/rules.md`: every phrase rule and must-say in plain words, for reading without the program.

    .venv/bin/python packaging/make_rule_pages.py

Everything on the page comes from the rule book and the calls. The patterns are left out, so the page changes only
when a message, a reason, an example, a source or a call changes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rehearse import phrases, scenarios  # noqa: E402 # the checkout's own package, installed or not
from rehearse.commands.rules import describe_source  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rehearse.phrases import RuleBook
    from rehearse.phrases.rule import Element, Rule
    from rehearse.scenarios import Scenario

PAGE = ROOT / "assets" / "rules.md"

_HEAD = """\
# Phrase rules and must-says

Made from the rule files by `packaging/make_rule_pages.py`. Severity: *stop* works against you by itself, *fix* costs
something, *polish* is a finer point. In the examples the words that are marked are bold.
"""


def rule_page(rulebook: RuleBook, calls: Mapping[str, Scenario]) -> str:
    """The whole page as Markdown.

    Args:
        rulebook: From `phrases.load()`.
        calls: From `scenarios.load()`; they give the titles and say who requires what.
    """
    parts = [_HEAD]
    for family in rulebook.families:
        parts.append(f"## {family.title}\n")
        parts += [_rule(rule, calls) for rule in rulebook.rules if rule.family == family.id]
    parts.append("## Must-says\n")
    parts += [_element(element, calls) for element in rulebook.elements]
    return "\n".join(parts)


def _rule(rule: Rule, calls: Mapping[str, Scenario]) -> str:
    sources = "; ".join(describe_source(source) for source in rule.sources)
    inferred = " (inferred from it, not stated there)" if rule.inferred else ""
    return _entry(
        rule.id,
        rule.message,
        {
            "Severity": rule.severity.value,
            "Applies to": _applies_to(rule, calls),
            "Instead": rule.instead,
            "Why": rule.why,
            "Marked": _quoted(_with_bold(example) for example in rule.flags),
            "Not marked": _quoted(rule.passes),
            "Source": f"{sources}{inferred}",
        },
    )


def _with_bold(example: str) -> str:
    return example.replace("[[", "**").replace("]]", "**")


def _quoted(examples: Iterable[str]) -> str:
    return " ".join(f"“{example}”" for example in examples)


def _applies_to(rule: Rule, calls: Mapping[str, Scenario]) -> str:
    """The calls in which a rule holds, or those in which it doesn't where these are fewer."""
    within = [call.id for call in calls.values() if rule.applies_to(call.rules)]
    without = [name for name in calls if name not in within]
    if not without:
        return "all calls"
    if len(without) < len(within):
        return f"all calls, except {_titles(without, calls)}"
    return _titles(within, calls)


def _titles(ids: Iterable[str], calls: Mapping[str, Scenario]) -> str:
    """Titles of scenarios in the order in which the program shows them."""
    wanted = set(ids)
    return ", ".join(call.title for call in calls.values() if call.id in wanted)


def _element(element: Element, calls: Mapping[str, Scenario]) -> str:
    alone = [call.id for call in calls.values() if (element.id,) in call.required]
    welcome = [call.id for call in calls.values() if element.id in call.optional]
    facts = {"Counts": element.counts, "Heard": _quoted(_with_bold(example) for example in element.heard)}
    facts["Not heard"] = _quoted(element.not_heard)
    if alone:
        facts["Required in"] = _titles(alone, calls)
    for partner, ids in _alternatives(element, calls).items():
        facts[f"Required in, unless “{partner}” is said"] = _titles(ids, calls)
    if welcome:
        facts["Welcome in"] = _titles(welcome, calls)
    return _entry(element.id, f"{element.title}.", facts)


def _alternatives(element: Element, calls: Mapping[str, Scenario]) -> dict[str, list[str]]:
    """Ids of the scenarios in which something else suffices as well, by what that is."""
    found: dict[str, list[str]] = {}
    for call in calls.values():
        for group in call.required:
            if element.id in group and len(group) > 1:
                partner = "” or “".join(other for other in group if other != element.id)
                found.setdefault(partner, []).append(call.id)
    return found


def _entry(name: str, sentence: str, facts: Mapping[str, str]) -> str:
    lines = "".join(f"- {key}: {value}\n" for key, value in facts.items())
    return f"### `{name}`\n\n{sentence}\n\n{lines}"


def main() -> int:
    """Write the page."""
    PAGE.write_text(rule_page(phrases.load(), scenarios.load()), encoding="utf-8", newline="\n")
    print(f"Wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
