"""A mock call in which the other side talks back: conversations as data, and the function that walks through them.

Nothing here knows Qt, sound, threads or a clock: every time comes in as a value of a `Turn`, chance comes from a seed,
and `step` takes the state of now and one turn of the applicant and returns the state of next and the reply. So a call
can be typed, spoken, or replayed faster than it was, and always goes the same way.

The grammar of the script files stands in `scripts/README.md`.
"""

from rehearse.call.engine import CallState, begin, step
from rehearse.call.loader import load, load_script
from rehearse.call.script import Scripts
from rehearse.call.setup import Setup
from rehearse.call.values import Difficulty, Ending, Line, Mood, Reply, Sound, Turn

__all__ = [
    "CallState",
    "Difficulty",
    "Ending",
    "Line",
    "Mood",
    "Reply",
    "Scripts",
    "Setup",
    "Sound",
    "Turn",
    "begin",
    "load",
    "load_script",
    "step",
]
