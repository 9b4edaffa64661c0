"""Turn an indicator's total into a slot: what a template may ask of one figure, each answer with its key.

Printed by itself a slot gives hedge, number and unit («hơn 1,8 tỷ đồng»); its fields give the parts of a sentence.
A figure that is missing prints as a visible gap, never as a zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from drafter.fill.values import Carried, Phrase
from drafter.indicators.results import change_of, percent_of_target, verdict_of
from drafter.model.figure import Comparator, Qualifier
from drafter.model.indicator import Indicator, Kind, ValueType
from drafter.model.result import Total, Verdict
from drafter.render.unit_values import UnitValue, unit_values
from drafter.wording.comparisons import change_words
from drafter.wording.counts import out_of
from drafter.wording.hedges import hedged
from drafter.wording.numbers import number
from drafter.wording.quantities import quantity, short_quantity
from drafter.wording.quotes import paper_quotes
from drafter.wording.style import Style
from drafter.wording.verdicts import plan_percent, target_words

GAP = "#thieu"
"""The end of the key of a gap: what the template asked for and nobody has reported."""

_GAP_COLOUR = "yellow"
_LISTED = 8  # so many units are listed in a sentence


def gap(key: str, what: str, label: str = "") -> Carried:
    """A visible gap in the draft; `label` is what the list of gaps calls it, where `what` alone would not say."""
    return Carried(f"[chưa có số liệu: {paper_quotes(what)}]", f"{key}{GAP}", label or what, highlight=_GAP_COLOUR)


def cell_number(value: Decimal | int | None, key: str, label: str) -> Carried | None:
    """A number of a workbook's cell with its key, so that the cell can be found again; None where there is none."""
    return None if value is None else Carried(number(value), key, label, value)


def plain_name(indicator: Indicator) -> str:
    """An indicator's name without the explanation that closes it in a form: «(thực hiện so với dự toán)»."""
    name = paper_quotes(indicator.name)
    return name.rpartition(" (")[0] or name if name.endswith(")") else name


