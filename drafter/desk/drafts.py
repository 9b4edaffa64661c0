"""Turn the store's drafts into a list, two of them into what differs in words, and one of them back into files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from pathlib import Path

from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.desk.tracing.trace import known_draft, read_draft
from drafter.desk.versions import Part, free_version, versioned
from drafter.desk.workbook_cells import known_workbook, shown, workbook_of
from drafter.desk.workspace import DRAFTS, Workspace
from drafter.fill.package import save
from drafter.model.page import PageFile, View
from drafter.model.period import Period, PeriodError
from drafter.model.problem import ProblemKind, Severity
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.reconcile.cells import EMPTY, Cells, CellValue
from drafter.reconcile.spots import occurrences
from drafter.reconcile.values import folded, same, words
from drafter.render.slots import GAP, plain_name
from drafter.revise.workbook import OfficerBook
from drafter.store.records import Draft, DraftRecord, Issued
from drafter.store.store import Store

NO_SUCH_DRAFT = ProblemKind(
    code="R153",
    severity=Severity.ERROR,
    title="Không có dự thảo này",
    what="kho không có dự thảo nào mang mã «{found}»{hint}",
    fix="xem mã và phiên bản bằng «drafter drafts», rồi ghi mã@phiên-bản, hoặc ghi tên một tệp dự thảo",
)
NOT_COMPARED = ProblemKind(
    code="R154",
    severity=Severity.ERROR,
    title="Hai bản không cùng loại",
    what="«{found}» không phải bảng tính, không so sánh được với bảng tính",
    fix="so sánh Word với Word, Excel với Excel; mã dự thảo thì so được với cả hai",
)
KINDS = (NO_SUCH_DRAFT, NOT_COMPARED)

_AT = re.compile(r"(?P<doc>.+?)(?:@(?P<version>\d+))?")
_RESTORED = "khoi-phuc"


@dataclass(frozen=True)
class ListedDraft:
    """A stored version of a draft; `issued` is the paper that came of this very version, None for the others.

    `refreshed`: late figures were brought into an officer's copy of it.
    """

    record: DraftRecord
    issued: Issued | None
    refreshed: bool = False


@dataclass(frozen=True)
class FigureChange:
    """A figure that two papers print differently; `old` or `new` is empty where that paper does not print it."""

    key: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class WordChange:
    """A paragraph whose words differ, figures aside; `old` or `new` is empty where that paper has no such paragraph."""

    old: str
    new: str


@dataclass(frozen=True)
class DraftDiff:
    """What differs between two papers, each in the order of the second one, then what only the first has."""

    first: str
    second: str
    figures: tuple[FigureChange, ...]
    words: tuple[WordChange, ...]

    @property
    def same(self) -> bool:
        """Whether they say the same."""
        return not self.figures and not self.words


@dataclass(frozen=True)
class _Paper:
    """What is compared of a paper: each figure's key, name and text, and its words line by line."""

    name: str
    figures: tuple[tuple[str, str, str], ...]
    lines: Sequence[str]


def list_drafts(store: Store, period: Period | None = None) -> tuple[ListedDraft, ...]:
    """Every stored version, newest first."""
    issued = {(one.doc_id, one.version): one for one in store.all_issued()}
    return tuple(
        ListedDraft(one, issued.get((one.doc_id, one.version)), _is_refresh(store, one)) for one in store.drafts(period)
    )


def drafted_before(store: Store, came: Iterable[Period]) -> tuple[Period, ...]:
    """The periods with a draft that has not gone out, of which figures came just now: of it or of a part of it."""
    issued = {one.doc_id for one in store.all_issued()}
    waiting = dict.fromkeys(one.period for one in store.drafts() if one.doc_id not in issued)
    news = tuple(came)
    return tuple(one for one in waiting if any(one.contains(each) for each in news))


def _is_refresh(store: Store, record: DraftRecord) -> bool:
    """Whether a version is an officer's copy with late figures; the first one never is."""
    draft = store.draft(record.doc_id, record.version) if record.version > 1 else None
    return draft is not None and "refresh" in draft.manifest


