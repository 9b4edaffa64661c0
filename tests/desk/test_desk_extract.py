"""Past reports the whole way: extract, review, import, and the draft that compares with what they say."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from drafter.desk.collect import FileOutcome, Outcome, collect
from drafter.desk.draft import draft
from drafter.desk.extract import Extraction, extract, period_of
from drafter.desk.problems import DeskError
from drafter.desk.review import accept_sure, save_review
from drafter.desk.take_in import against_reports, take_in
from drafter.desk.workspace import Workspace, open_workspace
from drafter.model.figure import Figure, FigureKey
from drafter.model.period import Period
from drafter.model.submission import Submission
from drafter.model.views import visible_text
from drafter.prose.tables import EARLIER_PERIOD
from drafter.readback.reader import read_page
from drafter.reports.review import Decision, ReviewRow, RowKind
from drafter.reports.review_layout import HEADER_ROW, PLACE_OF, ReviewColumn
from drafter.store import recording
from drafter.store.records import Status
from drafter.store.store import open_store
from tests.desk.small_office import GIFTS, NEW_MEMBERS, OFFICE, SCHOOL, Y2024, Y2025, Desk
from tests.makers.past_reports import ANNEX_FILE, FOLDER, HALF_FILE, YEAR_FILE, past_reports
from tests.makers.samples import SAMPLES

GOLDEN = Path(__file__).with_name("past_reports.golden.txt")
HOME = SAMPLES / "van-phong-mau"
NOW = datetime(2026, 1, 22, 9, tzinfo=timezone(timedelta(hours=7)))
Y2023 = Period.parse("2023")
SONG_VANG = "LDLD-SONGVANG"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The made-up office with its past reports, and its forms of 2024 in the store."""
    folder = tmp_path_factory.mktemp("office") / "van-phong"
    shutil.copytree(HOME, folder, ignore=shutil.ignore_patterns("bieu-nop-muon", "so-da-nhan"))
    ws = open_workspace(folder)
    with open_store(ws.database) as store:
        collect(ws, store, [folder / "bieu-da-nhan" / "2024"], now=NOW)
    return ws


@pytest.fixture(scope="module")
def found(office: Workspace) -> Extraction:
    """What is read of the three past reports."""
    with open_store(office.database) as store:
        return extract(office, store, [office.folder / FOLDER])


def row_of(found: Extraction, indicator: str, file: str, period: str = "2023") -> ReviewRow:
    return next(row for row in found.rows if (row.indicator, row.file, row.period) == (indicator, file, period))


def told(found: Extraction) -> str:
    """What was read, as text that a person can judge."""
    lines = [f"{file.path.name}: {file.form}, {file.period}, {file.organisation}, {file.title}" for file in found.files]
    for row in found.rows:
        hedge = f"{row.qualifier.value} " if row.qualifier.value else ""
        lines += [
            "",
            f"{row.file}, {row.sheet + ', ' if row.sheet else ''}{row.place}: «{row.quote}»",
            f"    {hedge}{row.value} {row.unit}, {row.kind.value}, {row.indicator or 'không có chỉ tiêu'}, "
            f"{row.period or '?'}, {row.organisation or '?'}"
            + (f", giao {row.target}" if row.target is not None else "")
            + (f", đạt {row.percent}%" if row.percent is not None else "")
            + (f", trên {row.whole}" if row.whole is not None else "")
            + (f" [{row.decision.value}]" if row.decision is not Decision.OPEN else f" [độ ngờ {row.doubt}]"),
        ]
        lines += [f"    ? {reason}" for reason in row.reasons]
    lines += ["", *(f"{problem.code} {problem.place}: {problem.what}" for problem in found.problems)]
    return "\n".join(lines) + "\n"


def test_what_is_read_of_the_samples_is_the_golden_page(found: Extraction) -> None:
    if os.environ.get("DRAFTER_WRITE_GOLDEN"):
        GOLDEN.write_text(told(found), "utf-8")
    assert told(found) == GOLDEN.read_text("utf-8")


