"""Turn the bytes of one past report into plain data, in the same limited process that forms are read in.

Office files of before 2007 and texts of other programs are answered with `convert`: the parent may have LibreOffice
make a .docx of them, which then comes here.
"""

from __future__ import annotations

from typing import Any

from drafter.intake import child
from drafter.intake.faults import Fault, Refused
from drafter.intake.locked import OLE2, is_locked, is_locked_document
from drafter.intake.older_cells import read_older
from drafter.intake.xlsx_cells import read_xlsx
from drafter.intake.zipcheck import open_checked
from drafter.readback.opening import LOCKED, TOO_LARGE, UNSAFE, NotRead
from drafter.readback.reader import read_page
from drafter.reports.from_pdf import pdf_blocks
from drafter.reports.from_sheets import sheet_blocks
from drafter.reports.from_text import decoded, text_blocks
from drafter.reports.from_word import SOFT_HYPHEN, word_blocks
from drafter.reports.wire import to_plain

_OTHERS = (
    (b"\x89PNG", "tệp ảnh"), (b"\xff\xd8\xff", "tệp ảnh"), (b"GIF8", "tệp ảnh"), (b"II*\x00", "tệp ảnh"),
    (b"MM\x00*", "tệp ảnh"), (b"Rar!", "tệp nén RAR"), (b"7z\xbc\xaf", "tệp nén 7z"), (b"MZ", "tệp chương trình"),
)  # fmt: skip
_FAULTS = {LOCKED.code: Fault.ENCRYPTED, TOO_LARGE.code: Fault.TOO_LARGE, UNSAFE.code: Fault.UNSAFE}


def answer(data: bytes) -> child.Answer:
    """What a report says, that it must be converted first, or a fault."""
    try:
        return _content(data), b""
    except Refused as refused:
        return _fault(refused.fault, refused.detail), b""
    except NotRead as refused:
        return _fault(_FAULTS.get(refused.problem.code, Fault.BROKEN), refused.problem.what), b""
    except MemoryError:
        return _fault(Fault.TOO_LARGE, "nội dung cần quá 1 GB bộ nhớ"), b""
    except Exception:  # a parser's own slip over a hostile file is that file's fault
        return _fault(Fault.BROKEN, "nội dung bên trong tệp bị hỏng"), b""


def _fault(fault: Fault, detail: str) -> dict[str, Any]:
    return {"kind": "fault", "fault": fault.value, "detail": detail}


def _content(data: bytes) -> dict[str, Any]:
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused(Fault.EMPTY)
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(OLE2):
        return _compound(data)
    if data[:1024].lstrip().startswith(b"%PDF"):
        blocks, pages = pdf_blocks(data)
        return to_plain("pdf", blocks, pages)
    if data.startswith(b"{\\rtf"):
        return {"kind": "convert", "form": "rtf"}
    found = next((words for mark, words in _OTHERS if data.startswith(mark)), "")
    text = None if found else decoded(data)
    if text is None:
        raise Refused(Fault.NOT_A_WORKBOOK, found or "tệp không rõ loại")
    if text[0].lstrip()[:200].lower().startswith(("<!doctype", "<html", "<?xml")):
        raise Refused(Fault.NOT_A_WORKBOOK, "tệp web hoặc XML")
    return to_plain("text", text_blocks(*text))


def _packed(data: bytes) -> dict[str, Any]:
    archive = open_checked(data)
    names = archive.NameToInfo
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return to_plain("docx", word_blocks(read_page(data, SOFT_HYPHEN)))
        if any(name.startswith("ppt/") for name in names):
            raise Refused(Fault.NOT_A_WORKBOOK, "tệp trình chiếu PowerPoint")
        binary = "xl/workbook.bin" in names
        return to_plain("xlsx", sheet_blocks(read_older(data) if binary else read_xlsx(archive)))
    if "mimetype" in names:
        kind = archive.read("mimetype")[:100]
        if is_locked_document(archive):
            raise Refused(Fault.ENCRYPTED, "tệp có mật khẩu mở")
        if b"spreadsheet" in kind:
            return to_plain("ods", sheet_blocks(read_older(data)))
        if b"opendocument.text" in kind:
            return {"kind": "convert", "form": "odt"}
    raise Refused(Fault.NOT_A_WORKBOOK, "tệp nén")


def _compound(data: bytes) -> dict[str, Any]:
    if is_locked(data):
        raise Refused(Fault.ENCRYPTED, "tệp có mật khẩu mở")
    if "WordDocument".encode("utf-16-le") in data:
        return {"kind": "convert", "form": "doc"}
    return to_plain("xls", sheet_blocks(read_older(data)))


if __name__ == "__main__":
    child.main(answer)
