"""Turn files that officers have sent back into what each changed, what late figures change, and what is to be decided.

They are kept in a folder of their own below `du-thao/ban-sua`, where the files made of them come to lie too. Looking
writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from drafter.desk.problems import NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.received import Batch, batches, find_batch, id_of, keep_received
from drafter.desk.refreshing.refresh import refresh_files
from drafter.desk.refreshing.words import Changed, Question, Refreshed, Retyped
from drafter.desk.refreshing.workbook import CellLine, RefreshedBook, refresh_workbook
from drafter.desk.versions import free_version, versioned
from drafter.desk.workbook_cells import open_book, shown
from drafter.desk.workspace import DRAFTS, Workspace
from drafter.fill.package import save
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.readback.opening import NotRead
from drafter.readback.reader import read_page
from drafter.reconcile.cells import EMPTY, CellAction, CellValue
from drafter.reconcile.choices import Choice
from drafter.render.finish import IDENTITY
from drafter.store.store import Store

RETURNED = f"{DRAFTS}/ban-sua"
WORD, EXCEL = ".docx", ".xlsx"
ANNEX = "-phu-luc-moi"
"""How the name of a renewed annex ends."""

NOT_AN_EDITED_FILE = ProblemKind(
    code="R124",
    severity=Severity.ERROR,
    title="Tệp gửi lại không phải Word, Excel",
    what="«{found}» không phải tệp .docx hay .xlsx nên chưa nhận",
    fix="mở tệp bằng Word hoặc Excel, lưu dạng Word Document (*.docx) hoặc Excel Workbook (*.xlsx) rồi gửi lại",
)
KINDS = (NOT_AN_EDITED_FILE,)


@dataclass(frozen=True)
class Look:
    """What there is to say of one file. `problems` are why it could not be looked at; nothing else is told then.

    `edits` are what the officer has changed, `changed` what late figures change, `asked` what a person is to decide,
    `notes` what else to look at. `target` is the file that was made, None where none was; `annex` the workbook of the
    same figures that was put beside it, None where the paper has none or an officer's own came in the same batch.
    """

    path: Path
    doc_id: str = ""
    edits: tuple[Retyped, ...] = ()
    changed: tuple[Changed, ...] = ()
    asked: tuple[Question, ...] = ()
    notes: tuple[Problem, ...] = ()
    agreed: int = 0
    waiting: int = 0
    target: Path | None = None
    annex: Path | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether late figures change nothing in it and nothing is to be decided."""
        return not (self.changed or self.asked or self.problems)


@dataclass(frozen=True)
class LookedAt:
    """What there is to say of a batch: each file by itself, and where the copies of one paper contradict each other."""

    files: tuple[Look, ...]
    between: tuple[Problem, ...] = ()


def keep_returned(ws: Workspace, files: Sequence[tuple[str, Path]], now: datetime) -> Batch:
    """Keep files that came back. Raises DeskError where any is no Word or Excel file; nothing is kept then."""
    wrong = [name for name, _ in files if not name.casefold().endswith((WORD, EXCEL))]
    if wrong:
        raise DeskError(*(NOT_AN_EDITED_FILE.at(Place(name), found=name) for name in wrong))
    folder = keep_received(ws, files, now, RETURNED)
    found = find_batch(ws, RETURNED, id_of(folder.name))
    assert found is not None
    return found


def all_returned(ws: Workspace) -> tuple[Batch, ...]:
    """Every batch that came back, the newest first."""
    return batches(ws, RETURNED)


def find_returned(ws: Workspace, batch_id: str) -> Batch | None:
    """The batch of that id; None where there is none."""
    return find_batch(ws, RETURNED, batch_id)


def look_at(ws: Workspace, store: Store, batch: Batch, now: datetime, *, force: bool = False) -> LookedAt:
    """What would be done with each file of a batch; nothing is written. One that cannot be read costs only itself."""
    papers = [path for path in batch.files if path.suffix.casefold() == WORD]
    between: tuple[Problem, ...] = ()
    try:
        found = refresh_files(ws, store, papers, now=now, force=force, dry_run=True)
        looks = {one.path: _of_paper(one) for one in found.files}
        between = found.between
    except DeskError:  # one of them: the others are looked at by themselves
        looks = {path: _alone(ws, store, path, now, force=force) for path in papers}
    others = (path for path in batch.files if path not in looks)
    looks |= {path: _alone(ws, store, path, now, force=force) for path in others}
    return LookedAt(tuple(looks[path] for path in batch.files), between)


