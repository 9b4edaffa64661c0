"""Turn DrawingML and VML into what hangs on a paragraph: lines, pictures, boxes with text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from drafter.model.page import Block, Drawing
from drafter.readback.names import WP, WPS, A, O, V, W, emu_mm, local, mm

ReadBlocks = Callable[[Any], tuple[Block, ...]]
_LINES = frozenset({"line", "straightConnector1", "lineInv"})
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_THIN_MM = 1.0
_STYLE = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]+)")
_CONNECTORS = ("#_x0000_t32", "#_x0000_t20")


def drawings(element: Any, read: ReadBlocks) -> tuple[Drawing, ...]:
    """What a `w:drawing`, `w:pict` or `w:object` draws. `read` reads the blocks of a text box."""
    kind = local(element)
    if kind == "drawing":
        return tuple(_drawing(one, read) for one in element if local(one) in ("inline", "anchor"))
    found = tuple(_vml(element, read))
    return found or ((Drawing("object"),) if kind == "object" else ())


def _drawing(anchor: Any, read: ReadBlocks) -> Drawing:
    extent = anchor.find(f"{WP}extent")
    width, height = (None if extent is None else emu_mm(extent.get(side)) for side in ("cx", "cy"))
    blocks = tuple(block for box in anchor.iter(f"{W}txbxContent") for block in read(box))
    left, centred = _place(anchor)
    return Drawing(_kind(anchor, height, has_text=bool(blocks)), width, height, left, centred, blocks)


def _kind(anchor: Any, height: float | None, *, has_text: bool) -> str:
    if next(anchor.iter(_PICTURE), None) is not None:
        return "picture"
    if has_text:
        return "box"
    shapes = {geometry.get("prst") for geometry in anchor.iter(f"{A}prstGeom")}
    connects = next(anchor.iter(f"{WPS}cNvCnPr"), None) is not None
    thin = height is not None and height < _THIN_MM
    return "line" if (shapes and shapes <= _LINES) or connects or (thin and shapes) else "shape"


def _place(anchor: Any) -> tuple[float | None, bool]:
    """How far from the left of its column a floating drawing stands, and whether it is centred."""
    across = anchor.find(f"{WP}positionH")
    if across is None:
        return None, False
    aligned, offset = across.findtext(f"{WP}align"), across.findtext(f"{WP}posOffset")
    if across.get("relativeFrom") in ("page", "leftMargin", "rightMargin"):
        return None, False
    return emu_mm(offset), aligned == "center"


def _vml(element: Any, read: ReadBlocks) -> list[Drawing]:
    found = []
    for shape in element:
        if not isinstance(shape.tag, str) or not shape.tag.startswith(V) or local(shape) == "shapetype":
            continue
        style = dict(_STYLE.findall(shape.get("style", "")))
        width, height, left = (_length(style.get(name)) for name in ("width", "height", "margin-left"))
        blocks = tuple(block for box in shape.iter(f"{W}txbxContent") for block in read(box))
        kind = _vml_kind(shape, has_text=bool(blocks))
        if local(shape) == "line":
            ends = [_length((shape.get(end) or "").partition(",")[0]) for end in ("from", "to")]
            if ends[0] is not None and ends[1] is not None:
                width, left = abs(ends[1] - ends[0]), min(ends[0], ends[1])
        centred = style.get("mso-position-horizontal", "").strip() == "center"
        found.append(Drawing(kind, width or None, height, left, centred, blocks))
    return found


def _vml_kind(shape: Any, *, has_text: bool) -> str:
    if next(shape.iter(f"{V}imagedata"), None) is not None:
        return "picture"
    if has_text:
        return "box"
    is_rule = shape.get(f"{O}hr") in ("t", "true") or shape.get(f"{O}connectortype") == "straight"
    return "line" if local(shape) == "line" or is_rule or shape.get("type") in _CONNECTORS else "shape"


def _length(value: str | None) -> float | None:
    """A length of VML in mm: points unless a unit stands with it; None for a share of something else."""
    value = (value or "").strip()
    if not value or value.endswith("%"):
        return None
    if value.endswith("px"):
        return mm(value[:-2] + "pt", -1) * 0.75
    if re.fullmatch(r"-?[\d.]+", value):
        value += "pt"
    negative, value = value.startswith("-"), value.lstrip("-")
    found = mm("0" + value if value.startswith(".") else value, -1)
    return None if found < 0 else -found if negative else found
