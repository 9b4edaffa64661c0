"""What the made-up units of Sông Vàng would report for 2023, 2024 and 2025: drawn once from fixed seeds.

2023 is only the «Kỳ trước» beside the 2024 cells. Each year goes on from the one before: members at the beginning and
those who joined, less those who left, are the members at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from tests.makers.van_phong_units import (
    FOUNDED_2024,
    FOUNDED_2025,
    MERGED_AWAY,
    MERGED_INTO,
    PROFILES,
    STATE,
    Profile,
    stood,
)

Given = Decimal | tuple[int, int]
"""One answer: a number in the indicator's unit, or what a rate comes from (số đạt, tổng số)."""

Year = Mapping[str, Given]
"""A unit's answers of one year by indicator code; what is not there was left empty."""

_SEED = "Sông Vàng"
_JOINED = {STATE: (0.01, 0.03), "": (0.06, 0.13)}
_LEFT = {STATE: (0.01, 0.025), "": (0.03, 0.09)}
_STOPPAGES = {("CDCS-19", 2023): (1, 420), ("CDCS-19", 2024): (1, 310), ("CDCS-20", 2024): (1, 260),
              ("CDCS-20", 2025): (1, 185)}  # fmt: skip
_NO_AGREEMENT = {"CDCS-14": 2024, "CDCS-17": 2025, "CDCS-24": 2025}
"""Enterprises without a collective agreement, and the last year they had none."""
_NO_MEETING = {("CDCS-06", 2025), *((code, year) for code in ("CDCS-16", "CDCS-17") for year in (2023, 2024, 2025))}
_NO_DIALOGUE = {("CDCS-07", 2024), ("CDCS-14", 2024), ("CDCS-17", 2024), ("CDCS-17", 2025), ("CDCS-24", 2025)}
_FACTORIES = {"CDCS-10": 6}
"""A firm of several factories reports its meetings by factory; all others are one."""
_NOT_THEIRS = ("C11a", "C11b", "C16a", "C16b", "C17a", "C17b", "C23a", "C23d", "E01", "E04", "E08a", "E08b", "I05")
"""What the office itself does: a unit types 0 there, as the form asks."""
_GIFT = Decimal("0.4")
_HELP = Decimal("0.5")


def unit_figures() -> Mapping[str, Mapping[int, Year]]:
    """The true answers of every unit for every year it stood."""
    found: dict[str, dict[int, dict[str, Given]]] = {
        profile.code: dict(_years(profile, Random(f"{_SEED} {profile.code}"))) for profile in PROFILES
    }
    _merge(found)
    return found


def _years(profile: Profile, rng: Random) -> list[tuple[int, dict[str, Given]]]:
    share = rng.uniform(0.96, 0.995) if profile.sector == STATE else rng.uniform(0.84, 0.93)
    begin = round(profile.workers * share)
    base = _habits(profile, rng)
    years = []
    for year in (2023, 2024, 2025):
        if not stood(profile.code, year):
            continue
        founding = (profile.code, year) in ((FOUNDED_2024, 2024), (FOUNDED_2025, 2025))
        joined, left = (begin, 0) if founding else _moves(profile, begin, rng)
        end = joined if founding else begin + joined - left
        years.append((year, _year(profile, year, end, joined, left, round(end / share), base, rng)))
        begin = end
    return years


def _moves(profile: Profile, begin: int, rng: Random) -> tuple[int, int]:
    if profile.code == MERGED_AWAY:
        return 6, 6
    joined = _JOINED.get(profile.sector, _JOINED[""])
    left = _LEFT.get(profile.sector, _LEFT[""])
    return 1 + round(begin * rng.uniform(*joined)), round(begin * rng.uniform(*left))


