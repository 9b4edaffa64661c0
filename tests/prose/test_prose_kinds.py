"""Short passages as offices write them, with the kind of each figure in order (`kinds_of_passages.txt`)."""

from pathlib import Path

import pytest

from drafter.prose.readings import Kind
from tests.prose.scoring import reader

_LETTERS = {Kind.ACTUAL: "A", Kind.TARGET: "T", Kind.TOTAL_STOCK: "S", Kind.UNIT_AMOUNT: "U"}
_LINES = Path(__file__).with_name("kinds_of_passages.txt").read_text("utf-8").splitlines()
PASSAGES = [line.split(" | ", 1) for line in _LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("kinds", "text"), PASSAGES)
def test_kinds_of_a_passage(kinds: str, text: str) -> None:
    found = [(one.quote, _LETTERS[one.kind]) for one in reader().read(text.replace("⏎", "\n"))]
    assert "".join(kind for _, kind in found) == kinds, found
