"""Turn what was found in reports into how far it can be trusted, and into questions where numbers disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from drafter.model.figure import Qualifier
from drafter.model.indicator import Indicator, ValueType
from drafter.model.indicator import Kind as Behaviour
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.prose.found import Found
from drafter.prose.labels import BY_NAME
from drafter.prose.nouns import MONEY, PERCENT
from drafter.prose.readings import Kind, Reading

PERCENT_DIFFERS = ProblemKind(
    code="D360",
    severity=Severity.WARNING,
    title="Tỷ lệ in trong báo cáo cũ không khớp số",
    what="«{quote}»: in {printed}%, tính lại {value}/{base} được {computed}%",
    fix="đối chiếu bản gốc; sửa số hoặc tỷ lệ ở dòng này trước khi nhận",
)
SUM_DIFFERS = ProblemKind(
    code="D361",
    severity=Severity.WARNING,
    title="Cộng các đơn vị khác số tổng trong báo cáo cũ",
    what="{table}: {name}: cộng các đơn vị được {sum}, dòng tổng ghi {total}",
    fix="đối chiếu bản gốc; sửa dòng sai trước khi nhận",
)
TWO_VALUES = ProblemKind(
    code="D362",
    severity=Severity.WARNING,
    title="Một số liệu hai giá trị trong báo cáo cũ",
    what="{name}: chỗ này ghi {here}, ở {other_place} ghi {there}",
    fix="đối chiếu bản gốc; nhận một giá trị, bỏ giá trị kia",
)
KINDS = (PERCENT_DIFFERS, SUM_DIFFERS, TWO_VALUES)

SURE = 20
"""The most doubt, of a hundred, that a figure may carry and still be taken in without being looked at."""

_NEAR = 4.0  # the strength of a word that stands before the number in its clause
_AWARDS = "K"  # the group of indicators that drafter counts from award lists
# «còn 26 đoàn viên ở nhà tạm», «49 CĐCS lập tổ vay vốn»: a standing number of some, not of all
_SOME = (
    r"\bcòn (?:hơn |gần |trên |khoảng )?{0}|{0}[^.;,\d]{{0,12}}\b(?:tham gia|ở nhà|khó khăn|lập|thành lập|chưa|ký|"
    r"thuộc diện|gặp|tiêu biểu|được)\b"
)
_TOTAL = "Tổng số"  # how indicators of all that there are begin
_STATED = (Kind.ACTUAL, Kind.TOTAL_STOCK)
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Doubt:
    """How doubtful a figure is, 0 to 100, and why, each reason in a few words."""

    points: int
    reasons: tuple[str, ...]

    @property
    def none(self) -> bool:
        """Whether it may be taken in without a person's look."""
        return self.points <= SURE


@dataclass(frozen=True)
class Subject:
    """What a found figure is taken to be about: indicator, organisation and period, empty where not known."""

    found: Found
    indicator: str
    organisation: str
    period: str


def doubt_of(found: Found, indicator: Indicator | None = None, *, settled_period: bool = True) -> Doubt:
    """How far a figure can be trusted by itself. `indicator`: its likeliest; `settled_period`: its period is known."""
    reading = found.reading
    reasons = [*_of_indicator(reading), *_of_kind(reading), *_of_words(found)]
    if indicator is not None:
        reasons += _of_behaviour(found, indicator)
    if not settled_period:
        reasons.append((60, "chưa rõ kỳ"))
    if reading.qualifier is not Qualifier.EXACT:
        reasons.append((25, f"số gần đúng («{reading.qualifier.value}»)"))
    if reading.upper is not None:
        reasons.append((40, "ghi một khoảng"))
    if found.ahead and reading.kind is not Kind.TARGET:
        reasons.append((40, "nằm trong phần phương hướng, nhiệm vụ"))
    if found.total:
        reasons.append((25, "dòng tổng của bảng: xem bảng có đủ các đơn vị không"))
    if found.unit and not found.table:
        reasons.append((30, "câu nhắc tới một đơn vị"))
    return Doubt(min(100, sum(points for points, _ in reasons)), tuple(reason for _, reason in reasons))


