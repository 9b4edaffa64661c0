"""Khen thưởng, Cụm thi đua and Lịch, on the made-up offices that come with drafter."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from drafter.desk.collect import collect
from drafter.desk.register_forms import write_register_forms
from drafter.desk.workspace import open_workspace
from drafter.model.award import Award, Recipient
from drafter.model.submission import Submission
from drafter.render.shipped import shipped_folder
from drafter.store.store import open_store
from drafter.web.site import Site
from tests.desk.small_office import CAME, HANOI, SCHOOL, Y2024, Y2025
from tests.desk.test_desk_awards import HOA
from tests.desk.test_desk_registers import fill
from tests.web.accessible import faults, parsed
from tests.web.browser import PORT, Browser, words


def _sample(name: str, home: Path, now: datetime) -> Site:
    """A shipped office with all its forms in."""
    shutil.copytree(shipped_folder("samples") / name, home)
    ws = open_workspace(home)
    with open_store(ws.database) as store:
        collect(ws, store, [path for path in sorted(home.iterdir()) if path.is_dir()], now=now)
    return Site(home, PORT, now=lambda: now)


@pytest.fixture(scope="module")
def awards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    site = _sample("khen-thuong-mau", tmp_path_factory.mktemp("khen") / "vp", datetime(2026, 1, 16, 9, tzinfo=HANOI))
    yield Browser(site).enter()
    site.close()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    site = _sample("cum-thi-dua-mau", tmp_path_factory.mktemp("cum") / "vp", datetime(2026, 12, 1, 9, tzinfo=HANOI))
    yield Browser(site).enter()
    site.close()


def test_nominations_stand_with_money_and_questions(awards: Browser) -> None:
    page = awards.get("/khen-thuong")
    assert "Khen thưởng năm 2025" in words(page)
    assert "Tiền thưởng do cơ quan quyết định:" in words(page)
    assert "điểm cần xem. Phần mềm chỉ hỏi, không xóa, không sửa." in words(page)
    assert "drafter awards check --period 2025" in page.text
    assert faults(page.text) == []


def test_lists_stand_in_the_order_asked_for(awards: Browser) -> None:
    def firsts(order: str) -> list[str]:
        page = parsed(awards.get(f"/khen-thuong?ky=2025&xep={order}").text)
        table = next(one for one in page.all("table") if one.all("th")[0].text == "TT")
        return [row.all("th")[0].text for row in table.all("tr")[1:] if row.all("th")][:5]

    by_name, by_unit = firsts("ten"), firsts("don-vi")
    assert by_name != by_unit
    assert firsts("khong-co") == firsts("")


def test_a_long_list_is_paged(awards: Browser) -> None:
    page = awards.get("/khen-thuong?ky=2025&trang=2")
    assert "Trang 2/" in words(page)


def test_without_nominations_the_page_offers_the_register(worked: Browser) -> None:
    page = worked.get("/khen-thuong?ky=2025")
    assert page.status_code == 200
    assert "Tải mẫu sổ đề nghị khen thưởng năm 2025" in words(page)
    assert faults(page.text) == []


def test_what_units_were_given_is_no_nomination_and_nothing_yet_is_no_fault(browser: Browser, home: Path) -> None:
    ws = open_workspace(home)
    with open_store(ws.database) as store:
        for period in (Y2024, Y2025):
            given = Award(SCHOOL, period, "BK_TLD", "", Recipient.INDIVIDUAL, name="Trần Thị Hòa")
            store.record(Submission(SCHOOL, period, f"{period}.xlsx", f"k{period}", CAME, awards=(given,)))
        (path,) = write_register_forms(ws, store, "de-nghi-khen", Y2024, None, home / "so")
        collect(ws, store, [fill(path, HOA, code="de-nghi-khen")], now=CAME)
    told = browser.get("/khen-thuong?ky=2025")
    assert "có 1 lượt khen thưởng đã được tặng (trang «Khen thưởng»)" in words(told)
    assert "không phải là đề nghị" in words(told)
    assert 'Các kỳ đã có danh sách đề nghị: <a href="/khen-thuong?ky=2024">năm 2024</a>' in told.text
    assert not re.search(r"W170|D2\d\d|LỖI", told.text)
    assert faults(told.text) == []
    assert "Khen thưởng năm 2024" in words(browser.get("/khen-thuong"))  # without a period: the newest that has one
    assert "1 dòng đề nghị" in words(browser.get("/khen-thuong?ky=2024"))
    nothing = browser.get("/khen-thuong?ky=2023")
    assert "lượt khen thưởng" not in words(nothing)


def test_a_cluster_is_ranked_with_ties_and_ballots(cluster: Browser) -> None:
    page = cluster.get("/cum-thi-dua?ky=2026")
    rows = [row.text for row in parsed(page.text).all("tr")]
    assert "1 Công đoàn phường An Hòa 101 13 hơn kém nhau ở phiếu suy tôn" in rows
    assert any("4 Công đoàn xã Cẩm Sơn 87,57 11 đồng hạng với Công đoàn xã Đông Hải" in row for row in rows)
    assert "Cờ thi đua của Liên đoàn Lao động tỉnh Sông Vàng" in words(page)
    assert "chưa kiểm chứng" in words(page)
    assert faults(page.text) == []


def test_an_office_without_a_cluster_is_told_how_to_name_one(worked: Browser) -> None:
    page = worked.get("/cum-thi-dua?ky=2025")
    assert "Chưa có danh sách cụm của năm 2025." in words(page)
    assert faults(page.text) == []


def test_the_calendar_says_what_is_due_and_what_comes(worked: Browser) -> None:
    page = worked.get("/lich")
    assert "Đến hạn hôm nay (20/01/2026)" in words(page)
    assert "Hạn văn bản" in words(page)
    assert "drafter run-due" in page.text
    assert faults(page.text) == []


def test_an_overdue_paper_is_told_by_word(worked: Browser) -> None:
    worked.site._now = lambda: datetime(2026, 3, 2, 8, tzinfo=HANOI)
    page = worked.get("/lich")
    assert "quá hạn" in words(page)
    assert "nay vẫn chưa có bản nào" in words(page)
    assert 'class="state overdue"' in page.text


def test_what_is_due_is_done_once(worked: Browser) -> None:
    worked.site._now = lambda: datetime(2026, 3, 2, 8, tzinfo=HANOI)
    page = worked.settled(worked.post("/lich/chay"))
    assert ": xong" in words(page)
    assert faults(page.text) == []
    done = words(worked.get("/lich"))
    assert "quá hạn" not in done
    assert "van-ban:" not in done
    assert "soạn «Báo cáo tổng kết năm» năm 2025 xong" in done
    again = worked.settled(worked.post("/lich/chay"))
    assert "Không có việc nào đến hạn." in words(again)


def test_nothing_runs_by_an_address_alone(worked: Browser) -> None:
    assert worked.get("/lich/chay").status_code in (404, 405)
