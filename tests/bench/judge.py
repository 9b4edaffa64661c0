"""Turn a finished file into what is wrong with it: `python -m tests.bench.judge CASE FOLDER ENGINE...` prints JSON.

Word files must say what docxtpl's says, in the body, header and footer. Excel files are judged by their XML against
what the grown list must hold, so that no engine's own reader has a say; cells are read by calamine.
"""

import html
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree
from python_calamine import CalamineWorkbook

from tests.bench.cases import BY_NAME, Case, read_data
from tests.bench.excel_lists import COLUMNS, FIRST
from tests.bench.peers import output_file

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_faults(made: Path, oracle: Path) -> list[str]:
    said, expected = _visible(made), _visible(oracle)
    return [part for part in ("body", "header", "footer") if said.get(part) != expected.get(part)]


def _visible(path: Path) -> dict[str, list[str]]:
    """The paragraphs that hold text, by kind of part."""
    found: dict[str, list[str]] = {}
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            kind = re.match(r"word/(document|header|footer)\d*\.xml$", name)
            if kind:
                root = etree.fromstring(archive.read(name), etree.XMLParser(huge_tree=True))
                texts = ("".join(t.text or "" for t in p.iter(f"{_W}t")).strip() for p in root.iter(f"{_W}p"))
                found.setdefault(kind[1].replace("document", "body"), []).extend(filter(None, texts))
    return found


def excel_faults(path: Path, context: Mapping[str, Any]) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}
        pictures = [name for name in archive.namelist() if name.startswith("xl/media/")]
    return [name for name, right in _aspects(path, parts, pictures, context) if not right]


def _aspects(
    path: Path, parts: Mapping[str, str], pictures: list[str], context: Mapping[str, Any]
) -> Iterator[tuple[str, bool]]:
    rows = context["rows"]
    last = FIRST + len(rows) - 1
    total = last + 1
    sheets = sorted(
        (name for name in parts if name.startswith("xl/worksheets/sheet")), key=lambda name: -len(parts[name])
    )
    main, other = parts[sheets[0]], "".join(parts[name] for name in sheets[1:])
    book = parts["xl/workbook.xml"]
    yield "cells", _cells_right(path, context)
    yield (
        "number formats",
        len({_style(main, f"F{line}") for line in (FIRST, last)}) == 1 and _style(main, f"F{last}") != "0",
    )
    functions = {"F": "SUM", "G": "AVERAGE", "H": "SUM", "I": "SUM"}
    formulas = {col: _formula(main, f"{col}{total}") for col in functions}
    yield "totals", all(formulas[col] == f"{name}({col}{FIRST}:{col}{last})" for col, name in functions.items())
    fees = sum(row["doan_phi"] for row in rows)
    shown = [_shown(main, f"H{total}"), *(_shown(other, f"B{line}") for line in (1, 2, 3))]
    yield "shown totals", all(value is None or float(value) == fees for value in shown)
    wanted = [f"SUM(DanhSach!H{FIRST}:H{last})", f"DanhSach!H{total}", "SUM(TongPhi)"]
    yield "formulas of other sheets", [_formula(other, f"B{line}") for line in (1, 2, 3)] == wanted
    merges = set(re.findall(r'<mergeCell ref="([^"]*)"', main))
    yield "merged cells", merges == {"A1:J1", "A2:J2", "A3:J3", f"A{total}:E{total}", f"H{total + 2}:J{total + 2}"}
    formats = re.findall(r'<conditionalFormatting[^>]* ?sqref="([^"]*)"', main)
    yield "conditional formats", _covers(formats, "I", last) and _covers(formats, "F", last)
    yield "validation", _covers(re.findall(r'<dataValidation [^>]*sqref="([^"]*)"', main), "E", last)
    yield "autofilter", f'<autoFilter ref="A{FIRST - 1}:J{last}"' in main
    names = dict(re.findall(r'<definedName [^>]*?name="([^"]*)"[^>]*>([^<]*)<', book))
    yield "defined name", names.get("TongPhi") == f"DanhSach!$H${FIRST}:$H${last}"
    yield "print area", names.get("_xlnm.Print_Area", "").replace("'", "") == f"DanhSach!$A$1:$J${total + 2}"
    yield "print titles", names.get("_xlnm.Print_Titles", "").replace("'", "") == "DanhSach!$5:$5"
    charts = "".join(xml for name, xml in parts.items() if name.startswith("xl/charts/chart"))
    references = [ref.replace("'", "") for ref in re.findall(r"<(?:c:)?f>([^<]*)</", charts)]
    spans = {f"DanhSach!${col}${FIRST}:${col}${last}" for col in "BH"}
    yield "chart", spans <= set(references)
    counts = {int(count) for count in re.findall(r'<(?:c:)?ptCount val="(\d+)"', charts)}
    yield "chart's stored points", counts <= {1, len(rows)}
    yield "picture", bool(pictures)
    yield "page setup", 'orientation="landscape"' in main and "Trang" in main and 'state="frozen"' in main


