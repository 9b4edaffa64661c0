"""Find the line under a component: drawn as a border or a shape, typed with signs, or underlined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.format_rules.paper import DrawnLine, Line
from drafter.format_rules.patterns import is_typed_line
from drafter.model.page import Drawing, Paragraph


@dataclass(frozen=True)
class Hanging:
    """A line shape and the paragraph that it hangs on."""

    drawing: Drawing
    line: Line

    def drawn(self) -> DrawnLine:
        """As the line under a component. Where a floating shape stands exactly, only Word knows."""
        off = 0.0 if self.drawing.centred else None
        return DrawnLine("drawn", self.drawing.width_mm, off)


def shapes(lines: Sequence[Line]) -> list[Hanging]:
    """The line shapes that hang on these lines, each once."""
    found, seen = [], set()
    for line in lines:
        if id(line.paragraph) not in seen:
            seen.add(id(line.paragraph))
            found += [Hanging(one, line) for one in line.paragraph.drawings if one.kind == "line"]
    return found


def bordered(above: Sequence[Line], below: Sequence[Line]) -> DrawnLine | None:
    """The border under `above`: of the empty paragraph below it, of its own paragraph, or over the next text.

    Signs typed for a line count as one that is typed. None where there is nothing of the kind.
    """
    for line in below:
        if is_typed_line(line.text):
            return DrawnLine("typed")
        layout = line.paragraph.layout
        if layout.rule_above or (line.empty and layout.rule_below):
            return _along(line)
        if not line.empty:
            break
    if above and above[-1].paragraph.layout.rule_below:
        return _along(above[-1])
    if above and all(line.look.underlined for line in above):
        return DrawnLine("underlined")
    return None


def _along(line: Line) -> DrawnLine:
    layout = line.paragraph.layout
    return DrawnLine("drawn", line.column_mm, (layout.left_mm - layout.right_mm) / 2)


def empty_height_mm(paragraph: Paragraph, size_pt: float) -> float:
    """How much of the page an empty line of this paragraph takes."""
    layout = paragraph.layout
    natural = 1.15 * size_pt
    line = layout.line * natural if layout.line_rule.value == "auto" else layout.line
    if layout.line_rule.value == "atLeast":
        line = max(line, natural)
    return (line + layout.before_pt + layout.after_pt) * 25.4 / 72
