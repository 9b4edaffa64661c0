"""Turn the key of a printed indicator figure («E02/LDLD-X/2020#ty_le») into how it was worked out, in words.

The keys are those of `render.slots`: a code, an organisation, a period, and an aspect that says which of a figure's
sides is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from drafter.desk.evidence import Evidence, of_unit
from drafter.desk.tracing.award_origins import award_facts
from drafter.desk.tracing.derivation import Derivation, Fact
from drafter.indicators.results import change_of, percent_of_target
from drafter.model.figure import Figure, Qualifier
from drafter.model.indicator import Aggregate, Kind
from drafter.model.period import Period, PeriodError
from drafter.model.result import Total
from drafter.reconcile.values import numbers, same
from drafter.render.slots import FigureSlot, plain_name
from drafter.render.unit_values import unit_values
from drafter.wording.lists import and_others, lower_first
from drafter.wording.numbers import decimals_of, number
from drafter.wording.percents import change_percent, percent
from drafter.wording.quantities import difference
from drafter.wording.style import Rounding
from drafter.wording.verdicts import target_words

_KEY = re.compile(r"(?P<code>[^/]+)/(?P<organisation>[^/]+)/(?P<period>[^#]+)(?:#(?P<aspect>.+))?")
_PLANNED = frozenset({"ty_le", "chi_tieu", "danh_gia"})
_SHOWN = 8  # so many terms of a sum are written out
_NAMED = 5


def figure_origin(evidence: Evidence, key: str, text: str = "") -> Derivation | None:
    """How the figure of a key came about; None where it is no figure of an indicator.

    `text` is what the draft prints: it tells whether the target stands beside the result («676/650 đoàn viên»), and a
    cluster's own figure from its total.
    """
    met = _KEY.fullmatch(key)
    if met is None:
        return None
    try:
        period = Period.parse(met["period"])
    except PeriodError:
        return None
    aspect = met["aspect"] or ""
    slot = evidence.slot(met["code"], met["organisation"], period, planned=aspect in _PLANNED)
    if slot is None:
        return None
    read = _ASPECTS.get(aspect, _value)
    if read is not _value or not text:
        return read(evidence, slot)
    of_year = evidence.slot(met["code"], met["organisation"], period, planned=True)
    slot = _as_printed(slot, text)
    if of_year is not None and _stands_beside(of_year, text):
        slot = of_year  # the year's plan, in a review within the year
    found = _value(evidence, slot)
    target = slot.total.target
    if target is not None and _stands_beside(slot, text):
        beside = _target(evidence, slot)
        words = f"{found.formula}; chỉ tiêu giao {number(target)}"
        facts = (*found.facts, *_as_targets(beside.facts))
        return replace(found, formula=words, facts=facts, result=str(slot.of_target()))
    return found


def _stands_beside(slot: FigureSlot, text: str) -> bool:
    """Whether a text gives the target after the result."""
    target = slot.total.target
    return target is not None and f"/{number(target)}" in text and slot.indicator.kind is not Kind.RATIO


def _as_printed(slot: FigureSlot, text: str) -> FigureSlot:
    """The figure that says this: a cluster that is one of its own units bears one key for both."""
    unit = slot.total.organisation
    if same(str(slot.carried()), text) or unit not in slot.total.units:
        return slot
    own = replace(slot, total=of_unit(slot.total, unit, slot.indicator), previous=None)
    return own if _says(own, text) and not _says(slot, text) else slot


def _says(slot: FigureSlot, text: str) -> bool:
    return numbers(str(slot.carried()))[:1] == numbers(text)[:1]


def _made(evidence: Evidence, slot: FigureSlot, formula: str, result: str, facts: list[Fact], *more: str) -> Derivation:
    return Derivation(
        title=plain_name(slot.indicator),
        indicator=slot.indicator.code,
        formula=formula,
        facts=tuple(dict.fromkeys(facts)),
        remarks=tuple(one for one in (*more, *_remarks(evidence, slot)) if one),
        result=result,
    )


def _value(evidence: Evidence, slot: FigureSlot) -> Derivation:
    return _made(evidence, slot, _value_words(evidence, slot), str(slot.carried()), _value_facts(evidence, slot))


def _of_all(evidence: Evidence, slot: FigureSlot) -> Derivation:
    """A total beside the units' own numbers; where they do not add up, what was reported for the whole."""
    return _value(evidence, slot) if slot.actual is not None else _of_unit(evidence, slot)


def _of_unit(evidence: Evidence, slot: FigureSlot) -> Derivation:
    """A unit's own number: who reports for all may be one of the units, and its name then stands for both."""
    unit = slot.total.organisation
    if unit == evidence.paper.organisation and unit in slot.total.units:
        slot = replace(slot, total=of_unit(slot.total, unit, slot.indicator), previous=None)
    return _value(evidence, slot)


