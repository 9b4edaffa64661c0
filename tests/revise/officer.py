"""What officers do to a draft in Word, done to its XML: one function an edit, each telling what it did to a figure."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from drafter.revise.names import AUTHOR, SPACE, W

OTHER = "Nguyễn Thị Mến"


@dataclass
class Desk:
    """A draft on an officer's screen. `done` says what happened to each figure, by its bookmark."""

    parts: dict[str, bytes]
    chance: random.Random
    roots: dict[str, Any] = field(default_factory=dict)
    done: dict[str, str] = field(default_factory=dict)
    number: int = 5000

    @staticmethod
    def of(data: bytes, seed: int = 0) -> Desk:
        with ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        desk = Desk(parts, random.Random(seed))
        for name, content in parts.items():
            if name.startswith("word/") and name.endswith(".xml") and "/_rels/" not in name:
                desk.roots[name] = etree.fromstring(content)
        return desk

    @property
    def document(self) -> Any:
        return self.roots["word/document.xml"]

    def data(self) -> bytes:
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                root = self.roots.get(name)
                archive.writestr(name, content if root is None else etree.tostring(root, encoding="UTF-8"))
        return buffer.getvalue()

    def next(self) -> str:
        self.number += 1
        return str(self.number)

    def control(self, bookmark: str) -> Any:
        """The control of a figure."""
        start = self.start(bookmark)
        return next(one for one in start.itersiblings() if one.tag == f"{W}sdt")

    def start(self, bookmark: str) -> Any:
        for root in self.roots.values():
            for start in root.iter(f"{W}bookmarkStart"):
                if start.get(f"{W}name") == bookmark:
                    return start
        raise KeyError(bookmark)

    def bookmarks(self) -> list[str]:
        return [
            start.get(f"{W}name")
            for root in self.roots.values()
            for start in root.iter(f"{W}bookmarkStart")
            if start.get(f"{W}name", "").startswith("_drf_")
        ]


def run(text: str, properties: Any | None = None) -> Any:
    made = etree.Element(f"{W}r")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    letters = etree.SubElement(made, f"{W}t")
    letters.text = text
    letters.set(SPACE, "preserve")
    return made


def text_of(control: Any) -> str:
    return "".join(control.itertext(f"{W}t"))


def set_text(control: Any, text: str) -> None:
    """Typed over the control's text, in the look of its first run."""
    content = control.find(f"{W}sdtContent")
    runs = content.findall(f"{W}r")
    for one in runs[1:]:
        content.remove(one)
    letters = runs[0].findall(f"{W}t")
    for one in letters[1:]:
        runs[0].remove(one)
    letters[0].text = text


def _change(desk: Desk, tag: str, content: Any) -> Any:
    made = etree.Element(f"{W}{tag}")
    for name, value in (("id", desk.next()), ("author", OTHER), ("date", "2026-01-15T09:00:00Z")):
        made.set(W + name, value)
    made.append(content)
    return made


def overwrite(desk: Desk, bookmark: str) -> str:
    """Another number typed over ours."""
    control = desk.control(bookmark)
    set_text(control, f"{desk.chance.randint(100000, 999999)} {desk.chance.choice(('mục', 'phần', 'chuyến'))}")
    return "overwritten"


def respell(desk: Desk, bookmark: str) -> str:
    """The same number written in another way: «1.234» as «1 234», two spaces for one."""
    control = desk.control(bookmark)
    set_text(control, text_of(control).replace(".", "\u00a0") + "\u00a0")
    return "same"


def add_hedge(desk: Desk, bookmark: str) -> str:
    """«gần» typed before the number, in the control."""
    control = desk.control(bookmark)
    set_text(control, f"khoảng chừng {text_of(control)}")
    return "overwritten"


def delete_control(desk: Desk, bookmark: str) -> str:
    """The figure deleted, bookmark and all."""
    start, control = desk.start(bookmark), desk.control(bookmark)
    end = next(one for one in control.itersiblings() if one.tag == f"{W}bookmarkEnd")
    for one in (start, control, end):
        one.getparent().remove(one)
    return "gone"


def unwrap(desk: Desk, bookmark: str) -> str:
    """«Remove Content Control»: the text and the bookmark stay."""
    control = desk.control(bookmark)
    for child in list(control.find(f"{W}sdtContent")):
        control.addprevious(child)
    control.getparent().remove(control)
    return "same"


def drop_bookmark(desk: Desk, bookmark: str) -> str:
    """The bookmark gone, the control left."""
    start, control = desk.start(bookmark), desk.control(bookmark)
    end = next(one for one in control.itersiblings() if one.tag == f"{W}bookmarkEnd")
    for one in (start, end):
        one.getparent().remove(one)
    return "by tag"


def move_bookmark_in(desk: Desk, bookmark: str) -> str:
    """As LibreOffice 7.4 leaves it: the bookmark within the control, which has lost its tag and title."""
    start, control = desk.start(bookmark), desk.control(bookmark)
    end = next(one for one in control.itersiblings() if one.tag == f"{W}bookmarkEnd")
    content = control.find(f"{W}sdtContent")
    content.insert(0, start)
    content.append(end)
    for tag in ("tag", "alias"):
        for one in control.find(f"{W}sdtPr").findall(W + tag):
            one.getparent().remove(one)
    return "same"


