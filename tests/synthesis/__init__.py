"""Labelled speech, made when it is needed: what was said and where every um and every silence lies."""
