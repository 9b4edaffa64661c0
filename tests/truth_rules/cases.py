"""For each rule of truth, papers that break it and papers that come near."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize

from drafter.encodings.convert import to_tcvn3
from drafter.wording.style import Style, TonePlacement
from tests.format_rules.word_file import body
from tests.truth_rules.papers import Rows, Told

_NEW_TONES = Style(tone_placement=TonePlacement.NEW)


@dataclass(frozen=True)
class Case:
    """A paper for a rule; `also`: rules that the same flaw breaks by its nature."""

    code: str
    name: str
    told: Told
    also: frozenset[str] = frozenset()


def _case(code: str, name: str, *lines: str, also: str = "", **more: object) -> Case:
    return Case(code, name, Told(lines, **more), frozenset(also.split()))  # type: ignore[arg-type]


_PLANS: Rows = (
    ("TT", "Nội dung", "Đơn vị tính", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"),
    ("1", "Số đoàn viên kết nạp mới", "người", "650", "676", "104"),
    ("2", "Số công đoàn cơ sở thành lập mới", "đơn vị", "12", "11", "91,66"),
)


def _table(*rows: tuple[str, ...], head: tuple[str, ...]) -> Rows:
    return (head, *rows)


_UNITS = ("TT", "Đơn vị", "Số đoàn viên", "Tỷ lệ (%)")
_SUM = (
    ("1", "CĐCS Trường Mầm non", "120", "91"),
    ("2", "CĐCS Công ty May", "1.530", "88"),
    ("", "Tổng cộng", "1.650", "90"),
)
_GROUPS = (
    ("I", "Khu vực nhà nước", "1.500", "91"),
    ("1", "CĐCS Sở Xây dựng", "1.000", "90"),
    ("2", "CĐCS Bệnh viện", "500", "92"),
    ("II", "Khu vực ngoài nhà nước", "700", "88"),
    ("3", "CĐCS Công ty May", "700", "88"),
    ("", "Tổng cộng", "2.200", "90"),
)
_TWO_PARTS = (
    ("", "Khu vực nhà nước", "", ""),
    *_GROUPS[1:3],
    ("", "Cộng", "1.500", ""),
    ("", "Ngoài khu vực nhà nước", "", ""),
    ("1", "CĐCS Công ty May", "400", "90"),
    ("2", "CĐCS Công ty Giày", "300", "90"),
)
_RESULTS: Rows = (
    ("TT", "Nội dung", "Đơn vị tính", "Thực hiện"),
    ("1", "Tổng số đoàn viên công đoàn", "người", "16.593"),
    ("2", "Số tiền hỗ trợ đoàn viên khó khăn", "triệu đồng", "1.834"),
)
_LIST: Rows = (
    ("TT", "Họ và tên", "Chức vụ, đơn vị"),
    ("Giấy khen: 02 cá nhân", "", ""),
    ("1", "Lò Thị Ban", "Công đoàn xã Tân Lập"),
    ("2", "Vũ Minh Châu", "Công đoàn xã Vĩnh Hưng"),
)
_TO_DATE: Rows = (
    ("TT", "Nội dung", "Kế hoạch năm", "Thực hiện quý", "Lũy kế", "Tỷ lệ (%)"),
    ("1", "Số đoàn viên kết nạp mới", "160", "41", "70", "43,75"),
)
_CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="Tổng số đoàn viên công đoàn"/><w:tag w:val="A04/LDLD-SV/2025"/></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"
)
_CODED: Rows = (
    ("TT", "Mã", "Nội dung", "Đơn vị tính", "Thực hiện"),
    ("1", "A04", "Đoàn viên", "người", "16.593"),
    ("2", "A05", "Đoàn viên nữ", "người", "11.731"),
)
_BY_UNIT: Rows = (
    ("TT", "Đơn vị", "Đoàn viên; người; A04", "Quà Tết; triệu đồng; C16b"),
    ("1", "CĐCS Trường Mầm non", "120", "60"),
    ("2", "CĐCS Công ty May", "1.530", "22,5"),
    ("", "Tổng cộng", "1.650", "82,5"),
)


def _whole(members: str, gifts: str, unit: str = "triệu đồng") -> Rows:
    """An annex of the results of `_BY_UNIT`."""
    head = ("TT", "Mã", "Nội dung", "Đơn vị tính", "Thực hiện")
    return (head, ("1", "A04", "Đoàn viên", "người", members), ("2", "C16b", "Quà Tết", unit, gifts))


_COMMENT = {"more": '<w:p><w:ins w:id="9" w:author="An"><w:r><w:t>Thêm câu này.</w:t></w:r></w:ins></w:p>'}
_LONG = (
    "Các cấp công đoàn đã chủ động phối hợp với chuyên môn tổ chức hội nghị người lao động đúng quy định của pháp luật."
)
_GARBLED = "Công đoàn cơ sở đã tổ chức tốt các hoạt động chăm lo đời sống của người lao động"
_QD_999 = "Căn cứ Quyết định số 999/QĐ-TLĐ ngày 29 tháng 5 năm 2024 của Tổng Liên đoàn Lao động Việt Nam;"
_ND_152 = "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ;"
_LAW = "Căn cứ Luật Thi đua, khen thưởng;"
_PROPOSED = "Theo đề nghị của Văn phòng Liên đoàn Lao động tỉnh."
_QUARTER = {"subject": "Kết quả hoạt động công đoàn quý I năm 2026", "day": "ngày 08 tháng 4 năm 2026"}
_TERM = {"subject": "Kết quả hoạt động nhiệm kỳ 2023-2028", "day": "ngày 08 tháng 4 năm 2028"}

BAD = (
    _case("SL-01", "counts and percent", "Kết nạp mới 676/650 đoàn viên, đạt 106% kế hoạch."),
    _case("SL-01", "rounded up where it is less", "Thành lập 11/12 công đoàn cơ sở, đạt 92,66% kế hoạch."),
    _case("SL-01", "surpassed by", "Kết nạp 1.310 đoàn viên, vượt 41% so với chỉ tiêu 1.000 đoàn viên."),
    _case("SL-01", "in a table", "Số liệu như sau.", annex=(*_PLANS[:2], (*_PLANS[2][:5], "96,66"))),
    _case(
        "SL-02",
        "one column of a table of units",
        "Số liệu như sau.",
        annex=_table(*_SUM[:2], ("", "Tổng cộng", "1.560", "90"), head=_UNITS),
    ),
    _case(
        "SL-02",
        "groups with their heads",
        "Số liệu như sau.",
        annex=_table(*_GROUPS[:5], ("", "Tổng cộng", "2.700", "90"), head=_UNITS),
    ),
    _case(
        "SL-02",
        "the second part of a table",
        "Số liệu như sau.",
        annex=_table(*_TWO_PARTS, ("", "Cộng", "790", ""), head=_UNITS),
    ),
    _case("SL-11", "members", "Số liệu như sau.", annex=_BY_UNIT, attached=_whole("1.680", "82,5")),
    _case("SL-11", "money", "Số liệu như sau.", annex=_BY_UNIT, attached=_whole("1.650", "85.200.000", "đồng")),
    _case("SL-03", "a part larger", "Toàn tỉnh có 1.650 đoàn viên, trong đó có 1.731 đoàn viên nữ."),
    _case(
        "SL-03",
        "parts that do not make the whole",
        "Toàn tỉnh có 45 công đoàn cơ sở, gồm 25 công đoàn cơ sở khu vực "
        "nhà nước và 22 công đoàn cơ sở ngoài nhà nước.",
    ),
    _case("SL-04", "a row by its name", "Tổng số đoàn viên công đoàn là 16.953 người.", annex=_RESULTS),
    _case("SL-04", "money in other units", "Số tiền hỗ trợ đoàn viên khó khăn: hơn 1,9 tỷ đồng.", attached=_RESULTS),
    _case(
        "SL-04",
        "a figure that a control carries",
        "Số liệu như sau.",
        attached=_CODED,
        more=body("", inside=_CONTROL.format("16.953 đoàn viên")),
    ),
    _case("SL-05", "hơn of less", "Hỗ trợ hơn 200 triệu đồng (197 triệu đồng) cho đoàn viên khó khăn."),
    _case("SL-05", "gần of more", "Tuyên truyền cho gần 45.000 lượt người (45.312 lượt người) tại cơ sở."),
    _case("SL-05", "a hedged percent", "Kết nạp mới 676/650 đoàn viên, đạt hơn 104% kế hoạch."),
    _case("SL-06", "members counted as visits", "Kết nạp mới 2.043 lượt đoàn viên trong kỳ."),
    _case(
        "SL-06", "people admitted again and again", "Trong năm đã phát triển thêm 350 lượt người vào tổ chức công đoàn."
    ),
    _case(
        "SL-07",
        "more told than listed",
        "Tặng Giấy khen cho 03 cá nhân (có danh sách kèm theo).",
        annex=(_LIST[0], *_LIST[2:]),
    ),
    _case(
        "SL-07",
        "a heading of the list",
        "Tặng Giấy khen cho 02 cá nhân (có danh sách kèm theo).",
        annex=_LIST[:3],
        also="",
    ),
    _case(
        "SL-09",
        "vượt below a hundred",
        "Thành lập 11/12 công đoàn cơ sở, đạt 91,66% kế hoạch, vượt chỉ tiêu được giao.",
    ),
    _case("SL-09", "chưa đạt above", "Kết nạp mới 676/650 đoàn viên, đạt 104% kế hoạch, chưa đạt chỉ tiêu được giao."),
    _case("SL-10", "tỷ for triệu", "Tặng 183 suất quà, tổng trị giá 82,5 tỷ đồng cho đoàn viên khó khăn."),
    _case("SL-10", "đồng for nghìn", "Hỗ trợ 297 vé xe với tổng số tiền 59.400 đồng."),
    _case("TG-01", "an old heading", "I. KẾT QUẢ HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2024", "Số liệu như sau."),
    _case("TG-01", "results of the year to come", "I. KẾT QUẢ HOẠT ĐỘNG NĂM 2026", "Số liệu như sau."),
    _case(
        "TG-01",
        "the annex of last year",
        "Số liệu như sau.",
        annex=_RESULTS,
        annex_title="SỐ LIỆU HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2024",
    ),
    _case("TG-02", "another quarter in a heading", "I. KẾT QUẢ HOẠT ĐỘNG QUÝ III", "Số liệu như sau.", **_QUARTER),
    _case(
        "TG-02", "another half in the opening", "Liên đoàn Lao động tỉnh báo cáo kết quả 9 tháng như sau:", **_QUARTER
    ),
    _case("TG-03", "before the period", "Số liệu như sau.", day="ngày 08 tháng 12 năm 2024"),
    _case("TG-03", "long after it", "Số liệu như sau.", day="ngày 08 tháng 02 năm 2027"),
    _case("TG-04", "the 31st of June", "Hội nghị tổ chức ngày 31/6/2025 tại tỉnh."),
    _case("TG-04", "the 29th of February", "Hội nghị tổ chức ngày 29 tháng 02 năm 2025 tại tỉnh."),
    _case("TG-05", "the term before", "I. KẾT QUẢ NHIỆM KỲ 2018-2023", "Số liệu như sau.", **_TERM),
    _case("TG-05", "a term mistyped", "I. KẾT QUẢ NHIỆM KỲ 2023-2027", "Số liệu như sau.", **_TERM),
    _case("TG-06", "another province attached", "Số liệu như sau.", annex=_RESULTS, annex_of="của LĐLĐ tỉnh Lúa Mới"),
    _case("TG-06", "another province closes", "Trên đây là báo cáo của Liên đoàn Lao động tỉnh Lúa Mới."),
    _case(
        "TG-07",
        "a body of another province",
        "Liên đoàn Lao động tỉnh Lúa Mới đã tổ chức hội nghị.",
        "LĐLĐ tỉnh Lúa Mới tặng quà đoàn viên.",
        issuer="TỈNH NÚI XANH",
    ),
    _case(
        "TG-07",
        "three times",
        "LĐLĐ tỉnh Lúa Mới họp.",
        "LĐLĐ tỉnh Lúa Mới tặng quà.",
        "LĐLĐ tỉnh Lúa Mới tổng kết.",
        issuer="TỈNH NÚI XANH",
    ),
    _case(
        "PL-05",
        "the rule before",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=("Căn cứ Quyết định số 1689/QĐ-TLĐ ngày 12 tháng 11 năm 2019 của Tổng Liên đoàn;", _PROPOSED),
    ),
    _case(
        "PL-05",
        "a law by its year",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=("Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003;", _PROPOSED),
    ),
    _case(
        "CC-02",
        "signed later",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=("Căn cứ Kế hoạch số 12/KH-LĐLĐ ngày 15 tháng 3 năm 2026 của Liên đoàn Lao động tỉnh;", _PROPOSED),
    ),
    _case(
        "CC-02",
        "not yet in force",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        day="ngày 20 tháng 6 năm 2025",
        grounds=(_ND_152, _PROPOSED),
    ),
    _case(
        "CC-03",
        "another day",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=(_ND_152.replace("14 tháng 6", "15 tháng 6"), _PROPOSED),
    ),
    _case(
        "CC-03",
        "another day in short",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=("Căn cứ Quyết định số 999/QĐ-TLĐ ngày 25/9/2024 của Tổng Liên đoàn;", _PROPOSED),
    ),
    _case(
        "CC-04",
        "a decree after the union's rule",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=(_QD_999, _ND_152, _PROPOSED),
    ),
    _case(
        "CC-04",
        "what is proposed stands first",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=(_LAW, _PROPOSED.replace(".", ";"), _QD_999),
    ),
    _case("CT-01", "a phrase", "Có 26 đơn vị đạt chuẩn đơn vị đơn vị văn hóa."),
    _case("CT-01", "a word of grammar", "Thực hiện nghị quyết của của Ban Chấp hành."),
    _case("CT-02", "a paragraph", _LONG, "Số liệu như sau.", _LONG),
    _case("CT-02", "a sentence within others", f"Năm qua có nhiều khó khăn. {_LONG}", f"Nhìn chung là tốt. {_LONG}"),
    _case("CT-03", "xuất quà", "Tặng 183 xuất quà cho đoàn viên khó khăn."),
    _case("CT-03", "các nhân", "Khen thưởng 07 tập thể và 08 các nhân."),
    _case("CT-03", "lý kết, phát luật", "Vận động lý kết thỏa ước đúng phát luật."),
    _case("CT-03", "a horn left out", "Mọi đoàn viên đuợc chăm lo; nưóc sạch về khu nhà trọ."),
    _case("CT-07", "two spaces", "Thực hiện Điều lệ  Công đoàn Việt Nam."),
    _case("CT-07", "two stops after a space", "Kiểm tra việc chấp hành Điều lệ Công đoàn Việt Nam .."),
    _case("CT-07", "a space before a comma", "Vận động công nhân , viên chức tham gia."),
    _case(
        "CT-04", "against the office's way", "Đơn vị văn hóa, khu nhà trọ an toàn cho người lao động.", style=_NEW_TONES
    ),
    _case("CT-04", "two ways in one paper", "Đơn vị văn hóa, gia đình văn hóa.", "Khối đoàn kết hoà thuận."),
    _case("CT-05", "letters of TCVN3", to_tcvn3(_GARBLED)),
    _case(
        "CT-05",
        "in a heading of a table",
        "Số liệu như sau.",
        annex=(("TT", to_tcvn3("Đơn vị tổ chức hội nghị người lao động")), ("1", "CĐCS Công ty May")),
    ),
    _case("CT-06", "changes that wait", "Số liệu như sau.", **_COMMENT),
    _case("CT-06", "two changes", "Số liệu như sau.", more=_COMMENT["more"] * 2),
)

GOOD = (
    _case("SL-01", "cut off", "Thành lập 11/12 công đoàn cơ sở, đạt 91,66% kế hoạch."),
    _case(
        "SL-01", "rounded", "Thành lập 11/12 công đoàn cơ sở, đạt 91,67% kế hoạch; kết nạp 676/650 đoàn viên, đạt 104%."
    ),
    _case("SL-01", "a change is no percent of a plan", "Kết nạp 676 đoàn viên, tăng 12% so với năm 2024."),
    _case("SL-01", "in a table", "Số liệu như sau.", annex=_PLANS),
    _case("SL-01", "the percent of the year to date", "Số liệu như sau.", annex=_TO_DATE),
    _case("SL-02", "a sum", "Số liệu như sau.", annex=_table(*_SUM, head=_UNITS)),
    _case("SL-02", "groups", "Số liệu như sau.", annex=_table(*_GROUPS, head=_UNITS)),
    _case(
        "SL-02",
        "a unit that has not reported",
        "Số liệu như sau.",
        annex=_table(*_SUM[:2], ("3", "CĐCS Cảng", "", ""), _SUM[2], head=_UNITS),
    ),
    _case(
        "SL-02",
        "a word in the column",
        "Số liệu như sau.",
        annex=_table(*_SUM[:2], ("3", "CĐCS Cảng", "chưa rõ", ""), ("", "Tổng cộng", "1.900", ""), head=_UNITS),
    ),
    _case("SL-11", "the same", "Số liệu như sau.", annex=_BY_UNIT, attached=_whole("1.650", "82.500.000", "đồng")),
    _case("SL-11", "no unit of money", "Số liệu như sau.", annex=_BY_UNIT, attached=_whole("1.650", "82.500", "nghìn")),
    _case(
        "SL-02",
        "parts with their headings",
        "Số liệu như sau.",
        annex=_table(*_TWO_PARTS, ("", "Cộng", "700", ""), head=_UNITS),
    ),
    _case("SL-03", "a part", "Toàn tỉnh có 1.650 đoàn viên, trong đó có 731 đoàn viên nữ."),
    _case(
        "SL-03",
        "parts",
        "Toàn tỉnh có 45 công đoàn cơ sở, gồm 25 công đoàn cơ sở khu vực nhà nước và 20 công đoàn cơ sở "
        "ngoài nhà nước.",
    ),
    _case("SL-03", "other things counted", "Có 12 đơn vị, trong đó có 350 đoàn viên nữ tham gia."),
    _case("SL-04", "the same", "Tổng số đoàn viên công đoàn là 16.593 người.", annex=_RESULTS),
    _case("SL-04", "hedged and true", "Số tiền hỗ trợ đoàn viên khó khăn: hơn 1,8 tỷ đồng.", attached=_RESULTS),
    _case(
        "SL-04",
        "what is planned",
        "II. CHỈ TIÊU NĂM 2026",
        "Tổng số đoàn viên công đoàn: 17.500 người.",
        annex=_RESULTS,
    ),
    _case(
        "SL-04",
        "the figure that a control carries",
        "Số liệu như sau.",
        attached=_CODED,
        more=body("", inside=_CONTROL.format("16.593 đoàn viên")),
    ),
    _case("SL-05", "true hedges", "Hỗ trợ hơn 1,8 tỷ đồng (1.834 triệu đồng); gần 200 triệu đồng (197 triệu đồng)."),
    _case("SL-05", "a hedged percent", "Thành lập 11/12 công đoàn cơ sở, đạt hơn 91% kế hoạch."),
    _case("SL-06", "people admitted", "Kết nạp mới 2.043 đoàn viên trong kỳ."),
    _case("SL-06", "visits", "Tổ chức tập huấn cho 6.858 lượt người, tuyên truyền kết nạp đoàn viên."),
    _case("SL-07", "as many", "Tặng Giấy khen cho 02 cá nhân (có danh sách kèm theo).", annex=_LIST),
    _case(
        "SL-07",
        "forms that add up",
        "Tặng Bằng khen cho 01 cá nhân, Giấy khen cho 01 cá nhân (có danh sách kèm theo).",
        annex=(_LIST[0], *_LIST[2:]),
    ),
    _case("SL-07", "no list goes with it", "Trong năm đã khen thưởng 35 cá nhân.", annex=(_LIST[0], *_LIST[2:])),
    _case("SL-09", "surpassed", "Kết nạp mới 676/650 đoàn viên, đạt 104% kế hoạch, vượt chỉ tiêu được giao."),
    _case("SL-09", "reached", "Tổ chức 4/4 cuộc giám sát, đạt 100% kế hoạch, đạt chỉ tiêu được giao."),
    _case("SL-10", "what a gift costs", "Tặng 183 suất quà, tổng trị giá 82,5 triệu đồng cho đoàn viên khó khăn."),
    _case("SL-10", "what a house costs", "Hỗ trợ xây 6 nhà, số tiền 300 triệu đồng."),
    _case(
        "TG-01",
        "its own year and the next",
        "I. KẾT QUẢ HOẠT ĐỘNG NĂM 2025",
        "Số liệu như sau.",
        "II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026",
    ),
    _case(
        "TG-01",
        "years that are compared",
        "Kết nạp tăng 12% so với năm 2024; từ năm 2023 đến nay đều tăng.",
        "I. KẾT QUẢ THỰC HIỆN NGHỊ QUYẾT NĂM 2023",
    ),
    _case(
        "TG-02",
        "its own quarter and the next",
        "I. KẾT QUẢ QUÝ I NĂM 2026",
        "Số liệu như sau.",
        "II. NHIỆM VỤ TRỌNG TÂM QUÝ II",
        **_QUARTER,
    ),
    _case("TG-02", "a part of a year", "I. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2025", "Số liệu như sau."),
    _case("TG-03", "shortly before its end", "Số liệu như sau.", day="ngày 08 tháng 12 năm 2025"),
    _case("TG-03", "a paper that is no report", kind="KẾ HOẠCH", subject="Hoạt động công đoàn năm 2027"),
    _case("TG-04", "days there are", "Từ ngày 29/02/2024 đến ngày 31 tháng 12 năm 2025; tỷ lệ 31/6 là số đếm."),
    _case("TG-04", "a day left open", "Hội nghị tổ chức ngày 29 tháng 02."),
    _case(
        "TG-05",
        "its own term and the next",
        "I. KẾT QUẢ NHIỆM KỲ 2023-2028",
        "Số liệu như sau.",
        "II. PHƯƠNG HƯỚNG NHIỆM KỲ 2028-2033",
        **_TERM,
    ),
    _case(
        "TG-05",
        "the Party's term in the text",
        "Thực hiện nghị quyết Đại hội Đảng bộ tỉnh nhiệm kỳ 2020-2025.",
        **_TERM,
    ),
    _case("TG-06", "in short", "Số liệu như sau.", annex=_RESULTS, annex_of="của LĐLĐ tỉnh Sông Vàng"),
    _case(
        "TG-06",
        "a body of the office",
        "Số liệu như sau.",
        annex=_RESULTS,
        annex_of="của Ban Thường vụ Liên đoàn Lao động tỉnh Sông Vàng",
    ),
    _case(
        "TG-07",
        "others beside the own",
        "Liên đoàn Lao động tỉnh Sông Vàng giao lưu với LĐLĐ tỉnh Lúa Mới.",
        "LĐLĐ tỉnh Lúa Mới tặng quà.",
    ),
    _case(
        "TG-07", "unions below", "Liên đoàn Lao động huyện Tân Lập tặng quà.", "Liên đoàn Lao động huyện Tân Lập họp."
    ),
    _case(
        "PL-05",
        "in force on its day",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=(_LAW, _ND_152, _QD_999, _PROPOSED),
    ),
    _case(
        "PL-05",
        "in force then",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        day="ngày 08 tháng 01 năm 2021",
        grounds=("Căn cứ Quyết định số 1689/QĐ-TLĐ ngày 12 tháng 11 năm 2019 của Tổng Liên đoàn;", _PROPOSED),
    ),
    _case(
        "PL-05",
        "another paper of that number",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=("Căn cứ Quyết định số 1689/QĐ-TLĐ ngày 02 tháng 6 năm 2025 của Tổng Liên đoàn;", _PROPOSED),
    ),
    _case(
        "CC-02",
        "of the same day",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=("Căn cứ Kế hoạch số 12/KH-LĐLĐ ngày 08 tháng 01 năm 2026 của Liên đoàn Lao động tỉnh;", _PROPOSED),
    ),
    _case("CC-02", "a plan for later", "Hội nghị sẽ tổ chức ngày 15 tháng 3 năm 2026."),
    _case(
        "CC-03",
        "its own day",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=("Căn cứ Quyết định số 999/QĐ-TLĐ ngày 29/5/2024 của Tổng Liên đoàn;", _PROPOSED),
    ),
    _case(
        "CC-03",
        "no day",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=("Căn cứ Quyết định số 999/QĐ-TLĐ của Tổng Liên đoàn;", _PROPOSED),
    ),
    _case(
        "CC-04",
        "the charter first",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=("Căn cứ Điều lệ Công đoàn Việt Nam;", _LAW, _ND_152, _QD_999, _PROPOSED),
    ),
    _case(
        "CC-04",
        "two that are proposed",
        kind="QUYẾT ĐỊNH",
        subject="Về việc khen thưởng",
        grounds=(_QD_999, "Xét kết quả bình xét của Hội đồng;", _PROPOSED),
    ),
    _case(
        "CT-01",
        "syllables that meet",
        "Công đoàn đoàn kết; lao động động viên nhau; phân công công việc; quy định định mức.",
    ),
    _case(
        "CT-01",
        "words said twice on purpose",
        "Ngày càng tốt, từ từ đổi mới; năm năm liền; ai ai cũng vui, nhà nhà yên ấm.",
    ),
    _case(
        "CT-02",
        "another number",
        "Năm 2025, toàn tỉnh có 22 công đoàn cơ sở với 16.593 đoàn viên sinh hoạt đều đặn.",
        "Năm 2025, toàn tỉnh có 23 công đoàn cơ sở với 16.593 đoàn viên sinh hoạt đều đặn.",
    ),
    _case("CT-02", "short lines", "a) Ưu điểm", "Thực hiện tốt.", "b) Hạn chế", "Thực hiện tốt."),
    _case(
        "CT-03",
        "words that meet",
        "Đề xuất quà; thành công xuất sắc; kỹ năng xuất khẩu; lịch sử lý luận; suy nghĩ việc; "
        "Công đoàn viện kiểm sát; hiểu kỹ luật; chuyến thăm quan trọng; xã hội nghi ngờ.",
        "Hội nghị Đinh Trọng Khải chủ trì.",
    ),
    _case(
        "CT-03", "right words", "Tặng suất quà; ký kết thỏa ước; pháp luật; cá nhân; quản lý kết quả; các nhân viên."
    ),
    _case("CT-07", "blanks to be filled in", "Kèm theo Báo cáo số  /BC-LĐLĐ ngày  tháng  năm 2025 của Ban Thường vụ."),
    _case("CT-07", "dots that are meant", "Gồm các khối: doanh nghiệp, trường học... Ký tên: ............ Hết./."),
    _case("CT-07", "abbreviations and numbers", "Quà, vé xe v.v. trị giá 1.000.000 đồng; lúc 8 giờ 30."),
    _case("CT-04", "the office's way", "Đơn vị văn hoá, thuỷ sản, quý I.", style=_NEW_TONES),
    _case("CT-04", "names are people's own", "Đồng chí Hoà và Thuý dự; đơn vị văn hóa.", "Công ty Thuỷ sản Hoà Bình."),
    _case("CT-05", "right letters, other languages", "Công ty Société Générale và Müller Việt Nam; khổ 20 m² × 30°."),
    _case("CT-05", "letters and marks apart", normalize("NFD", "Công đoàn cơ sở đã tổ chức hội nghị người lao động.")),
    _case("CT-06", "a draft", "Số liệu như sau.", number="", **_COMMENT),
    _case("CT-06", "nothing waits", "Số liệu như sau."),
)
