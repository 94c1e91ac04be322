from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse import settings
from rehearse.bands import length_key
from rehearse.errors import Trouble
from rehearse.measures.values import Band, Measures
from rehearse.programs.call_kind import CallKind
from rehearse.settings import KEYS, CallPolicy, Profile, Settings, Theme, VoicemailStyle

if TYPE_CHECKING:
    from pathlib import Path

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
BAND_NAMES = [*(name for name, _ in Measures().items()), length_key("voicemail")]


@st.composite
def bands(draw: st.DrawFn) -> Band:
    low, high = sorted(draw(st.tuples(*[st.floats(-1e6, 1e6)] * 2)))
    return draw(
        st.sampled_from(
            [
                Band(low=low),
                Band(high=high),
                Band(low, high),
                Band(low, high, low - 1, high + 1),
                Band(low=low, far_low=low),
                Band(high=high, far_high=high + 3),
            ]
        )
    )


def any_settings() -> st.SearchStrategy[Settings]:
    return st.builds(
        Settings,
        theme=st.sampled_from(Theme),
        text_scale=st.floats(0.8, 2.0),
        reduced_motion=st.none() | st.booleans(),
        microphone=st.none() | TEXT,
        loudspeaker=st.none() | TEXT,
        model=TEXT.filter(bool),
        profile=st.builds(
            Profile, name=TEXT, said_as=TEXT, school=TEXT, applicant_id=st.text("0123456789"), specialty=TEXT
        ),
        bands=st.dictionaries(st.sampled_from(BAND_NAMES), bands()),
        call_kind=st.none() | st.sampled_from(CallKind),
        call_policy=st.sampled_from(CallPolicy),
        voicemail_style=st.sampled_from(VoicemailStyle),
        silenced_rules=st.lists(TEXT).map(tuple),
        chosen_scenario=TEXT.filter(bool),
        chosen_card=st.none() | TEXT,
        first_start_done=st.booleans(),
        window_geometry=TEXT,
        unknown=st.just({}),
        trouble=st.none(),
    )


@given(chosen=any_settings())
def test_what_was_saved_is_read_again(tmp_path_factory: pytest.TempPathFactory, chosen: Settings) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.json"

    settings.save(chosen, file)

    assert settings.load(file) == chosen
    assert settings.load(file).trouble is None


def test_without_a_file_everything_stands_at_its_default(tmp_path: Path) -> None:
    found = settings.load(tmp_path / "settings.json")

    assert found == Settings()
    assert found.trouble is None
    assert not list(tmp_path.iterdir())


def test_every_key_has_a_type_a_default_and_one_line_of_help() -> None:
    for key in KEYS:
        assert key.type
        assert key.help.endswith(".")
        assert "\n" not in key.help
        assert key.help.count(". ") == 0
    assert len({key.help for key in KEYS}) == len(KEYS)


def test_the_list_of_keys_is_complete() -> None:
    documented = {key.name.partition(".")[0] for key in KEYS}
    written = set(settings.to_json(Settings()))

    assert documented == written == {field.name for field in fields(Settings)} - {"unknown", "trouble"}
    assert {key.name for key in KEYS} >= {f"profile.{field.name}" for field in fields(Profile)}


def test_keys_of_a_newer_version_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    newer = {"theme": "dark", "haptics": {"strength": 3}, "profile": {"name": "Maya Okafor", "pronouns": "she"}}
    file.write_text(json.dumps(newer), encoding="utf-8")

    settings.save(replace(settings.load(file), theme=Theme.LIGHT), file)

    written = json.loads(file.read_text(encoding="utf-8"))
    assert written["haptics"] == {"strength": 3}
    assert written["profile"]["pronouns"] == "she"
    assert written["profile"]["name"] == "Maya Okafor"
    assert written["theme"] == "light"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'"text"', b"\xff\xfe\x00", b'{"theme": "dark",}', b"[" * 100_000, rb'{"model": "\ud83d"}'],
    ids=["empty", "cut", "a list", "a text", "not UTF-8", "a comma too many", "very deep", "half a character"],
)
def test_an_unreadable_file_gives_defaults_says_so_and_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)

    found = settings.load(file)

    assert found == Settings()
    assert found.trouble is not None
    assert found.trouble.trouble is Trouble.SETTINGS_UNREADABLE
    assert str(file) in found.trouble.message
    assert file.read_bytes() == content


def test_an_unreadable_file_is_put_aside_when_new_settings_are_saved(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(b'{"theme": "dark",}')

    settings.save(replace(settings.load(file), theme=Theme.LIGHT), file)

    assert settings.load(file).theme is Theme.LIGHT
    assert settings.load(file).trouble is None
    assert (tmp_path / "settings.json.damaged").read_bytes() == b'{"theme": "dark",}'


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "purple"),
        ("theme", 3),
        ("text_scale", "large"),
        ("text_scale", 9),
        ("text_scale", True),
        ("reduced_motion", "yes"),
        ("microphone", 1),
        ("model", ""),
        ("call_kind", "cold"),
        ("silenced_rules", "do-anything"),
        ("silenced_rules", [1]),
        ("first_start_done", 1),
        ("profile", "Maya"),
        ("bands", {"charm": {"low": 1}}),
        ("bands", {"longest_pause_s/voicemail": {"high": 1}}),
        ("bands", {"speech_duration_s/": {"high": 1}}),
        ("bands", {"longest_pause_s": {}}),
        ("bands", {"longest_pause_s": {"low": 4, "high": 2}}),
        ("bands", {"longest_pause_s": {"high": 4, "far_high": 2}}),
        ("bands", {"longest_pause_s": {"far_high": 2}}),
        ("bands", {"longest_pause_s": {"high": "two"}}),
        ("bands", {"longest_pause_s": {"high": True}}),
        ("bands", {"longest_pause_s": {"high": float("inf")}}),
        ("bands", {"longest_pause_s": {"highest": 2}}),
    ],
)
def test_a_value_that_can_not_be_used_stands_at_its_default_and_is_named(tmp_path: Path, key: str, value: Any) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"school": "kept", "chosen_card": "kept", key: value}), encoding="utf-8")

    found = settings.load(file)

    assert getattr(found, key) == getattr(Settings(), key)
    assert found.chosen_card == "kept"
    assert found.trouble is not None
    assert found.trouble.trouble is Trouble.SETTINGS_PARTLY
    assert key in found.trouble.message


def test_one_wrong_line_of_the_profile_leaves_the_others(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"profile": {"name": "Maya Okafor", "school": 5}}), encoding="utf-8")

    found = settings.load(file)

    assert found.profile == Profile(name="Maya Okafor")
    assert found.trouble is not None
    assert "profile.school" in found.trouble.message


def test_an_id_is_read_without_the_spaces_that_people_write(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"profile": {"applicant_id": "1487 20-93"}}), encoding="utf-8")

    assert settings.load(file).profile.applicant_id == "14872093"


def test_settings_that_could_not_be_read_again_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    settings.save(Settings(theme=Theme.DARK), file)

    with pytest.raises(ValueError, match=r"text_scale.*bands"):
        settings.save(Settings(text_scale=7, bands={"longest_pause_s": Band(low=3, high=1)}), file)

    assert settings.load(file) == Settings(theme=Theme.DARK)


def test_the_profile_alone_is_a_target_without_a_program() -> None:
    target = Profile(name="Maya Okafor", applicant_id="14872093", specialty="pediatrics").target()

    assert (target.applicant, target.applicant_id, target.specialty) == ("Maya Okafor", "14872093", "pediatrics")
    assert (target.program, target.aliases) == ("", ())
