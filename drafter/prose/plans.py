"""Turn quantities into statements: a result with the plan, percent and whole that the same words hold it against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from drafter.prose.nouns import MONEY, OTHER, PERCENT, UNITS
from drafter.prose.passage import Passage, Span
from drafter.prose.quantities import Quantity

_PLAN = r"kế hoạch|chỉ tiêu|\bkh\b|dự toán|nghị quyết|được giao|mục tiêu"
_REACHED = re.compile(
    r"^(?P<tail>[^.;,%\d]{0,70}?)(?:\([^)\d]*\))?\s*[,(]?\s*(?:và\s+|đã\s+|mới\s+|chỉ\s+|\(\s*)?"
    r"(?P<verb>đạt|bằng|vượt|hoàn thành|tương đương|=)\s*(?:tỷ lệ|mức|được|trên|hơn|gần|khoảng|tới|tương đương|"
    r"vượt|\s)*$"
)
_PAREN_PERCENT = re.compile(r"^[^.;,%\d]{0,40}?\(\s*(?:tỷ lệ\s*)?$")
_TARGET_REACHED = re.compile(
    r"\bchỉ tiêu\b[^.;:]*\((?:mới |chỉ |"
    r"đã )?đạt\s*$"
)  # «các chỉ tiêu khó như thu (mới đạt …)»
# «Thu kinh phí so với dự toán: ngành Y tế đạt 82,4%, …»
_HELD_AGAINST = re.compile(
    rf"\b(?:so với|hoàn thành|thực hiện)\s+(?:{_PLAN})(?:\s+(?:năm|giao|được giao|đề ra|\d{{4}}))*\s*:[^.;]*$"
)
_BEHIND_PLAN = re.compile(rf"^\s*(?:so với\s+|trên\s+|của\s+)?(?:tổng số\s+)?(?:các\s+)?(?:{_PLAN})")
_AGAINST = re.compile(
    rf"^[^.;]{{0,50}}?(?:so với|/|trên|\(|,)?\s*(?:{_PLAN})(?:\s+(?:năm|quý|đề ra|đầu năm|nhiệm kỳ|"
    rf"của\s+[^,.;\d]{{1,40}}|tỉnh|được))*"
    r"(?:\s*(?:giao|đề ra|là|:|đặt ra|được giao))*\s*$"
)
_OUT_OF = re.compile(r"^\s*(?:/|trên|trong)\s*$")
# Of N/M: what grew stands before it as its verb, or behind it as what became of them («13/15 CĐCS thành lập mới»).
_GROWS = re.compile(
    r"\b(?:kết nạp|thành lập|phát triển|vận động|gia nhập|giới thiệu|thu|ký mới|trao|bàn giao|xây|hỗ trợ|"
    r"đào tạo|mở|tiến hành|"
    r"tổ chức được|xây dựng được)\b(?:\s+(?:mới|được|thêm|kinh phí|đoàn phí|công đoàn|vào|đoàn viên|số|lên|là|hơn|gần|"
    r"đạt|đảng|cđcs|công đoàn cơ sở|nhà))*\s*:?\s*$"
    r"|\bsố (?:đoàn viên|công đoàn cơ sở|cđcs)[^.;,\d]{0,20}(?:kết nạp|thành lập|phát triển)[^.;,]{0,40}$"
    r"|(?:đoàn viên|công đoàn cơ sở|cđcs|nghiệp đoàn|ký|thành lập|kết nạp)(?: cơ sở)? mới"
    r"(?: (?:kết nạp|thành lập))?\s*:\s*$"
)
_GREW = re.compile(r"\b(?:kết nạp|thành lập|phát triển|thu|giới thiệu)\b")
_ORGANS = re.compile(
    r"ban\b|ủy ban|ubkt|tổ\b|hội đồng|chi bộ|"
    r"câu lạc bộ"
)  # founded in so many of the units that may have one
_NEVER_PLANNED = frozenset(("chỉ tiêu", "nữ"))  # their percent is a share
_BY_PLAN = re.compile(r"^[^.;\d]{0,80}\btheo (?:kế hoạch|chương trình|chỉ tiêu)\b")
_GROWN = re.compile(
    r"^\s*(?:được\s+)?(?:kết nạp|thành lập|phát triển|ra đời|gia nhập)(?:\s+mới)?\s*(?:[,.;(]|$|đạt|bằng|vượt)"
)
_GROWN_BEFORE = re.compile(r"\b(?:kết nạp|thành lập|phát triển)\b[^.;]{0,80},\s*$")
_CHANGES = re.compile(r"\b(?:tăng|giảm|chiếm)\b")
_NEW_VERB = re.compile(
    r"\b(?:tổ chức|kết nạp|thành lập|tuyên truyền|trao|tặng|hỗ trợ|ký|xây|giới thiệu|thăm|phối hợp)\b"
)
# A share of what stands, no part of a plan: «… được cập nhật vào phần mềm, đạt 88,2%», «đạt 61% số đơn vị».
_COVERS = re.compile(r"là đoàn viên|vào công đoàn|phần mềm|cập nhật|hiệu lực|cấp thẻ|tỷ lệ|tương đương|tương ứng")
_OF_WHOLE = re.compile(r"^\s*(?:trên\s+|trong\s+|so với\s+)?(?:tổng số|tổng|số)\s+(?!(?:các\s+)?(?:kế hoạch|chỉ tiêu))")
_OF_EARLIER = re.compile(r"^\s*(?:so với|của)\s+(?:cùng kỳ|năm|dịp|tết|tháng|quý|đợt|lần|kỳ|nhiệm kỳ)\b")  # no plan
_COMPARES = re.compile(
    rf"^\s*,?\s*(?:(?:cao|thấp|ít|nhiều) hơn|vượt|so với|kém|(?:chưa|không) đạt|đạt)?\s*(?:so với\s+)?(?:{_PLAN})"
    r"(?:\s+(?:năm|là|đề ra|được giao|giao))*\s*\(?\s*$"
)
_WITH = re.compile(
    rf"^\s*(?:(?:{_PLAN})(?:\s+(?:năm|giao|được giao|đề ra))*)?\s*,?\s*(?:với|tức|tương ứng)(?:\s+số tiền)?\s*$"
)
_ARE_THERE = re.compile(r"[^,;:(\d]{0,60}(?:hoàn thành|đạt)\s+(?:trên|từ|hơn|dưới)?\s*")
_ENDS = re.compile(r"\s*(?:[.,;)]|và\b|$)")
_NOTHING_DONE = re.compile(r"\s*(?:[,.;)]|$)")  # «551/530 đoàn viên, đạt …»: nothing is told of those members
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Statement:
    """A quantity and what its words hold it against; `span` covers all of it."""

    quantity: Quantity
    span: Span
    target: Decimal | None = None
    percent: Decimal | None = None
    whole: Decimal | None = None
    why: tuple[str, ...] = ()


def statements(passage: Passage, found: Sequence[Quantity]) -> tuple[Statement, ...]:
    """The statements of a passage in order; a percent or a plan that belongs to a result is none of its own."""
    made: list[Statement] = []
    for quantity in found:
        previous = made[-1] if made and _same_sentence(passage, made[-1], quantity) else None
        joined = previous and _joined(passage, previous, quantity)
        if joined:
            made[-1] = joined
        else:
            made.append(_begun(passage, quantity))
    return tuple(_settled(passage, one) for one in made)


def _same_sentence(passage: Passage, one: Statement, quantity: Quantity) -> bool:
    return passage.sentence_at(one.span.start) == passage.sentence_at(quantity.number.start)


def _begun(passage: Passage, quantity: Quantity) -> Statement:
    if quantity.unit != PERCENT:
        return Statement(quantity, quantity.span)
    percent: Decimal | None = None
    why: tuple[str, ...] = ()
    behind = passage.plain[quantity.span.end :]
    lead = passage.plain[passage.sentences[passage.sentence_at(quantity.number.start)].start : quantity.span.start]
    reached = _TARGET_REACHED.search(lead) or _HELD_AGAINST.search(lead)
    planned = quantity.value > _HUNDRED or reached or _BEHIND_PLAN.match(behind)
    if planned and not _OF_EARLIER.match(behind):
        percent, why = _percent(passage, quantity), ("phần trăm so với kế hoạch",)
    return Statement(quantity, quantity.span, percent=percent, why=why)


def _joined(passage: Passage, one: Statement, quantity: Quantity) -> Statement | None:
    """The statement before, with this quantity as its percent, plan or whole; None where it is a figure of its own."""
    between = passage.plain[one.span.end : quantity.span.start]
    if quantity.unit == PERCENT and one.quantity.unit == PERCENT:
        if one.target is not None or not _COMPARES.match(between):
            return None
        why = (*one.why, f"chỉ tiêu: «{between.strip(' ,(')}»")
        return replace(one, span=Span(one.span.start, quantity.span.end), target=quantity.value, why=why)
    if quantity.unit == PERCENT:
        return _with_percent(passage, one, quantity, between)
    if one.quantity.unit == PERCENT:
        return _parts_after_percent(passage, one, quantity, between)
    if one.target is None and _plan_in_brackets(passage, one, between) and _alike(one.quantity, quantity):
        return replace(
            one,
            span=Span(one.span.start, quantity.span.end),
            target=quantity.value,
            why=(*one.why, "chỉ tiêu: số trong ngoặc sau «kế hoạch»"),
        )
    if one.quantity.unit == quantity.unit == MONEY and one.target is None and _OUT_OF.match(between):
        span = Span(one.span.start, quantity.span.end)
        return replace(one, span=span, target=quantity.value, why=(*one.why, "N/M so với kế hoạch"))
    if _OUT_OF.match(between) and one.whole is None and _alike(one.quantity, quantity):
        return replace(
            one,
            span=Span(one.span.start, quantity.span.end),
            whole=quantity.value,
            why=(*one.why, f"trên tổng số «{between.strip()}»"),
        )
    if (
        one.target is None
        and _AGAINST.match(between)
        and _alike(one.quantity, quantity)
        and not _NEW_VERB.search(between)
        and not between.rstrip().endswith(" có")  # «14 chỉ tiêu được giao, có 2 chỉ tiêu …» counts on
    ):
        return replace(
            one,
            span=Span(one.span.start, quantity.span.end),
            target=quantity.value,
            why=(*one.why, f"chỉ tiêu: «{between.strip(' ,(')}»"),
        )
    return None


def _plan_in_brackets(passage: Passage, one: Statement, between: str) -> bool:
    """«đạt 86% kế hoạch năm (7.000 đoàn viên)»."""
    return bool(
        one.percent is not None
        and re.fullmatch(r"[^.;,:()\d]{0,40}(?:\d{4}\s*)?\(\s*(?:là |tức )?", between)
        and re.search(
            rf"(?:{_PLAN})(?:\s+(?:năm|giao|được giao|đề ra))*$", passage.plain[one.span.start : one.span.end]
        )
    )


def _with_percent(passage: Passage, one: Statement, quantity: Quantity, between: str) -> Statement | None:
    if one.percent is not None or _CHANGES.search(between) or one.quantity.noun in _NEVER_PLANNED:
        return None
    if _OF_EARLIER.match(passage.plain[quantity.span.end :]):
        return None
    reached = _REACHED.match(between)
    if reached and _NEW_VERB.search(reached["tail"]) and "," in between:
        reached = None
    whole = one.whole if one.quantity.whole is None else _settled(passage, one).whole
    cell = passage.plain[: one.quantity.span.start].rstrip().endswith(":")  # «Số cuộc: 11/12 (91,66%)»
    labelled = cell and between.strip() == "("
    planned = _BEHIND_PLAN.match(passage.plain[quantity.span.end :])
    in_brackets = _PAREN_PERCENT.match(between) and (
        planned if one.quantity.whole is None else whole is None or labelled
    )  # «2.406 đoàn viên (80,2% chỉ tiêu cả nhiệm kỳ)»
    if not reached and not in_brackets:
        return None
    if not planned and quantity.value < _HUNDRED and not in_brackets:
        rest = passage.plain[quantity.span.end : quantity.span.end + 40]
        if _OF_WHOLE.match(rest) or _COVERS.search(between):
            return None
    if whole is not None and not planned and not in_brackets:
        return None  # how many of the whole: a rate, and a figure of its own
    if planned and one.quantity.unit == UNITS and _ARE_THERE.fullmatch(between) and not _grows(passage, one):
        return replace(one, span=Span(one.span.start, quantity.span.end))  # what the counted ones have reached
    if one.quantity.unit == MONEY and not planned and not _ENDS.match(passage.plain[quantity.span.end :]):
        return None
    behind = re.match(
        rf"\s*(?:so với\s+)?(?:{_PLAN})(?:\s+(?:năm|giao|được giao|đề ra))*(?!\s*\d)",
        passage.plain[quantity.span.end :],
    )
    stop = quantity.span.end + (behind.end() if behind else 0)
    return replace(
        one,
        span=Span(one.span.start, stop),
        percent=_percent(passage, quantity),
        why=(*one.why, f"tỷ lệ kế hoạch: «{passage.text[quantity.number.start : stop]}»"),
    )


def _parts_after_percent(passage: Passage, one: Statement, quantity: Quantity, between: str) -> Statement | None:
    """«đạt 104% kế hoạch (676/650 đoàn viên)»: the count is the figure, the percent its own."""
    counted = quantity.whole is not None and re.match(rf"^\s*(?:(?:{_PLAN})[^.;(]{{0,30}})?\(\s*$", between)
    start = passage.clause_start(one.span.start)
    if counted and one.percent is None and not _GREW.search(passage.plain[start : one.span.start]):
        return None  # a rate and what it is of: «tỷ lệ tập hợp đạt 97,2% (3.456/3.555)»
    if not counted and (one.percent is None or not _WITH.match(between)):
        return None
    return Statement(
        quantity, Span(one.span.start, quantity.span.end), percent=one.percent or one.quantity.value, why=one.why
    )


def _percent(passage: Passage, quantity: Quantity) -> Decimal:
    """«vượt 31 %» is 131 % of the plan."""
    before = passage.plain[max(0, quantity.number.start - 30) : quantity.number.start]
    exceeds = re.search(r"\bvượt\s*(?:mức\s*|hơn\s*|trên\s*|gần\s*|khoảng\s*)?$", before)
    return quantity.value + _HUNDRED if exceeds and quantity.value < _HUNDRED else quantity.value


def _alike(one: Quantity, other: Quantity) -> bool:
    if one.unit == OTHER and other.unit == OTHER and one.noun != other.noun and not other.noun_before:
        return other.noun == "chỉ tiêu"
    return one.unit == other.unit or other.noun_before or other.noun == "chỉ tiêu"


def _grows(passage: Passage, one: Statement) -> bool:
    """Whether the verb just before the number says that something grows: «kết nạp 676/650»."""
    start = passage.label_start(one.quantity.number.start)
    found = _GROWS.search(passage.plain[start : one.quantity.span.start])
    return found is not None and not (found[0].startswith("thành lập") and _ORGANS.match(one.quantity.noun))


def _settled(passage: Passage, one: Statement) -> Statement:
    """«N/M» is held against a plan where something grows or a plan is named, else counted out of a whole."""
    whole = one.quantity.whole
    if whole is None:
        return one
    number = one.quantity.number.start
    sentence = passage.plain[passage.sentences[passage.sentence_at(number)].start : one.quantity.span.start]
    behind = passage.plain[one.quantity.span.end :]
    members = (
        one.quantity.noun == "đoàn viên"
        and "tập hợp" not in sentence
        and _NOTHING_DONE.match(passage.plain[one.span.end :])
    )
    grown = _grows(passage, one) or _GROWN.match(behind) or _BY_PLAN.match(behind) or members
    listed = one.quantity.noun in ("công đoàn cơ sở", "cđcs", "đoàn viên") and _GROWN_BEFORE.search(sentence)
    if (
        one.quantity.noun != "chỉ tiêu"
        and one.target is None
        and (grown or (listed and _ENDS.match(behind)) or one.quantity.value > whole or one.percent is not None)
    ):
        return replace(one, target=whole, why=(*one.why, "N/M so với kế hoạch"))
    return replace(one, whole=whole, why=(*one.why, "N/M trên tổng số"))
