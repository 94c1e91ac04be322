"""`rehearse check`: what scripts get on stdout, what people read, and how it ends."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from rehearse.commands import run

if TYPE_CHECKING:
    from pathlib import Path

HURTS = "Hello, this is Maya Okafor. I'd do anything for a spot. Thank you."
CARD = {
    "applicant": "Maya Okafor",
    "applicant_id": "14872093",
    "program": "Riverbend",
    "specialty": "internal medicine",
}
FINDING_KEYS = {
    "rule", "family", "severity", "certainty", "text", "start_char", "end_char", "message", "instead", "why",
}  # fmt: skip
ELEMENT_KEYS = {"element", "required", "one_of", "status", "text", "start_char", "end_char"}


class Terminal:
    """Runs the command as a terminal does."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        self.errors = ""

    def check(self, *arguments: str, typed: bytes = b"", status: int = 0) -> str:
        """What is printed on stdout; `typed` comes from stdin, `status` is how it must end."""
        self._monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
        try:
            ended = run(["check", *arguments])
        except SystemExit as wrong_use:
            ended = int(str(wrong_use.code))
        said = self._capsys.readouterr()
        self.errors = said.err
        assert ended == status, said.err
        return said.out

    def lines(self, *arguments: str, typed: bytes = b"", status: int = 0) -> list[dict[str, Any]]:
        """The JSON lines on stdout."""
        printed = self.check(*arguments, "--format", "json", typed=typed, status=status)
        return [json.loads(line) for line in printed.splitlines()]


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(capsys, monkeypatch)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.txt"
    path.write_text(HURTS, encoding="utf-8")
    return path


def test_a_script_gives_one_line_of_the_documented_form(terminal: Terminal, script: Path) -> None:
    (line,) = terminal.lines("--scenario", "opening-call", str(script))
    assert list(line) == ["schema", "id", "scenario", "findings", "elements", "notes"]
    assert (line["schema"], line["id"], line["scenario"]) == ("rehearse.check/1", None, "opening-call")
    (finding,) = line["findings"]
    assert set(finding) == FINDING_KEYS
    assert (finding["rule"], finding["family"]) == ("do-anything", "desperation")
    assert (finding["severity"], finding["certainty"]) == ("stop", "certain")
    assert HURTS[finding["start_char"] : finding["end_char"]] == finding["text"] == "I'd do anything for a spot"
    assert all(set(element) == ELEMENT_KEYS for element in line["elements"])
    by_name = {element["element"]: element for element in line["elements"]}
    thanks = by_name["thanks"]
    assert (thanks["required"], thanks["one_of"], thanks["status"]) == (True, ["thanks"], "heard")
    assert HURTS[thanks["start_char"] : thanks["end_char"]] == thanks["text"]
    assert by_name["role"]["one_of"] == ["role", "school"]
    missing = by_name["applied"]
    assert (missing["status"], missing["text"], missing["start_char"]) == ("missing", None, None)


