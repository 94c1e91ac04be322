"""The fields of a program's card: what each is called, the sentence below it, and how it is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    NAMES = "names"
    LINES = "lines"
    TEXT = "text"
    CHECK = "check"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        name: Name of the card's attribute.
        title: Its label.
        sentence: What belongs there and why.
        kind: One line, names parted by commas, one entry a line, a text, a check box, or yes, no and not said.
    """

    name: str
    title: str
    sentence: str
    kind: FieldKind = FieldKind.LINE


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together."""

    title: str
    fields: tuple[Field, ...]


GROUPS: tuple[FieldGroup, ...] = (
    FieldGroup(
        "The program",
        (
            Field("program", "Name", "As its own page writes it. Spoken names are checked against it."),
            Field(
                "aliases",
                "Other names",
                "Short forms you may say as well, with commas between them. Each counts as the program's name.",
                FieldKind.NAMES,
            ),
            Field("said_as", "How it is said", "In your own spelling, such as “RIV-er-bend”; shown while you record."),
            Field("place", "Place", "City and state."),
            Field("specialty", "Specialty or track", "Only where it differs from the one in Settings under You."),
            Field("coordinator", "Coordinator", "The person who is likely to answer, as named on the program's page."),
        ),
    ),
    FieldGroup(
        "Whether to call",
        (
            Field(
                "no_contact",
                "Asks not to be contacted",
                "Tick this where the program's page or listing says no calls, no e-mails or no contact during SOAP.",
                FieldKind.CHECK,
            ),
            Field(
                "policy_note",
                "What it says about contact",
                "The wording and where you read or heard it.",
                FieldKind.TEXT,
            ),
            Field("applied", "Applied", "Whether your application to this program is in.", FieldKind.ANSWER),
            Field(
                "would_go",
                "Would I really go?",
                "If they offered it today. Only you see the answer.",
                FieldKind.ANSWER,
            ),
            Field(
                "faculty_link",
                "Faculty link",
                "Someone at your school who knows someone there, and could speak for you.",
            ),
        ),
    ),
    FieldGroup(
        "What to say",
        (
            Field(
                "reasons",
                "Reasons",
                "One or two that fit only this program, one on each line: a clinic, a track, the people it cares for.",
                FieldKind.LINES,
            ),
            Field(
                "tie", "Tie", "What links you to the program or its region: family, school, a rotation.", FieldKind.LINE
            ),
            Field(
                "strengths",
                "Strengths",
                "One or two, one on each line, each with what shows it. They must be in your ERAS file as well.",
                FieldKind.LINES,
            ),
            Field(
                "concern",
                "Concern sentence",
                "One calm sentence for what they may ask about: what happened, what you changed, what shows it. "
                "Said only when they ask.",
                FieldKind.TEXT,
            ),
        ),
    ),
)
"""The form, from top to bottom."""

FIELDS: tuple[Field, ...] = tuple(field for group in GROUPS for field in group.fields)
"""All fields in the order of the form."""
