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
    r"|(?<!trị )(?<!đánh )\bgiá (?:vé|bán|thuê|phòng)\b[^.;\d]{0,30}$"
    r"|\b(?:suất ăn|bữa ăn)(?: giữa)?(?: ca)?\b[^.;\d]{0,30}$|\d\s*(?:suất|phần|người|nhà)?\s*[×x]\s*$"
    r"|\btiền (?:chuyên cần|ăn ca|cơm|xăng xe|nhà ở)\s*$"
    r"|\b(?:bình quân|mức hỗ trợ|mức tặng|mức quà|mức|đơn giá|định mức|(?:thưởng|quà) (?:cao|thấp) nhất|thấp nhất)\b"
    r"[^.;\d]{0,45}$"
)
# What one named person or family was given.
_TO_ONE = re.compile(
    r"\b(?:gia đình\s+)?(?:chị|anh|ông|bà|em|cháu|đ/c|đồng chí|ngư dân|công nhân)\s+(?!em\b|chị\b)"
    r"[^\d.;]{5,70}?\b(?:được|nhận)\s+(?:[^\d.;]{0,30}\b)?(?:hỗ trợ|trợ cấp|trao|tặng|vay|nhận|suất)\b[^\d.;]{0,30}$"
)
_GOES_ON = re.compile(r"^[^.;]{0,40}\b(?:gồm|trong đó|và|cùng|đến)\b[^.;\d]{0,30}$")
_EACH_BEHIND = re.compile(r"^\s*/\s*(?:suất|người|nhà|tháng|phần|trường hợp|căn|hộ|ngày|bữa|vé|cháu)")
_PER_MONTH = re.compile(
    r"(?:tiền lương|thu nhập|lương)\b[^.;\d]{0,60}bình quân|bình quân[^.;\d]{0,40}(?:lương|thu nhập)"
)
_PLAN_JUST_BEFORE = re.compile(
    r"\b(?:chỉ tiêu|kế hoạch|được giao|giao)(?:\s+(?:được\s+)?(?:giao|năm|đề ra|phát triển|kết nạp|thành lập|là|mới|"
    r"đoàn viên|cđcs|\d{4}))*\s*(?:là\s*|:\s*)?$"
)
_PLANS = re.compile(
    r"\b(?:phấn đấu|mục tiêu|phương hướng|nhiệm vụ trọng tâm|các chỉ tiêu|chỉ tiêu (?:cụ thể|chủ yếu))\b"
)
_AT_LEAST = re.compile(r"\b(?:ít nhất|tối thiểu)\s*$")
_OR_MORE = re.compile(r"^\s*(?:[^\W\d_]+\s+){0,2}trở lên\b(?!\s*(?:đạt|được))")
_HELD_AGAINST = re.compile(r"(?:vượt|đạt|hoàn thành|so với)\s+(?:\d+\s+)?(?:các\s+)?$")
_DONE = re.compile(
    r"\b(?:đã|được|có thêm|đạt và vượt|hoàn thành|kết quả|thực hiện được|vượt(?:\s+chỉ tiêu|\s+kế hoạch)?|"
    r"so với chỉ tiêu|so với kế hoạch|theo kế hoạch|"
    r"đạt chỉ tiêu)\b"
)
_FUTURE = re.compile(
    r"(?<!thực hiện )(?<!hoàn thành )(?<!kết quả )(?<!vượt )(?<!đạt )\b(?:phấn đấu|mục tiêu|dự kiến|sẽ|hướng tới|"
    r"hướng đến|đề ra chỉ tiêu|đặt ra|đề ra|quyết tâm|giao ước|phương hướng|"
    r"chỉ tiêu (?:năm|nhiệm kỳ|phấn đấu|cụ thể|chủ yếu|cơ bản)|(?:các|một số|những) chỉ tiêu(?! (?:đã|được giao))|"
    r"giao (?:cho )?(?:lđlđ|liên đoàn|các công đoàn|các đơn vị|công đoàn)|nhiệm vụ (?:trọng tâm|chủ yếu|năm|quý)|"
    r"(?:thời gian|năm|nhiệm kỳ|quý|tháng) tới|những tháng cuối năm|"
    r"đăng ký (?:thi đua|phấn đấu|thực hiện|kết nạp|phát triển|thành lập))\b"
)
_HEDGE = r"\s*(?:hơn|gần|trên|khoảng|tổng số|tổng cộng|là|:)?\s*"
_BRACKETS = re.compile(r"\([^()]*\)")
_STOCK_NOUN = re.compile(r"(?:cb|đoàn viên|cđcs|công đoàn cơ sở|cnvc|lao động|công nhân|cán bộ)")
_LABELLED = re.compile(
    r"\b(?:đoàn viên(?: công đoàn)?|cnvclđ|lao động|cđcs|công đoàn cơ sở|cán bộ công đoàn|nữ)\s*(?:là|:)\s*$"
    r"|(?<!bị )\bsố (?:đoàn viên|lao động|cnvclđ|cđcs|công đoàn cơ sở)\s*(?:là|:)?\s*$"
    r"|\bsử dụng\s*$"
)
_OWED = re.compile(r"\b(?:còn|đang)?\s*nợ (?:đóng )?(?:bảo hiểm|bhxh|lương|đọng|kinh phí|đoàn phí)\b")
_PLAN_INTRO = re.compile(
    r"\b(?:phương hướng|mục tiêu|chỉ tiêu|phấn đấu|nhiệm vụ (?:trọng tâm|năm|quý|chủ yếu|nhiệm kỳ|6 tháng|9 tháng))\b"
    r"(?![^:]*\b(?:kết quả|thực hiện|đã đạt|đạt được|hoàn thành|so với)\b)"
)
_PLANS_FOLLOW = re.compile(r"\bchỉ tiêu\b(?! đã| đạt)[^.;:]{0,60}(?:sau đây|như sau|sau)\s*:?\s*$")
_RESULTS = re.compile(r"\b(?:kết quả|tổng kết|sơ kết|tình hình|đánh giá|báo cáo)\b")
_HELD = re.compile(
    r"\b(?:dư nợ|số dư|tồn quỹ|nguồn vốn|vốn điều lệ|tích lũy|quỹ hiện có)\b[^.;\d]{0,40}$"
    r"|\bquỹ\b[^.;\d]{0,40}\bcòn(?: lại)?\s*$"
)
_STANDS_FIRMLY = re.compile(
    rf"\b(?:hiện có|hiện nay có|đang quản lý|quản lý)\b[^.;]{{0,60}}?\bvới{_HEDGE}$"
    rf"|\b(?:hiện có|hiện nay có|đang có|đang quản lý|quản lý(?: trực tiếp)?|duy trì){_HEDGE}$"
    rf"|\b(?:đến nay|hiện nay|hiện)\b[^.;\d]{{0,30}}\bcó{_HEDGE}$"
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
    r"^\s*thành viên|^\s*(?:đã )?có tổ chức công đoàn|^\s*đang (?:hoạt động|sử dụng|sinh hoạt)|"
    r"^\s*trực thuộc|^[^.;,\d]{0,20}còn hiệu lực"
)
_MOVES = re.compile(  # what came about; names that hold such a word (tổ chức công đoàn, Ủy ban Kiểm tra) are none
    r"\b(?:thành lập|kết nạp|phát triển mới|phát triển thêm|tổ chức(?! công đoàn| bộ máy| đảng| cơ sở)|trao|tặng|"
    r"hỗ trợ|ký|thăm|giới thiệu|tuyên truyền(?! viên)|vận động(?! viên)|bồi dưỡng|tập huấn|(?<!ủy ban )kiểm tra|"
    r"(?<!ngành )(?<!sở )xây dựng|xây mới|sửa chữa|khen thưởng|biểu dương|giải ngân|chi(?! bộ| nhánh| đoàn| hội)|"
    r"tham gia|giảm|tăng|thu hút|cho vay|tư vấn|(?<!phòng )khám)\b"
)
_STANDS = re.compile(
    r"\b(?:hiện có|hiện nay|tính đến|đến nay|quản lý|tổng số|trong đó có|trong số (?:này|đó)|trong đó)\b"
)
_STANDING_NOUN = re.compile(r"ubkt|ủy ban kiểm tra|ban nữ công")
_STOCK_UNITS = frozenset(("người", "đơn vị"))


