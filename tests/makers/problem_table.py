"""Turn every kind of problem that drafter can tell into the table of README, between its marks.

`python -m tests.makers.problem_table` prints the table; with `--write` it is put into README.md.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import drafter
from drafter.fill.errors import Kind
from drafter.model.problem import ProblemKind, Severity

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- bang-ma -->", "<!-- /bang-ma -->"


@dataclass(frozen=True)
class Told:
    """One kind of problem as the table tells it; `module` declares it, `message` is the pattern of its words."""

    code: str
    severity: str
    what: str
    fix: str
    module: str
    message: str


def all_modules() -> list[ModuleType]:
    """Every module of drafter, imported."""
    found = [drafter]
    for module in pkgutil.walk_packages(drafter.__path__, "drafter."):
        if not module.name.endswith("__main__"):
            found.append(importlib.import_module(module.name))
    return found


def kinds() -> list[Told]:
    """Every kind declared at the top of a module, in order of code; one that others import counts once."""
    seen: dict[int, Told] = {}
    for module in all_modules():
        for value in vars(module).values():
            if isinstance(value, ProblemKind):
                seen.setdefault(id(value), _told(value, module.__name__))
            elif isinstance(value, Kind):
                seen.setdefault(id(value), _of_template(value, module.__name__))
    return sorted(seen.values(), key=lambda kind: kind.code)


def _told(kind: ProblemKind, module: str) -> Told:
    return Told(kind.code, kind.severity, kind.title, kind.fix, module, kind.what)


def _of_template(kind: Kind, module: str) -> Told:
    return Told(kind.code, Severity.ERROR, kind.vi, kind.fix_vi, module, kind.vi)


def table() -> str:
    """The table as Markdown."""
    lines = ["| mã | mức | việc gì | cách sửa |", "|---|---|---|---|"]
    lines += [f"| {kind.code} | {kind.severity} | {_cell(kind.what)} | {_cell(kind.fix)} |" for kind in kinds()]
    return "\n".join(lines)


def _cell(pattern: str) -> str:
    """The words of a pattern: what is filled in only when it happens stands as «…»."""
    plain = pattern.replace("{{", "\0").replace("}}", "\1")
    plain = re.sub(r"\{hint\}", "", plain)
    plain = re.sub(r"\{[^}]*\}", "…", plain).replace("«…»", "…")
    plain = plain if plain != "…" else "như thông báo ghi"
    return " ".join(plain.replace("\0", "{").replace("\1", "}").replace("|", "\\|").split())


def in_readme(text: str) -> str:
    """The table that stands between the marks of a README."""
    return text.partition(BEGIN)[2].partition(END)[0].strip()


def main() -> None:
    """Print the table, or write it."""
    if "--write" not in sys.argv[1:]:
        sys.stdout.write(table() + "\n")
        return
    text = README.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    README.write_text(f"{before}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
