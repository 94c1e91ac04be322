"""The settings: one frozen value, each key with its type, default and a line of help, kept as JSON.

`KEYS` is the list that the Settings page and the documentation are made from. Keys that this version does not know
(written by a newer one) are kept when the settings are saved.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from rehearse import setting_values as values
from rehearse.errors import KnownError, Trouble
from rehearse.files import disk_errors, make_private_folder, write_private_file
from rehearse.json_text import parsed
from rehearse.programs.call_kind import CallKind
from rehearse.scenarios.difficulty import Difficulty
from rehearse.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rehearse.measures.values import Band

DEFAULT_MODEL = "base"
"""The voice model that is used unless another is chosen: the smallest that hears um and uh well enough."""


class Theme(StrEnum):
    """Which colours the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class CallPolicy(StrEnum):
    """Whether to call programs at all, where advice differs."""

    TARGETED = "targeted"
    INVITED_ONLY = "invited-only"


class VoicemailStyle(StrEnum):
    """Whether a voicemail gives a number; advice differs."""

    BRIEF = "brief"
    WITH_CONTACT = "with-contact"


def _about(read: Callable[[object], Any], line: str) -> dict[str, Any]:
    return {"read": read, "help": line}


@dataclass(frozen=True, slots=True)
class Profile:
    """The applicant, so that names and numbers can be checked against what was meant."""

    name: str = field(default="", metadata=_about(values.text, "Your name as you say it on the phone."))
    said_as: str = field(default="", metadata=_about(values.text, "How your name is pronounced, in your own spelling."))
    school: str = field(default="", metadata=_about(values.text, "Your medical school as you name it on the phone."))
    applicant_id: str = field(default="", metadata=_about(values.digits, "Your AAMC ID, eight digits."))
    specialty: str = field(default="", metadata=_about(values.text, "The specialty that you apply to."))

    def target(self) -> Target:
        """What spoken names are checked against when no program is chosen."""
        return Target(applicant=self.name, applicant_id=self.applicant_id, specialty=self.specialty)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the user can set.

    Attributes:
        unknown: Keys of a newer version, kept as they are.
        trouble: Why the file, or some of its keys, could not be used; to be shown, never saved.
    """

    theme: Theme = field(
        default=Theme.SYSTEM,
        metadata=_about(values.choice(Theme), "Colours of the window: same as the system, light or dark."),
    )
    text_scale: float = field(
        default=1.0, metadata=_about(values.number(0.8, 2.0), "Size of the text compared with the system's, 0.8 to 2.")
    )
    reduced_motion: bool | None = field(
        default=None,
        metadata=_about(
            values.optional(values.flag), "Whether to leave out decorative motion; empty: same as the system."
        ),
    )
    microphone: str | None = field(
        default=None,
        metadata=_about(values.optional(values.text), "Name of the microphone; empty: the system's default."),
    )
    loudspeaker: str | None = field(
        default=None,
        metadata=_about(
            values.optional(values.text), "Name of the loudspeaker or headphones; empty: the system's default."
        ),
    )
    model: str = field(
        default=DEFAULT_MODEL, metadata=_about(values.filled, "Which voice model transcribes your words.")
    )
    model_folders: Mapping[str, str] = field(
        default_factory=dict,
        metadata=_about(values.names, "Folders with voice models of your own, each by the name of its model."),
    )
    profile: Profile = field(
        default=Profile(), metadata=_about(values.mapping, "Who you are: name, school, ID and specialty.")
    )
    bands: Mapping[str, Band] = field(
        default_factory=dict,
        metadata=_about(
            values.bands, "Your own ranges for the measures, in place of the program's; by name of the measure."
        ),
    )
    call_kind: CallKind | None = field(
        default=None,
        metadata=_about(
            values.optional(values.choice(CallKind)), "Which kind of call was chosen last; empty: not asked yet."
        ),
    )
    call_policy: CallPolicy = field(
        default=CallPolicy.TARGETED,
        metadata=_about(
            values.choice(CallPolicy), "Whether to call a few well-chosen programs, or only those that invite calls."
        ),
    )
    voicemail_style: VoicemailStyle = field(
        default=VoicemailStyle.BRIEF,
        metadata=_about(
            values.choice(VoicemailStyle), "Whether a voicemail stays brief or gives your number and e-mail once."
        ),
    )
    call_difficulty: Difficulty = field(
        default=Difficulty.BUSY,
        metadata=_about(values.choice(Difficulty), "How the other side of a mock call behaves: kind, busy or hard."),
    )
    call_headset: bool = field(
        default=False,
        metadata=_about(
            values.flag, "Whether you wear a headset in mock calls, so that both sides may speak at the same time."
        ),
    )
    call_captions: bool = field(
        default=True, metadata=_about(values.flag, "Whether the other side's words are shown in a mock call.")
    )
    silenced_rules: tuple[str, ...] = field(
        default=(), metadata=_about(values.texts, "Ids of the phrase rules that you don't want to see.")
    )
    own_words: tuple[str, ...] = field(
        default=(),
        metadata=_about(
            values.texts, "Words and phrases of your own that you want to avoid; listed separately in reports."
        ),
    )
    chosen_scenario: str = field(
        default="practice-intro", metadata=_about(values.filled, "The call that was rehearsed last.")
    )
    chosen_card: str | None = field(
        default=None,
        metadata=_about(values.optional(values.text), "Id of the program card that was chosen last; empty: none."),
    )
    first_start_done: bool = field(
        default=False, metadata=_about(values.flag, "Whether the first-start steps were shown.")
    )
    window_geometry: str = field(
        default="", metadata=_about(values.text, "Size and place of the window, as the window toolkit writes it.")
    )
    unknown: Mapping[str, object] = field(default_factory=dict)
    trouble: KnownError | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Key:
    """One setting as it is documented: its name (`profile.name` for nested ones), type, default and help."""

    name: str
    type: str
    default: object
    help: str


def _entries(kind: type[Any]) -> list[Any]:
    return [entry for entry in fields(kind) if "read" in entry.metadata]


def _keys(kind: type[Any], prefix: str = "") -> list[Key]:
    known = []
    for entry in _entries(kind):
        default = entry.default_factory() if callable(entry.default_factory) else entry.default
        if is_dataclass(default):
            known.extend(_keys(type(default), f"{prefix}{entry.name}."))
        else:
            known.append(Key(prefix + entry.name, str(entry.type), default, entry.metadata["help"]))
    return known


KEYS: tuple[Key, ...] = tuple(_keys(Settings))
"""Every setting, in the order of the Settings page."""


def _read(kind: type[Any], found: Mapping[str, object], prefix: str = "") -> tuple[dict[str, Any], list[str]]:
    """The known keys' values, and the names of those whose value can't be used."""
    known: dict[str, Any] = {}
    wrong: list[str] = []
    for entry in _entries(kind):
        if entry.name not in found:
            continue
        try:
            value = entry.metadata["read"](found[entry.name])
        except ValueError:
            wrong.append(prefix + entry.name)
            continue
        if isinstance(entry.default, Profile):
            inner, wrong_inside = _read(Profile, value, f"{prefix}{entry.name}.")
            value = Profile(**inner)
            wrong += wrong_inside
        known[entry.name] = value
    return known, wrong


def _unknown(found: Mapping[str, object]) -> dict[str, object]:
    """What this version does not know, nested keys of the profile included."""
    unknown = _without(Settings, found)
    profile = found.get("profile")
    inner = _without(Profile, profile) if isinstance(profile, dict) else {}
    return {**unknown, "profile": inner} if inner else unknown


def _without(kind: type[Any], found: Mapping[str, object]) -> dict[str, object]:
    names = {entry.name for entry in _entries(kind)}
    return {name: value for name, value in found.items() if name not in names}


def _object_in(path: Path) -> dict[str, object] | None:
    """The JSON object in a file; None where there is no file.

    Raises:
        ValueError: The file holds something else.
        OSError: It can't be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    found = parsed(text)
    if not isinstance(found, dict):
        msg = "not an object"
        raise ValueError(msg)
    return found


