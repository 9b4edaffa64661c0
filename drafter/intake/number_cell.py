"""Turn one cell of a number column into a Reading, or a problem that asks what was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.intake.findings import Findings
from drafter.intake.grid import Cell
from drafter.intake.numbers import Doubt, Reading, Unreadable, Why, clean_text, plain, read_typed
from drafter.model.figure import Comparator
from drafter.model.indicator import Indicator, ValueType
from drafter.model.problem import ProblemKind, Severity
from drafter.wording.numbers import number

UNREADABLE_NUMBER = ProblemKind(
    code="D104",
    severity=Severity.ERROR,
    title="Chữ trong ô số không đọc được thành số",
    what="dòng {code} cần {expected}, gặp «{found}»",
    fix="{advice}",
    request="Kính đề nghị {unit} kiểm tra lại ô {place.cell}, trang tính «{place.sheet}» (chỉ tiêu {code} – {name}): "
    "đang ghi «{found}», cần ghi {expected}. Sửa xong xin gửi lại cả tệp.",
)
AMBIGUOUS_NUMBER = ProblemKind(
    code="D105",
    severity=Severity.ERROR,
    title="Số có hai cách hiểu",
    what="dòng {code}: «{found}» có thể là {readings}, chưa rõ là số nào",
    fix="{advice}",
    request="Kính đề nghị {unit} cho biết số đúng ở ô {place.cell}, trang tính «{place.sheet}» "
    "(chỉ tiêu {code} – {name}): «{found}» là {readings}? Sửa xong xin gửi lại cả tệp.",
)
NOT_WHOLE = ProblemKind(
    code="D106",
    severity=Severity.ERROR,
    title="Số đếm mà không phải số nguyên",
    what="dòng {code} đếm {expected}, cần số nguyên, gặp «{found}»",
    fix="{advice}",
    request="Kính đề nghị {unit} kiểm tra lại ô {place.cell}, trang tính «{place.sheet}» (chỉ tiêu {code} – {name}): "
    "đang là «{found}», cần số nguyên. Sửa xong xin gửi lại cả tệp.",
)
NEGATIVE_COUNT = ProblemKind(
    code="D107",
    severity=Severity.ERROR,
    title="Số đếm hoặc tỷ lệ âm",
    what="dòng {code} không thể âm, gặp «{found}»",
    fix="gõ lại số không có dấu trừ; số giảm thì gõ ở dòng của số giảm",
    request="Kính đề nghị {unit} kiểm tra lại ô {place.cell}, trang tính «{place.sheet}» (chỉ tiêu {code} – {name}): "
    "số đang âm ({found}). Sửa xong xin gửi lại cả tệp.",
)
NEGATIVE_AMOUNT = ProblemKind(
    code="D108",
    severity=Severity.WARNING,
    title="Số âm",
    what="dòng {code} có số âm: «{found}»",
    fix="nếu đúng là số âm thì không cần sửa; nếu không, gõ lại không có dấu trừ",
    request="Kính đề nghị {unit} xác nhận số âm ở ô {place.cell}, trang tính «{place.sheet}» "
    "(chỉ tiêu {code} – {name}): {found}.",
)
DATE_IN_NUMBER = ProblemKind(
    code="D109",
    severity=Severity.ERROR,
    title="Excel đã đổi số thành ngày tháng",
    what="dòng {code} cần {expected}, gặp ngày {found}: Excel thường đổi «{typed}» thành ngày tháng",
    fix="gõ số ấy vào đúng cột (tử số và mẫu số mỗi số một ô), hoặc gõ dấu ' trước khi gõ",
    request="Kính đề nghị {unit} gõ lại ô {place.cell}, trang tính «{place.sheet}» (chỉ tiêu {code} – {name}): "
    "Excel đã đổi số thành ngày {found}. Sửa xong xin gửi lại cả tệp.",
)
ERROR_CELL = ProblemKind(
    code="D110",
    severity=Severity.ERROR,
    title="Ô báo lỗi của Excel",
    what="dòng {code} cần {expected}, ô đang báo lỗi {found}",
    fix="gõ số trực tiếp vào ô, hoặc sửa công thức cho hết lỗi",
    request="Kính đề nghị {unit} sửa ô {place.cell}, trang tính «{place.sheet}» (chỉ tiêu {code} – {name}): "
    "ô đang báo lỗi {found}. Sửa xong xin gửi lại cả tệp.",
)
FORMULA_WITHOUT_VALUE = ProblemKind(
    code="D111",
    severity=Severity.ERROR,
    title="Công thức chưa có giá trị",
    what="dòng {code}: ô có công thức nhưng chưa có giá trị ({found})",
    fix="mở tệp bằng Excel, bấm Lưu (Ctrl+S) rồi gửi lại; hoặc gõ số trực tiếp vào ô",
    request="Kính đề nghị {unit} mở tệp bằng Excel, lưu lại rồi gửi lại: ô {place.cell}, trang tính "
    "«{place.sheet}» (chỉ tiêu {code} – {name}) có công thức nhưng chưa có giá trị.",
)
OTHER_WORDS = ProblemKind(
    code="D120",
    severity=Severity.WARNING,
    title="Đơn vị tính gõ kèm khác với dòng",
    what="dòng {code} tính bằng «{expected}», gặp «{found}»; số đã nhận là {value}",
    fix="nếu đúng là «{expected}» thì chỉ gõ số; nếu không, gõ lại số tính bằng «{expected}»",
    request="Kính đề nghị {unit} xác nhận ô {place.cell}, trang tính «{place.sheet}» (chỉ tiêu {code} – {name}): "
    "ghi «{found}» trong khi dòng này tính bằng «{expected}».",
)
KINDS = (
    UNREADABLE_NUMBER, AMBIGUOUS_NUMBER, NOT_WHOLE, NEGATIVE_COUNT, NEGATIVE_AMOUNT, DATE_IN_NUMBER, ERROR_CELL,
    FORMULA_WITHOUT_VALUE, OTHER_WORDS,
)  # fmt: skip

_ADVICE = {
    Why.WORDS: "chỉ gõ số, ví dụ {example}; lời giải thích xin ghi ở cột «Ghi chú»",
    Why.RANGE: "gõ một số; số ước lượng thì gõ «khoảng …», lời giải thích xin ghi ở cột «Ghi chú»",
    Why.PARTS: "gõ kết quả vào cột «Thực hiện», chỉ tiêu vào cột «Chỉ tiêu giao», mỗi số một ô",
    Why.PERCENT: "dòng này cần một số đếm, không phải tỷ lệ phần trăm",
    Why.MONEY: "dòng này cần một số đếm, không phải số tiền",
}
_EXAMPLE = {ValueType.COUNT: "1846", ValueType.PERCENT: "91,66%"}
_TARGETS = (
    (re.compile(r"(?:từ )?(.+?) trở lên", re.I), Comparator.AT_LEAST),
    (re.compile(r"(?:ít nhất|tối thiểu|đạt từ|≥|>=) ?(.+)", re.I), Comparator.AT_LEAST),
    (re.compile(r"(?:không quá|tối đa|không vượt quá|dưới|≤|<=|<) ?(.+)", re.I), Comparator.AT_MOST),
    (re.compile(r"(?:trên|hơn|>) ?(.+)", re.I), Comparator.MORE_THAN),
    (re.compile(r"(?:đúng|=) ?(.+)", re.I), Comparator.EXACTLY),
)


@dataclass(frozen=True)
class NumberColumn:
    """What a cell's column asks of it: the row's indicator, and the type and unit the cell is read by.

    `fractions` tells that a percent may have come as a fraction (a workbook), not so in JSON.
    """

    indicator: Indicator
    value_type: ValueType
    unit: str
    parts: bool = False
    fractions: bool = True

    @property
    def expected(self) -> str:
        """What the cell should hold, in words."""
        if self.value_type is ValueType.PERCENT:
            return "một tỷ lệ phần trăm (%)"
        number = "một số nguyên" if self.value_type is ValueType.COUNT else "một số"
        return f"{number} ({self.unit})" if self.unit else number  # a register's column may have no unit


def read_number(cell: Cell | None, column: NumberColumn, sheet: str, at: str, findings: Findings) -> Reading:
    """The number of a cell; missing when it is empty, and missing with a problem when it cannot be used."""
    if cell is None:
        return Reading(None)
    told = {"code": column.indicator.code, "name": column.indicator.name, "found": cell.shown}
    told["expected"] = column.expected
    refused = {"e": ERROR_CELL, "f": FORMULA_WITHOUT_VALUE, "d": DATE_IN_NUMBER}.get(cell.kind)
    if refused:
        findings.add(refused, sheet, at, typed=_typed_date(cell), **told)
        return Reading(None)
    outcome = interpret(cell, column)
    if isinstance(outcome, Unreadable):
        _refuse(outcome, column, cell, told, findings, sheet, at)
        return Reading(None)
    if isinstance(outcome, Doubt):
        findings.add(AMBIGUOUS_NUMBER, sheet, at, **choices_of(outcome, column), **told)
        return Reading(None)
    return _checked(outcome, column, told, findings, sheet, at)


def read_target(
    cell: Cell | None, column: NumberColumn, sheet: str, at: str, findings: Findings
) -> tuple[Decimal | None, Comparator]:
    """A target with the way it is held: «trên 70%», «từ 5 trở lên», «không quá 3»; else the indicator's own way."""
    comparator = column.indicator.comparator
    if cell and cell.kind == "t":
        words = clean_text(cell.text)
        for pattern, found in _TARGETS:
            if match := pattern.fullmatch(words):
                cell, comparator = Cell("t", match[1]), found
                break
    return read_number(cell, replace(column, parts=False), sheet, at, findings).value, comparator


