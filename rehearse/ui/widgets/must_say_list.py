"""The must-says of a call: which were heard, which are missing, which could not be made out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.must_say_titles import alternatives
from rehearse.phrases.finding import ElementResult, Status, best_of_alternatives
from rehearse.ui.widgets.row_button import RowButton
from rehearse.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIGNS = {Status.HEARD: "check", Status.MISSING: "missing", Status.UNCLEAR: "question"}
TOKENS = {Status.HEARD: "good", Status.MISSING: "fix", Status.UNCLEAR: "polish"}
WORDS = {Status.MISSING: "Missing", Status.UNCLEAR: "Could not be made out"}


@dataclass(frozen=True, slots=True)
class MustSay:
    """One line of the list: a must-say, or alternatives of which one suffices."""

    title: str
    result: ElementResult

    @property
    def detail(self) -> str:
        """The words that show it, or what became of it."""
        quote = self.result.quote
        if self.result.status is Status.HEARD:
            return quote[:1].upper() + quote[1:]
        words = WORDS[self.result.status]
        return f"{words}: {quote}" if quote else words

    @property
    def spoken(self) -> str:
        """The whole line as a screen reader says it."""
        state = "heard" if self.result.status is Status.HEARD else WORDS[self.result.status].lower()
        return f"{self.title}: {', '.join(filter(None, (state, self.result.quote)))}"


def must_says(results: Sequence[ElementResult], titles: Mapping[str, str], *, required: bool) -> tuple[MustSay, ...]:
    """The lines for the required elements, or for the welcome extras, in the call's order."""
    lines = []
    for best in best_of_alternatives(result for result in results if result.required is required):
        shown = (best.element,) if best.status is not Status.MISSING else best.alternatives
        lines.append(MustSay(alternatives(shown, titles), best))
    return tuple(lines)


class MustSayList(RowList):
    """Shows must-says as rows; those with words behind them can be pressed and heard."""

    def show_lines(self, lines: Sequence[MustSay], *, playable: bool) -> None:
        """Show other lines; `playable` where the recording is there to be heard."""
        self.show_rows(self._row(line, playable=playable) for line in lines)

    def _row(self, line: MustSay, *, playable: bool) -> RowButton:
        result = line.result
        can_be_heard = playable and result.span is not None
        row = RowButton(
            SIGNS[result.status],
            TOKENS[result.status],
            line.title,
            line.detail,
            pressable=can_be_heard,
            tall=False,
        )
        row.setAccessibleName(line.spoken)
        if can_be_heard:
            row.clicked.connect(lambda: self.play_requested.emit(result.span))
        return row
