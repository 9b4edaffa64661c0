"""Last year's paper becomes a template: what of it becomes slots, what is left and told, and that it gives it back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX

from drafter.desk.adopting import adopt as task
from drafter.desk.adopting.adopt import AdoptReport, adopt
from drafter.desk.adopting.tables import row_lists
from drafter.desk.collect import collect
from drafter.desk.draft import draft
from drafter.desk.kind_check import check_kind
from drafter.desk.problems import DeskError
from drafter.desk.workspace import Workspace, open_workspace
from drafter.model.page import View
from drafter.model.period import Period
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.recast.file import Recast
from drafter.render.context import build_context
from drafter.render.kinds import load_kind
from drafter.render.shipped import shipped_folder
from drafter.render.tcvn3 import document_in_tcvn3
from drafter.store.store import Store, open_store
from tests.desk.past_layouts import with_boxes, with_tabs
from tests.desk.past_paper import INSERTED, past_paper

LAST, THIS = Period.parse("2024"), Period.parse("2025")
DAY, NOW = date(2025, 1, 15), datetime(2026, 1, 22, 8, tzinfo=UTC)
KIND = "bao-cao-nam"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample office with every form of 2024 and 2025 taken in, and its report of 2024."""
    folder = tmp_path_factory.mktemp("bien") / "van-phong-mau"
    shutil.copytree(shipped_folder("samples") / "van-phong-mau", folder)
    ws = open_workspace(folder)
    with open_store(ws.database) as store:
        for forms, day in (("bieu-da-nhan", 12), ("bieu-nop-muon", 20)):
            collect(ws, store, (folder / forms,), now=datetime(2026, 1, day, 8, tzinfo=UTC))
        draft(ws, store, KIND, LAST, now=datetime(2025, 1, 15, 8, tzinfo=UTC), folder=folder / "cu")
    return ws


@pytest.fixture
def store(office: Workspace) -> Iterator[Store]:
    with open_store(office.database) as opened:
        shutil.rmtree(office.folder / "templates", ignore_errors=True)
        yield opened


@pytest.fixture(scope="module")
def signed(office: Workspace) -> bytes:
    """The sample's report of 2024 as it was drafted and signed."""
    return (office.folder / "cu" / "report.docx").read_bytes()


@pytest.fixture(scope="module")
def typed(office: Workspace) -> bytes:
    """A report of 2024 that an officer typed, with a table of all units."""
    with open_store(office.database) as store:
        home, paper = task.last_years(office, store, KIND, LAST, DAY)
        context = build_context(paper, home.kind.annex_names())
    units = next(one for one in row_lists(context) if one.what == "đơn vị")
    tags = ("{{ x.ten_ngan }}", "{{ x.A04.so }}", "{{ x.E02.so }}")
    rows = [(cells[tags[0]], cells.get(tags[1], ""), cells.get(tags[2], "")) for cells in units.entries]
    return past_paper(rows, ("16.245", "2.101"))


def adopted(office: Workspace, store: Store, data: bytes, name: str = "bao-cao-2024.docx", **more: Path) -> AdoptReport:
    path = office.folder / name
    path.write_bytes(data)
    return adopt(office, store, path, KIND, LAST, DAY, **more)


@pytest.fixture(scope="module")
def adopted_once(
    office: Workspace, typed: bytes, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Workspace, AdoptReport]:
    """A copy of the office in which the typed report has become a template."""
    copy = shutil.copytree(office.folder, tmp_path_factory.mktemp("lap-mau") / "van-phong-mau")
    shutil.rmtree(copy / "templates", ignore_errors=True)
    ws = open_workspace(copy)
    with open_store(ws.database) as opened:
        return ws, adopted(ws, opened, typed)


Once = tuple[Workspace, AdoptReport]


def template_text(report: AdoptReport) -> str:
    return visible_text(read_page((report.folder / "report.docx").read_bytes()))


def filled(office: Workspace, store: Store, report: AdoptReport, period: Period, folder: Path) -> bytes:
    found = draft(office, store, report.kind, period, now=NOW, folder=folder)
    return next(path for path in found.files if path.suffix == ".docx").read_bytes()


