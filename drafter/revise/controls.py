"""Keep a paper free of content controls that hold nothing: Word prints «Click or tap here to enter text» for each.

A figure that goes with its words is taken out of its control, and its hidden bookmark into the deletion: accepted,
nothing of it remains; rejected, the figure stands in its bookmark again, which is all that a later refresh needs.
Word's own mark of a control deleted under tracking (`w:customXmlDelRange…`) is of no use here: LibreOffice does not
read it, leaves the control empty on accepting and forgets the mark on saving.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drafter.revise.names import PREFIX, W, drop, local

_MARKS = frozenset({"commentRangeStart", "commentRangeEnd", "proofErr"})


def emptied(runs: Sequence[Any]) -> list[Any]:
    """The controls in which nothing would stand any more if these runs went, an inner one before that around it."""
    gone = set(map(id, runs))
    found: list[Any] = []
    for run in filter(_speaks, runs):
        for control in run.iterancestors(f"{W}sdt"):
            if not any(control is one for one in found) and all(
                id(one) in gone for one in control.iter(f"{W}r") if _speaks(one)
            ):
                found.append(control)
    return found


def can_go(control: Any) -> bool:
    """Whether a control in a line may be taken off: a hidden bookmark of ours stands around it or in it."""
    return next(control.iterancestors(f"{W}p"), None) is not None and _start_of(control) is not None


def take_off(control: Any) -> None:
    """Put what a control holds in its place; a bookmark around deletions alone goes into them."""
    start = _start_of(control)
    for child in _content(control):
        control.addprevious(child)
    drop(control)
    if start is not None:
        _into_deletions(start)


def without_empty(root: Any) -> int:
    """Take controls off that hold nothing, or only the prompt that Word shows in such a one. How many there were."""
    count = 0
    for control in reversed(list(root.iter(f"{W}sdt"))):  # an inner one before that around it
        prompts = shows_prompt(control)
        runs = list(control.iter(f"{W}r"))
        if not prompts and any(_speaks(run) for run in runs):
            continue
        content = _content(control)
        if not content and next(control.iterancestors(f"{W}p"), None) is None:
            continue  # the paragraph that a cell or a page needs is Word's to put there
        for run in runs:
            drop(run)
        for child in _content(control):
            control.addprevious(child)
        drop(control)
        count += 1
    return count


def shows_prompt(control: Any) -> bool:
    """Whether what a control holds is Word's prompt, not anybody's words."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _speaks(run: Any) -> bool:
    """Whether a run puts anything on the page: letters, a picture, a sign of a note, a field."""
    return any(
        child.text if local(child) in ("t", "delText") else local(child) not in ("rPr", "commentReference", "")
        for child in run
    )


def _content(control: Any) -> list[Any]:
    content = control.find(f"{W}sdtContent")
    return [] if content is None else list(content)


def _start_of(control: Any) -> Any | None:
    """The beginning of the hidden bookmark of a control: the nearest before it, or the first in it."""
    before = control.getprevious()
    while before is not None and local(before) in _MARKS:
        before = before.getprevious()
    found = (before, *control.iter(f"{W}bookmarkStart"))
    return next((one for one in found if one is not None and one.get(f"{W}name", "").startswith(PREFIX)), None)


def _into_deletions(start: Any) -> None:
    """Between a bookmark's ends stand only deletions and marks: it begins in the first of them, ends in the last."""
    inside = []
    for one in start.itersiblings():
        if one.tag == f"{W}bookmarkEnd" and one.get(f"{W}id") == start.get(f"{W}id"):
            break
        inside.append(one)
    else:
        return
    end = inside[-1].getnext() if inside else None
    deletions = [one for one in inside if one.tag == f"{W}del"]
    runs = (one for one in inside if one.tag != f"{W}del" and local(one) not in _MARKS)
    if end is None or not deletions or any(one.tag != f"{W}r" or _speaks(one) for one in runs):
        return
    deletions[0].insert(0, start)
    deletions[-1].append(end)
