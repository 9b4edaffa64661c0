"""Short passages as offices write them, with what each figure says: its kind alone (`kinds_of_passages.txt`), or its
value and unit as well (`figures_of_passages.txt`)."""

from pathlib import Path

import pytest

from drafter.prose.readings import Kind
from tests.prose.scoring import reader

_LETTERS = {Kind.ACTUAL: "A", Kind.TARGET: "T", Kind.TOTAL_STOCK: "S", Kind.UNIT_AMOUNT: "U"}


def _passages(name: str) -> list[list[str]]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("kinds", "text"), _passages("kinds_of_passages.txt"))
def test_kinds_of_a_passage(kinds: str, text: str) -> None:
    found = [(one.quote, _LETTERS[one.kind]) for one in reader().read(text.replace("⏎", "\n"))]
    assert "".join(kind for _, kind in found) == kinds, found


@pytest.mark.parametrize(("figures", "text"), _passages("figures_of_passages.txt"))
def test_figures_of_a_passage(figures: str, text: str) -> None:
    found = [f"{one.value:f} {one.unit} {_LETTERS[one.kind]}" for one in reader().read(text.replace("⏎", "\n"))]
    assert "; ".join(found) == figures
