"""What the loader says of a faulty rule file: which file, which rule, which key."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rehearse import phrases
from rehearse.errors import KnownError, Trouble
from rehearse.phrases.loader import load_from

if TYPE_CHECKING:
    from rehearse.phrases.rule import RuleBook

PACKAGE = Path(phrases.__file__).parent

RULES = """
title = "Trial"

[[rule]]
id = "trial-rule"
severity = "fix"
scenarios = ["opening-call"]
except = ["voicemail"]
message = "It is a trial."
instead = "Say something else."
why = "Because."
sources = ["phone-missteps"]
patterns = ["one/two bananas"]
flags = ["I want [[two bananas]]."]
passes = ["I want two pears."]

[[rule]]
id = "other-rule"
severity = "stop"
message = "It is another."
instead = "Say nothing."
why = "Because."
sources = ["phone-missteps"]
patterns = ["three bananas"]
yields_to = ["trial-rule"]
flags = ["I want [[three bananas]]."]
passes = ["I want three pears."]
"""

ELEMENTS = """
[[element]]
id = "trial-element"
title = "Trial"
counts = "A pear."
patterns = ["a pear"]
heard = ["I have [[a pear]]."]
not_heard = ["I have an apple."]
"""


def loaded(folder: Path, rules: str = RULES, elements: str = ELEMENTS) -> RuleBook:
    """A rule book of one family and one must-say, with the shipped words and sources."""
    folder.mkdir(exist_ok=True)
    shutil.copytree(PACKAGE / "words", folder / "words")
    shutil.copy(PACKAGE / "sources.toml", folder)
    for part, text in (("rules", rules), ("elements", elements)):
        (folder / part).mkdir()
        (folder / part / "trial.toml").write_text(text, encoding="utf-8")
    return load_from(folder)


def complaint(folder: Path, rules: str = RULES, elements: str = ELEMENTS) -> str:
    with pytest.raises(KnownError) as caught:
        loaded(folder, rules, elements)
    assert caught.value.trouble is Trouble.RULES_FAULTY
    return caught.value.message


def test_a_faultless_rule_file_loads(tmp_path: Path) -> None:
    book = loaded(tmp_path)
    assert [family.title for family in book.families] == ["Trial"]
    assert list(book.by_id) == ["trial-rule", "other-rule"]
    assert book.by_id["trial-rule"].sources[0].publisher == "Residency Advisor"
    assert list(book.element_by_id) == ["trial-element"]


RULE = r"trial\.toml, rule trial-rule, "


@pytest.mark.parametrize(
    ("replaced", "by", "said"),
    [
        ('severity = "fix"', 'severity = "fix"\nseverty = "x"', RULE + "severty: this key is not known"),
        ('severity = "fix"', 'severity = "grave"', RULE + "severity: “grave” is not one of: stop, fix, polish"),
        ('message = "It is a trial."\n', "", RULE + "message: a text is needed here"),
        ('message = "It is a trial."', 'message = " "', RULE + "message: this may not be empty"),
        ('flags = ["I want [[two bananas]]."]\n', "", RULE + "flags: at least one example is needed"),
        ('passes = ["I want two pears."]\n', "", RULE + "passes: at least one example is needed"),
        ("[[two bananas]]", "two bananas", RULE + "flags: mark the words with .* in “I want two bananas"),
        ('patterns = ["one/two bananas"]\n', "", RULE + "patterns: at least one is needed"),
        ("one/two bananas", "(one|two bananas", RULE + r"patterns, entry 1 “\(one\|two bananas”: "),
        ("one/two bananas", "one) bananas", RULE + r"patterns, entry 1 “one\) bananas”: .* no opening bracket"),
        ("one/two bananas", "... bananas", RULE + "patterns, entry 1 .*: it starts or ends with a gap"),
        ("one/two bananas", "{fruit} bananas", RULE + r"patterns, entry 1 “\{fruit\} bananas”: .*fruit"),
        ('["opening-call"]', '["dinner"]', RULE + "scenarios, entry 1 “dinner”: there is no such scenario; known are"),
        ('["voicemail"]', '["supper"]', RULE + "except, entry 1 “supper”: there is no such scenario; known are"),
        ('["phone-missteps"]', '["gossip"]', RULE + "sources, entry 1 “gossip”: there is no such source; known are"),
        ('sources = ["phone-missteps"]\n', "", RULE + "sources: every rule names the articles it rests on"),
        ('id = "trial-rule"\n', "", r"trial\.toml, rule 1, id: a text is needed here"),
        ('id = "other-rule"', 'id = "trial-rule"', RULE + r"id: an entry of trial\.toml bears the same id"),
        ('["trial-rule"]', '["no-rule"]', r"trial\.toml, rule other-rule, yields_to: there is no rule “no-rule”"),
        (
            'sources = ["phone-missteps"]\n',
            'sources = ["phone-missteps"]\nyields_to = ["other-rule"]\n',
            RULE + "yields_to: “other-rule” yields to this rule too",
        ),
        ('title = "Trial"', 'titel = "Trial"', r"trial\.toml, the file, titel: this key is not known"),
        ('title = "Trial"', "title = ", r"trial\.toml, the file: Invalid value"),
    ],
)
def test_a_mistake_in_a_rule_is_named_by_file_rule_and_key(tmp_path: Path, replaced: str, by: str, said: str) -> None:
    assert replaced in RULES
    assert re.match(said, complaint(tmp_path, RULES.replace(replaced, by, 1)))


ELEMENT = r"trial\.toml, element trial-element, "


@pytest.mark.parametrize(
    ("replaced", "by", "said"),
    [
        ('title = "Trial"', 'title = "Trial"\ntitel = "Trial"', ELEMENT + "titel: this key is not known"),
        ('patterns = ["a pear"]\n', "", ELEMENT + "patterns: at least one is needed"),
        ('patterns = ["a pear"]', 'mention = "shoe"', ELEMENT + "mention: “shoe” is not one of: applicant, "),
        ('heard = ["I have [[a pear]]."]\n', "", ELEMENT + "heard: at least one example is needed"),
        ('not_heard = ["I have an apple."]\n', "", ELEMENT + "not_heard: at least one example is needed"),
        ('"trial-element"', '"trial-rule"', r"trial\.toml, element trial-rule, id: an entry of trial\.toml bears the"),
        ("[[element]]", "[[elements]]", r"trial\.toml, the file, elements: this key is not known"),
    ],
)
def test_a_mistake_in_a_must_say_is_named_by_file_element_and_key(
    tmp_path: Path, replaced: str, by: str, said: str
) -> None:
    assert replaced in ELEMENTS
    assert re.match(said, complaint(tmp_path, elements=ELEMENTS.replace(replaced, by, 1)))


def test_the_version_changes_with_a_rule_and_not_with_the_line_ends(tmp_path: Path) -> None:
    book = loaded(tmp_path / "one")
    path = tmp_path / "one" / "rules" / "trial.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_from(tmp_path / "one").version == book.version
    changed = loaded(tmp_path / "two", RULES.replace("one/two bananas", "two/four bananas"))
    assert changed.version != book.version


def test_the_shipped_rules_bear_the_version_that_reports_name() -> None:
    assert phrases.load().version == phrases.RULES_VERSION
