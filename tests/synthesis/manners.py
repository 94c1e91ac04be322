"""How the invented callers of `introductions` speak, a manner for each set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.synthesis.numbers_said import (
    a_dash_between,
    a_stop_between,
    an_um_between,
    and_then,
    commas_between,
    doubled,
    doubled_in_groups,
    doubled_in_pairs,
    doubled_with_oh,
    five_then_three,
    four_then_pairs,
    in_one_go,
    in_pairs,
    in_threes,
    in_twos,
    in_twos_with_stops,
    one_by_one,
    one_pair_then_digits,
    pairs_with_oh,
    three_two_three,
    two_three_three,
    with_nought,
    with_oh,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Manner:
    """How the callers of a set speak.

    Attributes:
        frames: What they say around name, program and number, in turn.
        namings: How they give their name.
        forms: How they say a number.
        others: Names and programs that are said where the card's belong, in turn by two callers each.
        numbers: What they say around a number that begins with a digit.
        instead: What they say where the number is left out.
    """

    frames: tuple[str, ...]
    namings: tuple[str, ...]
    forms: tuple[Callable[[str], str], ...]
    others: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...] = ("My A A M C ID is {}. ",)
    instead: str = ""


FIRST = Manner(
    ("Good morning, {name}, and I applied to {program}. {number}Thank you for your time.",),
    ("my name is {}",),
    (one_by_one, with_oh, in_pairs, doubled, in_threes),
    (("Thomas Keller", "Greenfield Medical Center"), ("Julia Martin", "Westbrook Hospital")),
)
SECOND = Manner(
    (
        "Hello, {name}. I am calling about {program}. {number}I would be glad to hear from you.",
        "Good afternoon, {name}, a senior medical student, and I have just applied to {program}. {number}Thank you.",
        "Hi, good morning. {name}. I hope that this is a good moment. I am very interested in {program}. {number}",
    ),
    ("this is {}", "my name is {}", "I'm {}"),
    (pairs_with_oh, in_twos, doubled_with_oh, in_one_go, with_oh, a_dash_between, in_threes),
    (("Olivia Bennett", "Maple Grove Hospital"), ("Victor Salazar", "Silverton Clinic")),
)
THIRD = Manner(
    (
        "Good morning, {name}, and I have applied to {program}. {number}I would be grateful for your consideration.",
        "Hello. {name}. {number}I am calling because I hope to train in {program}. Thank you for your time.",
        "Hi there, {name}, from State University. {number}I sent my application to {program} this morning.",
        "Good afternoon. {name}, and I wanted to let you know that I applied to {program}. {number}Have a good day.",
    ),
    ("my name is {}", "this is {}", "I'm {}", "my name's {}"),
    (doubled_in_groups, with_oh, in_pairs, commas_between, doubled, two_three_three, and_then),
    (("Rebecca Stone", "Lincoln Park Hospital"), ("Marcus Webb", "Ridgewood Medical Center")),
    (
        "My A A M C ID is {}. ",
        "My A A M C number is {}. ",
        "My applicant ID is {}, and my cell phone is five five five, two one seven, four eight three nine. ",
        "The A A M C ID is {}, if that helps you. ",
    ),
    "You can reach me by phone at five five five, six oh one, seven seven two four. ",
)
FOURTH = Manner(
    (
        "Good morning. {name}, a graduating student, and I am phoning about {program}. {number}Thank you so much.",
        "Hello, {name}. I have a question about {program}, to which I applied last week. {number}I can wait.",
        "Good afternoon, {name}. {number}I hope to match into {program}, and I want to say why.",
        "Hi, {name}. {number}I am still looking for a position, and {program} is my first choice.",
    ),
    ("my full name is {}", "this is {}", "I am {}", "my name is {}"),
    (four_then_pairs, doubled_in_pairs, three_two_three, with_oh, a_stop_between, doubled, doubled_in_groups),
    (("Patrick Sullivan", "Brookside Hospital"), ("Monica Ferrara", "Hartwell Medical Center")),
    (
        "My A A M C ID is {}. ",
        "My number with the A A M C is {}. ",
        "My phone number is five five five, eight two six, one nine three seven, and my A A M C ID is {}. ",
        "You find me under A A M C ID {}, please. ",
    ),
    "Please call me back at five five five, three nine oh, two eight six one. ",
)
FIFTH = Manner(
    (
        "Good morning, {name}. {number}I am writing down my questions for {program}, if you have a minute.",
        "Hello. {name}, and I am an applicant to {program}. {number}Is this a good time?",
        "Good afternoon, {name}. I would like to speak about {program}. {number}Thank you for listening.",
        "Hi, {name}, I graduated last year. {number}I was so happy to see an open place at {program}.",
    ),
    ("my name is {}", "this is {} speaking", "I'm {}", "it's {}"),
    (
        five_then_three,
        with_nought,
        one_pair_then_digits,
        an_um_between,
        in_twos_with_stops,
        doubled_with_oh,
        pairs_with_oh,
        in_threes,
        with_oh,
    ),
    (("Edward Lawson", "Fieldcrest Hospital"), ("Teresa Molina", "Castle Rock Medical Center")),
    (
        "My A A M C ID is {}. ",
        "My applicant number is {}. ",
        "My A A M C number is {0}, I repeat, {0}. ",
        "You can look me up, my A A M C ID is {}, and my phone is five five five, four one eight, two two oh six. ",
    ),
    "My phone is five five five, four one eight, two two oh six. ",
)
SIXTH = Manner(
    (
        "Good morning, {name}, I finished medical school in June. {number}I hope to train in {program}. Thank you.",
        "Hello. {name}. I have applied to {program} today. {number}May I ask you one question?",
        "Good afternoon, {name}. {number}I am interested in {program}, and I can start at any time.",
        "Hi, {name}. I hope that you are well. I am calling about {program}. {number}I appreciate your time.",
    ),
    ("my name is {}", "this is {} calling", "I am {}", "I'm called {}"),
    (
        one_by_one,
        in_threes,
        with_oh,
        three_two_three,
        doubled,
        in_pairs,
        four_then_pairs,
        commas_between,
        with_nought,
    ),
    (("Philip Barnes", "Stonegate Hospital"), ("Laura Jensen", "Riverside Medical Center")),
    (
        "My A A M C ID is {}. ",
        "My A A M C number is {}. ",
        "My telephone number is five five five, seven one two, three nine six eight, and my A A M C ID is {}. ",
        "My applicant number is {}, if you would like to look me up. ",
    ),
    "You can call me at five five five, seven one two, three nine six eight. ",
)
SEVENTH = Manner(
    (
        "Hello, {name}, and I would like to ask about {program}. {number}I can send you everything again.",
        "Good morning. {name}. {number}I am applying for a position in {program}. Thank you for taking my call.",
        "Good afternoon, {name}, a medical graduate. I have just seen that {program} has a place. {number}",
        "Hi there, {name}. I applied to {program} an hour ago. {number}Have a good day.",
    ),
    ("my name is {}", "this is {}", "I am {}", "it's {} calling"),
    (
        with_oh,
        commas_between,
        in_threes,
        one_by_one,
        doubled_in_groups,
        pairs_with_oh,
        three_two_three,
        five_then_three,
        doubled,
    ),
    (("Andrew Collins", "Foxglove Hospital"), ("Denise Marchetti", "Northgate Medical Center")),
    (
        "My A A M C ID is {}. ",
        "The A A M C number is {}. ",
        "My A A M C ID is {}, and my phone number is five five five, six four three, one one two seven. ",
        "My applicant ID is {}. ",
    ),
    "My phone number is five five five, six four three, one one two seven. ",
)
EIGHTH = Manner(
    (
        "Good morning, thank you for picking up. {name}, and I'm calling about {program}. {number}Is it still open?",
        "Hi. {number}{name}, and I've applied to {program}. I'll keep this short.",
        "Good afternoon. I saw the list of open positions, and {program} was on it. {name}, by the way. {number}",
        "Hi, yes, {name}, I applied to {program}. {number}Sorry, I'm a little nervous.",
        "Good morning, is this the residency office? Great. {number}I'm an applicant to {program}. {name}.",
        "Hello, I hope that your week is going well. {name}. {number}What draws me to {program} is how much you teach.",
    ),
    ("my name is {}", "this is {}", "I'm Doctor {}", "you're speaking with {}", "{} here"),
    (
        one_by_one,
        in_twos,
        with_oh,
        four_then_pairs,
        in_one_go,
        doubled_with_oh,
        two_three_three,
        an_um_between,
        in_pairs,
    ),
    (
        ("Gregory Palmer", "Lindenwood Medical Center"),
        ("Marie Angela Dela Rosa", "Foothill Hospital"),
        ("Stephanie Wu", "Sandpoint University Hospital"),
        ("Natalia Kravets", "Glenwood Clinic"),
        ("Raymond Ellis", "Saint Oliver Hospital"),
        ("Clarissa Cavanaugh", "Brightwater Medical Center"),
        ("Calvin Tompkins", "Vantage Point Hospital"),
        ("Paul Lindgren", "Our Lady of the Valley Hospital"),
        ("Nicole Hartman", "Copperfield Hospital"),
        ("Beatrice Okoth", "Trillium Medical Center"),
    ),
    (
        "My A A M C ID is {}. ",
        "For your notes, my A A M C number is {}. ",
        "The best number to reach me is five five five, nine oh two, four seven one three, and the A A M C ID is {}. ",
        "I'll give you my applicant ID, it's {}. ",
    ),
    "The best number to reach me is five five five, nine oh two, four seven one three. ",
)
NINTH = Manner(
    (
        "Hi, good morning, {name}, and I'm calling to express my interest in {program}. {number}Thank you so much.",
        "Good morning, Doctor Harper. {name}, and I'm one of the applicants to {program}. {number}Nice to meet you.",
        "Hello, yes, good afternoon. So, {name}, and I was hoping to talk with somebody about {program}. {number}",
        "Hi, how are you today? {name}, and I'm calling regarding {program}. {number}Is the director available?",
        "Hello, a quick question about my application. {number}{name}, and I applied to {program}. Did you get it?",
        "Hello, thanks for taking my call. It's about {program}, one of my top choices. {number}Oh, and {name}.",
    ),
    (
        "my name is {}",
        "this is {}",
        "my name is {}",
        "I'm {}",
        "my name is {}",
        "this is Doctor {}",
        "the name is {}",
    ),
    (
        one_by_one,
        with_oh,
        in_threes,
        doubled_with_oh,
        in_pairs,
        commas_between,
        five_then_three,
        in_twos,
        one_pair_then_digits,
    ),
    (
        ("Harold Whitlock", "Gull Cove Hospital"),
        ("Ricardo Bautista Perez", "Ironbridge Medical Center"),
        ("Joanna Fitch", "Peachtree Clinic"),
        ("Craig Sorensen", "Applegate University Hospital"),
        ("Vanessa Trujillo", "Saint Crispin Hospital"),
        ("Simon Ashby", "Rolling Meadow Hospital"),
        ("Brendan Hayes", "Wyndham Medical Center"),
        ("Theresa Lombardi", "Crossroads Community Hospital"),
        ("Douglas Kemp", "Hazelwood Medical Center"),
        ("Ifeoma Nnamdi", "Turtle Bay Hospital"),
    ),
    (
        "My A A M C ID is {}. ",
        "So, my A A M C number is {}. ",
        "You can call me back at five five five, two seven eight, six oh four nine, and my A A M C ID is {}. ",
        "Let me give you my A A M C ID. It's {}. ",
    ),
    "You can call me back at five five five, two seven eight, six oh four nine. ",
)
TENTH = Manner(
    (
        (
            "Good morning, thank you for taking my call. {name}, and I'm an applicant to {program}. "
            "{number}Do you have a minute?"
        ),
        "Hello, good afternoon. {name}. I'm calling about {program}. {number}I'm very interested. Thank you.",
        "Hi, good morning, I hope I'm not disturbing you. {number}{name}, and I applied to {program} yesterday.",
        (
            "Good afternoon, Doctor Feldman. {name}. I applied to {program}, and I was asked to call back. "
            "{number}Thank you."
        ),
        "Hello, {name}. {number}I saw that {program} still has an open position, and I'd like to be considered for it.",
        (
            "Good morning, I'm calling in reference to my application to {program}. {name}. "
            "{number}Do you need anything else from me?"
        ),
        (
            "Hi, is this the residency coordinator? Okay, great. So, {name}, and I've applied to {program}. "
            "{number}Have a great day."
        ),
        "Hi there, I know you're very busy this week. I'm really hoping to join {program}. {name}. {number}",
    ),
    (
        "my name is {}",
        "this is {}",
        "my name is {}",
        "I am {}",
        "this is {}",
        "my name is Doctor {}",
        "my name's {}",
    ),
    (
        one_by_one,
        in_threes,
        with_oh,
        in_twos,
        doubled_with_oh,
        in_one_go,
        in_pairs,
        two_three_three,
        doubled_in_groups,
    ),
    (
        ("Howard Lindsay", "Cobblestone Medical Center"),
        ("Angela Whitmore", "Prospect Hill Hospital"),
        ("Svetlana Orlova", "Kingfisher Hospital"),
        ("Omar Khalifa", "Sugar Creek Medical Center"),
        ("Bradley Nichols", "Saint Isadora Hospital"),
        ("Gloria Esteban", "Driftwood Hospital"),
        ("Daniela Mendoza Salinas", "Quail Run Hospital"),
        ("Walter Grimes", "Arrowhead University Hospital"),
        ("Patricia Langley", "Osprey Medical Center"),
        ("Suresh Pillai", "Garrison Street Hospital"),
    ),
    (
        "My A A M C ID is {}. ",
        "My A A M C number is {}. ",
        "If you have a pen, my A A M C ID is {}. ",
        "You can reach me at five five five, three one eight, nine two four six, and my A A M C ID is {}. ",
        "My applicant ID with the A A M C is {}. ",
    ),
    "You can reach me at five five five, three one eight, nine two four six. ",
)
