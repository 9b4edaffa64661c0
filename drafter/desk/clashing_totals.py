"""Turn a period's totals into those that contradict each other: a part that is larger than its whole.

Each unit's own figures may fit: where one has told the part and not the whole, the totals do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from drafter.desk.workspace import Workspace
from drafter.indicators.check_case import amount, title
from drafter.model.figure import Qualifier
from drafter.model.indicator import Indicator
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.result import Total
from drafter.wording.lists import and_others
from drafter.wording.numbers import number

PART_EXCEEDS_WHOLE = ProblemKind(
    code="C236",
    severity=Severity.ERROR,
    title="Tổng của phần lớn hơn tổng chung",
    what="{parts} cộng các đơn vị được {found}, lớn hơn {whole} là {expected}{missing}; soạn bây giờ thì văn bản tự "
    "mâu thuẫn",
    fix="hỏi các đơn vị còn thiếu số, hoặc sửa số ghi sai trong biểu rồi nhận lại biểu",
)
KINDS = (PART_EXCEEDS_WHOLE,)

_NAMED = 3


def clashing_totals(ws: Workspace, period: Period, totals: Mapping[str, Total]) -> Iterator[Problem]:
    """Every part that is larger than its whole, with the units that have not told the whole."""
    yield from _counts(ws, period, totals)
    yield from _rates(ws, totals)


def _rates(ws: Workspace, totals: Mapping[str, Total]) -> Iterator[Problem]:
    """Rates of a part in a whole that come out above 100 %."""
    for one in ws.catalogue.indicators:
        total = totals.get(one.code)
        if not one.is_share or total is None or total.numerator is None or total.denominator is None:
            continue
        part, whole = (ws.catalogue.get(code) for code in (one.numerator, one.denominator))
        counted = part is not None and one.denominator in part.within  # told of the counts themselves
        if total.numerator > total.denominator and not counted:
            yield PART_EXCEEDS_WHOLE.at(
                Place(text=f"chỉ tiêu {one.code}"),
                parts=title(part) if part else f"số đạt của {title(one)}",
                found=number(total.numerator),
                whole=title(whole) if whole else "tổng số",
                expected=number(total.denominator),
                missing="",
            )


def _counts(ws: Workspace, period: Period, totals: Mapping[str, Total]) -> Iterator[Problem]:
    names = ws.names(period)
    for parts, whole in _wholes(ws.catalogue.by_code):
        given = [one for one in parts if _is_plain(totals.get(one.code))]
        limit = totals.get(whole.code)
        if limit is None or not given or not _is_plain(limit):
            continue
        found = sum((totals[one.code].value or Decimal(0) for one in given), Decimal(0))
        if found <= (limit.value or Decimal(0)):
            continue
        silent = and_others([names.get(one, one) for one in limit.missing], _NAMED, "đơn vị")
        yield PART_EXCEEDS_WHOLE.at(
            Place(text=f"chỉ tiêu {', '.join(one.code for one in given)} và {whole.code}"),
            parts=" cộng ".join(map(title, given)),
            found=amount(found, whole.unit),
            whole=title(whole),
            expected=amount(limit.value or Decimal(0), whole.unit),
            missing=f" (chưa có số {title(whole)} của {silent})" if silent else "",
        )


def _wholes(codes: Mapping[str, Indicator]) -> Iterator[tuple[list[Indicator], Indicator]]:
    """The parts of each whole, and each figure with what it lies within."""
    for one in codes.values():
        if one.parts:
            yield [codes[part] for part in one.parts if part in codes], one
        yield from (([one], codes[whole]) for whole in one.within if whole in codes)


def _is_plain(total: Total | None) -> bool:
    """Whether it is a number that can be compared: neither «hơn» nor «khoảng»."""
    return total is not None and total.value is not None and total.qualifier is Qualifier.EXACT
