"""The phrase rules and the second layer on one text, with the model that ships."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from rehearse import meaning, phrases, scenarios
from rehearse.errors import KnownError, Trouble
from rehearse.meaning.encoder import REMEMBERED, Encoder
from rehearse.meaning.passages import cut
from rehearse.phrases.check_json import to_json
from rehearse.phrases.finding import Certainty
from rehearse.phrases.rule import Matcher
from rehearse.target import Target

if TYPE_CHECKING:
    from pathlib import Path

    from rehearse.phrases.finding import CheckResult

BOOK = phrases.load()
MODEL = Encoder(files("rehearse.meaning") / "model")

CALL = (
    "Good morning, this is Lena Fischer, a senior at Eastmoor. I applied to you last night, my wife and two kids eat "
    "only if I get this. Is there anything else that you need for my file? Thank you for your time."
)


def check(text: str, scenario: str = "opening-call") -> CheckResult:
    return meaning.check(text, scenarios.get(scenario), Target(), BOOK)


def test_words_are_found_by_their_meaning() -> None:
    assert "family-depending" in {finding.rule for finding in check(CALL).findings}


def test_the_words_shown_are_the_clause_and_not_the_call() -> None:
    (found,) = (finding for finding in check(CALL).findings if finding.rule == "family-depending")
    assert found.text == CALL[found.start_char : found.end_char]
    assert CALL.index("I applied") <= found.start_char < found.end_char <= CALL.index(" Is there")


def test_two_runs_agree() -> None:
    assert check(CALL) == check(CALL)


def test_a_passage_is_judged_alike_alone_and_among_others() -> None:
    alone = "I applied to you last night, my wife and two kids eat only if I get this."
    among = MODEL.read(CALL, cut(CALL)).strengths[1]
    assert Encoder(files("rehearse.meaning") / "model").read(alone, cut(alone)).strengths[0] == among
    assert among["family-depending"] > 0.5


def test_what_was_read_before_is_not_read_again() -> None:
    model = Encoder(files("rehearse.meaning") / "model")
    first = model.read(CALL, cut(CALL))
    del model._network
    again = f"Well, now then. {CALL[: CALL.index(' Is there')]}"
    assert model.read(CALL, cut(CALL)).strengths == first.strengths
    with pytest.raises(AttributeError):
        model.read(again, cut(again))


def test_the_words_shown_are_the_same_wherever_their_sentence_stands() -> None:
    later = f"Is this a good moment for a question? {CALL}"
    (here,) = (finding for finding in check(CALL).findings if finding.rule == "family-depending")
    (there,) = (finding for finding in check(later).findings if finding.rule == "family-depending")
    assert there.text == here.text == later[there.start_char : there.end_char]


def test_no_more_is_remembered_than_a_long_take_needs() -> None:
    model = Encoder(files("rehearse.meaning") / "model")
    for first in range(0, REMEMBERED + 20, 20):
        text = " ".join(f"Number {number} is {number}." for number in range(first, first + 20))
        model.read(text, cut(text))
    assert len(model._remembered) == REMEMBERED


def test_a_text_is_checked_the_same_whether_its_beginning_was_read_ahead_or_not(tmp_path: Path) -> None:
    folder_copy(tmp_path)
    shutil.copy(str(files("rehearse.meaning") / "cues.toml"), tmp_path)
    text = f"{CALL} I would do anything for a spot. Tell me honestly where I stand among the others."
    cold = meaning.check(text, scenarios.get("opening-call"), Target(), BOOK, folder=tmp_path)
    for words in range(4, len(text.split()), 7):
        meaning.read_ahead(" ".join(text.split()[:words]), BOOK)
    assert check(text) == cold


def test_without_the_model_nothing_is_read_ahead(tmp_path: Path) -> None:
    meaning.read_ahead(CALL, BOOK, folder=tmp_path)


def test_the_very_words_of_an_example_in_a_rule_file_are_certain() -> None:
    text = "um, beggars can't be, can't be choosers, I suppose"
    assert ("take-anything", "certain") in {(finding.rule, finding.certainty) for finding in check(text).findings}


def test_a_text_without_words_has_no_findings() -> None:
    assert check("…").findings == ()


def test_a_rule_is_silent_where_it_does_not_apply() -> None:
    text = "Who is in charge of the applicants there, the person who handles the trainees?"
    silent = [rule.id for rule in BOOK.rules if not rule.applies_to(scenarios.get("floor-questions").rules)]
    assert silent
    assert not {finding.rule for finding in check(text, "floor-questions").findings} & set(silent)


def test_the_model_knows_every_rule_that_words_alone_decide() -> None:
    assert set(MODEL.rules) == {rule.id for rule in BOOK.rules if rule.matcher is Matcher.PATTERNS}


def test_certain_findings_come_before_possible_ones() -> None:
    found = check(f"{CALL} I would do anything for a spot. Tell me honestly where I stand among the others.").findings
    ranks = [(finding.certainty is Certainty.POSSIBLE, finding.severity.rank) for finding in found]
    assert all(one <= other for one, other in pairwise(ranks))


def folder_copy(target: Path) -> Path:
    with as_file(files("rehearse.meaning") / "model") as shipped:
        return shutil.copytree(shipped, target / "model")


def test_a_model_with_a_missing_file_is_refused(tmp_path: Path) -> None:
    folder = folder_copy(tmp_path)
    (folder / "encoder.onnx").unlink()
    with pytest.raises(KnownError) as caught:
        Encoder(folder)
    assert caught.value.trouble is Trouble.MEANING_UNUSABLE


def test_a_damaged_model_is_refused_by_the_name_of_its_file(tmp_path: Path) -> None:
    folder = folder_copy(tmp_path)
    contents = bytearray((folder / "encoder.onnx").read_bytes())
    contents[len(contents) // 2] ^= 0xFF
    (folder / "encoder.onnx").write_bytes(contents)
    with pytest.raises(KnownError) as caught:
        Encoder(folder)
    assert "encoder.onnx is damaged" in caught.value.message


def test_without_the_model_the_patterns_judge_alone_and_a_note_says_so(tmp_path: Path) -> None:
    text = "I would do anything for a spot."
    found = meaning.check(text, scenarios.get("opening-call"), Target(), BOOK, folder=tmp_path)
    alone = phrases.check(text, scenarios.get("opening-call"), Target(), BOOK)
    assert found.findings == alone.findings
    assert found.elements == alone.elements
    (note,) = found.notes[len(alone.notes) :]
    assert note.about == "second-layer"
    assert "only the patterns were checked" in note.text


def test_a_possible_finding_names_the_phrase_that_it_resembles_in_the_json() -> None:
    found = check(f"{CALL} You have my word that nobody here ever needs to think about me twice.")
    rows = to_json(found, None, "opening-call")["findings"]
    for finding, row in zip(found.findings, rows, strict=True):
        assert row.get("resembles") == finding.resembles
        assert (finding.resembles is not None) >= (finding.certainty is Certainty.POSSIBLE)
