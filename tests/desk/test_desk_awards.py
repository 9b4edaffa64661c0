"""A round of nominations at the desk: earlier award lists are a record, the office's own rules and citations count."""

from __future__ import annotations

import shutil
from datetime import date

from drafter.desk.awards import AwardReport, check_round
from drafter.desk.register_forms import write_register_forms
from drafter.desk.workspace import OWN_AWARDS, open_workspace
from drafter.model.award import Award, Recipient
from drafter.model.submission import Submission
from drafter.render.shipped import shipped_folder
from tests.desk.small_office import CAME, SEWING, Y2024, Y2025, Desk
from tests.desk.test_desk_registers import fill

BEST = "hoàn thành xuất sắc nhiệm vụ"
DAY = date(2026, 1, 16)
HOA: dict[str, object] = {
    "doi-tuong": "Cá nhân", "ten": "Trần Thị Hòa", "don-vi": SEWING, "hinh-thuc": "BK_TLD", "loai-khen": "toàn diện",
    "thanh-tich-tu": "01/01/2024", "thanh-tich-den": "31/12/2025", "xep-loai-1": BEST, "xep-loai-0": BEST,
    "sang-kien": 2, "phan-loai": "Người trực tiếp lao động, công tác, học tập",
}  # fmt: skip


def nominated(desk: Desk, *rows: dict[str, object]) -> None:
    """The office's register of 2025 comes in."""
    (path,) = write_register_forms(desk.ws, desk.store, "de-nghi-khen", Y2025, None, desk.folder / "so")
    desk.take(fill(path, *rows, code="de-nghi-khen"))


def checked(desk: Desk) -> AwardReport:
    return check_round(desk.ws, desk.store, None, today=DAY, day=DAY)


def codes(report: AwardReport) -> set[str]:
    return {problem.code for problem in report.problems}


def test_an_award_list_of_the_year_before_is_a_record(desk: Desk) -> None:
    nominated(desk, HOA)
    assert "D244" in codes(checked(desk))
    given = Award(SEWING, Y2024, "BK_T", "", Recipient.INDIVIDUAL, name="TRẦN THỊ HÒA")
    desk.store.record(Submission(SEWING, Y2024, "2024.xlsx", "khen", CAME, awards=(given,)))
    report = checked(desk)
    assert "D244" not in codes(report)
    assert [honour.text for honour in report.batch.nominations[0].honours] == ["danh sách khen thưởng năm 2024"]


def test_an_offices_own_quota_counts(desk: Desk) -> None:
    nominated(desk, HOA, {**HOA, "ten": "Lê Thị Mai"})
    assert "D252" not in codes(checked(desk))
    rule = '[[quota]]\nform = "BK_TLD"\nlimit = 1\nper = "nam"\n'
    (desk.folder / OWN_AWARDS).write_text(rule, "utf-8")
    own = Desk(open_workspace(desk.folder), desk.store)
    told = next(problem.what for problem in checked(own).problems if problem.code == "D252")
    assert told == ("đề nghị 02 «Bằng khen của Tổng Liên đoàn Lao động Việt Nam», nhiều nhất 01 (quy định của cơ quan)")


def test_a_faulty_rule_is_named_and_the_shipped_one_holds(desk: Desk) -> None:
    (desk.folder / OWN_AWARDS).write_text('[[quota]]\nform = "BK_X"\nlimit = 1\nper = "nam"\n', "utf-8")
    assert [problem.code for problem in open_workspace(desk.folder).problems] == ["C132"]


def test_what_a_kind_of_the_office_cites_is_held_against_the_day(desk: Desk) -> None:
    nominated(desk, HOA)
    home = desk.folder / "templates" / "quyet-dinh-khen-thuong"
    shutil.copytree(shipped_folder("templates") / "quyet-dinh-khen-thuong", home)
    kind = (home / "kind.toml").read_text("utf-8")
    cited = "Căn cứ Quyết định số 1689/QĐ-TLĐ ngày 12 tháng 11 năm 2019"
    (home / "kind.toml").write_text(kind.replace("basis = [", f'basis = ["{cited}", '), "utf-8")
    (found,) = [problem for problem in checked(desk).problems if problem.code == "D260"]
    assert found.place.file == "quyet-dinh-khen-thuong/kind.toml"
    assert "nay là Quyết định số 999/QĐ-TLĐ" in found.what
