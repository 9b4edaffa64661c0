"""The shipped templates are what their makers build, and a check of them finds nothing."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from papers import CATALOGUE, award, figure, kind, paper

from drafter.fill.excel.template import ExcelTemplate
from drafter.fill.package import Package, read_package
from drafter.fill.word.template import WordTemplate
from drafter.model.indicator import Kind
from drafter.render.annex import annex_context
from drafter.render.context import build_context, figure_slots
from drafter.render.shipped import shipped_folder
from tests.makers.annexes import ANNEXES
from tests.makers.word_template import build_template, outlines

OUTLINES = outlines()
_RENEW = "the template and its maker have drifted apart: run «make templates» and look at the pages"


def parts(package: Package) -> dict[str, bytes]:
    """The content of a file; when it was made is no matter."""
    return {name: package.read(name) for name in package.names if name != "docProps/core.xml"}


@pytest.mark.parametrize("file", OUTLINES)
def test_the_word_file_is_built_from_its_outline(file: str) -> None:
    kept = parts(read_package(shipped_folder("templates") / file))
    made = parts(read_package(build_template(OUTLINES[file].read_text("utf-8"))))
    assert set(kept) == set(made)
    assert [name for name in made if made[name] != kept[name]] == [], _RENEW


@pytest.mark.parametrize("file", ANNEXES)
def test_an_annex_is_built_by_its_maker(file: str) -> None:
    buffer = BytesIO()
    ANNEXES[file]().save(buffer)
    made, kept = parts(read_package(buffer.getvalue())), parts(read_package(shipped_folder("templates") / file))
    assert set(kept) == set(made)
    assert [name for name in made if made[name] != kept[name]] == [], _RENEW


def test_every_word_file_has_an_outline() -> None:
    templates = shipped_folder("templates")
    assert {path.relative_to(templates).as_posix() for path in templates.glob("*/*.docx")} == set(OUTLINES)


def test_every_workbook_has_a_maker() -> None:
    templates = shipped_folder("templates")
    assert {path.relative_to(templates).as_posix() for path in templates.glob("*/*.xlsx")} == set(ANNEXES)


def test_a_changed_outline_changes_the_template() -> None:
    text = OUTLINES["bao-cao-nam/report.docx"].read_text("utf-8")
    assert parts(read_package(build_template(text))) != parts(read_package(build_template(text.replace("năm", "kỳ"))))


def _seen() -> dict[str, object]:
    """What the templates see of a paper with a figure of every row."""
    figures = (figure(one.code, "CG", 3, parts=(3, 4)) for one in CATALOGUE.indicators if one.kind is not Kind.DERIVED)
    of = paper(*figures, of=kind(annexes=["don_vi", "chi_tieu", "khen_thuong"]), awards=[award("BK_T", 2)])
    return {**build_context(of, of.kind.annex_names()), **annex_context(of, figure_slots(of))}


def test_a_check_of_the_report_finds_nothing() -> None:
    found = WordTemplate(shipped_folder("templates") / "bao-cao-nam" / "report.docx").check(_seen())
    assert (found.errors, found.notes) == ((), ())
    assert len(found.slots) > 100


def test_a_check_of_the_annexes_finds_nothing() -> None:
    assert ExcelTemplate(shipped_folder("templates") / "bao-cao-nam" / "appendix.xlsx").check(_seen()) == []


def test_a_check_finds_what_is_wrong(tmp_path: Path) -> None:
    text = OUTLINES["bao-cao-nam/report.docx"].read_text("utf-8")
    data = build_template(text.replace("{{ A08 }}", "{{ A08.sso }}"))
    (tmp_path / "report.docx").write_bytes(data)
    (error,) = WordTemplate(tmp_path / "report.docx").check(_seen()).errors
    assert "sso" in str(error)
