"""Turn a draft that has been edited, renamed or sent about into where each of its figures comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from drafter.desk.evidence import Evidence, evidence_of
from drafter.desk.problems import NO_FILES, NOT_READABLE, DeskError, reason_of, stop
from drafter.desk.refreshing.base import ROUND, find_base
from drafter.desk.refreshing.problems import NOT_WRITTEN_INTO
from drafter.desk.tracing.derivation import Derivation
from drafter.desk.tracing.figure_origins import figure_origin
from drafter.desk.tracing.register_origins import register_origin
from drafter.desk.workbook_cells import LocatedCell, known_workbook, shown
from drafter.desk.workspace import Workspace
from drafter.model.page import PageFile
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.readback.opening import NotRead
from drafter.reconcile.cells import CellValue
from drafter.reconcile.match import locate
from drafter.reconcile.spots import Found, Occurrence, Spot
from drafter.reconcile.values import folded, same
from drafter.reports.foreign import read_foreign_page
from drafter.revise.copy import OfficerCopy
from drafter.revise.opening import NotWritable
from drafter.store.records import Draft
from drafter.store.store import Store

NOWHERE = ProblemKind(
    code="R151",
    severity=Severity.ERROR,
    title="Bản thảo không có số được hỏi",
    what="bản thảo không có số nào ghi «{found}» mà phần mềm theo dõi được",
    fix='chép đúng số như trong bản thảo, ví dụ --at "676/650"; số tự gõ thêm thì phần mềm không biết nguồn',
)
NOT_TRACEABLE = ProblemKind(
    code="R152",
    severity=Severity.ERROR,
    title="Tệp không truy được nguồn số",
    what="«{found}» không phải tệp .docx hay .xlsx",
    fix="chọn tệp dự thảo Word hoặc phụ lục Excel do phần mềm soạn",
)
KINDS = (NOWHERE, NOT_TRACEABLE)

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # nothing is written


@dataclass(frozen=True)
class Traced:
    """One figure of a file. `text` is what it says there now, empty where it was taken out; `drafted` what the draft
    said. `places` are where it stands («Phụ lục I!D12»), empty for running text. `count`: how often it says so.

    `marks` are those that carry it in the file. `found` is how it was known again, None where nothing of it is left.
    `origin` is None where nothing is known of how it came about.
    """

    key: str
    label: str
    text: str
    drafted: str
    found: Found | None
    origin: Derivation | None
    places: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    count: int = 1

    @property
    def retyped(self) -> bool:
        """Whether somebody has written something else in its place."""
        return self.found is not None and not same(self.text, self.drafted)


@dataclass(frozen=True)
class TraceReport:
    """What a file's figures come from, in the order of the file. `draft` is the stored draft that it was."""

    path: Path
    draft: Draft
    title: str
    lines: tuple[Traced, ...]
    removed: tuple[Traced, ...] = ()


def trace(ws: Workspace, store: Store, path: Path, *, at: str = "") -> TraceReport:
    """Where the figures of a draft come from; `at`: only of those that say this, or of a cell. Raises DeskError."""
    if path.suffix.casefold() == ".xlsx":
        known_book = known_workbook(store, path)
        draft, evidence = known_book.draft, evidence_of(ws, store, known_book.draft, of_workbook=True)
        lines = [_of_cell(evidence, one) for one in known_book.located()]
    else:
        known = known_draft(store, read_draft(path), path)
        draft, evidence = known.draft, evidence_of(ws, store, known.draft)
        lines = [_traced(evidence, *one) for one in known.located]
    here = _grouped(one for one in lines if one.found is not None)
    if at:
        here = tuple(one for one in here if _says(one, at))
        if not here:
            raise stop(NOWHERE, Place(path.name), found=at)
    removed = () if at else tuple(one for one in lines if one.found is None)
    return TraceReport(path, draft, evidence.paper.kind.subject_for(draft.period), here, removed)


def origin_of(evidence: Evidence, key: str, text: str = "") -> Derivation | None:
    """How the figure of any key came about, as the draft prints it; None where nothing is known of it."""
    return register_origin(evidence, key) or figure_origin(evidence, key, text)


