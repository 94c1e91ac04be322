"""Which words of a take go into a bug report."""

from __future__ import annotations

import pytest

from rehearse.ui.pages.wrong_finding import sentence_around

NUMBERED = " ".join(str(number) for number in range(100))


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("My name is Maya. I need this. Thank you.", "need this", "I need this."),
        ("My name is Maya. I need this", "need this", "I need this"),
        ("Is it you? I need this! Thank you.", "I need this", "I need this!"),
        ("One. I need this. And that. Two.", "this. And", "I need this. And that."),
        (NUMBERED, "50 51", " ".join(str(number) for number in range(30, 72))),
    ],
)
def test_a_bug_report_quotes_one_sentence_and_no_more(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    assert sentence_around(text, start, start + len(words)) == sentence