def _habits(profile: Profile, rng: Random) -> Mapping[str, float]:
    """What the unit does about as much of every year."""
    size = profile.workers
    return {
        "B01": 4 + min(14, size // 150),
        "B02": size * rng.uniform(1.2, 1.8),
        "B04a": rng.randint(1, 3),
        "B04b": size * rng.uniform(0.25, 0.45),
        "C09": rng.randint(2, 4) if profile.enterprise else 1,
        "C27a": 2 + size * rng.uniform(0.02, 0.035),
        "D01a": rng.randint(1, 2),
        "D03a": 3 + min(45, size * rng.uniform(0.02, 0.05)),
        "F03a": rng.randint(2, 3),
        "I01": 1 + min(8, size / 250),
        "gain": rng.randint(12, 30),
    }


def _year(
    profile: Profile, year: int, members: int, joined: int, left: int, workers: int, base: Mapping[str, float],
    rng: Random,
) -> dict[str, Given]:  # fmt: skip
    code, firm = profile.code, profile.enterprise
    about = {key: max(1, round(value * rng.uniform(0.93, 1.12))) for key, value in base.items()}
    women = round(workers * profile.women / 100)
    income = (profile.income * Decimal("1.06") ** (year - 2023)).quantize(Decimal("0.1"))
    stoppages, strikers = _STOPPAGES.get((code, year), (0, 0))
    agreed = firm and year > _NO_AGREEMENT.get(code, 0)
    renewed = agreed and (year == _NO_AGREEMENT.get(code, 0) + 1 or rng.random() < 0.3)
    places = _FACTORIES.get(code, 1)
    met = places - 1 if places > 1 else int((code, year) not in _NO_MEETING)
    whole = {
        "A01": workers, "A02": women, "A04": members, "A05": min(women, round(members * profile.women / 100)), "A08": 1,
        "A14a": stoppages, "A14b": strikers, "A15a": rng.choice((0, 0, 0, 1)) if firm and workers > 300 else 0,
        "B01": about["B01"], "B02": about["B02"], "B04a": about["B04a"], "B04b": min(members, about["B04b"]),
        "C01": int(firm), "C02": int(agreed), "C03": int(renewed), "C09": about["C09"],
        "C27a": about["C27a"], "D01a": about["D01a"], "D03a": about["D03a"], "D09b": int(rng.random() < 0.3),
        "E02": joined, "E03a": left, "F03a": about["F03a"], "F03b": round(women * rng.uniform(0.8, 0.95)),
        "H01": 1, "H02a": rng.choice((1, 1, 2)), "I01": about["I01"],
        "I02a": round(about["I01"] * rng.uniform(0.4, 0.7)),
        **dict.fromkeys(_NOT_THEIRS, 0),
    }  # fmt: skip
    found: dict[str, Given] = {key: Decimal(value) for key, value in whole.items()}
    fee = Decimal("0.0075") if year == 2025 else Decimal("0.01")  # half the fee from 01/07/2025
    found |= {
        "A11": income,
        "B03": (round(workers * rng.uniform(0.93, 0.995)), workers),
        "C08": (0 if (code, year) in _NO_DIALOGUE else places, places),
        "C18": members * _GIFT,
        "C27b": about["C27a"] * _HELP,
        "G01": (members * income * fee * 12).quantize(Decimal("0.1")),
        "G02a": (workers * income * Decimal("0.6") * Decimal("0.02") * 12).quantize(Decimal("0.1")),
        ("C07" if firm else "C06"): (met, places),
    }
    if firm:
        found["D04a"] = Decimal(about["D03a"] * about["gain"])
    return found


def _merge(found: dict[str, dict[int, dict[str, Given]]]) -> None:
    """The unit merged away keeps what it did until then and no stocks; its people are counted where they went.

    The successor's 2023 is restated with them, as offices do, so that its members of 2024 begin with both.
    """
    gone, heir = found[MERGED_AWAY], found[MERGED_INTO]
    moved = {code: gone[2024].pop(code) for code in ("A01", "A02", "A04", "A05", "A08", "C01", "C02", "A11", "B03")}
    for code in ("A01", "A02", "A04", "A05"):
        for year in (2023, 2024, 2025):
            added = gone[2023][code] if year == 2023 else moved[code]
            value = heir[year][code]
            assert isinstance(added, Decimal)
            assert isinstance(value, Decimal)
            heir[year][code] = value + added
    for year in (2024, 2025):
        met, of = heir[year]["B03"], heir[year]["A01"]
        assert isinstance(met, tuple)
        assert isinstance(of, Decimal)
        heir[year]["B03"] = (met[0] + int(of) - met[1], int(of))


def _whole(**values: object) -> dict[str, Given]:
    return {code: value if isinstance(value, tuple) else Decimal(str(value)) for code, value in values.items()}


OFFICE_FIGURES: Mapping[int, Year] = {
    2023: _whole(
        B01=10, B02=3100, B04a=4, B04b=560, C11a=15, C11b=1020, C16a=1000, C16b=500, C17a=360, C17b=90, C23a=5,
        C23d=250, C27a=78, C27b=117, D01a=2, E01=1, E04=0, E07a=(9, 9), E07b=(9, 13), E08a=5, E08b=410, F01b=(19, 21),
        F03a=3, F03b=820, H01=8, H02a=1, I05=3,
    ),
    2024: _whole(
        B01=11, B02=3250, B04a=4, B04b=590, C11a=16, C11b=1130, C16a=1080, C16b=540, C17a=400, C17b=100, C23a=5,
        C23d=250, C27a=82, C27b=123, D01a=2, E01=1, E04=1, E07a=(9, 9), E07b=(9, 13), E08a=5, E08b=450, F01b=(20, 22),
        F03a=3, F03b=860, H01=9, H02a=1, I05=3,
    ),
    2025: _whole(
        B01=12, B02=3400, B04a=5, B04b=640, C11a=18, C11b=1240, C16a=1150, C16b=575, C17a=420, C17b=105, C23a=6,
        C23d=300, C27a=85, C27b="127.5", D01a=2, E01=1, E04=0, E07a=(9, 9), E07b=(11, 14), E08a=6, E08b=480,
        F01b=(21, 22), F03a=3, F03b=900, H01=10, H02a=1, I05=4,
    ),
}  # fmt: skip
"""What the office itself did."""
