"""Turn names into a list inside a sentence: «A, B và C»."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def and_list(items: Iterable[str]) -> str:
    """«A», «A và B», «A, B và C». Empty items are left out; an empty list is an empty text."""
    *head, last = [item for item in items if item] or [""]
    return f"{', '.join(head)} và {last}" if head else last


def and_others(items: Sequence[str], limit: int, noun: str) -> str:
    """The first `limit` names and how many more there are: «A, B và 12 đơn vị khác». All of them if they fit."""
    rest = len(items) - limit
    return and_list([*items[:limit], f"{rest} {noun} khác"] if rest > 0 else items)


def capital_first(text: str) -> str:
    """The text as the beginning of a sentence; the rest keeps its capitals («LĐLĐ», «Hà Nội»)."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """A name inside a sentence: its first letter small, unless the word is an abbreviation."""
    first, *rest = text.split(" ", 1)
    return text if first.isupper() and len(first) > 1 else " ".join([first[:1].lower() + first[1:], *rest])
