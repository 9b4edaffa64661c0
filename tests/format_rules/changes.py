"""Changes to a Word file, as somebody makes them in Word: the look or the layout of a line, its words, the page."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS = 1440 / 25.4
Change = Callable[[bytes], bytes]


def _edited(data: bytes, part: str, edit: Callable[[Any], None]) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    root = etree.fromstring(members[part])
    before = etree.tostring(root)
    edit(root)
    assert etree.tostring(root) != before, "nothing was changed"
    members[part] = etree.tostring(root, encoding="UTF-8")
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def _said(paragraph: Any) -> str:
    return "".join(paragraph.itertext(f"{W}t"))


def _paragraphs(root: Any, start: str) -> Iterator[Any]:
    met = [one for one in root.iter(f"{W}p") if _said(one).startswith(start)]
    assert met, f"no paragraph begins «{start}»"
    yield from met


def _part(element: Any, tag: str, *, first: bool = True) -> Any:
    found = element.find(W + tag)
    if found is None:
        found = etree.Element(W + tag)
        element.insert(0, found) if first else element.append(found)
    return found


def _set(properties: Any, tag: str, value: object) -> None:
    for old in properties.findall(W + tag):
        properties.remove(old)
    element = etree.SubElement(properties, W + tag)
    if value is True:
        return
    element.set(f"{W}val", "0" if value is False else str(value))


def look(start: str, *, part: str = "word/document.xml", every: bool = True, **looks: object) -> Change:
    """Bold (`b`), italic (`i`), underlined (`u`), `size` in pt, `font`, `color` of the paragraphs that begin so.

    `every`: all of its runs, else the last one.
    """

    def edit(root: Any) -> None:
        for paragraph in _paragraphs(root, start):
            runs = [one for one in paragraph.iter(f"{W}r") if _said(one)]
            for one in runs if every else runs[-1:]:
                properties = _part(one, "rPr")
                for name, value in looks.items():
                    if name == "size":
                        _set(properties, "sz", int(float(str(value)) * 2))
                    elif name == "font":
                        fonts = _part(properties, "rFonts")
                        for slot in ("ascii", "hAnsi"):
                            fonts.set(W + slot, str(value))
                    else:
                        _set(properties, name, value)

    return lambda data: _edited(data, part, edit)


def layout(start: str, *, part: str = "word/document.xml", **how: object) -> Change:
    """`align`; `first`, `left` in mm; `before`, `after` in pt; `line` in lines; other yes-or-no properties by name."""

    def edit(root: Any) -> None:
        for paragraph in _paragraphs(root, start):
            properties = _part(paragraph, "pPr")
            for name, value in how.items():
                if name == "align":
                    _set(properties, "jc", value)
                elif name in ("first", "left"):
                    indent = _part(properties, "ind", first=False)
                    indent.set(W + {"first": "firstLine", "left": "left"}[name], str(round(float(str(value)) * TWIPS)))
                elif name in ("before", "after", "line"):
                    factor = 240 if name == "line" else 20
                    _part(properties, "spacing", first=False).set(W + name, str(int(float(str(value)) * factor)))
                else:
                    _set(properties, name, value)

    return lambda data: _edited(data, part, edit)


def said(old: str, new: str, *, part: str = "word/document.xml") -> Change:
    """Other words in the texts of a part, all of them."""

    def edit(root: Any) -> None:
        for text in root.iter(f"{W}t"):
            if text.text and old in text.text:
                text.text = text.text.replace(old, new)

    return lambda data: _edited(data, part, edit)


def xml(pattern: str, new: str, *, part: str = "word/document.xml") -> Change:
    """Other XML; the pattern is a regular expression, and it is met."""

    def change(data: bytes) -> bytes:
        with zipfile.ZipFile(BytesIO(data)) as file:
            members = {name: file.read(name) for name in file.namelist()}
        changed, times = re.subn(pattern, new, members[part].decode(), flags=re.DOTALL)
        assert times, f"«{pattern}» is not there"
        members[part] = changed.encode()
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in members.items():
                file.writestr(name, content)
        return buffer.getvalue()

    return change


def without(*starts: str) -> Change:
    """The paragraphs that begin so are taken away."""

    def edit(root: Any) -> None:
        for start in starts:
            for paragraph in _paragraphs(root, start):
                paragraph.getparent().remove(paragraph)

    return lambda data: _edited(data, "word/document.xml", edit)


def moved(start: str, before: str) -> Change:
    """A paragraph is moved before another."""

    def edit(root: Any) -> None:
        paragraph, place = (next(_paragraphs(root, one)) for one in (start, before))
        place.addprevious(paragraph)

    return lambda data: _edited(data, "word/document.xml", edit)


def copied(start: str, before: str, *, text: str | None = None) -> Change:
    """A copy of a paragraph is put before another, with other words, or empty."""

    def edit(root: Any) -> None:
        paragraph, place = (next(_paragraphs(root, one)) for one in (start, before))
        copy = deepcopy(paragraph)
        first, *others = list(copy.iter(f"{W}r"))
        for one in others:
            one.getparent().remove(one)
        for one in first.iter(f"{W}t"):
            one.text = text or ""
        if not text:
            first.getparent().remove(first)
        place.addprevious(copy)

    return lambda data: _edited(data, "word/document.xml", edit)


def page(section: int = 0, **how: float) -> Change:
    """Margins of a section in mm (`top`, `left` …), paper `w` and `h` in mm."""

    def edit(root: Any) -> None:
        properties = list(root.iter(f"{W}sectPr"))[section]
        for name, value in how.items():
            properties.find(W + ("pgSz" if name in ("w", "h") else "pgMar")).set(W + name, str(round(value * TWIPS)))

    return lambda data: _edited(data, "word/document.xml", edit)


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(data: bytes) -> bytes:
        for one in changes:
            data = one(data)
        return data

    return change


def followed(start: str, paragraph: str) -> Change:
    """A paragraph (its XML) is put below the first one that begins so."""

    def edit(root: Any) -> None:
        declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in root.nsmap.items() if prefix)
        new = etree.fromstring(f"<x {declared}>{paragraph}</x>")
        next(_paragraphs(root, start)).addnext(new[0])

    return lambda data: _edited(data, "word/document.xml", edit)


def above(start: str, words: str) -> Change:
    """The paragraph above the first one that begins so says something else."""

    def edit(root: Any) -> None:
        first, *others = list(next(_paragraphs(root, start)).getprevious().iter(f"{W}t"))
        assert not others
        first.text = words

    return lambda data: _edited(data, "word/document.xml", edit)
