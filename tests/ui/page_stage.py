"""What the tests of the pages share: services on a real history in a folder of their own, and a look at a page."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QScrollArea, QWidget

from rehearse import scenarios
from rehearse.history.store import HistoryStore
from rehearse.paths import Paths
from rehearse.settings import Settings, save
from rehearse.ui.services import Services
from rehearse.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rehearse.audio.devices import Device
    from rehearse.calling.assembling import CallPlan
    from rehearse.calling.phone_call import PhoneCall


def no_device(*_arguments: object) -> None:
    raise AssertionError("these pages open no device")


class NoTelephone:
    """Makes no calls."""

    def load(self) -> None:
        """Nothing is needed."""

    def connect(self, _plan: CallPlan) -> PhoneCall:
        raise AssertionError("these pages make no calls")

    def close(self) -> None:
        """Nothing was loaded."""


@contextmanager
def services_in(
    home: Path,
    settings: Settings | None = None,
    *,
    microphones: Callable[[], tuple[Device, ...]] = lambda: (),
    loudspeakers: Callable[[], tuple[Device, ...]] = lambda: (),
) -> Iterator[Services]:
    paths = Paths(home / "data", home / "config", home / "cache", home / "log").make()
    services = Services(
        paths=paths,
        settings=settings or Settings(),
        save_settings=lambda new: save(new, paths.settings_file),
        history=HistoryStore.open(paths.history_file, paths.recordings, patience_s=0.05),
        scenarios=scenarios.load(),
        tasks=TaskRunner(),
        file_tasks=TaskRunner(),
        make_recorder=no_device,
        make_player=no_device,
        make_listener=no_device,
        telephone=NoTelephone(),
        find_microphones=microphones,
        find_loudspeakers=loudspeakers,
    )
    try:
        yield services
    finally:
        services.letting_go.close()
        services.late_disk.close()
        services.tasks.close()
        services.file_tasks.close()
        services.history.close()


def texts(page: QWidget) -> str:
    """Everything that can be read on a page now."""
    shown = [one for one in page.findChildren(QWidget) if one.isVisible() and isinstance(one, QLabel | QAbstractButton)]
    return "\n".join(one.text() for one in shown)


def button(page: QWidget, label: str) -> QAbstractButton:
    """The visible button with this label."""
    found = [one for one in page.findChildren(QAbstractButton) if one.isVisible() and one.text() == label]
    assert len(found) == 1, f"{len(found)} visible buttons are called {label}"
    return found[0]


def question(page: QWidget) -> QMessageBox:
    """The question that is open."""
    QApplication.processEvents()
    found = [box for box in page.findChildren(QMessageBox) if box.isVisible()]
    assert len(found) == 1, f"{len(found)} questions are open"
    return found[0]


def answer(page: QWidget, label: str) -> None:
    """Press a button of the question that is open."""
    button(question(page), label).click()
    QApplication.processEvents()


def named(page: QWidget, name: str) -> QWidget:
    """The control with this accessible name."""
    found = [one for one in page.findChildren(QWidget) if one.accessibleName() == name and one.isVisibleTo(page)]
    assert len(found) == 1, f"{len(found)} controls are named {name}"
    return found[0]


def scroll_area(around: QWidget) -> QScrollArea:
    """The area in which a control is scrolled."""
    above = around.parentWidget()
    while not isinstance(above, QScrollArea):
        assert above is not None, f"{around} is not scrolled"
        above = above.parentWidget()
    return above


def nameless(page: QWidget) -> list[str]:
    """Controls that the keyboard reaches but that tell a screen reader nothing of themselves."""
    from PySide6.QtCore import Qt

    return [
        f"{type(one).__name__} {one.objectName()}"
        for one in page.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisibleTo(page)
        and not one.objectName().startswith("qt_")
        and not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
    ]
