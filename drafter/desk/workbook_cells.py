"""Turn an officer's workbook into the stored draft that it was, each figure's cell found wherever it stands now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter.desk.astray import form_astray
from drafter.desk.problems import NO_FILES, NOT_READABLE, DeskError, reason_of, stop
from drafter.desk.refreshing.base import NO_BASE, NOT_OURS
from drafter.model.problem import Place as Where
from drafter.model.problem import ProblemKind, Severity
from drafter.reconcile.cells import EMPTY, CellValue, Place, Value, places_of
from drafter.render.finish import IDENTITY
from drafter.render.workbook_identity import WORKBOOK
from drafter.reports.foreign import unsafe
from drafter.revise.workbook import NotAWorkbook, OfficerBook, address, place_at
from drafter.store.records import Draft
from drafter.store.store import Store
from drafter.wording.numbers import number

NOT_READ = ProblemKind(
    code="R159",
    severity=Severity.ERROR,
    title="Không đọc được tệp Excel",
    what="không đọc được «{found}»: {why}",
    fix="mở tệp bằng Excel, lưu lại dạng Excel Workbook (*.xlsx), bỏ mật khẩu nếu có, rồi chạy lại",
)
KINDS = (NOT_READ,)


@dataclass(frozen=True)
class LocatedCell:
    """A figure of the base workbook: what it held there, and its cell in the officer's, None where that is gone.

    `computed`: it was a formula there, so that it follows the figures by itself.
    """

    sheet: str
    key: str
    label: str
    base: Value
    place: Place | None
    officer: CellValue | None
    computed: bool = False

    @property
    def words(self) -> str:
        """«Phụ lục I!D12»."""
        return f"{self.sheet}!{address(self.place)}" if self.place else self.sheet


@dataclass(frozen=True)
class KnownBook:
    """An officer's workbook, the stored draft that it was, and that draft's own workbook."""

    draft: Draft
    base: OfficerBook
    officer: OfficerBook

    def located(self) -> Iterator[LocatedCell]:
        """Every figure of the base with its cell, in the order of the base."""
        places: dict[str, dict[Place, Place]] = {}
        for sheet, row, column, key, label in self.draft.manifest.get("cells", ()):
            was, now = self.base.sheets.get(sheet, {}), self.officer.sheets.get(sheet)
            if sheet not in places:
                places[sheet] = {} if now is None else places_of(was, now)
            at = places[sheet].get((row, column))
            officer = None if at is None or now is None else now.get(at, EMPTY)
            base = was.get((row, column), EMPTY)
            yield LocatedCell(sheet, key, label, base.value, at, officer, bool(base.formula))


def known_workbook(store: Store, path: Path) -> KnownBook:
    """The stored draft that a workbook was, by its properties. Raises DeskError."""
    officer = open_book(path)
    doc_id = officer.properties.get(IDENTITY, "")
    if not doc_id:
        astray = form_astray(path)
        raise DeskError(astray) if astray else stop(NOT_OURS, Where(path.name))
    numbers = [record.version for record in store.drafts() if record.doc_id == doc_id]
    versions = [one for version in numbers if (one := store.draft(doc_id, version)) is not None]
    versions = [one for one in versions if "cells" in one.manifest and b"xl/workbook.xml" in workbook_of(one)]
    digest = officer.properties.get(WORKBOOK, "")
    draft = next((one for one in versions if one.manifest.get("annex") == digest), next(iter(versions), None))
    if draft is None:
        raise stop(NO_BASE, Where(path.name), found=doc_id)
    return KnownBook(draft, OfficerBook(workbook_of(draft)), officer)


def workbook_of(draft: Draft) -> bytes:
    """The workbook of a stored draft: its annex, or itself where it is nothing else."""
    return draft.document if draft.appendix is None else draft.appendix


def open_book(path: Path) -> OfficerBook:
    """A workbook, only read. Raises DeskError."""
    if not path.is_file():
        raise stop(NO_FILES, found=path)
    try:
        data = path.read_bytes()
        if why := unsafe(data):
            raise NotAWorkbook(why)
        return OfficerBook(data)
    except NotAWorkbook as refused:
        raise DeskError(NOT_READ.at(Where(path.name), found=path.name, why=refused.why)) from refused
    except OSError as error:
        raise stop(NOT_READABLE, Where(path.name), found=path, reason=reason_of(error)) from error


def place_of(cell: str) -> Place:
    """Row and column of «D12»."""
    return place_at(cell)


def shown(cell: CellValue) -> str:
    """What a cell shows, in Vietnamese digits."""
    if cell.formula:
        return f"={cell.formula}"
    if cell.value is None or isinstance(cell.value, bool):
        return ""
    return cell.value if isinstance(cell.value, str) else number(cell.value)
