"""Turn the rows of a term's register (chỉ tiêu nhiệm kỳ) into its targets, and what is unclear in them into problems.

One target of a congress may ask for several figures («hội nghị người lao động» and «đối thoại»): each is a row of the
same number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from drafter.model.figure import Comparator, Source
from drafter.model.indicator import Indicator
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.register import Row

NO_WORDS = ProblemKind(
    code="D290",
    severity=Severity.WARNING,
    title="Chỉ tiêu nhiệm kỳ chưa có nội dung",
    what="chỉ tiêu số {number} không có dòng nào ghi nội dung",
    fix="chép nội dung chỉ tiêu từ nghị quyết vào cột «Nội dung chỉ tiêu» của dòng đầu tiên có số thứ tự ấy",
)
NO_SCOPE = ProblemKind(
    code="D291",
    severity=Severity.WARNING,
    title="Chỉ tiêu nhiệm kỳ không rõ phạm vi",
    what="chỉ tiêu số {number} không ghi phạm vi, nên chưa đánh giá được",
    fix="chọn hằng năm, cả nhiệm kỳ hoặc đến cuối nhiệm kỳ ở cột «Phạm vi»",
)
NO_LEVEL = ProblemKind(
    code="D292",
    severity=Severity.WARNING,
    title="Chỉ tiêu nhiệm kỳ chưa có mức",
    what="chỉ tiêu số {number} có chỉ tiêu thống kê {code} nhưng không có mức, nên chưa đánh giá được",
    fix="gõ mức vào cột «Mức», hoặc chọn cách so sánh «theo chỉ tiêu giao hằng năm»",
)
ODD_PERCENT = ProblemKind(
    code="D293",
    severity=Severity.WARNING,
    title="Mức tỷ lệ của chỉ tiêu nhiệm kỳ có thể gõ nhầm",
    what="chỉ tiêu số {number}: mức {level}% của {code}",
    fix="cột «Mức» của một tỷ lệ tính bằng phần trăm: 70% thì gõ 70, không gõ 0,7; sửa lại nếu gõ nhầm",
)
TWO_SCOPES = ProblemKind(
    code="D294",
    severity=Severity.WARNING,
    title="Một chỉ tiêu nhiệm kỳ có hai phạm vi",
    what="các dòng của chỉ tiêu số {number} ghi phạm vi khác nhau: {scopes}; đang dùng «{first}»",
    fix="ghi cùng một phạm vi, hoặc tách thành hai chỉ tiêu có số thứ tự khác nhau",
)
OUTSIDE_TERM = ProblemKind(
    code="D295",
    severity=Severity.WARNING,
    title="Chỉ tiêu tính từ một năm ngoài nhiệm kỳ",
    what="chỉ tiêu số {number} tính từ năm {year}, ngoài {term}; đang tính từ năm đầu nhiệm kỳ",
    fix="sửa năm ở cột «Tính từ năm», hoặc bỏ trống",
)
ASSIGNED_TOTAL = ProblemKind(
    code="D296",
    severity=Severity.WARNING,
    title="Chỉ tiêu giao hằng năm chỉ đánh giá được từng năm",
    what="chỉ tiêu số {number} theo chỉ tiêu giao hằng năm nhưng ghi phạm vi «{scope}»; đang đánh giá từng năm",
    fix="chọn phạm vi «hằng năm», hoặc ghi mức của cả nhiệm kỳ ở cột «Mức»",
)
KINDS = (NO_WORDS, NO_SCOPE, NO_LEVEL, ODD_PERCENT, TWO_SCOPES, OUTSIDE_TERM, ASSIGNED_TOTAL)

ASSIGNED = "theo chỉ tiêu giao hằng năm"
COMPARATORS: Mapping[str, Comparator] = {
    "bằng": Comparator.EXACTLY,
    "trở lên": Comparator.AT_LEAST,
    "ít nhất": Comparator.AT_LEAST,
    "trên": Comparator.MORE_THAN,
    "không quá": Comparator.AT_MOST,
    ASSIGNED: Comparator.AT_LEAST,
}
"""What the choices of the column «Cách so sánh» mean."""


class Scope(StrEnum):
    """Over what a target holds: in each year, over the term's sum, or as things stand at the term's end."""

    YEAR_EACH = "hằng năm"
    TERM_TOTAL = "cả nhiệm kỳ"
    TERM_END = "đến cuối nhiệm kỳ"


@dataclass(frozen=True)
class Goal:
    """One figure that a target asks for, in the indicator's unit.

    `level` is None where the upper union assigns it year by year (`assigned`), or where nobody has written it.
    `says` is the comparison in the resolution's own word («trở lên», «ít nhất»).
    """

    indicator: str
    comparator: Comparator
    level: Decimal | None
    assigned: bool = False
    says: str = ""
    source: Source = Source()


@dataclass(frozen=True)
class TermTarget:
    """One target of a term. `goals` is empty for one that no figure measures: it is judged in words, by people.

    `scope` is None where nobody has said it. `since` is the first year it holds in.
    """

    number: int
    text: str
    scope: Scope | None
    goals: tuple[Goal, ...]
    since: int
    note: str = ""


def term_targets(
    rows: Iterable[Row], term: Period, indicators: Mapping[str, Indicator]
) -> tuple[tuple[TermTarget, ...], tuple[Problem, ...]]:
    """The targets of a term in the order of their numbers, and what to ask about them."""
    by_number: dict[int, list[Row]] = {}
    for row in rows:
        by_number.setdefault(int(row.number("so") or 0), []).append(row)
    targets = tuple(_target(number, by_number[number], term) for number in sorted(by_number))
    problems = tuple(
        problem for target in targets for problem in _asked(target, by_number[target.number], term, indicators)
    )
    return targets, problems


def _target(number: int, rows: Sequence[Row], term: Period) -> TermTarget:
    goals = tuple(_goal(row) for row in rows if row.text("chi-so"))
    scopes = [Scope(row.text("pham-vi")) for row in rows if row.text("pham-vi")]
    assigned = any(goal.assigned for goal in goals)
    since = next((int(year) for row in rows if (year := row.number("tu-nam")) is not None), term.year)
    return TermTarget(
        number=number,
        text=next((row.text("noi-dung") for row in rows if row.text("noi-dung")), ""),
        scope=Scope.YEAR_EACH if assigned else scopes[0] if scopes else None,
        goals=goals,
        since=since if _within(since, term) else term.year,
        note="; ".join(dict.fromkeys(row.text("ghi-chu") for row in rows if row.text("ghi-chu"))),
    )


def _goal(row: Row) -> Goal:
    says = row.text("so-sanh") or "trở lên"
    assigned = says == ASSIGNED
    level = None if assigned else row.number("muc")
    return Goal(row.text("chi-so"), COMPARATORS[says], level, assigned, says, row.source)


def _within(year: int, term: Period) -> bool:
    return term.year <= year <= (term.end_year or term.year)


def _asked(
    target: TermTarget, rows: Sequence[Row], term: Period, indicators: Mapping[str, Indicator]
) -> Iterator[Problem]:
    number, place = target.number, _place(rows[0].source)
    if not target.text:
        yield NO_WORDS.at(place, number=number)
    scopes = list(dict.fromkeys(row.text("pham-vi") for row in rows if row.text("pham-vi")))
    if target.goals and target.scope is None:
        yield NO_SCOPE.at(place, number=number)
    if len(scopes) > 1:
        yield TWO_SCOPES.at(place, number=number, scopes=", ".join(scopes), first=scopes[0])
    if any(goal.assigned for goal in target.goals) and scopes and scopes[0] != Scope.YEAR_EACH:
        yield ASSIGNED_TOTAL.at(place, number=number, scope=scopes[0])
    for row in rows:
        year = row.number("tu-nam")
        if year is not None and not _within(int(year), term):
            yield OUTSIDE_TERM.at(_place(row.source), number=number, year=int(year), term=term.words)
    for goal in target.goals:
        yield from _asked_of_level(goal, number, indicators)


def _asked_of_level(goal: Goal, number: int, indicators: Mapping[str, Indicator]) -> Iterator[Problem]:
    indicator, place = indicators.get(goal.indicator), _place(goal.source)
    if goal.level is None:
        if not goal.assigned:
            yield NO_LEVEL.at(place, number=number, code=goal.indicator)
    elif indicator is not None and indicator.unit == "%" and (0 < goal.level <= 1 or goal.level > 100):
        yield ODD_PERCENT.at(place, number=number, level=str(goal.level).replace(".", ","), code=goal.indicator)


def _place(source: Source) -> Place:
    return Place(source.file, source.sheet, source.cell)
