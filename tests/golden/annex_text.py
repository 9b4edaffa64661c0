"""Turn an annex workbook into text that a reader can judge in a diff: each sheet's page, then row by row its cells.

A cell is its column, its value, and its formula if it has one; «=↑» is the formula of the cell above, one row on, and
«=←» that of the cell to the left, one column on. ∅ is an empty result.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import groupby
from textwrap import wrap
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SOURCES, _SOURCE_HEADS = "Nguồn số liệu", 4
_BOOLEANS = {True: "đúng", False: "sai"}


def annex_text(data: bytes) -> str:
    """The text form of every sheet."""
    lines: list[str] = []
    with zipfile.ZipFile(BytesIO(data)) as file:
        for number, sheet in enumerate(load_workbook(BytesIO(data)), 1):
            results = _results(file.read(f"xl/worksheets/sheet{number}.xml"))
            lines += [*_sheet_lines(sheet, results), ""]
    return "\n".join(lines)


def _results(xml: bytes) -> dict[str, object]:
    """What is stored as the result of each formula of a sheet, by cell."""
    found: dict[str, object] = {}
    for cell in etree.fromstring(xml).iter(f"{_S}c"):
        value = cell.findtext(f"{_S}v")
        if cell.find(f"{_S}f") is not None and value:
            found[str(cell.get("r"))] = value if cell.get("t") == "str" else float(value)
    return found


def _sheet_lines(sheet: Any, results: Mapping[str, object]) -> Iterator[str]:
    yield f"# {sheet.title}" + ("" if sheet.sheet_state == "visible" else f" ({sheet.sheet_state})")
    yield from _page_lines(sheet)
    if sheet.title == _SOURCES:
        yield from _source_lines(sheet)
        return
    above: dict[int, tuple[str, str]] = {}
    for row in sheet.iter_rows():
        shown = [_cell(cell, results.get(cell.coordinate), above) for cell in row if cell.value not in (None, "")]
        if shown:
            yield f"{row[0].row:>4} {' · '.join(shown)}"


def _source_lines(sheet: Any) -> Iterator[str]:
    """The sources, a thousand rows in a big office: by form, each figure with its cell and in the order of the rows."""
    rows = list(sheet.iter_rows(values_only=True))
    for number, row in enumerate(rows[:_SOURCE_HEADS], 1):
        if any(row):
            yield f"{number:>4} {' · '.join(_shown(value) for value in row if value is not None)}"
    forms: dict[tuple[object, ...], list[str]] = {}
    for _, code, _, unit, hedge, value, above, below, _, file, tab, cell, who, when in rows[_SOURCE_HEADS:]:
        parts = "" if below is None else f" ({above}/{below})"
        figure = f"{code}{f' {hedge}' if hedge else ''} {_shown(value)}{parts} {cell}"
        forms.setdefault((unit, file, tab, who, when), []).append(figure)
    for form, figures in forms.items():
        yield " · ".join(map(str, form))
        yield from wrap(" · ".join(figures), 116, initial_indent="     ", subsequent_indent="     ")


def _page_lines(sheet: Any) -> Iterator[str]:
    setup, margins = sheet.page_setup, sheet.page_margins
    lying = {"landscape": "ngang", "portrait": "dọc"}.get(setup.orientation, "")
    sides = (("trên", "top"), ("dưới", "bottom"), ("trái", "left"), ("phải", "right"), ("tới số trang", "header"))
    measures = ", ".join(f"{word} {getattr(margins, side) * 25.4:.1f}".replace(".", ",") for word, side in sides)
    yield f"giấy {setup.paperSize}, {lying}; lề {measures} mm"
    fits = "thu vừa một trang ngang" if sheet.sheet_properties.pageSetUpPr.fitToPage else "in nhiều trang ngang"
    yield f"{fits}; lặp dòng {sheet.print_title_rows or '–'}, lặp cột {sheet.print_title_cols or '–'}"
    first = "trống" if sheet.HeaderFooter.differentFirst and not sheet.firstHeader.center.text else "như trang sau"
    yield f"đầu trang giữa «{sheet.oddHeader.center.text}», trang đầu {first}, đánh số từ {setup.firstPageNumber}"
    yield f"gộp {' '.join(sorted(map(str, sheet.merged_cells.ranges), key=_place)) or '–'}"
    yield f"rộng cột {' '.join(_widths(sheet))}"
    hidden = [str(number) for number, row in sheet.row_dimensions.items() if row.hidden]
    hidden += [letter for letter, column in _columns(sheet) if column.hidden]
    yield f"ẩn {' '.join(hidden) or '–'}; cố định tới {sheet.freeze_panes or '–'}"


def _place(area: str) -> tuple[int, str]:
    first = area.split(":")[0]
    return int("".join(filter(str.isdigit, first))), first


def _columns(sheet: Any) -> Iterator[tuple[str, Any]]:
    """Each column's own dimension, also where the file keeps one for a run of columns."""
    for column in sheet.column_dimensions.values():
        first = column.min or 0
        for number in range(first, (column.max or first) + 1):
            if 0 < number <= sheet.max_column:
                yield get_column_letter(number), column


def _widths(sheet: Any) -> Iterator[str]:
    """Widths of neighbours that are alike in one: «C:I=9.5»."""
    shown = [(letter, column.width) for letter, column in _columns(sheet) if column.customWidth and not column.hidden]
    for width, group in groupby(shown, key=lambda one: one[1]):
        letters = [letter for letter, _ in group]
        yield f"{letters[0]}{f':{letters[-1]}' if len(letters) > 1 else ''}={width:g}"


def _cell(cell: Any, value: object, before: dict[int, tuple[str, str]]) -> str:
    """One cell; `before` keeps the last formula of each column and where it stood."""
    if not _is_formula(cell.value):
        return f"{cell.column_letter} {_shown(cell.value)}"
    formula = shown = str(cell.value)
    for mark, column in (("=←", cell.column - 1), ("=↑", cell.column)):
        known, origin = before.get(column, ("", "A1"))
        if known and Translator(known, origin=origin).translate_formula(cell.coordinate) == formula:
            shown = mark
    before[cell.column] = (formula, cell.coordinate)
    return f"{cell.column_letter} {_shown(value)} {shown}"


def _is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _shown(value: object) -> str:
    if value is None:
        return "∅"
    if isinstance(value, bool):
        return _BOOLEANS[value]
    return f"«{value}»" if isinstance(value, str) else f"{value:.10g}" if isinstance(value, float) else str(value)
