"""Which words work against the speaker and what was left unsaid: a prose linter whose rules are data."""
