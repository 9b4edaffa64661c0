"""Turn two versions of figures, awards or narratives into what differs between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter
from typing import TypeVar

from drafter.model.award import Award
from drafter.model.figure import Figure, FigureKey, Source
from drafter.model.narrative import Narrative
from drafter.model.register import Row

_COMPARED = ("value", "unit", "qualifier", "numerator", "denominator", "target", "comparator", "note")
_GIVEN = ("value", "numerator", "denominator", "target", "note")  # what a unit fills in; the rest is the form's own

_compared = attrgetter(*_COMPARED)
_given = attrgetter(*_GIVEN)

_Entry = TypeVar("_Entry", bound=Award | Narrative)


class ChangeKind(StrEnum):
    """What became of a figure; the value is for people."""

    APPEARED = "mới có"
    VANISHED = "không còn"
    CHANGED = "thay đổi"


@dataclass(frozen=True)
class FigureChange:
    """A figure that differs. `old` or `new` is None where that version has no such figure."""

    key: FigureKey
    old: Figure | None
    new: Figure | None

    @property
    def kind(self) -> ChangeKind:
        """Appeared or vanished when only one side has anything that a total can use."""
        had = self.old is not None and self.old.reported
        has = self.new is not None and self.new.reported
        if has and not had:
            return ChangeKind.APPEARED
        return ChangeKind.VANISHED if had and not has else ChangeKind.CHANGED

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of what differs, of value, unit, qualifier, numerator, denominator, target, comparator, note."""
        if self.old is None or self.new is None:
            present = self.old or self.new
            return () if present is None else tuple(name for name in _GIVEN if getattr(present, name) not in (None, ""))
        return tuple(name for name in _COMPARED if getattr(self.old, name) != getattr(self.new, name))


def same(old: Figure | None, new: Figure | None) -> bool:
    """Whether both say the same; where it was read does not count, and an empty line is the same as none."""
    if blank(old) or blank(new):
        return blank(old) and blank(new)
    return bool(_compared(old) == _compared(new))


def blank(figure: Figure | None) -> bool:
    """Whether the unit gave nothing at all for it."""
    return figure is None or all(given in (None, "") for given in _given(figure))


def figure_changes(old: Mapping[FigureKey, Figure], new: Mapping[FigureKey, Figure]) -> tuple[FigureChange, ...]:
    """What differs: in the new version's order, then what is gone in the old one's."""
    keys = [*new, *(key for key in old if key not in new)]
    return tuple(FigureChange(key, old.get(key), new.get(key)) for key in keys if not same(old.get(key), new.get(key)))


def added(old: Iterable[_Entry], new: Iterable[_Entry]) -> tuple[_Entry, ...]:
    """The entries of `new` beyond those of `old`, each counted; where they were read does not count."""
    left = Counter(replace(entry, source=Source()) for entry in old)
    found = []
    for entry in new:
        bare = replace(entry, source=Source())
        if left[bare]:
            left[bare] -= 1
        else:
            found.append(entry)
    return tuple(found)


def added_rows(old: Iterable[Row], new: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of `new` beyond those of `old`, each counted; where they were read does not count."""
    left = Counter(frozenset(row.values.items()) for row in old)
    found = []
    for row in new:
        bare = frozenset(row.values.items())
        if left[bare]:
            left[bare] -= 1
        else:
            found.append(row)
    return tuple(found)
