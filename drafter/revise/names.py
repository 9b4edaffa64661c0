"""The names that are written and looked for, and who we are in an officer's file."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PREFIX = "_drf_"
ROW_PREFIX = "_drr_"

AUTHOR = "Trợ lý soạn thảo"
_OURS = re.compile(r"tr. l. so.n th.o", re.IGNORECASE)  # a detour through .rtf spoils the letters


def is_ours(element: Any) -> bool:
    """Whether a tracked change or comment is one of ours."""
    return is_author(element.get(f"{W}author", ""))


def is_author(name: str) -> bool:
    """Whether it is we who are named as an author."""
    return _OURS.fullmatch(name.strip()) is not None


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(parent: Any | None, tag: str) -> str:
    """The `w:val` of a child; empty where there is none."""
    child = None if parent is None else parent.find(W + tag)
    return "" if child is None else str(child.get(f"{W}val") or "")


def element(tag: str, **attributes: str) -> Any:
    """A new element of WordprocessingML."""
    made = etree.Element(W + tag)
    for name, value in attributes.items():
        made.set(W + name, value)
    return made


def drop(node: Any) -> None:
    """Take an element out; Word has no text beside elements."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
