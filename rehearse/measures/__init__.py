"""How it was said: pure functions on transcripts and spans of voice, one measure family per file."""
