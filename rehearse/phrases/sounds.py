"""How names sound: the consonants that are left when spellings of one sound are made alike.

A recogniser that does not know a name writes what it heard in its own spelling: "Oluosunadami" for Oluwaseun Adeyemi,
"Sophia" for Sofia. Vowels differ most between accents and spellings, so only consonants are kept, those that are
mistaken for each other (voiced and voiceless, c and k) as one.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

_SPELLINGS = (
    (re.compile(r"^(kn|gn|pn)"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"tch|ch|sh|sch|tsch|cz|sz|zh"), "j"),
    (re.compile(r"gh(?=[tn]|$)"), ""),
    (re.compile(r"ck|qu|q|x"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"g(?=[eiy])"), "j"),
    (re.compile(r"th"), "t"),
)
_ALIKE = str.maketrans("bvdgczy", "pftkksi")
_UNHEARD = re.compile(r"[aeiouhw]")
_TWICE = re.compile(r"(.)\1+")
_FIRST = str.maketrans("aeiouhwybvdgczq", "aaaaaaaapftkksk")


@lru_cache(maxsize=512)
def skeleton(name: str) -> str:
    """The consonants of a name as they sound; letters only, lower case."""
    sound = name
    for spelled, sounding in _SPELLINGS:
        sound = spelled.sub(sounding, sound)
    return _TWICE.sub(r"\1", _UNHEARD.sub("", sound.translate(_ALIKE)))


def first_sound(name: str) -> str:
    """The class of the first sound; two names that begin with different ones are different."""
    begins = name[:2]
    return "f" if begins == "ph" else name[:1].translate(_FIRST)


def alike(said: str, wanted: str) -> float:
    """How much of the consonants two names share, 0 to 1."""
    return SequenceMatcher(None, skeleton(said), skeleton(wanted), autojunk=False).ratio()
