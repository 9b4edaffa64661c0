"""Papers made by hand from real indicators and totals, without a store: what the tests of this folder print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from drafter.documents.kind import Kind, read_kind
from drafter.indicators.totals import totals
from drafter.model.award import Award, Recipient
from drafter.model.figure import Comparator, Figure, FigureKey, Qualifier, Source
from drafter.model.narrative import Narrative
from drafter.model.office import Office
from drafter.model.organisation import Level, Organisation, Signer, Standing
from drafter.model.period import Period
from drafter.model.result import Total
from drafter.render.paper import Paper
from drafter.render.slots import FigureSlot
from drafter.standards.award_forms import load_award_forms
from drafter.standards.catalogue import load_catalogue
from drafter.wording.style import STANDARD, Style

OFFICE = "CUM"
YEAR, BEFORE, AFTER = Period.parse("2020"), Period.parse("2019"), Period.parse("2021")
NAMES = {
    "CG": "LĐLĐ quận Cầu Giấy",
    "TH": "LĐLĐ quận Tây Hồ",
    "HD": "LĐLĐ quận Hà Đông",
    OFFICE: "Liên đoàn Lao động thành phố",
}
UNITS = ("CG", "TH", "HD")
CATALOGUE = load_catalogue()


def figure(
    code: str,
    unit: str,
    value: str | int | None = None,
    *,
    parts: tuple[int, int] | None = None,
    target: str | int | None = None,
    hedge: Qualifier = Qualifier.EXACT,
    comparator: Comparator = Comparator.AT_LEAST,
    period: Period = YEAR,
) -> Figure:
    """A figure as a form would give it, read from a cell named after its unit."""
    above, below = parts or (None, None)
    return Figure(
        FigureKey(code, unit, period),
        _number(value),
        CATALOGUE.by_code[code].unit,
        hedge,
        _number(above),
        _number(below),
        _number(target),
        comparator,
        source=Source(f"{unit.lower()}.xlsx", "Số liệu", "F9", "Chị Hoa", datetime(2021, 1, 5, 8, 30, tzinfo=UTC)),
    )


def _number(value: str | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def summed(*figures: Figure, units: Iterable[str] = UNITS, period: Period = YEAR) -> Mapping[str, Total]:
    """The totals of the whole catalogue over these units."""
    return totals(CATALOGUE.indicators, figures, tuple(units), period, OFFICE, NAMES)


def slot(code: str, *figures: Figure, before: Iterable[Figure] = (), style: Style = STANDARD) -> FigureSlot:
    """The slot of an indicator, over the units that its figures name."""
    earlier = tuple(before)
    units = tuple(dict.fromkeys(one.key.organisation for one in (*figures, *earlier)))
    previous = summed(*earlier, units=units, period=BEFORE)[code] if earlier else None
    return FigureSlot(CATALOGUE.by_code[code], summed(*figures, units=units)[code], previous, NAMES, style)


STANDING = Standing(
    level=Level.PROVINCE,
    name="Liên đoàn Lao động thành phố Hà Nội",
    upper_lines=("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM"),
    own_lines=("LIÊN ĐOÀN LAO ĐỘNG", "THÀNH PHỐ HÀ NỘI"),
    symbol="LĐLĐ",
    place="Hà Nội",
    authority="BAN THƯỜNG VỤ",
    signer=Signer("CHỦ TỊCH", "Trần Văn Lâm"),
)


def kind(**changes: object) -> Kind:
    """An annual summary with two annexes."""
    data = {
        "title": "Báo cáo tổng kết năm",
        "type_name": "BÁO CÁO",
        "symbol": "BC",
        "subject": "Tổng kết hoạt động công đoàn {ky}; | phương hướng {ky_sau}",
        "periods": ["nam"],
        "annexes": ["don_vi", "chi_tieu"],
        **changes,
    }
    made, problems = read_kind("bao-cao-nam", data, "kind.toml")
    assert made is not None, problems
    return made


def paper(
    *figures: Figure,
    before: Iterable[Figure] = (),
    after: Iterable[Figure] = (),
    awards: Iterable[Award] = (),
    words: Iterable[Narrative] = (),
    absent: tuple[str, ...] = (),
    standing: Standing = STANDING,
    style: Style = STANDARD,
    of: Kind | None = None,
    recipients: tuple[str, ...] = (),
) -> Paper:
    """A paper of the office over its three units."""
    units = (*UNITS, OFFICE) if any(f.key.organisation == OFFICE for f in figures) else UNITS
    office = Office(
        Organisation(OFFICE, (standing,), aliases=("Liên đoàn Lao động thành phố",)),
        superior="Tổng Liên đoàn Lao động Việt Nam",
        party="Thành ủy Hà Nội",
        granters={"TW": "Tổng Liên đoàn Lao động Việt Nam", "T": "Liên đoàn Lao động thành phố Hà Nội"},
        recipients=recipients,
        archive="VT, VP",
        unit_noun="LĐLĐ quận, huyện",
    )
    return Paper(
        kind=of or kind(),
        office=office,
        standing=standing,
        period=YEAR,
        day=date(2021, 1, 6),
        style=style,
        catalogue=CATALOGUE,
        award_forms=load_award_forms().by_code,
        totals=summed(*figures, units=units),
        previous=summed(*before, period=BEFORE),
        next_targets=summed(*after, units=(OFFICE,), period=AFTER),
        awards=tuple(awards),
        narratives=tuple(words),
        names=NAMES,
        expected=UNITS,
        absent=absent,
    )


def award(form: str, count: int, recipient: Recipient = Recipient.COLLECTIVE, granter: str = "", **more: str) -> Award:
    """A line of an award list."""
    return Award(OFFICE, YEAR, form, granter, recipient, count, **more)
