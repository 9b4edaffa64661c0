"""Who issues and who signs, as an office's settings say it: committee without a standing one, deputy, cluster, UBKT."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from drafter.desk.gather import issuer_on
from drafter.desk.workspace import SETTINGS, Workspace, open_workspace
from drafter.documents.kind import Kind
from drafter.intake.office import read_settings, settings_text
from drafter.model.organisation import Level, Standing
from drafter.model.period import Period, PeriodType
from drafter.render.frame_slots import authority_line, signing_lines

Y2026 = Period.parse("2026")
OFFICE = """\
[co-quan]
ma = "CDCS-01"
ten = "{name}"
cap = "{level}"
cap-tren = "{upper}"
dia-danh = "Sông Vàng"
{more}

[nguoi-ky]
ho-ten = "Lò Thị Ban"
{signer}
"""


def office(
    folder: Path,
    level: Level = Level.PROVINCE,
    name: str = "Liên đoàn Lao động tỉnh Sông Vàng",
    upper: str = "Tổng Liên đoàn Lao động Việt Nam",
    more: str = "",
    signer: str = "",
    tail: str = "",
) -> Workspace:
    text = OFFICE.format(level=level, name=name, upper=upper, more=more, signer=signer)
    (folder / SETTINGS).write_text(text + tail, "utf-8")
    return open_workspace(folder)


def own(ws: Workspace) -> Standing:
    (standing,) = ws.office.organisation.standings
    return standing


def issued(ws: Workspace, issuer: Level | None) -> Standing:
    kind = Kind("x", "X", "BÁO CÁO", "BC", "x", (PeriodType.YEAR,), issuer=issuer)
    return issuer_on(ws, kind, "CDCS-01", Y2026, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("more", "first"),
    [
        ("", "TM. BAN CHẤP HÀNH"),
        ("so-uy-vien = 7", "TM. BAN CHẤP HÀNH"),
        ("so-uy-vien = 9", "TM. BAN THƯỜNG VỤ"),
    ],
)
def test_a_grassroots_union_has_a_standing_committee_from_nine_members(tmp_path: Path, more: str, first: str) -> None:
    """Format rule SG-03."""
    ws = office(
        tmp_path, Level.GRASSROOTS, "Công đoàn cơ sở Trường Tiểu học Suối Trong", "Công đoàn phường An Hòa", more
    )
    assert signing_lines(own(ws)) == [first, "CHỦ TỊCH"]


@pytest.mark.parametrize(
    ("signer", "lines"),
    [
        ("", ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"]),
        ('chuc-vu = "PHÓ CHỦ TỊCH"', ["TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (
            'chuc-vu = "PHÓ CHỦ TỊCH"\ncap-pho-ky = "kt"',
            ["TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ),
        (
            'chuc-vu = "PHÓ CHỦ TỊCH THƯỜNG TRỰC"\ncap-pho-ky = "tap-the"',
            ["TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"],
        ),
    ],
)
def test_both_forms_of_a_deputys_signing_are_settings(tmp_path: Path, signer: str, lines: list[str]) -> None:
    """Format rule SG-05."""
    assert signing_lines(own(office(tmp_path, signer=signer))) == lines


def test_the_confederation_has_nobody_above_it(tmp_path: Path) -> None:
    """Format rule HD-00."""
    ws = office(tmp_path, Level.CONFEDERATION, "Tổng Liên đoàn Lao động Việt Nam", "")
    standing = own(ws)
    assert (standing.upper_lines, standing.own_lines) == ((), ("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM"))
    assert signing_lines(standing) == ["TM. ĐOÀN CHỦ TỊCH", "CHỦ TỊCH"]
    assert authority_line(standing) == "ĐOÀN CHỦ TỊCH TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"


def test_a_cluster_issues_under_its_own_name_where_the_office_says_so(tmp_path: Path) -> None:
    """Format rule HD-09: both ways are in use."""
    ws = office(tmp_path)
    assert issued(ws, Level.CLUSTER) == issued(ws, None)
    tail = '\n[ban-hanh.cum-thi-dua]\nten = "Cụm thi đua số 2"\nho-ten = "Vi Văn Tám"\n'
    standing = issued(office(tmp_path, tail=tail), Level.CLUSTER)
    assert standing.upper_lines == ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH SÔNG VÀNG")
    assert standing.own_lines == ("CỤM THI ĐUA SỐ 2",)
    assert (standing.symbol, standing.place) == ("CTĐ", "Sông Vàng")
    assert signing_lines(standing) == ["TM. CỤM THI ĐUA", "CỤM TRƯỞNG"]
    assert issued(office(tmp_path, tail=tail), None).symbol == "LĐLĐ"


def test_an_inspection_committee_issues_under_its_own_name(tmp_path: Path) -> None:
    """Format rule HD-08."""
    tail = '\n[ban-hanh.uy-ban-kiem-tra]\nten = "Ủy ban Kiểm tra"\nho-ten = "Hà Thị Chín"\nky-hieu = "UBKT"\n'
    standing = issued(office(tmp_path, tail=tail), Level.COMMITTEE)
    assert standing.upper_lines == ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH SÔNG VÀNG")
    assert standing.own_lines == ("ỦY BAN KIỂM TRA",)
    assert signing_lines(standing) == ["TM. ỦY BAN KIỂM TRA", "CHỦ NHIỆM"]


@pytest.mark.parametrize(
    ("signer", "tail", "field"),
    [
        ('cap-pho-ky = "co"', "", "[nguoi-ky] cap-pho-ky"),
        ("cap-pho-ky = 1", "", "[nguoi-ky] cap-pho-ky"),
        ("", '[ban-hanh.tinh]\nten = "x"\n', "[ban-hanh.tinh]"),
        ("", "[ban-hanh.cum-thi-dua]\nho-ten = 'x'\n", "[ban-hanh.cum-thi-dua] ten"),
        ("", "[ban-hanh.cum-thi-dua]\nten = 'x'\nho-ten = 5\n", "[ban-hanh.cum-thi-dua] ho-ten"),
        ("", "[ban-hanh]\ncum-thi-dua = 'x'\n", "[ban-hanh.cum-thi-dua] ten"),
    ],
)
def test_a_fault_of_these_settings_is_named(tmp_path: Path, signer: str, tail: str, field: str) -> None:
    text = OFFICE.format(level="tinh", name="Liên đoàn Lao động tỉnh X", upper="", more="", signer=signer)
    (tmp_path / SETTINGS).write_text(text + tail, "utf-8")
    found, problems = read_settings(tmp_path / SETTINGS)
    assert found is None
    assert field in [str(problem).split("«")[1].split("»")[0] for problem in problems]


@pytest.mark.parametrize("size", ["-1", '"bảy"', "true"])
def test_a_committees_size_is_a_count(tmp_path: Path, size: str) -> None:
    text = OFFICE.format(
        level="tinh", name="Liên đoàn Lao động tỉnh X", upper="", more=f"so-uy-vien = {size}", signer=""
    )
    (tmp_path / SETTINGS).write_text(text, "utf-8")
    found, problems = read_settings(tmp_path / SETTINGS)
    assert found is None
    assert [str(problem).split("«")[1].split("»")[0] for problem in problems] == ["[co-quan] so-uy-vien"]


@pytest.mark.parametrize(
    ("level", "body", "head"),
    [
        (Level.GRASSROOTS, "BAN CHẤP HÀNH", "CHỦ TỊCH"),
        (Level.CONFEDERATION, "ĐOÀN CHỦ TỊCH", "CHỦ TỊCH"),
        (Level.CLUSTER, "CỤM THI ĐUA", "CỤM TRƯỞNG"),
    ],
)
def test_a_new_offices_settings_name_the_body_and_head_of_its_level(level: Level, body: str, head: str) -> None:
    text = settings_text(code="X", name="Tên", level=level, superior="", place="Nơi", signer="Lò Thị Ban")
    assert f'thay-mat = "{body}"' in text
    assert f'chuc-vu = "{head}"' in text
