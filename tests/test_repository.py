"""The project speaks only of itself: no paths of one machine, no package registry, nothing new at top level."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent

TOP_LEVEL = {
    "assets", "packaging", "rehearse", "tests",
    "CHANGELOG.md", "LICENSE", "README.md", "pyproject.toml", "requirements.lock",
}  # fmt: skip
"""All that stands at top level, dot-files and what git ignores aside."""
BUILT = {"build", "dist", "__pycache__"}

DOT_FILES = {".ci", ".github", ".gitignore"}
BINARY = {".ogg", ".flac", ".wav", ".mp3", ".m4a", ".png", ".ico", ".icns", ".bin", ".onnx", ".npz", ".pyc"}

# In pieces, so that this file does not hold what it looks for.
HOSTS = (("py", "pi.org"), ("pythonhost", "ed.org"), ("registry.npm", "js"), ("deb.deb", "ian.org"))
FOREIGN = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|tmp/rehearse)\b"),
    "a folder outside the project": re.compile(r"(?<!\w)shared(?=/)"),
    "the host of a package registry": re.compile("|".join(re.escape("".join(pieces)) for pieces in HOSTS)),
    "the number of an issue": re.compile(r"\bissues? #?(?=\d)", re.IGNORECASE),
}


def texts() -> list[Path]:
    starts = [ROOT / name for name in sorted(TOP_LEVEL | DOT_FILES)]
    files = [file for start in starts for file in ([start] if start.is_file() else sorted(start.rglob("*")))]
    return [file for file in files if file.is_file() and file.suffix not in BINARY]


def test_nothing_foreign_is_mentioned() -> None:
    found = []
    for path in texts():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            found += [
                f"{path.relative_to(ROOT)}:{number}: {what}" for what, sign in FOREIGN.items() if sign.search(line)
            ]
    assert found == []


def test_the_signs_of_what_is_foreign_are_recognised() -> None:
    samples = {
        "a path of one machine": ["cd /" + "work/main", "'/" + "root/x'", "/" + "home/me/rehearse", "/" + "Users/me/x"],
        "a folder outside the project": ["see shared" + "/contracts.md", "../shared" + "/speech"],
        "the host of a package registry": ["https://py" + "pi.org/simple"],
        "the number of an issue": ["fixes issue" + " 2", "Issue" + " #17"],
    }
    for what, lines in samples.items():
        assert all(FOREIGN[what].search(line) for line in lines), what
    assert not FOREIGN["a path of one machine"].search("frame/work/roots and ~/homework")


def test_nothing_new_stands_at_top_level() -> None:
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert there - BUILT == TOP_LEVEL
