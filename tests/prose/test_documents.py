"""Whole reports: the title's period, the letterhead's unit, headings above, tables between, and questions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from grids import grid

from drafter.model.figure import Qualifier
from drafter.model.report import Block, Grid, GridCell, PastReport, Piece
from drafter.prose.documents import Document, DocumentReader
from drafter.prose.doubts import Subject, agrees, doubt_of, questions
from drafter.prose.found import Found
from drafter.prose.readings import Kind
from drafter.standards.catalogue import load_catalogue
from tests.prose.scoring import passages, reader

OFFICE = "Liên đoàn Lao động tỉnh Sông Vàng"
NAMES = {OFFICE.lower(): "LDLD", "liên đoàn lao động tỉnh": "LDLD", "công đoàn cơ sở may mười": "CD-10"}
CATALOGUE = load_catalogue()
READER = DocumentReader(reader(), lambda name: NAMES.get(" ".join(name.lower().split()), ""))
TITLE = ("BÁO CÁO", "Kết quả hoạt động công đoàn năm 2023; phương hướng, nhiệm vụ năm 2024")


def document(*lines: str | Grid) -> Document:
    """A report of lines; «# » begins a heading of level 2."""
    blocks: list[Block] = []
    for number, line in enumerate(lines, 1):
        if isinstance(line, Grid):
            blocks.append(line)
        else:
            blocks.append(Piece(line.removeprefix("# "), f"đoạn {number}", 2 if line.startswith("# ") else 0))
    return READER.read(PastReport("bc.docx", "docx", tuple(blocks)))


