"""Where a problem is, in words."""

from __future__ import annotations

import pytest

from drafter.model.problem import Place


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("a.xlsx", "Số liệu", "F12"), "a.xlsx, trang tính «Số liệu», ô F12"),
        (Place("bao-cao-2023.docx", cell="đoạn 8"), "bao-cao-2023.docx, đoạn 8"),
        (Place(), ""),
    ],
)
def test_a_cell_is_called_one_and_a_paragraph_is_not(place: Place, words: str) -> None:
    assert str(place) == words
