"""Long numbers, read in figures and in words: which digits are taken for what was said."""

from __future__ import annotations

import pytest

from rehearse.transcription.heard import Piece, whole_words
from rehearse.transcription.number_readings import digits_of, likelier, settled
from rehearse.transcription.numbers import DOUBTFUL, Asked, Number, written_again


def pieces(text: str) -> list[Piece]:
    return [Piece(f" {word}", float(at), at + 1.0, 0.9) for at, word in enumerate(text.split())]


def heard(figures: str, words: str) -> str:
    """What is taken of a text in figures when its number is written on in words."""
    return "".join(piece.text for piece in written_again(pieces(figures), lambda _number: words)).strip()


@pytest.mark.parametrize(
    ("figures", "words", "taken"),
    [
        ("My ID is 1 5 3 8 0 6 4.", "one double five three eight oh six four.", "My ID is 15538064."),
        (
            "My ID is 1W650934, thank you",
            "one double six five oh nine three four. Thank",
            "My ID is 16650934, thank you",
        ),
        ("It is 1-2-I-8-3-5-6. Thank you", "one two nine eight double three five six.", "It is 12983356. Thank you"),
        ("It is 12. O64459, thank you", "twelve, oh six, forty four, fifty nine. Thank", "It is 12064459, thank you"),
        ("It is 167, for 4198, I am", "one six seven, four four one nine eight", "It is 16744198, I am"),
        ("It is 1517WA00, I would", "one five one seven double eight double oh.", "It is 15178800, I would"),
        ("It is 1206, and N4459.", "one two zero six and N four four five nine.", "It is 12064459."),
        ("It is 1 4 4 4 7 5 3 0 8", "one four four seven five three zero eight", "It is 14475308"),
        ("It is 1627. Ash, 7 0 1", "one six two seven, dash seven seven oh one. I", "It is 16277701"),
        ("Call me at 555-217-489.", "five five five two one seven four eight three nine.", "Call me at 5552174839."),
    ],
)
def test_digits_that_were_lost_or_doubled_in_figures_are_taken_from_the_words(
    figures: str, words: str, taken: str
) -> None:
    assert heard(figures, words) == taken


@pytest.mark.parametrize(
    "words", ["one four four seven eight three eight. I would", "one four four seven, a zero", "", "thank you"]
)
def test_a_number_that_is_whole_in_figures_stays_where_the_words_lost_some_of_it(words: str) -> None:
    assert heard("It is 14478308. I would", words) == "It is 14478308. I would"


def test_a_digit_that_nobody_heard_is_not_put_in() -> None:
    assert heard("It is 1 6 6 0 1 9 4.", "one six six zero one nine four.") == "It is 1 6 6 0 1 9 4."


def test_a_number_of_which_each_reading_lost_another_digit_is_both_together_and_doubtful() -> None:
    taken = written_again(pieces("It is 1475308."), lambda _number: "one double four seven five three eight.")
    assert [(piece.text, piece.probability) for piece in taken[2:]] == [(" 14475308.", DOUBTFUL)]


def test_a_number_keeps_the_time_in_which_it_was_said() -> None:
    taken = written_again(pieces("It is 1538064."), lambda _number: "one double five three eight oh six four")
    assert (taken[2].start_s, taken[2].end_s) == (2.0, 3.0)


def test_the_words_before_a_number_are_all_that_is_told_before_it_is_written_again() -> None:
    told: list[tuple[str, str, str]] = []

    def again(number: Number) -> str:
        told.append((number.before, number.digits, number.ending))
        return "one"

    written_again(pieces("I am Maya. My ID is 1487 2093, and my phone is 555 217 4839. I passed in 2019."), again)
    assert told == [
        ("I am Maya. My ID is 1487 2093, and my phone is", "5552174839", ""),
        ("I am Maya. My ID is", "14872093", "and"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I passed Step 2 with 245",
        "at okafor14872@post.org please",
        "in 2019 we were 4 of 17",
        "one of two or three programs",
    ],
)
def test_short_numbers_are_not_heard_again(text: str) -> None:
    def again(number: Number) -> str:
        pytest.fail(f"heard again after {number.before!r}: {number.digits}")

    assert written_again(pieces(text), again) == pieces(text)


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("one double six or one nine four seven.", "16601947"),
        ("fifteen, twenty three, eighty, sixty four. I would", "15238064"),
        ("one three zero five, and then zero seven two two", "13050722"),
        ("N, zero four four one eight six three", "0441863"),
        ("triple five, two one seven", "555217"),
        ("1075 double 163.", "10751163"),
        ("thank you", ""),
    ],
)
def test_digits_are_read_from_words_as_far_as_there_are_any(said: str, digits: str) -> None:
    assert digits_of(said) == digits