def lines(data: bytes) -> list[str]:
    """The paper between letterhead and signing block."""
    return task.paragraphs_between(data)


def plain_numbers(data: bytes) -> set[str]:
    """The numbers and years of a draft that neither a carrier nor a highlight marks, list numbers and feasts apart."""
    document = Document(BytesIO(data))
    found: set[str] = set()
    for paragraph in document.paragraphs:
        text = "".join(
            run.text for run in paragraph.runs if run.font.highlight_color != WD_COLOR_INDEX.YELLOW
        )  # carried figures stand in controls, which python-docx does not look into
        text = re.sub(r"^\s*\d+[.)]\s", "", text)
        found |= set(re.findall(r"\d[\d.,/%]*(?<=[\d%])", text))
    return found


# -- the sample's own report -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("carriers", [True, False])
def test_the_sample_report_comes_back_word_for_word(
    office: Workspace, store: Store, signed: bytes, tmp_path: Path, carriers: bool
) -> None:
    data = signed if carriers else Recast.of(signed).data()
    report = adopted(office, store, data)
    assert [str(problem) for problem in report.problems] == []
    assert lines(filled(office, store, report, LAST, tmp_path)) == lines(signed)


def test_the_sample_template_passes_its_check_and_asks_for_all_that_stands_there(
    office: Workspace, store: Store, signed: bytes
) -> None:
    report = adopted(office, store, Recast.of(signed).data())
    assert [str(one) for one in check_kind(office, store, KIND, DAY)] == []
    text = template_text(report)
    for slot in (
        "{{ A08 }} với {{ A04 }}, trong đó có {{ A05 }}; tổng số CNVCLĐ trên địa bàn là {{ A01.so }} người",
        "- Kết nạp mới {{ E02.ket_qua }}.",
        "{%p for x in chi_tieu_ky_sau %}",
        "{{ loop.index }}. {{ x.ten }}: {{ x.chi_tieu }}.",
        "{%p for doan in khen_thuong.cac_cap %}",
        "CÔNG ĐOÀN {{ ky | upper }}",
        "{{ co_quan.goi_tat }} báo cáo kết quả",
    ):
        assert slot in text
    assert not re.search(r"2024|2025|16\.245", text)


def test_a_draft_of_this_year_carries_this_years_figures_and_none_of_last_years(
    office: Workspace, store: Store, signed: bytes, tmp_path: Path
) -> None:
    report = adopted(office, store, signed)
    data = filled(office, store, report, THIS, tmp_path)
    text = "\n".join(lines(data))
    assert "quản lý 22 công đoàn cơ sở với 16.593 đoàn viên" in text
    assert "- Kết nạp mới 1.577/1.500 đoàn viên, đạt 105,13% kế hoạch, vượt chỉ tiêu được giao." in text
    assert "12. Số đoàn viên kết nạp mới: 1.600 đoàn viên." in text
    assert "NĂM 2025" in text
    assert "16.245" not in text
    left = plain_numbers(data)
    assert left <= {"1/23", "2%", "8/3", "20/10", "2024", "2025", "2026", "28/7", "20", "03"}, left


# -- a report that somebody typed --------------------------------------------------------------------------------------


