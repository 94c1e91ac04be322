"""The sections of the Settings page, one module each."""
