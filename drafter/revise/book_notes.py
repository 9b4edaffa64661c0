"""Write what is found in a workbook as notes on its cells, in a copy; what an earlier round of ours said is renewed.

Notes of others stay as they are: what is new stands below them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lxml import etree

from drafter.fill.errors import TemplateError
from drafter.fill.excel.mark import notes_parts
from drafter.fill.excel.parts import Parts
from drafter.fill.package import Package, ZipLimits, read_package
from drafter.reconcile.cells import Place
from drafter.revise.names import AUTHOR, drop
from drafter.revise.opening import NotWritable
from drafter.revise.workbook import place_at

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LIMITS = ZipLimits(active_parts=True)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_APART = "\n\n"  # between what is said of one cell


def with_notes(
    data: bytes, notes: Mapping[str, Mapping[Place, Sequence[str]]], is_ours: Callable[[str], bool]
) -> tuple[bytes, int]:
    """The copy and how many messages are new in it; the same bytes where nothing changes. Raises NotWritable.

    `notes` are the messages by sheet and cell, none with an empty line in it. `is_ours` knows a message of an earlier
    round: one that is not said any more is taken out, one that is stays where it stands.
    """
    try:
        package = read_package(data, limits=_LIMITS)
        names = [sheet.name for sheet in Parts(package).sheets]
        new: dict[int, dict[Place, str]] = {}
        changed: dict[str, bytes] = {}
        for number, name in enumerate(names):
            wanted = {place: list(messages) for place, messages in notes.get(name, {}).items()}
            changed |= _renewed(package, number, wanted, is_ours)
            left = {place: messages for place, messages in wanted.items() if messages}
            new |= {number: {place: _APART.join(messages) for place, messages in left.items()}} if left else {}
        count = sum(text.count(_APART) + 1 for cells in new.values() for text in cells.values())
        if not changed and not new:
            return data, 0
        package = package.with_parts(changed)
        return package.write(notes_parts(package, new, AUTHOR)), count
    except (TemplateError, etree.XMLSyntaxError, KeyError, ValueError, StopIteration) as error:
        raise NotWritable("tệp không phải .xlsx, có mật khẩu hoặc bị hỏng") from error


def _renewed(
    package: Package, number: int, wanted: Mapping[Place, list[str]], is_ours: Callable[[str], bool]
) -> dict[str, bytes]:
    """The parts of a sheet without what is not said any more. What is there already is taken from `wanted`."""
    parts = Parts(package)
    sheet = parts.sheets[number].path
    path = next(iter(parts.linked(sheet, "comments")), "")
    if not path:
        return {}
    root = etree.fromstring(package.read(path), _PARSER)
    emptied: list[Place] = []
    changed = False
    for comment in list(root.iter(f"{_S}comment")):
        stays = [one for one in _messages(comment) if _taken(one, wanted)]
        changed |= _forget(comment, lambda one, stays=stays: is_ours(one) and one not in stays)  # type: ignore[misc]
        if not any(_messages(comment)):
            emptied.append(place_at(comment.get("ref", "")))
            drop(comment)
    if not changed:
        return {}
    made = {path: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)}
    drawing = next(iter(parts.linked(sheet, "vmlDrawing")), "")
    if drawing and emptied:
        made[drawing] = _without_boxes(package.read(drawing).decode("utf-8-sig", "replace"), emptied).encode()
    return made


def _messages(comment: Any) -> list[str]:
    texts = "".join(text.text or "" for text in comment.iter(f"{_S}t")).replace("\r\n", "\n")
    return [piece.strip() for piece in texts.split(_APART) if piece.strip()]


def _taken(message: str, wanted: Mapping[Place, list[str]]) -> bool:
    """Whether the message is still to be said somewhere in the sheet: its cell may have moved with its row."""
    for messages in wanted.values():
        if message in messages:
            messages.remove(message)
            return True
    return False


def _forget(comment: Any, gone: Callable[[str], bool]) -> bool:
    """Take messages out of a comment's runs; whether there were any."""
    changed = False
    for text in comment.iter(f"{_S}t"):
        pieces = (text.text or "").replace("\r\n", "\n").split(_APART)
        left = [piece for piece in pieces if not gone(piece.strip())]
        if len(left) < len(pieces):
            changed, text.text = True, _APART.join(left).rstrip("\n")
    return changed


def _without_boxes(vml: str, cells: Sequence[Place]) -> str:
    """A drawing without the boxes of these cells; taken as text, for Excel writes VML that is not well-formed."""

    def kept(box: re.Match[str]) -> str:
        row, column = (re.search(rf"<(?:\w+:)?{name}>\s*(\d+)", box[0]) for name in ("Row", "Column"))
        at = (int(row[1]) + 1, int(column[1]) + 1) if row and column else None
        return "" if at in cells else box[0]

    return re.sub(r"<((?:\w+:)?)shape\b.*?</\1shape>", kept, vml, flags=re.DOTALL)
