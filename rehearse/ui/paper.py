"""A report on paper: the page that a browser would show, laid out on A4 by Qt's rich text and written as PDF."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from rehearse.errors import KnownError, Trouble
from rehearse.files import disk_errors

if TYPE_CHECKING:
    from pathlib import Path

MARGIN_MM = 18.0
POINTS = 10.5


def write_pdf(html: str, title: str, to: Path) -> None:
    """Write a page as PDF; the file is whole or it is not there.

    Args:
        html: The page.
        title: What a reader shows as its name.
        to: The file; one that is there is replaced once the new one is whole.

    Raises:
        KnownError: DISK_FULL or FOLDER_READ_ONLY.
    """
    temporary = to.with_name(f".{to.name}.{os.urandom(4).hex()}")
    with disk_errors(to):
        # Qt says nothing of a folder that can't be written to, so it is tried first.
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with disk_errors(to):
            _print(html, title, str(temporary))
            content = temporary.read_bytes()
            if not content.rstrip().endswith(b"%%EOF"):
                raise KnownError(Trouble.DISK_FULL, path=to)
            temporary.replace(to)
    finally:
        temporary.unlink(missing_ok=True)


def _print(html: str, title: str, to: str) -> None:
    writer = QPdfWriter(to)
    writer.setTitle(title)
    writer.setCreator("Rehearse")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    font = QFont(document.defaultFont())
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    document.setHtml(html)
    document.print_(writer)