def identity(path: Path) -> str:
    """The code of the draft that a file says it is; empty where it says none or cannot be read."""
    try:
        if path.suffix.casefold() == EXCEL:
            return open_book(path).properties.get(IDENTITY, "")
        return read_page(path.read_bytes()).properties.get(IDENTITY, "").strip()
    except (DeskError, NotRead, OSError):
        return ""


def refresh_returned(
    ws: Workspace,
    store: Store,
    path: Path,
    now: datetime,
    choices: Mapping[str, Choice] | None = None,
    *,
    force: bool = False,
    dry_run: bool = False,
) -> Look:
    """Make the new file of one that came back, as `drafter refresh` does. Raises DeskError."""
    if path.suffix.casefold() == EXCEL:
        return _of_book(refresh_workbook(ws, store, path, now=now, choices=choices, dry_run=dry_run))
    done = refresh_files(ws, store, (path,), now=now, force=force, choices=choices, dry_run=dry_run)
    made = done.files[0]
    return replace(_of_paper(made), annex=_annex(ws, made) if made.annex and made.target else None)


def _annex(ws: Workspace, made: Refreshed) -> Path | None:
    """Write the annex of the new figures beside the paper; an officer's own, dropped with it, is renewed by itself."""
    batch = find_returned(ws, id_of(made.path.parent.name))
    came = batch.files if batch is not None else ()
    if made.annex is None or any(one.suffix.casefold() == EXCEL and identity(one) == made.doc_id for one in came):
        return None
    stem = f"{made.path.stem}{ANNEX}"
    try:
        version = free_version(made.path.parent, [(stem, "xlsx", made.annex)])
        path = versioned(made.path.parent, stem, "xlsx", version)
        if not path.exists():
            save(path, made.annex)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=made.path.parent, reason=reason_of(error)) from error
    return path


def _alone(ws: Workspace, store: Store, path: Path, now: datetime, *, force: bool) -> Look:
    try:
        return refresh_returned(ws, store, path, now, force=force, dry_run=True)
    except DeskError as error:
        return Look(path, problems=error.problems)


def _of_paper(one: Refreshed) -> Look:
    return Look(
        one.path, one.doc_id, one.edits, one.changed, one.asked, one.problems, one.agreed, one.waiting, one.target
    )


def _of_book(one: RefreshedBook) -> Look:
    """A workbook in the same words as a paper."""
    kept = [_retyped(line) for line in one.lines if line.action in (CellAction.KEPT, CellAction.CONFLICT)]
    words = [Retyped(where, *_was_and_is(rest)) for where, _, rest in (edit.partition(": ") for edit in one.edits)]
    return Look(
        one.path,
        one.doc_id,
        edits=(*kept, *words),
        changed=tuple(
            Changed(f"{line.cell.words} {line.cell.label}".strip(), _before(line), _after(line), line.source)
            for line in one.of(CellAction.UPDATE)
        ),
        asked=tuple(_question(line) for line in one.lines if _is_asked(line)),
        agreed=len(one.of(CellAction.AGREED)),
        target=one.target,
    )


def _is_asked(line: CellLine) -> bool:
    return line.asked and line.action in (CellAction.CONFLICT, CellAction.KEPT)


def _before(line: CellLine) -> str:
    was = (line.cell.officer or EMPTY) if line.asked else CellValue(line.cell.base)
    return shown(was) or "trống"


def _after(line: CellLine) -> str:
    return shown(CellValue(line.fresh)) or "trống"


def _retyped(line: CellLine) -> Retyped:
    old, new = shown(CellValue(line.cell.base)) or "trống", shown(line.cell.officer or EMPTY) or "trống"
    return Retyped(f"{line.cell.words} {line.cell.label}".strip(), old, new)


def _was_and_is(text: str) -> tuple[str, str]:
    """The two texts of «a» → «b»."""
    old, _, new = text.partition(" → ")
    return old.strip("«»"), new.strip("«»")


def _question(line: CellLine) -> Question:
    return Question(
        ref=line.cell.words,
        label=line.cell.label or line.cell.words,
        where=line.cell.words,
        base=shown(CellValue(line.cell.base)) or "trống",
        officer=shown(line.cell.officer or EMPTY) or "trống",
        fresh=_after(line),
        why="cán bộ đã sửa ô này, nay số liệu lại đổi" if line.can_take else "ô này là công thức cán bộ đã đặt",
        source=line.source,
        can_take=line.can_take,
        refused_before=line.action is CellAction.KEPT,
    )
