"""Turn the figures of a draft and the carriers of an officer's copy into pairs: which carrier is which figure.

The surest mark wins: the hidden bookmark, then the control's tag, then its title. Bookmarks stay with the original when
a paragraph is copied; controls are copied with their tags, so that a copy is known by its tag alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from drafter.reconcile.spots import Found, Occurrence, Spot
from drafter.reconcile.values import same, words

_TAG_LENGTH = 64  # as many characters as Word takes of a tag or title


@dataclass(frozen=True)
class Located:
    """A figure of the base and where it is; `spot` is None where nothing carries it any more."""

    occurrence: Occurrence
    spot: Spot | None
    found: Found | None


def locate(base: Sequence[Occurrence], spots: Iterable[Spot]) -> tuple[Located, ...]:
    """Every figure of the base, in its order, then the copies that the officer made of some."""
    free = list(spots)
    taken: dict[int, tuple[Spot, Found]] = {}
    named = {one.bookmark: at for at, one in enumerate(base)}
    for spot in list(free):
        at = named.get(spot.bookmark)
        if at is not None and at not in taken:
            taken[at] = spot, Found.BOOKMARK
            free.remove(spot)
    unnamed = [spot for spot in free if spot.bookmark not in named]
    for at, spot in _by_mark(base, taken, unnamed, tags=True):
        taken[at] = spot, Found.TAG
        unnamed.remove(spot)
    untitled = [spot for spot in unnamed if not spot.tag]
    for at, spot in _by_mark(base, taken, untitled, tags=False):
        taken[at] = spot, Found.ALIAS
        unnamed.remove(spot)
    found = [Located(one, *taken.get(at, (None, None))) for at, one in enumerate(base)]
    return (*found, *_copies(base, unnamed))


def _by_mark(
    base: Sequence[Occurrence], taken: Mapping[int, object], spots: Sequence[Spot], *, tags: bool
) -> list[tuple[int, Spot]]:
    """Pairs of what bears the same tag (or title): equal texts first, then equal shapes, each in their order."""
    pairs: list[tuple[int, Spot]] = []
    groups: dict[str, list[Spot]] = {}
    for spot in spots:
        mark = spot.tag if tags else spot.alias
        if mark:
            groups.setdefault(mark, []).append(spot)
    for mark, group in groups.items():
        open_ones = [
            at
            for at, one in enumerate(base)
            if at not in taken and (one.key if tags else one.label)[:_TAG_LENGTH] == mark
        ]
        rest = list(group)
        for alike in (_same_text, _same_shape):
            for at in list(open_ones):
                best = next((spot for spot in rest if alike(base[at].text, spot)), None)
                if best is not None:
                    pairs.append((at, best))
                    open_ones.remove(at)
                    rest.remove(best)
        if len(open_ones) == len(rest) and (tags or len(rest) == 1):
            pairs += zip(open_ones, rest, strict=True)
    return pairs


def _same_text(text: str, spot: Spot) -> bool:
    return same(text, spot.rejected) or same(text, spot.accepted)


def _same_shape(text: str, spot: Spot) -> bool:
    return words(text) in (words(spot.rejected), words(spot.accepted))


def _copies(base: Sequence[Occurrence], spots: Iterable[Spot]) -> list[Located]:
    """Carriers with a tag of ours and no bookmark: a copied sentence, each a figure of its own."""
    found = []
    for spot in spots:
        known = [one for one in base if spot.tag and one.key[:_TAG_LENGTH] == spot.tag]
        alike = [one for one in known if _same_text(one.text, spot)] or [
            one for one in known if _same_shape(one.text, spot)
        ]
        if alike and not spot.bookmark:
            found.append(Located(alike[0], spot, Found.COPY))
    return found


def fresh_of(base: Sequence[Occurrence], fresh: Sequence[Occurrence]) -> dict[int, Occurrence]:
    """Which figure of a fresh draft each figure of the base is, by its place in `base`.

    A key may occur more or less often than before (a list of what was missed grows and shrinks), so the two are laid
    beside each other as a whole; what is left over is paired where key and shape agree.
    """
    pairs: dict[int, Occurrence] = {}
    counts = [_count(base), _count(fresh)]
    by_key: dict[str, list[Occurrence]] = {}
    for one in fresh:
        by_key.setdefault(one.figure, []).append(one)
    turn: dict[str, int] = {}
    for at, one in enumerate(base):
        nth = turn[one.figure] = turn.get(one.figure, -1) + 1
        if counts[0][one.figure] == counts[1].get(one.figure):
            pairs[at] = by_key[one.figure][nth]
    left = [at for at in range(len(base)) if at not in pairs]
    used = {id(one) for one in pairs.values()}
    spare = [one for one in fresh if id(one) not in used]
    # The even ones are in both sequences: they hold the uneven ones in their places.
    matcher = SequenceMatcher(None, [one.figure for one in base], [one.figure for one in fresh], autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            at, one = block.a + step, fresh[block.b + step]
            if at in left and any(one is each for each in spare):
                pairs[at] = one
                left.remove(at)
                spare = [each for each in spare if each is not one]
    for at in left:
        for one in spare:
            if one.figure == base[at].figure and words(one.text) == words(base[at].text):
                pairs[at] = one
                spare = [each for each in spare if each is not one]
                break
    return pairs


def _count(found: Iterable[Occurrence]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in found:
        counts[one.figure] = counts.get(one.figure, 0) + 1
    return counts
