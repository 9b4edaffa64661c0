"""Turn figures far from the period before, or from those of the other units, into problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from drafter.indicators.check_case import Case, amount, place_of, title
from drafter.model.indicator import Indicator, Kind
from drafter.model.problem import Problem, ProblemKind, Severity

FAR_FROM_BEFORE = ProblemKind(
    code="D210",
    severity=Severity.WARNING,
    title="Số liệu lệch xa kỳ trước",
    what="ghi {found}, kỳ trước là {other}: {how} từ {times} lần trở lên",
    fix="xem có gõ thừa, thiếu chữ số hoặc nhầm đơn vị tính không; nếu đúng thì không phải sửa gì",
    request=(
        "Đề nghị {unit} xác nhận {indicator} {period} là {found} (kỳ trước {other}); "
        "nếu có nhầm lẫn, đề nghị sửa và gửi lại biểu."
    ),
)
FAR_FROM_PEERS = ProblemKind(
    code="D211",
    severity=Severity.WARNING,
    title="Số liệu lệch xa các đơn vị khác",
    what="ghi {found}, mức giữa của {peers} là {other}: {how} từ {times} lần trở lên",
    fix="xem có gõ thừa, thiếu chữ số hoặc nhầm đơn vị tính không; nếu đúng thì không phải sửa gì",
    request=(
        "Đề nghị {unit} xác nhận {indicator} {period} là {found}, {how} nhiều so với phần lớn {peers}; "
        "nếu có nhầm lẫn, đề nghị sửa và gửi lại biểu."
    ),
)
PREVIOUS_DIFFERS = ProblemKind(
    code="D212",
    severity=Severity.WARNING,
    title="Số kỳ trước ghi trong biểu khác số đã lưu",
    what="biểu ghi kỳ trước là {found}, số đã lưu của kỳ trước là {stored}",
    fix="phần mềm so sánh với số đã lưu; nếu đơn vị đính chính kỳ trước thì nhập lại biểu của kỳ ấy",
    request=(
        "Đề nghị {unit} cho biết {indicator} kỳ trước là {found} hay {stored}; "
        "nếu đính chính, đề nghị gửi lại biểu của kỳ trước."
    ),
)
KINDS = (FAR_FROM_BEFORE, FAR_FROM_PEERS, PREVIOUS_DIFFERS)

_SLIP = 10  # so many times the distance at which a figure looks odd among those of other units


def magnitude(case: Case, unit: str, indicator: Indicator) -> Iterator[Problem]:
    """Against the unit's own period before; only a unit without one is held against the others.

    That nothing happened there is an everyday answer, whatever happened elsewhere; so it is in a quarter or a month,
    whatever happened before: Tết comes once a year.

    Units are of all sizes: a factory among schools is for the office to look at, and the unit is asked only where the
    distance is rather that of a slip of units or of digits.
    """
    value, before = case.value(indicator.code, unit), case.previous(indicator.code, unit)
    if value is None or (value == 0 and indicator.kind is Kind.FLOW and case.period.within_a_year):
        return
    group = case.groups.get(unit, "")
    kind, other = FAR_FROM_BEFORE, before
    if before is None and unit != case.organisation and (value or indicator.kind is not Kind.FLOW):
        kind, other = FAR_FROM_PEERS, case.medians.get((group, indicator.code))
    if other is not None and (how := _far(value, other, case.limits.times, case.limits.at_least)):
        found = kind.at(
            place_of(case, unit, indicator),
            unit=case.unit_name(unit),
            period=case.period.words,
            indicator=title(indicator),
            found=amount(value, indicator.unit),
            other=amount(other, indicator.unit),
            peers="các đơn vị cùng khu vực" if group else "các đơn vị",
            how=how,
            times=case.limits.times,
        )
        slip = kind is FAR_FROM_BEFORE or _far(value, other, case.limits.times * _SLIP, case.limits.at_least)
        yield found if slip else replace(found, request="")


def previous_as_stored(case: Case, unit: str, indicator: Indicator) -> Iterator[Problem]:
    """The last period's value that the form states is the one that was handed in then."""
    figure, stored = case.now.get((indicator.code, unit)), case.stored_before(indicator.code, unit)
    if figure is None or figure.previous is None or stored is None or stored.value is None:
        return
    if figure.previous != stored.value:
        yield PREVIOUS_DIFFERS.at(
            place_of(case, unit, indicator),
            unit=case.unit_name(unit),
            indicator=title(indicator),
            found=amount(figure.previous, indicator.unit),
            stored=amount(stored.value, indicator.unit),
        )


def _far(value: Decimal, other: Decimal, times: int, least: Decimal) -> str:
    """«cao hơn» or «thấp hơn» by so many times or more, else nothing; from 0 everything is far, so nothing."""
    if other <= 0 or value < 0 or max(value, other) < least:
        return ""
    if value >= other * times:
        return "cao hơn"
    return "thấp hơn" if value * times <= other else ""
