"""The calls that can be rehearsed, as data."""
