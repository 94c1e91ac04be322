"""`rehearse call --text`: what is printed, how it is repeated, and how it ends."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from rehearse.commands import run

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS = (
    "Good morning, this is Maya Okafor. I applied through SOAP to your internal medicine program.\n"
    "One four eight seven, two zero nine three.\n"
    "I understand. I did my sub-internship on your wards and my family lives in town.\n"
    "\n"
    "No, thank you, that is all.\n"
    "Of course, I will watch ERAS. Thank you, goodbye.\n"
)


class Terminal:
    """Runs the command as a terminal does."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch
        self.errors = ""

    def call(self, *arguments: str, typed: str | bytes = ANSWERS, status: int = 0) -> str:
        """What is printed on stdout; `typed` comes from stdin, `status` is how it must end."""
        raw = typed if isinstance(typed, bytes) else typed.encode()
        self._monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        try:
            ended = run(["call", *arguments])
        except SystemExit as wrong_use:
            ended = int(str(wrong_use.code))
        said = self._capsys.readouterr()
        self.errors = said.err
        assert ended == status, said.err
        return said.out

    def lines(self, *arguments: str, typed: str = ANSWERS) -> list[dict[str, Any]]:
        """The JSON lines on stdout."""
        printed = self.call("--text", *arguments, "--format", "json", typed=typed)
        return [json.loads(line) for line in printed.splitlines()]


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(capsys, monkeypatch)


def test_both_sides_are_printed_and_the_answers_are_echoed(terminal: Terminal) -> None:
    lines = terminal.call("--text", "--scenario", "opening-call", "--seed", "3").splitlines()
    assert all(line.startswith(("S: ", "A: ")) for line in lines)
    echoed = [line.removeprefix("A: ") for line in lines if line.startswith("A: ")]
    assert echoed == ANSWERS.splitlines()[: len(echoed)]
    assert lines[0] == "S: (the phone rings)"
    assert terminal.errors == ""


def test_the_same_seed_prints_the_same_call_and_another_seed_another(terminal: Terminal) -> None:
    calls = [terminal.call("--text", "--scenario", "opening-call", "--seed", seed) for seed in "1123456"]
    assert calls[0] == calls[1]
    assert len(set(calls)) > 3


def test_a_seed_that_was_not_given_is_told(terminal: Terminal) -> None:
    first = terminal.call("--text", "--scenario", "opening-call")
    seed = terminal.errors.removeprefix("rehearse call: seed ").strip()
    assert terminal.call("--text", "--scenario", "opening-call", "--seed", seed) == first


def test_json_tells_state_and_branch_of_every_line(terminal: Terminal) -> None:
    lines = terminal.lines("--scenario", "opening-call", "--seed", "3")
    assert {line["schema"] for line in lines} == {"rehearse.call/1"}
    assert {"state", "branch", "text", "turn", "seed", "difficulty", "ended"} <= set.intersection(*map(set, lines))
    answers = [line for line in lines if line["speaker"] == "A"]
    assert (answers[0]["state"], answers[0]["branch"]) == ("opening-call/pick-up", "introduced")
    assert [line["turn"] for line in answers] == list(range(1, len(answers) + 1))


def test_an_empty_line_is_silence(terminal: Terminal) -> None:
    lines = terminal.lines("--scenario", "opening-call", "--seed", "1", typed="\n")
    assert [line["branch"] for line in lines if line["speaker"] == "A"] == ["silent", "hung-up"]


def test_the_end_of_the_input_hangs_up(terminal: Terminal) -> None:
    lines = terminal.lines("--scenario", "opening-call", "--seed", "1", typed="")
    assert (lines[-1]["speaker"], lines[-1]["ended"]) == ("A", "you-hung-up")


def test_ctrl_c_hangs_up(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Impatient(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _buffer: object) -> int:
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Impatient())))
    assert run(["call", "--text", "--scenario", "opening-call", "--seed", "1"]) == 0
    assert capsys.readouterr().out.endswith("A: (hangs up)\n")


