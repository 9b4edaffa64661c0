"""Compare how a component is set with how it should be: size, weight, slant, capitals, alignment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from drafter.format_rules.paper import Line, Paper
from drafter.format_rules.rule import Faults, found
from drafter.format_rules.words import ALIGNED, at, look_words, number, several
from drafter.model.page import Align
from drafter.standards.page_format import Component, page_format

Lines = Callable[[Paper], Iterable[Line | None]]


def set_as(part: str, lines: Lines, align: Align | None = None) -> Callable[[Paper], Faults]:
    """The check that each of these lines is set as page.toml says of the component `part`.

    `align` is how it should stand, None where that is not judged.
    """

    def check(paper: Paper) -> Faults:
        component = page_format().components[part]
        for line in lines(paper):
            if line is None or line.empty:
                continue
            wrong = several(_wrong(line, component, align))
            if wrong:
                yield found(at(part, line), found=wrong, expected=look_words(component, align))

    return check


def _wrong(line: Line, component: Component, align: Align | None) -> Iterator[str]:
    """What is wrong with a line's look, in words."""
    give = page_format().checks.size_pt
    for run in line.lettered:
        look = run.look
        if not component.size_pt.holds(look.size_pt, give):
            yield f"cỡ {number(look.size_pt)}"
        if look.bold != component.bold:
            yield "đậm" if look.bold else "không đậm"
        if look.italic != component.italic:
            yield "nghiêng" if look.italic else "đứng"
        if look.underlined:
            yield "gạch chân chữ"
    if component.caps and line.text != line.text.upper():
        yield "không in hoa"
    if align is not None and line.align not in (None, align):
        yield ALIGNED[line.paragraph.layout.align]