def _of_indicator(reading: Reading) -> Iterator[tuple[int, str]]:
    if not reading.candidates:
        yield 90, "không có chỉ tiêu nào trong danh mục"
        return
    best = reading.candidates[0]
    if best.words == (BY_NAME,):
        return
    second = reading.candidates[1].confidence if len(reading.candidates) > 1 else 0.0
    if best.confidence < 0.5 or best.confidence < 1.3 * second:
        yield 60, f"có thể là {' hoặc '.join(one.code for one in reading.candidates[:2])}"
    elif best.confidence < 0.75:
        yield 30, f"cũng có thể là {reading.candidates[1].code}"
    elif second:
        yield 15, f"ít khả năng là {reading.candidates[1].code}"
    if best.strength < _NEAR:
        yield 30, "chữ nhận ra chỉ tiêu đứng xa con số"
    elif len(best.words) < 2:
        yield 10, "nhận ra bởi ít chữ"


def _of_kind(reading: Reading) -> Iterator[tuple[int, str]]:
    if reading.kind is Kind.UNIT_AMOUNT:
        yield 95, "mức cho mỗi suất, mỗi người: không phải số liệu tổng hợp"
    elif reading.kind is Kind.TARGET:
        yield 40, "là chỉ tiêu, chưa phải kết quả"
    if reading.unit == PERCENT and reading.percent_of_target is not None:
        yield 95, "chỉ là tỷ lệ so với kế hoạch"


def _of_behaviour(found: Found, indicator: Indicator) -> Iterator[tuple[int, str]]:
    """A standing total that is told as a result, or the other way round; a unit that the indicator has not."""
    reading = found.reading
    stock = indicator.kind is Behaviour.STOCK
    if not found.table and stock and reading.kind is Kind.ACTUAL and reading.unit != MONEY:
        yield 40, "chưa chắc là số hiện có"
    if not found.table and not stock and reading.kind is Kind.TOTAL_STOCK:
        yield 40, "chưa chắc là kết quả trong kỳ"
    if not found.table and stock and indicator.name.startswith(_TOTAL):
        said = re.escape(reading.quote[:40].lower())
        if re.search(_SOME.format(said), found.context.lower()):
            yield 25, "có thể chỉ là một phần của tổng số"
    if not found.table and indicator.value_type is ValueType.PERCENT and reading.unit != PERCENT:
        yield 25, "ghi số lượng, chưa ghi tỷ lệ"
    if not fits(reading, indicator):
        yield 50, f"đơn vị tính khác «{indicator.unit}» của chỉ tiêu"


def fits(reading: Reading, indicator: Indicator) -> bool:
    """Whether a figure in that unit can be one of the indicator."""
    if reading.unit == PERCENT:
        return indicator.value_type is ValueType.PERCENT
    if indicator.value_type is ValueType.PERCENT:
        return reading.whole is not None
    return (reading.unit == MONEY) == (indicator.value_type is ValueType.MONEY or indicator.unit.startswith("triệu"))


def _of_words(found: Found) -> Iterator[tuple[int, str]]:
    """What only a text leaves open: a share of what, an award by whom, a figure or how much it changed."""
    reading = found.reading
    if found.table:
        return
    if not any(letter.isdigit() for letter in reading.quote):
        yield 25, "số viết bằng chữ"
    if reading.unit not in (MONEY, PERCENT) and reading.value != reading.value.to_integral_value():
        yield 60, "số lẻ, có thể là số bình quân"
    if reading.unit == PERCENT and reading.whole is None:
        yield 25, "tỷ lệ không ghi tử số, mẫu số"
    if reading.candidates and reading.candidates[0].code.startswith(_AWARDS):
        yield 25, "xem lại cấp khen và hình thức khen"
    said = re.escape(reading.quote[:40].lower())
    if re.search(rf"\b(?:tăng|giảm)\s+(?:thêm\s+|được\s+)?(?:trên\s+|hơn\s+|gần\s+)?{said}", found.context.lower()):
        yield 60, "có thể là mức tăng, giảm"


def questions(
    subjects: Sequence[Subject], names: Mapping[str, str], file: str = ""
) -> Mapping[int, tuple[Problem, ...]]:
    """The questions about figures of one reading, by the place of each in `subjects`. `names` are the indicators'."""
    asked: dict[int, list[Problem]] = {}
    for at, one in enumerate(subjects):
        if problem := _percent_question(one.found, file):
            asked.setdefault(at, []).append(problem)
    for at, problem in (*_sums(subjects, names, file), *_twice(subjects, names, file)):
        asked.setdefault(at, []).append(problem)
    return {at: tuple(problems) for at, problems in asked.items()}


