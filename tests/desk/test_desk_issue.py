"""An issued paper: numbered and dated in its places, fixed in the store, its figures a past report's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from drafter.desk.draft import draft
from drafter.desk.figure_sheet import indicator_sheet
from drafter.desk.figures import figure_table
from drafter.desk.issue import IssueReport, issue, to_finish
from drafter.desk.problems import DeskError
from drafter.model.period import Period
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.store.records import Origin
from tests.desk.small_office import CAME, NEW_MEMBERS, OFFICE, Y2025, Y2026, Desk, small_kind
from tests.desk.test_desk_trace import retyped

DAY = date(2026, 1, 5)
HEAD = ("Số:         /BC-LĐLĐ", "DỰ THẢO", "Núi Xanh, ngày       tháng       năm 2026")


@pytest.fixture
def finished(desk: Desk) -> Path:
    """A complete draft with a letterhead: nothing in it is missing."""
    home = small_kind(desk.folder)
    template = Document()
    for line in (
        *HEAD,
        "Kết nạp {{ E02.ket_qua }}.",
        "(Kèm theo Báo cáo số        /BC-LĐLĐ ngày    tháng    năm 2026)",
    ):
        template.add_paragraph(line)
    template.save(str(home / "report.docx"))
    desk.everybody()
    return draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME).files[0]


def issued(desk: Desk, path: Path, **told: object) -> IssueReport:
    known = {"number": "45", "day": DAY, "now": CAME} | told
    return issue(desk.ws, desk.store, path, **known)  # type: ignore[arg-type]


def refused(desk: Desk, path: Path, **told: object) -> str:
    with pytest.raises(DeskError) as error:
        issued(desk, path, **told)
    return str(error.value)


def test_number_and_day_stand_in_their_places_and_the_draft_mark_is_gone(desk: Desk, finished: Path) -> None:
    before = finished.read_bytes()
    done = issued(desk, finished)
    assert (done.symbol, done.file.name, done.unmarked) == ("45/BC-LĐLĐ", "45-BC-LDLD.docx", True)
    assert visible_text(read_page(done.file.read_bytes())).splitlines() == [
        "Số: 45/BC-LĐLĐ",
        "Núi Xanh, ngày 05 tháng 01 năm 2026",
        "Kết nạp 12 đoàn viên.",
        "(Kèm theo Báo cáo số 45/BC-LĐLĐ ngày 05 tháng 01 năm 2026)",
    ]
    assert finished.read_bytes() == before
    kept = desk.store.issued(done.doc_id)
    assert kept is not None
    assert (kept.number, kept.day, kept.file, kept.document) == ("45", DAY, done.file.name, done.file.read_bytes())


def test_a_paper_is_issued_once(desk: Desk, finished: Path) -> None:
    issued(desk, finished)
    assert "W234" in refused(desk, finished, number="46")


def another(desk: Desk) -> Path:
    """A second paper of the same office and year, of the same series."""
    return draft(desk.ws, desk.store, "bao-cao-nam", Period.parse("2024"), now=CAME).files[0]


def test_a_number_is_given_once_in_a_series_of_a_year(desk: Desk, finished: Path) -> None:
    first = issued(desk, finished)
    desk.everybody("2024")
    other = another(desk)
    before = sorted(desk.folder.rglob("*.docx"))
    assert refused(desk, other) == (
        f"R160 {other.name}: số 45/BC-LĐLĐ năm 2026 đã cấp cho văn bản {first.doc_id} ngày 05/01/2026 "
        "(tệp 45-BC-LDLD.docx); chưa phát hành\n"
        "     cách sửa: lấy số tiếp theo ở sổ văn thư; nếu sổ đúng là số này thì thêm --force"
    )
    assert sorted(desk.folder.rglob("*.docx")) == before
    assert issued(desk, other, out=desk.folder / "van-phat-hanh.docx", force=True).symbol == "45/BC-LĐLĐ"


@pytest.mark.parametrize(
    ("number", "day", "symbol"),
    [("46", DAY, "BC-LĐLĐ"), ("45", date(2027, 1, 5), "BC-LĐLĐ"), ("45", DAY, "BC-LĐLĐ-VP")],
    ids=["next number", "next year", "other series"],
)
def test_another_number_year_or_series_is_free(desk: Desk, finished: Path, number: str, day: date, symbol: str) -> None:
    issued(desk, finished)
    desk.everybody("2024")
    other = retyped(another(desk), "/BC-LĐLĐ", f"/{symbol}") if symbol != "BC-LĐLĐ" else another(desk)
    other = other if day == DAY else retyped(other, "năm 2026", "năm 2027")
    then = CAME.replace(year=day.year)
    done = issued(desk, other, number=number, day=day, out=desk.folder / "khac.docx", now=then)
    assert done.symbol == f"{number}/{symbol}"


def test_its_figures_are_a_past_reports(desk: Desk, finished: Path) -> None:
    done = issued(desk, finished)
    kept = desk.store.reported(Y2025, OFFICE)
    assert kept is not None
    assert [(one.key.indicator, one.value, one.source.file) for one in kept.figures] == [
        (NEW_MEMBERS, Decimal(12), done.file.name)
    ]
    (version,) = desk.store.history(kept.figures[0].key)
    assert version.origin is Origin.REPORTED
    assert len(desk.store.figures([Y2025])) > 1  # the units' forms count as before


def test_an_officers_own_number_is_what_was_issued(desk: Desk, finished: Path) -> None:
    edited = retyped(finished, "12 đoàn viên", "13 đoàn viên")
    issued(desk, edited)
    kept = desk.store.reported(Y2025, OFFICE)
    assert kept is not None
    assert (kept.figures[0].value, kept.figures[0].note) == (Decimal(13), "sửa tay: «13 đoàn viên»")


def test_what_it_prints_otherwise_is_told_and_the_next_year_is_compared_with_it(desk: Desk, finished: Path) -> None:
    issued(desk, retyped(finished, "12 đoàn viên", "13 đoàn viên"))
    table = figure_table(desk.ws, desk.store, Y2025)
    row = next(one for one in table.rows if one.indicator.code == NEW_MEMBERS)
    assert (row.total.value, row.total.beside and row.total.beside.value) == (Decimal(12), Decimal(13))
    (told,) = (one for one in table.problems if one.code == "W181")
    assert str(told.place) == "45-BC-LDLD.docx"
    assert told.what == (
        "năm 2025: «Đoàn viên kết nạp mới» văn bản ghi 13 người, biểu cộng được 12 người; "
        "văn bản các kỳ sau so với số đã ghi trong văn bản"
    )
    sheet = indicator_sheet(desk.ws, desk.store, Y2026, NEW_MEMBERS, today=DAY)
    assert sheet.previous is not None
    assert sheet.previous.value == Decimal(13)
    assert sheet.origins[0].remarks == ("năm 2025 lấy số văn bản đã ghi; biểu của các đơn vị cộng được 12",)


def test_a_number_written_otherwise_is_told_and_not_kept(desk: Desk, finished: Path) -> None:
    done = issued(desk, retyped(finished, "12 đoàn viên", "mười ba người"))
    assert desk.store.reported(Y2025, OFFICE) is None
    assert [str(one).splitlines()[0] for one in done.problems] == [
        "R158 da-sua.docx: 1 số đã sửa tay không đọc được thành số liệu, chưa ghi vào kho: mười ba người"
    ]


def test_a_paper_with_gaps_waits(desk: Desk) -> None:
    small_kind(desk.folder)
    path = draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME).files[0]
    assert refused(desk, path) == (
        f"R155 {path.name}: văn bản còn 1 chỗ trống chưa có số liệu; dòng «SỐ LIỆU TẠM»; chưa phát hành\n"
        "     cách sửa: hoàn thiện văn bản rồi chạy lại; nếu vẫn phải phát hành như vậy thì thêm --force"
    )


def test_what_a_paper_waits_for_is_told_place_by_place_before(desk: Desk, finished: Path) -> None:
    assert to_finish(read_page(finished.read_bytes()), finished.name) == ()
    gap = retyped(finished, "Kết nạp ", "[chưa có số liệu: số vé xe] Kết nạp ")
    document = Document(str(gap))
    document.add_comment(document.paragraphs[0].runs, text="Xem lại số này", author="Sếp")
    document.save(str(gap))
    told = to_finish(read_page(gap.read_bytes()), gap.name)
    assert [(one.code, one.place.text.partition(" ")[0], one.what) for one in told] == [
        ("R161", "đoạn", "còn chỗ ghi «[chưa có số liệu: số vé xe]»; chưa phát hành được như vậy"),
        ("R161", "đoạn", "còn chú thích «Xem lại số này»; chưa phát hành được như vậy"),
    ]
    assert "[chưa có số liệu" in told[0].place.text


def test_many_comments_are_counted_and_all_go_by_one_click(finished: Path) -> None:
    document = Document(str(finished))
    for number in range(23):
        document.add_comment(document.paragraphs[0].runs, text=f"Xem lại số {number}", author="Sếp")
    document.save(str(finished))
    told = [one for one in to_finish(read_page(finished.read_bytes()), finished.name) if "chú thích" in one.what]
    assert len(told) == 21
    assert told[0].what == "còn 23 chú thích chưa xóa; dưới đây nêu 20 chú thích đầu; chưa phát hành được như vậy"
    assert "Delete All Comments in Document" in told[0].fix


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2020, 1, 1), "sớm hơn nhiều so với ngày cuối kỳ (năm 2025, đến 31/12/2025)"),
        (date(2027, 1, 5), "còn lâu mới tới (hôm nay là 06/01/2026)"),
    ],
)
def test_a_day_on_which_nobody_signs_is_asked_about(desk: Desk, finished: Path, day: date, why: str) -> None:
    assert f"R162 {finished.name}: ngày ban hành {day:%d/%m/%Y} {why}; chưa phát hành" in refused(
        desk, finished, day=day
    )
    assert desk.store.all_issued() == ()


def test_a_report_of_a_year_may_be_signed_in_its_last_quarter(desk: Desk, finished: Path) -> None:
    path = retyped(finished, "năm 2026", "năm 2025")
    assert issued(desk, path, day=date(2025, 11, 28)).day == date(2025, 11, 28)


def test_force_issues_it_all_the_same(desk: Desk, finished: Path) -> None:
    gap = retyped(finished, "Kết nạp ", "[chưa có số liệu: số vé xe] Kết nạp ")
    assert "R155" in refused(desk, gap)
    assert issued(desk, gap, force=True).symbol == "45/BC-LĐLĐ"


def test_what_an_officer_filled_in_must_agree(desk: Desk, finished: Path) -> None:
    other = retyped(finished, "Số:         /BC", "Số: 44/BC")
    assert refused(desk, other) == (
        f"R156 {other.name}: không ghi được số, ngày: văn bản đã ghi số 44, khác số 45 được yêu cầu\n"
        "     cách sửa: mở văn bản bằng Word, để đúng dòng «Số:        /BC-…» và «…, ngày … tháng … năm …» ở đầu rồi "
        "chạy lại"
    )
    assert desk.store.all_issued() == ()
    same = retyped(finished, "Số:         /BC", "Số: 45/BC")
    assert issued(desk, same).symbol == "45/BC-LĐLĐ"


@pytest.mark.parametrize(("old", "why"), [("Số:  ", "«Số:      /…»"), ("Núi Xanh, ngày", "ngày … tháng … năm …")])
def test_a_paper_without_the_places_is_told(desk: Desk, finished: Path, old: str, why: str) -> None:
    assert f"không thấy dòng {'' if 'Số' in old else 'địa danh, «'}" in refused(desk, retyped(finished, old, "khác"))
    assert why in refused(desk, retyped(finished, old, "khác"))


def test_a_number_is_a_number(desk: Desk, finished: Path) -> None:
    assert refused(desk, finished, number="45/BC") == (
        "R157 số văn bản «45/BC» không phải số thứ tự\n     cách sửa: ghi số thứ tự trong năm, ví dụ --number 45"
    )


def test_no_file_is_written_over(desk: Desk, finished: Path) -> None:
    taken = finished.with_name("45-BC-LDLD.docx")
    taken.write_bytes(b"somebody's")
    assert "R104" in refused(desk, finished)
    assert taken.read_bytes() == b"somebody's"
    assert desk.store.all_issued() == ()
