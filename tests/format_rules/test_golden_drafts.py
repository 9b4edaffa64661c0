"""No rule of form has anything to say of a draft that drafter makes; and a draft that is spoiled does not pass."""

from __future__ import annotations

import pytest

from tests.format_rules.changes import Change, both, copied, layout, look, page, said, without, xml
from tests.format_rules.judging import codes, told
from tests.golden.drafts import NAMES, golden_draft

_HEADER = "word/header1.xml"


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_is_in_form(name: str) -> None:
    draft = golden_draft(name)
    for part, data in (("report", draft.report), ("list", draft.listing)):
        if data:
            assert told(data, name=f"{part}.docx") == []


# A change of one measured quality of a shipped draft → the rule that finds it. Looks set by hand win over styles.
MUTATIONS: dict[str, tuple[str, Change]] = {
    "paper": ("PG-01", page(w=216, h=279)),
    "orientation": ("PG-02", xml("<w:pgSz ", '<w:pgSz w:orient="landscape" ')),
    "top margin": ("PG-04", page(top=15)),
    "bottom margin": ("PG-05", page(bottom=27)),
    "left margin": ("PG-06", page(left=27)),
    "right margin": ("PG-07", page(right=22)),
    "font of the text": ("PG-09", look("Từ ngày 01/7/2025", font="Arial")),
    "colour": ("PG-09", look("Phần I", color="365F91")),
    "page number aside": ("PG-11", layout("", align="right", part=_HEADER)),
    "page number on page one": ("PG-11", xml("<w:titlePg/>", "")),
    "no page number": ("PG-11", xml(r"<w:headerReference [^>]*/>", "")),
    "state's name": ("CP-01", look("CỘNG HÒA", size=11)),
    "state's name not bold": ("CP-01", look("CỘNG HÒA", b=False)),
    "motto in italics": ("CP-02", look("Độc lập", i=True)),
    "line under the motto": ("CP-03", xml(r'<w:p><w:pPr><w:pStyle w:val="KeTieuNgu"/></w:pPr></w:p>', "")),
    "upper union bold": ("CP-04", look("VIỆT NAM", b=True)),
    "issuer not bold": ("CP-05", look("TỈNH SÔNG VÀNG", b=False)),
    "line under the issuer": ("CP-06", xml(r'("KeCoQuan"/><w:ind w:left=")\d+(" w:right=")\d+', r"\g<1>9\g<2>9")),
    "number of 14 pt": ("CP-07", look("Số:", size=14)),
    "number with spaces": ("NB-01", said("/BC-LĐLĐ", "/ BC-LĐLĐ")),
    "number given": ("NB-04", said("Số:         /", "Số: 12/")),
    "date upright": ("CP-08", look("Sông Vàng, ngày", i=False)),
    "date without a place": ("NB-05", said("Sông Vàng, ngày", "ngày")),
    "type not bold": ("CP-09", look("BÁO CÁO", b=False)),
    "type on the left": ("CP-09", layout("BÁO CÁO", align="left")),
    "longer type": ("ST-13", said("BÁO CÁO", "BÁO CÁO TỔNG KẾT")),
    "subject of 16 pt": ("CP-10", look("Tổng kết phong trào", size=16)),
    "text of 12 pt": ("CP-15", look("Từ ngày 01/7/2025", size=12)),
    "text flush left": ("CP-15", layout("Từ ngày 01/7/2025", align="left")),
    "indent": ("PA-01", layout("Từ ngày 01/7/2025", first=20)),
    "space between paragraphs": ("PA-02", layout("Từ ngày 01/7/2025", before=0)),
    "line spacing": ("PA-03", layout("Từ ngày 01/7/2025", line=1.8)),
    "space in the head": ("PA-04", layout("CỘNG HÒA", after=8)),
    "empty paragraph": ("PA-06", copied("Từ ngày 01/7/2025", "Từ ngày 01/7/2025")),
    "no end mark": ("PA-09", said("./.", ".")),
    "numbering of sections": ("ST-07", said("II. KẾT QUẢ", "III. KẾT QUẢ")),
    "numbering of headings": ("ST-07", said("2. Công tác", "4. Công tác")),
    "section in small letters": ("ST-03", said("II. KẾT QUẢ HOẠT ĐỘNG CÔNG ĐOÀN", "II. Kết quả hoạt động công đoàn")),
    "the Party's way": ("ST-08", said("II. KẾT QUẢ", "II- KẾT QUẢ")),
    "recipients' word": ("CP-18", look("Nơi nhận", size=13)),
    "recipients": ("CP-19", look("- Lưu: VT", size=12)),
    "recipients' marks": ("CP-19", said("- Lưu: VT.", "- Lưu: VT")),
    "no recipients": ("ST-01", without("Nơi nhận")),
    "who signs": ("CP-16", look("TM. BAN", b=False)),
    "authority": ("SG-01", said("TM. BAN", "T/M BAN")),
    "signer's name": ("CP-17", look("Đinh Trọng Khải", i=True)),
    "room to sign": ("SG-09", xml(r'(<w:p><w:pPr><w:pStyle w:val="HoTenKy"/></w:pPr></w:p>){3}', "")),
    "signature alone on a page": ("SG-12", layout("Trên đây là báo cáo", keepNext=False)),
}  # fmt: skip


@pytest.mark.parametrize("quality", MUTATIONS)
def test_a_spoiled_quality_is_found_by_its_rule_and_only_by_it(quality: str) -> None:
    code, change = MUTATIONS[quality]
    assert codes(change(golden_draft("van-phong-mau-2025").report)) == {code}


def test_several_flaws_are_each_found() -> None:
    spoiled = both(page(left=20), look("BÁO CÁO", b=False), said("./.", "."))(golden_draft("van-phong-mau-2025").report)
    assert codes(spoiled) == {"PG-06", "CP-09", "PA-09"}
