"""Turn the shipped samples into drafts through the desk, as an office would, at fixed times: what golden pages show."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from drafter.desk.collect import collect
from drafter.desk.draft import NOTES, draft
from drafter.desk.workspace import Workspace, open_workspace
from drafter.model.period import Period
from drafter.render.kinds import load_kind
from drafter.render.shipped import shipped_folder
from drafter.store.store import open_store


@dataclass(frozen=True)
class Occasion:
    """When a sample office took in which folders of forms, and which paper it drafted on which day."""

    office: str
    folders: tuple[tuple[str, datetime], ...]
    period: str
    day: date
    kind: str = "bao-cao-nam"


@dataclass(frozen=True)
class GoldenDraft:
    """A draft as it was written to disk; what its kind has no file for is empty. `notes` is what is to be looked at."""

    name: str
    organisation: str
    period: Period
    doc_id: str
    report: bytes
    annex: bytes
    notes: str
    listing: bytes = b""


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, 30, tzinfo=UTC)


_IN_TIME, _LATE = ("bieu-da-nhan", _at(date(2026, 1, 12))), ("bieu-nop-muon", _at(date(2026, 1, 20)))
_PORTS = (("bieu-da-nhan", _at(date(2026, 10, 8))),)
_BOOKS = ("so-da-nhan", _at(date(2026, 1, 21)))
_CONGRESS = (("bieu-da-nhan", _at(date(2023, 6, 1))),)
_CITY = (("bieu-da-nhan", _at(date(2021, 1, 5))),)

_THANH_TRI = (("bieu-da-nhan", _at(date(2021, 1, 5))),)
_JUDGED = (("bieu-da-nhan", _at(date(2026, 1, 12))),)
_SURVEYED = (("bieu-da-nhan", _at(date(2019, 11, 20))),)
_SPRING = (("bieu-da-nhan", _at(date(2021, 4, 20))),)
_SCORED = ("bieu-da-nhan", _at(date(2026, 12, 18)))
_MENDED = ("bieu-nop-muon", _at(date(2026, 12, 22)))

OCCASIONS: Mapping[str, Occasion] = {
    "thanh-tri-2020": Occasion(
        "thanh-tri-2020", (("bieu-da-nhan", _at(date(2021, 1, 5))),), "2020", date(2020, 12, 31)
    ),
    "thanh-tri-2020-tom-tat": Occasion(
        "thanh-tri-2020",
        (("bieu-da-nhan", _at(date(2021, 1, 5))),),
        "2020",
        date(2020, 12, 31),
        "bao-cao-nam-tom-tat",
    ),
    "cum-2-2019": Occasion("cum-2-2019", _SURVEYED, "2019", date(2019, 11, 27), "cum-thi-dua-khao-sat"),
    "cum-1-quy-1-2021": Occasion("cum-1-quy-1-2021", _SPRING, "2021-Q1", date(2021, 4, 27), "cum-thi-dua-quy"),
    "cum-1-quy-1-2021-bao-cao-quy": Occasion("cum-1-quy-1-2021", _SPRING, "2021-Q1", date(2021, 4, 27), "bao-cao-quy"),
    "cum-4-2026-tam": Occasion("cum-thi-dua-mau", (_SCORED,), "2026", date(2026, 12, 19), "cum-thi-dua-nam"),
    "cum-4-2026": Occasion("cum-thi-dua-mau", (_SCORED, _MENDED), "2026", date(2026, 12, 25), "cum-thi-dua-nam"),
    "cum-4-2026-cham-diem": Occasion(
        "cum-thi-dua-mau", (_SCORED, _MENDED), "2026", date(2026, 12, 25), "bang-cham-diem-thi-dua"
    ),
    "cang-2026-quy-2": Occasion("cang-song-vang", _PORTS, "2026-Q2", date(2026, 7, 10), "bao-cao-quy"),
    "cang-2026-6-thang": Occasion("cang-song-vang", _PORTS, "2026-H1", date(2026, 7, 10), "bao-cao-6-thang"),
    "cang-2026-9-thang": Occasion("cang-song-vang", _PORTS, "2026-9M", date(2026, 10, 12), "bao-cao-9-thang"),
    "thuong-tin-nhiem-ky": Occasion("thuong-tin", _CONGRESS, "NK2018-2023", date(2023, 6, 15), "bao-cao-nhiem-ky"),
    "thuong-tin-chi-tieu": Occasion(
        "thuong-tin", _CONGRESS, "NK2023-2028", date(2025, 6, 20), "bieu-chi-tieu-nhiem-ky"
    ),
    "thanh-pho-giua-nhiem-ky": Occasion(
        "ldld-thanh-pho-2020", _CITY, "NK2017-2022/1", date(2021, 1, 8), "bao-cao-giua-nhiem-ky"
    ),
    "thanh-pho-2020": Occasion("ldld-thanh-pho-2020", _CITY, "2020", date(2021, 1, 8)),
    "thanh-pho-2020-xep-loai": Occasion("ldld-thanh-pho-2020", _CITY, "2020", date(2021, 1, 8), "xep-loai-cdcs"),
    "thanh-tri-2020-to-trinh": Occasion(
        "thanh-tri-2020", _THANH_TRI, "2020", date(2020, 12, 31), "to-trinh-khen-thuong"
    ),
    "thanh-tri-2020-quyet-dinh": Occasion(
        "thanh-tri-2020", _THANH_TRI, "2020", date(2020, 12, 31), "quyet-dinh-khen-thuong"
    ),
    "thanh-tri-2020-danh-sach": Occasion(
        "thanh-tri-2020", _THANH_TRI, "2020", date(2020, 12, 31), "danh-sach-khen-thuong"
    ),
    "thanh-tri-2020-giay-khen": Occasion("thanh-tri-2020", _THANH_TRI, "2020", date(2020, 12, 31), "giay-khen"),
    "khen-thuong-mau-to-trinh": Occasion("khen-thuong-mau", _JUDGED, "2025", date(2026, 1, 16), "to-trinh-khen-thuong"),
    "khen-thuong-mau-bien-ban": Occasion("khen-thuong-mau", _JUDGED, "2025", date(2026, 1, 16), "bien-ban-binh-xet"),
    "van-phong-mau-giua-nhiem-ky": Occasion(
        "van-phong-mau", (_IN_TIME, _LATE, _BOOKS), "NK2023-2028/1", date(2026, 1, 22), "bao-cao-giua-nhiem-ky"
    ),
    "van-phong-mau-chi-tieu": Occasion(
        "van-phong-mau", (_IN_TIME, _LATE, _BOOKS), "NK2023-2028", date(2026, 1, 22), "bieu-chi-tieu-nhiem-ky"
    ),
    "van-phong-mau-2025-xep-loai": Occasion(
        "van-phong-mau", (_IN_TIME, _LATE, _BOOKS), "2025", date(2026, 1, 22), "xep-loai-cdcs"
    ),
    "van-phong-mau-2024": Occasion("van-phong-mau", (_IN_TIME, _LATE), "2024", date(2025, 1, 15)),
    "van-phong-mau-2025-tam": Occasion("van-phong-mau", (_IN_TIME,), "2025", date(2026, 1, 15)),
    "van-phong-mau-2025": Occasion("van-phong-mau", (_IN_TIME, _LATE), "2025", date(2026, 1, 22)),
}

NAMES = tuple(name for name, one in OCCASIONS.items() if (shipped_folder("samples") / one.office).is_dir())


def parts_of(name: str) -> tuple[str, ...]:
    """The golden pages that a draft has: those of its kind's files, and its notes."""
    folder, problems = load_kind(OCCASIONS[name].kind, (shipped_folder("templates"),))
    assert folder is not None, problems
    of = {"report": folder.report, "list": folder.listing, "annex": folder.annex}
    return (*(part for part, path in of.items() if path is not None), "notes")


