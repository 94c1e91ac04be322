"""What is taken for another language, and what never is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rehearse.call.english import sounds_foreign

TEXTS = Path(__file__).parent.parent.parent / "phrases"


@pytest.mark.parametrize(
    "text",
    [
        "Hola, buenos días, llamo por la plaza de residente",
        "Guten Tag, ich rufe wegen der Stelle in der Inneren Medizin an",
        "Bonjour, je vous appelle au sujet du poste de médecine interne",
        "namaste main aapke program ke baare mein baat karna chahta hoon",
        "здравствуйте, я звоню по поводу программы",
        "你好，我想申请内科住院医师",
    ],
)
def test_another_language_is_recognised(text: str) -> None:
    assert sounds_foreign(text)


@pytest.mark.parametrize(
    "text",
    ["", "1487 2093", "Maya Okafor", "Maya Okafor, Lakeshore, 1487", "fourteen eighty-seven twenty ninety-three",
     "the internal medicine residency office please", "um yes hello"],
)  # fmt: skip
def test_english_names_and_numbers_are_not(text: str) -> None:
    assert not sounds_foreign(text)


def test_hardly_any_english_text_is_taken_for_another_language() -> None:
    lines = [line for path in TEXTS.glob("*/*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    foreign = [text for text in (json.loads(line)["text"] for line in lines) if sounds_foreign(text)]
    assert len(foreign) <= len(lines) / 1000
