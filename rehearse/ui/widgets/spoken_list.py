"""How name, ID and program were said against the rest; each can be pressed and heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.measures.delivery import facts, title
from rehearse.ui.widgets.row_button import RowButton
from rehearse.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.measures.delivery import SpokenPart


class SpokenList(RowList):
    """Shows the parts as rows."""

    def show_parts(self, parts: Sequence[SpokenPart], *, playable: bool) -> None:
        """Show other parts; `playable` where the recording is there to be heard."""
        self.show_rows(self._row(part, playable=playable) for part in parts)

    def _row(self, part: SpokenPart, *, playable: bool) -> RowButton:
        sign, token = ("note", "fix") if part.is_remarkable else ("note", "muted")
        row = RowButton(sign, token, title(part), facts(part), pressable=playable)
        row.clicked.connect(lambda: self.play_requested.emit(part.span))
        return row
