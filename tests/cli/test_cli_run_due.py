"""`drafter run-due`, `runs` and `schedule`: what they say, their JSON, their exit codes."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from drafter.cli import run_due as command
from drafter.desk import timer
from drafter.desk.timer import daily_of, system_here
from drafter.desk.workspace import open_workspace
from drafter.schedule.timers import System
from drafter.store.store import open_store
from tests.cli.command_runs import Program
from tests.desk.due_office import UNITS, DueOffice, small_kinds

NOW = datetime(2026, 4, 20, 0, 30, tzinfo=UTC)


@pytest.fixture
def due(drafter: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The small office on the day a paper is due, two of three forms in its folder."""
    monkeypatch.setattr(command, "now", lambda: NOW)
    small_kinds(drafter.folder)
    for unit in UNITS[:2]:
        DueOffice(drafter.folder).comes(unit, "2026-Q1")
    return drafter


def test_a_due_run_a_second_start_and_what_is_asked_of_them(due: Program) -> None:
    plan = due("run-due", "--dry-run")
    assert (plan.code, plan.codes) == (1, ["S105"])
    assert "Có 2 tệp mới trong thư mục biểu đã nhận" in plan.out
    first = due("run-due")
    assert (first.code, first.codes) == (1, ["S106"])
    assert "Đã nhận 2 tệp biểu mới." in first.out
    assert (
        "Đã soạn «Báo cáo sơ kết quý» quý I năm 2026 (bản tạm):\n  du-thao/bao-cao-quy_2026-Q1/report.docx" in first.out
    )
    assert "Văn bản đến hạn tiếp theo: «Báo cáo sơ kết quý» quý II năm 2026, ngày 20/07/2026." in first.out
    second = due("run-due")
    assert (second.code, second.err) == (0, "")
    assert second.out.startswith("Không có việc nào đến hạn.\n")
    told = due("runs")
    assert (told.code, told.err) == (0, "")
    assert "Lần chạy tốt gần nhất: 20/04/2026" in told.out
    data = due("runs", "--json").data
    assert [run["exit_code"] for run in data["runs"]] in ([0, 1], [1, 0])
    assert data["next"] == {"kind": "bao-cao-quy", "period": "2026-Q2", "due": "2026-07-20"}
    assert {work["job"] for work in data["works"]} == {"van-ban:bao-cao-quy", "nhac:quy", "bieu:quy"}


def test_json_of_a_run_and_of_a_plan(due: Program) -> None:
    plan = due("run-due", "--dry-run", "--json").data
    assert (plan["day"], plan["waiting_files"]) == ("2026-04-20", 2)
    report = due("run-due", "--json").data
    assert (report["exit_code"], report["received"], report["held"]) == (1, 2, False)
    drafted = next(task for task in report["tasks"] if task["job"] == "van-ban:bao-cao-quy")
    assert (drafted["stage"], drafted["due"], len(drafted["files"])) == ("tam", "2026-04-20", 2)
    held = due("run-due", "--json", "--today", "2026-04-20").data
    assert (held["exit_code"], held["tasks"]) == (0, [])


def test_a_day_given_by_hand_and_one_written_wrongly(due: Program) -> None:
    early = due("run-due", "--today", "2026-03-22")
    assert (early.code, "bieu-mau/2026-Q1_gui-di" in early.out) == (0, True)
    assert due("run-due", "--today", "20/4/2026").code == 2


def test_a_run_that_found_another_at_work_ends_well(due: Program) -> None:
    from drafter.desk.this_process import this_holder

    with open_store(due.folder / "drafter.db") as store:
        store.book.start("khac", date(2026, 4, 20), this_holder(NOW), lambda holder: False)
    skipped = due("run-due")
    assert (skipped.code, skipped.codes) == (0, ["S101"])
    assert "đang chạy" in due("runs").out


