"""Turn an officer's edited workbook and today's figures into a new file: new numbers in, what the office changed kept.

The officer's file is read, never written. Each figure's cell is found again by the words of its row and column; a cell
that nobody touched gets the new number, a colour and a note; formulas stay. The new file is read again before it is
given out: nothing but what was intended may differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from drafter.desk.draft import redraft
from drafter.desk.evidence import Evidence
from drafter.desk.problems import NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.refreshing.problems import ANNEX_ISSUED, CONFLICT, NO_QUESTION, NOT_SOUND, NOT_TAKEN, OUT_EXISTS
from drafter.desk.refreshing.rows import grown
from drafter.desk.tracing.trace import origin_of
from drafter.desk.tracing.words import fact_words
from drafter.desk.versions import free_version, versioned
from drafter.desk.workbook_cells import KnownBook, LocatedCell, known_workbook, shown
from drafter.desk.workspace import Workspace
from drafter.fill.package import save
from drafter.model.problem import Place as Where
from drafter.model.problem import Problem
from drafter.reconcile.cells import EMPTY, CellAction, CellValue, Place, Value, decide_cell, equal, places_of, untouched
from drafter.reconcile.choices import Choice
from drafter.render.draft import Drafted
from drafter.render.paper import Paper
from drafter.render.workbook_identity import WORKBOOK, finish_workbook
from drafter.revise.names import AUTHOR
from drafter.revise.workbook import OfficerBook
from drafter.store.records import Draft
from drafter.store.store import Store

_NAMED = 3  # so many entries are named as the source of a number
_WRITTEN = (CellAction.UPDATE, CellAction.CONFLICT)


@dataclass(frozen=True)
class CellLine:
    """One figure's cell, what today's figures say of it, what is done, and where the new number is from.

    `asked`: a person may decide on it, by the cell's words («Phụ lục I!D12»).
    """

    cell: LocatedCell
    fresh: Value
    action: CellAction
    source: str = ""
    asked: bool = False

    @property
    def can_take(self) -> bool:
        """Whether the program can put the new number there: never in place of a formula."""
        officer = self.cell.officer
        return officer is not None and not officer.formula and (self.fresh is None or isinstance(self.fresh, Decimal))


@dataclass(frozen=True)
class RefreshedBook:
    """What became of one workbook. `target` is None where nothing had to be written.

    `edits` are the other cells that the office changed, «Phụ lục II!L9: «…» → «…»»; `unplaced` are new figures for
    which the officer's sheets have no cell; `added` are the rows that were put in, «Phụ lục I: CĐCS …».
    """

    path: Path
    target: Path | None
    lines: tuple[CellLine, ...]
    edits: tuple[str, ...]
    unplaced: tuple[str, ...]
    conflicts: tuple[Problem, ...]
    doc_id: str = ""
    added: tuple[str, ...] = ()

    def of(self, action: CellAction) -> tuple[CellLine, ...]:
        """The lines with this action."""
        return tuple(one for one in self.lines if one.action is action)


@dataclass(frozen=True)
class _Fresh:
    """Today's workbook, each figure's value and place in it by sheet and key."""

    book: OfficerBook
    values: Mapping[tuple[str, str], Value]
    places: Mapping[tuple[str, str], tuple[Place, str]]

    @staticmethod
    def of(drafted: Drafted) -> _Fresh:
        book = OfficerBook(drafted.annex or drafted.main)
        values: dict[tuple[str, str], Value] = {}
        places: dict[tuple[str, str], tuple[Place, str]] = {}
        for sheet, row, column, key, label in drafted.manifest.get("cells", ()):
            values[sheet, key] = book.sheets.get(sheet, {}).get((row, column), EMPTY).value
            places[sheet, key] = (row, column), label
        return _Fresh(book, values, places)


def refresh_workbook(
    ws: Workspace,
    store: Store,
    path: Path,
    *,
    now: datetime,
    out: Path | None = None,
    choices: Mapping[str, Choice] | None = None,
    dry_run: bool = False,
) -> RefreshedBook:
    """Refresh one workbook. Raises DeskError; then nothing was written.

    `choices` are what a person has said to conflicts, by their cell. `dry_run`: tell what would be done, write nothing.
    """
    known = known_workbook(store, path)
    if (issued := store.issued(known.draft.doc_id)) is not None:
        raise DeskError(ANNEX_ISSUED.at(Where(path.name), number=issued.number, day=f"{issued.day:%d/%m/%Y}"))
    if out is not None and out.exists():
        raise stop(OUT_EXISTS, found=out)
    paper, drafted = _drafted_again(ws, store, known.draft)
    fresh, evidence = _Fresh.of(drafted), Evidence(ws, store, paper)
    known, added = _grown(known, fresh)
    refused = frozenset(map(tuple, known.draft.manifest.get("cells_refused", ())))
    lines = [_line(evidence, one, fresh) for one in known.located()]
    come, unplaced = _appeared(evidence, known, fresh)
    lines = [_decided(line, choices or {}, refused, path) for line in (*lines, *come)]
    if strange := set(choices or {}) - {line.cell.words for line in lines if line.asked}:
        raise stop(NO_QUESTION, found="», «".join(sorted(strange)))
    kept = [line for line in lines if line.asked and (choices or {}).get(line.cell.words) is Choice.KEEP]
    conflicts = tuple(_conflict(one, path) for one in lines if one.action is CellAction.CONFLICT)
    beside = _beside(known, fresh)
    target = None
    if not dry_run and (beside or kept or any(one.action in _WRITTEN for one in lines)):
        refused |= {_mark(line) for line in kept}
        target = _deliver(store, known, drafted, lines, beside, added, path, out, now, refused)
    edits = tuple(_edits(known))
    new = tuple(f"{sheet}: {name}" for sheet, rows in added.items() for _, name in rows)
    return RefreshedBook(path, target, tuple(lines), edits, tuple(unplaced), conflicts, known.draft.doc_id, new)


def _drafted_again(ws: Workspace, store: Store, draft: Draft) -> tuple[Paper, Drafted]:
    told = draft.manifest.get("day")
    day = date.fromisoformat(str(told)) if told else None
    today = draft.created_at.date()
    return redraft(ws, store, draft.kind, draft.period, organisation=draft.organisation, day=day, today=today)


# -- what differs --------------------------------------------------------------------------------------------------


def _line(evidence: Evidence, one: LocatedCell, fresh: _Fresh) -> CellLine:
    value = fresh.values.get((one.sheet, one.key))
    follows = one.computed and one.officer is not None and bool(one.officer.formula)
    action = CellAction.NOTHING if follows else decide_cell(one.base, one.officer, value)
    return CellLine(one, value, action, "" if action is CellAction.NOTHING else _source(evidence, one.key))


def _decided(
    line: CellLine, choices: Mapping[str, Choice], refused: frozenset[tuple[str, ...]], path: Path
) -> CellLine:
    """The line with what a person has said to it, now or in an earlier round."""
    if line.action is not CellAction.CONFLICT:
        return line
    choice = choices.get(line.cell.words, Choice.KEEP if _mark(line) in refused else None)
    if choice is Choice.TAKE and not line.can_take:
        why = "ô ấy là công thức cán bộ đã đặt"
        told = {"label": line.cell.label, "fresh": shown(CellValue(line.fresh)), "why": why}
        raise DeskError(NOT_TAKEN.at(Where(path.name, line.cell.sheet, line.cell.words.rpartition("!")[2]), **told))
    action = {Choice.TAKE: CellAction.UPDATE, Choice.KEEP: CellAction.KEPT, None: line.action}[choice]
    return replace(line, action=action, asked=True)


def _mark(line: CellLine) -> tuple[str, ...]:
    """What of a refused number is remembered: its sheet, its key, how it reads."""
    return line.cell.sheet, line.cell.key, shown(CellValue(line.fresh))


def _source(evidence: Evidence, key: str) -> str:
    origin = origin_of(evidence, key)
    if origin is None:
        return ""
    rest = len(origin.facts) - _NAMED
    told = [fact_words(fact) for fact in origin.facts[:_NAMED]]
    return " | ".join([*told, *([f"và {rest} dòng nữa"] if rest > 0 else [])])


def _grown(known: KnownBook, fresh: _Fresh) -> tuple[KnownBook, Mapping[str, Sequence[tuple[int, str]]]]:
    """The officer's workbook with rows for units and persons that the draft did not have."""
    had = {(sheet, key) for sheet, _, _, key, _ in known.draft.manifest.get("cells", ())}
    new = [(sheet, place) for (sheet, key), (place, _) in fresh.places.items() if (sheet, key) not in had]
    every = {(sheet, place) for (sheet, _), (place, _) in fresh.places.items()}
    made = grown(known.officer, fresh.book, new, every)
    return replace(known, officer=made.book), made.rows


