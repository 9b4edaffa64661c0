"""Turn the bytes of a plain text into its paragraphs, whatever encoding they were saved in."""

from __future__ import annotations

import codecs
import re

from drafter.encodings.detect import repaired
from drafter.model.report import Block, Piece
from drafter.reports.headings import heading_level

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a Vietnamese text of Windows-1258 has after its vowels: the five tones as signs of their own.
_TONES_1258 = re.compile(rb"[aeiouyAEIOUY\xc2\xe2\xc3\xe3\xca\xea\xd4\xf4\xd5\xf5\xdd\xfd][\xcc\xec\xd2\xde\xf2]")
_LATIN_D = re.compile("[\u00d0\u00f0]")
MAX_CONTROL_SHARE = 0.02


def decoded(data: bytes) -> tuple[str, str] | None:
    """The text and the name of the old encoding it was in, empty for Unicode; None for what is no text.

    Tried in this order: a mark of Unicode, UTF-8, UTF-16 without a mark, Windows-1258, and last the letters of
    Windows-1252, whose look then says whether they are TCVN3, VNI or VISCII.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name)
    if found := _strict(data, "utf-8"):
        return found
    if name := _sixteen(data):
        return _strict(data, name)
    if _is_binary(data):
        return None
    if len(_TONES_1258.findall(data)) >= 3:
        text = data.decode("cp1258", errors="replace")
        right = repaired(text)
        if right.encoding is None and "\ufffd" not in text:
            return right.text, "Windows-1258"
    text = data.decode("cp1252", errors="replace") if b"\x81" not in data else data.decode("latin-1")
    found_old = repaired(data.decode("latin-1"))
    if found_old.encoding is not None:
        return found_old.text, found_old.encoding.value
    return text, ""


def _strict(data: bytes, name: str) -> tuple[str, str] | None:
    try:
        text = data.decode(name)
    except UnicodeError:
        return None
    if sum(letter < " " and letter not in "\t\r\n\f" for letter in text) > MAX_CONTROL_SHARE * len(text):
        return None
    right = repaired(text)
    return right.text, right.encoding.value if right.encoding else ""


def _sixteen(data: bytes) -> str:
    """UTF-16 without its mark, by where its zeros stand."""
    head = data[:4000]
    if len(head) < 4 or head.count(0) < len(head) / 6:
        return ""
    return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"


def _is_binary(data: bytes) -> bool:
    head = data[:8000]
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13, 2, 5, 20, 25, 30) for byte in head)
    return b"\x00" in head or odd > MAX_CONTROL_SHARE * len(head)


def text_blocks(text: str, converted: str = "") -> tuple[Block, ...]:
    """A paragraph for each line that holds anything, by its line number."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    return tuple(
        Piece(line.strip(), f"dòng {number}", heading_level(line), converted)
        for number, line in enumerate(lines, 1)
        if line.strip()
    )
