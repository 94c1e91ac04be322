"""What stays the same throughout a call."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from rehearse.call.wording import names
from rehearse.scenarios.difficulty import Difficulty
from rehearse.target import Target

if TYPE_CHECKING:
    from rehearse.call.script import Scripts
    from rehearse.phrases import RuleBook


@dataclass(frozen=True)
class Setup:
    """What stays the same throughout a call.

    Attributes:
        scripts: All scripts.
        rulebook: The phrase rules.
        seed: Decides every chance; the same seed and the same turns give the same call.
        target: The card.
        difficulty: How the other side behaves.
    """

    scripts: Scripts = field(repr=False)
    rulebook: RuleBook = field(repr=False)
    seed: int
    target: Target = field(default_factory=Target)
    difficulty: Difficulty = Difficulty.BUSY

    @cached_property
    def names(self) -> dict[str, str]:
        """What the slots of the lines are filled with."""
        return names(self.scripts.common, self.target, self.seed)
