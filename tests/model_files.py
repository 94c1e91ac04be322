"""Files that look like a Whisper model, for tests that load none, and where models are looked for."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

from rehearse import settings
from rehearse.paths import paths

FORMAT = 6


def model_weights(content: bytes = b"weights", kind: bytes = b"WhisperSpec", form: int = FORMAT) -> bytes:
    """The start of weights as CTranslate2 writes them, and some content."""
    name = kind + b"\0"
    return form.to_bytes(4, "little") + len(name).to_bytes(2, "little") + name + content


def model_in(folder: Path, weights: bytes = b"weights") -> Path:
    """A folder that holds what a model's folder holds."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.bin").write_bytes(model_weights(weights))
    for name in ("config.json", "tokenizer.json"):
        (folder / name).write_text(json.dumps({"of": name}))
    (folder / "vocabulary.txt").write_text("the\nand\n")
    return folder


def cache(repository: str, revision: str, files: dict[str, bytes]) -> Path:
    """Put files into the hub's cache as its own library does: links to blobs that are named by their sums."""
    root = Path(os.environ["HF_HUB_CACHE"]) / f"models--{repository.replace('/', '--')}"
    snapshot, blobs = root / "snapshots" / revision, root / "blobs"
    for folder in (snapshot, blobs):
        folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        blob = blobs / hashlib.sha256(content).hexdigest()
        blob.write_bytes(content)
        if os.name == "nt":  # links need a right there that few have; the library copies too
            (snapshot / name).write_bytes(content)
        else:
            (snapshot / name).symlink_to(blob)
    return snapshot


def add_folder(name: str, folder: Path) -> None:
    """Choose a folder as the user does."""
    file = paths().settings_file
    before = settings.load(file)
    settings.save(replace(before, model_folders={**before.model_folders, name: str(folder)}), file)