def test_without_a_scenario_it_is_the_practice_intro(terminal: Terminal, script: Path) -> None:
    assert terminal.lines(str(script))[0]["scenario"] == "practice-intro"


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_a_script_may_come_from_stdin(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    (line,) = terminal.lines(*arguments, typed=HURTS.encode())
    assert [finding["rule"] for finding in line["findings"]] == ["do-anything"]


def test_the_text_form_says_words_rule_alternative_and_what_is_missing(terminal: Terminal, script: Path) -> None:
    printed = terminal.check("--scenario", "opening-call", str(script))
    assert printed.startswith("Opening call\n")
    assert "stop: “I'd do anything for a spot” (do-anything)" in printed
    assert "Instead: " in printed
    assert "thanks: heard, “Thank you”" in printed
    assert "role or school: missing" in printed
    assert terminal.errors == ""


def test_names_and_numbers_are_compared_with_the_card(terminal: Terminal, tmp_path: Path) -> None:
    card = tmp_path / "card.json"
    card.write_text(json.dumps(CARD), encoding="utf-8")
    typed = b"My AAMC ID is one four eight seven, two zero nine four. I applied to pediatrics at Riverbend."
    (line,) = terminal.lines("--target", str(card), typed=typed)
    assert {finding["rule"] for finding in line["findings"]} == {"wrong-id", "wrong-specialty"}
    (line,) = terminal.lines(typed=typed)
    assert line["findings"] == []


def test_a_card_with_half_a_character_is_named_and_nothing_is_judged(
    terminal: Terminal, tmp_path: Path, script: Path
) -> None:
    card = tmp_path / "card.json"
    card.write_text(r'{"program": "River\ud83dbend"}', encoding="utf-8")
    assert terminal.check(str(script), "--target", str(card), status=2) == ""
    assert "card.json is not a card: it is not valid JSON from character 19" in terminal.errors


def test_an_email_is_measured_in_words_and_its_subject_is_looked_at(terminal: Terminal) -> None:
    (line,) = terminal.lines("--scenario", "email", typed=b"Subject: Hello\n\nDear Dr. Lee, I attached my CV.\n")
    notes = {(note["about"], note["text"]) for note in line["notes"]}
    assert ("subject", "the subject does not say that you apply through SOAP") in notes
    assert ("subject", "the subject does not contain your AAMC ID") in notes
    assert ("attachment", "send no attachment; your documents are in ERAS") in notes
    assert any(about == "words" and text.startswith("7 words") for about, text in notes)


def corpus(folder: Path, *lines: object) -> str:
    path = folder / "corpus.jsonl"
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_many_texts_give_one_line_each_in_order(terminal: Terminal, tmp_path: Path) -> None:
    path = corpus(
        tmp_path,
        {"id": "one", "scenario": "opening-call", "text": HURTS},
        {"id": 2, "scenario": "voicemail", "text": "Please call me back."},
        "",
        {"text": "My AAMC ID is 1487 2094.", "target": CARD},
    )
    lines = terminal.lines("--jsonl", path)
    assert [(line["id"], line["scenario"]) for line in lines] == [
        ("one", "opening-call"),
        ("2", "voicemail"),
        (None, "practice-intro"),
    ]
    assert [[f["rule"] for f in line["findings"]] for line in lines] == [
        ["do-anything"],
        ["callback-request"],
        ["wrong-id"],
    ]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_a_line_break_that_json_allows_inside_a_text_does_not_part_the_line(
    terminal: Terminal, tmp_path: Path, mark: str
) -> None:
    path = tmp_path / "corpus.jsonl"
    item = json.dumps({"id": "one", "text": f"Hello,{mark}this is Maya Okafor."}, ensure_ascii=False)
    path.write_bytes((item + "\n" + json.dumps({"id": "two", "text": HURTS})).encode())
    assert [line["id"] for line in terminal.lines("--jsonl", str(path))] == ["one", "two"]


def test_lines_may_end_as_they_do_on_windows(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(b'{"id": "one", "text": "Hello."}\r\n\r\n{"id": "two", "text": "Hello."}\r\n')
    assert [line["id"] for line in terminal.lines("--jsonl", str(path))] == ["one", "two"]


@pytest.mark.parametrize(
    ("faulty", "said"),
    [
        ("{not json", "line 2 is not valid JSON from character 2; correct it there"),
        ("[" * 100_000, "line 2 is not valid JSON"),
        ({"id": "x"}, "line 2 is not a JSON object with a “text”; write one"),
        ({"id": "x", "text": 3}, "not a JSON object with a “text”"),
        ([1, 2], "not a JSON object with a “text”"),
        ({"id": "x", "text": " "}, "holds no words"),
        ({"id": "x", "text": "Hello.", "scenario": "dinner"}, "no scenario dinner"),
        ({"id": "x", "text": "Hello.", "target": "Riverbend"}, "it is not a JSON object"),
        (r'{"id": "x", "text": "Hello \ud83d there."}', "line 2 is not valid JSON from character 28"),
        (r'{"id": "x\udcff", "text": "Hello."}', "line 2 is not valid JSON from character 10"),
    ],
)
def test_a_line_that_cannot_be_judged_is_named_and_the_others_are_judged(
    terminal: Terminal, tmp_path: Path, faulty: object, said: str
) -> None:
    path = corpus(tmp_path, {"id": "before", "text": HURTS}, faulty, {"id": "after", "text": HURTS})
    lines = terminal.lines("--jsonl", path, status=1)
    assert [line["id"] for line in lines] == ["before", "after"]
    assert said in terminal.errors
    assert "UTF-8" not in terminal.errors
    assert terminal.errors.count("\n") == 1


@pytest.mark.parametrize("typed", [b"", b" \n", b"... ?!", b"\xff\xfe\x00caf\xe9"])
def test_a_text_that_cannot_be_judged_ends_with_status_one(terminal: Terminal, typed: bytes) -> None:
    assert terminal.check("--format", "json", typed=typed, status=1) == ""
    assert "standard input" in terminal.errors


def test_a_missing_file_ends_with_status_one_and_is_named(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.check(str(tmp_path / "nothing.txt"), status=1) == ""
    assert "nothing.txt" in terminal.errors


def test_a_folder_ends_with_status_one_and_is_called_no_file(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal.check(str(tmp_path), status=1) == ""
    assert "is not a file; choose a file instead" in terminal.errors


@pytest.mark.parametrize(
    "arguments",
    [
        ("--scenario", "dinner"),
        ("--format", "xml"),
        ("--target", "no-card.json"),
        ("--verbosity", "9"),
        ("one.txt", "two.txt"),
    ],
)
def test_wrong_use_ends_with_status_two_and_one_line(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    assert terminal.check(*arguments, typed=HURTS.encode(), status=2) == ""
    assert terminal.errors.count("\n") == 1


def test_the_byte_order_mark_of_some_editors_moves_nothing(terminal: Terminal) -> None:
    (line,) = terminal.lines(typed=b"\xef\xbb\xbf" + HURTS.encode())
    assert line["findings"][0]["start_char"] == HURTS.index("I'd")
