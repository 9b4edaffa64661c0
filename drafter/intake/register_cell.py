"""Turn one cell of a register into the value its column asks for, or a problem that says what to type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from drafter.intake.award_row import find_award
from drafter.intake.day_cell import read_day_or_year, read_full_day
from drafter.intake.findings import Findings
from drafter.intake.grid import Cell
from drafter.intake.identity import nearest_units
from drafter.intake.number_cell import NumberColumn, choices_of, interpret
from drafter.intake.numbers import Doubt, Unreadable, Why
from drafter.intake.register_layout import NO, YES, Choices
from drafter.model.award import Recipient
from drafter.model.figure import Qualifier
from drafter.model.indicator import Aggregate, Indicator, Kind, ValueType
from drafter.model.organisation import Organisation
from drafter.model.problem import ProblemKind, Severity
from drafter.model.register import Value
from drafter.standards.registers import ColumnKind, RegisterColumn
from drafter.wording.fold import fold

_LOST = ": dòng này chưa được nhận"
_CORRECT = "Kính đề nghị {unit} sửa ô {place.cell}, trang tính «{place.sheet}» (cột «{column}»): đang ghi «{found}», "
_AGAIN = ". Sửa xong xin gửi lại cả tệp."
BAD_NUMBER = ProblemKind(
    code="D184",
    severity=Severity.ERROR,
    title="Ô số của sổ không đọc được thành số",
    what="cột «{column}» cần {expected}, gặp «{found}»" + _LOST,
    fix="{advice}",
    request=_CORRECT + "cần ghi {expected}" + _AGAIN,
)
TWO_READINGS = ProblemKind(
    code="D185",
    severity=Severity.ERROR,
    title="Số trong sổ có hai cách hiểu",
    what="cột «{column}»: «{found}» có thể là {readings}, chưa rõ là số nào" + _LOST,
    fix="{advice}",
    request="Kính đề nghị {unit} cho biết số đúng ở ô {place.cell}, trang tính «{place.sheet}» (cột «{column}»): "
    "«{found}» là {readings}? Sửa xong xin gửi lại cả tệp.",
)
BAD_DAY = ProblemKind(
    code="D186",
    severity=Severity.ERROR,
    title="Ô ngày của sổ không đọc được thành ngày",
    what="cột «{column}» cần {expected}, gặp «{found}»" + _LOST,
    fix="gõ lại theo dạng ngày/tháng/năm, năm đủ bốn chữ số, ví dụ {example}",
    request=_CORRECT + "cần ghi {expected}" + _AGAIN,
)
BAD_ANSWER = ProblemKind(
    code="D187",
    severity=Severity.ERROR,
    title="Ô Có/Không của sổ ghi khác",
    what="cột «{column}» chỉ nhận «Có» hoặc «Không», gặp «{found}»" + _LOST,
    fix="chọn «Có» hoặc «Không» trong danh sách thả xuống",
    request=_CORRECT + "chỉ ghi «Có» hoặc «Không»" + _AGAIN,
)
NOT_IN_LIST = ProblemKind(
    code="D188",
    severity=Severity.ERROR,
    title="Giá trị trong sổ không có trong danh sách",
    what="cột «{column}» ghi «{found}», không có trong {among}{hint}" + _LOST,
    fix="chọn trong danh sách thả xuống của ô",
    request=_CORRECT + "không có trong {among}{hint}" + _AGAIN,
)
NO_SUCH_UNIT = ProblemKind(
    code="D189",
    severity=Severity.ERROR,
    title="Đơn vị ghi trong sổ không có trong danh sách đơn vị",
    what="cột «{column}» ghi «{found}», không có trong danh sách đơn vị{hint}" + _LOST,
    fix="chọn đơn vị trong danh sách thả xuống, hoặc ghi đúng mã đơn vị; đơn vị mới thì thêm vào danh sách đơn vị "
    "trước",
    request=_CORRECT + "không có trong danh sách đơn vị của văn phòng{hint}" + _AGAIN,
)
TWO_OF_A_NAME = ProblemKind(
    code="D190",
    severity=Severity.ERROR,
    title="Tên đơn vị trong sổ là của nhiều đơn vị",
    what="cột «{column}» ghi «{found}» là tên của nhiều đơn vị ({among})" + _LOST,
    fix="ghi mã của đúng đơn vị",
    request=_CORRECT + "là tên của nhiều đơn vị; xin ghi mã đơn vị ({among})" + _AGAIN,
)
NO_VALUE = ProblemKind(
    code="D191",
    severity=Severity.ERROR,
    title="Ô của sổ báo lỗi hoặc công thức chưa có giá trị",
    what="cột «{column}»: ô {reason} ({found})" + _LOST,
    fix="gõ giá trị trực tiếp vào ô; hoặc sửa công thức, bấm Lưu (Ctrl+S) trong Excel rồi gửi lại",
    request=_CORRECT + "ô {reason}" + _AGAIN,
)
KINDS = (BAD_NUMBER, TWO_READINGS, BAD_DAY, BAD_ANSWER, NOT_IN_LIST, NO_SUCH_UNIT, TWO_OF_A_NAME, NO_VALUE)

_NUMBER_TYPES = {
    ColumnKind.WHOLE: ValueType.COUNT,
    ColumnKind.NUMBER: ValueType.NUMBER,
    ColumnKind.MONEY: ValueType.MONEY,
    ColumnKind.PERCENT: ValueType.PERCENT,
}
_ADVICE = {
    Why.WORDS: "chỉ gõ số, không kèm chữ",
    Why.RANGE: "gõ một số",
    Why.PARTS: "gõ một số, không gõ dạng phân số",
    Why.PERCENT: "cột này cần một số, không phải tỷ lệ phần trăm",
    Why.MONEY: "cột này cần một số, không phải số tiền",
    Why.FRACTION: "gõ lại số nguyên",
}
_CODE_IN_LABEL = re.compile(r"\[([^\[\]]+)\]\s*$")
_YES = frozenset((fold(YES), "x", "v", "✓", "✔", "đúng", "1", "true", "yes"))
_NO = frozenset((fold(NO), "0", "sai", "false", "no"))
_BLANKS = frozenset(["-", "–", "—", ".", "…", "..."])
_RECIPIENTS = {
    fold(word): recipient.value
    for recipient, words in (
        (Recipient.COLLECTIVE, ("tập thể", "tt", "t")),
        (Recipient.INDIVIDUAL, ("cá nhân", "cn", "c")),
    )
    for word in words
}


@dataclass(frozen=True)
class _Refusal:
    """Why a cell cannot be used: the kind of problem, and what it tells."""

    kind: ProblemKind
    told: Mapping[str, str]


def _refusal(kind: ProblemKind, **told: str) -> _Refusal:
    return _Refusal(kind, told)


_Answer = Value | None | _Refusal


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of one file. `any_unit` is true where the office keeps no list of units: any code is taken."""

    choices: Choices
    findings: Findings
    any_unit: bool = False

    def read(self, cell: Cell, column: RegisterColumn, sheet: str, at: str) -> tuple[Value | None, bool]:
        """The value of a cell and whether it is well; (None, True) where it says nothing, (None, False) on a fault."""
        found = self._value(cell, column)
        if not isinstance(found, _Refusal):
            return found, True
        told = {"column": column.title, "found": cell.shown, **found.told}
        self.findings.add(found.kind, sheet, at, **told)
        return None, False

    def _value(self, cell: Cell, column: RegisterColumn) -> _Answer:
        if cell.kind in "ef":
            reason = "đang báo lỗi" if cell.kind == "e" else "có công thức nhưng chưa có giá trị"
            return _refusal(NO_VALUE, reason=reason)
        if column.kind in _NUMBER_TYPES:
            return _number(cell, column)
        if column.kind is ColumnKind.TEXT:
            return text_of(cell) or None
        if text_of(cell) in _BLANKS:
            return None
        readers: Mapping[ColumnKind, Callable[[Cell, RegisterColumn], _Answer]] = {
            ColumnKind.DATE: _day,
            ColumnKind.YES_NO: _answer,
            ColumnKind.CHOICE: _choice,
            ColumnKind.RECIPIENT: _recipient,
            ColumnKind.UNIT: self._unit,
            ColumnKind.AWARD_FORM: self._award_form,
            ColumnKind.INDICATOR: self._indicator,
        }
        return readers[column.kind](cell, column)

    @cached_property
    def _unit_codes(self) -> Mapping[str, str]:
        return {unit.code.casefold(): unit.code for unit in self.choices.units}

    @cached_property
    def _units_by_name(self) -> Mapping[str, list[str]]:
        """The codes of the units that bear, or ever bore, a name."""
        found: dict[str, list[str]] = {}
        for unit in self.choices.units:
            for name in _names_of(unit):
                found.setdefault(name, []).append(unit.code)
        return found

    @cached_property
    def _indicator_codes(self) -> Mapping[str, str]:
        return {each.code.casefold(): each.code for each in self.choices.indicators}

    def _unit(self, cell: Cell, _: RegisterColumn) -> _Answer:
        text = text_of(cell)
        if self.any_unit:
            return _coded(text) or text
        for code in (_coded(text), text):
            if code.casefold() in self._unit_codes:
                return self._unit_codes[code.casefold()]
        found = self._units_by_name.get(folded(_CODE_IN_LABEL.sub("", text)), [])
        if len(found) == 1:
            return found[0]
        if found:
            return _refusal(TWO_OF_A_NAME, among=", ".join(found))
        return _refusal(NO_SUCH_UNIT, hint=nearest_units((_CODE_IN_LABEL.sub("", text),), self.choices.units))

    def _award_form(self, cell: Cell, _: RegisterColumn) -> _Answer:
        text = text_of(cell)
        if form := find_award(text, self.choices.award_forms):
            return form.code
        hint = _near(_CODE_IN_LABEL.sub("", text), (form.name for form in self.choices.award_forms))
        return _refusal(NOT_IN_LIST, among="danh mục khen thưởng", hint=hint)

    def _indicator(self, cell: Cell, _: RegisterColumn) -> _Answer:
        text = text_of(cell)
        for code in (_coded(text), text, text.partition(" ")[0]):
            if code.casefold() in self._indicator_codes:
                return self._indicator_codes[code.casefold()]
        named = folded(_CODE_IN_LABEL.sub("", text))
        found = [each.code for each in self.choices.indicators if folded(each.name) == named]
        if len(found) == 1:
            return found[0]
        hint = _near(_CODE_IN_LABEL.sub("", text), (each.name for each in self.choices.indicators))
        return _refusal(NOT_IN_LIST, among="danh mục chỉ tiêu", hint=hint)


