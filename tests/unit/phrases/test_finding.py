from __future__ import annotations

from rehearse.phrases.finding import ElementResult, Status, best_of_alternatives


def result(element: str, status: Status, *one_of: str) -> ElementResult:
    return ElementResult(element, required=True, one_of=one_of, status=status)


def test_of_alternatives_the_one_that_was_heard_speaks_for_all() -> None:
    role, school = (("role", Status.UNCLEAR), ("school", Status.HEARD))
    found = best_of_alternatives(result(*one, "role", "school") for one in (role, school))
    assert [(one.element, one.status) for one in found] == [("school", Status.HEARD)]


def test_unclear_comes_before_missing() -> None:
    role, school = (("role", Status.MISSING), ("school", Status.UNCLEAR))
    (found,) = best_of_alternatives(result(*one, "role", "school") for one in (role, school))
    assert found.status is Status.UNCLEAR
    assert found.alternatives == ("role", "school")


def test_must_says_without_alternatives_stay_apart_and_in_order() -> None:
    found = best_of_alternatives((result("thanks", Status.MISSING), result("greeting", Status.HEARD)))
    assert [one.alternatives for one in found] == [("thanks",), ("greeting",)]
