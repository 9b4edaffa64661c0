"""Turn the cells of a worksheet into what its tags mean: which lines control, which cells are filled, and how."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from drafter.fill.errors import Kind, Place, TemplateError
from drafter.fill.excel.axis import Block as LineBlock
from drafter.fill.excel.axis import Loop, Structure
from drafter.fill.excel.fields import CLOSINGS, KINDS, WRONG_LEVEL, Slot, near_text, pieces_of, printer_of
from drafter.fill.excel.formula import MAX_COL, MAX_ROW, cell_name, column_letters, tokens
from drafter.fill.excel.grid import Cell, Grid
from drafter.fill.excel.neighbours import neighbours
from drafter.fill.syntax import NOT_CLOSED, Block, Hook, Piece, Print, Tag, keyword, parse
from drafter.fill.tagtext import Found, find_tags

CONTROL_LINE = Kind(
    "T150",
    "{line} chứa thẻ điều khiển «{tag}» sẽ biến mất khi điền, nhưng ô này còn có «{found}»",
    "{line} holds the control tag «{tag}» and vanishes when filled, but this cell holds «{found}»",
    "chuyển «{found}» sang hàng hoặc cột khác, để thẻ điều khiển ở riêng",
    "move «{found}» to another row or column; control tags stand alone",
)
TAG_IN_FORMULA = Kind(
    "T152",
    "công thức «{found}» có thẻ mẫu bên trong",
    "the formula «{found}» holds a template tag",
    "điền giá trị vào một ô riêng rồi cho công thức trỏ tới ô đó",
    "fill the value into a cell of its own and let the formula refer to that cell",
)
COLUMN_TAGS_DIFFER = Kind(
    "T153",
    "cột {line} có hai thẻ cột khác nhau: «{tag}» và «{found}»",
    "column {line} holds two different column tags: «{tag}» and «{found}»",
    "gõ thẻ {{%tc %}} giống nhau ở mọi hàng của cột, hoặc chỉ ở một hàng",
    "write the same {{%tc %}} tag on every row of the column, or on one row only",
)
REACHING_FORMULA = Kind(
    "T164",
    "công thức dùng hàm {found}, lấy dữ liệu hoặc chạy lệnh bên ngoài tệp",
    "the formula uses the function {found}, which fetches data or runs commands outside the file",
    "bỏ công thức này khỏi mẫu",
    "remove this formula from the template",
)
_REACHING = {"WEBSERVICE(", "RTD(", "CALL(", "REGISTER.ID(", "EXEC(", "SQL.REQUEST(", "DDE("}


@dataclass(frozen=True)
class SheetTags:
    """What the tags of one sheet say; `row_blocks` and `col_blocks` have a Hook("line", n) for every line they keep."""

    rows: Structure
    cols: Structure
    row_blocks: list[Block]
    col_blocks: list[Block]
    slots: dict[tuple[int, int], Slot]
    errors: list[TemplateError] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.slots or self.rows.blocks or self.cols.blocks)


def place(sheet: str, row: int, col: int) -> Place:
    return Place(part=sheet, cell=f"«{sheet}»!{cell_name(row, col)}")


@dataclass(frozen=True, slots=True)
class _Control:
    """The control tags of one line, and the cell they stand in."""

    line: int
    tags: tuple[Tag, ...]


def read_tags(grid: Grid, sheet: str) -> SheetTags:
    """Everything the tags of a sheet say, and everything that is wrong with them."""
    return _Reader(grid, sheet).read()


class _Reader:
    def __init__(self, grid: Grid, sheet: str) -> None:
        self.grid = grid
        self.sheet = sheet
        self.errors: list[TemplateError] = []
        self.tagged: dict[tuple[int, int], tuple[Cell, list[Found]]] = {}

    def read(self) -> SheetTags:
        for row in self.grid.rows.values():
            for cell in row.cells:
                if isinstance(cell.value, str) and cell.formula is None and "{" in cell.value.replace("｛", "{"):
                    found = list(find_tags(cell.value))
                    if found:
                        self.tagged[cell.row, cell.col] = (cell, found)
                elif cell.formula is not None and _holds_tag(cell.formula.text):
                    self._error(TAG_IN_FORMULA, cell, found="=" + cell.formula.text[:60])
                self._refuse_reaching(cell)
        rows, cols = self._controls("tr"), self._controls("tc")
        row_structure, row_pieces = self._structure(rows, self.grid.last_row, MAX_ROW)
        col_structure, col_pieces = self._structure(cols, self.grid.last_col, MAX_COL)
        self._nothing_lost(row_structure, col_structure, rows, cols)
        row_blocks, row_errors = parse(row_pieces)
        col_blocks, col_errors = parse(col_pieces)
        self.errors += row_errors + col_errors
        cells = [
            (cell, " ".join(tag.body for tag in found))
            for cell, found in self.tagged.values()
            if cell.row not in rows and cell.col not in cols
        ]
        self.errors += neighbours(rows, "row", cells)
        self.errors += neighbours({line: tags[:1] for line, tags in cols.items()}, "col", cells)
        slots = {}
        for (row_number, col), (cell, found) in self.tagged.items():
            if row_number not in row_structure.control and col not in col_structure.control:
                slot = self._slot(cell, found)
                if slot is not None:
                    slots[row_number, col] = slot
        return SheetTags(row_structure, col_structure, row_blocks, col_blocks, slots, self.errors)

    def _error(self, kind: Kind, cell: Cell, **words: object) -> None:
        where = place(self.sheet, cell.row, cell.col)
        self.errors.append(TemplateError(kind, where=where, near=near_text(cell.text), **words))  # type: ignore[arg-type]

    def _tag(self, cell: Cell, found: Found, kind: str = "block", printer: str = "text") -> Tag:
        line = cell.row if found.level == "tr" else cell.col
        return Tag(kind, found.body, place(self.sheet, cell.row, cell.col), near_text(cell.text), printer, line)

    def _refuse_reaching(self, cell: Cell) -> None:
        for token in tokens(cell.formula.text) if cell.formula is not None else ():
            if token.kind == "function" and token.text.upper().removeprefix("_XLFN.") in _REACHING:
                self._error(REACHING_FORMULA, cell, found=token.text[:-1])
            elif token.kind == "op" and token.text == "|":
                self._error(REACHING_FORMULA, cell, found="DDE")

    # -- control lines ------------------------------------------------------------------------------------------

    def _controls(self, level: str) -> dict[int, list[tuple[Cell, tuple[Tag, ...]]]]:
        """The cells with control tags of a level by line; what else such a cell holds would be lost."""
        controls: dict[int, list[tuple[Cell, tuple[Tag, ...]]]] = {}
        for cell, found in self.tagged.values():
            mine = [tag for tag in found if tag.level == level]
            if not mine:
                continue
            tags = tuple(self._tag(cell, tag) for tag in mine if tag.kind == "{%" and tag.end >= 0)
            line = cell.row if level == "tr" else cell.col
            controls.setdefault(line, []).append((cell, tags))
            rest = _without_tags(cell.text, mine)
            if rest:
                words = "hàng này" if level == "tr" else "cột này"
                self._error(CONTROL_LINE, cell, line=words, tag=cell.text[mine[0].start : mine[0].end], found=rest[:40])
        return controls

    def _structure(
        self, controls: dict[int, list[tuple[Cell, tuple[Tag, ...]]]], last: int, limit: int
    ) -> tuple[Structure, list[Piece]]:
        """The lines as the control tags divide them, and the tags with a hook for every line that stays."""
        pieces: list[Piece] = []
        builder = _Lines()
        for line in range(1, last + 1):
            if line not in controls:
                pieces.append(Hook("line", line))
                continue
            builder.add("", line)
            for tag in self._tags_of_line(controls[line], limit):
                pieces.append(tag)
                builder.add(keyword(tag.body), line)
        return builder.structure(frozenset(controls), limit), pieces

    def _tags_of_line(self, cells: list[tuple[Cell, tuple[Tag, ...]]], limit: int) -> Iterable[Tag]:
        if limit == MAX_ROW:
            return [tag for _, tags in cells for tag in tags]
        first_cell, first = cells[0]
        for cell, tags in cells[1:]:
            if [tag.body for tag in tags] != [tag.body for tag in first]:
                letters = column_letters(cell.col)
                self._error(
                    COLUMN_TAGS_DIFFER, cell, line=letters, tag=near_text(first_cell.text), found=near_text(cell.text)
                )
        return first

    def _nothing_lost(
        self,
        rows: Structure,
        cols: Structure,
        row_tags: dict[int, list[tuple[Cell, tuple[Tag, ...]]]],
        col_tags: dict[int, list[tuple[Cell, tuple[Tag, ...]]]],
    ) -> None:
        """Report cells with content on lines that vanish."""
        for row in self.grid.rows.values():
            for cell in row.cells:
                if cell.is_empty or self._is_control(cell):
                    continue
                shown = cell.text or (cell.formula and "=" + cell.formula.text) or cell.value
                if row.number in rows.control:
                    tag = near_text(row_tags[row.number][0][0].text)
                    self._error(CONTROL_LINE, cell, line="hàng này", tag=tag, found=str(shown)[:40])
                elif cell.col in cols.control:
                    tag = near_text(col_tags[cell.col][0][0].text)
                    self._error(CONTROL_LINE, cell, line="cột này", tag=tag, found=str(shown)[:40])

    def _is_control(self, cell: Cell) -> bool:
        found = self.tagged.get((cell.row, cell.col))
        return found is not None and any(tag.level in ("tr", "tc") for tag in found[1])

    # -- cells to fill ------------------------------------------------------------------------------------------

    def _slot(self, cell: Cell, found: list[Found]) -> Slot | None:
        wrong = next((tag for tag in found if tag.level), None)
        if wrong is not None:
            self._error(WRONG_LEVEL, cell, found=cell.text[wrong.start : wrong.end])
            return None
        unclosed = next((tag for tag in found if tag.end < 0), None)
        if unclosed is not None:
            words = cell.text[unclosed.start : unclosed.start + 40]
            self._error(NOT_CLOSED, cell, found=words, close=CLOSINGS[unclosed.kind])
            return None
        tag = Tag("print", "", place(self.sheet, cell.row, cell.col), near_text(cell.text))
        rich = bool(cell.runs)
        pieces = list(pieces_of(cell, found, lambda mark: self._tag(cell, mark, KINDS[mark.kind], printer_of(rich))))
        blocks, errors = parse(pieces)
        self.errors += errors
        if errors:
            return None
        solid = [block for block in blocks if not (isinstance(block, str) and not block.strip())]
        if not rich and len(solid) == 1 and isinstance(solid[0], Print):
            return Slot(cell, solid[0].tag, value=solid[0])
        return Slot(cell, tag, body=tuple(blocks), rich=rich)


def _holds_tag(formula: str) -> bool:
    """Whether a formula has a tag in it; the name of a sheet it speaks of may have one."""
    texts = (token.text for token in tokens(formula) if token.ref is None) if "{{" in formula or "{%" in formula else ()
    return any("{{" in text or "{%" in text for text in texts)


def _without_tags(text: str, tags: Sequence[Found]) -> str:
    for tag in reversed(tags):
        if tag.end >= 0:
            text = text[: tag.start] + text[tag.end :]
    return text.strip()


class _Lines:
    """Loops and blocks while control tags are read in order."""

    def __init__(self) -> None:
        self.open: list[tuple[str, int, int | None]] = []
        self.loops: list[tuple[int, int, int | None]] = []
        self.blocks: list[LineBlock] = []
        self.first = 0

    def add(self, word: str, line: int) -> None:
        """One control tag; "" says that a line is a control line, whatever is on it."""
        if not self.open:
            self.first = line
        if word == "for":
            parent = next((number for kind, _, number in reversed(self.open) if kind == "for"), None)
            self.open.append(("for", line, len(self.loops)))
            self.loops.append((line, line, parent))
        elif word in ("if", "with"):
            self.open.append((word, line, None))
        elif word.startswith("end") and self.open:
            _, opened, number = self.open.pop()
            if number is not None:
                self.loops[number] = (opened, line, self.loops[number][2])
        if not self.open:
            self._block(self.first, line)

    def _block(self, first: int, last: int) -> None:
        if self.blocks and self.blocks[-1].last >= first:
            self.blocks[-1] = LineBlock(self.blocks[-1].first, last)
        else:
            self.blocks.append(LineBlock(first, last))

    def structure(self, control: frozenset[int], limit: int) -> Structure:
        loops = []
        for number, (opens, closes, parent) in enumerate(self.loops):
            above = opens - 1
            while above in control:
                above -= 1
            loops.append(Loop(number, opens, closes, above, parent))
        return Structure(control, tuple(loops), tuple(self.blocks), limit)