def test_the_samples_are_what_their_maker_makes() -> None:
    """Member by member: how hard a file is packed depends on what packs it."""
    for path, data in past_reports():
        assert members((HOME / path).read_bytes()) == members(data), path


def members(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_tcvn3_report_reads_as_unicode_and_says_so(found: Extraction) -> None:
    row = row_of(found, NEW_MEMBERS, HALF_FILE, "2023-H1")
    assert (row.value, row.target, row.percent) == (Decimal(905), Decimal(1800), Decimal("50.27"))
    assert row.context.startswith("Sáu tháng đầu năm, các cấp công đoàn kết nạp mới 905 đoàn viên")
    assert [problem.code for problem in found.problems if problem.code == "D354"] == ["D354"]


def test_what_disagrees_is_asked_and_never_sure(found: Extraction) -> None:
    text, table = row_of(found, NEW_MEMBERS, YEAR_FILE), row_of(found, NEW_MEMBERS, ANNEX_FILE)
    assert (text.value, table.value) == (Decimal(1846), Decimal(1864))
    assert not text.sure
    assert not table.sure
    assert {"D361", "D362"} <= {problem.code for problem in found.questions}
    assert all(not row.sure for row in found.rows if row.questions)


def test_the_percent_of_the_seed_is_right_cut_off_and_rounded(found: Extraction) -> None:
    cut, rounded = row_of(found, "H01", YEAR_FILE), row_of(found, "H01", ANNEX_FILE)
    assert (cut.percent, rounded.percent) == (Decimal("91.66"), Decimal("91.67"))
    assert "D360" not in {problem.code for problem in found.questions}


def decided(data: bytes, decisions: Mapping[str, Mapping[ReviewColumn, object]]) -> bytes:
    """The review workbook with cells typed in, by quote; every other row as it is."""
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    for row in range(HEADER_ROW + 1, sheet.max_row + 1):
        typed = decisions.get(str(sheet.cell(row, PLACE_OF[ReviewColumn.QUOTE]).value))
        for column, value in (typed or {}).items():
            sheet.cell(row, PLACE_OF[column]).value = value
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_extract_review_import_draft(office: Workspace, found: Extraction, tmp_path: Path) -> None:
    path = save_review(office, found, tmp_path / "doi-chieu.xlsx")
    text = "1.846/1.800 đoàn viên, đạt 102,55% kế hoạch năm"
    path.write_bytes(
        decided(
            path.read_bytes(),
            {
                text: {ReviewColumn.DECISION: "Nhận"},
                "171 cuộc": {ReviewColumn.DECISION: "Sửa", ReviewColumn.VALUE: 172},
                "09 tập thể": {ReviewColumn.DECISION: "Nhận"},
                "03 cuộc ngừng việc": {ReviewColumn.DECISION: "Bỏ"},
            },
        )
    )
    with open_store(office.database) as store:
        (outcome,) = collect(office, store, [path], now=NOW, submitted_by="Lê Thị Mai")
        assert outcome.outcome is Outcome.NEW
        assert "D375" in {problem.code for problem in outcome.problems}
        figures = {one.key.indicator: one for one in store.figures((Y2023,), (SONG_VANG,))}
        assert (figures["E02"].value, figures["E02"].target) == (Decimal(1846), Decimal(1800))
        assert (figures["E02"].source.file, figures["E02"].source.cell) == (YEAR_FILE, "đoạn 19")
        assert figures["E02"].source.submitted_by == "Lê Thị Mai"
        assert (figures["B01"].value, figures["B01"].note) == (Decimal(172), "báo cáo cũ ghi «171 cuộc»")
        assert "A14a" not in figures
        assert [(one.form, one.count) for one in store.awards(Y2023)] == [("BK_T", 9)]
        assert store.submissions(Y2023) == ()
        again = collect(office, store, [path], now=NOW, submitted_by="Lê Thị Mai")
        assert again[0].outcome is Outcome.UNCHANGED
        report = draft(office, store, "bao-cao-nam", Period.parse("2024"), now=NOW, day=date(2025, 1, 6))
    paper = visible_text(read_page(report.files[0].read_bytes()))
    assert "2.101/1.500 đoàn viên" in paper
    assert "tăng 255 đoàn viên (13,81%) so với năm 2023" in paper


def test_accept_takes_only_what_is_beyond_doubt(office: Workspace, found: Extraction, tmp_path: Path) -> None:
    with open_store(tmp_path / "drafter.db") as store:
        taken = accept_sure(office, store, found, NOW, "Lê Thị Mai")
        figures = [
            one for year in (Y2023, Period.parse("2022"), Period.parse("2023-H1")) for one in store.figures((year,))
        ]
    sure = [row for row in found.rows if row.sure]
    assert taken.status is Status.NEW
    assert {(one.key.indicator, one.value) for one in figures} == {(row.indicator, row.value) for row in sure}
    assert all(row.qualifier.value == "" and not row.questions for row in sure)


# -- the small office: what is stored already, what is wrong with a row ------------------------------------------------


def a_row(**changed: object) -> ReviewRow:
    """A row that can be taken in, with these fields changed."""
    row = ReviewRow(
        file="bc-2024.docx",
        place="đoạn 7",
        sheet="",
        quote="45 đoàn viên",
        context="Kết nạp mới 45 đoàn viên.",
        value=Decimal(45),
        unit="đoàn viên",
        kind=RowKind.ACTUAL,
        indicator=NEW_MEMBERS,
        period="2024",
        organisation=OFFICE,
        decision=Decision.ACCEPT,
        cell="L6",
    )
    return replace(row, **changed)  # type: ignore[arg-type]


def taken(desk: Desk, *rows: ReviewRow, digest: str = "d1") -> tuple[Status, list[str]]:
    result = take_in(desk.ws, desk.store, rows, "doi-chieu.xlsx", digest, NOW, "Lê Thị Mai")
    return result.status, [problem.code for problem in result.problems]


def stored(desk: Desk, period: Period = Y2024) -> dict[tuple[str, str], Decimal | None]:
    return {(one.key.organisation, one.key.indicator): one.value for one in desk.store.figures((period,))}


def test_a_form_s_other_value_is_a_question_and_stays(desk: Desk) -> None:
    form = Figure(FigureKey(GIFTS, SCHOOL, Y2024), Decimal(183), "suất")
    desk.store.record(Submission(SCHOOL, Y2024, "cdcs-01.xlsx", "f1", NOW, "Trần Thị Lan", (form,)))
    row = a_row(indicator=GIFTS, organisation=SCHOOL, unit="suất", value=Decimal(180))
    assert taken(desk, row) == (Status.REFUSED, ["D373"])
    assert stored(desk) == {(SCHOOL, GIFTS): Decimal(183)}
    assert taken(desk, replace(row, decision=Decision.REPLACE), digest="d2")[0] is Status.NEW
    assert stored(desk) == {(SCHOOL, GIFTS): Decimal(180)}
    assert desk.store.history(form.key)[-1].reason == "theo báo cáo cũ, nhập từ doi-chieu.xlsx"


def test_a_form_that_comes_after_a_report_wins_and_is_asked_about(desk: Desk) -> None:
    taken(desk, a_row(organisation=SCHOOL))
    form = Figure(FigureKey(NEW_MEMBERS, SCHOOL, Y2024), Decimal(44), "người")
    submission = Submission(SCHOOL, Y2024, "cdcs-01.xlsx", "f1", NOW, "Trần Thị Lan", (form,))
    desk.store.record(submission)
    assert stored(desk) == {(SCHOOL, NEW_MEMBERS): Decimal(44)}
    (problem,) = against_reports(desk.ws, desk.store, submission)
    assert problem.code == "D377"
    assert "1 số trong biểu khác số đã nhận từ báo cáo cũ" in problem.what
    assert "Số đoàn viên kết nạp mới: biểu 44, báo cáo cũ 45" in problem.what


def test_a_second_review_adds_to_the_first_and_a_revised_one_replaces_its_own_report(desk: Desk) -> None:
    taken(desk, a_row())
    taken(desk, a_row(indicator=GIFTS, unit="suất", value=Decimal(60), file="phu-luc.xlsx"), digest="d2")
    assert stored(desk) == {(OFFICE, NEW_MEMBERS): Decimal(45), (OFFICE, GIFTS): Decimal(60)}
    taken(desk, a_row(value=Decimal(46)), digest="d3")
    assert stored(desk)[OFFICE, NEW_MEMBERS] == Decimal(46)
    status, codes = taken(desk, a_row(value=Decimal(47), file="ban-khac.docx"), digest="d4")
    assert (status, codes) == (Status.REFUSED, ["D373"])


def test_two_values_accepted_for_one_figure_are_neither_taken(desk: Desk) -> None:
    status, codes = taken(desk, a_row(), a_row(value=Decimal(54)), a_row(indicator=GIFTS, unit="suất"))
    assert (status, codes) == (Status.NEW, ["D376"])
    assert list(stored(desk)) == [(OFFICE, GIFTS)]


def test_a_result_and_its_plan_from_two_rows_are_one_figure(desk: Desk) -> None:
    taken(desk, a_row(), a_row(kind=RowKind.TARGET, value=Decimal(40)))
    (figure,) = desk.store.figures((Y2024,))
    assert (figure.value, figure.target) == (Decimal(45), Decimal(40))


def test_n_of_m_of_a_rate_is_numerator_and_denominator(desk: Desk) -> None:
    taken(desk, a_row(indicator="C06", unit="đơn vị", value=Decimal(11), whole=Decimal(12)))
    (figure,) = desk.store.figures((Y2024,))
    assert (figure.numerator, figure.denominator) == (Decimal(11), Decimal(12))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"indicator": ""}, "chưa chọn chỉ tiêu"),
        ({"indicator": "Z99"}, "không có chỉ tiêu «Z99» trong danh mục"),
        ({"organisation": ""}, "chưa ghi mã đơn vị"),
        ({"organisation": "CD-99"}, "không có đơn vị mã «CD-99»"),
        ({"period": ""}, "chưa ghi kỳ"),
        ({"kind": RowKind.EACH}, "mức cho mỗi suất"),
        ({"unit": "triệu đồng"}, "đơn vị tính «triệu đồng» khác «người» của chỉ tiêu E02"),
        ({"unit": "%"}, "đơn vị tính «%» khác «người» của chỉ tiêu E02"),
    ],
)
def test_a_row_that_cannot_be_stored_says_why(desk: Desk, changed: Mapping[str, object], words: str) -> None:
    result = take_in(desk.ws, desk.store, [a_row(**changed)], "doi-chieu.xlsx", "d1", NOW)
    assert result.status is Status.REFUSED
    assert [problem.code for problem in result.problems] == ["D374"]
    assert words in result.problems[0].what
    assert desk.store.figures((Y2024,)) == ()


