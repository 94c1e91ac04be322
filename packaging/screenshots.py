"""Draws every page, dialog and state into PNG files, light and dark, with a demo history.

    .venv/bin/python packaging/screenshots.py OUT_DIR [--page NAME] [--only WORD] [--look dark] [--size 1280x800]
                                                 [--text-scale 2.0] [--readme]

Each module in `packaging/screens/` with a function `screens(stage)` yields `(name, widget)`; the file is named
`name-light.png` or `name-dark.png`. With `--readme` the two pictures that README shows are written to
`assets/pictures` as well. No screen, no device, no network and no recogniser is needed.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import screens  # noqa: E402
from PySide6.QtCore import Qt, QtMsgType, qInstallMessageHandler  # noqa: E402 # the platform is chosen first
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402
from screens.stage import Stage  # noqa: E402

from rehearse.ui import theme  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

THEMES = {"light": theme.LIGHT, "dark": theme.DARK}
README_PICTURE = "window-report"
PICTURES = HERE.parent / "assets" / "pictures"


def main() -> int:
    """Draw what was asked for and say how many pictures there are."""
    arguments = parse()
    qInstallMessageHandler(tell)
    app = QApplication([])
    font = app.font()
    font.setPointSizeF(font.pointSizeF() * arguments.text_scale)
    app.setFont(font)
    arguments.out.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, picture in pictures(app, arguments):
        picture.grab().save(str(arguments.out / f"{name}.png"))
        count += 1
        if arguments.readme and name.startswith(README_PICTURE):
            PICTURES.mkdir(parents=True, exist_ok=True)
            picture.grab().save(str(PICTURES / f"{name.replace(README_PICTURE, 'report')}.png"))
    print(f"{count} pictures in {arguments.out}")
    return 0 if count else 1


def parse() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description="Draw every page and state of Rehearse into PNG files.")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--page", default="", metavar="NAME", help="only the module of this name, such as report")
    parser.add_argument("--only", default="", metavar="WORD", help="only pictures whose name holds this word")
    parser.add_argument("--look", choices=tuple(THEMES), help="only this look (both)")
    parser.add_argument("--size", type=size, default=(1280, 800), metavar="WxH", help="size of a page (1280x800)")
    parser.add_argument("--text-scale", type=float, default=1.0, metavar="N", help="size of the text (1.0)")
    parser.add_argument("--readme", action="store_true", help="write README's pictures to assets/pictures too")
    return parser.parse_args()


def size(text: str) -> tuple[int, int]:
    """A size such as 1280x800."""
    width, height = text.split("x")
    return int(width), int(height)


def pictures(app: QApplication, wanted: argparse.Namespace) -> Iterator[tuple[str, QWidget]]:
    """Every page and state that is wanted, shown and settled, one after the other."""
    for look in [wanted.look] if wanted.look else THEMES:
        theme.apply(THEMES[look], app)
        with tempfile.TemporaryDirectory() as folder:
            stage = Stage(Path(folder))
            for name in sorted(module.name for module in pkgutil.iter_modules(screens.__path__)):
                if wanted.page not in {"", name}:
                    continue
                found = importlib.import_module(f"screens.{name}")
                for state, widget in getattr(found, "screens", lambda _stage: ())(stage):
                    if wanted.only in state:
                        show(widget, wanted.size, stage)
                        yield f"{state}-{look}", widget
                    stage.settle()
                    widget.close()
                    widget.deleteLater()
            stage.close()


def show(widget: QWidget, page_size: tuple[int, int], stage: Stage) -> None:
    """Show a widget at a page's size; what was made smaller on purpose (a dialog, a popover) keeps its own."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_Resized):
        widget.resize(*page_size)
    widget.setAutoFillBackground(True)
    widget.show()
    stage.settle()


def tell(kind: QtMsgType, _context: object, message: str) -> None:
    """Pass Qt's warnings on, but for what the drawing platform can't do."""
    if "This plugin does not support" not in message and kind is not QtMsgType.QtDebugMsg:
        print(message, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
