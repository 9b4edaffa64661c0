"""Papers that are in form, made in the ways in which offices make them; no rule has anything to say of them.

All names of people and most places are made up.
"""

from __future__ import annotations

from functools import cache

from tests.format_rules.docx_paper import plan
from tests.format_rules.word_file import body, p, run, section, shape_line, table, vml_line, word_file

_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_CENTRE = {"align": "center"}


def _head(left: str, right: str) -> str:
    return table([[left, right]], (65, 100))


def _names(*upper: str, issuer: tuple[str, ...], line: str) -> str:
    lines = [p(name, size=12, **_CENTRE) for name in upper]  # type: ignore[arg-type]
    lines += [p(name, size=12, bold=True, **_CENTRE) for name in issuer]  # type: ignore[arg-type]
    return "".join(lines) + p(size=6, inside=line)


def _state(date: str, line: str) -> str:
    return (
        p(_STATE, size=12, bold=True, align="center")
        + p(_MOTTO, size=13, bold=True, align="center")
        + p(size=6, inside=line)
        + p(date, size=13, italic=True, align="center")
    )


def _recipients(*lines: str) -> str:
    word = p("Nơi nhận:", size=12, bold=True, italic=True)
    return word + "".join(p(line, size=11) for line in lines)


def _signs(*titles: str, name: str, room: int = 5) -> str:
    lines = [p(title, size=13, bold=True, align="center") for title in titles]
    return "".join((*lines, *[p(size=14)] * room, p(name, size=13, bold=True, align="center")))


@cache
def report() -> bytes:
    """A report of a district's union of 2021, addressed to the province: tables, looks set by hand, VML lines."""
    left = _names(
        "LIÊN ĐOÀN LAO ĐỘNG", "TỈNH SÔNG VÀNG", issuer=("LIÊN ĐOÀN LAO ĐỘNG", "HUYỆN TÂN LẬP"), line=vml_line(20, 21)
    ) + p("Số: 05/BC-LĐLĐ", size=13, align="center")
    text = (
        _head(left, _state("Tân Lập, ngày 08 tháng 12 năm 2021", vml_line(56, 20)))
        + p("BÁO CÁO", bold=True, align="center", before=18)
        + p("Tổng kết hoạt động công đoàn năm 2021", bold=True, align="center")
        + p(size=6, inside=vml_line(35, 65))
        + p("Kính gửi: Ban Thường vụ Liên đoàn Lao động tỉnh Sông Vàng", align="center", before=6, after=6)
        + body("Thực hiện Công văn số 730/LĐLĐ ngày 03/11/2021, Liên đoàn Lao động huyện báo cáo như sau:")
        + body("I. KẾT QUẢ HOẠT ĐỘNG", bold=True)
        + body("1. Chăm lo cho đoàn viên", bold=True)
        + body("Công đoàn các cấp tặng 1.234 suất quà, trị giá 1,2 tỷ đồng; đạt 97,5% kế hoạch, tăng so với năm 2020.")
        + body("a) Ở khối hành chính, sự nghiệp")
        + body("- Các đơn vị đã tổ chức đối thoại, hội nghị cán bộ, công chức, viên chức đúng thời gian quy định.")
        + body("b) Ở khối doanh nghiệp")
        + body("2. Phát triển đoàn viên", bold=True)
        + body("Kết nạp mới 676 đoàn viên, thành lập 4 công đoàn cơ sở; Nhân dân địa phương đồng tình.")
        + body("II. PHƯƠNG HƯỚNG, NHIỆM VỤ", bold=True)
        + body("1. Tiếp tục tuyên truyền các nghị quyết, chỉ thị, luật; thực hiện khoản 1 Điều 24 của Điều lệ.")
        + body("2. Chuẩn bị tốt các điều kiện để tổ chức tết Nguyên đán cho đoàn viên.")
        + body("Trên đây là báo cáo kết quả năm 2021 của Liên đoàn Lao động huyện Tân Lập./.", more="<w:keepNext/>")
        + table(
            [[
                _recipients("- Như trên;", "- Thường trực Huyện ủy;", "- Lưu: VT."),
                _signs("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", name="Hà Văn Nguyên"),
            ]],
            (75, 90),
        )
        + p(size=1)
    )  # fmt: skip
    return word_file(text + section())


