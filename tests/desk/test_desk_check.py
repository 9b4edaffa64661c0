"""A check in an office's folder: its drafts are held against what its store has now."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from drafter.desk.check import CheckedFile, check_files
from drafter.desk.draft import draft
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


def test_a_figure_that_came_later_is_told(desk: Desk) -> None:
    path = _drafted(desk)
    late = fill_form(desk.folder / "nop-lai" / "CDCS-01-2025.xlsx", SCHOOL, "2025", {**WHOLE, NEW_MEMBERS: 9})
    desk.take(late, now=CAME + timedelta(days=3))
    told = [one.what for one in _checked(desk, path).problems if one.code == "SL-08"]
    assert told == ["văn bản ghi «12 đoàn viên», kho số liệu có «17 đoàn viên»"]


def test_what_is_no_draft_of_this_office_s_is_held_against_itself_only(desk: Desk) -> None:
    path = _drafted(desk)
    path.write_bytes(said("120 đoàn viên", "210 đoàn viên")(path.read_bytes()))
    (found,) = check_files((path,), date(2026, 2, 1))
    assert "SL-08" not in {one.code for one in found.problems}
