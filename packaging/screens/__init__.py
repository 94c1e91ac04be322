"""The states of each page that `packaging/screenshots.py` draws: one module a page, each with `screens(stage)`.

A module's `screens(stage: Stage)` yields `(name, widget)`; the name becomes the file's. The widget is shown, sized and
settled by the caller, and closed again before the next one is asked for.
"""
