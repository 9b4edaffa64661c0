"""Turn the paragraphs of a draft, as drafted and as they would be drafted now, into those whose words differ.

Figures are left out of the comparison: each has its own decision. What is left are words that follow from figures, such
as «số liệu tạm», a list of missed targets, a unit that is no longer behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from drafter.reconcile.values import folded

_ALIKE = 0.5  # paragraphs less alike than this are not one paragraph in two wordings


@dataclass(frozen=True)
class Words:
    """A paragraph: `bones` is its text with a sign for each figure, `text` all of it. `number` counts within `part`.

    `plain`: it holds no figure, no field and no tracked change, so that it may be written anew. `clean`: no field and
    no tracked change, so that other words may be proposed around its figures.
    """

    part: str
    number: int
    bones: str
    text: str
    plain: bool = True
    clean: bool = True


class Turn(StrEnum):
    """What became of a paragraph's words."""

    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class LineChange:
    """One paragraph whose words differ. `officer` is where it stands in the copy (for a new one: after which it goes).

    `officer` is None where the officer's copy has no such paragraph: it was rewritten, or stands there twice.
    """

    turn: Turn
    base: Words | None
    fresh: Words | None
    officer: Words | None

    @property
    def is_clean(self) -> bool:
        """Whether it may be proposed around the figures in it, should nobody have touched these."""
        return self.officer is not None and (self.turn is Turn.NEW or self.officer.clean)

    @property
    def can_be_written(self) -> bool:
        """Whether it is written as a tracked change; else a person is told."""
        if self.officer is None:
            return False
        if self.turn is Turn.NEW:
            return self.fresh is not None and self.fresh.plain
        return self.officer.plain and (self.fresh is None or self.fresh.plain)


def changed_words(base: Sequence[Words], fresh: Sequence[Words], officer: Sequence[Words]) -> tuple[LineChange, ...]:
    """The differences between base and fresh, each with its place in the officer's copy; none that it has already."""
    found: list[LineChange] = []
    there = {one.bones for one in officer}
    matcher = SequenceMatcher(None, [one.bones for one in base], [one.bones for one in fresh], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        pairs, gone, new = _paired(base[a:b], fresh[c:d])
        found += [LineChange(Turn.CHANGED, old, now, _only(officer, old)) for old, now in pairs]
        found += [LineChange(Turn.GONE, old, None, _only(officer, old)) for old in gone]
        found += [LineChange(Turn.NEW, None, now, _before(fresh, now, officer)) for now in new]
    drafted = {one.bones for one in (*base, *fresh)}
    rewritten = [one for one in officer if one.bones not in drafted]
    return tuple(one for one in found if not _is_there(one, there, rewritten))


def _is_there(one: LineChange, there: set[str], rewritten: Sequence[Words]) -> bool:
    """Whether the copy has it so already; a sentence that goes may stand there still in the officer's own words."""
    if one.turn is Turn.GONE and one.base is not None:
        base = one.base
        return base.bones not in there and not any(_likeness(base, other) >= _ALIKE for other in rewritten)
    return one.fresh is not None and one.fresh.bones in there


def _paired(old: Sequence[Words], new: Sequence[Words]) -> tuple[list[tuple[Words, Words]], list[Words], list[Words]]:
    """Which of the old paragraphs is which of the new, by likeness; and what is left of both."""
    rest, gone, pairs = list(new), [], []
    for one in old:
        best = max(rest, key=lambda other: _likeness(one, other), default=None)
        if best is not None and _likeness(one, best) >= _ALIKE:
            pairs.append((one, best))
            rest.remove(best)
        else:
            gone.append(one)
    return pairs, gone, rest


def _likeness(one: Words, other: Words) -> float:
    return SequenceMatcher(None, one.bones.split(), other.bones.split(), autojunk=False).ratio()


def _only(officer: Iterable[Words], wanted: Words) -> Words | None:
    alike = [one for one in officer if one.bones == wanted.bones and one.part == wanted.part]
    return alike[0] if len(alike) == 1 else None


def _before(fresh: Sequence[Words], one: Words, officer: Sequence[Words]) -> Words | None:
    """The paragraph of the copy that the new one follows."""
    at = next(number for number, other in enumerate(fresh) if other is one)
    return _only(officer, fresh[at - 1]) if at and fresh[at - 1].text.strip() else None


def bones_of(text: str, figures: Sequence[tuple[int, int, str]]) -> str:
    """A paragraph's text with «{key}» for each figure, given as (start, end, key) in order."""
    pieces, at = [], 0
    for start, end, key in figures:
        if start >= at:
            pieces += [text[at:start], f"{{{key}}}"]
            at = end
    return folded("".join((*pieces, text[at:])))
