"""A report on paper: the page that a browser would show, laid out on A4 by Qt's rich text and written as PDF."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from rehearse.errors import KnownError, Trouble
from rehearse.files import disk_errors, unfinished_beside

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QTextTable

MARGIN_MM = 18.0
POINTS, SMALL_POINTS = 10.0, 8.5
MUTED = "#4b555f"


def write_pdf(html: str, title: str, to: Path) -> None:
    """Write a page as PDF; the file is whole or it is not there.

    Args:
        html: The page.
        title: What a reader shows as its name.
        to: The file; one that is there is replaced once the new one is whole.

    Raises:
        KnownError: As `rehearse.files.disk_errors`.
    """
    temporary = unfinished_beside(to)
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
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(POINTS)
    small = QFont(font)
    small.setPointSizeF(SMALL_POINTS)
    paper = QRectF(0, 0, writer.width(), writer.height())
    foot_height = 2.0 * QFontMetricsF(small, writer).height()
    document = _laid_out(html, font, writer, QSizeF(paper.width(), paper.height() - foot_height))
    painter = QPainter(writer)
    painter.setFont(small)
    for page in range(document.pageCount()):
        if page:
            writer.newPage()
        _paint(painter, document, page)
        painter.setPen(QColor(MUTED))
        painter.drawText(paper, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, title)
        number = f"Page {page + 1} of {document.pageCount()}"
        painter.drawText(paper, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, number)
    painter.end()


def _laid_out(html: str, font: QFont, writer: QPdfWriter, size: QSizeF) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(font)
    document.setHtml(html)
    document.documentLayout().setPaintDevice(writer)
    document.setDocumentMargin(0)
    document.setPageSize(size)
    _keep_headings_with_what_follows(document)
    return document


def _keep_headings_with_what_follows(document: QTextDocument) -> None:
    """Begin a page anew where it would end with a heading, or with a heading and the first line of its table."""
    height = document.pageSize().height()
    block = document.begin()
    while block.isValid():
        following = block.next()
        if block.blockFormat().headingLevel() and following.isValid():
            # PySide says that there always is one.
            table = cast("QTextTable | None", QTextCursor(following).currentTable())
            needed = (
                table.cellAt(1, 0).firstCursorPosition().block()
                if table is not None and table.rows() > 1
                else following
            )
            here, there = (document.documentLayout().blockBoundingRect(one).bottom() for one in (block, needed))
            if here // height != there // height:
                form = block.blockFormat()
                form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(block).setBlockFormat(form)
        block = following


def _paint(painter: QPainter, document: QTextDocument, page: int) -> None:
    size = document.pageSize()
    shown = QRectF(0, page * size.height(), size.width(), size.height())
    painter.save()
    painter.translate(0, -shown.top())
    painter.setClipRect(shown)
    # What only touches the edge belongs to the next page.
    document.drawContents(painter, shown.adjusted(0, 0, 0, -1))
    painter.restore()
