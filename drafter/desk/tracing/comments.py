"""Turn a trace into comments in a copy of the file: each figure says where it comes from."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from drafter.desk.problems import NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.refreshing.problems import NOT_WRITTEN_INTO, OUT_EXISTS
from drafter.desk.tracing.trace import Traced, TraceReport, mark_of
from drafter.desk.tracing.words import words
from drafter.desk.workbook_cells import open_book, place_of
from drafter.fill.package import save
from drafter.model.problem import Place
from drafter.revise.copy import OfficerCopy
from drafter.revise.names import AUTHOR
from drafter.revise.opening import NotWritable

_ENTRIES = 4  # so many entries are listed in one comment


def write_comments(found: TraceReport, out: Path, now: datetime) -> int:
    """Write the copy and give the number of comments. Raises DeskError; a file that exists is never written over.

    Figures in headers and footers have none: Word has comments in the text only.
    """
    if out.exists():
        raise stop(OUT_EXISTS, found=out)
    if found.path.suffix.casefold() == ".xlsx":
        return _write_notes(found, out)
    try:
        copy = OfficerCopy(found.path.read_bytes(), now)
    except NotWritable as refused:
        raise DeskError(NOT_WRITTEN_INTO.at(Place(found.path.name), found=refused.why)) from refused
    told = {mark: one for one in found.lines for mark in one.marks}
    written = 0
    for spot in copy.spots:
        one = told.get(mark_of(spot))
        if one is not None and copy.can_comment(spot.number) and spot.accepted:
            copy.comment(spot.number, _lines(one))
            written += 1
    _save(out, copy.written({}))
    return written


def _write_notes(found: TraceReport, out: Path) -> int:
    """A note on each cell that holds a figure."""
    book = open_book(found.path)
    noted = [(one, place) for one in found.lines for place in one.places]
    for one, place in noted:
        sheet, _, cell = place.rpartition("!")
        book.note(sheet, place_of(cell), "\n".join(_lines(one)))
    _save(out, book.written({}, AUTHOR))
    return len(noted)


def _save(out: Path, data: bytes) -> None:
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        save(out, data)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=out, reason=reason_of(error)) from error


def _lines(one: Traced) -> list[str]:
    title = "" if one.origin is None else f"{one.origin.indicator} {one.origin.title}".strip()
    return [*([f"Nguồn số: {title}"] if title else []), *words(one, _ENTRIES)]
