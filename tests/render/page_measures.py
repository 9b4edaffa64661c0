"""Turn a Word file into measured lines: what each paragraph says, how it is set and where it stands, in mm and pt.

Looks are worked out as Word does: document defaults, what a style is based on, the style, the paragraph, the run.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FONT_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
_TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True)
class Run:
    """A stretch of text with one look."""

    text: str
    fonts: Mapping[str, str]
    size_pt: float
    bold: bool
    italic: bool
    underlined: bool
    colour: str


@dataclass(frozen=True)
class Line:
    """A paragraph; `where` is «body», or the table's and the cell's number («1.2»).

    `line` is its spacing in lines, None where that is exact; `mark` is the look of an empty line.
    """

    text: str
    style: str
    where: str
    align: str
    first_indent_mm: float
    left_mm: float
    right_mm: float
    before_pt: float
    after_pt: float
    line: float | None
    keeps_next: bool
    runs: tuple[Run, ...]
    mark: Run


def mm(twips: object) -> float:
    return int(str(twips)) / _TWIPS_PER_MM


class Page:
    """A Word file, opened for measuring."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as file:
            self.names = file.namelist()
            self.parts = {name: file.read(name) for name in self.names}

    def xml(self, part: str) -> Any:
        return etree.fromstring(self.parts[part])

    @cached_property
    def document(self) -> Any:
        return self.xml("word/document.xml")

    @cached_property
    def body(self) -> Any:
        return self.document.find(f"{W}body")

    @cached_property
    def section(self) -> Any:
        return self.body.find(f"{W}sectPr")

    def margin(self, side: str) -> float:
        return mm(self.section.find(f"{W}pgMar").get(W + side))

    @cached_property
    def text_width(self) -> float:
        return mm(self.section.find(f"{W}pgSz").get(f"{W}w")) - self.margin("left") - self.margin("right")

    @cached_property
    def _styles_root(self) -> Any:
        return self.xml("word/styles.xml")

    @cached_property
    def styles(self) -> dict[str, Any]:
        return {str(style.get(f"{W}styleId")): style for style in self._styles_root.iter(f"{W}style")}

    def header(self, kind: str) -> Any:
        """The header part of a kind («default», «first»), None where there is none."""
        relations = {one.get("Id"): one.get("Target") for one in self.xml("word/_rels/document.xml.rels")}
        found = [r for r in self.section.findall(f"{W}headerReference") if r.get(f"{W}type") == kind]
        return self.xml(f"word/{relations[found[0].get(f'{R}id')]}") if found else None

    @cached_property
    def tables(self) -> list[Any]:
        return list(self.body.iter(f"{W}tbl"))

    def column_mm(self, where: str) -> float:
        """How wide the text of a place is."""
        if where == "body":
            return self.text_width
        table, column = (int(number) - 1 for number in where.split("."))
        return mm(self.tables[table].findall(f"{W}tblGrid/{W}gridCol")[column].get(f"{W}w"))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(self._lines())

    def styled(self, style: str) -> list[Line]:
        """The lines of a style, by its id."""
        return [line for line in self.lines if line.style == style]

    def _lines(self) -> Iterator[Line]:
        for child in self.body:
            if child.tag == f"{W}p":
                yield self.line(child, "body")
            elif child.tag == f"{W}tbl":
                number = self.tables.index(child) + 1
                for column, cell in enumerate(child.iter(f"{W}tc"), 1):
                    yield from (self.line(paragraph, f"{number}.{column}") for paragraph in cell.iter(f"{W}p"))

    def line(self, paragraph: Any, where: str) -> Line:
        style = _value(paragraph.find(f"{W}pPr"), "pStyle", "Normal")
        looks = [self._defaults("pPr"), *(one.find(f"{W}pPr") for one in self._chain(style)), paragraph.find(f"{W}pPr")]
        indent, spacing = _merged(looks, "ind"), _merged(looks, "spacing")
        ruled = spacing.get("lineRule", "auto")
        return Line(
            text="".join(paragraph.itertext(f"{W}t")),
            style=style,
            where=where,
            align=_last(looks, "jc", "left"),
            first_indent_mm=mm(indent.get("firstLine", 0)),
            left_mm=mm(indent.get("left", 0)),
            right_mm=mm(indent.get("right", 0)),
            before_pt=int(spacing.get("before", 0)) / 20,
            after_pt=int(spacing.get("after", 0)) / 20,
            line=int(spacing.get("line", 240)) / 240 if ruled == "auto" else None,
            keeps_next=_switched(looks, "keepNext"),
            runs=tuple(self._run(run, style) for run in paragraph.iter(f"{W}r")),
            mark=self._run(paragraph.find(f"{W}pPr"), style),
        )

    def _run(self, run: Any, style: str) -> Run:
        own = None if run is None else run.find(f"{W}rPr")
        text = "" if run is None or run.tag != f"{W}r" else "".join(run.itertext(f"{W}t"))
        if own is None:  # nearly every run: its look is the style's, worked out once
            return replace(self._looks.get(style) or self._looks.setdefault(style, self._look(style, None)), text=text)
        return replace(self._look(style, own), text=text)

    def _look(self, style: str, own: Any) -> Run:
        looks = [self._defaults("rPr"), *(one.find(f"{W}rPr") for one in self._chain(style)), own]
        return Run(
            text="",
            fonts=_merged(looks, "rFonts"),
            size_pt=int(_last(looks, "sz", "20")) / 2,
            bold=_switched(looks, "b"),
            italic=_switched(looks, "i"),
            underlined=_last(looks, "u", "none") != "none",
            colour=_last(looks, "color", "auto"),
        )

    @cached_property
    def _looks(self) -> dict[str, Run]:
        return {}

    def _defaults(self, kind: str) -> Any:
        return self._styles_root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}")

    def _chain(self, style: str) -> list[Any]:
        """A style and what it is based on, the base first."""
        chain: list[Any] = []
        while style and (found := self.styles.get(style)) is not None:
            chain.insert(0, found)
            style = _value(found, "basedOn", "")
        return chain


def _value(element: Any, tag: str, missing: str) -> str:
    found = None if element is None else element.find(W + tag)
    return missing if found is None else str(found.get(f"{W}val"))


def _last(looks: list[Any], tag: str, missing: str) -> str:
    found = [look.find(W + tag) for look in looks if look is not None and look.find(W + tag) is not None]
    return str(found[-1].get(f"{W}val")) if found else missing


def _switched(looks: list[Any], tag: str) -> bool:
    return _last([look for look in looks if look is not None], tag, "0") not in ("0", "false", "none")


def _merged(looks: list[Any], tag: str) -> dict[str, str]:
    merged: dict[str, str] = {}
    for look in looks:
        found = None if look is None else look.find(W + tag)
        if found is not None:
            merged.update({etree.QName(name).localname: value for name, value in found.attrib.items()})
    return merged
