"""Sound to words; the only package that knows faster-whisper and its runtimes."""