def read_quietly(cell: Cell | None, column: NumberColumn) -> Decimal | None:
    """Last period's value, which the office itself wrote: no questions are asked about it. «6/6» stands for 6."""
    outcome = interpret(cell, replace(column, parts=True)) if cell and cell.kind in "npt" else Reading(None)
    if not isinstance(outcome, Reading):
        return None
    return outcome.numerator if outcome.value is None else outcome.value


def choices_of(doubt: Doubt, column: NumberColumn) -> dict[str, str]:
    """The readings in words, and how to type each so that it is read in one way only."""
    if None in doubt.readings:
        advice = "không phát sinh thì gõ số 0; chưa có số liệu thì để trống"
        return {"readings": "0 (không phát sinh) hoặc chưa có số liệu", "advice": advice}
    unit = "%" if column.value_type is ValueType.PERCENT else f" {column.unit}"
    digits = [_typed_once(value, column.unit) for value in doubt.readings if value is not None]
    typed = [f"«{text}%»" if column.value_type is ValueType.PERCENT else f"«{text}»" for text in digits]
    shown = [f"{value:f}".replace(".", ",") for value in doubt.readings if value is not None]
    readings = " hoặc ".join(f"{text}{unit}".strip() for text in shown)
    return {"readings": readings, "advice": f"gõ lại {' hoặc '.join(typed)}"}


