"""The other side of a mock call as sound: people one can tell apart, a telephone line, and the sounds on it."""
