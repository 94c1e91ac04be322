"""The steps of the first start: the microphone, the voice model and who calls."""
