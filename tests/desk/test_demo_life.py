"""The demo takes one draft from an officer's edits to the issued paper, and past reports to a review workbook."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from drafter.desk.checking.check import CheckedFile
from drafter.desk.checking.copies import Copy
from drafter.desk.collect import FileOutcome, Outcome
from drafter.desk.demonstrating import demo as showing
from drafter.desk.demonstrating.demo import SAMPLES, Show, demo
from drafter.desk.demonstrating.life import DAY, EDITED, FINAL, FOLDER, NUMBER, OFFICE, REFRESHED
from drafter.desk.demonstrating.officer import FIRST_HAND
from drafter.desk.demonstrating.past import DECIDED, OFFICER, REVIEW, VERDICTS, Verdict
from drafter.desk.draft import DraftReport
from drafter.desk.extract import Extraction
from drafter.desk.issue import IssueReport
from drafter.desk.refreshing.refresh import Refreshing
from drafter.desk.tracing.derivation import Fact
from drafter.desk.tracing.trace import Traced
from drafter.model.period import Period
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.store.store import open_store


@dataclass
class Told:
    """What the life showed."""

    steps: list[str] = field(default_factory=list)
    edits: list[tuple[str, ...]] = field(default_factory=list)
    rounds: list[Refreshing] = field(default_factory=list)
    checks: list[CheckedFile] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    papers: list[IssueReport] = field(default_factory=list)
    readings: list[Extraction] = field(default_factory=list)
    verdicts: list[tuple[Verdict, ...]] = field(default_factory=list)
    outcomes: list[FileOutcome] = field(default_factory=list)
    drafts: list[tuple[DraftReport, tuple[tuple[Traced, Fact], ...]]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def step(self, note: str, command: str) -> None:
        self.steps.append(command)

    def edited(self, edits: tuple[str, ...], path: Path) -> None:
        self.edits.append(edits)

    def refreshed(self, found: Refreshing) -> None:
        self.rounds.append(found)

    def checked(self, found: CheckedFile) -> None:
        self.checks.append(found)

    def mended(self, copy: Copy) -> None:
        self.copies.append(copy)

    def issued(self, done: IssueReport) -> None:
        self.papers.append(done)

    def extracted(self, found: Extraction, path: Path) -> None:
        self.readings.append(found)

    def decided(self, verdicts: tuple[Verdict, ...], path: Path) -> None:
        self.verdicts.append(verdicts)

    def taken(self, outcomes: tuple[FileOutcome, ...]) -> None:
        self.outcomes += outcomes

    def compared(self, report: DraftReport, sources: tuple[tuple[Traced, Fact], ...]) -> None:
        self.drafts.append((report, sources))

    def left(self, path: Path) -> None:
        self.kept.append(path.name)


def nothing(*_: object) -> None:
    """The other steps are told elsewhere."""


def run(home: Path) -> Told:
    told = Told()
    demo(home, Show(nothing, lambda _, command: told.steps.append(command), *(nothing,) * 5, told))
    return told


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("drafter.db"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Told, Told]:
    """The sample office with only its rounds of 2025 up to the issued paper, gone through twice."""
    home = tmp_path_factory.mktemp("demo")
    name, title, rounds = next(sample for sample in SAMPLES if sample[0] == OFFICE)
    needed = (*rounds[:4], rounds[-1])
    assert [one.then is not None for one in needed] == [False, True, False, True, True]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(showing, "SAMPLES", ((name, title, needed),))
        first = run(home)
        made = contents(home)
        again = run(home)
    assert contents(home) == made
    return home / OFFICE, first, again


def text(path: Path) -> str:
    return visible_text(read_page(path.read_bytes()), around=True)


def test_every_step_is_told_with_what_does_the_same(lived: tuple[Path, Told, Told]) -> None:
    _, told, _ = lived
    commands = [step.split()[1] for step in told.steps if step.startswith("drafter ")]
    assert commands == [
        "import", "status", "draft", "import", "status", "draft", "refresh", "check", "check", "issue", "extract",
        "import", "draft", "trace", "draft", "trace",
    ]  # fmt: skip
    assert [step.split()[0] for step in told.steps].count("mở") == 3  # what is scripted says what to do in Word


def test_the_officers_edits_survive_and_the_late_figures_come_in(lived: tuple[Path, Told, Told]) -> None:
    home, told, _ = lived
    assert told.edits[0] == tuple(words for words, _ in FIRST_HAND)
    (file,) = told.rounds[0].files
    assert [(one.code, "650 lượt người" in one.what) for one in file.conflicts] == [("R110", True)]
    assert ("21 công đoàn cơ sở", "22 công đoàn cơ sở") in [(one.old, one.new) for one in file.changed]
    assert read_page((home / FOLDER / EDITED).read_bytes()).tracked == 0
    assert read_page((home / FOLDER / REFRESHED).read_bytes()).tracked > 0
    final = text(home / FOLDER / FINAL)
    assert "phục hồi rõ nét" in final
    assert "quản lý 22 công đoàn cơ sở với 16.593 đoàn viên" in final
    assert "trợ cấp cho 645 lượt người" in final


def test_what_the_check_finds_is_mended_proposed_or_settled(lived: tuple[Path, Told, Told]) -> None:
    home, told, _ = lived
    before, after = told.checks
    assert {"PG-06", "PG-09", "CP-15", "CT-03"} <= {one.code for one in before.problems}
    assert {one.code for one in told.copies[0].mended} == {"PG-06", "PG-09", "CP-15"}
    assert [(one.old, one.new) for one in told.copies[0].proposed] == [("xuất quà", "suất quà")]
    assert after.problems == ()
    assert "Các suất quà được trao" in text(home / FOLDER / FINAL)


def test_the_paper_goes_out_and_is_a_past_report(lived: tuple[Path, Told, Told]) -> None:
    home, told, _ = lived
    (paper,) = told.papers
    assert (paper.symbol, paper.day, paper.file.name) == (f"{NUMBER}/BC-LĐLĐ", DAY, "45-BC-LDLD.docx")
    out = text(paper.file)
    assert "Sông Vàng, ngày 23 tháng 01 năm 2026" in re.sub(r"\s+", " ", out)
    assert not any(word in out for word in ("DỰ THẢO", "SỐ LIỆU TẠM", "[chưa"))
    with open_store(home / "drafter.db") as store:
        issued = store.issued(paper.doc_id)
        reported = store.reported(Period.parse("2025"), "LDLD-SONGVANG")
    assert issued is not None
    assert issued.day == date(2026, 1, 23)
    assert reported is not None
    assert len(reported.figures) == paper.figures
    kept = {one.key.indicator: one for one in reported.figures}
    assert (kept["A04"].value, kept["A04"].note) == (Decimal(16593), "")  # the late figure, accepted: nobody typed it
    assert (kept["C04"].numerator, kept["C04"].denominator) == (Decimal(12), Decimal(14))
    assert paper.problems == ()


def test_past_reports_are_read_decided_upon_and_imported(lived: tuple[Path, Told, Told]) -> None:
    home, told, _ = lived
    (reading,) = told.readings
    assert [file.read for file in reading.files] == [True, True, True]
    assert 0 < sum(row.sure for row in reading.rows) < len(reading.rows)
    assert told.verdicts == [VERDICTS]  # each of them found its row
    assert (home / REVIEW).read_bytes() != (home / DECIDED).read_bytes()
    assert [one.outcome for one in told.outcomes] == [Outcome.NEW]
    with open_store(home / "drafter.db") as store:
        year = store.reported(Period.parse("2023"), "LDLD-SONGVANG")
        half = store.reported(Period.parse("2023-H1"), "LDLD-SONGVANG")
        earlier = store.reported(Period.parse("2022"), "LDLD-SONGVANG")
    assert year is not None
    assert half is not None
    assert earlier is not None
    assert year.submitted_by == OFFICER
    kept = {one.key.indicator: one for one in year.figures}
    assert (kept["E02"].value, kept["E02"].source.cell) == (Decimal(1846), "đoạn 19")  # not the annex's 1.864
    assert (kept["B01"].value, kept["B01"].note) == (Decimal(172), "báo cáo cũ ghi «171 cuộc»")
    assert kept["A04"].value == Decimal(15091)  # the whole office; the annex has four units only
    assert "A14a" not in kept  # refused
    assert {one.key.indicator: one.value for one in half.figures}["E02"] == Decimal(905)
    assert {one.key.indicator: one.value for one in earlier.figures}["E02"] == Decimal(1702)


def test_drafts_compare_with_the_past_reports_and_tell_the_paragraph(lived: tuple[Path, Told, Told]) -> None:
    _, told, _ = lived
    (year, in_year), (half, in_half) = told.drafts
    assert "tăng 255 đoàn viên (13,81%) so với năm 2023" in text(year.files[0])
    assert "905/1.800 đoàn viên" in text(half.files[0])
    places = {(line.text, fact.value, fact.source.file, fact.source.cell) for line, fact in (*in_year, *in_half)}
    assert {
        ("tăng 255 đoàn viên (13,81%) so với năm 2023", "1.846 người", "bao-cao-nam-2023.docx", "đoạn 19"),
        ("905 đoàn viên", "905 người", "bao-cao-6-thang-2023-vntime.docx", "đoạn 6"),
        ("5/12 cuộc", "12 cuộc", "phu-luc-nam-2023.xlsx", "ô E15"),
    } <= places


def test_the_second_time_leaves_it_as_it_is(lived: tuple[Path, Told, Told]) -> None:
    _, _, again = lived
    assert again.kept == [EDITED, FOLDER, DECIDED.name]
    assert (again.papers, again.rounds, again.readings) == ([], [], [])
