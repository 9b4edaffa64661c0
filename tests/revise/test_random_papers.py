"""Random drafts, random edits, late figures: never a wrong decision, never a lost word of the officer's.

Some are tried always, 2,000 in `make test-long`.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from typing import Any

import pytest

from drafter.reconcile.decide import Action
from drafter.reconcile.plan import Known
from drafter.reconcile.spots import Found
from drafter.reconcile.values import same
from tests.revise.officer import decide_changes, edit, nested
from tests.revise.papers import fresh_figures, make_paper
from tests.revise.rounds import offered, refresh_round


def shares(few: int, many: int) -> Any:
    """The numbers of documents, in shares: the first few always, up to many in the long proof."""
    always = [range(first, first + 24) for first in range(0, few, 24)]
    rest = (range(first, min(first + 100, many)) for first in range(few, many, 100))
    marked = (pytest.param(share, marks=pytest.mark.long) for share in rest)
    return pytest.mark.parametrize("seeds", [*always, *marked], ids=str)


@shares(96, 2000)
def test_every_figure_is_decided_as_the_table_says(seeds: range) -> None:
    seen: Counter[str] = Counter()
    for seed in seeds:
        paper = make_paper(seed)
        officer, done = edit(paper.data, seed)
        fresh = fresh_figures(paper, seed + 1)
        now = {one.bookmark: one.text for one in fresh}
        result = refresh_round(paper.figures, officer, fresh)
        assert result.faults == [], f"seed {seed}"
        assert nested(result.data) == nested(officer)
        for item in result.plan.items:
            if item.found is Found.COPY:
                continue
            one = item.occurrence
            moved = not same(one.text, now[one.bookmark])
            # Several places of one figure may stand in for each other by its tag: they say the same.
            how = done[one.bookmark]
            if item.found is Found.TAG and item.spot is not None:
                how = "tracked" if item.spot.foreign else "same"
            wanted = _wanted(how, moved)
            if done[one.bookmark] == "by tag" and item.found is None:
                wanted = _wanted("gone", moved)
            held = item.decision.action is Action.HELD
            assert held or item.decision.action in wanted, f"seed {seed}: {one} {done[one.bookmark]} {item.decision}"
            seen[item.decision.action] += 1
    assert min(seen[one] for one in (Action.CHANGE, Action.CONFLICT, Action.KEPT)) > 0
    sys.stdout.write(f"\n{dict(seen)}\n")


def _wanted(done: str, moved: bool) -> set[Action]:
    match done:
        case "overwritten" | "tracked":
            return {Action.CONFLICT} if moved else {Action.KEPT}
        case "gone":
            return {Action.GONE} if moved else {Action.NOTHING}
        case _:
            return {Action.CHANGE} if moved else {Action.NOTHING}


@shares(48, 1000)
def test_a_second_round_over_what_was_accepted_refused_and_left(seeds: range) -> None:
    for seed in seeds:
        chance = random.Random(seed)
        paper = make_paper(seed)
        officer, _ = edit(paper.data, seed, share=0.3)
        first = refresh_round(paper.figures, officer, fresh_figures(paper, seed + 1))
        assert first.faults == [], f"seed {seed}"
        answered = decide_changes(first.data, lambda chance=chance: chance.choice(("accept", "reject", "leave")))  # type: ignore[misc]
        second = refresh_round(
            paper.figures, answered, fresh_figures(paper, seed + 2, share=0.5), Known(offered(first.plan), {})
        )
        assert second.faults == [], f"seed {seed}"
        assert nested(second.data) == nested(answered)


@shares(24, 500)
def test_the_same_figures_again_change_nothing(seeds: range) -> None:
    for seed in seeds:
        paper = make_paper(seed)
        officer, _ = edit(paper.data, seed)
        fresh = fresh_figures(paper, seed + 1)
        first = refresh_round(paper.figures, officer, fresh)
        again = refresh_round(paper.figures, first.data, fresh, Known(offered(first.plan), {}))
        assert not again.plan.writes, f"seed {seed}"
        assert again.faults == []