def load(path: Path) -> Settings:
    """Read the settings. What can't be used stands at its default, and `trouble` says so; the file is never changed."""
    try:
        found = _object_in(path)
    except (ValueError, OSError, RecursionError):
        return Settings(trouble=KnownError(Trouble.SETTINGS_UNREADABLE, path=path))
    if found is None:
        return Settings()
    known, wrong = _read(Settings, found)
    trouble = KnownError(Trouble.SETTINGS_PARTLY, path=path, keys=", ".join(wrong)) if wrong else None
    return Settings(**known, unknown=_unknown(found), trouble=trouble)


def _written(value: object) -> object:
    """A value as JSON holds it."""
    if is_dataclass(value):
        return {entry.name: _written(getattr(value, entry.name)) for entry in fields(value)}
    if isinstance(value, Mapping):
        return {name: _written(inner) for name, inner in value.items()}
    return list(value) if isinstance(value, tuple) else value


def to_json(settings: Settings) -> dict[str, object]:
    """The settings as they are written, the unknown keys included."""
    found: dict[str, object] = {entry.name: _written(getattr(settings, entry.name)) for entry in _entries(Settings)}
    for name, value in settings.unknown.items():
        known = found.get(name)
        found[name] = {**value, **known} if isinstance(known, dict) and isinstance(value, dict) else value
    return found


def save(settings: Settings, path: Path) -> None:
    """Write the settings whole or not at all; a file that could not be read is put aside, not overwritten.

    Raises:
        ValueError: A value that could not be read again; nothing is written.
        KnownError: DISK_FULL or FOLDER_READ_ONLY.
    """
    written = to_json(settings)
    _, wrong = _read(Settings, written)
    if wrong:
        msg = f"settings that could not be read again: {', '.join(wrong)}"
        raise ValueError(msg)
    make_private_folder(path.parent)
    with disk_errors(path):
        try:
            _object_in(path)
        except (ValueError, OSError, RecursionError):
            path.replace(path.with_name(path.name + ".damaged"))
    write_private_file(path, json.dumps(written, indent=2, ensure_ascii=False) + "\n")
