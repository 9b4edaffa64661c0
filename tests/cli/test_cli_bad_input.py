"""Whatever a unit sends: a message with code, place and remedy, exit code 1, and the rest of the batch taken."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from drafter.intake.form_layout import FIGURES_SHEET
from drafter.store.store import open_store
from tests.cli.command_runs import Program, Ran
from tests.desk.small_office import MEMBERS, SCHOOL, SEWING, Y2025, fill_form

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Maker = Callable[[Path], object]


def form_with(*edits: tuple[str, object], typed: object = 40) -> Maker:
    """A form of the sewing unit with some cells changed."""

    def make(path: Path) -> None:
        fill_form(path, SEWING, "2025", {MEMBERS: typed})
        book = load_workbook(path)
        sheet: Any = book[FIGURES_SHEET]
        for cell, value in edits:
            sheet[cell] = value
        book.save(path)

    return make


def code_cell(path: Path) -> str:
    """The address of the code of «Tổng số đoàn viên» in a form."""
    sheet: Any = load_workbook(path)[FIGURES_SHEET]
    return next(cell.coordinate for cell in sheet["A"] if cell.value == MEMBERS)


def with_unknown_indicator(path: Path) -> None:
    form_with()(path)
    at = code_cell(path)
    form_with((at, "A4"), (f"F{at[1:]}", 40), ("F9", None), (f"F{int(at[1:]) - 1}", 50))(path)


def plain_list(path: Path) -> None:
    book = Workbook()
    book.active.append(["STT", "Họ và tên", "Điện thoại"])
    book.save(path)


def cut_short(path: Path) -> None:
    form_with()(path)
    path.write_bytes(path.read_bytes()[:3000])


UNKNOWN_UNIT = (("C1", "CDCS-2"), ("A6", "Mã đơn vị: CDCS-2"), ("A5", "Đơn vị báo cáo: CĐCS May Lá Biếc"))
OTHER_PERIOD = (("D1", "2024"), ("C6", "Mã kỳ báo cáo: 2024"))
BAD: dict[str, tuple[str, Maker, str, tuple[str, ...]]] = {
    "không phải biểu": ("danh-ba.xlsx", plain_list, "D101", ("không phải biểu số liệu",)),
    "kỳ khác": ("ky-khac.xlsx", form_with(*OTHER_PERIOD), "D103", ("của năm 2024, đang nhận số liệu của năm 2025",)),
    "đơn vị lạ": (
        "la.xlsx", form_with(*UNKNOWN_UNIT), "D102",
        ("«CDCS-2»", "gần nhất: Công đoàn cơ sở Công ty May Lá Biếc (mã CDCS-02)"),
    ),
    "chỉ tiêu lạ": ("chi-tieu.xlsx", with_unknown_indicator, "D112", ("trang tính «Số liệu», ô A", "«A4»")),
    "có mật khẩu": (
        "khoa.xlsx", lambda p: p.write_bytes(OLE2 + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)),
        "D142", ("tệp có mật khẩu mở",),
    ),
    "hỏng": ("hong.xlsx", cut_short, "D141", ("không đọc được tệp",)),
    "xls cũ hỏng": ("cu.xls", lambda p: p.write_bytes(OLE2 + bytes(2000)), "D141", ("không đọc được",)),
    "Word cũ": (
        "bao-cao.doc", lambda p: p.write_bytes(OLE2 + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600)),
        "D149", ("tệp Word cũ (.doc)",),
    ),
    "biểu trống": ("trong.xlsx", form_with(typed=None), "D124", ("chưa điền số liệu",)),
    "công thức chưa tính": ("cong-thuc.xlsx", form_with(typed="=20+20"), "D111", ("ô F",)),
    "tệp rỗng": ("rong.xlsx", lambda p: p.write_bytes(b""), "D140", ("tệp không có nội dung",)),
    "ảnh": ("anh.xlsx", lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n"), "D149", ("tệp ảnh",)),
    "JSON hỏng": ("bai.json", lambda p: p.write_text("{"), "D141", ("JSON",)),
    "JSON sai khuôn": ("bai.json", lambda p: p.write_text('{"unit": 5}'), "D160", ("mục period",)),
}  # fmt: skip


def members(office: Path) -> dict[str, object]:
    """The members stored for 2025, by unit."""
    with open_store(office / "drafter.db") as store:
        figures = store.figures((Y2025,))
    return {figure.key.organisation: figure.value for figure in figures if figure.key.indicator == MEMBERS}


@pytest.mark.parametrize(("name", "make", "code", "words"), BAD.values(), ids=BAD)
def test_a_bad_file_is_told_and_the_good_one_beside_it_taken(
    drafter: Program, tmp_path: Path, name: str, make: Maker, code: str, words: tuple[str, ...]
) -> None:
    batch = tmp_path / "biểu nhận về"
    fill_form(batch / "zz-tot.xlsx", SCHOOL, "2025", {MEMBERS: 41})
    make(batch / name)
    found = drafter("import", batch, "--period", "2025")
    assert found.code == 1
    assert code in found.codes
    told = next(line for line in found.said.splitlines() if line.startswith(code))
    assert name in told
    for word in words:
        assert word in told
    lines = found.said.splitlines()
    assert lines[lines.index(told) + 1].startswith("     cách sửa: ")
    assert members(drafter.folder)[SCHOOL] == 41


def test_a_folder_of_all_of_them_at_once(drafter: Program, tmp_path: Path) -> None:
    batch = tmp_path / "tất cả"
    for number, (name, make, _, _) in enumerate(BAD.values()):
        (batch / f"{number:02}").mkdir(parents=True)
        make(batch / f"{number:02}" / name)
    fill_form(batch / "zz-tot.xlsx", SCHOOL, "2025", {MEMBERS: 41})
    with zipfile.ZipFile(batch / "gui-kem.zip", "w") as archive:
        archive.write(fill_form(tmp_path / "may.xlsx", SEWING, "2025", {MEMBERS: 60}), "may.xlsx")
    found = drafter("import", batch, "--period", "2025")
    assert found.code == 1
    assert {code for _, _, code, _ in BAD.values()} <= set(found.codes)
    assert members(drafter.folder) == {SCHOOL: 41, SEWING: 60}
    board = drafter("status", "--period", "2025", "--json").data
    assert {p["code"] for p in board["strays"]} >= {"D101", "D102", "D140", "D141", "D142", "D149"}


def test_a_path_that_is_not_there(drafter: Program, tmp_path: Path) -> None:
    nothing = drafter("import", tmp_path / "không có")
    assert (nothing.code, nothing.out, nothing.codes) == (2, "", ["W116"])
    good = fill_form(tmp_path / "a.xlsx", SCHOOL, "2025", {MEMBERS: 41})
    some = drafter("import", tmp_path / "không có.xlsx", good)
    assert (some.code, some.codes) == (1, ["D150"])
    assert members(drafter.folder) == {SCHOOL: 41}


def test_an_empty_folder(drafter: Program, tmp_path: Path) -> None:
    (tmp_path / "trống").mkdir()
    found = drafter("import", tmp_path / "trống")
    assert (found.code, found.codes) == (2, ["D151"])


def test_the_difference_of_a_corrected_form_is_shown(drafter: Program, tmp_path: Path) -> None:
    path = fill_form(tmp_path / "a.xlsx", SCHOOL, "2025", {MEMBERS: 41})
    drafter("import", path)
    fill_form(path, SCHOOL, "2025", {MEMBERS: 45})
    found = drafter("import", path)
    assert found.code == 0
    assert "  thay đổi: A04 Tổng số đoàn viên công đoàn: 41 đoàn viên → 45 đoàn viên\n" in found.out


def test_names_that_look_like_markup_or_controls_are_shown_as_they_are(drafter: Program, tmp_path: Path) -> None:
    name = "[bold]a[-bold] «ngoặc» \x1b[31m.xlsx"
    (tmp_path / name).write_bytes(b"")
    found = drafter("import", tmp_path / name)
    assert (found.code, found.codes) == (2, ["D140"])
    assert "[bold]a[-bold] «ngoặc» [31m.xlsx" in found.said
    assert "\x1b" not in found.said


def _walk(data: object) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        if "code" in data and "fix" in data:
            yield data
        for value in data.values():
            yield from _walk(value)
    elif isinstance(data, list):
        for value in data:
            yield from _walk(value)


def problems_told(found: Ran) -> list[str]:
    """The problems of a JSON answer as the plain answer tells them."""
    told = []
    for problem in _walk(found.data):
        where = f"{problem['place']}: " if problem["place"] else ""
        told.append(f"{where}{problem['what']}")
    return told


@pytest.mark.parametrize(
    "words",
    [
        ("import", "{batch}", "--period", "2025"),
        ("status", "--period", "2025"),
        ("figures", "--period", "2025"),
        ("draft", "bao-cao-nam", "--period", "2025"),
    ],
    ids=lambda words: words[0],
)
def test_json_says_the_same_as_the_words(drafter: Program, tmp_path: Path, words: tuple[str, ...]) -> None:
    batch = tmp_path / "biểu"
    fill_form(batch / "a.xlsx", SCHOOL, "2025", {MEMBERS: 41, "A01": 30})
    form_with(typed="bốn mươi")(batch / "b.xlsx")
    cut_short(batch / "c.xlsx")
    drafter("import", batch)
    given = [word.format(batch=batch) for word in words]
    plain, data = drafter(*given), drafter(*given, "--json")
    assert (data.code, data.err) == (plain.code, "")
    told = problems_told(data)
    if words[0] == "status":
        assert {row["code"]: row["state_vi"] for row in data.data["units"]} == {
            "CDCS-01": "nộp", "CDCS-02": "lỗi", "CDX-04": "thiếu",
        }  # fmt: skip
        told = [message for message in told if message.startswith("c.xlsx")]  # the board counts the units' problems
    assert told
    for message in told:
        assert message in plain.said


def test_figures_as_json_and_as_a_workbook_at_once(drafter: Program, tmp_path: Path) -> None:
    fill_form(tmp_path / "a.xlsx", SCHOOL, "2025", {MEMBERS: 41, "C06": (11, 12)})
    drafter("import", tmp_path / "a.xlsx", "--from", "Giàng Thị Mỷ")
    found = drafter("figures", "--period", "2025", "--json", "--xlsx", tmp_path / "số liệu.xlsx")
    assert found.data["xlsx"] == str(tmp_path / "số liệu.xlsx")
    rows = {row["indicator"]: row for row in found.data["figures"]}
    assert (rows[MEMBERS]["value"], rows[MEMBERS]["missing"]) == ("41", [SEWING, "CDX-04"])
    assert rows[MEMBERS]["sources"][0]["submitted_by"] == "Giàng Thị Mỷ"
    assert (rows["C06"]["numerator"], rows["C06"]["denominator"]) == ("11", "12")
    assert (tmp_path / "số liệu.xlsx").is_file()
    again = drafter("figures", "--period", "2025", "--xlsx", tmp_path / "số liệu.xlsx")
    assert again.out.startswith(f"Đã ghi {len(rows)} chỉ tiêu vào {tmp_path / 'số liệu.xlsx'}.\n")  # the same bytes
    drafter("import", fill_form(tmp_path / "b.xlsx", SEWING, "2025", {MEMBERS: 60}))
    later = drafter("figures", "--period", "2025", "--xlsx", tmp_path / "số liệu.xlsx")
    assert later.out.startswith(f"Đã ghi {len(rows)} chỉ tiêu vào {tmp_path / 'số liệu-v2.xlsx'}.\n")


def test_the_schema_is_that_of_a_submission_that_is_taken(drafter: Program, tmp_path: Path) -> None:
    schema = drafter("schema", "submission").data
    assert {"unit", "period", "figures"} <= set(schema["properties"])
    given = {"unit": SCHOOL, "period": "2025", "figures": [{"indicator": MEMBERS, "value": 41}]}
    (tmp_path / "bài.json").write_text(json.dumps(given), "utf-8")
    assert drafter("import", tmp_path / "bài.json").code == 0
    assert members(drafter.folder) == {SCHOOL: 41}