def letterhead(*lines: str) -> Grid:
    text = "\n".join(lines)
    right = GridCell(1, 2, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bảng 1, hàng 1, ô 2")
    return Grid((GridCell(1, 1, text, "bảng 1, hàng 1, ô 1"), right), "bảng 1")


def test_title_and_letterhead_say_period_and_unit() -> None:
    found = document(letterhead("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", OFFICE.upper(), "Số: 125/BC-LĐLĐ"), *TITLE)
    assert (found.period, found.body) == ("năm 2023", "LDLD")
    assert found.title == " ".join(TITLE)
    assert found.found == ()


def test_a_figure_has_its_paragraph_its_sentence_and_the_title_s_period() -> None:
    (found,) = document(*TITLE, "Tình hình ổn định. Các cấp công đoàn kết nạp mới 676 đoàn viên.").found
    assert (found.place, found.context) == ("đoạn 3", "Các cấp công đoàn kết nạp mới 676 đoàn viên.")
    assert (found.reading.period, found.period_said) == ("năm 2023", False)


def test_headings_give_their_period_and_what_is_still_to_be_done() -> None:
    found = document(
        *TITLE,
        "# I. KẾT QUẢ NĂM 2023",
        "Kết nạp mới 676 đoàn viên.",
        "# II. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024",
        "Kết nạp mới 700 đoàn viên.",
    ).found
    told = [(one.reading.value, one.reading.kind, one.reading.period, one.ahead) for one in found]
    assert told == [
        (Decimal(676), Kind.ACTUAL, "năm 2023", False),
        (Decimal(700), Kind.TARGET, "năm 2024", True),
    ]


def test_a_period_named_further_on_does_not_hold_before() -> None:
    found = document(*TITLE, "Tổ chức 15 cuộc tư vấn pháp luật.", "Quý I năm 2022, tặng 12 suất quà.").found
    assert [one.reading.period for one in found] == ["năm 2023", "quý I năm 2022"]


def test_a_unit_that_a_sentence_names_is_told() -> None:
    (found,) = document(*TITLE, "Công đoàn cơ sở May Mười kết nạp mới 30 đoàn viên.").found
    assert found.unit == "CD-10"
    assert "câu nhắc tới một đơn vị" in doubt_of(found).reasons


def test_words_that_only_stand_in_a_table_are_read_as_prose() -> None:
    notes = grid("Nội dung | Người phụ trách", "Công đoàn tỉnh đã kết nạp mới được 676 đoàn viên trong năm | Lan")
    (found,) = document(*TITLE, notes).found
    assert (found.reading.value, found.place) == (Decimal(676), "bảng 1, hàng 2, ô 1")


def test_a_contract_is_told_from_a_report_by_its_words() -> None:
    found = document("HỢP ĐỒNG MUA BÁN", "Bên A bán cho bên B 12 máy tính với giá 180 triệu đồng.")
    assert found.union_words == 0
    assert found.period == ""


def test_the_same_document_reads_the_same_however_long() -> None:
    lines = [f"{number}. Đơn vị thứ {number} kết nạp mới {number + 100} đoàn viên." for number in range(400)]
    found = document(*TITLE, *lines).found
    assert [one.reading.value for one in found] == [Decimal(number + 100) for number in range(400)]


# -- questions -------------------------------------------------------------------------------------------------------


def subjects(*lines: str | Grid) -> list[Subject]:
    found = document(*TITLE, *lines).found
    codes = [one.reading.candidates[0].code if one.reading.candidates else "" for one in found]
    return [Subject(one, code, one.unit or "LDLD", one.reading.period) for one, code in zip(found, codes, strict=True)]


def asked(*lines: str | Grid) -> list[tuple[str, str]]:
    found = questions(subjects(*lines), {"E02": "Số đoàn viên kết nạp mới", "C09": "Số cuộc đối thoại"}, "bc.docx")
    return [(problem.code, problem.what) for at in sorted(found) for problem in found[at]]


@pytest.mark.parametrize(
    ("value", "base", "printed", "agrees_"),
    [
        ("11", "12", "91.66", True),  # cut off
        ("11", "12", "91.67", True),  # rounded
        ("11", "12", "91.6", True),
        ("11", "12", "91.7", True),
        ("11", "12", "92", True),
        ("11", "12", "91.65", False),
        ("676", "650", "104", True),
        ("1846", "1800", "102.5", True),
        ("1846", "1800", "105", False),
    ],
)
def test_a_percent_may_be_cut_off_or_rounded(value: str, base: str, printed: str, agrees_: bool) -> None:
    assert agrees(Decimal(value), Decimal(base), Decimal(printed)) is agrees_


def test_a_percent_that_does_not_agree_is_asked() -> None:
    ((code, what),) = asked("Kết nạp mới 1.846/1.800 đoàn viên, đạt 105% kế hoạch năm.")
    assert code == "D360"
    assert "in 105%, tính lại 1.846/1.800 được 102,55%" in what


def test_units_that_do_not_add_up_to_their_total_are_asked() -> None:
    table = grid(
        "TT | Đơn vị | Số cuộc đối thoại", "1 | CĐCS Một | 3", "2 | CĐCS Hai | 2", "Cộng | | 6", spans=((4, 1, 1, 2),)
    )
    ((code, what),) = asked(table)
    assert (code, what) == ("D361", "bảng 1: Số cuộc đối thoại: cộng các đơn vị được 5, dòng tổng ghi 6")


def test_the_text_against_the_annex_is_asked_at_both() -> None:
    table = grid("Chỉ tiêu | ĐVT | Thực hiện", "Số đoàn viên kết nạp mới | người | 1.864")
    found = asked("Các cấp công đoàn kết nạp mới 1.846 đoàn viên.", table)
    assert [code for code, _ in found] == ["D362", "D362"]
    assert found[0][1] == "Số đoàn viên kết nạp mới: chỗ này ghi 1.846, ở bảng 1, hàng 2, ô 3 ghi 1.864"


def test_a_hedged_number_agrees_with_the_exact_one_it_stands_for() -> None:
    table = grid("Chỉ tiêu | ĐVT | Thực hiện", "Số đoàn viên kết nạp mới | người | 1.846")
    assert asked("Các cấp công đoàn kết nạp mới hơn 1.800 đoàn viên.", table) == []


def test_doubts_have_words() -> None:
    found = document(*TITLE, "Kết nạp mới hơn 1.800 đoàn viên.", "Mức tặng 500.000 đồng/suất quà Tết.").found
    assert found[0].reading.qualifier is Qualifier.OVER
    assert "số gần đúng («hơn»)" in doubt_of(found[0]).reasons
    assert doubt_of(found[1]).points >= 95
    assert "chưa rõ kỳ" in doubt_of(found[0], settled_period=False).reasons


def test_what_is_sure_is_right_on_the_passages() -> None:
    """Whatever may be taken in without a look is of the right indicator and kind, of a hundred ninety-seven."""

    sure = right = 0
    for _, passage in (*passages("known"), *passages("built-with")):
        found = [Found(reading, "", passage["text"]) for reading in reader().read(passage["text"])]
        codes = [one.reading.candidates[0].code if one.reading.candidates else "" for one in found]
        told = questions(
            [Subject(one, code, "", one.reading.period) for one, code in zip(found, codes, strict=True)], {}
        )
        for at, one in enumerate(found):
            if at in told or not doubt_of(one, CATALOGUE.get(codes[at])).none:
                continue
            place = one.reading.number.start
            given = [f for f in passage["figures"] if f["start"] <= place < f["start"] + len(f["quote"])]
            sure += 1
            right += bool(given) and (given[0].get("code"), given[0]["kind"]) == (codes[at], one.reading.kind.value)
    assert sure >= 70
    assert right >= 0.97 * sure
