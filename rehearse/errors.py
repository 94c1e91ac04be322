"""What can go wrong in the user's world, each with the one sentence that the user reads.

A `KnownError` is the world's fault (a device, a disk, a file): the interface shows its message calmly and offers
the way out. Any other exception is ours: it is logged and reported as a bug. The sentences stand in one table,
`SENTENCES`, which the tests walk: each says what is wrong and what to do.
"""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """The kinds of trouble that the program knows by name."""

    # Recordings
    FILE_MISSING = "file-missing"
    FILE_IS_NONE = "file-is-none"
    FILE_FORBIDDEN = "file-forbidden"
    FILE_EMPTY = "file-empty"
    FILE_UNREADABLE = "file-unreadable"
    FILE_TOO_SHORT = "file-too-short"
    FILE_TOO_LONG = "file-too-long"
    TAKE_TOO_LONG = "take-too-long"
    AUDIO_GONE = "audio-gone"
    AUDIO_REPLACED = "audio-replaced"
    # Devices
    NO_MICROPHONE = "no-microphone"
    MICROPHONE_BUSY = "microphone-busy"
    MICROPHONE_LOST = "microphone-lost"
    MICROPHONE_STALLED = "microphone-stalled"
    MICROPHONE_SILENT = "microphone-silent"
    NO_LOUDSPEAKER = "no-loudspeaker"
    LOUDSPEAKER_BUSY = "loudspeaker-busy"
    LOUDSPEAKER_LOST = "loudspeaker-lost"
    CALL_ON_HOLD = "call-on-hold"
    CALL_HEARS_ITSELF = "call-hears-itself"
    CALL_TOO_SHORT = "call-too-short"
    CALL_WITHOUT_SOUND = "call-without-sound"
    DEVICE_MISSING = "device-missing"
    PORTAUDIO_MISSING = "portaudio-missing"
    SOUND_SYSTEM_BROKEN = "sound-system-broken"
    # Disk and data
    DISK_FULL = "disk-full"
    DISK_NEARLY_FULL = "disk-nearly-full"
    DISK_SLOW = "disk-slow"
    TAKE_LATE = "take-late"
    DISK_FAILED = "disk-failed"
    FOLDER_READ_ONLY = "folder-read-only"
    NAME_TOO_LONG = "name-too-long"
    FOLDER_NOT_PRIVATE = "folder-not-private"
    HISTORY_CORRUPT = "history-corrupt"
    HISTORY_NEWER = "history-newer"
    HISTORY_BUSY = "history-busy"
    HISTORY_FAULT = "history-fault"
    HISTORY_GONE = "history-gone"
    TAKE_LOST = "take-lost"
    BACKUP_DAMAGED = "backup-damaged"
    BACKUP_NEWER = "backup-newer"
    SETTINGS_UNREADABLE = "settings-unreadable"
    SETTINGS_PARTLY = "settings-partly"
    # Recogniser
    MODEL_UNKNOWN = "model-unknown"
    MODEL_MISSING = "model-missing"
    MODEL_DAMAGED = "model-damaged"
    MODEL_FOLDER_UNFIT = "model-folder-unfit"
    MODEL_CHANGED = "model-changed"
    DOWNLOAD_BROKEN = "download-broken"
    DOWNLOAD_REFUSED = "download-refused"
    DOWNLOAD_DAMAGED = "download-damaged"
    RECOGNISER_FAILED = "recogniser-failed"
    # Voice of the other side
    VOICE_UNAVAILABLE = "voice-unavailable"
    # Rules, scenarios, texts
    RULES_FAULTY = "rules-faulty"
    MEANING_UNUSABLE = "meaning-unusable"
    SCENARIO_UNKNOWN = "scenario-unknown"
    RULE_UNKNOWN = "rule-unknown"
    CARD_FAULTY = "card-faulty"
    TEXT_UNREADABLE = "text-unreadable"
    LINE_NOT_JSON = "line-not-json"
    LINE_WITHOUT_TEXT = "line-without-text"
    TEXT_EMPTY = "text-empty"
    # The window and the program itself
    NO_SCREEN = "no-screen"
    WINDOW_SILENT = "window-silent"
    PROGRAM_FAULT = "program-fault"