def text_of(cell: Cell) -> str:
    """What a cell says as text, in one run of lines: a number keeps its digits ungrouped, a date is day/month/year."""
    if cell.kind in "np":
        value = Decimal(cell.text) * (100 if cell.kind == "p" else 1)
        digits = f"{value.normalize():f}".replace(".", ",")
        return f"{digits}%" if cell.kind == "p" else digits
    return cell.text.strip() if cell.kind == "t" else cell.shown


def _number(cell: Cell, column: RegisterColumn) -> _Answer:
    """An exact number: a register counts votes and points, so «khoảng 30» is none."""
    asked = _number_column(column)
    expected = asked.expected
    if cell.kind == "d":
        return _refusal(BAD_NUMBER, expected=expected, advice="Excel đã đổi số thành ngày: gõ dấu ' rồi gõ lại số")
    outcome = interpret(cell, asked)
    if isinstance(outcome, Unreadable):
        return _refusal(BAD_NUMBER, expected=expected, advice=_ADVICE[outcome.why])
    if isinstance(outcome, Doubt):
        return _refusal(TWO_READINGS, **choices_of(outcome, asked))
    if outcome.value is None:
        return None
    if outcome.qualifier is not Qualifier.EXACT:
        return _refusal(BAD_NUMBER, expected=expected, advice="gõ số đúng, không kèm «hơn», «gần», «khoảng»")
    if outcome.other_words:
        return _refusal(BAD_NUMBER, expected=expected, advice="chỉ gõ số, không kèm chữ")
    if outcome.value < 0 and column.kind in (ColumnKind.WHOLE, ColumnKind.PERCENT):
        return _refusal(BAD_NUMBER, expected=expected, advice="gõ lại số không có dấu trừ")
    return outcome.value