def split_run(desk: Desk, bookmark: str) -> str:
    """Part of the figure made bold: two runs."""
    control = desk.control(bookmark)
    content = control.find(f"{W}sdtContent")
    first = content.find(f"{W}r")
    text = text_of(control)
    at = max(1, len(text) // 2)
    set_text(control, text[:at])
    bold = etree.Element(f"{W}rPr")
    etree.SubElement(bold, f"{W}b")
    first.addnext(run(text[at:], bold))
    return "same"


def comment_inside(desk: Desk, bookmark: str) -> str:
    """A comment of the officer's that has moved inside the control."""
    control = desk.control(bookmark)
    content = control.find(f"{W}sdtContent")
    number = desk.next()
    start, end = etree.Element(f"{W}commentRangeStart"), etree.Element(f"{W}commentRangeEnd")
    for one in (start, end):
        one.set(f"{W}id", number)
    content.insert(0, start)
    content.append(end)
    return "same"


def track_inside(desk: Desk, bookmark: str) -> str:
    """The officer's own tracked change within the control."""
    control = desk.control(bookmark)
    content = control.find(f"{W}sdtContent")
    old = content.find(f"{W}r")
    for letters in old.iter(f"{W}t"):
        letters.tag = f"{W}delText"
    new = run(f"{desk.chance.randint(100000, 999999)} chuyến")
    mark = _change(desk, "del", copy.deepcopy(old))
    old.addprevious(mark)
    content.remove(old)
    mark.addnext(_change(desk, "ins", new))
    return "tracked"


def copy_paragraph(desk: Desk, bookmark: str) -> str:
    """The paragraph copied below: its controls have new numbers, the bookmarks stay with the original."""
    start = desk.start(bookmark)
    paragraph = next(start.iterancestors(f"{W}p"))
    made = copy.deepcopy(paragraph)
    for one in [
        one for one in made.iter() if one.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}footnoteReference")
    ]:
        one.getparent().remove(one)
    for number in made.iterfind(f".//{W}sdtPr/{W}id"):
        number.set(f"{W}val", desk.next())
    paragraph.addnext(made)
    return "same"


def move_paragraph(desk: Desk, bookmark: str) -> str:
    """The paragraph cut and pasted to the beginning, its bookmarks with it."""
    start = desk.start(bookmark)
    paragraph = next(start.iterancestors(f"{W}p"))
    if paragraph.getparent().tag == f"{W}body":
        paragraph.getparent().insert(0, paragraph)
    return "same"


FIGURE_EDITS: tuple[tuple[float, Callable[[Desk, str], str]], ...] = (
    (0.06, overwrite),
    (0.02, add_hedge),
    (0.04, respell),
    (0.05, delete_control),
    (0.05, unwrap),
    (0.05, drop_bookmark),
    (0.05, move_bookmark_in),
    (0.05, split_run),
    (0.03, comment_inside),
    (0.04, track_inside),
    (0.02, copy_paragraph),
    (0.02, move_paragraph),
)


def edit(data: bytes, seed: int, share: float = 1.0) -> tuple[bytes, dict[str, str]]:
    """A draft after an officer's work: what happened to each figure («same» where nothing did), and its new bytes."""
    desk = Desk.of(data, seed)
    _edit_prose(desk)
    for bookmark in desk.bookmarks():
        kind = "same"
        at = desk.chance.random() / share
        for chance, change in FIGURE_EDITS:
            at -= chance
            if at < 0:
                kind = change(desk, bookmark)
                break
        desk.done[bookmark] = kind
    return desk.data(), desk.done


def _edit_prose(desk: Desk) -> None:
    """A fifth of the words between figures rewritten, some of it tracked."""
    for root in desk.roots.values():
        for one in [one for one in root.iter(f"{W}r") if one.getparent().tag == f"{W}p"]:
            letters = one.find(f"{W}t")
            if letters is None or not letters.text or desk.chance.random() > 0.2:
                continue
            letters.set(SPACE, "preserve")
            way = desk.chance.randint(0, 3)
            if way == 0:
                letters.text = f" {desk.chance.choice(('được', 'đã', 'tiếp tục'))}{letters.text}"
            elif way == 1:
                letters.text = " "
            elif way == 2:
                one.addnext(_change(desk, "ins", run(" bổ sung thêm ")))
            else:
                letters.tag = f"{W}delText"
                mark = _change(desk, "del", copy.deepcopy(one))
                one.addprevious(mark)
                one.getparent().remove(one)


def decide_changes(data: bytes, choose: Callable[[], str], author: str = AUTHOR) -> bytes:
    """The officer goes through our changes: «accept», «reject» or «leave», drawn for each pair of them."""
    desk = Desk.of(data)
    for root in desk.roots.values():
        answer = "leave"
        for mark in [
            one for one in root.iter() if one.tag in (f"{W}ins", f"{W}del") and one.get(f"{W}author") == author
        ]:
            parent = mark.getparent()
            if parent is None or parent.tag in (f"{W}rPr", f"{W}trPr"):
                continue
            before = mark.getprevious()
            follows = before is not None and before.tag == f"{W}del" and before.get(f"{W}author") == author
            if mark.tag == f"{W}del" and not follows:
                answer = choose()
            elif mark.tag == f"{W}ins" and parent.get("answer"):
                answer = str(parent.get("answer"))
            if answer == "leave":
                continue
            _resolve(mark, accept=answer == "accept")
    return desk.data()


def _resolve(mark: Any, *, accept: bool) -> None:
    keeps = (mark.tag == f"{W}ins") is accept
    if keeps:
        for letters in mark.iter(f"{W}delText"):
            letters.tag = f"{W}t"
        for child in list(mark):
            mark.addprevious(child)
    mark.getparent().remove(mark)


def nested(data: bytes) -> int:
    """How many tracked changes stand within one another."""
    count = 0
    for root in Desk.of(data).roots.values():
        for tag in ("ins", "del"):
            for mark in root.iter(W + tag):
                count += any(one.tag in (f"{W}ins", f"{W}del") for one in mark.iterancestors())
    return count


Done = Mapping[str, str]