def _value_facts(evidence: Evidence, slot: FigureSlot) -> list[Fact]:
    total = slot.total
    if slot.indicator.kind is Kind.DERIVED and (facts := award_facts(evidence, total)):
        return facts
    facts = evidence.facts(total.contributions, total.period, evidence.paper.organisation)
    return [_named(fact, total.indicator, evidence) for fact in facts]


def _named(fact: Fact, code: str, evidence: Evidence) -> Fact:
    """An entry of another indicator, as a rate is divided from, says of which."""
    if fact.key is None or fact.key.indicator == code:
        return fact
    name = plain_name(evidence.paper.catalogue.by_code[fact.key.indicator])
    return replace(fact, what=f"{fact.what}, {lower_first(name)}")


def _value_words(evidence: Evidence, slot: FigureSlot) -> str:
    """«40 + 30 + 6 = 76», «676 ÷ 650 × 100 = 104%», «số của Công đoàn …»."""
    total, indicator = slot.total, slot.indicator
    if slot.actual is None:
        return total.reason or "chưa có đơn vị nào báo số liệu"
    shown = str(slot.carried())
    if indicator.kind in (Kind.RATE, Kind.RATIO) and total.numerator is not None and total.denominator is not None:
        over = f"{number(total.numerator)} ÷ {number(total.denominator)}"
        quotient = f"{over} × 100" if indicator.unit == "%" else over
        sums = f"tử số và mẫu số cộng của {len(total.units)} đơn vị: " if len(total.units) > 1 else ""
        if indicator.kind is Kind.RATIO:
            return f"{sums}{number(total.numerator)}/{number(total.denominator)}"
        return f"{sums}{quotient} = {shown}"
    if indicator.kind is Kind.DERIVED:
        return f"đếm từ danh sách khen thưởng = {shown}"
    if indicator.aggregate is Aggregate.WEIGHTED and len(total.units) > 1:
        return f"bình quân của {len(total.units)} đơn vị, tính theo số {indicator.weight} của từng đơn vị = {shown}"
    terms = _terms(evidence, total)
    if len(terms) <= 1:
        name = slot.names.get(total.contributions[0].key.organisation, "") if total.contributions else ""
        return f"lấy số của {name}" if name else shown
    if len(terms) <= _SHOWN:
        return f"{' + '.join(terms)} = {_in_full(slot.actual, slot)}"
    return f"cộng {len(terms)} số của {len(total.units)} đơn vị = {_in_full(slot.actual, slot)}"


def _terms(evidence: Evidence, total: Total) -> list[str]:
    figures = [one for one in total.contributions if one.key.indicator == total.indicator]
    parts = evidence.parts(total.period, evidence.paper.organisation)
    terms: list[str] = []
    for figure in figures:
        made = parts.get((figure.key.indicator, figure.key.organisation))
        given = (figure,) if made is None else made.contributions
        terms += [number(one.value) for one in given if one.value is not None]
    return terms


def _in_full(value: Fraction, slot: FigureSlot) -> str:
    digits = decimals_of(value)
    return number(value, slot.style.max_decimals if digits is None else None, slot.style)


def _target(evidence: Evidence, slot: FigureSlot) -> Derivation:
    total = slot.total
    if total.target is None:
        return _made(evidence, slot, "chưa ai giao chỉ tiêu này", "", [])
    facts = _target_facts(evidence, slot)
    own = [fact for fact in facts if fact.key is not None and fact.key.organisation == total.organisation]
    if own or len(facts) <= 1:
        words = "chỉ tiêu được giao"
        facts = own or facts
    else:
        words = f"cộng chỉ tiêu giao của {len(facts)} đơn vị = {number(total.target)}"
    return _made(evidence, slot, words, str(slot.target()), facts)


def _target_facts(evidence: Evidence, slot: FigureSlot) -> list[Fact]:
    total, paper = slot.total, evidence.paper
    given = _with_target(evidence, slot, total.period)
    if not given and paper.to_date is not None:
        given = _with_target(evidence, slot, Period.parse(str(total.period.end.year)))
    return evidence.facts(given, total.period, paper.organisation, target=True)


def _with_target(evidence: Evidence, slot: FigureSlot, period: Period) -> list[Figure]:
    figures = evidence.held(period, evidence.paper.organisation)[0].figures
    mine = [one for one in figures if one.key.indicator == slot.indicator.code and one.target is not None]
    unit = slot.total.organisation
    return mine if unit == evidence.paper.organisation else [one for one in mine if one.key.organisation == unit]


def _share(evidence: Evidence, slot: FigureSlot) -> Derivation:
    total, value = slot.total, slot.actual
    share = percent_of_target(total)
    if value is None or total.target is None or share is None:
        return _value(evidence, slot)
    shown = str(slot.percent_of_target())
    words = f"{_in_full(value, slot)} ÷ {number(total.target)} × 100 = {shown}"
    return _made(evidence, slot, words, shown, _both(evidence, slot), _cut_off(slot, share))


def _both(evidence: Evidence, slot: FigureSlot) -> list[Fact]:
    return [*_value_facts(evidence, slot), *_as_targets(_target(evidence, slot).facts)]


