"""What is due is made once, whatever the clock, the disk and the units do; what an officer touched stays his."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import zlib
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document

from drafter.desk.coming import coming
from drafter.desk.this_process import this_holder
from drafter.desk.unattended import run_due as module
from drafter.desk.unattended.facts import calendar_here
from drafter.desk.unattended.log import RunLog
from drafter.desk.unattended.run_due import plan
from drafter.desk.unattended.status import runs_view
from drafter.desk.workspace import SETTINGS
from drafter.fill import package
from drafter.mail.smtp import Fate
from drafter.schedule.due import Key, Stage
from drafter.store.errors import StoreError
from drafter.store.ledger import RunState, WorkState
from drafter.store.outbox import MailState
from drafter.store.store import open_store
from tests.desk.due_office import UNITS, DueOffice, codes, drafts_of, made
from tests.desk.small_office import COMMUNE, HANOI, MEMBERS, NEW_MEMBERS, SCHOOL, SEWING, edit_settings

Q1 = ("van-ban:bao-cao-quy", "2026-Q1")


def summary(office: DueOffice) -> str:
    return (office.drafts / "CAN_XEM_LAI.txt").read_text("utf-8-sig")


def test_a_year_of_quarters(due_office: DueOffice) -> None:
    """The days of a year on which anything is due or comes, and others. Units hand in on the tenth, one of the third
    quarter's only in November.
    """
    due_office.mail_on()
    story: dict[str, list[str]] = {}
    arrive = {f"{year}-{month:02d}-10": period for year, month, period in (
        (2026, 4, "2026-Q1"), (2026, 7, "2026-Q2"), (2026, 10, "2026-Q3"), (2027, 1, "2026-Q4"))}  # fmt: skip
    with open_store(due_office.folder / "drafter.db") as store:
        for number in range(365):
            day = (date(2026, 3, 1) + timedelta(number)).isoformat()
            if day in arrive:
                for unit in UNITS[: 2 if arrive[day] == "2026-Q3" else 3]:
                    due_office.comes(unit, arrive[day])
                if arrive[day] == "2026-Q4":
                    due_office.everybody("2026")
            if day == "2026-11-03":
                due_office.comes(COMMUNE, "2026-Q3")
            if number % 31 == 0 or day in arrive or day[-2:] in ("20", "03", "21", "16"):  # a day off changes nothing
                report = due_office.run_in(store, day)
                if made(report):
                    story[day] = [" ".join(filter(None, task)) for task in made(report)]
        works = store.book.works()
    assert story == {
        "2026-03-21": ["bieu:quy 2026-Q1"],
        "2026-04-10": ["van-ban:bao-cao-quy 2026-Q1 du"],
        "2026-06-20": ["bieu:quy 2026-Q2"],
        "2026-07-10": ["van-ban:bao-cao-6-thang 2026-H1 du", "van-ban:bao-cao-quy 2026-Q2 du"],
        "2026-09-20": ["bieu:quy 2026-Q3"],
        "2026-10-10": ["nhac:quy 2026-Q3"],
        "2026-10-16": ["nhac:quy 2026-Q3"],
        "2026-10-20": ["van-ban:bao-cao-9-thang 2026-9M tam", "van-ban:bao-cao-quy 2026-Q3 tam"],
        "2026-11-03": ["van-ban:bao-cao-9-thang 2026-9M du", "van-ban:bao-cao-quy 2026-Q3 du"],
        "2026-12-21": ["bieu:nam 2026", "bieu:quy 2026-Q4"],
        "2027-01-10": ["van-ban:bao-cao-quy 2026-Q4 du", "van-ban:bao-cao-nam 2026 du"],
    }
    assert {work.state for work in works} == {WorkState.DONE}
    assert {work.attempts for work in works} == {1}
    letters = due_office.postman.taken
    assert len(letters) == len({(letter.message_id, letter.recipient) for letter in letters}) == 18
    assert sorted(path.name for path in (due_office.drafts / "bao-cao-quy_2026-Q3").iterdir()) == [
        "appendix-v2.xlsx", "appendix.xlsx", "can-xem-lai.txt", "report-v2.docx", "report.docx",
    ]  # fmt: skip


def test_a_provisional_draft_is_stamped_and_said_so_and_its_units_are_named(due_office: DueOffice) -> None:
    due_office.mail_on()
    for unit in UNITS[:2]:
        due_office.comes(unit, "2026-Q1")
    report = due_office.run("2026-04-20")
    assert drafts_of(report) == [(*Q1, "tam")]
    assert (report.exit_code, codes(report)) == (1, ["S106"])
    paper = Document(str(due_office.drafts / "bao-cao-quy_2026-Q1" / "report.docx"))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "SỐ LIỆU TẠM, CÒN THIẾU 1/3 ĐƠN VỊ" in text
    page = summary(due_office)
    assert "bản tạm, còn thiếu 1/3 đơn vị" in page
    assert "    Công đoàn xã Nguồn Cội" in page
    assert "    Lời nhắc soạn sẵn: du-thao/nhac-don-vi/2026-Q1_2026-04-16.txt" in page
    reminder = (due_office.drafts / "nhac-don-vi" / "2026-Q1_2026-04-16.txt").read_text("utf-8-sig")
    assert "Kính gửi Công đoàn xã Nguồn Cội! Liên đoàn Lao động tỉnh Núi Xanh chưa nhận được biểu" in reminder
    assert "Trường Tiểu học" not in reminder
    assert [letter.subject for letter in due_office.postman.taken] == [
        "Dự thảo quý I năm 2026: bản tạm, còn thiếu 1/3 đơn vị"
    ] * 2
    due_office.comes(COMMUNE, "2026-Q1")
    whole = due_office.run("2026-04-28")
    assert (drafts_of(whole), whole.exit_code) == ([(*Q1, "du")], 0)
    assert "bản đủ số liệu\n    du-thao/bao-cao-quy_2026-Q1/report-v2.docx" in summary(due_office)


def test_a_second_start_does_nothing_and_leaves_every_byte(due_office: DueOffice) -> None:
    due_office.mail_on()
    for unit in UNITS[:2]:
        due_office.comes(unit, "2026-Q1")
    due_office.run("2026-04-20")
    before = due_office.files()
    again = due_office.run("2026-04-20")
    assert (made(again), again.received, again.mailed, again.exit_code) == ([], (), 0, 0)
    assert due_office.files() == before


def test_seven_months_off_are_caught_up_oldest_first_with_the_bytes_of_the_day_they_were_due(
    due_office: DueOffice, tmp_path: Path
) -> None:
    twin = DueOffice(tmp_path / "dung-hen")
    due_office.run("2026-03-22")
    for period in ("2026-Q1", "2026-Q2", "2026-Q3"):
        due_office.everybody(period)
    shutil.copytree(due_office.folder, twin.folder)
    report = due_office.run("2026-10-22")
    assert drafts_of(report) == [
        (*Q1, "du"),
        ("van-ban:bao-cao-6-thang", "2026-H1", "du"),
        ("van-ban:bao-cao-quy", "2026-Q2", "du"),
        ("van-ban:bao-cao-9-thang", "2026-9M", "du"),
        ("van-ban:bao-cao-quy", "2026-Q3", "du"),
    ]
    for day in ("2026-10-01", "2026-10-05"):
        twin.run(day)
    drafts = {name: data for name, data in due_office.files().items() if "bao-cao" in name}
    assert drafts == {name: data for name, data in twin.files().items() if "bao-cao" in name}


def test_a_clock_set_back_is_said_and_does_nothing_twice(due_office: DueOffice) -> None:
    due_office.everybody("2026-Q1")
    assert drafts_of(due_office.run("2026-04-20")) == [(*Q1, "du")]
    back = due_office.run("2026-04-02")
    assert (drafts_of(back), codes(back)) == ([], ["S102"])
    assert "S102" in summary(due_office)


def test_a_clock_a_year_ahead_is_held_until_a_person_says_so(due_office: DueOffice) -> None:
    due_office.run("2026-04-20")
    before = due_office.files()
    ahead = due_office.run("2030-01-05")
    assert (ahead.held, codes(ahead), ahead.tasks, ahead.exit_code) == (True, ["S103"], (), 1)
    assert due_office.files() == before
    right = due_office.run("2026-04-21")  # the clock was put right: the wrong day counts for nothing
    assert codes(right) == codes(due_office.run("2026-04-21"))
    assert "S102" not in codes(right)
    confirmed = due_office.run("2030-01-05", today=date(2030, 1, 5))
    assert not confirmed.held


def test_what_an_officer_touched_is_refreshed_beside_and_stays_as_it_was(
    due_office: DueOffice,
) -> None:
    shutil.rmtree(due_office.folder / "templates" / "bao-cao-quy")  # the shipped paper carries its figures
    due_office.everybody("2026-Q1")
    due_office.run("2026-04-20")
    report = due_office.drafts / "bao-cao-quy_2026-Q1" / "report.docx"
    paper = Document(str(report))
    paper.paragraphs[-1].add_run(" Cán bộ thêm câu này.")
    paper.save(str(report))
    officers = report.read_bytes()
    due_office.comes(SCHOOL, "2026-Q1", **{NEW_MEMBERS: 17})
    again = due_office.run("2026-05-02")
    assert drafts_of(again) == [(*Q1, "du")]
    assert report.read_bytes() == officers
    beside = report.with_name("report-cap-nhat.docx")
    assert "Cán bộ thêm câu này." in "\n".join(p.text for p in Document(str(beside)).paragraphs)
    assert "Đồng chí đang sửa: du-thao/bao-cao-quy_2026-Q1/report.docx (giữ nguyên)" in summary(due_office)
    before = due_office.files()
    assert made(due_office.run("2026-05-02")) == []
    assert due_office.files() == before


def test_what_cannot_be_refreshed_is_left_and_the_new_draft_lies_beside(due_office: DueOffice) -> None:
    due_office.everybody("2026-Q1")
    due_office.run("2026-04-20")
    report = due_office.drafts / "bao-cao-quy_2026-Q1" / "report.docx"
    report.write_bytes(b"not a Word file")
    due_office.comes(SCHOOL, "2026-Q1", **{NEW_MEMBERS: 17})
    again = due_office.run("2026-05-02")
    assert codes(again)[0] == "S107"
    assert report.read_bytes() == b"not a Word file"
    assert report.with_name("report-v2.docx").is_file()


def test_an_issued_paper_is_left_alone(due_office: DueOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    due_office.everybody("2026-Q1")
    due_office.run("2026-04-20")
    with sqlite3.connect(due_office.folder / "drafter.db") as raw:
        (doc_id,) = raw.execute("SELECT doc_id FROM draft WHERE kind = 'bao-cao-quy'").fetchone()
        values = (doc_id, 1, "45", "2026-04-22", "x.docx", "2026-04-22T08:00:00+07:00", zlib.compress(b"PK"))
        raw.execute("INSERT INTO issued VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    with open_store(due_office.folder / "drafter.db") as store:
        papers = coming(due_office.ws, store, date(2026, 4, 19))
        told = [(one.occasion.period.code, one.issued and one.issued.number) for one in papers]
        view = runs_view(due_office.ws, store, date(2026, 4, 19))
    assert told[0] == ("2026-Q1", "45")  # issued before its day: it is done, and the next one is due
    assert ("2026-Q2", None) in told
    assert view.coming is not None
    assert view.coming.due == date(2026, 7, 20)
    due_office.comes(SCHOOL, "2026-Q1", **{NEW_MEMBERS: 17})
    assert drafts_of(due_office.run("2026-05-02")) == []


def test_nothing_came_by_the_deadline(due_office: DueOffice) -> None:
    due_office.run("2026-03-22")
    report = due_office.run("2026-04-20")
    assert (drafts_of(report), codes(report), report.exit_code) == ([], ["S105"], 1)
    with open_store(due_office.folder / "drafter.db") as store:
        late = runs_view(due_office.ws, store, date(2026, 4, 24))
    assert [problem.code for problem in late.problems] == ["S111"]
    assert late.last_good is not None
    assert (late.last_good.day, late.coming and late.coming.period.code) == (date(2026, 4, 20), "2026-Q2")


def test_a_faulty_form_is_told_and_spoils_no_other(due_office: DueOffice) -> None:
    due_office.everybody("2026-Q1")
    broken = due_office.comes(SEWING, "2026-Q1")
    broken.write_bytes(broken.read_bytes()[:900])
    report = due_office.run("2026-04-20")
    assert (drafts_of(report), len(report.received)) == ([(*Q1, "tam")], 3)
    assert codes(due_office.run("2026-04-20")) == ["S112"]
    empty = dict.fromkeys(("A01", MEMBERS, "C06", "C16a", "C16b", NEW_MEMBERS, "G06"))
    due_office.comes(SEWING, "2026-Q1", **empty)  # it tells whose it is, and nothing else
    (told,) = due_office.run("2026-04-21").problems
    assert (told.code, told.what) == ("S112", "trong bieu-mau/2026-Q1_da-nhan có 1 tệp chưa nhận được: CDCS-02.xlsx")
    due_office.comes(SEWING, "2026-Q1")
    assert drafts_of(due_office.run("2026-04-22")) == [(*Q1, "du")]


def test_a_kind_that_is_not_there_is_told_and_the_others_are_made(due_office: DueOffice) -> None:
    due_office.everybody("2026-Q1")
    settings = due_office.folder / SETTINGS
    calendar = "".join(
        f'\n[[lich.van-ban]]\nloai = "{kind}"\nky = "{period}"\nsau-ngay = 20\n'
        for kind, period in (("bao-cao-quy", "quy"), ("bao-cao-qui", "quy"), ("bao-cao-nam", "quy"))
    )
    settings.write_text(settings.read_text("utf-8") + calendar, "utf-8")
    report = due_office.run("2026-04-20")
    assert (drafts_of(report), codes(report)) == ([(*Q1, "du")], ["S104", "S104"])
    here = calendar_here(due_office.ws)
    assert [job.kind for job in here.calendar.jobs] == ["bao-cao-quy"]


def test_the_plan_changes_nothing(due_office: DueOffice) -> None:
    due_office.everybody("2026-Q1")
    with open_store(due_office.folder / "drafter.db") as store:
        found = plan(due_office.ws, store, date(2026, 4, 20))
        assert (len(found.waiting), store.book.works(), store.book.runs()) == (3, (), ())
    assert due_office.files() == {}
    due_office.run("2026-03-30")
    with open_store(due_office.folder / "drafter.db") as store:
        tasks = plan(due_office.ws, store, date(2026, 4, 20)).tasks
    assert [(task.key.job, task.stage) for task in tasks] == [("van-ban:bao-cao-quy", Stage.FULL)]


@pytest.mark.parametrize("nth", [1, 4, *(pytest.param(nth, marks=pytest.mark.long) for nth in (2, 3, 5, 6, 7))])
def test_a_full_disk_leaves_the_old_state_and_the_next_run_does_the_rest(
    due_office: DueOffice, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The n-th file cannot be written: of the forms, the draft, its annex, its notes, the reminder, the summary."""
    for unit in UNITS[:2]:
        due_office.comes(unit, "2026-Q1")
    calls, real = [0], os.fsync

    def full(handle: int) -> None:
        calls[0] += 1
        if calls[0] >= nth:
            raise OSError(errno.ENOSPC, "No space left on device", "report.docx")
        real(handle)

    with monkeypatch.context() as patched:
        patched.setattr(package.os, "fsync", full)
        report = due_office.run("2026-04-20")
    assert all(not path.name.endswith(".tmp") for path in due_office.folder.rglob("*"))
    if calls[0] >= nth:
        assert report.exit_code in (1, 75)
        assert "ổ đĩa đã đầy" in " ".join(problem.what for problem in report.problems)
        assert (report.exit_code == 1) is not report.failed
    names = {name for name in due_office.files() if name.endswith((".docx", ".xlsx"))}
    assert names in (set(), {f"du-thao/bao-cao-quy_2026-Q1/{name}" for name in ("report.docx", "appendix.xlsx")})
    after = due_office.run("2026-04-20")
    assert after.exit_code in (0, 1)
    assert not after.failed
    assert due_office.ledger()[(*Q1, "tam")] is WorkState.DONE
    assert sum(name.endswith(".docx") for name in due_office.files()) == 1


