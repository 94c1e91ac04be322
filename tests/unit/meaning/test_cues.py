"""The cues are readable by people and refused where they are mistaken."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from rehearse import phrases
from rehearse.errors import KnownError
from rehearse.meaning.cues import is_cued, read_cues
from rehearse.phrases.rule import Matcher
from rehearse.phrases.text import read

if TYPE_CHECKING:
    from pathlib import Path

BOOK = phrases.load()


def test_every_rule_that_words_alone_decide_has_cues_and_no_other() -> None:
    cues = read_cues(files("rehearse.meaning") / "cues.toml", BOOK)
    assert set(cues) == {rule.id for rule in BOOK.rules if rule.matcher is Matcher.PATTERNS}
    assert all(cues.values())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('[cues]\nbegging = ["pity"]\nbeging = ["please"]', "cues.toml, cues, beging: there is no such rule"),
        ('[cues]\nbegging = "please"', "cues.toml, cues, begging: a list of texts is needed here"),
        ('[cues]\nbegging = ["(please"]', "cues, begging, entry 1 “(please”: “(” has no “)”"),
        ('[clues]\nbegging = ["please"]', "clues: this key is not known"),
        ("", "cues: write the rules below [cues]"),
    ],
)
def test_a_mistake_is_named_by_file_rule_and_key(content: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "cues.toml").write_text(content, encoding="utf-8")
    with pytest.raises(KnownError) as caught:
        read_cues(tmp_path / "cues.toml", BOOK)
    assert words in caught.value.message


def test_a_cue_counts_only_inside_the_passage(tmp_path: Path) -> None:
    (tmp_path / "cues.toml").write_text('[cues]\nbegging = ["beg*/mercy"]', encoding="utf-8")
    patterns = read_cues(tmp_path / "cues.toml", BOOK)["begging"]
    text = "Have mercy on me. I applied yesterday."
    words = read(text, BOOK.vocabulary)
    assert is_cued(patterns, words, 0, 17)
    assert not is_cued(patterns, words, 18, len(text))
