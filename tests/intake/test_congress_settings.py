"""The congresses of an office and the cap on the best grade, as `drafter.toml` tells them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from drafter.intake.office import Settings, read_settings

OFFICE = """
[co-quan]
ma = "LD"
ten = "Liên đoàn Lao động huyện Thường Tín"
cap = "huyen"
cap-tren = "Liên đoàn Lao động thành phố Hà Nội"
dia-danh = "Thường Tín"
"""


def read(folder: Path, text: str) -> tuple[Settings | None, list[str]]:
    (folder / "drafter.toml").write_text(OFFICE + text, "utf-8")
    settings, problems = read_settings(folder / "drafter.toml")
    return settings, [problem.what for problem in problems]


def test_a_congress_is_found_by_the_term_it_opens(tmp_path: Path) -> None:
    settings, problems = read(
        tmp_path,
        '[[dai-hoi]]\nnhiem-ky = "2023-2028"\nten = "Đại hội Công đoàn huyện Thường Tín lần thứ XI"\nkhoa = "XI"\n'
        '[[dai-hoi]]\nnhiem-ky = "2018-2023"\nten = "Đại hội Công đoàn huyện"\ndong-ten = ["ĐẠI HỘI", "LẦN X"]\n',
    )
    assert settings is not None, problems
    found = settings.office.congresses
    assert found["NK2023-2028"].session == "XI"
    assert found["NK2023-2028"].lines == (
        "ĐẠI HỘI CÔNG ĐOÀN",
        "HUYỆN THƯỜNG TÍN",
        "LẦN THỨ XI",
        "NHIỆM KỲ 2023 - 2028",
    )
    assert found["NK2018-2023"].lines == ("ĐẠI HỘI", "LẦN X")
    assert found["NK2018-2023"].session == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[dai-hoi]\nten = "x"\n', "mục «[[dai-hoi]]» phải viết thành mục riêng, mỗi nhiệm kỳ một mục"),
        (
            '[[dai-hoi]]\nnhiem-ky = "2023"\nten = "x"\n',
            "mục «[[dai-hoi]] nhiem-ky» phải là hai năm đầu, cuối của nhiệm kỳ",
        ),
        ('[[dai-hoi]]\nnhiem-ky = "2023-2028"\n', "mục «[[dai-hoi]] ten» còn thiếu"),
        (
            '[[dai-hoi]]\nnhiem-ky = "2023-2028"\nten = "x"\nkhoa = 11\n',
            "mục «[[dai-hoi]] khoa» phải là chữ đặt trong ngoặc kép",
        ),
        (
            '[[dai-hoi]]\nnhiem-ky = "2023-2028"\nten = "x"\ndong-ten = "x"\n',
            "mục «[[dai-hoi]] dong-ten» phải là một danh sách chữ",
        ),
        (
            "[xep-loai]\ntran-xuat-sac = 120\n",
            "mục «[xep-loai] tran-xuat-sac» là «120», cần một số nguyên từ 0 đến 100",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, found: str) -> None:
    settings, problems = read(tmp_path, text)
    assert settings is None
    assert problems == [found]


def test_no_cap_on_the_best_grade_unless_the_office_has_one(tmp_path: Path) -> None:
    plain, _ = read(tmp_path, "")
    capped, _ = read(tmp_path, "[xep-loai]\ntran-xuat-sac = 20\n")
    assert plain is not None
    assert capped is not None
    assert (plain.office.best_grade_cap, capped.office.best_grade_cap) == (None, Decimal(20))
