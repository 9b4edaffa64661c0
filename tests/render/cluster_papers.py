"""Papers of clusters made by hand: Cụm thi đua số 2 of 2019 (seed S1) and a made-up one with scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from drafter.indicators.totals import totals
from drafter.model.figure import Figure, FigureKey, Source
from drafter.model.office import Office
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.period import Period
from drafter.model.register import Row
from drafter.render.paper import Paper
from drafter.standards.award_forms import load_award_forms
from drafter.standards.levels import letterhead
from drafter.wording.style import STANDARD
from tests.render.papers import CATALOGUE, kind

YEAR = Period.parse("2019")
OFFICE = "CUM-2"
UNITS = {
    "TX": "Liên đoàn Lao động quận Thanh Xuân",
    "TH": "Liên đoàn Lao động quận Tây Hồ",
    "NTL": "Liên đoàn Lao động quận Nam Từ Liêm",
    "BTL": "Liên đoàn Lao động quận Bắc Từ Liêm",
    "CG": "Liên đoàn Lao động quận Cầu Giấy",
    "HD": "Liên đoàn Lao động quận Hà Đông",
}
ORDER = ("BTL", "NTL", "CG", "TX", "TH", "HD")
PROGRAMMES = {"BTL": 2, "NTL": 3, "CG": 6, "TH": 2, "HD": 1}
RATES = {"BTL": "52", "NTL": "75.2", "CG": "62.6", "TH": "69", "HD": "70.37"}


def figure(
    code: str, unit: str, value: object = None, parts: tuple[int, int] | None = None, target: object = None
) -> Figure:
    """A figure of 2019 as a form gives it."""
    above, below = parts or (None, None)
    given = [None if n is None else Decimal(str(n)) for n in (value, above, below, target)]
    key = FigureKey(code, unit, YEAR)
    return Figure(
        key, given[0], CATALOGUE.by_code[code].unit, numerator=given[1], denominator=given[2], target=given[3]
    )


def s1_figures() -> tuple[Figure, ...]:
    """What the article tells of the six units, and of the cluster as a whole."""
    return (
        *(figure("C14", unit, number) for unit, number in PROGRAMMES.items()),
        *(figure("C04", unit, rate) for unit, rate in RATES.items()),
        figure("C03", "TX", 64),
        figure("D02", OFFICE, 100),
    )


def row(**values: object) -> Row:
    """A row of a register; `don_vi=` is the column «don-vi»."""
    typed = {name.replace("_", "-"): Decimal(v) if isinstance(v, int) else v for name, v in values.items()}
    return Row(OFFICE, typed, Source("cum.xlsx", "Cụm thi đua", "A5"))  # type: ignore[arg-type]


def s1_members() -> tuple[Row, ...]:
    """The members in the order of the article's lists, the head and the deputy, who reports."""
    ngan = {"ho_ten": "Nguyễn Văn Ngà", "chuc_vu": "Chủ tịch"}
    tien = {"ho_ten": "Cao Đắc Tiến", "chuc_vu": "Chủ tịch LĐLĐ quận Thanh Xuân"}
    people: Mapping[str, Mapping[str, str]] = {"BTL": ngan, "TX": tien}
    roles = {"BTL": "Cụm trưởng", "TX": "Cụm phó"}
    return (
        *(row(don_vi=unit, vai_tro=roles.get(unit, "Thành viên"), **people.get(unit, {})) for unit in ORDER),
        row(don_vi="TX", vai_tro="Người báo cáo", **tien),
    )


def cluster_standing(name: str = "Cụm thi đua số 2") -> Standing:
    """The cluster's own letterhead."""
    return replace(letterhead(Level.CLUSTER, name, "Liên đoàn Lao động thành phố Hà Nội"), place="Hà Nội")


def cluster_paper(
    *figures: Figure,
    registers: Mapping[str, tuple[Row, ...]] | None = None,
    earlier: Mapping[str, tuple[Row, ...]] | None = None,
    size: int | None = None,
    units: Mapping[str, str] = UNITS,
    **kind_changes: object,
) -> Paper:
    """A paper of the cluster over these units."""
    rows = {"cum": s1_members()} if registers is None else registers
    names = {**units, OFFICE: "Cụm thi đua số 2"}
    reporting = (*units, OFFICE) if any(one.key.organisation == OFFICE for one in figures) else tuple(units)
    standing = cluster_standing()
    return Paper(
        kind=kind(registers=list(rows), **kind_changes),
        office=Office(Organisation(OFFICE, (standing,)), superior="LĐLĐ thành phố Hà Nội", cluster_size=size),
        standing=standing,
        period=YEAR,
        day=date(2019, 11, 27),
        style=STANDARD,
        catalogue=CATALOGUE,
        award_forms=load_award_forms().by_code,
        totals=totals(CATALOGUE.indicators, figures, reporting, YEAR, OFFICE, names),
        previous={},
        next_targets={},
        awards=(),
        narratives=(),
        names=names,
        expected=tuple(units),
        absent=(),
        registers=rows,
        earlier_registers=earlier or {},
        unit_totals={unit: totals(CATALOGUE.indicators, figures, (unit,), YEAR, unit) for unit in units},
    )