@lru_cache(maxsize=256)
def _number_column_of(code: str, title: str, unit: str, value_type: ValueType) -> NumberColumn:
    row = Indicator(code, code, "", title, unit, value_type, Kind.FLOW, Aggregate.SUM, code)
    return NumberColumn(row, value_type, unit)


def _number_column(column: RegisterColumn) -> NumberColumn:
    """The column as the reader of number cells knows one: a row of the catalogue, here made for it."""
    return _number_column_of(column.code, column.title, column.unit, _NUMBER_TYPES[column.kind])


def _day(cell: Cell, column: RegisterColumn) -> _Answer:
    day = read_day_or_year(cell) if column.year else read_full_day(cell)
    if day is None:
        example, expected = "15/01/2025", "một ngày (ngày/tháng/năm)"
        if column.year:
            example, expected = "15/01/2025, 1/2025 hoặc 2025", "một ngày, một tháng hoặc một năm"
        return _refusal(BAD_DAY, example=example, expected=expected)
    return day


def _answer(cell: Cell, _: RegisterColumn) -> _Answer:
    text = fold(text_of(cell)) or text_of(cell)
    if cell.kind == "b":
        return cell.shown == "TRUE"
    if text in _YES or text in _NO:
        return text in _YES
    return _refusal(BAD_ANSWER)


def _choice(cell: Cell, column: RegisterColumn) -> _Answer:
    text = text_of(cell)
    for code, words in column.choices.items():
        if folded(text) in (folded(words), folded(code)):
            return code
    among = "danh sách: " + "; ".join(f"«{words}»" for words in column.choices.values())
    return _refusal(NOT_IN_LIST, among=among, hint=_near(text, column.choices.values()))


def _recipient(cell: Cell, _: RegisterColumn) -> _Answer:
    text = text_of(cell)
    if recipient := _RECIPIENTS.get(fold(text)):
        return recipient
    return _refusal(NOT_IN_LIST, among="danh sách: «Tập thể»; «Cá nhân»", hint="")


def _coded(text: str) -> str:
    found = _CODE_IN_LABEL.search(text)
    return found[1].strip() if found else ""


def _near(text: str, names: Iterable[str]) -> str:
    known = {name: folded(name) for name in names}
    near = process.extract(folded(text), known, scorer=fuzz.token_set_ratio, limit=2, score_cutoff=70)
    return f" (gần nhất: {', '.join(f'«{name}»' for _, _, name in near)})" if near else ""


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """The folded text, kept: the same few hundred names stand in a thousand rows."""
    return fold(text)


def _names_of(unit: Organisation) -> set[str]:
    """Every name a unit was ever known by, folded."""
    return {folded(name) for name in (*(standing.name for standing in unit.standings), *unit.aliases)}
