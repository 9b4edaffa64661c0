"""Turn a Word draft into text that a reader can judge in a diff: the page, the styles in use, then line by line.

A paragraph is its style's name and its visible text. A carried figure stands in «[[text ← key]]», the key without the
paper's own organisation and period; ▒…▒ is highlighted; ⟨…⟩ is a look of its own that the style does not give.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TWIPS_PER_MM = 1440 / 25.4
_ALIGNED = {"left": "trái", "center": "giữa", "right": "phải", "both": "đều hai bên"}
_STYLE_WIDTH = 26


class _Page:
    """The parts of a draft, and what its keys need not repeat."""

    def __init__(self, data: bytes, paper: str) -> None:
        with zipfile.ZipFile(BytesIO(data)) as file:
            self.parts = {name: file.read(name) for name in file.namelist() if name.endswith((".xml", ".rels"))}
        self.paper = paper
        self.body = etree.fromstring(self.parts["word/document.xml"]).find(f"{W}body")
        styles = etree.fromstring(self.parts["word/styles.xml"]).iter(f"{W}style")
        self.styles = {style.get(f"{W}styleId"): style for style in styles}
        relations = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        self.targets = {one.get("Id"): one.get("Target") for one in relations}

    def name_of(self, style_id: str) -> str:
        found = self.styles.get(style_id)
        return style_id if found is None else found.find(f"{W}name").get(f"{W}val")


def word_text(data: bytes, paper: str) -> str:
    """The text form. `paper` is «ORGANISATION/PERIOD» of the paper itself."""
    page = _Page(data, paper)
    lines = ["# Trang", *_page_lines(page), "", "# Kiểu chữ đã dùng", *_style_lines(page), "", "# Văn bản"]
    lines += _block_lines(page, page.body, _text_width(_section(page)))
    return "\n".join(lines) + "\n"


def _section(page: _Page) -> Any:
    """The first section: its own properties stand in its last paragraph where there are several."""
    return next(page.body.iter(f"{W}sectPr"))


def _section_lines(section: Any) -> Iterator[str]:
    """What of a later section is not as a matter of course: how its pages lie and are numbered."""
    lying = "ngang" if section.find(f"{W}pgSz").get(f"{W}orient") == "landscape" else "dọc"
    number = section.find(f"{W}pgNumType")
    counted = "đánh số tiếp" if number is None else f"đánh số từ {number.get(f'{W}start')}"
    hidden = "không có số ở trang đầu" if section.find(f"{W}titlePg") is not None else "có số ở trang đầu"
    yield f"════ sang trang, phần mới: {lying}, {counted}, {hidden}"


def _page_lines(page: _Page) -> Iterator[str]:
    section = _section(page)
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    lying = "ngang" if size.get(f"{W}orient") == "landscape" else "dọc"
    yield f"khổ {_shown(_mm(size.get(f'{W}w')))} × {_shown(_mm(size.get(f'{W}h')))} mm, {lying}"
    sides = (("trên", "top"), ("dưới", "bottom"), ("trái", "left"), ("phải", "right"), ("tới số trang", "header"))
    yield "lề " + ", ".join(f"{word} {_shown(_mm(margins.get(W + side)))}" for word, side in sides) + " mm"
    hidden = section.find(f"{W}titlePg") is not None
    yield f"trang đầu {'không có số trang' if hidden else 'như các trang sau'}"
    for kind, word in (("headerReference", "đầu trang"), ("footerReference", "chân trang")):
        for reference in section.findall(f"{W}{kind}"):
            part = etree.fromstring(page.parts[f"word/{page.targets[reference.get(f'{R}id')]}"])
            for paragraph in part.iter(f"{W}p"):
                yield f"{word} ({reference.get(f'{W}type')}): {_line(page, paragraph, 0)}"


def _style_lines(page: _Page) -> Iterator[str]:
    """What each style in use says, so that a change of a style shows once."""
    used = dict.fromkeys(_style_id(paragraph) for paragraph in page.body.iter(f"{W}p"))
    for style_id in used:
        style = page.styles.get(style_id)
        if style is not None:
            yield f"{page.name_of(style_id)}: {', '.join(_qualities(style))}"


def _qualities(style: Any) -> Iterator[str]:
    font, size = style.find(f"{W}rPr/{W}rFonts"), style.find(f"{W}rPr/{W}sz")
    yield f"{font.get(f'{W}ascii')} {_shown(int(size.get(f'{W}val')) / 2)}"
    for tag, word in (("b", "đậm"), ("i", "nghiêng"), ("caps", "chữ hoa"), ("u", "gạch chân"), ("color", "có màu")):
        if _on(style.find(f"{W}rPr/{W}{tag}")):
            yield word
    aligned = style.find(f"{W}pPr/{W}jc")
    if aligned is not None:
        yield _ALIGNED[aligned.get(f"{W}val")]
    yield from _layout(style.find(f"{W}pPr"))
    for tag, word in (("keepNext", "đi liền đoạn sau"), ("pBdr", "kẻ dưới")):
        if style.find(f"{W}pPr/{W}{tag}") is not None:
            yield word


def _layout(properties: Any) -> Iterator[str]:
    """Indents in mm, spaces in pt and the line spacing that a paragraph or a style states."""
    if properties is None:
        return
    indent, spacing = properties.find(f"{W}ind"), properties.find(f"{W}spacing")
    if indent is not None:
        for side, word in (("firstLine", "thụt đầu dòng"), ("left", "thụt trái"), ("right", "thụt phải")):
            if indent.get(f"{W}{side}", "0") != "0":
                yield f"{word} {_shown(_mm(indent.get(f'{W}{side}')))} mm"
    if spacing is not None:
        for side, word in (("before", "cách trên"), ("after", "cách dưới")):
            if spacing.get(f"{W}{side}", "0") != "0":
                yield f"{word} {_shown(int(spacing.get(f'{W}{side}')) / 20)} pt"
        line, rule = spacing.get(f"{W}line"), spacing.get(f"{W}lineRule", "auto")
        if line is not None:
            yield f"dòng {_shown(int(line) / 240)}" if rule == "auto" else f"dòng đúng {_shown(int(line) / 20)} pt"


def _block_lines(page: _Page, block: Any, width: float) -> Iterator[str]:
    sections = list(block.iter(f"{W}sectPr"))
    for child in block:
        if child.tag == f"{W}p":
            yield _line(page, child, width)
            ended = child.find(f"{W}pPr/{W}sectPr")
            if ended is not None:
                begun = sections[sections.index(ended) + 1]
                width = _text_width(begun)
                yield from _section_lines(begun)
        elif child.tag == f"{W}tbl":
            drawn = child.find(f"{W}tblPr/{W}tblBorders") is not None
            yield from _drawn_table_lines(page, child) if drawn else _table_lines(page, child)


def _text_width(section: Any) -> float:
    sides = section.find(f"{W}pgMar")
    return _mm(section.find(f"{W}pgSz").get(f"{W}w")) - _mm(sides.get(f"{W}left")) - _mm(sides.get(f"{W}right"))


def _drawn_table_lines(page: _Page, table: Any) -> Iterator[str]:
    """A table with lines, a row a line; «▔» marks a row that is repeated on each page, «✂» one that may be split."""
    widths = [_shown(_mm(column.get(f"{W}w"))) for column in table.iter(f"{W}gridCol")]
    yield f"┌ bảng kẻ, cột {' + '.join(widths)} mm"
    for row in table.findall(f"{W}tr"):
        head = "▔" if row.find(f"{W}trPr/{W}tblHeader") is not None else "│"
        split = "" if row.find(f"{W}trPr/{W}cantSplit") is not None else "✂"
        yield f"{head}{split} {' │ '.join(_cell(page, cell) for cell in row.findall(f'{W}tc'))}"
    yield "└"


def _cell(page: _Page, cell: Any) -> str:
    span, above = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    if above is not None and above.get(f"{W}val") != "restart":
        return "↑"
    text = " ⏎ ".join("".join(_inline(page, paragraph)) for paragraph in cell.iter(f"{W}p"))
    style = page.name_of(_style_id(next(cell.iter(f"{W}p"))))
    bold = "*" if "đậm" in style or style == "Tiêu đề bảng" else ""
    return f"{bold}{text}{bold}" + ("" if span is None else f" ({span.get(f'{W}val')} cột)")


def _table_lines(page: _Page, table: Any) -> Iterator[str]:
    widths = [_mm(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    yield f"┌ bảng, cột {' + '.join(map(_shown, widths))} mm"
    for row_number, row in enumerate(table.findall(f"{W}tr"), 1):
        for number, (cell, width) in enumerate(zip(row.findall(f"{W}tc"), widths, strict=True), 1):
            yield f"├ dòng {row_number}, ô {number}"
            yield from (f"│ {line}" for line in _block_lines(page, cell, width))
    yield "└"


def _line(page: _Page, paragraph: Any, width: float) -> str:
    style = page.name_of(_style_id(paragraph))
    properties = paragraph.find(f"{W}pPr")
    own = [*_layout(properties)] if properties is not None else []
    aligned = None if properties is None else properties.find(f"{W}jc")
    own += [_ALIGNED[aligned.get(f"{W}val")]] if aligned is not None else []
    text = "".join(_inline(page, paragraph)) or _rule(page, paragraph, width) or "(trống)"
    look = f"⟨{'; '.join(own)}⟩ " if own and not text.startswith("――") else ""
    return f"{style:<{_STYLE_WIDTH}}| {look}{text}"


def _rule(page: _Page, paragraph: Any, width: float) -> str:
    """A drawn line by its length: what its indents leave of the column."""
    style = page.styles.get(_style_id(paragraph))
    if style is None or style.find(f"{W}pPr/{W}pBdr") is None:
        return ""
    sides = {"left": 0.0, "right": 0.0}
    for properties in (style.find(f"{W}pPr"), paragraph.find(f"{W}pPr")):
        indent = properties.find(f"{W}ind")
        if indent is not None:
            sides.update({side: _mm(indent.get(W + side)) for side in sides if indent.get(W + side)})
    return f"―― vạch dài {_shown(width - sum(sides.values()))} mm"


def _inline(page: _Page, parent: Any) -> Iterator[str]:
    for child in parent:
        tag = etree.QName(child).localname
        if tag == "r":
            yield _run(child)
        elif tag == "sdt":
            key = child.find(f"{W}sdtPr/{W}tag").get(f"{W}val").replace(f"/{page.paper}", "")
            yield f"[[{''.join(_inline(page, child.find(f'{W}sdtContent')))} ← {key}]]"
        elif tag in ("hyperlink", "ins", "smartTag"):
            yield from _inline(page, child)


def _run(run: Any) -> str:
    text = "".join(_RUN_PARTS[etree.QName(part).localname](part) for part in run if _known(part))
    looks = [etree.QName(look).localname for look in run.findall(f"{W}rPr/*")]
    if "highlight" in looks:
        text = f"▒{text}▒"
    own = [look for look in looks if look != "highlight"]
    return f"⟨{', '.join(own)}⟩{text}" if own else text


_RUN_PARTS = {
    "t": lambda part: part.text or "",
    "tab": lambda _: "⇥",
    "br": lambda _: "⏎",
    "instrText": lambda part: f"{{{(part.text or '').strip()}}}",
}


def _known(part: Any) -> bool:
    return etree.QName(part).localname in _RUN_PARTS


def _style_id(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if found is None else str(found.get(f"{W}val"))


def _on(switch: Any) -> bool:
    return switch is not None and switch.get(f"{W}val", "1") not in ("0", "false", "none", "auto")


def _mm(twips: str) -> float:
    return int(twips) / _TWIPS_PER_MM


def _shown(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",")
