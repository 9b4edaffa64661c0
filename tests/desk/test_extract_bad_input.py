"""Files that are no past report, or none that can be read: each says why by its code, and nothing of any is stored."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from drafter.desk.astray import form_astray
from drafter.desk.extract import extract
from drafter.desk.problems import DeskError
from drafter.desk.refreshing.workbook import refresh_workbook
from drafter.desk.register_forms import write_register_forms
from drafter.desk.review import accept_sure, save_review
from tests.desk.small_office import CAME, NEW_MEMBERS, SCHOOL, Y2024, Desk, fill_form

LOCKED = Path(__file__).parents[1] / "reports" / "locked"
SEALED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")


def word(*lines: str, rows: int = 0) -> bytes:
    """A Word file of these paragraphs and an empty table of so many rows."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        document.add_table(rows, 3)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


CONTRACT = word(
    "HỢP ĐỒNG MUA BÁN HÀNG HÓA",
    "Bên A bán cho bên B 12 máy tính xách tay với tổng giá trị 180 triệu đồng, giao trong 15 ngày.",
    "Bên B thanh toán 50% giá trị hợp đồng trong 07 ngày kể từ ngày ký.",
)
TABLE_ONLY = word("BÁO CÁO", "Số liệu hoạt động công đoàn năm 2024", rows=4)
MIXED = word(
    "BÁO CÁO",
    "Kết quả hoạt động công đoàn năm 2024",
    "The trade union of the province admitted 1,200 members and organised 35 training courses in 2024.",
    "Le syndicat de la province a accueilli 1 200 membres; l'été à Genève, 40 délégués ont participé.",
    "Công đoàn kết nạp mới 45 đoàn viên công đoàn, người lao động trong các doanh nghiệp trên địa bàn.",
)
FILES = {
    "trong.docx": (b"", ["D341"], False),
    "hong.docx": (word("Công đoàn kết nạp mới 45 đoàn viên.")[:900], ["D342"], False),
    "khoa.docx": (SEALED, ["D343"], False),
    "khoa.xlsx": (SEALED, ["D343"], False),
    "khoa.pdf": ((LOCKED / "khoa.pdf").read_bytes(), ["D343"], False),
    "khoa.doc": ((LOCKED / "khoa.doc").read_bytes(), ["D343"], False),
    "anh.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(40), ["D340"], False),
    "hop-dong.docx": (CONTRACT, ["D352", "D355"], True),
    "bang-trong.docx": (TABLE_ONLY, ["D353"], True),
    "chu.docx": ("Kính gửi các đồng chí.".encode(), ["D357", "D353"], True),
}


def put(desk: Desk, **files: bytes) -> list[Path]:
    folder = desk.ws.folder / "cu"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder]


def test_each_says_why_and_none_leaves_anything_behind(desk: Desk) -> None:
    paths = put(desk, **{name: data for name, (data, _, _) in FILES.items()})
    before = {path: path.read_bytes() for path in desk.ws.folder.rglob("*.docx")}
    found = extract(desk.ws, desk.store, paths)
    told = {one.path.name: ([problem.code for problem in one.problems], one.read) for one in found.files}
    assert told == {name: (codes, can) for name, (_, codes, can) in FILES.items()}
    assert all(problem.what and problem.fix for problem in found.problems)
    assert not any(row.sure for row in found.rows)
    accept_sure(desk.ws, desk.store, found, CAME, "")
    assert desk.store.periods() == ()
    assert {path: path.read_bytes() for path in before} == before


def test_a_report_in_three_languages_gives_what_its_vietnamese_says(desk: Desk) -> None:
    found = extract(desk.ws, desk.store, put(desk, **{"ba-thu-tieng.docx": MIXED}))
    sure = [(row.indicator, row.value, row.period) for row in found.rows if row.sure]
    assert [(code, int(value), period) for code, value, period in sure] == [("E02", 45, "2024")]
    assert not [file.problems for file in found.files if file.problems]


def test_a_bad_file_beside_a_good_one_costs_only_itself(desk: Desk, tmp_path: Path) -> None:
    files = {"a-hong.docx": b"PK\x03\x04", "b.docx": MIXED, "c-khoa.docx": SEALED}
    found = extract(desk.ws, desk.store, put(desk, **files))
    assert [(file.path.name, file.read) for file in found.files] == [
        ("a-hong.docx", False), ("b.docx", True), ("c-khoa.docx", False),
    ]  # fmt: skip
    assert save_review(desk.ws, found, tmp_path / "doi-chieu.xlsx").is_file()
    accept_sure(desk.ws, desk.store, found, CAME, "Lê Thị Mai")
    (figure,) = desk.store.figures((Y2024,))
    assert (figure.key.indicator, figure.source.file) == ("E02", "b.docx")


def test_a_units_form_is_no_report_and_is_shown_its_place(desk: Desk) -> None:
    form = fill_form(desk.ws.folder / "bieu.xlsx", SCHOOL, "2025", {NEW_MEMBERS: 12})
    found = extract(desk.ws, desk.store, [form])
    (file,) = found.files
    assert [problem.code for problem in file.problems] == ["D398"]
    assert file.problems[0].what == (
        "đây là biểu số liệu của Công đoàn cơ sở Trường Tiểu học Suối Trong, năm 2025, không đọc ở đây"
    )
    assert found.rows == ()
    with pytest.raises(DeskError) as met:
        refresh_workbook(desk.ws, desk.store, form, now=CAME)
    assert [problem.code for problem in met.value.problems] == ["D398"]


def test_a_register_and_a_review_are_shown_their_place(desk: Desk, tmp_path: Path) -> None:
    (register,) = write_register_forms(desk.ws, desk.store, "de-nghi-khen", Y2024, None, tmp_path)[:1]
    review = save_review(desk.ws, extract(desk.ws, desk.store, put(desk, **{"b.docx": MIXED})), tmp_path / "dc.xlsx")
    told = [problem.what for path in (register, review) if (problem := form_astray(path))]
    assert told[0].startswith("đây là sổ của ")
    assert told[1] == "đây là bảng đối chiếu báo cáo cũ, không đọc ở đây"
