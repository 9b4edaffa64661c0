"""Turn measurements into the tables of README.md: ratios first, then every engine's time and memory."""

import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.cases import Case
from tests.bench.peers import BY_ENGINE, ENGINES

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
_OWN = ("drafter", "drafter-isal")


@dataclass
class Run:
    """One engine on one case: the median of each round, in seconds, and what was wrong with its file."""

    engine: str
    case: str
    medians: list[float] = field(default_factory=list)
    firsts: list[float] = field(default_factory=list)
    peak_kb: int = 0
    faults: list[str] = field(default_factory=list)
    too_long: bool = False

    @property
    def best(self) -> float:
        """The lowest of the medians, as other work on the machine only adds."""
        return min(self.medians)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


Found = Mapping[tuple[str, str], Run]


def tables(runs: Iterable[Run], cases: Mapping[str, Case]) -> str:
    found = {(one.engine, one.case): one for one in runs}
    measured = [case for case in cases.values() if (run := found.get(("drafter", case.name))) and run.medians]
    word = [case for case in measured if not case.is_excel]
    excel = [case for case in measured if case.is_excel]
    parts = [_ratios(found, measured), _carriers(found)]
    parts += [_engines(found, group) for group in (word, excel) if group]
    return "\n\n".join(filter(None, [_method(), *parts, _faults(found, measured)])) + "\n"


def set_between(path: Path, text: str) -> None:
    """Put `text` between the markers of a page and leave all else as it is."""
    page = path.read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"{path.name}: no {BEGIN} … {END}")
    path.write_text(f"{before}{begin}\n{text}{end}{after}", encoding="utf-8")


def _method() -> str:
    python = ".".join(platform.python_version_tuple()[:2])
    return (
        f"2 cores, Python {python}; every engine in a process of its own on one core, in turn, in rounds. A time is\n"
        "the lowest of the rounds' medians for one file written to disk, in ms; the first half of a process's files,\n"
        "in which the template is read and the engine warms up, is left out. Memory is the process's peak in MB, data\n"
        "included. ✗ marks a wrong file, «stopped» an engine that did not make two files in three minutes."
    )


def _ratios(found: Found, cases: Sequence[Case]) -> str:
    lines = [
        "| case | over docxtpl / openpyxl | over the fastest peer | drafter | with isal | peak | deflate alone |",
        "|---|---|---|---|---|---|---|",
    ]
    for case in cases:
        ours = found["drafter", case.name]
        fast = found.get(("drafter-isal", case.name))
        usual = found.get(("openpyxl" if case.is_excel else "docxtpl", case.name))
        peers = [one for one in _of(found, case) if one.engine not in _OWN]
        nearest = min(peers, key=lambda one: one.best) if peers else None
        bound = found.get(("deflate", case.name))
        cells = (
            case.title,
            _times(usual, ours, fast),
            f"{_times(nearest, ours, fast)} ({_named(nearest)})" if nearest else "",
            _ms(ours),
            _ms(fast),
            _mb(ours),
            _ms(bound),
        )
        lines.append(_line(cells))
    return "\n".join([*lines, "", "Ratios in brackets are those with isal (`drafter[fast]`)."])


def _carriers(found: Found) -> str:
    plain, carried, places = (found.get((name, "annual")) for name in ("drafter", "drafter-carried", "drafter-places"))
    if not (plain and carried and places and plain.medians and carried.medians and places.medians):
        return ""
    return (
        f"The yearly report with 150 carried figures takes {carried.best / plain.best:.2f}× the time of the same\n"
        f"without ({_ms(carried)} to {_ms(plain)} ms), {places.best / plain.best:.2f}× when it also tells where each "
        "stands."
    )


def _engines(found: Found, cases: Sequence[Case]) -> str:
    heads = ("ms (MB)", *(case.title for case in cases))
    lines = [_line(heads), "|---" * len(heads) + "|"]
    for engine in ENGINES:
        runs = [found.get((engine.name, case.name)) for case in cases]
        if any(runs):
            lines.append(_line((engine.title, *map(_cell, runs))))
    return "\n".join(lines)


def _cell(one: Run | None) -> str:
    if one is None:
        return ""
    if not one.medians:
        return "stopped" if one.too_long else ""
    return f"{_ms(one)} ({_mb(one)}){' ✗' if one.faults else ''}"


def _faults(found: Found, cases: Sequence[Case]) -> str:
    """What was wrong with each engine's files, in one sentence an engine; the same in every case of its kind."""
    wrong: dict[str, dict[str, None]] = {}
    for case in cases:
        for one in _of(found, case):
            wrong.setdefault(one.engine, {}).update(dict.fromkeys(one.faults))
    said = [f"{BY_ENGINE[name].title}: {', '.join(faults)}" for name, faults in wrong.items() if faults]
    return "Wrong in the files marked ✗: " + "; ".join(said) + "." if said else ""


def _of(found: Found, case: Case) -> list[Run]:
    runs = (found.get((engine.name, case.name)) for engine in ENGINES)
    return [one for one in runs if one is not None and one.medians]


def _times(peer: Run | None, ours: Run, fast: Run | None) -> str:
    if peer is None or not peer.medians:
        return ""
    more = f" ({_times_of(peer.best / fast.best)})" if fast and fast.medians else ""
    return f"{_times_of(peer.best / ours.best)}{more}"


def _times_of(ratio: float) -> str:
    return f"{ratio:.0f}×" if ratio >= 10 else f"{ratio:.1f}×"


def _named(one: Run) -> str:
    return BY_ENGINE[one.engine].title + (" ✗" if one.faults else "")


def _ms(one: Run | None) -> str:
    if one is None or not one.medians:
        return ""
    value = one.best * 1e3
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _mb(one: Run) -> str:
    return f"{one.peak_kb / 1024:.0f}"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
