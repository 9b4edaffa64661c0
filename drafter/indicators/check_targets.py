"""Turn results without the target they should have into problems."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.indicators.check_case import Case, place_of, title
from drafter.model.indicator import Indicator
from drafter.model.problem import Problem, ProblemKind, Severity

NO_TARGET = ProblemKind(
    code="D213",
    severity=Severity.NOTE,
    title="Chỉ tiêu chưa có số được giao",
    what="có kết quả mà chưa có số được giao {period}; dự thảo chưa nói được đạt hay chưa đạt",
    fix="gõ số được giao vào cột chỉ tiêu giao trong biểu của văn phòng; nếu không giao thì không phải làm gì",
)
UNIT_WITHOUT_TARGET = ProblemKind(
    code="D214",
    severity=Severity.NOTE,
    title="Đơn vị thiếu số được giao",
    what="đơn vị khác đã có số được giao {period}, đơn vị này thì chưa; vì thế chưa cộng được chỉ tiêu chung",
    fix="hỏi đơn vị số được giao, hoặc gõ số giao chung vào cột chỉ tiêu giao trong biểu của văn phòng",
    request="Đề nghị {unit} bổ sung số được giao {period} của {indicator}.",
)
KINDS = (NO_TARGET, UNIT_WITHOUT_TARGET)


def target_given(case: Case, unit: str, indicator: Indicator) -> Iterator[Problem]:
    """A result is held against the office's own target, else against the sum of its units'; a term's targets stand in
    a register of their own and are not asked for here.

    Where nobody was given one the office is told, once, unless the period is shorter than a year, for targets are the
    year's; where only some units were, the others are asked.
    """
    code = indicator.code
    if case.period.term is not None or case.value(code, unit) is None or case.target(code, unit) is not None:
        return
    if case.target(code, case.organisation) is not None:
        return
    if code in case.targeted:
        yield UNIT_WITHOUT_TARGET.at(
            place_of(case, unit, indicator),
            unit=case.unit_name(unit),
            period=case.period.words,
            indicator=title(indicator),
        )
    elif not case.period.within_a_year and unit == case.first.get(code):
        yield NO_TARGET.at(place_of(case, case.organisation, indicator), period=case.period.words)
