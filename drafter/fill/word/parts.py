"""Turn a Word package into its parts that may hold tags, each compiled."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from drafter.fill.errors import Kind, Place, TemplateError
from drafter.fill.language import Language, Program, Tag
from drafter.fill.outside import without_outside
from drafter.fill.package import Package, read_package
from drafter.fill.syntax import Piece
from drafter.fill.tagtext import find_tags
from drafter.fill.word.blocks import arrange
from drafter.fill.word.cells import shape_cells
from drafter.fill.word.heal import Healed, heal
from drafter.fill.word.loops import number_loops
from drafter.fill.word.pieces import pieces
from drafter.fill.word.print import PARAGRAPH, Site
from drafter.fill.word.strict import as_transitional
from drafter.fill.word.tables import Repair, repairs, watch_columns
from drafter.fill.word.xml import BROKEN_XML, MC, W15, Element, holds_our_marks, parse_xml

NOT_WORD = Kind(
    "T139",
    "đây không phải tệp Word (.docx)",
    "this is not a Word file (.docx)",
    "mở bằng Word rồi lưu lại dạng «Word Document (*.docx)»",
    "open it in Word and save it as «Word Document (*.docx)»",
)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KINDS = ("document.main", "template.main", "header", "footer", "footnotes", "endnotes", "comments")
_OVERRIDE = re.compile(r'<Override\b[^>]*?PartName="/([^"]+)"[^>]*?ContentType="([^"]+)"|'
                       r'<Override\b[^>]*?ContentType="([^"]+)"[^>]*?PartName="/([^"]+)"')  # fmt: skip
CORE = "docProps/core.xml"
NUMBERING = "word/numbering.xml"


@dataclass(frozen=True, slots=True)
class Shape:
    """What is done to a part's text after filling: repairs, columns to fit, lists that restart (numId → abstract)."""

    repairs: tuple[Repair, ...] = ()
    columns: bool = False
    lists: tuple[tuple[int, str], ...] = ()


PLAIN = Shape()


@dataclass(frozen=True, slots=True)
class Part:
    """One compiled part: its name in the package, its program, where its tags stand.

    `head` is the beginning of its text up to the root's start tag, `carrying` the same with the namespaces that
    carriers need.
    """

    name: str
    label: str
    program: Program
    sites: tuple[Site, ...]
    head: str
    carrying: str
    shape: Shape


def word_parts(package: Package) -> list[tuple[str, str]]:
    """Names of the parts tags may stand in, the document first, each with its short name ("header1")."""
    types = package.read("[Content_Types].xml").decode("utf-8", "replace")
    kinds = {}
    for found in _OVERRIDE.finditer(types):
        name, kind = (found.group(1), found.group(2)) if found.group(1) else (found.group(4), found.group(3))
        if kind.startswith(_WORD):
            kinds[name] = kind.removeprefix(_WORD).removesuffix("+xml")
    main = [name for name, kind in kinds.items() if kind in _KINDS[:2] and name in package]
    if not main:
        raise TemplateError(NOT_WORD)
    others = sorted(name for name, kind in kinds.items() if kind in _KINDS[2:] and name in package)
    return [(name, _label(name, kinds[name])) for name in (*main[:1], *others)]


def open_word(source: Path | str | bytes) -> tuple[Package, list[TemplateError]]:
    """A file as an ordinary transitional document that reaches nothing outside, and what was dropped for it.

    Raises TemplateError (T130-T137), OSError when it cannot be opened.
    """
    package, notes = without_outside(as_transitional(read_package(source)))
    return as_document(package), notes


