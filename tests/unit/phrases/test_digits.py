from __future__ import annotations

import pytest

from rehearse import phrases
from rehearse.phrases.digits import digit_runs
from rehearse.phrases.text import read


def runs(text: str) -> list[str]:
    return [run.digits for run in digit_runs(read(text, phrases.load().vocabulary))]


@pytest.mark.parametrize(
    "said",
    ["602 then 555 then 0113", "602, then 555. Then zero, one, one, three", "602. 555 0113", "602 555. 0113."],
)
def test_a_telephone_number_is_one_number_wherever_a_stop_was_written_in_it(said: str) -> None:
    assert runs(said) == ["6025550113"]


def test_numbers_that_make_no_telephone_number_together_stay_apart() -> None:
    assert runs("I had 123456. 78901 is another") == ["123456", "78901"]
