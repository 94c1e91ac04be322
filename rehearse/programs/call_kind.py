"""The situations in which a call comes about, and what the match's rule on contact says to each.

The rule stands in the NRMP Match Participation Agreement (communication during SOAP). Its wording changes from
year to year, so nothing here names a date, and each place that shows it asks to check this year's text. The rule
limits contact, never rehearsal: every kind can be practised at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CONTACT_RULE = (
    (
        "During SOAP, neither you nor anyone who speaks for you may be the first to contact a program; "
        "once it has contacted you, or SOAP has ended, you may."
    ),
    (
        "The wording changes from year to year, so check this year's agreement; it and your school's policy take "
        "precedence over anything said here."
    ),
)
"""The rule in two sentences, shown where a kind of call is chosen."""

AGREEMENT_SITE = "nrmp.org"
"""Text of the link to the agreement."""

AGREEMENT_URL = "https://www.nrmp.org"
"""Where the link leads when the user presses it."""

NO_CONTACT = (
    "This program asks not to be contacted, and that takes precedence over everything else. The rehearsal still helps: "
    "the program may call you."
)
"""Shown for a card with the no-contact flag, whatever the kind of call."""


NOT_INVITED = (
    "By your own setting you call only programs that invite it, and this kind of call is not one of them. "
    "The rehearsal still helps."
)
"""Added where the user keeps to programs that invite calls."""


class CallKind(StrEnum):
    """How a call comes about."""

    CALLED_ME = "called-me"
    RETURNING = "returning"
    INVITED = "invited"
    AFTER_SOAP = "after-soap"
    OUTSIDE_MATCH = "outside-match"
    ADVOCATE = "advocate"


class Allowed(StrEnum):
    """Whether a contact is allowed while SOAP runs."""

    YES = "yes"
    ON_CONDITION = "on-condition"
    NO = "no"


@dataclass(frozen=True, slots=True)
class KindOfCall:
    """What is shown of one kind of call.

    Attributes:
        kind: Which one.
        title: As the user would say it.
        explanation: What it means, one plain sentence.
        during_soap: Whether this contact is allowed while SOAP runs.
        condition: What the rule says to it, one plain sentence.
    """

    kind: CallKind
    title: str
    explanation: str
    during_soap: Allowed
    condition: str


KINDS: tuple[KindOfCall, ...] = (
    KindOfCall(
        CallKind.CALLED_ME,
        "They called me",
        "The program rings and you answer, perhaps in the middle of something else.",
        Allowed.YES,
        "Allowed during SOAP: the program made the first contact.",
    ),
    KindOfCall(
        CallKind.RETURNING,
        "I return their call",
        "The program called or left a message, and you call the number that it gave.",
        Allowed.YES,
        "Allowed during SOAP: you answer a contact that the program started.",
    ),
    KindOfCall(
        CallKind.INVITED,
        "The program invites calls",
        "The program's listing or its recorded message says that applicants may call.",
        Allowed.ON_CONDITION,
        "Allowed during SOAP only if the invitation is meant for this year's SOAP applicants; keep a note of where you "
        "read or heard it.",
    ),
    KindOfCall(
        CallKind.AFTER_SOAP,
        "SOAP has ended",
        "You call a program that still has an unfilled position after the last round.",
        Allowed.NO,
        "Not during SOAP: once it has ended, you may contact unfilled programs.",
    ),
    KindOfCall(
        CallKind.OUTSIDE_MATCH,
        "A position outside the match",
        "You call about a position that was never offered through the match.",
        Allowed.YES,
        "Allowed: the rule is about programs that fill their positions through the match; be sure that this one does "
        "not.",
    ),
    KindOfCall(
        CallKind.ADVOCATE,
        "My school speaks for me",
        "A dean, a program director or another teacher who knows you calls the program.",
        Allowed.ON_CONDITION,
        "Allowed during SOAP only after the program has contacted you: the rule holds for those who speak for you as "
        "well.",
    ),
)
"""All kinds of call, in the order in which they are shown."""

UNINVITED = frozenset({CallKind.AFTER_SOAP, CallKind.OUTSIDE_MATCH})
"""Calls that the applicant makes of their own accord."""


@dataclass(frozen=True, slots=True)
class Contact:
    """What is said about a contact: whether it is allowed during SOAP, and the sentence that explains it."""

    during_soap: Allowed
    sentence: str


def kind_of_call(kind: CallKind) -> KindOfCall:
    """What is shown of a kind."""
    return next(entry for entry in KINDS if entry.kind is kind)


def contact(kind: CallKind, *, no_contact: bool = False, invited_only: bool = False) -> Contact:
    """What is said to a kind of call.

    Args:
        kind: How the call comes about.
        no_contact: The program asks not to be contacted, which always wins.
        invited_only: The user keeps to programs that invite calls, a choice that is recalled beside the rule.
    """
    if no_contact:
        return Contact(Allowed.NO, NO_CONTACT)
    entry = kind_of_call(kind)
    if invited_only and kind in UNINVITED:
        return Contact(entry.during_soap, f"{entry.condition} {NOT_INVITED}")
    return Contact(entry.during_soap, entry.condition)