def kind_of(passage: Passage, one: Statement, before: Sequence[tuple[Statement, Kind]]) -> tuple[Kind, str]:
    """The kind of a statement and the word that decided it. `before` are the statements before it with
    their kinds."""
    plain, quantity = passage.plain, one.quantity
    sentence = passage.sentences[passage.sentence_at(quantity.number.start)]
    clause = plain[passage.clause_start(quantity.number.start) : quantity.span.start]
    lead = plain[sentence.start : quantity.span.start]
    behind = plain[quantity.span.end : passage.clause_end(quantity.span.end)]
    if quantity.unit == MONEY and (found := _each(quantity.per, lead, clause, behind)):
        return Kind.UNIT_AMOUNT, found
    if quantity.unit == MONEY and before and before[-1][1] is Kind.UNIT_AMOUNT:
        last = before[-1][0]
        if _same_sentence(passage, last, one) and _GOES_ON.match(plain[last.span.end : quantity.span.start]):
            return Kind.UNIT_AMOUNT, "phần của mức đứng trước"
    if found := _planned(one, lead, clause, behind, passage.introduced(quantity.number.start)):
        return Kind.TARGET, found
    if match := _OWED.search(clause[-70:] + behind[:14]):
        return Kind.TOTAL_STOCK, match[0].strip()
    if _listed_with_plan(passage, one, before) or _still_planned(passage, one, before, lead):
        return Kind.TARGET, "câu trước nêu chỉ tiêu"
    if quantity.unit == MONEY and (match := _HELD.search(clause)):
        return Kind.TOTAL_STOCK, match[0].strip()
    if quantity.unit not in (MONEY, PERCENT) and (found := _standing(passage, one, lead, clause, behind, before)):
        return Kind.TOTAL_STOCK, found
    return Kind.ACTUAL, ""


