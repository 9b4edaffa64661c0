"""Papers of terms through the desk: the day they are drafted for, years side by side, what reaches the paper."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from small_office import GIFTS, MEETINGS, MEMBERS, OFFICE, SCHOOL, SEWING, make_office

from drafter.desk.draft import draft
from drafter.desk.gather import gather, paper_day, period_figures, scope_of
from drafter.desk.incomplete import incomplete
from drafter.desk.workspace import Workspace, open_workspace
from drafter.documents.kind import Kind
from drafter.model.figure import Figure, FigureKey
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.period import Period
from drafter.model.submission import Submission
from drafter.render.kinds import load_kind
from drafter.render.paper import Paper
from drafter.render.shipped import shipped_folder
from drafter.store.store import Store, open_store

TERM, HALF = Period.parse("NK2023-2028"), Period.parse("NK2023-2028/1")
CAME = datetime(2026, 1, 6, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("period", "today", "until", "expected"),
    [
        ("2025", date(2026, 1, 10), None, date(2026, 1, 10)),
        ("2025", date(2025, 12, 20), None, date(2025, 12, 31)),
        ("2020", date(2026, 11, 27), None, date(2020, 12, 31)),
        ("NK2023-2028", date(2026, 11, 27), None, date(2026, 11, 27)),  # a term is followed while it runs
        ("NK2023-2028", date(2026, 11, 27), date(2025, 6, 30), date(2025, 6, 30)),
        ("NK2023-2028/1", date(2026, 11, 27), date(2025, 6, 30), date(2025, 6, 30)),
        ("NK2018-2023", date(2026, 11, 27), date(2025, 6, 30), date(2023, 12, 31)),
        ("2026", date(2026, 11, 27), date(2025, 6, 30), date(2026, 12, 31)),  # it did not stand at all: told elsewhere
    ],
)
def test_the_day_a_paper_is_drafted_for(period: str, today: date, until: date | None, expected: date) -> None:
    assert paper_day(Period.parse(period), today, until) == expected


@pytest.mark.parametrize(
    ("ends", "last"),
    [((date(2025, 6, 30),), date(2025, 6, 30)), ((date(2024, 1, 1), None), None), ((None,), None)],
)
def test_an_organisation_knows_its_last_day(ends: tuple[date | None, ...], last: date | None) -> None:
    standings = tuple(Standing(Level.DISTRICT, "LĐLĐ huyện", valid_to=end) for end in ends)
    assert Organisation("H", standings).last_day == last


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return open_workspace(make_office(tmp_path / "Núi Xanh"))


def kind(code: str = "bao-cao-giua-nhiem-ky") -> Kind:
    folder, problems = load_kind(code, (shipped_folder("templates"),))
    assert folder is not None, problems
    return folder.kind


def report(store: Store, unit: str, period: str, **values: object) -> None:
    when, rows = Period.parse(period), []
    for code, value in values.items():
        key = FigureKey(code, unit, when)
        above, below = value if isinstance(value, tuple) else (None, None)
        number = None if isinstance(value, tuple) else Decimal(str(value))
        parts = {"numerator": above and Decimal(above), "denominator": below and Decimal(below)}
        rows.append(Figure(key, number, "", **parts))  # type: ignore[arg-type]
    digest = f"{period}{unit}".ljust(64, "-")
    store.record(Submission(unit, when, f"{period}.xlsx", digest, CAME, "", tuple(rows)))


def paper(ws: Workspace, store: Store, period: Period = HALF) -> Paper:
    return gather(ws, store, kind(), period, scope_of(ws, period), date(2026, 1, 20))


def test_a_paper_of_a_half_term_holds_its_years_and_what_was_reported_for_the_whole(ws: Workspace) -> None:
    with open_store(ws.database) as store:
        for year, gifts in (("2024", 30), ("2025", 40)):
            report(store, SCHOOL, year, **{GIFTS: gifts, MEETINGS: (1, 2), MEMBERS: gifts * 2})
        report(store, OFFICE, "NK2023-2028/1", C10=65)
        of = paper(ws, store)
    years = {str(year): totals[GIFTS].value for year, totals in of.years.items()}
    assert years == {"2023": None, "2024": 30, "2025": 40}
    assert of.totals[GIFTS].value == 70
    assert of.totals[MEMBERS].value == 80  # a state is that of the end
    assert of.whole["C10"].value == of.totals["C10"].value == 65
    assert of.whole[GIFTS].value is None
    assert of.totals[MEETINGS].value is None  # a rate of several years would be of other people
    assert of.years[Period.parse("2024")][MEETINGS].value == 50


def test_a_state_of_a_term_is_of_all_units_at_one_time(ws: Workspace) -> None:
    with open_store(ws.database) as store:
        report(store, SCHOOL, "2024", **{MEMBERS: 60})
        report(store, SEWING, "2024", **{MEMBERS: 500})
        report(store, SCHOOL, "2025", **{MEMBERS: 80})
        of = paper(ws, store)
    found = of.totals[MEMBERS]
    assert (found.value, found.period) == (80, HALF)
    assert [figure.key.period for figure in found.contributions] == [HALF]
    assert SEWING in found.missing


def test_a_paper_of_a_year_has_no_years(ws: Workspace) -> None:
    with open_store(ws.database) as store:
        of = paper(ws, store, Period.parse("2025"))
    assert (of.years, of.whole) == ({}, {})


def test_many_units_that_lack_the_same_year_are_one_question(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(ws.database) as store:
        for unit in (SCHOOL, SEWING):
            report(store, unit, "2024", **{GIFTS: 3})
            report(store, unit, "2025", **{GIFTS: 3})
        held = period_figures(ws, store, HALF, scope_of(ws, HALF))
    assert [problem.place.text for problem in incomplete(ws, HALF, held)] == [
        "Công đoàn cơ sở Trường Tiểu học Suối Trong",
        "Công đoàn cơ sở Công ty May Lá Biếc",
    ]
    monkeypatch.setattr("drafter.desk.incomplete._ASKED_ONE_BY_ONE", 1)
    (problem,) = incomplete(ws, HALF, held)
    assert problem.place.text.startswith("2 đơn vị (Công đoàn cơ sở Trường Tiểu học Suối Trong và ")
    assert "thiếu số liệu của năm 2023" in problem.what


@pytest.mark.parametrize("told", [True, False])
def test_a_congress_issues_the_report_of_a_term(ws: Workspace, told: bool) -> None:
    if told:
        settings = ws.folder / "drafter.toml"
        text = '\n[[dai-hoi]]\nnhiem-ky = "2028-2033"\nten = "Đại hội Công đoàn tỉnh lần thứ II"\n'
        settings.write_text(settings.read_text("utf-8") + text, "utf-8")
        ws = open_workspace(ws.folder)
    with open_store(ws.database) as store:
        of = gather(ws, store, kind("bao-cao-nhiem-ky"), TERM, scope_of(ws, TERM), date(2028, 5, 5))
    named = ("ĐẠI HỘI CÔNG ĐOÀN", "TỈNH", "LẦN THỨ II", "NHIỆM KỲ 2028 - 2033")
    assert of.standing.own_lines == (named if told else ("ĐẠI HỘI …", "NHIỆM KỲ 2028 - …"))
    assert of.standing.upper_lines == ()
    assert of.symbol == "BC-ĐH"


@pytest.mark.parametrize("code", ["bieu-chi-tieu-nhiem-ky", "bao-cao-nhiem-ky"])
def test_a_term_without_targets_is_a_gap_in_its_paper(ws: Workspace, code: str) -> None:
    with open_store(ws.database) as store:
        found = draft(ws, store, code, TERM, now=CAME, day=date(2026, 1, 20))
    assert "chưa có số liệu: chỉ tiêu nhiệm kỳ 2023-2028 và kết quả thực hiện" in [gap.what for gap in found.gaps]
