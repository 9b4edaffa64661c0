"""Turn template lines (rows or columns) into the output lines they became, and back.

The template says which lines control and which lie in a loop (`Structure`); a survey of one render says how often
each line came out and where every turn of a loop began (`Growth`). Everything that speaks of lines asks here.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Loop:
    """One loop tag pair: its control lines, what lies around it and the line just above its first body line."""

    number: int
    opens: int
    closes: int
    above: int
    parent: int | None

    def holds(self, line: int) -> bool:
        return self.opens < line < self.closes


@dataclass(frozen=True, slots=True)
class Block:
    """An outermost stretch of lines that may come out any number of times, control lines included."""

    first: int
    last: int


@dataclass(frozen=True)
class Structure:
    """What the control tags of one sheet say about its rows, or about its columns."""

    control: frozenset[int] = frozenset()
    loops: tuple[Loop, ...] = ()
    blocks: tuple[Block, ...] = ()
    limit: int = 1_048_576
    _firsts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._firsts.extend(block.first for block in self.blocks)

    def block_of(self, line: int) -> int | None:
        """The number of the block the line lies in."""
        at = bisect_right(self._firsts, line) - 1
        return at if at >= 0 and line <= self.blocks[at].last else None

    def around(self, line: int) -> list[Loop]:
        """The loops whose body holds the line, outermost first."""
        return [loop for loop in self.loops if loop.holds(line)]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the formula stands that speaks: its template line and the output line of this copy."""

    line: int
    out: int


Run = tuple[int, int]
End = int | str
OWN, ABOVE, VARIES = "own", "above", "varies"  # the line of the copy that speaks, the one above it, neither
_EVERYWHERE = (0, 1 << 40)


