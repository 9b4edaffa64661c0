"""What the pages ask of the desk: an indicator whole, what is ready, a cluster's round, what comes next."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from drafter.desk.awards import check_round
from drafter.desk.cluster_round import cluster_round
from drafter.desk.collect import collect
from drafter.desk.coming import coming
from drafter.desk.demonstrating.demo import SAMPLES
from drafter.desk.draft import draft
from drafter.desk.figure_sheet import indicator_sheet
from drafter.desk.gather import period_totals, scope_of
from drafter.desk.problems import DeskError
from drafter.desk.readiness import readiness
from drafter.desk.workspace import SETTINGS, open_workspace
from drafter.model.award import Award, Recipient
from drafter.model.period import Period
from drafter.model.submission import Submission
from drafter.render.shipped import shipped_folder
from drafter.store.store import open_store
from tests.desk.small_office import CAME, MEETINGS, NEW_MEMBERS, OFFICE, SCHOOL, SEWING, Y2025, Desk

TODAY = CAME.date()


def test_an_indicator_is_told_down_to_the_cells(desk: Desk) -> None:
    desk.everybody("2024")
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 4})
    desk.hand_in(SEWING, {NEW_MEMBERS: 5})
    sheet = indicator_sheet(desk.ws, desk.store, Y2025, NEW_MEMBERS, today=TODAY)
    assert sheet.total.value == 9
    assert sheet.origins[0].formula == "4 + 5 = 9"
    assert [(fact.value, fact.source.file) for fact in sheet.origins[0].facts] == [
        ("4 người", f"{SCHOOL}-2025.xlsx"),
        ("5 người", f"{SEWING}-2025.xlsx"),
    ]
    assert [(one.code, one.total.value) for one in sheet.units] == [(SCHOOL, 4), (SEWING, 5)]
    assert [(str(period), total.value) for period, total in sheet.years] == [("2024", 8), ("2025", 9)]
    assert any("Nguồn Cội" in name for name in sheet.missing)


def test_a_rate_is_told_by_its_parts(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {MEETINGS: (1, 2)})
    desk.hand_in(SEWING, {MEETINGS: (1, 1)})
    sheet = indicator_sheet(desk.ws, desk.store, Y2025, MEETINGS, today=TODAY)
    assert "2 ÷ 3 × 100" in sheet.origins[0].formula


def test_one_unit_of_an_indicator(desk: Desk) -> None:
    desk.everybody()
    sheet = indicator_sheet(desk.ws, desk.store, Y2025, NEW_MEMBERS, today=TODAY, organisation=SEWING)
    assert sheet.total.value == 4
    with pytest.raises(DeskError):
        indicator_sheet(desk.ws, desk.store, Y2025, "ZZ9", today=TODAY)


def test_what_could_be_drafted_and_what_it_lacks(desk: Desk) -> None:
    desk.hand_in(SCHOOL, {MEETINGS: (1, 2)})
    found = readiness(desk.ws, desk.store, Y2025)
    by_code = {one.line.code: one for one in found.kinds}
    assert by_code["bao-cao-nam"].problems == ()
    assert "Số đoàn viên kết nạp mới" in by_code["bao-cao-nam"].lacking
    assert by_code["to-trinh-khen-thuong"].problems[0].code == "C230"
    assert "bao-cao-quy" not in by_code
    assert found.expected == 3
    assert len(found.absent) == 2
    assert "cum-thi-dua-nam" not in by_code


def test_a_paper_of_a_list_waits_for_its_list_though_units_report_awards(desk: Desk) -> None:
    given = Award(SCHOOL, Y2025, "BK_T", "", Recipient.INDIVIDUAL, name="Trần Thị Hòa")
    desk.store.record(Submission(SCHOOL, Y2025, "khen.xlsx", "khen", CAME, awards=(given,)))
    found = {one.line.code: one for one in readiness(desk.ws, desk.store, Y2025).kinds}
    (problem,) = found["quyet-dinh-khen-thuong"].problems
    assert "sổ «Danh sách đề nghị khen thưởng» của năm 2025 chưa có dòng nào" in problem.what
    assert found["bao-cao-nam"].register == ""
    with pytest.raises(DeskError) as refused:
        draft(desk.ws, desk.store, "quyet-dinh-khen-thuong", Y2025, now=CAME)
    assert refused.value.problems == (problem,)
    assert period_totals(desk.ws, desk.store, Y2025, scope_of(desk.ws, Y2025))["K03b"].value == 1  # given, and reported
    own = Award(OFFICE, Y2025, "GK_CTTT", "", Recipient.INDIVIDUAL, count=3)
    desk.store.record(Submission(OFFICE, Y2025, "co-quan.xlsx", "ck", CAME, awards=(own,)))
    found = {one.line.code: one for one in readiness(desk.ws, desk.store, Y2025).kinds}
    decision = found["quyet-dinh-khen-thuong"]
    assert (decision.problems, decision.register) == ((), "Danh sách đề nghị khen thưởng")
    report = check_round(desk.ws, desk.store, Y2025, today=CAME.date())
    assert ([one.count for one in report.batch.nominations], report.from_form) == ([3], True)


def test_papers_of_clusters_are_told_of_where_the_office_writes_for_one(desk: Desk) -> None:
    path = desk.folder / SETTINGS
    path.write_text(path.read_text("utf-8") + '\n[cum-thi-dua]\nten = "Cụm thi đua số 2"\n', "utf-8")
    found = readiness(open_workspace(desk.folder), desk.store, Y2025)
    assert {one.line.code for one in found.kinds} >= {"cum-thi-dua-nam", "bang-cham-diem-thi-dua"}


def test_the_next_of_each_paper_comes_in_order(desk: Desk) -> None:
    found = coming(desk.ws, desk.store, date(2026, 1, 10))
    days = [one.occasion.due for one in found]
    assert days == sorted(days)
    assert all(day > date(2026, 1, 10) for day in days)
    assert "năm 2025" in found[0].title


def test_a_clusters_round_is_scored_and_ranked(tmp_path: Path) -> None:
    office = next(name for name, *_ in SAMPLES if name == "cum-thi-dua-mau")
    home = tmp_path / "cum"

    shutil.copytree(shipped_folder("samples") / office, home)
    ws = open_workspace(home)
    with open_store(ws.database) as store:
        folders = [path for path in sorted(home.iterdir()) if path.is_dir()]
        collect(ws, store, folders, now=CAME)
        found = cluster_round(ws, store, Period.parse("2026"), date(2026, 12, 1))
    ranks = [(found.names[one.unit], one.rank) for one in found.scoring.ranking.in_order()]
    assert ranks[:2] == [("Công đoàn phường An Hòa", 1), ("Công đoàn phường Bình Minh", 2)]
    assert set(found.groups) == set(found.cluster.members)
    assert all(len(points) == len(found.scoring.table.groups) for points in found.groups.values())
    assert any(problem.code == "D278" for problem in found.problems)
