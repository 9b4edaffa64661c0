"""Late names in an officer's list: rows are known by what they are about, and each change says where it was read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from drafter.desk.draft import draft
from drafter.desk.refreshing.refresh import refresh_files
from drafter.desk.refreshing.words import Refreshed
from drafter.desk.register_forms import write_register_forms
from drafter.model.page import PageFile, Table, View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.revise.names import W
from tests.desk.small_office import CAME, SCHOOL, SEWING, Y2025, Desk
from tests.desk.test_desk_awards import HOA
from tests.desk.test_desk_registers import fill
from tests.revise.officer import Desk as Screen
from tests.revise.officer import decide_changes

MAI = {**HOA, "ten": "Lê Thị Mai", "chuc-vu": "Tổ trưởng"}
SEN = {**HOA, "ten": "Vi Thị Sen", "chuc-vu": "Công nhân"}


def nominated(desk: Desk, *rows: dict[str, object], days: int = 7) -> None:
    """The office's register of 2025 comes in."""
    code = "de-nghi-khen"
    (path,) = write_register_forms(desk.ws, desk.store, code, Y2025, None, desk.folder / f"so-{days}")
    desk.take(fill(path, *rows, code=code), now=CAME + timedelta(days=days))


def drafted(desk: Desk, *rows: dict[str, object]) -> Path:
    nominated(desk, *rows, days=0)
    report = draft(desk.ws, desk.store, "danh-sach-khen-thuong", Y2025, now=CAME)
    return next(path for path in report.files if path.suffix == ".docx")


def retyped(path: Path, old: str, new: str, name: str = "da-sua.docx") -> Path:
    """A word typed over wherever it stands."""
    screen = Screen.of(path.read_bytes())
    found = 0
    for letters in screen.document.iter(f"{W}t"):
        if old in (letters.text or ""):
            letters.text, found = letters.text.replace(old, new), found + 1
    assert found
    made = path.with_name(name)
    made.write_bytes(screen.data())
    return made


def refreshed(desk: Desk, path: Path, days: int = 8) -> Refreshed:
    return refresh_files(desk.ws, desk.store, [path], now=CAME + timedelta(days=days)).files[0]


def page(found: Refreshed) -> PageFile:
    assert found.target
    return read_page(found.target.read_bytes())


def comments(found: Refreshed) -> list[str]:
    return [one.text for one in page(found).comments]


def test_a_name_that_the_officer_has_corrected_keeps_its_row(desk: Desk) -> None:
    path = retyped(drafted(desk, HOA, MAI), "Lê Thị Mai", "Lê Thị Thanh Mai")
    nominated(desk, HOA, {**MAI, "chuc-vu": "Trưởng ca"})
    found = refreshed(desk, path)
    assert [(one.where, one.old, one.new) for one in found.changed] == [
        ("danh sách, dòng Lê Thị Thanh Mai", "Tổ trưởng", "Trưởng ca")
    ]
    (told,) = comments(found)
    assert told.startswith("Đề nghị thay: Tổ trưởng → Trưởng ca.")
    assert visible_text(page(found), View.REJECTED) == visible_text(read_page(path.read_bytes()), View.REJECTED)


def test_rows_that_come_and_go_say_so_in_the_margin(desk: Desk) -> None:
    path = drafted(desk, HOA, MAI)
    nominated(desk, HOA, SEN)
    found = refreshed(desk, path)
    told = comments(found)
    assert any(one.startswith("Đề nghị thêm dòng «Vi Thị Sen»") and "Nguồn: " in one for one in told)
    assert any(one.startswith("Đề nghị bỏ dòng «Lê Thị Mai»") for one in told)
    accepted = found.target.with_name("chap-nhan.docx")  # type: ignore[union-attr]
    accepted.write_bytes(_all_accepted(found.target.read_bytes()))  # type: ignore[union-attr]
    nominated(desk, {**HOA, "chuc-vu": "Tổ phó"}, SEN, days=8)
    again = refreshed(desk, retyped(accepted, "Vi Thị Sen", "Vi Thị Sen Hồng", "chap-nhan-sua.docx"), 9)
    assert [(one.where, one.new) for one in again.changed] == [("danh sách, dòng Trần Thị Hòa", "Tổ phó")]
    assert "R120" not in [problem.code for problem in again.problems]


def test_a_corrected_name_in_the_register_is_proposed_for_the_name_alone(desk: Desk) -> None:
    path = drafted(desk, HOA, MAI)
    nominated(desk, HOA, {**MAI, "ten": "Lê Thị Thanh Mai"})
    found = refreshed(desk, path)
    assert [(one.old, one.new) for one in found.changed] == [("Lê Thị Mai", "Lê Thị Thanh Mai")]
    tables = [block for section in page(found).sections for block in section.blocks if isinstance(block, Table)]
    assert sum(len(table.rows) for table in tables) == sum(
        len(block.rows)
        for section in read_page(path.read_bytes()).sections
        for block in section.blocks
        if isinstance(block, Table)
    )


