from __future__ import annotations

import pytest

from rehearse.must_say_titles import alternatives, inside

TITLES = {"role": "Who you are", "school": "Your school", "id": "AAMC ID", "i": "I applied"}


def test_alternatives_read_as_one_line() -> None:
    assert alternatives(("role", "school"), TITLES) == "Who you are or your school"
    assert alternatives(("role", "id"), TITLES) == "Who you are or AAMC ID"


def test_a_must_say_without_a_name_is_called_by_its_id() -> None:
    assert alternatives(("ask-needed",), TITLES) == "Ask needed"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Your school", "your school"),
        ("A calm request", "a calm request"),
        ("I applied", "I applied"),
        ("AAMC ID", "AAMC ID"),
        ("", ""),
    ],
)
def test_a_name_within_a_line_begins_small_unless_it_is_an_abbreviation(title: str, words: str) -> None:
    assert inside(title) == words
