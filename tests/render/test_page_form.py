"""Every annual summary keeps every rule of its page, and every rule notices when a draft does not.

These rules know how that one kind is made: its parts, its annexes, its styles. What holds for every kind is measured by
the rules of form themselves (tests/format_rules/test_golden_drafts.py).
"""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO

import pytest
from page_measures import Page
from page_rules import RULES, faults

from tests.golden.drafts import NAMES, OCCASIONS, golden_draft

SUMMARIES = tuple(
    name for name in NAMES if OCCASIONS[name].kind == "bao-cao-nam" and OCCASIONS[name].office != "ldld-thanh-pho-2020"
)
"""The city union of 2020 has no figure and nobody's name: what these rules ask of those cannot be asked of it."""

_DOCUMENT, _STYLES, _HEADER = "word/document.xml", "word/styles.xml", "word/header1.xml"


@pytest.mark.parametrize("name", SUMMARIES)
@pytest.mark.parametrize("code", RULES)
def test_golden_draft_keeps_the_rule(code: str, name: str) -> None:
    assert faults(code, _golden_page(name)) == []


@cache
def _golden_page(name: str) -> Page:
    return Page(golden_draft(name).report)


def style(style_id: str, pattern: str, other: str) -> tuple[str, str, str]:
    """A change inside one style."""
    return _STYLES, rf'(<w:style [^>]*w:styleId="{style_id}".*?){pattern}', rf"\g<1>{other}"


def text(pattern: str, other: str) -> tuple[str, str, str]:
    """A change of the document's XML."""
    return _DOCUMENT, pattern, other


_PAGE_2 = r'<w:headerReference [^>]*w:type="default"[^>]*/>'
_RULE_INDENT = r'(<w:pStyle w:val="{}"/><w:ind w:left=")\d+(" w:right=")\d+'

