"""Papers of the samples become templates: what their registers print are slots and loops, nothing else is left.

Word for word over the shipped samples: each paper, adopted without its carriers and filled again, is the same but for
what was listed. A choice of each kind of paper always, all of them in `make test-long`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from drafter.adoption.rows import RowList
from drafter.desk.adopting.adopt import AdoptReport, adopt, last_years, paragraphs_between
from drafter.desk.adopting.tables import row_lists
from drafter.desk.draft import draft
from drafter.desk.workspace import Workspace, open_workspace
from drafter.model.period import Period
from drafter.model.views import visible_text
from drafter.prose.documents import DocumentReader
from drafter.prose.readings import Kind
from drafter.readback.reader import read_page
from drafter.recast.file import Recast
from drafter.render.context import build_context
from drafter.reports.opening import read_reports
from drafter.store.store import open_store
from tests.golden.drafts import OCCASIONS, golden_draft, golden_office
from tests.prose.scoring import reader

TEMPLATE = "mau-lap-tu-ban-cu"
EXACT = {
    "cum-4-2026": [],
    "cum-2-2019": [("D387", "0")],
    "thuong-tin-nhiem-ky": [],
    "van-phong-mau-giua-nhiem-ky": [],
}
"""Papers with registers, and all that may be told of them: the code and the words that stay."""


PLAIN: Mapping[str, Mapping[str, int]] = {
    "cang-2026-quy-2": {},
    "thanh-tri-2020": {},
    "thanh-tri-2020-to-trinh": {},
    "thanh-tri-2020-quyet-dinh": {},
    "thanh-tri-2020-tom-tat": {},
    "cang-2026-6-thang": {},
    "cang-2026-9-thang": {},
    "cum-1-quy-1-2021": {"D394": 2},
    "cum-1-quy-1-2021-bao-cao-quy": {"D387": 1},
    "cum-4-2026-tam": {"D387": 2},
    "thanh-pho-2020": {},
    "thanh-pho-2020-xep-loai": {},
    "thanh-pho-giua-nhiem-ky": {},
    "van-phong-mau-2024": {},
    "van-phong-mau-2025-tam": {},
    "van-phong-mau-2025": {},
    "khen-thuong-mau-to-trinh": {},
    "khen-thuong-mau-bien-ban": {"D392": 1},  # who signs stands in two columns
    "van-phong-mau-2025-xep-loai": {},
}
"""The other papers of the samples that adopt serves, and how often what is told of each."""
QUICK = (*tuple(PLAIN)[:2], "thanh-tri-2020-quyet-dinh", "van-phong-mau-2025-xep-loai")
"""Within the year, of a year, a decision, grades; a letter and a list of people are adopted below."""


class Made:
    """A sample's paper, the template made of it, and the office they are in."""

    def __init__(self, name: str, folder: Path, *more: Sequence[Sequence[str]], before: str = "") -> None:
        """`more` are the rows of tables that somebody put at the paper's end, or before a line of it."""
        occasion = OCCASIONS[name]
        shutil.copytree(golden_office(name).folder, folder)
        self.ws: Workspace = open_workspace(folder)
        self.now = datetime.combine(occasion.day, time(8), UTC)
        self.period = Period.parse(occasion.period)
        self.signed = with_tables(Recast.of(golden_draft(name).report).data(), more, before)
        self.file = file = folder / "cu.docx"
        file.write_bytes(self.signed)
        with open_store(self.ws.database) as store:
            self.report: AdoptReport = adopt(
                self.ws, store, file, occasion.kind, self.period, occasion.day, Path("templates") / TEMPLATE
            )
        self.template = visible_text(read_page((folder / "templates" / TEMPLATE / "report.docx").read_bytes()))

    def filled(self, period: Period) -> bytes:
        folder = self.ws.folder / "ra" / str(period).replace("/", "-")
        with open_store(self.ws.database) as store:
            found = draft(self.ws, store, TEMPLATE, period, now=self.now, folder=folder)
        return next(path for path in found.files if path.suffix == ".docx").read_bytes()


