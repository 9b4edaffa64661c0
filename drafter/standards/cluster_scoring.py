"""Turn clusters.toml, or a cluster's own cham-diem.toml, into the scoring table of a cluster (cụm thi đua)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any

from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.standards.data_files import shipped

BAD_SCORING = ProblemKind(
    code="D280",
    severity=Severity.ERROR,
    title="Bảng chấm điểm khai thiếu hoặc sai",
    what="{where}: {found}",
    fix="mở cham-diem.toml bằng Notepad, sửa mục được nêu theo phần chú thích ở đầu tệp rồi lưu lại",
)
KINDS = (BAD_SCORING,)

BALLOTS = "phieu"
"""In `tie`: the votes a unit got in the secret ballot (phiếu suy tôn)."""
MOST_TIE_STEPS = 4
_BASES = ("thanh_vien", "phat_ra", "thu_ve", "hop_le")


class Rule(StrEnum):
    """How a criterion's points follow from a figure."""

    PROPORTIONAL = "proportional"
    BANDS = "bands"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class AutoRule:
    """Points from a figure of `indicator`. `target` stands in where the unit was given none.

    `bands` are (from, points), highest first; with `of_target` they are of the percent of the target, else of the
    figure itself. YES_NO gives all points from `least` on.
    """

    rule: Rule
    indicator: str
    target: Decimal | None = None
    bands: tuple[tuple[Decimal, Decimal], ...] = ()
    of_target: bool = False
    least: Decimal = Decimal(1)


@dataclass(frozen=True)
class Criterion:
    """One line of the table. `auto` is None where people give the points; `evidence` must then be named if True."""

    code: str
    name: str
    max: Decimal
    auto: AutoRule | None = None
    evidence: bool = False


@dataclass(frozen=True)
class ScoreGroup:
    """A group of criteria with the most points it gives, and the indicator groups that feed it."""

    code: str
    name: str
    max: Decimal
    indicator_groups: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True)
class Adjustment:
    """Points added or, below zero, taken off for each time. `cap` is the most there is of either; None = no limit."""

    code: str
    name: str
    points: Decimal
    cap: Decimal | None = None
    evidence: bool = False


@dataclass(frozen=True)
class ProposalRule:
    """The award form that units ranked `first` to `last` are proposed for."""

    form: str
    first: int
    last: int


@dataclass(frozen=True)
class ScoringTable:
    """The whole table; `total` is what the groups add up to, bonus and penalty aside.

    Points have `decimals` digits. `tie` is what parts units of equal points, in order: BALLOTS, or the code of a group
    or criterion. `ballot_base` is what a share of votes is taken of, `ballot_least` the percent that is enough.
    """

    groups: tuple[ScoreGroup, ...]
    adjustments: tuple[Adjustment, ...]
    total: Decimal
    source: str
    unverified: bool
    decimals: int = 2
    tie: tuple[str, ...] = ()
    ballot_base: str = "thanh_vien"
    ballot_least: Decimal = Decimal(80)
    proposals: tuple[ProposalRule, ...] = ()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria, in order."""
        return tuple(criterion for group in self.groups for criterion in group.criteria)

    @property
    def by_code(self) -> dict[str, Criterion | Adjustment]:
        """Everything that is given points, by code: the criteria, then bonuses and penalties."""
        criteria = {one.code: one for one in self.criteria}
        return {**criteria, **{one.code: one for one in self.adjustments}}


@dataclass(frozen=True)
class StandIn:
    """The count that a unit may have given where it has none of `indicator`; `words` say what was counted."""

    indicator: str
    count: str
    words: str


@cache
def default_scoring() -> ScoringTable:
    """The table a cluster starts from when it has none of its own."""
    table, problems = scoring_table(shipped("clusters.toml"), "clusters.toml")
    if table is None:
        raise ValueError("; ".join(map(str, problems)))
    return table


@cache
def stand_ins() -> Mapping[str, StandIn]:
    """The stand-ins by the indicator they stand for."""
    found = (StandIn(one["indicator"], one["count"], one["words"]) for one in shipped("clusters.toml")["stand_in"])
    return {one.indicator: one for one in found}


def scoring_table(data: Mapping[str, Any], file: str) -> tuple[ScoringTable | None, tuple[Problem, ...]]:
    """The table that parsed TOML describes; None with all its faults when it does not hold together."""
    place = Place(file=file)
    try:
        table = _table(data)
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        return None, (BAD_SCORING.at(place, where="cả bảng", found=_told(error)),)
    problems = tuple(BAD_SCORING.at(place, where=where, found=found) for where, found in _faults(table))
    return (None if problems else table), problems


def _told(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"còn thiếu mục «{error.args[0]}»"
    return "có một mục ghi sai kiểu (số không viết trong ngoặc kép, danh sách viết trong ngoặc vuông)"


def _table(data: Mapping[str, Any]) -> ScoringTable:
    return ScoringTable(
        groups=tuple(_group(entry) for entry in data["group"]),
        adjustments=tuple(_adjustment(entry) for entry in data.get("adjustment", ())),
        total=_number(data["total"]),
        source=str(data.get("source", "")),
        unverified=bool(data.get("unverified", True)),
        decimals=int(data.get("decimals", 2)),
        tie=tuple(map(str, data.get("tie", ()))),
        ballot_base=str(data.get("ballot_base", "thanh_vien")),
        ballot_least=_number(data.get("ballot_least", 80)),
        proposals=tuple(
            ProposalRule(str(one["form"]), int(one["first"]), int(one.get("last", one["first"])))
            for one in data.get("proposal", ())
        ),
    )


def _group(entry: Mapping[str, Any]) -> ScoreGroup:
    return ScoreGroup(
        code=str(entry["code"]),
        name=str(entry["name"]),
        max=_number(entry["max"]),
        indicator_groups=tuple(entry.get("indicator_groups", ())),
        criteria=tuple(_criterion(one) for one in entry.get("criterion", ())),
    )


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    return Criterion(
        code=str(entry["code"]),
        name=str(entry["name"]),
        max=_number(entry["max"]),
        auto=_auto(entry) if "rule" in entry or "indicator" in entry else None,
        evidence=bool(entry.get("evidence", False)),
    )


def _auto(entry: Mapping[str, Any]) -> AutoRule:
    bands: Sequence[Sequence[Any]] = entry.get("bands", ())
    return AutoRule(
        rule=Rule(entry["rule"]),
        indicator=str(entry["indicator"]),
        target=_number(entry["target"]) if "target" in entry else None,
        bands=tuple((_number(low), _number(points)) for low, points in bands),
        of_target=entry.get("of", "value") == "target",
        least=_number(entry.get("least", 1)),
    )


def _adjustment(entry: Mapping[str, Any]) -> Adjustment:
    return Adjustment(
        code=str(entry["code"]),
        name=str(entry["name"]),
        points=_number(entry["points"]),
        cap=_number(entry["cap"]) if "cap" in entry else None,
        evidence=bool(entry.get("evidence", False)),
    )


def _number(value: object) -> Decimal:
    """A number of the file, exact: TOML's 0.5 is read as its digits say. Raises for what is none."""
    if isinstance(value, bool):
        raise TypeError(value)
    found = Decimal(str(value))
    if not found.is_finite():
        raise ValueError(value)
    return found


