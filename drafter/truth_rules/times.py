"""Rules of time and office: the paper speaks of its own period, term and office, not of those it was copied from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from drafter.format_rules.paper import Line
from drafter.format_rules.patterns import is_caps
from drafter.format_rules.words import at, in_text
from drafter.model.period import Period, PeriodType
from drafter.model.problem import Severity
from drafter.truth_rules.account import Account, period_of
from drafter.truth_rules.rule import Faults, TruthRule, found

_YEAR_WORD = re.compile(
    r"\b(?:năm|quý\s+(?:[ivx]+|\d)(?:\s*/|\s+năm)?|tháng(?:\s+(?:đầu|cuối))?\s+năm)\s+(20\d{2})\b(?!\s*[-–])"
)
_CLOSING = re.compile(r"^(?:trên đây là|kính đề nghị|kính trình)\b", re.IGNORECASE)
_OPENING = re.compile(r"\bbáo cáo\b.*\bnhư sau\s*:", re.IGNORECASE)
_COMPARED = re.compile(r"so với|cùng kỳ|nghị quyết|đại hội|kế hoạch|chỉ thị|luật|ban hành|giai đoạn|từ năm")
_AHEAD = re.compile(r"phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu|kế hoạch|triển khai|thời gian tới|năm tới")
_SHORTER = re.compile(
    r"\b(quý\s+(?:i{1,3}|iv|[1-4])|(?:6|sáu|9|chín)\s+tháng(?:\s+(?:đầu|cuối)\s+năm)?)\b(?!\s+tiếp theo)", re.IGNORECASE
)
_TERM = re.compile(r"nhiệm kỳ\s+(20\d{2})\s*[-–]\s*(20\d{2})", re.IGNORECASE)
_DATE = re.compile(
    r"\bngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?|(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)",
    re.IGNORECASE,
)
_LEAP = "2024"  # a day without a year may be of any
_RESULTS = ("BÁO CÁO",)
_WITH_SHORTER = (PeriodType.QUARTER, PeriodType.HALF, PeriodType.NINE_MONTHS, PeriodType.YEAR)


def _own_years(period: Period) -> frozenset[int]:
    """The years that a paper of a period may speak of in its headings: its own, and the one its plans are for."""
    last = period.end_year or period.year
    return frozenset((*range(period.year, last + 1), last + 1))


def _framing(account: Account) -> Iterator[Line]:
    """The lines that say what the paper is: headings in capitals, its opening, its closing, «(Kèm theo …)»."""
    for line in account.body:
        heading = is_caps(line.text) and len(line.text) < 200
        if heading or _CLOSING.search(line.text) or _OPENING.search(line.text):
            yield line
    for annex in account.paper.annexes:
        yield from annex.title


def years(account: Account) -> Faults:
    """The year of headings, opening and closing is the subject's. Results in the text may be of years before."""
    period = account.period
    if period is None:
        return
    for line in _framing(account):
        words = line.text.lower()
        for met in _YEAR_WORD.finditer(words):
            year = int(met[1])
            before = words[max(0, met.start() - 60) : met.start()]
            foreign = year not in _own_years(period) and not _COMPARED.search(before)
            if foreign or _results_of_next(period, year, words, met.start()):
                yield found(in_text(line), found=met[0], expected=period.words)


def _results_of_next(period: Period, year: int, words: str, at_: int) -> bool:
    """«KẾT QUẢ … NĂM 2026» in a paper of 2025: results of the year that its plans are for."""
    if year != (period.end_year or period.year) + 1:
        return False
    return bool(re.search(r"kết quả", words[:at_])) and not _AHEAD.search(words[:at_])


TG_01 = TruthRule(
    code="TG-01", severity=Severity.ERROR, title="Năm trong đề mục, câu mở, câu kết khớp với trích yếu", check=years,
    what="ghi «{found}», văn bản nói về {expected}", fix="sửa năm; xem cả đoạn có phải chép từ văn bản năm trước không",
    clause="thông lệ; lỗi sót khi dùng lại văn bản cũ", why="năm cũ sót lại làm người đọc ngờ cả số liệu là cũ",
)  # fmt: skip


