"""Báo cáo cũ: past reports in, each figure reviewed beside its quote, what is accepted made figures, templates made."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from starlette.responses import RedirectResponse, Response

from drafter.desk.adopting.adopt import AdoptReport, adopt
from drafter.desk.extract import ExtractedFile
from drafter.desk.kinds import KindLine, likely_kind, list_kinds
from drafter.desk.past_reports import (
    TAKES,
    Given,
    Quoted,
    Review,
    all_past,
    decide,
    find_past,
    keep_past,
    mark_of,
    quoted,
    read_past,
    review_of,
    take_past,
)
from drafter.desk.problems import DeskError
from drafter.desk.received import Batch, id_of, too_large
from drafter.desk.review import review_bytes
from drafter.desk.slot_values import SlotLine, slot_sheet
from drafter.desk.take_in import TakenIn
from drafter.desk.workspace import TEMPLATES, read_period
from drafter.model.figure import Qualifier
from drafter.model.period import Period
from drafter.model.problem import Problem, Severity
from drafter.reports.review import Decision, ReviewRow, RowKind
from drafter.web import show as showing
from drafter.web.jobs import Job
from drafter.web.paging import part_of
from drafter.web.roles import Role
from drafter.web.visit import Visit
from drafter.wording.numbers import number

DECISIONS = {"nhan": Decision.ACCEPT, "bo": Decision.REJECT, "thay": Decision.REPLACE, "mo-lai": Decision.OPEN}
_FILTERS = {
    "": ("tất cả", frozenset(Decision)),
    "chua": ("chưa quyết định", frozenset({Decision.OPEN})),
    "nhan": ("nhận", TAKES),
    "bo": ("bỏ", frozenset({Decision.REJECT})),
}
_LOOKS = {Decision.OPEN: "missing", Decision.REJECT: "refused"}
_SHOWN, _SIZE, _LISTED = 12, 20, 300
_WORD = (".docx", ".doc", ".rtf", ".odt")


@dataclass(frozen=True)
class RowLine:
    """One row as the page tells it: `number` names it in addresses, `mark` is how it stood when it was shown."""

    number: int
    row: ReviewRow
    mark: str
    quoted: Quoted
    value: str
    target: str
    indicator: str
    candidates: tuple[tuple[str, str], ...]
    unit: str
    look: str
    stored: bool
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Counts:
    """How many rows stand how: by filter (code, words, number), to be stored in all, and of these not stored yet."""

    filters: tuple[tuple[str, str, int], ...]
    takes: int
    waiting: int


@dataclass(frozen=True)
class ReadThrough:
    """What became of reading a batch."""

    address: str
    review: Review


@dataclass(frozen=True)
class Taken:
    """What became of taking the accepted rows in."""

    address: str
    taken: TakenIn
    rows: int
    periods: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AdoptedPaper:
    """The template that a past paper has become, with what each slot prints for that paper's period."""

    report: AdoptReport
    tied: tuple[SlotLine, ...]
    asked: tuple[Problem, ...]
    stays: tuple[Problem, ...]
    period_words: str
    command: str


def show(visit: Visit) -> Response:
    """Where past reports are dropped, and what has come so far."""
    return _start(visit)


def _start(visit: Visit, problems: tuple[Problem, ...] = (), status: int = HTTPStatus.OK) -> Response:
    found = [(batch, review_of(batch)) for batch in all_past(visit.ws)[:_SHOWN]]
    return visit.page("past.html", title="Báo cáo cũ", status=status, problems=problems, batches=found)


def take_in(visit: Visit) -> Response:
    """Past reports, kept in the office's folder and read beside the server."""
    body = visit.body
    uploads = body.uploads("tep")
    kept = [(upload.name, upload.path) for upload in uploads if upload.path is not None]
    large = tuple(problem for upload in uploads if upload.path is None for problem in too_large(upload.name).problems)
    if not kept:
        return _start(visit, large, HTTPStatus.UNPROCESSABLE_ENTITY if large else HTTPStatus.BAD_REQUEST)
    ws, store = visit.ws, visit.store
    try:
        period = read_period(body.text("ky-bao-cao")) if body.text("ky-bao-cao") else None
        unit = ws.organisation(body.text("don-vi")).code if body.text("don-vi") else None
    except DeskError as error:
        return _start(visit, error.problems, HTTPStatus.UNPROCESSABLE_ENTITY)
    batch = keep_past(ws, kept, visit.now)

    def work(job: Job) -> ReadThrough:
        review = read_past(ws, store, batch, period, unit, job.progress)
        return ReadThrough(f"/bao-cao-cu/{batch.id}", review)

    job = visit.site.jobs.start("Đọc báo cáo cũ", "past_read.html", visit.who, work, total=len(kept))
    return visit.await_job(job)


