"""Turn a passage into its numerals: numbers in digits as Vietnamese papers write them, and numbers in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.prose.passage import Passage, Span
from drafter.prose.passed_over import PassedOver

_DIGITS = re.compile(
    r"(?<![\w.,])\d+(?:[.,]\d+)*(?:(?!\w)|(?=đ(?!\w)))(?![.,]\d)|(?<![\w.,])\d{1,3}(?: \d{3})+(?![\w])"
)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){2,}")
_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9,
}  # fmt: skip
_UNIT_WORDS = "|".join(_WORDS)
_SPELLED = re.compile(
    rf"\b(?:(?P<tens>hai|ba|bốn|năm|sáu|bảy|tám|chín)\s+mươi(?:\s+(?P<ones>mốt|{_UNIT_WORDS}))?"
    rf"|(?P<hundreds>một|hai|ba|bốn|năm|sáu|bảy|tám|chín)\s+trăm(?:\s+(?:linh|lẻ)\s+(?P<odd>{_UNIT_WORDS}))?"
    rf"|mười(?:\s+(?P<teens>{_UNIT_WORDS}))?|(?P<bare>{_UNIT_WORDS}))(?=\s)"
)
# «Năm» is nearly always a year and «một» an article: alone they are numbers only before what offices count one by one.
_COUNTED = re.compile(
    r"\s+(?:đoàn viên|công đoàn cơ sở|cđcs|tập thể|cá nhân|người lao động|công nhân|doanh nghiệp|đơn vị|cán bộ|căn nhà|"
    r"ngôi nhà|mái ấm|suất|nghiệp đoàn|sáng kiến|đồng chí|gia đình|trường hợp|cuộc|lớp|chuyến xe|công trình|vụ|bản|"
    r"phong trào|mô hình|câu lạc bộ|chương trình|phần quà|ủy viên|đại biểu|hội nghị|buổi|giải|đề tài|thỏa ước|chủ tịch|"
    r"tổ chức|căn|ngôi|hộ|vé xe|tủ sách|nữ|sản phẩm|tổ công đoàn|"
    r"ban nữ công|hoạt động|phòng|đội|phiên|chỉ tiêu|lượt|tiết mục|cơ sở|bộ phận|tổ|xã|phường|huyện|quận|bác sĩ|"
    r"kỹ sư|vận động viên|"
    r"em|cháu|thành viên|nhà|phần|vé|tin|bài|điểm|mô hình)\b"
)
_NOT_BEFORE_NAME = re.compile(r"(?:trong|cả|đầu|cuối|mỗi|hằng|hàng|một|của|nửa|qua|các|những|giữa|chủ đề|theo)\s+$")
_ARTICLE = re.compile(r"(?:là|như|theo|thành|mỗi|từng|nào|với|về|của|cho|làm|trong)\s+$")
_ALONE = re.compile(r"\s+(?:tập thể|cá nhân|cuộc kiểm tra|cuộc giám sát)\b")


@dataclass(frozen=True)
class Numeral:
    """A number and where it stands. `in_words` is true of «hai mươi lăm»; `also` is its other legal reading, if any."""

    span: Span
    value: Decimal
    in_words: bool = False
    also: Decimal | None = None


def numerals(passage: Passage, passed: Sequence[PassedOver]) -> tuple[Numeral, ...]:
    """The numerals that may be figures, in order of place."""
    found = [*_in_digits(passage), *_in_words(passage)]
    kept = (one for one in found if not any(other.span.overlaps(one.span) for other in passed))
    return tuple(sorted(kept, key=lambda one: one.span.start))


def _in_digits(passage: Passage) -> list[Numeral]:
    found = []
    for match in _DIGITS.finditer(passage.plain):
        value, also = read_digits(match[0], passage.plain[match.end() : match.end() + 12])
        if value is not None:
            found.append(Numeral(Span(match.start(), match.end()), value, also=also))
    return found


def read_digits(digits: str, behind: str = "") -> tuple[Decimal | None, Decimal | None]:
    """What digits mean in a Vietnamese paper, and the other legal reading; (None, None) for what is no number.

    «1.846» is a thousand and more, «82,5» a decimal. `behind` are the letters after: a percent or a sum in millions has
    its comma before decimals, a count with three digits after a comma is grouped the English way.
    """
    if " " in digits:
        return Decimal(digits.replace(" ", "")), None
    if digits.isdigit():
        return Decimal(digits), None
    if _GROUPED.fullmatch(digits):
        return Decimal(digits.replace(".", "")), None
    if _ENGLISH.fullmatch(digits):
        return Decimal(digits.replace(",", "")), None
    whole, comma, decimals = digits.rpartition(",")
    if comma and decimals.isdigit() and (whole.isdigit() or _GROUPED.fullmatch(whole)):
        decimal = Decimal(f"{whole.replace('.', '')}.{decimals}")
        if len(decimals) == 3 and whole.isdigit() and 0 < len(whole) <= 3 and whole[0] != "0":
            grouped = Decimal(whole + decimals)
            scaled = re.match(r"\s*(?:%|phần trăm|tỷ|tỉ|triệu|nghìn|ngàn)", behind)
            return (decimal, grouped) if scaled else (grouped, decimal)
        return decimal, None
    whole, point, decimals = digits.rpartition(".")
    if point and whole.isdigit() and decimals.isdigit() and len(decimals) != 3:
        return Decimal(f"{whole}.{decimals}"), None
    plain = digits.replace(",", "")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", digits):
        return Decimal(plain), None
    return None, None


def _in_words(passage: Passage) -> list[Numeral]:
    found = []
    for match in _SPELLED.finditer(passage.plain):
        value = _spelled(match)
        if match["bare"] and not _stands_alone(passage, match):
            continue
        if not match["bare"] and not _COUNTED.match(passage.plain, match.end()):
            continue
        found.append(Numeral(Span(match.start(), match.end()), Decimal(value), in_words=True))
    return found


def _spelled(match: re.Match[str]) -> int:
    if match["hundreds"]:
        return 100 * _WORDS[match["hundreds"]] + (_WORDS[match["odd"]] if match["odd"] else 0)
    if match["tens"]:
        ones = match["ones"]
        return 10 * _WORDS[match["tens"]] + (1 if ones == "mốt" else _WORDS[ones] if ones else 0)
    if match["bare"]:
        return _WORDS[match["bare"]]
    return 10 + (_WORDS[match["teens"]] if match["teens"] else 0)


def _stands_alone(passage: Passage, match: re.Match[str]) -> bool:
    before = passage.plain[max(0, match.start() - 16) : match.start()]
    if match["bare"] == "một":
        return bool(_ALONE.match(passage.plain, match.end())) and not _ARTICLE.search(before)
    if match["bare"] in ("tư", "lăm") or not _COUNTED.match(passage.plain, match.end()):
        return False
    return match["bare"] != "năm" or not _NOT_BEFORE_NAME.search(before)
