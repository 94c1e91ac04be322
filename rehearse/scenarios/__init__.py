"""The calls that can be rehearsed, as data."""

from rehearse.scenarios.loader import get, load, load_from
from rehearse.scenarios.scenario import Origin, Scenario

__all__ = ["Origin", "Scenario", "get", "load", "load_from"]
