"""Turn every figure's decision into one plan: what goes together changes together, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.reconcile.choices import ASKED, Choice, chosen
from drafter.reconcile.decide import WRITES, Action, Decision, decide
from drafter.reconcile.match import Located, fresh_of, locate
from drafter.reconcile.sentences import added_words, sentence_around
from drafter.reconcile.spots import Found, Occurrence, Spot
from drafter.reconcile.values import same

_STOPS = frozenset({Action.CONFLICT, Action.REFUSED, Action.KEPT})
_MARK = "_drf_"  # how the hidden bookmarks of carriers begin
_OTHER_PERIOD = 0.2  # more of the figures retyped than this: perhaps it is another period's paper
_ENOUGH = 10  # figures, below which that says nothing


@dataclass(frozen=True)
class Known:
    """What earlier rounds left of one draft: texts that were offered, by bookmark, and those that were refused."""

    offered: Mapping[str, Collection[str]]
    refused: Mapping[str, Collection[str]]


def texts_of(base: Iterable[Occurrence], known: Known) -> dict[str, tuple[str, ...]]:
    """What each figure may say that nobody has touched, by bookmark: as drafted, or as it was offered."""
    return {one.bookmark: (one.text, *known.offered.get(one.bookmark, ())) for one in base}


@dataclass(frozen=True)
class Item:
    """One occurrence with all that is known of it; `recheck` are words in its sentence that do not follow it.

    `ref` names what a person may decide, the same each time the file is looked at; empty where there is nothing to.
    """

    occurrence: Occurrence
    spot: Spot | None
    found: Found | None
    fresh: Occurrence | None
    decision: Decision
    recheck: tuple[str, ...] = ()
    ref: str = ""

    @property
    def heads(self) -> bool:
        """Whether it is the figure itself, which its percent and verdict follow."""
        return self.occurrence.figure == self.occurrence.root

    @property
    def group(self) -> tuple[str, int, str]:
        """What is changed together: the figures of one paragraph that follow one figure."""
        if self.spot is None:
            return "", -1, self.occurrence.root
        return self.spot.part, self.spot.paragraph, self.occurrence.root


@dataclass(frozen=True)
class Plan:
    """What is done to one copy. `unplaced` are figures of the fresh draft that the base had no place for."""

    items: tuple[Item, ...]
    unplaced: tuple[Occurrence, ...]

    def of(self, *actions: Action) -> tuple[Item, ...]:
        """The items with these decisions, in the order of the draft."""
        return tuple(item for item in self.items if item.decision.action in actions)

    @property
    def writes(self) -> tuple[Item, ...]:
        """What is written into the copy."""
        return tuple(item for item in self.items if item.decision.action in WRITES and item.spot is not None)

    @property
    def looks_foreign(self) -> bool:
        """Whether so much was retyped that it may be a paper of another period."""
        seen = [item for item in self.items if item.spot is not None and not item.spot.is_empty]
        if len(seen) < _ENOUGH:
            return False
        retyped = sum(item.decision.action in (Action.CONFLICT, Action.KEPT) for item in seen)
        return retyped > _OTHER_PERIOD * len(seen)


def make_plan(
    base: Sequence[Occurrence],
    spots: Sequence[Spot],
    fresh: Sequence[Occurrence],
    known: Known,
    base_lines: Mapping[tuple[str, int], str],
    choices: Mapping[str, Choice] | None = None,
) -> Plan:
    """The plan for one copy. `base_lines` are the base's paragraphs by part and number, figures left out.

    `choices` are what a person has said to conflicts, by their `ref`.
    """
    now = fresh_of(base, fresh)
    at = {id(one): number for number, one in enumerate(base)}
    items = [_item(found, now.get(at[id(found.occurrence)]), known) for found in locate(base, spots)]
    items = _held_together(list(_decided(items, choices or {})))
    items = [_rechecked(item, base_lines, spots, items) for item in items]
    placed = {id(one) for one in now.values()}
    return Plan(tuple(items), tuple(one for one in fresh if id(one) not in placed and not one.is_gap))


def _item(found: Located, fresh: Occurrence | None, known: Known) -> Item:
    """The decision on an occurrence against what it was last: what has been accepted is the base from then on."""
    one, spot = found.occurrence, found.spot
    base = one.text
    if spot is not None:
        under = spot.rejected if spot.offered is not None else spot.accepted
        base = next((text for text in known.offered.get(one.bookmark, ()) if same(text, under)), base)
        ours = known.offered.get(one.bookmark)
        if ours and spot.offered is not None and not any(same(spot.offered, text) for text in ours):
            spot = replace(spot, foreign=True)  # somebody has written into what we had put in
    refused = known.refused.get(one.bookmark, ())
    decision = decide(base, spot, found.found, None if fresh is None else fresh.text, refused)
    return Item(one, spot, found.found, fresh, decision)


def _decided(items: Iterable[Item], choices: Mapping[str, Choice]) -> Iterator[Item]:
    """The items with what a person has said to them. A copied figure is asked about by itself: «3fa9…-2»."""
    met: dict[str, int] = {}
    for item in items:
        if item.decision.action not in ASKED:
            yield item
            continue
        name = item.occurrence.bookmark.removeprefix(_MARK)
        met[name] = met.get(name, 0) + 1
        ref = name if met[name] == 1 else f"{name}-{met[name]}"
        yield replace(item, ref=ref, decision=chosen(item.decision, item.spot, choices.get(ref)))


def _held_together(items: Sequence[Item]) -> list[Item]:
    """A percent or verdict does not change beside a figure that stays: the sentence would contradict itself."""
    stopped = {item.group for item in items if item.decision.action in _STOPS and item.heads and item.spot is not None}
    held = []
    for item in items:
        if item.decision.action is Action.CHANGE and item.group in stopped and not item.heads:
            why = "số đi cùng trong câu được giữ như cán bộ đã sửa hoặc đã từ chối"
            decision = replace(item.decision, action=Action.HELD, text=item.decision.officer or "", why=why)
            item = replace(item, decision=decision)
        held.append(item)
    return held


def _rechecked(
    item: Item, base_lines: Mapping[tuple[str, int], str], spots: Sequence[Spot], items: Sequence[Item]
) -> Item:
    """The item with what its sentence says that does not follow it: words of the officer's, a verdict that was kept."""
    if item.decision.action is not Action.CHANGE or item.spot is None:
        return item
    before, after = sentence_around(*_own_words(item.spot, spots))
    base = base_lines.get((item.occurrence.part, item.occurrence.paragraph), "")
    kept = (one.decision.officer or "" for one in items if one.group == item.group and one.decision.action in _STOPS)
    words = (*added_words(f"{before} # {after}", (base,)), *kept)
    return replace(item, recheck=words) if words else item


def _own_words(spot: Spot, spots: Iterable[Spot]) -> tuple[str, str]:
    """The paragraph's text before and after a figure without what other figures say."""
    before, after = spot.before, spot.after
    for other in spots:
        if other.part == spot.part and other.paragraph == spot.paragraph and other.number != spot.number:
            if other.number < spot.number:
                before = before.replace(other.accepted, "#", 1) if other.accepted else before
            elif other.accepted:
                after = after.replace(other.accepted, "#", 1)
    return before, after


def between(plans: Mapping[str, Plan]) -> tuple[tuple[Occurrence, dict[str, str]], ...]:
    """What several copies of one draft say differently of one figure: the figure and each copy's text, by its name."""
    said: dict[str, dict[str, str]] = {}
    known: dict[str, Occurrence] = {}
    for name, plan in plans.items():
        for item in plan.items:
            if item.found is not Found.COPY:
                known[item.occurrence.bookmark] = item.occurrence
                said.setdefault(item.occurrence.bookmark, {})[name] = item.decision.officer or ""
    found = []
    for bookmark, texts in said.items():
        if any(not same(one, other) for one in texts.values() for other in texts.values()):
            found.append((known[bookmark], texts))
    return tuple(found)
