"""What keeps a person who hears the page, or works it by keyboard, from using it, as far as its HTML alone tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

_EMPTY = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "rect", "line"})
_NAMED = ("aria-label", "aria-labelledby", "title")


@dataclass
class Element:
    """An element with what stands in it; text is «#text» elements."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    words: str = ""

    def all(self, *tags: str) -> list[Element]:
        """Every element of these tags in it."""
        found = [self] if self.tag in tags else []
        return found + [one for child in self.children for one in child.all(*tags)]

    def every(self) -> list[Element]:
        """Every element in it."""
        return [self, *(one for child in self.children for one in child.every())]

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(f"{self.words} {' '.join(child.text for child in self.children)}".split())

    @property
    def named(self) -> bool:
        """Whether it is called anything."""
        return bool(self.text) or any(self.attributes.get(name) for name in _NAMED)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in _EMPTY:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(Element("#text", words=data))


def parsed(html: str) -> Element:
    """The page as a tree; raises AssertionError where elements are not closed in their order."""
    reader = _Reader()
    reader.feed(html)
    assert reader.open == [reader.root]
    return reader.root


def faults(html: str) -> list[str]:
    """What is wrong, each fault in words; empty for a page that may be used."""
    root = parsed(html)
    found = [f"lang: {one.attributes.get('lang')}" for one in root.all("html") if one.attributes.get("lang") != "vi"]
    for tag, least in (("title", 1), ("h1", 1), ("main", 1)):
        if len(root.all(tag)) - len([svg for svg in root.all("svg") for _ in svg.all(tag)]) != least:
            found.append(f"{len(root.all(tag))} <{tag}>")
    ids = Counter(one.attributes["id"] for one in root.every() if "id" in one.attributes)
    found += [f"id twice: {name}" for name, count in ids.items() if count > 1]
    labelled = {one.attributes.get("for") for one in root.all("label")}
    within = {id(one) for label in root.all("label") for one in label.all("input", "select", "textarea")}
    for one in root.all("input", "select", "textarea"):
        hidden = one.attributes.get("type") == "hidden"
        if not hidden and one.attributes.get("id") not in labelled and id(one) not in within and not one.named:
            found.append(f"no label: {one.attributes}")
    found += [f"no words: <{one.tag}> {one.attributes}" for one in root.all("a", "button") if not one.named]
    for one in root.all("a", "button"):
        called, text = one.attributes.get("aria-label", ""), one.text
        if called and text.casefold() not in called.casefold():
            found.append(f"called «{called}», reads «{text}»")  # who speaks to the page says what stands there
    found += [f"no alt: {one.attributes}" for one in root.all("img") if "alt" not in one.attributes]
    found += [f"no scope: {one.text}" for one in root.all("th") if "scope" not in one.attributes]
    found += [f"style: {one.tag}" for one in root.every() if "style" in one.attributes or one.tag == "style"]
    found += [f"handler: {name}" for one in root.every() for name in one.attributes if name.startswith("on")]
    found += [f"script: {one.text}" for one in root.all("script") if one.text]
    refers = ("aria-labelledby", "aria-describedby", "for")
    for one in root.every():
        for name in refers:
            found += [f"{name} to nothing: {each}" for each in one.attributes.get(name, "").split() if each not in ids]
    levels = [int(one.tag[1]) for one in root.all("h1", "h2", "h3", "h4")]
    found += [f"h{one} after h{before}" for before, one in pairwise(levels) if one > before + 1]
    return found
