"""Turn numerals into quantities: a number with its hedge, its scale and the noun that says what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from drafter.model.figure import Qualifier
from drafter.prose.hedges import hedge_before
from drafter.prose.nouns import HOMES, MONEY, NOT_NOUNS, OTHER, OTHER_NOUNS, PEOPLE, PERCENT, Nouns
from drafter.prose.numerals import Numeral
from drafter.prose.passage import Passage, Span

ANY = ""  # the unit of a number that stands by itself, in a column without units
_SCALES = {
    "nghìn": 3,
    "ngàn": 3,
    "triệu": 6,
    "trăm triệu": 8,
    "tỷ": 9,
    "tỉ": 9,
    "nghìn tỷ": 12,
    "ngàn tỷ": 12,
    "tr": 6,
    "vạn": 4,
}
_SCALE = re.compile(
    r"\s*(nghìn tỷ|ngàn tỷ|trăm triệu|nghìn|ngàn|triệu|tỷ|tỉ|vạn)\b(?!\s*lệ)|\s*(tr)\.?\s?(?=đ\b|đồng\b|/\s?[^\W\d_])"
)
_DONG = re.compile(r"\s*(?:đồng(?!\s+(?:chí|bào|thời|bộ))|vnđ|vnd|đ(?!/c\b))\b")
_PERCENT = re.compile(r"\s*(?:%|phần trăm\b)")
_OVER = re.compile(r"\s*(?:/|trên(?: tổng)?(?: số)?|trong(?: tổng)?(?: số)?)\s*$")
_TO = re.compile(r"\s*(?:-|đến|tới)\s*$")
_RISES_TO = re.compile(r"\s*(?:(?:tăng |nâng )?lên|(?:giảm )?xuống)(?: (?:mức|thành))?\s*$")
_PER = re.compile(
    r"\s*/\s*(?:1\s+)?(?!\d)(?:\w+(?:\s+(?:công đoàn|quà|xe|động|viên|đình|hợp|thể|nhân|ăn))?)"
    r"(?:\s*/\s*\w+)?|\s+(?:một|mỗi|trên một|"
    r"cho mỗi|"
    r"cho một)\s+(?:suất|người|nhà|phần|tháng|căn|hộ|trường hợp|cá nhân|tập thể|đoàn viên|lao động|công nhân|gia đình|"
    r"cháu|em|vé|túi|ngày|năm|lượt|giải|cuộc|lớp|đơn vị)\b"
)
_PART = re.compile(r"\s*(?:\(|,?\s*(?:trong đó|gồm|bao gồm))[^.;()\d]{0,50}$")
# «(83 khu vực nhà nước, 29 ngoài nhà nước)»: where they are, and not what is counted
_AREA = re.compile(
    r"\s*(?:khu vực|nhà nước|(?:không |chưa )?hoàn thành|xuất sắc|vững mạnh|khá|trung bình|yếu|"
    r"cấp (?:trường|xã|phường|huyện|quận|tỉnh|thành phố|cơ sở|ngành|bộ|trên|toàn quốc|quốc gia)|"
    r"khối (?:hành chính|doanh nghiệp|trường|nhà nước|sản xuất|cơ quan|ngoài|xã|phường))\b"
)
_NEXT_PART = re.compile(r"[^.;()\d,]{0,40}(?:,|;|và)\s[^.;()\d]{0,50}$")
_IS = re.compile(r"\s*là\s+")  # «trong đó 320 là đoàn viên»
_AND = re.compile(r"\s*(?:,|và|, và)\s*")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_SAID = re.compile(r"(?:là|lên|còn|đạt|có|[:=])\s*$")
# «dẫn đầu Nông trường 3»
_WORKS = re.compile(
    r"[^\W\d_]\s+(?:Nông trường|Lâm trường|Phân xưởng|Xưởng|Xí nghiệp|Nhà máy|Công trường|Chi nhánh|Đội|Tổ|Khoa|Trạm|"
    r"Chi bộ|Công ty|Kho|Cảng|Phòng|Cửa hàng|Cụm|Khối)\s+$"
)
_CAPITAL = re.compile(r"[^\W\d_]\s+([A-ZÀ-ỸĐ][^\W\d_]*)\s+$")
# «, tiếp đến phường Mỹ Xá 305», «; thấp nhất là xã Lộc Sơn, chỉ được 19»: what one of several bodies has of it.
_NEXT_BODY = re.compile(
    r"(?:[,;(]|\bvà|\blà|\bđến|\btrong đó|\bgồm)\s+(?:(?:của|với|tại|ở|riêng|trong đó|gồm)\s+)?"
    r"(?:(?:công đoàn(?: ngành| cơ sở| phường| xã)?|lđlđ|cđcs|phường|xã|huyện|quận|thị xã|thành phố|thị trấn|đặc khu|"
    r"tỉnh|ngành|khối|cụm|trường|công ty|xí nghiệp|nhà máy)\s[^.;,:\d]{2,40}|cấp dưới|cùng cấp|đồng cấp)"
    r"(?:,\s(?:chỉ|mới|cũng)?\s?(?:được|đạt|có))?\s*[:(]?\s*$"
)
# «quý I 120, quý II 145, quý III 98 đoàn viên»: the noun stands at the last
_NEXT_OF_LIST = re.compile(
    r"\s*(?:,|;|,? và)\s+(?:công đoàn|lđlđ|cđcs|phường|xã|huyện|quận|thị xã|thành phố|đặc khu|ngành|khối|cụm|trường|"
    r"công ty|quý|tháng|năm)\s[^.;:,\d]{1,40}\s"
)
_NEXT_LEVEL = re.compile(r"(?:[,;(]|\bvà|\bvới|\bgồm|\btrong đó)(?: có)?\s*$")
_NEXT_DEED = re.compile(r"\s*,(?: [^\W\d_]+){1,4} ")  # «kết nạp 37, chuyển chính thức 29 đồng chí»
_DEED = re.compile(
    r"\b(?:kết nạp|thành lập|kiểm tra|giải quyết|tiếp nhận|trao|tặng|thăm|giới thiệu|bồi dưỡng|xây|sửa|mở|tổ chức|"
    r"xử lý)(?: mới| được| thêm)?\s+$"
)
# «512 ý kiến (lương 210, nhà ở 96, bữa ăn 88)»: the labels say what these are about
_BY_TOPIC = frozenset(
    (
        "ý kiến",
        "lượt ý kiến",
        "kiến nghị",
        "đơn",
        "đơn thư",
        "vụ",
        "vụ việc",
        "câu hỏi",
        "hồ sơ",
        "nội dung",
        "sáng kiến",
    )
)
_STOPS = re.compile(r"\s*(?:[,.;)]|$|và\b)")
_FARTHEST = 90
_NEXT_WORDS = re.compile(r"\s*\"?([^\W\d_]+)(?:\s+([^\W\d_]+))?")
_HOME_CASE = re.compile(r"trường hợp\s+(?:được\s+)?(?:hỗ trợ\s+)?(?:sửa|xây|nhà)")
# A case of a matter and no person.
_MATTER_CASE = re.compile(
    r"trường hợp\s+(?:(?:có |là |về |xảy ra |để |cố tình )?(?:vi phạm|tranh chấp|khiếu nại|tố cáo|kiện|khởi kiện|"
    r"tai nạn|ngừng việc|đình công|sai|chi |thu |thất thoát|cháy|mất an toàn|sự cố|doanh nghiệp|đơn vị|cđcs|công đoàn|"
    r"nợ)|kỷ luật\b)"
)


@dataclass(frozen=True)
class Quantity:
    """What one number says. Money is in đồng, a percent in percent.

    `span` runs from the hedge to the end of the noun, `number` is where the digits stand. `unit` is one of the classes
    of a figure; `noun` the words the number counts, of a noun that stands before the number too (`noun_before`).
    `upper` is the end of a range, `whole` the M of «N/M»; `per` says an amount is for each («/suất»).
    """

    span: Span
    number: Span
    value: Decimal
    unit: str
    noun: str = ""
    qualifier: Qualifier = Qualifier.EXACT
    upper: Decimal | None = None
    whole: Decimal | None = None
    per: str = ""
    noun_before: bool = False


def quantities(passage: Passage, numbers: Sequence[Numeral], nouns: Nouns) -> tuple[Quantity, ...]:
    """The quantities of a passage, in order; a number that counts nothing nameable is none."""
    found: list[Quantity] = []
    at = 0
    while at < len(numbers):
        if found and numbers[at].span.start < found[-1].span.end:  # «1.404.000 đồng một cá nhân»
            at += 1
            continue
        taken, quantity = _Reader(passage, numbers, nouns, found[-1] if found else None).read(at)
        if quantity is not None:
            found.append(quantity)
        at += taken
    return tuple(found)


def _in_brackets(plain: str, place: int) -> bool:
    return plain.rfind("(", max(0, place - 120), place) > plain.rfind(")", max(0, place - 120), place)


@dataclass(frozen=True)
class _Reader:
    passage: Passage
    numbers: Sequence[Numeral]
    nouns: Nouns
    last: Quantity | None

    def read(self, at: int) -> tuple[int, Quantity | None]:
        """How many numerals the quantity at this place takes, and the quantity."""
        plain, first = self.passage.plain, self.numbers[at]
        value, end, taken = first.value, first.span.end, 1
        whole = upper = None
        following = self._following(at, 1)
        if following is not None:
            between = plain[end : following.span.start]
            if _OVER.fullmatch(between):
                whole, end, taken = following.value, following.span.end, 2
            elif _TO.fullmatch(between) and following.value > value:  # «từ 20 đến 25», «20-25», «hai đến ba»
                upper, end, taken = following.value, following.span.end, 2
        unit, noun, stop, scale, per = self._unit(end, first)
        if taken == 1 and unit in (MONEY, PERCENT) and (far := self._far_end(unit, value.scaleb(scale), stop, at)):
            value, scale, taken = value.scaleb(scale), 0, 2
            upper, stop, per = far
        if scale and upper is None and whole is None:
            value, stop, taken = self._compound(value, scale, stop, at, taken)
            unit, noun, stop, per = self._after_scale(unit, noun, stop, per)
        elif scale:
            value = value.scaleb(scale)
            upper, whole = (None if other is None else other.scaleb(scale) for other in (upper, whole))
            unit, noun, stop, per = self._after_scale(unit, noun, stop, per)
        if not unit and (is_noun := _IS.match(plain, end)) and (named := self.nouns.at(plain, is_noun.end())):
            return taken, self._made(first, value, named[0], named[1], named[2], upper, whole, "", before=False)
        if not unit and upper is None and (shared := self._shared(at)):
            return taken, self._made(first, value, *shared, end, upper, whole, "", before=False)
        if not unit and following is not None and taken == 1 and _RISES_TO.fullmatch(plain[end : following.span.start]):
            # «từ 18.000 lên 22.000 đồng/suất»: both are of what stands behind the second
            unit, noun, _, scale, _ = self._unit(following.span.end, following)
            per = self._per_behind(following.span.end) if unit == MONEY else ""
            if unit:
                return taken, self._made(first, value.scaleb(scale), unit, noun, end, None, None, per, before=False)
        if not unit:
            if taken == 1 and (told := self._told_on(first, area=bool(_AREA.match(plain, end)))):
                return taken, self._made(first, value, *told, end, None, None, "", before=True)
            back = self.nouns.before(plain, self.passage.label_start(first.span.start), first.span.start)
            back = back or self._of_total(first.span.start)
            if back is None or (taken == 1 and self._is_name(first)):
                return taken, None
            unit, noun, stop = back[0], back[1], end
            return taken, self._made(first, value, unit, noun, stop, upper, whole, "", before=True)
        if first.in_words and (unit == PERCENT or (unit == MONEY and noun != "đồng")):
            return taken, None
        return taken, self._made(first, value, unit, noun, stop, upper, whole, per, before=False)

    def _made(
        self, first: Numeral, value: Decimal, unit: str, noun: str, stop: int, upper: Decimal | None,
        whole: Decimal | None, per: str, *, before: bool,
    ) -> Quantity:  # fmt: skip
        qualifier, start = hedge_before(self.passage.plain, first.span.start)
        unit, noun = self._classed(unit, noun, first.span)
        return Quantity(Span(start, stop), first.span, value, unit, noun, qualifier, upper, whole, per, before)

    def _far_end(self, unit: str, least: Decimal, stop: int, at: int) -> tuple[Decimal, int, str] | None:
        """Of «300.000 đồng đến 500.000 đồng/suất», «5% - 30%»: the upper end, where it stops, and «/suất» there."""
        last = self._following(at, 1)
        stop = dong.end() if (dong := _DONG.match(self.passage.plain, stop)) else stop
        if last is None or not _TO.fullmatch(self.passage.plain[stop : last.span.start]):
            return None
        same, _, end, scale, per = self._unit(last.span.end, last)
        most = last.value.scaleb(scale)
        if same != unit or most <= least:
            return None
        if scale and (match := _DONG.match(self.passage.plain, end)):
            end, per = self._each(match.end())
        return most, end, per

    def _of_total(self, place: int) -> tuple[str, str] | None:
        """The class and noun of the total that a number in brackets is a part of: «86 (khu vực nhà nước 61)»."""
        last = self.last
        if last is None or last.unit in (MONEY, PERCENT):
            return None
        between = self.passage.plain[last.span.end : place]
        parts = _PART.match(between) or (last.noun_before and _NEXT_PART.match(between))
        return (last.unit, last.noun) if parts else None

    def _told_on(self, first: Numeral, *, area: bool) -> tuple[str, str] | None:
        """The class and noun of the figure before, where this is what another body, or level, has of it:
        «…, phường Mỹ Xá 305», «94 sáng kiến cấp cơ sở, 12 cấp tỉnh»."""
        last, plain = self.last, self.passage.plain
        if last is None or last.unit in (MONEY, PERCENT, ANY):
            return None
        between = plain[last.span.end : first.span.start]
        if len(between) > _FARTHEST or "." in between or "\n" in between:
            return None
        if last.noun in _BY_TOPIC and _STOPS.match(plain, first.span.end) and _in_brackets(plain, first.span.start):
            return last.unit, last.noun
        told = (
            _NEXT_LEVEL.search(between) if area else _STOPS.match(plain, first.span.end) and _NEXT_BODY.search(between)
        )
        return (last.unit, last.noun) if told else None

    def _shared(self, at: int) -> tuple[str, str] | None:
        """The class and noun of the last of «7, 9 và 4 đơn vị», «quý I 120, quý II 145 đoàn viên»."""
        for here, last in pairwise(self.numbers[at : at + 7]):
            between = self.passage.plain[here.span.end : last.span.start]
            listed = _AND.fullmatch(between) or _OVER.fullmatch(between) or _NEXT_OF_LIST.fullmatch(between)
            if not listed and not (
                _NEXT_DEED.fullmatch(between)
                and _DEED.search(self.passage.plain, max(0, here.span.start - 24), here.span.start)
            ):
                return None
            if found := self.nouns.at(self.passage.plain, last.span.end):
                return found[:2]
        return None

    def _is_name(self, first: Numeral) -> bool:
        """«KCN Vĩnh Hà 2», «Luật Công đoàn 2012»: no noun stands behind, and none is counted before."""
        before = self.passage.text[max(0, first.span.start - 24) : first.span.start]
        digits = self.passage.text[first.span.start : first.span.end]
        if _YEAR.fullmatch(digits):
            return not _SAID.search(before)
        if len(digits) > 2:
            return False
        if _WORKS.search(before) and _STOPS.match(self.passage.plain, first.span.end):
            return True
        named = _CAPITAL.search(before)
        if named is None:
            return False
        return self.nouns.before(named[1].lower(), 0, len(named[1])) is None

    def _following(self, at: int, ahead: int) -> Numeral | None:
        return self.numbers[at + ahead] if at + ahead < len(self.numbers) else None

    def _unit(self, end: int, first: Numeral) -> tuple[str, str, int, int, str]:
        """Class, noun, end, power of ten and «/suất» of what stands behind a number."""
        plain = self.passage.plain
        if match := _PERCENT.match(plain, end):
            return PERCENT, "%", match.end(), 0, ""
        if match := _SCALE.match(plain, end):
            return MONEY, "", match.end(), _SCALES[match[1] or match[2]], ""
        if (match := _DONG.match(plain, end)) and not first.in_words:
            stop, per = self._each(match.end())
            return MONEY, "đồng", stop, 0, per
        if found := self.nouns.at(plain, end):
            return found[0], found[1], found[2], 0, ""
        if _AREA.match(plain, end):
            return "", "", end, 0, ""
        if (match := _NEXT_WORDS.match(plain, end)) and not NOT_NOUNS.fullmatch(match[1]) and not first.in_words:
            second = match[2] if match[2] and not NOT_NOUNS.fullmatch(match[2]) else ""
            return OTHER_NOUNS, f"{match[1]} {second}".strip(), match.end(2) if second else match.end(1), 0, ""
        return "", "", end, 0, ""

    def _per_behind(self, stop: int) -> str:
        """«/suất» behind an amount whose scale and đồng begin at `stop`."""
        plain = self.passage.plain
        stop = scaled.end() if (scaled := _SCALE.match(plain, stop)) else stop
        stop = dong.end() if (dong := _DONG.match(plain, stop)) else stop
        return self._each(stop)[1]

    def _each(self, stop: int) -> tuple[int, str]:
        match = _PER.match(self.passage.plain, stop)
        return (match.end(), match[0].strip(" /")) if match else (stop, "")

    def _compound(self, value: Decimal, scale: int, stop: int, at: int, taken: int) -> tuple[Decimal, int, int]:
        """«1 tỷ 200 triệu» is one amount."""
        total = value.scaleb(scale)
        following = self._following(at, taken)
        if following is not None and not self.passage.plain[stop : following.span.start].strip():
            smaller = _SCALE.match(self.passage.plain, following.span.end)
            if smaller and _SCALES[smaller[1] or smaller[2]] < scale:
                return total + following.value.scaleb(_SCALES[smaller[1] or smaller[2]]), smaller.end(), taken + 1
        return total, stop, taken

    def _after_scale(self, unit: str, noun: str, stop: int, per: str) -> tuple[str, str, int, str]:
        """What «triệu» counts: đồng when said or when nothing else is."""
        plain = self.passage.plain
        if match := _DONG.match(plain, stop):
            stop, per = self._each(match.end())
            return MONEY, "đồng", stop, per
        found = self.nouns.at(plain, stop)
        if found and not plain[stop : found[2]].lstrip().startswith("/"):
            return found[0], found[1], found[2], ""
        stop, per = self._each(stop)
        return unit, noun, stop, per

    def _classed(self, unit: str, noun: str, number: Span) -> tuple[str, str]:
        """The class of a figure's unit; a case (trường hợp) is a home or a person where the words say so."""
        if unit != OTHER_NOUNS:
            return unit, noun
        if noun == "trường hợp":
            if (
                _HOME_CASE.match(self.passage.plain, self.passage.plain.index(noun, number.end))
                or (
                    "nhà" in self.passage.plain[number.end : number.end + 60]
                    and "mới" in self.passage.plain[number.end : number.end + 30]
                )
                or re.match(r"\s*trường hợp\s+xây", self.passage.plain[number.end :])
            ):
                return HOMES, noun
            if not _MATTER_CASE.match(self.passage.plain, self.passage.plain.index(noun, number.end)):
                return PEOPLE, noun
        return OTHER, noun
