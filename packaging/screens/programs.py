"""The states of the Programs page and its dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit

from rehearse.programs.card import Card
from rehearse.ui.pages.paste_names import PasteNames
from rehearse.ui.pages.programs import ProgramsPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from screens.stage import Stage

CARDS = (
    Card(
        program="Riverbend Medical Center",
        aliases=("Riverbend",),
        said_as="RIV-er-bend",
        place="Dayton, Ohio",
        coordinator="Dana Whitlock",
        reasons=("The refugee clinic, where residents keep their own panel", "The rural track in the third year"),
        tie="My family lives in Dayton.",
        strengths=("Sub-internship on a county step-down unit: eight patients a day",),
        concern="I failed Step 1 once, changed how I study, and passed Step 2 with 238.",
        faculty_link="Sam Ortiz trained with the associate director.",
        applied=True,
        would_go=True,
    ),
    Card(
        program="Lakeshore Community Hospital",
        place="Erie, Pennsylvania",
        specialty="family medicine",
        reasons=("The night clinic", "The birth center", "The shorter commute", "The evening ultrasound course"),
        concern="I took leave in my third year. My father was ill. I came back and finished on time.",
        applied=False,
        would_go=False,
    ),
    Card(
        program="St. Columba University Hospital",
        place="Toledo, Ohio",
        no_contact=True,
        policy_note="Listing: “Please do not contact the program during SOAP.”",
        reasons=("The hospitalist track",),
        strengths=("Two years as a registered nurse",),
        applied=True,
    ),
    Card(program="Pine Ridge Regional", place="Bend, Oregon", specialty="transitional year"),
)
PASTED = """1. Riverbend Medical Center
2. Harbor View Hospital (Internal Medicine)
3. Oak Valley (OVH), Fresno, California
"""


def page_with(stage: Stage, chosen: int) -> ProgramsPage:
    """The page with the cards above, one of them chosen."""
    services = stage.services(filled=False)
    for card in CARDS:
        services.history.cards.save(card)
    page = ProgramsPage(services)
    names = [card.program for card in services.history.cards.all()]
    page.choose(names.index(CARDS[chosen].program))
    return page


def screens(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Every state of the page, and the dialog."""
    yield "programs-empty", ProgramsPage(stage.services(filled=False))
    yield "programs-card", page_with(stage, 0)
    for name, chosen, group in (("notes", 0, 2), ("hints", 1, 2), ("no-contact", 2, 0), ("policy", 2, 1)):
        page = page_with(stage, chosen)
        QTimer.singleShot(0, lambda page=page, group=group: page.scroll_to(group))
        yield f"programs-{name}", page
    page = ProgramsPage(stage.services(filled=False))
    page.add()
    yield "programs-new", page
    dialog = PasteNames(CARDS)
    if names := dialog.findChild(QPlainTextEdit):
        names.setPlainText(PASTED)
    yield "programs-paste", dialog
