"""The made-up office the whole way: every planted fault is found at its place, and what was sent adds up."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from sqlite3 import connect

import pytest

from drafter.desk.collect import FileOutcome, Outcome, change_line, collect
from drafter.desk.draft import NOTES, DraftReport, draft
from drafter.desk.figures import FigureRow, figure_table
from drafter.desk.status import Board, UnitState, board
from drafter.desk.workspace import Workspace, open_workspace
from drafter.intake.findings import Expected, ReadForm
from drafter.intake.folder import read_paths
from drafter.model.figure import Figure, Qualifier, Source
from drafter.model.period import Period
from drafter.model.problem import Problem
from drafter.model.result import Verdict
from drafter.standards.award_forms import load_award_forms
from drafter.store.store import Store, open_store
from tests.makers import sample_van_phong as sample
from tests.makers.samples import SAMPLES
from tests.makers.van_phong_figures import OFFICE_FIGURES, Year, unit_figures
from tests.makers.van_phong_units import FOUNDED_2025, MERGED_AWAY, OFFICE, PROFILES

HOME = SAMPLES / "van-phong-mau"
GOLDEN = Path(__file__).with_name("van_phong_mau.golden.txt")
VIETNAM = timezone(timedelta(hours=7))
ON_TIME, AFTER = datetime(2026, 1, 12, 9, tzinfo=VIETNAM), datetime(2026, 1, 20, 14, tzinfo=VIETNAM)
Y2024, Y2025 = Period.parse("2024"), Period.parse("2025")
TRUTH = unit_figures()
BY_CODE = {profile.code: profile for profile in PROFILES}


@dataclass(frozen=True)
class Round:
    """What stood after one round of work: forms in, board, figures, draft."""

    outcomes: tuple[FileOutcome, ...]
    board: Board
    rows: Mapping[str, FigureRow]
    problems: tuple[Problem, ...]
    draft: DraftReport
    notes: str


@dataclass(frozen=True)
class Whole:
    """The whole way. `last_year` are the outcomes of the 2024 forms, `first` and `second` the rounds of 2025."""

    ws: Workspace
    store: Store
    last_year: tuple[FileOutcome, ...]
    first: Round
    second: Round


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    home = tmp_path_factory.mktemp("văn phòng") / "Sông Vàng"
    shutil.copytree(HOME, home)
    ws = open_workspace(home)
    with open_store(ws.database) as store:
        last_year = collect(ws, store, [home / "bieu-da-nhan" / "2024"], now=datetime(2025, 1, 10, 9, tzinfo=VIETNAM))
        first = _round(ws, store, ["bieu-da-nhan/2025", "bieu-da-nhan/2026"], ON_TIME)
        second = _round(ws, store, ["bieu-nop-muon/2025"], AFTER)
        yield Whole(ws, store, last_year, first, second)


def _round(ws: Workspace, store: Store, folders: list[str], now: datetime) -> Round:
    outcomes = collect(ws, store, [ws.folder / folder for folder in folders], now=now)
    table = figure_table(ws, store, Y2025)
    report = draft(ws, store, "bao-cao-nam", Y2025, now=now)
    notes = next(path for path in report.files if path.name == NOTES).read_text("utf-8-sig")
    rows = {row.indicator.code: row for row in table.rows}
    return Round(outcomes, board(ws, store, Y2025, now.date()), rows, table.problems, report, notes)


def sent(code: str, *, corrected: bool = False) -> Year:
    """What a unit's form of 2025 says, as far as it can be read: the truth with the unit's planted fault."""
    year = dict(TRUTH[code][2025])
    if code == sample.RATE_ONLY_UNIT:
        del year["C07"]
    if code == sample.AMBIGUOUS_UNIT and not corrected:
        del year["G02a"]
    if code == sample.TEXT_UNIT:
        year |= {indicator: value for indicator, (_, value, _) in sample.TEXT_NUMBERS.items()}
    for unit, typed in ((sample.EXCESS_UNIT, sample.EXCESS), (sample.FLOW_UNIT, sample.FLOW)):
        if code == unit:
            year |= {indicator: Decimal(value) for indicator, value in typed.items()}
    return year


def forms_of_2025(*, late: bool) -> Mapping[str, Year]:
    """Every unit's form that is in, and the office's, before or after the late ones."""
    absent = {sample.MISSING_UNIT} if late else {sample.MISSING_UNIT, sample.LATE_UNIT}
    codes = [code for code, years in TRUTH.items() if 2025 in years and code not in absent]
    return {**{code: sent(code, corrected=late) for code in codes}, OFFICE: OFFICE_FIGURES[2025]}


def summed(indicator: str, forms: Mapping[str, Year]) -> Decimal:
    return sum((Decimal(str(form[indicator])) for form in forms.values() if indicator in form), Decimal(0))


def rate(indicator: str, forms: Mapping[str, Year]) -> Fraction:
    pairs = [pair for form in forms.values() if isinstance(pair := form.get(indicator), tuple)]
    return Fraction(sum(above for above, _ in pairs), sum(below for _, below in pairs)) * 100


def states(of: Board, state: UnitState) -> set[str]:
    return {row.code for row in of.rows if row.state is state}


def told(problems: tuple[Problem, ...]) -> set[tuple[str, str, str, str]]:
    """Code and place of each: file, sheet, cell."""
    return {(p.code, p.place.file, p.place.sheet, p.place.cell) for p in problems}


def test_the_office_is_made_up_has_24_units_and_is_small() -> None:
    assert "đều do người làm phần mềm đặt ra" in (HOME / "drafter.toml").read_text("utf-8").split("\n[")[0]
    assert len(PROFILES) == 24
    assert sum(file.stat().st_size for file in HOME.rglob("*") if file.is_file()) < 2_000_000


def test_units_come_and_go_by_their_dates(whole: Whole) -> None:
    ws = whole.ws
    assert ws.problems == ()
    assert [unit.code for unit in ws.units] == list(BY_CODE)
    codes = set(BY_CODE)
    assert set(ws.expected(Y2024)) == codes - {MERGED_AWAY, FOUNDED_2025}
    assert set(ws.expected(Y2025)) == codes - {MERGED_AWAY}
    merged = ws.organisation(MERGED_AWAY)
    assert (merged.merged_into, merged.merged_on, merged.on(date(2024, 10, 1))) == ("CDCS-11", date(2024, 10, 1), None)


def test_forms_of_the_first_year_are_in_order(whole: Whole) -> None:
    assert [(one.outcome, one.problems) for one in whole.last_year] == [(Outcome.NEW, ())] * 24
    shown = board(whole.ws, whole.store, Y2024, date(2025, 1, 11))
    assert states(shown, UnitState.SUBMITTED) == {*(set(BY_CODE) - {FOUNDED_2025}), OFFICE}
    assert figure_table(whole.ws, whole.store, Y2024).problems == ()


def test_every_figure_of_the_first_year_reads_as_it_was_typed(whole: Whole) -> None:
    expected = {code: years[2024] for code, years in TRUTH.items() if 2024 in years} | {OFFICE: OFFICE_FIGURES[2024]}
    read: dict[str, dict[str, object]] = {code: {} for code in expected}
    for figure in whole.store.figures([Y2024]):
        if figure.reported:
            read[figure.key.organisation][figure.key.indicator] = _answer(figure)
    assert read == expected


def _answer(figure: Figure) -> object:
    if figure.value is None and figure.numerator is not None and figure.denominator is not None:
        return int(figure.numerator), int(figure.denominator)
    return figure.value


def test_a_unit_merged_away_counts_in_the_year_it_was_in(whole: Whole) -> None:
    rows = {row.indicator.code: row for row in figure_table(whole.ws, whole.store, Y2024).rows}
    years = {code: years[2024] for code, years in TRUTH.items() if 2024 in years}
    assert MERGED_AWAY in rows["E02"].total.units
    assert rows["E02"].total.value == summed("E02", years)
    assert rows["A04"].total.value == summed("A04", years)
    assert MERGED_AWAY not in rows["A04"].total.units  # its people are counted where they went


@pytest.mark.parametrize(
    ("code", "name", "cell", "what"),
    [
        ("D115", "cdcs-10_may-song-vang.xlsx", "F31", "chỉ có tỷ lệ 83,3%, không có tử số và mẫu số"),
        ("D105", "cdcs-20_dien-tu-haneul.xlsx", "F65", "«5.977» có thể là 5977 triệu đồng hoặc 5,977 triệu đồng"),
    ],
)
def test_faults_found_in_reading(whole: Whole, code: str, name: str, cell: str, what: str) -> None:
    (outcome,) = [one for one in whole.first.outcomes if one.file == name]
    (problem,) = outcome.problems
    assert (problem.code, problem.place.sheet, problem.place.cell) == (code, "Số liệu", cell)
    assert what in problem.what
    assert problem.fix
    assert whole.ws.names(Y2025)[outcome.unit] in problem.request


@pytest.mark.parametrize(
    ("code", "name", "cell"),
    [
        ("D206", "cdcs-10_may-song-vang.xlsx", "F31"),
        ("D203", "cdcs-18_bv-tam-phuc.xlsx", "F12"),
        ("D201", "cdcs-22_linh-kien-kizuna.xlsx", "F13"),
    ],
)
def test_faults_found_in_checking(whole: Whole, code: str, name: str, cell: str) -> None:
    found = [problem for problem in whole.first.problems if problem.place.file == name]
    assert told(tuple(found)) == {(code, name, "Số liệu", cell)}
    assert all(problem.fix and problem.request for problem in found)


def test_nothing_else_is_asked_but_one_true_drop(whole: Whole) -> None:
    planted = {"CDCS-10", "CDCS-18", "CDCS-22"}
    names = {BY_CODE[code].name for code in planted}
    others = [p for p in whole.first.problems if not any(name in p.place.text for name in names)]
    assert told(tuple(others)) == {
        ("D210", "cdcs-19_giay-sunstep.xlsx", "Số liệu", "F17"),  # no stoppage this year
        ("D105", "cdcs-20_dien-tu-haneul.xlsx", "Số liệu", "F65"),  # what was refused at the door is not forgotten
    }


def test_a_list_among_the_forms_costs_only_itself(whole: Whole) -> None:
    refused = [one for one in whole.first.outcomes if one.outcome is Outcome.REFUSED]
    assert [(one.file, [p.code for p in one.problems]) for one in refused] == [(sample.STRAY_FILE, ["D101"])]
    assert [p.place.file for p in whole.first.board.strays] == [sample.STRAY_FILE]


def test_an_exact_copy_changes_nothing(whole: Whole) -> None:
    copies = {one.file: one.outcome for one in whole.first.outcomes if one.unit == sample.DUPLICATED_UNIT}
    assert copies == {
        "cdcs-20_dien-tu-haneul.xlsx": Outcome.NEW,
        "cdcs-20_dien-tu-haneul_ban-sao.xlsx": Outcome.UNCHANGED,
    }


def test_the_board_before_the_late_forms(whole: Whole) -> None:
    shown = whole.first.board
    assert shown.deadline == date(2026, 1, 15)
    assert states(shown, UnitState.MISSING) == {sample.MISSING_UNIT, sample.LATE_UNIT}
    assert states(shown, UnitState.FAULTY) == {sample.AMBIGUOUS_UNIT}
    assert states(shown, UnitState.RESUBMITTED) == set()
    assert shown.count(UnitState.SUBMITTED) == 20
    assert [row.code for row in shown.rows if not row.expected] == ["LDLD-SONGVANG"]
    assert not any(row.late for row in shown.rows)
    (request,) = [row.request for row in shown.rows if row.code == sample.MISSING_UNIT]
    assert "gửi về trước ngày 15/01/2026" in request


def test_the_board_after_the_late_forms(whole: Whole) -> None:
    shown = whole.second.board
    assert states(shown, UnitState.MISSING) == {sample.MISSING_UNIT}
    assert states(shown, UnitState.FAULTY) == set()
    assert states(shown, UnitState.RESUBMITTED) == {sample.DUPLICATED_UNIT}
    assert {row.code for row in shown.rows if row.late} == {sample.MISSING_UNIT, sample.LATE_UNIT}
    (request,) = [row.request for row in shown.rows if row.code == sample.MISSING_UNIT]
    assert "gửi về sớm nhất, vì đã quá hạn nộp (15/01/2026)" in request


def test_a_corrected_form_shows_the_difference(whole: Whole) -> None:
    (resent,) = [one for one in whole.second.outcomes if one.unit == sample.DUPLICATED_UNIT]
    assert (resent.outcome, resent.problems) == (Outcome.REVISED, ())
    lines = [change_line(whole.ws, change) for change in resent.changes]
    assert lines == ["G02a Tổng thu kinh phí công đoàn 2%: chưa có → 5.977 triệu đồng"]


@pytest.mark.parametrize(
    "indicator",
    [
        "A01",
        "A02",
        "A04",
        "A05",
        "A08",
        "A14a",
        "B01",
        "B02",
        "C02",
        "C18",
        "C27b",
        "D04a",
        "E02",
        "E03a",
        "G01",
        "I01",
    ],
)
@pytest.mark.parametrize("late", [False, True])
def test_sums_are_those_of_the_forms_that_are_in(whole: Whole, indicator: str, late: bool) -> None:
    found = (whole.second if late else whole.first).rows[indicator].total
    assert found.value == summed(indicator, forms_of_2025(late=late))


@pytest.mark.parametrize("indicator", ["B03", "C06", "C08", "E07a", "E07b", "F01b"])
def test_rates_are_recomputed_from_their_parts(whole: Whole, indicator: str) -> None:
    assert whole.first.rows[indicator].total.exact == rate(indicator, forms_of_2025(late=False))


def test_the_average_income_counts_heads(whole: Whole) -> None:
    forms = [form for form in forms_of_2025(late=True).values() if "A11" in form]
    heads = sum(Fraction(str(form["A01"])) for form in forms)
    expected = sum(Fraction(str(form["A11"])) * Fraction(str(form["A01"])) for form in forms) / heads
    assert whole.second.rows["A11"].total.exact == expected


def test_text_numbers_carry_their_hedge_into_the_total(whole: Whole) -> None:
    figures = {f.key.indicator: f for f in whole.store.figures([Y2025], [sample.TEXT_UNIT])}
    for indicator, (_, value, qualifier) in sample.TEXT_NUMBERS.items():
        assert (figures[indicator].value, figures[indicator].qualifier) == (value, qualifier)
    assert whole.first.rows["B02"].total.qualifier is Qualifier.OVER
    assert whole.first.rows["A01"].total.qualifier is Qualifier.EXACT


def test_missing_is_not_zero(whole: Whole) -> None:
    found = whole.first.rows["E02"].total
    assert {sample.MISSING_UNIT, sample.LATE_UNIT} <= set(found.missing)
    assert whole.store.figures([Y2025], [sample.MISSING_UNIT]) == ()
    money = whole.first.rows["G02a"].total  # the number that had to be asked about is not 0 either
    assert sample.AMBIGUOUS_UNIT in money.missing
    assert money.value == summed("G02a", forms_of_2025(late=False))


def test_a_rate_without_its_parts_leaves_the_whole_without_a_rate(whole: Whole) -> None:
    found = whole.first.rows["C07"].total
    assert (found.value, found.summable, found.rate_only) == (None, False, (sample.RATE_ONLY_UNIT,))
    assert "May Sông Vàng chỉ báo tỷ lệ" in found.reason


def test_a_late_figure_changes_the_verdict(whole: Whole) -> None:
    before, after = whole.first.rows["G02a"], whole.second.rows["G02a"]
    assert before.total.target == after.total.target == sample.OFFICE_TARGETS[2025]["G02a"]
    assert (before.verdict, after.verdict) == (Verdict.NOT_MET, Verdict.EXCEEDED)


def test_the_drafts_say_who_is_missing(whole: Whole) -> None:
    assert whole.first.draft.provisional == "SỐ LIỆU TẠM, CÒN THIẾU 2/23 ĐƠN VỊ"
    assert whole.second.draft.provisional == "SỐ LIỆU TẠM, CÒN THIẾU 1/23 ĐƠN VỊ"
    assert whole.second.draft.absent == (f"Công đoàn cơ sở {BY_CODE[sample.MISSING_UNIT].name}",)
    assert [path.name for path in whole.first.draft.files[:2]] == ["report.docx", "appendix.xlsx"]
    assert [path.name for path in whole.second.draft.files[:2]] == ["report-v2.docx", "appendix-v2.xlsx"]
    for code in ("D201", "D203", "D206"):
        assert code in whole.first.notes


def test_moved_rows_and_columns_read_as_the_straight_form(whole: Whole, tmp_path: Path) -> None:
    code = sample.MOVED_UNIT
    (moved,) = HOME.glob(f"bieu-da-nhan/2025/{code.lower()}_*.xlsx")
    straight = tmp_path / moved.name
    rows = sample.typed_rows(TRUTH[code][2025])
    straight.write_bytes(sample.unit_form(HOME, BY_CODE[code], TRUTH[code], 2025, rows))
    found, expected = (_read(whole.ws, path) for path in (moved, straight))
    assert found.problems == expected.problems == ()
    assert _places(found) != _places(expected)
    assert _without_places(found) == _without_places(expected)


def _read(ws: Workspace, path: Path) -> ReadForm:
    units = tuple(ws.organisations.values())
    expected = Expected(ws.catalogue, units, Y2025, load_award_forms().forms, OFFICE)
    (read,) = read_paths([path], expected, received_at=ON_TIME)
    return read


def _places(read: ReadForm) -> dict[str, str]:
    assert read.submission is not None
    return {figure.key.indicator: figure.source.cell for figure in read.submission.figures}


def _without_places(read: ReadForm) -> tuple[object, ...]:
    one = read.submission
    assert one is not None
    figures = {figure.key.indicator: replace(figure, source=Source()) for figure in one.figures}
    return one.organisation, one.period, figures, one.awards, one.narratives


def test_importing_everything_again_changes_nothing(whole: Whole) -> None:
    before = whole.store.revision(), whole.store.figures([Y2024, Y2025])
    again = collect(whole.ws, whole.store, [whole.ws.folder / sample.LATE_IN], now=AFTER + timedelta(hours=1))
    again += collect(whole.ws, whole.store, [whole.ws.folder / "bieu-da-nhan/2024"], now=AFTER + timedelta(hours=2))
    assert {one.outcome for one in again} == {Outcome.UNCHANGED}
    assert (whole.store.revision(), whole.store.figures([Y2024, Y2025])) == before


def test_an_older_version_sent_again_is_not_taken(whole: Whole) -> None:
    (old,) = whole.ws.folder.glob("bieu-da-nhan/2025/*_ban-sao.xlsx")
    before = whole.store.figures([Y2025])
    (outcome,) = collect(whole.ws, whole.store, [old], now=AFTER + timedelta(days=1))
    assert outcome.outcome is Outcome.OLDER
    assert [problem.code for problem in outcome.problems] == ["D105", "W222"]
    assert whole.store.figures([Y2025]) == before


def test_when_the_last_form_is_in_the_year_compares_with_the_one_before(whole: Whole, tmp_path: Path) -> None:
    """One unit merged away and another founded in between: neither spoils the comparison."""
    held = whole.second.rows["A04"].change
    assert held is not None
    assert held.uneven == (sample.MISSING_UNIT,)
    copy = tmp_path / "drafter.db"
    with closing(connect(whole.ws.database)) as source, closing(connect(copy)) as target:
        source.backup(target)
    code = sample.MISSING_UNIT
    form = tmp_path / "nop-bo-sung.xlsx"
    rows = sample.typed_rows(TRUTH[code][2025])
    form.write_bytes(sample.unit_form(HOME, BY_CODE[code], TRUTH[code], 2025, rows))
    with open_store(copy) as store:
        collect(whole.ws, store, [form], now=AFTER + timedelta(days=2))
        (row,) = [row for row in figure_table(whole.ws, store, Y2025).rows if row.indicator.code == "A04"]
    now = summed("A04", {unit: years[2025] for unit, years in TRUTH.items() if 2025 in years})
    then = summed("A04", {unit: years[2024] for unit, years in TRUTH.items() if 2024 in years})
    assert row.total.value == now
    assert row.change is not None
    assert row.change.difference == Fraction(now - then)
    assert row.change.uneven == ()


def test_what_a_secretary_reads_of_it(whole: Whole) -> None:
    if os.environ.get("DRAFTER_WRITE_GOLDEN"):
        GOLDEN.write_text(_page(whole), "utf-8")
    assert _page(whole) == GOLDEN.read_text("utf-8")


def _page(whole: Whole) -> str:
    lines = ["== Nhập biểu năm 2025, ngày 12/01/2026"]
    for one in whole.first.outcomes:
        lines.append(f"{one.file}: {one.outcome}")
        lines += [f"  {problem}\n  gửi đơn vị: {problem.request}" for problem in one.problems]
    lines.append("\n== Kiểm tra số liệu")
    lines += [f"{problem}\n     gửi đơn vị: {problem.request}" for problem in whole.first.problems]
    for title, found in (("12/01/2026", whole.first.board), ("20/01/2026", whole.second.board)):
        lines.append(f"\n== Bảng đơn vị ngày {title}, hạn nộp {found.deadline:%d/%m/%Y}")
        lines += [f"{row.code} {row.name}: {row.state}{' (trễ hạn)' if row.late else ''}" for row in found.rows]
        lines += [f"\n{row.request}" for row in found.rows if row.request]
    return "\n".join(lines) + "\n"