def with_tables(data: bytes, tables: Sequence[Sequence[Sequence[str]]], before: str) -> bytes:
    """The paper with tables at its end or before a line; as it was without any."""
    if not tables:
        return data
    document = Document(BytesIO(data))
    line = next((one for one in document.paragraphs if before and one.text.strip() == before), None)
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        if line is not None:
            line._p.addprevious(table._tbl)
            line.insert_paragraph_before("Kết quả cụ thể:")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module", params=sorted(EXACT))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Made]:
    """A sample's paper by name, adopted."""
    return request.param, Made(request.param, tmp_path_factory.mktemp("cu") / "van-phong")


def test_it_comes_back_word_for_word_and_nothing_is_left(made: tuple[str, Made]) -> None:
    name, paper = made
    told = [(one.code, re.findall(r"«([^»]*)»", one.what)[0]) for one in paper.report.problems]
    assert told == EXACT[name]
    assert paragraphs_between(paper.filled(paper.period)) == paragraphs_between(paper.signed)


TIED = {
    "khen-thuong-mau-bien-ban": (
        "có {{ de_nghi.bien_ban.thanh_vien }}; có mặt {{ de_nghi.bien_ban.co_mat }}, vắng mặt",
        "{{ x.phat_ra }}\n{{ x.thu_ve }}\n{{ x.hop_le }}\n{{ x.dong_y }}\n{{ x.thanh_vien }}\n{{ x.ty_le }}",
        "{{ x.hinh_thuc }}\n{{ x.phieu }}\n{{ x.can }}\n{{ x.dat }}",
        "Có {{ de_nghi.bien_ban.so_chua_du }} chưa đủ tỷ lệ phiếu",
    ),
    "van-phong-mau-2025-xep-loai": (
        "là {{ xep_loai.tong.tong }} đơn vị; số được đánh giá, xếp loại là {{ xep_loai.tong.duoc_danh_gia }} đơn vị",
        "- {{ x.ten | capitalize }}: {{ x.so }} đơn vị, chiếm {{ x.ty_le }};",
        "khu vực nhà nước {{ xep_loai.nha_nuoc.tren }}, đạt {{ xep_loai.nha_nuoc.ty_le }};",
        "{{ x.nay }} đơn vị, năm trước {{ x.truoc }} đơn vị ({{ x.tang_giam }})",
        "{%tc for n in x.o %}\n{{ n.so }} ({{ n.ty_le }})\n{%tc endfor %}",
        "{{ xep_loai.tong.tong }}\n{{ xep_loai.tong.duoc_danh_gia }}\n{%tc for n in xep_loai.tong.o %}",
        "{%tr for nhom in xep_loai.danh_sach %}",
        "{{ nhom.ten }} ({{ nhom.so }} đơn vị)",
        "{{ x.doan_vien_chu }}\n{{ x.diem_chu }}\n{{ x.xep_loai }}\n{{ x.nam_truoc }}",
    ),
}
"""What the registers of votes and of grades print."""


@pytest.mark.parametrize("name", [pytest.param(one, marks=() if one in QUICK else pytest.mark.long) for one in PLAIN])
def test_a_sample_comes_back_word_for_word(name: str, tmp_path: Path) -> None:
    paper = Made(name, tmp_path / "van-phong")
    told = [one.code for one in paper.report.problems]
    assert {code: told.count(code) for code in told} == PLAIN[name], [*map(str, paper.report.problems)]
    assert [slot for slot in TIED.get(name, ()) if slot not in paper.template] == []
    assert paragraphs_between(paper.filled(paper.period)) == paragraphs_between(paper.signed)


