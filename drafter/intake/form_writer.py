"""Turn a FormSpec into the bytes of the Excel form that a unit fills in. Same input, same bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.writer.excel import ExcelWriter

import drafter.intake.form_style as style
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
    style.set_typeface(workbook)
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
    _set_properties(workbook, form)
    workbook.security = WorkbookProtection(lockStructure=True)
    return to_bytes(workbook)


def _set_properties(workbook: Workbook, form: FormSpec) -> None:
    properties = workbook.properties
    properties.creator = form.office_name
    properties.title = f"Biểu số liệu {form.period.words}"
    properties.language = "vi-VN"


def to_bytes(workbook: Workbook) -> bytes:
    """The saved workbook under one fixed time: openpyxl stamps the clock's into every entry and its properties."""
    properties = workbook.properties
    properties.created = properties.modified = datetime(*_FIXED_TIME)  # noqa: DTZ001 - openpyxl writes naive times as UTC
    saved, packed = BytesIO(), BytesIO()
    ExcelWriter(workbook, ZipFile(saved, "w", ZIP_STORED)).save()  # and not Workbook.save, which sets `modified` to now
    with ZipFile(saved) as entries, ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name in entries.namelist():
            entry = ZipInfo(name, _FIXED_TIME)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            archive.writestr(entry, entries.read(name))
    return packed.getvalue()
