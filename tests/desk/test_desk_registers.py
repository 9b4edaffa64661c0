"""Registers at the desk: forms out, files in, what a paper is given, what the board says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from drafter.desk.collect import FileOutcome, Outcome, collect
from drafter.desk.figures import figure_table
from drafter.desk.gather import gather, paper_day, scope_of
from drafter.desk.problems import DeskError
from drafter.desk.register_forms import write_register_forms
from drafter.desk.registers import register_rows, registers_in
from drafter.desk.status import board
from drafter.desk.workspace import OWN_REGISTERS, open_workspace
from drafter.intake.register_writer import HEADER_ROW
from drafter.model.organisation import Organisation, Standing
from drafter.model.period import Period
from drafter.render.kinds import load_kind, template_folders
from drafter.standards.registers import Filler, Prefill, Registers, register_form
from tests.desk.small_office import CAME, COMMUNE, MEMBERS, OFFICE, SCHOOL, SEWING, Y2024, Y2025, Desk

BALLOT = {"noi-dung": "Bình xét khen thưởng", "so-thanh-vien": 15, "co-mat": 14, "dong-y": 13}
OTHER = {**BALLOT, "noi-dung": "Bầu cụm trưởng"}
CODE = "bo-phieu"
Q1 = Period.parse("2025-Q1")


def fill(path: Path, *rows: Mapping[str, object], code: str = CODE) -> Path:
    """Type rows into a register's form that stands in a file."""
    book = load_workbook(path)
    form = register_form(code)
    sheet = book[form.sheet]
    columns = {column.code: number for number, column in enumerate(form.columns, start=2)}
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        for name, value in row.items():
            sheet.cell(number, columns[name]).value = value  # type: ignore[union-attr]
    book.save(path)
    return path


def hand_in(
    desk: Desk, *rows: Mapping[str, object], unit: str | None = None, period: Period = Y2025, hours: int = 0
) -> FileOutcome:
    """A register's file comes in: written, filled and imported."""
    folder = desk.folder / "da-nhan" / f"{period}-{hours}"
    (path,) = write_register_forms(desk.ws, desk.store, CODE, period, unit, folder)
    return desk.take(fill(path, *rows), now=CAME + timedelta(hours=hours))


def texts(desk: Desk, counted: Sequence[str], period: Period = Y2025, code: str = CODE) -> list[str]:
    return [row.text("noi-dung") for row in register_rows(desk.ws, desk.store, (code,), period, counted)[code]]


def test_the_office_s_register_is_one_file_and_each_unit_may_have_its_own(desk: Desk) -> None:
    (own,) = write_register_forms(desk.ws, desk.store, CODE, Y2025)
    (unit,) = write_register_forms(desk.ws, desk.store, CODE, Y2025, SCHOOL)
    assert [path.relative_to(desk.folder).as_posix() for path in (own, unit)] == [
        "bieu-mau/2025_gui-di/ldld-nuixanh_so-bo-phieu.xlsx",
        "bieu-mau/2025_gui-di/cdcs-01_so-bo-phieu.xlsx",
    ]


def with_form(desk: Desk, **changes: object) -> Desk:
    """The desk with the register of ballots changed."""
    form = replace(register_form(CODE), **changes)  # type: ignore[arg-type]
    return Desk(replace(desk.ws, registers=Registers({CODE: form})), desk.store)


def test_a_register_of_the_units_is_a_file_for_each(desk: Desk) -> None:
    paths = write_register_forms(with_form(desk, filled_by=Filler.UNITS).ws, desk.store, CODE, Y2025)
    assert [path.name.partition("_")[0].upper() for path in paths] == [SCHOOL, SEWING, COMMUNE]


def test_a_form_that_stands_is_left_alone(desk: Desk) -> None:
    (path,) = write_register_forms(desk.ws, desk.store, CODE, Y2025)
    before = fill(path, BALLOT).read_bytes()
    assert write_register_forms(desk.ws, desk.store, CODE, Y2025) == (path,)
    assert path.read_bytes() == before


def ready(path: Path, column: int) -> list[object]:
    """What stands ready in a column of a form."""
    sheet = load_workbook(path)[register_form(CODE).sheet]
    cells = (sheet.cell(row, column).value for row in range(HEADER_ROW + 1, HEADER_ROW + 10))  # type: ignore[union-attr]
    return [value for value in cells if value is not None]


