"""What a person says to a conflict: taken, kept, or left where it cannot be carried out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.reconcile.choices import Choice, can_take, chosen
from drafter.reconcile.decide import Action, Decision
from drafter.reconcile.plan import make_plan
from drafter.reconcile.spots import Spot
from tests.revise.rounds import NOTHING_KNOWN
from tests.revise.small import NAME, occurrence

B, MINE, N = "676 đoàn viên", "677 đoàn viên", "690 đoàn viên"
SPOT = Spot(0, NAME, "", "", MINE, MINE)
CONFLICT = Decision(Action.CONFLICT, B, MINE, N, MINE, "vì sao")


def test_taking_ours_replaces_the_officers_words_which_are_the_base_then() -> None:
    made = chosen(CONFLICT, SPOT, Choice.TAKE)
    assert (made.action, made.base, made.text) == (Action.CHANGE, MINE, N)


def test_keeping_theirs_is_a_refusal() -> None:
    made = chosen(CONFLICT, SPOT, Choice.KEEP)
    assert (made.action, made.base, made.text) == (Action.REFUSED, B, MINE)


@pytest.mark.parametrize("spot", [
    None, replace(SPOT, foreign=True), replace(SPOT, offered="680 đoàn viên"), replace(SPOT, closed="khoá"),
    replace(SPOT, number=-1),
])  # fmt: skip
def test_what_cannot_be_written_is_left(spot: Spot | None) -> None:
    assert not can_take(spot)
    assert chosen(CONFLICT, spot, Choice.TAKE) == CONFLICT


@pytest.mark.parametrize("action", [one for one in Action if one not in (Action.CONFLICT, Action.REFUSED)])
def test_nothing_else_is_decided_on(action: Action) -> None:
    decision = replace(CONFLICT, action=action)
    assert chosen(decision, SPOT, Choice.TAKE) == chosen(decision, SPOT, Choice.KEEP) == decision


def test_a_copied_figure_is_asked_about_by_itself() -> None:
    copy = replace(SPOT, number=1, bookmark="", tag=occurrence(B).key, accepted="678 đoàn viên")
    own = replace(SPOT, tag=occurrence(B).key)
    plan = make_plan((occurrence(B),), (own, copy), (occurrence(N),), NOTHING_KNOWN, {})
    refs = [item.ref for item in plan.items]
    assert refs == [NAME.removeprefix("_drf_"), f"{NAME.removeprefix('_drf_')}-2"]
    again = make_plan((occurrence(B),), (own, copy), (occurrence(N),), NOTHING_KNOWN, {}, {refs[1]: Choice.TAKE})
    assert [item.decision.action for item in again.items] == [Action.CONFLICT, Action.CHANGE]
