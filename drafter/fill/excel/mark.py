"""Turn the errors of an Excel template into comments in a copy of it, each on its cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from drafter.fill.errors import Place, TemplateError
from drafter.fill.excel.formula import cell_name, parse_area
from drafter.fill.excel.parts import BROKEN_PART, Parts
from drafter.fill.excel.xml import Element, escaped, root
from drafter.fill.outside import without_outside
from drafter.fill.package import Package, read_package
from drafter.fill.word.links import Additions

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NAMES = {"vi": "Kiểm tra mẫu", "en": "Template check"}
# What may follow the drawing of notes in a worksheet (the order of its elements is fixed).
_AFTER_NOTES = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}
)
_EMPTY_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{_MAIN}"><authors></authors><commentList></commentList></comments>'
)
_EMPTY_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{}"/></o:shapelayout></xml>'
)
# Each shape declares its own prefixes: an existing drawing may have other ones.
_PREFIXES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE = (
    f'<v:shapetype {_PREFIXES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    f'<v:shape {_PREFIXES} id="_x0000_s{{id}}" type="#_x0000_t202"'
    ' style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{col}</x:Column></x:ClientData></v:shape>"
)
_WIDE, _LINE = 5, 38  # columns of a note, letters of its lines


def mark_excel(source: Path | str | bytes, errors: Sequence[TemplateError]) -> bytes:
    """A copy of the template with a note for each error; raises TemplateError when the file cannot be read.

    An error that names no cell stands in A1 of its sheet, or of the first one. A cell has one note: what several
    errors say of it stands in one, below the note that is there already.
    """
    package, _ = without_outside(read_package(source))
    parts = Parts(package)
    names = [sheet.name for sheet in parts.sheets]
    found: dict[int, dict[tuple[int, int], list[TemplateError]]] = {}
    for error in errors if names else ():
        sheet = names.index(error.where.part) if error.where.part in names else 0
        found.setdefault(sheet, {}).setdefault(_cell(error.where, names), []).append(error)
    author = _NAMES[errors[0].lang] if errors else ""
    notes = {
        number: {cell: "\n\n".join(map(_words, of)) for cell, of in cells.items()} for number, cells in found.items()
    }
    return package.write(notes_parts(package, notes, author))


def notes_parts(package: Package, notes: Mapping[int, Mapping[tuple[int, int], str]], author: str) -> dict[str, bytes]:
    """The parts to write so that cells have these notes: by sheet, counted from 0, then by row and column from 1.

    A note that is there stays; what is new stands below it.
    """
    parts, additions = Parts(package), Additions(package)
    changed: dict[str, bytes] = {}
    for number, cells in notes.items():
        changed |= _marked(parts, number, cells, author, additions)
    return {**changed, **additions.parts()}


def _cell(where: Place, names: Sequence[str]) -> tuple[int, int]:
    """Row and column of an error, from 1."""
    ref = parse_area(where.cell.rpartition("!")[2]) if where.part in names and "!" in where.cell else None
    return (ref.r1 or 1, ref.c1 or 1) if ref is not None else (1, 1)


def _marked(
    parts: Parts, number: int, cells: Mapping[tuple[int, int], str], author: str, additions: Additions
) -> dict[str, bytes]:
    """The parts of one sheet that change."""
    sheet = parts.sheets[number].path
    xml = parts.text(sheet)
    changed: dict[str, bytes] = {}
    comments = next(iter(parts.linked(sheet, "comments")), "")
    text = parts.text(comments) if comments else _EMPTY_COMMENTS
    if not comments:
        comments = _free_name(parts, "xl/comments{}.xml", number)
        additions.part(sheet, comments, "comments", _COMMENTS_TYPE)
    drawing = _drawing(parts, sheet, root(xml))
    vml = _vml(parts, drawing) if drawing else _EMPTY_VML.format(number + 1)
    if not drawing:
        drawing = _free_name(parts, "xl/drawings/vmlDrawing{}.vml", number)
        changed[sheet] = _with_drawing(xml, additions.part(sheet, drawing, "vmlDrawing", _VML_TYPE)).encode()
    text, fresh = _with_comments(text, cells, author)
    changed[comments] = text.encode()
    changed[drawing] = _with_shapes(vml, fresh, number).encode()
    return changed


def _free_name(parts: Parts, pattern: str, number: int) -> str:
    """A name for a part of this sheet that no part has, in whatever case."""
    taken = {name.casefold() for name in parts.package.names}
    name = pattern.format(f"_check{number + 1}")
    while name.casefold() in taken:
        name = name.replace("_check", "_check_")
    return name


def _drawing(parts: Parts, sheet: str, worksheet: Element) -> str:
    """The part in which the sheet's notes are drawn; "" when it has none."""
    element = worksheet.child("legacyDrawing")
    if element is None:
        return ""
    asked = next((value for name, value in element.attrs().items() if name.rpartition(":")[2] == "id"), "")
    targets = {link.id: link.target for link in parts.links(sheet)}
    target = targets.get(asked, "")
    if target not in parts.package:
        raise TemplateError(BROKEN_PART, found=sheet)
    return target