def test_what_is_stored_stands_in_the_form_again(desk: Desk, tmp_path: Path) -> None:
    hand_in(desk, BALLOT, OTHER)
    (path,) = write_register_forms(desk.ws, desk.store, CODE, Y2025, folder=tmp_path)
    assert ready(path, 2) == ["Bình xét khen thưởng", "Bầu cụm trưởng"]


def test_rows_of_the_period_before_stand_in_the_form_by_their_keys(desk: Desk, tmp_path: Path) -> None:
    hand_in(desk, BALLOT, period=Y2024)
    changed = with_form(desk, prefill=Prefill.PREVIOUS)
    (path,) = write_register_forms(changed.ws, desk.store, CODE, Y2025, folder=tmp_path)
    assert (ready(path, 2), ready(path, 6)) == (["Bình xét khen thưởng"], [])


def test_the_units_stand_in_the_form_of_a_register_about_them(desk: Desk, tmp_path: Path) -> None:
    form = register_form("cum")
    changed = replace(desk.ws, registers=Registers({"cum": replace(form, prefill=Prefill.UNITS)}))
    (path,) = write_register_forms(changed, desk.store, "cum", Y2025, folder=tmp_path)
    column = next(number for number, c in enumerate(form.columns, start=2) if c.code == "don-vi")
    sheet = load_workbook(path)[form.sheet]
    cells = [sheet.cell(HEADER_ROW + 1 + number, column).value for number in range(4)]  # type: ignore[union-attr]
    assert cells == [
        "Công đoàn cơ sở Trường Tiểu học Suối Trong [CDCS-01]",
        "Công đoàn cơ sở Công ty May Lá Biếc [CDCS-02]",
        "Công đoàn xã Nguồn Cội [CDX-04]",
        None,
    ]


def stopped(desk: Desk, code: str, period: Period, unit: str | None = None) -> str:
    with pytest.raises(DeskError) as caught:
        write_register_forms(desk.ws, desk.store, code, period, unit)
    return str(caught.value)


def test_what_cannot_be_written_is_told(desk: Desk) -> None:
    known = ", ".join(desk.ws.registers.forms)
    assert stopped(desk, "bo_phieu", Y2025) == (
        f"D197 không có sổ nào mang mã «bo_phieu»; gần giống: bo-phieu\n     cách sửa: chọn một trong các sổ: {known}"
    )
    assert stopped(with_form(desk, periods=(Period.parse("NK2023-2028").type,)), CODE, Y2025) == (
        "D198 «Kết quả bỏ phiếu» không lập cho năm 2025\n"
        "     cách sửa: chọn kỳ mà sổ nhận (nhiem-ky); muốn lập cho kỳ khác thì sửa mục periods của sổ"
    )
    assert stopped(desk, CODE, Y2025, "CDCS-99").startswith("W113")
    empty = Desk(replace(desk.ws, units=()), desk.store)
    assert stopped(with_form(empty, filled_by=Filler.UNITS), CODE, Y2025).startswith("W119")


def test_a_register_that_comes_in_is_stored_and_told_with_its_rows(desk: Desk) -> None:
    outcome = hand_in(desk, BALLOT, OTHER)
    assert (outcome.outcome, outcome.unit, outcome.period) == (Outcome.NEW, OFFICE, "2025")
    assert (outcome.register, outcome.rows, outcome.problems) == ("Kết quả bỏ phiếu", 2, ())
    (stored,) = desk.store.registers(CODE, (Y2025,))
    assert [row.number("dong-y") for row in stored.rows] == [Decimal(13), Decimal(13)]
    assert desk.store.submissions(Y2025) == ()


def test_the_same_register_twice_changes_nothing(desk: Desk) -> None:
    hand_in(desk, BALLOT)
    before = desk.store.revision()
    again = desk.take(desk.folder / "da-nhan" / "2025-0" / "ldld-nuixanh_so-bo-phieu.xlsx")
    assert (again.outcome, desk.store.revision()) == (Outcome.UNCHANGED, before)


