"""Turn one indicator of a cluster into what its papers say: each unit's figure in brackets, then what is true of all.

Units stand in the cluster's own order. A total is printed only where it is one, and says of how many units it is; who
gave nothing is named. Rates without their parts are never averaged: they are listed, and a unit that gave a count where
the others gave a rate is listed with its count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from drafter.fill.values import Carried, Phrase
from drafter.model.indicator import Indicator, Kind
from drafter.model.result import Total
from drafter.render.slots import FigureSlot, gap
from drafter.render.unit_values import UnitValue, unit_values
from drafter.standards.cluster_scoring import StandIn
from drafter.wording.lists import and_list
from drafter.wording.quantities import quantity
from drafter.wording.quotes import paper_quotes

_SHORT = {"Liên đoàn Lao động": "LĐLĐ", "Công đoàn cơ sở": "CĐCS"}
_LISTED = 12  # so many units are listed in a sentence
_PLACE = re.compile(
    r"^(?P<union>.*\S) (?P<sort>tỉnh|thành phố|thị xã|quận|huyện|xã|phường|thị trấn|đặc khu) (?P<place>.+)$"
)


def short_name(name: str) -> str:
    """A unit's name as sentences have it: «LĐLĐ quận Tây Hồ»."""
    for full, short in _SHORT.items():
        name = name.replace(full, short)
    return name


def listed_names(codes: Sequence[str], names: Mapping[str, str]) -> dict[str, str]:
    """The units' names in a list: after the first they go by their place («Tây Hồ»), in a mixed list by sort and place.

    «LĐLĐ quận Tây Hồ, Hà Đông»; «Công đoàn phường An Hòa, xã Cẩm Sơn».
    """
    mixed = len({_sort(name) for name in _short(codes, names)}) > 1
    found: dict[str, str] = {}
    union = ""
    for code, name in zip(codes, _short(codes, names), strict=True):
        placed = _PLACE.match(name)
        bare = (f"{placed['sort']} {placed['place']}" if mixed else placed["place"]) if placed else name
        found[code] = bare if placed and placed["union"] == union else name
        union = placed["union"] if placed else ""
    return found


def _short(codes: Sequence[str], names: Mapping[str, str]) -> list[str]:
    return [short_name(names.get(code, code)) for code in codes]


def _sort(name: str) -> str:
    placed = _PLACE.match(name)
    return f"{placed['union']} {placed['sort']}" if placed else ""


