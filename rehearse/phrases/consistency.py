"""Names and numbers against the card: another program, another specialty, other digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.phrases.finding import Note
from rehearse.phrases.matching import find_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.phrases.mentions import Mentions
    from rehearse.phrases.rule import Rule
    from rehearse.phrases.text import Text
    from rehearse.target import Target


def wrong_name(rule: Rule, text: Text, mentions: Mentions, card_says: str) -> list[tuple[range, range]]:
    """Another name where the card's belongs, by the rule's patterns over the marked mentions.

    Args:
        rule: Its patterns name `@otherprogram` or `@otherspecialty`.
        text: The text.
        mentions: What of the card was found in it.
        card_says: The card's own name; without one nothing can be wrong.

    Returns:
        Of the first place the words of the pattern, and those among them that name something.
    """
    if not card_says:
        return []
    hits = find_rule(rule, rule.patterns, mentions.marked)
    return [(_tokens(text, mentions.marked.chars(hit)), _named(text, mentions, hit)) for hit in hits][:1]


def _named(text: Text, mentions: Mentions, hit: range) -> range:
    """The words of a hit that are another name; all of them where none is marked."""
    marks = (at for at in hit if mentions.marked.tokens[at].word.startswith("@other"))
    at = next(marks, None)
    return _tokens(text, mentions.marked.chars(hit if at is None else range(at, at + 1)))


def _tokens(text: Text, chars: tuple[int, int]) -> range:
    """The tokens of a text that lie within some characters."""
    inside = [i for i, token in enumerate(text.tokens) if chars[0] <= token.start and token.end <= chars[1]]
    return range(inside[0], inside[-1] + 1)


def _once(digits: str) -> str:
    """Digits with repeated ones written once."""
    return "".join(digit for digit, before in zip(digits, f" {digits}", strict=False) if digit != before)


def wrong_id(
    text: Text, mentions: Mentions, target: Target, doubts: Sequence[tuple[int, int]]
) -> tuple[list[range], tuple[Note, ...]]:
    """Digits that are not the card's; where the recogniser was unsure of one of them only a remark."""
    wanted = target.digits
    if not wanted or not mentions.ids or any(run.digits == wanted for run in mentions.ids):
        return [], ()
    run = mentions.ids[0]
    start, end = text.chars(run.tokens)
    doubtful = any(start < doubt_end and doubt_start < end for doubt_start, doubt_end in doubts)
    # Of a digit said twice in a row a recogniser often writes one only.
    if doubtful or _once(run.digits) == _once(wanted):
        return [], (Note("applicant-id", "the number could not be made out; say it slowly, in two groups of four"),)
    return [run.tokens], ()
