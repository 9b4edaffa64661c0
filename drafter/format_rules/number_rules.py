"""Rules of numbers, symbols, days and figures (NĐ 30/2020/NĐ-CP, Phụ lục I, phần II, mục 3 và 4)."""

from __future__ import annotations

import re

from drafter.format_rules.paper import Paper
from drafter.format_rules.rule import Faults, Rule, found
from drafter.format_rules.words import at, in_text
from drafter.model.problem import Severity
from drafter.standards.page_format import page_format

_SECTION_3 = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 3"
_SECTION_4 = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 4"
_ISSUER = r"[A-ZĐ][A-ZĐ0-9]*(?:-[A-ZĐ][A-ZĐ0-9]*)*"
_BLANK = r"[\s.…_]*"
_PARTY = re.compile(r"Số:?\s*\d*[\s.…]*-\s*[A-ZĐ]+\s*/")
_GIVEN = re.compile(r"Số:?\s*(\d+)")
_DAY = re.compile(r"ngày\s*(?P<day>\d{0,2})[\s.…_]*tháng\s*(?P<month>\d{0,2})[\s.…_]*năm\s*(?P<year>\d{4})?")
_PLACE = re.compile(r"[^,\d]+,\s*ngày")
_SHORT_PLACE = re.compile(r"\bT[PX]\b\.?|\b[HQP]\.\s", re.IGNORECASE)


def _types() -> str:
    return "|".join(sorted({*page_format().type_symbols.values()}, key=len, reverse=True))


def _number(paper: Paper) -> str:
    line = paper.letterhead.number
    return "" if line is None else " ".join(line.text.replace("\u00a0", " ").split())


def number_line(paper: Paper) -> Faults:
    """The number line is «Số: 05/BC-LĐLĐ», blank before the stroke in a draft, and its symbol is that of the type."""
    text = _number(paper)
    if not text or _PARTY.match(text):
        return
    plain = re.sub(r"^(Số:\s?)(\d)(?=\s*/)", r"\g<1>0\2", text).replace("/CV-", "/")
    place = at("so_ky_hieu", paper.letterhead.number)
    met = re.fullmatch(rf"Số:\s?(\d{{2,5}}|{_BLANK})/(?:({_types()})-)?{_ISSUER}", plain)
    if met is None:
        yield found(place, found=f"ghi «{text}»", expected="«Số: 05/BC-LĐLĐ», không có dấu cách quanh «/» và «-»")
        return
    wanted = page_format().type_symbols.get(paper.kind)
    if wanted is not None and met[2] != wanted:
        said = f"ký hiệu «{met[2]}»" if met[2] else "không có chữ viết tắt tên loại"
        yield found(place, found=f"{said} ở {paper.kind}", expected=f"«{wanted}-» trước chữ viết tắt cơ quan")


NB_01 = Rule(
    code="NB-01", severity=Severity.ERROR, title="Dòng số, ký hiệu", check=number_line, lists=False,
    what="{found}; cần {expected}",
    fix="gõ lại: «Số:», dấu cách, số, «/», chữ viết tắt tên loại, «-», chữ viết tắt cơ quan",
    clause=_SECTION_3, why="số, ký hiệu viết liền để tra cứu, không nhầm",
)  # fmt: skip


def two_digits(paper: Paper) -> Faults:
    """A number below ten has a zero before it."""
    text = _number(paper)
    met = re.match(r"Số:\s?(\d)(?=\s*/)", text)
    if met:
        yield found(at("so_ky_hieu", paper.letterhead.number), found=met[1])


NB_02 = Rule(
    code="NB-02", severity=Severity.ERROR, title="Số nhỏ hơn 10 có số 0 ở trước", check=two_digits, lists=False,
    what="số ghi «{found}»; cần «0{found}»", fix="gõ thêm số 0 ở trước",
    clause=f"{_SECTION_3}.c", why="không thêm được chữ số vào trước số đã ghi",
)  # fmt: skip