def test_a_register_sent_again_tells_how_many_rows_came_and_went(desk: Desk) -> None:
    hand_in(desk, BALLOT, OTHER)
    again = hand_in(desk, {"dong-y": 12}, {}, {**BALLOT, "noi-dung": "Bầu cụm phó"}, hours=1)
    assert (again.outcome, again.rows, again.appeared, again.vanished) == (Outcome.REVISED, 3, 2, 1)
    assert again.problems == ()


def test_a_register_sent_again_with_most_rows_gone_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    hand_in(desk, *({**BALLOT, "noi-dung": f"Lần {number}"} for number in range(12)))
    (path,) = write_register_forms(desk.ws, desk.store, CODE, Y2025, folder=tmp_path)
    fill(path, BALLOT, *[dict.fromkeys(BALLOT)] * 11)
    outcome = desk.take(path, now=CAME + timedelta(hours=1))
    (asked,) = outcome.problems
    assert str(asked) == (
        "D199 ldld-nuixanh_so-bo-phieu.xlsx: «Kết quả bỏ phiếu» của Liên đoàn Lao động tỉnh Núi Xanh nộp lại còn 1 "
        "dòng, lần trước 12 dòng; các dòng bỏ đi không còn được dùng\n"
        "     cách sửa: hỏi lại đơn vị; nếu đơn vị chỉ gửi phần bổ sung thì xin gửi cả sổ, hoặc nhập lại tệp trước với "
        "lựa chọn --force"
    )
    assert asked.request == (
        "Kính đề nghị Liên đoàn Lao động tỉnh Núi Xanh gửi lại cả «Kết quả bỏ phiếu»: tệp "
        "ldld-nuixanh_so-bo-phieu.xlsx chỉ còn 1 dòng, lần trước đơn vị đã gửi 12 dòng."
    )


def test_two_files_of_one_register_at_once_are_told(desk: Desk) -> None:
    for hours, row in ((0, BALLOT), (1, OTHER)):
        (path,) = write_register_forms(desk.ws, desk.store, CODE, Y2025, folder=desk.folder / "da-nhan" / str(hours))
        fill(path, row)
    found = collect(desk.ws, desk.store, (desk.folder / "da-nhan",), now=CAME)
    assert [[problem.code for problem in one.problems] for one in found] == [[], ["W124"]]


def test_a_faulty_register_is_kept_as_such_and_mended_by_a_good_one(desk: Desk) -> None:
    outcome = hand_in(desk, {**BALLOT, "dong-y": "nhiều"})
    assert (outcome.outcome, outcome.register, outcome.rows) == (Outcome.REFUSED, "Kết quả bỏ phiếu", 0)
    (line,) = registers_in(desk.ws, desk.store, Y2025)
    assert (line.files, line.rows, [problem.code for problem in line.problems]) == (0, 0, ["D184"])
    hand_in(desk, BALLOT, hours=1)
    (line,) = registers_in(desk.ws, desk.store, Y2025)
    assert (line.title, line.files, line.rows, line.expected, line.problems) == ("Kết quả bỏ phiếu", 1, 1, None, ())


def test_registers_are_no_forms_of_figures_on_the_board(desk: Desk) -> None:
    hand_in(desk, BALLOT, unit=SCHOOL)
    rows = {row.code: row.state.name for row in board(desk.ws, desk.store, Y2025, CAME.date()).rows}
    assert rows == {SCHOOL: "MISSING", SEWING: "MISSING", COMMUNE: "MISSING"}
    desk.hand_in(SCHOOL, {MEMBERS: 41})
    assert len(desk.store.figures((Y2025,))) > 0
    assert [line.rows for line in registers_in(desk.ws, desk.store, Y2025)] == [1]


def test_how_many_units_have_sent_a_register_of_the_units(desk: Desk) -> None:
    changed = with_form(desk, filled_by=Filler.UNITS)
    hand_in(changed, BALLOT, unit=SCHOOL)
    (line,) = registers_in(changed.ws, desk.store, Y2025)
    assert (line.files, line.expected) == (1, 3)


