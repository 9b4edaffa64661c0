"""Turn an officer's word on a conflict into its decision: the new figure is proposed, or theirs kept and remembered."""

from __future__ import annotations

from enum import StrEnum

from drafter.reconcile.decide import Action, Decision
from drafter.reconcile.spots import Spot

ASKED = frozenset({Action.CONFLICT, Action.REFUSED})
"""What a person may decide: a conflict, and a figure that was refused before, should they think otherwise now."""


class Choice(StrEnum):
    """What a person says to one conflict; the value says it back to them."""

    TAKE = "lấy số liệu mới"
    KEEP = "giữ số đồng chí ghi"


def can_take(spot: Spot | None) -> bool:
    """Whether the new figure can be proposed there: not over somebody's own tracked change, nor in a closed place."""
    return spot is not None and spot.number >= 0 and not spot.foreign and spot.offered is None and not spot.closed


def chosen(decision: Decision, spot: Spot | None, choice: Choice | None) -> Decision:
    """The decision once the choice is made; as it was where none was made, or where it cannot be carried out.

    What is taken replaces the officer's own words, so that these are its base: refusing the proposal gives them back.
    """
    if choice is None or decision.action not in ASKED:
        return decision
    officer, fresh = decision.officer or "", decision.fresh or ""
    if choice is Choice.KEEP:
        return Decision(Action.REFUSED, decision.base, officer, fresh, officer)
    if not can_take(spot):
        return decision
    return Decision(Action.CHANGE, officer, officer, fresh, fresh)
