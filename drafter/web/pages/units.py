"""Bảng đơn vị: who has handed in for a period, forms and registers out and in, ready texts."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path

from starlette.responses import Response

from drafter.desk.collect import FileOutcome, Outcome, change_line, collect
from drafter.desk.covering import covering_text, sent_out
from drafter.desk.drafts import drafted_before
from drafter.desk.forms import asked_in, form_folder, rewrite_forms, write_forms
from drafter.desk.readiness import awaited_units
from drafter.desk.received import keep_received, too_large
from drafter.desk.register_forms import write_register_forms
from drafter.desk.registers import registers_in
from drafter.desk.status import Board, UnitRow, UnitState, board
from drafter.desk.workspace import Workspace
from drafter.model.period import Period
from drafter.model.problem import Problem, Severity
from drafter.store.store import Store
from drafter.web import show as showing
from drafter.web.jobs import Job
from drafter.web.paging import part_of
from drafter.web.roles import Role
from drafter.web.visit import Visit
from drafter.wording.fold import unaccented

_LATE = "late"


@dataclass(frozen=True)
class TakenLine:
    """One file of a batch as the page tells it; `state` is the outcome's name, for its looks."""

    file: str
    unit: str
    period: str
    outcome: str
    state: str
    register: str
    rows: int
    changes: tuple[str, ...]
    problems: tuple[Problem, ...]
    code: str
    code_period: str
    points: int


@dataclass(frozen=True)
class Taken:
    """What became of a batch of files, `faulty` of which are used and need mending.

    `command` is what to type after `drafter import` for the same. `drafted` are the periods whose drafts are older than
    what came.
    """

    outcomes: tuple[FileOutcome, ...]
    lines: tuple[TakenLine, ...]
    counts: tuple[tuple[str, int], ...]
    faulty: int
    command: str
    period: str
    drafted: tuple[Period, ...]


@dataclass(frozen=True)
class FormsMade:
    """The forms of a period that stand in a folder of the workspace.

    `kept` of them stood there before, the first of which asks for `kept_ask` indicators (None: not known); the same
    written now would ask for `ask`.
    """

    count: int
    folder: str
    period: str
    kept: int
    kept_ask: int | None
    ask: int
    message: str


def board_of(visit: Visit) -> Board:
    """The board of the period asked for, as it stands today."""
    today = visit.now.date()
    return visit.site.kept(("board", visit.period, today), lambda: board(visit.ws, visit.store, visit.period, today))


def show(visit: Visit) -> Response:
    """The board, with what takes files in and what sends them out."""
    found, period, ws = board_of(visit), visit.period, visit.ws
    chosen, search = visit.query("loc"), visit.query("tim")
    wanted = unaccented(search).casefold()
    rows = [row for row in found.rows if _fits(row, chosen)]
    if wanted:
        plain = visit.site.kept(
            ("names", period, visit.now.date()), lambda: {row.code: _plain(row) for row in found.rows}
        )
        rows = [row for row in rows if wanted in plain[row.code]]
    came = visit.site.kept(("registers", period), lambda: registers_in(ws, visit.store, period))
    lines = {line.code: line for line in came}
    forms = [form for form in ws.registers.forms.values() if not form.periods or period.type in form.periods]
    return visit.page(
        "units.html",
        title=f"Bảng đơn vị {period.words}",
        problems=ws.problems,
        board=found,
        awaited=visit.site.kept(("awaited", period), lambda: awaited_units(ws, visit.store, period)),
        MISSING=UnitState.MISSING,
        FAULTY=UnitState.FAULTY,
        period=period,
        choices=visit.choices(),
        counts=_counts(found),
        filter=chosen,
        search=search,
        page=part_of(rows, visit.query("trang")),
        waiting=sum(found.count(state) for state in (UnitState.MISSING, UnitState.FAULTY)),
        asked=any(row.request for row in found.rows),
        has_drafts=visit.can_open("/du-thao"),
        registers=[(form, lines.get(form.code)) for form in forms],
        made=len(_made(ws, period)),
        asked_for=len(ws.asked),
        may_choose=visit.has(Role.ADMIN),
    )


def one(visit: Visit) -> Response:
    """One unit: how it stands, each point with file, sheet, cell and remedy, the text to send."""
    found = board_of(visit)
    row = next((row for row in (*found.rows, found.office) if row.code == visit.part("unit")), None)
    if row is None:
        return visit.absent("không có đơn vị này trong bảng của kỳ")
    own = row.code == found.office.code
    listed = not own and row.expected and visit.has(Role.ADMIN)
    covering, today = row.state is UnitState.MISSING and not own, visit.now.date()
    return visit.page(
        "unit.html",
        title=row.name,
        row=row,
        period=visit.period,
        own=own,
        listed=listed,
        covering=covering_text(visit.ws, found, today, row.name) if covering else "",
        sent=sent_out(visit.ws, found, today),
    )


