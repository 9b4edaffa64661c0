"""Drafts are versions in the store: listed, held against each other in words, written back beside what is there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from drafter.desk.draft import DraftReport, draft
from drafter.desk.drafts import FigureChange, WordChange, diff_drafts, find_draft, list_drafts, restore
from drafter.desk.problems import DeskError
from drafter.model.period import Period
from tests.desk.small_office import CAME, MEMBERS, NEW_MEMBERS, OFFICE, SCHOOL, Y2025, Desk, small_kind
from tests.desk.test_desk_trace import retyped

KEY = f"{NEW_MEMBERS}/{OFFICE}/2025"


@pytest.fixture
def two(desk: Desk) -> tuple[DraftReport, DraftReport]:
    """A draft, and the next one once a unit has sent its form again."""
    small_kind(desk.folder)
    desk.everybody()
    first = draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME)
    desk.hand_in(SCHOOL, {MEMBERS: 40, NEW_MEMBERS: 40}, name="nop-lai.xlsx", now=CAME + timedelta(days=3))
    return first, draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME + timedelta(days=3))


def test_drafts_are_listed_newest_first(desk: Desk, two: tuple[DraftReport, DraftReport]) -> None:
    found = list_drafts(desk.store)
    assert [one.record.doc_id for one in found] == [two[1].doc_id, two[0].doc_id]
    assert [(one.issued, one.refreshed) for one in found] == [(None, False)] * 2
    assert list_drafts(desk.store, Period.parse("2024")) == ()


def test_two_drafts_differ_in_figures_and_not_in_words(desk: Desk, two: tuple[DraftReport, DraftReport]) -> None:
    found = diff_drafts(desk.ws, desk.store, two[0].doc_id, two[1].doc_id)
    assert found.figures == (FigureChange(KEY, "Số đoàn viên kết nạp mới", "12 đoàn viên", "48 đoàn viên"),)
    assert (found.words, found.same) == ((), False)
    assert diff_drafts(desk.ws, desk.store, two[0].doc_id, two[0].doc_id).same


def test_an_officers_file_is_held_against_the_draft(desk: Desk, two: tuple[DraftReport, DraftReport]) -> None:
    edited = retyped(two[0].files[0], "Năm 2026", "Năm nay, 2026")
    edited = retyped(edited.rename(edited.with_name("mot.docx")), "12 đoàn viên", "13 đoàn viên")
    found = diff_drafts(desk.ws, desk.store, two[0].doc_id, str(edited))
    assert [(one.old, one.new) for one in found.figures] == [("12 đoàn viên", "13 đoàn viên")]
    assert found.words == (WordChange("Năm 2026", "Năm nay, 2026"),)


@pytest.fixture
def books(desk: Desk) -> tuple[DraftReport, DraftReport]:
    """Two drafts with a workbook, the second after a unit has sent its form again."""
    desk.everybody()
    first = draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME)
    desk.hand_in(SCHOOL, {MEMBERS: 40, NEW_MEMBERS: 40}, name="nop-lai.xlsx", now=CAME + timedelta(days=3))
    return first, draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME + timedelta(days=3))


def test_two_workbooks_differ_in_figures_by_indicator_and_unit(
    desk: Desk, books: tuple[DraftReport, DraftReport]
) -> None:
    old, new = (next(path for path in one.files if path.suffix == ".xlsx") for one in books)
    found = diff_drafts(desk.ws, desk.store, str(old), str(new))
    school = "Công đoàn cơ sở Trường Tiểu học Suối Trong"
    told = {one.key: (one.label, one.old, one.new) for one in found.figures}
    assert told[KEY] == ("Số đoàn viên kết nạp mới", "12", "48")
    label, *values = told[f"{NEW_MEMBERS}/{SCHOOL}/2025"]
    assert (label.endswith(f" – {school}"), values) == (True, ["4", "40"])
    assert told[f"A01/{SCHOOL}/2025"][2] == ""  # the later form does not tell it
    # A draft of the store is its workbook where the other one is a workbook; itself it is the same.
    assert diff_drafts(desk.ws, desk.store, books[0].doc_id, str(old)).same
    assert diff_drafts(desk.ws, desk.store, books[0].doc_id, str(new)).figures == found.figures


def test_words_of_a_workbook_that_an_officer_changed_are_told(
    desk: Desk, books: tuple[DraftReport, DraftReport]
) -> None:
    path = next(one for one in books[0].files if one.suffix == ".xlsx")
    book = load_workbook(path)
    sheet = book["Phụ lục II"]
    sheet["A2"] = "KẾT QUẢ ĐÃ SỬA"
    edited = path.with_name("da-sua.xlsx")
    book.save(edited)
    found = diff_drafts(desk.ws, desk.store, str(path), str(edited))
    assert (found.figures, [one.new for one in found.words]) == ((), ["Phụ lục II: KẾT QUẢ ĐÃ SỬA"])


def test_a_paper_is_not_held_against_a_workbook(desk: Desk, books: tuple[DraftReport, DraftReport]) -> None:
    word, book = books[0].files[:2]
    with pytest.raises(DeskError) as error:
        diff_drafts(desk.ws, desk.store, str(word), str(book))
    assert str(error.value) == (
        "R154 «report.docx» không phải bảng tính, không so sánh được với bảng tính\n"
        "     cách sửa: so sánh Word với Word, Excel với Excel; mã dự thảo thì so được với cả hai"
    )


def test_a_draft_is_found_by_the_beginning_of_its_code(desk: Desk, two: tuple[DraftReport, DraftReport]) -> None:
    assert find_draft(desk.store, two[0].doc_id[:-4]).doc_id == two[0].doc_id
    assert find_draft(desk.store, f"{two[0].doc_id}@1").doc_id == two[0].doc_id
    for wrong in ("bao-cao-nam", f"{two[0].doc_id}@7", "khong-co"):
        with pytest.raises(DeskError) as error:
            find_draft(desk.store, wrong)
        assert error.value.problems[0].code == "R153"
    assert str(error.value) == (
        "R153 kho không có dự thảo nào mang mã «khong-co»\n"
        "     cách sửa: xem mã và phiên bản bằng «drafter drafts», rồi ghi mã@phiên-bản, hoặc ghi tên một tệp dự thảo"
    )


def test_a_restored_draft_is_what_was_drafted_beside_what_is_there(
    desk: Desk, two: tuple[DraftReport, DraftReport], tmp_path: Path
) -> None:
    files = restore(desk.ws, desk.store, two[0].doc_id, tmp_path)
    assert [path.read_bytes() for path in files] == [path.read_bytes() for path in two[0].files[:2]]
    assert restore(desk.ws, desk.store, two[0].doc_id, tmp_path) == files
    files[0].write_bytes(b"somebody's work")
    again = restore(desk.ws, desk.store, two[0].doc_id, tmp_path)
    assert [path.name for path in again] == [f"{two[0].doc_id}-v2.docx", f"{two[0].doc_id}-phu-luc-v2.xlsx"]
    assert files[0].read_bytes() == b"somebody's work"


def test_a_draft_that_is_a_workbook_is_held_against_the_workbook_of_another(
    desk: Desk, two: tuple[DraftReport, DraftReport]
) -> None:
    home = desk.folder / "templates" / "chi-phu-luc"
    home.mkdir()
    source = desk.folder / "templates" / "bao-cao-nam"
    (home / "appendix.xlsx").write_bytes((source / "appendix.xlsx").read_bytes())
    kind = (source / "kind.toml").read_text("utf-8").replace('report = "report.docx"', 'report = ""')
    (home / "kind.toml").write_text(kind.replace("bao-cao-nam", "chi-phu-luc"), "utf-8")
    made = draft(desk.ws, desk.store, "chi-phu-luc", Y2025, now=CAME)
    assert diff_drafts(desk.ws, desk.store, two[1].doc_id, made.doc_id).same  # their workbooks are one