def _typed_once(value: Decimal, unit: str) -> str:
    """How to type a value so that it is read in one way only: «2.185.000 đồng» for 2,185 triệu đồng."""
    if unit == "triệu đồng" and value != round(value, 2):
        return f"{number(value * 1_000_000)} đồng"
    return typed_plainly(value)


def typed_plainly(value: Decimal) -> str:
    """Digits that `read_typed` takes in one way only: no dots, and never just three digits after the comma."""
    whole, _, decimals = f"{value:f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole},{decimals + '0' if len(decimals) == 3 else decimals}" if decimals else whole


def interpret(cell: Cell, column: NumberColumn) -> Reading | Doubt | Unreadable:
    """What a cell that holds a value (kinds n, p, t, b) means in its column."""
    if cell.kind == "t":
        return read_typed(cell.text, column.value_type, column.unit, (column.indicator.words,), parts=column.parts)
    if cell.kind == "b":
        return Unreadable(Why.WORDS)
    value = Decimal(cell.text)
    if column.value_type is ValueType.PERCENT:
        return _percent(value, cell.kind == "p", column.fractions)
    if cell.kind == "p":
        return Unreadable(Why.PERCENT)
    if column.value_type is ValueType.COUNT and value != value.to_integral_value():
        return Unreadable(Why.FRACTION)
    return Reading(value)


def _percent(value: Decimal, shown_as_percent: bool, fractions: bool) -> Reading | Doubt:
    """0,9166 is 91,66 % where the cell says so; without its word it may also be a very small percent."""
    if shown_as_percent:
        return Reading(plain(value * 100)) if abs(value) <= 10 else Doubt((plain(value * 100), value))
    if fractions and 0 < value <= 1:
        return Doubt((plain(value * 100), value))
    return Reading(value)


def _checked(
    reading: Reading, column: NumberColumn, told: Mapping[str, str], findings: Findings, sheet: str, at: str
) -> Reading:
    if reading.value is not None and reading.value < 0:
        if column.value_type in (ValueType.COUNT, ValueType.PERCENT):
            findings.add(NEGATIVE_COUNT, sheet, at, **told)
            return Reading(None)
        findings.add(NEGATIVE_AMOUNT, sheet, at, **told)
    if reading.other_words and reading.value is not None:
        told = {**told, "expected": column.unit}
        findings.add(OTHER_WORDS, sheet, at, value=number(reading.value), **told)
    return reading


def _refuse(
    outcome: Unreadable, column: NumberColumn, cell: Cell, told: Mapping[str, str], findings: Findings,
    sheet: str, at: str,
) -> None:  # fmt: skip
    if outcome.why is Why.FRACTION:
        advice = "gõ lại số nguyên"
        if cell.kind == "n" and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", cell.text):  # 1.846 typed into an English Excel
            thousand = plain(Decimal(cell.text) * 1000)
            advice = f"nếu ý là {number(thousand)} thì gõ {thousand:f}, không gõ dấu chấm"
        findings.add(NOT_WHOLE, sheet, at, advice=advice, **{**told, "expected": column.unit})
        return
    advice = _ADVICE[outcome.why].format(example=_EXAMPLE.get(column.value_type, "82,5"))
    findings.add(UNREADABLE_NUMBER, sheet, at, advice=advice, **told)


def _typed_date(cell: Cell) -> str:
    """What was probably typed where Excel made a date: 11/12."""
    _, month, day = cell.text.split("-") if cell.kind == "d" else ("", "12", "11")
    return f"{int(day)}/{int(month)}"
