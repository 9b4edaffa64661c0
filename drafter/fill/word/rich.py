"""Turn rich text, listings and page breaks into runs, each in the look of its span."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from lxml import etree

from drafter.fill.values import Listing, PageBreak, RichText, Span
from drafter.fill.word.print import Insert, Site, in_run
from drafter.fill.word.xml import W, to_text, w

PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
_UNDERLINES = frozenset(
    ("single", "double", "thick", "dotted", "dash", "dotDash", "dotDotDash", "wave", "words", "none")
)
# The order the format asks for inside w:rPr.
_ORDER = [w(name) for name in ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
                               "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
                               "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect",
                               "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang")]  # fmt: skip
_RANK = {name: rank for rank, name in enumerate(_ORDER)}


def rich_text(link: Callable[[str], str | None]) -> Insert:
    """The printer of RichText; `link` gives the relationship of a web address, or None when it may not be one."""

    def insert(value: object, site: Site) -> str:
        assert isinstance(value, RichText)
        made = []
        for span in value.spans:
            look = _look(span, site.properties)
            runs = in_lines(span.text, look, site)
            target = link(span.url) if span.url else None
            made.append(f'<w:hyperlink r:id="{target}" w:tgtFrame="_blank">{runs}</w:hyperlink>' if target else runs)
        return "".join(made)

    return insert


def listing(value: object, site: Site) -> str:
    """The printer of Listing: the look of the tag's run throughout."""
    assert isinstance(value, Listing)
    return in_lines(value.text, site.properties, site)


def page_break(value: object, _site: Site) -> str:
    assert isinstance(value, PageBreak)
    return PAGE_BREAK


def in_lines(text: str, look: str, site: Site) -> str:
    """Runs of `text`; "\\a" begins a new paragraph like the one the tag stands in."""
    paragraphs = text.split("\a")
    if not site.leave:
        paragraphs = [" ".join(paragraphs)]
    runs = (f'<w:r>{look}<w:t xml:space="preserve">{in_run(part)}</w:t></w:r>' if part else "" for part in paragraphs)
    return (site.leave + site.enter).join(runs)


@lru_cache(maxsize=512)
def _look(span: Span, base: str) -> str:
    """The run properties of a span laid over those of the template's run (`base`, "" for none)."""
    properties = etree.fromstring(f'<root xmlns:w="{W}">{_bare(base) or "<w:rPr/>"}</root>')[0]
    for name, attributes in _settings(span):
        for old in properties.findall(w(name)):
            properties.remove(old)
        made = etree.Element(w(name), {w(key): value for key, value in attributes.items()})
        rank = _RANK[w(name)]
        position = sum(1 for child in properties if _RANK.get(str(child.tag), 99) < rank)
        properties.insert(position, made)
    return to_text(properties) if len(properties) else ""


def _bare(base: str) -> str:
    """Properties of namespaces other than Word's own cannot be parsed alone; they are seldom there and left out."""
    try:
        etree.fromstring(f'<root xmlns:w="{W}">{base}</root>')
    except etree.XMLSyntaxError:
        return ""
    return base


def _settings(span: Span) -> Iterator[tuple[str, dict[str, str]]]:
    if span.style:
        yield "rStyle", {"val": span.style}
    if span.font:
        yield "rFonts", _fonts(span.font)
    for name, value in (("b", span.bold), ("i", span.italic), ("strike", span.strike)):
        if value is not None:
            yield name, {} if value else {"val": "0"}
    if span.color:
        yield "color", {"val": span.color.removeprefix("#")}
    if span.size:
        yield from (("sz", {"val": f"{span.size:g}"}), ("szCs", {"val": f"{span.size:g}"}))
    if span.highlight:
        colour = span.highlight.removeprefix("#")
        is_hex = len(colour) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in colour)
        yield ("shd", {"val": "clear", "color": "auto", "fill": colour}) if is_hex else ("highlight", {"val": colour})
    if span.underline is not None:
        kind = span.underline if span.underline in _UNDERLINES else "single" if span.underline else "none"
        yield "u", {"val": str(kind)}
    if span.subscript or span.superscript:
        yield "vertAlign", {"val": "subscript" if span.subscript else "superscript"}
    if span.lang:
        yield "lang", {"val": span.lang}


def _fonts(font: str) -> dict[str, str]:
    """docxtpl's form "eastAsia:Name" sets that script's font besides the usual ones."""
    script, _, name = font.rpartition(":")
    named = dict.fromkeys(("ascii", "hAnsi", "cs"), name)
    return {**named, script: name} if script else named
