from __future__ import annotations

import json

import pytest
from tokenizers import Tokenizer
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel

from rehearse.transcription.tokenizer import mended, with_first_merge

VOCABULARY = {"Ġ": 0, "t": 1, "o": 2, "m": 3, "Ġt": 4, "Ġto": 5, "to": 6, "Ġm": 7}


def tokenizer(*merges: tuple[str, str]) -> Tokenizer:
    made = Tokenizer(BPE(vocab=VOCABULARY, merges=list(merges)))
    made.pre_tokenizer = ByteLevel(add_prefix_space=False)
    return made


LATER = (("Ġt", "o"), ("t", "o"), ("Ġ", "m"))


def test_a_tokeniser_without_its_first_merge_gets_it_back() -> None:
    damaged = tokenizer(*LATER)
    assert damaged.encode(" to").tokens == ["Ġ", "to"]
    assert mended(damaged).encode(" to").tokens == ["Ġto"]


def test_what_the_others_merge_stays_as_it_was() -> None:
    assert mended(tokenizer(*LATER)).encode(" m").tokens == tokenizer(*LATER).encode(" m").tokens == ["Ġm"]


def test_a_tokeniser_that_has_all_merges_is_left_as_it_is() -> None:
    whole = tokenizer(("Ġ", "t"), *LATER)
    assert mended(whole) is whole


@pytest.mark.parametrize(
    ("merges", "mended_merges"),
    [(["Ġ m", "t o"], ["Ġ t", "Ġ m", "t o"]), ([["Ġ", "m"], ["t", "o"]], [["Ġ", "t"], ["Ġ", "m"], ["t", "o"]])],
    ids=["as one text", "as two"],
)
def test_the_first_merge_is_written_as_the_others_are(merges: list[object], mended_merges: list[object]) -> None:
    description = json.dumps({"version": "1.0", "model": {"type": "BPE", "merges": merges}})
    assert json.loads(with_first_merge(description))["model"] == {"type": "BPE", "merges": mended_merges}
