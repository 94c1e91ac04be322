"""What an empty field asks for can be read as well as everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget

from rehearse.ui import theme
from rehearse.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from rehearse.ui.tokens import Tokens


@pytest.fixture(params=[theme.LIGHT, theme.DARK], ids=["light", "dark"])
def tokens(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Tokens]:
    before = theme.current()
    theme.apply(request.param, qapp)
    yield request.param
    theme.apply(before, qapp)


@pytest.mark.parametrize("field", [lambda: SearchField("Search"), QPlainTextEdit, QComboBox])
def test_what_an_empty_field_asks_for_has_the_contrast_of_muted_text(
    field: type[QWidget], tokens: Tokens, qtbot: QtBot
) -> None:
    shown = field()
    qtbot.addWidget(shown)
    shown.show()
    assert shown.palette().color(QPalette.ColorRole.PlaceholderText).name() == tokens.muted.lower()
    assert shown.palette().color(QPalette.ColorRole.PlaceholderText).alpha() == 255
