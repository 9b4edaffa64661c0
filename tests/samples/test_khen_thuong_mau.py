"""The made-up award office, 1.200 nominations: planted faults are found, nothing else; lists equal sentences.

The lists are looked at as LibreOffice prints them: the head repeated on every page, no row split over two.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from drafter.desk.awards import AwardReport, check_round, list_round
from drafter.desk.collect import collect
from drafter.desk.draft import DraftReport, draft
from drafter.desk.problems import DeskError
from drafter.desk.workspace import Workspace, open_workspace
from drafter.model.award import Recipient
from drafter.model.award_choices import ListOrder
from drafter.model.period import Period
from drafter.render.shipped import shipped_folder
from drafter.store.store import open_store
from drafter.wording.collation import person_key
from tests.makers.award_nominees import COUNT, PLANTED, nominations
from tests.makers.sample_khen_thuong import DAY, IN

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
YEAR = Period.parse("2025")
NOW = datetime(2026, 1, 16, 8, 30, tzinfo=UTC)
"""How long a draft of 1.200 may take on a slow machine; it is measured at about a second and a half."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample with its registers taken in."""
    folder = tmp_path_factory.mktemp("khen") / "van-phong"
    shutil.copytree(shipped_folder("samples") / "khen-thuong-mau", folder)
    ws = open_workspace(folder)
    with open_store(ws.database) as store:
        outcomes = collect(ws, store, (folder / IN,), now=NOW)
    assert [problem for one in outcomes for problem in one.problems] == []
    assert ws.problems == ()
    return ws


@pytest.fixture(scope="module")
def checked(office: Workspace) -> AwardReport:
    with open_store(office.database) as store:
        return check_round(office, store, None, today=DAY, day=DAY)


Drafted = tuple[DraftReport, dict[str, Path]]  # and its files by name


@pytest.fixture(scope="module")
def decision(office: Workspace) -> Drafted:
    with open_store(office.database) as store:
        report = draft(office, store, "quyet-dinh-khen-thuong", YEAR, now=NOW, day=DAY)
    return report, {path.name: path for path in report.files}


def test_the_list_is_whole(checked: AwardReport) -> None:
    assert len(nominations()) == COUNT == len(checked.batch.nominations) == 1200
    assert checked.period == YEAR


def test_every_planted_fault_is_found_and_nothing_else_is_asked(checked: AwardReport) -> None:
    """Each planted line gives its own question once; the share of direct workers is the list's own fault."""
    found = Counter(problem.code for problem in checked.problems if problem.place.text != "căn cứ pháp lý")
    expected = Counter(dict.fromkeys(PLANTED, 1) | {"D244": 2, "D253": 1})
    assert found == expected


def test_a_question_names_the_planted_person(checked: AwardReport) -> None:
    said = {problem.code: problem.what for problem in checked.problems}
    for code, lines in PLANTED.items():
        if code not in ("D252", "D254", "D269"):  # those are about the list
            assert str(lines[-1]["ten"]) in said[code]


def test_the_sentence_of_a_paper_equals_its_list(decision: Drafted, checked: AwardReport) -> None:
    _, files = decision
    text = words(files["report.docx"])
    told = re.search(r"Khen thưởng ([\d.]+) tập thể và ([\d.]+) cá nhân", text)
    assert told is not None
    said = [int(number.replace(".", "")) for number in told.groups()]
    rows = [len(numbered(table)) for table in Document(str(files["list.docx"])).tables]
    own = [one for one in checked.batch.nominations if checked.batch.forms[one.form].level is checked.batch.own_level]
    assert said == rows == [sum(one.recipient is who for one in own) for who in Recipient]
    book = load_workbook(BytesIO(files["appendix.xlsx"].read_bytes()))
    assert rows == [sum(isinstance(row[0], int) for row in book[name].values) for name in ("Tập thể", "Cá nhân")]


def test_each_form_in_the_decision_equals_the_heads_of_its_list(
    decision: Drafted,
) -> None:
    _, files = decision
    listed, told = Counter[str](), Counter[str]()
    for head in re.findall(r"^.*: [\d.]+ (?:tập thể|cá nhân)$", words(files["list.docx"]), re.MULTILINE):
        form, _, count = head.partition(": ")
        listed[form.split(", chuyên đề")[0]] += number_in(count)
    text = words(files["report.docx"])
    for form, counts in re.findall(r"^- (.*?): ([\d.]+ (?:tập thể|cá nhân).*)[;.]$", text, re.MULTILINE):
        told[form] += sum(map(number_in, counts.split(" và ")))
    assert listed == told
    assert len(listed) == 3


