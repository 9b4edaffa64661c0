"""Open one Word or Excel file that came from outside, in the same limited process that forms are read in.

It only tells that reading ended within the limits. What is wrong with a file, its reader says to who asks next;
here it matters that saying so took neither the memory nor the time of the program.
"""

from __future__ import annotations

from drafter.intake import child
from drafter.intake.faults import Fault
from drafter.readback.opening import NotRead
from drafter.readback.reader import read_page
from drafter.revise.opening import NotWritable, OpenedFile
from drafter.revise.workbook import NotAWorkbook, OfficerBook


def answer(data: bytes) -> child.Answer:
    """That the file was read or politely refused, else a fault."""
    try:
        if b"xl/workbook" in data:
            OfficerBook(data)
        else:
            read_page(data)
            OpenedFile(data)
    except (NotRead, NotWritable, NotAWorkbook):
        pass
    except MemoryError:
        return {"kind": "fault", "fault": Fault.TOO_LARGE.value, "detail": "nội dung cần quá 1 GB bộ nhớ"}, b""
    except Exception:  # a parser's own slip over a hostile file is that file's fault
        return {"kind": "fault", "fault": Fault.BROKEN.value, "detail": "nội dung bên trong tệp bị hỏng"}, b""
    return {"kind": "read"}, b""


if __name__ == "__main__":
    child.main(answer)
