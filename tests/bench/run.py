"""Turn every engine and case into the measured tables of README.md: `python -m tests.bench.run` (`make bench`).

Engines take turns in each case, the whole in rounds, each in a process of its own on one core. Options:
`--rounds N`, `--seconds N` of filling a process, `--only TEXT` for cases whose name has it, `--dry` leaves README.md.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.bench import excel_lists, word_papers
from tests.bench.cases import BY_NAME, CASES, Case, data_file, template_file, write_data
from tests.bench.peers import BOUNDS, CARRYING, ENGINES, Engine, output_file
from tests.bench.table import Run, set_between, tables

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".bench"
WORK = HOME / "work"
_TOO_LONG = 180.0  # seconds for one process
_NPM = ("docxtemplater", "pizzip", "easy-template-x", "carbone", "xlsx-template")


def prepare() -> None:
    """Write data and templates; fetch what cannot live in our own environment. Nothing is fetched twice."""
    WORK.mkdir(parents=True, exist_ok=True)
    for case in CASES:
        write_data(WORK, case)
        for syntax in excel_lists.SYNTAXES if case.is_excel else word_papers.SYNTAXES:
            path = template_file(WORK, case, syntax)
            if case.is_excel:
                excel_lists.write_excel_template(path, syntax)
            else:
                word_papers.write_word_template(path, case.paper, syntax)
    if shutil.which("npm") and not (HOME / "node_modules").exists():
        subprocess.run(["npm", "install", "--prefix", str(HOME), "--no-audit", "--no-fund", *_NPM], check=False)
    if not _rust().exists():  # it installs itself under docxtpl's name, so it gets an environment of its own
        subprocess.run([sys.executable, "-m", "venv", str(HOME / "rust")], check=True)
        pip = [str(_rust()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "rust-docxtpl"]
        subprocess.run(pip, check=False)


def _rust() -> Path:
    return HOME / "rust" / "bin" / "python"


def measured(engine: Engine, case: Case, seconds: float) -> dict[str, Any] | None:
    """One process: its times in seconds and memory in kB, or None when it failed or took too long."""
    try:
        done = subprocess.run(
            [*_pinned(), *_command(engine, case, seconds)], capture_output=True, cwd=ROOT, timeout=_TOO_LONG, check=True
        )
    except subprocess.TimeoutExpired:  # not RLIMIT_CPU: with it the kernel counts processor time in whole ticks
        return None
    except subprocess.CalledProcessError as error:
        _say(f"{engine.name} failed on {case.name}: {error.stderr.decode(errors='replace').strip()[-300:]}")
        return None
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _pinned() -> list[str]:
    last = max(os.sched_getaffinity(0))
    return ["taskset", "-c", str(last)] if shutil.which("taskset") else []


def _command(engine: Engine, case: Case, seconds: float) -> list[str]:
    if engine.runs_in == "node":
        template = template_file(WORK, case, engine.syntax(case) or "")
        files = (template, data_file(WORK, case), WORK / f"now{case.suffix}", output_file(WORK, engine.name, case))
        script = Path(__file__).with_name("peers.cjs")
        return ["node", str(script), str(HOME), engine.name, *map(str, files), str(seconds)]
    python = str(_rust()) if engine.runs_in == "rust" else sys.executable
    return [python, "-m", "tests.bench.peers", engine.name, case.name, str(WORK), str(seconds)]


def turns(cases: Iterable[Case]) -> Iterator[tuple[Engine, Case]]:
    """Every engine on every case it has a template for, ours first; what has to be installed and is not, left out."""
    there = {
        "python": True,
        "rust": _rust().exists(),
        "node": bool(shutil.which("node")) and (HOME / "node_modules").exists(),
    }
    for case in cases:
        carrying = CARRYING if case.name == "annual" else ()
        for engine in (*ENGINES, *carrying, *BOUNDS):
            if engine.syntax(case) is not None and there[engine.runs_in]:
                yield engine, case


def run(cases: Iterable[Case], rounds: int, seconds: float) -> list[Run]:
    found: dict[tuple[str, str], Run] = {}
    for number in range(1, rounds + 1):
        for engine, case in turns(cases):
            one = found.setdefault((engine.name, case.name), Run(engine.name, case.name))
            if one.too_long:
                continue
            result = measured(engine, case, seconds)
            if result is None:
                one.too_long = True
                continue
            times = result["times"]
            one.medians.append(statistics.median(times[len(times) // 2 :]))  # by then a JIT has warmed up
            one.firsts.append(result["first"])
            one.peak_kb = max(one.peak_kb, result["peak_kb"])
            _say(f"{number} {case.name:13} {engine.name:16} {one.medians[-1] * 1e3:10.2f} ms  {one.peak_kb // 1024} MB")
    _judge(found)
    return list(found.values())


def _judge(found: dict[tuple[str, str], Run]) -> None:
    """In a process for each case, as reading large files takes memory."""
    for case in CASES:
        runs = [one for one in found.values() if one.case == case.name and one.medians and one.engine != "deflate"]
        if runs:
            command = [sys.executable, "-m", "tests.bench.judge", case.name, str(WORK), *(one.engine for one in runs)]
            judged = json.loads(subprocess.run(command, capture_output=True, cwd=ROOT, check=True).stdout)
            for one in runs:
                one.faults = judged[one.engine]


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=2.5)
    parser.add_argument("--only", default="")
    parser.add_argument("--dry", action="store_true")
    asked = parser.parse_args()
    prepare()
    start = time.monotonic()
    runs = run([case for case in CASES if asked.only in case.name], asked.rounds, asked.seconds)
    _say(f"{time.monotonic() - start:.0f} s")
    (HOME / "results.json").write_text(json.dumps([one.as_dict() for one in runs], ensure_ascii=False, indent=1))
    text = tables(runs, BY_NAME)
    if asked.dry or asked.only:
        sys.stdout.write(text)
    else:
        set_between(ROOT / "README.md", text)


if __name__ == "__main__":
    main()