@pytest.mark.parametrize("system", list(System))
def test_what_a_scheduler_would_get_is_printed_and_nothing_is_installed(
    drafter: Program, system: System, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    shown = drafter("schedule", "install", "--print", "--system", system.value, "--at", "06:05")
    assert (shown.code, shown.err) == (0, "")
    expected = {System.SYSTEMD: "OnCalendar=*-*-* 06:05:00", System.WINDOWS: "T06:05:00<", System.CRON: "5 6 * * * cd "}
    assert expected[system] in shown.out
    assert not (tmp_path / "config").exists()


def test_printing_needs_no_scheduler_here(drafter: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    shown = drafter("schedule", "install", "--print")
    assert (shown.code, "OnCalendar=" in shown.out) == (0, True)
    assert drafter("schedule", "install").codes == ["S121"]


def test_a_time_that_is_none(drafter: Program) -> None:
    assert drafter("schedule", "install", "--print", "--system", "cron", "--at", "25:00").code == 2


FAKE = """#!/bin/sh
echo "$0 $*" >> "{log}"
case "$*" in
  "-l") cat "{table}" 2>/dev/null || exit 1 ;;
  "-") cat > "{table}" ;;
  *show*) echo "NextElapseUSecRealtime=Tue 2026-04-21 07:30:00" ;;
esac
exit {code}
"""


@pytest.fixture
def fakes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A systemctl and a crontab that write down how they were called; the real machine is left alone."""
    home = tmp_path / "bin"
    home.mkdir()
    for name in ("systemctl", "crontab"):
        (home / name).write_text(FAKE.format(log=tmp_path / "log", table=tmp_path / "table", code=0))
        (home / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def test_systemd_is_installed_asked_and_removed(drafter: Program, fakes: Path) -> None:
    before = drafter("schedule", "status")
    assert (before.code, before.codes) == (1, ["S123"])
    put = drafter("schedule", "install")
    assert (put.code, "đã đặt lịch" in put.out, "loginctl enable-linger" in put.out) == (0, True, True)
    units = sorted(path.suffix for path in (fakes / "config" / "systemd" / "user").iterdir())
    assert units == [".service", ".timer"]
    assert "--user enable --now drafter-ldld-nuixanh-" in (fakes / "log").read_text()
    status = drafter("schedule", "status")
    assert (status.code, "Tue 2026-04-21 07:30:00" in status.out) == (0, True)
    assert drafter("schedule", "install").code == 0  # again: the same
    assert drafter("schedule", "remove").code == 0
    assert list((fakes / "config" / "systemd" / "user").iterdir()) == []
    assert drafter("schedule", "status").code == 1


def test_cron_keeps_everybody_elses_lines(drafter: Program, fakes: Path) -> None:
    (fakes / "table").write_text("0 1 * * * sao-luu\n")
    for _ in range(2):
        assert drafter("schedule", "install", "--system", "cron").code == 0
    lines = (fakes / "table").read_text().splitlines()
    assert (len(lines), lines[0]) == (3, "0 1 * * * sao-luu")
    assert drafter("schedule", "remove", "--system", "cron").code == 0
    assert (fakes / "table").read_text() == "0 1 * * * sao-luu\n"


def test_a_scheduler_that_refuses_is_told(drafter: Program, fakes: Path) -> None:
    (fakes / "bin" / "systemctl").write_text(
        "#!/bin/sh\ncase $* in *show*) exit 0;; esac\necho khong duoc >&2\nexit 1\n"
    )
    refused = drafter("schedule", "install")
    assert (refused.code, refused.codes) == (2, ["S122"])
    assert "khong duoc" in refused.err


def test_a_machine_without_any_scheduler(drafter: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timer.shutil, "which", lambda name: None)
    assert drafter("schedule", "status").codes == ["S121"]


def test_windows_gets_the_task_as_xml(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []

    def run(command: list[str], given: str = "") -> subprocess.CompletedProcess[str]:
        calls.append(list(command))
        if "/XML" in command:
            data = Path(command[command.index("/XML") + 1]).read_bytes()
            assert data[:2] == b"\xff\xfe"
            assert "IgnoreNew" in data.decode("utf-16")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(timer, "_run", run)
    monkeypatch.setattr(timer.sys, "platform", "win32")
    daily, system = daily_of(open_workspace(office)), system_here()
    assert system is System.WINDOWS
    assert timer.install(daily, system).installed
    timer.remove(daily, system)
    assert [call[1] for call in calls] == ["/Create", "/Query", "/Query", "/Delete", "/Query"]
    assert json.dumps(daily.name).isascii()
