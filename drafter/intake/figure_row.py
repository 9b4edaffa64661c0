"""Turn one row of numbers, from a form or from JSON, into a Figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from drafter.indicators.exact import scale
from drafter.intake.findings import Findings, Origin
from drafter.intake.form_layout import Asked, FigureColumn, asked_for
from drafter.intake.grid import Cell
from drafter.intake.number_cell import NumberColumn, read_number, read_quietly, read_target
from drafter.intake.numbers import Reading
from drafter.model.figure import Figure, FigureKey
from drafter.model.indicator import Indicator, Kind, ValueType
from drafter.model.problem import ProblemKind, Severity
from drafter.wording.numbers import number, rounded
from drafter.wording.style import Rounding

RATE_WITHOUT_PARTS = ProblemKind(
    code="D115",
    severity=Severity.NOTE,
    title="Tỷ lệ không có tử số, mẫu số",
    what="dòng {code} chỉ có tỷ lệ {found}, không có tử số và mẫu số: giữ tỷ lệ của đơn vị, không cộng được vào tổng",
    fix="gõ thêm «Số đạt (tử số)» và «Tổng số (mẫu số)»",
    request="Kính đề nghị {unit} bổ sung tử số và mẫu số của chỉ tiêu {code} – {name} (đang chỉ có tỷ lệ {found}).",
)
HALF_OF_PARTS = ProblemKind(
    code="D116",
    severity=Severity.WARNING,
    title="Chỉ có một trong hai số của tỷ lệ",
    what="dòng {code} có {given} {found}, thiếu {lacking}: không tính được tỷ lệ",
    fix="gõ thêm {lacking}",
    request="Kính đề nghị {unit} bổ sung {lacking} của chỉ tiêu {code} – {name} "
    "(dòng ô {place.cell}, trang tính «{place.sheet}»).",
)
NUMERATOR_ABOVE = ProblemKind(
    code="D117",
    severity=Severity.ERROR,
    title="Tử số lớn hơn mẫu số",
    what="dòng {code} có tử số {top} lớn hơn mẫu số {bottom}: số liệu dòng này chưa được nhận",
    fix="kiểm tra xem hai số có bị gõ đổi chỗ không, rồi gõ lại",
    request="Kính đề nghị {unit} kiểm tra lại chỉ tiêu {code} – {name} (ô {place.cell}, trang tính «{place.sheet}»): "
    "số đạt {top} lớn hơn tổng số {bottom}. Sửa xong xin gửi lại cả tệp.",
)
PERCENT_DIFFERS = ProblemKind(
    code="D118",
    severity=Severity.WARNING,
    title="Tỷ lệ đã gõ khác tỷ lệ tính từ tử số và mẫu số",
    what="dòng {code} gõ {found}, tính từ {top}/{bottom} là {computed}: dùng tỷ lệ tính từ hai số",
    fix="sửa tử số, mẫu số nếu sai; nếu đúng thì xóa tỷ lệ đã gõ",
    request="Kính đề nghị {unit} kiểm tra lại chỉ tiêu {code} – {name} (ô {place.cell}, trang tính «{place.sheet}»): "
    "tỷ lệ ghi {found}, trong khi {top}/{bottom} là {computed}.",
)
NOT_ASKED = ProblemKind(
    code="D119",
    severity=Severity.NOTE,
    title="Có số ở ô mà máy tự tính hoặc không hỏi",
    what="dòng {code} không hỏi ô này, gặp «{found}»: số này không dùng",
    fix="xóa số ở ô xám, hoặc gõ vào ô vàng của dòng",
)
KINDS = (RATE_WITHOUT_PARTS, HALF_OF_PARTS, NUMERATOR_ABOVE, PERCENT_DIFFERS, NOT_ASKED)


@dataclass(frozen=True)
class Row:
    """The cells of one row: for each column its cell and address; columns that are empty are not there."""

    sheet: str
    cells: Mapping[FigureColumn, Cell]
    places: Mapping[FigureColumn, str]
    fractions: bool = True

    def at(self, column: FigureColumn) -> str:
        """Where that column's cell is."""
        return self.places.get(column, "")


