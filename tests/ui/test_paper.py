"""A page on paper: its pages are numbered, and a heading stays with what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from rehearse.ui.paper import write_pdf

if TYPE_CHECKING:
    from pathlib import Path


def lines_of(file: Path) -> list[list[str]]:
    """The lines of each page."""
    return [
        [" ".join(line.split()) for line in page.extract_text().splitlines() if line.strip()]
        for page in PdfReader(file).pages
    ]


@pytest.mark.usefixtures("qapp")
def test_every_page_has_the_title_and_its_number(tmp_path: Path) -> None:
    write_pdf("<p>Word.</p>" * 100, "Voicemail, 3 March", tmp_path / "long.pdf")
    pages = lines_of(tmp_path / "long.pdf")
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert page[-2:] == ["Voicemail, 3 March", f"Page {number} of {len(pages)}"]
    assert sum(page.count("Word.") for page in pages) == 100


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("above", range(26, 40))
def test_no_page_ends_with_the_first_line_of_a_table(above: int, tmp_path: Path) -> None:
    table = "<table><tr><th>Head</th></tr>" + "<tr><td>Row</td></tr>" * 8 + "</table>"
    write_pdf("<p>Above.</p>" * above + "<h2>Heading</h2>" + table, "Title", tmp_path / "page.pdf")
    pages = lines_of(tmp_path / "page.pdf")
    (page,) = [page for page in pages if "Head" in page]
    assert "Heading" in page
    assert "Row" in page


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("above", range(28, 40))
def test_no_page_ends_with_a_heading(above: int, tmp_path: Path) -> None:
    html = "<p>Above.</p>" * above + "<h2>Heading</h2>" + "<p>Below.</p>" * 20
    write_pdf(html, "Title", tmp_path / "page.pdf")
    pages = lines_of(tmp_path / "page.pdf")
    (page,) = [page for page in pages if "Heading" in page]
    assert page[page.index("Heading") + 1] == "Below."
