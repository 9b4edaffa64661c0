"""Turn a kind into everything that is wrong with it: its kind.toml, what its files ask for, styles, basis, form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from lxml import etree

from drafter.desk.rehearsal import rehearsal
from drafter.desk.workspace import Workspace
from drafter.documents.basis import basis_on
from drafter.documents.kind import Kind
from drafter.fill.errors import TemplateError, TemplateErrors
from drafter.fill.package import read_package
from drafter.fill.word.check import check_word
from drafter.format_rules.find import find_paper
from drafter.format_rules.rules import judge
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.readback.reader import read_page
from drafter.render.annex import annex_context
from drafter.render.compiled import excel_template
from drafter.render.context import build_context, figure_slots
from drafter.render.draft import draft_paper
from drafter.render.interim_annex import interim_annex
from drafter.render.kinds import KindFolder, load_kind, template_folders
from drafter.render.paper import Paper
from drafter.store.store import Store

UNKNOWN_INDICATOR = ProblemKind(
    code="C227",
    severity=Severity.ERROR,
    title="kind.toml đòi một chỉ tiêu không có trong danh mục",
    what="mục «required» ghi «{found}», không có chỉ tiêu này",
    fix="sửa mã cho đúng danh mục (xem bằng «drafter figures»), hoặc thêm chỉ tiêu vào indicators.toml",
)
UNKNOWN_REGISTER = ProblemKind(
    code="C228",
    severity=Severity.ERROR,
    title="kind.toml dùng một sổ không có",
    what="mục «registers» ghi «{found}», không có sổ này",
    fix="chọn một trong các sổ: {known}",
)
NO_STYLE = ProblemKind(
    code="C229",
    severity=Severity.WARNING,
    title="Đoạn văn trong mẫu không có kiểu chữ của văn bản",
    what="đoạn «{found}» đặt kiểu «{style}»{more}",
    fix="trong Word, đặt con trỏ vào đoạn ấy rồi chọn kiểu «Nội dung» (hoặc kiểu đúng của phần ấy) ở mục Styles",
)
KINDS = (UNKNOWN_INDICATOR, UNKNOWN_REGISTER, NO_STYLE)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLAIN = ("Normal", "ListParagraph", "")
_SHOWN = 60


def check_kind(ws: Workspace, store: Store, code: str, today: date) -> tuple[Problem, ...]:
    """All that is wrong with the kind of that code; empty when it may be used. Raises DeskError as `rehearsal` does."""
    home, problems = load_kind(code, template_folders(ws.folder))
    if home is None:
        return problems
    paper = rehearsal(ws, store, home.kind, today)
    asked_in_vain = tuple(_templates(home, paper))
    return (
        *_entries(ws, home.kind, f"{code}/kind.toml"),
        *basis_on(home.kind.basis, today).problems,
        *asked_in_vain,
        *(problem for path in home.files if path.suffix.lower() == ".docx" for problem in _styles(path)),
        *(() if asked_in_vain else _form(home, paper)),
    )


def _entries(ws: Workspace, kind: Kind, file: str) -> Iterator[Problem]:
    place = Place(file=file)
    for code in kind.required:
        if code not in ws.catalogue.by_code:
            yield UNKNOWN_INDICATOR.at(place, found=code)
    for code in kind.registers:
        if ws.registers.get(code) is None:
            yield UNKNOWN_REGISTER.at(place, found=code, known=", ".join(ws.registers.forms))


def _templates(home: KindFolder, paper: Paper) -> Iterator[Problem]:
    """What the files ask for that no paper of this kind has, each once."""
    context = build_context(paper, home.kind.annex_names())
    slots = figure_slots(paper)
    in_annex = {**context, **annex_context(paper, slots), **interim_annex(paper, slots)}
    for path in home.files:
        word = path.suffix.lower() == ".docx"
        seen = _first_page(context, home.kind.each) if path == home.report else context
        for error in check_word(path, seen).errors if word else _excel_errors(path, in_annex):
            yield Problem(error.code, Severity.ERROR, Place(file=error.file, text=error.place), error.what, error.fix)


def _first_page(context: Mapping[str, object], each: str) -> Mapping[str, object] | None:
    """What the first page of a kind sees that prints a page an entry; None where the office can have no entry."""
    if not each:
        return context
    entries: Any = context.get(each, ())
    first = next(iter(entries), None)
    return None if first is None else {**context, "trang": first}


def _excel_errors(path: Path, context: Mapping[str, object]) -> tuple[TemplateError, ...]:
    try:
        return tuple(excel_template(path).check(context))
    except TemplateError as error:
        return (error,)
    except TemplateErrors as found:
        return tuple(found.errors)


def _form(home: KindFolder, paper: Paper) -> Iterator[Problem]:
    """What the rules of form say of the rehearsal as it would be handed out."""
    try:
        drafted = draft_paper(paper, replace(home, annex=None))
    except (TemplateError, TemplateErrors):
        return  # a page for each of nobody: there is nothing to look at
    for path, data in ((home.report, drafted.document), (home.listing, drafted.listing)):
        if path is not None and data is not None:
            yield from judge(find_paper(read_page(data), name=path.name, day=paper.day))


def _styles(path: Path) -> Iterator[Problem]:
    """The paragraphs that have words and no style of their own: they look as the machine likes."""
    try:
        body = etree.fromstring(read_package(path).read("word/document.xml"))
    except (TemplateError, BadZipFile, KeyError, etree.XMLSyntaxError):
        return  # told already by the check of its values
    plain: dict[str, list[str]] = {}
    for paragraph in body.iter(f"{_W}p"):
        found = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style = "" if found is None else str(found.get(f"{_W}val"))
        text = "".join(map(str, paragraph.itertext(f"{_W}t"))).strip()
        if style in _PLAIN and text and not text.startswith("{%"):
            plain.setdefault(style or "Normal", []).append(text)
    for style, texts in plain.items():
        more = f" (và {len(texts) - 1} đoạn khác)" if len(texts) > 1 else ""
        yield NO_STYLE.at(Place(file=path.name), found=texts[0][:_SHOWN], style=style, more=more)