def test_a_typed_report_becomes_slots_and_says_what_it_leaves(adopted_once: Once) -> None:
    _, report = adopted_once
    text = template_text(report)
    for said in (
        "Hoạt động công đoàn {{ ky }} và nhiệm vụ {{ ky_sau }}",
        "Toàn tỉnh có {{ A08 }} với {{ A04.gon_ba }}; {{ co_quan.cap_uy }} thường xuyên",
        "1. {{ ky | replace('n', 'N', 1) }} kết nạp mới được {{ E02.tren_chi_tieu }}, đạt {{ E02.ty_le }} kế hoạch "
        "năm, {{ E02.danh_gia }} chỉ tiêu được giao." + INSERTED,
        "đã tặng\xa0{{ C16a }}, trị giá {{ C16b }}, mỗi suất 500.000 đồng.",
        "với số tiền {{ C18.gon }}.",
        "được {{ G01 }}; tuyên truyền Luật Công đoàn năm 2024 cho {{ B02 }}.",
        "là {{ C04 }}. Công đoàn tỉnh Mây Trắng đã đến",
        "Ngoài ra có 3 nơi tự nguyện làm điểm.",
        "- Kết nạp mới {{ chi_tieu_sau.E02.chi_tieu }}, chăm lo",
        "{%tr for x in hang_don_vi %}",
        "{{ x.ten_ngan }}",
        "Tổng cộng\n{{ A04.so }}\n{{ E02.so }}",
        "Kết nạp đoàn viên mới\n{{ E02.chi_tieu_so }}\n{{ E02.so }}\n{{ E02.ty_le }}",
        "Thành lập công đoàn cơ sở mới\n{{ E01.chi_tieu_so }}\n{{ E01.so }}\n{{ E01.ty_le }}",
    ):
        assert said in text
    assert "999" not in text
    assert "Phan Văn Cũ" not in text


def test_what_a_typed_report_leaves_is_told_each_with_its_words(adopted_once: Once) -> None:
    _, report = adopted_once
    said = [(one.code, re.findall(r"«([^»]*)»", one.what)[:1]) for one in report.problems]
    assert said == [
        ("D391", []),
        ("D387", ["03"]),
        ("D387", ["12/01/2024"]),
        ("D387", ["500.000"]),
        ("D389", ["20.526.300.000 đồng"]),
        ("D387", ["2024"]),
        ("D389", ["85,7%"]),
        ("D388", ["Công đoàn tỉnh Mây Trắng"]),
        ("D386", ["3"]),
    ]
    asked = str(report.problems[-1])
    assert "Số TƯLĐTT ký mới trong kỳ" in asked
    assert "{{ C03.so }}" in asked
    assert "{{ I05.so }}" in asked


def test_a_typed_report_comes_back_but_for_what_was_told(adopted_once: Once, typed: bytes, tmp_path: Path) -> None:
    ws, report = adopted_once
    with open_store(ws.database) as store:
        back = lines(filled(ws, store, report, LAST, tmp_path))
    expected = [
        line.replace("20.526.300.000 đồng", "20.526,3 triệu đồng").replace("85,7%", "85,71%") for line in lines(typed)
    ]
    assert back == expected


def test_this_years_draft_of_a_typed_report_marks_all_that_is_last_years(adopted_once: Once, tmp_path: Path) -> None:
    ws, report = adopted_once
    with open_store(ws.database) as store:
        data = filled(ws, store, report, THIS, tmp_path)
    text = "\n".join(lines(data))
    assert "Toàn tỉnh có 22 công đoàn cơ sở với gần 16.600 đoàn viên" in text
    assert "1. Năm 2025 kết nạp mới được 1.577/1.500 đoàn viên, đạt 105,13% kế hoạch năm, vượt chỉ tiêu" in text
    assert "- Kết nạp mới 1.600 đoàn viên" in text
    assert plain_numbers(data) <= {"1/23", "2025", "2026", "8/3"}  # one unit has not reported yet
    marked = {
        run.text
        for one in Document(BytesIO(data)).paragraphs
        for run in one.runs
        if run.font.highlight_color is not None
    }
    assert {"03", "12/01/2024", "2024", "500.000", "3", "Công đoàn tỉnh Mây Trắng"} <= marked
    assert "Dịp Tết Ất Tỵ 2025 đã tặng" in text


def test_the_officers_look_stays(adopted_once: Once) -> None:
    _, report = adopted_once
    document = Document(str(report.folder / "report.docx"))
    basis = next(one for one in document.paragraphs if one.text.startswith("Căn cứ Kế hoạch"))
    assert any(run.italic for run in basis.runs)
    assert basis.paragraph_format.first_line_indent is not None
    title = next(one for one in document.paragraphs if one.text.startswith("Hoạt động công đoàn {{ ky }}"))
    assert all(run.bold for run in title.runs)


