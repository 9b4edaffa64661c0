"""Turn a paragraph into its text and the runs behind it, and put tags and highlights into stretches of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from drafter.recast.names import XML_SPACE, W, local

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_WRAPS = frozenset({"hyperlink", "smartTag", "customXml", "dir", "bdo"})  # not fldSimple: Word reckons its text
_BEFORE_HIGHLIGHT = frozenset(
    {
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
        "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern",
        "position", "sz", "szCs",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """A stretch of a paragraph's text that becomes a tag (`tag`), or that is only highlighted (None)."""

    start: int
    end: int
    tag: str | None = None


def text_of(paragraph: Any) -> str:
    """What a paragraph says; a text box in it says its own."""
    return "".join(_said(child) for run in _runs(paragraph) for child in run)


def edit(paragraph: Any, edits: Sequence[Edit]) -> None:
    """Make the edits, which do not overlap. A tag looks as the first letter of what it takes the place of."""
    if not edits:
        return
    pieces = list(_pieces(paragraph))
    for one in sorted(edits, key=lambda edit: -edit.start):
        pieces = _cut(_cut(pieces, one.start), one.end)
        covered = [run for run, start, end in pieces if one.start <= start and end <= one.end and start < end]
        if one.tag is None:
            for run in covered:
                _highlight(run)
        elif covered:
            _say(covered[0], one.tag)
            for run in covered[1:]:
                run.getparent().remove(run)
            gone = covered[1:]
            pieces = [piece for piece in pieces if piece[0] not in gone]


Piece = tuple[Any, int, int]
"""A run that holds one thing only, and where its text begins and ends."""


def _runs(paragraph: Any) -> Iterator[Any]:
    """The runs whose words somebody wrote: what a field shows (a page number) is no text of the paper."""
    depth = 0
    for run in _all_runs(paragraph):
        marks = [str(one.get(f"{W}fldCharType")) for one in run.iter(f"{W}fldChar")]
        if depth == 0 and not marks:
            yield run
        depth = max(0, depth + marks.count("begin") - marks.count("end"))


def _all_runs(parent: Any) -> Iterator[Any]:
    for child in parent:
        if local(child) == "r":
            yield child
        elif local(child) in _WRAPS:
            yield from _all_runs(child)


def _said(child: Any) -> str:
    name = local(child)
    if name == "t":
        return child.text or ""
    if name == "br" and child.get(f"{W}type") in ("page", "column"):
        return ""
    return _SIGNS.get(name, "")


def _pieces(paragraph: Any) -> Iterator[Piece]:
    """The paragraph's runs, each made to hold one thing."""
    at = 0
    for run in list(_runs(paragraph)):
        children = [child for child in run if local(child) != "rPr"]
        for child in children[:-1]:
            alone = _like(run)
            alone.append(child)
            run.addprevious(alone)
            yield alone, at, at + len(_said(child))
            at += len(_said(child))
        length = len(_said(children[-1])) if children else 0
        yield run, at, at + length
        at += length


def _like(run: Any) -> Any:
    """An empty run with the same look."""
    made = run.makeelement(run.tag, run.attrib)
    look = run.find(f"{W}rPr")
    if look is not None:
        made.append(deepcopy(look))
    return made


def _cut(pieces: list[Piece], at: int) -> list[Piece]:
    """The pieces with a border at this place of the text."""
    found: list[Piece] = []
    for run, start, end in pieces:
        if not start < at < end:
            found.append((run, start, end))
            continue
        said = run.find(f"{W}t").text
        before = _like(run)
        _say(before, said[: at - start])
        run.addprevious(before)
        _say(run, said[at - start :])
        found += [(before, start, at), (run, at, end)]
    return found


def _say(run: Any, text: str) -> None:
    for child in [one for one in run if local(one) != "rPr"]:
        run.remove(child)
    said = run.makeelement(f"{W}t", {XML_SPACE: "preserve"})
    said.text = text
    run.append(said)


def _highlight(run: Any) -> None:
    look = run.find(f"{W}rPr")
    if look is None:
        look = run.makeelement(f"{W}rPr", {})
        run.insert(0, look)
    for old in look.findall(f"{W}highlight"):
        look.remove(old)
    at = sum(1 for child in look if local(child) in _BEFORE_HIGHLIGHT)
    look.insert(at, look.makeelement(f"{W}highlight", {f"{W}val": "yellow"}))
