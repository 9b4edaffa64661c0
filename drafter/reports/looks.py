"""Turn a workbook's bytes into how it looks on paper, read in the limited process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drafter.intake.sandbox import Sandbox
from drafter.model.sheet_look import BookLook, SheetLook

_CHILD = "drafter.reports.looks_child"


def read_looks(data: bytes, name: str) -> BookLook | None:
    """The looks of a workbook; None where it cannot be read: reading its figures says why."""
    with Sandbox(1, module=_CHILD) as sandbox:
        content = sandbox.read(data)
    if content.kind != "looks":
        return None
    return BookLook(name, tuple(_sheet(one) for one in content.data["sheets"]))


def _sheet(told: Mapping[str, Any]) -> SheetLook:
    head = told["head"]
    return SheetLook(**{**told, "head": tuple(head) if head else None})