def _faults(table: ScoringTable) -> Iterator[tuple[str, str]]:
    codes = [one.code for one in table.groups]
    codes += [*(one.code for one in table.criteria), *(one.code for one in table.adjustments)]
    for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
        yield f"mã «{code}»", "được dùng hai lần; mỗi nhóm, tiêu chí, điểm thưởng, điểm trừ phải có mã riêng"
    if sum(group.max for group in table.groups) != table.total:
        yield "total", f"các nhóm cộng lại được {sum(g.max for g in table.groups)} điểm, khác tổng {table.total}"
    for group in table.groups:
        points = sum(criterion.max for criterion in group.criteria)
        if points != group.max:
            yield f"nhóm «{group.code}»", f"các tiêu chí cộng lại được {points} điểm, khác điểm tối đa {group.max}"
    for criterion in table.criteria:
        yield from ((f"tiêu chí «{criterion.code}»", found) for found in _criterion_faults(criterion))
    for adjustment in table.adjustments:
        if adjustment.points == 0 or (adjustment.cap is not None and adjustment.cap <= 0):
            yield f"điểm thưởng, điểm trừ «{adjustment.code}»", "points phải khác 0; cap phải là số dương"
    known = {BALLOTS, *(one.code for one in table.groups), *(one.code for one in table.criteria)}
    for step in table.tie:
        if step not in known:
            yield "tie", f"«{step}» không phải «{BALLOTS}» hay mã của một nhóm, một tiêu chí"
    if len(table.tie) > MOST_TIE_STEPS:
        yield "tie", f"có {len(table.tie)} bước, nhiều nhất là {MOST_TIE_STEPS}"
    if table.ballot_base not in _BASES:
        yield "ballot_base", f"«{table.ballot_base}» không có; chọn một trong: {', '.join(_BASES)}"
    if not 0 <= table.decimals <= 4:
        yield "decimals", "phải từ 0 đến 4"


def _criterion_faults(criterion: Criterion) -> Iterator[str]:
    if criterion.max <= 0:
        yield "max phải là số dương"
    auto = criterion.auto
    if auto is None or auto.rule is not Rule.BANDS:
        return
    lows, points = [low for low, _ in auto.bands], [given for _, given in auto.bands]
    if not auto.bands:
        yield "chấm theo mức thì phải có bands"
    elif lows != sorted(set(lows), reverse=True) or points != sorted(points, reverse=True):
        yield "bands phải xếp từ mức cao xuống mức thấp, điểm cũng giảm dần"
    elif points[0] > criterion.max or points[-1] < 0:
        yield f"điểm của các mức phải từ 0 đến {criterion.max}"
