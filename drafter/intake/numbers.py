"""Turn what a person typed in a number cell into the numbers it can mean.

A Vietnamese office writes `1.846` for a thousand and `82,5` for a decimal; its Excel may be set the English way round.
The type that the indicator declares settles most cells: a count with three digits after a dot is grouped, for nothing
else makes it whole. Where two readings stay legal the answer is a `Doubt`, and a person is asked.

A blank, a dash, «chưa có», «không có số liệu» are *missing* (value None), never zero. «không có» and «không phát sinh»
say that there was none: zero. The bare word «không» can mean either: a `Doubt`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from drafter.model.figure import Qualifier
from drafter.model.indicator import ValueType


class Why(StrEnum):
    """Why a text is no number of its row."""

    WORDS = "words"
    FRACTION = "fraction"
    PARTS = "parts"
    PERCENT = "percent"
    MONEY = "money"
    RANGE = "range"


@dataclass(frozen=True)
class Reading:
    """The one thing a text means, in the unit of its row. `value` None: missing, or only the parts were given.

    `other_words` is what stood behind the number when it is not the row's own unit («12 vụ» in a row of người).
    """

    value: Decimal | None
    qualifier: Qualifier = Qualifier.EXACT
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    other_words: str = ""

    @property
    def missing(self) -> bool:
        """Whether the text says nothing at all."""
        return self.value is None and self.numerator is None


@dataclass(frozen=True)
class Doubt:
    """Two or more readings are legal; None among them means «missing»."""

    readings: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Unreadable:
    """No reading is legal."""

    why: Why


_DASHES = "- -- --- – — − . .. ... … / // x ? n/a na nil"
_NOT_KNOWN = (
    "chưa có|chưa có số liệu|không có số liệu|chưa báo cáo|chưa thống kê|không áp dụng|không rõ|chưa rõ|chưa tổng hợp|"
    "chưa cập nhật|đang cập nhật|đang tổng hợp"
)
_MISSING = frozenset([*_DASHES.split(), *_NOT_KNOWN.split("|")])
_NONE = frozenset(["không có", "không phát sinh", "chưa phát sinh"])
_QUALIFIERS = (
    (re.compile(r"(?:hơn|trên|>) ?"), Qualifier.OVER),
    (re.compile(r"gần ?"), Qualifier.UNDER),
    (re.compile(r"(?:ước tính|ước đạt|ước|khoảng|xấp xỉ|chừng|~|≈) ?(?:khoảng )?"), Qualifier.ABOUT),
)
_SCALES = {
    "tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "tr": 10**6,
    "nghìn": 10**3, "ngàn": 10**3, "ngh": 10**3, "k": 10**3,
}  # fmt: skip
_DONG = frozenset(["đồng", "đ", "vnđ", "vnd", "đ."])
_SAME_WORDS = (
    {
        "người",
        "đồng chí",
        "đ/c",
        "đc",
        "đoàn viên",
        "đv",
        "lao động",
        "cnlđ",
        "nlđ",
        "cnvclđ",
        "cán bộ",
        "cá nhân",
        "em",
    },
    {"lượt người", "lượt", "lượt đoàn viên", "lượt cnvclđ", "lượt nlđ", "lượt cnlđ", "lượt lao động"},
    {"cuộc", "buổi", "hội nghị", "đợt", "lần"},
    {"đơn vị", "cđcs", "công đoàn cơ sở", "cơ sở", "cơ quan"},
    {"doanh nghiệp", "dn"},
    {"suất", "suất quà", "phần quà", "phần", "quà", "xuất"},
    {"vé", "vé xe", "lượt vé"},
    {"bản", "tưlđtt", "thỏa ước", "thoả ước"},
    {"nhà", "căn", "căn nhà", "mái ấm"},
)
_DIGITS = r"(?:\d[\d., ]*\d|\d)"
_NUMBER = re.compile(rf"(?P<sign>[-+] ?)?(?P<digits>{_DIGITS})(?P<rest>\D.*)?")
_PARTS = rf"({_DIGITS}) ?/ ?({_DIGITS})"
_PERCENT_SIGN = r" ?(?:%|phần trăm)"
_ONLY_PARTS = re.compile(rf"{_PARTS}(?: ?(?P<words>[^\W\d_][^\d%(=]*))?")
_PARTS_THEN_RATE = re.compile(rf"{_PARTS}(?: [^\W\d_][^\d%(=,;]*)? ?[(=,;:] ?({_DIGITS}){_PERCENT_SIGN} ?\)?")
_RATE_THEN_PARTS = re.compile(rf"({_DIGITS}){_PERCENT_SIGN} ?[(=,;:] ?{_PARTS}(?: [^\W\d_][^\d%(=,;]*)? ?\)?")
_LARGEST_PERCENT = 1000
_LONGEST = 80
_MOST_DIGITS = 15


def clean_text(text: str) -> str:
    """The text as one plain line: NFC, usual digits and spaces, no invisible characters."""
    for sign, spelled in _VULGAR.items():
        text = re.sub(rf"(?<=\d){sign}", "," + spelled, text).replace(sign, "0," + spelled)
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))
    text = "".join(
        " " if c.isspace() else c for c in text if unicodedata.category(c) not in ("Cf", "Cc") or c.isspace()
    )
    return " ".join(text.replace("−", "-").replace("’", "'").split())


_VULGAR = {"½": "5", "¼": "25", "¾": "75"}


def read_typed(
    text: str, value_type: ValueType, unit: str = "", words: Iterable[str] = (), *, parts: bool = False
) -> Reading | Doubt | Unreadable:
    """Read typed `text` as the value of a row of that type and unit (money rows: «triệu đồng», «đồng», …).

    `words` are other names of the same thing that may stand behind the number. With `parts` the row takes «11/12».
    """
    plain = clean_text(text[:_LONGEST]).casefold().removeprefix("'").strip()
    if not plain or plain in _MISSING:
        return Reading(None)
    if len(text) >= _LONGEST:
        return Unreadable(Why.WORDS)
    plain = plain.rstrip(".,; ")
    if plain in _NONE:
        return Reading(Decimal(0))
    if plain == "không":
        return Doubt((Decimal(0), None))
    qualifier, body = _split_qualifier(plain)
    if "/" in body and (found := _read_parts(body, value_type, parts)):
        return found
    return _read_quantity(body, value_type, unit, (unit, *words), qualifier)


def number_readings(digits: str) -> tuple[Decimal, ...]:
    """Every value that digits with separators can stand for, the Vietnamese reading first; empty when none.

    No office counts to sixteen digits: such a text is a slip of the hand or a number of another kind.
    """
    if sum(map(str.isdigit, digits)) > _MOST_DIGITS:
        return ()
    if spaced := re.fullmatch(r"([1-9]\d{0,2}(?: \d{3})+)(?:[.,](\d+))?", digits):
        whole, fraction = spaced.groups()
        return (Decimal(whole.replace(" ", "") + ("." + fraction if fraction else "")),)
    found = (_one_way(digits, ".", ","), _one_way(digits, ",", "."))
    return tuple(dict.fromkeys(value for value in found if value is not None))


def _one_way(digits: str, group: str, point: str) -> Decimal | None:
    grouped = rf"[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+"
    if re.fullmatch(rf"(?:{grouped}|\d+)(?:{re.escape(point)}\d+)?", digits):
        return Decimal(digits.replace(group, "").replace(point, "."))
    return None


def _split_qualifier(plain: str) -> tuple[Qualifier, str]:
    for pattern, qualifier in _QUALIFIERS:
        if found := pattern.match(plain):
            return qualifier, plain[found.end() :]
    return Qualifier.EXACT, plain


def _read_parts(body: str, value_type: ValueType, wanted: bool) -> Reading | Unreadable | None:
    """«11/12», «11/12 đơn vị», «11/12 (91,66%)», «91,66% (11/12)»; None when the slash is something else."""
    if found := _ONLY_PARTS.fullmatch(body):
        top, bottom, rate = found[1], found[2], None
    elif found := _PARTS_THEN_RATE.fullmatch(body):
        top, bottom, rate = found.groups()
    elif found := _RATE_THEN_PARTS.fullmatch(body):
        rate, top, bottom = found.groups()
    else:
        return None
    counts = [_only_count(digits) for digits in (top, bottom)]
    if not wanted or None in counts:
        return Unreadable(Why.PARTS)
    value = _settle(number_readings(rate), ValueType.PERCENT)[0] if rate and value_type is ValueType.PERCENT else None
    return Reading(value, numerator=counts[0], denominator=counts[1])


def _only_count(digits: str) -> Decimal | None:
    values = _settle(number_readings(digits), ValueType.COUNT)
    return values[0] if len(values) == 1 else None


def _read_quantity(
    body: str, value_type: ValueType, unit: str, words: Iterable[str], qualifier: Qualifier
) -> Reading | Doubt | Unreadable:
    found = _NUMBER.fullmatch(f"-{body[1:-1]}" if re.fullmatch(r"\([\d., ]+\)", body) else body)
    if not found:
        return Unreadable(Why.RANGE if re.search(r"\d ?(?:-|đến) ?\d", body) else Why.WORDS)
    sign = -1 if (found["sign"] or "").startswith("-") else 1
    digits, rest = found["digits"], (found["rest"] or "").strip()
    if value_type is ValueType.MONEY or (rest and value_type is ValueType.NUMBER and money_scale(unit)):
        outcome = _read_money(digits, rest, unit)
    elif value_type is ValueType.PERCENT:
        outcome = _read_percent(digits, rest)
    else:
        outcome = _read_amount(digits, rest, value_type, words)
    if isinstance(outcome, Unreadable):
        return outcome
    amounts, other = outcome
    values = tuple(sign * plain(amount) for amount in amounts)
    return Doubt(values) if len(values) > 1 else Reading(values[0], qualifier, other_words=other)


def plain(value: Decimal) -> Decimal:
    """The number without idle zeros or an exponent: 3100 for 3100.0, 91.66 for 91.6600."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


