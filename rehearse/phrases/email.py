"""What only a draft e-mail is checked for: its length, its subject line, attachments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rehearse.measures.values import Verdict
from rehearse.phrases.finding import Note
from rehearse.phrases.names import find_name, program_names
from rehearse.phrases.specialties import named_specialties
from rehearse.phrases.text import read

if TYPE_CHECKING:
    from rehearse.phrases.rule import RuleBook
    from rehearse.scenarios.scenario import Scenario
    from rehearse.target import Target

_SUBJECT = re.compile(r"\s*subject\s*:[ \t]*(?P<subject>[^\n]*)\n?", re.IGNORECASE)
_ATTACHED = re.compile(r"\b(attach(ed|ing|ment|ments)?|enclosed)\b", re.IGNORECASE)
_ID_DIGITS = re.compile(r"\d(?:[ -]?\d){6,8}")


def split_subject(text: str) -> tuple[str | None, str]:
    """The subject of a draft whose first line is `Subject: …`, and the body behind it."""
    match = _SUBJECT.match(text)
    return (match["subject"].strip(), text[match.end() :]) if match else (None, text)


def email_notes(text: str, scenario: Scenario, target: Target, rulebook: RuleBook) -> tuple[Note, ...]:
    """Remarks on a draft: words against the scenario's band, what the subject lacks, the program, attachments."""
    subject, body = split_subject(text)
    notes = [Note("words", _length_remark(len(body.split()), scenario))]
    notes += [Note("subject", remark) for remark in _subject_remarks(subject, target, rulebook)]
    words = read(text, rulebook.vocabulary)
    if target.program and not any(find_name(words, name) for name in program_names(target)):
        notes.append(Note("program", f"it does not name {target.program}, so it would fit any program"))
    if _ATTACHED.search(body):
        notes.append(Note("attachment", "send no attachment; your documents are in ERAS"))
    return tuple(notes)


def _length_remark(count: int, scenario: Scenario) -> str:
    band = scenario.words
    if band is None:
        return f"{count} words"
    said = f"{count} words, {band.low:g} to {band.high:g} is the aim"
    verdict = band.verdict(count)
    if verdict is Verdict.FAR_ABOVE:
        return f"{said}, {band.far_high:g} is the most that gets read"
    return {Verdict.WITHIN: f"{count} words, within {band.low:g} to {band.high:g}"}.get(verdict, said)


def _subject_remarks(subject: str | None, target: Target, rulebook: RuleBook) -> list[str]:
    if not subject:
        return ["there is no subject line; name SOAP, the specialty, your name and your AAMC ID in it"]
    remarks = []
    if "soap" not in subject.lower():
        remarks.append("the subject does not say that you apply through SOAP")
    words = read(subject, rulebook.vocabulary)
    if target.applicant and find_name(words, target.applicant) is None:
        remarks.append("the subject does not contain your name")
    if not _ID_DIGITS.search(subject):
        remarks.append("the subject does not contain your AAMC ID")
    if not named_specialties(words, rulebook.specialties):
        remarks.append("the subject does not name the specialty")
    return remarks
