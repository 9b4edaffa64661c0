"""A file whatever somebody's program made of it is read and judged, or refused; it never brings the program down."""

from __future__ import annotations

import random
import zipfile
from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.opening import NotRead
from drafter.readback.reader import read_page
from tests.format_rules.judging import problems
from tests.format_rules.papers import PAPERS

_PARTS = ("word/document.xml", "word/styles.xml", "word/header1.xml", "word/_rels/document.xml.rels", "_rels/.rels")
_JUNK = ("", "-1", "0", "x", "99999999999999999999", "1e400", "NaN", "tiếng", "-32768", "12.5mm", "50%", "\u202e")


def _spoiled(data: bytes, chance: random.Random) -> bytes:
    """The file with a few elements of a part gone, doubled, moved or renamed, and attributes with nonsense."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    name = chance.choice([one for one in _PARTS if one in members])
    root = etree.fromstring(members[name])
    for _ in range(chance.randint(1, 8)):
        _spoil(chance.choice(list(root.iter("*"))), chance)
    members[name] = etree.tostring(root)
    if chance.random() < 0.1:
        members.pop(chance.choice([one for one in members if one.startswith("word/") and one != "word/document.xml"]))
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for one, content in members.items():
            file.writestr(one, content)
    return buffer.getvalue()


def _spoil(element: Any, chance: random.Random) -> None:
    parent = element.getparent()
    how = chance.randrange(6)
    if how == 0 and parent is not None:
        parent.remove(element)
    elif how == 1 and parent is not None:
        parent.append(deepcopy(element))
    elif how == 2 and parent is not None:
        parent.insert(0, element)
    elif how == 3:
        element.tag = chance.choice(["{x}y", element.tag.rpartition("}")[0] + "}r", element.tag + "x"])
    elif how == 4 and element.attrib:
        element.set(chance.choice(sorted(element.attrib)), chance.choice(_JUNK))
    else:
        element.append(etree.Comment("chú thích"))
        element.text = chance.choice(_JUNK)


@pytest.mark.parametrize(
    "start", [0, 50, *(pytest.param(start, marks=pytest.mark.long) for start in range(100, 400, 50))]
)
def test_spoiled_files(start: int) -> None:
    papers = [make() for make in PAPERS.values()]
    for seed in range(start, start + 50):
        chance = random.Random(seed)
        data = _spoiled(chance.choice(papers), chance)
        try:
            file = read_page(data)
        except NotRead:
            continue
        for view in View:
            visible_text(file, view, around=True)
        problems(data)
