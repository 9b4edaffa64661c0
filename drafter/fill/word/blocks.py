"""Turn marks inside text into marks between elements, where their tags belong.

`{%p %}`, `{%tr %}`, `{%tc %}` and `{%r %}` take the place of their paragraph, row, cell or run. A plain tag that
stands alone in its paragraph takes its place too, so that no blank paragraph is left; one that shares a run with its
partner stays in the text; any other goes between two runs. Tags whose halves cannot be matched are errors.
"""

import copy
import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from drafter.fill.errors import Kind, TemplateError
from drafter.fill.syntax import keyword
from drafter.fill.word.heal import MARK, Healed, Mark
from drafter.fill.word.xml import XML_SPACE, Element, ancestor, drop, is_element, same_tag, w

CROSSING = Kind(
    "T109",
    "«{found}» và «{other}» nằm ở hai ô, hai hàng hoặc hai phần khác nhau",
    "«{found}» and «{other}» stand in different cells, rows or parts",
    "để lặp hàng dùng «{{%tr … %}}», để lặp cột dùng «{{%tc … %}}», mỗi thẻ ở một hàng hoặc ô riêng",
    "use «{{%tr … %}}» to repeat rows and «{{%tc … %}}» to repeat columns, each tag in a row or cell of its own",
)
TEXT_LOST = Kind(
    "T121",
    "thẻ «{found}» đứng giữa chữ, không thay được cả {level}",
    "the tag «{found}» stands amid text and cannot stand for the whole paragraph, row or cell",
    "đặt thẻ này ở đầu, ở cuối, hoặc ở một {level} riêng",
    "put the tag at the beginning, at the end, or into a paragraph, row or cell of its own",
)

OUTSIDE_TABLE = Kind(
    "T144",
    "thẻ «{found}» không nằm trong bảng",
    "the tag «{found}» does not stand in a table",
    "«{{%tr … %}}» và «{{%tc … %}}» chỉ dùng trong bảng; ngoài bảng dùng «{{%p … %}}»",
    "«{{%tr … %}}» and «{{%tc … %}}» are for tables; outside use «{{%p … %}}»",
)

