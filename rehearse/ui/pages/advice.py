"""Where the articles disagree: all sides, who says so, and what the user can choose. Text only, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from rehearse.settings import CallPolicy, VoicemailStyle

UNSPOKEN = "“The Unspoken Rules of Calling Programs During SOAP Week”"
MISSTEPS = "“Phone Call Missteps in SOAP That Make You Sound Desperate” (Residency Advisor, 2026)"
WHO_CALLS = "Article beginning “What actually moves the needle in SOAP”"
CONTACTING = "Article beginning “Contacting programs during SOAP does not magically blacklist you”"
BACK_CHANNELS = "Article beginning “The official narrative about SOAP is sanitized”"


@dataclass(frozen=True, slots=True)
class Position:
    """What one article says to a question."""

    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that the user can choose."""

    value: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question on which the articles differ.

    Attributes:
        key: Name of the setting that holds the user's answer.
        question: The question.
        sentence: What the answer changes in the program.
        positions: What the articles say.
        choices: What the user can choose.
    """

    key: str
    question: str
    sentence: str
    positions: tuple[Position, ...]
    choices: tuple[Answer, ...]


CALL_POLICY = Disagreement(
    key="call_policy",
    question="Call at all?",
    sentence=(
        "Every call can be rehearsed under either answer, because programs may call you. The match's rule on contact "
        "and a program's own “no contact” stand above both; where your school forbids calls, choose the second."
    ),
    positions=(
        Position("A few targeted calls help, five to ten at the most.", UNSPOKEN),
        Position("One brief call at the most, and only if it adds something to an e-mail.", MISSTEPS),
        Position("Apply, then a short e-mail, then perhaps a call.", WHO_CALLS),
        Position("Only where the program invites calls; otherwise one e-mail.", CONTACTING),
        Position("An applicant's own contact counts for little; a short e-mail will do.", BACK_CHANNELS),
    ),
    choices=(
        Answer(
            CallPolicy.TARGETED,
            "A few well-chosen programs",
            "One call each, where the rule allows it, you have applied, and you have a tie or a specific reason.",
        ),
        Answer(
            CallPolicy.INVITED_ONLY,
            "Only programs that invite calls",
            "Where the listing or a recorded message says so, and when they called first.",
        ),
    ),
)

VOICEMAIL = Disagreement(
    key="voicemail_style",
    question="Your number in a voicemail?",
    sentence=(
        "Asking to be called back, and giving a number more than once, is marked under either answer. "
        "Both keep a voicemail under 30 seconds."
    ),
    positions=(
        Position("No number, and say that there is no need to call back: they see who called.", UNSPOKEN),
        Position("Say once where you can be reached, by number and by e-mail.", MISSTEPS),
    ),
    choices=(
        Answer(VoicemailStyle.BRIEF, "Brief", "Say that no call back is needed."),
        Answer(VoicemailStyle.WITH_CONTACT, "With contact", "Give your number and e-mail once."),
    ),
)

DISAGREEMENTS: tuple[Disagreement, ...] = (CALL_POLICY, VOICEMAIL)
"""All questions, in the order of the Settings page."""