def test_a_summary_that_is_open_in_another_program_stops_nothing(
    due_office: DueOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    due_office.everybody("2026-Q1")
    real = os.replace

    def locked(source: str, target: object) -> None:
        if str(target).endswith("CAN_XEM_LAI.txt"):
            raise PermissionError(errno.EACCES, "sharing violation", str(target))
        real(source, str(target))

    with monkeypatch.context() as patched:
        patched.setattr(package.os, "replace", locked)
        report = due_office.run("2026-04-20")
    assert (drafts_of(report), codes(report), report.exit_code) == ([(*Q1, "du")], ["S110"], 1)
    assert due_office.run("2026-04-20").summary is not None


def test_a_folder_that_is_read_only_is_told_and_tried_again(
    due_office: DueOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    due_office.everybody("2026-Q1")

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", "du-thao")

    with monkeypatch.context() as patched:
        patched.setattr(package.tempfile, "mkstemp", refused)
        report = due_office.run("2026-04-20")
    assert (report.exit_code, drafts_of(report), "W115" in codes(report)) == (75, [], True)
    assert due_office.ledger()[(*Q1, "du")] is WorkState.FAILED
    assert drafts_of(due_office.run("2026-04-21")) == [(*Q1, "du")]


def test_a_store_that_another_program_holds(due_office: DueOffice) -> None:
    due_office.everybody("2026-Q1")
    due_office.run("2026-03-30")
    with sqlite3.connect(due_office.folder / "drafter.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_store(due_office.folder / "drafter.db", patience=0.1) as store, pytest.raises(StoreError) as told:
            due_office.run_in(store, "2026-04-20")
        assert told.value.passing
        other.execute("ROLLBACK")
    assert drafts_of(due_office.run("2026-04-20")) == [(*Q1, "du")]


def test_a_store_that_gets_busy_amid_the_work_is_tried_again(
    due_office: DueOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    due_office.everybody("2026-Q1")
    other = sqlite3.connect(due_office.folder / "drafter.db", isolation_level=None, check_same_thread=False)
    real = module.perform

    def busy(*told: object) -> object:
        done = real(*told)  # type: ignore[arg-type]
        other.execute("BEGIN IMMEDIATE")
        return done

    with monkeypatch.context() as patched, open_store(due_office.folder / "drafter.db", patience=0.1) as store:
        patched.setattr(module, "perform", busy)
        report = due_office.run_in(store, "2026-04-20")
    assert (report.exit_code, "W205" in codes(report)) == (75, True)
    other.execute("ROLLBACK")
    other.close()
    before = due_office.files()
    monkeypatch.setattr(module, "is_gone", lambda now, holder: True)  # as its process would be
    assert drafts_of(due_office.run("2026-04-20")) == [(*Q1, "du")]
    assert {name: data for name, data in due_office.files().items() if "bao-cao" in name} == {
        name: data for name, data in before.items() if "bao-cao" in name
    }
    with open_store(due_office.folder / "drafter.db") as store:
        assert {run.state for run in store.book.runs()} == {RunState.ENDED, RunState.KILLED}
        assert len(store.drafts()) == 1


def test_mail_waits_in_the_outbox_until_it_is_taken_once(due_office: DueOffice) -> None:
    due_office.mail_on()
    due_office.everybody("2026-Q1")
    due_office.postman.answers = [Fate.LATER, Fate.NEVER]
    first = due_office.run("2026-04-20")
    assert (codes(first), first.exit_code, first.mailed) == (["S109", "S108"], 1, 0)
    second = due_office.run("2026-04-21")
    assert (codes(second), second.mailed, made(second)) == ([], 1, [])
    assert due_office.run("2026-04-22").mailed == 0
    with open_store(due_office.folder / "drafter.db") as store:
        told = {(record.state, record.attempts) for record in store.book.letters()}
    assert told == {(MailState.SENT, 2), (MailState.REFUSED, 1)}


def test_a_letter_names_no_person_and_the_logs_neither(due_office: DueOffice) -> None:
    edit_settings(due_office.folder, "Lò Thị Ban", "Vừ A Planted")
    due_office.mail_on()
    for unit in UNITS[:2]:
        due_office.comes(unit, "2026-Q1")
    due_office.run("2026-04-20")
    told = [letter.body + letter.subject for letter in due_office.postman.taken]
    logs = [path.read_text("utf-8") for path in (due_office.folder / "nhat-ky").iterdir()]
    assert len(told) == len(logs) == 2
    for text in (*told, *logs):
        assert "Planted" not in text
        assert "@" not in text
    events = [json.loads(line)["event"] for line in logs[0 if '"event"' in logs[0] else 1].splitlines()]
    assert events[0] == "start"
    assert events[-1] == "end"
    assert {"received", "task", "done", "mail"} <= set(events)


def test_logs_are_rotated_and_a_line_is_one_line(tmp_path: Path) -> None:
    log = RunLog(tmp_path, "r", most_bytes=400)
    now = datetime(2026, 4, 20, 7, 30, tzinfo=HANOI)
    for number in range(60):
        log.write(now, f"tệp lạ {number}\n\x1b[2Jgiả dòng", "done", number=number)
    files = sorted(path.name for path in (tmp_path / "nhat-ky").iterdir())
    assert files == sorted([f"chay-tu-dong.{kind}{more}" for kind in ("log", "jsonl")
                            for more in ("", ".1", ".2", ".3", ".4", ".5")])  # fmt: skip
    newest = (tmp_path / "nhat-ky" / "chay-tu-dong.log").read_text("utf-8").splitlines()
    assert newest[-1] == "20/04/2026 07:30:00  tệp lạ 59  [2Jgiả dòng"
    assert all(path.stat().st_size <= 400 for path in (tmp_path / "nhat-ky").iterdir())


def test_a_run_that_is_at_work_is_left_to_it(due_office: DueOffice) -> None:
    with open_store(due_office.folder / "drafter.db") as store:
        now = datetime(2026, 4, 20, 7, 30, tzinfo=HANOI)
        assert store.book.start("khac", now.date(), this_holder(now), lambda holder: False) is None
        report = due_office.run_in(store, "2026-04-20")
        assert (report.held, codes(report), report.exit_code) == (True, ["S101"], 0)
        assert {run.state for run in store.book.runs()} == {RunState.SKIPPED, RunState.RUNNING}
        assert store.book.take(Key("x", "y", "z"), Stage.NONE, "khac", now)
