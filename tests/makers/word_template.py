"""Turn an outline (plain text, one paragraph a line) into a Word template in the standard format.

The shipped kinds keep their words in `tests/makers/<kind>.txt` (the paper) and `<kind>.list.txt` (a list that comes
with it), where a change shows in a diff, and the Word files that offices use and edit in `templates/<kind>/`.
A line is body text unless it begins with a mark:

    @phan-dau        the letterhead                      @ten-loai    the type's name and the trích yếu
    @kinh-gui        «Kính gửi», where the kind is addressed to somebody
    @tham-quyen      who decides, under a decision's trích yếu («BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG …»)
    @can-cu CÂU      the legal basis of the paper's day; CÂU, where given, is the last line («Theo đề nghị của …»)
    @quyet-dinh      «QUYẾT ĐỊNH:» before the articles
    Điều 1. …        an article; its number is bold
    @ky-ten          nơi nhận and who signs
    @ky-hai A = {{ … }} | B = {{ … }}     two who sign side by side (minutes), then @noi-nhan
    # Phần …     ## I. …     ### 1. …     headings of three levels; `#= ` is a part's title in capitals
    {%p … %}         a control paragraph; it leaves nothing on the page
    @neu-trong X     a visible gap, where nothing above it in the section has anything to say of group X
    @chen TỆP        the lines of an outline that several kinds share (a file below this folder: «chung/….txt»)
    // …             a remark

    @o X Y W g 18 dam | CHỮ     a text at its own place: mm from the page's left and top edge, width, side (g: in the
                     middle, p: to the right), size in pt, bold; such a page ends with @het-trang (certificates)

Annexes and lists (a section each, pages numbered from 1, «(Kèm theo …)» under the title):

    @phu-luc PHẦN | TÊN | TÊN TIẾP      «Phụ lục I» by what it holds (kind.toml, `annexes`), its title in its lines
    @danh-sach TÊN | TÊN TIẾP           the same without the word «Phụ lục»
    @ngang, @doc                        before @phu-luc or @danh-sach: its pages lie across (252 mm of text), or stand
                                        upright (165 mm)

Tables: `@bang` with the columns' widths in mm (g: in the middle, p: to the right), a row a line, `@het-bang`:

    @bang 12g 80 40p 33
    || STT | Họ và tên | Số tiền | Ghi chú          a row of the head: bold, repeated on every page
    {%tr for x in rows %}                           a control row; it leaves nothing on the page
    |* {{ x.nhom }} | < | < | <                     a bold row; «<» joins the cell to its left, «^» the one above
    | {{ loop.index }} | {{ x.ten }} | {{ x.tien }} |
    {%tr endfor %}
    @het-bang

No row is split over two pages. A cell's text may not hold « | ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document

from drafter.fill.package import read_package
from tests.makers.word_blocks import BLOCKS
from tests.makers.word_styles import ARTICLE, add_styles, clear_defaults, drop_unused, page
from tests.makers.word_tables import add_table

_CONDITION = re.compile(r"theo_nam\.\w+\.co\b|\b[A-Z]\d\d[a-z]?\.(?:phat_sinh|liet_ke)\b")
_ARTICLE = re.compile(r"(Điều (?:\d+|\{\{[^}]*\}\})\.)(.*)")
_CONTROL = re.compile(r"\{%p\s+(\w+)")
_TABLE, _TABLE_END = "@bang ", "@het-bang"
_SHARED = "@chen "


def build_template(outline: str) -> bytes:
    """The bytes of a .docx template for `outline`; the same outline gives the same bytes."""
    document = Document()
    clear_defaults(document)
    page(document)
    add_styles(document)
    lines = iter(_lines(outline))
    for line in lines:
        mark, _, rest = line.partition(" ")
        if line.startswith(_TABLE):
            _keep_with_table(document)
            add_table(document, rest, list(_until(lines, _TABLE_END)))
        elif mark in BLOCKS:
            BLOCKS[mark](document, rest.strip())
        else:
            assert not line.startswith("@"), f"an unknown mark: {line}"
            _add_text(document, line)
    _keep_last_lines_with_signature(document)
    drop_unused(document)
    document.core_properties.author = document.core_properties.comments = ""  # python-docx names itself there
    buffer = BytesIO()
    document.save(buffer)
    package = read_package(buffer.getvalue())
    return package.write({name: package.read(name) for name in package.names})


def _lines(outline: str) -> Iterable[str]:
    said: list[str] = []
    for text in _with_shared(outline):
        if text.startswith("### "):
            said.clear()
        said += _CONDITION.findall(text) if text.startswith("{%p if") else []
        if text.startswith("@neu-trong "):
            group = text.split()[1]
            spoken = " or ".join(dict.fromkeys([f"noi_bat.{group}", *said]))
            yield from ("{%p if not (" + spoken + ") %}", "{{ cho_trong.nhom_" + group.lower() + " }}", "{%p endif %}")
        elif text and not text.startswith("//"):
            yield text


def _with_shared(outline: str) -> Iterator[str]:
    for line in map(str.strip, outline.splitlines()):
        if line.startswith(_SHARED):
            yield from _with_shared((Path(__file__).parent / line.removeprefix(_SHARED)).read_text("utf-8"))
        else:
            yield line


def _until(lines: Iterator[str], end: str) -> Iterator[str]:
    for line in lines:
        if line == end:
            return
        yield line
    raise AssertionError(f"no {end}")


def _add_text(document: Any, line: str) -> None:
    article = _ARTICLE.fullmatch(line)
    if article:
        paragraph = document.add_paragraph(style=document.styles["Điều"])
        paragraph.add_run(article[1], style=document.styles[ARTICLE])
        paragraph.add_run(article[2])
        return
    style, text = _styled(line)
    document.add_paragraph(text, style=document.styles[style])


def _styled(line: str) -> tuple[str, str]:
    for mark, style in (("### ", "Heading 3"), ("## ", "Heading 2"), ("#= ", "Heading 1"), ("# ", "Heading 1")):
        if line.startswith(mark):
            return style, line.removeprefix(mark)
    return "Nội dung", line


def _keep_with_table(document: Any) -> None:
    """A line that announces the table stays on the page where the table begins."""
    paragraphs = document.paragraphs
    if paragraphs and paragraphs[-1].text.endswith(":"):
        paragraphs[-1].paragraph_format.keep_with_next = True


def _keep_last_lines_with_signature(document: Any) -> None:
    """The signing block never stands alone on a page (format rule SG-12): every line that may be the last is kept."""
    text: list[Any] = []
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Normal":  # the line over the signing block: what comes after it are annexes
            for last in _last_lines(text):
                last.paragraph_format.keep_with_next = True
                last.paragraph_format.keep_together = True
            return
        text.append(paragraph)


@dataclass
class _Block:
    """A condition or a loop, read from its end: whether a branch is sure to print, and whether this one is kept."""

    exhaustive: bool = False
    kept: bool = False


def _last_lines(paragraphs: Sequence[Any]) -> Iterator[Any]:
    """The paragraphs that may be the last to be printed, from the end: the last of each branch, then what is sure."""
    blocks: list[_Block] = []
    for paragraph in reversed(paragraphs):
        control = _CONTROL.match(paragraph.text)
        if control is None:
            if paragraph.style.name in ("Nội dung", "Điều") and not any(block.kept for block in blocks):
                yield paragraph
                if not blocks:
                    return
                blocks[-1].kept = True
        elif control[1].startswith("end"):
            blocks.append(_Block())
        elif control[1] in ("else", "elif"):
            blocks[-1].exhaustive, blocks[-1].kept = blocks[-1].exhaustive or control[1] == "else", False
        elif control[1] in ("if", "for"):
            block = blocks.pop()
            if block.exhaustive and block.kept and not blocks:
                return
            if block.exhaustive and block.kept:
                blocks[-1].kept = True


def outlines() -> dict[str, Path]:
    """The outlines beside this module by the file below `templates/` that each makes."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.txt")):
        kind, _, part = path.stem.partition(".")
        found[f"{kind}/{part or 'report'}.docx"] = path
    return found


def main() -> None:
    """Build the Word files of every kind whose outline stands beside this module."""
    templates = Path(__file__).parents[2] / "templates"
    for target, outline in outlines().items():
        (templates / target).parent.mkdir(parents=True, exist_ok=True)
        (templates / target).write_bytes(build_template(outline.read_text("utf-8")))


if __name__ == "__main__":
    main()
