"""Turn the layers of a paragraph's properties into its layout in millimetres and points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drafter.model.page import Align, Layout, LineRule
from drafter.readback.names import W, mm, pt, twips, value_of, whole
from drafter.readback.styles import is_switched

_ALIGN = {
    "left": Align.LEFT, "start": Align.LEFT, "center": Align.CENTRE, "right": Align.RIGHT, "end": Align.RIGHT,
    "both": Align.BOTH, "distribute": Align.BOTH,
}  # fmt: skip
_AUTO_SPACE_PT = 14.0  # what Word makes of w:beforeAutospacing
_LINE_PT = 12.0  # what a hundred of w:beforeLines are
_RULES = {rule.value: rule for rule in LineRule}


def layout(layers: Sequence[Any], size_pt: float) -> Layout:
    """The layout that layers of `pPr` give, the strongest last. `size_pt` is for indents given in letters."""
    indent, spacing = _indent(layers), _merged(layers, "spacing")
    rule = _RULES.get(spacing.get("lineRule", "auto"), LineRule.AUTO)
    line = twips(spacing.get("line"), 240.0)
    above, below = _borders(layers)
    return Layout(
        align=_align(layers),
        left_mm=mm(indent.get("left")),
        right_mm=mm(indent.get("right")),
        first_mm=_first(indent, size_pt),
        before_pt=_space(spacing, "before"),
        after_pt=_space(spacing, "after"),
        contextual=is_switched(layers, "contextualSpacing"),
        line=line / 240 if rule is LineRule.AUTO else line / 20,
        line_rule=rule,
        keep_next=is_switched(layers, "keepNext"),
        keep_lines=is_switched(layers, "keepLines"),
        page_break_before=is_switched(layers, "pageBreakBefore"),
        outline=_outline(layers),
        rule_above=above,
        rule_below=below,
        tabs_mm=_tabs(layers),
    )


def _merged(layers: Sequence[Any], tag: str) -> dict[str, str]:
    merged: dict[str, str] = {}
    for layer in layers:
        found = layer.find(W + tag)
        if found is not None:
            merged.update((name.rpartition("}")[2], value) for name, value in found.items())
    return merged


def _indent(layers: Sequence[Any]) -> dict[str, str]:
    """The indents; a layer that says how the first line stands undoes what an earlier one said of it."""
    merged: dict[str, str] = {}
    for layer in layers:
        found = layer.find(f"{W}ind")
        if found is None:
            continue
        said = {name.rpartition("}")[2]: value for name, value in found.items()}
        if said.keys() & {"firstLine", "hanging", "firstLineChars", "hangingChars"}:
            for name in ("firstLine", "hanging", "firstLineChars", "hangingChars"):
                merged.pop(name, None)
        for start, left in (("start", "left"), ("end", "right")):
            if start in said:
                said[left] = said.pop(start)
        merged.update(said)
    return merged


def _first(indent: dict[str, str], size_pt: float) -> float:
    if "hanging" in indent and mm(indent["hanging"]):
        return -mm(indent["hanging"])
    if "firstLine" in indent:
        return mm(indent["firstLine"])
    letters = whole(indent.get("firstLineChars"), 0) or 0
    return max(-500, min(500, letters)) / 100 * size_pt * 25.4 / 72


def _space(spacing: dict[str, str], side: str) -> float:
    if spacing.get(f"{side}Autospacing") in ("1", "true", "on"):
        return _AUTO_SPACE_PT
    lines = whole(spacing.get(f"{side}Lines"), 0) or 0
    if lines and side not in spacing:
        return lines / 100 * _LINE_PT
    return pt(spacing.get(side))


def _align(layers: Sequence[Any]) -> Align:
    for layer in reversed(layers):
        found = value_of(layer, "jc")
        if found is not None:
            return _ALIGN.get(found, Align.LEFT)
    return Align.LEFT


def _outline(layers: Sequence[Any]) -> int | None:
    for layer in reversed(layers):
        found = whole(value_of(layer, "outlineLvl"))
        if found is not None:
            return found if 0 <= found < 9 else None
    return None


def _borders(layers: Sequence[Any]) -> tuple[bool, bool]:
    """Whether lines are drawn over and under the paragraph."""
    sides = {"top": False, "bottom": False}
    for layer in layers:
        borders = layer.find(f"{W}pBdr")
        for side in sides if borders is not None else ():
            found = borders.find(W + side)
            if found is not None:
                sides[side] = is_drawn(found)
    return sides["top"], sides["bottom"]


def is_drawn(border: Any) -> bool:
    """Whether a border element draws a line."""
    return border.get(f"{W}val", "none") not in ("none", "nil")


def _tabs(layers: Sequence[Any]) -> tuple[float, ...]:
    stops: dict[float, bool] = {}
    for layer in layers:
        for tab in layer.iterfind(f"{W}tabs/{W}tab"):
            stops[round(mm(tab.get(f"{W}pos")), 2)] = tab.get(f"{W}val") not in ("clear", "bar")
    return tuple(sorted(place for place, is_stop in stops.items() if is_stop))