def requests(visit: Visit) -> Response:
    """The ready texts: what goes with the forms, to all or to each; what each unit is to be asked or reminded of."""
    found, today = board_of(visit), visit.now.date()
    sent = sent_out(visit.ws, found, today)
    covering = bool(visit.query("kem-bieu")) or not sent
    rows = [row for row in found.rows if (row.state is UnitState.MISSING if covering else row.request)]
    page = part_of(rows, visit.query("trang"))
    return visit.page(
        "requests.html",
        title=f"Lời nhắn gửi đơn vị, {visit.period.words}",
        period=visit.period,
        choices=visit.choices(),
        page=page,
        sent=sent,
        covering=covering,
        to_all=covering_text(visit.ws, found, today),
        texts=[covering_text(visit.ws, found, today, row.name) if covering else row.request for row in page.rows],
    )


def take_in(visit: Visit) -> Response:
    """Files dropped on the page: kept in the office's folder, then read and stored beside the server."""
    uploads = visit.body.uploads("tep")
    if not uploads:
        return visit.refuse(title="Chưa chọn tệp nào", status=HTTPStatus.BAD_REQUEST)
    kept = [(upload.name, upload.path) for upload in uploads if upload.path is not None]
    refused = tuple(too_large(upload.name) for upload in uploads if upload.path is None)
    folder = keep_received(visit.ws, kept, visit.now) if kept else None
    named = folder.relative_to(visit.ws.folder).as_posix() if folder else ""
    return importing(visit, folder, named, refused, len(uploads))


def importing(
    visit: Visit, folder: Path | None, named: str, refused: tuple[FileOutcome, ...] = (), total: int | None = None
) -> Response:
    """Start reading a folder of files and show how it goes. `refused` are files that were not kept."""
    ws, store, period = visit.ws, visit.store, visit.period
    only = period if visit.body.text("chi-ky-nay") else None
    force, by = bool(visit.body.text("dung-lai")), visit.body.text("nguoi-nop")
    sandbox = visit.site.sandbox

    def work(job: Job) -> Taken:
        read: tuple[FileOutcome, ...] = ()
        if folder is not None:
            read = collect(
                ws,
                store,
                (folder,),
                now=visit.now,  # of this moment: jobs of many people come one after another
                period=only,
                submitted_by=by,
                force=force,
                progress=job.progress,
                sandbox=sandbox,
            )
        rows = _rows(ws, store, read, visit.now.date())
        new = {one.period for one in read if one.outcome in (Outcome.NEW, Outcome.REVISED) and one.period}
        came = (Period.parse(code) for each in new for code in each.split(", "))  # a review has many
        return _taken(ws, (*read, *refused), rows, named, period, drafted_before(store, came))

    return visit.await_job(visit.site.jobs.start("Nhận biểu", "taken.html", visit.who, work, total=total))


def make_forms(visit: Visit) -> Response:
    """Write the forms of all units into the office's folder: those not there yet, or all that have not come back."""
    ws, store, period, anew = visit.ws, visit.store, visit.period, bool(visit.body.text("lap-lai"))

    def work(job: Job) -> FormsMade:
        job.what = f"Đang lập biểu {period.words}"
        before = {path: path.stat().st_mtime_ns for path in _made(ws, period)}
        paths = rewrite_forms(ws, store, period) if anew else write_forms(ws, store, period)
        kept = [path for path in paths if before.get(path) == path.stat().st_mtime_ns]
        folder = paths[0].parent.relative_to(ws.folder).as_posix()
        first = kept[0] if kept else paths[0]
        ask = len(ws.asked_of(ws.expected(period)[paths.index(first)], period))
        message = covering_text(ws, board_of(visit), visit.now.date())
        return FormsMade(
            len(paths), folder, str(period), len(kept), asked_in(ws, first) if kept else None, ask, message
        )

    title = f"Lập biểu {period.words}"
    return visit.await_job(visit.site.jobs.start(title, "forms_made.html", visit.who, work))


def form(visit: Visit) -> Response:
    """The empty form of one unit, made for this download only."""
    ws, store, period, unit = visit.ws, visit.store, visit.period, visit.part("unit")
    with tempfile.TemporaryDirectory() as place:
        (path,) = write_forms(ws, store, period, unit, Path(place))
        name = f"Biểu {period.words} – {ws.names(period)[unit]}.xlsx"
        return showing.download(path.read_bytes(), name)


