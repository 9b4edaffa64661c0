"""Hold a refreshed file against what it was made from, before anybody gets it: read by other eyes than wrote it.

Rejecting all must give the officer's text exactly; accepting all must give what was intended; names and numbers that
the file gives out are given once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from drafter.fill.errors import TemplateError
from drafter.fill.package import Package, ZipLimits, read_package
from drafter.model.page import Block, PageFile, View, paragraphs
from drafter.model.views import blocks_in_view
from drafter.readback.opening import NotRead
from drafter.readback.reader import read_page

_NUMBERED = re.compile(rb'<w:(bookmarkStart|ins|del|comment)\b[^>]*?\bw:id="(-?\d+)"')
_NAMED = re.compile(rb'<w:bookmarkStart\b[^>]*?\bw:name="([^"]+)"')


def faults(
    before: bytes, after: bytes, intended: Sequence[tuple[str, str]], added: Sequence[str], removed: Sequence[str]
) -> list[str]:
    """What is wrong with a refreshed file, in Vietnamese; empty when it may be given out.

    `intended` are the paragraphs that were written into: what each said and is to say; `added` and `removed` are the
    paragraphs of whole lines and rows.
    """
    try:
        was, now = read_page(before), read_page(after)
        old, package = (read_package(data, limits=ZipLimits(active_parts=True)) for data in (before, after))
    except (NotRead, TemplateError) as error:
        return [f"tệp mới không mở lại được ({error})"]
    found = []
    if list(_lines(was, View.REJECTED)) != list(_lines(now, View.REJECTED)):
        found.append("từ chối hết các đề nghị không ra đúng bản đồng chí gửi")
    wanted = Counter(_lines(was, View.ACCEPTED))
    wanted.subtract(old for old, _ in intended)
    wanted.update(new for _, new in intended)
    wanted.subtract(removed)
    wanted.update(added)
    seen = Counter(_lines(now, View.ACCEPTED))
    if _without_blanks(wanted) != _without_blanks(seen):
        found.append("chấp nhận hết các đề nghị không ra đúng nội dung định sửa")
    twice = _given_twice(_parts(package)) - _given_twice(_parts(old))
    if twice:
        found.append("có tên hoặc số hiệu bên trong tệp bị trùng")
    if len(set(package.names)) != len(package.names):
        found.append("có phần bên trong tệp bị trùng tên")
    return found


def _lines(file: PageFile, view: View) -> Iterator[str]:
    """Every paragraph of the file as it is in a view; a header that several sections share once."""
    around = {id(each): each for one in file.sections for each in (*one.headers.values(), *one.footers.values())}
    told: list[tuple[Block, ...]] = [one.blocks for one in file.sections]
    for blocks in (*told, *around.values(), *(note.blocks for note in file.notes)):
        for paragraph in paragraphs(blocks_in_view(blocks, view)):
            yield "".join(run.text for run in paragraph.runs)


def _without_blanks(lines: Counter[str]) -> dict[str, int]:
    """Counts that are not zero. Blank lines do not count: a paragraph that is taken out of a cell leaves one there."""
    return {line: count for line, count in lines.items() if count and line.strip()}


def _parts(package: Package) -> Iterable[tuple[str, bytes]]:
    return [(name, package.read(name)) for name in package.names if name.startswith("word/") and name.endswith(".xml")]


def _given_twice(parts: Iterable[tuple[str, bytes]]) -> set[str]:
    """Bookmarks, comments and changes whose number or name another bears too, in the file as a whole."""
    given: Counter[str] = Counter()
    for _, data in parts:
        for tag, number in _NUMBERED.findall(data):
            kind = "change" if tag in (b"ins", b"del") else tag.decode()
            given[f"{kind} {number.decode()}"] += 1
        given.update(f"name {name.decode('utf-8', 'replace')}" for name in _NAMED.findall(data))
    return {one for one, count in given.items() if count > 1}
