"""A card for a program that one may call: what to know, what to say, whether to call at all."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.target import Target


def new_id() -> str:
    """An id for a new card."""
    return os.urandom(16).hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A program and the notes for calling it; only the name is needed.

    Attributes:
        id: Stable id, made for a new card.
        program: Name of the program.
        aliases: Other names by which it may be called.
        said_as: How the name is said.
        place: Where it is.
        specialty: The specialty or track applied to; empty: the profile's.
        coordinator: Name of the residency coordinator.
        no_contact: The program asks not to be contacted.
        reasons: Why this program, one or two.
        tie: What links the applicant to the program or its region.
        strengths: What the applicant brings, one or two.
        concern: The one sentence that explains what may be asked about.
        faculty_link: Who there or here knows both sides.
        applied: Whether the application is in; None: not said.
        policy_note: What the program or the school says on contact.
        would_go: Whether the applicant would really go there; None: not said.
    """

    program: str
    id: str = field(default_factory=new_id)
    aliases: tuple[str, ...] = ()
    said_as: str = ""
    place: str = ""
    specialty: str = ""
    coordinator: str = ""
    no_contact: bool = False
    reasons: tuple[str, ...] = ()
    tie: str = ""
    strengths: tuple[str, ...] = ()
    concern: str = ""
    faculty_link: str = ""
    applied: bool | None = None
    policy_note: str = ""
    would_go: bool | None = None

    def target(self, caller: Target) -> Target:
        """What spoken names and numbers are checked against when this program is called by `caller`."""
        return replace(caller, program=self.program, aliases=self.aliases, specialty=self.specialty or caller.specialty)
