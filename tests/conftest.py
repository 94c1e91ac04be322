"""Fixtures that every test gets."""
