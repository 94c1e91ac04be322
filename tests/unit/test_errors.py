"""Every sentence that the user may meet when something fails, and every place that raises one."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

import rehearse
from rehearse.errors import SENTENCES, KnownError, Trouble

PACKAGE = Path(rehearse.__file__).parent

WHAT_TO_DO = re.compile(
    r"\b(allow|check|choose|close|connect|correct|cut|download|free|install|keep|make|move|press|put|read|record|restore|run|save|see|"
    r"set|start|try|unplug|update|use|wait|write)\b",
    re.IGNORECASE,
)
"""The words with which a sentence asks for something."""

SAMPLES = {"duration_s": 0.31, "hours": 12.4, "character": 7, "free_mb": 90, "found": 9, "known": 2}
"""What fills the placeholders that are numbers; all others are text."""


def placeholders(trouble: Trouble) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(SENTENCES[trouble]) if name)


@dataclass(frozen=True)
class RaiseSite:
    """A call of `KnownError`: where it stands, which troubles it may name, and what it fills in.

    `certain` is False where the trouble is a variable; then all that the module names may be meant.
    """

    where: str
    troubles: frozenset[Trouble]
    filled: frozenset[str]
    certain: bool


def troubles_in(node: ast.AST) -> frozenset[Trouble]:
    return frozenset(
        Trouble[part.attr]
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == "Trouble"
    )


def raise_sites() -> list[RaiseSite]:
    sites = []
    for module in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "KnownError":
                named = troubles_in(node.args[0])
                where = f"{module.relative_to(PACKAGE)}:{node.lineno}"
                filled = frozenset(keyword.arg or "**" for keyword in node.keywords)
                sites.append(RaiseSite(where, named or troubles_in(tree), filled, certain=bool(named)))
    return sites


SITES = raise_sites()


def test_every_trouble_has_a_sentence_and_every_sentence_a_trouble() -> None:
    assert set(SENTENCES) == set(Trouble)


@pytest.mark.parametrize("trouble", Trouble)
def test_a_sentence_is_short_and_calm_and_says_what_to_do(trouble: Trouble) -> None:
    sentence = SENTENCES[trouble]
    assert "!" not in sentence
    assert sentence[0].isupper() or sentence[0] == "{"
    assert sentence.endswith((".", "{command}"))
    assert len(sentence) <= 220
    assert len(re.findall(r"\.(?: |$)", sentence)) <= 2
    assert WHAT_TO_DO.search(sentence)


@pytest.mark.parametrize("trouble", Trouble)
def test_the_message_is_the_sentence_with_its_details(trouble: Trouble) -> None:
    details = {name: SAMPLES.get(name, f"<{name}>") for name in placeholders(trouble)}
    error = KnownError(trouble, **details)
    assert error.trouble is trouble
    assert "{" not in error.message
    assert all(f"<{name}>" in error.message for name in details if name not in SAMPLES)


@pytest.mark.parametrize("trouble", Trouble)
def test_a_trouble_is_raised_somewhere(trouble: Trouble) -> None:
    assert [site.where for site in SITES if trouble in site.troubles]


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.where)
def test_a_raise_site_fills_in_what_the_sentence_asks_for(site: RaiseSite) -> None:
    for trouble in site.troubles:
        if site.certain and len(site.troubles) == 1:
            assert site.filled == placeholders(trouble)
        else:
            assert site.filled >= placeholders(trouble)