def test_a_paper_of_the_office_has_the_rows_of_all_in_the_order_they_came(desk: Desk) -> None:
    hand_in(desk, {**BALLOT, "noi-dung": "Của trường"}, unit=SCHOOL)
    hand_in(desk, BALLOT, OTHER, hours=1)
    scope = scope_of(desk.ws, Y2025)
    assert texts(desk, scope.counted) == ["Của trường", "Bình xét khen thưởng", "Bầu cụm trưởng"]
    home, _ = load_kind("bao-cao-nam", template_folders(desk.folder))
    assert home is not None
    kind = replace(home.kind, registers=(CODE,))
    paper = gather(desk.ws, desk.store, kind, Y2025, scope, paper_day(Y2025, CAME.date()))
    assert [row.text("noi-dung") for row in paper.registers[CODE]] == texts(desk, scope.counted)
    assert (paper.earlier_registers, paper.next_registers) == ({CODE: ()}, {})
    hand_in(desk, {**BALLOT, "noi-dung": "Năm trước"}, period=Y2024)
    paper = gather(desk.ws, desk.store, kind, Y2025, scope, paper_day(Y2025, CAME.date()))
    assert [row.text("noi-dung") for row in paper.earlier_registers[CODE]] == ["Năm trước"]


def test_a_unit_s_paper_has_its_own_rows_and_those_of_the_office_that_name_it(desk: Desk) -> None:
    (path,) = write_register_forms(desk.ws, desk.store, "cum", Y2025)
    desk.take(
        fill(path, {"don-vi": SCHOOL, "vai-tro": "Cụm trưởng"}, {"don-vi": SEWING, "vai-tro": "Cụm phó"}, code="cum")
    )
    rows = register_rows(desk.ws, desk.store, ("cum",), Y2025, (SCHOOL,))["cum"]
    assert [row.text("don-vi") for row in rows] == [SCHOOL]


def test_a_lasting_register_holds_for_the_periods_within(desk: Desk) -> None:
    counted = scope_of(desk.ws, Y2025).counted
    hand_in(desk, BALLOT)
    assert texts(desk, counted, Q1) == []
    lasting = with_form(desk, lasting=True)
    assert texts(lasting, counted, Q1) == ["Bình xét khen thưởng"]
    hand_in(desk, OTHER, period=Q1)
    assert texts(lasting, counted, Q1) == ["Bầu cụm trưởng"]
    assert texts(lasting, counted, Y2024) == []


def test_a_register_that_nobody_has_gives_no_rows(desk: Desk) -> None:
    assert register_rows(desk.ws, desk.store, ("khong-co",), Y2025, (SCHOOL,)) == {"khong-co": ()}


def test_faults_of_registers_are_asked_about_with_the_figures(desk: Desk) -> None:
    desk.everybody()
    hand_in(desk, {**BALLOT, "dong-y": "nhiều"}, BALLOT)
    scope = scope_of(desk.ws, Y2025)
    table = figure_table(desk.ws, desk.store, Y2025, scope.organisation)
    assert "D184" in [problem.code for problem in table.problems]


def test_an_office_s_own_register_is_read_from_its_folder(desk: Desk) -> None:
    folder = desk.folder / OWN_REGISTERS
    folder.mkdir()
    (folder / "qua-tet.toml").write_text(
        'title = "Sổ quà Tết"\n[[column]]\ncode = "ten"\ntitle = "Họ và tên"\nrequired = true\n', "utf-8"
    )
    (folder / "hong.toml").write_text('title = "Sổ hỏng"\n', "utf-8")
    ws = open_workspace(desk.folder)
    assert "qua-tet" in ws.registers.forms
    assert [str(problem) for problem in ws.problems] == [
        (
            "C141 so/hong.toml: mục «column» còn thiếu\n"
            "     cách sửa: mở tệp bằng Notepad, sửa mục «column» theo một sổ có sẵn (ví dụ bo-phieu)"
        )
    ]
    (folder / "hong.toml").write_text("title = \n", "utf-8")
    with pytest.raises(DeskError) as caught:
        open_workspace(desk.folder)
    assert caught.value.problems[0].code == "W118"


def test_a_unit_that_stood_for_a_while_may_hand_in_for_that_time(desk: Desk) -> None:
    gone = Organisation("CU-01", (Standing(desk.ws.units[0].standings[0].level, "CĐCS Cũ", valid_to=Y2024.end),))
    changed = Desk(replace(desk.ws, units=(*desk.ws.units, gone)), desk.store)
    assert hand_in(changed, BALLOT, unit="CU-01", period=Y2024).problems == ()
    assert [p.code for p in hand_in(changed, BALLOT, unit="CU-01", hours=1).problems] == ["D152"]
