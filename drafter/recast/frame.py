"""Turn the letterhead and the signing block of a paper into the standard ones of a template, with their styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from drafter.recast.names import W, local, value_of

_MOTTO = ("cộng hòa xã hội", "cộng hoà xã hội")
_RECIPIENTS = ("nơi nhận",)
_HEAD_BLOCKS = 8  # the letterhead stands within so many blocks of the top
_PART = re.compile(r"(?:phần|chương)\s|[IVX]+\.|[A-D]\.", re.IGNORECASE)
_TENTATIVE, TENTATIVE_WORDS = "so_lieu_tam", "SỐ LIỆU TẠM"


def says(element: Any) -> str:
    """All the words of a block."""
    return "".join(map(str, element.itertext(f"{W}t")))


@dataclass(frozen=True)
class FrameWords:
    """What the lines of a paper's letterhead and signing block say, and the line that names its type.

    Empty where they were not found: then only a table of the usual form is one.
    """

    head: tuple[str, ...] = ()
    type_line: str = ""
    closing: tuple[str, ...] = ()


def letterhead_of(body: Any, known: FrameWords = FrameWords()) -> list[Any]:
    """The blocks at the top that are the letterhead: all above the type's name where they say nothing else, else the
    table that has the state's name beside the issuer's; none where there is no such table.
    """
    blocks = list(body)
    named = next((at for at, one in enumerate(blocks) if says(one).strip() == known.type_line != ""), 0)
    above = [one for one in blocks[:named] if local(one) in ("p", "tbl")]
    return _all_known(above, known.head) or _table(blocks[:_HEAD_BLOCKS], _MOTTO)


def signing_of(body: Any, known: FrameWords = FrameWords()) -> list[Any]:
    """The last table that has «Nơi nhận», else the lines of those who receive and sign; none where there is neither."""
    blocks = list(body)
    table = _table(blocks[::-1], _RECIPIENTS)
    if table or not known.closing:
        return table
    last = next((at for at in range(len(blocks) - 1, -1, -1) if _is_of(blocks[at], known.closing)), -1)
    first = last
    while first > 0 and local(blocks[first - 1]) == "p" and _is_of(blocks[first - 1], known.closing, blank=True):
        first -= 1
    return _all_known(blocks[first : last + 1], known.closing)


def _table(blocks: Iterable[Any], words: tuple[str, ...]) -> list[Any]:
    found = (one for one in blocks if local(one) == "tbl" and any(word in says(one).lower() for word in words))
    return [one for one in [next(found, None)] if one is not None]


def _is_of(block: Any, lines: Sequence[str], *, blank: bool = False) -> bool:
    """Whether a block says such lines and nothing else; a `blank` one says nothing."""
    if local(block) not in ("p", "tbl"):
        return False
    left = said = _squeezed(says(block))
    for line in sorted(map(_squeezed, lines), key=len, reverse=True):
        left = left.replace(line, "") if line else left
    return not left.strip("_-–—─") and (blank or bool(said))


def _all_known(blocks: Sequence[Any], lines: Sequence[str]) -> list[Any]:
    """The blocks, without the blank ones at either end, where they say these lines and nothing else."""
    if not lines or not all(_is_of(one, lines, blank=True) for one in blocks):
        return []
    said = [at for at, one in enumerate(blocks) if _squeezed(says(one))]
    return [*blocks[said[0] : said[-1] + 1]] if said else []


def _squeezed(text: str) -> str:
    return "".join(text.split()).lower()


def put_frame(
    body: Any, styles: Any, standard: Any, standard_styles: Any, type_name: str, known: FrameWords
) -> tuple[bool, bool, bool]:
    """Put the standard blocks in the place of the paper's own. Whether its letterhead, its signing block and its
    subject were found.

    Under the subject, which follows the `type_name` («BÁO CÁO»), or where the paper itself was marked, comes the mark
    of provisional figures: every draft must be able to carry it.
    """
    found = []
    brought: list[Any] = []
    for where in (letterhead_of, signing_of):
        own, new = where(body, known), where(standard)
        found.append(bool(own and new))
        for one in new if own else ():
            made = deepcopy(one)
            own[0].addprevious(made)
            brought.append(made)
        for one in own if new else ():
            if one.find(f"{W}pPr/{W}sectPr") is None:  # the page's own settings stay
                body.remove(one)
    anchor = _subject_end(body, styles, type_name)
    own = tentative_of(body)
    after = own[0].getprevious() if own else anchor
    for one in own:
        body.remove(one)
    if after is not None and not any(_TENTATIVE in says(one) for one in body):
        for one in reversed(_tentative(standard)):
            made = deepcopy(one)
            after.addnext(made)
            brought.append(made)
    _bring_styles(brought, styles, standard_styles)
    return found[0], found[1], anchor is not None


def tentative_of(body: Any) -> list[Any]:
    """The lines in which a paper was marked as provisional; a template has a mark of its own in their place."""
    return [one for one in body if local(one) == "p" and says(one).strip().startswith(TENTATIVE_WORDS)]


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