def words(path: Path) -> str:
    """Every paragraph of a Word file, a line each, with what stands in its content controls."""
    paragraphs = Document(str(path)).element.body.iter(f"{_W}p")
    return "\n".join("".join(paragraph.itertext(f"{_W}t")) for paragraph in paragraphs)


def number_in(text: str) -> int:
    return int(text.split(" ", 1)[0].replace(".", ""))


def numbered(table: Any) -> list[str]:
    """The numbers in the first column of a table."""
    return [cells[0] for row in table._tbl.tr_lst if (cells := texts_of(row))[0].isdecimal()]


def test_a_list_goes_by_given_name(office: Workspace) -> None:
    with open_store(office.database) as store:
        _, (whole,) = list_round(office, store, YEAR, ListOrder.NAME, today=DAY)
        _, by_form = list_round(office, store, YEAR, None, today=DAY)
        _, by_unit = list_round(office, store, YEAR, ListOrder.UNIT, today=DAY)
        _, by_level = list_round(office, store, YEAR, ListOrder.LEVEL, today=DAY)
    people = [one.name for one in whole.nominations if one.recipient is Recipient.INDIVIDUAL]
    assert people == sorted(people, key=person_key)
    assert [one.recipient for one in whole.nominations[:91]] == [Recipient.COLLECTIVE] * 91
    assert [group.title for group in by_form][:2] == [
        "Cờ thi đua của Tổng Liên đoàn Lao động Việt Nam",
        "Chiến sĩ thi đua Tổng Liên đoàn",
    ]
    assert len(by_unit) == 23
    assert [group.title for group in by_level][:2] == [
        "Tổng Liên đoàn Lao động Việt Nam",
        "Liên đoàn Lao động tỉnh Sông Vàng",
    ]
    for groups in (by_form, by_unit, by_level):
        assert sum(len(group.nominations) for group in groups) == COUNT


def test_a_period_without_nominations_is_refused(office: Workspace) -> None:
    with open_store(office.database) as store, pytest.raises(DeskError) as refused:
        check_round(office, store, Period.parse("2024"), today=DAY)
    assert "W170" in str(refused.value.problems[0])


@pytest.mark.long
@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice") or not shutil.which("pdftotext"), reason="needs LibreOffice, poppler")
def test_the_printed_list_repeats_its_head_and_splits_no_row(decision: Drafted, tmp_path: Path) -> None:
    """Each page of the individuals begins with the table's head, and each row stands on one page, whole."""
    _, files = decision
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(files["list.docx"])], check=True, capture_output=True)
    text = subprocess.run(["pdftotext", "-layout", str(tmp_path / "list.pdf"), "-"], check=True, capture_output=True)
    pages = [page for page in text.stdout.decode("utf-8").split("\f") if page.strip()]
    people = pages[next(n for n, page in enumerate(pages) if "DANH SÁCH CÁ NHÂN" in page) :]
    assert len(people) > 50
    assert [number for number, page in enumerate(people, 1) if "Họ và tên" not in page] == []
    table = Document(str(files["list.docx"])).tables[1]
    names = [cells[2] for row in table._tbl.tr_lst if (cells := texts_of(row))[0].isdecimal()]
    shown: list[str] = []
    for page in people:
        rows = re.findall(r"^\s*(\d{1,4})\s+(?:Bà|Ông)\s+(\S.*?)\s{2,}", page, re.MULTILINE)
        shown += [name for _, name in rows]
    assert shown == names


def texts_of(row: Any) -> list[str]:
    return ["".join(cell.itertext(f"{_W}t")) for cell in row.xpath("./w:tc")]


def test_no_row_of_a_list_may_be_split(decision: Drafted) -> None:
    """Word is told so in every row, and that the head repeats."""
    for table in Document(str(decision[1]["list.docx"])).tables:
        rows = table._tbl.tr_lst
        assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)
        assert rows[0].xpath("./w:trPr/w:tblHeader")


def test_the_day_of_the_decision_changes_the_money(office: Workspace) -> None:
    with open_store(office.database) as store:
        later = check_round(office, store, YEAR, today=DAY, day=date(2026, 7, 1))
        sooner = check_round(office, store, YEAR, today=DAY, day=date(2026, 6, 30))
    each = [{line.form.code: line.each for line in one.own_money.lines}["BK_T"] for one in (sooner, later)]
    assert each == [2_340_000, 2_530_000]
    assert sooner.own_money.total is not None
    assert later.own_money.total is not None
    assert sooner.own_money.total < later.own_money.total
