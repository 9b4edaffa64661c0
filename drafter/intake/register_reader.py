"""Turn the plain data of a workbook that holds a register into its rows, and the problems found in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafter.intake.findings import Expected, Findings, Origin, ReadForm, Receipt
from drafter.intake.form_layout import LISTS_SHEET
from drafter.intake.form_reader import note_cleaned, note_kind_of_file
from drafter.intake.grid import Cell, Sheet, Workbook, address, title_key
from drafter.intake.identity import check_standing, expected_period, known_unit, read_marks
from drafter.intake.register_cell import CellReader, folded
from drafter.intake.register_layout import NUMBER_TITLE, OTHER_NUMBER_TITLES, Choices, titles_of
from drafter.model.problem import ProblemKind, Severity
from drafter.model.register import Register, Row, Value
from drafter.standards.registers import RegisterForm
from drafter.wording.fold import fold
from drafter.wording.lists import and_others

UNKNOWN_REGISTER = ProblemKind(
    code="D180",
    severity=Severity.ERROR,
    title="Không có sổ này",
    what="tệp ghi là sổ «{found}», văn phòng không có sổ này (có: {known}): chưa nhận tệp này",
    fix="lập lại mẫu sổ bằng drafter form --register …, điền rồi nhập lại; sổ riêng của văn phòng thì chép tệp khai "
    "sổ vào thư mục so",
    request="Kính đề nghị {unit} điền vào đúng mẫu sổ văn phòng đã gửi: tệp {place.file} ghi sổ «{found}».",
)
NO_TABLE = ProblemKind(
    code="D181",
    severity=Severity.ERROR,
    title="Sổ bị mất cột",
    what="«{title}» thiếu {lacking} ở hàng tiêu đề: chưa nhận tệp này",
    fix="ghi lại tên cột đúng như mẫu đã gửi, hoặc chép các dòng sang mẫu mới",
    request="Kính đề nghị {unit} chép các dòng sang đúng mẫu «{title}» văn phòng đã gửi: tệp {place.file} thiếu "
    "{lacking}.",
)
EMPTY_REGISTER = ProblemKind(
    code="D182",
    severity=Severity.ERROR,
    title="Sổ chưa điền dòng nào",
    what="«{title}» của {unit} chưa điền dòng nào: chưa nhận tệp này",
    fix="điền rồi nhập lại; không phát sinh thì không phải nộp sổ này",
    request="Kính đề nghị {unit} điền «{title}» rồi gửi lại: tệp {place.file} còn để trống.",
)
LACKING = ProblemKind(
    code="D183",
    severity=Severity.ERROR,
    title="Dòng của sổ còn thiếu",
    what="dòng {row} thiếu «{lacking}»: dòng này chưa được nhận",
    fix="điền «{lacking}», hoặc xóa cả dòng nếu không dùng",
    request="Kính đề nghị {unit} điền «{lacking}» ở ô {place.cell}, trang tính «{place.sheet}», rồi gửi lại cả tệp.",
)
ROWS_ALIKE = ProblemKind(
    code="D192",
    severity=Severity.WARNING,
    title="Hai dòng của sổ giống nhau",
    what="dòng {row} giống dòng {first} ở {key}: cả hai dòng vẫn được nhận",
    fix="nếu là một thì xóa một dòng rồi nhập lại; nếu là hai người, hai việc khác nhau thì không cần sửa",
    request="Kính đề nghị {unit} xem lại dòng {first} và dòng {row}, trang tính «{place.sheet}»: hai dòng giống nhau ở "
    "{key}. Nếu trùng, xin xóa một dòng rồi gửi lại cả tệp.",
)
OTHER_COLUMN = ProblemKind(
    code="D193",
    severity=Severity.WARNING,
    title="Sổ có cột ngoài mẫu",
    what="cột {found} không có trong mẫu «{title}»: {count} ô của cột này không được nhận",
    fix="cần cột này thì thêm vào sổ (thư mục so của văn phòng); cột đặt sai tên thì sửa tên cột như mẫu",
)
NOT_FILLED = ProblemKind(
    code="D194",
    severity=Severity.WARNING,
    title="Dòng có sẵn của sổ chưa điền",
    what="{count} dòng có sẵn chưa điền, không được nhận: {rows}",
    fix="điền tiếp các dòng ấy rồi nhập lại; dòng không dùng thì xóa",
    request="Kính đề nghị {unit} điền tiếp trang tính «{place.sheet}» rồi gửi lại cả tệp: còn {count} dòng chưa điền "
    "({rows}).",
)
WRONG_PERIOD_TYPE = ProblemKind(
    code="D195",
    severity=Severity.ERROR,
    title="Sổ không lập cho loại kỳ này",
    what="«{title}» không lập cho {found}: chưa nhận tệp này",
    fix="lập lại mẫu sổ cho đúng kỳ (drafter form --register {code} --period …)",
    request="Kính đề nghị {unit} điền vào mẫu «{title}» của đúng kỳ: tệp {place.file} ghi {found}.",
)
TOTAL_ROW = ProblemKind(
    code="D196",
    severity=Severity.NOTE,
    title="Dòng cộng trong sổ",
    what="dòng {row} là dòng cộng: không nhận, tổng do máy tính",
    fix="không cần sửa",
)
KINDS = (
    UNKNOWN_REGISTER, NO_TABLE, EMPTY_REGISTER, LACKING, ROWS_ALIKE, OTHER_COLUMN, NOT_FILLED, WRONG_PERIOD_TYPE,
    TOTAL_ROW,
)  # fmt: skip

_NUMBER_TITLES = frozenset(fold(title) for title in (NUMBER_TITLE, *OTHER_NUMBER_TITLES))
_TOTALS = frozenset(fold(words) for words in ("cộng", "tổng cộng", "tổng số", "tổng"))
_SHOWN_ROWS = 5


@dataclass(frozen=True)
class _Table:
    """Where a register stands in a sheet: its row of titles, the column of each code, the columns of row numbers."""

    sheet: Sheet
    title_row: int
    columns: Mapping[str, int]
    numbering: frozenset[int]


def read_register(book: Workbook, receipt: Receipt, expected: Expected) -> ReadForm:
    """Read a filled register. Columns are found by their titles, so moved columns and inserted rows are no harm.

    A faulty cell costs its row only. The register is None when its code, unit or period is not one that is expected,
    when a required column is gone, or when no row is well.
    """
    findings = Findings(receipt.file)
    return findings.result(_read(book, receipt, expected, findings), receipt)


def _read(book: Workbook, receipt: Receipt, expected: Expected, findings: Findings) -> Register | None:
    note_kind_of_file(book, findings)
    marks = read_marks(book, findings)
    if marks is None:
        return None
    findings.unit = marks.name or findings.unit
    form = expected.registers.get(marks.register)
    if form is None:
        findings.add(UNKNOWN_REGISTER, found=marks.register or "(không ghi)", known=", ".join(expected.registers))
        return None
    findings.register = form.code
    unit, period = known_unit(marks, expected, findings), expected_period(marks, expected, findings)
    findings.organisation, findings.period = unit, period
    if unit is None or period is None:
        return None
    if form.periods and period.type not in form.periods:
        findings.add(WRONG_PERIOD_TYPE, title=form.title, found=period.words, code=form.code)
        return None
    check_standing(unit, period, expected, findings)
    origin = Origin(unit, period, receipt, marks.author)
    rows = _rows(book, form, origin, expected, findings)
    note_cleaned(book, findings)
    if not rows:
        return None
    by = receipt.submitted_by or marks.author
    return Register(form.code, unit, period, rows, receipt.file, receipt.digest, receipt.received_at, by)


def _rows(
    book: Workbook, form: RegisterForm, origin: Origin, expected: Expected, findings: Findings
) -> tuple[Row, ...]:
    """The rows of every sheet that holds the register's table."""
    tables = [table for sheet in book.sheets if (table := _find_table(sheet, form)) is not None]
    lacking = [c for c in form.columns if c.required and not any(c.code in table.columns for table in tables)]
    if not tables or lacking:
        named = f"cột {and_others([f'«{c.title}»' for c in lacking or form.columns], 4, 'cột')}"
        sheet = tables[0].sheet.name if tables else ""
        findings.add(NO_TABLE, sheet, title=form.title, lacking=named)
        return ()
    choices = Choices(expected.known_units or (), expected.award_forms, expected.catalogue.indicators)
    reader = CellReader(choices, findings, any_unit=expected.known_units is None)
    before = len(findings.problems)
    rows = tuple(row for table in tables for row in _TableReader(table, form, reader, origin, findings).rows())
    if not rows and len(findings.problems) == before:
        findings.add(EMPTY_REGISTER, tables[0].sheet.name, title=form.title)
    _ask_about_rows_alike(rows, form, findings)
    return rows


