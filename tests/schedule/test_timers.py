"""What the systems' schedulers are given: judged by their own tools where these are, by their grammar where not."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from drafter.schedule.timers import (
    Daily,
    cron_lines,
    systemd_service,
    systemd_timer,
    windows_task,
    without_cron_lines,
)

ODD = "/home/lan/Văn phòng 100% «của $HOME» & \"tôi\" 'nhà'"
DAILY = Daily(
    "drafter-ldld-abc123",
    "Drafter: soạn văn bản của LĐLĐ",
    (sys.executable, "-m", "drafter", "-C", ODD, "run-due"),
    ODD,
)
PLAIN = Daily("drafter-ldld-abc123", "Drafter", (sys.executable, "-m", "drafter", "run-due"), "/tmp")
_NAMESPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
_ANALYZE = shutil.which("systemd-analyze")


def fields(unit: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in unit.splitlines() if "=" in line)


def test_the_timer_makes_up_for_missed_days_and_the_service_knows_the_exit_codes() -> None:
    timer, service = fields(systemd_timer(DAILY)), fields(systemd_service(DAILY))
    assert (timer["OnCalendar"], timer["Persistent"]) == ("*-*-* 07:30:00", "true")
    assert (service["Type"], service["SuccessExitStatus"], service["RestartPreventExitStatus"]) == (
        "oneshot", "1 3", "2",
    )  # fmt: skip
    assert service["Restart"] == "on-failure"


@pytest.mark.skipif(_ANALYZE is None, reason="systemd is not installed")
@pytest.mark.parametrize("daily", [DAILY, PLAIN], ids=["odd", "plain"])
def test_systemd_takes_the_units(daily: Daily, tmp_path: Path) -> None:
    files = (tmp_path / f"{daily.name}.service", tmp_path / f"{daily.name}.timer")
    for file, text in zip(files, (systemd_service(daily), systemd_timer(daily)), strict=True):
        file.write_text(text, "utf-8")
    done = subprocess.run(
        [str(_ANALYZE), "verify", "--user", *map(str, files)], capture_output=True, text=True, check=False
    )
    own = [line for line in done.stderr.splitlines() if daily.name in line]
    assert own == []


@pytest.mark.skipif(_ANALYZE is None, reason="systemd is not installed")
def test_systemd_reads_the_time_as_each_day() -> None:
    told = subprocess.run(
        [str(_ANALYZE), "calendar", "--iterations=3", fields(systemd_timer(DAILY))["OnCalendar"]],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Normalized form: *-*-* 07:30:00" in told.stdout
    assert len(re.findall(r"\d{4}-\d\d-\d\d 07:30:00", told.stdout)) == 3


def test_a_systemd_word_is_read_back_as_it_was() -> None:
    line = fields(systemd_service(DAILY))["ExecStart"]
    words = [word.replace("$$", "$").replace("%%", "%") for word in shlex.split(line)]
    assert words == list(DAILY.command)


def test_the_windows_task_is_valid_starts_late_never_twice_and_asks_for_no_rights() -> None:
    schema = etree.XMLSchema(etree.parse(str(Path(__file__).with_name("windows-task.xsd"))))
    tree = etree.fromstring(windows_task(DAILY).encode("utf-16"))
    schema.assertValid(tree)

    def said(name: str) -> str | None:
        return tree.findtext(f".//{_NAMESPACE}{name}")

    told = {name: said(name) for name in ("StartWhenAvailable", "MultipleInstancesPolicy", "RunLevel", "LogonType")}
    assert told == {
        "StartWhenAvailable": "true",
        "MultipleInstancesPolicy": "IgnoreNew",
        "RunLevel": "LeastPrivilege",
        "LogonType": "InteractiveToken",
    }
    assert said("StartBoundary") == "2026-01-01T07:30:00"
    assert said("WorkingDirectory") == ODD


def test_the_schema_of_the_test_refuses_what_is_wrong() -> None:
    schema = etree.XMLSchema(etree.parse(str(Path(__file__).with_name("windows-task.xsd"))))
    for right, wrong in (("IgnoreNew", "Ignore"), ("<DaysInterval>1<", "<DaysInterval>0<"), ("PT5M", "5M")):
        text = windows_task(DAILY)
        assert right in text
        assert not schema.validate(etree.fromstring(text.replace(right, wrong).encode("utf-16")))


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("C:\\Văn phòng\\", '"C:\\Văn phòng\\\\"'),
        ("C:\\VP", "C:\\VP"),
        ('nói "có"', '"nói \\"có\\""'),
        ("", '""'),
    ],
)
def test_a_windows_word_is_quoted_as_windows_reads_it(word: str, line: str) -> None:
    tree = etree.fromstring(windows_task(replace(DAILY, command=("x.exe", word))).encode("utf-16"))
    said = tree.findtext(f".//{_NAMESPACE}Arguments") or ""
    assert said == line
    assert subprocess.list2cmdline([word]) == line  # Python's own, after Microsoft's C runtime


def test_a_cron_line_has_five_fields_and_a_command_that_the_shell_reads_back() -> None:
    daily_line, boot_line = cron_lines(DAILY).splitlines()
    fields_of = daily_line.split(" ", 5)
    assert fields_of[:5] == ["30", "7", "*", "*", "*"]
    assert boot_line.startswith("@reboot sleep 300; ")
    for line in (fields_of[5], boot_line.removeprefix("@reboot sleep 300; ")):
        assert re.search(r"(?<!\\)%", line) is None  # a bare % ends the command
        words = shlex.split(line.replace("\\%", "%"), comments=True)
        assert words == ["cd", ODD, "&&", *DAILY.command, ">/dev/null", "2>&1"]


def test_only_our_own_cron_lines_are_taken_out() -> None:
    others = "MAILTO=a@b.vn\n0 1 * * * sao-luu # drafter-ldld-abc1234\n"
    assert without_cron_lines(others + cron_lines(DAILY) + "5 5 * * * x\n", DAILY) == others + "5 5 * * * x\n"