def test_without_a_usual_count_the_longer_reading_is_likelier() -> None:
    assert likelier("130507", "1305072") == ("1305072", True)
    assert likelier("1305072", "13") == ("1305072", True)


def test_not_is_nought_where_the_number_is_whole_with_it() -> None:
    lost = "one seven five six, two eight four, and"
    assert heard("My ID is 1756, not 284, and", lost) == "My ID is 17560284, and"
    kept = "My ID is 1487, not 1478, and"
    assert heard(kept, "one four eight seven, one four seven eight and") == kept


def test_a_number_goes_on_behind_a_filled_pause() -> None:
    whole = "fourteen, seventy seven, eighty five, sixty. Thank"
    assert heard("It is 14, 77, 85, uh, 60. Thank you", whole) == "It is 14, 77, 85, uh, 60. Thank you"
    assert heard("It is 14, 7, 85, uh, 60. Thank you", whole) == "It is 14778560. uh, Thank you"


def test_double_and_is_double_oh_and_doubtful() -> None:
    taken = written_again(pieces("It is 152846."), lambda _number: "one five, double and two eight four six.")
    assert [(piece.text, piece.probability) for piece in taken[2:]] == [(" 15002846.", DOUBTFUL)]


@pytest.mark.parametrize(
    ("figures", "words", "taken"),
    [
        ("My AAMC ID is 1335-90, 17,", "one three three five nine nine ten seventeen.", "My AAMC ID is 1335-90, 17,"),
        ("My phone is 5552174839,", "five two one seven four eight three nine.", "My phone is 5552174839,"),
        ("My NRMP ID is N, 1177503.", "one one seven seven five oh oh three.", "My NRMP ID is N, 1177503."),
    ],
)
def test_of_two_readings_the_one_of_as_many_digits_as_such_a_number_has_is_taken(
    figures: str, words: str, taken: str
) -> None:
    assert heard(figures, words) == taken


def test_an_8_that_is_the_name_of_the_number_is_no_digit_of_it() -> None:
    said = "eight one six oh two one five eight seven."
    assert heard("Find me under AMC 8 1 6 0 2 1 5 8 7. Please", said) == "Find me under AMC 16021587. Please"
    said = "one four two double zero one nine five."
    assert heard("Find me under AAMC 81420195. Please", said) == "Find me under AAMC 14200195. Please"
    said = "eight one six oh two one five eight seven."
    assert heard("My ID is 8 1 6 0 2 1 5 8 7. Please", said) == "My ID is 8 1 6 0 2 1 5 8 7. Please"


def test_a_number_begins_with_the_figures_that_are_written_in_one_with_its_name() -> None:
    said = "one seven, three seven, double six, double two, please"
    assert heard("I am under MCID17, free 7, 66, 22, please", said) == "I am under MCID 17376622, please"
    said = "oh double six oh two four eight."
    assert heard("My ID is N-O-W-6-O-248. I can wait", said) == "My ID is N, 0660248. I can wait"


@pytest.mark.parametrize(
    ("figures", "words", "verbatim", "taken"),
    [
        ("13644409", "13644449", "13644409", ("13644409", False)),
        ("13644409", "13644449", "1364449", ("13644449", False)),
        ("1710082", "1710892", "1710082", ("17100892", False)),
        ("1308174", "1308174", "13088174", ("13088174", False)),
        ("1308174", "1308174", "13098174", ("13098174", False)),
        ("1308174", "1308174", "555218174", ("1308174", True)),
        ("1308174", "13088174", "1308174", ("13088174", True)),
        ("13088174", "13088174", "1308174", ("13088174", True)),
        ("1304174", "1304174", "", ("1304174", True)),
    ],
)
def test_the_verbatim_hearing_has_its_say_where_the_others_leave_a_number_open(
    figures: str, words: str, verbatim: str, taken: tuple[str, bool]
) -> None:
    assert settled(figures, words, verbatim) == taken


def test_only_what_the_verbatim_hearing_has_at_that_time_is_taken_for_a_number() -> None:
    verbatim = [Piece(" 2019,", 0.0, 1.0, 0.9), Piece(" 1308-81", 2.0, 2.5, 0.9), Piece("-74.", 2.5, 3.0, 0.9)]
    taken = written_again(pieces("It is 1308174."), lambda _number: "one three oh eight one seven four", verbatim)
    assert [(piece.text, piece.probability) for piece in taken[2:]] == [(" 13088174.", DOUBTFUL)]


LOST_OH = "one two six five four seven nine"


def test_a_number_that_the_sound_bears_out_is_noted_beside_what_was_written() -> None:
    heard_before: list[tuple[str, str]] = []

    def is_borne_out(number: Number, said: str) -> bool:
        heard_before.append((number.before, said))
        return True

    asked = Asked("12650479", is_borne_out)
    written = whole_words(written_again(pieces("My ID is 1265479."), lambda _number: LOST_OH, (), asked))
    assert [(word.text, word.named) for word in written][-2:] == [("7", "12650479"), ("9.", "12650479")]
    assert heard_before == [("My ID is", LOST_OH)]


