"""Turn a Paper into what its Excel annexes see: units by indicators, targets against results, awards, sources.

Sums and rates are formulas of the template, so that a figure an officer corrects in Excel carries through; what does
not add up (weighted means, rates without their parts) comes as values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from drafter.fill.values import Carried
from drafter.model.figure import Comparator, Figure, Qualifier
from drafter.model.indicator import Aggregate, Indicator, Kind, ValueType
from drafter.model.result import Total
from drafter.render.award_slots import award_rows
from drafter.render.paper import Paper
from drafter.render.slots import FigureSlot, cell_number, plain_name
from drafter.render.unit_values import unit_values
from drafter.standards.outline import topic_names
from drafter.wording.numbers import decimals_of, number, rounded
from drafter.wording.quotes import paper_quotes
from drafter.wording.style import Rounding

WHOLE = "#tong"
"""The end of the key of a total that stands beside the units' own numbers: who reports for all may be one of them."""

_NUMERATOR, _DENOMINATOR = ".tu", ".mau"
_NAME_ROOM = 76


@dataclass(frozen=True)
class _Column:
    """One column of the table by unit. For a rate, `numerator` and `denominator` are the codes of other columns."""

    code: str
    name: str
    unit: str
    values: Mapping[str, Decimal]
    total: object = None
    numerator: str = ""
    denominator: str = ""

    def of_unit(self, unit: str, paper: Paper) -> Carried | None:
        """A unit's number with its key, so that its cell can be found again; None where the unit gave none."""
        value = self.values.get(unit)
        code, part, side = self.code.partition(".")
        aspect = f"#{side}" if part else ""
        return cell_number(value, f"{code}/{unit}/{paper.period}{aspect}", self.name)

    def as_slot(self) -> dict[str, object]:
        return {
            "ma": self.code,
            "ten": self.name,
            "dvt": self.unit,
            "tong": self.total,
            "tu": self.numerator,
            "mau": self.denominator,
        }


def annex_context(paper: Paper, slots: Mapping[str, FigureSlot]) -> dict[str, object]:
    """The slots of the annex workbook, beside those that the report sees."""
    reported = [slot for slot in slots.values() if slot.total.contributions and slot.indicator.kind is not Kind.DERIVED]
    sums, rates, values = _columns(reported)
    units = _units(paper, reported)
    return {
        "cat_bot": paper.style.percent_mode is Rounding.TRUNCATE,
        "so_le": paper.style.max_decimals,
        "cot_cong": [column.as_slot() for column in sums],
        "cot_ty_le": [column.as_slot() for column in rates],
        "cot_gia_tri": [column.as_slot() for column in values],
        "don_vi": [
            {
                "ten": _in_table(paper.names.get(code, code)),
                "o": {column.code: column.of_unit(code, paper) for column in (*sums, *values)},
            }
            for code in units
        ],
        "gan_dung": list(_near(paper, reported)),
        "chua_nop": [_in_table(paper.names.get(code, code)) for code in paper.absent],
        "nhom": list(_result_groups(paper, slots)),
        "khen": award_rows(paper),
        "nguon": list(_sources(paper, reported)),
        "y_kien": list(_opinions(paper)),
    }


def _in_table(name: str) -> str:
    """A unit's name in a table: «CĐCS Trường …», as offices write it where room is short."""
    return name.replace("Công đoàn cơ sở ", "CĐCS ", 1)


def codes_in_annex(slots: Mapping[str, FigureSlot]) -> frozenset[str]:
    """The indicators whose figures the annexes show."""
    return frozenset(code for code, slot in slots.items() if slot.total.contributions)


def _units(paper: Paper, reported: Iterable[FigureSlot]) -> tuple[str, ...]:
    """The units in the office's order: those that had to report and any other that gave a figure."""
    gave = {figure.key.organisation for slot in reported for figure in slot.total.contributions}
    return tuple(dict.fromkeys((*paper.expected, *(code for code in paper.names if code in gave))))


def _columns(reported: Iterable[FigureSlot]) -> tuple[list[_Column], list[_Column], list[_Column]]:
    """The columns that add up, the rates worked out of them, and the rest."""
    rows = list(reported)
    given = {slot.indicator.code: slot for slot in rows}
    sums: list[_Column] = []
    rates: list[_Column] = []
    values: list[_Column] = []
    for slot in rows:
        indicator = slot.indicator
        if indicator.aggregate is Aggregate.SUM and indicator.kind in (Kind.FLOW, Kind.STOCK):
            sums.append(_listed(slot))
        elif _divides_two_columns(slot, given):
            rates.append(_rate(indicator, indicator.numerator, indicator.denominator))
        elif _has_parts(slot):
            sums += _parts(indicator, slot.total)
            if indicator.kind is Kind.RATE:
                rates.append(_rate(indicator, indicator.code + _NUMERATOR, indicator.code + _DENOMINATOR))
        else:
            values.append(_listed(slot, _total_or_reason(slot)))
    return sums, rates, values


