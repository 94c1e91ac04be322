from __future__ import annotations

import re

import pytest

from rehearse.programs.call_kind import (
    AGREEMENT_SITE,
    AGREEMENT_URL,
    CONTACT_RULE,
    KINDS,
    NO_CONTACT,
    NOT_INVITED,
    UNINVITED,
    Allowed,
    CallKind,
    contact,
    kind_of_call,
)

SENTENCES = [
    *CONTACT_RULE,
    NO_CONTACT,
    NOT_INVITED,
    *(text for kind in KINDS for text in (kind.explanation, kind.condition)),
]


def test_every_kind_is_explained_once() -> None:
    assert [entry.kind for entry in KINDS] == list(CallKind)
    assert len({entry.title for entry in KINDS}) == len(KINDS)
    assert all(kind_of_call(kind).kind is kind for kind in CallKind)


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        (CallKind.CALLED_ME, Allowed.YES),
        (CallKind.RETURNING, Allowed.YES),
        (CallKind.INVITED, Allowed.ON_CONDITION),
        (CallKind.AFTER_SOAP, Allowed.NO),
        (CallKind.OUTSIDE_MATCH, Allowed.YES),
        (CallKind.ADVOCATE, Allowed.ON_CONDITION),
    ],
)
def test_the_rule_says_to_each_kind_whether_it_is_allowed_during_soap(kind: CallKind, allowed: Allowed) -> None:
    found = contact(kind)

    assert found.during_soap is allowed
    assert found.sentence == kind_of_call(kind).condition


@pytest.mark.parametrize("kind", CallKind)
def test_a_program_that_asks_not_to_be_contacted_always_wins(kind: CallKind) -> None:
    found = contact(kind, no_contact=True)

    assert found.during_soap is Allowed.NO
    assert "not to be contacted" in found.sentence
    assert "rehearsal" in found.sentence


@pytest.mark.parametrize("kind", CallKind)
def test_who_keeps_to_invited_calls_is_reminded_of_it_where_nobody_invites(kind: CallKind) -> None:
    found = contact(kind, invited_only=True)

    assert found.during_soap is contact(kind).during_soap
    assert (NOT_INVITED in found.sentence) is (kind in UNINVITED)
    assert found.sentence.startswith(kind_of_call(kind).condition)


def test_the_rule_is_two_sentences_and_asks_to_check_this_years_text() -> None:
    assert len(CONTACT_RULE) == 2
    assert "this year's agreement" in " ".join(CONTACT_RULE)
    assert AGREEMENT_SITE in AGREEMENT_URL


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_are_calm_and_name_no_date(sentence: str) -> None:
    assert sentence.endswith(".")
    assert "!" not in sentence
    assert not re.search(r"\d|January|February|March|April|Monday|Tuesday|Wednesday|Thursday|Friday", sentence)