@pytest.mark.parametrize(("digits", "is_like"), [("12650479", False), ("1265479", True), ("", True)])
def test_a_number_is_not_noted_where_the_sound_is_against_it_or_it_is_written(digits: str, *, is_like: bool) -> None:
    asked = Asked(digits, lambda _number, _said: is_like)
    written = written_again(pieces("My ID is 1265479."), lambda _number: LOST_OH, (), asked)
    assert {piece.named for piece in written} == {None}


def test_years_stay_as_they_were_written() -> None:
    assert heard("in 2019 and 2021 we", "twenty nineteen and twenty twenty one we") == "in 2019 and 2021 we"
    assert heard("from 2019 to 2021 we", "twenty nineteen, twenty twenty one") == "from 2019 to 2021 we"


def test_where_nothing_was_heard_there_is_no_number() -> None:
    assert heard("", "one two three four five six seven eight") == ""


@pytest.mark.parametrize(
    ("figures", "words", "taken"),
    [
        ("My ID is 1708.", "one seven eight.", "My ID is 1708."),
        ("Double one free line, and my phone", "double one three nine and", "1139 free line, and my phone"),
        ("And then 9 9 9 5 5 if that helps", "nine nine five five if if", "And then 9955 if that helps"),
        ("Since then 1846. Thank you", "eight eight four six. Thank", "Since then 1846. Thank you"),
        ("It is 1846.", "eighteen forty nine", "It is 1846."),
        ("My MC ID is 161.", "one six nine one.", "My MC ID is 1691."),
        ("817-FAR. Thank you", "eight, one, seven, four. Thank", "8174. Thank you"),
    ],
)
def test_the_part_of_a_number_that_a_chunk_ends_or_begins_with_is_heard_again_as_a_group_of_four(
    figures: str, words: str, taken: str
) -> None:
    assert heard(figures, words) == taken


def test_four_digits_amid_other_words_are_not_heard_again() -> None:
    assert heard("I passed in 2019 and moved", "one nine") == "I passed in 2019 and moved"


@pytest.mark.parametrize(
    ("figures", "words", "taken"),
    [
        ("My RMP ID1N-138052 Have", "one double three eight zero five two.", "My RMP ID N, 1338052 Have"),
        ("My ID is N-O-W-41863.", "oh double four one, eight six three.", "My ID is N, 0441863."),
        ("under Id171-00892. Please", "one seven one double zero eight nine two", "under Id 17100892. Please"),
        ("My ID is N-117-7-5-3, I", "one one seven seven five three", "My ID is N, 117753, I"),
        ("under ID1746, 822. Please", "one seven four six eight two two", "under ID 1746822. Please"),
        ("It is N, 041863.", "oh double four one eight six three", "It is N, 0441863."),
        ("My MC2571846 is", "two oh five seven one eight four six", "My MC 20571846 is"),
    ],
)
def test_what_is_written_in_one_with_a_number_is_parted_from_it(figures: str, words: str, taken: str) -> None:
    assert heard(figures, words) == taken


def test_of_a_number_of_the_match_the_reading_with_seven_digits_is_likelier() -> None:
    assert heard("It is N 1338052.", "one double three eight oh oh five two") == "It is N 1338052."
    assert likelier("1338052", "13380052") == ("13380052", True)


def test_words_after_the_one_that_ends_a_number_are_no_part_of_it() -> None:
    said = "one four eight seven and then two zero nine three and my phone five five five"
    assert heard("My ID is 1487203, and my phone", said) == "My ID is 14872093, and my phone"


def test_a_number_that_is_said_over_and_over_is_taken_once() -> None:
    said = "one six eight oh, oh six three five, and one six eight oh, oh six three five, and one six"
    assert heard("It is 1680635. I would", said) == "It is 16800635. I would"
    assert heard("It is 1625 and N700, I", "one six two five, and then two seven double oh") == "It is 16252700, I"


def test_where_no_words_came_the_number_is_heard_again_without_an_end() -> None:
    def again(number: Number) -> str:
        return "Please" if number.may_end else "one, seven, four, six, eight, double, two, oh. and two, three"

    taken = written_again(pieces("under AMC ID1746, 822. Please, I"), again)
    assert "".join(piece.text for piece in taken) == " under AMC ID 17468220. Please, I"


def test_figures_that_go_round_in_circles_give_way_to_the_words() -> None:
    assert heard("It is 1-3-2-2-2-2-2-2-2-2-2-", "one three.") == "It is 13"


def test_words_with_far_more_digits_than_the_figures_are_no_reading_of_the_number() -> None:
    assert heard("It is 1530014, if", "one five three oh oh one four oh oh oh oh oh") == "It is 1530014, if"
