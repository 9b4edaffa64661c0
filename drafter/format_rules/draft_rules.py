"""Rules of what marks a draft, and of what must not be left in a paper that is issued."""

from __future__ import annotations

import re

from drafter.format_rules.paper import Line, Paper
from drafter.format_rules.patterns import base, begins
from drafter.format_rules.rule import Faults, Rule, found
from drafter.format_rules.words import at, in_text, quote
from drafter.model.problem import Severity
from drafter.standards.form_words import form_words

_PLACEHOLDERS = (
    re.compile(r"\[(?:chưa có|còn thiếu|điền|ghi|họ tên|họ và tên|số|ngày|tên|…|\.\.\.)[^\]]{0,120}\]", re.IGNORECASE),
    re.compile(r"\[\s*(?:…|\.{3,}|_+)?\s*\]"),
    re.compile(r"\{\{[^}]{0,80}\}?\}?|\{%[^%]{0,80}%?\}?|«[A-Za-z_]+»"),
    re.compile(r"\.{4,}|…{2,}|_{4,}"),
)
_BLANK_NUMBER = re.compile(r"SO\s*:?[\s.…_]*/")
_BLANK_DAY = re.compile(r"NGAY[\s.…_]*THANG|THANG[\s.…_]*NAM|NAM[\s.…_]*$")


def draft_mark(paper: Paper) -> Faults:
    """A draft says that it is one; a paper that is issued does not."""
    if paper.asked_draft and not paper.letterhead.marks and not any(_is_mark(line) for line in paper.lines[:90]):
        yield found(
            "phần đầu văn bản", found="bản thảo không có dấu «DỰ THẢO»", fix="ghi «DỰ THẢO» in hoa, đậm dưới dòng số"
        )
    if not paper.is_draft:
        for line in paper.lines:
            if _is_mark(line):
                yield found(in_text(line), found=f"còn dấu «{line.text}»", fix="xóa dấu này trước khi phát hành")


def _is_mark(line: Line) -> bool:
    return (
        begins(line.text, form_words().draft_marks) and line.text[:3] == line.text[:3].upper() and len(line.text) < 80
    )


DR_01 = Rule(
    code="DR-01", severity=Severity.WARNING, title="Dấu «DỰ THẢO»", check=draft_mark,
    what="{found}", fix="{fix}", clause="thông lệ; Nghị định 30 không có dấu này",
    why="không ai nhầm bản thảo với bản đã phát hành",
)  # fmt: skip


def placeholders(paper: Paper) -> Faults:
    """Nothing is left to be filled in a paper that is issued."""
    if paper.is_draft:
        return
    head = paper.letterhead
    if head.number is not None and _BLANK_NUMBER.match(base(head.number.text)):
        yield found(at("so_ky_hieu", head.number), found="chưa ghi số")
    if head.date is not None and _BLANK_DAY.search(base(head.date.text)):
        yield found(at("dia_danh_ngay", head.date), found="chưa ghi đủ ngày, tháng, năm")
    skipped = {line.order for annex in paper.annexes for line in annex.attached}
    skipped |= {line.order for line in (head.number, head.date) if line is not None}
    for line in paper.lines:
        met = next((met for pattern in _PLACEHOLDERS if (met := pattern.search(line.text))), None)
        if met is not None and line.order not in skipped:
            yield found(in_text(line), found=f"còn chỗ chưa điền {quote(met[0])}")


DR_02 = Rule(
    code="DR-02", severity=Severity.ERROR, title="Bản phát hành không còn chỗ trống", check=placeholders,
    what="{found}", fix="điền nội dung, hoặc xóa chỗ ấy; nếu còn là bản thảo thì chạy với --draft",
    clause="Nghị định 30/2020/NĐ-CP, Điều 8 và Điều 15", why="văn bản đã phát hành không ai được điền thêm",
)  # fmt: skip

RULES = (DR_01, DR_02)
