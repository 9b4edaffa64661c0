"""Turn the tables (ListObject) of a template into those of an output: range, columns, names of columns."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.fill.errors import Kind, Place, TemplateError
from drafter.fill.excel.axis import Origin, Structure
from drafter.fill.excel.formula import Ref, cell_name, parse_area
from drafter.fill.excel.refs import Area, Here, Layout, Lines, area_list
from drafter.fill.excel.rewrite import compiled
from drafter.fill.excel.xml import Element, escaped, root, with_attributes

TABLE_REPEATED = Kind(
    "T167",
    "bảng Excel (Table) «{found}» có hàng tiêu đề hoặc hàng tổng nằm trong vòng lặp hay điều kiện",
    "the header or total row of the Excel table «{found}» lies in a loop or condition",
    "đưa hai hàng ấy ra ngoài thẻ {{%tr %}}; cần nhiều bảng thì đổi bảng thành vùng thường (Convert to Range)",
    "move them out of the {{%tr %}} tags; for several tables turn this one into a plain range (Convert to Range)",
)

_WORD = re.compile(r"\[([^\[\]']*(?:'.[^\[\]']*)*)\]")


@dataclass(frozen=True)
class Table:
    """A table as the template has it; lines are 1-based, `columns` the names from left to right."""

    name: str
    sheet: str
    path: str
    xml: str
    first_row: int
    last_row: int
    first_col: int
    headers: int
    totals: int
    columns: tuple[str, ...]

    @property
    def data(self) -> tuple[int, int]:
        """The first and last line of its data."""
        return self.first_row + self.headers, self.last_row - self.totals

    @property
    def last_col(self) -> int:
        return self.first_col + len(self.columns) - 1

    def column(self, name: str) -> int | None:
        wanted = re.sub(r"'(.)", r"\1", name).casefold()
        return next((self.first_col + at for at, found in enumerate(self.columns) if found.casefold() == wanted), None)


def read_table(xml: str, path: str, sheet: str) -> Table | None:
    table = root(xml)
    attrs = table.attrs()
    ref = parse_area(attrs.get("ref", ""))
    if ref is None or ref.r1 is None or ref.c1 is None or ref.r2 is None:
        return None
    return Table(
        attrs.get("displayName", attrs.get("name", "")),
        sheet,
        path,
        xml,
        ref.r1,
        ref.r2,
        ref.c1,
        int(attrs.get("headerRowCount", 1)),
        int(attrs.get("totalsRowCount", 0)),
        tuple(column.attrs().get("name", "") for column in table.find("tableColumn")),
    )


def placed(table: Table, rows: Structure) -> Table:
    """The table over its whole loop when it was drawn over no more than control lines of it."""
    first, last = table.data
    block = rows.block_of(last) if last >= first else None
    if block is None or any(line not in rows.control for line in range(first, last + 1)):
        return table
    return replace(table, last_row=rows.blocks[block].last + table.totals)


def misplaced(table: Table, rows: Structure) -> Iterator[TemplateError]:
    """What is wrong with a table whose header or total comes out more than once, or perhaps not at all."""
    ends = [table.first_row] * bool(table.headers) + [table.last_row] * bool(table.totals)
    if any(rows.block_of(line) is not None for line in ends):
        cell = f"«{table.sheet}»!{cell_name(table.first_row, table.first_col)}"
        yield TemplateError(TABLE_REPEATED, where=Place(table.sheet, (), cell), found=table.name)


# -- structured references ------------------------------------------------------------------------------------------


def structured(text: str, tables: Iterable[Table], sheet: str, row: int) -> Ref | None:
    """The template range of a reference like Bang[Luong] or [@Luong] made from a row of a sheet."""
    name, _, inside = text.partition("[")
    table = next((t for t in tables if (t.name.casefold() == name.casefold() if name else _holds(t, sheet, row))), None)
    if table is None:
        return None
    inside = inside.removesuffix("]").strip()
    words = _WORD.findall(inside)
    if inside.startswith("@"):
        words = ["#This Row", *(words or [inside[1:]])] if inside != "@" else ["#This Row"]
    elif not words:
        words = [inside] if inside else []
    parts = [word.casefold() for word in words if word.startswith("#")]
    named = [word for word in words if not word.startswith("#")]
    lines = _lines(table, parts, row)
    columns = [table.column(word) for word in named]
    if lines is None or None in columns:
        return None
    found = [column for column in columns if column is not None] or [table.first_col, table.last_col]
    own = lines == (row, row) and "#this row" in parts
    fixed = (False, True, False, True) if own else (True, True, True, True)
    return Ref(table.sheet, lines[0], min(found), lines[1], max(found), fixed, not own, "no" if own else "hull")


def _holds(table: Table, sheet: str, row: int) -> bool:
    return table.sheet.casefold() == sheet.casefold() and table.first_row <= row <= table.last_row


def _lines(table: Table, parts: Sequence[str], row: int) -> tuple[int, int] | None:
    """The lines that [#Headers], [#Data], [#Totals], [#All], [#This Row] and their unions mean."""
    if "#this row" in parts:
        return row, row
    first, last = table.data
    known = {
        "#headers": (table.first_row, first - 1),
        "#data": (first, last),
        "#totals": (last + 1, table.last_row),
        "#all": (table.first_row, table.last_row),
    }
    wanted = [known[part] for part in parts if part in known] or [known["#data"]]
    low, high = min(low for low, _ in wanted), max(high for _, high in wanted)
    return (low, high) if low <= high else None


# -- the part of an output ------------------------------------------------------------------------------------------


def fresh_table(table: Table, layout: Layout, header: Callable[[int, int], object]) -> str:
    """The table part for the lines that grew; `header(row, col)` gives the text of an output cell."""
    lines = layout.lines(table.sheet)
    area = _area(table, layout)
    if lines is None or area is None:
        return table.xml
    top = root(table.xml)
    text = table.xml
    ref = area_list([area])
    edits: list[tuple[int, int, str]] = [(top.start, top.inner, with_attributes(top.head, {"ref": ref}))]
    for child in top.children():
        if child.name == "autoFilter":
            edits.append((child.start, child.end, _filter(child, table, area, lines)))
        elif child.name == "sortState":
            edits.append((child.start, child.end, ""))  # the order it speaks of is the template's
        elif child.name == "tableColumns":
            edits.append((child.start, child.end, _columns(child, table, area, lines, layout, header)))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _area(table: Table, layout: Layout) -> Area | None:
    ref = Ref(None, table.first_row, table.first_col, table.last_row, table.last_col, is_range=True, grows="hull")
    areas = layout.areas(ref, Here(table.sheet))
    return areas[0] if areas else None


def _filter(element: Element, table: Table, area: Area, lines: Lines) -> str:
    """The filter over the grown table; what it asks of a column goes with the column."""
    inside = []
    for child in element.children():
        if child.name == "filterColumn":
            place = table.first_col + int(child.attrs().get("colId", 0))
            col = lines.cols.first_in(place, place)
            if col is not None:
                inside.append(
                    with_attributes(child.head, {"colId": str(col - (area.c1 or 1))}) + child.content + child.tail
                )
        elif child.name != "sortState":
            inside.append(child.whole)
    head = with_attributes(element.head, {"ref": _without_totals(table, area)})
    return head + "".join(inside) + element.tail


def _without_totals(table: Table, area: Area) -> str:
    return area_list([Area(area.r1, area.c1, (area.r2 or 0) - table.totals, area.c2)])


def _columns(
    element: Element, table: Table, area: Area, lines: Lines, layout: Layout, header: Callable[[int, int], object]
) -> str:
    old = [child for child in element.children() if child.name == "tableColumn"]
    taken: set[str] = set()
    written = []
    for at, col in enumerate(range(area.c1 or 1, (area.c2 or 1) + 1)):
        source, _ = lines.cols.source(col)
        column = old[source - table.first_col]
        name = column.attrs().get("name", "")
        if table.headers and area.r1 is not None:
            shown = header(area.r1, col)
            name = str(shown) if shown not in (None, "") else name
        changes = {"id": str(at + 1), "name": _unique(name, taken).replace("\n", "_x000a_")}
        here = Here(table.sheet, None, Origin(source, col))
        written.append(with_attributes(column.head, changes) + "".join(_inside(column, layout, here)) + column.tail)
    return with_attributes(element.head, {"count": str(len(written))}) + "".join(written) + element.tail


def _unique(name: str, taken: set[str]) -> str:
    unique, number = name, 2
    while unique.casefold() in taken:
        unique, number = f"{name}{number}", number + 1
    taken.add(unique.casefold())
    return unique


def _inside(column: Element, layout: Layout, here: Here) -> Iterator[str]:
    for child in column.children():
        if child.name in ("calculatedColumnFormula", "totalsRowFormula"):
            yield child.head + escaped(compiled(child.text).text(layout, here)) + child.tail
        else:
            yield child.whole
