"""The names of WordprocessingML's elements, and its lengths in millimetres and points."""

from __future__ import annotations

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix that Word itself writes

# ISO/IEC 29500 Strict → Transitional, as bytes of the declarations
PLAIN_NAMES = tuple(
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), f"http://schemas.openxmlformats.org/{plain}".encode())
    for strict, plain in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("drawingml/main", "drawingml/2006/main"),
        ("drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
    )
)
TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36_000
_TWIPS = {"": 1.0, "pt": 20.0, "mm": TWIPS_PER_MM, "cm": 10 * TWIPS_PER_MM, "in": 1440.0, "pc": 240.0, "pi": 240.0}
_LENGTH = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*([a-z]*)\s*")
_LONGEST = 1_000_000.0  # twips; Word's own limit is 31,680


def twips(value: str | None, missing: float = 0.0) -> float:
    """A length in twips, written as a number of them or with its unit («12.5mm»); `missing` where it is none."""
    found = _LENGTH.fullmatch(value) if value else None
    if found is None or found[2] not in _TWIPS:
        return missing
    return max(-_LONGEST, min(_LONGEST, float(found[1]) * _TWIPS[found[2]]))


def mm(value: str | None, missing: float = 0.0) -> float:
    """The same in millimetres."""
    return twips(value, missing * TWIPS_PER_MM) / TWIPS_PER_MM


def pt(value: str | None, missing: float = 0.0) -> float:
    """The same in points."""
    return twips(value, missing * 20) / 20


def emu_mm(value: str | None) -> float | None:
    """A length of a drawing in millimetres."""
    try:
        return None if value is None else max(-10_000.0, min(10_000.0, int(value) / EMU_PER_MM))
    except ValueError:
        return None


def whole(value: str | None, missing: int | None = None) -> int | None:
    """A whole number; `missing` where it is none."""
    try:
        return missing if value is None else int(value)
    except ValueError:
        return missing


def value_of(parent: Any | None, tag: str) -> str | None:
    """The `w:val` of a child; None where there is no such child or it has none."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else child.get(f"{W}val")


def switch(parent: Any | None, tag: str) -> bool | None:
    """A yes-or-no child: `<w:b/>` is yes, `w:val="0"` no; None where it is not there."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else is_on(child)


def is_on(element: Any) -> bool:
    """Whether a yes-or-no element says yes."""
    return element.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
