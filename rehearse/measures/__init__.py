"""How it was said: figures and their bands. Pure functions on words and stretches of voice.

Conventions: um and uh are no words but their sound is voice; a word said twice counts twice; silence before the first
and after the last word belongs to nothing.
"""
