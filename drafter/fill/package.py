"""Turn an OOXML file into raw members that can be copied as they are, and members and new parts into a file.

Reading trusts nothing: a file that is too big, inflates too much, hides names, carries a DOCTYPE, macros or
embedded programs is refused before anything is parsed. Writing is deterministic: fixed dates, fixed order.
"""

import io
import os
import re
import struct
import tempfile
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from drafter.fill.deflate import compressor
from drafter.fill.errors import Kind, TemplateError


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much a foreign file may cost before it is refused."""

    file_bytes: int = 50 * 2**20
    entries: int = 2_000
    inflated_bytes: int = 200 * 2**20
    ratio: int = 100
    ratio_grace_bytes: int = 100 * 2**10
    active_parts: bool = False  # whether macros and embedded objects may lie in it: only where nobody opens them


NOT_A_ZIP = Kind(
    "T130",
    "không đọc được tệp: đây không phải tệp Word/Excel (.docx, .xlsx) hoặc tệp đã hỏng",
    "the file cannot be read: it is not a Word/Excel file (.docx, .xlsx), or it is damaged",
    "mở tệp bằng Word hoặc Excel rồi lưu lại dạng .docx hoặc .xlsx",
    "open it in Word or Excel and save it again as .docx or .xlsx",
)
TOO_BIG = Kind(
    "T131",
    "tệp quá lớn: {found}, giới hạn là {limit}",
    "the file is too big: {found}, the limit is {limit}",
    "bỏ bớt ảnh hoặc nén ảnh trong mẫu",
    "remove or compress the pictures in the template",
)
BOMB = Kind(
    "T132",
    "tệp nén bất thường ở «{found}», có thể gây treo máy nên không mở",
    "the file is compressed abnormally at «{found}», it could exhaust the machine and is not opened",
    "lấy lại mẫu từ nơi tin cậy",
    "get the template again from a place you trust",
)
BAD_NAME = Kind(
    "T133",
    "tên phần «{found}» trong tệp không hợp lệ hoặc bị trùng",
    "the member name «{found}» is invalid or appears twice",
    "mở tệp bằng Word hoặc Excel rồi lưu lại",
    "open the file in Word or Excel and save it again",
)
ENCRYPTED = Kind(
    "T134",
    "tệp được đặt mật khẩu hoặc là định dạng cũ (.doc, .xls)",
    "the file has a password or is of an old format (.doc, .xls)",
    "bỏ mật khẩu, hoặc lưu lại dạng .docx hoặc .xlsx",
    "remove the password, or save it as .docx or .xlsx",
)
DOCTYPE = Kind(
    "T135",
    "phần «{found}» có khai báo DOCTYPE nên không được mở",
    "the part «{found}» has a DOCTYPE and is not opened",
    "lấy lại mẫu từ nơi tin cậy",
    "get the template again from a place you trust",
)
ACTIVE = Kind(
    "T136",
    "tệp có macro hoặc đối tượng nhúng («{found}») nên không dùng làm mẫu được",
    "the file holds macros or embedded objects («{found}») and cannot be a template",
    "bỏ macro, đối tượng nhúng rồi lưu lại dạng .docx hoặc .xlsx",
    "remove them and save the file as .docx or .xlsx",
)

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACTIVE_NAME = re.compile(r"vbaproject|vbadata|/activex/|oleobject|/macrosheets/|/dialogsheets/|\.exe$|\.dll$", re.I)
_ACTIVE_TYPE = re.compile(rb"macroEnabled|vnd\.ms-office\.vbaProject|oleObject|activeX", re.I)
_ACTIVE_LINK = re.compile(
    rb"relationships/(oleObject|vbaProject|control|activeXControlBinary|xlMacrosheet|aFChunk)[\"']", re.I
)
_CHARACTER = re.compile(rb"&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));", re.I)
_XML_NAME = re.compile(r"\.(xml|rels|vml)$", re.I)
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*['\"]([A-Za-z0-9._-]+)")
_SAFE_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"}


@dataclass(frozen=True, slots=True)
class Member:
    """One member as it lies in the file: `raw` is still compressed when `method` is 8 (deflate)."""

    name: str
    method: int
    crc: int
    size: int
    raw: bytes

    def inflate(self) -> bytes:
        return zlib.decompress(self.raw, -15) if self.method == 8 else self.raw


@dataclass(frozen=True)
class Package:
    """A checked OOXML file: members in their order, raw."""

    members: Mapping[str, Member]
    _layouts: dict[frozenset[str], "_Layout"] = field(default_factory=dict, repr=False, compare=False)

    def __contains__(self, name: object) -> bool:
        return name in self.members

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.members)

    def read(self, name: str) -> bytes:
        return self.members[name].inflate()

    def with_parts(self, parts: Mapping[str, bytes], *, dropped: Iterable[str] = ()) -> "Package":
        """A package in which these parts are new for good (compressed once), and some are gone."""
        gone = set(dropped)
        members = {name: member for name, member in self.members.items() if name not in gone}
        members.update((name, _deflated(name, data)) for name, data in parts.items())
        return Package(members)

    def write(self, parts: Mapping[str, bytes], *, level: int | None = None) -> bytes:
        """The file with `parts` in place of, or besides, its own members; the others are copied raw."""
        layout = self._layout(frozenset(parts))
        chunks, directory, offset = [layout.body], [layout.directory], len(layout.body)
        for name, data in parts.items():
            deflate = compressor(level)
            raw = deflate.compress(data) + deflate.flush()
            head, entry = _headers(name.encode(), 8, zlib.crc32(data), len(raw), len(data), offset)
            chunks += (head, raw)
            directory.append(entry)
            offset += len(head) + len(raw)
        chunks.extend(directory)
        chunks.append(_end(layout.count + len(parts), sum(map(len, directory)), offset))
        return b"".join(chunks)

    def stream(
        self,
        out: BinaryIO,
        parts: Mapping[str, bytes | Iterable[bytes]],
        *,
        level: int | None = None,
    ) -> None:
        """As `write`, into a seekable file, each part taken piece by piece so that memory stays flat."""
        layout = self._layout(frozenset(parts))
        out.write(layout.body)
        directory, offset = [layout.directory], len(layout.body)
        for name, data in parts.items():
            pieces: Iterable[bytes] = (data,) if isinstance(data, bytes) else data
            entry, length = _stream_member(out, name.encode(), pieces, offset, level)
            directory.append(entry)
            offset += length
        for entry in directory:
            out.write(entry)
        out.write(_end(layout.count + len(parts), sum(map(len, directory)), offset))

    def _layout(self, replaced: frozenset[str]) -> "_Layout":
        layout = self._layouts.get(replaced)
        if layout is None:
            layout = self._layouts[replaced] = _lay_out(m for m in self.members.values() if m.name not in replaced)
        return layout


@dataclass(frozen=True, slots=True)
class _Layout:
    """The untouched members already laid out as the beginning of a zip file."""

    body: bytes
    directory: bytes
    count: int


def _lay_out(members: Iterable[Member]) -> _Layout:
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = count = 0
    for member in members:
        head, entry = _headers(member.name.encode(), member.method, member.crc, len(member.raw), member.size, offset)
        body += (head, member.raw)
        directory.append(entry)
        offset += len(head) + len(member.raw)
        count += 1
    return _Layout(b"".join(body), b"".join(directory), count)


# Version 2.0, names in UTF-8 (bit 11), 1980-01-01 00:00: the same input gives the same bytes on every day.
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_DATE_1980 = 33
_UTF8_NAMES = 0x800


def _headers(name: bytes, method: int, crc: int, packed: int, size: int, offset: int) -> tuple[bytes, bytes]:
    common = (20, _UTF8_NAMES, method, 0, _DATE_1980, crc, packed, size, len(name), 0)
    local = _LOCAL.pack(b"PK\x03\x04", *common) + name
    return local, _CENTRAL.pack(b"PK\x01\x02", 20, *common, 0, 0, 0, 0, offset) + name


def _end(count: int, directory_size: int, directory_offset: int) -> bytes:
    return _END.pack(b"PK\x05\x06", 0, 0, count, count, directory_size, directory_offset, 0)


def _stream_member(
    out: BinaryIO, name: bytes, pieces: Iterable[bytes], offset: int, level: int | None
) -> tuple[bytes, int]:
    """Write one member, then go back to put its sizes into its header; returns its directory entry and length."""
    start = out.tell()
    out.write(_headers(name, 8, 0, 0, 0, offset)[0])
    deflate, crc, size, packed = compressor(level), 0, 0, 0
    for piece in pieces:
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        packed += out.write(deflate.compress(piece))
    packed += out.write(deflate.flush())
    head, entry = _headers(name, 8, crc, packed, size, offset)
    end = out.tell()
    out.seek(start)
    out.write(head)
    out.seek(end)
    return entry, len(head) + packed


def _deflated(name: str, data: bytes) -> Member:
    deflate = compressor(None)
    return Member(name, 8, zlib.crc32(data), len(data), deflate.compress(data) + deflate.flush())


def read_package(source: Path | str | bytes, *, limits: ZipLimits | None = None) -> Package:
    """Read and check a whole OOXML file; raises TemplateError (T130-T136), OSError when it cannot be opened."""
    limits = limits or ZipLimits()
    if not isinstance(source, bytes):
        size = os.path.getsize(source)
        if size > limits.file_bytes:
            raise TemplateError(TOO_BIG, found=_mb(size), limit=_mb(limits.file_bytes))
        source = Path(source).read_bytes()
    if len(source) > limits.file_bytes:
        raise TemplateError(TOO_BIG, found=_mb(len(source)), limit=_mb(limits.file_bytes))
    if source.startswith(_OLE_MAGIC):
        raise TemplateError(ENCRYPTED)
    try:
        members = _members(source, limits)
    except (
        zipfile.BadZipFile,
        struct.error,
        zlib.error,
        UnicodeDecodeError,
        NotImplementedError,
        ValueError,
        EOFError,
    ):
        raise TemplateError(NOT_A_ZIP) from None
    if "[Content_Types].xml" not in members:
        raise TemplateError(NOT_A_ZIP)
    return Package(members)


def _mb(size: int) -> str:
    return f"{size / 2**20:.1f}".replace(".", ",") + " MB"


def _members(data: bytes, limits: ZipLimits) -> dict[str, Member]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    if len(infos) > limits.entries:
        raise TemplateError(TOO_BIG, found=f"{len(infos)} phần", limit=f"{limits.entries} phần")
    members: dict[str, Member] = {}
    seen: set[str] = set()
    room, covered = limits.inflated_bytes, 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        _check_name(info, seen, limits)
        if info.flag_bits & 0x1:
            raise TemplateError(ENCRYPTED)
        start, end = _extent(data, info)
        if info.header_offset < covered or end > len(data):
            raise TemplateError(BOMB, found=info.filename)  # members that overlap: the same bytes inflated twice
        covered = end
        if info.is_dir():
            continue
        raw = data[start:end]
        size, crc = _check_content(info, raw, room, limits)
        room -= size
        members[info.filename] = Member(info.filename, info.compress_type, crc, size, raw)
    return members


def _extent(data: bytes, info: zipfile.ZipInfo) -> tuple[int, int]:
    header = _LOCAL.unpack_from(data, info.header_offset)
    if header[0] != b"PK\x03\x04":
        raise zipfile.BadZipFile
    start = info.header_offset + _LOCAL.size + header[9] + header[10]
    return start, start + info.compress_size


def _check_name(info: zipfile.ZipInfo, seen: set[str], limits: ZipLimits) -> None:
    name = info.orig_filename
    alike = unicodedata.normalize("NFC", name).casefold()
    parts = name.rstrip("/").split("/")
    odd = "\\" in name or "\0" in name or ":" in name or name.startswith("/") or ".." in parts or "" in parts
    if odd or alike in seen:
        raise TemplateError(BAD_NAME, found=name.replace("\0", "␀"))
    seen.add(alike)
    if _ACTIVE_NAME.search(name) and not limits.active_parts:
        raise TemplateError(ACTIVE, found=name)


def _check_content(info: zipfile.ZipInfo, raw: bytes, room: int, limits: ZipLimits) -> tuple[int, int]:
    """Inflate once, counting (headers lie), and look at XML parts; returns the true size and checksum."""
    is_xml = bool(_XML_NAME.search(info.filename))
    size, crc, kept = 0, 0, []
    for piece in _inflate(info, raw):
        size += len(piece)
        crc = zlib.crc32(piece, crc)
        if size > room or (size > limits.ratio_grace_bytes and size > limits.ratio * max(len(raw), 1)):
            raise TemplateError(BOMB, found=info.filename)
        if is_xml:
            kept.append(piece)
    if crc != info.CRC or size != info.file_size:
        raise zipfile.BadZipFile
    if is_xml:
        _check_xml(info.filename, b"".join(kept), limits)
    return size, crc


def _inflate(info: zipfile.ZipInfo, raw: bytes) -> Iterator[bytes]:
    if info.compress_type == zipfile.ZIP_STORED:
        yield raw
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError
    inflater = zlib.decompressobj(-15)
    while raw and not inflater.eof:
        yield inflater.decompress(raw, 2**16)
        raw = inflater.unconsumed_tail
    if not inflater.eof:
        raise zlib.error


def _check_xml(name: str, data: bytes, limits: ZipLimits) -> None:
    declared = _ENCODING.match(data.lstrip(b"\xef\xbb\xbf"))
    if declared and declared.group(1).lower() not in _SAFE_ENCODINGS:
        raise TemplateError(DOCTYPE, found=name)  # an encoding in which a DOCTYPE could hide
    plain = data.replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4] else data
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise TemplateError(DOCTYPE, found=name)
    if limits.active_parts:
        return
    plain = _CHARACTER.sub(_character, plain)
    if name == "[Content_Types].xml" and _ACTIVE_TYPE.search(plain):
        raise TemplateError(ACTIVE, found=name)
    if name.endswith(".rels") and _ACTIVE_LINK.search(plain):
        raise TemplateError(ACTIVE, found=name)


def _character(found: re.Match[bytes]) -> bytes:
    """The character a reference such as `&#101;` stands for, which could hide a word."""
    number = int(found.group(1), 16) if found.group(1) else int(found.group(2))
    return chr(number).encode("utf-8", "replace") if number <= 0x10FFFF else b"?"


@contextmanager
def written_whole(path: Path | str) -> Iterator[BinaryIO]:
    """A file to write into that becomes `path` only when everything went well, else nothing is left."""
    path = Path(path)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w+b") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.chmod(temporary, 0o666 & ~_MASK)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def sweep(folder: Path, seconds: float = 3600) -> int:
    """Remove what a kill left of files written whole below `folder`, `seconds` old at least; how many there were.

    Those of another who is writing now are younger.
    """
    gone, before = 0, time.time() - seconds
    for path in folder.rglob(".*.tmp"):
        with suppress(OSError):  # gone meanwhile, or held open: the next start sweeps again
            if _HALF_WRITTEN.fullmatch(path.name) and path.is_file() and path.stat().st_mtime < before:
                path.unlink()
                gone += 1
    return gone


_HALF_WRITTEN = re.compile(r"\..+\.[a-z0-9_]{8}\.tmp")


def _current_mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_MASK = _current_mask()  # read once: reading it means setting it, which other threads would see


def save(path: Path | str, data: bytes) -> None:
    """Write `data` to `path` whole or not at all."""
    with written_whole(path) as out:
        out.write(data)
