"""No rule of truth has anything to say of a draft that drafter makes; and a draft that is spoiled does not pass."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from drafter.desk.checking.check import check_files
from drafter.model.problem import Problem
from drafter.store.store import open_store
from tests.format_rules.changes import Change, both, copied, said
from tests.format_rules.judging import left_open
from tests.golden.drafts import NAMES, OCCASIONS, GoldenDraft, golden_draft, golden_office
from tests.truth_rules.papers import TODAY

Spoil = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("soát")


def _written(folder: Path, draft: GoldenDraft, **changed: Spoil) -> list[Path]:
    """The files of a draft, some of them spoiled."""
    made = {"report": "report.docx", "listing": "list.docx", "annex": "appendix.xlsx"}
    home = folder / draft.name
    home.mkdir(exist_ok=True)
    paths = []
    for part, name in made.items():
        data = getattr(draft, part)
        if data:
            (home / name).write_bytes(changed[part](data) if part in changed else data)
            paths.append(home / name)
    return paths


def _problems(folder: Path, draft: GoldenDraft, **changed: Spoil) -> Iterator[Problem]:
    for found in check_files(_written(folder, draft, **changed), TODAY):
        assert found.read, found.path
        yield from found.problems


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_says_nothing_untrue(name: str, folder: Path) -> None:
    assert [str(one) for one in _problems(folder, golden_draft(name)) if not left_open(one)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_has_the_figures_of_its_office(name: str, folder: Path) -> None:
    draft, ws = golden_draft(name), golden_office(name)
    with open_store(ws.database) as store:
        checked = check_files(_written(folder, draft), OCCASIONS[name].day, ws=ws, store=store)
    assert [str(one) for found in checked for one in found.problems if not left_open(one)] == []


def _cell(sheet: str, cell: str, value: str) -> Spoil:
    """Another number in a cell of a workbook, its formula taken off."""

    def change(data: bytes) -> bytes:
        with zipfile.ZipFile(BytesIO(data)) as file:
            members = {name: file.read(name) for name in file.namelist()}
        xml = members[sheet].decode()
        pattern = rf'(<c r="{cell}"[^>]*?)(?: t="\w+")?(>)(?:<f[^>]*?(?:/>|>.*?</f>))?<v>[^<]*</v>'
        changed, times = re.subn(pattern, rf"\1\2<v>{value}</v>", xml)
        assert times == 1, cell
        members[sheet] = changed.encode()
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in members.items():
                file.writestr(name, content)
        return buffer.getvalue()

    return change


_FIRST = "xl/worksheets/sheet1.xml"
_TWICE = (
    "Công tác phát triển đoàn viên chuyển hướng sang vận động từng tổ sản xuất, từng ca làm việc; cán bộ công đoàn cơ "
    "sở được bồi dưỡng kỹ năng đối thoại, thương lượng theo tình huống thực tế."
)
_TEXT = "Từ ngày 01/7/2025, tổ chức"

# What is spoiled → the draft, the rule that finds it, the change. Each is found by its rule and by no other.
REPORT: dict[str, tuple[str, Change]] = {
    "a percent": ("SL-01", said("106,66%", "116,66%")),
    "a part larger than its whole": ("SL-03", both(said("11.731 đoàn viên nữ", "17.731 đoàn viên nữ"))),
    "a verdict": ("SL-09", said("chưa đạt", "vượt")),
    "members as visits": ("SL-06", said("1.577/1.500 đoàn viên", "1.577 lượt đoàn viên")),
    "triệu for tỷ": ("SL-10", said("575 triệu đồng", "575 tỷ đồng")),
    "the year of a heading": ("TG-01", said("ĐOÀN NĂM 2025", "ĐOÀN NĂM 2024")),
    "the year of the closing": ("TG-01", said("công đoàn năm 2025, phương", "công đoàn năm 2023, phương")),
    "a day there is not": ("TG-04", said("Từ ngày 01/7/2025", "Từ ngày 31/6/2025")),
    "another province": ("TG-06", said("tỉnh Sông Vàng (số liệu", "tỉnh Lúa Mới (số liệu")),
    "a doubled word": ("CT-01", said("đạt chuẩn văn hóa năm", "đạt chuẩn chuẩn văn văn hóa của của năm")),
    "a doubled paragraph": (
        "CT-02",
        copied(_TEXT, "Phần I", text=_TWICE),
    ),
    "xuất quà": ("CT-03", said("1.150 suất quà", "1.150 xuất quà")),
    "tones": ("CT-04", said("tiếp tục phục hồi", "tiếp tục phục hồi, hoà hợp")),
}  # fmt: skip


@pytest.mark.parametrize("flaw", REPORT)
def test_a_flaw_of_a_report_is_found_by_its_rule_and_only_by_it(flaw: str, folder: Path) -> None:
    code, change = REPORT[flaw]
    draft = golden_draft("van-phong-mau-2025")
    paths = _written(folder, draft, report=change)[:1]  # by itself: what the annex says stands in other tests
    (found,) = check_files(paths, TODAY)
    assert {one.code for one in found.problems} == {code}


def test_a_total_of_the_annex(folder: Path) -> None:
    draft = golden_draft("van-phong-mau-2025")
    spoiled = list(_problems(folder, draft, annex=_cell(_FIRST, "C34", "18549")))
    cell = ("appendix.xlsx", "trang tính «Phụ lục I», ô C34")
    assert [(one.code, one.place.file, one.place.text) for one in spoiled] == [
        ("SL-02", *cell),  # it is not the sum of the units
        ("SL-11", *cell),  # and not what Phụ lục II says
    ]


def test_a_figure_that_annex_and_text_tell_differently(folder: Path) -> None:
    draft = golden_draft("van-phong-mau-2025")
    codes = {one.code for one in _problems(folder, draft, report=said("1.240 lượt người", "1.420 lượt người"))}
    assert codes == {"SL-04"}


def test_a_name_that_the_list_lacks(folder: Path) -> None:
    draft = golden_draft("khen-thuong-mau-to-trinh")
    for change in (said("63 cá nhân", "64 cá nhân"), said("28 cá nhân", "29 cá nhân")):
        codes = {one.code for one in _problems(folder, draft, report=change)}
        assert codes == {"SL-07"}


def test_an_expired_ground(folder: Path) -> None:
    draft = golden_draft("thanh-tri-2020-to-trinh")
    old = both(said("1689/QĐ-TLĐ", "2106/QĐ-TLĐ"), said("ngày 12 tháng 11 năm 2019", "ngày 28 tháng 12 năm 2017"))
    assert {one.code for one in _problems(folder, draft, report=old)} == {"PL-05"}
