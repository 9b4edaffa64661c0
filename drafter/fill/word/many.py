"""Turn many contexts into one document with a section for each."""

import re
from collections.abc import Callable, Iterable, Mapping

from drafter.fill.errors import Kind, Place, TemplateError
from drafter.fill.package import Package
from drafter.fill.word.links import relations_of
from drafter.fill.word.parts import CORE, Part
from drafter.fill.word.run import Run

NOTES_TAGGED = Kind(
    "T127",
    "không gộp được nhiều bản vào một tệp vì chú thích trong mẫu có thẻ",
    "several copies cannot go into one file, for the notes of the template have tags",
    "bỏ thẻ trong chú thích, hoặc xuất mỗi bản một tệp",
    "take the tags out of the notes, or write one file for each",
)
NOTHING_TO_FILL = Kind(
    "T128",
    "không có bản nào để điền",
    "there is nothing to fill in",
    "chọn ít nhất một người nhận, một dòng dữ liệu",
    "give at least one set of data",
)

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
# A paragraph of no height that ends a section: the section's own last paragraph may be a table.
_SECTION_END = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr>{}</w:pPr></w:p>'
)
_MARGIN = re.compile(r'<w:(header|footer)Reference\b[^>]*?w:type="(\w+)"')
_SECTION = re.compile(r"<w:sectPr\b(?:[^>]*/>|.*?</w:sectPr>)", re.S)
_AFTER_NUMBERING = re.compile(
    r"<w:(?:cols|formProt|vAlign|noEndnote|titlePg|textDirection|bidi|rtlGutter|docGrid|printerSettings)\b|</w:sectPr>"
)


def in_copy(error: TemplateError, number: int) -> TemplateError:
    """The error, saying in which copy it happened."""
    error.where = Place(error.where.part, (("copy", number), *error.where.steps), error.where.cell)
    return error


def fill_sections(
    run: Run,
    package: Package,
    parts: list[Part],
    contexts: Iterable[Mapping[str, object]],
    progress: Callable[[int], object] | None,
) -> None:
    """Fill the document once for each context and put the copies one behind the other."""
    if any(part.label.startswith(("footnotes", "endnotes", "comments")) for part in parts):
        raise TemplateError(NOTES_TAGGED)
    document = next(part for part in parts if part.label == "document")
    margins = [part for part in parts if part.label.startswith(("header", "footer"))]
    references = _references(package, document.name)
    made: list[str] = []
    blanks: dict[str, str] = {}
    section = end = ""
    for number, context in enumerate(contexts, start=1):
        if number > 1:
            made.append(_SECTION_END.format(section))
        run.next_copy()
        try:
            text = run.text(document, context, document.name)
            head, inside, section, end = _opened(text)
            for part in margins:
                name = _fill_margin(run, package, part, context, number)
                if number > 1:
                    relation = _relate(run, document.name, part, name)
                    inside, section = (_pointed(each, references[part.name], relation) for each in (inside, section))
        except TemplateError as error:
            raise in_copy(error, number) from error.__cause__
        if number > 1 and (lacking := _lacking(inside, section)):
            for kind, _ in lacking:
                blanks[kind] = blanks.get(kind) or run.grafts.empty_margin(kind, document.name)
            inside, section = _in_first(inside, section, lambda first: _blanked(first, lacking, blanks))
        inside, section = _in_first(inside, section, _from_one)
        made.append(inside if number > 1 else head + inside)
        if number == 1:
            for part in parts:
                if part.name == CORE:
                    run.fill(part, context)
        if progress:
            progress(number)
    if not made:
        raise TemplateError(NOTHING_TO_FILL)
    run.keep(document.name, "".join(made) + section + end)


