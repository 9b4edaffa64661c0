"""Nhận lại bản đã sửa: what officers changed, what late figures change, conflicts one by one, the new file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from starlette.responses import Response

from drafter.desk.problems import DeskError
from drafter.desk.received import Batch, id_of, too_large
from drafter.desk.refreshing.problems import OTHER_PERIOD
from drafter.desk.returned import (
    ANNEX,
    Look,
    LookedAt,
    all_returned,
    find_returned,
    identity,
    keep_returned,
    look_at,
    refresh_returned,
)
from drafter.model.problem import Problem
from drafter.reconcile.choices import Choice
from drafter.web import show as showing
from drafter.web.jobs import Job
from drafter.web.pages.drafts import draft_lines
from drafter.web.visit import Visit

ANSWERS = {"lay": Choice.TAKE, "giu": Choice.KEEP}
_SHOWN = 12
_ENDS = (
    ("-cap-nhat", "đã cập nhật số liệu"),
    ("-da-soat", "đã soát"),
    ("-sach", "bản sạch"),
    (ANNEX, "phụ lục, số liệu mới"),
)


@dataclass(frozen=True)
class FileLine:
    """A file of a batch: `id` stands for it in addresses, `saved_as` is what it is called when it is kept.

    `origin` is the file that it was made of; None for one that came.
    """

    id: str
    path: Path
    saved_as: str
    what: str
    origin: Path | None = None

    @property
    def is_word(self) -> bool:
        """Whether it is a Word file."""
        return self.path.suffix.casefold() == ".docx"


@dataclass(frozen=True)
class Seen:
    """One file that came back, as the page tells it. `command` is what does the same."""

    line: FileLine
    look: Look
    title: str
    command: str
    foreign: bool


@dataclass(frozen=True)
class Made:
    """What became of making the new file."""

    address: str
    look: Look
    line: FileLine | None
    annex: FileLine | None
    command: str


def show(visit: Visit) -> Response:
    """Where files are dropped, and what has come back so far."""
    return _start(visit)


def _start(visit: Visit, problems: tuple[Problem, ...] = (), status: int = HTTPStatus.OK) -> Response:
    return visit.page(
        "returned.html",
        title="Nhận lại bản đã sửa",
        status=status,
        problems=problems,
        batches=all_returned(visit.ws)[:_SHOWN],
    )


def take_in(visit: Visit) -> Response:
    """Files that officers sent back, kept in the office's folder and looked at beside the server."""
    uploads = visit.body.uploads("tep")
    kept = [(upload.name, upload.path) for upload in uploads if upload.path is not None]
    large = tuple(problem for upload in uploads if upload.path is None for problem in too_large(upload.name).problems)
    if large or not kept:
        return _start(visit, large, HTTPStatus.UNPROCESSABLE_ENTITY if large else HTTPStatus.BAD_REQUEST)
    try:
        batch = keep_returned(visit.ws, kept, visit.now)
    except DeskError as error:
        return _start(visit, error.problems, HTTPStatus.UNPROCESSABLE_ENTITY)

    def work(job: Job) -> str:
        job.what = "Đang so bản đã sửa với bản đã soạn và số liệu hôm nay"
        _looked(visit, batch, force=False)
        return batch.id

    return visit.await_job(visit.site.jobs.start("Nhận lại bản đã sửa", "returned_looked.html", visit.who, work))


def one(visit: Visit) -> Response:
    """One batch: what each file changed, what late figures change in it, what is to be decided, what was made of it."""
    batch = batch_of(visit)
    return not_there(visit) if batch is None else _one(visit, batch)


def _one(visit: Visit, batch: Batch) -> Response:
    force = bool(visit.query("dung"))
    found = _looked(visit, batch, force=force)
    titles = _titles(visit)
    lines = file_lines(visit, batch)
    seen = [
        Seen(
            lines[look.path],
            look,
            titles.get(look.doc_id, ""),
            _command(visit, look.path, {}, force=force),
            any(problem.code == OTHER_PERIOD.code for problem in look.problems),
        )
        for look in found.files
    ]
    return visit.page(
        "returned_one.html",
        title="Bản đã sửa" if batch.came is None else f"Bản đã sửa, nhận lúc {batch.came:%d/%m/%Y %H:%M}",
        batch=batch,
        address=f"/ban-sua/{batch.id}",
        seen=seen,
        between=found.between,
        made=[lines[path] for path in batch.made if path in lines],
        force=force,
    )


