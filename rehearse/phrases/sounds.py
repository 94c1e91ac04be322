"""How names sound, and how far two are from each other to the ear.

A recogniser that does not know a name writes what it heard in its own spelling: "Oluosunadami" for Oluwaseun Adeyemi,
"Wychan" for Wei Chen. So spellings of one sound are made alike, vowels, which differ most between accents, become one,
and what is easily mistaken for each other (voiced and voiceless, m and n) counts less than what is not.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SOUNDS = tuple(
    (re.compile(spelled), sounding)
    for spelled, sounding in (
        (r"^(kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^(x|ps)", "s"),
        (r"ph", "f"),
        (r"tsch|tch|sch|cz|sz|sh|ch|zh", "J"),
        (r"gh(?=[tn]|$)", ""),
        (r"qu(?=[aeiouy])", "kw"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"dg(?=[eiy])|d?j", "J"),
        (r"g(?=[eiy])", "G"),
        (r"ng(?![aeiou])", "N"),
        (r"th", "T"),
        (r"c", "k"),
        (r"y(?=[aeiou])", "Y"),
        (r"(?<=[aeiou])[wh](?![aeiou])", ""),
        (r"[aeiouy]+", "a"),
        (r"(.)\1+", r"\1"),
    )
)
"""Spellings of a sound, in this order: J is any hissing one, N the end of "song", T that of "thin", Y that
of "yes", G a g that may be soft or hard (Girma, Gina), a any vowels."""

_WEIGHTS = {"a": 0.35, "h": 0.25, "w": 0.5, "Y": 0.4}
"""How much it matters that a sound is there; all others matter 1."""

_MISTAKEN = {
    frozenset(pair): cost
    for pairs, cost in (
        ("Tt GJ Gg", 0.1),
        ("pb td kg fv sz nN Tf Td", 0.3),
        ("sJ zJ mn mN Ts", 0.5),
        ("fp vb wv lr tJ dJ kJ gJ tk dg ar aw aY", 0.7),
    )
    for pair in pairs.split()
}
"""What is heard for what, and how much it matters then: voiced for voiceless, one nasal for another."""

JOINED = {"and": "n"}
"""What a word within a name may be instead: no English word begins with n and a consonant, as Nkosi and Nguyen do, and
what is heard there is "and"."""

_FIRST = str.maketrans("aeiouhwybvdgczq", "aaaaaaaapftkksk")


def first_sound(name: str) -> str:
    """The class of the first sound; two names that begin with different ones are different."""
    begins = name[:2]
    return "f" if begins == "ph" else name[:1].translate(_FIRST)


@lru_cache(maxsize=2048)
def sounds_of(name: str) -> str:
    """A name as it sounds, one letter for each sound; letters only, lower case."""
    for spelled, sounding in _SOUNDS:
        name = spelled.sub(sounding, name)
    return name


def weight(name: str) -> float:
    """How much there is of a name to compare: about one for each consonant and a third for each vowel."""
    return sum(_WEIGHTS.get(sound, 1.0) for sound in sounds_of(name))


def distance(said: str, wanted: str) -> float:
    """How far two names are from each other to the ear: 0 where they sound the same, 1 where nothing agrees.

    The cheapest way from one to the other by leaving out, adding and mistaking sounds, as a share of the longer one.
    """
    before, after = sounds_of(said), sounds_of(wanted)
    row = [0.0]
    for sound in after:
        row.append(row[-1] + _WEIGHTS.get(sound, 1.0))
    for sound in before:
        left_out = _WEIGHTS.get(sound, 1.0)
        diagonal, row[0] = row[0], row[0] + left_out
        for at, other in enumerate(after, start=1):
            mistaken = diagonal + _mistaking(sound, other)
            diagonal, row[at] = row[at], min(mistaken, row[at] + left_out, row[at - 1] + _WEIGHTS.get(other, 1.0))
    return row[-1] / max(weight(said), weight(wanted), 1.0)


def _mistaking(sound: str, other: str) -> float:
    return 0.0 if sound == other else _MISTAKEN.get(frozenset((sound, other)), 1.0)