SENTENCES: dict[Trouble, str] = {
    Trouble.FILE_MISSING: "There is no file {path}; check the name or choose another file.",
    Trouble.FILE_IS_NONE: "{path} is not a file; choose a file instead.",
    Trouble.FILE_FORBIDDEN: (
        "{path} could not be opened ({reason}); give yourself permission to read it, or choose another file."
    ),
    Trouble.FILE_EMPTY: "{path} is empty; choose another recording.",
    Trouble.FILE_UNREADABLE: (
        "{path} could not be read as sound ({reason}); save it again as WAV, FLAC, MP3, M4A or OGG."
    ),
    Trouble.FILE_TOO_SHORT: "{path} holds {duration_s:.2f} seconds of sound; choose one of at least half a second.",
    Trouble.FILE_TOO_LONG: "{path} holds more than {hours:.1f} hours of sound; keep only the part you want judged.",
    Trouble.TAKE_TOO_LONG: (
        "The take has reached {hours:.1f} hours, the longest it can be; what was said until then is saved. "
        "Start another take to go on."
    ),
    Trouble.AUDIO_GONE: (
        "The recording of this take is no longer at {path}; put it back to play it or to make its report again."
    ),
    Trouble.AUDIO_REPLACED: (
        "The recording at {path} is not the one this take was made with: its length is different. "
        "Put the right one back to hear it beside its report."
    ),
    Trouble.NO_MICROPHONE: "No microphone was found; connect one and press Look again.",
    Trouble.MICROPHONE_BUSY: (
        "{device} could not be opened ({reason}); close other programs that use it or choose another microphone."
    ),
    Trouble.MICROPHONE_LOST: (
        "{device} was disconnected; what was said until then is kept. Connect it again or choose another."
    ),
    Trouble.MICROPHONE_STALLED: (
        "{device} stopped sending sound; what was said until then is kept. Unplug it and plug it in again, "
        "or choose another."
    ),
    Trouble.MICROPHONE_SILENT: (
        "{device} sends no sound at all; check its mute switch and whether the system lets programs use the microphone."
    ),
    Trouble.NO_LOUDSPEAKER: "No loudspeaker or headphones were found; connect one to hear the take.",
    Trouble.LOUDSPEAKER_BUSY: (
        "{device} could not be opened ({reason}); close other programs that use it or choose another loudspeaker."
    ),
    Trouble.LOUDSPEAKER_LOST: "{device} stopped playing; connect it again or choose another, then press Play.",
    Trouble.CALL_ON_HOLD: (
        "{device} sends no sound, so the call is on hold; connect it again within a minute and the call goes on."
    ),
    Trouble.CALL_WITHOUT_SOUND: "{device} plays nothing; read what they say in this window, and answer as before.",
    Trouble.CALL_HEARS_ITSELF: (
        "Your microphone hears the loudspeaker, so it listens only in your turn; use a headset so that both of you can "
        "speak at once."
    ),
    Trouble.CALL_TOO_SHORT: "You hung up within half a second, so no take was made; press Mock call to try again.",
    Trouble.DEVICE_MISSING: "{device} is not connected; connect it or choose another device.",
    Trouble.PORTAUDIO_MISSING: "The sound library PortAudio is missing; install it with: {command}",
    Trouble.SOUND_SYSTEM_BROKEN: (
        "The system's sound settings can't be used ({reason}); run `rehearse doctor` for what to do."
    ),
    Trouble.DISK_FULL: "The disk that holds {path} is full; free some space and try again. What was saved is kept.",
    Trouble.FOLDER_READ_ONLY: (
        "Rehearse can't write to {path}; allow it to, or choose another folder (for its own data: REHEARSE_HOME)."
    ),
    Trouble.DISK_FAILED: (
        "The disk that holds {path} failed or was taken out ({reason}); connect it again or choose another place."
    ),
    Trouble.NAME_TOO_LONG: "The name {path} is longer than this disk allows; choose a shorter one.",
    Trouble.DISK_NEARLY_FULL: "Only {free_mb} MB are free on the disk that holds {path}; free some space.",
    Trouble.DISK_SLOW: (
        "The disk that holds {path} has not answered for half a minute; wait until it does, then try again."
    ),
    Trouble.TAKE_LATE: (
        "The disk that holds {path} has not answered for half a minute. Keep Rehearse open; the take is still being "
        "written, and is analysed as soon as the disk answers."
    ),
    Trouble.FOLDER_NOT_PRIVATE: (
        "{path} belongs to another user, who could read what is kept there; make it yours, or choose another folder "
        "with REHEARSE_HOME."
    ),
    Trouble.HISTORY_CORRUPT: (
        "The history at {path} is damaged; it was left as it is. Move the file to another folder to start with an "
        "empty history; your recordings are safe in {recordings}."
    ),
    Trouble.HISTORY_NEWER: (
        "The history at {path} was written by a newer Rehearse (format {found}, this one knows {known}); "
        "update the program. Nothing was changed."
    ),
    Trouble.HISTORY_BUSY: "The history at {path} is in use by another program; close it and try again.",
    Trouble.HISTORY_FAULT: (
        "The disk could not read or write the history at {path}; check the disk and its free space, then try again."
    ),
    Trouble.HISTORY_GONE: (
        "The history is no longer at {path}, so nothing can be saved in it. Put it back or connect its disk again; or "
        "close Rehearse and start it again."
    ),
    Trouble.BACKUP_DAMAGED: (
        "{path} is not a complete Rehearse backup ({reason}); nothing was restored. Choose another file, or make "
        "the backup again."
    ),
    Trouble.BACKUP_NEWER: (
        "{path} was made by a newer Rehearse (format {found}, this one knows {known}); update the program. "
        "Nothing was changed."
    ),
    Trouble.TAKE_LOST: (
        "Nothing could be saved of the take started {started}, so it was removed from the list; record it again."
    ),
    Trouble.SETTINGS_UNREADABLE: (
        "The settings at {path} could not be read and are left as they are; defaults are used until you save new ones."
    ),
    Trouble.SETTINGS_PARTLY: (
        "Some settings in {path} could not be used, so their defaults apply: {keys}; set them again."
    ),
    Trouble.MODEL_UNKNOWN: "There is no voice model {model}; choose one of: {known}.",
    Trouble.MODEL_MISSING: "The voice model {model} is not installed; install it with: {command}",
    Trouble.MODEL_FOLDER_UNFIT: (
        "{folder} can't be used as a voice model ({reason}); choose the folder of a Whisper model that was converted "
        "for faster-whisper."
    ),
    Trouble.MODEL_CHANGED: (
        "The voice model {model} in {folder} has changed since you chose the folder; choose the folder again in "
        "Settings, or choose another model."
    ),
    Trouble.DOWNLOAD_BROKEN: (
        "The connection to {host} broke off or could not be made ({reason}); check the network and try again. "
        "What has arrived is kept."
    ),
    Trouble.DOWNLOAD_REFUSED: (
        "{host} did not deliver {file} ({reason}); try again later, or choose a folder that holds the model."
    ),
    Trouble.DOWNLOAD_DAMAGED: ("{file} arrived damaged ({reason}) and was deleted; download it again."),
    Trouble.MODEL_DAMAGED: "The voice model {model} is damaged ({reason}); install it again with: {command}",
    Trouble.RECOGNISER_FAILED: ("The recording could not be transcribed ({reason}); it is kept. Press Analyse again."),
    Trouble.VOICE_UNAVAILABLE: (
        "The other side's voice could not be used ({reason}), so its lines are shown as text; to hear it, start the "
        "program again."
    ),
    Trouble.RULES_FAULTY: "{file}, {where}: {reason}; correct it or restore the file.",
    Trouble.MEANING_UNUSABLE: (
        "The part that recognises reworded phrases could not be loaded ({reason}); only the patterns were checked. "
        "Install Rehearse again to restore it."
    ),
    Trouble.SCENARIO_UNKNOWN: "There is no scenario {scenario}; choose one of: {known}.",
    Trouble.RULE_UNKNOWN: "There is no rule or must-say {rule}; choose one that `rehearse rules` lists.",
    Trouble.CARD_FAULTY: "{path} is not a card: {reason}; see `rehearse analyze --help` for an example.",
    Trouble.TEXT_UNREADABLE: "{path} could not be read as text ({reason}); save it as plain UTF-8.",
    Trouble.LINE_NOT_JSON: (
        "{where} is not valid JSON from character {character}; correct it there. Write each text as one JSON object on "
        "one line."
    ),
    Trouble.LINE_WITHOUT_TEXT: (
        "{where} is not a JSON object with a “text”; write one, with the words to check as its “text”."
    ),
    Trouble.TEXT_EMPTY: "{path} holds no words; write or paste what you mean to say.",
    Trouble.NO_SCREEN: "There is no screen to open the window on; use `rehearse analyze`, which needs none.",
    Trouble.WINDOW_SILENT: (
        "Rehearse is already open, but its window does not respond; close it, or end process {process}, and start "
        "again."
    ),
    Trouble.PROGRAM_FAULT: (
        "Something went wrong inside Rehearse ({reason}); what was recorded is kept. "
        "Start it again, and include {log} if you report this."
    ),
}


class KnownError(Exception):
    """The user's world failed in a way that we can name.

    Attributes:
        trouble: What kind of trouble it is; code decides by this, never by the text.
        details: What the sentence tells about it.
    """

    def __init__(self, trouble: Trouble, **details: object) -> None:
        super().__init__(SENTENCES[trouble].format(**details))
        self.trouble = trouble
        self.details = details

    @property
    def message(self) -> str:
        """The sentence for the user."""
        return str(self)