@cache
def submission() -> bytes:
    """A submission of a commune's union of 2025: the head made with tabs, lines as floating connectors."""
    tabs = "<w:tabs><w:tab w:val='center' w:pos='1700'/><w:tab w:val='center' w:pos='6500'/></w:tabs>"
    right = "<w:tabs><w:tab w:val='center' w:pos='6500'/></w:tabs>"
    two = lambda left, right: p(runs=left + right, more=tabs)  # noqa: E731
    text = (
        two(run("\tLIÊN ĐOÀN LAO ĐỘNG\t", size=12), run(_STATE, size=12, bold=True))
        + two(run("\tTHÀNH PHỐ HÀ NỘI\t", size=12), run(_MOTTO, size=13, bold=True))
        + two(run("\tCÔNG ĐOÀN XÃ THANH TRÌ", size=12, bold=True), shape_line(20, 18) + shape_line(56, 88))
        + two(run("\tSố: 12/TTr-CĐX\t", size=13), run("Hà Nội, ngày 15 tháng 10 năm 2025", size=13, italic=True))
        + p(size=10)
        + p("TỜ TRÌNH", bold=True, align="center", before=6)
        + p("Về việc khen thưởng tập thể, cá nhân có thành tích", bold=True, align="center")
        + p("trong hoạt động công đoàn năm 2025", bold=True, align="center", inside=shape_line(30, 67))
        + p(size=6)
        + p("Kính gửi: Ban Thường vụ Liên đoàn Lao động thành phố Hà Nội", align="center", before=6)
        + p("Căn cứ Quyết định số 999/QĐ-TLĐ ngày 29/5/2024 của Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam về "
            "Quy chế khen thưởng;", italic=True, align="both", first=10, before=6)
        + p("Căn cứ kết quả bình xét của Ban Chấp hành Công đoàn xã.", italic=True, align="both", first=10, before=6)
        + body("Công đoàn xã đề nghị tặng Bằng khen cho 02 tập thể và 05 cá nhân có thành tích.", first=10, size=13)
        + body("Kính đề nghị Ban Thường vụ xem xét, quyết định./.", first=10, size=13)
        + p(runs=run("Nơi nhận:", size=12, bold=True, italic=True) + run("\tTM. BAN THƯỜNG VỤ", size=13, bold=True),
            before=12, more=right)
        + p(runs=run("- Như trên;", size=11) + run("\tCHỦ TỊCH", size=13, bold=True), more=right)
        + p("- Lưu: VT.", size=11)
        + p(size=14) * 4
        + p(runs=run("\tVũ Thị Mơ", size=13, bold=True), more=right)
    )  # fmt: skip
    return word_file(text + section())


_DECISION_STYLES = """<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>
<w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="giua"><w:name w:val="Giữa"/><w:basedOn w:val="a"/>
<w:pPr><w:jc w:val="center"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="dam"><w:name w:val="Giữa đậm"/><w:basedOn w:val="giua"/>
<w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="vb"><w:name w:val="Văn bản"/><w:basedOn w:val="a"/><w:pPr>
<w:spacing w:before="120" w:line="264" w:lineRule="auto"/>
<w:ind w:firstLine="720"/><w:jc w:val="both"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="cc"><w:name w:val="Căn cứ"/><w:basedOn w:val="vb"/>
<w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="ke"><w:name w:val="Kẻ"/><w:basedOn w:val="a"/>
<w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6"/>
</w:pBdr></w:pPr><w:rPr><w:sz w:val="4"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="so"><w:name w:val="Số"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="t"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar>
<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="t"/><w:tblPr><w:tblBorders>
<w:top w:val="single"/><w:bottom w:val="single"/><w:insideH w:val="single"/></w:tblBorders></w:tblPr></w:style>"""


def styled(style: str, text: str = "", *, size: float = 0, more: str = "", inner: str = "") -> str:
    """A paragraph that takes its look from a style."""
    sized = f'<w:rPr><w:sz w:val="{int(size * 2)}"/></w:rPr>' if size else ""
    said = f"<w:r>{sized}<w:t xml:space='preserve'>{text}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inner}{said}</w:p>'


def _rule_of(column: float, length: float) -> str:
    side = round((column - length) / 2 * 1440 / 25.4)
    return styled("ke", more=f'<w:ind w:left="{side}" w:right="{side}"/>')


