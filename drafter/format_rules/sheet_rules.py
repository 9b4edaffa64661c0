"""Rules of workbooks that go with a paper: font, paper, width, head rows (NĐ 30/2020/NĐ-CP, Phụ lục I, phần III)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drafter.format_rules.rule import Faults, Ruled, found
from drafter.format_rules.words import number, span
from drafter.model.problem import Problem, Severity
from drafter.model.sheet_look import BookLook
from drafter.standards.page_format import Allowed, page_format

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


def margins(book: BookLook) -> Faults:
    """Each side has the margin of papers."""
    for sheet in book.sheets:
        wrong = [
            f"{name} {number(sheet.margins[side])} mm (cần {span(allowed)})"
            for side, name in SIDES.items()
            if not (allowed := allowed_margin(side)).holds(sheet.margins[side], page_format().tolerance_mm)
        ]
        if wrong:
            yield found(_at(sheet.title), found=", ".join(wrong))


def allowed_margin(side: str) -> Allowed:
    """What a margin may be, of the paper and of what goes with it."""
    allowed: Allowed = getattr(page_format(), side)
    return allowed


SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}

XL_05 = SheetRule(
    code="XL-05", severity=Severity.WARNING, title="Lề trang in của bảng tính", check=margins,
    what="lề {found}", fix="Page Layout – Margins – Custom Margins: trên, dưới 2 cm; trái 3 cm; phải 1,5 cm",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục 3",
    why="phụ lục in ra cùng lề với văn bản, còn chỗ đóng",
)  # fmt: skip


def orientation(book: BookLook) -> Faults:
    """A sheet that is shrunk to one page's width lies where it is wider than an upright page: else nobody reads it."""
    for sheet in book.sheets:
        if not sheet.landscape and sheet.fits_width and sheet.width_chars > _PAGE_CHARS[False]:
            yield found(_at(sheet.title))


XL_06 = SheetRule(
    code="XL-06", severity=Severity.WARNING, title="Bảng rộng thì in khổ ngang", check=orientation,
    what="bảng rộng hơn trang dọc, bị thu nhỏ cho vừa nên chữ rất bé", fix="Page Layout – Orientation: Landscape",
    clause="thông lệ", why="chữ trong bảng phải đọc được khi in",
)  # fmt: skip


def composed(book: BookLook) -> Faults:
    """Letters and their marks are one character."""
    for sheet in book.sheets:
        if sheet.apart:
            yield found(_at(sheet.title), count=sheet.apart)


XL_07 = SheetRule(
    code="XL-07", severity=Severity.WARNING, title="Chữ dựng sẵn trong bảng tính", check=composed,
    what="{count} ô gõ dấu rời (Unicode tổ hợp), tìm và đối chiếu không ra",
    fix="chạy «drafter check --fix» để chuyển thành chữ dựng sẵn, hoặc đặt bộ gõ ở Unicode dựng sẵn rồi gõ lại",
    clause="TCVN 6909:2001; thông lệ", why="cùng một chữ mà mã khác nhau thì máy coi là hai chữ",
)  # fmt: skip

RULES = (XL_01, XL_02, XL_03, XL_04, XL_05, XL_06, XL_07)
KINDS = RULES


def judge_book(book: BookLook) -> tuple[Problem, ...]:
    """What is wrong with a workbook's form."""
    told = (rule.told(rule.check(book), book.name) for rule in RULES)
    return tuple(problem for problems in told for problem in problems)