SLOTS = {
    "cum-4-2026": (
        "{{ cum.ten }} gồm {{ cum.so_don_vi }}: {{ cum.thanh_vien }}. Cụm trưởng: {{ cum.cum_truong.goi }}",
        "Cụm phó: {{ cum.cum_pho.goi }}.",
        "Kết nạp mới {{ E02 }}{{ cum.E02.kem }}.",
        "{%tc for n in cum.nhom_diem %}\n{{ n.ma }}\n{%tc endfor %}",
        "{{ x.hang }}\n{{ x.don_vi }}\n{%tc for n in x.nhom %}\n{{ n }}\n{%tc endfor %}\n{{ x.thuong_tru }}",
        "{{ x.thanh_vien }}\n{{ x.phat_ra }}\n{{ x.thu_ve }}\n{{ x.hop_le }}\n{{ x.dong_y }}\n{{ x.ty_le }}",
        "- Tặng {{ x.hinh_thuc }} cho {{ x.don_vi }} (xếp hạng {{ x.hang }}).",
        "Cụm trưởng: {{ cum.cum_truong_sau.goi }}; Cụm phó: {{ cum.cum_pho_sau.goi }}.",
        "- {{ x.don_vi }}: {{ x.noi_dung }}.",
    ),
    "cum-2-2019": (
        "do {{ cum.truong_doan.goi }} làm trưởng đoàn",
        "thỏa ước lao động tập thể: {{ cum.C04.day_du }}.",
        "phát động thi đua: {{ cum.D02 }}.",
        "{%tc for n in cum.cot %}\n{{ n }}\n{%tc endfor %}",
        "{{ x.ten }} ({{ x.dvt }})\n{%tc for n in x.o %}\n{{ n }}\n{%tc endfor %}\n{{ x.cong }} ({{ x.bao_cao }})",
        "{{ cum.nguoi_bao_cao.goi }} thay mặt Cụm",
    ),
    "thuong-tin-nhiem-ky": (
        "khóa {{ nhiem_ky.khoa }} báo cáo {{ nhiem_ky.dai_hoi_sau }} kết quả",
        "{{ loop.index }}. {{ x.noi_dung }} ({{ x.pham_vi }}).",
    ),
    "van-phong-mau-giua-nhiem-ky": (
        "{{ nhiem_ky.dai_hoi }} đề ra {{ nhiem_ky.tong }} cho nhiệm kỳ {{ nhiem_ky.so_nam }}; đến nay",
        '{{ nhiem_ky.dat_va_vuot or "không có chỉ tiêu" }} đạt và vượt',
        "{{ loop.index }}. {{ x.noi_dung }}{% if x.pham_vi %} ({{ x.pham_vi }}){% endif %}: {% if x.ket_qua %}",
        "{{ x.ket_qua }}; đánh giá: {% endif %}{{ x.danh_gia }}{% if x.nam_chua_dat %} ({{ x.nam_chua_dat }})",
        "chưa đạt: chỉ tiêu {% for x in nhiem_ky.chua_dat %}{{ x.so }} ({{ x.nam_chua_dat }}){% if not loop.last %}",
        "hội nghị cán bộ, công chức, viên chức: {{ theo_nam.C06.cau or C06 }}.",
        "{%p if nhiem_ky.nam_thieu %}",
    ),
}


def test_what_registers_print_are_slots_and_loops(made: tuple[str, Made]) -> None:
    name, paper = made
    for slot in SLOTS[name]:
        assert slot in paper.template


LETTER = "khen-thuong-mau-to-trinh"


def printed_lists(name: str) -> list[RowList]:
    """The lists that rows of a sample's paper may print."""
    occasion = OCCASIONS[name]
    office = golden_office(name)
    with open_store(office.database) as store:
        home, paper = last_years(office, store, occasion.kind, Period.parse(occasion.period), occasion.day)
        return [*row_lists(build_context(paper, home.kind.annex_names()))]


def test_a_list_of_people_and_their_awards_is_a_loop(tmp_path: Path) -> None:
    occasion = OCCASIONS[LETTER]
    people = next(one for one in printed_lists(LETTER) if ".ca_nhan." in one.before[0])
    tags = ("tt", "ten", "chuc_vu", "don_vi")
    rows = [[cells["{{ x." + tag + " }}"] for tag in tags] for cells in people.entries]
    heads = iter(people.groups)
    table: list[list[str]] = [["TT", "Họ và tên", "Chức vụ", "Đơn vị"]]
    left = 0
    for row in rows:
        if not left and people.groups:
            head, left = next(heads)
            table.append(["", head["{{ nhom.ten }}"], "", ""])
        table.append(row)
        left -= 1
    paper_with_list = Made(LETTER, tmp_path / "van-phong", table)
    assert "{%tr for x in nhom.dong %}" in paper_with_list.template
    assert not any(row[1] in paper_with_list.template for row in rows)
    back = Document(BytesIO(paper_with_list.filled(Period.parse(occasion.period)))).tables[-1]
    assert [[cell.text for cell in row.cells] for row in back.rows] == table


HALFWAY = "van-phong-mau-giua-nhiem-ky"


