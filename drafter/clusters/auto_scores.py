"""Turn a unit's totals into the points that a criterion's own rule gives; where there is no figure there are no points.

Points are worked out on exact quotients and rounded once, as the formula of the scoring workbook does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from drafter.clusters.points import points
from drafter.model.figure import Comparator, Qualifier
from drafter.model.result import Total
from drafter.standards.cluster_scoring import AutoRule, Criterion, Rule


@dataclass(frozen=True)
class AutoScore:
    """What a rule makes of a unit's figure. `points` is None where it can make nothing of it, and `reason` says why.

    `result` and `target` are what it was worked out from, None where not given. `approximate` is True where the figure
    is hedged («hơn», «gần», «khoảng»): the points are then those of the number as shown.
    """

    points: Decimal | None
    result: Decimal | None = None
    target: Decimal | None = None
    reason: str = ""
    approximate: bool = False


def auto_score(criterion: Criterion, totals: Mapping[str, Total], decimals: int) -> AutoScore | None:
    """The points of one unit, whose totals are by indicator; None for a criterion that people score."""
    auto = criterion.auto
    if auto is None:
        return None
    total = totals.get(auto.indicator)
    if total is None or total.exact is None:
        return AutoScore(None, target=_target(auto, total), reason="chưa có số liệu")
    target = _target(auto, total)
    found = _share(criterion.max, auto, total.exact, target, total.comparator)
    if isinstance(found, str):
        return AutoScore(None, total.value, target, found)
    return AutoScore(points(found, decimals), total.value, target, "", total.qualifier is not Qualifier.EXACT)


def _target(auto: AutoRule, total: Total | None) -> Decimal | None:
    """The unit's own target, else the table's."""
    return auto.target if total is None or total.target is None else total.target


def _share(
    most: Decimal, auto: AutoRule, result: Fraction, target: Decimal | None, comparator: Comparator
) -> Fraction | str:
    """The exact points, or in Vietnamese why there are none."""
    if auto.rule is Rule.YES_NO:
        return Fraction(most) if result >= auto.least else Fraction(0)
    if auto.rule is Rule.BANDS and not auto.of_target:
        return _band(auto, result)
    if target is None or target <= 0:
        return "chưa có chỉ tiêu giao"
    if comparator is Comparator.AT_MOST:
        return "chỉ tiêu là mức không được vượt quá, không chấm theo tỷ lệ được"
    share = max(result, Fraction(0)) / Fraction(target)
    return _band(auto, share * 100) if auto.rule is Rule.BANDS else min(Fraction(most), Fraction(most) * share)


def _band(auto: AutoRule, measured: Fraction) -> Fraction:
    """The points of the highest band reached; none was reached is nought: the figure is there."""
    return next((Fraction(given) for low, given in auto.bands if measured >= low), Fraction(0))
