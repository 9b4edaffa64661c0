"""A draft beside what is there: no officer's work is written over, nothing is left half-written, gaps are told."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from drafter.desk import draft as drafting
from drafter.desk.draft import NOTES, DraftReport, draft
from drafter.desk.problems import DeskError
from drafter.desk.readiness import readiness
from drafter.desk.workspace import open_workspace
from drafter.model.period import Period
from drafter.render.shipped import shipped_folder
from drafter.store.store import open_store
from tests.desk.small_office import (
    CAME,
    CLINIC,
    COMMUNE,
    GIFTS,
    MEMBERS,
    NEW_MEMBERS,
    OFFICE,
    SCHOOL,
    SEWING,
    Y2024,
    Y2025,
    Desk,
    make_office,
    small_kind,
)

KIND = "bao-cao-nam"
HOME = f"du-thao/{KIND}_2025"
STAMP = "SỐ LIỆU TẠM"


def make(desk: Desk, **told: object) -> DraftReport:
    return draft(desk.ws, desk.store, KIND, Y2025, now=CAME, **told)  # type: ignore[arg-type]


def stopped(desk: Desk, kind: str = KIND, period: Period = Y2025, **told: object) -> str:
    with pytest.raises(DeskError) as error:
        draft(desk.ws, desk.store, kind, period, now=CAME, **told)  # type: ignore[arg-type]
    return str(error.value)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def text(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_a_whole_year_is_drafted_into_a_folder_of_its_own(desk: Desk) -> None:
    desk.everybody()
    report = make(desk)
    assert [path.relative_to(desk.folder).as_posix() for path in report.files] == [
        f"{HOME}/report.docx", f"{HOME}/appendix.xlsx", f"{HOME}/{NOTES}",
    ]  # fmt: skip
    assert report.title.startswith("Tổng kết phong trào công nhân, viên chức, lao động và hoạt động công đoàn năm 2025")
    assert (report.provisional, report.absent) == ("", ())
    assert STAMP not in text(report.files[0])
    kept = desk.store.draft(report.doc_id)
    assert kept is not None
    assert (kept.document, kept.appendix) == (report.files[0].read_bytes(), report.files[1].read_bytes())


def test_drafting_says_what_it_is_at(desk: Desk) -> None:
    """With thousands of units it takes a minute."""
    desk.everybody()
    told: list[str] = []
    draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME, tell=told.append)
    assert told == ["Đang cộng số liệu và điền mẫu", "Đang soát số liệu của các đơn vị", "Đang ghi dự thảo"]


def test_the_same_again_writes_nothing_new(desk: Desk) -> None:
    small_kind(desk.folder)
    desk.everybody()
    first = make(desk)
    before = files(desk.folder / HOME)
    times = {path: path.stat().st_mtime_ns for path in first.files[:2]}
    again = make(desk)
    assert again == first
    assert files(desk.folder / HOME) == before
    assert {path: path.stat().st_mtime_ns for path in again.files[:2]} == times


def test_an_edited_report_stays_and_the_next_version_stands_beside_it(desk: Desk) -> None:
    small_kind(desk.folder)
    desk.everybody()
    report, annex, _ = make(desk).files
    document = Document(str(report))
    document.add_paragraph("Đồng chí Chủ tịch thêm một câu.")
    document.save(str(report))
    edited = files(desk.folder / HOME)
    second = make(desk)
    assert [path.name for path in second.files] == ["report-v2.docx", "appendix-v2.xlsx", NOTES]
    assert {name: files(desk.folder / HOME)[name] for name in ("report.docx", "appendix.xlsx")} == {
        "report.docx": edited["report.docx"], "appendix.xlsx": annex.read_bytes(),
    }  # fmt: skip
    assert "Đồng chí Chủ tịch thêm một câu." in text(report)
    assert make(desk).files == second.files  # and it is not written a third time


def test_a_form_without_what_the_paper_must_have_makes_it_provisional(desk: Desk) -> None:
    """«40 đoàn viên» of three unions where one has told how many is no whole total, though all forms have come."""
    small_kind(desk.folder)
    desk.hand_in(SCHOOL, {MEMBERS: 40})
    desk.hand_in(SEWING, {GIFTS: 1})
    desk.hand_in(COMMUNE, {MEMBERS: 20})
    report = make(desk)
    assert report.provisional == "SỐ LIỆU TẠM, CÒN THIẾU 1/3 ĐƠN VỊ"
    (short,) = [problem for problem in report.problems if problem.code == "C235"]
    assert str(short.place) == report.absent[0] == "Công đoàn cơ sở Công ty May Lá Biếc"
    assert "«Tổng số đoàn viên công đoàn»" in short.what
    assert "C235" in [problem.code for problem in readiness(desk.ws, desk.store, Y2025).questions]
    desk.hand_in(SEWING, {MEMBERS: 60, GIFTS: 1}, now=CAME + timedelta(days=1))
    assert make(desk).provisional == ""


def test_a_missing_unit_makes_it_provisional_until_its_form_comes(desk: Desk) -> None:
    small_kind(desk.folder)
    desk.everybody()
    empty = desk.folder / "khac"
    office = Desk(desk.ws, desk.store)
    office.hand_in(CLINIC, {MEMBERS: 3}, "2024")
    office.hand_in(SCHOOL, {MEMBERS: 40}, "2024")
    early = draft(desk.ws, desk.store, KIND, Y2024, now=CAME, folder=empty)
    assert early.provisional == "SỐ LIỆU TẠM, CÒN THIẾU 1/3 ĐƠN VỊ"
    assert early.absent == ("Công đoàn cơ sở Công ty May Lá Biếc",)
    assert early.provisional in text(early.files[0])
    notes = (empty / NOTES).read_text("utf-8-sig")
    assert "SỐ LIỆU TẠM, CÒN THIẾU 1/3 ĐƠN VỊ:\n  - Công đoàn cơ sở Công ty May Lá Biếc\n" in notes
    office.hand_in(SEWING, {MEMBERS: 60}, "2024")
    late = draft(desk.ws, desk.store, KIND, Y2024, now=CAME + timedelta(days=9), folder=empty)
    assert (late.provisional, late.files[0].name) == ("", "report-v2.docx")
    assert STAMP not in text(late.files[0])
    assert STAMP not in (empty / NOTES).read_text("utf-8-sig")


def test_what_the_paper_lacks_is_in_the_report_and_in_the_notes(desk: Desk) -> None:
    desk.everybody()
    report = make(desk)
    assert not report.clean
    assert "C210" in {gap.code for gap in report.gaps}
    notes = (desk.folder / HOME / NOTES).read_text("utf-8-sig")
    assert "CÒN THIẾU TRONG BẢN THẢO" in notes
    for problem in (*report.gaps, *report.left_out, *report.problems):
        assert str(problem) in notes


def test_a_units_own_paper_has_its_own_folder_and_figures(desk: Desk) -> None:
    small_kind(desk.folder)
    desk.everybody()
    report = make(desk, organisation=SEWING)
    assert {path.parent.name for path in report.files} == {f"{KIND}_2025_{SEWING}"}
    assert report.doc_id.startswith(f"{KIND}-{SEWING}-2025-")
    assert "CÔNG TY MAY LÁ BIẾC" in text(report.files[0])


def test_an_unknown_kind_is_told_the_nearest(desk: Desk) -> None:
    assert stopped(desk, "bao-cao-nm").startswith(
        "C204 không có loại văn bản «bao-cao-nm»; ý đồng chí là «bao-cao-nam»?\n"
        "     cách sửa: chọn một trong các loại: bang-cham-diem-thi-dua, bao-cao-6-thang, "
    )


def test_a_yearly_paper_is_not_drafted_for_a_quarter(desk: Desk) -> None:
    message = stopped(desk, period=Period.parse("2025-Q1"))
    assert message.startswith("C202 «")
    assert "lập cho năm, không lập cho quý I năm 2025\n     cách sửa: chọn kỳ phù hợp, ví dụ --period 2025" in message
    assert not (desk.folder / HOME).exists()


def test_the_day_of_the_paper_can_be_chosen(desk: Desk) -> None:
    small_kind(desk.folder)
    desk.everybody()
    assert "Năm 2026" in text(make(desk).files[0])
    chosen = make(desk, day=date(2027, 2, 3), folder=desk.folder / "khac")
    assert "Năm 2027" in text(chosen.files[0])


def own_kind(desk: Desk) -> Path:
    """The office's own copy of the yearly report, which wins over the shipped one."""
    home = desk.folder / "templates" / KIND
    shutil.copytree(shipped_folder("templates") / KIND, home)
    return home


