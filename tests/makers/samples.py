"""Make the sample offices: settings, unit lists and filled forms, as the offices would hand them in.

The forms are written by drafter and filled in with openpyxl, cell by cell, as a secretary does in Excel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from drafter.intake.form_layout import (
    AWARDS_SHEET,
    FIGURES_SHEET,
    GRANTER_WORDS,
    NARRATIVE_SHEET,
    TOPIC_WORDS,
    AwardColumn,
    FigureColumn,
    FormSpec,
    NarrativeColumn,
    award_label,
    group_label,
)
from drafter.intake.form_writer import write_form
from drafter.intake.office import read_settings
from drafter.intake.unit_list_writer import write_units
from drafter.model.narrative import Topic
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.period import Period
from drafter.render.figures_workbook import workbook_bytes
from drafter.standards.award_forms import load_award_forms
from drafter.standards.catalogue import load_catalogue

SAMPLES = Path(__file__).parents[2] / "samples"


@dataclass(frozen=True)
class Row:
    """What a secretary types into one row; None leaves the cell as it is."""

    actual: object = None
    target: object = None
    numerator: object = None
    denominator: object = None
    note: str | None = None


@dataclass(frozen=True)
class AwardLine:
    """One line of the award sheet: the form's code, who, how many, the name and its unit where there is one."""

    form: str
    recipient: str
    count: int
    name: str = ""
    unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class Words:
    """One line of the narrative sheet."""

    topic: Topic
    text: str
    group: str = ""


def filled_form(
    spec: FormSpec,
    rows: Mapping[str, Row],
    awards: Sequence[AwardLine] = (),
    words: Sequence[Words] = (),
    author: str = "",
) -> bytes:
    """A form with its cells filled in, found by column titles and indicator codes."""
    book = load_workbook(BytesIO(write_form(spec)))
    _fill_figures(book[FIGURES_SHEET], rows, author)
    _fill_lines(
        book[AWARDS_SHEET],
        [
            {
                AwardColumn.GRANTER: GRANTER_WORDS[load_award_forms().by_code[line.form].level],
                AwardColumn.FORM: award_label(load_award_forms().by_code[line.form]),
                AwardColumn.RECIPIENT: line.recipient,
                AwardColumn.COUNT: line.count,
                AwardColumn.NAME: line.name,
                AwardColumn.UNIT: line.unit,
                AwardColumn.NOTE: line.note,
            }
            for line in awards
        ],
    )
    _fill_words(book[NARRATIVE_SHEET], spec, words)
    return workbook_bytes(book)


def _columns(sheet: Any, titles: Sequence[str]) -> tuple[int, dict[str, int]]:
    """The row of the titles, and the column of each."""
    for row in sheet.iter_rows():
        found = {cell.value: cell.column for cell in row if cell.value in titles}
        if len(found) >= 3:
            return row[0].row, found
    raise AssertionError(f"no table in {sheet.title}")


def _fill_figures(sheet: Any, rows: Mapping[str, Row], author: str) -> None:
    head, at = _columns(sheet, [column.value for column in FigureColumn])
    by_code = {sheet.cell(row, at[FigureColumn.CODE]).value: row for row in range(head + 1, sheet.max_row + 1)}
    for code, typed in rows.items():
        for column, value in (
            (FigureColumn.ACTUAL, typed.actual),
            (FigureColumn.TARGET, typed.target),
            (FigureColumn.NUMERATOR, typed.numerator),
            (FigureColumn.DENOMINATOR, typed.denominator),
            (FigureColumn.NOTE, typed.note),
        ):
            if value is not None:
                sheet.cell(by_code[code], at[column]).value = value
    if author:
        label = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Người lập biểu:")
        sheet.cell(label.row, label.column + 1).value = author


def _fill_lines(sheet: Any, lines: Sequence[Mapping[str, object]]) -> None:
    head, at = _columns(sheet, [column.value for column in AwardColumn])
    for row, line in enumerate(lines, head + 1):
        for title, value in line.items():
            if value not in (None, ""):
                sheet.cell(row, at[title]).value = value


def _fill_words(sheet: Any, spec: FormSpec, words: Sequence[Words]) -> None:
    head, at = _columns(sheet, [column.value for column in NarrativeColumn])
    for row, line in enumerate(words, head + 1):
        sheet.cell(row, at[NarrativeColumn.TOPIC]).value = TOPIC_WORDS[line.topic]
        group = group_label(line.group, spec.groups[line.group]) if line.group else None
        sheet.cell(row, at[NarrativeColumn.GROUP]).value = group
        sheet.cell(row, at[NarrativeColumn.TEXT]).value = line.text


def spec_for(folder: Path, unit: str, name: str, period: Period) -> FormSpec:
    """The form that the office of `folder` sends to a unit."""
    settings, problems = read_settings(folder / "drafter.toml")
    assert settings is not None, problems
    catalogue = load_catalogue()
    chosen = set(settings.asked)
    asked = tuple(i for i in catalogue.indicators if not chosen or i.code in chosen or i.row in chosen)
    return FormSpec(
        organisation=unit,
        organisation_name=name,
        office_name=settings.office.organisation.name_on(period.end),
        period=period,
        indicators=asked,
        groups=catalogue.groups,
        award_forms=load_award_forms().forms,
    )


def main() -> None:
    """Write both sample offices."""
    from tests.makers.sample_cang import make as cang
    from tests.makers.sample_cum import make as clusters
    from tests.makers.sample_khen_thuong import make as khen_thuong
    from tests.makers.sample_thanh_pho import make as thanh_pho
    from tests.makers.sample_thanh_tri import make as thanh_tri
    from tests.makers.sample_thuong_tin import make as thuong_tin
    from tests.makers.sample_van_phong import make as van_phong

    thanh_tri(SAMPLES / "thanh-tri-2020")
    thuong_tin(SAMPLES / "thuong-tin")
    thanh_pho(SAMPLES / "ldld-thanh-pho-2020")
    van_phong(SAMPLES / "van-phong-mau")
    cang(SAMPLES / "cang-song-vang")
    khen_thuong(SAMPLES / "khen-thuong-mau")
    clusters(SAMPLES)


def unit_list(*units: Organisation) -> bytes:
    """A don-vi.xlsx."""
    return write_units(units)


def unit(
    code: str, name: str, level: Level, parent: str = "", *, sector: str = "", to: date | None = None,
    start: date | None = None, aliases: tuple[str, ...] = (), merged_into: str = "", merged_on: date | None = None,
) -> Organisation:  # fmt: skip
    """A unit for the list."""
    standing = Standing(level=level, name=name, parent=parent, valid_from=start, valid_to=to)
    return Organisation(code, (standing,), aliases, sector, merged_into, merged_on)


if __name__ == "__main__":
    main()
