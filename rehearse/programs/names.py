"""Cards from a pasted list of names: one program on each line, as lists and tables are copied.

Numbers, bullets and boxes before a name go. Behind a comma, a dash, a tab or in brackets may stand a specialty
(kept as such), initials in brackets (another name) or a place; a part behind a dash that is none of these belongs
to the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.programs.card import Card

if TYPE_CHECKING:
    from collections.abc import Iterator

SPECIALTIES = frozenset(
    {
        "anesthesiology",
        "child neurology",
        "dermatology",
        "diagnostic radiology",
        "emergency medicine",
        "family medicine",
        "general surgery",
        "internal medicine",
        "internal medicine-pediatrics",
        "interventional radiology",
        "medicine",
        "neurological surgery",
        "neurology",
        "neurosurgery",
        "nuclear medicine",
        "obstetrics and gynecology",
        "ophthalmology",
        "orthopaedic surgery",
        "orthopedic surgery",
        "otolaryngology",
        "pathology",
        "pediatrics",
        "physical medicine and rehabilitation",
        "plastic surgery",
        "preventive medicine",
        "psychiatry",
        "radiation oncology",
        "radiology",
        "surgery",
        "thoracic surgery",
        "transitional year",
        "urology",
        "vascular surgery",
    }
)
"""Names of specialties in which there are residencies, in small letters."""

ABBREVIATIONS = {
    "anesthesia": "anesthesiology",
    "dr": "diagnostic radiology",
    "em": "emergency medicine",
    "ent": "otolaryngology",
    "fm": "family medicine",
    "gen surg": "general surgery",
    "im": "internal medicine",
    "ir": "interventional radiology",
    "med-peds": "internal medicine-pediatrics",
    "medicine-pediatrics": "internal medicine-pediatrics",
    "ob-gyn": "obstetrics and gynecology",
    "ob/gyn": "obstetrics and gynecology",
    "obgyn": "obstetrics and gynecology",
    "obstetrics & gynecology": "obstetrics and gynecology",
    "ortho": "orthopaedic surgery",
    "path": "pathology",
    "peds": "pediatrics",
    "pm&r": "physical medicine and rehabilitation",
    "psych": "psychiatry",
    "ty": "transitional year",
}
"""What people write for them in lists."""

_BEFORE_NAME = re.compile(
    r"""^(?:\s|[-*+•‣◦▪·–—>]
        | \[[ xX✓]?\]  | [☐☑✓✔]
        | [(#]?\d{1,3}[.):](?!\d)  | \#\d{1,3}\b
    )+""",
    re.VERBOSE,
)
_PARTS = re.compile(r"\s*([,;|\t])\s*|\s+([-–—])\s+|\s*\(([^()]*)\)")
_INITIALS = re.compile(r"[A-Z][A-Z&]{1,6}")
_LEFT_OUT = re.compile(r"\b(residency|program|programme|categorical)\b", re.IGNORECASE)
_INVISIBLE = str.maketrans("", "", "\ufeff\u200b\u200e\u200f")


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line names."""

    program: str
    specialty: str = ""
    place: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Equal for lines that name the same program."""
        return re.sub(r"\W+", " ", self.program.casefold()).strip(), self.specialty.casefold()


def cards_from_names(text: str) -> tuple[Card, ...]:
    """A card for each program that a pasted list names, in its order; what is named twice gives one card."""
    lines: dict[tuple[str, str], _Line] = {}
    for written in text.translate(_INVISIBLE).splitlines():
        line = _read(written)
        if line is not None:
            lines.setdefault(line.key, line)
    return tuple(
        Card(program=line.program, specialty=line.specialty, place=line.place, aliases=line.aliases)
        for line in lines.values()
    )


def specialty_in(text: str) -> str:
    """The specialty that a text names and nothing else does, abbreviations written out; else empty."""
    named = " ".join(_LEFT_OUT.sub(" ", text).split()).strip(" .:")
    plain = named.casefold()
    if plain in ABBREVIATIONS:
        return ABBREVIATIONS[plain]
    first, _, rest = plain.partition(" ")
    if first in {"preliminary", "prelim"}:
        return f"preliminary {inner}" if (inner := specialty_in(rest)) else ""
    return named if plain.replace(" & ", " and ") in SPECIALTIES else ""


def _read(written: str) -> _Line | None:
    name, *rest = _parts(_BEFORE_NAME.sub("", written))
    program, specialty, places, aliases = name[1], "", [], []
    for separator, part in rest:
        if not part or part.isdigit():
            continue
        if found := specialty_in(part):
            specialty = specialty or found
        elif separator == "(" and _INITIALS.fullmatch(part):
            aliases.append(part)
        elif separator in "-–—":
            program = f"{program} {separator} {part}"
        else:
            places.append(part)
    if not any(letter.isalpha() for letter in program):
        return None
    return _Line(program, specialty, ", ".join(places), tuple(aliases))


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """The parts of a line, each with what stands before it: a comma, a dash, a bracket."""
    separator, start = "", 0
    for match in _PARTS.finditer(line):
        yield separator, line[start : match.start()].strip()
        start = match.end()
        separator = match[1] or match[2] or ","
        if match[3] is not None:
            yield "(", match[3].strip()
    yield separator, line[start:].strip()
