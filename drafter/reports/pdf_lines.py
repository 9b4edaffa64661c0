"""Turn letters of a page into lines, and a line into the chunks that wide gaps part."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter.reports.pdf_page import Letter

_SAME_LINE = 0.3  # of the letters' size: feet nearer than this are of one line, raised figures too
_SPACE = 0.12  # of the letters' size: a wider gap parts two words


@dataclass(frozen=True)
class Chunk:
    """Letters of one line from left to right, in points; `base` is the height that they stand on."""

    letters: tuple[Letter, ...]

    @property
    def left(self) -> float:
        return self.letters[0].left

    @property
    def right(self) -> float:
        return max(one.right for one in self.letters)

    @property
    def base(self) -> float:
        return self.letters[0].base

    @property
    def size(self) -> float:
        """The size of its middle letter."""
        return sorted(one.size for one in self.letters)[len(self.letters) // 2]

    @property
    def text(self) -> str:
        """What it says, composed (NFC), one blank between words."""
        said = " ".join("".join(one.letter for one in word.letters) for word in parted(self, _SPACE))
        return unicodedata.normalize("NFC", said)


def letter_lines(letters: Iterable[Letter]) -> list[Chunk]:
    """The lines that letters make, from top to bottom."""
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: (-one.base, one.left)):
        if rows and rows[-1][0].base - letter.base < _SAME_LINE * max(letter.size, rows[-1][0].size):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [Chunk(tuple(sorted(row, key=lambda one: one.left))) for row in rows]


def words(chunk: Chunk) -> Iterator[Chunk]:
    """Its words."""
    return parted(chunk, _SPACE)


def parted(chunk: Chunk, gap: float) -> Iterator[Chunk]:
    """The parts of a line between which a gap is wider than this, as a share of the letters' size."""
    widest = gap * chunk.size
    part: list[Letter] = []
    edge = chunk.left
    for one in chunk.letters:
        if part and one.left - edge > widest:
            yield Chunk(tuple(part))
            part = []
        part.append(one)
        edge = max(edge, one.right)
    yield Chunk(tuple(part))


def joined(chunks: Sequence[Chunk]) -> tuple[Letter, ...]:
    """The letters of chunks together."""
    return tuple(letter for chunk in chunks for letter in chunk.letters)
