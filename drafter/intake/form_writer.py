"""Turn a FormSpec into the bytes of the Excel form that a unit fills in. Same input, same bytes."""

from __future__ import annotations

import os
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.writer.excel import ExcelWriter

from drafter.intake import form_style as style
from drafter.intake.form_layout import (
    AWARDS_SHEET,
    FIGURES_SHEET,
    GUIDE_SHEET,
    LISTS_SHEET,
    NARRATIVE_SHEET,
    FormSpec,
)
from drafter.intake.write_figures import write_figures
from drafter.intake.write_lists import write_awards, write_guide, write_lists, write_narrative

_FIXED_TIME = (2020, 1, 1, 0, 0, 0)


def write_form(form: FormSpec) -> bytes:
    """The form as an .xlsx file. It reads no clock: equal specs give equal bytes."""
    workbook = Workbook()
    workbook._named_styles["Normal"].font = style.font(12)
    sheets = {name: workbook.create_sheet(name) for name in (GUIDE_SHEET, FIGURES_SHEET, AWARDS_SHEET, NARRATIVE_SHEET)}
    workbook.remove(workbook.worksheets[0])
    ranges = write_lists(workbook.create_sheet(LISTS_SHEET), form)
    write_guide(sheets[GUIDE_SHEET], form)
    write_figures(sheets[FIGURES_SHEET], form)
    write_awards(sheets[AWARDS_SHEET], form, ranges)
    write_narrative(sheets[NARRATIVE_SHEET], form, ranges)
    workbook.active = sheets[FIGURES_SHEET]
    for name, sheet in sheets.items():
        sheet.sheet_view.tabSelected = name == FIGURES_SHEET
    _name_marks(workbook)
    _set_properties(workbook, form)
    workbook.security = WorkbookProtection(lockStructure=True)
    return _to_bytes(workbook)


def _name_marks(workbook: Workbook) -> None:
    """Hidden names over the marks, so that they are found even where the first row has moved."""
    for name, cell in (("drafter_form", "$A$1"), ("drafter_unit", "$C$1"), ("drafter_period", "$D$1")):
        workbook.defined_names[name] = DefinedName(name, attr_text=f"'{FIGURES_SHEET}'!{cell}", hidden=True)


def _set_properties(workbook: Workbook, form: FormSpec) -> None:
    properties = workbook.properties
    properties.creator = form.office_name
    properties.title = f"Biểu số liệu {form.period.words}"
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime(*_FIXED_TIME)  # noqa: DTZ001 - openpyxl writes naive times as UTC


def _to_bytes(workbook: Workbook) -> bytes:
    buffer = BytesIO()
    with _FixedTimeZip(buffer, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).save()
    return buffer.getvalue()


class _FixedTimeZip(ZipFile):
    """A zip whose entries bear one fixed time, so that a workbook's bytes depend on its content only."""

    def writestr(self, name: ZipInfo | str, data: bytes | str, *args: object, **kwargs: object) -> None:
        """Write under a fixed time; other arguments are the zip's own defaults."""
        entry = ZipInfo(name if isinstance(name, str) else name.filename, _FIXED_TIME)
        entry.compress_type = ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        super().writestr(entry, data)

    def write(self, filename: str | os.PathLike[str], arcname: str | None = None, *args: object, **kw: object) -> None:
        """Write a file's content as `writestr` does."""
        with open(filename, "rb") as file:
            self.writestr(arcname or os.fspath(filename), file.read())
