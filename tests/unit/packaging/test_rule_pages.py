"""The page of rules that is kept in the repository says what the rule files say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from rehearse import phrases, scenarios

ROOT = Path(__file__).parent.parent.parent.parent
MAKER = ROOT / "packaging" / "make_rule_pages.py"
PAGE = ROOT / "assets" / "rules.md"
MAKE_IN_A_COPY = """
import importlib.util, pathlib, sys
spec = importlib.util.spec_from_file_location("make_rule_pages", sys.argv[1])
made = importlib.util.module_from_spec(spec)
spec.loader.exec_module(made)
made.ROOT, made.PAGE = pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[2]) / "rules.md"
sys.exit(made.main())
"""


@pytest.fixture(scope="module")
def made_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page as the packaging script writes it now."""
    folder = tmp_path_factory.mktemp("page")
    subprocess.run([sys.executable, "-c", MAKE_IN_A_COPY, MAKER, folder], check=True, capture_output=True)
    return (folder / "rules.md").read_text(encoding="utf-8")


def test_the_page_of_rules_is_up_to_date(made_page: str) -> None:
    renew = "assets/rules.md is behind the rule files; renew it with: .venv/bin/python packaging/make_rule_pages.py"
    assert PAGE.read_text(encoding="utf-8") == made_page, renew


def test_every_rule_stands_on_the_page_with_its_message_reason_and_sources(made_page: str) -> None:
    for rule in phrases.load().rules:
        entry = made_page.partition(f"### `{rule.id}`\n")[2].partition("\n#")[0]
        for wanted in (rule.message, rule.instead, rule.why, f"Severity: {rule.severity}"):
            assert wanted in entry, (rule.id, wanted)
        assert all(source.title in entry for source in rule.sources), rule.id
        assert ("inferred" in entry) is rule.inferred, rule.id


def test_every_must_say_stands_on_the_page_with_the_calls_that_require_it(made_page: str) -> None:
    for element in phrases.load().elements:
        entry = made_page.partition(f"### `{element.id}`\n")[2].partition("\n#")[0]
        assert element.counts in entry
        required = "".join(line for line in entry.splitlines() if line.startswith("- Required in"))
        for call in scenarios.load().values():
            wanted = any(element.id in group for group in call.required)
            assert (call.title in required) is wanted, (element.id, call.id)