def test_an_error_of_the_template_is_told_with_its_place(desk: Desk) -> None:
    report = own_kind(desk) / "report.docx"
    document = Document(str(report))
    document.add_paragraph("Cả năm kết nạp {{ E02.ket_qa }}.")
    document.save(str(report))
    message = stopped(desk)
    assert message.startswith("T101 ") or message[0] == "T", message
    assert "report.docx, " in message
    assert "đoạn" in message
    assert "ket_qa" in message
    assert "cách sửa: " in message
    assert not (desk.folder / HOME).exists()


def test_a_template_that_is_no_word_file(desk: Desk) -> None:
    (own_kind(desk) / "report.docx").write_text("không phải Word")
    assert stopped(desk)[0] == "T"


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (lambda home: (home / "kind.toml").write_text("title = "), "C205", "bao-cao-nam/kind.toml"),
        (lambda home: (home / "kind.toml").write_text('title = "Báo cáo"'), "C201", "bao-cao-nam/kind.toml"),
        (lambda home: (home / "report.docx").unlink(), "C206", "bao-cao-nam"),
    ],
    ids=["sai cú pháp", "thiếu mục", "thiếu tệp mẫu"],
)
def test_a_kind_that_cannot_be_used(desk: Desk, change, code: str, place: str) -> None:  # type: ignore[no-untyped-def]
    change(own_kind(desk))
    message = stopped(desk)
    assert message.startswith(f"{code} {place}: ")
    assert not (desk.folder / HOME).exists()


