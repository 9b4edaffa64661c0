"""Turn the text of an XML part into elements that know where they stand, so that the rest is copied as it is.

Nothing is ever serialised anew: an element is a span of the part's own text. The package was checked before
(no DOCTYPE); `checked` makes sure a part is well-formed before it is cut.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from uuid import NAMESPACE_OID, uuid5
from xml.parsers import expat

_TAG = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<(/?)([^\s/>!?]+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>", re.DOTALL
)
_ATTRIBUTE = re.compile(r"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Element:
    """One element of `xml`: [start, end) whole, [inner, close) between its tags; `name` has no prefix."""

    xml: str
    name: str
    prefix: str
    attributes: str
    start: int
    inner: int
    close: int
    end: int
    _kids: "list[tuple[Element, ...]]" = field(default_factory=list, repr=False, compare=False)

    @property
    def content(self) -> str:
        return self.xml[self.inner : self.close]

    @property
    def whole(self) -> str:
        return self.xml[self.start : self.end]

    @property
    def head(self) -> str:
        """The opening tag."""
        return self.xml[self.start : self.inner]

    @property
    def tail(self) -> str:
        """The closing tag; "" of an element without content."""
        return self.xml[self.close : self.end]

    @property
    def text(self) -> str:
        return plain(self.content)

    def attrs(self) -> Mapping[str, str]:
        return attributes_of(self.attributes)

    def children(self) -> "tuple[Element, ...]":
        """The elements directly inside; looked for once."""
        if not self._kids:
            self._kids.append(tuple(elements(self.xml, self.inner, self.close)))
        return self._kids[0]

    def child(self, name: str) -> "Element | None":
        return next((child for child in self.children() if child.name == name), None)

    def find(self, name: str) -> Iterator["Element"]:
        """All elements of that name inside, in order, at any depth (not inside one another)."""
        for child in self.children():
            if child.name == name:
                yield child
            else:
                yield from child.find(name)


def decoded(data: bytes) -> str:
    """The text of a part; raises ValueError when it is not well-formed XML."""
    checked(data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16").replace('encoding="UTF-16"', 'encoding="UTF-8"')
    declared = re.match(rb"<\?xml[^>]*encoding\s*=\s*['\"]([A-Za-z0-9._-]+)", data)
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    text = data.decode("utf-8-sig" if encoding in ("utf-8", "utf8") else encoding)
    return (
        text if encoding in ("utf-8", "utf8") else re.sub(r"(encoding\s*=\s*['\"])[^'\"]+", r"\1UTF-8", text, count=1)
    )


def checked(data: bytes) -> None:
    parser = expat.ParserCreate()
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None


def elements(xml: str, start: int = 0, end: int | None = None) -> Iterator[Element]:
    """The elements directly inside xml[start:end], one after the other."""
    depth, opened = 0, None
    for match in _TAG.finditer(xml, start, len(xml) if end is None else end):
        name = match[2]
        if name is None:
            continue
        if match[1]:
            depth -= 1
            if depth == 0 and opened is not None:
                yield _element(xml, opened, match.start(), match.end())
        elif match[4]:
            if depth == 0:
                yield _element(xml, match, match.end(), match.end())
        else:
            if depth == 0:
                opened = match
            depth += 1


def _element(xml: str, match: re.Match[str], close: int, end: int) -> Element:
    prefix, _, name = match[2].rpartition(":")
    return Element(xml, name, f"{prefix}:" if prefix else "", match[3], match.start(), match.end(), close, end)


def root(xml: str) -> Element:
    return next(elements(xml))


@lru_cache(maxsize=4096)
def attributes_of(text: str) -> Mapping[str, str]:
    """The attributes of an opening tag, unescaped, in order."""
    return {m[1]: unescape(m[2] if m[2] is not None else m[3]) for m in _ATTRIBUTE.finditer(text)}


def with_attributes(head: str, changes: Mapping[str, str | None]) -> str:
    """An opening tag with these attributes set (None: taken out); the others stay as they are written."""
    for name, value in changes.items():
        pattern = re.compile(rf"(\s){re.escape(name)}\s*=\s*(?:\"[^\"]*\"|'[^']*')")
        if value is None:
            head = pattern.sub("", head, count=1)
            continue
        written = f'{name}="{quoted(value)}"'
        if pattern.search(head):
            head = pattern.sub(lambda m, w=written: f"{m[1]}{w}", head, count=1)  # type: ignore[misc]
        else:
            stop = len(head) - (2 if head.endswith("/>") else 1)
            head = f"{head[:stop].rstrip()} {written}{head[stop:]}"
    return head


def edited(text: str, edits: Iterable[tuple[int, int, str]], start: int = 0, end: int | None = None) -> str:
    """text[start:end] with stretches replaced; what lies inside another replaced stretch is ignored."""
    pieces: list[str] = []
    at = start
    for first, last, new in sorted(edits):
        if first >= at:
            pieces += (text[at:first], new)
            at = last
    return "".join((*pieces, text[at:end]))


def plain(markup: str) -> str:
    """The text that markup without child elements stands for."""
    if "<![CDATA[" in markup:
        return _with_cdata(markup)
    return unescape(markup) if "&" in markup else markup


def _with_cdata(markup: str) -> str:
    pieces = _CDATA.split(markup)  # every other piece is the inside of a CDATA section
    return "".join(piece if number % 2 else unescape(piece) for number, piece in enumerate(pieces))


def fresh_mark(old: str, copy: int) -> str:
    """The mark ({GUID}) of a copy: always the same for the same mark and copy."""
    return "{" + str(uuid5(NAMESPACE_OID, f"{old.upper()} {copy}")).upper() + "}"


def escaped(text: str) -> str:
    """Text as element content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Text as the value of an attribute in double quotes."""
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