def test_a_whole_call_ends_with_a_goodbye_and_leaves_the_rest_unread(terminal: Terminal) -> None:
    typed = "Understood, thank you. Goodbye.\nThis is never read.\n"
    lines = terminal.lines("--scenario", "no-phone-updates", "--seed", "1", typed=typed)
    assert (lines[-1]["speaker"], lines[-1]["sound"], lines[-1]["ended"]) == ("S", "hang-up", "goodbye")
    assert sum(line["speaker"] == "A" for line in lines) == 1


def test_three_minutes_of_talk_are_cut_short(terminal: Terminal) -> None:
    typed = "[170 s] Good morning, this is Maya Okafor, I applied to internal medicine " + "and then " * 60 + "\n"
    lines = terminal.lines("--scenario", "opening-call", "--seed", "1", "--difficulty", "hard", typed=typed)
    answer = next(line for line in lines if line["speaker"] == "A")
    assert (answer["interrupted"], answer["seconds"]) == (True, 25.0)
    assert len(answer["text"].split()) < 25


def test_a_silence_of_the_other_side_is_printed(terminal: Terminal, tmp_path: Path) -> None:
    script = tmp_path / "quiet.toml"
    script.write_text(
        'scenario = "opening-call"\n'
        '[[state]]\nid = "quiet"\nabout = "Nothing is said."\nwho = "coordinator"\nquiet_s = [4, 4]\n'
        'branch = [{ id = "kept", silent = true, to = "bye" }, { id = "talked", to = "bye" }]\n'
        '[[state]]\nid = "bye"\nabout = "The end."\nwho = "coordinator"\nlines = ["Bye."]\nends = "goodbye"\n',
        encoding="utf-8",
    )
    printed = terminal.call("--text", "--script", str(script), "--seed", "1", typed="\n")
    assert printed == "S: (says nothing for 4 s)\nA: \nS: Bye.\nS: (hangs up)\n"


def test_the_program_on_the_card_is_named(terminal: Terminal, tmp_path: Path) -> None:
    card = tmp_path / "card.json"
    card.write_text(json.dumps({"program": "Riverbend", "specialty": "psychiatry"}), encoding="utf-8")
    options = ("--text", "--scenario", "operator-transfer", "--difficulty", "kind", "--target", str(card), "--seed")
    assert any("Riverbend" in terminal.call(*options, seed) for seed in "1234")


def test_a_faulty_script_ends_with_status_one_and_names_file_and_key(terminal: Terminal, tmp_path: Path) -> None:
    script = tmp_path / "faulty.toml"
    script.write_text('scenario = "opening-call"\n[[state]]\nid = "a"\n', encoding="utf-8")
    assert terminal.call("--text", "--script", str(script), "--seed", "1", status=1) == ""
    assert "faulty.toml, state a, about" in terminal.errors


def test_what_is_no_text_ends_with_status_one(terminal: Terminal) -> None:
    terminal.call("--text", "--scenario", "opening-call", "--seed", "1", typed=b"\xff\xfe\n", status=1)
    assert "line 1" in terminal.errors


@pytest.mark.parametrize(
    "arguments",
    [
        ("--scenario", "opening-call"),
        ("--text",),
        ("--text", "--scenario", "dinner"),
        ("--text", "--scenario", "email"),
        ("--text", "--scenario", "opening-call", "--seed", "x"),
        ("--text", "--scenario", "opening-call", "--difficulty", "rude"),
        ("--text", "--scenario", "opening-call", "--target", "no-card.json"),
    ],
)
def test_wrong_use_ends_with_status_two_and_one_line(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    assert terminal.call(*arguments, status=2) == ""
    assert terminal.errors.count("\n") == 1


def test_the_report_follows_the_call_when_it_is_asked_for(terminal: Terminal) -> None:
    options = ("--scenario", "opening-call", "--seed", "1", "--report")
    assert "Must-says of opening-call" in terminal.call("--text", *options)
    assert terminal.lines(*options)[-1]["schema"] == "rehearse.call-report/1"


def test_the_report_says_one_second_of_one_second(terminal: Terminal) -> None:
    said = terminal.call("--text", "--scenario", "opening-call", "--seed", "1", "--report", typed="[1 s] Hello.\n")
    assert "  You spoke 1 second, the other side " in said
