"""Where a figure comes from: each figure of a draft leads to its cell, also once the file has been through hands."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from drafter.desk.draft import draft
from drafter.desk.evidence import Evidence, evidence_of, office_behind
from drafter.desk.problems import DeskError
from drafter.desk.tracing.comments import write_comments
from drafter.desk.tracing.trace import Traced, TraceReport, origin_of, trace
from drafter.desk.tracing.words import words
from drafter.intake.form_layout import FigureColumn
from drafter.model.figure import FigureKey
from drafter.readback.reader import read_page
from drafter.reconcile.spots import Found
from drafter.reconcile.values import numbers
from drafter.store.store import open_store
from tests.desk.small_office import (
    CAME,
    COMMUNE,
    NEW_MEMBERS,
    OFFICE,
    SCHOOL,
    SEWING,
    Y2025,
    Desk,
    fill_form,
    retype,
    small_kind,
)
from tests.golden.drafts import golden_draft, office_of

KEY = f"{NEW_MEMBERS}/{OFFICE}/2025"


@pytest.fixture
def drafted(desk: Desk) -> Path:
    """A paper of a few lines: 4 + 4 + 4 new members and 8 the year before."""
    small_kind(desk.folder)
    desk.everybody("2024")
    desk.everybody()
    return draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME).files[0]


def traced(desk: Desk, path: Path, **told: str) -> TraceReport:
    return trace(desk.ws, desk.store, path, **told)


def line(found: TraceReport, key: str = KEY) -> Traced:
    return next(one for one in found.lines if one.key == key)


def retyped(path: Path, old: str, new: str) -> Path:
    """The file with a text changed, as Word leaves it: the controls and bookmarks stay."""
    out = path.with_name("da-sua.docx")
    with ZipFile(path) as package, ZipFile(out, "w") as written:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/document.xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            written.writestr(name, data)
    return out


def test_a_sum_leads_to_the_cell_of_every_unit(desk: Desk, drafted: Path) -> None:
    found = traced(desk, drafted)
    one = line(found)
    assert one.origin is not None
    assert (one.text, one.found, one.origin.indicator) == ("12 đoàn viên", Found.BOOKMARK, NEW_MEMBERS)
    assert one.origin.formula == "4 + 4 + 4 = 12"
    assert {fact.key.organisation for fact in one.origin.facts if fact.key} == {SCHOOL, SEWING, COMMUNE}
    first = one.origin.facts[0]
    assert (first.value, first.source.file, first.source.sheet) == ("4 người", f"{SCHOOL}-2025.xlsx", "Số liệu")
    assert first.source.cell.startswith("F")
    assert first.source.received_at == CAME
    assert list(words(one, None))[1] == (
        "từ: Công đoàn cơ sở Trường Tiểu học Suối Trong: 4 người; "
        f"CDCS-01-2025.xlsx, «Số liệu»!{first.source.cell}; nhận lúc 08 giờ 30, ngày 06/01/2026"
    )


def test_a_comparison_is_reckoned_from_both_years(desk: Desk, drafted: Path) -> None:
    one = line(traced(desk, drafted), f"{KEY}#so_sanh")
    assert one.origin is not None
    assert one.origin.formula == "năm 2025 12, năm 2024 8: tăng 12 − 8 = 4 đoàn viên; 4 ÷ 8 × 100 = 50%"
    assert {fact.period for fact in one.origin.facts} == {"năm 2025", "năm 2024"}


def test_a_percent_of_the_plan_shows_its_division_and_who_gave_the_target(desk: Desk) -> None:
    small_kind(desk.folder)
    desk.everybody()
    form = fill_form(desk.folder / "da-nhan" / "van-phong.xlsx", OFFICE, "2025", {})
    desk.take(retype(form, {NEW_MEMBERS: 18}, FigureColumn.TARGET))
    path = draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME).files[0]
    found = traced(desk, path)
    share, whole = line(found, f"{KEY}#ty_le"), line(found)
    assert share.origin is not None
    assert whole.origin is not None
    assert (whole.text, whole.origin.formula) == ("12/18 đoàn viên", "4 + 4 + 4 = 12; chỉ tiêu giao 18")
    assert share.origin.formula == "12 ÷ 18 × 100 = 66,66%"
    assert share.origin.remarks == ("lấy 2 chữ số sau dấu phẩy, cắt bỏ, không làm tròn",)
    assert share.origin.facts[-1].what == "Chỉ tiêu giao – Liên đoàn Lao động tỉnh Núi Xanh"
    verdict = line(found, f"{KEY}#danh_gia")
    assert verdict.origin is not None
    assert verdict.origin.formula.endswith(": chưa đạt")


def test_what_was_retyped_is_told_and_still_leads_to_its_cells(desk: Desk, drafted: Path) -> None:
    one = line(traced(desk, retyped(drafted, "12 đoàn viên", "13 đoàn viên")))
    assert (one.text, one.drafted, one.retyped) == ("13 đoàn viên", "12 đoàn viên", True)
    assert next(words(one, None)) == "đã sửa tay: phần mềm soạn «12 đoàn viên»"
    assert one.origin is not None
    assert len(one.origin.facts) == 3


def test_a_file_is_known_by_what_is_in_it_not_by_its_name(desk: Desk, drafted: Path) -> None:
    other = desk.folder / "Bao cao (1) - Copy.docx"
    shutil.copy(drafted, other)
    assert traced(desk, other).draft.doc_id == traced(desk, drafted).draft.doc_id
    nameless = retyped(drafted, "Năm 2026", "Năm 2026")
    with ZipFile(nameless) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with ZipFile(nameless, "w") as written:
        for name, data in parts.items():
            written.writestr(name, data.replace(b"drafter.doc", b"khac.doc"))
    assert line(traced(desk, nameless)).found is Found.BOOKMARK


def test_figures_that_came_after_the_draft_do_not_rewrite_its_history(desk: Desk, drafted: Path) -> None:
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 40}, name="nop-lai.xlsx", now=CAME + timedelta(days=3))
    one = line(traced(desk, drafted))
    assert one.origin is not None
    assert one.origin.formula == "4 + 4 + 4 = 12"


def test_a_correction_is_shown_with_who_and_why(desk: Desk) -> None:
    small_kind(desk.folder)
    desk.everybody()
    key = FigureKey(NEW_MEMBERS, SCHOOL, Y2025)
    before = next(one for one in desk.store.figures([Y2025]) if one.key == key)
    corrected = replace(before, value=Decimal(6))
    desk.store.correct(key, corrected, "đơn vị báo qua điện thoại", "Lò Thị Ban", CAME)
    path = draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME).files[0]
    one = line(traced(desk, path))
    assert one.origin is not None
    assert (one.origin.formula, one.origin.facts[0].corrected) == (
        "6 + 4 + 4 = 14",
        "cơ quan sửa từ 4 người: Lò Thị Ban, 08 giờ 30, ngày 06/01/2026, lý do: đơn vị báo qua điện thoại",
    )


def test_one_figure_can_be_asked_for(desk: Desk, drafted: Path) -> None:
    assert {one.key for one in traced(desk, drafted, at="12 đoàn viên").lines} == {KEY}
    with pytest.raises(DeskError) as error:
        traced(desk, drafted, at="999")
    assert str(error.value) == (
        f"R151 {drafted.name}: bản thảo không có số nào ghi «999» mà phần mềm theo dõi được\n"
        '     cách sửa: chép đúng số như trong bản thảo, ví dụ --at "676/650"; số tự gõ thêm thì phần mềm không biết '
        "nguồn"
    )


def test_what_was_taken_out_is_listed(desk: Desk, drafted: Path) -> None:
    document = Document(str(drafted))
    for paragraph in document.paragraphs:
        if "tăng" in "".join(paragraph._p.itertext()):
            for child in list(paragraph._p):
                paragraph._p.remove(child)
    out = drafted.with_name("da-xoa.docx")
    document.save(str(out))
    found = traced(desk, out)
    assert {one.key for one in found.removed} == {KEY, f"{KEY}#so_sanh"}


def test_other_files_are_refused_kindly(desk: Desk, tmp_path: Path) -> None:
    text = tmp_path / "ghi-chu.txt"
    text.write_text("12", "utf-8")
    document = tmp_path / "tu-go.docx"
    Document().save(str(document))
    for path, code in ((text, "R152"), (document, "R101"), (tmp_path / "khong-co.docx", "W116")):
        with pytest.raises(DeskError) as error:
            traced(desk, path)
        assert error.value.problems[0].code == code
    with pytest.raises(DeskError) as error:
        traced(desk, text)
    assert "«ghi-chu.txt» không phải tệp .docx hay .xlsx" in str(error.value)


def test_comments_stand_on_their_figures_in_a_copy(desk: Desk, drafted: Path) -> None:
    before = drafted.read_bytes()
    found, out = traced(desk, drafted), desk.folder / "nguon-so.docx"
    assert write_comments(found, out, CAME) == 2
    page = read_page(out.read_bytes())
    assert [one.about for one in page.comments] == ["12 đoàn viên", "tăng 4 đoàn viên (50%) so với năm 2024"]
    assert page.comments[0].text.splitlines()[:2] == [
        "Nguồn số: E02 Số đoàn viên kết nạp mới",
        "cách tính: 4 + 4 + 4 = 12",
    ]
    assert page.tracked == 0
    assert drafted.read_bytes() == before
    with pytest.raises(DeskError):
        write_comments(found, out, CAME)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_draft_that_libreoffice_saved_is_traced_all_the_same(desk: Desk, drafted: Path, tmp_path: Path) -> None:
    for ending, folder in (("odt", "mot"), ("docx", "hai")):
        source = drafted if ending == "odt" else tmp_path / "mot" / "report.odt"
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
        done = [*command, "--convert-to", ending, "--outdir", str(tmp_path / folder), str(source)]
        subprocess.run(done, check=True, capture_output=True, timeout=180)
    one = line(traced(desk, tmp_path / "hai" / "report.docx"))
    assert one.found is Found.BOOKMARK
    assert one.origin is not None
    assert one.origin.formula == "4 + 4 + 4 = 12"


# One draft of each kind: of the smallest office that has it.
TRACED = (
    "thanh-tri-2020",
    "thanh-tri-2020-tom-tat",
    "thanh-tri-2020-to-trinh",
    "thanh-tri-2020-quyet-dinh",
    "thanh-tri-2020-danh-sach",
    "cum-2-2019",
    "cum-1-quy-1-2021",
    "cum-1-quy-1-2021-bao-cao-quy",
    "cum-4-2026",
    "cang-2026-6-thang",
    "cang-2026-9-thang",
    "thuong-tin-nhiem-ky",
    "thuong-tin-chi-tieu",
    "van-phong-mau-2025-xep-loai",
)


@pytest.mark.parametrize("name", TRACED)
def test_every_figure_of_every_shipped_kind_has_an_origin(name: str, tmp_path: Path) -> None:
    """The law of trace: no figure of a draft of ours is without one, and what is counted adds up to what is printed."""
    made, ws = golden_draft(name), office_of(name)
    with open_store(ws.database) as store:
        for data in (one for one in (made.report, made.listing) if one):
            path = tmp_path / "du-thao.docx"
            path.write_bytes(data)
            found = trace(ws, store, path)
            assert [one.key for one in found.lines if one.origin is None] == []
            assert [one.key for one in found.lines if one.retyped or one.found is not Found.BOOKMARK] == []
            assert [one for one in found.lines if not _leads_to(one)] == []


def _leads_to(one: Traced) -> bool:
    """Whether what is reckoned gives every number that an indicator's figure prints."""
    if one.origin is None or not one.origin.result or one.key.endswith("#thieu"):
        return True
    return set(numbers(one.text)) <= set(numbers(f"{one.origin.result}; {one.origin.formula}"))


