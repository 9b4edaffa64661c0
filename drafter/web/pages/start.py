"""The first page: an empty folder becomes an office, or the sample office is tried; else the way of the work."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from starlette.responses import Response

from drafter.desk.collect import FileOutcome
from drafter.desk.demonstrating.demo import Show, first_round
from drafter.desk.init import create_workspace
from drafter.desk.problems import DeskError
from drafter.desk.status import UnitState
from drafter.intake.units import LEVEL_WORDS
from drafter.model.organisation import Level
from drafter.web.jobs import Job
from drafter.web.pages.units import board_of, importing
from drafter.web.site import TRIAL
from drafter.web.visit import Visit
from drafter.wording.fold import slug

_SAMPLE, _SAMPLE_PERIOD, LATE = "van-phong-mau", "2025", "bieu-nop-muon"
_SHORT = (
    ("tong-lien-doan-lao-dong", "TLD"),
    ("lien-doan-lao-dong", "LDLD"),
    ("cong-doan-co-so", "CDCS"),
    ("cum-thi-dua", "CUM"),
    ("cong-doan", "CD"),
)


@dataclass(frozen=True)
class Tried:
    """What became of trying the sample office: lines to read, the period that is worked on."""

    told: tuple[str, ...]
    period: str = _SAMPLE_PERIOD


def show(visit: Visit) -> Response:
    """Two ways to begin in an empty folder; the steps of the work in an office."""
    if not visit.site.has_office():
        return visit.page("start.html", title="Bắt đầu", has_office=False)
    try:
        ws = visit.ws
    except DeskError as error:
        return visit.refuse(*error.problems, title="Chưa mở được văn phòng")
    counts: list[tuple[str, int]] = []
    if ws.units:
        found = board_of(visit)
        counts = [(state.value, found.count(state)) for state in UnitState]
    return visit.page(
        "start.html",
        title="Bắt đầu",
        problems=ws.problems if ws.units else (),
        has_office=True,
        folder=str(visit.site.folder),
        name=ws.office.organisation.name_on(visit.now.date()),
        units=len(ws.units),
        period=visit.period,
        counts=counts,
        late_forms=visit.site.trial and (ws.folder / LATE).is_dir(),
    )


def try_out(visit: Visit) -> Response:
    """Make the sample office below the folder, up to its first draft, and work in it from then on."""
    site = visit.site

    def work(job: Job) -> Tried:
        told: list[str] = []

        def step(note: str, _command: str) -> None:
            job.what = f"{note[:1].upper()}{note[1:]}"
            told.append(job.what)

        def imported(outcomes: tuple[FileOutcome, ...]) -> None:
            job.number = len(outcomes)

        quiet = Show(lambda *_: None, step, imported, *(lambda _: None,) * 4)
        first_round(site.home / TRIAL, _SAMPLE, quiet)
        site.enter(site.home / TRIAL)
        return Tried(tuple(told))

    return visit.await_job(site.jobs.start("Dựng văn phòng mẫu", "tried.html", visit.who, work))


def leave_trial(visit: Visit) -> Response:
    """Back to the folder that was served; the sample office stays where it is."""
    visit.site.enter(visit.site.home)
    return visit.go("/")


def late_forms(visit: Visit) -> Response:
    """Take in the forms that came late to the sample office, as if they had been dropped on the page."""
    if not visit.site.trial:
        return visit.go("/")
    return importing(visit, visit.ws.folder / LATE, f"{LATE}")


def wizard(visit: Visit) -> Response:
    """The four questions, with what was answered before where something was wrong."""
    if visit.site.has_office():
        return visit.refuse(
            title="Thư mục này đã có văn phòng; muốn sửa thì mở tệp drafter.toml", status=HTTPStatus.CONFLICT
        )
    return _wizard(visit)


def found(visit: Visit) -> Response:
    """Make the folder an office's workspace of the answers."""
    body = visit.body
    name, place = body.text("ten"), body.text("dia-danh")
    if not name or not place or body.text("cap") not in {level.value for level in Level}:
        return _wizard(visit, "Cần tên cơ quan, cấp công đoàn và địa danh.")
    create_workspace(
        Path(visit.site.folder),
        code=body.text("ma") or code_for(name),
        name=name,
        level=Level(body.text("cap")),
        superior=body.text("cap-tren"),
        place=place,
        signer=body.text("nguoi-ky"),
    )
    return visit.go("/don-vi/danh-sach")


def code_for(name: str) -> str:
    """A code for an office of that name: «Liên đoàn Lao động tỉnh Phương Vân» → «LDLD-PHUONGVAN»."""
    words = slug(name)
    for long, short in _SHORT:
        if words.startswith(long):
            rest = [word for word in words.removeprefix(long).split("-") if word]
            kept = rest[1:] if len(rest) > 1 and rest[0] in ("tinh", "xa", "phuong", "huyen", "quan", "so") else rest
            kept = kept[2:] if kept[:2] == ["thanh", "pho"] else kept
            return f"{short}-{''.join(kept) or 'MOI'}".upper()[:40]
    return words.upper()[:40] or "VAN-PHONG"


def _wizard(visit: Visit, fault: str = "") -> Response:
    body = visit.body
    fields = ("ten", "cap", "cap-tren", "dia-danh", "nguoi-ky", "ma")
    given = {name.replace("-", "_"): body.text(name) for name in fields}
    given["cap"] = given["cap"] or Level.PROVINCE.value
    return visit.page(
        "wizard.html",
        title="Lập văn phòng mới",
        status=422 if fault else 200,
        given=given,
        fault=fault,
        levels=[(level.value, words) for level, words in LEVEL_WORDS.items()],
    )
