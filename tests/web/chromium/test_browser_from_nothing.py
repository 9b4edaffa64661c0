"""What the guide's first page promises: from an empty folder to a checked draft with late figures in it, by the page.

The steps bear the numbers that they have there («Mở trang làm việc»), and go in its order.
`drafter serve` is the real program. What others do is scripted: units fill forms in, an officer edits the draft.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from drafter.intake.form_layout import FIGURES_SHEET, NARRATIVE_SHEET, FigureColumn
from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from tests.revise.officer import decide_changes
from tests.web.chromium.seat import Seat, seat

UNITS = ("Trường Tiểu học Lá Non", "Công ty May Suối Mơ", "Bệnh viện Đồi Cọ")
OFFICES_WORDS = "Năm 2026, các doanh nghiệp trên địa bàn có thêm đơn hàng."
OFFICERS_WORDS = "Ban Thường vụ đã thống nhất nội dung trên tại phiên họp thường kỳ."


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """`drafter serve` in an empty folder; the one-time address that it prints."""
    folder = tmp_path / "Báo cáo công đoàn"
    folder.mkdir()
    command = [sys.executable, "-m", "drafter", "serve", "--no-browser"]
    told = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=told
    ) as serving:
        assert serving.stdout is not None
        found = re.search(r"http://\S+", serving.stdout.readline())
        assert found is not None
        yield found.group(0)
        serving.terminate()


def fill_in(path: Path, number: int, *, wrong: bool = False) -> Path:
    """A unit's form with every line filled in: `number` of everything, nine tenths of every share.

    `wrong`: a word stands where the first number belongs.
    """
    book = load_workbook(path)
    sheet: Any = book[FIGURES_SHEET]
    head = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == FigureColumn.CODE)
    at = {cell.value: cell.column for cell in sheet[head]}
    slip = "nhiều" if wrong else None
    for row in range(head + 1, sheet.max_row + 1):
        unit, actual = (sheet.cell(row, at[column]) for column in (FigureColumn.UNIT, FigureColumn.ACTUAL))
        part, whole = (sheet.cell(row, at[column]) for column in (FigureColumn.NUMERATOR, FigureColumn.DENOMINATOR))
        if unit.value and not part.protection.locked:
            part.value, whole.value = 9, 10
        elif unit.value and not actual.protection.locked:  # neither the title of a group nor asked for elsewhere
            actual.value, slip = slip or (0.9 if unit.value == "%" else number), None
    book.save(path)
    return path


def write_in(path: Path, words: str) -> Path:
    """The office's own form with a line of words in it, of the first topic there is."""
    book = load_workbook(path)
    sheet: Any = book[NARRATIVE_SHEET]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Nội dung về")
    topic, _, text = sheet[head[0].row + 1][:3]
    topic.value, text.value = "Đặc điểm tình hình", words
    book.save(path)
    return path


def packed(path: Path) -> Path:
    """A file sent as an archive, as units do."""
    archive = path.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w") as writing:
        writing.write(path, path.name)
    return archive


def hand_in(sitting: Seat, *paths: Path) -> str:
    """Files go in on Bảng đơn vị; what the page says of them."""
    page = sitting.page
    page.get_by_role("link", name="Bảng đơn vị", exact=True).first.click()
    page.get_by_label("Thả tệp vào đây").set_input_files(paths)
    page.get_by_role("button", name="Nhận các tệp này").click()
    expect(page.locator("main")).to_contain_text("Đã đọc")
    told = sitting.main()
    page.get_by_role("link", name="Xem bảng đơn vị").click()
    return told