def one(visit: Visit) -> Response:
    """The rows of a batch, the most doubtful first."""
    found = _found(visit)
    return _not_there(visit) if found is None else _one(visit, *found)


def _one(
    visit: Visit,
    batch: Batch,
    review: Review,
    faults: tuple[int, tuple[Problem, ...]] | None = None,
    status: int = HTTPStatus.OK,
) -> Response:
    chosen = (visit.query("loc") or visit.body.text("loc")) if faults is None else ""
    wanted = _FILTERS.get(chosen, _FILTERS[""])[1]
    numbers = [at for at, row in enumerate(review.rows) if row.decision in wanted]
    page = part_of(numbers, _page_of(visit, numbers, faults), _SIZE)
    told = {faults[0]: faults[1]} if faults else {}
    read = {file.path.name: file for file in review.files}
    return visit.page(
        "past_review.html",
        title="Đối chiếu báo cáo cũ",
        status=status,
        batch=batch,
        review=review,
        address=f"/bao-cao-cu/{batch.id}",
        page=page,
        lines=[_line(visit, review, at, told.get(at, ())) for at in page.rows],
        filter=chosen,
        counts=_counts(review),
        papers=[
            (
                id_of(path.name),
                path.name,
                read[path.name].period if path.name in read else "",
                _likely(visit, read.get(path.name)),
            )
            for path in batch.files
            if path.suffix.casefold() in _WORD
        ],
        kinds=_kinds(visit),
        may_adopt=visit.has(Role.REVIEWER),
        command_text=f"drafter extract {_names(visit, batch)} -o doi-chieu.xlsx;  drafter import doi-chieu.xlsx",
        fields=_choices(visit),
    )


def _counts(review: Review) -> Counts:
    takes = review.count(*TAKES)
    filters = tuple((code, words, review.count(*those)) for code, (words, those) in _FILTERS.items())
    return Counts(filters, takes, takes - len(review.stored))


