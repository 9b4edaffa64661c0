"""Turn the pages of a PDF that LibreOffice has made into pictures that a browser shows."""

from __future__ import annotations

import struct
import threading
import zlib

from pypdfium2 import PdfDocument

_SCALE = 1.4  # of 72 dots an inch: an A4 page is 833 wide, sharp enough to read
_LOCK = threading.Lock()  # pdfium may be used by one thread at a time


def page_count(pdf: bytes) -> int:
    """How many pages it has."""
    with _LOCK:
        document = PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def page_picture(pdf: bytes, number: int) -> bytes | None:
    """A page as PNG, the first being 1; None where there is no such page."""
    with _LOCK:
        document = PdfDocument(pdf)
        try:
            if not 1 <= number <= len(document):
                return None
            bitmap = document[number - 1].render(scale=_SCALE, rev_byteorder=True)
            rows, stride, wide = bytes(bitmap.buffer), bitmap.stride, bitmap.width * bitmap.n_channels
            lines = [rows[line * stride : line * stride + wide] for line in range(bitmap.height)]
            return _png(bitmap.width, bitmap.height, bitmap.n_channels, lines)
        finally:
            document.close()


def _png(width: int, height: int, channels: int, lines: list[bytes]) -> bytes:
    colours = {1: 0, 3: 2, 4: 6}[channels]
    head = struct.pack(">IIBBBBB", width, height, 8, colours, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + line for line in lines), 3)  # quick: it goes no further than this machine
    chunks = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
