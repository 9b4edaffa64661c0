"""Turn a Word file with letters of an old encoding (TCVN3, VNI, VISCII) into one in Unicode and Times New Roman."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from lxml import etree

from drafter.encodings.convert import to_unicode
from drafter.encodings.detect import encoding_of_font, repaired
from drafter.encodings.tables import Encoding
from drafter.fill.package import read_package
from drafter.fill.word.strict import as_transitional
from drafter.recast.names import PARSER, XML_SPACE, W, local, value_of, written

FONT = "Times New Roman"
_STYLES = "word/styles.xml"
_SIDES = ("ascii", "hAnsi", "cs", "eastAsia")
_SOFT_HYPHEN = "\u00ad"  # in TCVN3 the letter «ư»
_PARTS = ("word/document.xml", "word/header", "word/footer", "word/footnotes", "word/endnotes")


@dataclass(frozen=True)
class Recoded:
    """The file, the encodings that some of it came in, and how many paragraphs were put right."""

    data: bytes
    encodings: tuple[Encoding, ...] = ()
    paragraphs: int = 0


def in_unicode(data: bytes) -> Recoded:
    """The file in Unicode; as it was where all of it is. Raises TemplateError for what is no package."""
    package = as_transitional(read_package(data))
    if _STYLES not in package:
        return Recoded(data)
    styles = etree.fromstring(package.read(_STYLES), PARSER)
    fonts = _Fonts.of(styles)
    found: list[Encoding] = []
    parts: dict[str, bytes] = {}
    paragraphs = 0
    for name in package.names:
        if not name.startswith(_PARTS) or not name.endswith(".xml"):
            continue
        root = etree.fromstring(package.read(name), PARSER)
        made = [encodings for one in root.iter(f"{W}p") if (encodings := _recode(one, fonts))]
        if made:
            paragraphs += len(made)
            found += [encoding for encodings in made for encoding in encodings]
            _rename(root)
            parts[name] = written(root)
    if not found:
        return Recoded(data)
    _rename(styles)
    return Recoded(package.write({**parts, _STYLES: written(styles)}), tuple(dict.fromkeys(found)), paragraphs)


@dataclass(frozen=True)
class _Fonts:
    """The font that a run is shown in: its own, its style's, its paragraph's, the file's."""

    by_style: Mapping[str, str]
    paragraph: str
    whole: str

    @staticmethod
    def of(styles: Any) -> _Fonts:
        named = {str(one.get(f"{W}styleId")): one for one in styles.iter(f"{W}style")}
        default = next((key for key, one in named.items() if one.get(f"{W}default") and _sort(one) == "paragraph"), "")
        whole = _own(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        return _Fonts({key: _through(key, named) for key in named}, default, whole)

    def font(self, run: Any, paragraph: Any) -> str:
        """The font's name; empty where nothing says."""
        look, set_as = run.find(f"{W}rPr"), paragraph.find(f"{W}pPr")
        styles = (value_of(look, "rStyle"), value_of(set_as, "pStyle") or self.paragraph)
        return _own(look) or next((font for key in styles if (font := self.by_style.get(key, ""))), "") or self.whole


def _sort(style: Any) -> str:
    return str(style.get(f"{W}type"))


def _own(look: Any | None) -> str:
    """The font that run properties name: an old one, where its sides differ."""
    fonts = None if look is None else look.find(f"{W}rFonts")
    names = [str(fonts.get(f"{W}{side}")) for side in ("hAnsi", "ascii") if fonts is not None and fonts.get(W + side)]
    return next((name for name in names if encoding_of_font(name)[0]), names[0] if names else "")


def _through(key: str, named: Mapping[str, Any]) -> str:
    """The font of a style or of those it is based on."""
    for _ in named:
        style = named.get(key)
        if style is None:
            return ""
        font = _own(style.find(f"{W}rPr"))
        if font:
            return font
        key = value_of(style, "basedOn")
    return ""


def _recode(paragraph: Any, fonts: _Fonts) -> tuple[Encoding, ...]:
    """Put a paragraph's texts right, stretch by stretch of one font; the encodings that they came in."""
    found: list[Encoding] = []
    for font, group in groupby(_texts(paragraph, fonts), key=lambda pair: pair[0]):
        texts = [text for _, text in group]
        by_font, capitals = encoding_of_font(font)
        if by_font is Encoding.TCVN3:
            texts = [_letter(text) for text in texts]
        encoding = repaired("".join(text.text or "" for text in texts), font).encoding
        if encoding is not None:
            found.append(encoding)
            _convert(texts, encoding, capitals=capitals and encoding is by_font)
    return tuple(found)


def _texts(paragraph: Any, fonts: _Fonts) -> Iterator[tuple[str, Any]]:
    """The texts of a paragraph, those of its text boxes apart, each with its font; what was deleted too."""
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p")) is paragraph:
            font = fonts.font(run, paragraph)
            for child in run:
                if local(child) in ("t", "delText", "softHyphen"):
                    yield font, child


def _letter(element: Any) -> Any:
    """A soft hyphen, which Word made of a letter, as the letter's code again."""
    if local(element) != "softHyphen":
        return element
    made = element.makeelement(f"{W}t", {XML_SPACE: "preserve"})
    made.text = _SOFT_HYPHEN
    element.getparent().replace(element, made)
    return made


def _convert(texts: Sequence[Any], encoding: Encoding, *, capitals: bool) -> None:
    """Each text in Unicode; a mark that stands at the beginning of a text belongs to the letter before it."""
    for at in range(1, len(texts)):
        before, after = texts[at - 1].text or "", texts[at].text or ""
        while after and before and _joined(before, after, encoding):
            before, after = before + after[0], after[1:]
        texts[at - 1].text, texts[at].text = before, after
    for one in texts:
        one.text = to_unicode(one.text or "", encoding, capitals=capitals)
        one.set(XML_SPACE, "preserve")


def _joined(before: str, after: str, encoding: Encoding) -> bool:
    """Whether the letters on either side of a border are one."""
    last, first = before[-2:], after[:1]
    return to_unicode(last + first, encoding) != to_unicode(last, encoding) + to_unicode(first, encoding)


def _rename(root: Any) -> None:
    """Old fonts give way to one that has all letters."""
    for fonts in root.iter(f"{W}rFonts"):
        for side in _SIDES:
            if encoding_of_font(str(fonts.get(f"{W}{side}", "")))[0] is not None:
                fonts.set(f"{W}{side}", FONT)
