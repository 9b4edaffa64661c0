"""Turn a passage into the periods it names, and a place in it into the period that governs there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.prose.passage import Passage, Span

_YEAR = r"(?:19|20)\d{2}"
_ROMAN = r"(?:iv|i{1,3}|[1-4])"
# Longer forms stand first: «6 tháng đầu năm 2016» is no «năm 2016».
_NAMED = re.compile(
    rf"\b(?:(?P<quarter>qu[ýí]\s+{_ROMAN}(?:\s*(?:/|-|năm|,)\s*(?:năm\s*)?{_YEAR})?)"
    rf"|(?P<months>(?<![\d,/])(?:0?[1-9]|1[0-2]|sáu|chín|ba)\s+tháng(?!\s+(?:chạp|giêng|\d))(?:\s+(?:đầu|"
    rf"cuối)(?:\s+năm)?)?(?:\s*(?:,|của|/)?\s*(?:năm\s*)?{_YEAR})?)"
    rf"|(?P<round>đợt\s+\d+(?:\s*,?\s*(?:năm\s*)?{_YEAR})?)"
    rf"|(?P<term>(?:nửa\s+(?:đầu\s+)?)?nhiệm kỳ\s+{_YEAR}\s*-\s*{_YEAR}|nửa nhiệm kỳ(?: qua)?|"
    rf"giữa nhiệm kỳ\s+{_YEAR}\s*-\s*{_YEAR})"
    rf"|(?P<days>từ\s+(?:ngày\s+)?\d{{1,2}}/\d{{1,2}}(?:/{_YEAR})?\s+đến\s+(?:hết\s+)?(?:ngày\s+)?\d{{1,2}}/\d{{1,2}}/{_YEAR})"
    rf"|(?P<school>năm học\s+{_YEAR}\s*-\s*{_YEAR})"
    rf"|(?P<campaign>tháng (?:công nhân|hành động về an toàn[^.;,\d]{{0,30}})\s+(?:năm\s+)?{_YEAR})"
    rf"|(?P<span>giai đoạn\s+{_YEAR}\s*-\s*{_YEAR}|(?:từ\s+)?năm\s+{_YEAR}\s*(?:-|đến)\s*(?:năm\s+)?{_YEAR})"
    rf"|(?P<month>tháng\s+\d{{1,2}}\s*(?:/|năm|-)\s*{_YEAR})"
    rf"|(?P<new_year>(?:dịp\s+)?tết(?:\s+(?:nguyên đán|sum vầy|cổ truyền|"
    rf"âm lịch))*(?:\s+(?:[^\W\d_]+\s+){{0,2}}(?:năm\s*)?{_YEAR}))"
    rf"|(?P<year>(?:cả\s+|trong\s+)?năm\s+{_YEAR}(?!\s*-))"
    r"|(?P<yearly>(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng))"
    r"|(?P<same>(?:trong|cả)\s+(?:năm|quý|kỳ|nhiệm kỳ)(?!\s+(?:\d|i{1,3}\b|iv\b))(?!\s*(?:qua\b|tới|sau|nay))|"
    r"năm qua|năm nay|từ đầu năm đến nay))"
)
_NOT_FRAMES = re.compile(
    r"(?:so với|hội đồng nhân dân[^.;]{0,25}|so(?:\s+với)?\s+cùng kỳ|cùng kỳ|hơn|bằng|nghị quyết[^.;]{0,60}|"
    r"hiến pháp|bộ luật[^.;,]{0,40}|đại hội[^.;]{0,60}|khóa[^.;]{0,12}|kế hoạch|chỉ tiêu|từ cuối|cuối|từ|trước|"
    r"theo[^.;,]{0,60}|ban hành|ngày\s+\d+|đủ|dưới|quá|sau)\s*$"
)
# What stands at the head of a sentence, or is what the paper tells of, holds for the sentences after it too.
_LASTING = re.compile(
    r"(?:kết quả|hoạt động|báo cáo|tổng kết|sơ kết|thực hiện|tính đến hết|đến hết|lũy kế|số liệu|tình hình|"
    r"tổ chức|công tác|trong|tính chung)"
    r"[^.;,\d]{0,45}$"
)
_HEAD = 28  # characters from the beginning of a sentence


@dataclass(frozen=True)
class Named:
    """A period where a passage names it. `text` is as papers write it; `same` says it points back to one named
    before.

    A `lasting` one holds for the sentences after it too; another is of its own sentence only.
    """

    span: Span
    text: str
    same: bool = False
    lasting: bool = True


def named_periods(passage: Passage, *, title: bool = False) -> tuple[Named, ...]:
    """The periods that frame what a passage tells, in order; those it only compares with are left out.

    A `title` compares with nothing: «Kết quả thực hiện chỉ tiêu năm 2023» is of 2023.
    """
    found: list[Named] = []
    for match in _NAMED.finditer(passage.plain):
        before = passage.plain[max(0, match.start() - 70) : match.start()]
        if not title and _NOT_FRAMES.search(before):
            continue
        start = passage.sentences[passage.sentence_at(match.start())].start
        head = passage.plain[start : match.start()]
        found.append(
            Named(
                Span(match.start(), match.end()),
                _written(match, passage),
                same=match.lastgroup == "same",
                lasting=match.lastgroup not in ("yearly", "new_year")
                and (len(head) <= _HEAD or bool(_LASTING.search(head))),
            )
        )
    return tuple(found)


def _written(match: re.Match[str], passage: Passage) -> str:
    text = " ".join(passage.text[match.start() : match.end()].split())
    text = text.lower() if text.isupper() else text
    if match.lastgroup == "quarter":
        return re.sub(
            rf"(?<=\s){_ROMAN}\b", lambda number: number[0].upper(), text.lower().replace("quí", "quý"), count=1
        )
    if match.lastgroup == "yearly":
        return "hàng " + match[0].split()[-1]
    text = re.sub(r"^(?:cả|trong|dịp)\s+", "", text, flags=re.IGNORECASE)
    return text[:1].lower() + text[1:]


def title_period(text: str) -> str:
    """The first period that a title or the heading of a column names; a bare year is one. Empty for none."""
    if re.fullmatch(rf"\s*{_YEAR}\s*", text):
        return f"năm {text.strip()}"
    if found := re.search(rf"(?<!\w)(?:kh|th|kế hoạch|thực hiện)\s+({_YEAR})(?!\d)", text.lower()):
        return f"năm {found[1]}"
    if not any(letter.isdigit() for letter in text):
        return ""
    named = (one.text for one in named_periods(Passage.of(text), title=True) if not one.same)
    return next((one for one in named if not one.startswith("hàng")), "")


def period_at(passage: Passage, span: Span, named: Sequence[Named], *, ahead: bool = True) -> str:
    """The period that governs a statement: the last named before it in its sentence, else after it, else earlier.

    `ahead`: what is named only later on holds too, where the passage is all there is.
    """
    sentence = passage.sentences[passage.sentence_at(span.start)]
    before = [
        one
        for one in named
        if sentence.start <= one.span.start < span.start and not _in_closed_brackets(passage, one.span, span)
    ]
    behind = [one for one in named if span.end <= one.span.start < sentence.end]
    earlier = [one for one in named if one.span.start < sentence.start]
    lasting = [one for one in earlier if one.lasting and not one.same] or [one for one in earlier if not one.same]
    if lasting:  # a stretch of days within a period that is named already is an occasion in it
        before = [one for one in before if not one.text.startswith("từ ngày")]
    for one in (*reversed(before), *behind[:1]):
        if not one.same:
            return _with_year(one, earlier)
        if lasting:
            return _with_year(lasting[-1], earlier)
    if lasting:
        return _with_year(lasting[-1], earlier)
    if not ahead:
        return ""
    later = next((one for one in named if one.span.start > span.end and one.lasting and not one.same), None)
    return later.text if later else ""


def _in_closed_brackets(passage: Passage, named: Span, span: Span) -> bool:
    """Whether a period is named in brackets that close before the statement: it holds in them only."""
    between = passage.plain[named.end : span.start]
    closed = between.find(")")
    return closed >= 0 and "(" not in between[:closed] and "(" in passage.plain[max(0, named.start - 40) : named.start]


def _with_year(one: Named, earlier: Sequence[Named]) -> str:
    """A quarter or some months without a year are of the year named last."""
    if re.search(_YEAR, one.text) or one.text.startswith("hàng") or "nhiệm kỳ" in one.text:
        return one.text
    year = next((found[0] for each in reversed(earlier) if (found := re.search(_YEAR, each.text))), "")
    if not year:
        return one.text
    return (
        f"{one.text}/{year}"
        if one.text.startswith("quý")
        else f"{one.text} năm {year}"
        if "năm" not in one.text
        else f"{one.text} {year}"
    )