def test_a_unit_that_reports_for_the_whole_keeps_its_own_number_apart(tmp_path: Path) -> None:
    """The cluster's head is one of its units: its own share is not that of all."""
    made, ws = golden_draft("cum-4-2026-cham-diem"), office_of("cum-4-2026-cham-diem")
    path = tmp_path / "cham-diem.xlsx"
    path.write_bytes(made.annex)
    with open_store(ws.database) as store:
        one = line(trace(ws, store, path), "C07/CDP-ANHOA/2026#rieng")
    assert one.origin is not None
    assert (one.text, one.origin.formula) == ("80,3571428571", "45 ÷ 56 × 100 = 80,35%")
    assert [fact.key.organisation for fact in one.origin.facts if fact.key] == ["CDP-ANHOA"]


BOOKS = (
    "thanh-tri-2020",
    "cum-2-2019",
    "cang-2026-6-thang",
    "cum-4-2026-cham-diem",
    "khen-thuong-mau-to-trinh",
    "thuong-tin-chi-tieu",
    "van-phong-mau-2025-xep-loai",
)


@pytest.mark.parametrize("name", BOOKS)
def test_every_figure_of_a_workbook_has_an_origin(name: str, tmp_path: Path) -> None:
    made, ws = golden_draft(name), office_of(name)
    path = tmp_path / "phu-luc.xlsx"
    path.write_bytes(made.annex)
    with open_store(ws.database) as store:
        found = trace(ws, store, path)
    assert len(found.lines) > 5
    assert [one.key for one in found.lines if one.origin is None or not one.places or one.retyped] == []
    figures = [one for one in found.lines if not one.key.endswith("#thieu")]
    assert [one.key for one in figures if one.origin and not one.origin.facts] == []
    nowhere = [one.key for one in figures if one.origin and not all(fact.source.file for fact in one.origin.facts)]
    assert [key for key in nowhere if "#bang|" not in key] == []  # the scoring table that is shipped has no form


@pytest.mark.parametrize("name", ["cang-2026-quy-2", "cum-1-quy-1-2021"])
def test_one_figure_of_an_indicator_alone_leads_where_it_leads_among_all(name: str) -> None:
    """Of a draft of thousands of units only what stands behind the figure asked about is read."""
    made, ws = golden_draft(name), office_of(name)
    with open_store(ws.database) as store:
        stored = next(one for one in store.drafts() if one.doc_id == made.doc_id)
        draft = store.draft(stored.doc_id, stored.version)
        assert draft is not None
        whole, alone = evidence_of(ws, store, draft), dict[frozenset[str] | None, Evidence]()
        for one in draft.manifest["carriers"]:
            office = office_behind(ws, draft, one["key"])
            if office.only not in alone:
                alone[office.only] = evidence_of(office, store, draft)
            key, text = one["key"], one["text"]
            assert origin_of(alone[office.only], key, text) == origin_of(whole, key, text), key
    assert len(alone) > 5
