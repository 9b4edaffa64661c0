"""Turn a table of a report into its figures: indicators by row or by column, units by row or by column, totals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.model.figure import Qualifier
from drafter.model.report import Grid, GridCell
from drafter.prose.found import Found
from drafter.prose.labels import Label, Labels
from drafter.prose.nouns import MONEY, PERCENT
from drafter.prose.numerals import read_digits
from drafter.prose.passage import Passage, Span
from drafter.prose.periods import title_period
from drafter.prose.readings import Kind, Reading
from drafter.prose.sheets import TOTAL, Column, Role, Shape, SheetRow, is_numeral, plain, shape_of

UnitOf = Callable[[str], str]
"""The code of the unit that a label names, empty for none."""

EARLIER_PERIOD = "cùng kỳ năm trước"
_DIGITS = re.compile(r"[-+]?\d+(?:[.,]\d+)*|\d{1,3}(?: \d{3})+")
_CHILD = re.compile(r"^(?:[-+*•–]|trong đó|tr\.\s*đó|bao gồm|gồm|chia ra|[a-zđ][.)])\s*:?", re.IGNORECASE)
_UNITISH = re.compile(r"(?:tên |các )?(?:đơn vị|cđcs|công đoàn|địa phương|huyện|lđlđ)(?! tính).*")
_ROLE_WORDS = re.compile(
    r"(?:^|; )(?:kế hoạch|thực hiện|kết quả|tỷ lệ|tỉ lệ|cùng kỳ|kh|th|đạt|%|\(?%\)?|chỉ tiêu|số lượng|so sánh)"
    r"(?:\s+(?:năm\s+)?\d{4}|\s*\(?%\)?|\s+đạt|\s+giao|\s+thực hiện)*(?=;|$)",
    re.IGNORECASE,
)
PART_OF_RATE = Label("other", "", 0, Kind.ACTUAL, (), ("tử số hoặc mẫu số của một tỷ lệ",))
_RECIPIENTS = ("tập thể", "cá nhân")
_VALUES = (Role.ACTUAL, Role.OTHER, Role.EARLIER, Role.PERCENT, Role.PLAN)


@dataclass(frozen=True)
class TableReader:
    """Reads tables by `labels`; `read` reads a cell of more than a number, `unit_of` knows the units by name."""

    labels: Labels
    read: Callable[[str], Sequence[Reading]]
    unit_of: UnitOf

    def figures(self, grid: Grid, title: str = "") -> tuple[Found, ...]:
        """The figures of a table in order of rows; none of one that only lays out words. `title` is the line above."""
        shape = shape_of(grid)
        if shape is None:
            return ()
        above = " ".join((*shape.above, title)).strip()
        period = title_period(above)
        units_by_row = self._units_by_row(shape)
        found = self._by_unit(shape, above) if units_by_row else self._by_indicator(shape, above)
        if not period:
            return tuple(found)
        return tuple(
            one if one.reading.period else replace(one, reading=replace(one.reading, period=period), period_said=True)
            for one in found
        )

    def _units_by_row(self, shape: Shape) -> bool:
        """Whether the rows are units: most of them are known, or their column says so and none is an indicator."""
        rows = [row for row in shape.rows if row.label and not row.total and not row.heading]
        known = sum(bool(self.unit_of(row.label)) for row in rows)
        if rows and known * 2 >= len(rows):
            return True
        if not _UNITISH.fullmatch(plain(shape.label_title.split("; ")[-1])):
            return False
        return not any(self.labels.is_name(row.label) for row in rows)

    # -- rows are indicators -----------------------------------------------------------------------------------------

    def _by_indicator(self, shape: Shape, above: str) -> Iterator[Found]:
        heading, parent = "", ""
        for row in shape.rows:
            if row.heading:
                heading = row.label
                parent = ""
                continue
            if not row.label:
                continue
            child = bool(_CHILD.match(row.label)) and bool(parent)
            label = f"{parent}, {_CHILD.sub('', row.label).strip()}" if child else row.label
            parent = parent if child else row.label
            yield from self._row(shape, row, label, row.label, " ".join((above, heading)).strip())

    def _row(self, shape: Shape, row: SheetRow, label: str, own: str, around: str) -> Iterator[Found]:
        unit_text, code = (_beside(shape, row, role) for role in (Role.UNIT, Role.CODE))
        whose = self._named_beside(shape, row)
        for title, columns in _groups(shape.columns, by_unit=False).items():
            of_unit = self.unit_of(title) if title else whose
            total = row.total or bool(title and TOTAL.fullmatch(plain(title)))
            words = (
                label if not title or (of_unit and not whose) or total or _only_period(title) else f"{label}, {title}"
            )
            exact = words == label and self.labels.is_name(own)
            unit = unit_text or (plain(title) if plain(title) in _RECIPIENTS else "")
            known = self.labels.label(own if exact else words, unit, around, code if words == label else "")
            yield from self._figures(shape, row, columns, known, words, (of_unit, total))

    def _named_beside(self, shape: Shape, row: SheetRow) -> str:
        """The unit that a row names in a column of its own (a long list: indicator, unit, value)."""
        for column in shape.columns:
            cell = row.cells.get(column.number) if column.role is Role.OTHER else None
            if cell is not None and not is_numeral(cell):
                if unit := self.unit_of(cell.text):
                    return unit
                if _UNITISH.fullmatch(plain(column.title)):
                    return cell.text
        return ""

    # -- rows are units ----------------------------------------------------------------------------------------------

    def _by_unit(self, shape: Shape, above: str) -> Iterator[Found]:
        groups = _groups(shape.columns, by_unit=True)
        for row in shape.rows:
            if row.heading or not row.label:
                continue
            unit = "" if row.total else self.unit_of(row.label) or row.label
            for title, columns in groups.items():
                known = self._of_column(title, above)
                yield from self._figures(shape, row, columns, known, title or above, (unit, row.total))

    def _of_column(self, title: str, above: str) -> Label:
        """What a column counts; under its title may stand its unit and its code in the catalogue."""
        parts = title.split("; ")
        if parts[-1].endswith((".tu", ".mau")) and self.labels.is_code(parts[-1].rpartition(".")[0]):
            return PART_OF_RATE  # our own annexes print what a rate comes from beside it
        code = next((part for part in parts if self.labels.is_code(part)), "")
        unit = next((part for part in parts[1:] if self.labels.is_unit(part)), "")
        words = "; ".join(part for part in parts if part not in (code, unit))
        return self.labels.label(words or above, unit, above if words else "", code)

    # -- cells -------------------------------------------------------------------------------------------------------

    def _figures(
        self, shape: Shape, row: SheetRow, columns: Sequence[Column], known: Label, words: str, whose: tuple[str, bool]
    ) -> Iterator[Found]:
        """The figures of one row under one group of columns: result, plan and percent are one figure."""
        cells = [(column, row.cells[column.number]) for column in columns if column.number in row.cells]
        plan = next((self._value(cell, known, words) for column, cell in cells if column.role is Role.PLAN), None)
        percent = next((_percent(cell) for column, cell in cells if column.role is Role.PERCENT), None)
        results = [(column, cell) for column, cell in cells if column.role in (Role.ACTUAL, Role.OTHER)]
        earlier = [(column, cell) for column, cell in cells if column.role is Role.EARLIER]
        for column, cell in (*results, *earlier):
            reading = self._value(cell, known, words)
            if reading is None:
                continue
            period = title_period(column.title.rpartition("; ")[2]) or title_period(column.title)
            if column.role is Role.EARLIER:
                period = period or EARLIER_PERIOD
            elif len(results) == 1:
                reading = replace(
                    reading,
                    target=reading.target if plan is None else plan.value,
                    percent_of_target=reading.percent_of_target if percent is None else percent,
                )
            yield self._found(shape, row, cell, column, replace(reading, period=period), whose)
        if not results and plan is not None:
            column, cell = next((column, cell) for column, cell in cells if column.role is Role.PLAN)
            period = title_period(column.title)
            made = replace(plan, kind=Kind.TARGET, period=period, why=(*plan.why, f"cột «{column.title}»"))
            yield self._found(shape, row, cell, column, made, whose)
        elif not results and percent is not None:
            column, cell = next((column, cell) for column, cell in cells if column.role is Role.PERCENT)
            made = replace(
                _plain_reading(cell, percent, known), unit=PERCENT, noun="%", period=title_period(column.title)
            )
            yield self._found(shape, row, cell, column, made, whose)

    def _found(
        self,
        shape: Shape,
        row: SheetRow,
        cell: GridCell,
        column: Column,
        reading: Reading,
        whose: tuple[str, bool],
    ) -> Found:
        unit, total = whose
        shown = " | ".join(dict.fromkeys(part for part in (row.label, column.title) if part))
        return Found(
            reading=reading,
            place=cell.place,
            context=shown,
            sheet=shape.grid.sheet,
            unit=unit,
            table=shape.grid.place,
            row=row.label,
            total=total,
            period_said=bool(reading.period),
            converted=cell.converted,
        )

    def _value(self, cell: GridCell, known: Label, words: str) -> Reading | None:
        """The reading of a cell; None for one that holds no number. A dash is no zero."""
        if cell.number is not None:
            value = cell.number * 100 if cell.percent else cell.number
            return _plain_reading(cell, value, known)
        text = " ".join(cell.text.split())
        if _DIGITS.fullmatch(text):
            behind = " triệu" if known.unit == MONEY else "%" if known.unit == PERCENT else ""
            found, _ = read_digits(text.lstrip("+-"), behind)
            return None if found is None else _plain_reading(cell, -found if text.startswith("-") else found, known)
        if not is_numeral(cell) and not re.search(r"\d", text):
            return None
        return self._worded(text, known, words)

    def _worded(self, text: str, known: Label, words: str) -> Reading | None:
        """A cell such as «11/12», «hơn 1,8 tỷ đồng», «12/13 (92,3%)»: read as prose behind its label."""
        noun = "" if re.search(r"[^\W\d_]{2}", text) or "%" in text else known.noun
        lead = Passage.of(f"{words.rstrip(' :.;')}: ").text
        said = next(
            iter(one for one in self.read(f"{lead}{text} {noun}".strip()) if one.number.start >= len(lead)), None
        )
        if said is None:
            return None
        if said.unit not in (known.unit, MONEY, PERCENT):
            said = replace(said, unit=known.unit, noun=known.noun)
        return replace(said, quote=text, candidates=said.candidates or known.candidates, why=(*known.why, *said.why))


def _beside(shape: Shape, row: SheetRow, role: Role) -> str:
    """The text of a row in the first column of that role, empty for none."""
    cells = (row.cells.get(column.number) for column in shape.columns if column.role is role)
    return next((cell.text.strip() for cell in cells if cell is not None), "")


def _plain_reading(cell: GridCell, value: Decimal, known: Label) -> Reading:
    if known.unit == MONEY:
        value = value.scaleb(known.scale)
    is_rate = cell.percent and known.unit != MONEY
    quote = cell.text or f"{value.normalize():f}"
    span = Span(0, len(quote))
    return Reading(
        quote=quote,
        span=span,
        number=span,
        value=value,
        unit=PERCENT if is_rate else known.unit,
        noun="%" if is_rate else known.noun,
        qualifier=Qualifier.EXACT,
        kind=known.kind,
        candidates=known.candidates,
        why=known.why,
    )


def _percent(cell: GridCell) -> Decimal | None:
    """The percent of a cell that stands in a column of percents."""
    if cell.number is not None:
        return cell.number * 100 if cell.percent else cell.number
    match = _DIGITS.search(cell.text)
    return read_digits(match[0].lstrip("+-"), "%")[0] if match else None


def _groups(columns: Sequence[Column], *, by_unit: bool) -> dict[str, list[Column]]:
    """The columns of figures by what they have in common: «Kết nạp; Kế hoạch» and «Kết nạp; Thực hiện» are of one.

    Where rows are indicators, a title of one line that says «thực hiện» says no more than that.
    """
    found: dict[str, list[Column]] = {}
    for column in columns:
        if column.role in _VALUES:
            title = column.title
            if column.role is not Role.OTHER:
                title = _ROLE_WORDS.sub("", title).strip("; ") if by_unit or "; " in title else ""
            found.setdefault("" if _only_period(title) else title, []).append(column)
    return found


def _only_period(title: str) -> bool:
    named = title_period(title)
    return (bool(named) and len(plain(title)) <= len(named) + 4) or bool(re.fullmatch(r"(?:19|20)\d{2}", title.strip()))