def shorter_periods(account: Account) -> Faults:
    """Headings, opening and closing of a paper of a quarter or half speak of that one, or of what comes after."""
    period = account.period
    if period is None or period.type not in (
        PeriodType.QUARTER,
        PeriodType.HALF,
        PeriodType.NINE_MONTHS,
        PeriodType.YEAR,
    ):
        return
    for line in _framing(account):
        words = line.text.lower()
        for met in _SHORTER.finditer(words):
            named = period_of(f"{met[1]} năm {period.year}")
            before = words[: met.start()]
            if named is None or named == period or _AHEAD.search(before) or _COMPARED.search(before):
                continue
            if period.type is PeriodType.YEAR and not _CLOSING.search(words):
                continue  # a year's paper may head a part «6 tháng đầu năm»
            yield found(in_text(line), found=line.text[met.start(1) : met.end(1)], expected=period.words)


TG_02 = TruthRule(
    code="TG-02", severity=Severity.ERROR, title="Quý, 6 tháng, 9 tháng khớp với trích yếu", check=shorter_periods,
    what="ghi «{found}», văn bản nói về {expected}", fix="sửa tên kỳ; xem số liệu của đoạn có đúng kỳ không",
    clause="thông lệ; lỗi sót khi dùng lại văn bản cũ", why="báo cáo quý này mà ghi quý trước là bị trả lại",
)  # fmt: skip


def day_and_period(account: Account) -> Faults:
    """A report of results is written when its period is over or nearly so, and within the year after."""
    day, period = account.paper.earliest, account.period
    if day is None or period is None or account.paper.kind not in _RESULTS or account.paper.letterhead.date is None:
        return
    if account.paper.earliest != account.paper.latest or period.end_year is not None:
        return
    place = at("dia_danh_ngay", account.paper.letterhead.date)
    if day < period.start:
        yield found(place, day=f"{day:%d/%m/%Y}", expected=period.words, how="trước khi kỳ ấy bắt đầu")
    elif (day - period.end).days > 366:
        yield found(place, day=f"{day:%d/%m/%Y}", expected=period.words, how="sau khi kỳ ấy kết thúc hơn một năm")


TG_03 = TruthRule(
    code="TG-03", severity=Severity.WARNING, title="Ngày văn bản hợp với kỳ báo cáo", check=day_and_period,
    what="văn bản ghi ngày {day}, báo cáo {expected}: {how}",
    fix="xem lại năm ở dòng ngày tháng và ở trích yếu", clause="thông lệ; lỗi sót khi dùng lại văn bản cũ",
    why="đầu năm mới rất hay gõ nhầm năm cũ",
)  # fmt: skip


def days(account: Account) -> Faults:
    """A day that the calendar does not have."""
    for line in account.paper.lines:
        for met in _DATE.finditer(line.text):
            day, month, year = (
                int(one) if one else 0 for one in (met[1] or met[4], met[2] or met[5], met[3] or met[6])
            )
            if not _exists(day, month, year or 2024):
                yield found(in_text(line), found=met[0])


