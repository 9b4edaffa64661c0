"""Mẫu: the kinds, what each slot of a template says today, faults with their places, edited templates in, old ones."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby

from starlette.responses import Response

from drafter.desk.kind_check import check_kind
from drafter.desk.kinds import list_kinds, new_kind, show_kind
from drafter.desk.own_templates import old_templates, put_template, template_file
from drafter.desk.own_templates import put_back as put_old_back
from drafter.desk.problems import DeskError
from drafter.desk.slot_values import SlotLine, SlotState, slot_sheet
from drafter.model.problem import Problem
from drafter.web import show as showing
from drafter.web.jobs import Job
from drafter.web.visit import Visit
from drafter.wording.fold import unaccented

LOOKS = {
    SlotState.GIVEN: "submitted", SlotState.LIST: "submitted", SlotState.MISSING: "missing",
    SlotState.UNKNOWN: "faulty",
}  # fmt: skip


@dataclass(frozen=True)
class Checked:
    """What the check of a kind found; nothing where it may be used."""

    code: str
    problems: tuple[Problem, ...]


def show(visit: Visit) -> Response:
    """All kinds by group."""
    lines = list_kinds(visit.ws.folder)
    return visit.page(
        "templates.html",
        title="Mẫu văn bản",
        groups=[(name, list(of_group)) for name, of_group in groupby(lines, key=lambda line: line.group)],
        period=visit.period,
    )


def one(visit: Visit) -> Response:
    """One kind: its files, their slots with today's values, what is wrong with it."""
    return _one(visit)


def _one(visit: Visit, problems: tuple[Problem, ...] = (), status: int = HTTPStatus.OK) -> Response:
    ws, store, code, today = visit.ws, visit.store, visit.part("kind"), visit.now.date()
    sheet = show_kind(ws.folder, code, ws)
    kind, period = sheet.line.kind, visit.period
    assert kind is not None  # what can be shown has been read
    if period.type not in kind.periods:
        fitting = [each for each in visit.choices() if each.type in kind.periods]
        period = fitting[0] if fitting else period
    stamp = tuple(path.stat().st_mtime_ns for path in sorted(sheet.folder.iterdir()) if path.is_file())
    slots = visit.site.kept(("slots", code, period, today, stamp), lambda: slot_sheet(ws, store, code, period, today))
    search, chosen = visit.query("tim"), visit.query("loc")
    wanted = unaccented(search).casefold()
    files = [(name, [line for line in lines if _fits(line, chosen, wanted)], len(lines)) for name, lines in slots.files]
    return visit.page(
        "template.html",
        title=kind.title,
        status=status,
        problems=problems,
        sheet=sheet,
        kind=kind,
        period=period,
        choices=[each for each in visit.choices() if each.type in kind.periods] or [period],
        slots=slots,
        files=files,
        looks=LOOKS,
        states=[(state.name.lower(), state.value) for state in SlotState],
        filter=chosen,
        search=search,
        old=old_templates(ws, code),
        saved=visit.query("da-ghi"),
        command_text=f"drafter kinds check {code};  drafter kinds put {code} TỆP",
    )


def _fits(line: SlotLine, chosen: str, wanted: str) -> bool:
    if chosen and line.state.name.lower() != chosen:
        return False
    return not wanted or wanted in unaccented(f"{line.path} {line.says}").casefold()


def check(visit: Visit) -> Response:
    """All that is wrong with a kind, found by filling it with made-up content: beside the server, it takes a while."""
    ws, store, code, today = visit.ws, visit.store, visit.part("kind"), visit.now.date()
    title = show_kind(ws.folder, code, ws).line.kind

    def work(job: Job) -> Checked:
        job.what = "Đang soạn thử với nội dung giả định"
        return Checked(code, check_kind(ws, store, code, today))

    name = title.title if title else code
    return visit.await_job(visit.site.jobs.start(f"Kiểm tra mẫu: {name}", "template_checked.html", visit.who, work))


def download(visit: Visit) -> Response:
    """A template file, to be edited in Word or Excel."""
    code, file = visit.part("kind"), visit.query("tep")
    data = template_file(visit.ws, code, file)
    return showing.download(data, f"{code}-{file}")


def upload(visit: Visit) -> Response:
    """An edited template in; the one before is kept."""
    code, file = visit.part("kind"), visit.body.text("thay")
    given = visit.body.uploads("tep")
    if not given or given[0].path is None:
        return visit.refuse(title="Chưa chọn tệp nào, hoặc tệp quá 50 MB", status=HTTPStatus.BAD_REQUEST)
    try:
        put_template(
            visit.ws, code, file, given[0].path.read_bytes(), visit.now, force=bool(visit.body.text("van-thay"))
        )
    except DeskError as error:
        return _one(visit, error.problems, HTTPStatus.UNPROCESSABLE_ENTITY)
    return visit.go(f"/mau/{code}", **{"da-ghi": file})


def put_back(visit: Visit) -> Response:
    """An old template becomes the one in use."""
    code = visit.part("kind")
    path = put_old_back(visit.ws, code, visit.body.text("ban"), visit.now)
    return visit.go(f"/mau/{code}", **{"da-ghi": path.name})


def copy(visit: Visit) -> Response:
    """A kind of the office's own, begun as a copy of another."""
    code = visit.body.text("ma")
    new_kind(visit.ws.folder, code, visit.part("kind"), visit.body.text("ten"))
    return visit.go(f"/mau/{code}")