_LEVEL_WORDS = {"p": "đoạn", "tr": "hàng", "tc": "ô", "r": "chữ"}
_BEGIN = {"if": "endif", "for": "endfor", "with": "endwith"}
_VISIBLE = {
    w(name)
    for name in (
        *("drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference", "fldSimple", "instrText"),
        *("fldChar", "tab", "br", "ptab", "noBreakHyphen", "sdt", "pgNum"),
    )
}
_ANCHORS = {w(name) for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")}
_CELLS = {w("tc"), w("tr"), w("tbl"), w("txbxContent"), w("sdtContent"), w("footnote"), w("comment")}


def arrange(healed: Healed, *, compat: bool = False) -> list[list[Mark]]:
    """Move every block mark to where it belongs; returns the blocks: each its opening, middle and closing marks."""
    for mark in healed.marks:
        if mark.kind == "comment":
            _remove_comment(mark, compat=compat)
    _join_lines(healed.marks)
    groups = grouped(healed.marks)
    levels: dict[int, str] = {mark.number: mark.found.level for mark in healed.marks}
    for group in groups:
        _agree(group, levels)
    if not compat:
        _promote(groups, levels)
        _promote_whole(groups, levels)
    healed.errors.extend(_outside_tables(healed.marks))
    for level in ("tr", "tc", "p"):
        marks = [mark for mark in healed.marks if levels[mark.number] == level]
        for container, inside in _by_container(marks, level):
            _replace(container, inside, level, healed.errors, compat=compat)
    inline = {mark.number for group in groups if _share_text(group) for mark in group}
    for mark in healed.marks:
        if not isinstance(mark.node, etree._ProcessingInstruction) and _between_runs(mark, levels, inline):
            _split_run(mark, healed.marks)
    healed.errors.extend(_crossings(groups))
    return groups


def grouped(marks: Iterable[Mark]) -> list[list[Mark]]:
    """Opening, middle and closing marks that belong together; what does not match is left out (the parser tells)."""
    open_groups: list[list[Mark]] = []
    done: list[list[Mark]] = []
    for mark in marks:
        if mark.kind != "block":
            continue
        word = keyword(mark.body)
        if word in _BEGIN:
            open_groups.append([mark])
        elif word in ("else", "elif") and open_groups:
            open_groups[-1].append(mark)
        elif word in _BEGIN.values() and open_groups and _BEGIN[keyword(open_groups[-1][0].body)] == word:
            open_groups[-1].append(mark)
            done.append(open_groups.pop())
    return done


def _agree(group: list[Mark], levels: dict[int, str]) -> None:
    """When one tag of a block says {%tr, its partners that stand alone in a row mean it too."""
    said = {levels[mark.number] for mark in group} - {"", "r"}
    if len(said) != 1:
        return
    level = said.pop()
    for mark in group:
        if not levels[mark.number] and (container := ancestor(mark.node, level)) is not None and _only_tags(container):
            levels[mark.number] = level


def _promote(groups: list[list[Mark]], levels: dict[int, str]) -> None:
    """Plain tags that stand alone: in rows of one table mean {%tr, in paragraphs of one place {%p."""
    for level in ("tr", "p"):
        wanted = [group for group in groups if _could_be(group, level, levels)]
        while True:
            taken = {mark.number for group in wanted for mark in group}
            kept = [
                group for group in wanted if all(_neighbours_too(mark, level, taken, groups, levels) for mark in group)
            ]
            if len(kept) == len(wanted):
                break
            wanted = kept
        for group in wanted:
            for mark in group:
                levels[mark.number] = level


def _could_be(group: list[Mark], level: str, levels: dict[int, str]) -> bool:
    if any(levels[mark.number] for mark in group):
        return False
    containers = [ancestor(mark.node, level) for mark in group]
    if any(container is None or not _only_tags(container) for container in containers):
        return False
    if len(set(containers)) < len(containers) if level == "tr" else len(set(containers)) == 1 and len(group) == 2:
        return False
    return len({container.getparent() for container in containers if container is not None}) == 1


def _neighbours_too(mark: Mark, level: str, taken: set[int], groups: list[list[Mark]], levels: dict[int, str]) -> bool:
    """Every other block tag of the same paragraph goes the same way."""
    container = ancestor(mark.node, level)
    return all(
        other.number in taken or levels[other.number] == level
        for group in groups
        for other in group
        if ancestor(other.node, level) is container
    )


def _promote_whole(groups: list[list[Mark]], levels: dict[int, str]) -> None:
    """An {% if %} around all of a paragraph takes the paragraph with it when it is false."""
    for group in groups:
        if len(group) != 2 or keyword(group[0].body) != "if" or any(levels[mark.number] for mark in group):
            continue
        first, last = (ancestor(mark.node, "p") for mark in group)
        if first is None or first is not last or not _is_one_of_many(first):
            continue
        texts = _visible_texts(first)
        if texts and texts[0].startswith(group[0].text) and texts[-1].endswith(group[1].text):
            for mark in group:
                levels[mark.number] = "p"


def _is_one_of_many(paragraph: Element) -> bool:
    """Whether the paragraph may go: it ends no section and is not the only one of its cell, box or header."""
    parent = paragraph.getparent()
    ends_section = paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None
    return parent is not None and not ends_section and sum(1 for _ in parent.iterchildren(w("p"))) > 1


def _visible_texts(container: Element) -> list[str]:
    """Texts of a container in order, "" for anything else that shows; blank texts at the edges left out."""
    found = [
        (node.text or "") if node.tag == w("t") else ""
        for node in container.iter()
        if is_element(node) and (node.tag == w("t") or node.tag in _VISIBLE) and not _in_properties(node)
    ]
    while found and found[0] and not found[0].strip():
        found.pop(0)
    while found and found[-1] and not found[-1].strip():
        found.pop()
    if found:
        found[0], found[-1] = found[0].lstrip() if len(found) > 1 else found[0].strip(), found[-1].rstrip()
        if len(found) == 1:
            found[0] = found[0].strip()
    return found


def _in_properties(node: Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag in (w("tabs"), w("pPr"), w("rPr"))


def _only_tags(container: Element) -> bool:
    """Whether a paragraph, row or cell shows nothing besides block tags."""
    for node in container.iter():
        if not is_element(node) or _in_properties(node):
            continue
        if node.tag in _VISIBLE and node.tag not in (w("tab"), w("br")):
            return False
        if node.tag == w("t") and MARK.sub("", node.text or "").strip():
            return False
    return True


def _outside_tables(marks: list[Mark]) -> Iterator[TemplateError]:
    for mark in marks:
        if mark.kind == "block" and mark.found.level in ("tr", "tc") and ancestor(mark.node, mark.found.level) is None:
            shown = f"{{%{mark.found.level} {mark.body} %}}"
            yield TemplateError(OUTSIDE_TABLE, where=mark.where, near=mark.near, found=shown)


def _by_container(marks: list[Mark], level: str) -> list[tuple[Element, list[Mark]]]:
    found: dict[Element, list[Mark]] = {}
    for mark in marks:
        container = ancestor(mark.node, level)
        if container is not None:
            found.setdefault(container, []).append(mark)
    return list(found.items())


def _replace(container: Element, marks: list[Mark], level: str, errors: list[TemplateError], *, compat: bool) -> None:
    """Put the marks where their container stands: in its place, or before and after what it holds besides."""
    own = {mark.text for mark in marks}
    pieces = [piece for text in _texts_with_marks(container) for piece in text]
    solid = [position for position, piece in enumerate(pieces) if piece not in own]
    leading, trailing = list(marks), []
    keep = bool(solid) and not compat
    if keep:
        order = {piece: position for position, piece in enumerate(pieces)}
        leading = [mark for mark in marks if order[mark.text] < solid[0]]
        trailing = [mark for mark in marks if order[mark.text] > solid[-1]]
        for mark in marks:
            if mark not in leading and mark not in trailing:
                words: dict[str, Any] = {"found": mark.tag.source, "level": _LEVEL_WORDS[level]}
                errors.append(TemplateError(TEXT_LOST, where=mark.where, near=mark.near, **words))
    for mark in (*leading, *trailing):
        _erase(mark)
    for mark in leading:
        container.addprevious(_instruction(mark))
    for mark in reversed(trailing):
        container.addnext(_instruction(mark))
    if not keep:
        for anchor in _open_anchors(container):
            container.addprevious(anchor)
        if level == "p" and container.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            return  # the paragraph ends a section: it stays, empty
        drop(container)


def _texts_with_marks(container: Element) -> Iterable[list[str]]:
    """What a container shows, in order: marks by themselves, other text and things as "…"."""
    for node in container.iter():
        if not is_element(node) or _in_properties(node):
            continue
        if node.tag == w("t"):
            text, position, pieces = node.text or "", 0, []
            for found in MARK.finditer(text):
                if text[position : found.start()].strip():
                    pieces.append("…")
                pieces.append(found.group())
                position = found.end()
            if text[position:].strip():
                pieces.append("…")
            yield pieces
        elif (node.tag in _VISIBLE and node.tag not in (w("tab"), w("br"))) or isinstance(
            node, etree._ProcessingInstruction
        ):
            yield ["…"]


def _open_anchors(container: Element) -> list[Element]:
    """Bookmark and comment ends whose other end is outside the container."""
    inside = [node for node in container.iter() if is_element(node) and node.tag in _ANCHORS]
    ids = [(str(node.tag).replace("Start", "").replace("End", ""), node.get(w("id"))) for node in inside]
    return [node for node, key in zip(inside, ids, strict=True) if ids.count(key) == 1]


def _instruction(mark: Mark) -> Element:
    node = etree.ProcessingInstruction("d", str(mark.number))
    mark.node = node
    return node


def _erase(mark: Mark) -> None:
    """Take the mark out of its text; the run goes too when nothing else is in it."""
    node = mark.node
    node.text = (node.text or "").replace(mark.text, "")
    if not node.text:
        _drop_text(node)


def _drop_text(node: Element) -> None:
    run = node.getparent()
    drop(node)
    if run is not None and run.tag == w("r") and all(child.tag == w("rPr") for child in run):
        drop(run)


def _remove_comment(mark: Mark, *, compat: bool) -> None:
    """A comment that has a paragraph, row or cell to itself takes it along."""
    level = mark.found.level or ("" if compat else "p")
    container = ancestor(mark.node, level) if level else None
    _erase(mark)
    if container is None or _has_marks(container) or not _only_tags(container):
        return
    if mark.found.level or _is_one_of_many(container):
        drop(container)


def _has_marks(container: Element) -> bool:
    return any(MARK.search(node.text or "") for node in container.iter(w("t")))


def _join_lines(marks: list[Mark]) -> None:
    """`{%-` at the beginning of a line joins it to the line before, `-%}` at its end the line after."""
    for mark in marks:
        paragraph = ancestor(mark.node, "p")
        if mark.kind != "block" or mark.found.level or paragraph is None:
            continue
        if mark.found.before and _visible_texts(paragraph)[:1] and _visible_texts(paragraph)[0].startswith(mark.text):
            before = paragraph.getprevious()
            if before is not None and before.tag == w("p"):
                _append_line(before, paragraph)
                paragraph = before
        if mark.found.after and _visible_texts(paragraph)[-1:] and _visible_texts(paragraph)[-1].endswith(mark.text):
            after = paragraph.getnext()
            if after is not None and after.tag == w("p"):
                _append_line(paragraph, after)


def _append_line(paragraph: Element, other: Element) -> None:
    for child in list(other):
        if child.tag != w("pPr"):
            paragraph.append(child)
    drop(other)


def _share_text(group: list[Mark]) -> bool:
    return len({id(mark.node) for mark in group}) == 1 and group[0].node.tag == w("t")


def _between_runs(mark: Mark, levels: dict[int, str], inline: set[int]) -> bool:
    if mark.printer in ("bare", "field") or mark.node.tag != w("t"):
        return False
    if levels.get(mark.number) == "r" or mark.found.level == "r":
        return True
    return mark.kind == "block" and mark.number not in inline and keyword(mark.body) != "set"


def _split_run(mark: Mark, marks: list[Mark]) -> None:
    """Cut the run of the mark in two and put the mark between them; empty halves are dropped."""
    node = mark.node
    run = node.getparent()
    if run is None or run.tag != w("r"):
        return
    left, right = (node.text or "").split(mark.text, 1)
    second = same_tag(run)
    properties = run.find(w("rPr"))
    mark.look = properties
    if properties is not None:
        second.append(copy.deepcopy(properties))
    following = list(node.itersiblings())
    if right:
        text = etree.SubElement(second, w("t"))
        text.set(XML_SPACE, "preserve")
        text.text = right
        for other in marks:
            if other.node is node and other.text in right:
                other.node = text
    for sibling in following:
        second.append(sibling)
    node.text = left
    run.addnext(second)
    run.addnext(_instruction(mark))
    if not left:
        _drop_text(node)
    if all(child.tag == w("rPr") for child in second):
        drop(second)


def _crossings(groups: list[list[Mark]]) -> list[TemplateError]:
    """Blocks whose tags are not in matching places: filling them would break the document."""
    errors = []
    for group in groups:
        for mark, following in itertools.pairwise(group):
            if not _match(mark.node, following.node):
                errors.append(
                    TemplateError(
                        CROSSING, where=mark.where, near=mark.near, found=mark.tag.source, other=following.tag.source
                    )
                )
                break
    return errors


def _match(one: Element, other: Element) -> bool:
    """The ways from the common ancestor down to both are of the same elements, and through no cell."""
    ways = [list(reversed([node, *node.iterancestors()])) for node in (one, other)]
    shared = 0
    while shared < min(map(len, ways)) and ways[0][shared] is ways[1][shared]:
        shared += 1
    left, right = ([ancestor_.tag for ancestor_ in way[shared:-1]] for way in ways)
    same_kind = isinstance(one, etree._ProcessingInstruction) == isinstance(other, etree._ProcessingInstruction)
    return left == right and not _CELLS & set(left) and same_kind
