"""The tables of `words/*.toml` become a vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.phrases.vocabulary import AdjacentWords, BareContraction, Vocabulary

if TYPE_CHECKING:
    from rehearse.table import Table


def read_vocabulary(spelling: Table, classes: Table) -> Vocabulary:
    """Read both word files.

    Raises:
        KnownError: `Trouble.RULES_FAULTY`, naming file and key of the mistake.
    """
    spelling.only("endings", "spellings", "bare", "marks", "soft")
    endings = _section(spelling, "endings")
    bare = _section(spelling, "bare")
    marks, soft = _section(spelling, "marks"), _section(spelling, "soft")
    after = _section(soft, "after")
    return Vocabulary(
        spellings=_spellings(_section(spelling, "spellings")),
        endings={key: endings.text(key) for key in endings.values},
        bare={key: _bare(_section(bare, key)) for key in bare.values},
        abbreviations=_words(marks, "abbreviations"),
        soft=_words(soft, "words"),
        soft_pairs=dict(_pair(entry) for entry in soft.tables("pairs", "pair")),
        soft_after={key: _words(after, key) for key in after.values},
        kept_repeats=_words(marks, "kept_repeats"),
        classes={key: classes.texts(key) for key in classes.values},
    )


def _section(table: Table, key: str) -> Table:
    value = table.values.get(key)
    if not isinstance(value, dict):
        table.fail(key, "this section is needed")
    return type(table)(table.file, key, value)


def _words(table: Table, key: str) -> frozenset[str]:
    return frozenset(table.text(key, "").split())


def _spellings(table: Table) -> dict[str, tuple[str, ...]]:
    """Each written form, also without its apostrophe where that is no word of its own."""
    known = {written: tuple(table.text(written).split()) for written in table.values}
    bare = {written.replace("'", ""): words for written, words in known.items() if written.replace("'", "") != written}
    for shared in (
        "id",
        "ill",
        "im",
        "well",
        "were",
        "shell",
        "hell",
        "wed",
        "shed",
        "lets",
        "ive",
        "hes",
        "shes",
        "whore",
    ):
        bare.pop(shared, None)
    return bare | known


def _bare(table: Table) -> BareContraction:
    table.only("words", "before", "unless_after", "unless_before")
    return BareContraction(
        tuple(table.text("words").split()),
        _words(table, "before"),
        _words(table, "unless_after"),
        _words(table, "unless_before"),
    )


def _pair(table: Table) -> tuple[tuple[str, str], AdjacentWords]:
    table.only("pair", "unless_after", "unless_before")
    first, _, second = table.text("pair").partition(" ")
    return (first, second), AdjacentWords(_words(table, "unless_after"), _words(table, "unless_before"))
