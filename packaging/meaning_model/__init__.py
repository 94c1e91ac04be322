"""Training of the second layer: see `packaging/train_meaning.py`."""
