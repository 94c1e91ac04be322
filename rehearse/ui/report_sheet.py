"""The style sheet of the report: large figures, quotes, buttons that are a sign alone, rows that can be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from rehearse.ui.tokens import Tokens


def sheet(tokens: Tokens, font: QFont) -> str:
    """The rules in the colours of a theme, with sizes as multiples of a font."""
    figure, quote = round(font.pointSizeF() * 2.2, 1), round(font.pointSizeF() * 1.2, 1)
    return f"""
    QLabel[type="quote"] {{ font-size: {quote}pt; }}
    QLabel[type="figure"] {{ font-size: {figure}pt; font-weight: 400; }}
    QPushButton[kind="icon"] {{
        background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 6px;
    }}
    QPushButton[kind="icon"]:hover {{ background: {tokens.sunken}; }}
    QPushButton[kind="icon"]:focus {{ border-color: {tokens.accent}; padding: 6px; }}
    QPushButton[kind="icon"]:disabled {{ background: transparent; }}
    QPushButton[kind="fold"] {{
        background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 6px 8px 6px 4px;
        text-align: left; font-weight: 600;
    }}
    QPushButton[kind="fold"]:hover {{ background: {tokens.sunken}; }}
    QPushButton[kind="fold"]:focus {{ border-color: {tokens.accent}; padding: 6px 8px 6px 4px; }}
    QPushButton[kind="row"] {{
        background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 0; text-align: left;
    }}
    QPushButton[kind="row"]:hover {{ background: {tokens.sunken}; }}
    QPushButton[kind="row"]:focus {{ border-color: {tokens.accent}; padding: 0; }}
    """
