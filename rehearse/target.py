"""Who calls whom: the card against which spoken names and numbers are checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """The program being called and the applicant who calls; every field may be empty.

    Attributes:
        applicant: Full name as the applicant says it.
        applicant_id: Eight digits, as text.
        program: Name of the program.
        aliases: Other names by which the program may be called.
        specialty: The specialty applied to.
    """

    applicant: str = ""
    applicant_id: str = ""
    program: str = ""
    aliases: tuple[str, ...] = ()
    specialty: str = ""