@cache
def decision() -> bytes:
    """A decision of a province's union of 2026 with a list across: styles, borders for lines, a deputy signs."""
    left = (
        styled("giua", "TỔNG LIÊN ĐOÀN LAO ĐỘNG", size=12) + styled("giua", "VIỆT NAM", size=12)
        + styled("dam", "LIÊN ĐOÀN LAO ĐỘNG", size=13) + styled("dam", "TỈNH SÔNG VÀNG", size=13)
        + _rule_of(65, 21) + styled("giua", "Số: 115/QĐ-LĐLĐ", size=13)
    )  # fmt: skip
    right = (
        styled("dam", _STATE, size=13) + styled("dam", _MOTTO, size=14) + _rule_of(100, 60)
        + styled("giua", inner="<w:r><w:rPr><w:i/></w:rPr><w:t>Sông Vàng, ngày 09 tháng 3 năm 2026</w:t></w:r>")
    )  # fmt: skip
    article = lambda number, text: styled(  # noqa: E731
        "vb",
        text,
        inner=f'<w:r><w:rPr><w:rStyle w:val="so"/></w:rPr><w:t xml:space="preserve">Điều {number}. </w:t></w:r>',
    )
    listed = table(
        [[styled("dam", word, size=12) for word in ("TT", "Họ và tên", "Chức vụ, đơn vị")],
         [styled("giua", "1", size=12), styled("a", "Lò Thị Ban", size=12), styled("a", "Công đoàn xã", size=12)]],
        (15, 100, 130), style="TableGrid", header=True,
    )  # fmt: skip
    text = (
        table([[left, right]], (65, 100))
        + styled("dam", "QUYẾT ĐỊNH") + styled("dam", "Về việc tặng Bằng khen") + _rule_of(165, 22)
        + styled("dam", "BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG TỈNH SÔNG VÀNG")
        + styled("cc", "Căn cứ Điều lệ Công đoàn Việt Nam;")
        + styled("cc", "Căn cứ Quyết định số 999/QĐ-TLĐ ngày 29/5/2024 của Tổng Liên đoàn Lao động Việt Nam;")
        + styled("cc", "Theo đề nghị của Văn phòng Liên đoàn Lao động tỉnh.")
        + styled("dam", "QUYẾT ĐỊNH:", more='<w:spacing w:before="120"/>')
        + article(1, "Tặng Bằng khen cho 01 cá nhân có thành tích (có danh sách kèm theo).")
        + article(2, "Tiền thưởng thực hiện theo quy định.")
        + article(3, "Văn phòng và cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.")
        + table(
            [[
                "".join((
                    p("Nơi nhận:", size=12, bold=True, italic=True), p("- Như Điều 3;", size=11),
                    p("- Ban Tổ chức (để theo dõi);", size=11), p("- Lưu: VT, VP.", size=11),
                )),
                styled("dam", "TM. BAN THƯỜNG VỤ") + styled("dam", "KT. CHỦ TỊCH") + styled("dam", "PHÓ CHỦ TỊCH")
                + styled("dam") * 5 + styled("dam", "Đinh Trọng Khải"),
            ]],
            (75, 90),
        )
        + f"<w:p><w:pPr>{section()}</w:pPr></w:p>"
        + styled("dam", "DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN")
        + styled("giua", inner="<w:r><w:rPr><w:i/></w:rPr><w:t>(Kèm theo Quyết định số 115/QĐ-LĐLĐ "
                 "ngày 09 tháng 3 năm 2026 của Ban Thường vụ Liên đoàn Lao động tỉnh)</w:t></w:r>")
        + listed
        + styled("a")
    )  # fmt: skip
    return word_file(text + section(landscape=True, start=1), styles=_DECISION_STYLES)


@cache
def letter() -> bytes:
    """A letter of 2026 with line breaks inside of paragraphs, as some Word users type a head."""
    left = (
        p(runs=run("TỔNG LIÊN ĐOÀN LAO ĐỘNG\nVIỆT NAM\n", size=12)
          + run("CÔNG ĐOÀN NGÂN HÀNG\nVIỆT NAM", size=12, bold=True), align="center", inside=shape_line(9, 28))
        + p("Số: 175/CĐNH-TG", size=13, align="center", before=6)
        + p("V/v tổ chức Tháng Công nhân năm 2026", size=12, align="center", before=6)
    )  # fmt: skip
    right = (
        p(runs=run(f"{_STATE}\n", size=12, bold=True) + run(_MOTTO, size=13, bold=True), align="center",
          inside=shape_line(56, 20))
        + p("Hà Nội, ngày 02 tháng 01 năm 2026", size=13, italic=True, align="center", before=6)
    )  # fmt: skip
    text = (
        table([[left, right]], (65, 100))
        + p("Kính gửi:", align="left", left=30, before=12)
        + p("- Công đoàn cơ sở các ngân hàng thành viên;", left=45)
        + p("- Các ban của Công đoàn Ngân hàng Việt Nam.", left=45)
        + body("Công đoàn Ngân hàng Việt Nam đề nghị các đơn vị tổ chức Tháng Công nhân thiết thực.", first=10)
        + body("Đề nghị các đơn vị triển khai và báo cáo kết quả trước ngày 30/6/2026./.", first=10)
        + table(
            [[
                _recipients("- Như trên;", "- Lưu: VT, TG (25)."),
                _signs("TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH", name="Bùi Minh Tuệ", room=4),
            ]],
            (75, 90),
        )
        + p(size=1)
    )  # fmt: skip
    return word_file(text + section(header=""))


PAPERS = {"report": report, "submission": submission, "decision": decision, "letter": letter, "plan": plan}
