"""Turn the bytes of an officer's Word file into the parts in which figures may stand, or say why it is not written."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from lxml import etree

from drafter.fill.errors import TemplateError
from drafter.fill.package import ZipLimits, read_package
from drafter.revise.carriers import Part
from drafter.revise.names import PREFIX, ROW_PREFIX, W15, W, local
from drafter.revise.walk import walk

_LIMITS = ZipLimits(active_parts=True)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_AROUND = ("header", "footer", "footnotes", "endnotes")


class NotWritable(Exception):  # noqa: N818 - it is no error of the program
    """The file is one that is not written into; `why` says it in Vietnamese."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class OpenedFile:
    """A file's package, and its parts that are read: the document first, then what is around it."""

    def __init__(self, data: bytes) -> None:
        try:
            self.package = read_package(data, limits=_LIMITS)
        except TemplateError as error:
            raise NotWritable("tệp không phải .docx hoặc bị hỏng") from error
        self.parts = list(self._open())

    @property
    def document(self) -> Part:
        """The part of the text itself."""
        return self.parts[0]

    def _open(self) -> Iterator[Part]:
        main = next((name for kind, name in self.relations("") if kind == "officeDocument"), "")
        if main not in self.package:
            raise NotWritable("tệp không phải văn bản Word")
        root = self.tree(main)
        if root.tag != f"{W}document":
            raise NotWritable("tệp lưu dạng Strict Open XML; mở bằng Word rồi lưu lại dạng Word Document (*.docx)")
        _name_again(root)
        yield Part(main, "document", root, walk(root))
        for kind, name in self.relations(main):
            if kind in _AROUND and name in self.package:
                label = name.rpartition("/")[2].removesuffix(".xml") if kind in ("header", "footer") else kind
                part = self.tree(name)
                _name_again(part)
                yield Part(name, label, part, walk(part))

    def relations(self, part: str) -> Iterator[tuple[str, str]]:
        """What a part refers to within the file: the last word of the relation's type, and the part's name."""
        folder, _, name = part.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if relations not in self.package:
            return
        for one in self.tree(relations):
            if local(one) and one.get("TargetMode") != "External":
                target = one.get("Target", "")
                path = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                yield one.get("Type", "").rpartition("/")[2], path

    def tree(self, name: str) -> Any:
        """The root of a part. Raises NotWritable for one that is damaged."""
        try:
            return etree.fromstring(self.package.read(name), _PARSER)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise NotWritable(f"phần «{name}» của tệp bị hỏng") from error

    def comments(self) -> tuple[str, Any | None]:
        """The name of the comments part and its root; a name that is free and None where there is none yet."""
        for kind, name in self.relations(self.parts[0].name):
            if kind == "comments" and name in self.package:
                return name, self.tree(name)
        folder = self.parts[0].name.rpartition("/")[0]
        name, at = f"{folder}/comments.xml", 1
        while name in self.package:
            name, at = f"{folder}/comments{at}.xml", at + 1
        return name, None

    def custom_xml(self, root: str, attribute: str) -> str:
        """An attribute of the custom XML part whose root is of this name; empty where there is none."""
        for kind, name in self.relations(self.document.name):
            if kind == "customXml" and name in self.package:
                found = self.tree(name)
                if found.tag == root:
                    return str(found.get(attribute) or "")
        return ""

    def answered(self) -> set[str]:
        """The paragraphs of comments that have been answered."""
        for kind, name in self.relations(self.parts[0].name):
            if kind == "commentsExtended" and name in self.package:
                return {one.get(f"{W15}paraIdParent", "") for one in self.tree(name)}
        return set()

    def highest(self, *tags: str) -> int:
        """The highest number that an element of these names bears, 0 where there is none."""
        ids = (one.get(f"{W}id", "") for part in self.parts for tag in tags for one in part.root.iter(W + tag))
        return max((int(one) for one in ids if one.lstrip("-").isdigit()), default=0)

    def names(self) -> set[str]:
        """The names of all bookmarks."""
        return {one.get(f"{W}name", "") for part in self.parts for one in part.root.iter(f"{W}bookmarkStart")}


def _name_again(root: Any) -> None:
    """Give our bookmarks their names back: LibreOffice calls one within a deletion «…_Copy_1» on its way through .odt.

    Where the one it is called after is there too it is a copy, which it stays.
    """
    marks = {one.get(f"{W}name", ""): one for one in root.iter(f"{W}bookmarkStart")}
    for name, mark in marks.items():
        first, copied, _ = name.partition("_Copy_")
        if copied and first.startswith((PREFIX, ROW_PREFIX)) and first not in marks:
            mark.set(f"{W}name", first)
