"""The theme in force: the tokens, light or dark, as palette and style sheet of the whole application.

Widgets that paint themselves ask `current()` for the tokens; all others are styled by the application's sheet and
by dynamic properties: `kind` on buttons (primary, quiet, link, danger, nav, record), `text` on labels (small, title,
display, muted), `surface` on frames (card, sunken, rail, notice) and `tone` on notices (stop, fix, good). Sizes are
multiples of the system's font, so that text scaling scales all.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette

from rehearse.ui import control_sheet, motion, report_sheet
from rehearse.ui.tokens import DARK, GRID, LIGHT, SCROLL_BAR, Tokens, current, use

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget


__all__ = ["DARK", "GRID", "LIGHT", "ThemeChoice", "Tokens", "apply", "current", "mark", "use", "wanted"]


class ThemeChoice(StrEnum):
    """What the user chose: follow the system, or always one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def wanted(choice: ThemeChoice, app: QApplication) -> Tokens:
    """The tokens for the user's choice, asking the system where the user left it to it."""
    if choice is ThemeChoice.SYSTEM:
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if choice is ThemeChoice.DARK else LIGHT


def apply(tokens: Tokens, app: QApplication) -> None:
    """Put a theme in force for the whole application."""
    use(tokens)
    app.setStyle("Fusion")
    app.setPalette(_palette(tokens))
    font = app.font()
    sheets = (
        _sheet(tokens, font),
        _button_sheet(tokens),
        _frame_sheet(tokens, font),
        report_sheet.sheet(tokens, font),
        control_sheet.sheet(tokens, font),
        motion.STILL_SHEET if motion.is_reduced() else "",
    )
    app.setStyleSheet("".join(sheets))


def mark(widget: QWidget, **properties: str) -> None:
    """Set dynamic properties that the style sheet selects by, and restyle the widget."""
    for name, value in properties.items():
        # A label's own property `text` is what it says; the sheet selects by `type`.
        widget.setProperty("type" if name == "text" else name, value)
    # A widget that was never polished is styled when it is first shown; doing it twice costs as much again.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.sunken,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return palette


def _sheet(tokens: Tokens, font: QFont) -> str:
    size = font.pointSizeF()
    small, title, display = round(size * 0.88, 1), round(size * 1.4, 1), round(size * 3.6, 1)
    return f"""
    QLabel[type="small"] {{ font-size: {small}pt; color: {tokens.muted}; }}
    QLabel[type="muted"] {{ color: {tokens.muted}; }}
    QLabel[type="title"] {{ font-size: {title}pt; font-weight: 600; }}
    QLabel[type="strong"] {{ font-weight: 600; }}
    QLabel[type="display"] {{ font-size: {display}pt; font-weight: 300; }}
    QFrame[surface="card"] {{
        background: {tokens.surface}; border: 1px solid {tokens.border}; border-radius: {GRID}px;
    }}
    QFrame[surface="sunken"] {{ background: {tokens.sunken}; border: none; border-radius: {GRID}px; }}
    QFrame[surface="accent"] {{
        background: {tokens.surface}; border: 1px solid {tokens.border};
        border-left: 4px solid {tokens.accent}; border-radius: {GRID}px;
        border-top-left-radius: 0; border-bottom-left-radius: 0;
    }}
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox {{
        background: {tokens.surface}; border: 1px solid {tokens.edge}; border-radius: 6px; padding: 6px 8px;
        color: {tokens.text}; placeholder-text-color: {tokens.muted}; selection-background-color: {tokens.accent};
        selection-color: {tokens.on_accent};
    }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {{
        border: 2px solid {tokens.accent}; padding: 5px 7px;
    }}
    QScrollArea {{ border: none; background: transparent; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QListView, QTreeView, QTableView {{
        background: {tokens.surface}; border: 1px solid {tokens.border}; border-radius: {GRID}px; padding: 1px;
        selection-background-color: {tokens.accent_soft}; selection-color: {tokens.text};
    }}
    QListView:focus, QTreeView:focus, QTableView:focus {{ border: 2px solid {tokens.accent}; padding: 0; }}
    QHeaderView::section {{
        background: {tokens.surface}; border: none; border-bottom: 1px solid {tokens.border};
        padding: 6px 8px; color: {tokens.muted};
    }}
    QToolTip {{
        background: {tokens.surface}; color: {tokens.text}; border: 1px solid {tokens.border}; padding: 4px;
    }}
    """


def _button_sheet(tokens: Tokens) -> str:
    """Buttons of every kind: at rest, under the pointer, pressed, with the keyboard, and not to be pressed."""
    return f"""
    QPushButton, QToolButton {{
        background: {tokens.surface}; border: 1px solid {tokens.border}; border-radius: 6px;
        padding: 7px 16px; color: {tokens.text};
    }}
    QPushButton:hover, QToolButton:hover {{ background: {tokens.sunken}; }}
    QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{ background: {tokens.accent_soft}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {tokens.accent}; padding: 6px 15px; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {tokens.muted}; background: {tokens.window}; }}
    QPushButton[kind="primary"] {{
        background: {tokens.accent}; color: {tokens.on_accent}; border-color: {tokens.accent}; font-weight: 600;
    }}
    QPushButton[kind="primary"]:hover {{ background: {tokens.accent_hover}; border-color: {tokens.accent_hover}; }}
    QPushButton[kind="primary"]:pressed {{ background: {tokens.text}; color: {tokens.window}; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {tokens.text}; }}
    QPushButton[kind="primary"]:disabled {{
        background: {tokens.sunken}; color: {tokens.muted}; border-color: {tokens.border};
    }}
    QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{ background: transparent; border: 1px solid transparent; }}
    QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover {{ background: {tokens.sunken}; }}
    QPushButton[kind="quiet"]:pressed, QToolButton[kind="quiet"]:pressed {{ background: {tokens.accent_soft}; }}
    QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus {{ border: 2px solid {tokens.accent}; }}
    QPushButton[kind="danger"] {{ color: {tokens.stop}; border-color: {tokens.stop}; }}
    QPushButton[kind="danger"]:hover {{ background: {tokens.stop_soft}; }}
    QPushButton[kind="danger"]:disabled {{
        color: {tokens.muted}; background: {tokens.window}; border-color: {tokens.border};
    }}
    QPushButton[kind="danger"]:focus {{ border-color: {tokens.accent}; }}
    """


