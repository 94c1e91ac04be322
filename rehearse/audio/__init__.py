"""Microphone, loudspeaker and sound files; the only package that knows PortAudio, libsndfile, soxr and PyAV."""
