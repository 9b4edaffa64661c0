"""How well figures are read out of annotated passages: found, of the right value and unit, and what is said of them.

A passage is a file of the form of `passages/known`; `code` of a figure is its indicator in our catalogue, empty where
the catalogue has none. A reading is right where value and unit are right and the quotes overlap.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from drafter.model.figure import Qualifier
from drafter.prose.reader import Reader
from drafter.prose.readings import Kind, Reading
from drafter.standards.catalogue import load_catalogue
from drafter.standards.reading import reading_words

PASSAGES = Path(__file__).parent / "passages"
_HEDGES = {Qualifier.EXACT: "exact", Qualifier.OVER: "over", Qualifier.UNDER: "under", Qualifier.ABOUT: "about"}
# What is judged of a figure that was found, by name.
JUDGED = (
    "qualifier", "kind", "kind, not actual", "period", "target", "percent", "indicator first", "indicator of three",
)  # fmt: skip


@cache
def reader() -> Reader:
    """The reader as the program uses it."""
    return Reader(reading_words(), load_catalogue().indicators)


@dataclass
class Score:
    """Counts over passages. `right` and `asked` are by what is judged; `faults` say each mistake in a line."""

    found: int = 0
    missed: int = 0
    extra: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.extra)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.found + self.missed)

    def accuracy(self, judged: str) -> float:
        return self.right[judged] / max(1, self.asked[judged])

    def judge(self, judged: str, right: bool, said: str) -> None:
        self.asked[judged] += 1
        self.right[judged] += right
        if not right:
            self.faults.append(f"{judged}: {said}")

    def rows(self) -> list[tuple[str, float, int]]:
        """Each measure with its value and over how many it was taken."""
        return [
            ("precision", self.precision, self.found + self.extra),
            ("recall", self.recall, self.found + self.missed),
            *((name, self.accuracy(name), self.asked[name]) for name in JUDGED),
        ]


def passages(folder: str) -> list[tuple[str, dict[str, Any]]]:
    """The annotated passages of a folder below `passages`, by name."""
    return [(path.stem, json.loads(path.read_text("utf-8"))) for path in sorted((PASSAGES / folder).glob("*.json"))]


def score(annotated: Iterable[tuple[str, Mapping[str, Any]]]) -> Score:
    """Read every passage and hold the readings against its annotations."""
    total = Score()
    for name, passage in annotated:
        _score_one(name, passage, total)
    return total


def _score_one(name: str, passage: Mapping[str, Any], total: Score) -> None:
    left = list(reader().read(passage["text"]))
    for figure in passage["figures"]:
        match = next((reading for reading in left if _same(reading, figure)), None)
        if match is None:
            total.missed += 1
            total.faults.append(f"missed: {name}: «{figure['quote']}»")
            continue
        left.remove(match)
        total.found += 1
        _judge(f"{name}: «{match.quote}»", match, figure, total)
    total.extra += len(left)
    total.faults += [f"extra: {name}: «{reading.quote}» {reading.value} {reading.unit}" for reading in left]


def _same(reading: Reading, figure: Mapping[str, Any]) -> bool:
    start = figure["start"]
    overlap = reading.span.start < start + len(figure["quote"]) and start < reading.span.end
    return overlap and reading.value == Decimal(str(figure["value"])) and reading.unit == figure["unit"]


def _judge(where: str, reading: Reading, figure: Mapping[str, Any], total: Score) -> None:
    hedge, kind = _HEDGES[reading.qualifier], reading.kind.value
    total.judge("qualifier", hedge == figure["approx"], f"{where} {hedge}, not {figure['approx']}")
    total.judge("kind", kind == figure["kind"], f"{where} {kind}, not {figure['kind']}")
    if figure["kind"] != Kind.ACTUAL.value:
        total.judge("kind, not actual", kind == figure["kind"], f"{where} {kind}, not {figure['kind']}")
    stated = figure.get("period")
    if stated and figure.get("period_stated", True):
        total.judge("period", _period(reading.period) == _period(stated), f"{where} «{reading.period}», not «{stated}»")
    for judged, got, key in (
        ("target", reading.target, "target"),
        ("percent", reading.percent_of_target, "percent_of_target"),
    ):
        want = figure.get(key)
        total.judge(judged, got == (None if want is None else Decimal(str(want))), f"{where} {got}, not {want}")
    if code := figure.get("code"):
        codes = [candidate.code for candidate in reading.candidates]
        total.judge("indicator first", codes[:1] == [code], f"{where} {codes}, not {code}")
        total.judge("indicator of three", code in codes, f"{where} {codes}, not {code}")


def _period(text: str) -> str:
    plain = " ".join(text.lower().replace(" - ", "-").replace("–", "-").split())
    return re.sub(r"^(?:hằng|mỗi) (?=năm|quý|tháng)", "hàng ", plain)  # three ways to say one thing


def table(score: Score) -> str:
    """The measures as lines of text."""
    return "\n".join(f"{name:20} {value:6.3f}  ({count})" for name, value, count in score.rows())
