"""Small workbooks for the tests of Excel templates, made with openpyxl, and ways to look into what was rendered."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from drafter.fill.excel.template import ExcelTemplate


def book(
    cells: Mapping[str, Any],
    *,
    sheets: Mapping[str, Mapping[str, Any]] | None = None,
    edit: Callable[[Workbook], None] | None = None,
) -> bytes:
    """A workbook whose first sheet «S» has these cells."""
    made = openpyxl.Workbook()
    for name, content in {"S": cells, **(sheets or {})}.items():
        sheet = made.active if name == "S" else made.create_sheet(name)
        sheet.title = name
        for address, value in content.items():
            sheet[address] = value
    if edit is not None:
        edit(made)
    out = io.BytesIO()
    made.save(out)
    return with_shared_texts(out.getvalue())


def with_shared_texts(source: bytes) -> bytes:
    """The workbook with its texts in one table, as Excel itself writes them."""
    texts: list[str] = []
    parts: dict[str, str] = {}

    def share(match: re.Match[str]) -> str:
        texts.append(f"<si>{match[2]}</si>")
        return f'{match[1]} t="s"><v>{len(texts) - 1}</v></c>'

    for name in zipfile.ZipFile(io.BytesIO(source)).namelist():
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = re.sub(r'(<c [^>]*?) t="inlineStr"><is>(.*?)</is></c>', share, part(source, name), flags=re.S)
    table = f'<sst xmlns="{MAIN}" count="{len(texts)}" uniqueCount="{len(texts)}">{"".join(texts)}</sst>'
    if not texts:
        return source
    return with_related(with_parts(source, parts), "sharedStrings", "sharedStrings.xml", table)


def render(source: bytes, context: Mapping[str, object], **options: Any) -> bytes:
    """The rendered workbook, made twice to see that the bytes are the same."""
    template = ExcelTemplate(source, **options)
    out = template.render(context)
    assert template.render(context) == out
    assert no_duplicates(out)
    return out


def no_duplicates(out: bytes) -> bool:
    names = zipfile.ZipFile(io.BytesIO(out)).namelist()
    return len(names) == len(set(names))


def part(out: bytes, path: str) -> str:
    return zipfile.ZipFile(io.BytesIO(out)).read(path).decode()


def sheet_xml(out: bytes, number: int = 1) -> str:
    return part(out, f"xl/worksheets/sheet{number}.xml")


def found(pattern: str, text: str) -> list[str]:
    return re.findall(pattern, text)


def shown(out: bytes, sheet: str = "S") -> dict[str, Any]:
    """What each cell shows: values, and the stored values of formulas."""
    return _cells(out, sheet, data_only=True)


def written(out: bytes, sheet: str = "S") -> dict[str, Any]:
    """What is written in each cell: values, and the text of formulas."""
    return _cells(out, sheet, data_only=False)


def _cells(out: bytes, sheet: str, *, data_only: bool) -> dict[str, Any]:
    loaded = openpyxl.load_workbook(io.BytesIO(out), data_only=data_only)
    return {cell.coordinate: cell.value for row in loaded[sheet].iter_rows() for cell in row if cell.value is not None}


def with_part(source: bytes, path: str, change: Callable[[str], str]) -> bytes:
    """The workbook with the text of one part changed: for what openpyxl cannot make."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data.decode()).encode() if name == path else data)
    return out.getvalue()


def with_parts(source: bytes, parts: Mapping[str, str]) -> bytes:
    """The workbook with parts added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

LIST = {
    "A1": "DANH SÁCH",
    "A2": "Tên",
    "B2": "Số",
    "A3": "{%tr for r in rows %}",
    "A4": "{{ r.ten }}",
    "B4": "{{ r.so }}",
    "A5": "{%tr endfor %}",
    "A6": "Cộng",
    "B6": "=SUM(B4:B4)",
}
"""A list: header on row 2, the body on row 4, the total on row 6."""


def rows(*numbers: Any) -> dict[str, object]:
    return {"rows": [{"ten": f"Tên {at}", "so": number} for at, number in enumerate(numbers, 1)]}


def with_related(source: bytes, kind: str, path: str, xml: str) -> bytes:
    """The workbook with one more part that its workbook part leads to, `path` below xl/."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rId{kind}" Type="{kinds}/{kind}" '
    rels = part(source, "xl/_rels/workbook.xml.rels").replace(
        "</Relationships>", f'{link}Target="{path}"/></Relationships>'
    )
    content = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"
    types = part(source, "[Content_Types].xml").replace(
        "</Types>", f'<Override PartName="/xl/{path}" ContentType="{content}"/></Types>'
    )
    return with_parts(source, {f"xl/{path}": xml, "xl/_rels/workbook.xml.rels": rels, "[Content_Types].xml": types})


def without_values(out: bytes) -> bytes:
    """The workbook without stored values of formulas, so that whoever opens it must compute them."""
    for number in (1, 2):
        path = f"xl/worksheets/sheet{number}.xml"
        if path in zipfile.ZipFile(io.BytesIO(out)).namelist():
            out = with_part(out, path, lambda xml: re.sub(r"(</f>|<f[^>]*/>)<v>[^<]*</v>", r"\1", xml))
    return out