def test_the_notes_stand_beside_the_template(adopted_once: Once) -> None:
    _, report = adopted_once
    assert [path.name for path in report.files] == ["kind.toml", "report.docx", "appendix.xlsx", "can-xem-lai.txt"]
    notes = report.files[-1].read_text("utf-8-sig")
    assert all(problem.code in notes for problem in report.problems)


def test_a_template_of_another_name_says_what_it_was_made_from(office: Workspace, store: Store, signed: bytes) -> None:
    report = adopted(office, store, signed, target=Path("templates/bao-cao-cua-ta"))
    home, problems = load_kind("bao-cao-cua-ta", (office.folder / "templates",))
    assert problems == ()
    assert home is not None
    assert home.kind.title == "Báo cáo tổng kết năm (theo văn bản năm 2024)"
    assert report.kind == "bao-cao-cua-ta"


# -- other offices' manners --------------------------------------------------------------------------------------------


def unit_cells(office: Workspace, what: str, *tags: str) -> list[tuple[str, ...]]:
    """What the rows of a list print for 2024."""
    with open_store(office.database) as store:
        home, paper = task.last_years(office, store, KIND, LAST, DAY)
        context = build_context(paper, home.kind.annex_names())
    found = next(one for one in row_lists(context) if one.what == what)
    return [tuple(cells.get("{{ x." + tag + " }}", "") for tag in tags) for cells in found.entries]


def test_a_letterhead_made_with_tabs_units_by_their_figures_and_an_award_table(
    office: Workspace, store: Store, tmp_path: Path
) -> None:
    units = unit_cells(office, "đơn vị", "ten_ngan", "E02.so")
    units.sort(key=lambda row: -int(row[1] or 0))
    awards = unit_cells(office, "hình thức khen thưởng", "hinh_thuc", "tap_the", "ca_nhan")
    data = with_tabs(units, ("", "Tổng cộng", "2.101"), awards)
    report = adopted(office, store, data)
    assert [(one.code, re.findall(r"«([^»]*)»", one.what)[0]) for one in report.problems] == [
        ("D387", "18.088"),
        ("D387", "1.500"),
        ("D389", "540.000.000 đồng"),
        ("D387", "62"),  # of one unit: no slot prints it
    ]
    text = template_text(report)
    assert "Tổng cộng\n{{ E02.so }}\n{%tr for x in hang_don_vi_giam.E02 %}" in text
    assert '{{ "%02d" | format(loop.index) }}\n{{ x.ten_ngan }}\n{{ x.E02.so }}' in text
    assert "{{ x.hinh_thuc }}\n{{ x.tap_the }}\n{{ x.ca_nhan }}" in text
    assert text.count("{{ ky_hieu }}") == text.count("{%p for dong in noi_nhan %}") == 1
    assert not re.search(r"118|Phan Thị Cũ|20 tháng 12|KT\. CHỦ TỊCH", text)
    back = lines(filled(office, store, report, LAST, tmp_path / "cu"))
    assert back == [line.replace("540.000.000 đồng", "540 triệu đồng") for line in lines(data)]
    new = lines(filled(office, store, report, THIS, tmp_path / "moi"))
    rows = new[new.index("Tổng cộng") + 1 : new.index("Khen thưởng năm 2025:")]
    shown = [int(line) for line in rows if line.isdigit() and not line.startswith("0")]
    assert "CĐCS Công ty TNHH Giày Sunstep Việt Nam" in new
    figures = [one for one in shown if one > len(units)]  # the others may be numbers of rows
    assert figures[:3] == [311, 303, 281]  # in this year's order
    assert figures == sorted(figures, reverse=True)


