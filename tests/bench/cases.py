"""Turn a fixed seed into the cases of the benchmark: a yearly report, letters, award tables, member lists.

Every engine gets the same data, written once as JSON: a list of contexts, each of which makes one file.
"""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_NAMES = """\
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương
Văn Thị Hữu Minh Ngọc Thanh Quốc Thu Xuân Đức
An Bình Chi Dũng Giang Hà Hải Hạnh Hoa Hùng Khánh Lan Linh Long Mai Nam Phúc Quân Sơn Thảo Tuấn Vinh"""
_FAMILY, _MIDDLE, _GIVEN = (line.split() for line in _NAMES.splitlines())
_UNITS = (
    "Khoa Công nghệ thông tin",
    "Phòng Tổ chức - Hành chính",
    "Khoa Kinh tế & Quản lý",
    "Phòng Đào tạo",
    "Trung tâm Ngoại ngữ",
    "Khoa Xây dựng",
    "Phòng Kế hoạch - Tài chính",
    "Thư viện",
    "Trạm Y tế",
)
_AWARDS = (
    "Chiến sĩ thi đua cơ sở",
    "Lao động tiên tiến",
    "Giấy khen của Hiệu trưởng",
    "Bằng khen của LĐLĐ tỉnh",
    "Đoàn viên công đoàn xuất sắc",
)
POSTS = ("Giảng viên", "Chuyên viên", "Tổ trưởng CĐ", "Phó phòng")
SLOTS = 120
CARRIED_ROWS = 30


@dataclass(frozen=True, slots=True)
class Case:
    """One measurement: a template (`paper`) filled with each of its contexts in turn."""

    name: str
    title: str
    paper: str
    contexts: Callable[[random.Random], list[Row]]

    @property
    def is_excel(self) -> bool:
        return self.paper == "list"

    @property
    def suffix(self) -> str:
        return ".xlsx" if self.is_excel else ".docx"


def _person(chance: random.Random) -> str:
    return f"{chance.choice(_FAMILY)} {chance.choice(_MIDDLE)} {chance.choice(_GIVEN)}"


def _award(chance: random.Random, number: int) -> Row:
    return {
        "stt": number,
        "ho_ten": _person(chance),
        "don_vi": chance.choice(_UNITS),
        "chuc_vu": chance.choice(POSTS),
        "danh_hieu": chance.choice(_AWARDS),
        "so_qd": f"{chance.randint(10, 999)}/QĐ-CĐ",
        "so_tien": chance.randrange(200, 5000) * 1000,
        "ghi_chu": "" if number % 5 else "Đề nghị cấp trên khen < 3 năm & liên tục",
    }


def _awards(chance: random.Random, count: int) -> list[Row]:
    return [_award(chance, number) for number in range(1, count + 1)]


def _annual(chance: random.Random) -> list[Row]:
    """120 slots in sentences, three conditions (one false), four tables of 68 rows together."""
    report: Row = {
        f"s{at:03}": f"Nội dung số {at}: {chance.choice(_UNITS)}"
        if at % 3 == 0
        else f"{chance.randint(1, 999)}.{chance.randint(100, 999)}"
        for at in range(SLOTS)
    }
    report |= {"co_kk": True, "co_vp": False, "co_ht": True, "nam": "2025"}
    report["don_vi"] = "Công đoàn Trường Đại học <Mẫu> & Cơ sở"
    report |= {f"t{at}": _awards(chance, count) for at, count in enumerate((6, 12, 20, CARRIED_ROWS), start=1)}
    return [report]


def _letters(chance: random.Random) -> list[Row]:
    return [_letter(chance, number) for number in range(1, 1001)]


def _letter(chance: random.Random, number: int) -> Row:
    award = _award(chance, number)
    return {
        "so": f"{number}/TM-CĐ",
        "ngay": str(chance.randint(1, 28)),
        "thang": str(chance.randint(1, 12)),
        "nam": "2025",
        "so_tien": f"{award['so_tien']:,}".replace(",", "."),
        "gio": "8 giờ 00",
        "dia_diem": "Hội trường A1",
        "nguoi_ky": _person(chance),
        **{key: award[key] for key in ("ho_ten", "chuc_vu", "don_vi", "danh_hieu")},
    }


def _table(count: int) -> Callable[[random.Random], list[Row]]:
    return lambda chance: [{"don_vi": "Công đoàn Trường", "nam": "2025", "rows": _awards(chance, count)}]


def _member(chance: random.Random, number: int) -> Row:
    award = _award(chance, number)
    return {
        "stt": number,
        "ho_ten": award["ho_ten"],
        "ngay_sinh": f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{chance.randint(1965, 2002)}",
        "don_vi": award["don_vi"],
        "chuc_vu": award["chuc_vu"],
        "luong": chance.randrange(4000, 20000) * 1000,
        "he_so": round(chance.uniform(2.34, 6.78), 2),
        "doan_phi": chance.randrange(40, 200) * 1000,
        "da_nop": chance.randrange(0, 200) * 1000,
        "ghi_chu": award["ghi_chu"],
    }


def _members(count: int) -> Callable[[random.Random], list[Row]]:
    def make(chance: random.Random) -> list[Row]:
        rows = [_member(chance, number) for number in range(1, count + 1)]
        return [{"don_vi": "Công đoàn Trường", "nam": 2025, "rows": rows}]

    return make


CASES = (
    Case("annual", "yearly report, 13 pages", "annual", _annual),
    Case("letter", "letter, × 1,000", "letter", _letters),
    *(Case(f"awards-{n}", f"award table, {n:,} rows", "awards", _table(n)) for n in (100, 1_000, 10_000)),
    *(Case(f"list-{n}", f"Excel list, {n:,} rows", "list", _members(n)) for n in (1_000, 10_000, 100_000)),
)
BY_NAME = {case.name: case for case in CASES}


def data_file(folder: Path, case: Case) -> Path:
    return folder / f"{case.name}.json"


def write_data(folder: Path, case: Case) -> None:
    contexts = case.contexts(random.Random(7))
    data_file(folder, case).write_text(json.dumps(contexts, ensure_ascii=False), encoding="utf-8")


def read_data(folder: Path, case: Case) -> list[Row]:
    contexts: list[Row] = json.loads(data_file(folder, case).read_text(encoding="utf-8"))
    return contexts


def template_file(folder: Path, case: Case, syntax: str) -> Path:
    return folder / f"{case.paper}-{syntax}{case.suffix}"
