from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from rehearse.history.export import document, said_of, table, take_json
from rehearse.measures.values import Band, Judgement, Verdict
from rehearse.phrases.finding import Severity
from rehearse.programs.call_kind import CallKind
from rehearse.target import Target
from tests.calls import a_spoken_call
from tests.reports import a_finding, a_report
from tests.unit.history.conftest import MONDAY, record

if TYPE_CHECKING:
    from rehearse.history.store import HistoryStore


def test_a_take_with_a_report_is_whole_in_json(store: HistoryStore) -> None:
    target = Target("Maya Okafor", "14872093", "Riverbend", ("RMC",), "pediatrics")
    take = store.begin_take("opening-call", target, None, CallKind.CALLED_ME, MONDAY)
    store.finish_take(take.id, 48.2, 3, 1.0)
    judged = (Judgement("speech_duration_s", Verdict.WITHIN, Band(30, 90)),)
    store.save_report(take.id, a_report(judgements=judged, findings=(a_finding("begging", Severity.STOP),)))

    found = json.loads(json.dumps(take_json(store.lists.rows()[0], said_of(store))))

    assert found["schema"] == "rehearse.take/1"
    assert (found["id"], found["scenario"], found["state"]) == (take.id, "opening-call", "analysed")
    assert found["started_at"] == "2026-03-16T10:15:23+00:00"
    assert found["call_kind"] == "called-me"
    assert found["target"]["aliases"] == ["RMC"]
    assert found["audio"] == str(take.audio_path)
    assert found["measures"]["speaking_rate_wpm"] == 141.0
    assert found["measures"]["response_delay_s"] is None
    assert found["verdicts"] == {"speech_duration_s": "within"}
    assert found["counts"]["stops"] == 1
    assert found["versions"] == {"app": "0.1.0", "rules": "1", "measures": "1", "model": "tiny.en"}


def test_a_take_without_a_report_has_nulls(store: HistoryStore) -> None:
    take = record(store)
    store.fail_take(take.id, "No words could be made out.")

    found = take_json(store.lists.rows()[0], said_of(store))

    assert (found["measures"], found["counts"], found["versions"]) == (None, None, None)
    assert found["failure"] == "No words could be made out."


def test_a_table_has_one_line_per_take_and_leaves_the_unknown_empty(store: HistoryStore) -> None:
    analysed, plain = record(store, 0), record(store, 1)
    store.save_report(analysed.id, a_report())

    lines = list(csv.DictReader(io.StringIO(table(store))))

    assert [line["id"] for line in lines] == [plain.id, analysed.id]
    assert (lines[1]["filled_pauses"], lines[1]["speaking_rate_wpm"], lines[1]["response_delay_s"]) == (
        "4",
        "141.0",
        "",
    )
    assert (lines[1]["model_version"], lines[1]["stops"]) == ("tiny.en", "0")
    assert (lines[0]["speaking_rate_wpm"], lines[0]["stops"], lines[0]["duration_s"]) == ("", "", "48.2")


def test_a_name_that_looks_like_a_formula_is_no_formula_in_a_table(store: HistoryStore) -> None:
    store.begin_take("opening-call", Target(program='=HYPERLINK("x")'), None, None, MONDAY)

    (line,) = csv.DictReader(io.StringIO(table(store)))

    assert line["program"] == '\'=HYPERLINK("x")'


def test_notes_stars_and_what_is_meant_to_be_said_go_along(store: HistoryStore) -> None:
    first, second = record(store, 0), record(store, 1)
    store.save_report(second.id, a_report(findings=(a_finding("begging", Severity.STOP),)))
    store.keepsakes.save_note(first.id, "=calmer, and slower")
    store.keepsakes.star(second.id)
    store.silenced.add(second.id, "begging")
    store.scripts.save("voicemail", None, "Hello, this is Maya.")

    lines = {line["id"]: line for line in csv.DictReader(io.StringIO(table(store)))}
    assert (lines[first.id]["note"], lines[first.id]["best"]) == ("'=calmer, and slower", "False")
    assert (lines[second.id]["note"], lines[second.id]["best"]) == ("", "True")

    whole = json.loads(document(store))
    takes = {take["id"]: take for take in whole["takes"]}
    assert (takes[first.id]["note"], takes[first.id]["best"]) == ("=calmer, and slower", False)
    assert (takes[second.id]["best"], takes[second.id]["silenced"]) == (True, ["begging"])
    assert whole["scripts"] == [{"scenario": "voicemail", "card": None, "text": "Hello, this is Maya."}]


def test_a_sentence_said_again_is_marked_as_one(store: HistoryStore) -> None:
    store.begin_take("opening-call", Target(), None, None, MONDAY, is_phrase=True)
    (line,) = csv.DictReader(io.StringIO(table(store)))
    assert line["is_phrase"] == "True"


def test_a_mock_call_is_marked_as_one_in_table_and_json(store: HistoryStore) -> None:
    alone = store.begin_take("opening-call", Target(), None, None, MONDAY)
    answered = store.begin_take("opening-call", Target(), None, None, MONDAY)
    store.calls.save(answered.id, a_spoken_call())
    lines = {line["id"]: line["is_mock_call"] for line in csv.DictReader(io.StringIO(table(store)))}
    assert lines == {alone.id: "False", answered.id: "True"}
    takes = {take["id"]: take["is_mock_call"] for take in json.loads(document(store))["takes"]}
    assert takes == {alone.id: False, answered.id: True}
