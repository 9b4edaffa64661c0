"""`drafter refresh` on the command line: what it says, and its exit code in each case."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from drafter.desk.workspace import open_workspace
from drafter.store.store import open_store
from tests.cli.command_runs import Program
from tests.desk.small_office import CAME, GIFT_MONEY, GIFTS, MEETINGS, MEMBERS, NEW_MEMBERS, SEWING, Desk
from tests.revise.officer import Desk as Screen
from tests.revise.officer import set_text

WHOLE = {"A01": 50, MEMBERS: 40, MEETINGS: (1, 1), GIFTS: 10, GIFT_MONEY: 5, NEW_MEMBERS: 4, "G06": 1}


@pytest.fixture
def report(drafter: Program) -> Path:
    """A draft of the year, made on the command line."""
    with_desk(drafter, lambda desk: desk.everybody())
    assert drafter("draft", "bao-cao-nam", "--period", "2025", "--date", "2026-01-10").code == 1
    return drafter.folder / "du-thao" / "bao-cao-nam_2025" / "report.docx"


def with_desk(drafter: Program, work: object) -> None:
    ws = open_workspace(drafter.folder)
    with open_store(ws.database) as store:
        work(Desk(ws, store))  # type: ignore[operator]


def late(drafter: Program) -> None:
    typed = {**WHOLE, MEMBERS: 45}
    with_desk(drafter, lambda desk: desk.hand_in(SEWING, typed, name="nop-lai.xlsx", now=CAME + timedelta(days=7)))


def retyped(report: Path, text: str, name: str) -> Path:
    screen = Screen.of(report.read_bytes())
    mark = next(one for one in screen.bookmarks() if "120 đoàn viên" in "".join(screen.control(one).itertext()))
    set_text(screen.control(mark), text)
    path = report.with_name(name)
    path.write_bytes(screen.data())
    return path


def test_nothing_new_is_done(drafter: Program, report: Path) -> None:
    ran = drafter("refresh", report)
    assert (ran.code, ran.err) == (0, "")
    assert "không có số nào phải thay" in ran.out


def test_new_figures_are_to_be_looked_at(drafter: Program, report: Path) -> None:
    late(drafter)
    new = report.with_name("moi.docx")
    ran = drafter("refresh", report, "-o", new)
    assert ran.code == 1
    assert "120 đoàn viên → 125 đoàn viên" in ran.out
    assert "nop-lai.xlsx" in ran.out
    assert new.is_file()
    assert new.with_name("moi.can-xem-lai.txt").is_file()
    assert drafter("refresh", report, "-o", new).code == 2


def test_conflicts_have_a_code_of_their_own_and_come_first(drafter: Program, report: Path) -> None:
    late(drafter)
    path = retyped(report, "121 đoàn viên", "sua.docx")
    ran = drafter("refresh", path)
    assert ran.code == 3
    assert ran.codes[0] == "R110"
    data = drafter("refresh", path, "--json").data
    (one,) = data["files"]
    assert one["conflicts"][0]["code"] == "R110"
    assert set(one) == {
        "file", "doc_id", "result", "notes", "conflicts", "edits", "changed", "problems", "agreed", "waiting", "asked",
    }  # fmt: skip


def test_two_copies_and_what_they_say_differently(drafter: Program, report: Path) -> None:
    paths = [retyped(report, f"{number} đoàn viên", f"{number}.docx") for number in (121, 122)]
    ran = drafter("refresh", *paths)
    assert ran.code == 3
    assert "R121" in ran.codes
    assert drafter("refresh", *paths, "-o", report.with_name("x.docx")).code == 2


def test_what_cannot_be_done(drafter: Program, report: Path, tmp_path: Path) -> None:
    assert drafter("refresh", report.with_name("khong-co.docx")).code == 2
    (tmp_path / "la.docx").write_bytes(b"x")
    assert drafter("refresh", tmp_path / "la.docx").code == 2


def test_a_conflict_is_decided_by_its_name(drafter: Program, report: Path) -> None:
    late(drafter)
    path = retyped(report, "121 đoàn viên", "sua.docx")
    before = sorted(path.parent.iterdir())
    told = drafter("refresh", path, "--dry-run", "--json")
    assert told.code == 3
    assert sorted(path.parent.iterdir()) == before
    (asked,) = json.loads(told.out)["files"][0]["asked"]
    assert (asked["officer"], asked["fresh"], asked["can_take"]) == ("121 đoàn viên", "125 đoàn viên", True)
    assert drafter("refresh", path, "--take-ours", "khong-co").code == 2
    assert drafter("refresh", path, "--take-ours", asked["ref"], "--keep-mine", asked["ref"]).code == 2
    kept = drafter("refresh", path, "--keep-mine", asked["ref"], "-o", report.with_name("giu.docx"))
    assert kept.code == 1
    assert "121 đoàn viên → " not in kept.out
    taken = drafter("refresh", path, "--take-ours", asked["ref"], "-o", report.with_name("lay.docx"))
    assert taken.code == 1
    assert "121 đoàn viên → 125 đoàn viên" in taken.out
