"""From which strength the second layer is believed, by severity of the rule."""

from __future__ import annotations

from rehearse.meaning.combine import Limits
from rehearse.phrases.finding import Severity

LIMITS = {
    Severity.STOP: Limits(sure=0.95, perhaps=0.5, doubt=0.2, dismiss=0.05),
    Severity.FIX: Limits(sure=0.95, perhaps=0.5, doubt=0.2, dismiss=0.05),
    Severity.POLISH: Limits(sure=0.95, perhaps=0.5, doubt=0.2, dismiss=0.05),
}
"""Chosen on texts of an author of whom the model had read nothing."""