@cache
def golden_draft(name: str) -> GoldenDraft:
    """The draft of that name; made once in a test run."""
    occasion = OCCASIONS[name]
    ws = _filled_office(occasion.office, occasion.folders)
    period = Period.parse(occasion.period)
    with open_store(ws.database) as store:
        report = draft(ws, store, occasion.kind, period, now=_at(occasion.day), day=occasion.day)
    made = {path.name: path for path in report.files}
    report_, annex, listing = (
        made[name].read_bytes() if name in made else b"" for name in ("report.docx", "appendix.xlsx", "list.docx")
    )
    return GoldenDraft(
        name=name,
        organisation=ws.office.organisation.code,
        period=period,
        doc_id=report.doc_id,
        report=report_,
        annex=annex,
        notes=made[NOTES].read_text("utf-8-sig"),
        listing=listing,
    )


def office_of(name: str) -> Workspace:
    """The office that made the draft of that name, with all that it took in before."""
    occasion = OCCASIONS[name]
    return _filled_office(occasion.office, occasion.folders)


def golden_office(name: str) -> Workspace:
    """The office that the draft was made in, as it was after its forms came in."""
    return _filled_office(OCCASIONS[name].office, OCCASIONS[name].folders)


@cache
def _filled_office(office: str, folders: tuple[tuple[str, datetime], ...]) -> Workspace:
    """The office after the forms of these folders came in, one after the other; its folder lasts as long as the run."""
    *before, (folder, now) = folders
    came_from = _filled_office(office, tuple(before)).folder if before else shipped_folder("samples") / office
    home = Path(_scratch().name) / f"{office} {len(folders)}"
    shutil.copytree(came_from, home, ignore=shutil.ignore_patterns("du-thao"))  # what another occasion drafted
    ws = open_workspace(home)
    with open_store(ws.database) as store:
        collect(ws, store, (home / folder,), now=now)
    return ws


@cache
def _scratch() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="Bản thảo ")
