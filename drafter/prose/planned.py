"""Turn the words around a statement into whether it tells a plan, not what a result is held against."""

from __future__ import annotations

import re
from functools import lru_cache

from drafter.prose.ahead import ahead
from drafter.prose.around import Around
from drafter.prose.frames import DONE_SINCE, FUTURE, TOLD, planned_by_frame
from drafter.prose.hedges import MAYBE_HEDGED
from drafter.prose.readings import Kind

_PLAN_JUST_BEFORE = re.compile(
    r"(?<!bàn )\b(?:chỉ tiêu|kế hoạch|được giao|giao)(?:\s+(?:được\s+)?(?:giao|năm|đề ra|phát triển|kết nạp|"
    r"thành lập|là|mới|"
    r"đoàn viên|cđcs|\d{4}))*\s*(?:là\s*|:\s*)?$"
)
_PLAN_IS = re.compile(
    r"\b(?:dự toán|kế hoạch|chỉ tiêu)\b(?:(?!\b(?:đạt|bằng|vượt|hoàn thành|thực hiện được)\b)[^.;,]){0,70}\blà\s*"
    r"$"
)
_PLANS = re.compile(
    r"\b(?:phấn đấu|mục tiêu|phương hướng|nhiệm vụ trọng tâm|các chỉ tiêu|chỉ tiêu (?:cụ thể|chủ yếu))\b"
)
_AT_LEAST = re.compile(r"(?<!quy định )\b(?:ít nhất|tối thiểu)\s*$")
_OR_MORE = re.compile(r"^\s*(?:[^\W\d_]+\s+){0,2}trở lên\b(?!\s*(?:đạt|được))")
_PUT_DOWN = re.compile(r"^(?!.*\b(?:đã|được|có)\b)(?:\W*năm \d{4}\b)?[^\d]*\bđăng ký\s*$")
_HELD_AGAINST = re.compile(r"(?:vượt|đạt|hoàn thành|so với|bằng|hơn)\s+(?:\d+\s+)?(?:các\s+)?$")
_DONE = re.compile(
    r"\b(?:đã|được|thực (?:chi|thu)|có thêm|đạt và vượt|hoàn thành|kết quả|thực hiện được|vượt(?:\s+chỉ tiêu|"
    r"\s+kế hoạch)?|bầu|"
    r"so với chỉ tiêu|so với kế hoạch|theo kế hoạch|mới đạt|chỉ đạt|"
    r"đạt chỉ tiêu)\b"
)
_ASIDE = re.compile(r"\([^()]*\)|\"[^\"]*\"")
_PLAN_INTRO = re.compile(
    r"\b(?:phương hướng|mục tiêu|chỉ tiêu|phấn đấu|nhiệm vụ (?:trọng tâm|năm|quý|chủ yếu|nhiệm kỳ|6 tháng|9 tháng))\b"
    r"(?![^:]*\b(?:kết quả|thực hiện|đã đạt|đạt được|hoàn thành|so với)\b)"
)
_PLANS_FOLLOW = re.compile(r"\bchỉ tiêu\b(?! đã| đạt)[^.;:]{0,60}(?:sau đây|như sau|sau)\s*:?\s*$")
_RESULTS = re.compile(r"\b(?:kết quả|tổng kết|sơ kết|tình hình|đánh giá|báo cáo)\b")
# not inside «chỉ tiêu, nhiệm vụ năm 2025»
_CLAUSES = re.compile(r"(?<!chỉ tiêu)(?<!nhiệm vụ)(?<!mục tiêu)(?<!kế hoạch)[,;]\s")
_TELLS = re.compile(_DONE.pattern + r"|\b(?:có|hiện|là|đang|gồm|cuối năm|tính đến|so sánh|như vậy)\b")
_GOES_ON = re.compile(r"(?:\s*[^\W\d_]+){0,3}\s*[;,]\s[^.\d]{0,60}")
_LISTED = re.compile(
    r"(?: mới)?\s*(?:,|và|;)\s*(?:ít nhất\s*)?|\s*[,;]\s*[^\d.;,]{0,50}\b(?:là|:)\s*"
    r"|(?:\s*\([^()\d]*\))?\s*[,;]?\s*(?:trong đó|riêng)\b[^\d.;,]{0,40}"
    r"|(?! (?:đã|được))[^\d.;,]{0,30}[,;(]?\s*(?:bao )?gồm\s*:?\s*[^\d.;,]{0,30}"
    r"|\s*,\s*(?:với\s+)?(?:tổng\s+)?(?:kinh phí|số tiền)[^\d.;,]{0,30}"
)
# «6 căn còn lại sẽ bàn giao trước Tết», «thăm 5 đoàn viên dịp Tết tới»
_TO_COME = re.compile(
    r"^[^.;,\d]{0,30}\b(?:sẽ|dự kiến)\b"
    r"|\b(?:thời gian|tháng|quý|năm|tết|nhiệm kỳ|tuần) (?:[^\W\d_]+ )?(?:sắp )?tới\s*$"
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
# «(năm 2025 đạt 92%)» among the targets of 2026
_REACHED_IN = re.compile(
    rf"(?P<aside>\()?\s*(?:kết quả |thực hiện |ước )?(?:cuối )?năm (?P<year>(?:19|20)\d{{2}})"
    rf"(?: [^\W\d_]+){{0,4}}?\s*(?P<got>đạt|được|là|có|:|chỉ)(?: được| tỷ lệ)?\s*{MAYBE_HEDGED}$"
)
_UP_TO = re.compile(r"\b(?:đến|tới|lộ trình|nhiệm kỳ|giai đoạn)\b")
_GOT = re.compile(r"\bđược\s*$")
_THE_REST = re.compile(r"^\s*còn lại\b")
_GOES_FOR = re.compile(r"\b(?:tập trung|tiếp tục|hoàn tất)\b")
_STRIVES = re.compile(r"\b(?:phấn đấu|sẽ|quyết tâm|mục tiêu)\b")


def planned(around: Around) -> str:
    """The word of a plan that this number states; empty for a result."""
    one, clause = around.one, around.clause
    if one.percent is not None or one.target is not None:
        return ""
    if match := _AT_LEAST.search(clause) or _OR_MORE.match(around.behind):
        return match[0].strip()
    if around.lead.rstrip().endswith("đăng ký") and _PUT_DOWN.search(around.lead):
        return "đăng ký"
    if one.quantity.noun == "chỉ tiêu" and not _STRIVES.search(clause):
        return ""  # how many targets were given and what became of them, which is known
    match = _PLAN_JUST_BEFORE.search(clause) or _PLAN_IS.search(clause)
    if match and (one.quantity.noun == "biên chế" or "biên chế" in clause):
        return ""  # the posts that an office is given are there
    if _reached_before(around):
        return ""
    if match and not _HELD_AGAINST.search(clause[: match.start()]):
        return match[0].strip()
    done, (follow, plan) = _DONE.search(clause), _plans_of(around.intro)
    if follow:
        return follow
    passive = done is not None and done[0] == "được" and not clause[: done.start()].strip()
    if plan and (done is None or passive):
        return plan
    # «(chỉ tiêu năm: 2.000)» plans only what it stands at, and what stands in quotes is a name
    lead = _ASIDE.sub(lambda aside: " " * len(aside[0]), around.lead)
    passage, number = around.passage, one.span.start
    match = FUTURE.search(lead)
    start, stop = passage.sentences[passage.sentence_at(number)].start, passage.clause_end(one.span.end)
    if match is None and (found := ahead(passage, start, stop)):
        return "" if TOLD.search(around.lead) else found[0]
    if match:
        done_here = done and done.start() > len(clause) - 30 and (done[0] == "đã" or _GOT.search(clause))
        if not done_here and not DONE_SINCE.search(lead[match.end() :]) and not _year_before(match[0], clause):
            return match[0]
    if done is None and (match := _TO_COME.search(around.behind)) and not TOLD.search(clause):
        return match[0].strip()
    if _THE_REST.match(around.behind) and (match := _GOES_FOR.search(around.lead)) and not TOLD.search(around.lead):
        return match[0]
    if (word := planned_by_frame(around.passage, one.span.start)) and not TOLD.search(around.lead):
        return word
    return "câu trước nêu chỉ tiêu" if _listed_with_plan(around) or _still_planned(around) else ""


def _reached_before(around: Around) -> bool:
    """«Chỉ tiêu năm 2026: … 95% CĐCS đạt vững mạnh (năm 2025 đạt 92%)»: what a year before the plan's own reached."""
    found = _REACHED_IN.search(around.lead[-60:])
    if not found:
        return False
    years = _YEAR.findall(around.intro)
    if found["aside"]:
        years = [*years, *_YEAR.findall(around.lead[:-60] + around.lead[-60:][: found.start()])]
        return bool(years) and max(years) > found["year"]
    return bool(years) and found["got"] != ":" and min(years) > found["year"] and not _UP_TO.search(around.intro)


def _year_before(word: str, clause: str) -> bool:
    """«dự toán năm 2026 là 1,2 tỷ đồng; thu năm 2025 đạt 3 tỷ đồng»: the clause tells of a year before the plan's."""
    years = _YEAR.findall(clause)
    return bool(years and max(years) < max(_YEAR.findall(word), default=""))


@lru_cache(maxsize=64)  # a list or a section has many figures and one line that introduces it
def _plans_of(intro: str) -> tuple[str, str]:
    """Of a line that introduces others the word that says plans follow, and the word of a plan; each may be empty."""
    said = _CLAUSES.split(intro.rstrip(" :;,"))[-1]
    if not intro.endswith(":") or not _PLAN_INTRO.search(said):
        said = intro  # a title: «Kết quả năm 2023, phương hướng năm 2024» tells of both
    follow = _PLANS_FOLLOW.search(intro)
    plan = None if _RESULTS.search(said) else _PLAN_INTRO.search(said)
    return follow[0] if follow else "", plan[0] if plan else ""


def _listed_with_plan(around: Around) -> bool:
    """«Chỉ tiêu được giao là 850 đoàn viên, 6 CĐCS»."""
    if around.last_kind is not Kind.TARGET:
        return False
    goes_on = _GOES_ON.fullmatch(around.since_last) and not _TELLS.search(around.since_last)
    return bool(goes_on or _LISTED.fullmatch(around.since_last))


def _still_planned(around: Around) -> bool:
    """Whether the sentence just before, in the same paragraph, set plans, and this one tells of nothing done."""
    if not around.before or around.before[-1][1] is not Kind.TARGET or _TELLS.search(around.lead):
        return False
    passage = around.passage
    last, here = (passage.sentence_at(each.span.start) for each in (around.before[-1][0], around.one))
    said = passage.plain[passage.sentences[last].start : passage.sentences[here].start]
    return here - last <= 1 and "\n" not in said and bool(_PLANS.search(said))
