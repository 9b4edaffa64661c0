"""How the program speaks on a terminal: problems, tables, JSON, exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from drafter.model.problem import Problem, Severity

EXIT_DONE, EXIT_LOOK, EXIT_NOT_DONE, EXIT_CONFLICTS, EXIT_TRY_AGAIN = 0, 1, 2, 3, 75

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def speak_utf8() -> None:
    """Read and write UTF-8 whatever the terminal's code page says: a letter it cannot show is no reason to stop."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def console(*, error: bool = False) -> Console:
    """Where things are said; made afresh, so that a redirected stream is found. Lines wrap on a terminal only."""
    plain = Console(stderr=error, highlight=False)
    return plain if plain.is_terminal else Console(stderr=error, highlight=False, width=200, no_color=True)


def say(*lines: str) -> None:
    """Plain lines on standard output."""
    out = console()
    for line in lines:
        out.print(line, markup=False, soft_wrap=True)


def say_problems(problems: Iterable[Problem], *, requests: bool = False, error: bool = False) -> None:
    """Each problem with its code, place, what and remedy; `requests`: and what to send the unit.

    They stand on standard output below their heading. `error`: on standard error, as what stops a command is, and what
    is said beside JSON.
    """
    out = console(error=error)
    for problem in problems:
        where = f"{problem.place}: " if str(problem.place) else ""
        out.print(f"{problem.code} ", style=_COLOURS[problem.severity], end="", markup=False)
        out.print(f"({problem.severity}) {where}{problem.what}", markup=False, soft_wrap=True)
        out.print(f"     cách sửa: {problem.fix}", markup=False, soft_wrap=True)
        if requests and problem.request:
            out.print(f"     gửi đơn vị: {problem.request}", markup=False, soft_wrap=True)


def say_table(title: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> None:
    """A table; a column is its title and «left» or «right»."""
    table = Table(title=title, title_justify="left", header_style="bold")
    for name, side in columns:
        table.add_column(name, justify="right" if side == "right" else "left")
    for row in rows:
        table.add_row(*(cell.replace("[", r"\[") for cell in row))
    console().print(table)


def say_json(data: Any) -> None:
    """Data as JSON on standard output, in UTF-8, Decimals and dates as text."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n")


def problem_data(problem: Problem) -> dict[str, object]:
    """A problem as JSON has it."""
    return {
        "code": problem.code,
        "severity": problem.severity.name.lower(),
        "file": problem.place.file,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "place": str(problem.place),
        "what": problem.what,
        "fix": problem.fix,
        "request": problem.request,
    }


def now() -> datetime:
    """The present moment with the machine's offset."""
    return datetime.now().astimezone()


def worst(problems: Iterable[Problem]) -> int:
    """The exit code of a task that was done: 1 when a person must look at something."""
    return EXIT_LOOK if any(problem.severity is not Severity.NOTE for problem in problems) else EXIT_DONE
