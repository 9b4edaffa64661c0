"""Turn a statement into its kind: a result, a plan, an amount for each, a standing total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from drafter.prose.around import Around
from drafter.prose.nouns import MONEY
from drafter.prose.passage import Passage
from drafter.prose.planned import planned
from drafter.prose.plans import Statement
from drafter.prose.readings import Kind
from drafter.prose.standing import standing
from drafter.standards.reading import any_word

_EACH = re.compile(
    r"(?<![\d\s])\s+(?:suất|phần)\s+(?:quà|học bổng)(?:\s+trị giá)?\s*$"
    r"|\bmột (?:suất|phần)(?: quà)?\s*$"
    r"|\bmỗi [^.;,\d]{2,15} \d+ [^.;,\d]{2,20} và\s*$"
    r"|\bmỗi [^.;,\d]{2,25} (?:0?1|một) (?:suất|phần|túi|gói|giỏ|hộp)(?: quà)?[^.;,\d]{0,20}$"
    r"|\blương (?:tối thiểu|cơ sở|cơ bản)\b[^.;\d]{0,30}$"
    r"|\bmệnh giá\s*$|\b(?:người|suất|đơn vị|mức|quà|thưởng)[^.;,\d]{0,12}(?:cao|thấp) nhất\b[^.;\d]{0,30}$"
    r"|(?<!trị )(?<!đánh )\bgiá(?: (?:vé|bán|thuê|phòng)\b[^.;\d]{0,30}|\s*)$"
    r"|\b(?:suất ăn|bữa ăn)(?: giữa)?(?: ca)?\b[^.;\d]{0,30}$|\d\s*(?:[^\W\d_]+\s){0,3}?\s*[×x]\s*$"
    r"|\btiền (?:chuyên cần|ăn ca|ăn|cơm|xăng xe|nhà ở)(?: từ)?\s*$"
    r"|\b(?:bình quân|mức hỗ trợ|mức tặng|mức quà|(?<!tổng )mức|đơn giá|định mức|(?:thưởng|quà) (?:cao|"
    r"thấp) nhất|thấp nhất)\b"
    r"[^.;\d]{0,45}$"
)
# What one named person or family was given.
_TO_ONE = re.compile(
    r"\b(?:gia đình\s+)?(?:chị|anh|ông|bà|em|cháu|đ/c|đồng chí|ngư dân|công nhân)\s+(?!em\b|chị\b)"
    r"[^.;]{5,70}?\b(?:được|nhận)\s+(?:[^\d.;]{0,30}\b)?(?:hỗ trợ|trợ cấp|trao|tặng|vay|nhận|suất)\b[^\d.;]{0,30}$"
)
_GOES_ON = re.compile(
    r"^[^.;]{0,40}\b(?:gồm|trong đó|và|cùng|đến)\b[^.;\d]{0,30}$"
    r"|^[^.;\d]{0,40}\b(?:nâng|tăng|giảm|hạ)\s+(?:lên|xuống|còn)(?:\s+(?:mức|thành|là))?\s*$"
    r"|^\s*(?:lên|xuống)(?:\s+(?:mức|thành))?\s*$"
    r"|^\s*,?\s*(?:và |còn )?(?:mức |nơi |người )?(?:cao|thấp) nhất[^.;,\d]{0,20}$"
)
# «Mức quà: công nhân khó khăn 500.000 đồng, bệnh hiểm nghèo 1.000.000 đồng»
_LEVELS = re.compile(r"\bmức\b|\blương tối thiểu\b")
_NEXT_LEVEL = re.compile(
    r"^\s*[,;](?!.*\b(?:tổng|kinh phí|số tiền|trị giá|chi|thu|góp|ủng hộ|tặng|trao|vận động|quỹ|cộng)\b)[^\d.]{0,45}$"
)
# «giải Nhất được thưởng 5 triệu đồng»
_PRIZE = re.compile(r"\bgiải (?:đặc biệt|nhất|nhì|nhí|ba|tư|khuyến khích|phụ|[abc])\b[^.;,\d]{0,45}$")
# «…, nhà hư hỏng nhẹ nhận từ 1 đến 2 triệu đồng» behind an amount for each
_NEXT_CASE = re.compile(
    r"^\s*,(?!.*\b(?:tổng|kinh phí|số tiền|trị giá|vận động|thu|chi)\b)[^\d.;]{3,50}"
    r"\b(?:nhận|được(?: hỗ trợ)?|hỗ trợ|là|mức)\s*(?:từ\s*)?$"
)
# «11 nơi có suất ăn dưới 15.000 đồng, 19 nơi từ 15.000 đến 20.000 đồng»
_LEVEL_OF = re.compile(
    r"\b(?:nơi|doanh nghiệp|đơn vị|công ty|người|hộ|suất|trường hợp)\s+(?:có )?(?:mức )?(?:thưởng )?(?:từ|dưới)?\s*$"
)
_SUM = re.compile(
    r"\b(?:tổng )?(?:tổng số |tổng trị |tổng giá |tổng kinh |cộng )(?!.*\b(?:mỗi|từng|bình quân)\b)[^.;,\d]*$"
)  # of all gifts
_PER_MONTH = re.compile(
    r"(?:tiền lương|thu nhập|lương)\b[^.;\d]{0,60}bình quân|bình quân[^.;\d]{0,40}(?:lương|thu nhập)"
)


@cache
def _of_each() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """«mỗi suất …» before an amount, «/suất» behind it."""
    nouns = any_word("amount_for_each")
    before = re.compile(rf"\b(?:mỗi|từng)\s+(?:{nouns})\b[^.;\d]*$")
    before = re.compile(rf"{before.pattern}|\bmỗi\s+[^\W\d_]+[^.;,\d\"]*$")
    return before, re.compile(rf"^\s*(?:/|(?:cho |trên )?mỗi )\s*(?:{nouns})\b")


def kind_of(passage: Passage, one: Statement, before: Sequence[tuple[Statement, Kind]]) -> tuple[Kind, str]:
    """The kind of a statement and the word that decided it. `before` are the statements before it with
    their kinds."""
    around = Around.of(passage, one, before)
    if one.quantity.unit == MONEY and (found := _each(around)):
        return Kind.UNIT_AMOUNT, found
    if found := planned(around):
        return Kind.TARGET, found
    if found := standing(around):
        return Kind.TOTAL_STOCK, found
    return Kind.ACTUAL, ""


def _each(around: Around) -> str:
    per, (each, behind) = around.one.quantity.per, _of_each()
    if per:
        return f"/{per}"
    if around.last_kind is Kind.UNIT_AMOUNT and _GOES_ON.match(around.since_last):
        return "phần của mức đứng trước"
    if around.last_kind is Kind.UNIT_AMOUNT and _LEVELS.search(around.lead) and _NEXT_LEVEL.match(around.since_last):
        return "mức đứng trước"
    if around.last_kind is Kind.UNIT_AMOUNT and _NEXT_CASE.match(around.since_last):
        return "mức đứng trước"
    if _LEVEL_OF.search(around.clause) and any(
        kind is Kind.UNIT_AMOUNT and around.beside(other) for other, kind in around.before[-3:]
    ):
        return "mức đứng trước"
    if _SUM.search(around.clause):
        return ""
    found = (
        each.search(around.clause)
        or each.search(around.lead[-90:])
        or _EACH.search(around.clause)
        or _EACH.search(around.lead[-90:])
        or behind.match(around.behind)
        or _PRIZE.search(around.clause)
        or _PER_MONTH.search(around.clause)
        or _TO_ONE.search(around.lead[-120:])
    )
    return found[0].strip() if found else ""
