"""Files of past reports for the tests, made in memory."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from openpyxl import Workbook

from drafter.encodings.convert import to_tcvn3


def word(*paragraphs: str, font: str = "Times New Roman", table: Sequence[Sequence[str]] = ()) -> bytes:
    """A .docx of these paragraphs, all in one font, and a table behind them."""
    document = Document()
    for text in paragraphs:
        write(document.add_paragraph(), text, font)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                write(cell.paragraphs[0], text, font)
    return saved(document)


def write(paragraph: Any, text: str, font: str) -> None:
    """A run of that font in all its scripts; text of an old font as that font needs it."""
    run = paragraph.add_run(to_tcvn3(text) if font.startswith(".Vn") else text)
    run.font.name = font
    run._element.rPr.rFonts.set(qn("w:hAnsi"), font)


def saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def sheet(*rows: Sequence[object], merged: Sequence[str] = (), title: str = "Phụ lục") -> bytes:
    """An .xlsx of one sheet."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    for area in merged:
        book.active.merge_cells(area)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, part: bytes, *, packed: bool = True) -> bytes:
    """The zip with one part replaced or added; not packed, a part that says the same again and again is no bomb."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part, zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED)
    return buffer.getvalue()


def strict(data: bytes) -> bytes:
    """A .docx under the names of ISO Strict, as Word saves «Strict Open XML Document»."""
    plain = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relations = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            text = old.read(entry).replace(plain, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            new.writestr(entry, text.replace(relations, b"http://purl.oclc.org/ooxml/officeDocument/relationships"))
    return buffer.getvalue()


def pdf(*lines: str, pages: int = 1) -> bytes:
    """A PDF of ASCII lines in Helvetica, the same on each page; no line: a page without a text layer."""
    words = b" ".join(
        f"BT /F1 12 Tf 72 {760 - 20 * number} Td ({line}) Tj ET".encode() for number, line in enumerate(lines)
    )
    return pdf_page(*[words] * pages)


def pdf_page(*pages: bytes | tuple[bytes, int]) -> bytes:
    """A PDF of these pages, each what is drawn on it and, where it is turned, by how many degrees."""
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for page, given in enumerate(pages):
        drawn, turned = given if isinstance(given, tuple) else (given, 0)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 842] /Rotate {turned} /Contents {5 + 2 * page} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(drawn), drawn))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
