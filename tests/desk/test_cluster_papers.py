"""An office writes for its cluster: under whose letterhead, who signs, by which scoring table."""

from __future__ import annotations

import shutil
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree

from drafter.desk.collect import collect
from drafter.desk.draft import draft
from drafter.desk.workspace import Workspace, open_workspace
from drafter.model.period import Period
from drafter.render.shipped import shipped_folder
from drafter.standards.cluster_scoring import default_scoring
from drafter.store.store import open_store

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOW, DAY = datetime(2026, 12, 22, 8, 30, tzinfo=UTC), date(2026, 12, 25)
OWN_LETTERHEAD = """
[ban-hanh.cum-thi-dua]
ten = "Cụm thi đua số 4"
cap-tren = "Liên đoàn Lao động tỉnh Sông Vàng"
dia-danh = "Sông Vàng"
"""
OWN_TABLE = """
source = "Quy chế hoạt động của Cụm thi đua số 4"
unverified = false
total = 5
tie = ["phieu"]
[[group]]
code = "1"
name = "Nền nếp báo cáo"
max = 5
[[group.criterion]]
code = "6.1"
name = "Thực hiện chế độ báo cáo"
max = 5
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    home = tmp_path / "Cụm số 4"
    shutil.copytree(shipped_folder("samples") / "cum-thi-dua-mau", home)
    return home


def lines(ws: Workspace, kind: str = "cum-thi-dua-nam") -> list[str]:
    """The visible paragraphs of the paper that is drafted once the late files are in."""
    with open_store(ws.database) as store:
        for folder in ("bieu-da-nhan", "bieu-nop-muon"):
            collect(ws, store, (ws.folder / folder,), now=NOW)
        report = draft(ws, store, kind, Period.parse("2026"), now=NOW, day=DAY)
    with zipfile.ZipFile(report.files[0]) as file:
        body = etree.fromstring(file.read("word/document.xml"))
    return ["".join(p.itertext(f"{_W}t")) for p in body.iter(f"{_W}p")]


def test_without_a_letterhead_of_its_own_the_cluster_writes_under_its_heads(office: Path) -> None:
    """Format rule HD-09, first form."""
    found = lines(open_workspace(office))
    for line in ("CÔNG ĐOÀN", "PHƯỜNG AN HÒA", "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "Mạc Thị Thanh Hòa"):
        assert line in found
    assert "CỤM THI ĐUA SỐ 4" not in found
    assert any(line.startswith("Thực hiện giao ước thi đua năm 2026, Cụm thi đua số 4 báo cáo") for line in found)


def test_with_one_its_head_signs_for_it(office: Path) -> None:
    """Format rule HD-09, second form; the head of the register signs where the settings name nobody."""
    settings = office / "drafter.toml"
    settings.write_text(settings.read_text("utf-8") + OWN_LETTERHEAD, "utf-8")
    found = lines(open_workspace(office))
    for line in ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH SÔNG VÀNG", "CỤM THI ĐUA SỐ 4", "TM. CỤM THI ĐUA", "CỤM TRƯỞNG"):
        assert line in found
    assert "Mạc Thị Thanh Hòa" in found
    assert "TM. BAN THƯỜNG VỤ" not in found


def test_a_clusters_own_table_takes_the_place_of_the_shipped_one(office: Path) -> None:
    (office / "cham-diem.toml").write_text(OWN_TABLE, "utf-8")
    ws = open_workspace(office)
    assert [criterion.code for criterion in ws.scoring.criteria] == ["6.1"]
    found = lines(ws)
    assert not any("chưa kiểm chứng" in line for line in found)
    assert any("bảng điểm 5 điểm" in line for line in found)


def test_a_table_that_does_not_hold_together_is_told_and_not_used(office: Path) -> None:
    (office / "cham-diem.toml").write_text(OWN_TABLE.replace("total = 5", "total = 6"), "utf-8")
    ws = open_workspace(office)
    assert [problem.code for problem in ws.problems] == ["D280"]
    assert ws.scoring == default_scoring()


def test_the_register_of_a_year_holds_for_its_quarters(office: Path) -> None:
    ws = open_workspace(office)
    with open_store(ws.database) as store:
        collect(ws, store, (office / "bieu-da-nhan",), now=NOW)
        report = draft(ws, store, "cum-thi-dua-quy", Period.parse("2026-Q3"), now=NOW, day=date(2026, 10, 5))
    with zipfile.ZipFile(report.files[0]) as file:
        text = "".join(etree.fromstring(file.read("word/document.xml")).itertext(f"{_W}t"))
    assert "Cụm thi đua số 4 gồm 7 đơn vị: Công đoàn phường An Hòa, phường Bình Minh" in text
    assert "SỐ LIỆU TẠM, CÒN THIẾU 6/6 ĐƠN VỊ" in text
