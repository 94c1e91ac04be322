from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.json_text import parsed

VALUES = st.recursive(
    st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(VALUES)
def test_everything_that_can_be_written_down_is_read(value: object) -> None:
    assert parsed(json.dumps(value)) == value
    assert parsed(json.dumps(value, ensure_ascii=False)) == value


@given(st.text(), st.characters(categories=["Cs"]), st.text())
def test_half_a_character_is_found_where_it_stands(before: str, half: str, after: str) -> None:
    text = json.dumps({"said": [before, half, after]})
    with pytest.raises(json.JSONDecodeError) as raised:
        parsed(text)
    assert raised.value.pos == len(json.dumps({"said": [before]})) - len("]}") + len(', "')


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (r'"\ude00\ud83d"', 1),
        (r'"\ud83d\ud83d\ude00"', 1),
        (r'"\ud83d\ude00\uD83D"', 13),
        (r'"\\\ud83d"', 3),
        (r'{"\udc00": 1}', 2),
    ],
)
def test_a_half_counts_as_alone_unless_the_other_follows_at_once(text: str, place: int) -> None:
    with pytest.raises(json.JSONDecodeError) as raised:
        parsed(text)
    assert raised.value.pos == place


def test_what_only_looks_like_half_a_character_is_read() -> None:
    assert parsed(r'"\\ud83d"') == r"\ud83d"
