"""Slots tried against a text: what becomes one, what is asked, what is left alone."""

from __future__ import annotations

import pytest

from drafter.adoption.match import match_figures
from drafter.adoption.offers import Heard, Offer, Role, by_text

MEMBERS, NEW, RATE, DRIVES = "A04", "E02", "C07", "B01"
OFFERS = by_text(
    (
        Offer("A04", "16.245 đoàn viên", MEMBERS, Role.VALUE),
        Offer("A04.gon", "hơn 16.000 đoàn viên", MEMBERS, Role.SHORT),
        Offer("A04.so", "16.245", MEMBERS, Role.NUMBER),
        Offer("E02", "676 đoàn viên", NEW, Role.VALUE),
        Offer("E02.tren_chi_tieu", "676/650 đoàn viên", NEW, Role.OF_TARGET),
        Offer("E02.ty_le", "104%", NEW, Role.PERCENT),
        Offer("E02.chi_tieu", "650 đoàn viên", NEW, Role.TARGET),
        Offer("E02.danh_gia", "vượt", NEW, Role.VERDICT),
        Offer("E02.ket_qua", "676/650 đoàn viên, đạt 104% kế hoạch, vượt chỉ tiêu được giao", NEW, Role.RESULT),
        Offer("E02.ky_truoc", "652 đoàn viên", NEW, Role.BEFORE),
        Offer("C07", "85%", RATE, Role.VALUE),
        Offer("C06", "85%", "C06", Role.VALUE),
        Offer("B01.so", "12", DRIVES, Role.NUMBER),
        Offer("B04a.so", "12", "B04a", Role.NUMBER),
    )
)


def heard(text: str, said: str, *codes: str, planned: bool = False) -> Heard:
    start = text.index(said)
    return Heard(start, start + len(said), (start, start + len(said)), codes, planned)


def made(text: str, *figures: Heard, told: tuple[tuple[int, int, str, str], ...] = ()) -> str:
    """The text with the tags in their places."""
    for swap in reversed(match_figures(text, OFFERS, figures, told).swaps):
        text = text[: swap.start] + swap.tag + text[swap.end :]
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có 16.245 đoàn viên.", "Có {{ A04 }}."),
        ("Có hơn 16.000 đoàn viên.", "Có {{ A04.gon }}."),
        ("Số đoàn viên: 16.245", "Số đoàn viên: {{ A04.so }}"),
        (
            "Kết nạp 676/650 đoàn viên, đạt 104% kế hoạch, vượt chỉ tiêu được giao.",
            "Kết nạp {{ E02.ket_qua }}.",
        ),
        (
            "Kết nạp 676/650 đoàn viên, đạt 104% kế hoạch năm, vượt chỉ tiêu.",
            "Kết nạp {{ E02.tren_chi_tieu }}, đạt {{ E02.ty_le }} kế hoạch năm, {{ E02.danh_gia }} chỉ tiêu.",
        ),
        (
            "Kết nạp 676/650 đoàn viên. Năm trước kết nạp 652 đoàn viên, chỉ tiêu giao 650 đoàn viên.",
            "Kết nạp {{ E02.tren_chi_tieu }}. Năm trước kết nạp {{ E02.ky_truoc }}, chỉ tiêu giao {{ E02.chi_tieu }}.",
        ),
    ],
)
def test_a_slot_takes_the_place_of_what_it_prints(text: str, expected: str) -> None:
    numbers = [("676/650", "đoàn viên"), ("652", "đoàn viên"), ("650 đoàn viên", "")]
    figures = [heard(text, number, NEW) for number, _ in numbers if number in text]
    assert made(text, *figures) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Có gần 16.245 đoàn viên.",  # a hedge that the slot does not print is another figure
        "Có 116.245 đoàn viên và 16.245,5 điểm.",
        "Kế hoạch 16.245-KH và 16.245/20.000.",
        "Chi 104% tiền.",  # a percent of no plan
        "Cả tỉnh vượt chỉ tiêu.",  # a verdict of no figure
        "Có 652 đoàn viên.",  # the year before is not meant
    ],
)
def test_what_a_slot_does_not_print_stays(text: str) -> None:
    assert made(text) == text


def test_the_words_of_the_sentence_decide_between_two() -> None:
    text = "Hội nghị người lao động đạt 85%."
    assert made(text, heard(text, "85%", RATE, "C06")) == "Hội nghị người lao động đạt {{ C07 }}."
    assert made(text, heard(text, "85%", "C06")) == "Hội nghị người lao động đạt {{ C06 }}."


def test_where_no_word_decides_both_are_asked_and_nothing_is_changed() -> None:
    found = match_figures("Đã tổ chức được 12 nơi.", OFFERS, ())
    assert found.swaps == ()
    (question,) = found.questions
    assert [offer.expression for offer in question.offers] == ["B01.so", "B04a.so"]


def test_what_the_file_itself_tells_stands_before_everything() -> None:
    text = "Đạt 85%."
    assert made(text, heard(text, "85%", RATE), told=((4, 7, "C06", ""),)) == "Đạt {{ C06 }}."


def test_a_date_is_no_figure() -> None:
    text = "Ngày 12 họp."
    assert match_figures(text, OFFERS, (), (), ((0, 7),)).questions == ()


def test_a_planned_number_in_a_table_is_the_target() -> None:
    offers = by_text((Offer("E01.so", "1", "E01", Role.NUMBER), Offer("E01.chi_tieu_so", "1", "E01", Role.TARGET)))
    cell = Heard(0, 1, (0, 1), ("E01",), planned=True)
    assert [swap.tag for swap in match_figures("1", offers, (cell,)).swaps] == ["{{ E01.chi_tieu_so }}"]
    assert [swap.tag for swap in match_figures("1", offers, (Heard(0, 1, (0, 1), ("E01",)),)).swaps] == ["{{ E01.so }}"]
