"""Turn the sheet of figures, wherever its rows and columns have moved to, into Figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rapidfuzz import fuzz, process

from drafter.intake.figure_row import Row, hold_against_parts, read_row
from drafter.intake.findings import Findings, Origin
from drafter.intake.form_layout import FigureColumn
from drafter.intake.grid import Sheet, address, find_titles
from drafter.model.figure import Figure
from drafter.model.indicator import Indicator
from drafter.model.problem import ProblemKind, Severity
from drafter.standards.catalogue import Catalogue
from drafter.wording.fold import fold

UNKNOWN_INDICATOR = ProblemKind(
    code="D112",
    severity=Severity.ERROR,
    title="Mã chỉ tiêu không có trong danh mục",
    what="không có chỉ tiêu «{found}» trong danh mục{hint}: số liệu dòng này chưa được nhận",
    fix="sửa lại mã ở cột «Mã» đúng như biểu đã gửi; chỉ tiêu mới thì văn phòng thêm vào danh mục trước",
    request="Kính đề nghị {unit} kiểm tra lại mã chỉ tiêu «{found}» ở ô {place.cell}, trang tính «{place.sheet}»"
    "{hint}.",
)
DUPLICATE_ROW = ProblemKind(
    code="D113",
    severity=Severity.ERROR,
    title="Một chỉ tiêu có hai dòng khác nhau",
    what="chỉ tiêu {code} đã có ở dòng {first}, ở đây lại có số khác: chưa nhận dòng nào",
    fix="giữ lại một dòng có số đúng, xóa số ở dòng kia",
    request="Kính đề nghị {unit} kiểm tra lại chỉ tiêu {code} – {name}: trang tính «{place.sheet}» có hai dòng "
    "(dòng {first} và ô {place.cell}) ghi số khác nhau. Giữ lại một dòng rồi xin gửi lại cả tệp.",
)
REPEATED_ROW = ProblemKind(
    code="D114",
    severity=Severity.NOTE,
    title="Một chỉ tiêu lặp lại ở hai dòng",
    what="chỉ tiêu {code} đã có ở dòng {first}, hai dòng không trái nhau: chỉ tính một lần",
    fix="xóa dòng thừa",
)
MERGED_CELLS = ProblemKind(
    code="D121",
    severity=Severity.WARNING,
    title="Ô gộp qua nhiều dòng chỉ tiêu",
    what="các ô {found} bị gộp làm một: số chỉ tính cho dòng {first}, các dòng còn lại coi như chưa báo cáo",
    fix="bỏ gộp ô (Merge & Center), gõ số cho từng dòng",
    request="Kính đề nghị {unit} bỏ gộp các ô {found}, trang tính «{place.sheet}», gõ số cho từng dòng rồi gửi lại.",
)
OUTSIDE = ProblemKind(
    code="D122",
    severity=Severity.WARNING,
    title="Có số liệu ngoài các dòng, cột của biểu",
    what="có số ngoài biểu, không được nhận: {found}",
    fix="chuyển số vào đúng dòng có mã; nếu chỉ là số tính nháp thì xóa đi",
    request="Kính đề nghị {unit} kiểm tra các ô {found}, trang tính «{place.sheet}»: số ở đây nằm ngoài biểu nên "
    "không được tổng hợp.",
)
HIDDEN_DATA = ProblemKind(
    code="D123",
    severity=Severity.WARNING,
    title="Có số liệu ở dòng, cột đang ẩn",
    what="có số ở dòng hoặc cột đang ẩn, vẫn được nhận: {found}",
    fix="bỏ ẩn (Unhide) để xem lại; xóa đi nếu không dùng",
)
KINDS = (UNKNOWN_INDICATOR, DUPLICATE_ROW, REPEATED_ROW, MERGED_CELLS, OUTSIDE, HIDDEN_DATA)

_OTHER_TITLES = {
    "mã số": FigureColumn.CODE,
    "mã chỉ tiêu": FigureColumn.CODE,
    "nội dung chỉ tiêu": FigureColumn.NAME,
    "tên chỉ tiêu": FigureColumn.NAME,
    "đvt": FigureColumn.UNIT,
    "kế hoạch": FigureColumn.TARGET,
    "chỉ tiêu kế hoạch": FigureColumn.TARGET,
    "kết quả": FigureColumn.ACTUAL,
    "kết quả thực hiện": FigureColumn.ACTUAL,
    "số liệu": FigureColumn.ACTUAL,
    "tử số": FigureColumn.NUMERATOR,
    "số đạt": FigureColumn.NUMERATOR,
    "mẫu số": FigureColumn.DENOMINATOR,
    "tổng số": FigureColumn.DENOMINATOR,
    "cùng kỳ": FigureColumn.PREVIOUS,
    "cùng kỳ năm trước": FigureColumn.PREVIOUS,
    "năm trước": FigureColumn.PREVIOUS,
}
_TITLES = {fold(title): column.name for title, column in _OTHER_TITLES.items()}
_TITLES |= {fold(column.value): column.name for column in FigureColumn}
_ENTRIES = (
    FigureColumn.ACTUAL,
    FigureColumn.NUMERATOR,
    FigureColumn.DENOMINATOR,
    FigureColumn.TARGET,
    FigureColumn.NOTE,
    FigureColumn.PREVIOUS,
)
_LOOKS_LIKE_CODE = re.compile(r"[A-ZĐ]{1,3}\d{1,3}[a-z]?", re.IGNORECASE)
_SHOWN_CELLS = 5


def find_figures(sheet: Sheet) -> tuple[int, Mapping[FigureColumn, int]] | None:
    """The title row and the columns of a figures sheet; None when the sheet is not one."""
    found = find_titles(sheet, _TITLES, (FigureColumn.CODE.name, FigureColumn.ACTUAL.name))
    return (found[0], {FigureColumn[name]: column for name, column in found[1].items()}) if found else None


def read_figures(sheet: Sheet, catalogue: Catalogue, origin: Origin, findings: Findings) -> tuple[Figure, ...]:
    """The figures of a sheet that `find_figures` knows, each once."""
    found = find_figures(sheet)
    if found is None:
        return ()
    title_row, columns = found
    codes = {indicator.code.casefold(): indicator for indicator in catalogue.indicators}
    figures: dict[str, Figure] = {}
    rows: dict[str, int] = {}
    contested: set[str] = set()
    for number, indicator in _coded_rows(sheet, title_row, columns, codes, catalogue, findings):
        figure = read_row(indicator, _row(sheet, number, columns), origin, findings)
        if figure is None:
            continue
        first = figures.get(indicator.code)
        if first is None:
            figures[indicator.code], rows[indicator.code] = figure, number
            continue
        told = {"code": indicator.code, "name": indicator.name, "first": rows[indicator.code]}
        same = replace(figure, source=first.source) == first or not (figure.reported and first.reported)
        findings.add(REPEATED_ROW if same else DUPLICATE_ROW, sheet.name, figure.source.cell, **told)
        if not same:
            contested.add(indicator.code)
        elif not first.reported:
            figures[indicator.code] = figure
    kept = {code: figure for code, figure in figures.items() if code not in contested}
    _report_merges(sheet, columns, rows, findings)
    _report_strays(sheet, title_row, columns, findings)
    _report_hidden(sheet, columns, rows, findings)
    held = (hold_against_parts(f, codes[code.casefold()], kept, findings) for code, f in kept.items())
    return tuple(figure for figure in held if figure is not None)


def _coded_rows(
    sheet: Sheet, title_row: int, columns: Mapping[FigureColumn, int], codes: Mapping[str, Indicator],
    catalogue: Catalogue, findings: Findings,
) -> Iterator[tuple[int, Indicator]]:  # fmt: skip
    """The rows below the titles that bear a code of the catalogue; a problem for each code that is not."""
    for number in sheet.rows():
        code = sheet.text(number, columns[FigureColumn.CODE]).replace(" ", "")
        if number <= title_row or not code:
            continue
        if indicator := codes.get(code.casefold()):
            yield number, indicator
        elif _LOOKS_LIKE_CODE.fullmatch(code) or _filled(sheet, number, columns):
            name = sheet.text(number, columns.get(FigureColumn.NAME))
            at = address(number, columns[FigureColumn.CODE])
            findings.add(UNKNOWN_INDICATOR, sheet.name, at, found=code, hint=indicator_hint(code, name, catalogue))


def _filled(sheet: Sheet, row: int, columns: Mapping[FigureColumn, int]) -> bool:
    return any((row, columns[column]) in sheet.cells for column in _ENTRIES[:3] if column in columns)


def indicator_hint(code: str, name: str, catalogue: Catalogue) -> str:
    """What an unknown code may have meant: the leaves of a split row, or the nearest name."""
    row = catalogue.row(code.upper())
    if row and row.split:
        return f" (dòng {row.code} đã tách thành {', '.join(row.leaves)})"
    names = {indicator.code: fold(indicator.name) for indicator in catalogue.indicators}
    near = process.extractOne(fold(name), names, scorer=fuzz.ratio, score_cutoff=75) if name else None
    return f" (có phải là {near[2]} – {catalogue.by_code[near[2]].name}?)" if near else ""


def _row(sheet: Sheet, number: int, columns: Mapping[FigureColumn, int]) -> Row:
    places = {column: address(number, where) for column, where in columns.items()}
    cells = {c: cell for c in _ENTRIES if c in columns and (cell := sheet.cells.get((number, columns[c])))}
    return Row(sheet.name, cells, places)


def _report_merges(
    sheet: Sheet, columns: Mapping[FigureColumn, int], rows: Mapping[str, int], findings: Findings
) -> None:
    entries = {columns[column] for column in _ENTRIES[:3] if column in columns}
    coded = sorted(rows.values())
    for top, left, bottom, right in sheet.merged:
        if bottom > top and entries & set(range(left, min(right, max(entries)) + 1)) and top in coded:
            span = f"{address(top, left)}:{address(bottom, right)}"
            findings.add(MERGED_CELLS, sheet.name, address(top, left), found=span, first=top)


def _report_strays(sheet: Sheet, title_row: int, columns: Mapping[FigureColumn, int], findings: Findings) -> None:
    """Numbers below the titles that no row with a code, or no column of the form, accounts for."""
    known = set(columns.values())
    strays = [
        (row, column)
        for (row, column), cell in sorted(sheet.cells.items())
        if row > title_row
        and cell.kind in "npdef"
        and (column not in known or not sheet.text(row, columns[FigureColumn.CODE]))
    ]
    if strays:
        findings.add(OUTSIDE, sheet.name, address(*strays[0]), found=_listed(strays))


def _report_hidden(
    sheet: Sheet, columns: Mapping[FigureColumn, int], rows: Mapping[str, int], findings: Findings
) -> None:
    shown = (FigureColumn.ACTUAL, FigureColumn.NUMERATOR, FigureColumn.DENOMINATOR)
    places = [(row, columns[c]) for row in sorted(rows.values()) for c in shown if c in columns]
    hidden = [place for place in places if place in sheet.cells and sheet.is_hidden(*place)]
    if hidden:
        findings.add(HIDDEN_DATA, sheet.name, address(*hidden[0]), found=_listed(hidden))


def _listed(places: list[tuple[int, int]]) -> str:
    """The first few addresses, and how many more."""
    more = len(places) - _SHOWN_CELLS
    return ", ".join(address(*place) for place in places[:_SHOWN_CELLS]) + (f" và {more} ô khác" if more > 0 else "")
