"""Measure a province: `python -m tests.bench.province` makes 1,000 forms and times an unattended run from them to the
consolidated quarterly draft, reading, checking, totals, Word and Excel, in a process of its own; time and peak memory.

`--units N`; `--work FOLDER` keeps what was made. `make bench` puts the result into README.md.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from drafter.model.period import Period
from tests.makers.province import make_province

ROOT = Path(__file__).resolve().parents[2]
QUARTER = Period.parse("2026-Q1")
BEGIN, END = "<!-- bench-province -->", "<!-- /bench-province -->"
MOST_SECONDS, MOST_MB = 60.0, 500.0
_NOW = datetime(2026, 4, 20, 7, 30, tzinfo=timezone(timedelta(hours=7)))


@dataclass(frozen=True)
class Measured:
    """One run: forms read, seconds by the clock and of processors, MB at the peak of itself and of a reading child."""

    units: int
    forms: int
    seconds: float
    cpu_seconds: float
    peak_mb: float
    child_mb: float
    files: tuple[str, ...]
    points: int


def work(folder: Path) -> Measured:
    """The run itself, in this process, from opening the workspace to the last file."""
    from drafter.desk.unattended.run_due import run_due
    from drafter.desk.workspace import open_workspace
    from drafter.store.store import open_store

    start = time.perf_counter()
    ws = open_workspace(folder)
    with open_store(ws.database) as store:
        report = run_due(ws, store, now=_NOW)
    seconds = time.perf_counter() - start
    drafts = [task for task in report.tasks if task.task.key.job == "van-ban:bao-cao-quy" and task.done is not None]
    assert [task.task.stage.value for task in drafts] == ["du"], report
    peak, child = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    done = drafts[0].done
    assert done is not None
    return Measured(
        len(ws.units), len(report.received), seconds, cpu, peak, child, done.files, int(done.told["points"])
    )


def measure(units: int, folder: Path) -> Measured:
    """Make the province, then run in a fresh process, so that making it counts for nothing."""
    make_province(folder, units, [QUARTER])
    command = [sys.executable, "-m", "tests.bench.province", "--run", str(folder)]
    found = json.loads(subprocess.run(command, capture_output=True, cwd=ROOT, check=True).stdout)
    return Measured(**{**found, "files": tuple(found["files"])})


def told(found: Measured) -> str:
    """The measurement as README has it."""
    cpu, peak, child = found.cpu_seconds, found.peak_mb, found.child_mb
    return (
        f"A province of {found.units:,} units, its {found.forms:,} Excel forms of 52 indicators to the consolidated\n"
        "quarterly draft (Word, and an Excel annex with a row a unit), by `drafter run-due` on 2 cores:\n"
        f"**{found.seconds:.0f} s** ({cpu:.0f} s of processor time, reading children included), peak memory "
        f"**{peak:.0f} MB**\n(a reading child {child:.0f} MB); {found.points:,} points to look at were noted. "
        f"The bound is {MOST_SECONDS:.0f} s and {MOST_MB:.0f} MB.\n"
    )


def main() -> None:
    """Measure, print, and with `--write` put it into README.md; over the bound it ends in 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=1000)
    parser.add_argument("--work", type=Path, default=None)
    parser.add_argument("--run", type=Path, default=None)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if asked.run is not None:
        sys.stdout.write(json.dumps(asdict(work(asked.run))))
        return
    with tempfile.TemporaryDirectory() as place:
        found = measure(asked.units, asked.work or Path(place) / "tinh")
    sys.stdout.write(told(found))
    if asked.write:
        readme = ROOT / "README.md"
        before, begin, rest = readme.read_text("utf-8").partition(BEGIN)
        _, end, after = rest.partition(END)
        assert end, f"no {BEGIN} in README.md"
        readme.write_text(f"{before}{begin}\n{told(found)}{end}{after}", "utf-8")
    sys.exit(found.seconds > MOST_SECONDS or found.peak_mb > MOST_MB)


if __name__ == "__main__":
    main()
