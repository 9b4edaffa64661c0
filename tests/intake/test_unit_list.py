"""The office's list of units: written and read back, and what may be wrong with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from drafter.intake.grid import Cell
from drafter.intake.sandbox import Sandbox
from drafter.intake.unit_list_writer import write_units
from drafter.intake.units import LEVEL_WORDS, read_day, read_units
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.problem import Problem
from drafter.wording.tones import split_tone

LIST = (
    Organisation(
        "LDLD-TM",
        (Standing(Level.DISTRICT, "LĐLĐ huyện Thanh Mẫu", "LDLD-TP", date(1961, 1, 1), date(2025, 6, 30)),),
        ("LĐLĐ Thanh Mẫu",),
        merged_into="CD-XA",
        merged_on=date(2025, 6, 30),
    ),
    Organisation("CD-XA", (Standing(Level.COMMUNE, "Công đoàn xã Mẫu", "LDLD-TP", date(2025, 7, 1)),), order=1),
    Organisation(
        "CDCS-001",
        (
            Standing(Level.GRASSROOTS, "CĐCS Trường cấp 1 Mẫu", "LDLD-TM", None, date(2019, 12, 31)),
            Standing(Level.GRASSROOTS, "CĐCS Trường Tiểu học Mẫu", "CD-XA", date(2020, 1, 1)),
        ),
        ("TH Mẫu", "Tiểu học Mẫu"),
        "Hành chính, sự nghiệp",
        order=2,
    ),
)
HEAD = (
    "Mã",
    "Tên",
    "Tên gọi khác (;)",
    "Cấp",
    "Khu vực",
    "Trực thuộc",
    "Từ ngày",
    "Đến ngày",
    "Sáp nhập vào",
    "Ngày sáp nhập",
)


def book(*rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> bytes:
    workbook = Workbook()
    for row in (head, *rows):
        workbook.active.append(row)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [str(problem).splitlines()[0] for problem in problems]


def test_a_list_round_trips(sandbox: Sandbox) -> None:
    assert read_units(write_units(LIST), "don-vi.xlsx", sandbox, office="LDLD-TP") == (LIST, ())


def test_same_list_same_bytes() -> None:
    assert write_units(LIST) == write_units(LIST)
    properties = load_workbook(BytesIO(write_units(LIST))).properties
    assert properties.created == properties.modified == datetime(2020, 1, 1)  # noqa: DTZ001 - not when it was made


def test_the_example_explains_itself_and_is_not_read_back(sandbox: Sandbox) -> None:
    sheet = load_workbook(BytesIO(write_units())).active
    assert sheet["A2"].value == "CDCS-001"
    assert sheet["K2"].value == "Dòng ví dụ, xóa đi khi dùng"
    assert read_units(write_units(), "don-vi.xlsx", sandbox) == ((), ())


def test_columns_in_any_order_and_most_of_them_left_out(sandbox: Sandbox) -> None:
    data = book(("Trường Tiểu học Mẫu", "TH01"), ("Trạm Y tế Mẫu", "YT01"), head=("Tên đơn vị", "Mã đơn vị"))
    units, problems = read_units(data, "ds.xlsx", sandbox)
    assert problems == ()
    assert [(unit.code, unit.order, unit.standings[0].level) for unit in units] == [
        ("TH01", 0, Level.GRASSROOTS),
        ("YT01", 1, Level.GRASSROOTS),
    ]


@pytest.mark.parametrize("level", Level)
def test_every_level_has_its_words(sandbox: Sandbox, level: Level) -> None:
    for words in (LEVEL_WORDS[level], level.value):
        [unit], _ = read_units(book(("X1", "Đơn vị", "", words)), "ds.xlsx", sandbox)
        assert unit.standings[0].level is level


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-8", "\t"), ("cp1258", ";")]
)
def test_csv_as_excel_saves_it(sandbox: Sandbox, encoding: str, separator: str) -> None:
    text = separator.join(("Mã", "Tên", "Từ ngày")) + "\n" + separator.join(("A1", '"Trạm Mẫu"', "01/07/2025")) + "\n"
    if encoding == "cp1258":  # it holds accents as marks of their own
        text = "".join("".join(split_tone(letter)) for letter in text)
    [unit], problems = read_units(text.encode(encoding), "ds.csv", sandbox)
    assert problems == ()
    assert unit.standings == (Standing(Level.GRASSROOTS, "Trạm Mẫu", "", date(2025, 7, 1)),)


@pytest.mark.parametrize(
    ("cell", "last", "day"),
    [
        (Cell("d", "2025-06-30"), False, date(2025, 6, 30)),
        (Cell("t", "30/06/2025"), False, date(2025, 6, 30)),
        (Cell("t", "1-7-2025"), False, date(2025, 7, 1)),
        (Cell("t", "30.6.2025"), False, date(2025, 6, 30)),
        (Cell("n", "2020"), False, date(2020, 1, 1)),
        (Cell("n", "2020"), True, date(2020, 12, 31)),
        (Cell("t", "12/31/2026"), False, None),
        (Cell("t", "31/02/2026"), False, None),
        (Cell("t", "quý II"), False, None),
        (Cell("n", "45992"), False, None),
    ],
)
def test_days(cell: Cell, last: bool, day: date | None) -> None:
    assert read_day(cell, last) == day


@pytest.mark.parametrize(
    ("rows", "messages", "kept"),
    [
        ([("", "Trạm Mẫu")], ["D171 ô A2: dòng này thiếu «Mã»: chưa nhận đơn vị này"], 0),
        ([("A1", "")], ["D171 ô B2: dòng này thiếu «Tên»: chưa nhận đơn vị này"], 0),
        (
            [("A1", "Trạm Mẫu"), ("a1", "Trường Mẫu")],
            ["D172 ô A3: mã «a1» đã có ở dòng 2, hai dòng không tách nhau theo ngày: chưa nhận dòng này"],
            1,
        ),
        (
            [("A1", "Trạm Mẫu", "", "cấp tôi")],
            ["D173 ô D2: cấp «cấp tôi» không có trong danh sách: chưa nhận dòng này"],
            0,
        ),
        (
            [("A1", "Trạm Mẫu", "", "", "", "B7")],
            ["D174 ô F2: cột «Trực thuộc» ghi «B7», không phải mã của đơn vị nào trong danh sách"],
            1,
        ),
        (
            [("A1", "Trạm Mẫu", "", "", "", "", "12/31/2026")],
            ["D175 ô G2: cột «Từ ngày» ghi «12/31/2026», cần ngày/tháng/năm: ngày này bỏ trống"],
            1,
        ),
        (
            [("A1", "Trạm Y tế Hòa Mẫu"), ("A2", "Trạm y tế Hoà Mẫu")],
            ["D176 ô B3: tên «Trạm y tế Hoà Mẫu» cũng là tên của đơn vị mã A1"],
            2,
        ),
    ],
)  # fmt: skip
def test_faults_of_a_list(sandbox: Sandbox, rows: list[tuple[object, ...]], messages: list[str], kept: int) -> None:
    units, problems = read_units(book(*rows), "ds.xlsx", sandbox, office="LDLD-TM")
    assert [line.replace("ds.xlsx, trang tính «Sheet», ", "") for line in told(problems)] == messages
    assert {(problem.place.file, problem.place.sheet) for problem in problems} == {("ds.xlsx", "Sheet")}
    assert len(units) == kept


def test_a_list_without_a_table_and_one_that_is_no_workbook(sandbox: Sandbox) -> None:
    assert told(read_units(book(("x",), head=("STT",)), "ds.xlsx", sandbox)[1]) == [
        "D170 ds.xlsx: không thấy bảng có cột «Mã» và cột «Tên»"
    ]
    assert told(read_units(b"%PDF-", "ds.xlsx", sandbox)[1]) == [
        "D149 ds.xlsx: đây là tệp PDF, không phải biểu số liệu: đã bỏ qua"
    ]


def test_a_unit_renamed_twice_keeps_its_standings_in_order(sandbox: Sandbox) -> None:
    unit = LIST[2]
    shuffled = replace(unit, standings=unit.standings[::-1])
    [read_back], problems = read_units(write_units([shuffled]), "ds.xlsx", sandbox)
    assert problems == ()
    assert read_back == replace(unit, order=0)
