"""What every Word draft is as a file, besides the rules of form: each a function from a file to what is wrong with it.

Styles carry all looks, the XML is in the order of ECMA-376, ids are there once, the language is Vietnamese.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FONT, FONT_SLOTS = "Times New Roman", ("ascii", "hAnsi", "cs", "eastAsia")


class WordFile:
    """The members of a .docx."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as file:
            self.names = file.namelist()
            self.parts = {name: file.read(name) for name in self.names}

    def xml(self, part: str) -> Any:
        """The root of a part."""
        return etree.fromstring(self.parts[part])

    @cached_property
    def document(self) -> Any:
        """The root of the document."""
        return self.xml("word/document.xml")

    @cached_property
    def styles(self) -> dict[str, Any]:
        """Every style by its id."""
        return {str(style.get(f"{W}styleId")): style for style in self.xml("word/styles.xml").iter(f"{W}style")}


Faults = Iterator[str]
Rule = Callable[[WordFile], Faults]
RULES: dict[str, Rule] = {}


def rule(code: str) -> Callable[[Rule], Rule]:
    """Enter a rule under its name; a name stands for one function."""

    def entered(check: Rule) -> Rule:
        assert code not in RULES, code
        RULES[code] = check
        return check

    return entered


def faults(code: str, file: WordFile) -> list[str]:
    """What a rule finds."""
    return list(RULES[code](file))


def _style_of(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if found is None else str(found.get(f"{W}val"))


@rule("fonts")
def one_font_in_every_slot(file: WordFile) -> Faults:
    """Each style in use names the font for every script: Word then never falls back on another."""
    used = {_style_of(paragraph) for paragraph in file.document.iter(f"{W}p")} | {"Header", "Normal"}
    for name in sorted(used & set(file.styles)):
        font = file.styles[name].find(f"{W}rPr/{W}rFonts")
        for slot in FONT_SLOTS:
            if font is not None and font.get(W + slot) != FONT:
                yield f"{name}: {slot} is {font.get(W + slot)}"
    for part in ("word/document.xml", "word/styles.xml"):
        for font in file.xml(part).iter(f"{W}rFonts"):
            yield from (f"{part}: theme font {name}" for name in font.attrib if name.endswith("Theme"))


@rule("letters")
def precomposed_letters_and_single_spaces(file: WordFile) -> Faults:
    """NFC everywhere; no two spaces within running text."""
    for name in ("word/document.xml", "word/styles.xml"):
        text = file.parts[name].decode()
        if unicodedata.normalize("NFC", text) != text:
            yield f"{name} is not in NFC"
    for paragraph in file.document.iter(f"{W}p"):
        said = "".join(paragraph.itertext(f"{W}t"))
        if _style_of(paragraph) == "NoiDung" and "  " in said:
            yield f"«{said}» holds two spaces"


@rule("language")
def vietnamese(file: WordFile) -> Faults:
    languages = file.xml("word/styles.xml").findall(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if [one.get(f"{W}val") for one in languages] != ["vi-VN"]:
        yield "the document's language is not vi-VN"
    for part in ("word/document.xml", "word/styles.xml"):
        found = {one.get(f"{W}val") for one in file.xml(part).iter(f"{W}lang")} - {"vi-VN"}
        yield from (f"{part} speaks {language}" for language in found)


@rule("styles")
def named_styles_used(file: WordFile) -> Faults:
    for paragraph in file.document.iter(f"{W}p"):
        said, style = "".join(paragraph.itertext(f"{W}t")), _style_of(paragraph)
        if style not in file.styles:
            yield f"«{said}» has the unknown style {style}"
        elif style == "Normal" and said:
            yield f"«{said}» has no style of its own"
    for name, one in file.styles.items():
        for tag in ("basedOn", "next", "link"):
            other = one.find(W + tag)
            if other is not None and other.get(f"{W}val") not in file.styles:
                yield f"{name} is {tag} {other.get(f'{W}val')}, which is not there"


@rule("no direct looks")
def looks_come_from_styles(file: WordFile) -> Faults:
    for run in file.document.iter(f"{W}r"):
        own = [etree.QName(look).localname for look in run.findall(f"{W}rPr/*")]
        if set(own) - {"highlight", "rStyle"}:
            yield f"«{''.join(run.itertext(f'{W}t'))}» sets {own}"


# The children of these elements stand in the order of ECMA-376 (transitional); Word refuses some files that break it.
_ORDER: Mapping[str, str] = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    ),
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
    ),
}


@rule("xml")
def valid_xml(file: WordFile) -> Faults:
    for name, data in file.parts.items():
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(data)
            if name.startswith("word/"):
                yield from _out_of_order(name, root)


def _out_of_order(part: str, root: Any) -> Faults:
    for tag, known in _ORDER.items():
        order = known.split()
        for element in root.iter(W + tag):
            names = [etree.QName(child).localname for child in element]
            if any(name not in order for name in names):
                yield f"{part}: {tag} holds {names}"
            elif names != sorted(names, key=order.index):
                yield f"{part}: {tag} goes {names}"


@rule("ids")
def unique_ids(file: WordFile) -> Faults:
    root = file.document
    starts = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkStart")]
    ends = [one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")]
    names = [one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")]
    controls = [one.get(f"{W}val") for one in root.iter(f"{W}id")]
    for what, found in (("bookmark id", starts), ("bookmark name", names), ("control id", controls)):
        yield from (f"{what} {value} stands twice" for value, times in Counter(found).items() if times > 1)
    if sorted(starts) != sorted(ends):
        yield "a bookmark is not closed"
    rows = sum(name.startswith("_drr_") for name in names)  # a row is known by a bookmark alone
    if len(controls) != len(starts) - rows:
        yield f"{len(controls)} controls in {len(starts)} bookmarks"


@rule("zip")
def unique_members(file: WordFile) -> Faults:
    yield from (f"{name} is there twice" for name, times in Counter(file.names).items() if times > 1)
    listed = file.parts["[Content_Types].xml"].decode()
    for name in file.names:
        if f'"/{name}"' not in listed and f'Extension="{name.rsplit(".", 1)[-1]}"' not in listed:
            yield f"{name} has no content type"