def _appeared(evidence: Evidence, known: KnownBook, fresh: _Fresh) -> tuple[list[CellLine], list[str]]:
    """Figures that the base had no number for: into the empty cell that is theirs, where the officer's sheet has it."""
    had = {(sheet, key) for sheet, _, _, key, _ in known.draft.manifest.get("cells", ())}
    found: list[CellLine] = []
    unplaced: list[str] = []
    places: dict[str, dict[Place, Place]] = {}
    for (sheet, key), (place, label) in fresh.places.items():
        if (sheet, key) in had:
            continue
        officer = known.officer.sheets.get(sheet, {})
        if sheet not in places:
            places[sheet] = places_of(fresh.book.sheets[sheet], officer)
        at, value = places[sheet].get(place), fresh.values[sheet, key]
        if at is None:
            unplaced.append(f"{sheet}: {label} = {shown(CellValue(value))}")
            continue
        mine = officer.get(at, EMPTY)
        ours = known.base.sheets.get(sheet, {}).get(at, EMPTY).formula or fresh.book.sheets[sheet][place].formula
        if mine.formula and ours:
            continue  # it follows the figures by itself
        cell = LocatedCell(sheet, key, label, None, at, mine)
        found.append(CellLine(cell, value, decide_cell(None, cell.officer, value), _source(evidence, key)))
    return found, unplaced