class Growth:
    """The lines of one render. Output lines are 1-based; a window is [start, end) of output lines."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.outs: dict[int, array[int]] = {}
        self.starts: list[array[int]] = [array("I") for _ in structure.loops]
        self.ends: list[array[int]] = [array("I") for _ in structure.loops]
        self._sources: list[array[int]] = [array("I") for _ in structure.blocks]
        self._shifts: list[int] = [0]  # of the static lines before block 0, after block 0, ...
        self._block_starts: list[int] = []
        self._ends: dict[tuple[int, int, tuple[bool, bool], int], tuple[End, End] | None] = {}
        self.at = 1  # the next output line, while the survey counts

    # -- counting, in the order of the output -------------------------------------------------------------------

    def block_begins(self, number: int) -> None:
        self.at = self.structure.blocks[number].first + self._shifts[-1]
        self._block_starts.append(self.at)

    def line(self, line: int, block: int) -> None:
        self.outs.setdefault(line, array("I")).append(self.at)
        self._sources[block].append(line)
        self.at += 1

    def turns(self, loop: int, lines: Sequence[int], count: int, block: int) -> None:
        """So many turns of a loop whose body is just these lines."""
        size, start = len(lines), self.at
        stop = start + size * count
        for place, line in enumerate(lines):
            self.outs.setdefault(line, array("I")).extend(range(start + place, stop, size))
        self._sources[block].extend(array("I", lines) * count)
        if size:
            self.starts[loop].extend(range(start, stop, size))
            self.ends[loop].extend(range(start + size, stop + 1, size))
        self.at = stop

    def turn_begins(self, loop: int) -> None:
        self.starts[loop].append(self.at)

    def turn_ends(self, loop: int) -> None:
        self.ends[loop].append(self.at)

    def block_ends(self, number: int) -> None:
        self._shifts.append(self.at - 1 - self.structure.blocks[number].last)

    # -- asking -------------------------------------------------------------------------------------------------

    @property
    def is_still(self) -> bool:
        """Whether every line stays where the template has it."""
        return not self.structure.blocks

    def static_out(self, line: int) -> int:
        """Where a line outside all blocks comes out."""
        return line + self._shifts[bisect_right(self.structure._firsts, line)]

    def block_start(self, number: int) -> int:
        """The first output line of a block."""
        return self._block_starts[number]

    def copies(self, line: int, window: Run = _EVERYWHERE) -> Sequence[int]:
        """All output lines of a template line, in order."""
        if self.structure.block_of(line) is None:
            out = self.static_out(line)
            return (out,) if window[0] <= out < window[1] else ()
        outs = self.outs.get(line)
        if outs is None:
            return ()
        if window is _EVERYWHERE:
            return outs
        return outs[bisect_left(outs, window[0]) : bisect_left(outs, window[1])]

    def filled_copies(self, line: int) -> Sequence[int]:
        """As `copies`, without the blank row that a table keeps when its loop has no turn."""
        around = self.structure.around(line)
        return self.copies(line) if not around or self.starts[around[-1].number] else ()

    def source(self, out: int) -> tuple[int, int]:
        """The template line an output line is a copy of, and which copy (0 is the first)."""
        at = bisect_right(self._block_starts, out) - 1
        if at >= 0 and out - self._block_starts[at] < len(self._sources[at]):
            line = self._sources[at][out - self._block_starts[at]]
            return line, bisect_left(self.outs[line], out)
        return out - self._shifts[at + 1], 0

    def sources(self, first: int, last: int) -> Iterator[tuple[int, int, int]]:
        """The template lines that came out in [first, last]: (line, first copy, number of copies) in any order."""
        position = first
        for at, start in enumerate(self._block_starts):
            if position > last:
                return
            for out in range(position, min(start, last + 1)):
                yield out - self._shifts[at], 0, 1
            position = max(position, start)
            stop = min(start + len(self._sources[at]), last + 1)
            if position < stop:
                block = self.structure.blocks[at]
                for line in range(block.first, block.last + 1):
                    outs = self.outs.get(line)
                    if outs:
                        low, high = bisect_left(outs, position), bisect_left(outs, stop)
                        if high > low:
                            yield line, low, high - low
                position = stop
        for out in range(position, last + 1):
            yield out - self._shifts[-1], 0, 1

    def _turn(self, loop: Loop, out: int) -> Run:
        """The output lines of the loop's turn that holds this output line."""
        at = bisect_right(self.starts[loop.number], out) - 1
        if at < 0 or out >= self.ends[loop.number][at]:
            return _EVERYWHERE  # the blank row of a table without items belongs to no turn
        return self.starts[loop.number][at], self.ends[loop.number][at]

    def first_in(self, first: int, last: int, window: Run = _EVERYWHERE) -> int | None:
        """The first output line of the template lines first..last inside a window."""
        best: int | None = None
        for block, low, high in self._pieces(first, last):
            if block is None:
                start = max(self.static_out(low), window[0])
                found = start if start <= self.static_out(high) and start < window[1] else None
            else:
                heads = [outs[0] for line in range(low, high + 1) if (outs := self.copies(line, window))]
                found = min(heads, default=None)
            if found is not None and (best is None or found < best):
                best = found
                break
        return best

    def last_in(self, first: int, last: int, window: Run = _EVERYWHERE) -> int | None:
        """The last output line of the template lines first..last inside a window."""
        for block, low, high in reversed(list(self._pieces(first, last))):
            if block is None:
                end = min(self.static_out(high), window[1] - 1)
                if end >= self.static_out(low) and end >= window[0]:
                    return end
            else:
                tails = [outs[-1] for line in range(low, high + 1) if (outs := self.copies(line, window))]
                if tails:
                    return max(tails)
        return None

    def _pieces(self, first: int, last: int) -> Iterator[tuple[int | None, int, int]]:
        """first..last cut into static stretches and stretches of blocks, in order."""
        position = first
        for number, block in enumerate(self.structure.blocks):
            if block.last < position:
                continue
            if block.first > last:
                break
            if position < block.first:
                yield None, position, block.first - 1
            yield number, max(position, block.first), min(last, block.last)
            position = block.last + 1
        if position <= last:
            yield None, position, last

    # -- what a reference means ---------------------------------------------------------------------------------

    def span(
        self,
        a: int,
        b: int,
        fixed: tuple[bool, bool] = (False, False),
        *,
        grows: bool = True,
        origin: Origin | None = None,
    ) -> tuple[int, int] | None:
        """The output lines from the first to the last that a reference to template lines a..b means.

        Without `grows` a one-line reference means one line. None when nothing of it came out.
        """
        if not self.structure.blocks:
            return a, b
        if origin is not None and a == b == origin.line and not fixed[0] and not fixed[1]:
            return origin.out, origin.out
        if b >= self.structure.limit:
            return self.first_in(a, b) or self.static_out(a), b
        above_a = None if fixed[0] else self._above(a, b, origin)
        above_b = above_a if a == b else None if fixed[1] else self._above(b, b, origin)
        window_a = self._window(a, fixed[0], origin)
        start = above_a if above_a is not None else self.first_in(a, b, window_a)
        if a == b and not grows:
            return None if start is None or start < 1 else (start, start)
        window_b = window_a if fixed[0] == fixed[1] and a == b else self._window(b, fixed[1], origin)
        end = above_b if above_b is not None else self.last_in(a, b, window_b)
        if start is None or end is None or end < max(start, 1):
            return None
        return max(start, 1), end

    def _above(self, line: int, last: int, origin: Origin | None) -> int | None:
        """The output line above this turn, when `line` is the row just above a loop around the origin."""
        if origin is None:
            return None
        for loop in reversed(self.structure.around(origin.line)):
            if loop.above <= line <= loop.opens and last < loop.closes:
                return self._turn(loop, origin.out)[0] - 1
        return None

    def _window(self, line: int, fixed: bool, origin: Origin | None) -> Run:
        """The output lines within which `line` is meant: the turn it shares with the origin, or everywhere.

        A fixed line of the origin's own loop is meant in all turns: `$F$7:F7` is a growing range,
        `SUM(F$7:F$7)` the whole column.
        """
        if origin is None:
            return _EVERYWHERE
        own = self.structure.around(origin.line)
        theirs = self.structure.around(line)
        common = [loop for loop in own if loop in theirs]
        if common and fixed and own[-1] is theirs[-1]:
            common.pop()
        return self._turn(common[-1], origin.out) if common else _EVERYWHERE

    def both_ends(self, a: int, b: int, fixed: tuple[bool, bool], line: int) -> "tuple[End, End] | None":
        """The two ends of a reference as every copy of a template line means it; None when copies differ otherwise."""
        key = (a, b, fixed, line)
        if key not in self._ends:
            first = self._end(a, (a, b), fixed[0], line) or self.first_in(a, b)
            last = self._end(b, (a, b), fixed[1], line) or self.last_in(a, b)
            self._ends[key] = None if first in (None, VARIES) or last in (None, VARIES) else (first, last)
        return self._ends[key]

    def _end(self, end: int, whole: Run, fixed: bool, line: int) -> str:
        """One end: OWN, ABOVE, "" where it is the same for every copy, or VARIES."""
        around = self.structure.around(line)
        if not fixed:
            if end == line:
                return OWN
            for loop in reversed(around):
                if loop.above <= end <= loop.opens and whole[1] < loop.closes:
                    return ABOVE if loop is around[-1] and line == loop.opens + 1 else VARIES
        theirs = self.structure.around(end)
        common = [loop for loop in around if loop in theirs]
        if common and fixed and around[-1] is theirs[-1]:
            common.pop()
        return VARIES if common else ""

    def own_end(self, end: int, whole: Run, fixed: bool, line: int) -> bool:
        """Whether an end of a reference follows each copy of a line: it is that copy's line or the one above it."""
        return self._end(end, whole, fixed, line) in (OWN, ABOVE)

    def runs(self, a: int, b: int, span: Run, filled: Callable[[int], bool] | None = None) -> list[Run]:
        """The span cut where lines of another kind lie between copies of a..b (only lines that are `filled`)."""
        block = self.structure.block_of(a)
        if block is None or self.structure.block_of(b) != block:
            return [span]
        window = (span[0], span[1] + 1)
        size = sum(len(self.copies(line, window)) for line in range(a, b + 1))
        if size == span[1] - span[0] + 1:
            return [span]
        if filled is not None and not any(filled(line) for line, _, _ in self.sources(*span) if not a <= line <= b):
            return [span]
        lines = sorted(out for line in range(a, b + 1) for out in self.copies(line, window))
        return list(runs_of(lines))

    def each(self, a: int, b: int) -> Iterator[Run]:
        """The output of something that lies on template lines a..b as a whole: once for each turn around it."""
        common = [loop for loop in self.structure.around(a) if loop.holds(b)]
        if not common and self.structure.block_of(a) is None:
            start, end = self.first_in(a, b), self.last_in(a, b)
            if start is not None and end is not None:
                yield start, end
            return
        windows: Iterator[Run] = iter((_EVERYWHERE,))
        if common:
            number = common[-1].number
            windows = zip(self.starts[number], self.ends[number], strict=True)
        for window in windows:
            start, end = self.first_in(a, b, window), self.last_in(a, b, window)
            if start is not None and end is not None:
                yield start, end

    def everywhere(self, a: int, b: int) -> Iterator[Run]:
        """Every stretch of output lines that template lines a..b came out as."""
        for block, low, high in self._pieces(a, b):
            if block is None:
                yield self.static_out(low), self.static_out(high)
            else:
                lines = sorted(out for line in range(low, high + 1) for out in self.copies(line))
                if lines:
                    yield from runs_of(lines)

    def ends_of(self, line: int) -> Iterator[int]:
        """The last output line up to a template line: once, or once for each turn of the loop around it."""
        if self.structure.block_of(line) is None or line not in self.structure.control:
            yield from self.copies(line)
            return
        around = self.structure.around(line)
        if not around:
            found = self.last_in(1, line)
            if found is not None:
                yield found
            return
        loop = around[-1]
        for window in zip(self.starts[loop.number], self.ends[loop.number], strict=True):
            found = self.last_in(loop.opens + 1, line, window)
            if found is not None:
                yield found


def runs_of(lines: Sequence[int]) -> Iterator[Run]:
    start = previous = lines[0]
    for line in lines[1:]:
        if line != previous + 1:
            yield start, previous
            start = line
        previous = line
    yield start, previous
