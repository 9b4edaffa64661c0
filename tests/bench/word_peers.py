"""Turn each Python engine for Word into one function: make the template ready, then fill it again and again.

A function here takes the template's path and gives a function that writes one context to a path. What can be kept
between two fillings is kept where the engine's documentation offers it.
"""

import copy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Fill = Callable[[Mapping[str, Any], Path], object]


def drafter(template: Path) -> Fill:
    from drafter.fill import WordTemplate

    made = WordTemplate(template)
    return lambda context, out: out.write_bytes(made.render(context))


def drafter_with_places(template: Path) -> Fill:
    """As `drafter`, giving where each carried figure stands as well."""
    from drafter.fill import WordTemplate

    made = WordTemplate(template)
    return lambda context, out: out.write_bytes(made.render_carried(context).data)


def docxtpl(template: Path) -> Fill:
    """docxtpl, or rust-docxtpl where that is what the interpreter has installed under the same name."""
    from docxtpl import DocxTemplate

    def fill(context: Mapping[str, Any], out: Path) -> None:
        made = DocxTemplate(str(template))
        made.render(dict(context), autoescape=True)
        made.save(str(out))

    return fill


def mailmerge(template: Path) -> Fill:
    from mailmerge import MailMerge

    def fill(context: Mapping[str, Any], out: Path) -> None:
        with MailMerge(str(template)) as merge:
            for name, rows in context.items():
                if isinstance(rows, list):
                    prefix = "" if name == "rows" else f"{name}_"
                    texts = [{f"{prefix}{key}": str(value) for key, value in row.items()} for row in rows]
                    merge.merge_rows(f"{prefix}stt", texts)
            merge.merge(**{name: str(value) for name, value in context.items() if not isinstance(value, list)})
            merge.write(str(out))

    return fill


def python_docx(template: Path) -> Fill:
    """What a programmer writes with python-docx: replace marks in runs, copy table rows, drop paragraphs."""
    from docx import Document
    from docx.oxml.ns import qn

    text, row_tag, cell_tag, paragraph_tag = qn("w:t"), qn("w:tr"), qn("w:tc"), qn("w:p")

    def replace(element: Any, values: Mapping[str, str]) -> None:
        for piece in element.iter(text):
            if piece.text and "{{" in piece.text:
                piece.text = values.get(piece.text.strip("{}"), piece.text)

    def grow(body: Any, context: Mapping[str, Any]) -> None:
        for table in body.iter(qn("w:tbl")):
            model = table.findall(row_tag)[-1]
            names = [cell.find(f".//{text}").text.strip("{}").split(".") for cell in model.findall(cell_tag)]
            for record in context[names[0][0]]:
                row = copy.deepcopy(model)
                for piece, (_, key) in zip(row.iter(text), names, strict=True):
                    piece.text = str(record[key])
                model.addprevious(row)
            table.remove(model)

    def judge(body: Any, context: Mapping[str, Any]) -> None:
        dropping = False
        for paragraph in body.findall(paragraph_tag):
            said = "".join(piece.text or "" for piece in paragraph.iter(text))
            begins, ends = said.startswith("[["), said.endswith("]]")
            dropping = (not context[said[2:]]) if begins else dropping
            if begins or ends or dropping:
                body.remove(paragraph)
            dropping = dropping and not ends

    def fill(context: Mapping[str, Any], out: Path) -> None:
        document = Document(str(template))
        values = {name: str(value) for name, value in context.items()}
        body = document.element.body
        judge(body, context)
        for section in document.sections:
            for part in (section.header, section.footer):
                if not part.is_linked_to_previous:
                    replace(part._element, values)
        for paragraph in body.findall(paragraph_tag):
            replace(paragraph, values)
        grow(body, context)
        document.save(str(out))

    return fill