def _listed_with_plan(passage: Passage, one: Statement, before: Sequence[tuple[Statement, Kind]]) -> bool:
    """«Chỉ tiêu được giao là 850 đoàn viên, 6 CĐCS»."""
    if not before or before[-1][1] is not Kind.TARGET or one.percent is not None or one.target is not None:
        return False
    between = passage.plain[before[-1][0].span.end : one.quantity.span.start]
    return bool(re.fullmatch(r"(?: mới)?\s*(?:,|và)\s*(?:ít nhất\s*)?", between))


def _still_planned(passage: Passage, one: Statement, before: Sequence[tuple[Statement, Kind]], lead: str) -> bool:
    """Whether the sentence just before, in the same paragraph, set plans, and this one tells of nothing done."""
    if not before or before[-1][1] is not Kind.TARGET or one.percent is not None or _DONE.search(lead):
        return False
    last, here = (passage.sentence_at(place) for place in (before[-1][0].span.start, one.span.start))
    said = passage.plain[passage.sentences[last].start : passage.sentences[here].start]
    return here - last <= 1 and "\n" not in said and bool(_PLANS.search(said))


def _each(per: str, lead: str, clause: str, behind: str) -> str:
    if per:
        return f"/{per}"
    if match := _EACH.search(clause) or _EACH.search(lead[-90:]):
        return match[0].strip()
    match = _EACH_BEHIND.match(behind) or _PER_MONTH.search(clause) or _TO_ONE.search(lead[-120:])
    return match[0].strip() if match else ""


def _planned(one: Statement, lead: str, clause: str, behind: str, intro: str) -> str:
    """The word of a plan that this number states, not one that a result is held against. `intro` is the line above."""
    if one.percent is not None or one.target is not None:
        return ""
    if match := _AT_LEAST.search(clause) or _OR_MORE.match(behind):
        return match[0].strip()
    match = _PLAN_JUST_BEFORE.search(clause)
    if match and not _HELD_AGAINST.search(clause[: match.start()]):
        return match[0].strip()
    done = _DONE.search(clause)
    if match := _PLANS_FOLLOW.search(intro):
        return match[0]
    if done is None and not _RESULTS.search(intro) and (match := _PLAN_INTRO.search(intro)):
        return match[0]
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
    if one.percent is None and (match := _STANDS_FIRMLY.search(lead[-110:])):
        return match[0].strip()
    if one.target is not None:
        return ""
    if one.percent is not None:
        return "phần của tổng số đứng trước" if _part_of_total(passage, one, before) else ""
    if (one.quantity.whole is not None or one.whole is not None) and not _STOCK_NOUN.match(one.quantity.noun):
        return ""
    if match := _RAISED.search(lead[-110:]):
        return match[0].strip()
    if one.quantity.unit not in _STOCK_UNITS and not _STANDING_NOUN.match(one.quantity.noun):
        return "phần của số hiện có đứng trước" if _beside_stock(passage, one, before) else ""
    if _DONE_TO.match(behind):
        return ""
    if match := _STANDING_BEHIND.match(behind):
        return match[0].strip()
    match = _TOTAL_JUST_BEFORE.search(lead[-110:])
    if match and not _flows(match[0], clause):
        return match[0].strip()
    if match := _LABELLED.search(lead[-90:]):
        return match[0].strip()
    return "phần của tổng số đứng trước" if _part_of_total(passage, one, before) else ""


def _beside_stock(passage: Passage, one: Statement, before: Sequence[tuple[Statement, Kind]]) -> bool:
    """«hiện có 24 tủ sách, 15 điểm sinh hoạt văn hóa»."""
    if not before or before[-1][1] is not Kind.TOTAL_STOCK or not _same_sentence(passage, before[-1][0], one):
        return False
    between = passage.plain[before[-1][0].span.end : one.span.start]
    return bool(re.fullmatch(r"[^.;\d]{0,25}?\s*(?:,|và)\s*", between))


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
    return (
        totals[-1] is before[-1][0]
        and not _MOVES.search(between)
        and bool(re.search(r"và|có|tại|ở|thuộc|,|\(|/", between))
    )


def _same_sentence(passage: Passage, one: Statement, other: Statement) -> bool:
    return passage.sentence_at(one.span.start) == passage.sentence_at(other.span.start)