MUTATIONS = (
    ("PG-01", "Letter paper", text('w:w="11906"', 'w:w="12240"')),
    ("PG-01", "a longer sheet", text('w:h="16838"', 'w:h="17008"')),
    ("PG-02", "a page across", text("<w:pgSz ", '<w:pgSz w:orient="landscape" ')),
    ("PG-04", "top 18 mm", text('w:top="1134"', 'w:top="1020"')),
    ("PG-05", "bottom 26 mm", text('w:bottom="1134"', 'w:bottom="1474"')),
    ("PG-06", "left 25 mm", text('w:left="1701" w:header', 'w:left="1417" w:header')),
    ("PG-07", "right 21 mm", text('w:right="850"', 'w:right="1191"')),
    ("PG-09", "one slot of a style is Arial", style("NoiDung", 'w:eastAsia="[^"]*"', 'w:eastAsia="Arial"')),
    ("PG-09", "one slot is left to another script", style("TenLoai", 'w:cs="[^"]*"', 'w:cs="Mangal"')),
    ("PG-09", "a run in Arial", text("(<w:r>)(<w:t[^>]*>BÁO)", r'\1<w:rPr><w:rFonts w:ascii="Arial"/></w:rPr>\2')),
    ("PG-09", "theme font", style("Normal", "<w:rFonts ", '<w:rFonts w:asciiTheme="minorHAnsi" ')),
    ("PG-09", "blue text", style("TrichYeu", "<w:sz ", '<w:color w:val="365F91"/><w:sz ')),
    ("PG-10", "letters and marks apart", text("BÁO CÁO", "BA\u0301O CA\u0301O")),
    ("PG-11", "no header", text(_PAGE_2, "")),
    ("PG-11", "number on page one", text("<w:titlePg/>", "")),
    ("PG-11", "number on the right", (_HEADER, '<w:jc w:val="center"/>', '<w:jc w:val="right"/>')),
    ("PG-11", "another field", (_HEADER, ">PAGE<", ">NUMPAGES<")),
    ("PG-11", "number of 12 pt", style("Header", '<w:sz w:val="28"/>', '<w:sz w:val="24"/>')),
    ("PG-11", "number in italics", style("Header", '<w:i w:val="0"/>', "<w:i/>")),
    ("PG-12", "a dash on each side", (_HEADER, "<w:t>2</w:t>", "<w:t>- 2 -</w:t>")),
    ("CP-01", "11 pt", style("QuocHieu", '<w:sz w:val="26"/>', '<w:sz w:val="22"/>')),
    ("CP-01", "another spelling", text("CỘNG HÒA XÃ", "CỘNG HOÀ XÃ")),
    ("CP-01", "too wide for its cell", text('w:w="5669"/></w:tblGrid>', 'w:w="4900"/></w:tblGrid>')),
    ("CP-02", "capitals inside", text("Hạnh phúc", "Hạnh Phúc")),
    ("CP-02", "a dash for a hyphen", text("Độc lập - Tự do", "Độc lập – Tự do")),
    ("CP-02", "in italics", style("TieuNgu", "<w:i w:val=\"0\"/>", "<w:i/>")),
    ("CP-03", "half the length", style("KeTieuNgu", 'w:left="[0-9]+"', 'w:left="2000"')),
    ("CP-04", "bold", style("CoQuanChuQuan", '<w:b w:val="0"/>', "<w:b/>")),
    ("CP-04", "small letters", text("THÀNH PHỐ HÀ NỘI", "Thành phố Hà Nội")),
    ("CP-05", "not bold", style("CoQuanBanHanh", "<w:b/>", '<w:b w:val="0"/>')),
    ("CP-05", "on the left", style("CoQuanBanHanh", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')),
    ("CP-06", "as long as the name", text(_RULE_INDENT.format("KeCoQuan"), r"\g<1>200\g<2>200")),
    ("CP-06", "not in the middle", text(_RULE_INDENT.format("KeCoQuan"), r"\g<1>1155\g<2>1355")),
    ("CP-06", "not drawn", style("KeCoQuan", "<w:pBdr>.*?</w:pBdr>", "")),
    ("CP-07", "a number given", text("Số:         /BC", "Số: 12/BC")),
    ("CP-07", "a space after the stroke", text("/BC-LĐLĐ", "/ BC-LĐLĐ")),
    ("CP-07", "14 pt", style("SoKyHieu", '<w:sz w:val="26"/>', '<w:sz w:val="28"/>')),
    ("CP-08", "a day given", text("ngày       tháng", "ngày 05 tháng")),
    ("CP-08", "upright", style("DiaDanhNgayThang", "<w:i/>", '<w:i w:val="0"/>')),
    ("CP-09", "a longer type", text(">BÁO CÁO<", ">BÁO CÁO TỔNG KẾT<")),
    ("CP-10", "in capitals", text("phương hướng, nhiệm vụ năm 2021<", "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2021<")),
    ("CP-10", "not bold", style("TrichYeu", "<w:b/>", '<w:b w:val="0"/>')),
    ("CP-11", "too short", text(_RULE_INDENT.format("KeTrichYeu"), r"\g<1>4400\g<2>4400")),
    ("CP-15", "12 pt", style("NoiDung", '<w:sz w:val="28"/>', '<w:sz w:val="24"/>')),
    ("CP-15", "flush left", style("NoiDung", '<w:jc w:val="both"/>', '<w:jc w:val="left"/>')),
    ("CP-16", "alone", text("TM. BAN THƯỜNG VỤ", "BAN THƯỜNG VỤ")),
    ("CP-17", "a degree before the name", text("Lương Anh Dũng", "ThS. Lương Anh Dũng")),
    ("CP-17", "in capitals", text("Lương Anh Dũng", "LƯƠNG ANH DŨNG")),
    ("CP-18", "upright", style("NoiNhan", "<w:i/>", '<w:i w:val="0"/>')),
    ("CP-18", "no colon", text("Nơi nhận:", "Nơi nhận")),
    ("CP-19", "a comma", text("Ban Chấp hành;", "Ban Chấp hành,")),
    ("CP-19", "no full stop at last", text("- Lưu: VT.", "- Lưu: VT;")),
    ("CP-19", "12 pt", style("DanhSachNoiNhan", '<w:sz w:val="22"/>', '<w:sz w:val="24"/>')),
    ("ST-02", "subject before the type", text('w:val="TenLoai"', 'w:val="TrichYeu"')),
    ("ST-03", "a section in small letters", text("III. ĐÁNH GIÁ CHUNG", "III. Đánh giá chung")),
    ("ST-03", "a party's number", text("III. ĐÁNH GIÁ CHUNG", "III- ĐÁNH GIÁ CHUNG")),
    ("ST-03", "a full stop", text("1. Ưu điểm", "1. Ưu điểm.")),
    ("ST-05", "addressed", text("Liên đoàn Lao động huyện báo cáo", "Kính gửi: Ban Thường vụ")),
    ("ST-07", "a number is skipped", text("2. Tồn tại, hạn chế", "3. Tồn tại, hạn chế")),
    ("ST-15", "the annex is not named", text("Phụ lục III\\)", "bảng kèm)")),
    ("PA-01", "indent of 15 mm", style("NoiDung", 'w:firstLine="[0-9]+"', 'w:firstLine="850"')),
    ("PA-02", "3 pt between", style("NoiDung", 'w:before="120"', 'w:before="60"')),
    ("PA-03", "double spacing", style("NoiDung", 'w:line="276"', 'w:line="480"')),
    ("PA-03", "exact spacing", style("NoiDung", 'w:line="276" w:lineRule="auto"', 'w:line="300" w:lineRule="exact"')),
    ("PA-04", "space under the name", style("CoQuanChuQuan", 'w:after="0"', 'w:after="60"')),
    ("PA-06", "an empty paragraph", text(
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>',
        '<w:p><w:pPr><w:pStyle w:val="NoiDung"/></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>',
    )),
    ("PA-06", "two spaces", text("vượt khó|các cấp công đoàn đã", "các cấp  công đoàn đã")),
    ("PA-07", "borders", text("<w:tblLayout ", '<w:tblBorders><w:top w:val="single"/></w:tblBorders><w:tblLayout ')),
    ("PA-08", "a narrow right column", text('w:w="5669"/></w:tblGrid>', 'w:w="5500"/></w:tblGrid>')),
    ("PA-09", "only a full stop", text(r"\./\.", ".")),
    ("SG-01", "a stroke", text("TM. BAN", "T/M BAN")),
    ("SG-09", "no room", text('<w:p><w:pPr><w:pStyle w:val="HoTenKy"/></w:pPr></w:p>', "")),
    ("SG-10", "a picture", text("<w:body>", "<w:body><w:p><w:r><w:drawing/></w:r></w:p>")),
    ("SG-12", "the block may stand alone", text("<w:keepNext/>", "")),
    ("SG-12", "the block may be cut", text("<w:cantSplit/>", "")),
    ("DR-01", "no mark", text("DỰ THẢO", "")),
    ("language", "English", (_STYLES, 'w:lang w:val="vi-VN"', 'w:lang w:val="en-US"')),
    ("styles", "an unknown style", text('w:val="TenLoai"', 'w:val="Ten"')),
    ("styles", "no style", text('<w:pPr><w:pStyle w:val="TenLoai"/></w:pPr>', "")),
    ("no direct looks", "bold by hand", text("(<w:r>)(<w:t[^>]*>BÁO)", r"\1<w:rPr><w:b/></w:rPr>\2")),
    ("xml", "alignment before spacing", style("NoiDung", "(<w:spacing [^>]*/>)(.*?)(<w:jc [^>]*/>)", r"\4\2\3")),
    ("xml", "an unknown element", text("<w:titlePg/>", "<w:titlePage/>")),
    ("ids", "a name twice", text('w:name="_drf_[^"]*"', 'w:name="_drf_1"')),
    ("ids", "a control's number twice", text(r'<w:id w:val="\d+"/>', '<w:id w:val="7"/>')),
    ("ids", "a bookmark left open", text(r'<w:bookmarkEnd w:id="1"/>', "")),
)  # fmt: skip


@pytest.mark.parametrize(("code", "change"), [pytest.param(c, m, id=f"{c} {n}") for c, n, m in MUTATIONS])
def test_rule_notices_a_draft_that_breaks_it(code: str, change: tuple[str, str, str]) -> None:
    part, pattern, other = change
    page = Page(golden_draft("thanh-tri-2020").report)
    changed, times = re.subn(pattern, other, page.parts[part].decode(), flags=re.DOTALL)
    assert times, "nothing was changed"
    page.parts[part] = changed.encode()
    assert faults(code, page) != []


def test_a_member_that_is_there_twice_is_noticed() -> None:
    buffer = BytesIO(golden_draft("thanh-tri-2020").report)
    with zipfile.ZipFile(buffer, "a") as file:
        with pytest.warns(UserWarning, match="Duplicate name"):
            file.writestr(_DOCUMENT, file.read(_DOCUMENT))
        file.writestr("word/notes.bin", b"")
    assert faults("zip", Page(buffer.getvalue())) == [
        "word/document.xml is there twice",
        "word/notes.bin has no content type",
    ]


def test_every_rule_is_broken_by_some_change() -> None:
    assert {code for code, _, _ in MUTATIONS} | {"zip"} == set(RULES)