def test_a_row_that_the_officer_has_rewritten_is_told_where_it_stands(desk: Desk) -> None:
    path = retyped(drafted(desk, HOA, MAI), "Tổ trưởng", "Đội trưởng")
    nominated(desk, HOA, {**MAI, "chuc-vu": "Trưởng ca"})
    found = refreshed(desk, path)
    assert "R120" in [problem.code for problem in found.problems]
    (told,) = comments(found)
    assert "đồng chí ghi «Đội trưởng», danh sách mới ghi «Trưởng ca»" in told
    (again,) = comments(refreshed(desk, found.target, 9))  # type: ignore[arg-type]
    assert again == told


def _all_accepted(data: bytes) -> bytes:
    """All our changes accepted, rows among them."""
    screen = Screen.of(decide_changes(data, lambda: "accept"))
    for row in list(screen.document.iter(f"{W}tr")):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            row.getparent().remove(row)
            continue
        for mark in [one for one in row.iter(f"{W}ins") if one.getparent().tag in (f"{W}trPr", f"{W}rPr")]:
            mark.getparent().remove(mark)
    for mark in list(screen.document.iter(f"{W}ins")):
        for child in list(mark):
            mark.addprevious(child)
        mark.getparent().remove(mark)
    return screen.data()


TEAM = {
    "doi-tuong": "Tập thể", "ten": "Tổ May Một", "don-vi": SEWING, "hinh-thuc": "BK_TLD", "loai-khen": "toàn diện",
    "phan-loai": "Tập thể", "thanh-tich-tu": "01/01/2024", "thanh-tich-den": "31/12/2025", "so-doan-vien": 20,
}  # fmt: skip
OLD_TEAM = {**TEAM, "ten": "Tổ Cắt"}
OTHER_TEAM = {**TEAM, "ten": "Tổ Là", "don-vi": SCHOOL}
GROWN = {**TEAM, "so-doan-vien": 25, "ghi-chu": "mới thành lập"}


def test_a_row_of_an_earlier_refresh_takes_late_figures_and_words(desk: Desk) -> None:
    path = drafted(desk, OLD_TEAM)
    nominated(desk, OLD_TEAM, TEAM)
    first = refreshed(desk, path)
    assert first.target
    accepted = first.target.with_name("chap-nhan.docx")
    accepted.write_bytes(_all_accepted(first.target.read_bytes()))
    nominated(desk, OLD_TEAM, GROWN, days=9)
    again = refreshed(desk, accepted, 10)
    assert {(one.old, one.new) for one in again.changed} == {("20", "25"), ("", "mới thành lập")}
    assert (again.conflicts, again.problems) == ((), ())
    nominated(desk, OLD_TEAM, OTHER_TEAM, days=11)
    gone = refreshed(desk, accepted, 12)
    assert [(one.old, one.new) for one in gone.changed] == [("Tổ May Một", "(bỏ dòng)"), ("", "thêm dòng Tổ Là")]
    assert gone.problems == ()


def test_a_row_of_an_earlier_refresh_that_waits_is_put_right_in_its_place(desk: Desk) -> None:
    path = drafted(desk, OLD_TEAM)
    nominated(desk, OLD_TEAM, TEAM)
    first = refreshed(desk, path)
    nominated(desk, OLD_TEAM, GROWN, days=9)
    again = refreshed(desk, first.target, 10)  # type: ignore[arg-type]
    assert {(one.old, one.new) for one in again.changed} == {("20", "25"), ("", "mới thành lập")}
    assert (again.conflicts, again.problems) == ((), ())
    assert visible_text(page(again), View.REJECTED) == visible_text(read_page(path.read_bytes()), View.REJECTED)
    assert visible_text(page(again)).count("Tổ May Một") == 1
    nothing = refreshed(desk, again.target, 11)  # type: ignore[arg-type]
    assert (nothing.target, nothing.problems) == (None, ())
    nominated(desk, OLD_TEAM, OTHER_TEAM, days=12)
    gone = refreshed(desk, again.target, 13)  # type: ignore[arg-type]
    assert "Tổ May Một" not in visible_text(page(gone))
    assert visible_text(page(gone)).count("Tổ Là") == 1
    assert visible_text(page(gone), View.REJECTED) == visible_text(read_page(path.read_bytes()), View.REJECTED)
    assert [one for one in comments(gone) if "Tổ May Một" in one] == []
    assert gone.problems == ()
