"""Turn a Word file's text into the old TCVN3 code (ABC) for .VnTime fonts, as pre-printed certificates still need it.

TCVN3 (TCVN 5712:1993) gives each small accented letter a code, but only seven of the capitals. The others are written
as small letters in a font whose small letters look like capitals (.VnTimeH): a run of the text is split where they
stand. Composed and combining letters come out the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby
from typing import Any

from lxml import etree

from drafter.encodings.tables import TABLES, Encoding
from drafter.fill.package import read_package

FONT, CAPITALS_FONT = ".VnTime", ".VnTimeH"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CODES = {letter: shown for shown, letter in TABLES[Encoding.TCVN3].items()}
"""Each Vietnamese letter that TCVN3 has, and the character that stands for it in a .VnTime font."""


def in_tcvn3(text: str) -> list[tuple[str, bool]]:
    """The text in TCVN3, in pieces: each with whether it needs the font of capitals.

    A letter of neither code stays as it is.
    """
    composed = unicodedata.normalize("NFC", text)
    return [
        ("".join(code for code, _ in group), capitals)
        for capitals, group in groupby(_coded(composed), key=lambda pair: pair[1])
    ]


def _coded(text: str) -> Iterator[tuple[str, bool]]:
    for letter in text:
        small = letter.lower()
        if letter in CODES or small not in CODES:
            yield CODES.get(letter, letter), False
        else:
            yield CODES[small], True


def document_in_tcvn3(data: bytes) -> bytes:
    """A Word file with all its text in TCVN3 and in .VnTime; its styles name that font too."""
    package = read_package(data)
    changed = {}
    for name in package.names:
        if name.startswith("word/") and name.endswith(".xml"):
            root = etree.fromstring(package.read(name))
            for run in list(root.iter(f"{_W}r")):
                _recode(run)
            for fonts in root.iter(f"{_W}rFonts"):
                if fonts.get(f"{_W}ascii") != CAPITALS_FONT:
                    _name_font(fonts, FONT)
            changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return package.write(changed)


def _recode(run: Any) -> None:
    """The run's texts in TCVN3; a run with pieces of both fonts becomes several."""
    texts = run.findall(f"{_W}t")
    pieces = [(text, in_tcvn3(text.text or "")) for text in texts]
    if not any(capitals for _, parts in pieces for _, capitals in parts):
        for text, parts in pieces:
            text.text = "".join(part for part, _ in parts)
        return
    properties = run.find(f"{_W}rPr")
    for child in [child for child in run if child is not properties]:
        is_text = child.tag == f"{_W}t"
        for part, capitals in in_tcvn3(child.text or "") if is_text else [("", False)]:
            piece = etree.Element(f"{_W}r")
            look = deepcopy(properties) if properties is not None else etree.Element(f"{_W}rPr")
            if capitals:
                _set_font(look, CAPITALS_FONT)
            if len(look):
                piece.append(look)
            piece.append(_text(part) if is_text else child)
            run.addprevious(piece)
    run.getparent().remove(run)


def _text(part: str) -> Any:
    element = etree.Element(f"{_W}t")
    element.set(_SPACE, "preserve")
    element.text = part
    return element


def _set_font(look: Any, font: str) -> None:
    fonts = look.find(f"{_W}rFonts")
    if fonts is None:
        fonts = etree.Element(f"{_W}rFonts")
        after_style = look.find(f"{_W}rStyle")
        look.insert(0 if after_style is None else 1, fonts)
    _name_font(fonts, font)


def _name_font(fonts: Any, font: str) -> None:
    for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(f"{_W}{slot}", font)
