"""Turn a part with tracked changes, comments and carriers into plain text: changes accepted, marks of the year gone."""

from __future__ import annotations

from typing import Any

from drafter.recast.names import W, local

_GONE = frozenset({"del", "moveFrom"})
_STAYS = frozenset({"ins", "moveTo"})
_MARKS = frozenset(
    {
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "proofErr", "rPrChange",
        "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblGridChange", "numberingChange",
        "tblPrExChange", "commentRangeStart", "commentRangeEnd", "lastRenderedPageBreak", "permStart", "permEnd",
    }
)  # fmt: skip
_CARRIERS = ("_drf_", "_drr_")


def settle(root: Any) -> int:
    """Accept every change in place; comments and the carriers of an earlier draft are taken off. How many changes."""
    changes = sum(1 for one in root.iter() if local(one) in (*_GONE, *_STAYS) and local(one.getparent()) != "rPr")
    _rows(root)
    _joined(root)
    for element in list(root.iter()):
        name = local(element)
        if name in _MARKS or (name in _GONE and local(element.getparent()) not in ("rPr", "trPr")):
            _remove(element)
        elif name in _STAYS:
            _unwrap(element) if len(element) else _remove(element)
        elif name == "sdt" and local(element.getparent()) not in ("body", "hdr", "ftr", "tc", "txbxContent"):
            _unwrap_control(element)
        elif name == "commentReference":
            _remove(element)
    _bookmarks(root)
    return changes


def _rows(root: Any) -> None:
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}del") is not None:
            _remove(row)


def _joined(root: Any) -> None:
    """A paragraph whose mark was deleted runs on into the next."""
    for paragraph in list(root.iter(f"{W}p")):
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None or (mark.find(f"{W}del") is None and mark.find(f"{W}moveFrom") is None):
            continue
        after = paragraph.getnext()
        if after is None or after.tag != f"{W}p":
            continue
        at = 1 if after.find(f"{W}pPr") is not None else 0
        for child in [one for one in paragraph if local(one) != "pPr"]:
            after.insert(at, child)
            at += 1
        _remove(paragraph)


def _bookmarks(root: Any) -> None:
    """The bookmarks of an earlier draft's figures: a template that kept them would give two figures one name."""
    ours = {
        one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name", "").startswith(_CARRIERS)
    }
    for element in [*root.iter(f"{W}bookmarkStart"), *root.iter(f"{W}bookmarkEnd")]:
        if element.get(f"{W}id") in ours:
            _remove(element)


def _unwrap_control(element: Any) -> None:
    content = element.find(f"{W}sdtContent")
    if content is not None:
        for child in list(content):
            element.addprevious(child)
    _remove(element)


def _unwrap(element: Any) -> None:
    for child in list(element):
        element.addprevious(child)
    _remove(element)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
