"""Rules of units: people are not visits, and thousands of a currency are not lost on the way."""

from __future__ import annotations

import re
from decimal import Decimal

from drafter.format_rules.words import in_text, quote
from drafter.model.figure import Qualifier
from drafter.model.problem import Severity
from drafter.prose.nouns import HOMES, MONEY, TURNS
from drafter.prose.plans import Statement
from drafter.truth_rules.account import Account, Said
from drafter.truth_rules.rule import Faults, TruthRule, found
from drafter.wording.numbers import number

_ADMITTED = re.compile(r"\b(?:kết nạp|phát triển)(?:\s+(?:mới|thêm|được|được thêm))*[^.;,\d]{0,20}$")
_GIFTS = "suất"
# What one of them costs at least and at most, in đồng. The ranges are wide: what falls out of them is off by a factor
# of a thousand, or is one sum for everything; no paper states them (unverified).
_PRICES = {
    _GIFTS: (Decimal(20_000), Decimal(20_000_000)),
    "vé xe": (Decimal(20_000), Decimal(10_000_000)),
    "vé": (Decimal(20_000), Decimal(10_000_000)),
    HOMES: (Decimal(1_000_000), Decimal(1_000_000_000)),
}
_WORTH = re.compile(r"[^.;\d]{0,60}\b(?:trị giá|giá trị|số tiền|tổng tiền|kinh phí)\b[^.;\d]{0,30}")


def people_and_visits(account: Account) -> Faults:
    """A member is admitted once: «kết nạp 2.043 lượt đoàn viên» counts people as if they were visits."""
    for said in account.said:
        for one in said.statements:
            clause = said.passage.plain[said.passage.clause_start(one.span.start) : one.span.start]
            if one.quantity.unit == TURNS and _ADMITTED.search(clause):
                yield found(
                    in_text(said.line), found=said.passage.text[one.quantity.span.start : one.quantity.span.end]
                )


SL_06 = TruthRule(
    code="SL-06", severity=Severity.ERROR, title="Người và lượt người", check=people_and_visits,
    what="«{found}»: kết nạp thì đếm người, không đếm lượt",
    fix="ghi «đoàn viên», «người»; «lượt» chỉ dùng khi một người có thể được tính nhiều lần",
    clause="đơn vị tính của chỉ tiêu trong danh mục", why="một người không thể vào công đoàn hai lần trong một kỳ",
)  # fmt: skip


def each_costs(account: Account) -> Faults:
    """«183 suất quà, trị giá 82,5 tỷ đồng» would be 450 million for each: triệu became tỷ."""
    for said in account.said:
        for one, after in zip(said.statements, said.statements[1:], strict=False):
            yield from _each(said, one, after)


def _each(said: Said, one: Statement, after: Statement) -> Faults:
    kind = one.quantity.unit if one.quantity.unit in _PRICES else one.quantity.noun
    between = said.passage.plain[one.quantity.number.end : after.quantity.span.start]
    if kind not in _PRICES or after.quantity.unit != MONEY or not _WORTH.fullmatch(between):
        return
    if not one.quantity.value or after.quantity.per or one.quantity.upper or "mỗi" in between:
        return
    each = after.quantity.value / one.quantity.value
    low, high = _PRICES[kind]
    if not low <= each <= high:
        about = "" if after.quantity.qualifier is Qualifier.EXACT else "khoảng "
        yield found(
            in_text(said.line),
            found=quote(said.passage.text[one.quantity.span.start : after.quantity.span.end]),
            each=f"{about}{number(each, 0)} đồng",
        )


SL_10 = TruthRule(
    code="SL-10", severity=Severity.WARNING, title="Đơn vị tiền: đồng, triệu, tỷ", check=each_costs,
    what="{found}: tính ra mỗi phần {each}",
    fix="xem lại đơn vị tiền (đồng, triệu đồng, tỷ đồng) và số lượng; nếu đúng như vậy thì để nguyên",
    clause="khoảng giá thường gặp, chưa kiểm chứng", why="nhầm triệu với tỷ là nhầm một nghìn lần",
)  # fmt: skip

RULES = (SL_06, SL_10)
