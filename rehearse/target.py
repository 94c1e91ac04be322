"""Who calls whom: the card against which spoken names and numbers are checked."""

from __future__ import annotations

from dataclasses import dataclass

ID_DIGITS = 8
"""How many digits an AAMC ID has."""


@dataclass(frozen=True, slots=True)
class Target:
    """The program being called and the applicant who calls; every field may be empty.

    Attributes:
        applicant: Full name as the applicant says it.
        applicant_id: The AAMC ID, eight digits, as text; or another number by which the applicant is known.
        program: Name of the program.
        aliases: Other names by which the program may be called.
        specialty: The specialty applied to.
    """

    applicant: str = ""
    applicant_id: str = ""
    program: str = ""
    aliases: tuple[str, ...] = ()
    specialty: str = ""

    @property
    def digits(self) -> str:
        """The digits of the applicant's number, without letters and breaks; empty where the card has none."""
        return "".join(char for char in self.applicant_id if char.isdigit())

    @property
    def digit_count(self) -> int:
        """How many digits are expected."""
        return len(self.digits) or ID_DIGITS