_Outcome = tuple[tuple[Decimal, ...], str] | Unreadable


def _read_percent(digits: str, rest: str) -> _Outcome:
    if rest and not re.fullmatch(_PERCENT_SIGN, rest):
        return Unreadable(Why.WORDS)
    values = _settle(number_readings(digits), ValueType.PERCENT)
    return (values, "") if values else Unreadable(Why.WORDS)


def _read_amount(digits: str, rest: str, value_type: ValueType, words: Iterable[str]) -> _Outcome:
    """A count or a plain number: digits, perhaps «nghìn» or «triệu», perhaps the words of what is counted."""
    if rest.startswith(("%", "phần trăm")):
        return Unreadable(Why.PERCENT)
    head, _, tail = rest.partition(" ")
    scale = _SCALES.get(head)
    behind = tail if scale else rest
    if behind in _DONG:
        return Unreadable(Why.MONEY)
    if behind and re.search(r"\d", behind):
        return Unreadable(Why.RANGE if re.match(r"(?:-|đến) ?\d", behind) else Why.WORDS)
    values = tuple(value * (scale or 1) for value in number_readings(digits))
    if not values:
        return Unreadable(Why.WORDS)
    legal = _settle(values, value_type, grouped_dot=not scale)
    if not legal:
        return Unreadable(Why.FRACTION)
    return legal, "" if not behind or _same_words(behind, words) else behind


