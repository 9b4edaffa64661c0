"""Turn numbering.xml into what Word writes before a paragraph («1.», «a)», «-»), counting as it goes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drafter.readback.names import W, value_of, whole

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
# Bullets of Symbol and Wingdings lie in a private area; what matters is that it is a bullet.
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")


@dataclass(frozen=True)
class Level:
    """One level of a list. `pattern` is such as «%1.%2»; `layout` is its `pPr`, None where it has none."""

    form: str
    pattern: str
    start: int
    restart: int | None
    layout: Any | None


@dataclass
class Numbering:
    """The lists of a file; `label` counts, so ask in reading order."""

    lists: Mapping[str, tuple[str, Mapping[int, Level]]]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def level(self, list_id: str, number: int) -> Level | None:
        """A level of a list; None where the list, or such a level, is not there."""
        found = self.lists.get(list_id)
        return None if found is None else found[1].get(number)

    def label(self, list_id: str, number: int) -> str:
        """What stands before the next paragraph of that list and level; empty where nothing does."""
        level = self.level(list_id, number)
        if level is None:
            return ""
        abstract, levels = self.lists[list_id]
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        before = counts[number]
        counts[number] = level.start if before is None else before + 1
        for deeper in range(number + 1, _LEVELS):
            below = levels.get(deeper)
            if below is None or below.restart is None or below.restart > number:
                counts[deeper] = None
        return _PLACEHOLDER.sub(lambda one: self._shown(counts, levels, int(one[1]) - 1), level.pattern)

    def _shown(self, counts: list[int | None], levels: Mapping[int, Level], number: int) -> str:
        level = levels.get(number)
        if level is None:
            return ""
        count = counts[number]
        return counted(level.start if count is None else count, level.form)


def read_numbering(root: Any | None) -> Numbering:
    """Read the root of numbering.xml; None where the file has none."""
    if root is None:
        return Numbering({})
    abstracts = {str(one.get(f"{W}abstractNumId")): one for one in root.findall(f"{W}abstractNum")}
    styled = {name: one for one in abstracts.values() if (name := value_of(one, "styleLink"))}
    lists = {}
    for number in root.findall(f"{W}num"):
        abstract_id = value_of(number, "abstractNumId") or ""
        abstract = abstracts.get(abstract_id)
        link = value_of(abstract, "numStyleLink")
        abstract = styled.get(link, abstract) if link else abstract
        levels = {} if abstract is None else _levels(abstract)
        overridden = False
        for override in number.findall(f"{W}lvlOverride"):
            index = whole(override.get(f"{W}ilvl"), 0) or 0
            replaced = _overridden(override, levels.get(index))
            if replaced is not None and 0 <= index < _LEVELS:
                levels[index], overridden = replaced, True
        list_id = str(number.get(f"{W}numId"))
        # lists of one abstract list count on together, unless one of them begins anew
        lists[list_id] = (f"{abstract_id}/{list_id}" if overridden else abstract_id, levels)
    return Numbering(lists)


def _levels(abstract: Any) -> dict[int, Level]:
    found = {}
    for element in abstract.findall(f"{W}lvl"):
        index = whole(element.get(f"{W}ilvl"), 0) or 0
        if 0 <= index < _LEVELS:
            found[index] = _level(element)
    return found


def _level(element: Any) -> Level:
    return Level(
        form=value_of(element, "numFmt") or "decimal",
        pattern=_PRIVATE.sub("•", value_of(element, "lvlText") or ""),
        start=whole(value_of(element, "start"), 0) or 0,
        restart=whole(value_of(element, "lvlRestart")),
        layout=element.find(f"{W}pPr"),
    )


def _overridden(override: Any, level: Level | None) -> Level | None:
    own = override.find(f"{W}lvl")
    if own is not None:
        level = _level(own)
    start = whole(value_of(override, "startOverride"))
    if level is None or start is None:
        return level
    return Level(level.form, level.pattern, start, level.restart, level.layout)


def counted(number: int, form: str) -> str:
    """A number as a list of this form writes it; a bullet has none."""
    if form in ("bullet", "none"):
        return ""
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letter if form == "lowerLetter" else letter.upper()
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    found = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        found += letters * times
    return found
