"""The Excel templates of the shipped kinds: the file below `templates/` and what makes it, a line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import Workbook

from drafter.render.figures_workbook import workbook_bytes
from tests.makers.annex_template import build_annex

ANNEXES: Mapping[str, Callable[[], Workbook]] = {
    "bao-cao-nam/appendix.xlsx": build_annex,
}


def main() -> None:
    """Write them all."""
    templates = Path(__file__).parents[2] / "templates"
    for name, build in ANNEXES.items():
        (templates / name).write_bytes(workbook_bytes(build()))


if __name__ == "__main__":
    main()
