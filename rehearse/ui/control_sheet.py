"""The style sheet of choices, check boxes, number fields and tables, with the small signs they carry.

Qt's style sheets take signs from files only, so they are drawn in the theme's colours into a folder that lives as
long as the program.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTemporaryDir
from PySide6.QtGui import QFontMetrics

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from rehearse.ui.tokens import Tokens

_SIGN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" {}>{}</svg>'
_STROKE = 'stroke="{}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
CHOICE_GAP, CHOICE_PADDING, CHOICE_EDGE, INDICATOR_EDGE = 8, 3, 2, 1
"""Of radio buttons and check boxes, in pixels: sign to words, words to the edge, the edge, the edge of the sign."""


@cache
def _folder() -> QTemporaryDir:
    return QTemporaryDir()


def _sign(name: str, colour: str, drawing: str) -> str:
    """Draw a sign and return what a style sheet calls it; "none" where nothing can be written."""
    if not _folder().isValid():
        return "none"
    file = Path(_folder().path()) / f"{name}-{colour.removeprefix('#')}.svg"
    if not file.exists():
        file.write_text(_SIGN.format(_STROKE.format(colour), drawing), encoding="utf-8")
    return f"url({file.as_posix()})"


def _side(font: QFont) -> int:
    """Side of the square of a radio button or check box."""
    return max(16, QFontMetrics(font).height())


def choice_indent(font: QFont) -> int:
    """How far the words of a radio button or check box stand from its left edge."""
    return _side(font) + 2 * INDICATOR_EDGE + CHOICE_GAP + CHOICE_PADDING + CHOICE_EDGE


def sheet(tokens: Tokens, font: QFont) -> str:
    """The style sheet for a theme; signs are as high as the text beside them."""
    side = _side(font)
    arrow = round(side * 0.75)
    down = _sign("down", tokens.muted, '<path d="M3.5 6l4.5 4.5L12.5 6"/>')
    up = _sign("up", tokens.muted, '<path d="M3.5 10.5L8 6l4.5 4.5"/>')
    check = _sign("check", tokens.on_accent, '<path d="M3 8.5l3.5 3.5L13 4.5"/>')
    dot = _sign("dot", tokens.on_accent, f'<circle cx="8" cy="8" r="3" fill="{tokens.on_accent}" stroke="none"/>')
    return f"""
    QComboBox {{ padding-right: {arrow + 16}px; }}
    QComboBox:disabled {{ color: {tokens.muted}; background: {tokens.window}; }}
    QComboBox::drop-down {{ border: none; width: {arrow + 16}px; }}
    QComboBox::down-arrow {{ image: {down}; width: {arrow}px; height: {arrow}px; }}
    QComboBox QAbstractItemView {{
        background: {tokens.surface}; color: {tokens.text}; border: 1px solid {tokens.border}; outline: none;
        selection-background-color: {tokens.accent_soft}; selection-color: {tokens.text}; padding: 4px;
    }}
    QPushButton::menu-indicator {{
        image: {down}; width: {arrow}px; height: {arrow}px; right: 8px;
        subcontrol-origin: padding; subcontrol-position: right center;
    }}
    QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button {{
        border: none; background: transparent; width: {arrow + 10}px;
    }}
    QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: {up}; width: {arrow - 2}px; height: {arrow - 2}px; }}
    QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: {down}; width: {arrow - 2}px; height: {arrow - 2}px; }}
    QCheckBox, QRadioButton {{
        spacing: {CHOICE_GAP}px; border: {CHOICE_EDGE}px solid transparent; border-radius: 6px;
        padding: {CHOICE_PADDING}px;
    }}
    QRadioButton[kind="strong"] {{ font-weight: 600; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {tokens.accent}; }}
    QCheckBox::indicator, QRadioButton::indicator, QTreeView::indicator, QListView::indicator {{
        width: {side}px; height: {side}px; background: {tokens.surface};
        border: {INDICATOR_EDGE}px solid {tokens.muted};
    }}
    QCheckBox::indicator, QTreeView::indicator, QListView::indicator {{ border-radius: 4px; }}
    QRadioButton::indicator {{ border-radius: {side // 2 + 1}px; }}
    QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {{
        background: {tokens.accent}; border-color: {tokens.accent}; image: {check};
    }}
    QRadioButton::indicator:checked {{
        background: {tokens.accent}; border-color: {tokens.accent}; image: {dot};
    }}
    QTableView {{ outline: none; }}
    QHeaderView {{ background: transparent; border: none; }}
    QHeaderView::section:first {{ border-top-left-radius: 6px; }}
    QHeaderView::section:last {{ border-top-right-radius: 6px; }}
    QTableView::item {{ padding: 0 5px; }}
    QTableView::item:focus {{ background: {tokens.accent_soft}; border: none; outline: none; }}
    QListView[kind="contents"] {{ background: transparent; border: 2px solid transparent; outline: none; }}
    QListView[kind="contents"]:focus {{ border-color: {tokens.accent}; }}
    QListView[kind="preview"]::item {{ padding: 4px 8px; }}
    QTreeView::item {{ padding: 4px 2px; }}
    QMessageBox QLabel#qt_msgbox_label {{ font-weight: 600; min-width: {18 * side}px; }}
    QListView[kind="contents"]::item {{ padding: 7px 10px; border-radius: 6px; color: {tokens.text}; }}
    QListView[kind="contents"]::item:hover {{ background: {tokens.sunken}; }}
    QListView[kind="contents"]::item:selected {{ background: {tokens.accent_soft}; color: {tokens.text}; }}
    """