def read_row(indicator: Indicator, row: Row, origin: Origin, findings: Findings) -> Figure | None:
    """The figure of a row; None when nothing in it can be used."""
    asked = asked_for(indicator)
    if asked is Asked.NOTHING:
        return _read_unasked(indicator, row, origin, findings)
    column = NumberColumn(indicator, indicator.value_type, indicator.unit, asked is not Asked.VALUE, row.fractions)
    actual = read_number(row.cells.get(FigureColumn.ACTUAL), column, row.sheet, row.at(FigureColumn.ACTUAL), findings)
    at = row.at(FigureColumn.ACTUAL)
    if asked is Asked.VALUE:
        _report_unasked(indicator, row, (FigureColumn.NUMERATOR, FigureColumn.DENOMINATOR), findings)
    else:
        actual, at = _with_parts(indicator, actual, row, findings)
        if actual.numerator is not None or actual.denominator is not None:
            actual = _settle_parts(indicator, actual, row, at, findings)
        elif actual.value is not None and asked is Asked.RATE:
            findings.add(RATE_WITHOUT_PARTS, row.sheet, at, **_told(indicator, _shown(indicator, actual.value)))
        elif actual.value is not None:
            actual = _settle_parts(indicator, replace(actual, numerator=actual.value), row, at, findings)
    return _figure(indicator, column, actual, at, row, origin, findings)


def _figure(
    indicator: Indicator, column: NumberColumn, actual: Reading, at: str, row: Row, origin: Origin, findings: Findings
) -> Figure | None:
    target, comparator = read_target(
        row.cells.get(FigureColumn.TARGET), column, row.sheet, row.at(FigureColumn.TARGET), findings
    )
    note_cell = row.cells.get(FigureColumn.NOTE)
    note = (
        note_cell.shown.strip() if note_cell and note_cell.kind != "t" else note_cell.text.strip() if note_cell else ""
    )
    if actual.missing and actual.denominator is None and target is None and not note:
        return None
    return Figure(
        FigureKey(indicator.code, origin.organisation, origin.period),
        actual.value,
        indicator.unit,
        actual.qualifier,
        actual.numerator,
        actual.denominator,
        target,
        comparator,
        note,
        origin.source(row.sheet, at),
        read_quietly(row.cells.get(FigureColumn.PREVIOUS), column),
    )


def _with_parts(indicator: Indicator, actual: Reading, row: Row, findings: Findings) -> tuple[Reading, str]:
    """The reading with the parts from their own columns, which win over parts typed into «Thực hiện»."""
    counts = {}
    for column in (FigureColumn.NUMERATOR, FigureColumn.DENOMINATOR):
        as_count = NumberColumn(indicator, ValueType.COUNT, "số đếm")
        counts[column] = read_number(row.cells.get(column), as_count, row.sheet, row.at(column), findings).value
    top, bottom = counts[FigureColumn.NUMERATOR], counts[FigureColumn.DENOMINATOR]
    if top is None and bottom is None:
        return actual, row.at(FigureColumn.ACTUAL)
    at = row.at(FigureColumn.NUMERATOR if top is not None else FigureColumn.DENOMINATOR)
    if indicator.kind is Kind.RATIO and top is None and actual.value is not None:
        return replace(actual, numerator=actual.value, denominator=bottom), row.at(FigureColumn.ACTUAL)
    return replace(actual, numerator=top, denominator=bottom), at