def _as_targets(facts: Iterable[Fact]) -> list[Fact]:
    return [replace(one, what=f"Chỉ tiêu giao – {one.what}") for one in facts]


def _cut_off(slot: FigureSlot, value: Fraction) -> str:
    digits = decimals_of(value)
    if digits is not None and digits <= slot.style.max_decimals:
        return ""
    how = "cắt bỏ, không làm tròn" if slot.style.percent_mode is Rounding.TRUNCATE else "làm tròn"
    return f"lấy {slot.style.max_decimals} chữ số sau dấu phẩy, {how}"


def _verdict(evidence: Evidence, slot: FigureSlot) -> Derivation:
    total, verdict = slot.total, slot.verdict
    if slot.actual is None or total.target is None or verdict is None:
        return _value(evidence, slot)
    asked = target_words(total.target, slot.indicator.unit, slot.indicator.words, slot.style, total.comparator)
    words = f"kết quả {slot.carried()}, chỉ tiêu {asked}: {verdict.value}"
    return _made(evidence, slot, words, verdict.value, _both(evidence, slot))


def _before(evidence: Evidence, slot: FigureSlot) -> Derivation:
    earlier = slot.earlier
    return _value(evidence, slot if earlier is None else earlier)


def _change(evidence: Evidence, slot: FigureSlot) -> Derivation:
    earlier, found = slot.earlier, change_of(slot.total, slot.previous)
    if earlier is None or found is None or slot.actual is None or earlier.actual is None:
        return _value(evidence, slot)
    unit, noun, style = slot.indicator.unit, slot.indicator.words, slot.style
    now, then = (percent(v, style) if unit == "%" else _in_full(v, slot) for v in (slot.actual, earlier.actual))
    size = difference(found.difference, unit, noun, style)
    words = f"{slot.total.period.words} {now}, {earlier.total.period.words} {then}: {found.direction}"
    if found.difference:
        more, less = (now, then) if found.difference > 0 else (then, now)
        words += f" {more} − {less} = {size}"
        if found.percent is not None and unit != "%":
            gone, share = _in_full(abs(found.difference), slot), change_percent(abs(found.percent), style)
            words += f"; {gone} ÷ {then} × 100 = {share}"
    said = slot.change()
    facts = [*_value_facts(evidence, slot), *_value_facts(evidence, earlier)]
    marked = [replace(one, period=one.key.period.words if one.key else one.period) for one in facts]
    return _made(evidence, slot, words, "" if said is None else str(said), marked)


def _reporting(evidence: Evidence, slot: FigureSlot) -> Derivation:
    given = [unit for unit, one in unit_values(slot.indicator, slot.total).items() if one.value is not None]
    words = f"đếm các đơn vị có báo cáo chỉ tiêu này: {len(given)}"
    return _made(evidence, slot, words, "", _value_facts(evidence, slot))


def _numerator(evidence: Evidence, slot: FigureSlot) -> Derivation:
    return _side(evidence, slot, "tử số", slot.total.numerator)


def _denominator(evidence: Evidence, slot: FigureSlot) -> Derivation:
    return _side(evidence, slot, "mẫu số", slot.total.denominator)


def _side(evidence: Evidence, slot: FigureSlot, name: str, value: Decimal | None) -> Derivation:
    words = "" if value is None else f"{name} đơn vị báo: {number(value)}"
    return _made(evidence, slot, words, "", _value_facts(evidence, slot))


def _remarks(evidence: Evidence, slot: FigureSlot) -> list[str]:
    total, found = slot.total, []
    silent = [slot.names.get(code, code) for code in total.missing if code in evidence.paper.expected]
    if silent and slot.actual is not None:
        found.append(f"chưa có số của {and_others(silent, _NAMED, 'đơn vị')}")
    if total.qualifier is not Qualifier.EXACT:
        found.append(f"đơn vị ghi «{total.qualifier.value}» trước số")
    found += [other_words(one) for one in (total, slot.previous) if one is not None and one.beside is not None]
    return found


def other_words(total: Total) -> str:
    """What the other origin of a total says: the issued paper beside units' forms, or the forms beside the paper."""
    other = total.beside
    if other is None or other.value is None:
        return ""
    said = percent(other.value) if other.unit == "%" else number(other.value)
    if other.whole:
        return f"số cộng từ biểu; văn bản «{other.source.file}» ghi {said}, kỳ sau so với số của văn bản"
    return f"{total.period.words} lấy số văn bản đã ghi; biểu của các đơn vị cộng được {said}"


_ASPECTS: Mapping[str, Callable[[Evidence, FigureSlot], Derivation]] = {
    "": _value,
    "tong": _of_all,
    "rieng": _of_unit,
    "thieu": _value,
    "chi_tieu": _target,
    "chi_tieu#thieu": _target,
    "ty_le": _share,
    "danh_gia": _verdict,
    "ky_truoc": _before,
    "so_sanh": _change,
    "so_don_vi": _reporting,
    "tu": _numerator,
    "mau": _denominator,
}
