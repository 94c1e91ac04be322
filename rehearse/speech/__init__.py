"""What was said: plain frozen values that every other package speaks in. Standard library only.

Conventions: times are seconds from the first sample of the recording, spans are half-open, tuples not lists.
"""

from rehearse.speech.expected import NOTHING_EXPECTED, Expected, ExpectedName
from rehearse.speech.span import Span
from rehearse.speech.transcript import SecondReading, Transcript, Word, is_filled_pause

__all__ = [
    "NOTHING_EXPECTED",
    "Expected",
    "ExpectedName",
    "SecondReading",
    "Span",
    "Transcript",
    "Word",
    "is_filled_pause",
]
