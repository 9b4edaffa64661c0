"""Turn a workspace into a daily start by the operating system's own scheduler: install, ask, remove."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter.desk.problems import NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.workspace import Workspace
from drafter.fill.package import save
from drafter.model.problem import ProblemKind, Severity
from drafter.schedule.timers import (
    Daily,
    System,
    cron_lines,
    systemd_service,
    systemd_timer,
    windows_task,
    without_cron_lines,
)
from drafter.wording.fold import slug

NO_SCHEDULER = ProblemKind(
    code="S121",
    severity=Severity.ERROR,
    title="Máy không có chỗ hẹn giờ dùng được",
    what="không thấy {wanted} trên máy này",
    fix="xem nội dung cần cài bằng «drafter schedule install --print --system systemd» (hoặc windows, cron) "
    "rồi nhờ người phụ trách máy cài",
)
SCHEDULER_REFUSED = ProblemKind(
    code="S122",
    severity=Severity.ERROR,
    title="Máy không nhận lịch chạy",
    what="lệnh «{command}» không xong: {said}",
    fix="chạy lại; nếu vẫn vậy thì nhờ người phụ trách máy cài theo nội dung của «drafter schedule install --print»",
)
NOT_SCHEDULED = ProblemKind(
    code="S123",
    severity=Severity.WARNING,
    title="Chưa đặt lịch chạy tự động",
    what="thư mục này chưa được đặt lịch chạy tự động trên máy này",
    fix="chạy «drafter schedule install»",
)
KINDS = (NO_SCHEDULER, SCHEDULER_REFUSED, NOT_SCHEDULED)

_SECONDS = 60
_NAMES = {System.SYSTEMD: "systemd của người dùng", System.WINDOWS: "Task Scheduler", System.CRON: "cron"}


@dataclass(frozen=True)
class Written:
    """One text that the scheduler gets: the file it stands in (empty for a table that it is added to)."""

    file: str
    text: str


@dataclass(frozen=True)
class Scheduled:
    """How a workspace stands with a scheduler. `next_start` is in the scheduler's own words, empty where not told."""

    system: System
    name: str
    installed: bool
    next_start: str = ""


def daily_of(ws: Workspace, hour: int = 7, minute: int = 30) -> Daily:
    """The daily start of a workspace; its name is of the office and of the folder, so that two do not mix."""
    folder = ws.folder.resolve()
    office = ws.office.organisation
    mark = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:6]
    title = f"Drafter: soạn văn bản đến hạn của {office.standings[-1].name}"
    command = (sys.executable, "-m", "drafter", "-C", str(folder), "run-due")
    return Daily(f"drafter-{slug(office.code)}-{mark}", title, command, str(folder), hour, minute)


def system_here(wanted: str = "") -> System:
    """The scheduler to use: the one asked for, else the best there is. Raises DeskError where there is none."""
    if wanted:
        return System(wanted)
    if sys.platform == "win32":
        return System.WINDOWS
    if shutil.which("systemctl") and _run(["systemctl", "--user", "show-environment"]).returncode == 0:
        return System.SYSTEMD
    if shutil.which("crontab"):
        return System.CRON
    raise stop(NO_SCHEDULER, wanted=", ".join(_NAMES.values()))


def system_to_print(wanted: str = "") -> System:
    """The scheduler whose texts to print: as `system_here`, and systemd where this machine has none."""
    try:
        return system_here(wanted)
    except DeskError:
        return System.SYSTEMD


def texts(daily: Daily, system: System) -> tuple[Written, ...]:
    """What the scheduler would get."""
    match system:
        case System.SYSTEMD:
            home = _systemd_home()
            return (
                Written(str(home / f"{daily.name}.service"), systemd_service(daily)),
                Written(str(home / f"{daily.name}.timer"), systemd_timer(daily)),
            )
        case System.WINDOWS:
            return (Written(f"{daily.name}.xml", windows_task(daily)),)
        case System.CRON:
            return (Written("", cron_lines(daily)),)


def install(daily: Daily, system: System) -> Scheduled:
    """Put the daily start in, in place of an earlier one of this workspace. Raises DeskError."""
    match system:
        case System.SYSTEMD:
            for one in texts(daily, system):
                _save(Path(one.file), one.text.encode())
            _asked(["systemctl", "--user", "daemon-reload"])
            _asked(["systemctl", "--user", "enable", "--now", f"{daily.name}.timer"])
        case System.WINDOWS:
            _with_file(windows_task(daily).encode("utf-16"), daily)
        case System.CRON:
            _set_crontab(without_cron_lines(_crontab(), daily) + cron_lines(daily))
    return status(daily, system)


def status(daily: Daily, system: System) -> Scheduled:
    """Whether the daily start is in, and when it comes next."""
    match system:
        case System.SYSTEMD:
            there = Path(texts(daily, system)[1].file).is_file()
            shown = _run(["systemctl", "--user", "show", f"{daily.name}.timer", "--property=NextElapseUSecRealtime"])
            coming = shown.stdout.strip().partition("=")[2] if shown.returncode == 0 else ""
            return Scheduled(system, daily.name, there, coming)
        case System.WINDOWS:
            return Scheduled(system, daily.name, _run(["schtasks", "/Query", "/TN", daily.name]).returncode == 0)
        case System.CRON:
            table = _crontab()
            return Scheduled(system, daily.name, without_cron_lines(table, daily) != table)


def remove(daily: Daily, system: System) -> Scheduled:
    """Take the daily start out; what it made stays. Raises DeskError."""
    if status(daily, system).installed:
        match system:
            case System.SYSTEMD:
                _asked(["systemctl", "--user", "disable", "--now", f"{daily.name}.timer"])
                for one in texts(daily, system):
                    Path(one.file).unlink(missing_ok=True)
                _asked(["systemctl", "--user", "daemon-reload"])
            case System.WINDOWS:
                _asked(["schtasks", "/Delete", "/TN", daily.name, "/F"])
            case System.CRON:
                _set_crontab(without_cron_lines(_crontab(), daily))
    return status(daily, system)


def _systemd_home() -> Path:
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(config) / "systemd" / "user"


def _with_file(data: bytes, daily: Daily) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"{daily.name}.xml"
        _save(path, data)
        _asked(["schtasks", "/Create", "/TN", daily.name, "/XML", str(path), "/F"])


def _crontab() -> str:
    """The person's crontab; empty where there is none yet."""
    shown = _run(["crontab", "-l"])
    return shown.stdout if shown.returncode == 0 else ""


def _set_crontab(table: str) -> None:
    _asked(["crontab", "-"], table)


def _save(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save(path, data)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error


def _asked(command: Sequence[str], given: str = "") -> None:
    """Run a scheduler's own command. Raises DeskError with what it said."""
    done = _run(command, given)
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[:200] or f"mã thoát {done.returncode}"
        raise stop(SCHEDULER_REFUSED, command=" ".join(command[:3]), said=said)


def _run(command: Sequence[str], given: str = "") -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - the system's own scheduler, found on the path; no shell
            list(command), input=given, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(list(command), 127, "", str(error))
