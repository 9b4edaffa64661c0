"""Turn page.toml into the measures of an official paper, in millimetres and points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from drafter.standards.data_files import shipped


@dataclass(frozen=True)
class Allowed:
    """What a measure may be, `low` to `high` both included, and what drafter itself uses."""

    low: float
    high: float
    default: float

    def holds(self, value: float, tolerance: float = 0.0) -> bool:
        """Whether `value` is within the range, give or take `tolerance`."""
        return self.low - tolerance <= value <= self.high + tolerance


@dataclass(frozen=True)
class Component:
    """How one component of a paper is set: size in points, and its weight, slant and case."""

    size_pt: Allowed
    bold: bool = False
    italic: bool = False
    caps: bool = False


@dataclass(frozen=True)
class Checks:
    """What a check of a paper lets pass, and what it only reminds of: see [checks] of page.toml."""

    line_mm: float
    line_ratio: float
    line_off_mm: float
    size_pt: float
    space_pt: float
    line_spacing: float
    natural_line: float
    about_space_pt: float
    full_page: float


@dataclass(frozen=True)
class PageFormat:
    """All measures of a paper, NĐ 30/2020/NĐ-CP, Phụ lục I. Lengths in mm, sizes and spaces in pt.

    `components` goes by the unaccented names of the decree's parts (quoc_hieu, tieu_ngu, …). `rule_ratio` is the length
    of the line drawn under a component as a share of its text. `letterhead_mm` and `signature_mm` are the widths of the
    two columns of those tables.
    """

    font: str
    quoc_hieu: str
    tieu_ngu: str
    end_mark: str
    width_mm: float
    height_mm: float
    paper_tolerance_mm: float
    tolerance_mm: float
    top: Allowed
    bottom: Allowed
    left: Allowed
    right: Allowed
    header_mm: float
    indents_mm: tuple[float, ...]
    indent_mm: float
    space_between_min_pt: float
    space_between_pt: float
    line_spacing: Allowed
    align: str
    rule_ratio: Mapping[str, Allowed]
    letterhead_mm: tuple[float, float]
    signature_mm: tuple[float, float]
    signature_space_mm: float
    signature_space_min_mm: float
    page_number_where: str
    page_number_align: str
    first_page_number_hidden: bool
    components: Mapping[str, Component]
    type_symbols: Mapping[str, str]
    checks: Checks

    @property
    def text_width_mm(self) -> float:
        """The width of the text between the default margins of a portrait page."""
        return self.width_mm - self.left.default - self.right.default


@cache
def page_format() -> PageFormat:
    """The measures in force."""
    data = shipped("page.toml")
    strings, paper, margins, paragraph = (data[name] for name in ("strings", "paper", "margins", "paragraph"))
    tables, number = data["tables"], data["page_number"]
    left, right = tables["letterhead_mm"]
    notes, signs = tables["signature_mm"]
    return PageFormat(
        font=data["font"],
        quoc_hieu=strings["quoc_hieu"],
        tieu_ngu=strings["tieu_ngu"],
        end_mark=strings["end_mark"],
        width_mm=paper["width_mm"],
        height_mm=paper["height_mm"],
        paper_tolerance_mm=paper["tolerance_mm"],
        tolerance_mm=data["tolerance_mm"],
        top=_allowed(margins["top"]),
        bottom=_allowed(margins["bottom"]),
        left=_allowed(margins["left"]),
        right=_allowed(margins["right"]),
        header_mm=margins["header"]["default"],
        indents_mm=tuple(paragraph["indents_mm"]),
        indent_mm=paragraph["indent_mm"],
        space_between_min_pt=paragraph["space_between_min_pt"],
        space_between_pt=paragraph["space_between_pt"],
        line_spacing=Allowed(paragraph["line_min"], paragraph["line_max"], paragraph["line"]),
        align=paragraph["align"],
        rule_ratio=MappingProxyType({name: _allowed(entry) for name, entry in data["rule_ratio"].items()}),
        letterhead_mm=(left, right),
        signature_mm=(notes, signs),
        signature_space_mm=tables["signature_space_mm"],
        signature_space_min_mm=tables["signature_space_min_mm"],
        page_number_where=number["where"],
        page_number_align=number["align"],
        first_page_number_hidden=number["first_page_hidden"],
        components=MappingProxyType({name: _component(entry) for name, entry in data["components"].items()}),
        type_symbols=MappingProxyType(data["type_symbols"]),
        checks=Checks(**data["checks"]),
    )


def _allowed(entry: Mapping[str, Any], field: str = "range") -> Allowed:
    low, high = entry[field]
    return Allowed(low, high, entry["default"])


def _component(entry: Mapping[str, Any]) -> Component:
    return Component(
        size_pt=_allowed(entry, "size"),
        bold=entry.get("bold", False),
        italic=entry.get("italic", False),
        caps=entry.get("caps", False),
    )
