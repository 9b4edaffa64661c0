"""Turn the body of a request into fields and files on disk, within limits, its form's token first.

Nothing of a body is kept before the first field has shown the session's token (`csrf`), so that a request from
elsewhere leaves no file. A file that is too large is told as such and harms no other; such a body is refused.
"""

from __future__ import annotations

import asyncio
import hmac
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import parse_qsl

import python_multipart
from python_multipart.exceptions import MultipartParseError
from starlette.requests import Request

MAX_FILE = 50 * 1024 * 1024
MAX_FILES = 500
MAX_BODY = 1024 * 1024 * 1024
MAX_TEXT = 1024 * 1024
MAX_FIELDS = 5000
PIECE_SECONDS = 30.0  # how long the next piece of a body may take
BODY_SECONDS = 30 * 60.0
TOKEN = "csrf"  # noqa: S105 - the name of the field

_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


class RefusedError(Exception):
    """A request that goes no further: `status` of the answer and why, in Vietnamese."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


@dataclass(frozen=True)
class Upload:
    """A file that came: its name made fit for a disk, and where it lies. `path` is None where it was too large."""

    field: str
    name: str
    path: Path | None
    size: int


@dataclass
class Body:
    """The fields of a form in their order, and its files, which are gone when the answer has been given."""

    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[Upload] = field(default_factory=list)
    folder: Path | None = None

    def text(self, name: str) -> str:
        """The first field of that name on one line, empty where there is none."""
        return " ".join(self.lines(name).split())

    def lines(self, name: str) -> str:
        """The first field of that name with its line breaks, empty where there is none."""
        return self.raw(name).strip()

    def raw(self, name: str) -> str:
        """The first field of that name with its spaces too: a password."""
        return next((value for key, value in self.fields if key == name), "")

    def all(self, name: str) -> list[str]:
        """Every field of that name."""
        return [value.strip() for key, value in self.fields if key == name]

    def uploads(self, name: str) -> list[Upload]:
        """The files of that field; a field left empty has none."""
        return [upload for upload in self.files if upload.field == name]

    def close(self) -> None:
        """Take away what of the files was not moved elsewhere."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def file_name(given: str) -> str:
    """A name that came from outside as a plain file name: no folder, nothing unseen, fit for Windows and Linux."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    name = " ".join(_NOT_IN_NAMES.sub(" ", last).split()).strip(". ")
    if _RESERVED.match(name):
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    kept = stem.encode()[: 180 - len(ending.encode()[:20])].decode(errors="ignore").rstrip()
    return f"{kept}{dot}{ending.encode()[:20].decode(errors='ignore')}" if kept.strip(".") else f"tep{dot}{ending[:20]}"


async def read_body(request: Request, token: str) -> Body:
    """Read a form. Raises RefusedError, ClientDisconnect; what was written by then is gone."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or int(declared) > MAX_BODY + MAX_TEXT:
        raise RefusedError(413, "tổng dung lượng gửi lên một lần quá 1 GB; hãy chia làm nhiều lần")
    kind, options = python_multipart.multipart.parse_options_header(request.headers.get("content-type", ""))
    try:
        async with asyncio.timeout(BODY_SECONDS):
            if kind == b"application/x-www-form-urlencoded":
                return await _plain(request, token)
            if kind == b"multipart/form-data" and options.get(b"boundary"):
                return await _Parts(token).read(request, options[b"boundary"])
    except TimeoutError:
        raise RefusedError(408, "đường truyền quá chậm nên đã dừng; hãy gửi lại") from None
    raise RefusedError(415, "kiểu dữ liệu gửi lên không dùng được")


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    stream = request.stream()
    while True:
        async with asyncio.timeout(PIECE_SECONDS):
            piece = await anext(stream, None)
        if piece is None:
            return
        yield piece