@dataclass(frozen=True)
class FigureSlot(Mapping[str, object]):
    """One indicator of the paper's organisation and period, with the same period a year before where that is known.

    `names` gives unit codes the names a reader knows.
    """

    indicator: Indicator
    total: Total
    previous: Total | None
    names: Mapping[str, str]
    style: Style

    def __getitem__(self, name: str) -> object:
        return _FIELDS[name](self)

    def __iter__(self) -> Iterator[str]:
        return iter(_FIELDS)

    def __len__(self) -> int:
        return len(_FIELDS)

    def __bool__(self) -> bool:
        return self.reported

    @property
    def reported(self) -> bool:
        """Whether there is a value to print."""
        return self.total.value is not None

    @property
    def occurs(self) -> bool:
        """Whether there is anything to write: not of a zero, but where a plan was given, which it then misses.

        A rate of zero is a result: it is of something that was there.
        """
        rate = self.indicator.kind is Kind.RATE and self.indicator.unit == "%"
        return self.reported and (bool(self.actual) or bool(self.total.target) or rate)

    @property
    def actual(self) -> Fraction | None:
        """The unrounded value; None when missing."""
        if self.total.exact is not None:
            return self.total.exact
        return None if self.total.value is None else Fraction(self.total.value)

    @property
    def verdict(self) -> Verdict | None:
        """How the unrounded value stands to the target; None without either, or where a hedge leaves it open."""
        return verdict_of(self.total)

    def named(self) -> FigureSlot:
        """The slot once its thing has been named, so that the name is not said twice: its noun is «cuộc», «nhà»."""
        unit = self.indicator.unit
        again = self.indicator.words.startswith(f"{unit} ")
        return replace(self, indicator=replace(self.indicator, noun=unit)) if again else self

    def carried(self) -> Carried:
        """Hedge, number and unit, or the gap."""
        value = self.actual
        if value is None:
            return gap(str(self.total.key), self.indicator.name)
        if self.indicator.kind is Kind.RATIO and self.total.denominator is not None:
            return self._carry("", out_of(value, self.total.denominator, self.indicator.words))
        words = quantity(value, self.indicator.unit, self.indicator.words, self.style, self.total.qualifier)
        return self._carry("", words)

    def _carry(self, aspect: str, text: str) -> Carried:
        return Carried(paper_quotes(text), f"{self.total.key}{aspect}", self.indicator.name, self.total.value)

    def number(self) -> Carried:
        """The number with its hedge, without its unit; money is in the unit it is counted in («hơn 1.800»)."""
        whole, value = self.carried(), self.actual
        if value is None:
            return whole
        if self.indicator.kind in (Kind.RATE, Kind.RATIO):
            return self._carry("", whole.text.removesuffix(f" {self.indicator.words}").removesuffix("%"))
        return self._carry("", quantity(value, "", "", self.style, self.total.qualifier).rstrip())

    def short(self, digits: int) -> Carried:
        """The value cut to a few digits, with the hedge that keeps it true: «hơn 1,8 tỷ đồng» of 1.834 triệu."""
        value = self.actual
        if value is None or self.total.qualifier is not Qualifier.EXACT or value < 0:
            return self.carried()  # what is hedged already is not hedged again
        words = short_quantity(value, self.indicator.unit, self.indicator.words, self.style, digits)
        return self._carry("", words)

    def target_number(self) -> Carried:
        """The target without its unit, as a table has it; a percent keeps its sign."""
        if self.total.target is None:
            return self.target()
        words = quantity(self.total.target, self.indicator.unit, "", self.style)
        return self._carry("#chi_tieu", words.rstrip() if self.indicator.unit == "%" else number(self.total.target))

    def target(self) -> Carried:
        """The target as a plan states it, or the gap."""
        if self.total.target is None:
            return gap(f"{self.total.key}#chi_tieu", f"chỉ tiêu giao – {self.indicator.name}")
        plain = self.indicator.kind is not Kind.RATE and self.total.comparator is Comparator.AT_LEAST
        comparator = Comparator.EXACTLY if plain else self.total.comparator
        words = target_words(self.total.target, self.indicator.unit, self.indicator.words, self.style, comparator)
        return self._carry("#chi_tieu", words)

    def of_target(self) -> Carried:
        """«11/12 công đoàn cơ sở»; of a rate only the rate, which is no count out of a plan."""
        plain = self.total.qualifier is Qualifier.EXACT and self.indicator.kind is not Kind.RATE
        if self.actual is None or self.total.target is None or not plain:
            return self.carried()
        return self._carry("", out_of(self.actual, self.total.target, self.indicator.words))

    def percent_of_target(self) -> Carried:
        """«91,66%», cut as the office cuts and hedged as the result is; a gap when there is no target."""
        words = plan_percent(self.actual, self.total.target, self.style)
        if words is None or percent_of_target(self.total) is None:
            return gap(f"{self.total.key}#ty_le", f"tỷ lệ thực hiện – {self.indicator.name}")
        shown = words.removesuffix(" kế hoạch")
        if shown[:1].isdigit():  # else the wording has hedged it already
            shown = hedged(shown, self.total.qualifier, self.style)
        return self._carry("#ty_le", shown)

    def verdict_words(self) -> Carried:
        """«đạt», «vượt» or «chưa đạt»."""
        verdict = self.verdict
        if verdict is None:
            return gap(f"{self.total.key}#danh_gia", f"đánh giá – {self.indicator.name}")
        return self._carry("#danh_gia", verdict.value)

    @property
    def earlier(self) -> FigureSlot | None:
        """The slot of the same period a year before; None where nothing is known of it."""
        if self.previous is None:
            return None
        return FigureSlot(self.indicator, self.previous, None, self.names, self.style)

    def before(self) -> Carried:
        """The same period a year before."""
        earlier = self.earlier
        if earlier is None or not earlier.reported:
            return gap(f"{self.total.key}#ky_truoc", f"kỳ trước – {self.indicator.name}")
        return earlier.carried()

    def change(self) -> Carried | None:
        """«tăng 24 đoàn viên (3,68%) so với năm 2019»; None where either year is missing, hedged or of other units."""
        found, against = change_of(self.total, self.previous), self.previous.period if self.previous else None
        words = change_words(found, self.indicator.unit, self.named().indicator.words, self.style, against)
        return None if words is None else self._carry("#so_sanh", words)

    def result(self) -> Phrase:
        """The whole result: count against plan, percent, verdict, comparison with the year before."""
        parts: list[str | Carried] = [*self._against_target()]
        change = self.change()
        if change is not None:
            parts += ["; ", change]
        return Phrase(tuple(parts))

    def _against_target(self) -> list[str | Carried]:
        if self.verdict is None:
            return [self.carried()]
        verdict = self.verdict_words()
        if self.indicator.kind is Kind.RATE or self.total.comparator is Comparator.AT_MOST or not self.total.target:
            return [self.carried(), " (", verdict, " chỉ tiêu ", self.target(), ")"]
        shown = self.carried() if self.indicator.value_type is ValueType.MONEY else self.of_target()
        return [shown, ", đạt ", self.percent_of_target(), " kế hoạch, ", verdict, " chỉ tiêu được giao"]

    def by_unit(self) -> Phrase:
        """«Cầu Giấy (62,6%), Tây Hồ (69%)», and the units that gave nothing by name.

        Of more units than a sentence can hold, only those are named that keep the others from adding up.
        """
        values = unit_values(self.indicator, self.total)
        if len(values) > _LISTED:
            return Phrase((self.carried() if self.total.summable else self._not_added_up(),))
        parts: list[str | Carried] = []
        for unit, value in values.items():
            parts += [", "] if parts else []
            parts += [f"{self._name(unit)} (", self._of_unit(value), ")"]
        if self.total.missing:
            names = ", ".join(self._name(code) for code in self.total.missing)
            parts += ["; " if parts else "", gap(str(self.total.key), names, f"{self.indicator.name} ({names})")]
        return Phrase(tuple(parts))

    def _not_added_up(self) -> Carried:
        names = ", ".join(self._name(code) for code in self.total.rate_only)
        why = f"{names} chỉ báo tỷ lệ, thiếu tử số và mẫu số" if names else self.total.reason
        text = paper_quotes(f"[chưa tổng hợp được: {why}]")
        return Carried(text, f"{self.total.key}{GAP}", f"{self.indicator.name} ({why})", highlight=_GAP_COLOUR)

    def _of_unit(self, found: UnitValue) -> Carried:
        if found.value is None:
            return gap(str(found.key), self.indicator.name)
        words = quantity(found.value, self.indicator.unit, self.indicator.words, self.style, found.qualifier)
        return Carried(words, str(found.key), self.indicator.name, found.value)

    def _name(self, code: str) -> str:
        return self.names.get(code, code)

    def too_many_to_list(self) -> bool:
        """Whether the units' own figures are too many for a sentence, so that the reader is sent to the annex."""
        return self.listed_only() and len(unit_values(self.indicator, self.total)) > _LISTED

    def listed_only(self) -> bool:
        """Whether units gave figures that do not add up, so that they can only be printed one by one."""
        return not self.total.summable and bool(self.total.contributions)