def make(visit: Visit) -> Response:
    """Make the new file of one that came back, with what was decided."""
    batch = batch_of(visit)
    path = None if batch is None else next((one for one in batch.files if id_of(one.name) == visit.part("file")), None)
    if batch is None or path is None:
        return not_there(visit)
    choices = {
        name.removeprefix("chon-"): ANSWERS[value]
        for name, value in visit.body.fields
        if name.startswith("chon-") and value in ANSWERS
    }
    force = bool(visit.body.text("dung"))
    ws, store = visit.ws, visit.store

    def work(job: Job) -> Made:
        job.what = f"Đang lập tệp cập nhật của {path.name}"
        look = refresh_returned(ws, store, path, visit.now, choices, force=force)
        made = {} if look.target is None else file_lines(visit, find_returned(ws, batch.id) or batch)
        line, annex = (None if one is None else made[one] for one in (look.target, look.annex))
        return Made(f"/ban-sua/{batch.id}", look, line, annex, _command(visit, path, choices, force=force))

    return visit.await_job(visit.site.jobs.start("Lập tệp cập nhật", "returned_made.html", visit.who, work))


def download(visit: Visit) -> Response:
    """A file of the batch, under a name that says what it is."""
    found = found_file(visit)
    if found is None:
        return not_there(visit)
    return showing.download(found[1].path.read_bytes(), found[1].saved_as)


# -- what the page of checks needs too -----------------------------------------------------------------------------


def not_there(visit: Visit) -> Response:
    """The answer for a batch or a file that there is not."""
    return visit.absent("không có bản đã sửa này")


def batch_of(visit: Visit) -> Batch | None:
    """The batch that the address names."""
    return find_returned(visit.ws, visit.part("batch"))


def found_file(visit: Visit) -> tuple[Batch, FileLine] | None:
    """The batch and its file that the address names; None where there is no such."""
    batch = batch_of(visit)
    if batch is None:
        return None
    lines = file_lines(visit, batch)
    line = next((one for one in lines.values() if one.id == visit.part("file")), None)
    return None if line is None else (batch, line)


def relative(visit: Visit, path: Path) -> str:
    """A file of the office's folder as a command names it, quoted where it must be."""
    return showing.typed(path.relative_to(visit.ws.folder).as_posix())


def file_lines(visit: Visit, batch: Batch) -> Mapping[Path, FileLine]:
    """The Word and Excel files of a batch: what came, and what was made of it."""
    whose = {path: _name(visit, batch, path, _identity(path, path.stat().st_mtime_ns)) for path in batch.files}
    lines = {path: FileLine(id_of(path.name), path, path.name, "bản gửi lại") for path in batch.files}
    issued = {one.file: one for one in visit.store.all_issued()}
    for path in batch.made:
        if path.suffix.casefold() not in (".docx", ".xlsx"):
            continue
        if path.name in issued:
            paper = issued[path.name]
            what = f"bản phát hành số {paper.number}, ngày {paper.day:%d/%m/%Y}"
            lines[path] = FileLine(id_of(path.name), path, path.name, what)
            continue
        origin = max(
            (one for one in batch.files if path.stem.startswith(one.stem)), key=lambda one: len(one.stem), default=None
        )
        what = next((words for end, words in reversed(_ENDS) if end in path.stem), "")
        title = whose.get(origin, path.stem) if origin else path.stem
        version = path.stem.rpartition("-v")[2]
        number = f" (bản {version})" if version.isdecimal() and "-v" in path.stem else ""
        lines[path] = FileLine(id_of(path.name), path, f"{title} – {what}{number}{path.suffix.lower()}", what, origin)
    return lines


@lru_cache(maxsize=256)
def _identity(path: Path, _changed: int) -> str:
    return identity(path)


def _looked(visit: Visit, batch: Batch, *, force: bool) -> LookedAt:
    ws, store = visit.ws, visit.store
    return visit.site.kept(("returned", batch.id, force), lambda: look_at(ws, store, batch, visit.now, force=force))


def _titles(visit: Visit) -> dict[str, str]:
    """What each stored draft is called, with its period."""
    return {
        line.listed.record.doc_id: f"{line.title} – {line.listed.record.period.words}"
        for line in draft_lines(visit, None)
    }


def _name(visit: Visit, batch: Batch, path: Path, doc_id: str) -> str:
    """What a file that came back is called: the paper that it is; of several, by whose copy it is too."""
    title = _titles(visit).get(doc_id)
    if title is None:
        return path.stem
    return (f"{title} ({path.stem})" if len(batch.files) > 1 else title).replace("/", "-")


def _command(visit: Visit, path: Path, choices: Mapping[str, Choice], *, force: bool) -> str:
    words = ["drafter refresh", relative(visit, path)]
    options = {Choice.TAKE: "--take-ours", Choice.KEEP: "--keep-mine"}
    words += [f"{options[choice]} {showing.typed(ref)}" for ref, choice in choices.items()]
    return " ".join([*words, *(["--force"] if force else [])])
