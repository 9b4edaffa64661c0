"""Turn what a figure was, what the officer's copy has and what it is now into what is done: regeneration.md §2.2.

The officer's words stand against ours: only what nobody has touched is changed, and what was refused is not offered
again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from drafter.reconcile.spots import Found, Spot
from drafter.reconcile.values import folded, glued, hedge, numbers, renumbered, same, words


class Action(StrEnum):
    """What is done about one figure; the value says it to a person."""

    NOTHING = "không đổi"
    CHANGE = "đề nghị thay số"
    WITHDRAW = "rút đề nghị cũ"
    WAITING = "đề nghị trước còn chờ duyệt"
    AGREED = "đã trùng số mới"
    KEPT = "giữ số đồng chí đã sửa"
    CONFLICT = "vướng"
    HELD = "chờ số đi cùng"
    GONE = "đã bị xóa khỏi bản thảo"
    REFUSED = "đã từ chối lần trước"
    STALE = "bản soạn lại không còn số này"
    PROPOSED = "chỉ gợi ý"


WRITES = frozenset({Action.CHANGE, Action.WITHDRAW})
"""What is written into the copy; everything else is only told."""


@dataclass(frozen=True)
class Decision:
    """What is done: `text` is what stands there once accepted, `officer` what the copy has, None where it is gone.

    `fresh` is None where a fresh draft has no such figure. `why` says in Vietnamese what makes it a conflict.
    """

    action: Action
    base: str
    officer: str | None
    fresh: str | None
    text: str = ""
    why: str = ""


def decide(base: str, seen: Spot | None, found: Found | None, fresh: str | None, refused: Collection[str]) -> Decision:
    """The decision on one occurrence. `refused` are texts that the officer has refused at this place before."""
    outcome = _decided(base, seen, found, fresh, refused)
    if outcome.action is Action.CONFLICT and any(same(fresh or "", one) for one in refused):
        return replace(outcome, action=Action.REFUSED, why="")
    return outcome


def _decided(
    base: str, seen: Spot | None, found: Found | None, fresh: str | None, refused: Collection[str]
) -> Decision:
    if seen is None or seen.is_empty:
        moved = fresh is not None and not same(base, fresh)
        return Decision(Action.GONE if moved else Action.NOTHING, base, None, fresh)
    if fresh is None:
        return _without_fresh(base, seen)
    if seen.foreign:
        return _beside_their_change(base, seen, fresh)
    if seen.offered is not None:
        return _beside_our_change(base, seen, fresh)
    now = seen.accepted
    if same(now, base):
        return _untouched(base, seen, found, fresh, refused)
    if same(now, fresh):
        return Decision(Action.AGREED, base, now, fresh, now)
    if glued(now, base, fresh):
        why = "số cũ và số mới dính vào nhau khi tệp qua phần mềm khác"
        return Decision(Action.CONFLICT, base, now, fresh, now, why)
    if same(base, fresh):
        return Decision(Action.KEPT, base, now, fresh, now)
    return _touched(base, seen, found, fresh, refused)


def _without_fresh(base: str, seen: Spot) -> Decision:
    """The fresh draft does not say it: a person judges, for the sentence around it may be wrong too."""
    touched = not _came_with_us(base, seen) and _is_touched(base, seen)
    return Decision(Action.KEPT if touched else Action.STALE, base, seen.accepted, None, seen.accepted)


def _came_with_us(base: str, seen: Spot) -> bool:
    """Whether it stands in a row or paragraph of ours that waits: nothing would be there without us."""
    return seen.offered is not None and not seen.foreign and not seen.rejected.strip() and same(seen.accepted, base)


def _is_touched(base: str, seen: Spot) -> bool:
    return seen.foreign or not same(seen.rejected if seen.offered is not None else seen.accepted, base)


def _untouched(base: str, seen: Spot, found: Found | None, fresh: str, refused: Collection[str]) -> Decision:
    if same(base, fresh):
        return Decision(Action.NOTHING, base, seen.accepted, fresh, seen.accepted)
    if any(same(fresh, one) for one in refused):
        return Decision(Action.REFUSED, base, seen.accepted, fresh, seen.accepted)
    return _writing(base, seen, found, fresh, fresh)


def _writing(base: str, seen: Spot, found: Found | None, fresh: str, text: str) -> Decision:
    """A change, unless the place cannot be written or was only guessed."""
    if seen.closed:
        return Decision(Action.CONFLICT, base, seen.accepted, fresh, seen.accepted, seen.closed)
    if found is Found.TEXT:
        return Decision(Action.PROPOSED, base, seen.accepted, fresh, seen.accepted)
    return Decision(Action.CHANGE, base, seen.accepted, fresh, text)


def _touched(base: str, seen: Spot, found: Found | None, fresh: str, refused: Collection[str]) -> Decision:
    """All three differ. Where the officer changed only words after our number, the number alone is renewed."""
    now = seen.accepted
    only_words = numbers(now) == numbers(base) and hedge(now) == hedge(base)
    if only_words and words(base) == words(fresh) and _unit(base) in folded(now).casefold():
        renewed = renumbered(now, fresh)
        if renewed is not None and not any(same(renewed, one) for one in refused):
            return _writing(base, seen, found, fresh, renewed)
    return Decision(Action.CONFLICT, base, now, fresh, now, "cán bộ đã sửa số này, nay số liệu lại đổi")


def _unit(text: str) -> str:
    """What follows the last number: the unit, which a renewed number must still have."""
    told = words(text)
    last = max((at for at, word in enumerate(told) if word == "#"), default=-1)
    return " ".join(told[last + 1 :])


def _beside_their_change(base: str, seen: Spot, fresh: str) -> Decision:
    """A tracked change of the officer's waits in the carrier: it is not touched."""
    now = seen.accepted
    if same(now, fresh):
        return Decision(Action.AGREED, base, now, fresh, now)
    if same(base, fresh):
        return Decision(Action.KEPT, base, now, fresh, now)
    why = "chỗ này có sửa đổi (Track Changes) chưa duyệt"
    return Decision(Action.CONFLICT, base, now, fresh, now, why)


def _beside_our_change(base: str, seen: Spot, fresh: str) -> Decision:
    """A change of ours waits: it stays, is replaced or taken back; never is one laid over the other."""
    now, under = seen.accepted, seen.rejected
    if _came_with_us(base, seen):
        return Decision(Action.WAITING if same(now, fresh) else Action.CHANGE, base, now, fresh, fresh)
    if not same(under, base) or not same(now, seen.offered or ""):
        if same(now, fresh):
            return Decision(Action.AGREED, base, now, fresh, now)
        if same(base, fresh):
            return Decision(Action.KEPT, base, now, fresh, now)
        why = "cán bộ đã sửa thêm ở chỗ có đề nghị chưa duyệt"
        return Decision(Action.CONFLICT, base, now, fresh, now, why)
    if same(now, fresh):
        return Decision(Action.WAITING, base, now, fresh, now)
    if seen.closed:
        return Decision(Action.CONFLICT, base, now, fresh, now, seen.closed)
    if same(base, fresh):
        return Decision(Action.WITHDRAW, base, now, fresh, under)
    return Decision(Action.CHANGE, base, now, fresh, fresh)
