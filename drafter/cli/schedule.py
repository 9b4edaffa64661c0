"""`drafter schedule`: the daily start by the operating system's own scheduler."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import EXIT_DONE, EXIT_LOOK, say, say_problems
from drafter.desk.timer import NOT_SCHEDULED, Scheduled, daily_of, system_here, system_to_print, texts
from drafter.desk.timer import install as put_in
from drafter.desk.timer import remove as take_out
from drafter.desk.timer import status as ask
from drafter.model.problem import Place
from drafter.schedule.timers import System

_WORDS = {System.SYSTEMD: "systemd (của người dùng)", System.WINDOWS: "Task Scheduler của Windows", System.CRON: "cron"}
_system = click.option(
    "--system",
    type=click.Choice([system.value for system in System]),
    metavar="TÊN",
    default=None,
    help="Chỗ hẹn giờ của máy: systemd, windows hoặc cron; bỏ trống để máy tự chọn.",
)


@click.group(options_metavar="[TÙY_CHỌN]", subcommand_metavar="LỆNH", epilog="Ví dụ: drafter schedule install")
def schedule() -> None:
    """Đặt lịch chạy tự động mỗi ngày bằng chỗ hẹn giờ có sẵn của máy (Task Scheduler, systemd, cron)."""


@schedule.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter schedule install --print")
@_system
@click.option("--at", metavar="GIỜ", default="07:30", help="Giờ chạy mỗi ngày, ví dụ 07:30.")
@click.option("--print", "only_print", is_flag=True, help="Chỉ in nội dung sẽ cài, không cài.")
@click.pass_obj
def install(workspace: Path, system: str | None, at: str, only_print: bool) -> None:
    """Đặt lịch: mỗi ngày máy tự chạy «drafter run-due» trong thư mục này; máy tắt thì chạy bù khi bật lại."""
    hour, minute = _clock(at)
    daily = daily_of(opened(workspace), hour, minute)
    if only_print:
        for one in texts(daily, system_to_print(system or "")):
            say(*((f"# {one.file}",) if one.file else ()), one.text)
        return
    chosen = system_here(system or "")
    _show(put_in(daily, chosen))
    if chosen is System.SYSTEMD:
        say("Muốn máy chạy cả khi chưa ai đăng nhập, người phụ trách máy chạy một lần: loginctl enable-linger")


@schedule.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter schedule status")
@_system
@click.pass_obj
def status(workspace: Path, system: str | None) -> None:
    """Xem thư mục này đã được đặt lịch chưa; chưa thì thoát với mã 1."""
    found = ask(daily_of(opened(workspace)), system_here(system or ""))
    _show(found)
    if not found.installed:
        say_problems((NOT_SCHEDULED.at(Place()),))
    sys.exit(EXIT_DONE if found.installed else EXIT_LOOK)


@schedule.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter schedule remove")
@_system
@click.pass_obj
def remove(workspace: Path, system: str | None) -> None:
    """Bỏ lịch chạy tự động của thư mục này; văn bản đã soạn vẫn còn nguyên."""
    _show(take_out(daily_of(opened(workspace)), system_here(system or "")))


def _show(found: Scheduled) -> None:
    state = "đã đặt lịch" if found.installed else "chưa đặt lịch"
    say(f"{_WORDS[found.system]}: {state} ({found.name}).")
    if found.next_start:
        say(f"Lần chạy tới theo máy: {found.next_start}.")


def _clock(text: str) -> tuple[int, int]:
    hour, _, minute = text.partition(":")
    if not (hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
        raise click.UsageError(f"giờ «{text}» viết chưa đúng; viết như 07:30")
    return int(hour), int(minute)
