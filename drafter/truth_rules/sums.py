"""Rules of sums: a row of totals is the sum of its rows, a part is no larger than its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from drafter.format_rules.words import in_text, quote
from drafter.model.figure import Qualifier
from drafter.model.problem import Severity
from drafter.prose.doubts import shown
from drafter.prose.nouns import HOMES, PEOPLE, TURNS, UNITS
from drafter.prose.plans import Statement
from drafter.prose.sheets import Column, Role, Shape, SheetRow
from drafter.truth_rules.account import Account, Said, in_grid, numbers_of
from drafter.truth_rules.rule import Faults, TruthRule, found

_SUMMED = (Role.PLAN, Role.ACTUAL, Role.EARLIER, Role.OTHER)
# What is no amount, or is not added up: rates, averages, ranks, years, what each one gets.
_NOT_SUMMED = re.compile(
    r"tỷ lệ|tỉ lệ|%|bình quân|trung bình|mức|đơn giá|năm sinh|(?<!chưa )xếp|hạng|thứ|điểm|hệ số|nam$|nữ$|ngày|"
    r"số quyết định|so sánh|tăng|(?<!số đoàn viên )giảm|ghi chú|mỗi",
    re.IGNORECASE,
)
_COUNTS_OF_A_RATE = re.compile(r": (?:số đạt|tổng số)(?:;|$)", re.IGNORECASE)  # what a rate of ours is made of
_WITHIN = re.compile(r"^\s*[-+–•]|trong đó|^\s*[a-hđ]\)|^\s*\d+\.\d+", re.IGNORECASE)
_ROMAN = re.compile(r"[IVX]+\.?|[A-E]\.?")
_FIRST_NUMBER = re.compile(r"\d{1,4}\.?")
_COUNTED = (PEOPLE, UNITS, TURNS, HOMES)
_AMONG = re.compile(r"[^.;\d]{0,60}\btrong (?:đó|số đó|số này)\b[^.;\d]{0,60}")
_MADE_OF = re.compile(r"[^.;\d]{0,30}\b(?:bao gồm|gồm)\b:?[^.;\d]{0,40}")
_NEXT_PART = re.compile(r"[^.;\d]{0,70}?(?:,|\bvà\b|;)[^.;\d]{0,40}")


def totals(account: Account) -> Faults:
    """The rows of totals of a table of units, column by column. Cells that are empty are missing, not zero."""
    for shape in account.tables:
        for whole, rows in _blocks(shape):
            groups = _parts(shape, whole, rows)
            for column in shape.columns:
                if _is_summed(column):
                    yield from _total(shape, column, whole, groups)


def _is_summed(column: Column) -> bool:
    if _COUNTS_OF_A_RATE.search(column.title):
        return True
    return column.role in _SUMMED and not _NOT_SUMMED.search(column.title)


def _blocks(shape: Shape) -> Iterator[tuple[SheetRow, Sequence[SheetRow]]]:
    """Each row of totals with the rows that it may add up: all of the table, or of its part, from heading to total."""
    whole = [row for row in shape.rows if row.total]
    if len(whole) == 1:
        yield whole[0], shape.rows
        return
    blocks: list[list[SheetRow]] = [[]]
    for row in shape.rows:
        blocks[-1].append(row)
        if row.total:
            blocks.append([])
    if not blocks.pop() and all(len(rows) > 2 and rows[0].heading for rows in blocks):
        yield from ((rows[-1], rows) for rows in blocks)


def _parts(shape: Shape, total: SheetRow, block: Sequence[SheetRow]) -> tuple[Sequence[SheetRow], ...]:
    """The ways in which rows can make up the total: all numbered rows, or the rows that head their groups."""
    numbers = [column.number for column in shape.columns if column.role is Role.NUMBER]
    rows = [row for row in block if row is not total and not _WITHIN.search(row.label)]
    if not numbers:
        return (rows,)
    marks = {row.number: _mark(row, numbers[0]) for row in rows}
    leaves = [row for row in rows if _FIRST_NUMBER.fullmatch(marks[row.number])]
    heads = [row for row in rows if _ROMAN.fullmatch(marks[row.number])]
    if len(leaves) == 1 and all(row is leaves[0] or row.heading for row in rows):
        return (leaves,)  # one unit and notes below
    return tuple(group for group in (leaves, heads, rows) if group)


def _mark(row: SheetRow, column: int) -> str:
    cell = row.cells.get(column)
    if cell is None:
        return ""
    return cell.text.strip() or ("" if cell.number is None else str(int(cell.number)))


def _total(shape: Shape, column: Column, total: SheetRow, groups: Sequence[Sequence[SheetRow]]) -> Faults:
    values = dict(numbers_of(shape, column.number))
    stated = values.get(total.number)
    if stated is None:
        return
    sums: list[Decimal] = []
    for group in groups:
        told = [row for row in group if row.cells.get(column.number) is not None and _filled(row, column.number)]
        if len(told) < min(2, len(group)) or any(row.number not in values for row in told):
            return  # a word, a range or a hedge stands in the column: what it adds is not known
        sums.append(sum((values[row.number] for row in told), Decimal(0)))
    if sums and stated not in sums:
        title = column.title.split("; ")[-1]
        yield found(
            in_grid(shape.grid, total.cells[column.number].place),
            found=quote(title),
            sum=shown(sums[0]),
            total=shown(stated),
        )


def _filled(row: SheetRow, column: int) -> bool:
    cell = row.cells[column]
    return cell.number is not None or cell.text.strip() not in ("", "-", "–", "x", "X")


SL_02 = TruthRule(
    code="SL-02", severity=Severity.ERROR, title="Dòng tổng bằng các dòng cộng lại", check=totals,
    what="cột {found}: cộng các dòng được {sum}, dòng tổng ghi {total}",
    fix="cộng lại từ biểu của các đơn vị; sửa dòng sai hoặc dòng tổng",
    clause="phép tính", why="tổng sai thì mọi tỷ lệ tính từ tổng đều sai theo",
)  # fmt: skip


def parts(account: Account) -> Faults:
    """«…, trong đó …»: a part is no larger than the whole. «… gồm a và b»: the parts make the whole."""
    for said in account.said:
        yield from _larger_parts(said)
        yield from _unequal_parts(said)


def _larger_parts(said: Said) -> Faults:
    for at, one in enumerate(said.statements[:-1]):
        after = said.statements[at + 1]
        if not (_counts(one) and _counts(after)) or one.quantity.unit != after.quantity.unit:
            continue
        if _AMONG.fullmatch(_between(said, one, after)) and after.quantity.value > one.quantity.value:
            yield found(
                in_text(said.line), found=f"phần «{_text(said, after)}» lớn hơn tổng «{_text(said, one)}» đứng trước"
            )


def _unequal_parts(said: Said) -> Faults:
    for at, one in enumerate(said.statements[:-2]):
        behind = said.statements[at + 1 :]
        if not _counts(one) or not _MADE_OF.fullmatch(_between(said, one, behind[0])):
            continue
        end = said.passage.sentences[said.passage.sentence_at(one.span.start)].end
        group = [part for part in behind if part.span.start < end]
        alike = all(_counts(part) and part.quantity.noun == one.quantity.noun for part in group)
        linked = all(_NEXT_PART.fullmatch(_between(said, left, right)) for left, right in pairwise(group))
        if len(group) < 2 or not alike or not linked:
            continue
        added = sum((part.quantity.value for part in group), Decimal(0))
        if added != one.quantity.value:
            yield found(
                in_text(said.line), found=f"các phần cộng lại được {shown(added)}, câu ghi «{_text(said, one)}»"
            )


def _counts(one: Statement) -> bool:
    quantity = one.quantity
    exactly = quantity.qualifier is Qualifier.EXACT and quantity.upper is None
    return exactly and quantity.unit in _COUNTED and one.percent is None


def _between(said: Said, one: Statement, after: Statement) -> str:
    return said.passage.plain[one.quantity.number.end : after.quantity.span.start]


def _text(said: Said, one: Statement) -> str:
    return said.passage.text[one.quantity.span.start : one.quantity.span.end]


SL_03 = TruthRule(
    code="SL-03", severity=Severity.ERROR, title="Phần không lớn hơn tổng, các phần cộng lại bằng tổng", check=parts,
    what="{found}", fix="đối chiếu biểu số liệu, sửa số của phần hoặc của tổng",
    clause="phép tính", why="số trong một câu trái nhau thì không biết tin số nào",
)  # fmt: skip

RULES = (SL_02, SL_03)