def _vml(parts: Parts, path: str) -> str:
    """A drawing's text as it is: Excel itself writes VML that is not well-formed XML."""
    return parts.package.read(path).decode("utf-8-sig", errors="replace")


def _with_drawing(xml: str, relation: str) -> str:
    """The worksheet with its reference to the drawing of notes."""
    worksheet = root(xml)
    at = next((child.start for child in worksheet.children() if child.name in _AFTER_NOTES), worksheet.close)
    return f'{xml[:at]}<{worksheet.prefix}legacyDrawing xmlns:r="{_RELATIONS}" r:id="{relation}"/>{xml[at:]}'


def _with_comments(
    xml: str, cells: Mapping[tuple[int, int], str], author_name: str
) -> tuple[str, list[tuple[int, int, str]]]:
    """The comments part with what is to be said, and the cells (row, column, text) that need a new box."""
    comments = root(xml)
    authors, listed = comments.child("authors"), comments.child("commentList")
    if authors is None or listed is None or not authors.tail or not listed.tail:
        # an element without content has no place to put one in
        xml = re.sub(r"<((?:\w+:)?)(authors|commentList)(\s[^>]*)?/>", r"<\1\2></\1\2>", xml)
        comments = root(xml)
        authors, listed = comments.child("authors"), comments.child("commentList")
        if authors is None or listed is None:
            raise TemplateError(BROKEN_PART, found="comments")
    old = {item.attrs().get("ref", ""): item for item in listed.children() if item.name == "comment"}
    threads = [name.text.startswith("tc=") for name in authors.children()]
    edits: list[tuple[int, str]] = []
    fresh: list[tuple[int, int, str]] = []
    for (row, col), text in cells.items():
        # the text of a thread is not shown: what is to be read stands in the next free cell
        while _is_thread(old.get(cell_name(row, col)), threads):
            col += 1
        item = old.get(cell_name(row, col))
        content = item.child("text") if item is not None else None
        if content is not None and content.tail:
            edits.append((content.close, _runs("\n\n" + text, comments.prefix)))
        else:
            fresh.append((row, col, text))
    author, p = len(authors.children()), comments.prefix
    if fresh:
        edits.append((authors.close, f"<{p}author>{escaped(author_name)}</{p}author>"))
        edits.append((listed.close, "".join(_comment(*one, author, p) for one in fresh)))
    for at, added in sorted(edits, reverse=True):
        xml = xml[:at] + added + xml[at:]
    return xml, fresh


def _is_thread(comment: Element | None, threads: Sequence[bool]) -> bool:
    author = comment.attrs().get("authorId", "") if comment is not None else ""
    return author.isdigit() and int(author) < len(threads) and threads[int(author)]


def _comment(row: int, col: int, text: str, author: int, p: str) -> str:
    return (
        f'<{p}comment ref="{cell_name(row, col)}" authorId="{author}"><{p}text>{_runs(text, p)}</{p}text></{p}comment>'
    )


def _runs(text: str, p: str) -> str:
    return (
        f'<{p}r><{p}rPr><{p}sz val="9"/><{p}rFont val="Tahoma"/></{p}rPr>'
        f'<{p}t xml:space="preserve">{escaped(text)}</{p}t></{p}r>'
    )


def _words(error: TemplateError) -> str:
    """What a note says: code, what, near, remedy; the place is the cell itself. No control characters: XML has none."""
    lines = str(error).splitlines()
    said = "\n".join((f"{error.code} {lines[0]}", *(line.strip() for line in lines[1:])))
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", said)


def _with_shapes(vml: str, fresh: Sequence[tuple[int, int, str]], number: int) -> str:
    """The drawing with a box for each new note."""
    end = vml.rfind("</xml>")
    if end < 0:
        raise TemplateError(BROKEN_PART, found="vmlDrawing")
    used = [int(found) for found in re.findall(r"_x0000_s(\d+)", vml)]
    first = max([1024 * (number + 1), *used]) + 1
    kind = "" if 'id="_x0000_t202"' in vml else _SHAPE_TYPE
    return vml[:end] + kind + "".join(_shapes(fresh, first)) + vml[end:]


def _shapes(fresh: Sequence[tuple[int, int, str]], first: int) -> Iterator[str]:
    for number, (row, col, text) in enumerate(fresh, start=first):
        height = sum(1 + len(line) // _LINE for line in text.splitlines()) + 1
        anchor = f"{col}, 15, {max(row - 2, 0)}, 2, {col + _WIDE}, 15, {max(row - 2, 0) + height}, 4"
        yield _SHAPE.format(id=number, anchor=anchor, row=row - 1, col=col - 1)
