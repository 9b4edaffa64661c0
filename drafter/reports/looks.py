"""Turn a workbook's bytes into how it looks on paper, read in the limited process."""

from __future__ import annotations

from drafter.intake.sandbox import Sandbox
from drafter.model.sheet_look import BookLook, SheetLook

_CHILD = "drafter.reports.looks_child"


def read_looks(data: bytes, name: str) -> BookLook | None:
    """The looks of a workbook; None where it cannot be read: reading its figures says why."""
    with Sandbox(1, module=_CHILD) as sandbox:
        content = sandbox.read(data)
    if content.kind != "looks":
        return None
    return BookLook(name, tuple(SheetLook(**one) for one in content.data["sheets"]))
