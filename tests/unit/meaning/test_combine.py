"""What two layers say about the same words becomes one list of findings."""

from __future__ import annotations

from rehearse.meaning.combine import ALONE, Limits, ShownSuspicion, Suspicion, found_beside, upheld
from rehearse.phrases.finding import Certainty, Finding, Severity

LIMITS = dict.fromkeys(Severity, Limits(sure=0.8, perhaps=0.4, doubt=0.2, dismiss=0.05))
BY_RULE = dict.fromkeys(("begging", "crying"), LIMITS[Severity.STOP])
KNOWN = frozenset(BY_RULE)


def finding(rule: str = "begging", start: int = 0, end: int = 10, certainty: Certainty = Certainty.CERTAIN) -> Finding:
    words = "x" * (end - start)
    return Finding(rule, "desperation", Severity.STOP, certainty, words, start, end, "message", "instead", "why")


def suspicion(strength: float, rule: str = "begging", start: int = 0, end: int = 20, *, cued: bool = True) -> Suspicion:
    return Suspicion(rule, start, end, strength, cued)


def shown(*verdicts: ShownSuspicion) -> list[tuple[str, str]]:
    return [(verdict.suspicion.rule, verdict.certainty) for verdict in verdicts]


def test_a_finding_that_the_second_layer_shares_stays_certain() -> None:
    assert upheld([finding()], [suspicion(0.6)], LIMITS, KNOWN) == (finding(),)


def test_a_finding_that_the_second_layer_doubts_is_only_possible() -> None:
    (left,) = upheld([finding()], [suspicion(0.1)], LIMITS, KNOWN)
    assert left == finding(certainty=Certainty.POSSIBLE)


def test_a_finding_that_the_second_layer_takes_for_something_else_is_dropped() -> None:
    assert upheld([finding()], [suspicion(0.01)], LIMITS, KNOWN) == ()


def test_a_finding_whose_words_another_rule_fits_better_is_only_possible() -> None:
    (left,) = upheld([finding()], [suspicion(0.6), suspicion(0.7, "crying")], LIMITS, KNOWN)
    assert left == finding(certainty=Certainty.POSSIBLE)


def test_what_another_rule_says_of_another_passage_takes_nothing_from_a_finding() -> None:
    others = [suspicion(0.9, "crying", 20, 40), suspicion(0.5, "crying")]
    assert upheld([finding()], [suspicion(0.6), *others], LIMITS, KNOWN) == (finding(),)


def test_a_suspicion_elsewhere_in_the_text_does_not_support_a_finding() -> None:
    assert upheld([finding()], [suspicion(0.9, start=40, end=60)], LIMITS, KNOWN) == ()


def test_a_rule_that_the_second_layer_does_not_know_is_left_as_it_is() -> None:
    wrong = finding("wrong-id")
    assert upheld([wrong], [], LIMITS, KNOWN) == (wrong,)


def test_a_strong_suspicion_with_a_cue_is_certain() -> None:
    assert shown(*found_beside([], [suspicion(0.85)], BY_RULE)) == [("begging", "certain")]


def test_a_strong_suspicion_without_a_cue_is_only_possible() -> None:
    assert shown(*found_beside([], [suspicion(ALONE - 0.01, cued=False)], BY_RULE)) == [("begging", "possible")]


def test_a_suspicion_that_is_all_but_sure_needs_no_cue() -> None:
    assert shown(*found_beside([], [suspicion(ALONE, cued=False)], BY_RULE)) == [("begging", "certain")]


def test_without_a_cue_what_fits_another_rule_better_stays_possible() -> None:
    both = [suspicion(0.93, cued=False), suspicion(0.97, rule="crying", cued=False)]
    assert shown(*found_beside([], both, BY_RULE))[-1] == ("begging", "possible")


def test_a_middling_suspicion_is_possible_and_a_weak_one_is_nothing() -> None:
    assert shown(*found_beside([], [suspicion(0.5)], BY_RULE)) == [("begging", "possible")]
    assert found_beside([], [suspicion(0.3)], BY_RULE) == ()


def test_a_rule_that_the_patterns_found_is_not_named_again_in_the_same_passage() -> None:
    assert found_beside([finding()], [suspicion(0.99)], BY_RULE) == ()
    assert shown(*found_beside([finding()], [suspicion(0.99, start=30, end=50)], BY_RULE)) == [("begging", "certain")]


def test_overlapping_windows_name_a_rule_once_by_the_strongest() -> None:
    verdicts = found_beside([], [suspicion(0.85), suspicion(0.95, start=10, end=30)], BY_RULE)
    assert [verdict.suspicion.start for verdict in verdicts] == [10]


def test_of_two_strong_suspicions_about_one_passage_only_the_stronger_is_certain() -> None:
    both = [suspicion(0.9), suspicion(0.85, "crying")]
    assert shown(*found_beside([], both, BY_RULE)) == [("begging", "certain"), ("crying", "possible")]


def test_where_the_patterns_are_certain_a_mere_possibility_is_not_added() -> None:
    assert found_beside([finding()], [suspicion(0.6, "crying")], BY_RULE) == ()
    assert shown(*found_beside([finding()], [suspicion(0.9, "crying")], BY_RULE)) == [("crying", "certain")]


def test_a_suspicion_far_weaker_than_another_about_the_same_passage_is_left_out() -> None:
    assert shown(*found_beside([], [suspicion(0.95), suspicion(0.42, "crying")], BY_RULE)) == [("begging", "certain")]


def test_the_order_in_which_suspicions_come_does_not_matter() -> None:
    some = [
        suspicion(0.9),
        suspicion(0.7, "crying"),
        suspicion(0.5, "crying", 30, 40),
        suspicion(0.9, "begging", 30, 40),
    ]
    assert found_beside([], some, BY_RULE) == found_beside([], some[::-1], BY_RULE)