def as_document(package: Package) -> Package:
    """A Word template file (.dotx) made an ordinary document, which is what a filled one is."""
    types = package.read("[Content_Types].xml")
    if b"wordprocessingml.template.main+xml" not in types:
        return package
    plain = types.replace(b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
    return package.with_parts({"[Content_Types].xml": plain})


def _label(name: str, kind: str) -> str:
    if kind in _KINDS[:2]:
        return "document"
    return kind + "".join(re.findall(r"\d+(?=\.xml$)", name))


@dataclass(frozen=True, slots=True)
class Source:
    """A part before it is compiled: its pieces are all that is left of it, so this is what a cache keeps."""

    name: str
    label: str
    pieces: tuple[Piece, ...]
    sites: tuple[Site, ...] = ()
    shape: Shape = PLAIN


def compile_parts(package: Package, language: Language, *, compat: bool) -> tuple[list[Part], list[TemplateError]]:
    """Every part that has tags, compiled, and everything that is wrong in any of them."""
    sources, errors = read_sources(package, compat=compat)
    parts, wrong = compile_sources(sources, language)
    return parts, sorted((*errors, *wrong), key=lambda error: _part_order(sources, error))


def _part_order(sources: list[Source], error: TemplateError) -> int:
    labels = [source.label for source in sources]
    return labels.index(error.part) if error.part in labels else len(labels)


def compile_sources(sources: Iterable[Source], language: Language) -> tuple[list[Part], list[TemplateError]]:
    """The parts compiled, and what is wrong with their tags."""
    parts: list[Part] = []
    errors: list[TemplateError] = []
    for source in sources:
        printers = (piece.printer for piece in source.pieces if isinstance(piece, Tag))
        memoised = frozenset(name for name in printers if name.startswith(("text", "solo")))
        program, wrong = language.try_program(source.pieces, name=source.name, memoised=memoised, counted=PARAGRAPH)
        errors.extend(wrong)
        if program is not None:
            parts.append(_part(source, program))
    return parts, errors


def read_sources(package: Package, *, compat: bool, repeated: bool = False) -> tuple[list[Source], list[TemplateError]]:
    """Every part that has tags, its marks put where they belong, and what is wrong with their places.

    `repeated`: the document will be put several times into one file, so no id in it may be fixed.
    """
    numbering = parse_xml(NUMBERING, package.read(NUMBERING)) if NUMBERING in package else None
    sources: list[Source] = []
    errors: list[TemplateError] = []
    for name, label in word_parts(package):
        data = package.read(name)
        if b"{" not in data and "｛".encode() not in data and not repeated:
            continue
        healed = heal(_root(name, data), label)
        errors.extend(healed.errors)
        if healed.marks or healed.changed or (repeated and label == "document"):
            sources.append(_source(name, label, healed, numbering, errors, compat=compat, repeated=repeated))
    if CORE in package and b"{" in package.read(CORE):
        made = _property_pieces(package.read(CORE).decode("utf-8", "replace"))
        if len(made) > 1:
            sources.append(Source(CORE, "properties", tuple(made)))
    return sources, errors


def _root(name: str, data: bytes) -> Element:
    root = parse_xml(name, data)
    if holds_our_marks(root):
        raise TemplateError(BROKEN_XML, found=name)
    return root


def _source(
    name: str,
    label: str,
    healed: Healed,
    numbering: Element | None,
    errors: list[TemplateError],
    *,
    compat: bool,
    repeated: bool,
) -> Source:
    known = len(healed.errors)
    shape_cells(healed)
    groups = arrange(healed, compat=compat)
    errors.extend(healed.errors[known:])
    lists = number_loops(healed.root, groups, None if compat else numbering, repeated=repeated)
    columns = watch_columns(groups)
    shape = Shape(tuple(repairs(healed.root, groups)), columns, tuple(lists.restarting.items()))
    made, sites = pieces(healed)
    return Source(name, label, tuple(made), tuple(sites), shape)


def _property_pieces(text: str) -> list[Piece]:
    """The file's own title, subject, ...: plain XML whose tags are printed as bare text."""
    made: list[Piece] = []
    position = 0
    for found in find_tags(text):
        if found.end < 0 or found.kind == "{#":
            continue
        kind = "print" if found.kind == "{{" else "block"
        body = found.body.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
        made += (
            text[position : found.start],
            Tag(kind, body, Place("properties", (("properties", 0),)), text[found.start : found.end], "bare"),
        )
        position = found.end
    return [*made, text[position:]]


def _part(source: Source, program: Program) -> Part:
    first = source.pieces[0] if source.pieces and isinstance(source.pieces[0], str) else ""
    opening = re.match(r"(?:<\?xml[^>]*\?>\s*)?<[^>]*>", first, re.S)
    head = opening.group() if opening else ""
    return Part(source.name, source.label, program, source.sites, head, _carrying(head), source.shape)


def _carrying(head: str) -> str:
    """The root's start tag with the namespace of hidden controls declared, and declared ignorable."""
    added = "" if "xmlns:w15=" in head else f' xmlns:w15="{W15}"'
    ignorable = re.search(r'mc:Ignorable="([^"]*)"', head)
    if ignorable is None:
        added += "" if "xmlns:mc=" in head else f' xmlns:mc="{MC}"'
        added += ' mc:Ignorable="w15"'
    elif "w15" not in ignorable.group(1).split():
        head = head.replace(ignorable.group(), f'mc:Ignorable="{ignorable.group(1)} w15"'.replace('" ', '"'))
    return head[:-1] + added + ">" if head.endswith(">") and not head.endswith("/>") else head
