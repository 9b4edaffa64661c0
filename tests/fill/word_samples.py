"""Small Word files made in memory, and what a reader sees in a finished one."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from docx import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Line = str | list[list[str]] | Callable[[Any], None]


def docx(*lines: Line, header: str = "", footer: str = "", title: str = "") -> bytes:
    """A document of paragraphs (text), tables (lists of rows) and whatever a function adds."""
    document = Document()
    for line in lines:
        if callable(line):
            line(document)
        elif isinstance(line, str):
            document.add_paragraph(line)
        else:
            table(document, line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    if title:
        document.core_properties.title = title
    return saved(document)


def table(document: Any, rows: list[list[str]]) -> Any:
    made = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    return made


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def runs(*texts: str, bold: tuple[int, ...] = ()) -> Callable[[Any], None]:
    """A paragraph of several runs, those numbered in `bold` being bold."""

    def add(document: Any) -> None:
        paragraph = document.add_paragraph()
        for number, text in enumerate(texts):
            run = paragraph.add_run(text)
            if number in bold:
                run.bold = True

    return add


def with_body(xml: str, **parts: str) -> bytes:
    """A document whose body is this XML (the prefix w is known); `parts` replaces others by name."""
    source = zipfile.ZipFile(io.BytesIO(docx("x")))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                text = data.decode()
                start, end = text.index("<w:body>") + 8, text.rindex("<w:sectPr")
                data = (text[:start] + xml + text[end:]).encode()
            target.writestr(name, data)
        for name, text in parts.items():
            target.writestr(name, text)
    return out.getvalue()


def with_part(data: bytes, name: str, text: str, kind: str) -> bytes:
    """The document with another part of Word's, of this kind ("footnotes"), which the document itself refers to."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    types = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    related = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    added = {
        "[Content_Types].xml": ("</Types>", f'<Override PartName="/{name}" ContentType="{types}"/>'),
        "word/_rels/document.xml.rels": (
            "</Relationships>",
            f'<Relationship Id="rIdNew" Type="{related}" Target="/{name}"/>',
        ),
    }
    with zipfile.ZipFile(out, "w") as target:
        for each in source.namelist():
            end, more = added.get(each, ("", ""))
            made = source.read(each)
            target.writestr(each, made.decode().replace(end, more + end) if end else made)
        target.writestr(name, text)
    return out.getvalue()


def part(data: bytes, name: str = "word/document.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def body(data: bytes, name: str = "word/document.xml") -> list[str]:
    """Every paragraph outside tables and every row (cells joined by " | "), in order, as its visible text."""
    root = etree.fromstring(part(data, name).encode())
    holder = root.find(f"{W}body")
    return list(_lines(root if holder is None else holder))


def _lines(container: Any) -> Any:
    for child in container:
        if child.tag == f"{W}p":
            yield visible(child)
        elif child.tag == f"{W}tbl":
            for row in child.iterchildren(f"{W}tr"):
                yield " | ".join("/".join(_lines(cell)) for cell in row.iterchildren(f"{W}tc"))
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}footnote", f"{W}endnote"):
            yield from _lines(child)


def visible(paragraph: Any) -> str:
    """The text of a paragraph with line breaks and tabs."""
    made = []
    for node in paragraph.iter():
        if node.tag == f"{W}t":
            made.append(node.text or "")
        elif node.tag == f"{W}br":
            made.append("\f" if node.get(f"{W}type") == "page" else "\n")
        elif node.tag == f"{W}tab" and node.getparent().tag == f"{W}r":
            made.append("\t")
    return "".join(made)


def formatted(data: bytes, name: str = "word/document.xml") -> list[list[tuple[str, str]]]:
    """Of each paragraph the stretches of text that look alike, with their run properties (rsid and lang left out)."""
    root = etree.fromstring(part(data, name).encode())
    found = []
    for paragraph in root.iter(f"{W}p"):
        stretches: list[tuple[str, str]] = []
        for run in paragraph.iter(f"{W}r"):
            text = visible(run)
            if not text:
                continue
            properties = run.find(f"{W}rPr")
            look = "".join(_spelled(child) for child in properties) if properties is not None else ""
            if stretches and stretches[-1][1] == look:
                stretches[-1] = (stretches[-1][0] + text, look)
            else:
                stretches.append((text, look))
        found.append(stretches)
    return found


def _spelled(node: Any) -> str:
    attributes = ",".join(f"{etree.QName(key).localname}={value}" for key, value in sorted(node.attrib.items()))
    return f"<{etree.QName(node).localname} {attributes}>"


def names(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def ids(data: bytes, pattern: str, name: str = "word/document.xml") -> list[str]:
    return re.findall(pattern, part(data, name))


Context = Mapping[str, Any]