def test_from_an_empty_folder_to_a_checked_draft_with_late_figures(
    chromium: Browser, served: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    with seat(chromium, served.partition("/vao")[0], served) as sitting:
        page = sitting.page
        # 3: a new office, four questions, then its units
        page.get_by_role("link", name="Lập văn phòng mới").click()
        page.get_by_label("1. Tên đầy đủ của cơ quan").fill("Liên đoàn Lao động tỉnh Núi Biếc")
        page.get_by_label("3. Công đoàn cấp trên").fill("Tổng Liên đoàn Lao động Việt Nam")
        page.get_by_label("4. Địa danh ghi trên văn bản").fill("Núi Biếc")
        page.get_by_role("button", name="Lập văn phòng").click()
        page.get_by_label("Mỗi dòng một đơn vị").fill("\n".join(f"Công đoàn cơ sở {one}" for one in UNITS))
        page.get_by_role("button", name="Ghi danh sách").click()
        # 4: forms out
        page.get_by_role("link", name="Bảng đơn vị", exact=True).click()
        page.get_by_role("button", name="Lập biểu").click()
        forms = sitting.save(page.get_by_role("link", name="Tải tất cả (.zip)"), tmp_path)
        zipfile.ZipFile(forms).extractall(tmp_path / "biểu")
        school, sewing, hospital = (next((tmp_path / "biểu").rglob(f"*{one}*")) for one in slugs())
        # 4: forms in: one in order, one with a slip that its unit is told of, one not yet; the office's own form
        told = hand_in(sitting, fill_in(school, 11), fill_in(sewing, 12, wrong=True))
        assert "nhiều" in told
        assert re.search(r"trang tính «Số liệu», ô [A-Z]+\d+", told)
        expect(page.get_by_label("Số đơn vị theo tình trạng")).to_contain_text("1 lỗi")
        page.get_by_role("link", name="Lời nhắn soạn sẵn để gửi đơn vị").click()
        assert any("nhiều" in one.input_value() for one in page.locator("textarea").all())
        hand_in(sitting, fill_in(sewing, 12))
        expect(page.get_by_label("Số đơn vị theo tình trạng")).to_contain_text("0 lỗi")
        expect(page.get_by_label("Số đơn vị theo tình trạng")).to_contain_text("1 thiếu")
        own = sitting.save(page.get_by_role("link", name="Tải biểu của cơ quan"), tmp_path)
        hand_in(sitting, write_in(own, OFFICES_WORDS))
        # 5: a provisional draft, and where a number of it comes from
        page.get_by_role("link", name="Dự thảo", exact=True).click()
        page.get_by_role("button", name="Soạn dự thảo: Báo cáo tổng kết năm,").click()
        page.get_by_role("link", name="Xem dự thảo").click()
        paper = sitting.save(page.get_by_role("link", name="Tải văn bản (Word)"), tmp_path)
        drafted = visible_text(read_page(paper.read_bytes()), View.ACCEPTED)
        assert "SỐ LIỆU TẠM" in drafted
        assert OFFICES_WORDS in drafted
        page.locator("mark.figure a", has_text="23 đoàn viên").first.click()
        expect(page.get_by_role("complementary", name="Nguồn của số")).to_contain_text("11 + 12 = 23")
        # 5: an officer edits it in Word
        document = Document(str(paper))
        place = next(one for one in document.paragraphs if len(one.text) > 200)
        place.insert_paragraph_before(OFFICERS_WORDS, place.style)
        edited = tmp_path / "Báo cáo đã sửa.docx"
        document.save(str(edited))
        # 6: the late form, in an archive
        menu = page.get_by_role("navigation", name="Các trang")
        hand_in(sitting, packed(fill_in(hospital, 13)))
        expect(page.get_by_label("Số đơn vị theo tình trạng")).to_contain_text("0 thiếu")
        # 6: the edited draft comes back and takes the late figures in
        menu.get_by_role("link", name="Nhận lại bản đã sửa").click()
        page.get_by_label("Thả tệp vào đây").set_input_files(edited)
        page.get_by_role("button", name="Xem các bản này").click()
        expect(page.get_by_label("Tóm tắt")).to_contain_text("Số liệu mới đổi")
        sitting.look()
        page.get_by_role("button", name="Lập tệp cập nhật").click()
        renewed = sitting.save(page.get_by_role("link", name="Tải Báo cáo", exact=False), tmp_path)
        # 7: the officer accepts every proposal in Word; the paper is checked, what is safe is put right
        accepted = tmp_path / "Báo cáo đã nhận hết.docx"
        accepted.write_bytes(decide_changes(renewed.read_bytes(), lambda: "accept"))
        menu.get_by_role("link", name="Nhận lại bản đã sửa").click()
        page.get_by_label("Thả tệp vào đây").set_input_files(accepted)
        page.get_by_role("button", name="Xem các bản này").click()
        expect(page.get_by_label("Tóm tắt")).to_contain_text("Số liệu mới đổi 0 chỗ")
        page.get_by_role("link", name="Soát, xem trước").first.click()
        expect(page.get_by_role("heading", level=2).first).to_contain_text(re.compile("Kết quả soát|Không thấy gì"))
        sitting.look()
        page.wait_for_load_state()
        mend = page.get_by_role("button", name=re.compile("Sửa .* chỗ an toàn"))
        if mend.count():
            mend.click()
            expect(page.get_by_role("status").first).to_contain_text("Đã ghi bản sao này")
        # 7: our comments go all at once
        clean = page.get_by_role("button", name=re.compile("Lập bản sạch"))
        if clean.count():
            clean.click()
            expect(page.get_by_role("status").first).to_contain_text("Đây là bản sạch")
        final = sitting.save(page.get_by_role("link", name="Tải Báo cáo").first, tmp_path)
    said = visible_text(read_page(final.read_bytes()), View.ACCEPTED)
    assert OFFICERS_WORDS in said
    assert OFFICES_WORDS in said
    assert "36 đoàn viên" in said  # 11 + 12 + 13
    assert "23 đoàn viên" not in said
    with zipfile.ZipFile(BytesIO(final.read_bytes())) as package:
        assert package.testzip() is None
        comments = [package.read(name) for name in package.namelist() if name == "word/comments.xml"]
    assert not any(b"<w:comment " in one for one in comments)
    with capsys.disabled():
        sys.stdout.write(f"\nfrom an empty folder to a checked draft: {time.monotonic() - began:.0f} s\n")


def slugs() -> tuple[str, ...]:
    """How the units stand in the names of their forms."""
    from drafter.wording.fold import slug

    return tuple(slug(one) for one in UNITS)