def test_a_letterhead_in_a_text_box_and_a_table_without_idle_units(
    office: Workspace, store: Store, tmp_path: Path
) -> None:
    units = [row for row in unit_cells(office, "đơn vị", "ten_ngan", "E02.so") if row[1] not in ("", "0")]
    data = with_boxes(units)
    report = adopted(office, store, data)
    assert [str(one) for one in report.problems] == []
    text = template_text(report)
    assert "+ Ký mới {{ C03 }}." in text
    assert not re.search(r"07-BC|Phan Văn Xưa|05 tháng", text)
    back = lines(filled(office, store, report, LAST, tmp_path))
    assert back == [line for line in lines(data) if line not in ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Phan Văn Xưa")]


def test_a_report_in_an_old_encoding_is_put_right_in_the_copy(office: Workspace, store: Store, signed: bytes) -> None:
    old = document_in_tcvn3(Recast.of(signed).data())
    report = adopted(office, store, old)
    assert [one.code for one in report.problems] == ["D396"]  # and no D393: filled again it says the same
    assert "TCVN3 (ABC)" in str(report.problems[0])
    assert "- Kết nạp mới {{ E02.ket_qua }}." in template_text(report)
    with ZipFile(report.folder / "report.docx") as parts:
        assert not any(b".VnTime" in parts.read(name) for name in ("word/document.xml", "word/styles.xml"))
    assert (office.folder / "bao-cao-2024.docx").read_bytes() == old


# -- what stops it, what is told ---------------------------------------------------------------------------------------


def stopped(office: Workspace, store: Store, data: bytes, name: str = "cu.docx", **more: Path) -> str:
    with pytest.raises(DeskError) as error:
        adopted(office, store, data, name, **more)
    assert not (office.folder / "templates").exists() or not list((office.folder / "templates").iterdir())
    return str(error.value)


def word(*texts: str) -> bytes:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_contract_is_no_report(office: Workspace, store: Store) -> None:
    said = stopped(office, store, word("HỢP ĐỒNG MUA BÁN", "Bên A giao cho bên B 77 bộ bàn ghế, giá 123.456.789 đồng."))
    assert said.startswith("D381")
    assert "không giống một báo cáo công đoàn" in said


def test_a_paper_of_another_office_has_no_figure_of_ours(office: Workspace, store: Store) -> None:
    said = stopped(office, store, word("Công đoàn kết nạp 777 đoàn viên, có 8.888 đoàn viên, 55 công đoàn cơ sở."))
    assert said.startswith("D381")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"khong phai word", "F101"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "F102"), (b"", "F101")],
)
def test_a_broken_or_locked_file_is_refused(office: Workspace, store: Store, data: bytes, code: str) -> None:
    assert stopped(office, store, data).startswith(code)