def _find_table(sheet: Sheet, form: RegisterForm) -> _Table | None:
    """The row that bears most of the register's titles, two of them at least (or all, where there are fewer)."""
    if sheet.name == LISTS_SHEET and sheet.hidden:
        return None
    titles = {fold(title): column.code for column in reversed(form.columns) for title in titles_of(column)}
    found: dict[int, dict[str, int]] = {}
    numbering: dict[int, set[int]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        title = title_key(cell.text) if cell.kind == "t" else ""
        if title in _NUMBER_TITLES:
            numbering.setdefault(row, set()).add(column)
        elif title in titles:
            found.setdefault(row, {}).setdefault(titles[title], column)
    if not found:
        return None
    row = max(found, key=lambda at: (len(found[at]), -at))
    if len(found[row]) < min(2, len(form.columns)):
        return None
    return _Table(sheet, row, found[row], frozenset(numbering.get(row, ())))


@dataclass(frozen=True)
class _TableReader:
    """Reads the rows below one table's titles."""

    table: _Table
    form: RegisterForm
    cells: CellReader
    origin: Origin
    findings: Findings

    def rows(self) -> Iterator[Row]:
        """Each row that is well; a problem for each that is not."""
        sheet, columns = self.table.sheet, self.table.columns
        shared = _shared_cells(self.table)
        untouched: list[int] = []
        for number in sheet.rows():
            if number <= self.table.title_row:
                continue
            given = {
                code: cell
                for code, where in columns.items()
                if (cell := sheet.cells.get((number, where)) or shared.get((number, where)))
            }
            own = [where for where in columns.values() if (number, where) in sheet.cells]
            if not own:
                continue
            if fold(sheet.text(number, self._first(number))) in _TOTALS:
                self.findings.add(TOTAL_ROW, sheet.name, address(number, min(own)), row=number)
            elif self._is_untouched(given):
                untouched.append(number)
            elif (row := self._row(number, given)) is not None:
                yield row
        if untouched:
            listed = and_others([f"dòng {number}" for number in untouched], _SHOWN_ROWS, "dòng")
            at = address(untouched[0], min(columns.values()))
            self.findings.add(NOT_FILLED, sheet.name, at, count=len(untouched), rows=listed)
        self._tell_other_columns()

    def _first(self, number: int) -> int:
        """The first column of a row that holds anything."""
        return min(column for row, column in self._places(number) if row == number)

    def _places(self, number: int) -> list[tuple[int, int]]:
        known = (*self.table.columns.values(), *self.table.numbering)
        return [(number, column) for column in known if (number, column) in self.table.sheet.cells]

    def _is_untouched(self, given: Mapping[str, Cell]) -> bool:
        """Whether a row bears only what a form stands ready with (its keys), while more is required of it."""
        asked = [column.code for column in self.form.columns if column.required and column.code not in self.form.key]
        return bool(asked) and bool(self.form.prefill) and set(given) <= set(self.form.key)

    def _row(self, number: int, given: Mapping[str, Cell]) -> Row | None:
        """The row's values; None where a cell is faulty or a required one empty."""
        sheet, columns = self.table.sheet, self.table.columns
        values: dict[str, Value] = {}
        well = True
        for column in self.form.columns:
            if column.code not in columns:
                continue
            at = address(number, columns[column.code])
            value, fine = None, True
            if column.code in given:
                value, fine = self.cells.read(given[column.code], column, sheet.name, at)
            if fine and value is None and column.required:
                self.findings.add(LACKING, sheet.name, at, row=number, lacking=column.title)
            if value is not None:
                values[column.code] = value
            well = well and fine and (value is not None or not column.required)
        if not well:
            return None
        first = address(number, min(columns.values()))
        return Row(self.origin.organisation, values, self.origin.source(sheet.name, first))

    def _tell_other_columns(self) -> None:
        """What stands below the titles in columns that are none of the register's."""
        sheet, title_row = self.table.sheet, self.table.title_row
        known = {*self.table.columns.values(), *self.table.numbering}
        strays: dict[int, int] = {}
        for row, column in sheet.cells:
            if row > title_row and column not in known:
                strays[column] = strays.get(column, 0) + 1
        for column, count in sorted(strays.items()):
            title = sheet.text(title_row, column)
            found = f"«{title}»" if title else "không tên"
            at = address(title_row, column)
            self.findings.add(OTHER_COLUMN, sheet.name, at, found=found, title=self.form.title, count=count)


def _shared_cells(table: _Table) -> Mapping[tuple[int, int], Cell]:
    """What a cell merged over several rows says in each of them: a name written once for the rows beside it."""
    shared: dict[tuple[int, int], Cell] = {}
    last_row = max((row for row, _ in table.sheet.cells), default=0)
    columns = set(table.columns.values())
    for top, left, bottom, _ in table.sheet.merged:
        cell = table.sheet.cells.get((top, left))
        if cell is not None and left in columns and top > table.title_row:
            shared.update(((row, left), cell) for row in range(top + 1, min(bottom, last_row) + 1))
    return shared


def _ask_about_rows_alike(rows: tuple[Row, ...], form: RegisterForm, findings: Findings) -> None:
    if not form.key:
        return
    key_words = and_others([f"«{form.by_code[code].title}»" for code in form.key], 4, "cột")
    seen: dict[tuple[object, ...], Row] = {}
    for row in rows:
        key = tuple(_comparable(row.values.get(code)) for code in form.key)
        first = seen.setdefault(key, row) if any(part is not None for part in key) else row
        if first is not row:
            elsewhere = f" (trang tính «{first.source.sheet}»)" if first.source.sheet != row.source.sheet else ""
            numbers = {"row": _row_number(row), "first": f"{_row_number(first)}{elsewhere}"}
            findings.add(ROWS_ALIKE, row.source.sheet, row.source.cell, key=key_words, **numbers)


def _comparable(value: Value | None) -> object:
    return folded(value) if isinstance(value, str) else value


def _row_number(row: Row) -> str:
    return row.source.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
