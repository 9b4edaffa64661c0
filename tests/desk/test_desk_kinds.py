"""Kinds as an office sees them: which there are, what one needs, a copy of its own, everything wrong with one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from docx import Document

from drafter.desk.draft import draft
from drafter.desk.kind_check import check_kind
from drafter.desk.kinds import likely_kind, list_kinds, new_kind, show_kind
from drafter.desk.problems import DeskError
from drafter.documents.kind import GROUPS
from drafter.model.period import Period
from drafter.render.kinds import kind_codes
from drafter.render.shipped import shipped_folder
from tests.desk.small_office import CAME, Y2025, Desk

TODAY = date(2026, 11, 27)
SHIPPED = kind_codes((shipped_folder("templates"),))
ALWAYS = ("bao-cao-quy", "cum-thi-dua-quy", "danh-sach-khen-thuong", "giay-khen", "xep-loai-cdcs")
"""Looked through whole in every run; the golden pages show a draft of each of the others."""


def faults(desk: Desk, code: str) -> list[str]:
    return [str(problem).splitlines()[0] for problem in check_kind(desk.ws, desk.store, code, TODAY)]


def stopped(folder: Path, code: str, source: str = "bao-cao-nam") -> str:
    with pytest.raises(DeskError) as error:
        new_kind(folder, code, source)
    return str(error.value)


def retouch(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_kinds_are_listed_by_group(tmp_path: Path) -> None:
    lines = list_kinds(tmp_path)
    assert {line.code for line in lines} == set(SHIPPED)
    titles = list(GROUPS.values())
    assert [titles.index(line.group) for line in lines] == sorted(titles.index(line.group) for line in lines)
    assert [line.own for line in lines] == [False] * len(lines)


@pytest.mark.parametrize("code", SHIPPED)
def test_every_shipped_kind_has_a_sample_and_says_what_it_is_for(tmp_path: Path, code: str) -> None:
    (line,) = (line for line in list_kinds(tmp_path) if line.code == code)
    assert line.kind is not None, line.problems
    assert line.sample
    assert line.kind.purpose


@pytest.mark.parametrize(
    "code", [pytest.param(code, marks=() if code in ALWAYS else pytest.mark.long) for code in SHIPPED]
)
def test_a_shipped_kind_has_no_fault(desk: Desk, code: str) -> None:
    """Its legal basis may be doubtful, which is told; its files ask for nothing that is not there."""
    assert [fault for fault in faults(desk, code) if not fault.startswith(("C221", "C223", "C224"))] == []


def test_a_kind_that_cannot_be_used_is_in_the_list_with_the_reason(tmp_path: Path) -> None:
    home = tmp_path / "templates" / "hong"
    home.mkdir(parents=True)
    (home / "kind.toml").write_text('title = "Hỏng"', "utf-8")
    (line,) = (line for line in list_kinds(tmp_path) if line.code == "hong")
    assert (line.kind, line.own, line.group) == (None, True, GROUPS["khac"])
    assert line.problems[0].code == "C201"


def test_what_a_kind_needs_is_shown(desk: Desk) -> None:
    sheet = show_kind(desk.folder, "bao-cao-quy", desk.ws)
    assert ("E02", "Số đoàn viên kết nạp mới") in sheet.required
    slots = dict(sheet.slots)
    assert set(slots) == {"report.docx", "appendix.xlsx"}
    assert {"so_ket.E02", "tien_do.da_dat", "co_quan.ten_goi"} <= set(slots["report.docx"])
    assert "nhom_so_ket" in slots["appendix.xlsx"]


def test_the_registers_of_a_kind_are_shown_by_name(tmp_path: Path) -> None:
    assert show_kind(tmp_path, "giay-khen").registers == (("de-nghi-khen", "Danh sách đề nghị khen thưởng"),)


def test_a_new_kind_is_a_copied_folder_and_no_code(desk: Desk) -> None:
    """Copied, edited in Word and Notepad, checked, drafted."""
    home = new_kind(desk.folder, "bao-cao-chuyen-de", "bao-cao-nam", "Báo cáo chuyên đề")
    assert home == desk.folder / "templates" / "bao-cao-chuyen-de"
    retouch(home / "kind.toml", 'subject = "Tổng kết', 'subject = "Chuyên đề')
    document = Document(str(home / "report.docx"))
    paragraph = next(one for one in document.paragraphs if one.text.startswith("- Kết nạp mới"))
    paragraph.insert_paragraph_before("- Số đoàn viên hiện có: {{ A04 }}.", style=paragraph.style)
    document.save(str(home / "report.docx"))
    assert faults(desk, "bao-cao-chuyen-de") == []
    desk.everybody()
    report = draft(desk.ws, desk.store, "bao-cao-chuyen-de", Y2025, now=CAME)
    text = "\n".join(one.text for one in Document(str(report.files[0])).paragraphs)
    assert "Chuyên đề phong trào công nhân, viên chức, lao động" in text
    drafted = Document(str(report.files[0])).element.xpath("string(//w:body)")
    assert "- Số đoàn viên hiện có: 120 đoàn viên." in drafted
    assert next(line for line in list_kinds(desk.folder) if line.code == "bao-cao-chuyen-de").own


def test_a_copy_never_takes_the_place_of_a_kind(desk: Desk) -> None:
    assert stopped(desk.folder, "bao-cao-quy").startswith(
        "C225 đã có loại văn bản «bao-cao-quy» trong những loại có sẵn; drafter không ghi đè"
    )
    new_kind(desk.folder, "bao-cao-rieng", "bao-cao-nam")
    before = {path: path.read_bytes() for path in (desk.folder / "templates" / "bao-cao-rieng").iterdir()}
    assert "trong thư mục templates của văn phòng" in stopped(desk.folder, "bao-cao-rieng", "bao-cao-quy")
    assert {path: path.read_bytes() for path in (desk.folder / "templates" / "bao-cao-rieng").iterdir()} == before


@pytest.mark.parametrize("code", ["Báo cáo", "../ngoai", "bao_cao", "con", "", "a b", "-a"])
def test_a_code_that_is_no_folders_name_is_refused(desk: Desk, code: str) -> None:
    assert stopped(desk.folder, code).startswith(f"C226 mã «{code}» không dùng được làm tên thư mục")


def test_an_unknown_source_is_told(desk: Desk) -> None:
    assert stopped(desk.folder, "bao-cao-moi", "bao-cao-nan").startswith("C204 không có loại văn bản «bao-cao-nan»")


def test_a_title_with_quotes_stays_one(desk: Desk) -> None:
    new_kind(desk.folder, "bao-cao-moi", "bao-cao-nam", 'Báo cáo "Tháng Công nhân"')
    kind = show_kind(desk.folder, "bao-cao-moi").line.kind
    assert kind is not None
    assert kind.title == 'Báo cáo "Tháng Công nhân"'


def test_everything_wrong_with_a_kind_is_told_at_once(desk: Desk) -> None:
    home = new_kind(desk.folder, "bao-cao-loi", "bao-cao-nam")
    retouch(home / "kind.toml", 'required = ["A04",', 'required = ["A94",')
    retouch(
        home / "kind.toml", "addressed_to = []", 'registers = ["so-la"]\nbasis = ["QD-1689-TLD"]\naddressed_to = []'
    )
    document = Document(str(home / "report.docx"))
    document.add_paragraph("Đoạn thêm không chọn kiểu: {{ so_tiet_kiemm }}", style="Normal")
    document.add_paragraph("Đoạn nữa.", style="Normal")
    document.save(str(home / "report.docx"))
    found = faults(desk, "bao-cao-loi")
    assert found[0] == "C227 bao-cao-loi/kind.toml: mục «required» ghi «A94», không có chỉ tiêu này"
    assert found[1] == "C228 bao-cao-loi/kind.toml: mục «registers» ghi «so-la», không có sổ này"
    assert [fault[:4] for fault in found[2:4]] == ["C220", "C223"]
    assert found[4].startswith("T110 report.docx, đoạn ")
    assert found[5] == (
        "C229 report.docx: đoạn «Đoạn thêm không chọn kiểu: {{ so_tiet_kiemm }}» đặt kiểu «Normal» (và 1 đoạn khác)"
    )
    assert len(found) == 6


def test_a_kind_that_cannot_be_read_is_told(desk: Desk) -> None:
    home = new_kind(desk.folder, "bao-cao-hong", "bao-cao-nam")
    (home / "report.docx").unlink()
    assert faults(desk, "bao-cao-hong") == [
        "C206 bao-cao-hong: thư mục của loại văn bản không có tệp mẫu «report.docx»"
    ]


@pytest.mark.parametrize(("title", "period", "code"), [
    ("Báo cáo tổng kết hoạt động công đoàn năm 2023", "2023", "bao-cao-nam"),
    ("Báo cáo tóm tắt kết quả hoạt động năm 2023", "2023", "bao-cao-nam-tom-tat"),
    ("TỜ TRÌNH Về việc đề nghị khen thưởng năm 2024", "2024", "to-trinh-khen-thuong"),
    ("Báo cáo tổng kết hoạt động Cụm thi đua số 4 năm 2025", "2025", "cum-thi-dua-nam"),
    ("Về việc đánh giá, xếp loại chất lượng công đoàn cơ sở năm 2024", "2024", "xep-loai-cdcs"),
    ("Tổng kết công tác năm 2022", "", "bao-cao-nam"),
    ("", "2025-H1", "bao-cao-6-thang"),
    ("", "2023", "bao-cao-nam"),
    ("Hợp đồng mua bán", "", ""),
])  # fmt: skip
def test_the_kind_of_a_past_paper_is_guessed_from_title_and_period(
    tmp_path: Path, title: str, period: str, code: str
) -> None:
    assert likely_kind(list_kinds(tmp_path), title, Period.parse(period) if period else None) == code