def _beside(known: KnownBook, fresh: _Fresh) -> dict[tuple[str, Place], Value]:
    """What else today's workbook says otherwise, in cells that nobody touched: remarks, means, the sheet of sources."""
    found: dict[tuple[str, Place], Value] = {}
    figures = {(sheet, row, column) for sheet, row, column, *_ in known.draft.manifest.get("cells", ())}
    for sheet, base in known.base.sheets.items():
        officer, now = known.officer.sheets.get(sheet, {}), fresh.book.sheets.get(sheet, {})
        here, there = places_of(base, officer), places_of(base, now)
        for place in here.keys() & there.keys():
            mine, new = officer.get(here[place], EMPTY), now.get(there[place], EMPTY)
            as_it_was = (sheet, *place) not in figures and untouched(base[place], mine)
            if as_it_was and not new.is_empty and not new.formula and not equal(new.value, mine.value):
                found[sheet, here[place]] = new.value
    return found


def _conflict(one: CellLine, path: Path) -> Problem:
    return CONFLICT.at(
        Where(path.name, one.cell.sheet, one.cell.words.rpartition("!")[2]),
        label=one.cell.label,
        base=shown(CellValue(one.cell.base)),
        officer=shown(one.cell.officer or EMPTY),
        fresh=shown(CellValue(one.fresh)),
        why="giữ số đồng chí ghi",
        source=one.source,
    )


def _edits(known: KnownBook) -> Iterator[str]:
    """The other cells that the office changed: words, and formulas that are none any more."""
    figures = {(sheet, row, column) for sheet, row, column, *_ in known.draft.manifest.get("cells", ())}
    for sheet, base in known.base.sheets.items():
        officer = known.officer.sheets.get(sheet)
        if officer is None:
            continue
        for place, at in places_of(base, officer).items():
            was, now = base[place], officer.get(at, EMPTY)
            if (sheet, *place) in figures or (was.formula and now.formula):
                continue
            if bool(was.formula) is not bool(now.formula) or not equal(was.value, now.value):
                where = LocatedCell(sheet, "", "", None, at, now).words
                yield f"{where}: «{shown(was)}» → «{shown(now)}»"


# -- the new file --------------------------------------------------------------------------------------------------