def _opened(text: str) -> tuple[str, str, str, str]:
    """Up to the body, the body, the last section's properties, the end."""
    begin = text.index(">", text.index("<w:body")) + 1
    end = text.rindex("</w:body>")
    last = text.rfind("<w:sectPr", begin, end)
    is_last = last >= 0 and text.find("</w:sectPr>", last) + len("</w:sectPr>") == end
    if not is_last:
        return text[:begin], text[begin:end], "<w:sectPr></w:sectPr>", text[end:]
    return text[:begin], text[begin:last], text[last:end], text[end:]


def _in_first(inside: str, section: str, change: Callable[[str], str]) -> tuple[str, str]:
    """The body and last section of a copy whose first section is changed."""
    first = _SECTION.search(inside)
    if first is None:
        return inside, change(section)
    return inside[: first.start()] + change(first.group()) + inside[first.end() :], section


def _lacking(inside: str, section: str) -> dict[tuple[str, str], None]:
    """The headers and footers, by kind and pages, that the copy shows but its first section has none of.

    That one would take them from the end of the copy before.
    """
    sections = [*(found.group() for found in _SECTION.finditer(inside)), section]
    every = [dict.fromkeys(_MARGIN.findall(each)) for each in sections]
    return {key: None for keys in every for key in keys if key not in every[0]}


def _blanked(section: str, lacking: Iterable[tuple[str, str]], blanks: Mapping[str, str]) -> str:
    made = "".join(f'<w:{kind}Reference w:type="{pages}" r:id="{blanks[kind]}"/>' for kind, pages in lacking)
    return re.sub(
        r"(<w:sectPr\b[^>]*?)(/?)>",
        lambda found: f"{found.group(1)}>{made}" + "</w:sectPr>" * bool(found.group(2)),
        section,
        count=1,
    )


def _from_one(section: str) -> str:
    """A section on a page of its own, its pages numbered from 1."""
    section = re.sub(r"(<w:sectPr\b[^>]*)/>$", r"\1></w:sectPr>", section)
    section = section.replace('<w:type w:val="continuous"/>', '<w:type w:val="nextPage"/>')
    if "<w:pgNumType" in section:
        section = re.sub(r'(<w:pgNumType\b[^>]*?) w:start="\d+"', r"\1", section)
        return section.replace("<w:pgNumType", '<w:pgNumType w:start="1"')
    return _AFTER_NUMBERING.sub(lambda found: '<w:pgNumType w:start="1"/>' + found.group(), section, count=1)


def _fill_margin(run: Run, package: Package, part: Part, context: Mapping[str, object], number: int) -> str:
    """Fill a header or footer; from the second copy on under a name of its own, with the same relationships."""
    if number == 1:
        run.fill(part, context)
        return part.name
    name = part.name.replace(".xml", f"_{number}.xml")
    relations = relations_of(part.name)
    if relations in package:
        run.additions.raw(relations_of(name), package.read(relations))
    run.additions.raw(name, run.text(part, context, name).encode())
    return name


def _relate(run: Run, document: str, part: Part, name: str) -> str:
    kind = re.sub(r"\d+$", "", part.label)
    return run.additions.part(document, name, kind, _CONTENT_TYPE.format(kind))


def _references(package: Package, document: str) -> dict[str, str]:
    """The relationship id of each part the document refers to."""
    text = package.read(relations_of(document)).decode()
    folder = document.rpartition("/")[0]
    found: dict[str, str] = {}
    for relation in re.findall(r"<Relationship\b[^>]*>", text):
        target, name = (re.search(rf'{key}="([^"]*)"', relation) for key in ("Target", "Id"))
        if target and name:
            path = target.group(1)
            found[path[1:] if path.startswith("/") else f"{folder}/{path}"] = name.group(1)
    return found


def _pointed(text: str, old: str, new: str) -> str:
    """References to a header or footer turned to its copy."""
    return re.sub(
        rf'(<w:(?:header|footer)Reference\b[^>]*?r:id="){re.escape(old)}"',
        lambda found: f'{found.group(1)}{new}"',
        text,
    )
