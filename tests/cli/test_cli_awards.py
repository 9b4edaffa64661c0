"""`drafter awards`: what a person reads of a round of nominations, as JSON too, and the exit codes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.cli.command_runs import Program
from tests.desk.small_office import SCHOOL, SEWING
from tests.desk.test_desk_registers import fill

GOOD: dict[str, object] = {
    "doi-tuong": "Cá nhân", "danh-xung": "Bà", "ten": "Trần Thị Ánh", "gioi-tinh": "Nữ", "nam-sinh": 1980,
    "chuc-vu": "Chủ tịch CĐCS", "don-vi": SEWING, "phan-loai": "Người trực tiếp lao động, công tác, học tập",
    "hinh-thuc": "BK_T", "loai-khen": "toàn diện", "thanh-tich-tu": "01/01/2025", "thanh-tich-den": "31/12/2025",
    "xep-loai-0": "hoàn thành xuất sắc nhiệm vụ",
}  # fmt: skip
TWICE = GOOD | {"hinh-thuc": "GT_287"}
OTHER = GOOD | {"ten": "Lê Văn An", "gioi-tinh": "Nam", "danh-xung": "Ông", "don-vi": SCHOOL}


def taken_in(drafter: Program, *rows: dict[str, object]) -> None:
    """The register's form as drafter writes it, filled in as one does in Excel, and imported."""
    assert drafter("form", "--register", "de-nghi-khen", "--period", "2025").code == 0
    (path,) = (drafter.folder / "bieu-mau" / "2025_gui-di").glob("*_so-de-nghi-khen.xlsx")
    assert drafter("import", fill(path, *rows, code="de-nghi-khen")).code == 0


def test_a_round_is_told_with_its_money_and_what_to_ask(drafter: Program) -> None:
    taken_in(drafter, GOOD, TWICE)
    told = drafter("awards", "check", "--period", "2025", "--date", "2026-01-16", "--requests")
    assert told.code == 1
    assert "D240" in told.codes
    assert f"Có {len(told.codes)} điểm cần xem." in told.out
    assert "gửi đơn vị: Đề nghị" in told.out
    assert "Giải thưởng 28/7" in told.out


def test_the_same_as_json(drafter: Program) -> None:
    taken_in(drafter, GOOD, OTHER)
    told = drafter("awards", "check", "--json", "--date", "2026-07-01")
    data = told.data
    assert (data["period"], data["date"]) == ("2025", "2026-07-01")
    assert [(form["form"], form["collectives"], form["individuals"]) for form in data["forms"]] == [("BK_T", 0, 2)]
    assert data["bonuses"] == [{"form": "BK_T", "recipient": "cá nhân", "count": 2, "each": None, "amount": None}]
    assert data["direct_workers"] == {"direct": 2, "total": 2, "untold": 0}
    assert "D240" not in {problem["code"] for problem in data["problems"]}


def test_an_offices_own_amount_is_counted(drafter: Program) -> None:
    (drafter.folder / "khen-thuong.toml").write_text(
        '[[award]]\ncode = "BK_T"\nindividual_multiple = "1,0"\n', encoding="utf-8"
    )
    taken_in(drafter, GOOD, OTHER)
    (line,) = drafter("awards", "check", "--json", "--date", "2026-07-01").data["bonuses"]
    assert (Decimal(line["each"]), Decimal(line["amount"])) == (2_530_000, 5_060_000)


@pytest.mark.parametrize(("by", "first"), [("ten", "Lê Văn An"), ("don-vi", None), ("hinh-thuc", "Lê Văn An")])
def test_a_list_in_the_order_asked_for(drafter: Program, by: str, first: str | None) -> None:
    taken_in(drafter, GOOD, OTHER)
    told = drafter("awards", "list", "--by", by, "--json")
    assert told.code == 0
    assert {one["name"] for one in told.data} == {"Trần Thị Ánh", "Lê Văn An"}
    assert first is None or told.data[0]["name"] == first
    shown = drafter("awards", "list", "--by", by)
    assert "Trần Thị Ánh" in shown.out
    assert "Hình thức, danh hiệu" in shown.out


def test_no_nominations_is_no_work_done(drafter: Program) -> None:
    told = drafter("awards", "check")
    assert (told.code, told.codes) == (2, ["W170"])
    assert "drafter form --register de-nghi-khen" in told.err
    assert drafter("awards", "list", "--period", "2025").code == 2


def test_an_order_there_is_not_is_refused(drafter: Program) -> None:
    assert drafter("awards", "list", "--by", "tuoi").code == 2
