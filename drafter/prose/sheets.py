"""Turn a table of a report into its shape: which rows are its head, what each column holds, what each row is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from drafter.model.report import Grid, GridCell
from drafter.prose.hedges import MAYBE_HEDGED


class Role(StrEnum):
    """What a column holds."""

    NUMBER = "số thứ tự"
    CODE = "mã chỉ tiêu"
    LABEL = "tên dòng"
    UNIT = "đơn vị tính"
    PLAN = "kế hoạch"
    ACTUAL = "thực hiện"
    PERCENT = "tỷ lệ so với kế hoạch"
    EARLIER = "cùng kỳ"
    CHANGE = "tăng giảm"
    NOTE = "ghi chú"
    OTHER = "cột số liệu"


# Tried in this order against a column's title, lower-case and composed.
_ROLES = (
    (Role.NUMBER, r"(?:s?tt|số tt|số thứ tự|stt)\.?"),
    (Role.CODE, r"(?:mã|mã số|mã chỉ tiêu)"),
    (Role.UNIT, r"(?:đơn vị tính|đvt|đv tính|đ\.v\.t).*"),
    (Role.NOTE, r"(?:ghi chú|chú thích|diễn giải|văn bản|căn cứ).*"),
    (Role.CHANGE, r".*(?:tăng\s*(?:,|/|\(\+\)|hoặc|-)?\s*giảm|so sánh|chênh lệch|so với (?:cùng kỳ|năm trước)).*"),
    (
        Role.PERCENT,
        (
            r"(?:.*(?:tỷ lệ|tỉ lệ|%|phần trăm).*(?:kế hoạch|chỉ tiêu|kh|th|hoàn thành|đạt|thực hiện).*"
            r"|.*(?:đạt|hoàn thành|thực hiện).*%.*|(?:đạt )?(?:tỷ lệ|tỉ lệ)|đạt|%|th/kh.*|so sánh %)"
        ),
    ),
    (Role.EARLIER, r".*(?:cùng kỳ|kỳ trước|năm trước|nhiệm kỳ trước).*"),
    (
        Role.PLAN,
        (
            r"(?:.*\b(?:kế hoạch|chỉ tiêu (?:giao|năm|được giao|nghị quyết|đề ra|phấn đấu)|mục tiêu|giao đầu năm)\b.*"
            r"|kh(?:\s+(?:năm\s+)?\d{4})?|chỉ tiêu(?: (?:năm )?\d{4})?|số giao)"
        ),
    ),
    (
        Role.ACTUAL,
        (
            r"(?:.*\b(?:thực hiện|kết quả|đạt được|đã đạt)\b.*|th(?:\s+(?:năm\s+)?\d{4})?"
            r"|số lượng|số liệu|tổng số|giá trị|(?:cả )?năm \d{4}|\d{4})"
        ),
    ),
)  # fmt: skip
_ROLES_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _ROLES)
_LABEL = re.compile(
    r"(?:nội dung|chỉ tiêu|tên |danh mục|tiêu chí|đơn vị|công đoàn|cđcs|hình thức|danh hiệu|hoạt động|công việc|"
    r"nhiệm vụ|huyện|địa phương|khối|loại hình|cơ quan|họ và tên|các mặt|lĩnh vực).*"
)
TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|tổng|cộng|toàn (?:tỉnh|ngành|huyện|quận|thành phố|đơn vị|cụm|khối)|cộng chung)\s*:?"
)
_SMALL = re.compile(r"\(?\d{1,2}\)?(?:\s*=.*)?|[A-Ea-e]|\(?[IVX]+\)?")
_COUNTED = r"(?:%|đ|đồng|triệu(?: đồng)?|tỷ(?: đồng)?|người|đơn vị|cuộc|suất|lượt(?: người)?|nhà|tập thể|cá nhân)?"
_NUMERAL = re.compile(
    rf"\s*{MAYBE_HEDGED}[-+]?\d[\d.,\xa0 ]*\s*{_COUNTED}\s*(?:/\s*\d[\d.,]*\s*{_COUNTED})?\s*"
    r"(?:\(\s*(?:đạt\s*)?\d[\d.,]*\s*%\s*\))?\s*",
    re.IGNORECASE,
)
_MOST_HEAD_ROWS = 4
_WORDS_ONLY = (Role.NUMBER, Role.NOTE, Role.UNIT, Role.CODE)


@dataclass(frozen=True)
class Column:
    """A column of figures or words. `title` is its titles from top to bottom, «; » between."""

    number: int
    title: str
    role: Role


@dataclass(frozen=True)
class SheetRow:
    """A row below the head: its number, its label, its cells by column."""

    number: int
    label: str
    cells: dict[int, GridCell]
    total: bool = False
    heading: bool = False


@dataclass(frozen=True)
class Shape:
    """A table of figures. `above` are the lines over its head."""

    grid: Grid
    above: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]

    @property
    def label_title(self) -> str:
        """The title of the column that names the rows."""
        return next((column.title for column in self.columns if column.role is Role.LABEL), "")


def plain(text: str) -> str:
    """Lower-case, composed, single spaces: what titles are compared in."""
    return " ".join(unicodedata.normalize("NFC", text).lower().replace("–", "-").split()).strip(" :.;*")


def is_numeral(cell: GridCell) -> bool:
    """Whether a cell holds a number and hardly anything else."""
    return cell.number is not None or bool(cell.text and _NUMERAL.fullmatch(cell.text))


def shape_of(grid: Grid) -> Shape | None:
    """The shape of a table of figures; None for one that only lays out words (a letterhead, a block of signatures)."""
    rows: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        if cell.text.strip() or cell.number is not None:
            rows.setdefault(cell.row, []).append(cell)
    head = _head(rows)
    if head is None:
        return None
    first, last = head
    covering = [cell for cell in grid.cells if first <= cell.row <= last and cell.text.strip()]
    numbers = sorted({cell.column for row in rows for cell in rows[row] if row > last} | _columns(covering))
    titles = {number: _title(covering, number) for number in numbers}
    roles = {number: _role(title) for number, title in titles.items()}
    body = {number: cells for number, cells in rows.items() if number > last and not _is_numbering(cells)}
    label = _label_column(titles, roles, body)
    if label is None:
        return None
    roles[label] = Role.LABEL
    made = tuple(_row(number, cells, label, roles) for number, cells in body.items())
    if not any(is_numeral(cell) for row in made for number, cell in row.cells.items() if number != label):
        return None
    above = tuple(cell.text for row in sorted(rows) if row < first for cell in rows[row])
    return Shape(grid, above, tuple(Column(n, titles[n], roles[n]) for n in numbers), made)


def _columns(cells: Sequence[GridCell]) -> set[int]:
    return {number for cell in cells for number in range(cell.column, cell.column + min(cell.columns, 60))}


def _head(rows: dict[int, list[GridCell]]) -> tuple[int, int] | None:
    """The first and last row of the head: titles beside one another, with numbers in a row below."""
    order = sorted(rows)
    for at, number in enumerate(order):
        cells = rows[number]
        words = [cell for cell in cells if cell.number is None and not _NUMERAL.fullmatch(cell.text)]
        years = [cell for cell in cells if re.fullmatch(r"(?:19|20)\d{2}", cell.text.strip())]
        if len(words) + len(years) < 2 or len(words) < len(cells) - len(years) or not words:
            continue
        below = order[at + 1 : at + 6]
        if not any(is_numeral(cell) and not _SMALL.fullmatch(cell.text.strip()) for row in below for cell in rows[row]):
            small = [row for row in below if sum(map(is_numeral, rows[row])) >= 1 and len(rows[row]) > 1]
            if not small:
                continue
        last = max(number, *(cell.row + cell.rows - 1 for cell in words))
        last = _second_row(rows, order, at, last)
        return number, min(last, number + _MOST_HEAD_ROWS - 1)
    return None


def _second_row(rows: dict[int, list[GridCell]], order: Sequence[int], at: int, last: int) -> int:
    """A row of titles below merged ones belongs to the head, where the file has not merged downwards."""
    if any(cell.columns > 1 for cell in rows[order[at]]) and at + 1 < len(order):
        below = rows[order[at + 1]]
        worded = [cell for cell in below if cell.number is None and not _NUMERAL.fullmatch(cell.text)]
        named = [cell for cell in below if re.fullmatch(r"(?:19|20)\d{2}", cell.text.strip())]
        first_title = min(cell.column for cell in rows[order[at]])
        if len(worded) + len(named) == len(below) and min(cell.column for cell in below) > first_title:
            return max(last, order[at + 1])
    return last


def _title(cells: Sequence[GridCell], column: int) -> str:
    over = [cell.text.strip() for cell in cells if cell.column <= column < cell.column + cell.columns]
    return "; ".join(dict.fromkeys(" ".join(text.split()) for text in over if text))


def _role(title: str) -> Role:
    """The role of a column by its title, the lowest line of it first."""
    parts = [plain(part) for part in title.split("; ")]
    for text in (*reversed(parts), plain(title.replace("; ", " "))):
        bare = re.sub(r"\s*\((?:người|đơn vị|triệu đồng|đồng|cuộc|suất|lượt|%)\)", "", text)
        for role, pattern in _ROLES_COMPILED:
            if pattern.fullmatch(text) or (bare and pattern.fullmatch(bare)):
                return role
    return Role.OTHER


def _label_column(titles: dict[int, str], roles: dict[int, Role], body: dict[int, list[GridCell]]) -> int | None:
    """The column that names the rows: titled so, or the first that is mostly words."""
    words: dict[int, int] = {}
    for cells in body.values():
        for cell in cells:
            if cell.number is None and not _NUMERAL.fullmatch(cell.text) and len(cell.text) > 2:
                words[cell.column] = words.get(cell.column, 0) + 1
    free = [number for number in titles if roles[number] in (Role.OTHER, Role.ACTUAL, Role.PLAN) and words.get(number)]
    named = [number for number in free if _LABEL.match(plain(titles[number])) and words[number] * 2 >= len(body)]
    mostly = [number for number in free if words[number] * 2 >= len(body)]
    return min(named or mostly, default=None)


def _row(number: int, cells: Sequence[GridCell], label: int, roles: dict[int, Role]) -> SheetRow:
    by_column = {cell.column: cell for cell in cells}
    named = by_column.get(label) or next(
        (cell for cell in cells if cell.column <= label < cell.column + cell.columns and cell.number is None), None
    )
    if named is None:  # a total that is merged over the number and the name
        named = next((cell for cell in cells if TOTAL.fullmatch(plain(cell.text))), None)
    text = " ".join(named.text.split()) if named else ""
    figures = [
        cell for cell in cells if cell is not named and is_numeral(cell) and roles.get(cell.column) not in _WORDS_ONLY
    ]
    total = bool(TOTAL.fullmatch(plain(text)))
    return SheetRow(number, text, by_column, total=total, heading=bool(text) and not figures)


def _is_numbering(cells: Sequence[GridCell]) -> bool:
    """The row under a head that numbers the columns: A, B, 1, 2, 3=2/1."""
    texts = [cell.text.strip() or str(cell.number) for cell in cells]
    if len(texts) < 3 or not all(_SMALL.fullmatch(text) for text in texts):
        return False
    numbers = [int(found[1]) for text in texts if (found := re.match(r"\(?(\d+)", text))]
    return len(numbers) >= 2 and all(later == one + 1 for one, later in pairwise(numbers))
