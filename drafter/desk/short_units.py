"""Turn a period's totals into the units that have reported, but without a figure that a paper must have.

Such a total reads like a whole one: «1.385 đoàn viên» of seven unions where five have told how many. So the paper is
provisional as if the unit's form had not come, and the unit and the indicator are named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from drafter.desk.workspace import Workspace
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.result import Total

SHORT = ProblemKind(
    code="C235",
    severity=Severity.WARNING,
    title="Đơn vị đã nộp biểu mà thiếu số liệu văn bản phải có",
    what="biểu đã nộp chưa có «{name}», hoặc số ấy bị loại vì sai; số chung của văn bản chưa gồm đơn vị này",
    fix="hỏi đơn vị số ấy rồi nhận lại biểu; không phát sinh thì đơn vị gõ số 0",
    request="Kính đề nghị {place} bổ sung «{name}» (không phát sinh thì gõ số 0) rồi gửi lại biểu.",
)
KINDS = (SHORT,)


@dataclass(frozen=True)
class Short:
    """A unit that has reported without the figure of an indicator."""

    unit: str
    indicator: str


def short_units(
    required: Iterable[str], totals: Mapping[str, Total], expected: Collection[str], absent: Collection[str], own: str
) -> tuple[Short, ...]:
    """Who of the `expected` is short of the `required` indicators; neither the `absent` nor the office (`own`) itself.

    What nobody has given is no shortness of one unit but a gap of the paper.
    """
    return tuple(_short(required, totals, set(expected) - {*absent, own}))


def _short(required: Iterable[str], totals: Mapping[str, Total], reporting: Collection[str]) -> Iterator[Short]:
    for code in required:
        total = totals.get(code)
        if total is not None and total.value is not None:
            yield from (Short(unit, code) for unit in total.missing if unit in reporting)


def asked_of_short(ws: Workspace, period: Period, short: Collection[Short]) -> tuple[Problem, ...]:
    """Each as a problem that names unit and indicator."""
    names, indicators = ws.names(period), ws.catalogue.by_code
    return tuple(
        SHORT.at(Place(text=names.get(one.unit, one.unit)), name=indicators[one.indicator].name) for one in short
    )