def column_names(codes: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """The units' names at the heads of columns: their places alone where all are of one sort («Tây Hồ»)."""
    short = _short(codes, names)
    placed = [found for found in map(_PLACE.match, short) if found]
    if len(placed) < len(short):
        return short
    mixed = len(set(map(_sort, short))) > 1
    return [f"{one['sort']} {one['place']}" if mixed else one["place"] for one in placed]


@dataclass(frozen=True)
class ClusterUnits:
    """The units of a cluster: `members` in its own order, `count` of them in all, unnamed ones included.

    `own` is the organisation that reports for the cluster as a whole, where that is none of its members.
    """

    members: tuple[str, ...]
    count: int
    names: Mapping[str, str]
    own: str = ""


@dataclass(frozen=True)
class ClusterFigure(Mapping[str, object]):
    """One indicator over the cluster. Beside its own fields a template finds those of the figure as a whole."""

    whole: FigureSlot
    units: ClusterUnits
    stand_in: StandIn | None = None
    counts: FigureSlot | None = None

    def __getitem__(self, name: str) -> object:
        return _FIELDS[name](self) if name in _FIELDS else self.slot[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*_FIELDS, *self.whole)))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __bool__(self) -> bool:
        return self.reported

    def carried(self) -> Carried:
        """The figure of the cluster as a whole, or the gap."""
        return self.slot.carried()

    @cached_property
    def slot(self) -> FigureSlot:
        """The figure as a whole; where only the cluster itself reported, what it reported."""
        return replace(self.whole, total=_own_total(self.whole.total, self.units.own))

    @cached_property
    def given(self) -> Mapping[str, UnitValue]:
        """What each member gave, in the cluster's order."""
        found = unit_values(self.indicator, self.whole.total)
        return {code: found[code] for code in self.units.members if code in found and found[code].value is not None}

    @cached_property
    def counted(self) -> Mapping[str, UnitValue]:
        """What members gave instead: a count where the others gave a rate."""
        if self.counts is None:
            return {}
        found = unit_values(self.counts.indicator, self.counts.total)
        return {code: found[code] for code in self.units.members if code in found and code not in self.given}

    @property
    def indicator(self) -> Indicator:
        """What is counted."""
        return self.whole.indicator

    @property
    def key(self) -> str:
        """The key of the figure as a whole."""
        return str(self.whole.total.key)

    @property
    def reported(self) -> bool:
        """Whether a member or the cluster itself gave anything."""
        return bool(self.given) or self.slot.reported

    @property
    def occurs(self) -> bool:
        """Whether there is anything to write: a zero of the units is told only where others have not reported yet."""
        some = any(one.value for one in (*self.given.values(), *self.counted.values()))
        return self.reported and (self.slot.occurs or some or bool(self.missing))

    @property
    def missing(self) -> tuple[str, ...]:
        """The members that gave no figure; none where only the cluster itself reported."""
        return tuple(code for code in self.units.members if code not in self.given) if self.given else ()

    def by_unit(self) -> Phrase:
        """«LĐLĐ quận Tây Hồ (2 chương trình), Hà Đông (1 chương trình)»: every member that gave anything.

        Of more units than a sentence can hold the reader is sent to the comparison workbook.
        """
        codes = [code for code in self.units.members if code in self.given or code in self.counted]
        if len(codes) > _LISTED:
            return Phrase(("số liệu từng đơn vị tại phụ lục so sánh",))
        parts: list[str | Carried] = []
        for code, name in listed_names(codes, self.units.names).items():
            parts += [", "] if parts else []
            parts += [f"{name} (", *self._bracket(code), ")"]
        return Phrase(tuple(parts))

    def _bracket(self, code: str) -> Iterable[str | Carried]:
        if code in self.given:
            reached = "đạt " if self.indicator.kind is Kind.RATE else ""
            return (reached, _shown(self.given[code], self.whole))
        words = self.stand_in.words if self.stand_in else ""
        counts = self.counts or self.whole
        return (f"{words} ", _shown(self.counted[code], counts))

    def total(self) -> Phrase:
        """What is true of all that reported: «14 chương trình phúc lợi, ưu đãi của 5 đơn vị đã báo cáo»."""
        if not self.slot.reported:
            return Phrase(())
        reporting = len(self.given)
        if not reporting or reporting == self.units.count:
            return Phrase((self.slot.carried(),))
        return Phrase((self.slot.carried(), " của ", self._reporting(), " đã báo cáo"))

    def _reporting(self) -> Carried:
        number = len(self.given)
        return Carried(f"{number} đơn vị", f"{self.key}#so_don_vi", "Số đơn vị đã báo cáo", number)

    def reporting(self) -> Carried:
        """«5/6 đơn vị»: how many of the cluster's units gave a figure."""
        number = len(self.given)
        text = f"{number}/{self.units.count} đơn vị"
        return Carried(text, f"{self.key}#so_don_vi", "Số đơn vị đã báo cáo", number)

    def lacking(self) -> Carried | str:
        """The gap that names the members without a figure; empty where there are none."""
        if not self.missing:
            return ""
        names = and_list(listed_names(self.missing, self.units.names).values())
        what = f"tỷ lệ của {names}" if self.counted else names
        return gap(self.key, what, f"{paper_quotes(self.indicator.name)} ({names})")

    def result(self) -> Phrase:
        """The list, then the total where there is one, then who is missing."""
        if not self.reported:
            return Phrase((gap(self.key, self.indicator.name),))
        listed, total, lacking = self.by_unit(), self.total(), self.lacking()
        parts: list[str | Carried] = [*listed.parts]
        if total.parts:
            summed = "tính chung đạt " if self.indicator.kind is Kind.RATE else "tổng cộng "
            parts += [f"; {summed}", *total.parts] if parts else [*total.parts]
        if lacking:
            parts += ["; ", lacking]
        return Phrase(tuple(parts))

    def beside(self) -> Phrase:
        """What follows the total: «: LĐLĐ quận Tây Hồ (2 chương trình), …; [chưa có số liệu: …]», or nothing."""
        listed, lacking = self.by_unit().parts, self.lacking()
        parts: list[str | Carried] = [": ", *listed] if listed else []
        return Phrase((*parts, *(["; ", lacking] if lacking else [])))

    def row(self) -> dict[str, object]:
        """A row of the comparison table: one cell a member, empty where it gave nothing, and what is true of all."""
        return {
            "ten": paper_quotes(self.indicator.short_name or self.indicator.name),
            "dvt": self.indicator.unit,
            "o": [self._cell(code) for code in self.units.members],
            "cong": self._sum_cell(),
            "bao_cao": f"{len(self.given)}/{self.units.count}",
        }

    def _cell(self, code: str) -> Carried | str:
        return _number(self.given[code], self.whole) if code in self.given else ""

    def _sum_cell(self) -> Carried | str:
        return self.slot.number() if self.slot.reported else "–"


def _own_total(total: Total, own: str) -> Total:
    """The cluster's own figure as the total, where nobody else reported: a bare rate is then the cluster's rate."""
    if not own or total.units != (own,) or total.value is not None:
        return total
    figure = next((one for one in total.contributions if one.key.indicator == total.indicator), None)
    if figure is None or figure.value is None:
        return total
    return replace(
        total,
        value=figure.value,
        exact=Fraction(figure.value),
        qualifier=figure.qualifier,
        summable=True,
        reason="",
        rate_only=(),
    )


def _shown(found: UnitValue, slot: FigureSlot) -> Carried:
    """A unit's value with its unit: «2 chương trình», the short noun where the long one begins with it."""
    indicator = slot.indicator
    noun = indicator.unit if indicator.words.startswith(indicator.unit) else indicator.words
    words = quantity(found.value or Fraction(0), indicator.unit, noun, slot.style, found.qualifier)
    return Carried(words, str(found.key), indicator.name, found.value)


def _number(found: UnitValue, slot: FigureSlot) -> Carried:
    """The same without a unit, for a cell; a percent keeps its sign off too."""
    words = quantity(
        found.value or Fraction(0), "%" if slot.indicator.unit == "%" else "", "", slot.style, found.qualifier
    )
    return Carried(words.rstrip().removesuffix("%"), str(found.key), slot.indicator.name, found.value)


_FIELDS: Mapping[str, Callable[[ClusterFigure], object]] = {
    "co": lambda found: found.reported,
    "phat_sinh": lambda found: found.occurs,
    "co_tung_don_vi": lambda found: bool(found.given or found.counted),
    "tung_don_vi": ClusterFigure.by_unit,
    "co_tong": lambda found: found.slot.reported,
    "tong": ClusterFigure.total,
    "so_don_vi": ClusterFigure.reporting,
    "co_thieu": lambda found: bool(found.missing),
    "thieu": ClusterFigure.lacking,
    "kem": ClusterFigure.beside,
    "day_du": ClusterFigure.result,
    "thay_the": lambda found: bool(found.counted),
}