def _settle_parts(indicator: Indicator, actual: Reading, row: Row, at: str, findings: Findings) -> Reading:
    """Hold the parts against each other and against a typed percent; missing when they cannot be true."""
    top, bottom = actual.numerator, actual.denominator
    if top is None or bottom is None:
        given, lacking = ("tử số", "mẫu số") if bottom is None else ("mẫu số", "tử số")
        shown = number(top if top is not None else bottom or Decimal(0))
        findings.add(HALF_OF_PARTS, row.sheet, at, given=given, lacking=lacking, **_told(indicator, shown))
        return replace(actual, value=top) if indicator.kind is Kind.RATIO else actual
    told = {"top": number(top), "bottom": number(bottom)}
    if top > bottom and (indicator.kind is Kind.RATIO or indicator.value_type is ValueType.PERCENT):
        findings.add(NUMERATOR_ABOVE, row.sheet, at, **_told(indicator, ""), **told)
        return Reading(None)
    if indicator.kind is Kind.RATIO:
        return replace(actual, value=top)
    if actual.value is not None and bottom and not agrees(actual.value, computed := _rate(indicator, top, bottom)):
        shown, typed = _shown(indicator, computed), _shown(indicator, actual.value)
        findings.add(
            PERCENT_DIFFERS, row.sheet, row.at(FigureColumn.ACTUAL), computed=shown, **_told(indicator, typed), **told
        )
        return replace(actual, value=None)
    return actual


def _rate(indicator: Indicator, top: Decimal, bottom: Decimal) -> Fraction:
    return Fraction(top) * scale(indicator) / Fraction(bottom)


def agrees(typed: Decimal, computed: Fraction) -> bool:
    """Whether the typed value is the computed one, cut or rounded to the digits that were typed."""
    exponent = typed.as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    return any(rounded(computed, digits, way) == typed for way in Rounding)


def _read_unasked(indicator: Indicator, row: Row, origin: Origin, findings: Findings) -> Figure | None:
    """A row drafter counts itself: its target and note are kept, a typed rate is for `hold_against_parts`."""
    column = NumberColumn(indicator, indicator.value_type, indicator.unit, fractions=row.fractions)
    actual = Reading(None)
    if indicator.kind is Kind.RATE:
        cell, at = row.cells.get(FigureColumn.ACTUAL), row.at(FigureColumn.ACTUAL)
        actual = read_number(cell, column, row.sheet, at, findings)
    else:
        _report_unasked(indicator, row, (FigureColumn.ACTUAL,), findings)
    _report_unasked(indicator, row, (FigureColumn.NUMERATOR, FigureColumn.DENOMINATOR), findings)
    return _figure(indicator, column, actual, row.at(FigureColumn.ACTUAL), row, origin, findings)


def hold_against_parts(
    figure: Figure, indicator: Indicator, by_code: Mapping[str, Figure], findings: Findings
) -> Figure | None:
    """A rate typed into a row that two other rows settle: used only where those rows are empty.

    None when nothing of the figure is left.
    """
    if asked_for(indicator) is not Asked.NOTHING or figure.value is None:
        return figure
    above, below = by_code.get(indicator.numerator), by_code.get(indicator.denominator)
    place = (figure.source.sheet, figure.source.cell)
    if above is None or below is None or above.value is None or below.value is None:
        findings.add(RATE_WITHOUT_PARTS, *place, **_told(indicator, _shown(indicator, figure.value)))
        return figure
    if below.value and not agrees(figure.value, computed := _rate(indicator, above.value, below.value)):
        findings.add(
            PERCENT_DIFFERS, *place, computed=_shown(indicator, computed), top=number(above.value),
            bottom=number(below.value), **_told(indicator, _shown(indicator, figure.value)),
        )  # fmt: skip
    left = replace(figure, value=None)
    return left if left.target is not None or left.note else None


def _report_unasked(indicator: Indicator, row: Row, columns: tuple[FigureColumn, ...], findings: Findings) -> None:
    for column in columns:
        if cell := row.cells.get(column):
            findings.add(NOT_ASKED, row.sheet, row.at(column), code=indicator.code, found=cell.shown)


def _shown(indicator: Indicator, value: Decimal | Fraction) -> str:
    """A rate as messages show it: a computed one to two decimals, cut as reports do."""
    digits = number(value, 2, rounding=Rounding.TRUNCATE) if isinstance(value, Fraction) else number(value)
    return f"{digits}%" if indicator.value_type is ValueType.PERCENT else digits


def _told(indicator: Indicator, found: str) -> dict[str, str]:
    return {"code": indicator.code, "name": indicator.name, "found": found}