def number_given_early(paper: Paper) -> Faults:
    """A draft has neither number nor day: they are given when it is signed."""
    if not paper.is_draft:
        return
    met = _GIVEN.match(_number(paper))
    if met:
        yield found(at("so_ky_hieu", paper.letterhead.number), found=f"số «{met[1]}»")
    date = paper.letterhead.date
    day = None if date is None else _DAY.search(date.text)
    if day is not None and day["day"]:
        yield found(at("dia_danh_ngay", date), found=f"ngày «{day['day']}»")


NB_04 = Rule(
    code="NB-04", severity=Severity.WARNING, title="Bản thảo để trống số, ngày", check=number_given_early, lists=False,
    what="bản thảo đã ghi {found}; số và ngày chỉ ghi khi đã ký",
    fix="xóa số, ngày, để khoảng trống: «Số:        /BC-LĐLĐ», «ngày      tháng      năm …»",
    clause="Nghị định 30/2020/NĐ-CP, Điều 15, khoản 2 và 3", why="văn thư cấp số, ghi ngày sau khi văn bản được ký",
)  # fmt: skip


def date_line(paper: Paper) -> Faults:
    """The line of the day is «Hà Nội, ngày 05 tháng 01 năm 2020»; a draft may leave day and month blank."""
    line = paper.letterhead.date
    if line is not None and not _is_date_line(line.text, blank=paper.is_draft):
        yield found(at("dia_danh_ngay", line), found=" ".join(line.text.split()))


def _is_date_line(text: str, *, blank: bool) -> bool:
    met = _DAY.search(text)
    if met is None or not _PLACE.match(text) or text[met.end() :].strip(" .…_"):
        return False
    day, month = int(met["day"] or 1), int(met["month"] or 1)
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    whole = bool(met["day"] and met["month"] and met["year"])
    # a blank day is the business of the rules of drafts; one with a day has all of it, single spaces between
    return (whole and "  " not in text) or (not met["day"] and (blank or not met["month"]))


NB_05 = Rule(
    code="NB-05", severity=Severity.ERROR, title="Dòng địa danh, ngày tháng năm", check=date_line, lists=False,
    what="ghi «{found}»; cần như «Hà Nội, ngày 05 tháng 01 năm 2026»",
    fix="gõ địa danh, dấu phẩy, rồi «ngày … tháng … năm …», số Ả Rập, mỗi chỗ một dấu cách",
    clause=f"{_SECTION_4}.b", why="ngày tháng ghi đầy đủ bằng một cách",
)  # fmt: skip


def zero_before(paper: Paper) -> Faults:
    """Days below ten and the months one and two have a zero before them; other months do not."""
    line = paper.letterhead.date
    met = None if line is None else _DAY.search(line.text)
    if met is None:
        return
    place = at("dia_danh_ngay", line)
    day, month = met["day"], met["month"]
    if len(day) == 1:
        yield found(place, found=f"ngày {day}", expected=f"ngày 0{day}")
    if month in ("1", "2"):
        yield found(place, found=f"tháng {month}", expected=f"tháng 0{month}")
    elif len(month) == 2 and "03" <= month <= "09":
        yield found(place, found=f"tháng {month}", expected=f"tháng {month[1]}", severity=Severity.WARNING)


NB_06 = Rule(
    code="NB-06", severity=Severity.ERROR, title="Số 0 trước ngày, tháng", check=zero_before, lists=False,
    what="ghi «{found}»; cần «{expected}»", fix="gõ lại ngày, tháng như thông báo",
    clause=f"{_SECTION_4}.b", why="ngày nhỏ hơn 10, tháng 1 và tháng 2 ghi thêm số 0 để không sửa được",
)  # fmt: skip


def full_place(paper: Paper) -> Faults:
    """The place is an administrative unit's name in full."""
    line = paper.letterhead.date
    place = "" if line is None else line.text.partition(",")[0].strip()
    if line is not None and place and _SHORT_PLACE.search(place):
        yield found(at("dia_danh_ngay", line), found=place)


