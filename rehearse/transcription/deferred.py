"""Libraries that another one imports on loading, and that are loaded only when it uses them.

faster-whisper opens sound files with PyAV and fetches models with huggingface_hub. It is asked for neither here, and
loading them takes 24 MB. Python's own `importlib.util.LazyLoader` would load them on their import there, which is a
second one to it.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def deferred(*names: str) -> Iterator[None]:
    """Have whoever imports one of these libraries meanwhile wait for it until something of it is used.

    Afterwards an import gives the library itself, as it does where it was loaded before.
    """
    waiting = {name: _Deferred(name) for name in names if name not in sys.modules}
    sys.modules.update(waiting)
    try:
        yield
    finally:
        for name, module in waiting.items():
            _make_way(name, module)


class _Deferred(ModuleType):
    """Stands for a library that is not loaded; whatever is looked for in it is looked for in the library."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        # Tools look at each module that is imported, PySide for one. Only an import of a part asks for the path.
        if name.startswith("__") and name != "__path__":
            raise AttributeError(name)
        _make_way(self.__name__, self)
        return getattr(importlib.import_module(self.__name__), name)


def _make_way(name: str, module: ModuleType) -> None:
    if sys.modules.get(name) is module:
        del sys.modules[name]
