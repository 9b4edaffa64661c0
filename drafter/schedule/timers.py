"""What tells an operating system's own scheduler to run `drafter run-due` each day: texts only, nothing is installed.

Once a day is enough everywhere: what is due is the ledger's business, and a day that was missed comes back with the
next. systemd.timer(5), systemd.service(5), crontab(5), the Task Scheduler schema of Microsoft's documentation.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from xml.sax.saxutils import escape

RETRY_MINUTES = 5
RETRIES = 3
LONGEST_HOURS = 2
_FIRST_DAY = "2026-01-01"  # any day that is over: a task starts on the next 07:30
_TASK_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"


class System(StrEnum):
    """The schedulers that drafter can write for."""

    SYSTEMD = "systemd"
    WINDOWS = "windows"
    CRON = "cron"


@dataclass(frozen=True)
class Daily:
    """A daily start: `name` is safe in file names, `title` is shown; `command` is the program and its arguments.

    `folder` is the workspace; `hour` and `minute` are local time.
    """

    name: str
    title: str
    command: tuple[str, ...]
    folder: str
    hour: int = 7
    minute: int = 30

    @property
    def clock(self) -> str:
        """«07:30»."""
        return f"{self.hour:02d}:{self.minute:02d}"


def systemd_service(daily: Daily) -> str:
    """The service: to be looked at (1) and conflicts (3) are no failure; what may pass (75) is tried again."""
    return "\n".join(
        (
            "[Unit]",
            f"Description={_systemd_text(daily.title)}",
            f"StartLimitIntervalSec={(RETRIES + 1) * RETRY_MINUTES * 2}min",
            f"StartLimitBurst={RETRIES + 1}",
            "",
            "[Service]",
            "Type=oneshot",
            f"WorkingDirectory={_systemd_text(daily.folder)}",
            f"ExecStart={' '.join(map(_systemd_word, daily.command))}",
            "SuccessExitStatus=1 3",
            "Restart=on-failure",
            "RestartPreventExitStatus=2",
            f"RestartSec={RETRY_MINUTES}min",
            f"TimeoutStartSec={LONGEST_HOURS}h",
            "Nice=10",
            "",
        )
    )


def systemd_timer(daily: Daily) -> str:
    """The timer: a start that was missed while the machine was off is made up for when it is on again."""
    return "\n".join(
        (
            "[Unit]",
            f"Description={_systemd_text(daily.title)}",
            "",
            "[Timer]",
            f"OnCalendar=*-*-* {daily.clock}:00",
            "Persistent=true",
            "AccuracySec=1min",
            "",
            "[Install]",
            "WantedBy=timers.target",
            "",
        )
    )


def _systemd_text(text: str) -> str:
    """A value on one line, in which % starts a specifier."""
    return " ".join(text.split("\n")).replace("%", "%%")


def _systemd_word(word: str) -> str:
    """A word of a command line, quoted; $ stands for a variable in it, and % for a specifier."""
    quoted = word.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$").replace("%", "%%")
    return f'"{quoted}"'


def windows_task(daily: Daily) -> str:
    """The task as XML for `schtasks /Create /XML`: missed starts made up for, never twice at once, no special rights.

    It runs while the person is logged on, so no password is kept.
    """
    program, *arguments = daily.command
    said = escape(" ".join(map(_windows_word, arguments)))
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="{_TASK_NAMESPACE}">
  <RegistrationInfo>
    <Description>{escape(daily.title)}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>{_FIRST_DAY}T{daily.clock}:00</StartBoundary>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RestartOnFailure>
      <Interval>PT{RETRY_MINUTES}M</Interval>
      <Count>{RETRIES}</Count>
    </RestartOnFailure>
    <ExecutionTimeLimit>PT{LONGEST_HOURS}H</ExecutionTimeLimit>
    <Enabled>true</Enabled>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{said}</Arguments>
      <WorkingDirectory>{escape(daily.folder)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


def _windows_word(word: str) -> str:
    """A word of a Windows command line. A backslash before the closing quote is doubled, else it would escape it."""
    if word and not any(letter in word for letter in ' \t"'):
        return word
    inner = word.replace('"', '\\"')
    ending = len(inner) - len(inner.rstrip("\\"))
    return f'"{inner}{chr(92) * ending}"'


def cron_lines(daily: Daily) -> str:
    """Two lines: each day, and after the machine has started, as cron makes up for nothing by itself."""
    command = f"cd {_shell_word(daily.folder)} && {' '.join(map(_shell_word, daily.command))} >/dev/null 2>&1"
    command = command.replace("%", "\\%")  # to cron a bare % is the end of the line
    mark = cron_mark(daily)
    return f"{daily.minute} {daily.hour} * * * {command} {mark}\n@reboot sleep 300; {command} {mark}\n"


def cron_mark(daily: Daily) -> str:
    """What drafter knows its own lines by."""
    return f"# {daily.name}"


def without_cron_lines(table: str, daily: Daily) -> str:
    """A crontab without drafter's lines of this workspace; everybody else's stay as they are."""
    mark = cron_mark(daily)
    return "".join(line for line in table.splitlines(keepends=True) if not line.rstrip().endswith(mark))


def _shell_word(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"
