"""Turn rates that do not agree with their parts, or have none, into problems."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from drafter.indicators.check_case import Case, amount, cut, place_of, plain, title
from drafter.indicators.exact import as_decimal, scale
from drafter.indicators.rates import share_of
from drafter.model.figure import Figure, Qualifier
from drafter.model.indicator import Indicator, Kind
from drafter.model.problem import Problem, ProblemKind, Severity

RATE_DIFFERS = ProblemKind(
    code="D204",
    severity=Severity.WARNING,
    title="Tỷ lệ ghi trong biểu khác tỷ lệ tính từ tử số và mẫu số",
    what="ghi {found}, nhưng {above} trên {below} là {expected}",
    fix="phần mềm dùng tỷ lệ tính lại; xem tử số và mẫu số có đúng không, sai thì sửa rồi nhập lại biểu",
    request=(
        "Đề nghị {unit} kiểm tra lại {indicator} {period}: biểu ghi {found}, nhưng {above} trên {below} là {expected}; "
        "đề nghị cho biết số đúng và gửi lại biểu."
    ),
)
NUMERATOR_EXCEEDS = ProblemKind(
    code="D205",
    severity=Severity.WARNING,
    title="Tử số lớn hơn mẫu số",
    what="{above} lớn hơn {below}",
    fix="xem hai ô có bị đổi chỗ hay gõ nhầm không, sửa rồi nhập lại biểu",
    request=("Đề nghị {unit} kiểm tra lại {indicator} {period}: {above} lớn hơn {below}; đề nghị sửa và gửi lại biểu."),
)
RATE_ONLY = ProblemKind(
    code="D206",
    severity=Severity.WARNING,
    title="Đơn vị chỉ báo tỷ lệ",
    what="chỉ có {found}, không có {lacking}; vì thế chưa tính được số chung của {whole}",
    fix="hỏi đơn vị {lacking} rồi nhập lại biểu; nếu không có, dự thảo liệt kê số của từng đơn vị",
    request="Đề nghị {unit} bổ sung {lacking} để tổng hợp {indicator} {period}; hiện đơn vị mới báo {found}.",
)
KINDS = (RATE_DIFFERS, NUMERATOR_EXCEEDS, RATE_ONLY)

_SHOWN_DECIMALS = 2


def rate_and_its_parts(case: Case, unit: str, indicator: Indicator) -> Iterator[Problem]:
    """A typed rate is held against its parts, as far as its own decimals go: 91,66 and 91,67 are both 11/12."""
    figure, share = case.now.get((indicator.code, unit)), share_of(indicator, unit, case.now)
    if figure is None or figure.value is None or share is None:
        return
    if share.denominator == 0 or figure.qualifier is not Qualifier.EXACT or share.qualifier is not Qualifier.EXACT:
        return
    exact = Fraction(share.numerator) * scale(indicator) / Fraction(share.denominator)
    if not _is(figure.value, exact):
        yield RATE_DIFFERS.at(
            place_of(case, unit, indicator),
            unit=case.unit_name(unit),
            period=case.period.words,
            indicator=title(indicator),
            found=amount(figure.value, indicator.unit),
            above=plain(share.numerator),
            below=plain(share.denominator),
            expected=amount(cut(exact, _SHOWN_DECIMALS), indicator.unit),
        )


def numerator_within_denominator(case: Case, unit: str, indicator: Indicator) -> Iterator[Problem]:
    """A share of a whole is at most the whole; an average per head may well be above 1.

    Where the catalogue says that the numerator lies within the denominator, its own row is asked about already.
    """
    above = case.indicators.get(indicator.numerator)
    if above is not None and indicator.denominator in above.within:
        return
    share = share_of(indicator, unit, case.now)
    if share is not None and share.numerator > share.denominator:
        yield NUMERATOR_EXCEEDS.at(
            place_of(case, unit, indicator),
            unit=case.unit_name(unit),
            period=case.period.words,
            indicator=title(indicator),
            above=_term(case, share.figures, 0, f"tử số {plain(share.numerator)}"),
            below=_term(case, share.figures, 1, f"mẫu số {plain(share.denominator)}"),
        )


def rate_has_parts(case: Case, unit: str, indicator: Indicator) -> Iterator[Problem]:
    """A rate or a ratio without what it comes from cannot go into the office's own, unless the unit is the whole."""
    if case.units == (unit,) and indicator.kind is Kind.RATE:
        return
    value = case.value(indicator.code, unit)
    recomputed = indicator.kind is Kind.RATIO or (indicator.kind is Kind.RATE and not indicator.weight)
    if recomputed and value is not None and share_of(indicator, unit, case.now) is None:
        yield RATE_ONLY.at(
            place_of(case, unit, indicator),
            unit=case.unit_name(unit),
            whole=case.unit_name(case.organisation),
            period=case.period.words,
            indicator=title(indicator),
            found=amount(value, indicator.unit),
            lacking=_lacking(case, unit, indicator),
        )


def _term(case: Case, rows: tuple[Figure, ...], place: int, alone: str) -> str:
    """The numerator or the denominator as whoever reads the form finds it: its own row by code, name and cell.

    `alone` is what to say where both stand in the row of the rate itself.
    """
    if len(rows) == 1:
        return alone
    row = rows[place]
    indicator = case.indicators.get(row.key.indicator)
    name = f" {title(indicator)}" if indicator is not None else ""
    cell = f" (ô {row.source.cell})" if row.source.cell else ""
    return f"{row.key.indicator}{name} ghi {plain(row.value or Decimal())}{cell}"


def _is(typed: Decimal, exact: Fraction) -> bool:
    """Whether the typed rate is the exact one, cut or rounded to the decimals that were typed."""
    step = Decimal(1).scaleb(min(int(typed.as_tuple().exponent), 0))
    shown = as_decimal(exact)
    return typed in (shown.quantize(step, ROUND_DOWN), shown.quantize(step, ROUND_HALF_UP))


def _lacking(case: Case, unit: str, indicator: Indicator) -> str:
    if indicator.kind is Kind.RATIO:
        return "mẫu số (tổng số)"
    codes = [code for code in (indicator.numerator, indicator.denominator) if code in case.indicators]
    absent = [title(case.indicators[code]) for code in codes if case.value(code, unit) is None]
    return " và ".join(absent) or "tử số và mẫu số"
