"""Turn the office's list of units (don-vi.xlsx or .csv) into Organisations.

One row is one unit as it stood for a time; a unit that was renamed or moved up has a row for each time, with the same
code. Columns are found by their titles.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from io import StringIO
from itertools import pairwise

from drafter.intake.day_cell import read_day
from drafter.intake.findings import Findings
from drafter.intake.folder import problem_of
from drafter.intake.grid import Cell, Sheet, address, clean, find_titles, to_workbook
from drafter.intake.sandbox import Sandbox
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.problem import Problem, ProblemKind, Severity
from drafter.wording.fold import fold

NO_UNIT_TABLE = ProblemKind(
    code="D170",
    severity=Severity.ERROR,
    title="Không thấy bảng danh sách đơn vị",
    what="không thấy bảng có cột «Mã» và cột «Tên»",
    fix="dùng mẫu danh sách đơn vị của chương trình, giữ nguyên tên các cột",
)
ROW_INCOMPLETE = ProblemKind(
    code="D171",
    severity=Severity.ERROR,
    title="Dòng đơn vị thiếu mã hoặc tên",
    what="dòng này thiếu «{lacking}»: chưa nhận đơn vị này",
    fix="điền «{lacking}»; mã là chữ và số viết liền, ví dụ CDCS-001, đặt một lần và không đổi",
)
CODE_TWICE = ProblemKind(
    code="D172",
    severity=Severity.ERROR,
    title="Một mã có hai dòng cùng thời gian",
    what="mã «{found}» đã có ở dòng {first}, hai dòng không tách nhau theo ngày: chưa nhận dòng này",
    fix="đặt mã khác cho đơn vị này; nếu là đơn vị cũ đổi tên thì ghi «Đến ngày» ở dòng trước và «Từ ngày» ở dòng này",
)
UNKNOWN_LEVEL = ProblemKind(
    code="D173",
    severity=Severity.ERROR,
    title="Cấp công đoàn không rõ",
    what="cấp «{found}» không có trong danh sách: chưa nhận dòng này",
    fix="ghi một trong các cấp: {choices}",
)
UNKNOWN_CODE = ProblemKind(
    code="D174",
    severity=Severity.WARNING,
    title="Nhắc tới một mã không có trong danh sách",
    what="cột «{column}» ghi «{found}», không phải mã của đơn vị nào trong danh sách",
    fix="sửa lại thành mã ở cột «Mã», hoặc thêm đơn vị ấy vào danh sách",
)
BAD_DATE = ProblemKind(
    code="D175",
    severity=Severity.ERROR,
    title="Ngày không đọc được",
    what="cột «{column}» ghi «{found}», cần ngày/tháng/năm: ngày này bỏ trống",
    fix="ghi lại ngày, ví dụ 30/06/2025",
)
SAME_NAME = ProblemKind(
    code="D176",
    severity=Severity.WARNING,
    title="Hai đơn vị cùng tên gọi",
    what="tên «{found}» cũng là tên của đơn vị mã {other}",
    fix="nếu là một đơn vị thì xóa bớt một dòng; nếu là hai đơn vị thì ghi tên đầy đủ để phân biệt",
)
KINDS = (NO_UNIT_TABLE, ROW_INCOMPLETE, CODE_TWICE, UNKNOWN_LEVEL, UNKNOWN_CODE, BAD_DATE, SAME_NAME)


class UnitColumn(StrEnum):
    """Columns of the list; the value is the title."""

    CODE = "Mã"
    NAME = "Tên"
    ALIASES = "Tên gọi khác"
    LEVEL = "Cấp"
    SECTOR = "Khu vực"
    PARENT = "Trực thuộc"
    FROM = "Từ ngày"
    TO = "Đến ngày"
    MERGED_INTO = "Sáp nhập vào"
    MERGED_ON = "Ngày sáp nhập"
    NOTE = "Ghi chú"


LEVEL_WORDS: Mapping[Level, str] = {
    Level.CONFEDERATION: "Tổng Liên đoàn",
    Level.PROVINCE: "LĐLĐ tỉnh, thành phố",
    Level.CENTRAL_BRANCH: "Công đoàn ngành trung ương",
    Level.DISTRICT: "LĐLĐ huyện, quận",
    Level.LOCAL_BRANCH: "Công đoàn ngành địa phương",
    Level.COMMUNE: "Công đoàn xã, phường",
    Level.GRASSROOTS: "Công đoàn cơ sở",
    Level.CLUSTER: "Cụm thi đua",
    Level.COMMITTEE: "Ủy ban kiểm tra",
}
"""What the list calls each level; a blank is a grassroots union."""

_TITLES = {fold(column.value): column.name for column in UnitColumn}
_TITLES |= {fold("Mã đơn vị"): "CODE", fold("Tên đơn vị"): "NAME", fold("Tên gọi khác (;)"): "ALIASES"}
_LEVELS = {fold(words): level for level, words in LEVEL_WORDS.items()} | {fold(level.value): level for level in Level}
_LEVELS |= {fold("cơ sở"): Level.GRASSROOTS, fold("nghiệp đoàn cơ sở"): Level.GRASSROOTS}
EXAMPLE_NOTE = "Dòng ví dụ, xóa đi khi dùng"


@dataclass
class _Unit:
    """A unit while its rows are being read."""

    first_row: int
    organisation: Organisation
    places: dict[UnitColumn, str] = field(default_factory=dict)


def read_units(
    data: bytes, file: str, sandbox: Sandbox, office: str = ""
) -> tuple[tuple[Organisation, ...], tuple[Problem, ...]]:
    """The units of a list, in its order. `office` is the code of the office itself, which rows may name as parent."""
    findings = Findings(file)
    sheets: tuple[Sheet, ...]
    if file.lower().endswith(".csv"):
        sheets = (_csv_sheet(data),)
    else:
        content = sandbox.read(data)
        if content.kind != "workbook":
            return (), (problem_of(content, file),)
        sheets = to_workbook(content.data).sheets
    sheet = next((sheet for sheet in sheets if _find(sheet)), None)
    if sheet is None:
        findings.add(NO_UNIT_TABLE)
        return (), tuple(findings.problems)
    units = _read_rows(sheet, findings)
    _check_references(sheet, units, office, findings)
    return tuple(unit.organisation for unit in units.values()), tuple(findings.problems)


def _find(sheet: Sheet) -> tuple[int, dict[UnitColumn, int]] | None:
    found = find_titles(sheet, _TITLES, (UnitColumn.CODE.name, UnitColumn.NAME.name))
    return (found[0], {UnitColumn[name]: column for name, column in found[1].items()}) if found else None


def _csv_sheet(data: bytes) -> Sheet:
    """A CSV as a sheet: UTF-8 or what Excel in Vietnam saves; commas, semicolons or tabs."""
    text = ""
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1258"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeError:
            continue
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    cells = {}
    for row, values in enumerate(csv.reader(StringIO(clean(text), newline=""), delimiter=separator), start=1):
        for column, value in enumerate(values, start=1):
            if value.strip():
                cells[row, column] = Cell("t", value)
    return Sheet("", False, cells)


def _read_rows(sheet: Sheet, findings: Findings) -> dict[str, _Unit]:
    found = _find(sheet)
    assert found is not None
    title_row, columns = found
    units: dict[str, _Unit] = {}
    for row in sheet.rows():
        texts = {c: " ".join(t.split()) for c, at in columns.items() if (t := sheet.text(row, at))}
        if row <= title_row or not texts or texts.get(UnitColumn.NOTE) == EXAMPLE_NOTE:
            continue
        places = {column: address(row, columns.get(column, columns[UnitColumn.CODE])) for column in UnitColumn}
        organisation = _organisation(sheet, row, columns, texts, places, len(units), findings)
        if organisation is None:
            continue
        key = organisation.code.casefold()
        if key not in units:
            units[key] = _Unit(row, organisation, places)
        elif (joined := _joined(units[key].organisation, organisation)) is not None:
            units[key] = _Unit(units[key].first_row, joined, places)
        else:
            at = places[UnitColumn.CODE]
            findings.add(CODE_TWICE, sheet.name, at, found=organisation.code, first=units[key].first_row)
    return units


def _organisation(
    sheet: Sheet, row: int, columns: Mapping[UnitColumn, int], texts: Mapping[UnitColumn, str],
    places: Mapping[UnitColumn, str], order: int, findings: Findings,
) -> Organisation | None:  # fmt: skip
    for needed in (UnitColumn.CODE, UnitColumn.NAME):
        if needed not in texts:
            findings.add(ROW_INCOMPLETE, sheet.name, places[needed], lacking=needed.value)
            return None
    level = _LEVELS.get(fold(texts.get(UnitColumn.LEVEL, LEVEL_WORDS[Level.GRASSROOTS])))
    if level is None:
        choices = "; ".join(LEVEL_WORDS.values())
        found = texts[UnitColumn.LEVEL]
        findings.add(UNKNOWN_LEVEL, sheet.name, places[UnitColumn.LEVEL], found=found, choices=choices)
        return None
    days = {
        column: _day(sheet, row, columns, column, places, findings)
        for column in (UnitColumn.FROM, UnitColumn.TO, UnitColumn.MERGED_ON)
    }
    merged_into = texts.get(UnitColumn.MERGED_INTO, "")
    standing = Standing(
        level,
        texts[UnitColumn.NAME],
        texts.get(UnitColumn.PARENT, ""),
        days[UnitColumn.FROM],
        days[UnitColumn.TO] or (days[UnitColumn.MERGED_ON] if merged_into else None),
    )
    aliases = tuple(alias.strip() for alias in texts.get(UnitColumn.ALIASES, "").split(";") if alias.strip())
    return Organisation(
        texts[UnitColumn.CODE].replace(" ", ""),
        (standing,),
        aliases,
        texts.get(UnitColumn.SECTOR, ""),
        merged_into,
        days[UnitColumn.MERGED_ON],
        order,
    )


def _joined(one: Organisation, other: Organisation) -> Organisation | None:
    """The unit with the standing of another row too; None when two standings hold on one day."""
    standings = sorted((*one.standings, *other.standings), key=lambda s: s.valid_from or date.min)
    for earlier, later in pairwise(standings):
        if earlier.valid_to is None or later.valid_from is None or earlier.valid_to >= later.valid_from:
            return None
    return replace(
        one,
        standings=tuple(standings),
        aliases=tuple(dict.fromkeys((*one.aliases, *other.aliases))),
        sector=one.sector or other.sector,
        merged_into=one.merged_into or other.merged_into,
        merged_on=one.merged_on or other.merged_on,
    )


def _day(
    sheet: Sheet, row: int, columns: Mapping[UnitColumn, int], column: UnitColumn,
    places: Mapping[UnitColumn, str], findings: Findings,
) -> date | None:  # fmt: skip
    cell = sheet.cells.get((row, columns.get(column, 0)))
    if cell is None:
        return None
    day = read_day(cell, last=column is not UnitColumn.FROM)
    if day is None:
        findings.add(BAD_DATE, sheet.name, places[column], column=column.value, found=cell.shown)
    return day


def _check_references(sheet: Sheet, units: Mapping[str, _Unit], office: str, findings: Findings) -> None:
    known = {code.casefold() for code in units} | {office.casefold(), ""}
    names: dict[str, str] = {}
    for unit in units.values():
        organisation = unit.organisation
        wanted = (
            (UnitColumn.PARENT, organisation.standings[-1].parent),
            (UnitColumn.MERGED_INTO, organisation.merged_into),
        )
        for column, code in wanted:
            if code.casefold() not in known and (office or column is UnitColumn.MERGED_INTO):
                findings.add(UNKNOWN_CODE, sheet.name, unit.places[column], column=column.value, found=code)
        for name in (organisation.standings[-1].name, *organisation.aliases):
            other = names.setdefault(fold(name), organisation.code)
            if other != organisation.code:
                findings.add(SAME_NAME, sheet.name, unit.places[UnitColumn.NAME], found=name, other=other)
