"""For each rule of form, papers that break it and papers that come near: a right paper and a change to it."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize

from tests.format_rules.changes import (
    Change,
    above,
    both,
    copied,
    followed,
    layout,
    look,
    moved,
    page,
    said,
    without,
    xml,
)
from tests.format_rules.papers import PAPERS
from tests.format_rules.word_file import p, picture, section

_STATE, _MOTTO = "CỘNG HÒA", "Độc lập"
_BODY = "Công đoàn các cấp tặng"
_HEADER = "word/header1.xml"


@dataclass(frozen=True)
class Case:
    """A change to a right paper; `draft` as in `find_paper`. `also`: rules that the same flaw breaks by its nature."""

    code: str
    name: str
    paper: str
    change: Change
    draft: bool | None = None
    also: frozenset[str] = frozenset()

    def data(self) -> bytes:
        """The changed paper."""
        return self.change(PAPERS[self.paper]())


def _case(code: str, name: str, paper: str, change: Change, *also: str, draft: bool | None = None) -> Case:
    return Case(code, name, paper, change, draft, frozenset(also))


_DRAFT_NUMBER = both(said("Số: 05/BC", "Số:        /BC"), said("ngày 08 tháng 12", "ngày      tháng 12"))
_KEPT = layout("Trên đây là báo cáo", keepNext=True)
_ANNEX_PAGE = (
    p("Phụ lục", bold=True, align="center")
    + p("SỐ LIỆU THI ĐUA", bold=True, align="center")
    + p(
        "(Kèm theo Báo cáo số 05/BC-LĐLĐ ngày 08 tháng 12 năm 2021 của Liên đoàn Lao động huyện)",
        italic=True,
        align="center",
    )
)
_NEW_SECTION = xml(
    r"(<w:sectPr>.*?</w:sectPr>)(</w:body>)",
    rf"<w:p><w:pPr>\1</w:pPr></w:p>{_ANNEX_PAGE}{section(title_page=False, start=1)}\2",
)
_WITH_ANNEX = both(_NEW_SECTION, said("như sau:", "như sau (số liệu tại Phụ lục kèm theo):"))
_LANDSCAPE_ANNEX = both(
    _WITH_ANNEX,
    page(1, w=297, h=210),
    xml(r'(<w:pgSz w:w="16838" [^>]*)/>', r'\1 w:orient="landscape"/>'),
)
_NO_MOTTO_LINE = xml(r'<w:r><w:pict><v:line from="56.7pt,2pt" [^>]*/></w:pict></w:r>', "")
_BLANK = both(said("Số: 05/BC", "Số:      /BC"), said("ngày 08 tháng 12", "ngày      tháng     "))

_ISSUES_RULES = both(
    said("Về việc tặng Bằng khen", "Ban hành Quy chế khen thưởng"),
    said("Tặng Bằng khen cho 01 cá nhân có thành tích (có danh sách kèm theo).", "Ban hành Quy chế khen thưởng."),
)
_SECTOR = both(said("HUYỆN TÂN LẬP", "Y TẾ SÔNG VÀNG"), above("Y TẾ SÔNG VÀNG", "CÔNG ĐOÀN NGÀNH"))

BAD = (
    _case(
        "HD-03",
        "a corporation's union under its employer",
        "report",
        both(
            without("TỈNH SÔNG VÀNG"),
            said("LIÊN ĐOÀN LAO ĐỘNG", "BAN GIÁM ĐỐC"),
            above("HUYỆN TÂN LẬP", "CÔNG ĐOÀN TỔNG CÔNG TY"),
            said("HUYỆN TÂN LẬP", "CẢNG SÔNG VÀNG"),
        ),
    ),
    _case(
        "HD-09",
        "a cluster that a chairman signs for",
        "report",
        both(above("HUYỆN TÂN LẬP", "CỤM THI ĐUA PHƯỜNG, XÃ"), said("HUYỆN TÂN LẬP", "SỐ 3")),
    ),
    _case(
        "SG-06",
        "the head of a sub-committee signs for it",
        "report",
        both(
            above("HUYỆN TÂN LẬP", "TIỂU BAN"),
            said("HUYỆN TÂN LẬP", "VĂN KIỆN ĐẠI HỘI"),
            said("TM. BAN THƯỜNG VỤ", "TM. TIỂU BAN"),
            said("CHỦ TỊCH", "TRƯỞNG TIỂU BAN"),
        ),
    ),
    _case("ST-10", "a plan by its number alone", "report", said("đồng tình.", "đồng tình với Kế hoạch số 34/KH-TLĐ.")),
    _case("ST-10", "without the word", "report", said("đồng tình.", "đồng tình với Nghị quyết 02-NQ/TW của Đảng.")),
    _case("VH-05", "a deputy by name", "report", said("đồng tình", "và đồng chí Lê Thị Mận, phó chủ tịch, cùng dự")),
    _case("VH-05", "a head by name", "report", said("đồng tình", "và ông Lê Văn Mận - trưởng ban cùng dự")),
    _case("PG-01", "Letter paper", "report", page(w=215.9, h=279.4)),
    _case(
        "PG-02",
        "the text lies across",
        "report",
        xml('<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'),
    ),
    _case("PG-03", "a landscape annex without a table", "report", _LANDSCAPE_ANNEX),
    _case("PG-04", "top 18 mm", "report", page(top=18)),
    _case("PG-05", "bottom 30 mm", "report", page(bottom=30)),
    _case("PG-06", "left 25 mm", "report", page(left=25)),
    _case("PG-07", "right 25 mm", "report", page(right=25)),
    _case("PG-08", "a landscape list with left 15 mm", "decision", page(1, left=15)),
    _case("PG-09", "a paragraph in Arial", "report", look(_BODY, font="Arial")),
    _case(
        "PG-09",
        "only its Vietnamese vowels in another font",
        "report",
        xml(
            r'w:hAnsi="Times New Roman"([^>]*/><w:sz [^>]*></w:rPr><w:t [^>]*>Công đoàn các cấp)',
            r'w:hAnsi="Calibri"\1',
        ),
    ),
    _case(
        "PG-09",
        "the font of the theme",
        "report",
        xml(r"<w:rFonts [^>]*/>(<w:sz [^>]*></w:rPr><w:t [^>]*>Công đoàn các cấp)", r"\1"),
    ),
    _case("PG-09", "blue letters", "report", look(_BODY, color="0000FF")),
    _case("PG-09", "an old font", "report", look(_BODY, font=".VnTime")),
    _case("PG-10", "letters and marks apart", "report", said("Kết nạp", normalize("NFD", "Kết nạp"))),
    _case("PG-11", "the number on the right", "report", layout("", align="right", part=_HEADER)),
    _case(
        "PG-11",
        "the number in italics",
        "report",
        xml('<w:sz w:val="28"/></w:rPr><w:t>2', '<w:i/><w:sz w:val="28"/></w:rPr><w:t>2', part=_HEADER),
    ),
    _case(
        "PG-11",
        "11 pt",
        "report",
        xml('<w:sz w:val="28"/></w:rPr><w:t>2', '<w:sz w:val="22"/></w:rPr><w:t>2', part=_HEADER),
    ),
    _case("PG-11", "shown on page one", "report", xml("<w:titlePg/>", "")),
    _case("PG-11", "at the foot of the page", "report", xml("headerReference", "footerReference")),
    _case(
        "PG-11",
        "two pages without a number",
        "report",
        both(xml("<w:headerReference [^>]*/>", ""), xml(r"(<w:p>(?:(?!</w:p>).)*Kết nạp mới.*?</w:p>)", r"\1" * 30)),
    ),
    _case(
        "PG-12",
        "dashes around the number",
        "report",
        xml(
            '<w:jc w:val="center"/>(.*?</w:pPr>)', r'<w:jc w:val="center"/>\1<w:r><w:t>Trang </w:t></w:r>', part=_HEADER
        ),
        "PG-09",
    ),
    _case("PG-13", "the list goes on counting", "decision", xml('<w:pgNumType w:start="1"/>', "")),
    _case("ST-01", "no recipients", "report", without("Nơi nhận", "- Như trên", "- Thường trực", "- Lưu")),
    _case("ST-01", "no motto", "report", without(_MOTTO)),
    _case("ST-01", "no number", "report", without("Số: 05")),
    _case("ST-02", "the subject before the type", "report", moved("Tổng kết hoạt động", "BÁO CÁO"), "ST-01"),
    _case("ST-02", "the type stands twice", "report", copied("BÁO CÁO", "Tổng kết hoạt động", text="BÁO CÁO"), "CP-10"),
    _case("ST-03", "a section in small letters", "report", said("I. KẾT QUẢ HOẠT ĐỘNG", "I. Kết quả hoạt động")),
    _case("ST-03", "a section not bold", "report", look("II. PHƯƠNG", b=False)),
    _case(
        "ST-03", "a full stop after a heading", "report", said("1. Chăm lo cho đoàn viên", "1. Chăm lo cho đoàn viên.")
    ),
    _case("ST-03", "a bold point", "report", look("a) Ở khối", b=True), "ST-07"),
    _case("ST-04", "no point after the article", "decision", said("Điều 2. ", "Điều 2: ")),
    _case(
        "ST-04",
        "an article not bold",
        "decision",
        xml(r'<w:rPr><w:rStyle w:val="so"/></w:rPr>(<w:t xml:space="preserve">Điều 2)', r"\1"),
    ),
    _case("ST-05", "a letter to nobody", "letter", without("Kính gửi", "- Công đoàn cơ sở các", "- Các ban")),
    _case(
        "ST-05",
        "a decision that is addressed",
        "decision",
        copied("BAN THƯỜNG VỤ", "Căn cứ Điều lệ", text="Kính gửi: Công đoàn xã"),
        "CP-13",
    ),
    _case("ST-06", "the addressee again", "report", said("- Như trên;", "- Liên đoàn Lao động tỉnh;")),
    _case("ST-06", "a decision without «Như Điều»", "decision", said("- Như Điều 3;", "- Văn phòng;")),
    _case("ST-07", "a number is skipped", "report", said("2. Phát triển đoàn viên", "3. Phát triển đoàn viên")),
    _case("ST-07", "a Roman number twice", "report", said("II. PHƯƠNG", "I. PHƯƠNG")),
    _case("ST-07", "a letter is skipped", "report", said("b) Ở khối", "c) Ở khối")),
    _case("ST-07", "an article is skipped", "decision", said("Điều 3. ", "Điều 4. ")),
    _case("ST-08", "the Party's way", "report", said("II. PHƯƠNG", "II- PHƯƠNG")),
    _case("ST-08", "a stroke", "report", said("2. Chuẩn bị", "2/ Chuẩn bị")),
    _case("ST-11", "nobody decides", "decision", without("BAN THƯỜNG VỤ LIÊN")),
    _case("ST-11", "who decides is not bold", "decision", look("BAN THƯỜNG VỤ LIÊN", b=False)),
    _case("ST-13", "a longer type", "report", said("BÁO CÁO", "BÁO CÁO TỔNG KẾT")),
    _case("ST-14", "a list attached to nothing", "decision", without("(Kèm theo")),
    _case("ST-14", "a list with a number", "report", said("05/BC-LĐLĐ", "05/DS-LĐLĐ"), "NB-01"),
    _case("ST-15", "the annex is not named", "report", _NEW_SECTION),
    _case(
        "ST-16",
        "an upper union over a congress",
        "decision",
        both(
            said("TỈNH SÔNG VÀNG", "LẦN THỨ I"),
            said("LIÊN ĐOÀN LAO ĐỘNG", "ĐẠI HỘI ĐẠI BIỂU"),
            said("TỔNG ĐẠI HỘI ĐẠI BIỂU", "CÔNG ĐOÀN GIÁO DỤC"),
        ),
    ),
    _case(
        "HD-C1",
        "an employer over the union",
        "report",
        both(said("TỈNH SÔNG VÀNG", "SÔNG VÀNG"), above("SÔNG VÀNG", "CÔNG TY CỔ PHẦN")),
    ),
    _case("HD-C1", "the Party's name", "report", above("TỈNH SÔNG VÀNG", "ĐẢNG CỘNG SẢN VIỆT NAM"), "HD-04"),
    _case(
        "HD-C2",
        "the Front over the union",
        "decision",
        both(said("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "ỦY BAN MẶT TRẬN TỔ QUỐC"), said("TỈNH SÔNG VÀNG", "TỈNH SÔNG VÀNG ")),
    ),
    _case("HD-C3", "a district after the reform", "report", said("năm 2021", "năm 2025")),
    _case(
        "HD-C3",
        "a district on the day of the reform",
        "report",
        said("ngày 08 tháng 12 năm 2021", "ngày 01 tháng 7 năm 2025"),
    ),
    _case(
        "HD-00",
        "something over the Confederation",
        "decision",
        both(
            said("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "CÔNG ĐOÀN"),
            said("LIÊN ĐOÀN LAO ĐỘNG", "TỔNG LIÊN ĐOÀN LAO ĐỘNG"),
            said("TỈNH SÔNG VÀNG", "VIỆT NAM"),
        ),
        "PA-08",
    ),
    _case("HD-01", "a sector over a province", "decision", said("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "CÔNG ĐOÀN GIÁO DỤC")),
    _case("HD-02", "a province over a sector", "letter", said("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "LIÊN ĐOÀN LAO ĐỘNG TỈNH")),
    _case("HD-04", "a district over a district", "report", said("TỈNH SÔNG VÀNG", "HUYỆN BÌNH MINH")),
    _case(
        "HD-06",
        "a sector over a commune",
        "submission",
        both(said("LIÊN ĐOÀN LAO ĐỘNG", "CÔNG ĐOÀN NGÂN HÀNG"), said("THÀNH PHỐ HÀ NỘI", "VIỆT NAM")),
    ),
    _case(
        "HD-07",
        "a grassroots union under nobody",
        "report",
        both(without("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH SÔNG VÀNG"), said("HUYỆN TÂN LẬP", "CÔNG ĐOÀN CƠ SỞ X")),
    ),
    _case(
        "HD-08",
        "a chairman of an inspection committee",
        "decision",
        both(said("TỈNH SÔNG VÀNG", "ỦY BAN KIỂM TRA"), look("LIÊN ĐOÀN LAO ĐỘNG", b=False)),
    ),
    _case("CP-01", "14 pt", "report", look(_STATE, size=14)),
    _case("CP-01", "not bold", "report", look(_STATE, b=False)),
    _case("CP-01", "in italics", "report", look(_STATE, i=True)),
    _case("CP-01", "on the left", "report", layout(_STATE, align="left")),
    _case("CP-01", "a slip in it", "report", said("CHỦ NGHĨA", "CHỦ NGHIÃ")),
    _case("CP-01", "too wide for its cell", "report", xml('w:w="5669"', 'w:w="4900"')),
    _case("CP-02", "capitals inside", "report", said("Hạnh phúc", "Hạnh Phúc")),
    _case("CP-02", "a dash for a hyphen", "report", said("Độc lập - Tự do", "Độc lập – Tự do")),
    _case("CP-02", "not bold", "report", look(_MOTTO, b=False)),
    _case("CP-02", "12 pt", "report", look(_MOTTO, size=12)),
    _case("CP-03", "half as long", "report", xml('to="215.4pt,2pt"', 'to="120pt,2pt"')),
    _case("CP-03", "none", "report", _NO_MOTTO_LINE),
    _case("CP-03", "underlined words for it", "report", both(_NO_MOTTO_LINE, look(_MOTTO, u="single")), "CP-02"),
    _case("CP-04", "bold", "decision", look("TỔNG LIÊN ĐOÀN", b=True)),
    _case("CP-04", "small letters", "decision", said("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "Tổng Liên đoàn Lao động")),
    _case("CP-05", "not bold", "decision", look("TỈNH SÔNG VÀNG", b=False)),
    _case("CP-05", "14 pt", "decision", look("TỈNH SÔNG VÀNG", size=14)),
    _case("CP-05", "on the left", "decision", layout("TỈNH SÔNG VÀNG", align="left")),
    _case(
        "CP-06", "as long as the name", "decision", xml(r'(<w:ind w:left=")1247(" w:right=")1247', r"\g<1>200\g<2>200")
    ),
    _case(
        "CP-06", "not in the middle", "decision", xml(r'(<w:ind w:left=")1247(" w:right=")1247', r"\g<1>747\g<2>1747")
    ),
    _case(
        "CP-06",
        "typed",
        "decision",
        xml(
            r'<w:p><w:pPr><w:pStyle w:val="ke"/><w:ind w:left="1247" w:right="1247"/></w:pPr></w:p>',
            '<w:p><w:pPr><w:pStyle w:val="giua"/></w:pPr><w:r><w:t>-------</w:t></w:r></w:p>',
        ),
    ),
    _case("CP-07", "14 pt", "report", look("Số: 05", size=14)),
    _case("CP-07", "bold", "report", look("Số: 05", b=True)),
    _case("CP-07", "on the left", "report", layout("Số: 05", align="left")),
    _case("CP-08", "upright", "report", look("Tân Lập, ngày", i=False)),
    _case("CP-08", "12 pt", "report", look("Tân Lập, ngày", size=12)),
    _case("CP-09", "not bold", "report", look("BÁO CÁO", b=False)),
    _case("CP-09", "on the left", "report", layout("BÁO CÁO", align="left")),
    _case("CP-09", "16 pt", "report", look("BÁO CÁO", size=16)),
    _case("CP-10", "not bold", "report", look("Tổng kết hoạt động", b=False)),
    _case("CP-10", "on the left", "report", layout("Tổng kết hoạt động", align="left")),
    _case("CP-10", "in capitals", "decision", said("Về việc tặng Bằng khen", "TẶNG BẰNG KHEN")),
    _case(
        "CP-11",
        "none",
        "decision",
        xml(r'<w:p><w:pPr><w:pStyle w:val="ke"/><w:ind w:left="4054" w:right="4054"/></w:pPr></w:p>', ""),
    ),
    _case("CP-11", "as long as the page", "decision", xml(r'<w:ind w:left="4054" w:right="4054"/>', "")),
    _case("CP-12", "14 pt", "letter", look("V/v", size=14)),
    _case("CP-12", "bold", "letter", look("V/v", b=True)),
    _case("CP-13", "bold", "report", look("Kính gửi", b=True)),
    _case("CP-13", "no colon", "report", said("Kính gửi:", "Kính gửi")),
    _case("CP-13", "commas in the list", "letter", said("thành viên;", "thành viên,")),
    _case("CP-14", "upright", "decision", look("Căn cứ Điều lệ", i=False)),
    _case("CP-14", "a dash before it", "decision", said("Căn cứ Điều lệ", "- Căn cứ Điều lệ")),
    _case("CP-14", "a full stop amid them", "decision", said("Công đoàn Việt Nam;", "Công đoàn Việt Nam.")),
    _case("CP-15", "12 pt", "report", look(_BODY, size=12)),
    _case("CP-15", "a word of 16 pt", "report", look("2. Chuẩn bị", size=16)),
    _case("CP-15", "flush left", "report", layout(_BODY, align="left")),
    _case("CP-16", "not bold", "report", look("CHỦ TỊCH", b=False)),
    _case("CP-16", "on the left", "report", layout("CHỦ TỊCH", align="left")),
    _case("CP-16", "12 pt", "report", look("TM. BAN", size=12)),
    _case("CP-17", "not bold", "report", look("Hà Văn Nguyên", b=False)),
    _case("CP-17", "a degree before it", "report", said("Hà Văn Nguyên", "ThS. Hà Văn Nguyên")),
    _case("CP-17", "in capitals", "report", said("Hà Văn Nguyên", "HÀ VĂN NGUYÊN")),
    _case("CP-18", "upright", "report", look("Nơi nhận", i=False)),
    _case("CP-18", "no colon", "report", said("Nơi nhận:", "Nơi nhận")),
    _case("CP-18", "14 pt", "report", look("Nơi nhận", size=14)),
    _case("CP-19", "12 pt", "report", look("- Thường trực", size=12)),
    _case("CP-19", "a comma", "report", said("Huyện ủy;", "Huyện ủy,")),
    _case("CP-19", "no full stop at last", "report", said("- Lưu: VT.", "- Lưu: VT;")),
    _case("CP-20", "13 pt", "report", both(_WITH_ANNEX, look("Phụ lục", size=13))),
    _case("CP-20", "in capitals", "report", both(_WITH_ANNEX, xml(">Phụ lục<", ">PHỤ LỤC<"))),
    _case("CP-21", "small letters", "report", both(_WITH_ANNEX, said("SỐ LIỆU THI ĐUA", "Số liệu thi đua"))),
    _case("CP-21", "not bold", "report", both(_WITH_ANNEX, look("SỐ LIỆU THI ĐUA", b=False))),
    _case("CP-22", "upright", "report", both(_WITH_ANNEX, look("(Kèm theo", i=False))),
    _case("CP-22", "none", "report", both(_WITH_ANNEX, without("(Kèm theo"))),
    _case("CP-23", "the typist's mark in 14 pt", "report", followed("- Lưu", p("PL.(300)", size=14))),
    _case("CP-25", "a stamp not bold", "report", followed("Số: 05", p("KHẨN", size=13, bold=False, align="center"))),
    _case("CP-27", "8 pt in a table", "decision", look("Lò Thị Ban", size=8)),
    _case("PA-01", "15 mm", "report", layout(_BODY, first=15)),
    _case("PA-01", "none", "report", layout(_BODY, first=0)),
    _case("PA-01", "two ways in one paper", "report", layout(_BODY, first=10)),
    _case("PA-02", "3 pt", "report", layout(_BODY, before=3)),
    _case("PA-02", "no space between paragraphs of one style", "report", layout(_BODY, contextualSpacing=True)),
    _case("PA-03", "double spacing", "report", layout(_BODY, line=2)),
    _case("PA-03", "tighter than single", "report", layout(_BODY, line=0.9)),
    _case("PA-04", "space under the state's name", "report", layout(_STATE, after=6)),
    _case("PA-04", "wide lines", "report", layout("TỈNH SÔNG VÀNG", line=1.5)),
    _case("PA-05", "no space above", "letter", layout("V/v", before=0)),
    _case("PA-06", "an empty paragraph", "report", copied(_BODY, "a) Ở khối")),
    _case("PA-07", "a drawn frame", "report", xml("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="TableGrid"/>')),
    _case(
        "PA-08",
        "a name too long for its column",
        "decision",
        said("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"),
    ),
    _case("PA-09", "only a full stop", "report", said("./.", ".")),
    _case("NB-01", "spaces around the stroke", "report", said("05/BC-LĐLĐ", "05 /BC - LĐLĐ")),
    _case("NB-01", "the symbol of another type", "report", said("05/BC-LĐLĐ", "05/KH-LĐLĐ")),
    _case("NB-01", "no symbol of the type", "report", said("05/BC-LĐLĐ", "05/LĐLĐ")),
    _case("NB-02", "no zero", "report", said("Số: 05", "Số: 5")),
    _case(
        "NB-04",
        "a number in a draft",
        "report",
        both(said("ngày 08 tháng 12", "ngày      tháng 12"), _KEPT),
        "DR-01",
        draft=True,
    ),
    _case("NB-05", "a point after the place", "report", said("Tân Lập, ngày", "Tân Lập. ngày")),
    _case("NB-05", "no such day", "report", said("ngày 08 tháng 12", "ngày 08 tháng 13")),
    _case("NB-06", "no zero before the day", "report", said("ngày 08", "ngày 8")),
    _case("NB-06", "no zero before the month", "report", said("tháng 12 năm 2021", "tháng 1 năm 2021")),
    _case("NB-06", "a zero too many", "report", said("tháng 12 năm 2021", "tháng 09 năm 2021")),
    _case("NB-07", "a short place", "submission", said("Hà Nội, ngày", "TP. HCM, ngày")),
    _case("NB-08", "CV", "letter", said("175/CĐNH", "175/CV-CĐNH")),
    _case("NB-09", "the Party's way", "report", said("05/BC-LĐLĐ", "05-BC/LĐLĐ")),
    _case("NB-11", "a point for the decimals", "report", said("97,5%", "97.5%")),
    _case("NB-11", "a space before the sign", "report", said("97,5%", "97,5 %")),
    _case("NB-11", "thousands not divided", "report", said("1.234 suất", "123400 suất")),
    _case("SG-01", "a stroke", "report", said("TM. BAN", "T/M BAN")),
    _case("SG-01", "no point", "decision", said("KT. CHỦ", "KT CHỦ")),
    _case("SG-02", "a Presidium in a district", "report", said("TM. BAN THƯỜNG VỤ", "TM. ĐOÀN CHỦ TỊCH")),
    _case("SG-05", "for the chairman, the chairman", "decision", xml(">PHÓ CHỦ TỊCH<", ">CHỦ TỊCH<")),
    _case("SG-05", "a deputy alone", "letter", without("TM. BAN")),
    _case("SG-07", "by order", "report", said("TM. BAN THƯỜNG VỤ", "TUQ. BAN THƯỜNG VỤ")),
    _case("SG-07", "on behalf of the chairman", "report", said("TM. BAN THƯỜNG VỤ", "TL. BAN THƯỜNG VỤ")),
    _case("SG-08", "the Front's title too", "report", xml(">CHỦ TỊCH<", ">CHỦ TỊCH, ỦY VIÊN ỦY BAN MTTQ HUYỆN<")),
    _case("SG-08", "the Party's title too", "report", xml(">CHỦ TỊCH<", ">CHỦ TỊCH, HUYỆN ỦY VIÊN<")),
    _case(
        "SG-09",
        "no room",
        "decision",
        xml(r'(PHÓ CHỦ TỊCH</w:t></w:r></w:p>)(<w:p><w:pPr><w:pStyle w:val="dam"/></w:pPr></w:p>){5}', r"\1"),
    ),
    _case(
        "SG-10",
        "a signature in a draft",
        "report",
        both(_DRAFT_NUMBER, xml(r"(CHỦ TỊCH</w:t></w:r>)", r"\1" + picture())),
    ),
    _case(
        "SG-12",
        "the block may stand alone",
        "report",
        both(_DRAFT_NUMBER, layout("Trên đây là báo cáo", keepNext=False)),
    ),
    _case(
        "SG-12",
        "the block may be cut",
        "report",
        both(_DRAFT_NUMBER, xml(r"<w:cantSplit/>((?:(?!<w:cantSplit/>).)*TM\. BAN)", r"\1")),
    ),
    _case("PL-01", "a number for the only annex", "report", both(_WITH_ANNEX, xml(">Phụ lục<", ">Phụ lục I<"))),
    _case(
        "PL-02",
        "on the same page",
        "decision",
        xml(r'(<w:headerReference [^>]*/>)(<w:pgSz w:w="16838")', r'\1<w:type w:val="continuous"/>\2'),
    ),
    _case(
        "PL-03",
        "blanks in the reference",
        "decision",
        said("số 115/QĐ-LĐLĐ ngày 09 tháng 3 năm 2026", "số …/QĐ-LĐLĐ ngày … tháng … năm …"),
    ),
    _case(
        "VH-01",
        "small letters in a union's name",
        "report",
        said("Liên đoàn Lao động huyện báo", "liên đoàn lao động huyện báo"),
    ),
    _case("VH-01", "half of the capitals", "report", said("Ban Thường vụ", "Ban thường vụ")),
    _case("VH-02", "a capital before a province", "report", said("tỉnh Sông Vàng", "Tỉnh Sông Vàng")),
    _case("VH-03", "the city", "report", said("so với năm 2020", "so với thành phố Hồ Chí Minh")),
    _case("VH-03", "the country", "report", said("so với năm 2020", "so với Việt nam")),
    _case("VH-04", "the people", "report", said("Nhân dân địa phương", "và nhân dân địa phương")),
    _case("VH-06", "an order", "report", said("so với năm 2020", "có Huân chương lao động hạng Ba")),
    _case("VH-07", "the New Year", "report", said("tết Nguyên đán", "tết nguyên đán")),
    _case("VH-08", "a clause", "report", said("thực hiện khoản 1", "thực hiện Khoản 1")),
    _case("VH-09", "a law", "report", said("của Điều lệ", "của bộ luật lao động")),
    _case(
        "DR-01",
        "the mark is left",
        "report",
        followed("Số: 05", p("DỰ THẢO", size=13, bold=False, align="center")),
        draft=False,
    ),
    _case("DR-01", "a draft does not say so", "report", _DRAFT_NUMBER, draft=True),
    _case("DR-02", "a gap", "report", said("676 đoàn viên", "[chưa có số liệu: đoàn viên kết nạp mới]")),
    _case("DR-02", "dots", "report", said("676 đoàn viên", "........ đoàn viên")),
    _case("DR-02", "no number", "report", said("Số: 05/BC", "Số:      /BC"), draft=False),
    _case("ST-12", "a decision that issues rules it does not name", "decision", _ISSUES_RULES, "ST-15"),
    _case(
        "HD-05",
        "a sector of a province after the reform",
        "report",
        both(_SECTOR, said("năm 2021", "năm 2026")),
    ),
)

GOOD = (
    _case(
        "HD-03",
        "a corporation's union under the Confederation",
        "report",
        both(
            said("LIÊN ĐOÀN LAO ĐỘNG", "TỔNG LIÊN ĐOÀN LAO ĐỘNG"),
            said("TỈNH SÔNG VÀNG", "VIỆT NAM"),
            above("HUYỆN TÂN LẬP", "CÔNG ĐOÀN TỔNG CÔNG TY"),
            said("HUYỆN TÂN LẬP", "CẢNG SÔNG VÀNG"),
        ),
    ),
    _case(
        "HD-09",
        "the deputy of a cluster's head",
        "report",
        both(
            above("HUYỆN TÂN LẬP", "CỤM THI ĐUA PHƯỜNG, XÃ"),
            said("HUYỆN TÂN LẬP", "SỐ 3"),
            said("TM. BAN THƯỜNG VỤ", "TM. CỤM THI ĐUA"),
            said("CHỦ TỊCH", "CỤM PHÓ"),
        ),
    ),
    _case(
        "SG-06",
        "the head of a sub-committee",
        "report",
        both(
            above("HUYỆN TÂN LẬP", "TIỂU BAN"),
            said("HUYỆN TÂN LẬP", "VĂN KIỆN ĐẠI HỘI"),
            without("TM. BAN THƯỜNG VỤ"),
            said("CHỦ TỊCH", "TRƯỞNG TIỂU BAN"),
        ),
    ),
    _case(
        "ST-10",
        "whole first, by its number later",
        "report",
        said("đồng tình.", "đồng tình với Kế hoạch số 34/KH-TLĐ ngày 15/10/2025; Kế hoạch số 34/KH-TLĐ nêu rõ việc."),
    ),
    _case("ST-10", "a blank for the day", "report", said("đồng tình.", "theo Kế hoạch số 34/KH-TLĐ ngày … của trên.")),
    _case("VH-05", "a head by name", "report", said("đồng tình", "và ông Lê Văn Mận, Chủ tịch, cùng dự")),
    _case("VH-05", "nobody named", "report", said("đồng tình", "và các chủ tịch công đoàn cơ sở đồng tình")),
    _case("PG-01", "a sheet half a millimetre off", "report", page(w=210.5)),
    _case("PG-02", "an annex across", "decision", page(1, right=20)),
    _case("PG-03", "a list across", "decision", page(1, right=15.2)),
    _case("PG-04", "top 25 mm", "report", page(top=25)),
    _case("PG-05", "bottom 25.4 mm", "report", page(bottom=25.4)),
    _case("PG-06", "left 34.9 mm", "report", page(left=34.9)),
    _case("PG-07", "right 20 mm", "report", page(right=20)),
    _case("PG-08", "a list with left 35 mm", "decision", page(1, left=35)),
    _case("PG-09", "nearly black letters", "report", look(_BODY, color="0D0D0D")),
    _case("PG-10", "another placing of tones", "report", said("HÒA XÃ", "HOÀ XÃ")),
    _case(
        "PG-11",
        "13 pt",
        "report",
        xml('<w:sz w:val="28"/></w:rPr><w:t>2', '<w:sz w:val="26"/></w:rPr><w:t>2', part=_HEADER),
    ),
    _case("PG-11", "one page without a number", "report", xml("<w:headerReference [^>]*/>", "")),
    _case(
        "PG-11",
        "a number at the foot, as before the decree of 2020",
        "report",
        both(xml("headerReference", "footerReference"), said("năm 2021", "năm 2019"), said("năm 2020", "năm 2018")),
    ),
    _case("PG-12", "another number", "report", said("2", "17", part=_HEADER)),
    _case(
        "PG-13", "from one", "decision", xml('<w:pgNumType w:start="1"/>', '<w:pgNumType w:fmt="decimal" w:start="1"/>')
    ),
    _case(
        "ST-01",
        "minutes without recipients",
        "report",
        both(
            said("BÁO CÁO", "BIÊN BẢN"),
            said("/BC-", "/BB-"),
            without("Nơi nhận", "- Như trên", "- Thường trực", "- Lưu"),
        ),
    ),
    _case(
        "ST-02",
        "a mark of urgency below the number",
        "report",
        followed("Số: 05", p("KHẨN", size=13, bold=True, align="center")),
    ),
    _case(
        "ST-03",
        "a running clause that is not bold",
        "report",
        said("1. Tiếp tục tuyên truyền", "1. Tiếp tục đẩy mạnh tuyên truyền"),
    ),
    _case(
        "ST-03",
        "a part with its title",
        "report",
        both(
            copied("BÁO CÁO", "I. KẾT QUẢ", text="Phần I"),
            copied("BÁO CÁO", "I. KẾT QUẢ", text="KẾT QUẢ NĂM 2021"),
            layout("Phần I", before=6),
            layout("KẾT QUẢ NĂM", before=6),
        ),
    ),
    _case("ST-04", "an article in bold as a whole", "decision", look("Điều 2", b=True)),
    _case("ST-05", "a report to one's own conference", "report", both(without("Kính gửi", "- Như trên"))),
    _case("ST-06", "as addressed", "report", said("- Như trên;", "- Như kính gửi;")),
    _case("ST-07", "đ) comes after d)", "report", both(said("b) Ở khối doanh nghiệp", "b) Ở khối ngoài nhà nước"))),
    _case("ST-07", "clauses begin again in the next section", "report", said("2. Chuẩn bị tốt", "2. Chuẩn bị")),
    _case(
        "ST-08",
        "a day that begins a line",
        "report",
        said("- Các đơn vị đã", "1-5 là ngày Quốc tế Lao động, các đơn vị đã"),
    ),
    _case(
        "ST-11", "who decides on two lines", "decision", copied("BAN THƯỜNG VỤ LIÊN", "Căn cứ Điều lệ", text="KHÓA I")
    ),
    _case(
        "ST-13", "a type in sentence case is not judged twice", "report", said("Tổng kết hoạt động", "Sơ kết hoạt động")
    ),
    _case("ST-13", "a ward that is spelled nearly like a type", "report", said("HUYỆN TÂN LẬP", "PHƯỜNG AN HÒA")),
    _case("ST-14", "the reference on two lines", "decision", said("(Kèm theo Quyết định", "(Kèm theo\u00a0Quyết định")),
    _case("ST-15", "an annex that is named", "report", _WITH_ANNEX),
    _case("ST-16", "a congress alone", "report", both(said("HUYỆN TÂN LẬP", "HUYỆN TÂN LẬP  "))),
    _case(
        "HD-C1",
        "a grassroots union of a company",
        "report",
        both(
            said("HUYỆN TÂN LẬP", "CÔNG TY CỔ PHẦN A"),
            look("CÔNG TY CỔ PHẦN", b=True),
            above("CÔNG TY", "CÔNG ĐOÀN CƠ SỞ"),
        ),
    ),
    _case("HD-C2", "the Confederation over a province", "decision", said("Lò Thị Ban", "Lò Văn Ban")),
    _case("HD-C3", "a district before the reform", "report", said("năm 2021", "năm 2024")),
    _case(
        "HD-C3",
        "a district on its last day",
        "report",
        both(said("ngày 08 tháng 12 năm 2021", "ngày 30 tháng 6 năm 2025")),
    ),
    _case(
        "HD-00",
        "the Confederation alone",
        "decision",
        both(
            without("TỔNG LIÊN ĐOÀN", "VIỆT NAM"),
            said("TỈNH SÔNG VÀNG", "VIỆT NAM"),
            xml(">LIÊN ĐOÀN LAO ĐỘNG<", ">TỔNG LIÊN ĐOÀN LAO ĐỘNG<"),
        ),
        "PA-08",
    ),
    _case("HD-01", "spelled with abbreviations", "decision", said("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "TỔNG LIÊN ĐOÀN LĐ")),
    _case("HD-02", "a province's sector", "letter", said("CÔNG ĐOÀN NGÂN HÀNG", "CÔNG ĐOÀN Y TẾ")),
    _case("HD-04", "a district of a city", "report", said("TỈNH SÔNG VÀNG", "THÀNH PHỐ HÀ NỘI")),
    _case("HD-06", "a commune of a province", "submission", said("THÀNH PHỐ HÀ NỘI", "TỈNH SÔNG VÀNG")),
    _case("HD-07", "a grassroots union of a district", "report", said("HUYỆN TÂN LẬP", "HUYỆN TÂN YÊN")),
    _case(
        "HD-08",
        "a deputy head of an inspection committee",
        "decision",
        both(
            said("TỈNH SÔNG VÀNG", "ỦY BAN KIỂM TRA"),
            look("LIÊN ĐOÀN LAO ĐỘNG", b=False),
            said("CHỦ TỊCH", "CHỦ NHIỆM"),
            said("TM. BAN THƯỜNG VỤ", "TM. ỦY BAN KIỂM TRA"),
        ),
    ),
    _case("CP-01", "HOÀ for HÒA", "decision", said("HÒA", "HOÀ")),
    _case("CP-02", "14 pt", "report", both(look(_MOTTO, size=14))),
    _case("CP-03", "two millimetres longer", "report", xml(r'to="215.4pt,2pt"', 'to="220pt,2pt"')),
    _case("CP-04", "13 pt", "report", look("TỈNH SÔNG VÀNG", size=13)),
    _case("CP-05", "12 pt", "decision", look("TỈNH SÔNG VÀNG", size=12)),
    _case(
        "CP-06", "half of the name", "decision", xml(r'(<w:ind w:left=")1247(" w:right=")1247', r"\g<1>1180\g<2>1180")
    ),
    _case("CP-06", "drawn as a shape in the middle", "report", said("HUYỆN TÂN LẬP", "HUYỆN TÂN MAI")),
    _case("CP-07", "no space after the colon", "report", said("Số: 05", "Số:05")),
    _case("CP-08", "14 pt", "report", look("Tân Lập, ngày", size=14)),
    _case("CP-09", "13 pt", "report", look("BÁO CÁO", size=13)),
    _case(
        "CP-10",
        "13 pt on two lines",
        "submission",
        both(look("Về việc khen", size=13), look("trong hoạt động", size=13)),
    ),
    _case(
        "CP-11", "a third of the line", "decision", xml(r'w:left="4054" w:right="4054"', 'w:left="4150" w:right="4150"')
    ),
    _case("CP-12", "13 pt", "letter", look("V/v", size=13)),
    _case("CP-13", "13 pt", "report", look("Kính gửi", size=13)),
    _case(
        "CP-14",
        "a dash before it, as decisions before 2024 had",
        "decision",
        both(
            said("Căn cứ Điều lệ", "- Căn cứ Điều lệ"),
            said("năm 2026", "năm 2023"),
            said("999/QĐ-TLĐ ngày 29/5/2024", "1689/QĐ-TLĐ ngày 12/11/2019"),
        ),
    ),
    _case("CP-15", "13 pt", "report", look(_BODY, size=13)),
    _case("CP-15", "a short line flush left", "report", layout("b) Ở khối", align="left")),
    _case("CP-16", "14 pt", "report", look("CHỦ TỊCH", size=14)),
    _case("CP-17", "a name that begins like a degree", "report", said("Hà Văn Nguyên", "Tsơ Văn Thắng")),
    _case("CP-18", "justified", "report", layout("Nơi nhận", align="both")),
    _case(
        "CP-19",
        "a recipient on two lines",
        "report",
        said("- Thường trực Huyện ủy;", "- Thường trực Huyện ủy, Ủy ban nhân dân huyện và các cơ quan;"),
    ),
    _case("CP-20", "14 pt", "report", both(_WITH_ANNEX, look("Phụ lục", size=14, i=False))),
    _case("CP-21", "13 pt", "report", both(_WITH_ANNEX, look("SỐ LIỆU THI ĐUA", size=13))),
    _case("CP-22", "13 pt", "report", both(_WITH_ANNEX, look("(Kèm theo", size=13))),
    _case("CP-23", "the typist's mark in 11 pt", "report", followed("- Lưu", p("PL.(300)", size=11))),
    _case("CP-25", "a stamp in bold", "report", followed("Số: 05", p("MẬT", size=14, bold=True, align="center"))),
    _case("CP-27", "10 pt in a table", "decision", look("Lò Thị Ban", size=10)),
    _case("PA-01", "10 mm throughout", "report", xml('w:firstLine="720"', 'w:firstLine="567"')),
    _case(
        "PA-01",
        "a tab for the indent",
        "report",
        xml('w:firstLine="720"/>(.*?</w:pPr>)', r'w:firstLine="0"/>\1<w:r><w:tab/></w:r>'),
    ),
    _case(
        "PA-02",
        "3 pt below and 3 pt above",
        "report",
        both(layout(_BODY, after=3), layout("1. Chăm lo", after=3), layout(_BODY, before=3)),
    ),
    _case("PA-03", "one and a half", "report", layout(_BODY, line=1.5)),
    _case(
        "PA-03", "exactly 18 pt", "report", xml(r'w:line="264" w:lineRule="auto"', 'w:line="360" w:lineRule="exact"')
    ),
    _case(
        "PA-04",
        "exactly 15 pt in the head",
        "report",
        xml(r'w:line="240" w:lineRule="auto"', 'w:line="300" w:lineRule="exact"'),
    ),
    _case("PA-05", "6 pt below the number", "letter", both(layout("V/v", before=0), layout("Số: 175", after=6))),
    _case(
        "PA-06", "empty lines before the signature", "report", xml(r"(<w:tbl>(?:(?!<w:tbl>).)*TM\. BAN)", r"<w:p/>\1")
    ),
    _case(
        "PA-07", "a table style without lines", "report", xml("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="TableNormal"/>')
    ),
    _case("PA-08", "on two lines", "decision", said("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "TỔNG LIÊN ĐOÀN")),
    _case("PA-09", "within the quotation", "report", said("Tân Lập./.", "Tân Lập (có phụ lục)./.")),
    _case("NB-01", "a letter with its office", "letter", said("175/CĐNH-TG", "175/CĐNH")),
    _case(
        "NB-01",
        "a blank number with dots",
        "report",
        both(said("Số: 05/BC", "Số: ……/BC"), said("ngày 08 tháng 12", "ngày …… tháng ……")),
    ),
    _case("NB-02", "two digits", "report", said("Số: 05", "Số: 10")),
    _case("NB-04", "a number in a paper that is issued", "report", said("Số: 05", "Số: 45")),
    _case("NB-05", "a blank day in a draft", "report", _BLANK),
    _case("NB-06", "March", "report", said("tháng 12 năm 2021", "tháng 3 năm 2021")),
    _case(
        "NB-07",
        "a city named after a person, in full",
        "submission",
        said("Hà Nội, ngày", "Thành phố Hồ Chí Minh, ngày"),
    ),
    _case("NB-08", "an issuer that begins with CV", "letter", said("175/CĐNH", "175/CVN")),
    _case("NB-09", "a number with a letter's office", "letter", said("175/CĐNH-TG", "175/CĐNH-TG-VP")),
    _case("NB-11", "hundreds of thousands", "report", said("1.234 suất", "1.234.567 suất")),
    _case(
        "NB-11",
        "a year and a number of a decree",
        "report",
        said("1.234 suất", "theo Nghị định 30/2020/NĐ-CP ngày 05/3/2020, 1.234 suất"),
    ),
    _case("SG-01", "an acting head", "report", said("CHỦ TỊCH", "Q. CHỦ TỊCH")),
    _case("SG-02", "a standing committee", "report", said("TM. BAN THƯỜNG VỤ", "TM. BAN CHẤP HÀNH")),
    _case("SG-05", "a deputy for the collective", "report", xml(">CHỦ TỊCH<", ">PHÓ CHỦ TỊCH<")),
    _case("SG-07", "for the collective", "report", xml(">CHỦ TỊCH<", ">PHÓ CHỦ TỊCH THƯỜNG TRỰC<")),
    _case("SG-08", "a deputy's title", "report", xml(">CHỦ TỊCH<", ">PHÓ CHỦ TỊCH<")),
    _case("SG-08", "the text names the Front", "report", said("so với năm 2020", "cùng Ủy ban MTTQ năm 2020")),
    _case("SG-09", "four lines of 14 pt", "letter", said("Bùi Minh Tuệ", "Bùi Thị Tuệ")),
    _case(
        "SG-10", "a signature in a paper that is issued", "report", xml(r"(CHỦ TỊCH</w:t></w:r>)", r"\1" + picture())
    ),
    _case("SG-12", "a paper that is issued", "report", layout("Trên đây là báo cáo", keepNext=False)),
    _case("PL-01", "one annex without a number", "report", both(_WITH_ANNEX, said("SỐ LIỆU", "SỐ LIỆU VỀ"))),
    _case(
        "PL-02",
        "a page break before it",
        "decision",
        both(
            xml(r'(<w:headerReference [^>]*/>)(<w:pgSz w:w="16838")', r'\1<w:type w:val="continuous"/>\2'),
            layout("DANH SÁCH", pageBreakBefore=True),
        ),
    ),
    _case(
        "PL-03",
        "blanks in a draft",
        "decision",
        both(
            said("số 115/QĐ-LĐLĐ ngày 09 tháng 3 năm 2026", "số …/QĐ-LĐLĐ ngày … tháng … năm …"),
            said("Số: 115/", "Số:      /"),
            said("ngày 09 tháng 3 năm 2026", "ngày      tháng      năm 2026"),
            layout("Điều 3", keepNext=True),
        ),
    ),
    _case("VH-01", "the right capitals", "report", said("Ban Thường vụ", "Ban Chấp hành")),
    _case("VH-02", "Huyện ủy", "report", said("đồng tình", "và Huyện ủy đồng tình")),
    _case("VH-03", "the city", "report", said("so với năm 2020", "so với Thành phố Hồ Chí Minh")),
    _case("VH-04", "a people's committee", "report", said("Nhân dân địa phương", "Ủy ban nhân dân xã")),
    _case("VH-04", "the armed forces", "report", said("Nhân dân địa phương", "lực lượng vũ trang nhân dân")),
    _case("VH-06", "an order", "report", said("so với năm 2020", "có Huân chương Lao động hạng Ba")),
    _case("VH-07", "in other words", "report", said("tết Nguyên đán", "Tết")),
    _case(
        "VH-08",
        "a clause that begins a sentence",
        "report",
        said("- Các đơn vị", "Khoản 1 Điều 24 quy định: các đơn vị"),
    ),
    _case("VH-09", "laws in general", "report", said("luật; thực hiện", "luật mới; thực hiện")),
    _case(
        "DR-01",
        "the mark in a draft",
        "report",
        both(followed("Số: 05", p("DỰ THẢO", size=13, bold=False, align="center")), _BLANK),
    ),
    _case(
        "DR-02",
        "a gap in a draft",
        "report",
        both(said("676 đoàn viên", "[chưa có số liệu: đoàn viên kết nạp mới]"), _BLANK),
    ),
    _case("DR-02", "three dots that trail off", "report", said("đoàn viên.", "đoàn viên, v.v...")),
    _case(
        "ST-12",
        "a decision that issues rules",
        "decision",
        both(_ISSUES_RULES, said("Quy chế khen thưởng.", "kèm theo Quyết định này Quy chế khen thưởng.")),
    ),
    _case("HD-05", "a sector of a province before the reform", "report", _SECTOR),
)
