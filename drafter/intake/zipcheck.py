"""Turn the bytes of a zip (.xlsx, .zip of forms) into a ZipFile that is safe to read, or refuse it.

Checked before any parser sees it: number and names of entries, entries laid over one another, encryption, what they
inflate to (counted while inflating, for headers lie), and any DOCTYPE in an XML part.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO

from drafter.intake.faults import Fault, Refused

MAX_ENTRIES = 2_000
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 100
RATIO_GRACE = 100 * 1024
_BLOCK = 256 * 1024
_LOCAL_HEADER = 30
_XML_NAMES = (".xml", ".rels", ".vml")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_BAD_NAME = re.compile(r"^/|^[A-Za-z]:|\\|\x00|(^|/)\.\.(/|$)")


def open_checked(data: bytes) -> zipfile.ZipFile:
    """The zip, every entry inflated once and found harmless. Raises Refused."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        entries = archive.infolist()
        _check_entries(entries)
        total = 0
        for entry in entries:
            total = _inflate(archive, entry, total)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise Refused(Fault.BROKEN, "tệp nén bị hỏng hoặc tải về chưa đủ") from error
    return archive


def _check_entries(entries: Sequence[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise Refused(Fault.TOO_LARGE, f"tệp nén có {len(entries)} mục, quá {MAX_ENTRIES} mục")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused(Fault.ENCRYPTED, "tệp nén có mật khẩu")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise Refused(Fault.UNSAFE, "cách nén lạ")
    if any(_BAD_NAME.search(entry.orig_filename) for entry in entries):
        raise Refused(Fault.UNSAFE, "tên mục trong tệp nén trỏ ra ngoài")
    names = {unicodedata.normalize("NFC", entry.filename).casefold() for entry in entries}
    if len(names) < len(entries):
        raise Refused(Fault.UNSAFE, "hai mục trong tệp nén trùng tên")
    ends = 0
    for entry in sorted(entries, key=lambda found: found.header_offset):
        if entry.header_offset < ends:
            raise Refused(Fault.UNSAFE, "các mục trong tệp nén chồng lên nhau")
        ends = entry.header_offset + _LOCAL_HEADER + entry.compress_size


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, total: int) -> int:
    """Inflate an entry piece by piece and throw the pieces away; returns the bytes of all entries so far."""
    is_xml = entry.filename.lower().endswith(_XML_NAMES)
    size, tail = 0, b""
    with archive.open(entry) as stream:
        while block := stream.read(_BLOCK):
            size += len(block)
            if total + size > MAX_TOTAL:
                raise Refused(Fault.TOO_LARGE, f"nội dung bung ra quá {MAX_TOTAL // 1024 // 1024} MB")
            if size > RATIO_GRACE and size > MAX_RATIO * max(1, entry.compress_size):
                raise Refused(Fault.UNSAFE, f"nội dung nén quá {MAX_RATIO} lần (giống bom nén)")
            if is_xml and any(mark in tail + block for mark in _DOCTYPES):
                raise Refused(Fault.UNSAFE, "có khai báo DOCTYPE")
            tail = block[-20:]
    return total + size