def test_an_old_form_that_cannot_be_converted_is_refused(
    office: Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.reports.convert.find_office", lambda: None)
    assert stopped(office, store, b"{\\rtf1}", "cu.rtf").startswith("D385")


def test_what_is_there_is_not_written_over(office: Workspace, store: Store, signed: bytes) -> None:
    adopted(office, store, signed)
    before = (office.folder / "templates" / KIND / "report.docx").read_bytes()
    with pytest.raises(DeskError) as error:
        adopted(office, store, signed)
    assert str(error.value).startswith("D382")
    assert (office.folder / "templates" / KIND / "report.docx").read_bytes() == before


@pytest.mark.parametrize("target", ["noi-khac", "templates/Mẫu của ta", "templates/a/b"])
def test_a_template_lies_in_the_offices_own_folder(office: Workspace, store: Store, signed: bytes, target: str) -> None:
    assert stopped(office, store, signed, target=Path(target)).startswith("D384")


def test_a_year_without_figures_cannot_be_held_against(office: Workspace, store: Store, signed: bytes) -> None:
    path = office.folder / "cu.docx"
    path.write_bytes(signed)
    with pytest.raises(DeskError) as error:
        adopt(office, store, path, KIND, Period.parse("2019"), DAY)
    assert str(error.value).startswith("D380")


def test_a_kind_of_one_page_a_person_is_not_adopted(office: Workspace, store: Store, signed: bytes) -> None:
    path = office.folder / "cu.docx"
    path.write_bytes(signed)
    with pytest.raises(DeskError) as error:
        adopt(office, store, path, "giay-khen", LAST, DAY)
    assert str(error.value).startswith("D383")


def test_a_paper_without_the_usual_blocks_keeps_its_own(office: Workspace, store: Store) -> None:
    data = word(
        "BÁO CÁO NĂM", "Liên đoàn Lao động tỉnh kết nạp mới 2.101 đoàn viên, vượt xa và tăng mạnh so với kỳ vọng."
    )
    report = adopted(office, store, data)
    codes = [problem.code for problem in report.problems]
    assert codes.count("D392") == 3
    assert codes.count("D390") == 2
    assert "{{ E02 }}" in template_text(report)


def test_units_out_of_order_stay_as_rows(office: Workspace, store: Store) -> None:
    names = ["CĐCS Bệnh viện Đa khoa tỉnh Sông Vàng", "CĐCS cơ quan Sở Xây dựng tỉnh Sông Vàng"]
    document = Document()
    document.add_paragraph("Kết nạp mới 2.101 đoàn viên.")
    table = document.add_table(3, 2)
    rows = (("Đơn vị", "Đoàn viên"), *((name, "16.245") for name in names))  # as many as the whole office has
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    buffer = BytesIO()
    document.save(buffer)
    report = adopted(office, store, buffer.getvalue())
    assert "D395" in [problem.code for problem in report.problems]
    assert template_text(report).count("16.245") == 2


def test_names_of_persons_in_a_table_are_told_and_marked(office: Workspace, store: Store) -> None:
    document = Document()
    document.add_paragraph("Kết nạp mới 2.101 đoàn viên.")
    table = document.add_table(3, 3)
    rows = (
        ("Họ và tên", "Chức vụ", "Nơi ở"),
        ("Nguyễn Thị Minh Tâm", "Chủ tịch", "Nơi Khác"),
        ("Y Bhiu Niê", "Ủy viên", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    buffer = BytesIO()
    document.save(buffer)
    report = adopted(office, store, buffer.getvalue())
    told = [problem.what.split("»")[0] for problem in report.problems if problem.code == "D388"]
    assert told == ["tên «Nguyễn Thị Minh Tâm", "tên «Y Bhiu Niê"]
    made = Document(str(report.folder / "report.docx")).tables[-1]
    marked = [
        run.text
        for row in made.rows
        for cell in row.cells
        for run in cell.paragraphs[0].runs
        if run.font.highlight_color
    ]
    assert marked == ["Nguyễn Thị Minh Tâm", "Y Bhiu Niê"]


def test_a_difference_that_nobody_told_of_is_told(
    office: Workspace, store: Store, signed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task, "_told", lambda *_: False)
    path = office.folder / "cu.docx"
    path.write_bytes(signed)
    original, calls = task.text_between, iter([["Đoạn khác."]])  # before the paper as it was, which is read first
    monkeypatch.setattr(task, "text_between", lambda page: [*next(calls, []), *original(page)])
    report = adopt(office, store, path, KIND, LAST, DAY)
    assert [problem.code for problem in report.problems] == ["D393"]
    assert "Đoạn khác." in str(report.problems[0])


def test_words_handed_in_for_last_year_are_told(office: Workspace, store: Store) -> None:
    own = "Việc vận động thành lập công đoàn cơ sở ở doanh nghiệp quy mô nhỏ còn chậm."
    report = adopted(office, store, word("Kết nạp mới 2.101 đoàn viên.", f"- {own}", f"Năm 2024 khó khăn: {own} Hết."))
    assert "D394" in [problem.code for problem in report.problems]  # what is no loop: it is said a second time
    runs = Document(str(report.folder / "report.docx")).paragraphs[-1].runs
    assert [run.text for run in runs if run.font.highlight_color] == [own]


def test_the_original_file_is_never_touched(office: Workspace, store: Store, typed: bytes) -> None:
    adopted(office, store, typed)
    assert (office.folder / "bao-cao-2024.docx").read_bytes() == typed


def test_every_view_of_the_file_is_the_accepted_one(typed: bytes) -> None:
    recast = Recast.of(typed)
    assert recast.changes == 2
    assert INSERTED.strip() in visible_text(read_page(recast.data()), View.REJECTED)
