"""Turn an XML part into a walk over its elements, with nothing but expat and no outside entity ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import IO
from xml.parsers import expat

from drafter.intake.faults import Fault, Refused

Attributes = dict[str, str]


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """A name without its namespace prefix: transitional and strict workbooks differ only there."""
    return name.rpartition(":")[2]


def parse(
    stream: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Call back for each element and text. Raises Refused for XML that is broken or declares a document type."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.ParseFile(stream)
    except expat.ExpatError as error:
        raise Refused(Fault.BROKEN, "nội dung bên trong tệp bị hỏng") from error


def _refuse_doctype(*_found: object) -> None:
    raise Refused(Fault.UNSAFE, "có khai báo DOCTYPE")


@dataclass(frozen=True)
class Element:
    """One element of a small part: its name and its parent's, without prefixes."""

    parent: str
    name: str
    attributes: Attributes
    text: str


def elements(stream: IO[bytes]) -> list[Element]:
    """All elements of a small part, in the order in which they end."""
    open_elements: list[tuple[str, Attributes, list[str]]] = []
    found: list[Element] = []

    def start(name: str, attributes: Attributes) -> None:
        open_elements.append((local(name), {local(key): value for key, value in attributes.items()}, []))

    def end(_name: str) -> None:
        name, attributes, texts = open_elements.pop()
        parent = open_elements[-1][0] if open_elements else ""
        found.append(Element(parent, name, attributes, "".join(texts)))

    parse(stream, start, end, lambda text: open_elements[-1][2].append(text))
    return found
