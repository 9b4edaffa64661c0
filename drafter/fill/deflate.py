"""Which deflate there is: isal or zlib-ng when installed (many times faster), else the standard library's.

Outputs of different libraries differ in bytes, never in content.
"""

import importlib
import zlib
from typing import Any, Protocol


class Compressor(Protocol):
    """What `zlib.compressobj` gives."""

    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


try:
    _fast: Any = importlib.import_module("isal.isal_zlib")
except ImportError:
    try:
        _fast = importlib.import_module("zlib_ng.zlib_ng")
    except ImportError:
        _fast = None

# isal counts 0-3, its 1 being about zlib's 2. Elsewhere 3 takes under half the time of 6, the levels in between little
# less than 6; a report grows by some three percent.
DEFAULT_LEVEL = 1 if _fast is not None and _fast.__name__.startswith("isal") else 3


def compressor(level: int | None = None) -> Compressor:
    """A raw deflate stream (as zip wants it); None is the level that suits the library."""
    wanted = DEFAULT_LEVEL if level is None else level
    if _fast is None:
        return zlib.compressobj(wanted, zlib.DEFLATED, -15)
    highest = 3 if _fast.__name__.startswith("isal") else 9
    made: Compressor = _fast.compressobj(min(wanted, highest), zlib.DEFLATED, -15)
    return made
