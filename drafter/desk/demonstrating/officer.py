"""The demo's officer: a draft's Word file, as a person would change it in Word by hand. All of it is scripted.

Nobody but the demo calls this: it stands for what the program never does itself, rewriting words, typing over a figure,
going through the tracked changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from drafter.fill.package import Package, read_package
from drafter.revise.names import SPACE, W, drop, element, local, value_of

_BODY, _COMMENTS = "word/document.xml", "word/comments.xml"
_CHANGES = ("ins", "del", "moveFrom", "moveTo")
_OTHER_MARKS = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblGridChange")
_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")

Edit = tuple[str, Callable[[Any], bool]]
"""What the officer does, in words, and the doing: whether it found its place."""

VISITS = "C27a/"  # the figure that the officer has heard otherwise


def edited(data: bytes, edits: tuple[Edit, ...]) -> tuple[bytes, tuple[str, ...]]:
    """A file after these edits, and the words of those that found their place."""
    package = read_package(data)
    root = etree.fromstring(package.read(_BODY))
    done = tuple(words for words, edit in edits if edit(root))
    return package.write({_BODY: _bytes(root)}), done


def reviewed(data: bytes) -> tuple[bytes, int, int]:
    """A file with every tracked change accepted and every comment deleted; how many changes and comments those were."""
    package = read_package(data)
    parts = {name: etree.fromstring(package.read(name)) for name in _with_text(package)}
    changes = sum(_accept(root) for root in parts.values())
    comments = 0
    for root in parts.values():
        for mark in [one for one in root.iter() if local(one) in _COMMENT_MARKS]:
            drop(mark)
        if local(root) == "comments":
            comments = len(root)
            del root[:]
    return package.write({name: _bytes(root) for name, root in parts.items()}), changes, comments


def _with_text(package: Package) -> list[str]:
    return [name for name in (_BODY, _COMMENTS, "word/footnotes.xml", "word/endnotes.xml") if name in package]


def _accept(root: Any) -> int:
    """Accept all changes below an element. How many there were: a deletion with what stands in for it is one."""
    marks = [one for one in root.iter() if local(one) in _CHANGES]
    count = 0
    for mark in marks:
        parent, before = mark.getparent(), mark.getprevious()
        count += not (local(mark) == "ins" and before is not None and local(before) == "del")
        if local(parent) in ("rPr", "trPr") and local(mark) == "del":
            gone = next(one for one in parent.iterancestors() if local(one) in ("p", "tr"))
            drop(gone)
        elif local(parent) in ("rPr", "trPr") or local(mark) in ("del", "moveFrom"):
            continue  # it is taken out below, when no mark's neighbour is asked for any more
        else:
            for child in list(mark):
                mark.addprevious(child)
    for mark in [*marks, *(one for one in root.iter() if local(one) in _OTHER_MARKS)]:
        drop(mark)
    return count


def words_for(old: str, new: str) -> Edit:
    """Other words for some, wherever they first stand within one run."""

    def edit(root: Any) -> bool:
        for letters in root.iter(f"{W}t"):
            if old in (letters.text or ""):
                letters.text = letters.text.replace(old, new, 1)
                letters.set(SPACE, "preserve")
                return True
        return False

    return f"đổi «{old}» thành «{new}»", edit


def figure_over(tag: str, new: str) -> Edit:
    """Another text typed over the figure whose control has a tag that begins like this."""

    def edit(root: Any) -> bool:
        for control in root.iter(f"{W}sdt"):
            letters = list(control.iter(f"{W}t"))
            if value_of(control.find(f"{W}sdtPr"), "tag").startswith(tag) and letters:
                letters[0].text = new
                for other in letters[1:]:
                    other.text = ""
                return True
        return False

    return f"gõ «{new}» đè lên số đã soạn", edit


def sentence_after(begins: str, new: str) -> Edit:
    """A sentence pasted from elsewhere behind the paragraph that begins like this, in the font that it had there."""

    def edit(root: Any) -> bool:
        paragraph = _paragraph(root, begins)
        if paragraph is None:
            return False
        run, look, letters = element("r"), element("rPr"), element("t")
        look.append(element("rFonts", ascii="Arial", hAnsi="Arial", cs="Arial"))
        look.append(element("sz", val="24"))
        letters.text, letters.attrib[SPACE] = f" {new}", "preserve"
        run.extend((look, letters))
        paragraph.append(run)
        return True

    return f"chép thêm câu «{new}» (phông Arial, cỡ 12)", edit


def without(begins: str) -> Edit:
    """The paragraph that begins like this is deleted."""

    def edit(root: Any) -> bool:
        paragraph = _paragraph(root, begins)
        if paragraph is not None:
            drop(paragraph)
        return paragraph is not None

    return f"bỏ đoạn «{begins}…»", edit


def paragraph_instead(begins: str, new: str) -> Edit:
    """The paragraph that begins like this is written anew as plain words, in the look of its first run."""

    def edit(root: Any) -> bool:
        paragraph = _paragraph(root, begins)
        if paragraph is None:
            return False
        like = next(paragraph.iter(f"{W}r"))
        for child in [one for one in paragraph if local(one) != "pPr"]:
            paragraph.remove(child)
        run, letters = element("r"), element("t")
        look = like.find(f"{W}rPr")
        run.extend((*(() if look is None else (look,)), letters))
        letters.text, letters.attrib[SPACE] = new, "preserve"
        paragraph.append(run)
        return True

    return f"viết lại câu «{begins.strip()} …» thành «{new[:60].rstrip()}…»", edit


def left_margin(twips: int) -> Edit:
    """The left margin of every section, in twentieths of a point."""

    def edit(root: Any) -> bool:
        margins = list(root.iter(f"{W}pgMar"))
        for one in margins:
            one.set(f"{W}left", str(twips))
        return bool(margins)

    return f"đặt lề trái còn {round(twips / 567 * 10)} mm", edit


def _paragraph(root: Any, begins: str) -> Any | None:
    found = (one for one in root.iter(f"{W}p") if "".join(one.itertext(f"{W}t")).startswith(begins))
    return next(found, None)


def _bytes(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


FIRST_HAND: tuple[Edit, ...] = (
    words_for("tiếp tục phục hồi", "phục hồi rõ nét"),
    words_for("được cải thiện.", "được cải thiện so với đầu năm."),
    sentence_after("- Tặng ", "Các xuất quà được trao tận nơi ở của công nhân."),
    figure_over(VISITS, "650 lượt người"),
    left_margin(1134),
)
"""What the officer does to the draft while some units are still awaited."""
