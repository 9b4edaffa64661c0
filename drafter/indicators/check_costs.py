"""Turn money and the number of things it was spent on into problems of unit cost."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from drafter.indicators.check_case import Case, amount, cut, in_dong, place_of, plain, title
from drafter.model.figure import Qualifier
from drafter.model.indicator import Indicator
from drafter.model.problem import Problem, ProblemKind, Severity

COST_NOT_ROUND = ProblemKind(
    code="D207",
    severity=Severity.NOTE,
    title="Bình quân một suất không tròn",
    what="{money} cho {count}, bình quân {cost} đồng, không tròn",
    fix="nếu có nhiều mức khác nhau thì không phải sửa gì; nếu chỉ có một mức thì xem lại số tiền và số lượng",
    request=(
        "Đề nghị {unit} xác nhận {indicator} {period}: {money} cho {count}, bình quân {cost} đồng; "
        "nếu có nhiều mức, đề nghị ghi rõ ở cột ghi chú."
    ),
)
COST_OUT_OF_RANGE = ProblemKind(
    code="D208",
    severity=Severity.WARNING,
    title="Bình quân một suất quá nhỏ hoặc quá lớn",
    what="{money} cho {count}, bình quân {cost} đồng, ngoài khoảng {least} đến {most} đồng",
    fix="xem số tiền có gõ nhầm đơn vị tính (đồng, nghìn đồng, triệu đồng) không; biểu tính bằng {money_unit}",
    request=(
        "Đề nghị {unit} kiểm tra lại {indicator} {period}: {money} cho {count}, bình quân {cost} đồng; "
        "biểu tính bằng {money_unit}, nếu gõ nhầm đơn vị tính, đề nghị sửa và gửi lại."
    ),
)
MONEY_WITHOUT_COUNT = ProblemKind(
    code="D209",
    severity=Severity.WARNING,
    title="Có tiền mà số lượng bằng 0",
    what="ghi {money} nhưng {counted} là 0",
    fix="hỏi đơn vị số lượng; nếu chưa biết thì để trống ô số lượng, đừng ghi 0",
    request="Đề nghị {unit} bổ sung {counted} {period}: biểu ghi {money} nhưng số lượng là 0.",
)
KINDS = (COST_NOT_ROUND, COST_OUT_OF_RANGE, MONEY_WITHOUT_COUNT)


def unit_cost(case: Case, unit: str, indicator: Indicator) -> Iterator[Problem]:
    """Money divided by the count it was spent on. Only exact figures are divided: «hơn 1,8 tỷ» has no unit cost."""
    money, counts = case.now.get((indicator.code, unit)), case.now.get((indicator.per_unit_of, unit))
    counted = case.indicators.get(indicator.per_unit_of)
    if money is None or counts is None or counted is None or not money.value or counts.value is None:
        return
    dong = in_dong(indicator, money.value)
    if dong is None or {money.qualifier, counts.qualifier} != {Qualifier.EXACT}:
        return
    limits, cost = case.limits, dong / Fraction(counts.value) if counts.value else None
    fits = cost is not None and limits.cost_least <= cost <= limits.cost_most
    if cost is not None and fits and not cost % Fraction(limits.cost_step):
        return
    place = place_of(case, unit, indicator)
    found = {
        "unit": case.unit_name(unit),
        "period": case.period.words,
        "indicator": title(indicator),
        "counted": title(counted),
        "money": amount(money.value, indicator.unit),
        "money_unit": indicator.unit,
        "count": f"{plain(counts.value)} {counted.words}",
    }
    if cost is None:
        yield MONEY_WITHOUT_COUNT.at(place, **found)
    elif fits:
        yield COST_NOT_ROUND.at(place, cost=plain(cut(cost, 0)), **found)
    else:
        least, most = plain(limits.cost_least), plain(limits.cost_most)
        yield COST_OUT_OF_RANGE.at(place, cost=plain(cut(cost, 0)), least=least, most=most, **found)