def _page_of(visit: Visit, numbers: list[int], faults: tuple[int, tuple[Problem, ...]] | None) -> str:
    """The part of the list that is asked for; that of the row which could not be used."""
    if faults is not None and faults[0] in numbers:
        return str(numbers.index(faults[0]) // _SIZE + 1)
    return visit.query("trang")


def _choices(visit: Visit) -> dict[str, object]:
    """What the fields of a row choose from. A list of thousands of units would be the page's largest part: no list."""
    units = visit.ws.organisations
    return {
        "indicators": [(code, one.name) for code, one in visit.ws.catalogue.by_code.items()],
        "units": [(code, unit.short_name) for code, unit in units.items()] if len(units) <= _LISTED else [],
        "row_kinds": [kind.value for kind in RowKind],
        "qualifiers": [one.value for one in Qualifier],
    }


def row(visit: Visit) -> Response:
    """Decide on one row. With JavaScript the row alone comes back; without it the page, at the next row."""
    found, told = _found(visit), visit.part("row")
    if found is None or not told.isdecimal() or int(told[:6]) >= len(found[1].rows):
        return _not_there(visit)
    batch, at, body = found[0], int(told), visit.body
    decision = DECISIONS.get(body.text("quyet"))
    alone = bool(visit.request.headers.get("hx-request"))
    if decision is None:
        return visit.refuse(title="Chưa chọn quyết định nào", status=HTTPStatus.BAD_REQUEST)
    problems: tuple[Problem, ...] = ()
    try:
        decide(visit.ws, batch, at, decision, _given(visit), body.text("da-xem"))
    except DeskError as error:
        problems = error.problems
    review = review_of(batch)
    assert review is not None
    if alone:
        line = _line(visit, review, at, problems)
        address = f"/bao-cao-cu/{batch.id}"
        return visit.page(
            "past_row.html",
            title="",
            line=line,
            address=address,
            filter=body.text("loc"),
            fields=_choices(visit),
            counts=_counts(review),
        )
    if problems:
        return _one(visit, batch, review, (at, problems), HTTPStatus.UNPROCESSABLE_ENTITY)
    back = showing.link(f"/bao-cao-cu/{batch.id}", loc=body.text("loc"), trang=body.text("trang"))
    return RedirectResponse(f"{back}#dong-{at + 1}", HTTPStatus.SEE_OTHER)


def _given(visit: Visit) -> Given:
    names = {name for name, _ in visit.body.fields}

    def typed(name: str) -> str | None:
        return visit.body.text(name) if name in names else None

    indicator = typed("chi-tieu-khac") or typed("chi-tieu")
    return Given(
        value=typed("so"),
        indicator=indicator,
        period=typed("ky-so"),
        organisation=typed("don-vi"),
        kind=typed("loai-so"),
        qualifier=typed("chu"),
        target=typed("chi-tieu-giao"),
    )


def store_rows(visit: Visit) -> Response:
    """Make figures of the rows that were accepted."""
    found = _found(visit)
    if found is None:
        return _not_there(visit)
    batch, ws, store, who = found[0], visit.ws, visit.store, visit.shown or visit.body.text("nguoi-nhan")

    def work(job: Job) -> Taken:
        job.what = "Đang ghi vào kho số liệu"
        taken = take_past(ws, store, batch, visit.now, who)
        review = review_of(batch)
        rows = 0 if review is None else review.count(*TAKES)
        periods = tuple((code, read_period(code).words) for code in taken.periods)
        return Taken(f"/bao-cao-cu/{batch.id}", taken, rows, periods)

    return visit.await_job(visit.site.jobs.start("Nhận số liệu báo cáo cũ", "past_taken.html", visit.who, work))


def workbook(visit: Visit) -> Response:
    """The same rows as a workbook, to be decided on in Excel."""
    found = _found(visit)
    if found is None:
        return _not_there(visit)
    return showing.download(review_bytes(visit.ws, found[1].extraction), "Đối chiếu báo cáo cũ.xlsx")


def original(visit: Visit) -> Response:
    """A report as it came."""
    path = _paper(visit)
    return _not_there(visit) if path is None else showing.download(path.read_bytes(), path.name)


def make_template(visit: Visit) -> Response:
    """A past paper becomes the office's own template."""
    path = _paper(visit)
    if path is None:
        return _not_there(visit)
    ws, store, today, body = visit.ws, visit.store, visit.now.date(), visit.body
    kind, code = body.text("loai"), body.text("ma")
    period = read_period(body.text("ky-van-ban"))
    target = Path(TEMPLATES) / code if code else None
    replace_at = visit.now if body.text("thay-mau") else None
    command = f"drafter adopt {_relative(visit, path)} --kind {kind} --period {period}"
    command += f" -o {TEMPLATES}/{showing.typed(code)}" if code else ""

    def work(job: Job) -> AdoptedPaper:
        job.what = f"Đang đối chiếu {path.name} với số liệu {period.words}"
        report = adopt(ws, store, path, kind, period, today, target, replace_at=replace_at)
        sheet = slot_sheet(ws, store, report.kind, period, today)
        tied = next((lines for name, lines in sheet.files if name == "report.docx"), ())
        asked = tuple(one for one in report.problems if one.severity is not Severity.NOTE)
        stays = tuple(one for one in report.problems if one.severity is Severity.NOTE)
        return AdoptedPaper(report, tied, asked, stays, period.words, command)

    return visit.await_job(visit.site.jobs.start("Lập mẫu từ văn bản cũ", "past_adopted.html", visit.who, work))


# -- what the address names ----------------------------------------------------------------------------------------


def _not_there(visit: Visit) -> Response:
    return visit.absent("không có báo cáo cũ này")


def _found(visit: Visit) -> tuple[Batch, Review] | None:
    batch = find_past(visit.ws, visit.part("batch"))
    review = None if batch is None else review_of(batch)
    return None if batch is None or review is None else (batch, review)


def _paper(visit: Visit) -> Path | None:
    batch = find_past(visit.ws, visit.part("batch"))
    wanted = visit.part("file")
    return None if batch is None else next((path for path in batch.files if id_of(path.name) == wanted), None)


def _relative(visit: Visit, path: Path) -> str:
    return showing.typed(path.relative_to(visit.ws.folder).as_posix())


def _names(visit: Visit, batch: Batch) -> str:
    return " ".join(_relative(visit, path) for path in batch.files)


def _kinds(visit: Visit) -> list[KindLine]:
    """The kinds that a past paper may become a template of."""
    return [line for line in list_kinds(visit.ws.folder) if line.kind is not None and line.kind.report]


def _likely(visit: Visit, file: ExtractedFile | None) -> str:
    """The code of the kind that a past paper is most likely of, by its title and period."""
    if file is None:
        return ""
    period = Period.parse(file.period) if file.period else None
    return likely_kind(_kinds(visit), file.title, period)


def _line(visit: Visit, review: Review, at: int, problems: tuple[Problem, ...] = ()) -> RowLine:
    row = review.rows[at]
    by_code = visit.ws.catalogue.by_code
    unit = visit.ws.organisations.get(row.organisation)
    named = by_code.get(row.indicator)
    codes = dict.fromkeys((row.indicator, *row.candidates)) if row.indicator else dict.fromkeys(row.candidates)
    return RowLine(
        number=at,
        row=row,
        mark=mark_of(row),
        quoted=quoted(row),
        value=number(row.value),
        target="" if row.target is None else number(row.target),
        indicator=f"{named.code} – {named.name}" if named else "",
        candidates=tuple((code, by_code[code].name) for code in codes if code in by_code)[:3],
        unit=unit.short_name if unit else row.organisation,
        look=_LOOKS.get(row.decision, "submitted"),
        stored=at in review.stored,
        problems=problems,
    )
