"""The names of WordprocessingML and the few safe ways to read and write it."""

import copy
import re

from lxml import etree

from drafter.fill.errors import Kind, TemplateError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

BROKEN_XML = Kind(
    "T137",
    "phần «{found}» của tệp bị hỏng",
    "the part «{found}» is damaged",
    "mở mẫu bằng Word rồi lưu lại",
    "open the template in Word and save it again",
)
Element = etree._Element


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def parse_xml(name: str, data: bytes) -> Element:
    """The root of a part; nothing outside the part is ever read."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise TemplateError(BROKEN_XML, found=name) from None
    if b"<!DOCTYPE" in data or root.getroottree().docinfo.internalDTD is not None:
        raise TemplateError(BROKEN_XML, found=name)
    return root


def holds_our_marks(root: Element) -> bool:
    """Whether a template brings the noncharacters we mark places with: no program writes them."""
    text = etree.tostring(root, encoding="unicode")
    return any(mark in text for mark in "\ufdd0\ufdd1\ufdd2\ufdd3")


def to_text(element: Element) -> str:
    """An element as text, without the namespace declarations its root has anyway."""
    clone = copy.deepcopy(element)
    clone.tail = None
    text = etree.tostring(clone, encoding="unicode")
    known = element.getroottree().getroot().nsmap
    return _without_declarations(text, {f' xmlns:{prefix}="{uri}"' for prefix, uri in known.items()})


def start_tag(element: Element) -> str:
    """The opening tag alone."""
    shallow = same_tag(element)
    text = etree.tostring(shallow, encoding="unicode")
    known = element.getroottree().getroot().nsmap
    return _without_declarations(text, {f' xmlns:{prefix}="{uri}"' for prefix, uri in known.items()})[:-2] + ">"


def same_tag(element: Element) -> Element:
    """A new, empty element of the same name, attributes and namespaces."""
    clone = copy.copy(element)
    clone.text = clone.tail = None
    for child in list(clone):
        clone.remove(child)
    return clone


def _without_declarations(text: str, known: set[str]) -> str:
    return re.sub(r' xmlns:[\w.-]+="[^"]*"', lambda found: "" if found.group() in known else found.group(), text)


def end_tag(element: Element) -> str:
    name = etree.QName(element)
    return f"</{element.prefix}:{name.localname}>" if element.prefix else f"</{name.localname}>"


def is_element(node: Element) -> bool:
    """Not a comment or a processing instruction."""
    return isinstance(node.tag, str)


def ancestor(node: Element, name: str) -> Element | None:
    """The nearest element around `node` of this name."""
    return next(node.iterancestors(w(name)), None)


def drop(node: Element) -> None:
    """Take `node` out of its parent, the text after it staying."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


_UNITS = {"": 1.0, "pt": 20.0, "pc": 240.0, "pi": 240.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|pc|pi|in|cm|mm)?")


def twips(text: str | bytes | None) -> int | None:
    """A length in twentieths of a point, with a unit or without; None when it is none."""
    found = _LENGTH.fullmatch(str(text or "").strip())
    return round(float(found.group(1)) * _UNITS[found.group(2) or ""]) if found else None