def find_draft(store: Store, text: str) -> Draft:
    """The draft of «mã» or «mã@phiên-bản»; the beginning of one code is enough. Raises DeskError."""
    met = _AT.fullmatch(text)
    doc, version = (met["doc"], met["version"]) if met else (text, None)
    known = list(dict.fromkeys(record.doc_id for record in store.drafts()))
    exact = [one for one in known if one == doc] or [one for one in known if one.startswith(doc)]
    found = store.draft(exact[0], int(version) if version else None) if len(exact) == 1 else None
    if found is None:
        near = exact if len(exact) > 1 else get_close_matches(doc, known, n=3, cutoff=0.4)
        hint = f"; gần giống: {', '.join(near[:3])}" if near else ""
        raise stop(NO_SUCH_DRAFT, found=text, hint=hint)
    return found


# -- what differs --------------------------------------------------------------------------------------------------


def diff_drafts(ws: Workspace, store: Store, first: str, second: str) -> DraftDiff:
    """What differs between two papers, each a code of the store or a file. Raises DeskError.

    Two workbooks are compared, where one of them is one: of a draft of the store then its workbook.
    """
    books = any(_is_book(store, text) for text in (first, second))
    one, other = (_book(ws, store, text) if books else _paper(store, text) for text in (first, second))
    found = tuple(_figures(ws, one, other))
    return DraftDiff(one.name, other.name, found, tuple(_changes(one.lines, other.lines)))


def _is_book(store: Store, text: str) -> bool:
    """Whether it is a workbook and nothing else."""
    path = Path(text)
    if path.is_file():
        return path.suffix.casefold() == ".xlsx"
    return ending_of(find_draft(store, text).document) == "xlsx"


def _paper(store: Store, text: str) -> _Paper:
    path = Path(text)
    if path.is_file():
        page = read_draft(path)
        known = known_draft(store, page, path)
        there = ((base.key, base.label, spot.accepted) for base, spot, _ in known.located if spot is not None)
        return _Paper(path.name, tuple(there), _lines(page))
    draft = find_draft(store, text)
    listing = not occurrences(draft.manifest)
    stored = occurrences(draft.manifest, listing=listing)
    return _Paper(text, tuple((one.key, one.label, one.text) for one in stored), _lines(read_page(draft.document)))


def _book(ws: Workspace, store: Store, text: str) -> _Paper:
    """A workbook: its figures by what they count and whose they are, and each row's words."""
    path = Path(text)
    if path.is_file():
        if path.suffix.casefold() != ".xlsx":
            raise stop(NOT_COMPARED, found=path.name)
        known = known_workbook(store, path)
        draft, sheets = known.draft, known.officer.sheets
        figures = ((one.key, one.label, one.officer) for one in known.located() if one.officer is not None)
        return _Paper(path.name, _cells(ws, draft, figures), _rows(sheets))
    draft = find_draft(store, text)
    if "cells" not in draft.manifest:
        raise stop(NOT_COMPARED, found=draft.doc_id)
    sheets = OfficerBook(workbook_of(draft)).sheets
    stored = draft.manifest["cells"]
    held = ((key, label, sheets.get(sheet, {}).get((row, col), EMPTY)) for sheet, row, col, key, label in stored)
    return _Paper(text, _cells(ws, draft, held), _rows(sheets))


def _cells(
    ws: Workspace, draft: Draft, figures: Iterable[tuple[str, str, CellValue]]
) -> tuple[tuple[str, str, str], ...]:
    return tuple((key, f"{label}{_whose(ws, draft, key)}", shown(cell)) for key, label, cell in figures)


def _whose(ws: Workspace, draft: Draft, key: str) -> str:
    """« – Công đoàn xã …, năm 2024»: the unit and the period of a figure, where they are not the draft's own."""
    parts = key.partition("#")[0].split("/", 2)
    if len(parts) < 3 or parts[0] not in ws.catalogue.by_code:
        return ""
    _, unit, period = parts
    named = (
        f" – {ws.organisations[unit].name_on(draft.period.end)}"
        if unit != draft.organisation and unit in ws.organisations
        else ""
    )
    try:
        other = Period.parse(period)
    except PeriodError:
        return named
    return named if other == draft.period else f"{named}, {other.words}"


