"""Turn figures that do not fit together into problems: parts and their whole, begin + in − out and the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from drafter.indicators.check_case import Case, amount, place_of, plain, title
from drafter.indicators.exact import add
from drafter.model.indicator import Indicator
from drafter.model.problem import Problem, ProblemKind, Severity

PARTS_EXCEED = ProblemKind(
    code="D201",
    severity=Severity.WARNING,
    title="Các phần lớn hơn tổng",
    what="{parts} là {found}, lớn hơn {whole} là {expected}",
    fix="xem lại các dòng ấy trong biểu của đơn vị; gõ nhầm dòng nào thì sửa dòng đó rồi nhập lại biểu",
    request=(
        "Đề nghị {unit} kiểm tra lại số liệu {period}: {parts} là {found}, trong khi {whole} chỉ là {expected}; "
        "nếu có nhầm lẫn, đề nghị sửa và gửi lại biểu."
    ),
)
PARTS_DIFFER = ProblemKind(
    code="D202",
    severity=Severity.WARNING,
    title="Các phần cộng lại không bằng tổng",
    what="{parts} là {found}, khác {whole} là {expected} (thiếu {gap})",
    fix="xem đơn vị bỏ sót phần nào hay gõ nhầm tổng, sửa dòng đó rồi nhập lại biểu",
    request=(
        "Đề nghị {unit} kiểm tra lại số liệu {period}: {parts} là {found}, chưa bằng {whole} là {expected}; "
        "đề nghị bổ sung hoặc sửa lại cho khớp và gửi lại biểu."
    ),
)
STOCK_EQUATION = ProblemKind(
    code="D203",
    severity=Severity.WARNING,
    title="Đầu kỳ cộng tăng trừ giảm không bằng cuối kỳ",
    what="đầu kỳ {begin}, tăng {inflow}, giảm {outflow} thì cuối kỳ phải là {expected}; biểu ghi cuối kỳ {end}",
    fix="hỏi đơn vị: thiếu số tăng, giảm do chuyển đi, chuyển đến, hay gõ nhầm một trong bốn số; sửa rồi nhập lại biểu",
    request=(
        "Đề nghị {unit} giải trình {indicator} {period}: đầu kỳ {begin}, tăng {inflow}, giảm {outflow} thì cuối kỳ là "
        "{expected}, nhưng biểu ghi {end}; nếu có nhầm lẫn, đề nghị sửa và gửi lại biểu."
    ),
)
KINDS = (PARTS_EXCEED, PARTS_DIFFER, STOCK_EQUATION)


def parts_and_whole(case: Case, unit: str, indicator: Indicator) -> Iterator[Problem]:
    """The parts must not exceed the whole; where they are all there is, they make it up. A part not given is not 0."""
    whole = case.value(indicator.code, unit)
    parts = [part for code in indicator.parts if (part := case.indicators.get(code)) is not None]
    given = [(part, value) for part in parts if (value := case.value(part.code, unit)) is not None]
    if whole is None or not given:
        return
    total = add(value for _, value in given)
    if total > whole:
        yield _misfit(PARTS_EXCEED, case, unit, indicator, given, total, indicator, whole)
    elif total < whole and indicator.parts_complete and len(given) == len(indicator.parts):
        yield _misfit(PARTS_DIFFER, case, unit, indicator, given, total, indicator, whole)


def part_within_wholes(case: Case, unit: str, indicator: Indicator) -> Iterator[Problem]:
    """A figure must not exceed any of the wholes that it lies within."""
    value = case.value(indicator.code, unit)
    for code in indicator.within:
        whole, limit = case.indicators.get(code), case.value(code, unit)
        if value is not None and whole is not None and limit is not None and value > limit:
            yield _misfit(PARTS_EXCEED, case, unit, indicator, [(indicator, value)], value, whole, limit)


def stock_equation(case: Case, unit: str, indicator: Indicator) -> Iterator[Problem]:
    """Begin + in − out = end, where all four are known; begin is the end of the period before."""
    begin, end = case.previous(indicator.code, unit), case.value(indicator.code, unit)
    inflow, outflow = (_flows(case, unit, codes) for codes in (indicator.inflow, indicator.outflow))
    if begin is None or end is None or inflow is None or outflow is None:
        return
    expected = add((begin, inflow, -outflow))
    if expected != end:
        yield STOCK_EQUATION.at(
            place_of(case, unit, indicator),
            unit=case.unit_name(unit),
            period=case.period.words,
            indicator=title(indicator),
            begin=amount(begin, indicator.unit),
            inflow=plain(inflow),
            outflow=plain(outflow),
            expected=plain(expected),
            end=plain(end),
        )


def _misfit(
    kind: ProblemKind,
    case: Case,
    unit: str,
    indicator: Indicator,
    parts: Sequence[tuple[Indicator, Decimal]],
    total: Decimal,
    whole: Indicator,
    limit: Decimal,
) -> Problem:
    words = [f"{title(part)} {plain(value)}" for part, value in parts]
    return kind.at(
        place_of(case, unit, indicator),
        unit=case.unit_name(unit),
        period=case.period.words,
        parts=" cộng ".join(words) if len(parts) > 1 else title(parts[0][0]),
        found=amount(total, whole.unit),
        whole=title(whole),
        expected=amount(limit, whole.unit),
        gap=amount(limit - total, whole.unit),
    )


def _flows(case: Case, unit: str, codes: Sequence[str]) -> Decimal | None:
    """The sum of flows; None when one of them was not given. No flows at all are 0: nothing can come in that way."""
    values = [value for code in codes if (value := case.value(code, unit)) is not None]
    return add(values) if len(values) == len(codes) else None
