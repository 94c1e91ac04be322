"""How it sounded: loudness, noise and pitch, from samples."""
