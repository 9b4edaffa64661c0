"""Small Word files made by hand: one figure in a sentence, in each way in which it may be carried."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from drafter.fill.word.print import carrier_name
from drafter.reconcile.spots import Occurrence
from drafter.revise.names import AUTHOR
from tests.revise.officer import OTHER
from tests.revise.papers import _package

KEY, LABEL = "E02/LDLD-A/2025", "Đoàn viên kết nạp mới"
NAME = carrier_name(KEY, 1)


def run(text: str, look: str = "") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def deleted(text: str, author: str = AUTHOR, number: int = 901) -> str:
    content = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return f'<w:del w:id="{number}" w:author="{author}" w:date="2026-01-15T09:00:00Z">{content}</w:del>'


def inserted(text: str, author: str = AUTHOR, number: int = 902) -> str:
    return f'<w:ins w:id="{number}" w:author="{author}" w:date="2026-01-15T09:00:00Z">{run(text)}</w:ins>'


def control(content: str, *, tag: str = KEY, alias: str = LABEL, number: int = 7, more: str = "") -> str:
    marks = (f'<w:alias w:val="{alias}"/>' if alias else "") + (f'<w:tag w:val="{tag}"/>' if tag else "")
    properties = f'<w:sdtPr>{marks}<w:id w:val="{number}"/>{more}</w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def bookmarked(content: str, name: str = NAME, number: int = 3) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


CARRIERS = {
    "bookmark around control": lambda content: bookmarked(control(content)),
    "bookmark alone": lambda content: bookmarked(content),
    "control alone": lambda content: control(content),
    "title alone": lambda content: control(content, tag=""),
    "bookmark in bare control": lambda content: control(bookmarked(content), tag="", alias=""),
}
"""Every way in which a figure may still be carried once a file has been through several hands."""


@dataclass(frozen=True)
class Sentence:
    """A paper of one sentence; `part` is where it stands."""

    content: str
    part: str = "document"

    @property
    def data(self) -> bytes:
        sentence = f"<w:p>{run('Kết nạp mới ')}{self.content}{run(' trong năm.')}</w:p>"
        other = f"<w:p>{run('Đoạn khác.')}</w:p>"
        section = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
        if self.part == "table":
            cell = f'<w:tc><w:tcPr><w:tcW w:w="5000" w:type="dxa"/></w:tcPr>{sentence}</w:tc>'
            table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>'
            return _package(table + other + section, other, "")
        if self.part == "header":
            return _package(other + section, sentence, "")
        if self.part == "footnote":
            reference = f'<w:p>{run("Đoạn.")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
            return _package(reference + section, other, sentence)
        return _package(other + sentence + section, other, "")


def occurrence(text: str, key: str = KEY) -> Occurrence:
    return Occurrence(NAME, key, text, LABEL, "document", 2)


__all__ = ["AUTHOR", "CARRIERS", "KEY", "LABEL", "NAME", "OTHER"]