def _same_words(behind: str, words: Iterable[str]) -> bool:
    own = {word.casefold() for word in words if word}
    return behind in own or any(behind in group and own & group for group in _SAME_WORDS)


def _read_money(digits: str, rest: str, unit: str) -> _Outcome:
    """Digits in the row's unit, or with their own unit words, converted: «3,1 tỷ đ», «2 tỷ 340 triệu đồng»."""
    if not rest:
        values = number_readings(digits)
        return (values, "") if values else Unreadable(Why.WORDS)
    row = money_scale(unit)
    spoken = _spoken_money(f"{digits} {rest}", unit)
    if row is None or spoken is None:
        return Unreadable(Why.WORDS)
    return (tuple(value / row for value in spoken), "") if spoken else Unreadable(Why.FRACTION)


def money_scale(unit: str) -> Decimal | None:
    """How many đồng one of the row's unit is: 1.000.000 for «triệu đồng/người/tháng»; None when it is not đồng."""
    found = re.match(r"(?:(tỷ|tỉ|triệu|nghìn|ngàn) )?đồng\b", unit.casefold())
    return Decimal(_SCALES[found[1]] if found[1] else 1) if found else None


def _spoken_money(text: str, unit: str) -> tuple[Decimal, ...] | None:
    """The legal amounts in đồng; None when the words are not money, empty when a part of a đồng is left."""
    text = text.removesuffix(unit.casefold().partition("đồng")[2]).strip() if "/" in text else text
    spans = list(re.finditer(rf"({_DIGITS}) ?([^\W\d]+\.?)", text))
    between = re.sub(rf"{_DIGITS} ?[^\W\d]+\.?", "", text).split()
    if not spans or any(word not in _DONG for word in between):
        return None
    scales = [_SCALES.get(span[2], 1 if span[2] in _DONG else None) for span in spans]
    if None in scales or scales != sorted(set(scales), reverse=True, key=lambda scale: scale or 0):
        return None
    totals: tuple[Decimal, ...] = (Decimal(0),)
    for span, scale in zip(spans, scales, strict=True):
        values = _settle(number_readings(span[1]), ValueType.COUNT if scale == 1 else ValueType.MONEY)
        totals = tuple(total + value * (scale or 1) for total in totals for value in values)
    return tuple(dict.fromkeys(total for total in totals if total == total.to_integral_value()))


def _settle(values: tuple[Decimal, ...], value_type: ValueType, *, grouped_dot: bool = True) -> tuple[Decimal, ...]:
    """The readings that the declared type leaves. `number_readings` puts the Vietnamese one first."""
    if value_type is ValueType.PERCENT:
        return tuple(value for value in values if value <= _LARGEST_PERCENT)
    if value_type is not ValueType.COUNT:
        return values
    whole = tuple(value for value in values if value == value.to_integral_value())
    if grouped_dot and whole and whole[0] == values[0] and values[0].as_tuple().exponent == 0:
        return whole[:1]  # a dot before three digits groups: the declared type is whole numbers
    return whole