def _rows(sheets: Mapping[str, Cells]) -> Sequence[str]:
    """The words of each row, with the name of its sheet."""
    found: dict[tuple[str, int], list[str]] = {}
    for sheet, cells in sheets.items():
        for (row, _), cell in sorted(cells.items()):
            if not cell.formula and isinstance(cell.value, str) and cell.value.strip():
                found.setdefault((sheet, row), []).append(folded(cell.value))
    return [f"{sheet}: {' | '.join(texts)}" for (sheet, _), texts in found.items()]


def _figures(ws: Workspace, one: _Paper, other: _Paper) -> Iterator[FigureChange]:
    """Figures by key, the n-th of one paper against the n-th of the other where both print it as often."""
    was, now = _by_key(one.figures), _by_key(other.figures)
    for key in dict.fromkeys((*now, *was)):
        old, new = was.get(key, []), now.get(key, [])
        label = (new or old)[0][0] or _label(ws, key)
        if len(old) == len(new):
            pairs = [(before, after) for (_, before), (_, after) in zip(old, new, strict=True)]
        else:
            gone, come = [text for _, text in old], [text for _, text in new]
            pairs = [(" | ".join(dict.fromkeys(gone)), " | ".join(dict.fromkeys(come)))]
        for before, after in dict.fromkeys(pairs):
            if not same(before, after):
                yield FigureChange(key, label, before, after)


def _label(ws: Workspace, key: str) -> str:
    """What a figure is called where the draft did not keep it."""
    indicator = ws.catalogue.get(key.split("/", 1)[0])
    return "" if indicator is None else plain_name(indicator)


def _by_key(figures: Iterable[tuple[str, str, str]]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for key, label, text in figures:
        found.setdefault(key.removesuffix(GAP), []).append((label, text))
    return found


def word_changes(one: PageFile, other: PageFile, between: Iterable[PageFile] = ()) -> Iterator[WordChange]:
    """Paragraphs whose words differ once every number is the same: a changed figure is told as a figure.

    `between` are files that we gave out on the way: what was proposed in one of them and accepted is no difference.
    """
    put_in: set[tuple[str, ...]] = set()
    taken_out: set[tuple[str, ...]] = set()
    for page in between:
        before, after = (set(map(_bones, _lines(page, view))) for view in (View.REJECTED, View.ACCEPTED))
        put_in |= after - before
        taken_out |= before - after
    for change in _changes(_lines(one), _lines(other)):
        new = "" if _bones(change.new) in put_in else change.new
        old = "" if _bones(change.old) in taken_out and not new else change.old
        if old or new:
            yield WordChange(old, new)


def _bones(line: str) -> tuple[str, ...]:
    return tuple(words(line))


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[WordChange]:
    matcher = SequenceMatcher(None, [words(line) for line in old], [words(line) for line in new], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        gone, come = old[a:b], new[c:d]
        if len(gone) == len(come):
            yield from (WordChange(before, after) for before, after in zip(gone, come, strict=True))
        else:
            yield from (WordChange(line, "") for line in gone)
            yield from (WordChange("", line) for line in come)


def _lines(page: PageFile, view: View = View.ACCEPTED) -> Sequence[str]:
    return [line for line in map(folded, visible_text(page, view).splitlines()) if line]


# -- back into files -----------------------------------------------------------------------------------------------


def restore(ws: Workspace, store: Store, text: str, folder: Path | None = None) -> tuple[Path, ...]:
    """Write a stored draft's files into a folder of their own; a file that is there is never written over.

    Raises DeskError where there is no such draft or the files cannot be written.
    """
    draft = find_draft(store, text)
    target = folder or ws.folder / DRAFTS / _RESTORED
    stem = re.sub(r"[^\w.-]+", "-", draft.doc_id)
    parts: list[Part] = [(stem, ending_of(draft.document), draft.document)]
    if draft.appendix is not None:
        parts.append((f"{stem}-phu-luc", ending_of(draft.appendix), draft.appendix))
    try:
        target.mkdir(parents=True, exist_ok=True)
        version = free_version(target, parts)
        files = tuple(versioned(target, name, ending, version) for name, ending, _ in parts)
        for path, (_, _, data) in zip(files, parts, strict=True):
            if not path.exists():
                save(path, data)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=target, reason=reason_of(error)) from error
    return files


def ending_of(data: bytes) -> str:
    """«docx» or «xlsx», by what is in it."""
    return "xlsx" if b"xl/workbook.xml" in data else "docx"
