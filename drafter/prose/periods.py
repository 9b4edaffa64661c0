"""Turn a passage into the periods it names, and a place in it into the period that governs there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from drafter.prose.passage import Passage, Span

_YEAR = r"(?:19|20)\d{2}"
_ROMAN = r"(?:iv|i{1,3}|[1-4])"
_SPELLED = r"hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười một|mười"
_TO_NOW = r"(?:đến|tới)\s+(?:nay|thời điểm này)"
_LUNAR = (
    r"(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)\s+(?:tý|sửu|dần|mão|mẹo|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)\b"
)
# A period begins with one of these words or with a number: at others none is looked for, which is most of the time.
_FIRST = (
    r"quý|quí|đợt|trong|suốt|qua|cả|nửa|nhiệm|giữa|từ|học|năm|tháng|giai|dịp|tết|tính|đến|hằng|hàng|mỗi|cuối|kỳ|kể|"
    rf"{_SPELLED}"
)
# Longer forms stand first: «6 tháng đầu năm 2016» is no «năm 2016».
_NAMED = re.compile(
    rf"\b(?=\d|(?:{_FIRST})\b)(?:(?P<quarter>qu[ýí]\s+{_ROMAN}(?:\s*(?:/|-|năm|,)\s*(?:năm\s*)?{_YEAR})?)"
    rf"|(?P<months>(?<![\d,/])(?<!từ )(?:0?[1-9]|1[0-2]|{_SPELLED})\s+tháng(?!\s+(?:chạp|giêng|\d|triển khai|qua|tuổi|"
    rf"lương|một|trở))(?:\s+(?:đầu|cuối)(?:\s+năm)?)?(?:\s*(?:,|của|/)?\s*(?:năm\s*)?{_YEAR})?)"
    rf"|(?P<round>đợt\s+(?:\d+(?!\s*(?:triệu|tỷ|nghìn|đồng|%|[.,/]\d|\d))|[ivx]+\b)(?:\s*,?\s*(?:/|năm)?\s*{_YEAR})?|"
    rf"(?:trong\s+)?đợt\s+này)"
    rf"|(?P<term>(?:(?:trong|suốt|qua|cả)\s+)?(?:nửa\s+(?:đầu\s+)?)?nhiệm kỳ\s+{_YEAR}\s*-\s*{_YEAR}|"
    rf"nửa nhiệm kỳ(?: qua)?(?! còn| tới| sau)|"
    rf"giữa nhiệm kỳ\s+{_YEAR}\s*-\s*{_YEAR})"
    rf"|(?P<from_day>từ\s+(?:ngày\s+)?\d{{1,2}}/\d{{1,2}}/{_YEAR}(?!\s*(?:đến|-)))"
    rf"|(?P<days>từ\s+(?:ngày\s+)?\d{{1,2}}/\d{{1,2}}(?:/{_YEAR})?\s+đến\s+(?:hết\s+)?(?:ngày\s+)?\d{{1,2}}/\d{{1,2}}/{_YEAR})"
    rf"|(?P<since>từ\s+(?:đầu\s+năm|năm|tháng\s+\d{{1,2}}\s*(?:/|năm))\s*{_YEAR}\s+{_TO_NOW})"
    rf"|(?P<school>(?:học kỳ\s+(?:i{{1,2}}|[12])\s*,?\s*)?năm học\s+{_YEAR}\s*-\s*{_YEAR}|học kỳ\s+(?:i{{1,2}}|[12])\b)"
    rf"|(?P<campaign>tháng (?:công nhân|hành động về an toàn[^.;\d]{{0,30}})\s+(?:năm\s+)?{_YEAR})"
    rf"|(?P<span>giai đoạn\s+{_YEAR}\s*-\s*{_YEAR}|(?:(?:từ|\d{{1,2}})\s+)?năm\s+{_YEAR}\s*(?:-|"
    rf"đến)\s*(?:năm\s+)?{_YEAR}|"
    rf"(?:từ\s+)?tháng\s+\d{{1,2}}(?:\s*(?:/|năm)\s*{_YEAR})?\s*(?:-|đến)\s*(?:hết\s+)?tháng\s+\d{{1,2}}\s*(?:/|"
    rf"năm)\s*{_YEAR})"
    rf"|(?P<month>tháng\s+\d{{1,2}}\s*(?:/|năm|-)\s*{_YEAR})"
    rf"|(?P<bare>(?<!\d )(?<!ngày )tháng\s+(?:0?[1-9]|1[0-2])(?!\s*(?:[/\d-]|đến|năm|và|,\s*\d)))"
    rf"|(?P<new_year>(?:dịp\s+)?tết(?:\s+(?:nguyên đán|sum vầy|cổ truyền|"
    rf"âm lịch))*(?:\s+(?:[^\W\d_]+\s+){{0,2}}(?:năm\s*)?{_YEAR})|(?:dịp\s+)?tết\s+(?:nguyên đán\s+)?{_LUNAR})"
    rf"|(?P<as_of>(?:tính\s+)?đến\s+(?:hết\s+)?(?:ngày\s+)?\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR})"
    rf"|(?P<year>(?:cả\s+|trong\s+)?năm\s+{_YEAR}(?!\s*-))"
    r"|(?P<yearly>(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng))"
    rf"|(?P<same>(?:trong|cả|cuối)\s+(?:năm|quý|kỳ|nhiệm kỳ|tháng)(?!\s+(?:\d|i{{1,3}}\b|iv\b|công nhân|hành động))"
    rf"(?!\s*(?:qua\b|tới|sau|nay|trước))|năm qua|năm nay|quý này|tháng này|kỳ này|"
    rf"(?:kể )?từ đầu (?:năm|quý|nhiệm kỳ)(?: {_TO_NOW})?))"
)
# Before a period that only compares, or is of a paper's name.
_NOT_FRAMES = re.compile(
    r"(?:so với|hội đồng nhân dân[^.;:]{0,25}|so(?:\s+với)?\s+cùng kỳ|cùng kỳ|hơn|"
    r"bằng(?: số)?(?: [^\W\d_]+){0,2} của|bằng|"
    r"nghị quyết[^.;:,]{0,60}|hiến pháp|(?<!pháp )\bluật[^.;,:]{0,40}|khóa[^.;:]{0,12}|kế hoạch|chỉ tiêu|từ|trước|"
    r"(?:so với|từ|hơn|bằng|trước)\s+(?:thời điểm\s+)?cuối|"
    r"\btheo\s+(?:nghị|luật|bộ luật|quyết|kế hoạch|hướng dẫn|thông|quy|chỉ thị|công văn|đề án|"
    r"chương trình)[^.;,:]{0,60}|"
    r"ban hành|ngày\s+\d+|đủ|dưới|quá|sau|ký lại[^.;,]{0,20}|số[^.;,:]{0,12} của)\s*$"
)
_ROLE = re.compile(
    r"đại hội(?:(?!\b(?:nhìn|cho|thấy|trong|đã|qua|tổng kết|đánh giá|quyết nghị|đề ra|xác định)\b)[^.;:]){0,60}$"
)  # the term a congress is of: a frame where there is no other
_PLANS_OF = re.compile(
    r"(?:chỉ tiêu|kế hoạch|mục tiêu|nhiệm vụ)(?:\s+(?:công tác|cụ thể|chủ yếu|"
    r"trọng tâm))*(?:\s+đến(?:\s+(?:hết|cuối))?)?\s*$"
)
_PLAN_HEAD = re.compile(r"[-+*•\s\d.)]*(?:kế hoạch|chỉ tiêu|dự toán|nhiệm vụ)(?: công tác)?\s+")
_COMPARED = re.compile(r"(?:so với|hơn|bằng)\s*$")
_WITHIN = re.compile(r"(?:trong|suốt|cả)\s")
_LIST_FOLLOWS = re.compile(r"[^.;:\d]{0,30}:")
# What stands at the head of a sentence, or is what the paper tells of, holds for the sentences after it too.
_LASTING = re.compile(
    r"(?:kết quả|hoạt động|báo cáo|tổng kết|sơ kết|thực hiện|tính đến hết|đến hết|lũy kế|số liệu|tình hình|"
    r"tổ chức|công tác|trong|tính chung)"
    r"[^.;,\d]{0,45}$"
)
_AS_OF = re.compile(r"\b(?:tính đến|đến)(?:\s+(?:hết|cuối))?\s*$")
_POINT = re.compile(
    r"(?:^|[.;,:(\n])\s*(?:(?P<up_to>(?:tính\s+)?đến hết|tính hết)|(?P<end>cuối))\s*$|(?<!tính )(?P<to>\bđến)\s*$"
)
_OF_YEAR = re.compile(rf"đầu|cuối|{_YEAR}")
_SPAN_OF_TIME = re.compile(r"(?:^|[.\n:]\s*|\b(?:trong|qua|chung|lũy kế|kết quả|sơ kết|báo cáo|và)\s+)$")
_RIGHT_BEHIND = re.compile(r"\s*(?:(?:trong|của|vào|ở)\s+)?")
_WHOLE = re.compile(r"trong|cả|từ đầu")
_IN_TURN = re.compile(rf"các năm\s+({_YEAR}(?:\s*(?:,|và)\s*{_YEAR})+)[^.;]{{0,60}}?lần lượt(?:\s+(?:là|đạt|có))?")
_HEAD = 28  # characters from the beginning of a sentence


@dataclass(frozen=True)
class Named:
    """A period where a passage names it. `text` is as papers write it; `same` says it points back to one named
    before.

    A `lasting` one holds for the sentences after it too; another is of its own sentence only. A `weak` one holds where
    no other does. `point` is «hết» or «cuối», where what is told stands at its end.
    """

    span: Span
    text: str
    same: bool = False
    lasting: bool = True
    weak: bool = False
    point: str = ""

    @cached_property
    def days(self) -> bool:
        """Whether it is a stretch of days."""
        return re.match(r"từ (?:ngày )?\d.*đến", self.text) is not None


def named_periods(passage: Passage, *, title: bool = False) -> tuple[Named, ...]:
    """The periods that frame what a passage tells, in order; those it only compares with are left out.

    A `title` compares with nothing: «Kết quả thực hiện chỉ tiêu năm 2023» is of 2023.
    """
    found: list[Named] = []
    first = True
    for match in _NAMED.finditer(passage.plain):
        before = passage.plain[max(0, match.start() - 70) : match.start()]
        heads_list = _PLANS_OF.search(before) and _LIST_FOLLOWS.match(passage.plain, match.end())
        start = passage.sentences[passage.sentence_at(match.start())].start
        head = passage.plain[start : match.start()]
        said = heads_list or _PLAN_HEAD.fullmatch(head)
        excluded = _COMPARED if _WITHIN.match(match[0]) else _NOT_FRAMES
        if not title and not said and excluded.search(before):
            continue
        if match.lastgroup == "months" and not _OF_YEAR.search(match[0]) and not _SPAN_OF_TIME.search(before):
            continue  # «nợ lương 3 tháng» lasts, and is no period
        fleeting = (
            match.lastgroup in ("yearly", "new_year", "as_of", "from_day")
            or _AS_OF.search(before) is not None
            or before.rstrip().endswith("(")
        )
        found.append(
            Named(
                Span(match.start(), match.end()),
                _written(match, passage),
                point=_point(before, match),
                same=match.lastgroup == "same",
                lasting=not fleeting
                and (
                    first
                    or bool(heads_list)
                    or len(head) <= _HEAD
                    or bool(_LASTING.search(head))
                    or bool(_WHOLE.match(match[0]))
                ),
                weak=(match.lastgroup == "as_of" and bool(head.strip())) or (not title and bool(_ROLE.search(before))),
            )
        )
        first = first and (fleeting or found[-1].same or found[-1].weak)
    return tuple(found)


def _point(before: str, named: re.Match[str]) -> str:
    """«hết» of «tính đến hết tháng 9/2022», «cuối» of «Cuối năm 2025, …», «đến» of «phấn đấu đến năm 2030»."""
    found = _POINT.search(before)
    if found is None:
        return ""
    if found["to"]:
        return "đến " if named.lastgroup == "year" and named[0].startswith("năm") else ""
    return "hết " if found["up_to"] else "cuối "


def _written(match: re.Match[str], passage: Passage) -> str:
    text = " ".join(passage.text[match.start() : match.end()].split())
    text = text.lower() if text.isupper() else text
    if match.lastgroup == "quarter":
        return re.sub(
            rf"(?<=\s){_ROMAN}\b", lambda number: number[0].upper(), text.lower().replace("quí", "quý"), count=1
        )
    if match.lastgroup == "yearly":
        return "hàng " + match[0].split()[-1]
    leading = "tính" if match.lastgroup == "as_of" and "hết" not in match[0] and "tính" in match[0] else "(?:tính )?đến"
    text = re.sub(rf"^(?:cả|trong|suốt|qua|dịp|cuối|{leading})\s+", "", text, flags=re.IGNORECASE)
    return text[:1].lower() + text[1:]


@lru_cache(maxsize=256)  # the headings of a paper and its title are asked again and again
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


@dataclass(frozen=True)
class Periods:
    """The periods that a passage names, in order. `firm` are those that hold, in order too, `starts` where they begin.

    `known` is what `before` has said so far: figures of one sentence ask the same.
    """

    named: Sequence[Named]
    firm: Sequence[Named]
    starts: Sequence[int]
    known: dict[int, tuple[Sequence[Named], Sequence[Named]]] = field(default_factory=dict)

    @classmethod
    def of(cls, passage: Passage) -> Periods:
        """The periods of a passage; weak ones hold where there is no other."""
        named = named_periods(passage)
        firm = [one for one in named if not one.weak]
        if not any(not one.same and not _yearly(one) for one in firm):
            firm = list(named)
        return cls(named, firm, [one.span.start for one in firm])

    def before(self, place: int) -> tuple[Sequence[Named], Sequence[Named]]:
        """Those named before the sentence that begins at a place, and those of them that frame it."""
        if place not in self.known:
            earlier = [one for one in self.firm[: bisect_left(self.starts, place)] if not _yearly(one)]
            framing = [one for one in earlier if not one.same and not one.days]
            framing = framing or [one for one in earlier if not one.same]
            self.known[place] = earlier, [one for one in framing if one.lasting] or framing
        return self.known[place]


def period_at(passage: Passage, span: Span, periods: Periods, *, ahead: bool = True) -> str:
    """The period that governs a statement: the last named before it in its sentence, else after it, else earlier.

    `ahead`: what is named only later on holds too, where the passage is all there is.
    """
    sentence = passage.sentences[passage.sentence_at(span.start)]
    if turn := _in_turn(passage.plain[sentence.start : span.start]):
        return turn
    firm, named = periods.firm, periods.named
    first, here, behind_at = (bisect_left(periods.starts, place) for place in (sentence.start, span.start, span.end))
    right_behind = firm[behind_at] if behind_at < len(firm) else None
    if right_behind and not _RIGHT_BEHIND.fullmatch(passage.plain, span.end, right_behind.span.start):
        right_behind = None
    before = [one for one in firm[first:here] if not _in_closed_brackets(passage, one.span, span)]
    earlier, lasting = periods.before(sentence.start)
    if lasting or any(not one.days for one in before):
        # a stretch of days within a period that is named already is an occasion in it
        before = [one for one in before if not one.days]
    clause = sentence.end if not lasting else passage.clause_end(span.end)
    behind = [
        one
        for one in firm[behind_at : bisect_left(periods.starts, clause)]
        if not (_yearly(one) and (lasting or one.span.start > passage.clause_end(span.end)))
        and not _of_brackets(passage.plain, one, span)
    ]
    if any(one.same for one in before):
        behind = []  # «Cả năm …, trong đó quý IV …» is of no quarter
    nearest = ([right_behind] if right_behind and not _yearly(right_behind) else []) + [*reversed(before), *behind[:1]]
    for one in nearest:
        if not one.same:
            return one.point + _with_year(one, earlier)
        if lasting:
            return _with_year(_meant(one, firm, lasting), earlier)
        if role := _role_before(named, one.span.start):
            return role
    if lasting:
        return _with_year(lasting[-1], earlier)
    bracketed = firm[first:here]
    if bracketed and not bracketed[-1].same and not _yearly(bracketed[-1]):
        return bracketed[-1].text  # «… chương trình (giai đoạn 2010 - 2020), đã hỗ trợ 784 nhà», and nothing else
    if role := _role_before(named, sentence.start):
        return role
    yearly = [one for one in firm[:first] if _yearly(one)]
    if yearly or not ahead:
        return yearly[-1].text if yearly else ""
    reach = sentence.end if any(one.same for one in before) else span.end
    later = [one for one in firm if one.span.start > reach and not one.same and not _yearly(one)]
    return next((one.text for one in later if one.lasting), later[0].text if later else "")


def _role_before(named: Sequence[Named], place: int) -> str:
    """The term of the congress that was named last before a place; empty for none."""
    return next((one.text for one in reversed(named) if one.weak and not one.same and one.span.start < place), "")


def _meant(one: Named, firm: Sequence[Named], lasting: Sequence[Named]) -> Named:
    """Which of the periods before «trong quý», «cả nhiệm kỳ» points back to."""
    for word in ("nhiệm kỳ", "quý", "tháng"):
        if word in one.text:
            alike = [each for each in firm if each.span.start < one.span.start and word in each.text and not each.same]
            return alike[-1] if alike else lasting[-1]
    return lasting[-1]


def _yearly(one: Named) -> bool:
    return one.text.startswith("hàng ")


def _in_turn(lead: str) -> str:
    """Of «các năm 2018, 2019, 2020 lần lượt là 7, 9 và 4 đơn vị» the year that this number is of; empty elsewhere."""
    if "lần lượt" not in lead:
        return ""
    for found in _IN_TURN.finditer(lead):
        years = re.findall(_YEAR, found[1])
        place = len(re.findall(r",\s|\svà\s", lead[found.end() :]))
        if place < len(years):
            return f"năm {years[place]}"
    return ""


def _in_closed_brackets(passage: Passage, named: Span, span: Span) -> bool:
    """Whether a period is named in brackets that close before the statement: it holds in them only."""
    between = passage.plain[named.end : span.start]
    closed = between.find(")")
    return closed >= 0 and "(" not in between[:closed] and "(" in passage.plain[max(0, named.start - 40) : named.start]


def _of_brackets(plain: str, named: Named, span: Span) -> bool:
    """Whether a period behind is of another figure in brackets: «21 cuộc (năm 2012: 17 cuộc)»."""
    rest = plain[named.span.end : plain.find(")", named.span.end) + 1]
    return plain[span.end : named.span.start].rstrip().endswith("(") and any(letter.isdigit() for letter in rest)


def _with_year(one: Named, earlier: Sequence[Named]) -> str:
    """A quarter or some months without a year are of the year named last."""
    if (
        re.search(_YEAR, one.text)
        or one.text.startswith(("hàng", "tết", "học kỳ"))
        or "nhiệm kỳ" in one.text
        or "này" in one.text
    ):
        return one.text
    year = next((found[0] for each in reversed(earlier) if (found := re.search(_YEAR, each.text))), "")
    if not year:
        return one.text
    return (
        f"{one.text}/{year}"
        if one.text.startswith("quý") or re.match(r"tháng \d", one.text)
        else f"{one.text} năm {year}"
        if "năm" not in one.text
        else f"{one.text} {year}"
    )
