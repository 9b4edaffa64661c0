"""The names of WordprocessingML that recasting needs."""

from __future__ import annotations

from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def local(element: Any) -> str:
    """The element's name without its namespace; empty for a comment or instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def value_of(element: Any | None, name: str) -> str:
    """The `w:val` of a child; empty where it is not there."""
    found = None if element is None else element.find(W + name)
    return "" if found is None else str(found.get(f"{W}val", ""))


def written(root: Any) -> bytes:
    """A part's bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