@pytest.fixture(scope="module")
def halfway(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A whole review of half a term, with two tables of its targets: year by year, and of results with percents."""
    targets = next(one for one in printed_lists(HALFWAY) if one.what == "chỉ tiêu nhiệm kỳ")
    (wide,) = targets.wide
    both = targets.names[0]
    years = [["TT", "Chỉ tiêu", *wide.said]]
    results = [["TT", "Nội dung", "Chỉ tiêu", "Kết quả", "Tỷ lệ", "Đánh giá"]]
    for entry, cells in zip(targets.entries, wide.cells, strict=True):
        years.append([entry["{{ x.so }}"], entry[both], *cells])
        tags = ("so", "", "de_ra", "ca_ky", "ty_le", "danh_gia")
        results.append([entry["{{ x." + tag + " }}"] if tag else entry[both] for tag in tags])
    return Made(HALFWAY, tmp_path_factory.mktemp("nhiem-ky") / "van-phong", years, results, before="Phần II")


def test_a_paper_with_tables_of_a_terms_targets_comes_back_word_for_word(halfway: Made) -> None:
    assert [str(one) for one in halfway.report.problems] == []
    assert paragraphs_between(halfway.filled(halfway.period)) == paragraphs_between(halfway.signed)
    for slot in ("{%tc for n in x.nam %}\n{{ n }}", "{{ x.de_ra }}\n{{ x.ca_ky }}\n{{ x.ty_le }}\n{{ x.danh_gia }}"):
        assert slot in halfway.template


Read = Sequence[tuple[str, str, str, str | None]]
YEARS: Read = (
    ("E02", "2101", "năm 2024", None), ("E02", "1577", "năm 2025", None),
    ("C06", "100", "năm 2024", None), ("C06", "87.5", "năm 2025", None),
    ("C07", "85", "năm 2024", None),
)  # fmt: skip
RESULTS: Read = (
    ("E02", "3678", "giữa nhiệm kỳ 2023-2028", "49.04"),
    ("E01", "2", "giữa nhiệm kỳ 2023-2028", "20"),
    ("C23c", "11", "giữa nhiệm kỳ 2023-2028", "110"),
)


@pytest.mark.parametrize(("table", "expected"), [("bảng 2", YEARS), ("bảng 3", RESULTS)], ids=["years", "results"])
def test_a_table_of_a_terms_targets_is_read(halfway: Made, table: str, expected: Read) -> None:
    (report,) = (one.report for one in read_reports([halfway.file]))
    assert report is not None
    found = [
        one.reading for one in DocumentReader(reader(), lambda _: "").read(report).found if table in str(one.place)
    ]
    told = [
        (one.candidates[0].code, str(one.value), one.period, one.percent_of_target and str(one.percent_of_target))
        for one in found
        if one.kind is Kind.ACTUAL
    ]
    assert [one for one in told if one in expected] == [*expected]
    if expected is YEARS:
        assert len(told) == len(found) == 23  # all that stands in it


NEXT = {"cum-4-2026": "2027", "cum-2-2019": "2020"}


def test_the_next_year_carries_no_number_of_the_last_unmarked(made: tuple[str, Made]) -> None:
    name, paper = made
    if name not in NEXT:
        pytest.skip("the years of a term are many: what is left of them is told, as above")
    data = paper.filled(Period.parse(NEXT[name]))
    year = int(NEXT[name])
    text = "\n".join(paragraphs_between(data))
    assert str(year - 1) not in text
    own = {str(year), str(year + 1), "2%"}  # a rate of law
    free = {number for line in _plain(data) for number in re.findall(r"\d[\d.,/%]*(?<=[\d%])", line)}
    assert free <= own | set(re.findall(r"số (\d+)", text)), free


def _plain(data: bytes) -> list[str]:
    """The lines of a draft without what a carrier or a highlight marks and without the numbers of headings."""
    found = []
    document = Document(BytesIO(data))
    cells = (
        p
        for table in document.tables[1:-1]
        for row in table.rows[1:]
        for cell in row.cells[1:]
        for p in cell.paragraphs
    )
    for paragraph in (*document.paragraphs, *cells):  # the frame, heads and numbers of rows apart
        text = "".join(run.text for run in paragraph.runs if run.font.highlight_color is None)
        found.append(re.sub(r"^\s*\d+[.)]\s", "", text))
    return [line for line in found if not line.startswith(("SỐ LIỆU TẠM", "Các cột điểm theo nhóm tiêu chí"))]
