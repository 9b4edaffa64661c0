"""Turn the label of a row or column into what its figures count: class of unit, power of ten, indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from drafter.model.indicator import Indicator, ValueType
from drafter.model.indicator import Kind as Behaviour
from drafter.prose.nouns import MONEY, OTHER, PERCENT
from drafter.prose.passage import Passage
from drafter.prose.reader import Reader
from drafter.prose.readings import Candidate, Kind, Reading

_SURE, _STRONG = 0.99, 10.0
BY_NAME = "tên trong danh mục"
_SCALES = (
    ("nghìn tỷ", 12),
    ("tỷ", 9),
    ("tỉ", 9),
    ("triệu", 6),
    ("trđ", 6),
    ("tr.đ", 6),
    ("nghìn", 3),
    ("ngàn", 3),
    ("1000đ", 3),
    ("1.000đ", 3),
)
_IN_BRACKETS = re.compile(r"\((?:đơn vị tính\s*:?|đvt\s*:?|tính bằng)?\s*([^()\d]{1,30}|%)\)")
_ASIDE = re.compile(r"\s*\([^)]*\)|[«»\"]")
_LEADING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ][.)]|[ivx]+[.)]|[-+*•–])\s+")
_NAMED = re.compile(r"^(?:tổng số|tổng|số lượng|số|trong đó|tr\.đ)\s*:?\s+")


@dataclass(frozen=True)
class Label:
    """What the figures beside a label are. Money is `scale` powers of ten of a đồng."""

    unit: str
    noun: str
    scale: int
    kind: Kind
    candidates: tuple[Candidate, ...]
    why: tuple[str, ...] = ()


@dataclass
class Labels:
    """Reads labels by the reader of prose and by the catalogue's own names; each label once."""

    reader: Reader
    _known: dict[tuple[str, str, str], Label] = field(default_factory=dict)
    _names: dict[str, Indicator] = field(default_factory=dict)
    _codes: dict[str, Indicator] = field(default_factory=dict)
    _units: set[str] = field(default_factory=lambda: {"%", "đồng", "triệu đồng", "nghìn đồng", "tỷ đồng"})

    def __post_init__(self) -> None:
        for indicator in reversed(self.reader.indicators):
            self._codes[indicator.code] = indicator
            self._units |= {indicator.unit.lower(), indicator.noun.lower()} - {""}
            for name in (indicator.short_name, indicator.name):
                if name:
                    self._names[named(name)] = indicator

    def label(self, text: str, unit: str = "", around: str = "", code: str = "") -> Label:
        """The label of that text; `unit` is what a column of units says, `around` the heading above it, `code` what a
        column of catalogue codes says."""
        key = text, f"{code}/{unit}", around
        if key not in self._known:
            self._known[key] = self._read(text, unit, around, code)
        return self._known[key]

    def is_code(self, text: str) -> bool:
        """Whether a text is the code of an indicator."""
        return text in self._codes

    def is_unit(self, text: str) -> bool:
        """Whether a text is a unit that indicators are counted in."""
        return text.strip(" ()").lower() in self._units

    def is_name(self, text: str) -> bool:
        """Whether a label is an indicator's own name."""
        return named(text) in self._names

    def _read(self, text: str, unit: str, around: str, code: str) -> Label:
        bracket = _IN_BRACKETS.search(text.lower())
        unit = unit.strip().lower() or (bracket[1].strip() if bracket else "")
        exact = self._codes.get(code) or self._names.get(named(text))
        if exact is not None:
            unit = unit or exact.unit
        money = _money_scale(unit)
        bare = _ASIDE.sub("", _LEADING.sub("", " ".join(text.split()))).strip(" :;.")
        if not unit:
            return self._bare(bare, around)
        lead = f"{' '.join(around.split())}\n" if around else ""
        found = self._spoken(f"{lead}{bare}: 7 {'triệu đồng' if money is not None else unit}")
        if found is None:
            found_unit, noun = (MONEY, "đồng") if money is not None else _plain_unit(unit)
            kind, candidates = Kind.ACTUAL, self.reader.of_label(bare, around)
            why: tuple[str, ...] = ()
        else:
            found_unit, noun, kind, candidates, why = found.unit, found.noun, found.kind, found.candidates, found.why
        if exact is not None:
            candidates = _first(exact, candidates)
            if found is None and money is None:
                found_unit, noun = _unit_of(exact)
        return Label(found_unit, noun, money or 0, self._kind(kind, candidates), candidates, why)

    def _bare(self, bare: str, around: str) -> Label:
        """A label that says no unit: its likeliest indicator does."""
        candidates = self.reader.of_label(bare, around)
        if not candidates:
            return Label(OTHER, "", 0, Kind.ACTUAL, ())
        indicator = self._codes[candidates[0].code]
        unit, noun = _unit_of(indicator)
        scale = (_money_scale(indicator.unit) or 0) if unit == MONEY else 0
        return Label(unit, noun, scale, self._kind(Kind.ACTUAL, candidates), candidates, ("không ghi đơn vị tính",))

    def _spoken(self, words: str) -> Reading | None:
        """What the sentence «label: 7 unit» is read as."""
        text = Passage.of(words).text
        at = text.rfind("7")
        return next((one for one in self.reader.read(text) if one.number.start <= at < one.number.end), None)

    def _kind(self, kind: Kind, candidates: tuple[Candidate, ...]) -> Kind:
        """A row's figure is a result or a standing total by its indicator; an amount for each stays one."""
        if kind is Kind.UNIT_AMOUNT or not candidates:
            return kind if kind is Kind.UNIT_AMOUNT else Kind.ACTUAL
        stock = self._codes[candidates[0].code].kind is Behaviour.STOCK
        return Kind.TOTAL_STOCK if stock else Kind.ACTUAL


def named(text: str) -> str:
    """A label as names are compared: without number, brackets, «Tổng số» and «Số»."""
    low = _ASIDE.sub("", _LEADING.sub("", " ".join(text.lower().split()))).strip(" :;.,*")
    return _NAMED.sub("", low).strip()


def _first(exact: Indicator, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    rest = tuple(one for one in candidates if one.code != exact.code)
    return (Candidate(exact.code, _SURE, (BY_NAME,), _STRONG), *rest)[:3]


def _money_scale(unit: str) -> int | None:
    """«triệu đồng» is 6; None for what is no money."""
    if not re.search(r"đồng|vnđ|vnd|\btrđ\b|\btr\.đ\b|\btriệu\b|\btỷ\b|\d000\s*đ", unit) or "/" in unit:
        return None
    return next((scale for word, scale in _SCALES if word in unit), 0)


def _plain_unit(unit: str) -> tuple[str, str]:
    return (PERCENT, "%") if unit.startswith(("%", "tỷ lệ", "tỉ lệ")) else (OTHER, unit)


_CLASSES: Mapping[str, str] = {"người": "người", "cá nhân": "người", "lượt người": "lượt người", "đơn vị": "đơn vị"}


def _unit_of(indicator: Indicator) -> tuple[str, str]:
    if indicator.value_type is ValueType.PERCENT:
        return PERCENT, "%"
    if indicator.value_type is ValueType.MONEY:
        return MONEY, "đồng"
    return _CLASSES.get(indicator.unit, indicator.unit), indicator.unit
