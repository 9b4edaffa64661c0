"""`drafter status`: who has handed in, who is missing, whose form has faults."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import EXIT_DONE, EXIT_LOOK, now, problem_data, say, say_json, say_problems, say_table, worst
from drafter.desk.registers import RegisterLine, registers_in
from drafter.desk.status import Board, UnitRow, UnitState, board
from drafter.desk.workspace import read_period
from drafter.store.store import open_store


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter status --period 2025 --requests")
@click.option("--period", "period_text", metavar="KỲ", required=True, help="Kỳ báo cáo: 2025, 2026-Q1, 2026-H1…")
@click.option("--requests", is_flag=True, help="In kèm lời nhắn soạn sẵn để gửi từng đơn vị.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def status(workspace: Path, period_text: str, requests: bool, as_json: bool) -> None:
    """Bảng đơn vị: nộp, thiếu, lỗi, nộp lại; thoát với mã 1 khi còn đơn vị thiếu hoặc lỗi."""
    ws, period = opened(workspace), read_period(period_text)
    with open_store(ws.database) as store:
        found = board(ws, store, period, now().date())
        registers = registers_in(ws, store, period)
    if as_json:
        say_json({**_data(found), "registers": [_register_data(line) for line in registers]})
    else:
        _show(found, requests=requests)
        _show_registers(registers, requests=requests)
    done = all(row.state in (UnitState.SUBMITTED, UnitState.RESUBMITTED) for row in found.rows) and not found.strays
    told = (*ws.problems, *(problem for line in registers for problem in line.problems))
    sys.exit(max(EXIT_DONE if done else EXIT_LOOK, worst(told)))


def _show(found: Board, *, requests: bool) -> None:
    say_table(
        f"Bảng đơn vị {found.period.words} (hạn nộp {found.deadline:%d/%m/%Y})",
        (("Mã", "left"), ("Đơn vị", "left"), ("Tình trạng", "left"), ("Nhận lúc", "left"), ("Cần xem", "right")),
        ((row.code, row.name, _state(row), _received(row), str(len(row.problems) or "")) for row in found.rows),
    )
    say(
        ", ".join(f"{state}: {found.count(state)}" for state in UnitState) + f"; tổng số: {len(found.expected)} đơn vị."
    )
    if found.strays:
        say("", "Tệp chưa rõ của đơn vị nào:")
        say_problems(found.strays)
    if requests:
        for row in found.rows:
            if row.request:
                say("", row.request)


def _show_registers(registers: Sequence[RegisterLine], *, requests: bool) -> None:
    """One line on the registers that came in, then what is to be looked at in them."""
    if registers:
        say("", "Sổ đã nhận: " + "; ".join(map(_register_words, registers)) + ".")
    for line in registers:
        say_problems(line.problems, requests=requests)


def _register_words(line: RegisterLine) -> str:
    files = f"{line.files}/{line.expected} đơn vị, " if line.expected is not None else ""
    faults = f", {len(line.problems)} điều cần xem" if line.problems else ""
    return f"{line.title} ({files}{line.rows} dòng{faults})"


def _register_data(line: RegisterLine) -> dict[str, object]:
    return {
        "code": line.code,
        "title": line.title,
        "files": line.files,
        "rows": line.rows,
        "expected": line.expected,
        "problems": [problem_data(problem) for problem in line.problems],
    }


def _state(row: UnitRow) -> str:
    words = row.state.value if row.expected else f"{row.state} (không bắt buộc)"
    return f"{words} (trễ hạn)" if row.late and row.expected else words


def _received(row: UnitRow) -> str:
    return "" if row.received_at is None else row.received_at.strftime("%d/%m/%Y %H:%M")


def _data(found: Board) -> dict[str, object]:
    return {
        "period": str(found.period),
        "deadline": found.deadline.isoformat(),
        "counts": {state.name.lower(): found.count(state) for state in UnitState},
        "units": [
            {
                "code": row.code,
                "name": row.name,
                "state": row.state.name.lower(),
                "state_vi": row.state.value,
                "late": row.late,
                "expected": row.expected,
                "received_at": None if row.received_at is None else row.received_at.isoformat(),
                "file": row.file,
                "problems": [problem_data(problem) for problem in row.problems],
                "request": row.request,
            }
            for row in found.rows
        ],
        "strays": [problem_data(problem) for problem in found.strays],
    }
