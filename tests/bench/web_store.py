"""Make a store as large as a province's after ten years: all units' figures of forty quarters, recorded as imports are.

No forms are written or read: the submissions are made here and go through the store's own door. Made once into an
ignored folder and used again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from random import Random

from drafter.desk.draft import draft
from drafter.desk.workspace import SETTINGS, TEMPLATES, Workspace, open_workspace
from drafter.model.figure import Figure, FigureKey, Source
from drafter.model.indicator import Indicator, Kind
from drafter.model.period import Period
from drafter.model.submission import Submission
from drafter.render.shipped import shipped_folder
from drafter.store.store import open_store
from tests.makers.province import ASKED as OF_PROVINCE
from tests.makers.province import make_province

ASKED = ("A01", "A04", "B01", "C06", "C07", "C16a", "C16b", "E02", "E04", "G06")
NEWEST = Period.parse("2026-Q3")
QUARTERS = tuple(Period.parse(f"{year}-Q{quarter}") for year in range(2016, 2027) for quarter in range(1, 5))[3:43]
NOW = datetime(2026, 10, 20, 9, tzinfo=timezone(timedelta(hours=7)))
_KIND, _ANNEX, _DONE = "bao-cao-quy", "appendix.xlsx", "made"


def made_store(folder: Path, units: int) -> Workspace:
    """The office with its store, made where it is not there yet; the newest quarter has been drafted, without annex."""
    if not (folder / _DONE).is_file():
        shutil.rmtree(folder, ignore_errors=True)
        _make(folder, units)
        (folder / _DONE).touch()
    return open_workspace(folder)


def _make(folder: Path, units: int) -> None:
    make_province(folder, units, [])
    settings = folder / SETTINGS
    every, asked = (", ".join(f'"{code}"' for code in codes) for codes in (OF_PROVINCE, ASKED))
    settings.write_text(settings.read_text("utf-8").replace(every, asked), "utf-8")
    own = folder / TEMPLATES / _KIND
    shutil.copytree(shipped_folder("templates") / _KIND, own, ignore=shutil.ignore_patterns(_ANNEX))
    (own / "kind.toml").write_text((own / "kind.toml").read_text("utf-8").replace(f'annex = "{_ANNEX}"', ""), "utf-8")
    ws = open_workspace(folder)
    with open_store(ws.database) as store:
        for period in QUARTERS:
            store.record_many((submission, ()) for submission in submissions_of(ws, period))
        draft(ws, store, _KIND, NEWEST, now=NOW)


def submissions_of(ws: Workspace, period: Period) -> Iterator[Submission]:
    """What each unit hands in; one in fifty is late with the newest quarter."""
    asked = [ws.catalogue.by_code[code] for code in ASKED]
    came = datetime.combine(period.end, datetime.min.time(), NOW.tzinfo) + timedelta(days=5, hours=8)
    for place, unit in enumerate(ws.units):
        if period == NEWEST and place % 50 == 0:
            continue
        random, name = Random(f"{period} {unit.code}"), f"{unit.code}_{period}.xlsx"
        source = Source(name, "Số liệu", "", "", came)
        figures = tuple(
            _figure(one, FigureKey(one.code, unit.code, period), random, row, source)
            for row, one in enumerate(asked, 10)
        )
        yield Submission(unit.code, period, name, f"{random.getrandbits(256):064x}", came, figures=figures)


def _figure(of: Indicator, key: FigureKey, random: Random, row: int, source: Source) -> Figure:
    at = Source(source.file, source.sheet, f"F{row}", source.submitted_by, source.received_at)
    if of.kind in (Kind.RATE, Kind.RATIO):
        whole = random.randint(4, 40)
        part = random.randint(1, whole)
        return Figure(
            key, Decimal(100 * part) / whole, of.unit, numerator=Decimal(part), denominator=Decimal(whole), source=at
        )
    return Figure(key, Decimal(random.randint(1, 400)), of.unit, source=at)