def _frame_sheet(tokens: Tokens, font: QFont) -> str:
    """The window's own furniture: rail, menus, scroll bars, progress, notices, the one large button."""
    size = font.pointSizeF()
    small, title, clock = round(size * 0.88, 1), round(size * 1.4, 1), round(size * 5.6, 1)
    return f"""
    QLabel[type="clock"] {{ font-size: {clock}pt; font-weight: 300; }}
    QPushButton[kind="link"] {{
        background: transparent; border: 2px solid transparent; border-radius: 4px; padding: 1px 2px;
        color: {tokens.accent}; font-size: {small}pt; text-decoration: underline; text-align: left; margin-left: -4px;
    }}
    QPushButton[kind="link"]:focus {{ border-color: {tokens.accent}; padding: 1px 2px; }}
    QFrame[surface="rail"] {{ background: {tokens.sunken}; border: none; }}
    QFrame[surface="bar"] {{ background: {tokens.window}; border: none; border-top: 1px solid {tokens.border}; }}
    QFrame[surface="notice"] {{
        background: {tokens.surface}; border: 1px solid {tokens.border}; border-radius: {GRID}px;
    }}
    QFrame[surface="notice"][place="top"] {{ margin-top: {GRID}px; }}
    QFrame[surface="notice"][place="bottom"] {{ margin-top: {GRID}px; margin-bottom: {GRID}px; }}
    QFrame[surface="notice"][tone="stop"] {{ background: {tokens.stop_soft}; border-color: {tokens.stop}; }}
    QFrame[surface="notice"][tone="fix"] {{ background: {tokens.fix_soft}; border-color: {tokens.fix}; }}
    QFrame[surface="notice"][tone="good"] {{ background: {tokens.good_soft}; border-color: {tokens.good}; }}
    QPushButton:checked {{ background: {tokens.accent_soft}; color: {tokens.accent}; border-color: {tokens.accent}; }}
    QPushButton[kind="nav"] {{
        background: transparent; border: 2px solid transparent; border-radius: 6px;
        padding: {GRID}px {GRID + 4}px; text-align: left;
    }}
    QPushButton[kind="nav"]:hover {{ background: {tokens.window}; }}
    QPushButton[kind="nav"]:checked {{ background: {tokens.accent_soft}; color: {tokens.accent}; }}
    QPushButton[kind="nav"]:focus {{ border: 2px solid {tokens.accent}; padding: {GRID}px {GRID + 4}px; }}
    QPushButton[kind="nav"]:disabled {{ background: transparent; }}
    QPushButton[kind="nav"]:checked:disabled {{ background: {tokens.accent_soft}; }}
    QPushButton[kind="record"] {{
        background: {tokens.accent}; color: {tokens.on_accent}; border: 2px solid {tokens.accent};
        border-radius: {GRID}px; font-size: {title}pt; font-weight: 600; padding: {GRID + 4}px {5 * GRID}px;
    }}
    QPushButton[kind="record"]:hover {{ background: {tokens.accent_hover}; border-color: {tokens.accent_hover}; }}
    QPushButton[kind="record"]:pressed {{ background: {tokens.text}; color: {tokens.window}; }}
    QPushButton[kind="record"]:focus {{ border: 2px solid {tokens.text}; padding: {GRID + 4}px {5 * GRID}px; }}
    QPushButton[kind="record"]:disabled {{
        background: {tokens.sunken}; color: {tokens.muted}; border-color: {tokens.border};
    }}
    QMenuBar {{ background: {tokens.window}; color: {tokens.text}; border-bottom: 1px solid {tokens.border}; }}
    QMenuBar::item {{ background: transparent; padding: 5px 10px; }}
    QMenuBar::item:selected {{ background: {tokens.accent_soft}; }}
    QMenu {{ background: {tokens.surface}; color: {tokens.text}; border: 1px solid {tokens.border}; padding: 4px; }}
    QMenu::item {{ padding: 6px 24px 6px 16px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {tokens.accent_soft}; }}
    QMenu::item:disabled {{ color: {tokens.muted}; }}
    QMenu::separator {{ height: 1px; background: {tokens.border}; margin: 4px 8px; }}
    QScrollBar:vertical {{ background: transparent; width: {SCROLL_BAR}px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {SCROLL_BAR}px; margin: 0; }}
    QScrollBar::handle {{ background: {tokens.edge}; border-radius: 4px; margin: 2px; min-height: 32px; }}
    QScrollBar::handle:hover {{ background: {tokens.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar[kind="work"] {{
        background: {tokens.sunken}; border: none; border-radius: 4px; min-height: {GRID}px; max-height: {GRID}px;
    }}
    QProgressBar[kind="work"]::chunk {{ background: {tokens.accent}; border-radius: 4px; }}
    """