def _cells_right(path: Path, context: Mapping[str, Any]) -> bool:
    """Title, year, signature and every cell of every row, with its type."""
    rows = context["rows"]
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("DanhSach").to_python(skip_empty_area=False)
    if len(sheet) < FIRST + len(rows) + 2:
        return False
    cells = [line[: len(COLUMNS)] for line in sheet[FIRST - 1 : FIRST - 1 + len(rows)]]
    signature = sheet[FIRST + len(rows) + 1][7]
    ends = (sheet[0][0], sheet[2][0], sheet[FIRST - 1 + len(rows)][0], signature)
    expected = (context["don_vi"], f"Năm {context['nam']}", "TỔNG CỘNG", "TM. BAN CHẤP HÀNH")
    return ends == expected and all(map(_same, cells, rows))


def _same(cells: list[Any], row: Mapping[str, Any]) -> bool:
    """Equal with their types: a number written as text is not the number."""
    return all(a == b and isinstance(a, str) == isinstance(b, str) for a, b in zip(cells, row.values(), strict=True))


def _cell(sheet: str, address: str) -> str:
    found = re.search(rf'<c r="{address}"[^>]*?(?:/>|>.*?</c>)', sheet, re.S)
    return found[0] if found else ""


def _formula(sheet: str, address: str) -> str:
    found = re.search(r"<f[^>]*>([^<]*)</f>", _cell(sheet, address))
    return html.unescape(found[1]).replace("'", "") if found else ""


def _shown(sheet: str, address: str) -> str | None:
    found = re.search(r"<v>([^<]+)</v>", _cell(sheet, address))
    return found[1] if found else None


def _style(sheet: str, address: str) -> str:
    found = re.search(r' s="(\d+)"', _cell(sheet, address))
    return found[1] if found else "0"


def _covers(areas: list[str], col: str, last: int) -> bool:
    """Whether areas (ranges or single cells, separated by blanks) hold all data rows of a column and no other."""
    lines: set[int] = set()
    for area in " ".join(areas).split():
        found = re.fullmatch(rf"{col}(\d+)(?::{col}(\d+))?", area)
        if found:
            lines.update(range(int(found[1]), int(found[2] or found[1]) + 1))
    return lines == set(range(FIRST, last + 1))


def faults(engine: str, case: Case, folder: Path) -> list[str]:
    made = output_file(folder, engine, case)
    try:
        if case.is_excel:
            return excel_faults(made, read_data(folder, case)[0])
        return word_faults(made, output_file(folder, "docxtpl", case))
    except Exception as error:  # whatever an engine's file does to a reader is a fault of the file
        return [f"unreadable ({type(error).__name__})"]


if __name__ == "__main__":
    case_name, where, *engines = sys.argv[1:]
    found = {engine: faults(engine, BY_NAME[case_name], Path(where)) for engine in engines}
    sys.stdout.write(json.dumps(found, ensure_ascii=False))
