"""Turn looks, layouts and measures of a Word file into the classes of a style sheet.

The page's policy allows no style that stands in an element: whatever is set by the file becomes a class.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from drafter.model.page import Align, Cell, Layout, LineRule, Look, Section, Table

_FONT = re.compile(r"[A-Za-z0-9 .-]{1,60}")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_SINGLE = 1.15  # a single line of Times New Roman, in times its size
_LONGEST_MM, _LARGEST_PT = 2000.0, 400.0
_PLAIN_CHOICES = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right", Align.BOTH: "justify"}
_HIGHLIGHTS = {
    "yellow": "#ffef9e",
    "green": "#b7f0b1",
    "cyan": "#b5eef2",
    "magenta": "#f6c1ee",
    "blue": "#c6d4fb",
    "red": "#f9c4c0",
    "lightGray": "#e3e3e3",
}
_OTHER_HIGHLIGHT = "#ececec"

Rule = tuple[str, str]  # a property and its value


@dataclass
class StyleSheet:
    """The classes that were asked for; the same rules get the same class."""

    _names: dict[tuple[Rule, ...], str] = field(default_factory=dict)

    def of(self, rules: Iterable[Rule]) -> str:
        """The class that sets these; empty for none."""
        wanted = tuple(rules)
        return self._names.setdefault(wanted, f"w{len(self._names)}") if wanted else ""

    @property
    def css(self) -> str:
        """All of them as a style sheet; what a page sets for its own paragraphs and tables gives way."""
        return "".join(
            f".sheet.{name},.sheet .{name}{{{';'.join(f'{what}:{value}' for what, value in rules)}}}\n"
            for rules, name in self._names.items()
        )


def mm(value: float) -> str:
    """A length of a file in millimetres; one that no page has is cut."""
    return _length(round(value, 1), _LONGEST_MM, "mm")


def pt(value: float) -> str:
    """A length in points, cut likewise."""
    return _length(value, _LARGEST_PT, "pt")


def _length(value: float, most: float, unit: str) -> str:
    kept = 0.0 if math.isnan(value) else max(-most, min(most, value))
    return f"{kept:.2f}".rstrip("0").rstrip(".") + unit


def look_rules(look: Look) -> tuple[Rule, ...]:
    """How letters look. A font or colour that is written in no usual way is left to the page."""
    rules = [("font-size", pt(look.size_pt))]
    if _FONT.fullmatch(look.font):
        rules.append(("font-family", f'"{look.font}","Times New Roman",serif'))
    rules.append(("font-weight", "bold" if look.bold else "normal"))
    rules.append(("font-style", "italic" if look.italic else "normal"))
    lines = [word for word, on in (("underline", look.underlined), ("line-through", look.struck)) if on]
    if lines:
        rules.append(("text-decoration", " ".join(lines)))
    if look.small_caps:
        rules.append(("font-variant", "small-caps"))
    if _COLOUR.fullmatch(look.colour):
        rules.append(("color", f"#{look.colour.lower()}"))
    if look.highlight:
        rules.append(("background-color", _HIGHLIGHTS.get(look.highlight, _OTHER_HIGHLIGHT)))
    return tuple(rules)


def layout_rules(layout: Layout) -> tuple[Rule, ...]:
    """How a paragraph is set."""
    rules = [("text-align", _PLAIN_CHOICES[layout.align]), ("line-height", _line_height(layout))]
    rules.append(("margin", f"{pt(layout.before_pt)} {mm(layout.right_mm)} {pt(layout.after_pt)} {mm(layout.left_mm)}"))
    rules.append(("text-indent", mm(layout.first_mm)))
    if layout.rule_above:
        rules.append(("border-top", "0.75pt solid"))
    if layout.rule_below:
        rules.append(("border-bottom", "0.75pt solid"))
    return tuple(rules)


def _line_height(layout: Layout) -> str:
    if layout.line_rule is LineRule.EXACT:
        return pt(layout.line)
    if layout.line_rule is LineRule.AT_LEAST:
        return f"max({pt(layout.line)}, {_SINGLE}em)"
    return f"{max(0.5, min(10.0, layout.line)) * _SINGLE:.3g}"


def sheet_rules(section: Section) -> tuple[Rule, ...]:
    """A sheet of paper: its width and margins; its height is that of what it holds, one page at least."""
    return (
        ("width", mm(section.width_mm)),
        ("min-height", mm(section.height_mm)),
        (
            "padding",
            f"{mm(section.top_mm)} {mm(section.right_mm)} {mm(section.bottom_mm)} {mm(section.left_mm)}",
        ),
    )


def table_rules(table: Table) -> tuple[Rule, ...]:
    """A table's width and how it stands between the margins."""
    sides = {Align.CENTRE: "0 auto", Align.RIGHT: "0 0 0 auto"}
    rules = [("margin", sides.get(table.align, "0"))]
    if table.width_mm > 0:
        rules.append(("width", mm(table.width_mm)))
    return tuple(rules)


def cell_rules(cell: Cell) -> tuple[Rule, ...]:
    """A cell's sides that are drawn, and what its margins take of its width."""
    inner = max(0.0, cell.width_mm - cell.text_mm) / 2
    sides = (
        ("top", cell.borders.top), ("right", cell.borders.right),
        ("bottom", cell.borders.bottom), ("left", cell.borders.left),
    )  # fmt: skip
    return (("padding", f"0 {mm(inner)}"), *((f"border-{side}", "0.75pt solid #000") for side, drawn in sides if drawn))
