"""Break a title into even lines by their printed widths."""

from __future__ import annotations

from drafter.standards.letter_widths import width_mm


def title_lines(text: str, size_pt: float, limit_mm: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a title: at its marks «|» where it has them, else into as few even lines as fit into `limit_mm`."""
    pieces = [" ".join(piece.split()) for piece in text.split("|")]
    return tuple(line for piece in pieces for line in _even_lines(piece, size_pt, limit_mm, bold=bold))


def _even_lines(text: str, size_pt: float, limit_mm: float, *, bold: bool) -> tuple[str, ...]:
    words = text.split()
    count = 1
    while True:
        lines = _break(words, count, size_pt, bold=bold)
        if all(width_mm(line, size_pt, bold=bold) <= limit_mm for line in lines) or count >= len(words):
            return lines
        count += 1


def _break(words: list[str], count: int, size_pt: float, *, bold: bool) -> tuple[str, ...]:
    """Greedy lines, each as near as can be to an equal share of the whole width."""
    share = width_mm(" ".join(words), size_pt, bold=bold) / count
    lines: list[str] = []
    line: list[str] = []
    for word in words:
        grown = width_mm(" ".join([*line, word]), size_pt, bold=bold)
        now = width_mm(" ".join(line), size_pt, bold=bold)
        if line and len(lines) < count - 1 and grown - share > share - now:
            lines.append(" ".join(line))
            line = []
        line.append(word)
    lines.append(" ".join(line))
    return tuple(lines)
