"""Forms in: what becomes of each file, what changed, and that one bad file costs itself only."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from drafter.desk.collect import Outcome, change_line, collect
from drafter.desk.problems import DeskError
from drafter.intake.form_layout import FigureColumn
from drafter.model.figure import FigureKey
from drafter.store.records import Origin
from tests.desk.small_office import (
    CAME,
    GIFT_MONEY,
    MEETINGS,
    MEMBERS,
    NEW_MEMBERS,
    SCHOOL,
    SEWING,
    Y2025,
    Y2026,
    Desk,
    fill_form,
    retype,
)

LATER = CAME + timedelta(days=1)


def value(desk: Desk, code: str, unit: str = SCHOOL) -> object:
    found = {(f.key.indicator, f.key.organisation): f.value for f in desk.store.figures((Y2025,))}
    return found.get((code, unit))


def test_a_new_form_is_taken_with_the_source_of_each_figure(desk: Desk) -> None:
    outcome = desk.hand_in(SCHOOL, {MEMBERS: 41}, submitted_by="Giàng Thị Mỷ")
    assert (outcome.outcome, outcome.unit, outcome.period) == (Outcome.NEW, SCHOOL, "2025")
    assert (outcome.changes, outcome.problems) == ((), ())
    (figure,) = (f for f in desk.store.figures((Y2025,)) if f.key.indicator == MEMBERS)
    source = figure.source
    assert (source.file, source.sheet, source.submitted_by, source.received_at) == (
        "CDCS-01-2025.xlsx", "Số liệu", "Giàng Thị Mỷ", CAME,
    )  # fmt: skip
    assert source.cell.startswith("F")


def test_the_same_file_twice_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.hand_in(SCHOOL, {MEMBERS: 41})
    before = desk.store.revision()
    copyfile(desk.folder / "da-nhan" / "CDCS-01-2025.xlsx", tmp_path / "bản sao.xlsx")
    outcome = desk.take(tmp_path / "bản sao.xlsx", now=LATER)
    assert (outcome.outcome, outcome.changes) == (Outcome.UNCHANGED, ())
    assert desk.store.revision() == before


def test_a_corrected_form_tells_the_difference_as_a_secretary_reads_it(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {MEMBERS: 41, NEW_MEMBERS: 650, GIFT_MONEY: "hơn 8,5", MEETINGS: (11, 12)})
    outcome = desk.hand_in(SCHOOL, {MEMBERS: 41, NEW_MEMBERS: 676, MEETINGS: (12, 12), "A01": 50}, now=LATER)
    assert outcome.outcome is Outcome.REVISED
    assert [change_line(desk.ws, change) for change in outcome.changes] == [
        "A01 Tổng số công nhân, viên chức, lao động (CNVCLĐ): chưa có → 50 CNVCLĐ",
        "C06 Tỷ lệ cơ quan hành chính, đơn vị sự nghiệp tổ chức hội nghị cán bộ, công chức, viên chức: 11/12 → 12/12",
        "E02 Số đoàn viên kết nạp mới: 650 đoàn viên → 676 đoàn viên",
        "C16b Quà Tết tặng CNVCLĐ: số tiền: hơn 8,5 triệu đồng → chưa có",
    ]
    assert value(desk, NEW_MEMBERS) == 676


def test_a_changed_target_or_note_is_told_and_the_same_value_is_not(desk: Desk) -> None:
    path = fill_form(desk.folder / "a.xlsx", SCHOOL, "2025", {NEW_MEMBERS: 650})
    desk.take(path)
    retype(path, {NEW_MEMBERS: 640}, FigureColumn.TARGET)
    retype(path, {NEW_MEMBERS: "có 12 người chuyển đến"}, FigureColumn.NOTE)
    outcome = desk.take(path, now=LATER)
    (change,) = outcome.changes
    assert change_line(desk.ws, change) == (
        "E02 Số đoàn viên kết nạp mới: chỉ tiêu giao chưa có → từ 640 đoàn viên trở lên; "
        "ghi chú để trống → «có 12 người chuyển đến»"
    )


def test_the_older_version_is_kept_and_can_be_read(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {MEMBERS: 41}, name="lan-1.xlsx")
    desk.hand_in(SCHOOL, {MEMBERS: 45}, name="lan-2.xlsx", now=LATER)
    versions = desk.store.history(FigureKey(MEMBERS, SCHOOL, Y2025))
    assert [(v.figure.value if v.figure else None, v.origin, v.current) for v in versions] == [
        (41, Origin.SUBMITTED, False),
        (45, Origin.SUBMITTED, True),
    ]


def test_an_older_version_sent_again_is_not_used_unless_told_to(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {MEMBERS: 41}, name="lan-1.xlsx")
    desk.hand_in(SCHOOL, {MEMBERS: 45}, name="lan-2.xlsx", now=LATER)
    again = desk.folder / "da-nhan" / "lan-1.xlsx"
    outcome = desk.take(again, now=LATER)
    assert (outcome.outcome, [p.code for p in outcome.problems]) == (Outcome.OLDER, ["W222"])
    assert value(desk, MEMBERS) == 45
    forced = desk.take(again, now=LATER, force=True)
    assert forced.outcome is Outcome.REVISED
    assert value(desk, MEMBERS) == 41


def test_a_refused_file_is_remembered_and_the_others_are_taken(desk: Desk) -> None:
    folder = desk.folder / "da-nhan"
    fill_form(folder / "a.xlsx", SCHOOL, "2025", {MEMBERS: 41})
    (folder / "b.xlsx").write_bytes(b"PK\x03\x04 hong")
    fill_form(folder / "c.xlsx", SEWING, "2025", {MEMBERS: 60})
    seen: list[tuple[int, str]] = []
    outcomes = collect(desk.ws, desk.store, (folder,), now=CAME, progress=lambda n, name: seen.append((n, name)))
    assert [(o.file, o.outcome, [p.code for p in o.problems]) for o in outcomes] == [
        ("a.xlsx", Outcome.NEW, []),
        ("b.xlsx", Outcome.REFUSED, ["D141"]),
        ("c.xlsx", Outcome.NEW, []),
    ]
    assert seen == [(1, "a.xlsx"), (2, "b.xlsx"), (3, "c.xlsx")]
    assert [(r.file, r.outstanding) for r in desk.store.submissions(None)] == [("b.xlsx", True)]
    assert (value(desk, MEMBERS), value(desk, MEMBERS, SEWING)) == (41, 60)


def test_a_form_of_another_period_is_refused_when_one_is_asked_for(desk: Desk) -> None:
    outcome = desk.hand_in(SCHOOL, {MEMBERS: 41})
    assert outcome.outcome is Outcome.NEW
    refused = desk.take(desk.folder / "da-nhan" / "CDCS-01-2025.xlsx", period=Y2026)
    assert (refused.outcome, refused.unit, [p.code for p in refused.problems]) == (Outcome.REFUSED, SCHOOL, ["D103"])


def test_a_path_that_is_not_there_costs_itself_only(desk: Desk) -> None:
    there = fill_form(desk.folder / "a.xlsx", SCHOOL, "2025", {MEMBERS: 41})
    outcomes = collect(desk.ws, desk.store, (desk.folder / "không có.xlsx", there), now=CAME)
    assert [(o.outcome, [p.code for p in o.problems]) for o in outcomes] == [
        (Outcome.REFUSED, ["D150"]),
        (Outcome.NEW, []),
    ]
    assert desk.store.submissions(None) == ()  # nobody handed in what is not there


def test_no_path_is_there(desk: Desk) -> None:
    with pytest.raises(DeskError) as stopped:
        collect(desk.ws, desk.store, (Path("biểu 1"), Path("biểu 2")), now=CAME)
    assert str(stopped.value) == (
        "W116 không có tệp hay thư mục «biểu 1», «biểu 2»\n"
        "     cách sửa: kiểm tra lại đường dẫn; tên có dấu cách thì đặt trong dấu ngoặc kép"
    )


def test_an_empty_folder_leaves_no_trace_on_the_board(desk: Desk) -> None:
    (desk.folder / "trống").mkdir()
    (outcome,) = collect(desk.ws, desk.store, (desk.folder / "trống",), now=CAME)
    assert (outcome.outcome, [p.code for p in outcome.problems]) == (Outcome.REFUSED, ["D151"])
    assert desk.store.submissions(None) == ()
