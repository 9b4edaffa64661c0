"""Turn the letterhead and the signing block of a paper into the standard ones of a template, with their styles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from drafter.recast.names import W, local, value_of

_MOTTO = ("cộng hòa xã hội", "cộng hoà xã hội")
_RECIPIENTS = ("nơi nhận",)
_HEAD_BLOCKS = 8  # the letterhead stands within so many blocks of the top
_PART = re.compile(r"(?:phần|chương)\s|[IVX]+\.|[A-D]\.", re.IGNORECASE)
_TENTATIVE = "so_lieu_tam"


def says(element: Any) -> str:
    """All the words of a block."""
    return "".join(map(str, element.itertext(f"{W}t")))


def letterhead_of(body: Any) -> Any | None:
    """The table at the top that has the state's name beside the issuer's; None where there is no such table."""
    return _table(list(body)[:_HEAD_BLOCKS], _MOTTO)


def signing_of(body: Any) -> Any | None:
    """The last table that has «Nơi nhận»; None where there is none."""
    return _table(list(body)[::-1], _RECIPIENTS)


def _table(blocks: Iterable[Any], words: tuple[str, ...]) -> Any | None:
    return next((one for one in blocks if local(one) == "tbl" and any(w in says(one).lower() for w in words)), None)


def put_frame(body: Any, styles: Any, standard: Any, standard_styles: Any, type_name: str) -> tuple[bool, bool, bool]:
    """Put the standard blocks in the place of the paper's own. Whether its letterhead, its signing block and its
    subject were found.

    Under the subject, which follows the `type_name` («BÁO CÁO»), comes the mark of provisional figures: every draft
    must be able to carry it.
    """
    found = []
    brought: list[Any] = []
    for where in (letterhead_of, signing_of):
        own, new = where(body), where(standard)
        found.append(own is not None and new is not None)
        if own is not None and new is not None:
            made = deepcopy(new)
            own.addprevious(made)
            body.remove(own)
            brought.append(made)
    anchor = _subject_end(body, styles, type_name)
    if anchor is not None and not any(_TENTATIVE in says(one) for one in body):
        for one in reversed(_tentative(standard)):
            made = deepcopy(one)
            anchor.addnext(made)
            brought.append(made)
    _bring_styles(brought, styles, standard_styles)
    return found[0], found[1], anchor is not None


def _tentative(standard: Any) -> list[Any]:
    """The paragraphs of the template that say that figures are still to come, from their condition to its end."""
    blocks = list(standard)
    first = next((at for at, one in enumerate(blocks) if local(one) == "p" and _TENTATIVE in says(one)), len(blocks))
    last = next((at for at in range(first, len(blocks)) if "endif" in says(blocks[at])), first - 1)
    return blocks[first : last + 1]


def _subject_end(body: Any, styles: Any, type_name: str) -> Any | None:
    """The last line of the subject: what stands in the middle of the page under the type's name."""
    named = next((one for one in body if says(one).strip().upper() == type_name.upper()), None)
    if named is None:
        return None
    last = named
    for one in named.itersiblings():
        text = says(one).strip()
        if local(one) != "p" or not _centred(one, styles) or _PART.match(text) or text.startswith("{%"):
            return last
        last = one
    return last


def _centred(paragraph: Any, styles: Any) -> bool:
    """Whether a line stands in the middle, by itself or by its style."""
    by_id = {one.get(f"{W}styleId"): one for one in styles.iter(f"{W}style")}
    properties = paragraph.find(f"{W}pPr")
    style = value_of(properties, "pStyle")
    for _ in range(len(by_id) + 1):
        side = value_of(properties, "jc")
        if side:
            return side == "center"
        found = by_id.get(style)
        if found is None:
            return False
        properties, style = found.find(f"{W}pPr"), value_of(found, "basedOn")
    return False


def _bring_styles(blocks: Iterable[Any], styles: Any, standard: Any) -> None:
    """The styles that the blocks use, by name: those the paper has not are added, under an id of their own."""
    theirs = {_name(one): str(one.get(f"{W}styleId")) for one in styles.iter(f"{W}style")}
    ids = set(theirs.values())
    by_id = {str(one.get(f"{W}styleId")): one for one in standard.iter(f"{W}style")}
    moved: dict[str, str] = {}

    def brought(style_id: str) -> str:
        if style_id in moved or style_id not in by_id:
            return moved.get(style_id, style_id)
        style = by_id[style_id]
        if _name(style) in theirs:
            moved[style_id] = theirs[_name(style)]
            return moved[style_id]
        made = deepcopy(style)
        new_id = style_id
        while new_id in ids:
            new_id += "0"
        ids.add(new_id)
        moved[style_id] = new_id
        made.set(f"{W}styleId", new_id)
        made.attrib.pop(f"{W}default", None)
        for link in ("basedOn", "next", "link"):
            found = made.find(W + link)
            if found is not None:
                found.set(f"{W}val", brought(str(found.get(f"{W}val"))))
        styles.append(made)
        return new_id

    for block in blocks:
        for tag in ("pStyle", "rStyle", "tblStyle"):
            for use in block.iter(W + tag):
                use.set(f"{W}val", brought(str(use.get(f"{W}val"))))


def _name(style: Any) -> str:
    named = style.find(f"{W}name")
    return f"{style.get(f'{W}type')}:{'' if named is None else str(named.get(f'{W}val')).lower()}"