def _near(paper: Paper, reported: Iterable[FigureSlot]) -> Iterator[dict[str, object]]:
    """The units' numbers that they gave as «hơn», «gần», «khoảng»: a cell holds the bare number."""
    rows = list(reported)
    given = {slot.indicator.code: slot for slot in rows}
    for slot in rows:
        if _divides_two_columns(slot, given):
            continue  # worked out of two columns, which have notes of their own
        for code, one in unit_values(slot.indicator, slot.total).items():
            if one.qualifier is not Qualifier.EXACT and one.value is not None:
                yield {
                    "don_vi": _in_table(paper.names.get(code, code)),
                    "ma": slot.indicator.code,
                    "muc_do": one.qualifier.value,
                    "gia_tri": f"{number(as_printed(slot, one.value))} {slot.indicator.unit}".replace(" %", "%"),
                }


def _divides_two_columns(slot: FigureSlot, given: Mapping[str, FigureSlot]) -> bool:
    """Whether dividing the sums of two other columns gives the total: the same units stand behind all three."""
    above, below = given.get(slot.indicator.numerator), given.get(slot.indicator.denominator)
    if above is None or below is None or not _adds_up_in_percent(slot):
        return False
    return set(above.total.units) == set(below.total.units) == set(slot.total.units)


def _has_parts(slot: FigureSlot) -> bool:
    """Whether every unit gave the count and the whole in the row itself."""
    own = all(
        figure.key.indicator == slot.indicator.code and figure.numerator is not None and figure.denominator is not None
        for figure in slot.total.contributions
    )
    return own and (_adds_up_in_percent(slot) or (slot.total.summable and slot.indicator.kind is Kind.RATIO))


def _adds_up_in_percent(slot: FigureSlot) -> bool:
    """The rate formula of the template gives percents; other quotients come as values."""
    return slot.total.summable and slot.indicator.kind is Kind.RATE and slot.indicator.value_type is ValueType.PERCENT


def _total_or_reason(slot: FigureSlot) -> object:
    if slot.actual is not None:
        return number_cell(slot, as_printed(slot, slot.actual), WHOLE)
    return "–" if not slot.total.summable else None


def as_printed(slot: FigureSlot, value: Fraction) -> Decimal:
    """The value with the digits that the text shows: percents cut as the office cuts them, other quotients rounded."""
    if slot.indicator.unit == "%":
        return rounded(value, slot.style.max_decimals, slot.style.percent_mode)
    digits = decimals_of(value)
    return rounded(value, slot.style.max_decimals if digits is None else digits)


def _listed(slot: FigureSlot, shown: object = None) -> _Column:
    """A column of the units' own values, `shown` below it where its sum would say nothing."""
    indicator, found = slot.indicator, unit_values(slot.indicator, slot.total)
    values = {unit: as_printed(slot, one.value) for unit, one in found.items() if one.value is not None}
    return _Column(indicator.code, _short_name(indicator), indicator.unit, values, shown)


def _parts(indicator: Indicator, total: Total) -> list[_Column]:
    """The numerator and the denominator of a rate or ratio as columns of their own."""
    name = _short_name(indicator)
    above = {f.key.organisation: f.numerator for f in total.contributions if f.numerator is not None}
    below = {f.key.organisation: f.denominator for f in total.contributions if f.denominator is not None}
    return [
        _Column(indicator.code + _NUMERATOR, f"{name}: số đạt", "", above),
        _Column(indicator.code + _DENOMINATOR, f"{name}: tổng số", "", below),
    ]


def _rate(indicator: Indicator, numerator: str, denominator: str) -> _Column:
    return _Column(indicator.code, _short_name(indicator), indicator.unit, {}, None, numerator, denominator)


def _short_name(indicator: Indicator) -> str:
    return paper_quotes(indicator.short_name or indicator.name)


def _result_groups(paper: Paper, slots: Mapping[str, FigureSlot]) -> Iterator[dict[str, object]]:
    """Annex II: each group's indicators that have a result or a target, in the catalogue's order."""
    for letter, title in paper.catalogue.groups.items():
        rows = [
            _result_row(slots[indicator.code], paper)
            for indicator in paper.catalogue.in_group(letter)
            if _shown_in_results(slots[indicator.code])
        ]
        if rows:
            yield {"ma": letter, "ten": title, "dong": rows}