def _exists(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


TG_04 = TruthRule(
    code="TG-04", severity=Severity.ERROR, title="Ngày có trong lịch", check=days,
    what="«{found}» không có trong lịch", fix="sửa ngày, tháng", clause="lịch",
    why="ngày không có thật làm căn cứ, thời hạn mất giá trị",
)  # fmt: skip


def terms(account: Account) -> Faults:
    """The term of headings, opening and closing is the subject's, or the one after it."""
    own = _TERM.search(account.subject)
    if own is None:
        return
    first, last = int(own[1]), int(own[2])
    allowed = {(first, last)}
    for line in _framing(account):
        for met in _TERM.finditer(line.text):
            years_ = int(met[1]), int(met[2])
            if years_ not in allowed and years_[0] != last:
                yield found(in_text(line), found=f"{met[1]}-{met[2]}", expected=f"{first}-{last}")


TG_05 = TruthRule(
    code="TG-05", severity=Severity.ERROR, title="Nhiệm kỳ khớp với trích yếu", check=terms,
    what="ghi nhiệm kỳ {found}, trích yếu ghi nhiệm kỳ {expected}",
    fix="sửa nhiệm kỳ; xem cả đoạn có phải chép từ văn bản nhiệm kỳ trước không",
    clause="thông lệ; lỗi sót khi dùng lại văn bản cũ", why="sai nhiệm kỳ là sai cả căn cứ của chỉ tiêu",
)  # fmt: skip


# -- whose paper it is ------------------------------------------------------------------------------------------------

_UNION = r"(?:liên đoàn lao động|lđlđ|công đoàn)"
_WHOSE = re.compile(
    rf"\b(?:của|ban thường vụ|ban chấp hành)\s+((?:ban thường vụ\s+|ban chấp hành\s+)?{_UNION}\s+[^,.;:()/]+)",
    re.IGNORECASE,
)
_SAME = (
    ("lđlđ", "liên đoàn lao động"), ("cđcs", "công đoàn cơ sở"), ("tp ", "thành phố "), ("tp. ", "thành phố "),
    ("ban thường vụ ", ""), ("ban chấp hành ", ""),
)  # fmt: skip


def whose(account: Account) -> Faults:
    """The office that the closing and «(Kèm theo …)» name is the one of the letterhead."""
    name = account.paper.letterhead.issuer_name
    lines = [line for line in account.body if _CLOSING.search(line.text)]
    lines += [line for annex in account.paper.annexes for line in annex.attached]
    for line in lines:
        for met in _WHOSE.finditer(line.text):
            if _other(_named(met[1]), _named(name)):
                yield found(in_text(line), found=" ".join(met[1].split()), expected=name)


def _named(text: str) -> str:
    words = " ".join(text.lower().split())
    for short, full in _SAME:
        words = words.replace(short, full)
    return words


_PLACE = re.compile(rf"{_UNION}\s+(tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)\s+(\S+(?:\s+\S+)?)")


def _other(name: str, issuer: str) -> bool:
    """Whether two names are of unions of one kind of place, and of different places."""
    one, own = _PLACE.search(name), _PLACE.search(issuer)
    return bool(one and own and one[1] == own[1] and not (one[2].startswith(own[2]) or own[2].startswith(one[2])))


TG_06 = TruthRule(
    code="TG-06", severity=Severity.ERROR, check=whose,
    title="Tên cơ quan trong câu kết, dòng kèm theo là cơ quan ban hành",
    what="ghi «{found}», phần đầu văn bản là {expected}",
    fix="sửa tên cơ quan; xem cả văn bản có phải chép của nơi khác không",
    clause="thông lệ; lỗi sót khi dùng lại văn bản của nơi khác", why="văn bản ký tên cơ quan mình mà nói tên nơi khác",
)  # fmt: skip


def other_place(account: Account) -> Faults:
    """A body that speaks only of another union of the same kind of place was copied from it."""
    own = _PLACE.search(_named(account.paper.letterhead.issuer_name))
    if own is None:
        return
    met: dict[str, tuple[int, Line]] = {}
    mine = False
    for line in account.body:
        words = _named(line.text)
        for place in _PLACE.finditer(words):
            if place[1] != own[1]:
                continue
            same = place[2].startswith(own[2]) or own[2].startswith(place[2])
            mine = mine or same
            if not same:
                count, first = met.get(place[2], (0, line))
                met[place[2]] = count + 1, first
    if mine or len(met) != 1:
        return
    name, (count, line) = next(iter(met.items()))
    if count >= 2:
        where = f"{own[1]} {name.title()}"
        yield found(in_text(line), found=where, count=count, expected=account.paper.letterhead.issuer_name)


TG_07 = TruthRule(
    code="TG-07", severity=Severity.WARNING, title="Lời văn nói về cơ quan ban hành", check=other_place,
    what="lời văn {count} lần nói công đoàn của {found}, không lần nào nói cơ quan ban hành ({expected})",
    fix="xem văn bản có phải chép của nơi khác không; sửa tên cơ quan",
    clause="thông lệ; lỗi sót khi dùng lại văn bản của nơi khác", why="văn bản ký tên cơ quan mình mà nói tên nơi khác",
)  # fmt: skip

RULES = (TG_01, TG_02, TG_03, TG_04, TG_05, TG_06, TG_07)
