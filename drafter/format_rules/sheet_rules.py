"""Rules of workbooks that go with a paper: font, paper, width, head rows (NĐ 30/2020/NĐ-CP, Phụ lục I, phần III)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drafter.format_rules.rule import Faults, Ruled, found
from drafter.model.problem import Problem, Severity
from drafter.model.sheet_look import BookLook
from drafter.standards.page_format import page_format

_A4 = 9  # Excel's number of the paper
_PAGE_CHARS = {False: 88.0, True: 138.0}  # so many letters of 11 pt are about as wide as the text of a page
_PAGE_ROWS = {False: 48, True: 30}  # so many rows stand on a page


@dataclass(frozen=True, kw_only=True)
class SheetRule(Ruled):
    """A rule of a workbook's form."""

    check: Callable[[BookLook], Faults]


def _at(title: str) -> str:
    return f"trang tính «{title}»"


def font(book: BookLook) -> Faults:
    """Letters are in the font of papers."""
    for sheet in book.sheets:
        odd = {name: count for name, count in sheet.fonts.items() if name != page_format().font}
        if odd:
            yield found(_at(sheet.title), found=", ".join(sorted(odd)), count=sum(odd.values()))


XL_01 = SheetRule(
    code="XL-01", severity=Severity.WARNING, title="Phông chữ của bảng tính", check=font,
    what="phông {found} ({count} ô); cần Times New Roman",
    fix="bấm Ctrl+A, chọn phông Times New Roman",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục 4", why="phụ lục cùng một kiểu chữ với văn bản",
)  # fmt: skip


def paper(book: BookLook) -> Faults:
    """Sheets are printed on A4."""
    for sheet in book.sheets:
        if sheet.paper != _A4:
            yield found(_at(sheet.title))


XL_02 = SheetRule(
    code="XL-02", severity=Severity.WARNING, title="Khổ giấy in của bảng tính", check=paper,
    what="chưa đặt khổ giấy A4", fix="Page Layout – Size – A4",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục 1", why="bảng in ra cùng khổ với văn bản",
)  # fmt: skip


def width(book: BookLook) -> Faults:
    """A sheet that is wider than a page is made to fit, or repeats its first columns."""
    for sheet in book.sheets:
        if sheet.width_chars > _PAGE_CHARS[sheet.landscape] and not sheet.fits_width:
            yield found(_at(sheet.title))


XL_03 = SheetRule(
    code="XL-03", severity=Severity.WARNING, title="Bảng vừa bề ngang trang in", check=width,
    what="bảng rộng hơn trang giấy, in ra bị cắt cột sang trang khác",
    fix="Page Layout – Orientation: Landscape; Width: 1 page; bảng rất rộng thì đặt Print Titles – Columns to repeat",
    clause="thông lệ", why="cột rơi sang trang khác thì không biết là của dòng nào",
)  # fmt: skip


def head_rows(book: BookLook) -> Faults:
    """A table of several pages has its head on each."""
    for sheet in book.sheets:
        if sheet.rows > _PAGE_ROWS[sheet.landscape] and sheet.columns > 2 and not sheet.repeats:
            yield found(_at(sheet.title), rows=sheet.rows)


XL_04 = SheetRule(
    code="XL-04", severity=Severity.WARNING, title="Dòng tiêu đề bảng lặp lại ở mỗi trang", check=head_rows,
    what="bảng dài {rows} dòng, dòng tiêu đề chỉ in ở trang đầu",
    fix="Page Layout – Print Titles – Rows to repeat at top: chọn các dòng tiêu đề",
    clause="thông lệ", why="trang sau vẫn biết cột nào là gì",
)  # fmt: skip

RULES = (XL_01, XL_02, XL_03, XL_04)
KINDS = RULES


def judge_book(book: BookLook) -> tuple[Problem, ...]:
    """What is wrong with a workbook's form."""
    told = (rule.told(rule.check(book), book.name) for rule in RULES)
    return tuple(problem for problems in told for problem in problems)