def all_forms(visit: Visit) -> Response:
    """The forms that were made for the period, in one zip."""
    made = _made(visit.ws, visit.period)
    if not made:
        return visit.absent("chưa lập biểu của kỳ này; bấm Lập biểu ở Bảng đơn vị trước")
    return showing.download(_zipped(made), f"Biểu {visit.period.words}.zip")


def register_form(visit: Visit) -> Response:
    """The form of a register: one workbook where the office fills it in, a zip of the units' otherwise."""
    ws, period, code = visit.ws, visit.period, visit.part("register")
    with tempfile.TemporaryDirectory() as place:
        paths = write_register_forms(ws, visit.store, code, period, None, Path(place))
        title = ws.registers.forms[code].title
        if len(paths) == 1:
            return showing.download(paths[0].read_bytes(), f"{title}, {period.words}.xlsx")
        return showing.download(_zipped(paths), f"{title}, {period.words}.zip")


def _taken(
    ws: Workspace,
    outcomes: Sequence[FileOutcome],
    rows: Mapping[tuple[str, str], UnitRow],
    named: str,
    period: Period,
    drafted: tuple[Period, ...],
) -> Taken:
    counts = [(outcome.value, sum(one.outcome is outcome for one in outcomes)) for outcome in Outcome]
    return Taken(
        outcomes=tuple(outcomes),
        lines=tuple(_line(ws, one, rows) for one in outcomes),
        counts=tuple((words, number) for words, number in counts if number),
        faulty=sum(_has_faults(one, None if one.register else rows.get((one.unit, one.period))) for one in outcomes),
        command=named or "TỆP…",
        period=_board_after(outcomes, str(period)),
        drafted=drafted,
    )


def _board_after(outcomes: Sequence[FileOutcome], sent_from: str) -> str:
    """The board to look at after a batch: the one it was sent from, or that of most files where none was of it."""
    periods = Counter(one.period for one in outcomes if one.period)
    return sent_from if not periods or sent_from in periods else periods.most_common(1)[0][0]


def _rows(
    ws: Workspace, store: Store, outcomes: Sequence[FileOutcome], today: date
) -> Mapping[tuple[str, str], UnitRow]:
    """The board's row for each unit and period of a batch: checks of figures ask what no file shows."""
    found: dict[tuple[str, str], UnitRow] = {}
    forms = (one for one in outcomes if one.unit in ws.organisations and "," not in one.period)  # a review has many
    for code in dict.fromkeys(one.period for one in forms if one.period):
        seen = board(ws, store, Period.parse(code), today)
        found |= {(row.code, code): row for row in (*seen.rows, seen.office)}
    return found


def _line(ws: Workspace, one: FileOutcome, rows: Mapping[tuple[str, str], UnitRow]) -> TakenLine:
    changes = [change_line(ws, change) for change in one.changes]
    if one.appeared or one.vanished:
        changes.append(f"thêm {one.appeared} dòng, bỏ {one.vanished} dòng")
    unit = ws.organisations.get(one.unit)
    row = None if one.register else rows.get((one.unit, one.period))
    faulty = _has_faults(one, row)
    return TakenLine(
        one.file,
        unit.short_name if unit else one.unit,
        showing.period_words(one.period),
        f"{one.outcome.value}, còn lỗi" if faulty else one.outcome.value,
        UnitState.FAULTY.name.lower() if faulty else one.outcome.name.lower(),
        one.register,
        one.rows,
        tuple(changes),
        one.problems,
        one.unit,
        one.period,
        len(row.problems) if row is not None else 0,
    )


def _has_faults(one: FileOutcome, row: UnitRow | None) -> bool:
    """Whether a file that is used needs mending, as the board will say of its unit."""
    if one.outcome in (Outcome.REFUSED, Outcome.OLDER):
        return False
    serious = any(problem.severity is Severity.ERROR for problem in one.problems)
    return serious or (row is not None and row.state is UnitState.FAULTY)


def _counts(found: Board) -> list[tuple[str, str, int]]:
    counts = [(state.name.lower(), state.value, found.count(state)) for state in UnitState]
    return [*counts, (_LATE, "trễ hạn", sum(row.late for row in found.expected))]


def _fits(row: UnitRow, chosen: str) -> bool:
    if chosen == _LATE:
        return row.late and row.expected
    return not chosen or (row.state.name.lower() == chosen and row.expected)


def _plain(row: UnitRow) -> str:
    return unaccented(f"{row.code} {row.name}").casefold()


def _made(ws: Workspace, period: Period) -> list[Path]:
    return sorted(form_folder(ws, period).glob("*.xlsx"))


def _zipped(paths: Sequence[Path]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:  # workbooks are compressed already
        for path in paths:
            archive.write(path, path.name)
    return buffer.getvalue()
