"""Turn a line of text into its printed width: the advance widths of Times New Roman, thousandths of the type size.

A letter with Vietnamese marks is as wide as its base letter, to within the tolerance of the rules that use this (format
rules CP-01, CP-03, CP-06, CP-11).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_MM_PER_PT = 25.4 / 72

_REGULAR_GROUPS = {
    180: "'", 250: " .,", 278: "ijlt;:/", 333: "frI-()!", 389: "sJ", 408: '"', 444: "acez?",
    500: "bdghknopquvxy0123456789–", 556: "FPS", 611: "ELTZ", 667: "BCR", 722: "wADGHKNOQUVXY",
    778: "m&", 833: "%", 889: "M", 944: "W", 1000: "…",
}  # fmt: skip
_BOLD_GROUPS = {
    250: " .,", 278: "il/'", 333: "fjt-;:()!", 389: "sI", 444: "cerz", 500: "agovxyJ0123456789–?", 555: '"',
    556: "bdhknpquS", 611: "FP", 667: "BELTZ", 722: "wACDNRUVXY", 778: "GHKOQ", 833: "m&", 944: "M", 1000: "W%…",
}  # fmt: skip


def _widths(groups: Mapping[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in groups.items() for letter in letters}


_REGULAR, _BOLD = _widths(_REGULAR_GROUPS), _widths(_BOLD_GROUPS)
_UNKNOWN = 500


def width_mm(text: str, size_pt: float, *, bold: bool = False) -> float:
    """The printed width of `text` in millimetres at `size_pt` in Times New Roman."""
    table = _BOLD if bold else _REGULAR
    letters = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    thousandths = sum(table.get(letter, _UNKNOWN) for letter in letters if not unicodedata.combining(letter))
    return thousandths * size_pt * _MM_PER_PT / 1000