NB_07 = Rule(
    code="NB-07", severity=Severity.WARNING, title="Địa danh ghi đủ tên", check=full_place, lists=False,
    what="địa danh viết tắt «{found}»; cần ghi tên đầy đủ, ví dụ «Thành phố Hồ Chí Minh»",
    fix="gõ tên chính thức của đơn vị hành chính nơi cơ quan đóng trụ sở",
    clause=f"{_SECTION_4}.a", why="địa danh là tên gọi chính thức",
)  # fmt: skip


def letter_symbol(paper: Paper) -> Faults:
    """The symbol of a letter has no abbreviation of the type."""
    text = _number(paper)
    if "/CV-" in text:
        yield found(at("so_ky_hieu", paper.letterhead.number), found=text)


NB_08 = Rule(
    code="NB-08", severity=Severity.ERROR, title="Ký hiệu công văn không có «CV»", check=letter_symbol, lists=False,
    what="ghi «{found}»; công văn không có chữ viết tắt tên loại, ví dụ «Số: 730/LĐLĐ»",
    fix="xóa «CV-»; sau tên cơ quan có thể ghi bộ phận soạn thảo, ví dụ «/LĐLĐ-VP»",
    clause=f"{_SECTION_3}.b", why="chỉ văn bản có tên loại mới có chữ viết tắt tên loại",
)  # fmt: skip


def no_party_symbol(paper: Paper) -> Faults:
    """The symbol is not of the Party's style («36-HD/VPTW»)."""
    text = _number(paper)
    if _PARTY.match(text):
        yield found(at("so_ky_hieu", paper.letterhead.number), found=text)


NB_09 = Rule(
    code="NB-09", severity=Severity.ERROR, title="Không ghi ký hiệu theo kiểu văn bản của Đảng", check=no_party_symbol,
    what="ghi «{found}», là cách ghi của văn bản Đảng; cần như «Số: 45/BC-LĐLĐ»", lists=False,
    fix="gõ số, «/», chữ viết tắt tên loại, «-», chữ viết tắt cơ quan",
    clause=_SECTION_3, why="văn bản công đoàn không dùng thể thức văn bản của Đảng",
)  # fmt: skip

# -- figures in the text --------------------------------------------------------------------------------------------

_FIGURES = (
    (re.compile(r"(?<![\d.,/])\d{1,3}(?:,\d{3}){2,}(?![\d,])"), "phân cách hàng nghìn bằng dấu phẩy", "dấu chấm"),
    (re.compile(r"(?<![\d.,/])\d{1,3}\.\d{1,2}\s*%"), "phần thập phân sau dấu chấm", "dấu phẩy"),
    (re.compile(r"(?<![\d.,])\d{1,3}\.\d{1,2} (?:triệu|tỷ|nghìn tỷ) đồng"), "phần thập phân sau dấu chấm", "dấu phẩy"),
    (re.compile(r"\d\s+%"), "có dấu cách trước dấu %", "viết liền"),
    (
        re.compile(r"(?<![\d.,/-])\d{5,}(?= (?:đồng|người|lượt|đoàn viên|suất|lao động|CNVCLĐ|cán bộ)\b)"),
        "không phân cách hàng nghìn", "dấu chấm",
    ),
)  # fmt: skip


def figures(paper: Paper) -> Faults:
    """Thousands are divided by points, decimals by a comma, and «%» stands close."""
    whole = "\n".join(line.text for line in paper.lines)
    there = [one for one in _FIGURES if one[0].search(whole)]  # mostly none
    for line in paper.lines if there else ():
        for pattern, wrong, expected in there:
            met = pattern.search(line.text)
            if met:
                yield found(in_text(line), found=met[0], wrong=wrong, expected=expected)


NB_11 = Rule(
    code="NB-11", severity=Severity.WARNING, title="Cách viết số trong văn bản", check=figures,
    what="«{found}»: {wrong}; cần {expected}",
    fix="viết như «1.300.000 đồng», «97,5%»",
    clause="cách viết của Tổng Liên đoàn (34/KH-TLĐ); Nghị định 30 không quy định", why="tránh đọc nhầm nghìn và lẻ",
)  # fmt: skip

RULES = (NB_01, NB_02, NB_04, NB_05, NB_06, NB_07, NB_08, NB_09, NB_11)
