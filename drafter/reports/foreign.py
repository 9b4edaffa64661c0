"""Have a Word or Excel file from outside opened in a limited process before it is opened here: it is not trusted.

Elements that are to be written into must be opened here, so the limited process opens them first: a file that takes too
much memory or time, or brings its reader down, costs that process alone. One such process is kept warm.
"""

from __future__ import annotations

import atexit
import hashlib
from collections import deque
from functools import cache

from drafter.intake.sandbox import Content, Sandbox
from drafter.model.page import PageFile
from drafter.model.problem import Place
from drafter.readback.opening import UNSAFE, NotRead
from drafter.readback.reader import read_page

_CHILD = "drafter.reports.foreign_child"
_CRASHED = "phần đọc tệp bị dừng giữa chừng"
_opened: deque[bytes] = deque(maxlen=64)  # digests of what was opened well


def read_foreign_page(data: bytes) -> PageFile:
    """A Word file from outside, measured. Raises NotRead."""
    refuse_unsafe(data)
    return read_page(data)


def refuse_unsafe(data: bytes) -> None:
    """Raise NotRead where a Word file cannot be opened within the limits."""
    if why := unsafe(data):
        raise NotRead(UNSAFE.at(Place(), found=why))


def unsafe(data: bytes) -> str:
    """Why a file must not be opened here, in Vietnamese; empty where it may. Never raises for what is in the file."""
    digest = hashlib.sha256(data).digest()
    if digest in _opened:
        return ""
    why = why_not(_sandbox().read(data))
    if not why:
        _opened.append(digest)
    return why


def why_not(content: Content) -> str:
    """What an answer of the limited process says against its file; empty where it says nothing."""
    return "" if content.kind == "read" else str(content.data.get("detail") or _CRASHED)


@cache
def _sandbox() -> Sandbox:
    """The process that is kept warm; it ends with this one."""
    made = Sandbox(1, module=_CHILD)
    atexit.register(made.__exit__, None, None, None)
    return made
