"""The bundled files are there, small, and what they claim to be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import soundfile

from rehearse import assets

if TYPE_CHECKING:
    from rehearse.assets import DemoTake


def test_a_checkout_finds_its_assets_beside_the_package() -> None:
    assert (assets.folder() / "README.md").is_file()


@pytest.mark.parametrize("take", assets.demo_takes(), ids=lambda take: take.name)
def test_a_demo_take_is_a_short_small_recording(take: DemoTake) -> None:
    facts = soundfile.info(take.path)
    assert (facts.format, facts.channels) == ("OGG", 1)
    assert 30 <= facts.duration <= 60
    assert take.path.stat().st_size < 600_000


def test_the_demo_card_names_whom_the_calm_take_calls() -> None:
    card = json.loads(assets.demo_card().read_text(encoding="utf-8"))
    calm = assets.demo_takes()[1].said
    for field in ("applicant", "program", "specialty"):
        assert card[field] in calm


def test_every_bundled_file_has_its_origin_and_licence_in_the_readme() -> None:
    table = (assets.folder() / "README.md").read_text(encoding="utf-8")
    bundled = [path for path in assets.folder().rglob("*") if path.is_file() and path.suffix != ".png"]
    named = {path.relative_to(assets.folder()).as_posix() for path in bundled} - {"README.md"}
    missing = [name for name in named if f"`{name}`" not in table]
    assert len(bundled) >= 5
    assert missing == []