def test_a_store_that_fails_keeps_nothing_of_a_review(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(recording._Batch, "write", fail)
    with pytest.raises(OSError, match="full"):
        taken(desk, a_row(), a_row(period="2025"))
    monkeypatch.undo()
    assert desk.store.figures((Y2024, Y2025)) == ()


# -- files that are no report, periods ---------------------------------------------------------------------------------


def read(desk: Desk, name: str, text: str, period: Period | None = None) -> Extraction:
    path = desk.ws.folder / name
    path.write_text(text, "utf-8")
    return extract(desk.ws, desk.store, [path], period)


def test_a_contract_is_read_and_doubted(desk: Desk) -> None:
    found = read(
        desk, "hop-dong.txt", "HỢP ĐỒNG MUA BÁN\nBên A bán cho bên B 12 máy tính với giá 180 triệu đồng.", Y2024
    )
    assert [problem.code for problem in found.problems] == ["D352"]
    assert not any(row.sure for row in found.rows)


def test_a_file_without_figures_says_so(desk: Desk) -> None:
    found = read(desk, "thu.txt", "Kính gửi các đồng chí.\nXin cảm ơn.")
    assert [problem.code for problem in found.problems] == ["D353"]
    assert found.rows == ()


def test_a_report_without_a_period_asks_for_it(desk: Desk) -> None:
    text = "BÁO CÁO\nHoạt động công đoàn\n" + "Công đoàn kết nạp mới 45 đoàn viên, người lao động. " * 3
    found = read(desk, "bc.txt", text)
    assert [problem.code for problem in found.problems if problem.code == "D355"] == ["D355"]
    assert {row.period for row in found.rows} == {""}
    assert {row.period for row in read(desk, "bc.txt", text, Y2024).rows} == {"2024"}


def test_a_mixed_language_report_reads_what_is_vietnamese(desk: Desk) -> None:
    text = "REPORT ON UNION WORK 2024\nThe union admitted 1,200 members.\nCông đoàn kết nạp mới 45 đoàn viên."
    values = [row.value for row in read(desk, "bc.txt", text, Y2024).rows]
    assert Decimal(45) in values


def test_no_file_at_all_stops(desk: Desk) -> None:
    with pytest.raises(DeskError, match="W116"):
        extract(desk.ws, desk.store, [desk.ws.folder / "khong-co.docx"])


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("năm 2022", "2022"),
        ("quý I/2023", "2023-Q1"),
        ("quý I", "2023-Q1"),
        ("6 tháng đầu năm", "2023-H1"),
        (EARLIER_PERIOD, "2022"),
        ("tết nguyên đán 2023", None),
        ("hàng năm", None),
    ],
)
def test_periods_as_reports_word_them(text: str, period: str | None) -> None:
    found = period_of(text, Y2023)
    assert (found.code if found else None) == period


