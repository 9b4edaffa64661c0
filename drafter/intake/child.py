"""Turn the bytes of one foreign file into plain data, in a process of its own with limits.

The parent writes a request (a JSON line and the file's bytes) to standard input and reads the answer from standard
output: a JSON text, and the members' bytes when the file is a zip of files. Whatever this process does, dying
included, costs that one file.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable
from typing import IO, Any

from drafter.intake.faults import Fault, Refused
from drafter.intake.locked import OLE2, is_locked, is_locked_document
from drafter.intake.older_cells import read_older
from drafter.intake.xlsx_cells import PlainWorkbook, read_xlsx
from drafter.intake.zipcheck import open_checked

MEMORY_LIMIT = 1024 * 1024 * 1024
CPU_SECONDS = 20
MAX_MEMBERS = 2_000
MAX_JSON = 5 * 1024 * 1024
MAX_JSON_DEPTH = 10
HEAD = struct.Struct(">QQ")
_SNIFFED = (
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "tệp ảnh"),
    (b"\xff\xd8\xff", "tệp ảnh"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"{\\rtf", "tệp RTF"),
    (b"<", "tệp web hoặc XML"),
)

Answer = tuple[dict[str, Any], bytes]


def answer(data: bytes) -> Answer:
    """What the bytes are: a workbook, JSON, an archive of files, or a fault."""
    try:
        return _content(data)
    except Refused as refused:
        return {"kind": "fault", "fault": refused.fault.value, "detail": refused.detail}, b""
    except MemoryError:
        return {"kind": "fault", "fault": Fault.TOO_LARGE.value, "detail": "nội dung cần quá 1 GB bộ nhớ"}, b""
    except Exception:  # a parser's own slip over a hostile file is that file's fault
        return {"kind": "fault", "fault": Fault.BROKEN.value, "detail": "nội dung bên trong tệp bị hỏng"}, b""


def _content(data: bytes) -> Answer:
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused(Fault.EMPTY)
    if data.startswith(b"PK\x03\x04"):
        return _zip_content(open_checked(data), data)
    if data.startswith(OLE2):
        return _ole_content(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return _json_content(data)
    found = next((words for mark, words in _SNIFFED if data.startswith(mark)), "tệp không rõ loại")
    raise Refused(Fault.NOT_A_WORKBOOK, found)


def _zip_content(archive: zipfile.ZipFile, data: bytes) -> Answer:
    names = archive.NameToInfo
    if "[Content_Types].xml" in names:
        if any(name.startswith("word/") for name in names):
            raise Refused(Fault.NOT_A_WORKBOOK, "tệp Word")
        if any(name.startswith("ppt/") for name in names):
            raise Refused(Fault.NOT_A_WORKBOOK, "tệp PowerPoint")
        binary = "xl/workbook.bin" in names
        return _workbook(read_older(data) if binary else read_xlsx(archive), "xlsb" if binary else "xlsx")
    if "mimetype" in names:
        if b"spreadsheet" not in archive.read("mimetype")[:100]:
            raise Refused(Fault.NOT_A_WORKBOOK, "tệp văn bản LibreOffice")
        if is_locked_document(archive):
            raise Refused(Fault.ENCRYPTED, "tệp có mật khẩu mở")
        return _workbook(read_older(data), "ods")
    return _members(archive)


def _workbook(book: PlainWorkbook, form: str) -> Answer:
    sheets = [vars(sheet) for sheet in book.sheets]
    return {"kind": "workbook", "format": form, "sheets": sheets, "names": book.names, "macros": book.macros}, b""


def _ole_content(data: bytes) -> Answer:
    if is_locked(data):
        raise Refused(Fault.ENCRYPTED, "tệp có mật khẩu mở")
    if "WordDocument".encode("utf-16-le") in data:
        raise Refused(Fault.NOT_A_WORKBOOK, "tệp Word cũ (.doc)")
    return _workbook(read_older(data), "xls")


def _json_content(data: bytes) -> Answer:
    if len(data) > MAX_JSON:
        raise Refused(Fault.TOO_LARGE, "tệp JSON quá 5 MB")
    try:
        # figures stay the digits that were written: a float would change 0.1
        found = json.loads(data.decode("utf-8-sig"), parse_float=_as_digits, parse_constant=_refuse_constant)
        if _is_deeper(found, MAX_JSON_DEPTH):
            raise ValueError("too deep")
    except (ValueError, RecursionError) as error:
        raise Refused(Fault.BROKEN, "nội dung JSON viết sai cú pháp") from error
    return {"kind": "json", "data": found}, b""


def _as_digits(digits: str) -> dict[str, str]:
    return {"$decimal": digits}


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _is_deeper(data: object, most: int) -> bool:
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return most < 0 or any(_is_deeper(value, most - 1) for value in inner)


def _members(archive: zipfile.ZipFile) -> Answer:
    """The files of a plain zip, in order of name; hidden ones and folders are not files."""
    entries = sorted((_true_name(entry), entry) for entry in archive.infolist() if not entry.is_dir())
    entries = [(name, entry) for name, entry in entries if not _is_hidden(name)]
    blobs = [archive.read(entry) for _, entry in entries[:MAX_MEMBERS]]
    members = [[name, len(blob)] for (name, _), blob in zip(entries, blobs, strict=False)]
    return {"kind": "archive", "members": members}, b"".join(blobs)


def _true_name(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: many Windows tools write UTF-8 without saying so."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "~$", "__MACOSX")) for part in name.split("/"))


def _limit_process() -> None:
    """Memory for its whole life, and no core file. Windows has no such limits: the parent's clock is."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_cpu() -> None:
    """Twenty seconds of CPU from now on."""
    try:
        import resource
    except ImportError:
        return
    until = int(time.process_time()) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def serve(requests: IO[bytes], answers: IO[bytes], answer: Callable[[bytes], Answer] = answer) -> None:
    """Answer requests until the parent closes the pipe. `answer` says what bytes are: of forms, unless told."""
    while head := requests.read(HEAD.size):
        size, _ = HEAD.unpack(head)
        _limit_cpu()
        found, blob = answer(requests.read(size))
        text = json.dumps(found, ensure_ascii=True, separators=(",", ":")).encode()
        answers.write(HEAD.pack(len(text), len(blob)) + text + blob)
        answers.flush()


def main(answer: Callable[[bytes], Answer] = answer) -> None:
    """Take the pipes for the protocol; anything a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    _limit_process()
    serve(sys.stdin.buffer, answers, answer)


if __name__ == "__main__":
    main()
