"""Measure one engine on one case in a process of its own: `python -m tests.bench.peers ENGINE CASE FOLDER SECONDS`.

Prints one line of JSON: the time of the first file with making the template ready, the times of the further files,
the process's peak memory in kB. The engine's file of the first context is left in the folder to be judged. A time is
the smaller of elapsed and processor time, so that long files are not blamed for a machine that others use as well.
"""

import json
import sys
import time
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.cases import BY_NAME, CARRIED_ROWS, SLOTS, Case, read_data, template_file

_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine and what it needs: the syntaxes of its templates, and who runs it ("python", "rust", "node")."""

    name: str
    title: str
    word: str | None = None
    excel: str | None = None
    runs_in: str = "python"
    function: str = ""

    def syntax(self, case: Case) -> str | None:
        return self.excel if case.is_excel else self.word


ENGINES = (
    Engine("drafter", "**drafter**", word="jinja", excel="jinja"),
    Engine("drafter-isal", "**drafter** with isal", word="jinja", excel="jinja", function="drafter"),
    Engine("docxtpl", "docxtpl", word="jinja"),
    Engine("rust-docxtpl", "rust-docxtpl", word="jinja", runs_in="rust", function="docxtpl"),
    Engine("docxtemplater", "docxtemplater", word="mustache", runs_in="node"),
    Engine("easy-template-x", "easy-template-x", word="mustache", runs_in="node"),
    Engine("mailmerge", "docx-mailmerge2", word="fields"),
    Engine("python-docx", "python-docx by hand", word="marks", function="python_docx"),
    Engine("carbone", "Carbone", word="carbone", excel="carbone", runs_in="node"),
    Engine("openpyxl", "openpyxl by hand", excel="marks"),
    Engine("xlsxwriter", "xlsxwriter, no template", excel="marks"),
    Engine("xltpl", "xltpl", excel="xltpl"),
    Engine("xlsx-template", "xlsx-template", excel="npm", runs_in="node"),
)
CARRYING = (
    Engine("drafter-carried", "150 carried", word="jinja", function="drafter"),
    Engine("drafter-places", "150 carried, with their places", word="jinja", function="drafter_with_places"),
)
BOUNDS = (Engine("deflate", "deflate alone", word="jinja", excel="jinja"),)
BY_ENGINE = {engine.name: engine for engine in (*ENGINES, *CARRYING, *BOUNDS)}


def output_file(folder: Path, engine: str, case: Case) -> Path:
    return folder / f"made-{case.name}-{engine}{case.suffix}"


def _carried(context: Mapping[str, Any]) -> dict[str, Any]:
    """The report with 150 of its figures carried: all slots of the sentences and a column of the last table."""
    from drafter.fill import Carried

    made = dict(context)
    for at in range(SLOTS):
        made[f"s{at:03}"] = Carried(context[f"s{at:03}"], f"chi-tieu.{at}", f"Chỉ tiêu {at}")
    made["t4"] = [{**row, "so_qd": Carried(row["so_qd"], f"qd.{row['stt']}", "Số QĐ")} for row in context["t4"]]
    assert len(made["t4"]) == CARRIED_ROWS
    return made


def _deflate(made: Path, template: Path) -> Any:
    """Nothing but deflating (zlib, level 6) the parts in which drafter's file differs from its template."""
    before = {info.filename: info.CRC for info in zipfile.ZipFile(template).infolist()}
    with zipfile.ZipFile(made) as archive:
        parts = [archive.read(info) for info in archive.infolist() if before.get(info.filename) != info.CRC]

    def fill(context: Mapping[str, Any], out: Path) -> None:
        for part in parts:
            deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
            deflate.compress(part)
            deflate.flush()

    return fill


def _filler(engine: Engine, case: Case, folder: Path) -> Any:
    template = template_file(folder, case, engine.syntax(case) or "")
    if engine.name == "deflate":
        return _deflate(output_file(folder, "drafter", case), template)
    if engine.name != "drafter-isal":
        sys.modules["isal"] = sys.modules["zlib_ng"] = None  # type: ignore[assignment]
    from tests.bench import excel_peers, word_peers

    peers: Any = excel_peers if case.is_excel else word_peers
    return getattr(peers, engine.function or engine.name)(template)


def _peak_kb() -> int:
    """The highest resident memory of this program; ru_maxrss would also count the one that started it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise OSError("no VmHWM in /proc/self/status")


def _forget_peak() -> None:
    """Count from here: the data is in memory, and the JSON it was read from, which took as much, no longer is."""
    Path("/proc/self/clear_refs").write_text("5")


def measure(engine: Engine, case: Case, folder: Path, seconds: float) -> dict[str, Any]:
    contexts = read_data(folder, case)
    if engine in CARRYING:
        contexts = [_carried(context) for context in contexts]
    out = folder / f"now-{engine.name}{case.suffix}"
    _forget_peak()
    start = time.perf_counter()
    fill = _filler(engine, case, folder)
    fill(contexts[0], output_file(folder, engine.name, case))
    first = time.perf_counter() - start
    times: list[float] = []
    end = time.perf_counter() + seconds
    while len(times) < _MOST and (not times or time.perf_counter() < end):
        context = contexts[(len(times) + 1) % len(contexts)]
        begin, worked = time.perf_counter(), time.process_time()
        fill(context, out)
        times.append(min(time.perf_counter() - begin, time.process_time() - worked))
    out.unlink(missing_ok=True)
    return {"first": first, "times": times, "peak_kb": _peak_kb()}


if __name__ == "__main__":
    name, case, folder, seconds = sys.argv[1:]
    sys.stdout.write(json.dumps(measure(BY_ENGINE[name], BY_NAME[case], Path(folder), float(seconds))))