def test_a_review_without_its_columns_is_refused(desk: Desk, tmp_path: Path) -> None:
    found = read(desk, "bc.txt", "BÁO CÁO năm 2024\nCông đoàn kết nạp mới 45 đoàn viên.", Y2024)
    path = save_review(desk.ws, found, tmp_path / "doi-chieu.xlsx")
    book = load_workbook(path)
    book.worksheets[0].cell(HEADER_ROW, PLACE_OF[ReviewColumn.VALUE]).value = "Khác"
    book.save(path)
    outcome = imported(desk, path)
    assert (outcome.outcome, [problem.code for problem in outcome.problems]) == (Outcome.REFUSED, ["D370"])


def imported(desk: Desk, path: Path) -> FileOutcome:
    (outcome,) = collect(desk.ws, desk.store, [path], now=NOW)
    return outcome


@pytest.mark.parametrize(
    ("column", "typed", "code"),
    [
        (ReviewColumn.DECISION, "được", "D371"),
        (ReviewColumn.VALUE, "nhiều", "D372"),
        (ReviewColumn.VALUE, None, "D372"),
        (ReviewColumn.PERIOD, "năm ngoái", "D372"),
        (ReviewColumn.KIND, "khác", "D372"),
    ],
)
def test_a_cell_that_cannot_be_used_is_told_with_its_place(
    desk: Desk, tmp_path: Path, column: ReviewColumn, typed: object, code: str
) -> None:
    found = read(desk, "bc.txt", "BÁO CÁO năm 2024\nCông đoàn kết nạp mới 45 đoàn viên.", Y2024)
    path = save_review(desk.ws, found, tmp_path / "doi-chieu.xlsx")
    path.write_bytes(decided(path.read_bytes(), {"45 đoàn viên": {ReviewColumn.DECISION: "Nhận", column: typed}}))
    outcome = imported(desk, path)
    assert [problem.code for problem in outcome.problems] == [code]
    assert outcome.problems[0].place.cell
    assert desk.store.figures((Y2024,)) == ()


def test_a_review_is_never_written_over_another(desk: Desk, tmp_path: Path) -> None:
    found = read(desk, "bc.txt", "BÁO CÁO năm 2024\nCông đoàn kết nạp mới 45 đoàn viên.", Y2024)
    first = save_review(desk.ws, found, tmp_path / "doi-chieu.xlsx")
    assert save_review(desk.ws, found, first) == first
    other = read(desk, "bc.txt", "BÁO CÁO năm 2024\nCông đoàn kết nạp mới 46 đoàn viên.", Y2024)
    assert save_review(desk.ws, other, first).name == "doi-chieu-v2.xlsx"