def test_a_kind_is_a_plain_folder_name(desk: Desk) -> None:
    own_kind(desk)
    for code in ("../templates/bao-cao-nam", "bao-cao-nam/.", "..", ""):
        assert stopped(desk, code).startswith(f"C204 không có loại văn bản «{code}»")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the powers of an administrator, to whom nothing is read-only."""
    if os.name != "posix" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_folder_gets_nothing() -> None:
    home = Path(tempfile.mkdtemp())  # pytest's own folders are closed to other users
    home.chmod(0o755)
    ws = open_workspace(make_office(home / "van-phong"))
    small_kind(ws.folder)
    locked = home / "khóa"
    locked.mkdir(0o555)
    try:
        with open_store(ws.database) as store:
            with as_nobody():
                message = stopped(Desk(ws, store), folder=locked)
            assert store.drafts() == ()
        assert message.startswith(
            f"W115 không ghi được «{locked}»: không có quyền, hoặc tệp đang mở ở chương trình khác\n"
        )
        assert files(locked) == {}
    finally:
        locked.chmod(0o755)
        shutil.rmtree(home)


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_disk_that_fills_up_leaves_nothing_half_written(
    desk: Desk, failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The n-th file cannot be written: a report without its annex would look like a draft."""
    small_kind(desk.folder)
    desk.everybody()
    written: list[Path] = []
    save = drafting.save

    def fill_up(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) == failing:
            raise OSError(28, "No space left on device")
        save(path, data)

    monkeypatch.setattr(drafting, "save", fill_up)
    assert stopped(desk).startswith(f"W115 không ghi được «{desk.folder / HOME}»: ổ đĩa đã đầy\n")
    assert files(desk.folder / HOME) == {}
    assert desk.store.drafts() == ()
    monkeypatch.setattr(drafting, "save", save)
    assert [path.name for path in make(desk).files] == ["report.docx", "appendix.xlsx", NOTES]


def test_nothing_of_an_earlier_draft_is_lost_when_the_next_cannot_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_kind(desk.folder)
    desk.everybody()
    make(desk)
    before = files(desk.folder / HOME)
    desk.hand_in(SCHOOL, {MEMBERS: 44, NEW_MEMBERS: 9, GIFTS: 3}, name="sua.xlsx", now=CAME + timedelta(days=1))

    def fill_up(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drafting, "save", fill_up)
    stopped(desk)
    assert files(desk.folder / HOME) == before


def test_a_figure_changed_later_makes_the_next_version(desk: Desk) -> None:
    small_kind(desk.folder)
    desk.everybody()
    make(desk)
    desk.hand_in(SCHOOL, {MEMBERS: 44, NEW_MEMBERS: 9}, name="sua.xlsx", now=CAME + timedelta(days=1))
    assert make(desk).files[0].name == "report-v2.docx"


def test_the_office_that_drafts_stands_on_the_page(desk: Desk) -> None:
    desk.everybody()
    report = make(desk)
    page = text(report.files[0])
    for words in ("TỔNG LIÊN ĐOÀN", "LIÊN ĐOÀN LAO ĐỘNG", "TỈNH NÚI XANH", "Lò Thị Ban", "Số:        /BC-LĐLĐ"):
        assert words.replace(" ", "") in page.replace(" ", "").replace("\n", "")
    with ZipFile(report.files[0]) as archive:
        assert report.doc_id in archive.read("docProps/custom.xml").decode()
    assert OFFICE in report.doc_id
    assert COMMUNE not in report.doc_id
