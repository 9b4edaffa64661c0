"""Turn the lines of an outline between `@bang` and `@het-bang` into a Word table: see word_template for how they go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.makers.word_styles import text_width_mm

_COLUMN = re.compile(r"(\d+(?:\.\d+)?)([gp]?)")
_SIDES = {"": "Trái", "g": "Giữa", "p": "Phải"}
_WITH_LEFT, _WITH_ABOVE = "<", "^"


@dataclass(frozen=True)
class _Row:
    """One row: its texts, whether it heads the table, whether it is bold. A control row has one text."""

    texts: tuple[str, ...]
    head: bool = False
    bold: bool = False


def add_table(document: Any, columns: str, lines: Sequence[str]) -> None:
    """The table of these columns («10g 45 60p»: widths in mm, g in the middle, p to the right) and rows."""
    set_as = [_COLUMN.fullmatch(one) for one in columns.split()]
    assert all(set_as), f"columns of a table: {columns}"
    widths = [float(one[1]) for one in set_as if one]
    sides = [_SIDES[one[2]].lower() for one in set_as if one]
    assert sum(widths) <= text_width_mm(document.sections[-1]) + 0.1, f"{sum(widths)} mm is wider than the text"
    rows = [_row(line) for line in lines]
    table = document.add_table(rows=len(rows), cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _lines_drawn(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for made, row in zip(table.rows, rows, strict=True):
        _unbroken(made, head=row.head)
        _fill_row(document, made, row, widths, sides)
    _merge(table, rows)


def _row(line: str) -> _Row:
    """«|| …» heads the table, «|* …» is bold, «| …» plain; anything else is a control row."""
    if not line.startswith("|"):
        return _Row((line,))
    head, bold = line.startswith("||"), line.startswith("|*")
    texts = line[2 if head or bold else 1 :].split(" | ")
    return _Row(tuple(text.strip() for text in texts), head, bold)


def _fill_row(document: Any, made: Any, row: _Row, widths: Sequence[float], sides: Sequence[str]) -> None:
    control = len(row.texts) == 1 and len(widths) > 1
    assert control or len(row.texts) == len(widths), f"{len(row.texts)} cells for {len(widths)} columns: {row.texts}"
    for number, (cell, width, side) in enumerate(zip(made.cells, widths, sides, strict=True)):
        text = row.texts[number] if number < len(row.texts) else ""
        cell.width, cell.vertical_alignment = Mm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
        style = "Tiêu đề bảng" if row.head else f"Bảng, {side} đậm" if row.bold else f"Bảng, {side}"
        cell.paragraphs[0].style = document.styles[style]
        # The head stays with the first row, the title of a group with the group's first row.
        if row.head or (row.bold and _WITH_LEFT in row.texts):
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        cell.paragraphs[0].text = "" if text in (_WITH_LEFT, _WITH_ABOVE) else text


def _merge(table: Any, rows: Sequence[_Row]) -> None:
    """Cells that read «<» are one with the cell to their left, «^» with the one above."""
    for number, row in enumerate(rows):
        for at, text in enumerate(row.texts):
            if text in (_WITH_LEFT, _WITH_ABOVE):
                into = table.cell(number, at - 1) if text == _WITH_LEFT else table.cell(number - 1, at)
                kept = into.merge(table.cell(number, at))
                for empty in [one for one in kept.paragraphs[1:] if not one.text]:
                    empty._p.getparent().remove(empty._p)


def _unbroken(row: Any, *, head: bool) -> None:
    """No row is split over two pages; those of the head are repeated on each."""
    properties = row._tr.get_or_add_trPr()
    for tag in ("w:cantSplit", *(["w:tblHeader"] if head else [])):
        properties.append(OxmlElement(tag))


def _lines_drawn(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = OxmlElement(f"w:{side}")
        for attribute, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            edge.set(qn(f"w:{attribute}"), value)
        borders.append(edge)
    table._tbl.tblPr.insert_element_before(
        borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription"
    )
