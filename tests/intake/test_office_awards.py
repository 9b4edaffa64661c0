"""An office's choices for award papers: read as written, each fault with its example, silence is the usual."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from drafter.intake.award_row import find_award
from drafter.intake.identity import nearest_units
from drafter.intake.office import read_settings
from drafter.intake.office_awards import award_choices, award_faults
from drafter.model.award_choices import AwardChoices, CertificateLayout, ListOrder
from drafter.model.organisation import Level, Organisation, Standing
from drafter.standards.award_forms import load_award_forms

WRITTEN = """
[khen-thuong]
sap-xep = "ten"
lam-tron = "giu-nguyen"
hoi-dong = "Hội đồng Thi đua, Khen thưởng LĐLĐ tỉnh"

[giay-khen]
phoi-in-san = true
sang-phai = 2.5
xuong-duoi = -1
ma-chu = "tcvn3"

[giay-khen.dich]
ho-ten = [0, 3]
"""
OFFICE = '[co-quan]\nma = "A"\nten = "Liên đoàn Lao động tỉnh A"\ncap = "tinh"\ndia-danh = "A"\n'


def test_what_is_written_is_read() -> None:
    assert award_choices(tomllib.loads(WRITTEN)) == AwardChoices(
        order=ListOrder.NAME,
        rounding="giu-nguyen",
        council="Hội đồng Thi đua, Khen thưởng LĐLĐ tỉnh",
        certificate=CertificateLayout(2.5, -1, {"ho-ten": (0, 3)}, preprinted=True, tcvn3=True),
    )


def test_what_is_not_written_is_as_usual(tmp_path: Path) -> None:
    assert award_choices({}) == AwardChoices()
    (tmp_path / "drafter.toml").write_text(OFFICE + WRITTEN, "utf-8")
    settings, problems = read_settings(tmp_path / "drafter.toml")
    assert settings is not None
    assert (settings.office.awards.certificate.right, problems) == (2.5, ())


@pytest.mark.parametrize(
    ("text", "field", "found"),
    [
        ('[khen-thuong]\nsap-xep = "tuoi"', "[khen-thuong] sap-xep", "là «tuoi», không có trong các cách chọn"),
        ('[khen-thuong]\nlam-tron = "xuong"', "[khen-thuong] lam-tron", "là «xuong», không có trong các cách chọn"),
        ("[khen-thuong]\nhoi-dong = 1", "[khen-thuong] hoi-dong", "phải là chữ đặt trong ngoặc kép"),
        ("khen-thuong = 1", "khen-thuong", "phải là một mục trong ngoặc vuông"),
        ('[giay-khen]\nma-chu = "vni"', "[giay-khen] ma-chu", "là «vni», không có trong các cách chọn"),
        ('[giay-khen]\nphoi-in-san = "có"', "[giay-khen] phoi-in-san", "phải là true hoặc false"),
        ("[giay-khen]\nsang-phai = 900", "[giay-khen] sang-phai", "là «900», cần số mm từ -200 đến 200"),
        ("[giay-khen]\nxuong-duoi = true", "[giay-khen] xuong-duoi", "là «True», cần số mm từ -200 đến 200"),
        ("[giay-khen]\ndich = 1", "[giay-khen.dich]", "phải là một mục trong ngoặc vuông"),
        ("[giay-khen.dich]\nten = [0, 1]", "[giay-khen.dich] ten", "không phải ô nào của giấy khen"),
        ("[giay-khen.dich]\nngay = [1]", "[giay-khen.dich] ngay", "phải là hai số mm: sang phải, xuống dưới"),
    ],
)
def test_what_is_wrong_is_named_with_an_example(text: str, field: str, found: str) -> None:
    ((named, what, example),) = award_faults(tomllib.loads(text))
    assert (named, what) == (field, found)
    assert example


def test_a_fault_keeps_the_settings_from_being_used(tmp_path: Path) -> None:
    (tmp_path / "drafter.toml").write_text(OFFICE + '[khen-thuong]\nsap-xep = "tuoi"\n', "utf-8")
    settings, (problem,) = read_settings(tmp_path / "drafter.toml")
    assert settings is None
    assert "mục «[khen-thuong] sap-xep» là «tuoi»" in str(problem)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bằng khen tỉnh", "BK_T"),
        ("BK LĐLĐ tỉnh", "BK_T"),
        ("BK TLĐ", "BK_TLD"),
        ("CSTĐ cơ sở", "CSTD_CS"),
        ("Bằng khen", ""),
        ("Bằng khen của Hội Chữ thập đỏ tỉnh", ""),
        ("Lao động tiên tiến xuất sắc", ""),
    ],
)
def test_a_form_by_the_short_name_an_office_writes_and_never_by_part_of_what_is_written(text: str, code: str) -> None:
    found = find_award(text, load_award_forms().forms)
    assert (found.code if found else "") == code


def test_units_are_offered_by_the_words_that_tell_them_apart() -> None:
    units = [
        Organisation(code, (Standing(Level.GRASSROOTS, f"Công đoàn cơ sở {name}"),))
        for code, name in (
            ("A1", "Bệnh viện Đa khoa tỉnh Sông Vàng"),
            ("A2", "Bệnh viện Đa khoa tư nhân Tâm Phúc"),
            ("A3", "Công ty Cổ phần May Sông Vàng"),
        )
    ]
    assert nearest_units(("Bệnh viện Tâm Phúc",), units).startswith("; gần nhất: Công đoàn cơ sở Bệnh viện Đa khoa tư")
    assert nearest_units(("CĐCS may Song Vang",), units).endswith("(mã A3)")
