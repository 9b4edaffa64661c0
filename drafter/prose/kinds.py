"""Turn a statement into its kind: a result, a plan, an amount for each, a standing total."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.prose.passage import Passage
from drafter.prose.plans import Statement
from drafter.prose.quantities import MONEY, PERCENT
from drafter.prose.readings import Kind

_EACH = re.compile(
    r"\b(?:mỗi|từng)\s+(?:suất|phần|người|đoàn viên|trường hợp|nhà|căn|ngôi|hộ|gia đình|cháu|em|cá nhân|tập thể|"
    r"công nhân|đơn vị|vé|túi|sổ|giải|"
    r"học bổng|mái ấm)\b[^.;\d]*$"
    r"|(?<![\d\s])\s+(?:suất|phần)\s+(?:quà|học bổng)(?:\s+trị giá)?\s*$"
    r"|\b(?:bình quân|mức hỗ trợ|mức tặng|mức quà|mức|đơn giá|định mức)\b[^.;\d]{0,45}$"
)
_EACH_BEHIND = re.compile(r"^\s*/\s*(?:suất|người|nhà|tháng|phần|trường hợp|căn|hộ|ngày|bữa|vé|cháu)")
_PER_MONTH = re.compile(
    r"(?:tiền lương|thu nhập|lương)\b[^.;\d]{0,60}bình quân|bình quân[^.;\d]{0,40}(?:lương|thu nhập)"
)
_PLANNED = re.compile(
    r"\b(?:phấn đấu|mục tiêu|đề ra|đặt ra|dự kiến|kế hoạch(?:\s+(?:năm|quý|giao))?|chỉ tiêu(?:\s+[^,.;]{0,40})?|"
    r"sẽ|hướng tới|hướng đến|"
    r"nhiệm vụ\s+(?:năm|quý)|trở lên đạt|bảo đảm|đảm bảo|phải|tập trung)\b"
)
_PLAN_JUST_BEFORE = re.compile(
    r"\b(?:chỉ tiêu|kế hoạch)(?:\s+(?:được\s+)?(?:giao|năm|đề ra|phát triển|kết nạp|thành lập|là|mới|đoàn viên|"
    r"cđcs|\d{4}))*\s*(?:là\s*|:\s*)?$"
)
_HELD_AGAINST = re.compile(r"(?:vượt|đạt|hoàn thành|so với)\s+(?:\d+\s+)?(?:các\s+)?$")
_DONE = re.compile(
    r"\b(?:đã|được|có thêm|đạt và vượt|hoàn thành|kết quả|thực hiện được|vượt(?:\s+chỉ tiêu|\s+kế hoạch)?|"
    r"so với chỉ tiêu|so với kế hoạch|theo kế hoạch|"
    r"đạt chỉ tiêu)\b"
)
_FUTURE = re.compile(
    r"\b(?:phấn đấu|mục tiêu|dự kiến|sẽ|hướng tới|hướng đến|đề ra chỉ tiêu|đặt ra|đề ra|chỉ tiêu (?:năm|"
    r"nhiệm kỳ|phấn đấu))\b"
)
_HEDGE = r"\s*(?:hơn|gần|trên|khoảng|tổng số|tổng cộng|là|:)?\s*"
_BRACKETS = re.compile(r"\([^()]*\)")
_STANDS_FIRMLY = re.compile(
    rf"\b(?:hiện có|hiện nay có|đang quản lý|quản lý)\b[^.;]{{0,60}}?\bvới{_HEDGE}$"
    rf"|\b(?:hiện có|đang quản lý|quản lý){_HEDGE}$"
)
_RAISED = re.compile(
    r"\b(?:nâng|đưa)\b[^.;\d]{0,80}\b(?:lên|là|thành)\s*(?:hơn|gần|trên|khoảng)?\s*$|\b(?:còn|xuống còn)\s*$"
)
_TOTAL_JUST_BEFORE = re.compile(
    r"\btổng số(?!\s*(?:tiền|kinh phí|lượt|suất|quà|vốn))[^.;\d]{0,60}$"
    rf"|\b(?:hiện có|hiện nay có|hiện|đang quản lý|quản lý|tiếp nhận|hiện đang có|đang có|gồm|với|có){_HEDGE}$"
    r"|\bgồm\s+(?:[^\W\d_]+\s+){1,4}$"
)
_DONE_TO = re.compile(
    r"^[^.;,\d(]{0,40}?\b(?:được|bị|đạt|tổ chức(?! công đoàn)|ký|tham gia|hoàn thành|xếp loại|thành lập|kết nạp|"
    r"đã(?! có tổ chức)|chưa|mới|nhận|nộp|"
    r"ra đời|vay|tham dự|dự|gia nhập|hưởng|mất việc|chết|thực hiện|ban hành|vi phạm)\b"
)
_STANDING_BEHIND = re.compile(
    r"^\s*(?:đã )?có tổ chức công đoàn|^\s*đang hoạt động|^\s*trực thuộc|^[^.;,\d]{0,20}còn hiệu lực"
)
_MOVES = re.compile(
    r"\b(?:thành lập|kết nạp|phát triển mới|phát triển thêm|tổ chức|trao|tặng|hỗ trợ|ký|thăm|giới thiệu|"
    r"tuyên truyền|vận động|bồi dưỡng|tập huấn|kiểm tra|"
    r"xây dựng|xây mới|sửa chữa|khen thưởng|biểu dương|giải ngân|chi|tham gia|giảm|tăng|thu hút|cho vay|tư vấn|"
    r"khám)\b"
)
_STANDS = re.compile(
    r"\b(?:hiện có|hiện nay|tính đến|đến nay|quản lý|tổng số|trong đó có|trong số (?:này|đó)|trong đó)\b"
)
_PART = re.compile(r"\b(?:trong đó|trong số (?:này|đó)|bao gồm|gồm|và|có)\b[^.;]{0,40}$")
_STOCK_UNITS = frozenset(("người", "đơn vị"))


def kind_of(passage: Passage, one: Statement, before: Sequence[tuple[Statement, Kind]]) -> tuple[Kind, str]:
    """The kind of a statement and the word that decided it. `before` are the statements before it with their "
    "kinds."""
    plain, quantity = passage.plain, one.quantity
    sentence = passage.sentences[passage.sentence_at(quantity.number.start)]
    clause = plain[passage.clause_start(quantity.number.start) : quantity.span.start]
    lead = plain[sentence.start : quantity.span.start]
    behind = plain[quantity.span.end : passage.clause_end(quantity.span.end)]
    if quantity.unit == MONEY and (found := _each(quantity.per, lead, clause, behind)):
        return Kind.UNIT_AMOUNT, found
    if found := _planned(one, lead, clause):
        return Kind.TARGET, found
    if quantity.unit not in (MONEY, PERCENT) and (found := _standing(passage, one, lead, clause, behind, before)):
        return Kind.TOTAL_STOCK, found
    return Kind.ACTUAL, ""