def _traced(evidence: Evidence, occurrence: Occurrence, spot: Spot | None, found: Found | None) -> Traced:
    return Traced(
        key=occurrence.key,
        label=occurrence.label,
        text="" if spot is None else spot.accepted,
        drafted=occurrence.text,
        found=found,
        origin=origin_of(evidence, occurrence.key, occurrence.text),
        marks=() if spot is None else (mark_of(spot),),
    )


def _of_cell(evidence: Evidence, one: LocatedCell) -> Traced:
    text = "" if one.officer is None else shown(one.officer)
    return Traced(
        key=one.key,
        label=one.label,
        text=text,
        drafted=shown(CellValue(one.base)),
        found=None if one.place is None else Found.TEXT,
        origin=origin_of(evidence, one.key, shown(CellValue(one.base))),
        places=() if one.place is None else (one.words,),
        marks=() if one.place is None else (one.words,),
    )


def mark_of(spot: Spot) -> str:
    """What tells a carrier from the others of its file."""
    return spot.bookmark or f"{spot.tag or spot.alias}|{folded(spot.accepted)}"


def _grouped(lines: Iterable[Traced]) -> tuple[Traced, ...]:
    """What says the same of the same figure is told once, where it first stands."""
    found: dict[tuple[str, str, str], Traced] = {}
    for one in lines:
        at = (one.key, folded(one.text), one.drafted)
        before = found.get(at)
        found[at] = (
            one
            if before is None
            else replace(before, count=before.count + 1, places=tuple(dict.fromkeys((*before.places, *one.places))))
        )
    return tuple(found.values())


def _says(one: Traced, at: str) -> bool:
    wanted = folded(at).casefold()
    here = any(place == at or place.endswith(f"!{at}") for place in one.places)
    return here or wanted in folded(one.text).casefold() or same(one.text, at)


# -- the file ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KnownDraft:
    """A file and the stored draft that it was: each figure of the draft, where it stands now and how it was found."""

    draft: Draft
    listing: bool
    located: tuple[tuple[Occurrence, Spot | None, Found | None], ...]


def read_draft(path: Path) -> PageFile:
    """The Word file; it is only read. Raises DeskError."""
    if not path.is_file():
        raise stop(NO_FILES, found=path)
    if path.suffix.casefold() not in (".docx", ".docm", ".dotx"):
        raise stop(NOT_TRACEABLE, Place(path.name), found=path.name)
    try:
        return read_foreign_page(path.read_bytes())
    except NotRead as refused:
        raise DeskError(replace(refused.problem, place=Place(path.name))) from refused
    except OSError as error:
        raise stop(NOT_READABLE, Place(path.name), found=path, reason=reason_of(error)) from error


def known_draft(store: Store, page: PageFile, path: Path) -> KnownDraft:
    """The stored draft that a file was, by its property or by the figures in it. Raises DeskError."""
    return known_paper(store, page, path.read_bytes(), Place(path.name))


def known_paper(store: Store, page: PageFile, data: bytes, place: Place) -> KnownDraft:
    """The same of a paper's bytes; `place` is what messages call it. Raises DeskError."""
    try:
        copy = OfficerCopy(data, _ANY_TIME)
    except NotWritable as refused:
        raise DeskError(NOT_WRITTEN_INTO.at(place, found=refused.why)) from refused
    base = find_base(store, page, copy, place)
    if isinstance(base, Problem):
        raise DeskError(base)
    located = tuple((one.occurrence, one.spot, one.found) for one in locate(base.figures, copy.spots))
    return KnownDraft(_version(store, base.draft, page), base.listing, located)


def _version(store: Store, draft: Draft, page: PageFile) -> Draft:
    """The version whose figures the file shows: that of the refresh which it came from, else the first."""
    token = page.properties.get(ROUND, "").strip()
    numbers = [one.version for one in store.drafts(draft.period) if one.doc_id == draft.doc_id] if token else []
    versions = (store.draft(draft.doc_id, number) for number in numbers)
    rounds = (one for one in versions if one is not None and one.manifest.get("refresh", {}).get("token") == token)
    return next(rounds, draft)