_FIELDS: Mapping[str, Callable[[FigureSlot], object]] = {
    "co": lambda slot: slot.reported,
    "khac_khong": lambda slot: bool(slot.actual),
    "phat_sinh": lambda slot: slot.occurs,
    "so": FigureSlot.number,
    "co_chi_tieu": lambda slot: slot.total.target is not None,
    "chi_tieu": FigureSlot.target,
    "chi_tieu_so": FigureSlot.target_number,
    "gon": lambda slot: slot.short(2),
    "gon_ba": lambda slot: slot.short(3),
    "tren_chi_tieu": FigureSlot.of_target,
    "ty_le": FigureSlot.percent_of_target,
    "danh_gia": FigureSlot.verdict_words,
    "co_ky_truoc": lambda slot: slot.previous is not None and slot.previous.value is not None,
    "ky_truoc": FigureSlot.before,
    "co_so_sanh": lambda slot: slot.change() is not None,
    "so_sanh": lambda slot: slot.change() or "",
    "ket_qua": FigureSlot.result,
    "liet_ke": FigureSlot.listed_only,
    "qua_dai": FigureSlot.too_many_to_list,
    "theo_don_vi": FigureSlot.by_unit,
    "ten": lambda slot: slot.indicator.name,
    "don_vi_tinh": lambda slot: slot.indicator.unit,
}