def _shown_in_results(slot: FigureSlot) -> bool:
    if slot.indicator.kind is Kind.DERIVED:
        return False  # awards have an annex of their own
    return bool(slot.total.contributions) or slot.total.target is not None


def _result_row(slot: FigureSlot, paper: Paper) -> dict[str, object]:
    total, before = slot.total, slot.earlier
    change = slot.change()
    return {
        "ma": slot.indicator.code,
        "ten": fitting_name(slot.indicator),
        "dvt": slot.indicator.unit,
        "chi_tieu": number_cell(slot, total.target, "#chi_tieu"),
        "thuc_hien": actual_cell(slot),
        "la_ty_le": slot.indicator.kind is Kind.RATE,
        "tran": total.comparator is Comparator.AT_MOST,
        "lon_hon": total.comparator is Comparator.MORE_THAN,
        "danh_gia": slot.verdict.value if slot.verdict else "",
        "ky_truoc": actual_cell(before),
        "so_sanh_duoc": change is not None,
        "ghi_chu": "; ".join(remarks(slot, paper)),
    }


def actual_cell(slot: FigureSlot | None) -> Carried | None:
    """The result as the text prints it; None where there is none."""
    return None if slot is None or slot.actual is None else number_cell(slot, as_printed(slot, slot.actual))


def number_cell(slot: FigureSlot, value: Decimal | None, aspect: str = "") -> Carried | None:
    """A number of a cell with its key, so that the cell can be found again; None where there is none."""
    return cell_number(value, f"{slot.total.key}{aspect}", plain_name(slot.indicator))


def fitting_name(indicator: Indicator) -> str:
    """The name where it fits into two lines of its column, else the short one."""
    name = indicator.name if len(indicator.name) <= _NAME_ROOM else indicator.short_name or indicator.name
    return paper_quotes(name)


def remarks(slot: FigureSlot, paper: Paper) -> Iterator[str]:
    """What a reader of the annex must know about a number."""
    silent = sum(code in paper.expected for code in slot.total.missing)
    yield from hedge(slot, "thực hiện")
    yield from hedge(slot.earlier, "cùng kỳ năm trước")
    if not slot.total.summable:
        yield "không tổng hợp được: xem từng đơn vị"
    elif silent and slot.reported:
        yield f"còn {silent} đơn vị chưa có số liệu"
    elif not slot.reported:
        yield "chưa có số liệu"


def hedge(slot: FigureSlot | None, column: str) -> Iterator[str]:
    """«hơn số ghi ở cột thực hiện»: the word before the figure in the text; a cell holds the bare number."""
    if slot is not None and slot.actual is not None and slot.total.qualifier is not Qualifier.EXACT:
        yield f"{slot.total.qualifier.value} số ghi ở cột {column}"


def _sources(paper: Paper, reported: Iterable[FigureSlot]) -> Iterator[dict[str, object]]:
    """Every figure and the cell it was read from, once: what a rate is divided from stands under its own indicator."""
    for slot in reported:
        for figure in (f for f in slot.total.contributions if f.key.indicator == slot.indicator.code):
            yield {"ma": slot.indicator.code, "ten": paper_quotes(slot.indicator.name), **source_of(paper, figure)}


def source_of(paper: Paper, figure: Figure) -> dict[str, object]:
    """A figure with the file, sheet and cell it was read from, as the sheet of sources shows it."""
    source = figure.source
    return {
        "don_vi": _in_table(paper.names.get(figure.key.organisation, figure.key.organisation)),
        "gia_tri": figure.value,
        "muc_do": figure.qualifier.value,
        "tu": figure.numerator,
        "mau": figure.denominator,
        "dvt": figure.unit,
        "tep": source.file,
        "trang": source.sheet,
        "o": source.cell,
        "nguoi_nop": source.submitted_by,
        "ngay_nhan": None if source.received_at is None else source.received_at.strftime("%d/%m/%Y %H:%M"),
    }


def _opinions(paper: Paper) -> Iterator[dict[str, object]]:
    """What the units wrote, for the officer to choose from: none of it goes into the text unasked."""
    for piece in paper.narratives:
        if piece.organisation != paper.organisation:
            yield {
                "don_vi": _in_table(paper.names.get(piece.organisation, piece.organisation)),
                "ve": topic_names()[piece.topic].name,
                "noi_dung": piece.text,
            }
