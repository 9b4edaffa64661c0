"""What `drafter.toml` says of the cluster that an office writes for."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.intake.office import read_settings

OFFICE = """\
[co-quan]
ma = "CUM-1"
ten = "Cụm thi đua số 1"
cap = "cum-thi-dua"
cap-tren = "Liên đoàn Lao động thành phố Hà Nội"
dia-danh = "Hà Nội"
"""


def read(folder: Path, more: str):  # type: ignore[no-untyped-def]
    (folder / "drafter.toml").write_text(OFFICE + more, "utf-8")
    return read_settings(folder / "drafter.toml")


def test_a_cluster_has_a_letterhead_of_its_own(tmp_path: Path) -> None:
    """Format rule HD-09."""
    settings, problems = read(tmp_path, '[nguoi-ky]\nchuc-vu = "CỤM TRƯỞNG"\nho-ten = "Nguyễn Văn Ngà"\n')
    assert settings is not None, problems
    standing = settings.office.organisation.standings[0]
    assert standing.upper_lines == ("LIÊN ĐOÀN LAO ĐỘNG", "THÀNH PHỐ HÀ NỘI")
    assert standing.own_lines == ("CỤM THI ĐUA SỐ 1",)
    assert standing.authority == "CỤM THI ĐUA"
    assert settings.office.cluster_size is None


def test_a_cluster_may_have_more_units_than_are_known_by_name(tmp_path: Path) -> None:
    settings, problems = read(tmp_path, '[cum-thi-dua]\nten = "Cụm thi đua số 1"\nso-don-vi = 6\n')
    assert settings is not None, problems
    assert (settings.office.cluster, settings.office.cluster_size) == ("Cụm thi đua số 1", 6)


@pytest.mark.parametrize(("written", "field"), [('so-don-vi = "sáu"', "so-don-vi"), ("ten = 6", "ten")])
def test_what_is_written_wrong_is_named(tmp_path: Path, written: str, field: str) -> None:
    settings, problems = read(tmp_path, f"[cum-thi-dua]\n{written}\n")
    assert settings is None
    assert problems[0].what.startswith(f"mục «[cum-thi-dua] {field}»")