async def _plain(request: Request, token: str) -> Body:
    data = bytearray()
    async for piece in _pieces(request):
        data += piece
        if len(data) > MAX_TEXT:
            raise RefusedError(413, "nội dung gửi lên quá dài")
    try:
        pairs = parse_qsl(data.decode("ascii"), keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict")
    except ValueError:  # also text that is no text
        raise RefusedError(400, "nội dung gửi lên bị hỏng") from None
    body = Body([(name, _clean(value)) for name, value in pairs])
    _hold(token, body.text(TOKEN))
    return body


def _hold(token: str, given: str) -> None:
    if not hmac.compare_digest(token.encode(), given.encode()):
        raise RefusedError(403, "trang này đã cũ hoặc yêu cầu đến từ một trang khác; hãy tải lại trang rồi làm lại")


def _clean(text: str) -> str:
    """Text as the desk takes it: NFC, line breaks as one character, no other control characters."""
    lined = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lined if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


class _Parts:
    """Reads the parts of a multipart body as they come; a file's bytes go straight to disk."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._held = False
        self._body = Body()
        self._header = bytearray()
        self._value = bytearray()
        self._headers: dict[str, str] = {}
        self._name = ""
        self._file: IO[bytes] | None = None
        self._upload = ""
        self._path: Path | None = None
        self._size = 0
        self._text = bytearray()
        self._texts = 0
        self._done = False

    async def read(self, request: Request, boundary: bytes) -> Body:
        """Read all parts. Raises RefusedError, ClientDisconnect, and then has left nothing on disk."""
        names = ("part_begin", "part_data", "part_end", "header_field", "header_value", "header_end")
        calls = {f"on_{name}": getattr(self, f"_{name}") for name in (*names, "headers_finished", "end")}
        total = 0
        try:
            parser = python_multipart.MultipartParser(boundary, calls)  # type: ignore[arg-type]
            async for piece in _pieces(request):
                total += len(piece)
                if total > MAX_BODY + MAX_TEXT:
                    raise RefusedError(413, "tổng dung lượng gửi lên một lần quá 1 GB; hãy chia làm nhiều lần")
                await asyncio.to_thread(parser.write, piece) if self._file else parser.write(piece)
            parser.finalize()
            if not self._done:
                raise RefusedError(400, "tệp gửi lên bị đứt giữa chừng; hãy gửi lại")
            _hold(self._token, self._body.text(TOKEN))
        except (MultipartParseError, UnicodeDecodeError):
            self._drop()
            raise RefusedError(400, "nội dung gửi lên bị hỏng; hãy gửi lại") from None
        except BaseException:
            self._drop()
            raise
        return self._body

    def _drop(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        self._body.close()

    def _part_begin(self) -> None:
        self._headers, self._name, self._path, self._size = {}, "", None, 0
        self._upload = ""
        self._text.clear()

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[bytes(self._header).decode("latin-1").lower()] = bytes(self._value).decode("utf-8", "replace")
        self._header.clear()
        self._value.clear()

    def _headers_finished(self) -> None:
        _, options = python_multipart.multipart.parse_options_header(
            self._headers.get("content-disposition", "").encode()
        )
        if b"name" not in options:
            raise RefusedError(400, "nội dung gửi lên bị hỏng; hãy gửi lại")
        self._name = options[b"name"].decode("utf-8", "replace")
        if b"filename" not in options:
            return
        if not self._held:
            _hold(self._token, "")  # a file before the token
        if given := options[b"filename"].decode("utf-8", "replace"):
            self._open(file_name(given))

    def _open(self, name: str) -> None:
        if len(self._body.files) >= MAX_FILES:
            raise RefusedError(
                413, f"gửi lên một lần quá {MAX_FILES} tệp; hãy nén thành một tệp .zip hoặc chia làm nhiều lần"
            )
        if self._body.folder is None:
            self._body.folder = Path(tempfile.mkdtemp(prefix="drafter-"))
        self._upload = name
        self._path = self._body.folder / str(len(self._body.files))
        self._file = open(self._path, "xb")  # noqa: SIM115 - closed at the part's end

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if self._upload:
            self._size += end - start
            if self._size <= MAX_FILE and self._file is not None:
                self._file.write(data[start:end])
            return
        self._texts += end - start
        if self._texts > MAX_TEXT:
            raise RefusedError(413, "nội dung gửi lên quá dài")
        self._text += data[start:end]

    def _part_end(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._upload:
            if self._size > MAX_FILE and self._path is not None:
                os.unlink(self._path)
                self._path = None
            self._body.files.append(Upload(self._name, self._upload, self._path, self._size))
            return
        if len(self._body.fields) >= MAX_FIELDS:
            raise RefusedError(413, "nội dung gửi lên quá dài")
        value = _clean(bytes(self._text).decode("utf-8", "replace"))
        self._body.fields.append((self._name, value))
        if self._name == TOKEN and not self._held:
            _hold(self._token, value)
            self._held = True

    def _end(self) -> None:
        self._done = True