def _percent_question(found: Found, file: str) -> Problem | None:
    """A percent that is neither cut off nor rounded from the numbers beside it."""
    reading = found.reading
    base = reading.target if reading.target is not None else reading.whole
    printed = reading.percent_of_target
    if base is None or printed is None or base == 0 or reading.qualifier is not Qualifier.EXACT:
        return None
    if agrees(reading.value, base, printed):
        return None
    computed = (reading.value / base * _HUNDRED).quantize(Decimal("0.01"), ROUND_DOWN)
    return PERCENT_DIFFERS.at(
        Place(file, found.sheet, text=found.place),
        quote=found.reading.quote,
        printed=shown(printed),
        value=shown(reading.value),
        base=shown(base),
        computed=shown(computed),
    )


def agrees(value: Decimal, base: Decimal, printed: Decimal) -> bool:
    """Whether a printed percent is value/base at its own decimals, cut off or rounded half up (both are in use)."""
    exact = value / base * _HUNDRED
    digits = min(6, max(0, -int(printed.as_tuple().exponent)))
    step = Decimal(1).scaleb(-digits)
    return printed in (exact.quantize(step, ROUND_DOWN), exact.quantize(step, ROUND_HALF_UP))


def _sums(subjects: Sequence[Subject], names: Mapping[str, str], file: str) -> Iterator[tuple[int, Problem]]:
    """Tables whose units do not add up to their row of totals; asked at the total."""
    tables: dict[tuple[str, str, str], list[tuple[int, Found]]] = {}
    for at, one in enumerate(subjects):
        reading = one.found.reading
        if one.found.table and one.indicator and reading.kind in _STATED and reading.unit != PERCENT:
            tables.setdefault((one.found.table, one.indicator, one.period), []).append((at, one.found))
    for (table, indicator, _), rows in tables.items():
        totals = [(at, found) for at, found in rows if found.total]
        parts = [found for _, found in rows if found.unit and not found.total]
        if len(totals) != 1 or len(parts) < 2 or len({found.unit for found in parts}) < len(parts):
            continue
        at, total = totals[0]
        added = sum((found.reading.value for found in parts), Decimal(0))
        if added != total.reading.value and all(f.reading.qualifier is Qualifier.EXACT for f in (*parts, total)):
            yield (
                at,
                SUM_DIFFERS.at(
                    Place(file, total.sheet, text=total.place),
                    table=table,
                    name=names.get(indicator, indicator),
                    sum=shown(added),
                    total=shown(total.reading.value),
                ),
            )


def _twice(subjects: Sequence[Subject], names: Mapping[str, str], file: str) -> Iterator[tuple[int, Problem]]:
    """The same figure with two values that cannot both be true, in the text and in an annex for instance."""
    same: dict[tuple[str, str, str, bool], list[tuple[int, Subject]]] = {}
    for at, one in enumerate(subjects):
        reading = one.found.reading
        if one.indicator and reading.kind in _STATED and doubt_of(one.found).points <= SURE + 10:
            key = one.indicator, one.organisation, one.period, reading.unit == PERCENT
            same.setdefault(key, []).append((at, one))
    for (indicator, *_), found in same.items():
        for number, (at, one) in enumerate(found):
            other = next(
                (each for _, each in found if each is not one and not _compatible(one.found, each.found)), None
            )
            if other is not None and number < 20:
                yield (
                    at,
                    TWO_VALUES.at(
                        Place(file, one.found.sheet, text=one.found.place),
                        name=names.get(indicator, indicator),
                        here=shown(one.found.reading.value),
                        there=shown(other.found.reading.value),
                        other_place=other.found.place,
                    ),
                )


def _compatible(one: Found, other: Found) -> bool:
    """Whether two statements of a figure can both be true: «hơn 1,8 tỷ» and 1.846 triệu can."""
    first, second = one.reading, other.reading
    if first.qualifier is Qualifier.EXACT and second.qualifier is Qualifier.EXACT:
        return first.value == second.value
    if second.qualifier is not Qualifier.EXACT and first.qualifier is Qualifier.EXACT:
        first, second = second, first
    if first.qualifier is Qualifier.OVER:
        return second.value >= first.value
    if first.qualifier is Qualifier.UNDER:
        return second.value <= first.value
    return abs(first.value - second.value) * 10 <= first.value


def shown(value: Decimal) -> str:
    """A number in Vietnamese digits: «1.846», «91,66»."""
    whole, _, decimals = f"{value.normalize():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".") if whole.lstrip("-") else whole
    return f"{grouped},{decimals}" if decimals else grouped
