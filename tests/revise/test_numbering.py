"""A paper's number and day in their places, the draft mark off: nothing else changes, and nothing is written over."""

from __future__ import annotations

import pytest

from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.revise.names import W
from drafter.revise.numbering import NotNumbered, Numbered, numbered
from tests.revise.officer import Desk
from tests.revise.papers import _package
from tests.revise.small import deleted, run

DAY = ("05", "01", "2026")
NUMBER, PLACE = "Số:        /BC-LĐLĐ", "Núi Xanh, ngày      tháng      năm 2026"
ATTACHED = "(Kèm theo Báo cáo số        /BC-LĐLĐ ngày      tháng      năm 2026 của Liên đoàn Lao động tỉnh)"


def paper(*lines: str) -> bytes:
    """A paper of these paragraphs: words, or runs as XML."""
    body = "".join(f"<w:p>{line if line.startswith('<') else run(line)}</w:p>" for line in lines)
    return _package(f"{body}<w:sectPr/>", "<w:p/>", "")


def issued(*lines: str, number: str = "45", attached: bool = False) -> Numbered:
    return numbered(paper(*lines), number, DAY, {"drafter.doc": "x"}, attached=attached)


def said(one: Numbered) -> list[str]:
    return [line for line in visible_text(read_page(one.data), View.ACCEPTED).split("\n") if line.strip()]


def test_number_and_day_go_into_their_places_and_the_mark_goes() -> None:
    done = issued("LIÊN ĐOÀN LAO ĐỘNG", NUMBER, PLACE, "DỰ THẢO", "BÁO CÁO", "Trong năm 2025 …")
    assert (done.symbol, done.places, done.unmarked) == ("BC-LĐLĐ", 2, True)
    assert said(done) == [
        "LIÊN ĐOÀN LAO ĐỘNG", "Số: 45/BC-LĐLĐ", "Núi Xanh, ngày 05 tháng 01 năm 2026", "BÁO CÁO", "Trong năm 2025 …",
    ]  # fmt: skip
    assert read_page(done.data).properties["drafter.doc"] == "x"


@pytest.mark.parametrize(
    "line", ["Số: ……/BC-LĐLĐ", "Số:\u00a0\u00a0\u00a0/BC-LĐLĐ", "Số: 45 /BC-LĐLĐ", "số : 45/BC-LĐLĐ"]
)
def test_however_the_blank_was_made(line: str) -> None:
    assert said(issued(line, PLACE))[0].endswith(" 45/BC-LĐLĐ")


@pytest.mark.parametrize("mark", ["(DỰ THẢO)", "[Dự thảo]", "Dự thảo lần 2", "DỰ THẢO 3"])
def test_every_draft_mark_goes(mark: str) -> None:
    assert issued(NUMBER, PLACE, mark).unmarked


def test_a_sentence_about_drafts_is_no_mark() -> None:
    done = issued(NUMBER, PLACE, "Dự thảo báo cáo đã được góp ý.")
    assert not done.unmarked
    assert "Dự thảo báo cáo đã được góp ý." in said(done)


def test_annexes_name_the_same_number_and_day() -> None:
    done = issued(NUMBER, PLACE, "PHỤ LỤC I", ATTACHED, "(Kèm theo Quyết định số 12/QĐ-TLĐ ngày 01 tháng 02 năm 2020)")
    assert done.places == 3
    assert "(Kèm theo Báo cáo số 45/BC-LĐLĐ ngày 05 tháng 01 năm 2026 của Liên đoàn Lao động tỉnh)" in said(done)
    assert "(Kèm theo Quyết định số 12/QĐ-TLĐ ngày 01 tháng 02 năm 2020)" in said(done)


def test_a_list_has_its_number_in_the_line_below_its_title_only() -> None:
    done = issued("DANH SÁCH", ATTACHED, attached=True)
    assert (done.symbol, done.places) == ("BC-LĐLĐ", 1)
    with pytest.raises(NotNumbered) as refused:
        issued("DANH SÁCH", attached=True)
    assert "Kèm theo" in refused.value.why


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("Số: 44/BC-LĐLĐ", PLACE), "văn bản đã ghi số 44, khác số 45 được yêu cầu"),
        ((NUMBER, "Núi Xanh, ngày 06 tháng 01 năm 2026"), "văn bản đã ghi ngày 06, khác ngày 05 được yêu cầu"),
        ((NUMBER, "Núi Xanh, ngày 05 tháng 02 năm 2026"), "văn bản đã ghi tháng 02, khác tháng 01 được yêu cầu"),
        ((NUMBER, "Không có ngày"), "không thấy dòng địa danh, «ngày … tháng … năm …» ở đầu văn bản"),
    ],
)
def test_what_the_officer_has_filled_in_must_say_the_same(lines: tuple[str, ...], why: str) -> None:
    with pytest.raises(NotNumbered) as refused:
        issued(*lines)
    assert refused.value.why == why


def test_a_paper_without_a_number_line_is_refused() -> None:
    with pytest.raises(NotNumbered) as refused:
        issued("BÁO CÁO", PLACE)
    assert "số" in refused.value.why.casefold()


def test_what_was_filled_in_already_stays() -> None:
    assert said(issued("Số: 045/BC-LĐLĐ", "Núi Xanh, ngày 5 tháng 1 năm 2026", number="45"))[1] == (
        "Núi Xanh, ngày 05 tháng 01 năm 2026"
    )


def test_looks_stay_where_the_line_is_of_many_runs() -> None:
    done = issued(run("Số: ") + run("      ", "<w:i/>") + run("/BC-", "<w:b/>") + run("LĐLĐ"), PLACE)
    assert said(done)[0] == "Số: 45/BC-LĐLĐ"
    paragraph = next(Desk.of(done.data).document.iter(f"{W}p"))
    assert [one.tag.rpartition("}")[2] for look in paragraph.iter(f"{W}rPr") for one in look] == ["i", "b"]


def test_words_that_were_taken_out_and_tracked_do_not_count() -> None:
    assert said(issued(run("Số: ") + deleted("44") + run("     /BC-LĐLĐ"), PLACE))[0] == "Số: 45/BC-LĐLĐ"


def test_a_mark_that_is_alone_in_its_cell_leaves_the_cell_its_paragraph() -> None:
    cell = f"<w:tbl><w:tr><w:tc><w:p>{run('DỰ THẢO')}</w:p></w:tc></w:tr></w:tbl>"
    body = f"<w:p>{run(NUMBER)}</w:p>{cell}<w:p>{run(PLACE)}</w:p><w:sectPr/>"
    done = numbered(_package(body, "<w:p/>", ""), "45", DAY, {})
    assert done.unmarked
    (held,) = Desk.of(done.data).document.iter(f"{W}tc")
    assert [one.tag for one in held] == [f"{W}p"]
    assert "DỰ THẢO" not in " ".join(said(done))


def test_what_is_no_word_file_is_refused() -> None:
    for data in (b"", b"PK no paper", paper(NUMBER)[:-40]):
        with pytest.raises(NotNumbered):
            numbered(data, "45", DAY, {})
