"""The columns of a review workbook, by which it is written and read back."""

from __future__ import annotations

from enum import StrEnum

SHEET, CATALOGUE_SHEET, FILES_SHEET = "Đối chiếu", "Danh mục", "Tệp đã đọc"
HEADER_ROW = 5
VERSION = "1"


class ReviewColumn(StrEnum):
    """A column, by its title."""

    NUMBER = "TT"
    DOUBT = "Độ ngờ"
    REASONS = "Cần xem"
    DECISION = "Quyết định"
    QUOTE = "Trích nguyên văn"
    CONTEXT = "Câu hoặc dòng trong báo cáo"
    PLACE = "Nơi"
    HEDGE = "Chữ trước số"
    VALUE = "Số"
    UNIT = "Đơn vị tính"
    KIND = "Loại số"
    INDICATOR = "Chỉ tiêu"
    PERIOD = "Kỳ"
    ORGANISATION = "Mã đơn vị"
    TARGET = "Chỉ tiêu giao"
    PERCENT = "Đạt (%)"
    WHOLE = "Trên tổng số"
    EXISTING = "Số đã có"
    FILE = "Tệp"
    FIRST = "Gợi ý 1"
    SECOND = "Gợi ý 2"
    THIRD = "Gợi ý 3"
    ORIGINAL = "Đã đọc"
    SOURCE_SHEET = "Trang tính"


WIDTHS = {
    ReviewColumn.NUMBER: 5, ReviewColumn.DOUBT: 7, ReviewColumn.REASONS: 30, ReviewColumn.DECISION: 12,
    ReviewColumn.QUOTE: 30, ReviewColumn.CONTEXT: 52, ReviewColumn.PLACE: 18, ReviewColumn.HEDGE: 8,
    ReviewColumn.VALUE: 13, ReviewColumn.UNIT: 11, ReviewColumn.KIND: 11, ReviewColumn.INDICATOR: 36,
    ReviewColumn.PERIOD: 10, ReviewColumn.ORGANISATION: 14, ReviewColumn.TARGET: 12, ReviewColumn.PERCENT: 9,
    ReviewColumn.WHOLE: 10, ReviewColumn.EXISTING: 12, ReviewColumn.FILE: 24, ReviewColumn.FIRST: 20,
    ReviewColumn.SECOND: 20, ReviewColumn.THIRD: 20, ReviewColumn.ORIGINAL: 14, ReviewColumn.SOURCE_SHEET: 14,
}  # fmt: skip
HIDDEN = (
    ReviewColumn.FIRST, ReviewColumn.SECOND, ReviewColumn.THIRD, ReviewColumn.ORIGINAL, ReviewColumn.SOURCE_SHEET,
)  # fmt: skip
EDITED = (
    ReviewColumn.DECISION, ReviewColumn.HEDGE, ReviewColumn.VALUE, ReviewColumn.KIND, ReviewColumn.INDICATOR,
    ReviewColumn.PERIOD, ReviewColumn.ORGANISATION, ReviewColumn.TARGET, ReviewColumn.PERCENT, ReviewColumn.WHOLE,
)  # fmt: skip
ORDER = tuple(ReviewColumn)
PLACE_OF = {column: number for number, column in enumerate(ORDER, 1)}


def label(code: str, name: str) -> str:
    """How an indicator stands in the workbook: «E02 – Số đoàn viên kết nạp mới»."""
    return f"{code} – {name}"


def code_of(text: str) -> str:
    """The code at the head of such a label, or a bare code."""
    return text.replace("—", "–").partition("–")[0].partition(" - ")[0].strip()
