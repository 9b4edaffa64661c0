"""The scoring workbook: its live formulas give the numbers of the pure rules, and what is missing stays empty."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from random import Random
from typing import Any

import openpyxl
import pytest

from drafter.clusters.ballots import read_ballots
from drafter.fill.excel.template import ExcelTemplate
from drafter.model.figure import Figure, Qualifier
from drafter.model.register import Row
from drafter.render.annex import annex_context
from drafter.render.cluster_slots import cluster_of
from drafter.render.context import build_context, figure_slots
from drafter.render.paper import Paper
from drafter.render.scoring import Scoring, scoring_of
from drafter.render.shipped import shipped_folder
from drafter.standards.cluster_scoring import default_scoring, scoring_table
from tests.clusters.cluster_rows import SMALL
from tests.render.cluster_papers import ORDER, cluster_paper, figure, row, s1_members

ANNEXES = {name: f"Phụ lục {name}" for name in ("xep_hang", "tong_hop", "cham_diem", "bo_phieu", "quy_tac")}


def scored(
    scores: Iterator[Row], votes: Mapping[str, tuple[int | None, ...]], *figures: Figure, **changes: Any
) -> Paper:
    """A paper of the six units with these scores and ballots (members, issued, returned, valid, agreed)."""
    fields = ("so_thanh_vien", "phat_ra", "thu_ve", "hop_le", "dong_y")
    ballots = tuple(
        row(
            noi_dung="Suy tôn",
            doi_tuong=unit,
            **{name: number for name, number in zip(fields, numbers, strict=True) if number is not None},
        )
        for unit, numbers in votes.items()
    )
    registers = {"cum": s1_members(), "cham-diem": tuple(scores), "bo-phieu": ballots}
    return replace(cluster_paper(*figures, registers=registers), **changes)


def of_all(criteria: Mapping[str, tuple[object, ...]], **more: str) -> Iterator[Row]:
    """Verified points of each criterion, a unit after the other; None is not scored."""
    for code, points in criteria.items():
        for unit, given in zip(ORDER, points, strict=True):
            if given is not None:
                yield row(don_vi=unit, tieu_chi=code, tham_dinh=Decimal(str(given)), minh_chung="x", **more)


def _small() -> Paper:
    """Ties that the ballot parts, that a group parts, that stay; a bonus over its cap, a penalty typed without sign."""
    table, _ = scoring_table(SMALL, "cham-diem.toml")
    assert table is not None
    points = {
        "1.1": (8, 7, 6, 6, 5, 5),
        "1.2": (4, 4, 4, 4, 4, 4),
        "2.1": (5, 6, 4.125, 4.125, 5, 5),
        "thuong": (0, 0, 3, 3, None, None),
        "tru": (None, None, 0.5, -0.5, None, None),
    }
    votes = {unit: (18, 18, 18, 17, agreed) for unit, agreed in zip(ORDER, (12, 15, 9, 9, 7, 7), strict=True)}
    return scored(of_all(points), votes, scoring=table)


def _figures() -> Paper:
    """The shipped table on figures: proportional, bands at their ends, yes or no, a hedge, no figure, no target."""
    random, units = Random(20261127), ORDER
    counts = [
        figure(code, unit, random.randint(0, 120), target=random.choice([None, 40, 75, 100]))
        for code in ("C14", "E02", "E01", "D03a", "G02a", "H02b", "D05")
        for unit in units
        if random.random() > 0.1
    ]
    shares = [
        figure(code, unit, parts=(part, 20))
        for code in ("C06", "C07", "E09", "B03")
        for unit, part in zip(units, (20, 19, 18, 17, 0, 7), strict=True)
    ]
    whole = [f for unit in units for f in (figure("C02", unit, random.randint(1, 12)), figure("C01", unit, 12))]
    hedged = [replace(one, qualifier=Qualifier.OVER) if one.key.indicator == "E02" else one for one in counts]
    manual = {one.code: one.max for one in default_scoring().criteria if one.auto is None}
    points = {code: tuple(round(random.uniform(0, float(most)), 2) for _ in units) for code, most in manual.items()}
    lacking = {code: tuple(None if code == "6.2" and unit == "HD" else n for unit, n in zip(units, given, strict=True))
               for code, given in points.items()}  # fmt: skip
    votes: dict[str, tuple[int | None, ...]] = {unit: (18, 18, 17, 16, random.randint(9, 16)) for unit in units[:4]}
    votes |= {"TH": (18, 18, 19, 17, 15), "HD": (18, None, None, None, 11)}
    return scored(of_all(lacking), votes, *hedged, *shares, *whole)


def _verified() -> Paper:
    """Every unit complete by verified scores alone; nobody voted and no figure came."""
    random = Random(7)
    points = {
        one.code: tuple(round(random.uniform(0, float(one.max)), 2) for _ in ORDER)
        for one in default_scoring().criteria
    }
    return scored(of_all(points), {})


def _empty() -> Paper:
    """A cluster that has scored nothing yet."""
    return scored(iter(()), {})


PAPERS = {"small": _small, "figures": _figures, "verified": _verified, "empty": _empty}


@cache
def workbook(name: str) -> tuple[Paper, Scoring, bytes]:
    paper = PAPERS[name]()
    template = ExcelTemplate(shipped_folder("templates") / "bang-cham-diem-thi-dua" / "cham-diem.xlsx")
    context = {**build_context(paper, ANNEXES), **annex_context(paper, figure_slots(paper))}
    return paper, scoring_of(paper, cluster_of(paper)), template.render(context)


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """Every workbook as LibreOffice works it out, in one run."""
    folder = tmp_path_factory.mktemp("cham-diem")
    for name in PAPERS:
        (folder / f"{name}.xlsx").write_bytes(workbook(name)[2])
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
    files = [folder / f"{name}.xlsx" for name in PAPERS]
    subprocess.run([*command, "--outdir", folder / "xong", *files], check=True, capture_output=True, timeout=240)
    return {name: openpyxl.load_workbook(folder / "xong" / f"{name}.xlsx", data_only=True) for name in PAPERS}


def columns(sheet: Any, row_of_heads: int = 5) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[row_of_heads] if cell.value}


def number(value: object) -> Decimal | None:
    """A computed cell; an empty text is nothing."""
    return None if value in (None, "") else Decimal(str(round(float(str(value)), 6)))


needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("name", PAPERS)
def test_totals_and_ranks_are_those_of_the_rules(name: str, computed: Mapping[str, Any]) -> None:
    assert_ranks(name, computed[name]["Xếp hạng"])


@pytest.mark.parametrize("name", PAPERS)
def test_a_reader_that_computes_nothing_sees_the_same_numbers(name: str) -> None:
    """Protected View, a preview, a telephone: the results stand in the file as it is written."""
    assert_ranks(name, openpyxl.load_workbook(BytesIO(workbook(name)[2]), data_only=True)["Xếp hạng"])


def assert_ranks(name: str, sheet: Any) -> None:
    _, found, _ = workbook(name)
    at = columns(sheet)
    lines = {sheet.cell(line, 1).value: line for line in range(8, 8 + len(found.sheets))}
    for one, ranked in zip(found.sheets, found.ranking.units, strict=True):
        line = lines[one.unit]

        def cell(head: str, line: int = line) -> Decimal | None:
            return number(sheet.cell(line, at[head]).value)

        assert cell("Tổng điểm") == one.total, one.unit
        assert cell("Thứ hạng") == ranked.rank, one.unit
        assert cell("Tiêu chí chưa có điểm") == len(one.missing), one.unit
        assert (cell("Điểm thưởng"), cell("Điểm trừ")) == (one.bonus, one.penalty)
        assert cell("Tự chấm") == one.own_total
        for group in found.table.groups:
            assert cell(group.name) == one.points_of(group.code), (one.unit, group.code)
        remark = sheet.cell(line, at["Ghi chú"]).value or ""
        assert remark == ("chưa đủ điểm" if one.missing else "đồng hạng" if ranked.tied else "")


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("name", PAPERS)
def test_every_line_of_every_unit_is_that_of_the_rules(name: str, computed: Mapping[str, Any]) -> None:
    _, found, _ = workbook(name)
    sheet = computed[name]["Chấm điểm"]
    at = columns(sheet)
    seen = {
        (sheet.cell(line, 1).value, sheet.cell(line, at["Mã"]).value): line
        for line in range(6, sheet.max_row + 1)
        if sheet.cell(line, 1).value
    }
    expected = [(one.unit, line.criterion.code, line.counted, line.auto) for one in found.sheets for line in one.lines]
    assert len(seen) == len(expected) + len(found.sheets) * len(found.table.adjustments)
    for unit, code, counted, auto in expected:
        line = seen[unit, code]
        assert number(sheet.cell(line, at["Điểm được tính"]).value) == counted, (unit, code)
        assert number(sheet.cell(line, at["Điểm tự động"]).value) == (auto.points if auto else None), (unit, code)
    for one in found.sheets:
        for adjusted in one.adjusted:
            line = seen[one.unit, adjusted.adjustment.code]
            assert number(sheet.cell(line, at["Điểm được tính"]).value) == adjusted.counted


@pytest.mark.office
@needs_office
def test_the_matrix_has_each_units_points_by_criterion(computed: Mapping[str, Any]) -> None:
    _, found, _ = workbook("figures")
    sheet = computed["figures"]["Tổng hợp"]
    codes = {sheet.cell(line, 1).value: line for line in range(7, sheet.max_row + 1) if sheet.cell(line, 1).value}
    for number_of, one in enumerate(found.sheets):
        for criterion in (*found.table.groups, *found.table.criteria):
            shown = number(sheet.cell(codes[criterion.code], 5 + number_of).value)
            assert shown == one.points_of(criterion.code), (one.unit, criterion.code)


@pytest.mark.office
@needs_office
def test_ballots_show_their_share_and_whether_they_add_up(computed: Mapping[str, Any]) -> None:
    paper, found, _ = workbook("figures")
    sheet = computed["figures"]["Bỏ phiếu"]
    at = columns(sheet)
    ballots = read_ballots(paper.registers["bo-phieu"], paper.names)
    for line, ballot in enumerate(ballots, 7):
        share = ballot.share(found.table.ballot_base)
        cut = None if share is None else Decimal(int(share * 100)) / 100
        assert number(sheet.cell(line, at["Tỷ lệ đồng ý (%)"]).value) == cut
        assert sheet.cell(line, at["Kiểm tra"]).value == ("khớp" if ballot.adds_up else "không khớp")


def test_the_cases_hold_what_they_are_for() -> None:
    """Ties parted by the ballot and by a group, one that stays, missing scores, bands at their ends."""
    small = workbook("small")[1]
    assert [one.rank for one in small.ranking.units] == [2, 1, 3, 3, 5, 5]
    assert [one.parted_by for one in small.ranking.units][:2] == ["phieu", "phieu"]
    figures = workbook("figures")[1]
    assert figures.ranking.provisional
    autos = [line.auto for one in figures.sheets for line in one.lines if line.auto]
    assert {auto.reason for auto in autos} == {"", "chưa có số liệu", "chưa có chỉ tiêu giao"}
    assert any(auto.approximate for auto in autos)
    verified = workbook("verified")[1]
    assert sorted(one.rank or 0 for one in verified.ranking.units) == [1, 2, 3, 4, 5, 6]
    assert not any(sheet.scored for sheet in workbook("empty")[1].sheets)


def test_nothing_is_nought_that_nobody_gave() -> None:
    """Cells for scores are empty where there are none, and totals are formulas."""
    book = openpyxl.load_workbook(BytesIO(workbook("empty")[2]))
    sheet = book["Chấm điểm"]
    at = columns(sheet)
    for line in range(6, sheet.max_row + 1):
        if sheet.cell(line, 1).value:
            for head in ("Kết quả", "Điểm tự chấm", "Điểm cụm chấm chéo", "Điểm thẩm định"):
                assert sheet.cell(line, at[head]).value is None
            assert str(sheet.cell(line, at["Điểm được tính"]).value).startswith("=")


def test_scores_typed_in_excel_are_held_to_their_maximum() -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook("figures")[2]))["Chấm điểm"]
    (rule,) = sheet.data_validations.dataValidation
    lines = [line for line in range(6, sheet.max_row + 1) if sheet.cell(line, 2).value]
    assert all(f"N{line}" in rule.sqref for line in lines)
    assert (rule.type, rule.formula1) == ("decimal", "0")
