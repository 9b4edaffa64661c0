"""One round of refreshing a Word file by its figures alone, as the desk does it, without an office around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from drafter.desk.refreshing.check import faults
from drafter.reconcile.alignment import guessed
from drafter.reconcile.decide import Action
from drafter.reconcile.plan import Known, Plan, make_plan, texts_of
from drafter.reconcile.spots import Occurrence
from drafter.revise.copy import OfficerCopy

NOW = datetime(2026, 1, 20, 8, 0, tzinfo=timezone(timedelta(hours=7)))
NOTHING_KNOWN = Known({}, {})


@dataclass(frozen=True)
class Round:
    """A plan, the file it made, and what is wrong with that file."""

    plan: Plan
    data: bytes
    faults: list[str]


def refresh_round(
    base: tuple[Occurrence, ...],
    officer: bytes,
    fresh: tuple[Occurrence, ...],
    known: Known = NOTHING_KNOWN,
    drafted: bytes | None = None,
) -> Round:
    """Decide, write, comment, and check. With the draft itself, places lost are proposed too."""
    copy = OfficerCopy(officer, NOW)
    copy.realign(texts_of(base, known))
    plan = make_plan(base, copy.spots, fresh, known, {})
    if drafted is not None and plan.of(Action.GONE):
        plan = guessed(plan, OfficerCopy(drafted, NOW).spots, copy.uncarried())
    for item in plan.writes:
        assert item.spot is not None
        if item.decision.action is Action.WITHDRAW:
            copy.withdraw(item.spot.number)
        else:
            copy.change(item.spot.number, item.decision.text)
            if copy.can_comment(item.spot.number):
                copy.comment(item.spot.number, [f"{item.decision.base} → {item.decision.text}"])
    data = copy.written({"drafter.refresh": "1"})
    return Round(plan, data, faults(officer, data, list(copy.intended()), (), ()))


def offered(plan: Plan) -> dict[str, tuple[str, ...]]:
    """What a round has offered, by bookmark."""
    return {item.occurrence.bookmark: (item.decision.text,) for item in plan.of(Action.CHANGE)}
