"""Turn a passage into its numerals: numbers in digits as Vietnamese papers write them, and numbers in words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from drafter.prose.nouns import Nouns
from drafter.prose.passage import Passage, Span
from drafter.prose.passed_over import PassedOver

_DIGITS = re.compile(
    r"(?=\d)(?:(?<![\w.,/])[1-9]\d{0,2}(?: \d{3})+(?![\w.,/-]*\d)(?=\W|đ|$)|(?<![\w.,])\d+(?:[.,]\d+)*(?:(?!\w)|"
    r"(?=(?:đ|trđ|tr|tỷ|tỉ|triệu)(?!\w)))(?![.,]\d))"
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
_AFTER_YEAR = re.compile(
    r"\s+(?:đoàn viên|công đoàn cơ sở|cđcs|tập thể|cá nhân|người|công nhân|doanh nghiệp|đơn vị|cán bộ|căn|ngôi|nhà|"
    r"suất|phần|sáng kiến|đồng chí|gia đình|trường hợp|cuộc|buổi|lớp|chuyến|công trình|vụ|bản|mô hình|câu lạc bộ|"
    r"đại biểu|ủy viên|hội nghị|giải|đề tài|thỏa ước|phòng|đội|phiên|chỉ tiêu|lượt|tiết mục|bộ phận|tổ|xã|phường|"
    r"huyện|quận|em|cháu|thành viên|vé|tin|bài|điểm|nghiệp đoàn|nữ|bác sĩ|kỹ sư|triệu|tỷ|nhóm|hộ|gian hàng|"
    r"tủ sách|kiến nghị|ý kiến|hồ sơ|phần quà|giỏ quà|thợ|bếp ăn|giáo viên|học sinh|hội thi|văn bản|dự án)\b"
)
_NOT_BEFORE_NAME = re.compile(
    r"(?:trong|cả|đầu|cuối|mỗi|hằng|hàng|một|của|nửa|qua|các|những|giữa|chủ đề|theo|là|thành|kế hoạch|chỉ tiêu|"
    r"dự toán)\s+$"
)
_ARTICLE = re.compile(
    r"\b(?:là|như|theo|(?<!hoàn )thành|mỗi|từng|nào|với|về|của|cho|trong|tại|ở|từ|bởi|để|cùng|dưới|vào|bằng|hơn|cả|"
    r"chỉ|làm|mà|khi|qua|lên|xuống|xem|thêm)\s+$"
)
_ALONE = re.compile(r"\s+(?:tập thể|cá nhân|cuộc kiểm tra|cuộc giám sát)\b")
# One of these, told beside other figures, is counted and no article: «hai vụ …, làm một người chết».
_ONE_COUNTED = re.compile(
    r"\s+(?:đoàn viên|công đoàn cơ sở|cđcs|cán bộ công đoàn|đồng chí|trường hợp|doanh nghiệp|đơn vị|cơ quan|lớp|vụ|"
    r"đơn|chỉ tiêu|cuộc|buổi|hội nghị|công nhân|ủy viên|căn nhà|ngôi nhà|sáng kiến|nghiệp đoàn|tổ chức đảng|"
    r"công trình|câu lạc bộ|hội thi|chuyến xe|tổ(?! chức)|nhóm|"
    r"chi bộ)\s+(?!số\b|nào\b)"
)
_ONE_DEAD = re.compile(r"\s+người\s+(?:chết|tử vong|bị)")
_ORDINAL = re.compile(r"\bthứ\s+$")
_MONEY = re.compile(r"\s+(?:trăm triệu|triệu|tỷ|tỉ|nghìn|ngàn)\s+đồng\b")
_PAIRED = re.compile(rf"\s+(?:đến|trên|trong)\s+(?:\d+|{_UNIT_WORDS})\b")
_OTHER_NUMBER = re.compile(r"\d|\b(?:hai|ba|bốn|sáu|bảy|tám|chín|mười)\s")


@dataclass(frozen=True)
class Numeral:
    """A number and where it stands. `in_words` is true of «hai mươi lăm»; `also` is its other legal reading, if any."""

    span: Span
    value: Decimal
    in_words: bool = False
    also: Decimal | None = None


def numerals(passage: Passage, passed: Sequence[PassedOver], nouns: Nouns) -> tuple[Numeral, ...]:
    """The numerals that may be figures, in order of place; in words they are numbers before a noun that is counted.

    `passed` are the stretches without figures, in order of place.
    """
    found = [*_in_digits(passage), *_in_words(passage, nouns)]
    starts = [one.span.start for one in passed]
    ends = list(accumulate((one.span.end for one in passed), max))  # how far those up to each of them reach
    kept = []
    for one in found:
        before = bisect_left(starts, one.span.end)
        if not before or ends[before - 1] <= one.span.start:
            kept.append(one)
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


def _in_words(passage: Passage, nouns: Nouns) -> list[Numeral]:
    return [
        Numeral(Span(match.start(), match.end()), Decimal(_spelled(match)), in_words=True)
        for match in _SPELLED.finditer(passage.plain)
        if _is_number(passage, match, nouns)
    ]


def _spelled(match: re.Match[str]) -> int:
    if match["hundreds"]:
        return 100 * _WORDS[match["hundreds"]] + (_WORDS[match["odd"]] if match["odd"] else 0)
    if match["tens"]:
        ones = match["ones"]
        return 10 * _WORDS[match["tens"]] + (1 if ones == "mốt" else _WORDS[ones] if ones else 0)
    if match["bare"]:
        return _WORDS[match["bare"]]
    return 10 + (_WORDS[match["teens"]] if match["teens"] else 0)


def _is_number(passage: Passage, match: re.Match[str], nouns: Nouns) -> bool:
    """Whether a word for a number is one here, and no part of another word, year or article."""
    plain, end, bare = passage.plain, match.end(), match["bare"]
    if _MONEY.match(plain, end):
        return True
    before = plain[max(0, match.start() - 16) : match.start()]
    if _ORDINAL.search(before):
        return False
    if bare == "một":
        return _is_one(passage, match, before)
    if bare in ("tư", "lăm"):
        return False
    if bare == "năm":
        return bool(_AFTER_YEAR.match(plain, end)) and not _NOT_BEFORE_NAME.search(before)
    if paired := _PAIRED.match(plain, end):
        end = paired.end()
    return nouns.at(plain, end) is not None


def _is_one(passage: Passage, match: re.Match[str], before: str) -> bool:
    plain, end = passage.plain, match.end()
    if _ONE_DEAD.match(plain, end):
        return True
    if _ARTICLE.search(before):
        return False
    sentence = passage.sentences[passage.sentence_at(match.start())]
    beside = plain[sentence.start : match.start()] + plain[end : sentence.end]
    return bool(_ALONE.match(plain, end) or (_ONE_COUNTED.match(plain, end) and _OTHER_NUMBER.search(beside)))
