"""What a host program may hand to a template besides text, numbers, lists and dicts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol, runtime_checkable

from drafter.fill.errors import TemplateError


@dataclass(frozen=True, slots=True)
class Carried:
    """A value that brings a key, so that it can be found again in the finished file.

    `text` is what a reader sees (hedge, number and unit together), `key` what it is called (at most 64 characters
    are written), `label` what Word shows over it, `value` what an Excel cell holds instead of the text (None: the
    text), `highlight` a Word highlight colour ("yellow") or None.
    """

    text: str
    key: str
    label: str = ""
    value: object | None = None
    highlight: str | None = None

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text) if self.value is None else bool(self.value)


class Marked(str):
    """A text that names what its row is about: in Word a hidden bookmark stands around it, made of `key`.

    To a template it is the text itself; what is made of it (`x.ten.upper()`) is plain text.
    """

    __slots__ = ("key",)
    key: str

    def __new__(cls, text: str, key: str) -> "Marked":
        made = super().__new__(cls, text)
        made.key = key
        return made


@runtime_checkable
class Bearer(Protocol):
    """A mapping that is also a figure: printed it is `carried()`, while `x.name` reads x["name"]."""

    def carried(self) -> Carried: ...


def carried_of(value: object) -> Carried | None:
    """The `Carried` that `value` is or bears, or None."""
    if isinstance(value, Carried):
        return value
    if isinstance(value, Mapping) and isinstance(value, Bearer):
        return value.carried()
    return None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Texts and carried values printed one after the other, as one value: `{{ result }}`."""

    parts: tuple[str | Carried, ...]

    def __str__(self) -> str:
        return "".join(map(str, self.parts))

    def __bool__(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of rich text with one look; None means "as the template has it"."""

    text: str
    bold: bool | None = None
    italic: bool | None = None
    underline: str | bool | None = None
    strike: bool | None = None
    color: str | None = None
    highlight: str | None = None
    size: float | None = None
    font: str | None = None
    style: str | None = None
    subscript: bool = False
    superscript: bool = False
    lang: str | None = None
    url: str | None = None


class RichText:
    """Text of several looks inside one paragraph, printed by `{{r name }}` or `{{ name }}`.

    Sizes are in half points as in docxtpl (28 is 14 pt), colours are RRGGBB, `url` makes a hyperlink.
    "\\n" is a line break, "\\t" a tab, "\\a" a new paragraph, "\\f" a new page.
    """

    def __init__(self, text: "object | RichText" = "", **look: object) -> None:
        self.spans: list[Span] = []
        if text != "":
            self.add(text, **look)

    def add(self, text: "object | RichText", **look: object) -> "RichText":
        """Append text; docxtpl's names of looks are understood, `url_id` being what `build_url_id` gave."""
        if isinstance(text, RichText):
            self.spans.extend(text.spans)
            return self
        if "url_id" in look:
            look["url"] = look.pop("url_id")
        look.pop("rtl", None)
        self.spans.append(Span(str(text), **look))  # type: ignore[arg-type]
        return self

    def __str__(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Listing:
    """Plain text whose "\\n", "\\t", "\\a" (new paragraph) and "\\f" (new page) mean what they say."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page break where it is printed."""

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class InlineImage:
    """A picture in the line: a path or the bytes of a PNG, JPEG, GIF, BMP or TIFF file.

    `width` and `height` are in millimetres; None keeps the picture's own size or proportion.
    `alt` is read out to people who cannot see it, `url` makes the picture a hyperlink.
    """

    source: str | Path | bytes
    width: float | None = None
    height: float | None = None
    alt: str = ""
    url: str | None = None

    def __str__(self) -> str:
        return self.alt

    def read(self) -> bytes:
        return self.source if isinstance(self.source, bytes) else Path(self.source).read_bytes()


@dataclass(frozen=True, slots=True)
class SubDocument:
    """Another Word file whose body is put in at `{{p name }}`.

    `sections` None keeps its pages as sections of their own where they differ from the template's (they lie the other
    way, are of another size, in columns, or it has several sections), with their headers and footers; True keeps them
    always, False lets the text flow into the template's pages.
    """

    source: str | Path | bytes
    sections: bool | None = None

    def __str__(self) -> str:
        return ""

    def read(self) -> bytes:
        return self.source if isinstance(self.source, bytes) else Path(self.source).read_bytes()


class Carrier(NamedTuple):
    """Where one `Carried` was written: its bookmark, what it said, in which part and paragraph of the output.

    `paragraph` counts all `w:p` elements of the part from 1, in the order of the document.
    """

    bookmark: str
    key: str
    label: str
    text: str
    part: str
    paragraph: int


class CellCarrier(NamedTuple):
    """Where one `Carried` was written into a workbook: the sheet's name, row and column from 1."""

    sheet: str
    row: int
    column: int
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class RenderedBook:
    """A finished workbook and every carried value that a cell of it holds by itself, in the order of the file."""

    data: bytes
    cells: tuple[CellCarrier, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file, every carrier in it in the order of the document, and what was left out of what was put in."""

    data: bytes
    carriers: tuple[Carrier, ...] = ()
    notes: tuple[TemplateError, ...] = field(default=(), compare=False)