def _each(per: str, lead: str, clause: str, behind: str) -> str:
    if per:
        return f"/{per}"
    if match := _EACH.search(clause) or _EACH.search(lead[-90:]):
        return match[0].strip()
    match = _EACH_BEHIND.match(behind) or _PER_MONTH.search(clause)
    return match[0].strip() if match else ""


def _planned(one: Statement, lead: str, clause: str) -> str:
    """The word of a plan that this number states, not one that a result is held against."""
    if one.percent is not None or one.target is not None:
        return ""
    match = _PLAN_JUST_BEFORE.search(clause)
    if match and not _HELD_AGAINST.search(clause[: match.start()]):
        return match[0].strip()
    done = _DONE.search(clause)
    lead = _BRACKETS.sub(
        lambda aside: " " * len(aside[0]), lead
    )  # «(chỉ tiêu năm: 2.000)» plans only what it stands at
    if match := _FUTURE.search(lead):
        later_done = re.search(r"\b(?:đã|đạt được|kết quả|thực hiện được)\b", lead[match.end() :])
        if not later_done and not (done and done.start() > len(clause) - 30 and done[0] in ("đã", "được")):
            return match[0]
    return ""


def _standing(
    passage: Passage, one: Statement, lead: str, clause: str, behind: str, before: Sequence[tuple[Statement, Kind]]
) -> str:
    if one.quantity.unit in _STOCK_UNITS and one.percent is None and (match := _STANDS_FIRMLY.search(lead[-110:])):
        return match[0].strip()
    if one.percent is not None or one.target is not None or one.quantity.whole is not None or one.whole is not None:
        return ""
    if match := _RAISED.search(lead[-110:]):
        return match[0].strip()
    if one.quantity.unit not in _STOCK_UNITS:
        return ""
    if _DONE_TO.match(behind):
        return ""
    if match := _STANDING_BEHIND.match(behind):
        return match[0].strip()
    match = _TOTAL_JUST_BEFORE.search(lead[-110:])
    if match and not _flows(match[0], clause):
        return match[0].strip()
    return "phần của tổng số đứng trước" if _part_of_total(passage, one, before) else ""


def _flows(found: str, clause: str) -> bool:
    """Whether the words around say that it came about in the period, so that it is no standing total."""
    if found.strip().startswith("tổng số"):
        return bool(re.search(r"\b(?:lượt|được tặng|được hỗ trợ|thành lập mới|kết nạp mới)\b", found))
    moves, stands = list(_MOVES.finditer(clause)), list(_STANDS.finditer(clause))
    return bool(moves) and not (stands and stands[-1].start() > moves[-1].start())


def _part_of_total(passage: Passage, one: Statement, before: Sequence[tuple[Statement, Kind]]) -> bool:
    """«…tổng số 3.443 người, giảm 131 người; trong số này có 1.317 lao động nữ và 382 người dân tộc thiểu số»."""
    totals = [other for other, kind in before if kind is Kind.TOTAL_STOCK and _same_sentence(passage, other, one)]
    if not totals:
        return False
    between = passage.plain[totals[-1].span.end : one.quantity.span.start]
    parts = re.split(r"trong (?:đó|số (?:này|đó))|bao gồm|gồm", between)
    if len(parts) > 1:
        return not _MOVES.search(parts[-1])
    return totals[-1] is before[-1][0] and not _MOVES.search(between) and bool(re.search(r"và|có|,|\(", between))


def _same_sentence(passage: Passage, one: Statement, other: Statement) -> bool:
    return passage.sentence_at(one.span.start) == passage.sentence_at(other.span.start)
