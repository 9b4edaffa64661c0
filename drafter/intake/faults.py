"""What can be wrong with a file before its content counts. The child names these; the parent says them in words."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """Why a file could not be read at all."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_A_WORKBOOK = "not-a-workbook"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    UNSAFE = "unsafe"
    TIMED_OUT = "timed-out"
    CRASHED = "crashed"


class Refused(Exception):  # noqa: N818 - it is no error of the program: the file was refused
    """The file is not read. `detail` is a short Vietnamese phrase of what was found, without names from the file."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(fault.value, detail)
        self.fault = fault
        self.detail = detail
