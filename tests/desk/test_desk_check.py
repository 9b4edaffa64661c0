"""A check in an office's folder: its drafts are held against what its store has now."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from drafter.desk.checking.check import CheckedFile, check_files
from drafter.desk.draft import draft
from drafter.desk.issue import issue
from drafter.desk.refreshing.refresh import refresh_files
from drafter.model.problem import Severity
from drafter.reconcile.choices import Choice
from tests.desk.small_office import CAME, MEMBERS, NEW_MEMBERS, SCHOOL, Y2025, Desk, fill_form
from tests.format_rules.changes import said

WHOLE = {"A01": 50, MEMBERS: 40, "C06": (1, 1), "C16a": 10, "C16b": 5, NEW_MEMBERS: 4, "G06": 1}


def _drafted(desk: Desk) -> Path:
    desk.everybody()
    report = draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME)
    return next(path for path in report.files if path.suffix == ".docx")


def _checked(desk: Desk, path: Path) -> CheckedFile:
    (found,) = check_files((path,), date(2026, 2, 1), ws=desk.ws, store=desk.store)
    return found


def test_a_draft_of_today_has_the_figures_of_the_store(desk: Desk) -> None:
    assert _checked(desk, _drafted(desk)).problems == ()


def test_a_figure_changed_by_hand_is_told_with_the_store_s(desk: Desk) -> None:
    path = _drafted(desk)
    path.write_bytes(said("120 đoàn viên", "210 đoàn viên")(path.read_bytes()))
    (told,) = (one for one in _checked(desk, path).problems if one.code == "SL-08")
    assert told.what == "văn bản ghi «210 đoàn viên», kho số liệu có «120 đoàn viên»"
    assert told.place.text == "«Tổng số đoàn viên công đoàn»"


def test_the_gravest_stands_first(desk: Desk) -> None:
    path = _drafted(desk)
    data = said("120 đoàn viên", "210 đoàn viên")(path.read_bytes())
    path.write_bytes(said("Đến hết năm 2025", "Theo Kế hoạch số 12/KH-LĐLĐ, đến hết năm 2025")(data))
    told = [(one.code, one.severity) for one in _checked(desk, path).problems]
    assert told == [("SL-08", Severity.WARNING), ("ST-10", Severity.NOTE)]


def test_a_figure_that_came_later_is_told(desk: Desk) -> None:
    path = _drafted(desk)
    late = fill_form(desk.folder / "nop-lai" / "CDCS-01-2025.xlsx", SCHOOL, "2025", {**WHOLE, NEW_MEMBERS: 9})
    desk.take(late, now=CAME + timedelta(days=3))
    told = [one.what for one in _checked(desk, path).problems if one.code == "SL-08"]
    assert told == ["văn bản ghi «12 đoàn viên», kho số liệu có «17 đoàn viên»"]


def test_a_number_that_the_officer_chose_to_keep_at_a_refresh_is_only_noted(desk: Desk) -> None:
    path = _drafted(desk)
    path.write_bytes(said("12 đoàn viên", "13 đoàn viên")(path.read_bytes()))

    def handed_in(days: int, members: int) -> None:
        late = desk.folder / f"nop-{days}" / "CDCS-01-2025.xlsx"
        fill_form(late, SCHOOL, "2025", {**WHOLE, NEW_MEMBERS: members})
        desk.take(late, now=CAME + timedelta(days=days))

    handed_in(3, 9)
    asked = refresh_files(desk.ws, desk.store, [path], now=CAME + timedelta(days=4), dry_run=True).files[0].asked
    choices = {one.ref: Choice.KEEP for one in asked}
    (done,) = refresh_files(desk.ws, desk.store, [path], now=CAME + timedelta(days=4), choices=choices).files
    assert done.target is not None
    kept = "; cán bộ đã chọn giữ số của văn bản khi cập nhật"
    told = [(one.severity, one.what) for one in _checked(desk, done.target).problems if one.code == "SL-08"]
    assert told == [(Severity.NOTE, f"văn bản ghi «13 đoàn viên», kho số liệu có «17 đoàn viên»{kept}")]
    handed_in(5, 10)  # the store has another one since: that was not decided
    told = [(one.severity, one.what) for one in _checked(desk, done.target).problems if one.code == "SL-08"]
    assert told == [(Severity.WARNING, "văn bản ghi «13 đoàn viên», kho số liệu có «18 đoàn viên»")]


def test_what_is_no_draft_of_this_office_s_is_held_against_itself_only(desk: Desk) -> None:
    path = _drafted(desk)
    path.write_bytes(said("120 đoàn viên", "210 đoàn viên")(path.read_bytes()))
    (found,) = check_files((path,), date(2026, 2, 1))
    assert "SL-08" not in {one.code for one in found.problems}


def test_an_issued_paper_says_what_it_said_before_it_went_out_as_a_note(desk: Desk) -> None:
    path = _drafted(desk)
    path.write_bytes(said("120 đoàn viên", "210 đoàn viên")(path.read_bytes()))
    before = {one.what for one in _checked(desk, path).problems if one.code == "SL-08"}
    done = issue(desk.ws, desk.store, path, number="45", day=date(2026, 1, 20), now=CAME, force=True)
    after = [one for one in _checked(desk, done.file).problems if one.code.startswith("SL-")]
    assert [(one.code, one.severity) for one in after] == [("SL-12", Severity.NOTE)]
    assert [one.what for one in after] == [what.replace("văn bản", "văn bản đã phát hành", 1) for what in before]