def _deliver(
    store: Store,
    known: KnownBook,
    drafted: Drafted,
    lines: Sequence[CellLine],
    beside: Mapping[tuple[str, Place], Value],
    added: Mapping[str, Sequence[tuple[int, str]]],
    path: Path,
    out: Path | None,
    now: datetime,
    refused: frozenset[tuple[str, ...]],
) -> Path:
    book = known.officer.again()
    for sheet, rows in added.items():
        for row, name in rows:
            place = next(
                (
                    place
                    for place, cell in known.officer.sheets[sheet].items()
                    if place[0] == row and cell.value == name
                ),
                None,
            )
            if place is not None:
                book.set_text(sheet, place, name, new=True)
                book.note(sheet, place, "Dòng mới: số liệu về sau có thêm, bản soạn trước chưa có.")
    intended: dict[tuple[str, Place], Value] = {**_write(book, lines)}
    for (sheet, place), value in beside.items():
        if isinstance(value, Decimal):
            book.set_number(sheet, place, value)
        elif isinstance(value, bool):
            book.set_flag(sheet, place, value)
        elif isinstance(value, str):
            book.set_text(sheet, place, value)
        else:
            continue
        intended[sheet, place] = value
    data = book.written({WORKBOOK: str(drafted.manifest["annex"])}, AUTHOR)
    if (fault := _fault(known.officer, OfficerBook(data), intended)) is not None:
        raise DeskError(NOT_SOUND.at(Where(path.name), found=fault))
    target = out or _free(path, data)
    try:
        save(target, data)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=target, reason=reason_of(error)) from error
    store.save_draft(_round(store, known.draft, drafted, now, refused))
    return target


def _write(book: OfficerBook, lines: Sequence[CellLine]) -> dict[tuple[str, Place], Decimal | None]:
    """Numbers and notes into the book; gives what each cell that was written then holds."""
    intended: dict[tuple[str, Place], Decimal | None] = {}
    for one in lines:
        sheet, place = one.cell.sheet, one.cell.place
        if one.action not in _WRITTEN or place is None:
            continue
        was = one.cell.officer if one.asked and one.action is CellAction.UPDATE else CellValue(one.cell.base)
        told = f"{shown(was or EMPTY) or 'trống'} → {shown(CellValue(one.fresh)) or 'trống'}"
        text = f"{told}. Nguồn: {one.source}" if one.source else f"{told}."
        if one.action is CellAction.UPDATE and (one.fresh is None or isinstance(one.fresh, Decimal)):
            book.set_number(sheet, place, one.fresh)
            intended[sheet, place] = one.fresh
            book.note(sheet, place, text)
        else:
            kept = f"Đồng chí ghi «{shown(one.cell.officer or EMPTY)}», số liệu mới khác: {text}"
            book.note(sheet, place, kept, conflict=True)
    return intended


def _free(path: Path, data: bytes) -> Path:
    stem = f"{path.stem}-cap-nhat"
    return versioned(path.parent, stem, "xlsx", free_version(path.parent, [(stem, "xlsx", data)]))


def _fault(before: OfficerBook, after: OfficerBook, intended: Mapping[tuple[str, Place], Value]) -> str | None:
    """What differs between two workbooks besides what was intended; None where nothing does."""
    for sheet, cells in before.sheets.items():
        now = after.sheets.get(sheet, {})
        for place in {*cells, *now}:
            was, here = cells.get(place, EMPTY), now.get(place, EMPTY)
            wanted = intended.get((sheet, place), was.value)
            if was.formula != here.formula or (not was.formula and not equal(wanted, here.value)):
                return f"ô {LocatedCell(sheet, '', '', None, place, here).words} không ra đúng nội dung định ghi"
    return None


def _round(store: Store, draft: Draft, drafted: Drafted, now: datetime, refused: frozenset[tuple[str, ...]]) -> Draft:
    """The version that the new file is from: the same Word paper, today's workbook."""
    newer = {name: drafted.manifest[name] for name in ("annex", "cells")}
    manifest = {**draft.manifest, **newer, "annex_revision": store.revision()}
    manifest["cells_refused"] = sorted(map(list, refused))
    workbook = finish_workbook(drafted.annex or drafted.main, draft.doc_id, str(newer["annex"]))
    if draft.appendix is None:
        return replace(draft, created_at=now, manifest=manifest, document=workbook)
    return replace(draft, created_at=now, manifest=manifest, appendix=workbook)
