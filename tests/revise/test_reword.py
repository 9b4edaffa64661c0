"""Sentences in other words around their figures: what both wordings have stays, all of it tracked."""

from __future__ import annotations

import pytest

from drafter.desk.refreshing.check import faults
from drafter.fill.word.print import carrier_name
from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.revise.content import Segment
from drafter.revise.copy import OfficerCopy
from tests.revise.officer import OTHER, nested
from tests.revise.rounds import NOW
from tests.revise.small import KEY, NAME, Sentence, bookmarked, control, inserted, run

OTHER_KEY = "E03/LDLD-A/2025"
OLD = bookmarked(control(run("676 đoàn viên")))
SECOND = bookmarked(control(run("đạt"), tag=OTHER_KEY, number=8), carrier_name(OTHER_KEY, 1), 4)
FIGURE = Segment("690 đoàn viên", NAME, KEY)
NEW = Segment("5 cuộc", carrier_name("C06/LDLD-A/2025", 1), "C06/LDLD-A/2025")


def reworded(content: str, *fresh: Segment, change: str = "", closed: tuple[str, ...] = ()) -> tuple[bytes, bytes]:
    """The paper before and after; `change` is written into the first figure beforehand."""
    data = Sentence(content).data
    copy = OfficerCopy(data, NOW)
    if change:
        copy.change(0, change)
    number = next(spot.paragraph for spot in copy.spots)
    assert copy.reword_line("document", number, fresh, {}, closed)
    after = copy.written({})
    assert faults(data, after, list(copy.intended()), copy.added_lines, copy.removed_lines) == []
    assert nested(after) == 0
    return data, after


def accepted(data: bytes) -> str:
    return next(line for line in visible_text(read_page(data), View.ACCEPTED).split("\n") if "ết nạp" in line)


def test_a_word_of_judgement_follows_and_the_figure_stays_in_its_carrier() -> None:
    _, after = reworded(
        OLD + run(", tăng so với"), Segment("Kết nạp mới "), FIGURE, Segment(", giảm so với trong năm.")
    )
    assert accepted(after) == "Kết nạp mới 676 đoàn viên, giảm so với trong năm."
    page = read_page(after)
    assert page.tracked == 2
    assert [one.accepted for one in page.carriers] == ["676 đoàn viên"]


def test_it_goes_with_a_change_of_the_figure_itself() -> None:
    fresh = (Segment("Năm nay kết nạp mới "), FIGURE, Segment(" trong năm."))
    _, after = reworded(OLD, *fresh, change="690 đoàn viên")
    assert accepted(after) == "Năm nay kết nạp mới 690 đoàn viên trong năm."


def test_a_clause_with_a_new_figure_comes_carried() -> None:
    fresh = (Segment("Kết nạp mới "), FIGURE, Segment(", họp "), NEW, Segment(" trong năm."))
    _, after = reworded(OLD, *fresh)
    assert accepted(after) == "Kết nạp mới 676 đoàn viên, họp 5 cuộc trong năm."
    assert [one.accepted for one in read_page(after).carriers] == ["676 đoàn viên", "5 cuộc"]


def test_a_clause_goes_with_its_figure() -> None:
    fresh = (Segment("Kết nạp mới "), FIGURE, Segment(" trong năm."))
    _, after = reworded(OLD + run(", ") + SECOND + run(" chỉ tiêu"), *fresh)
    assert accepted(after) == "Kết nạp mới 676 đoàn viên trong năm."


def test_words_come_before_the_first_figure_and_after_the_last() -> None:
    fresh = (NEW, Segment(" kết nạp mới "), FIGURE, Segment(" trong năm qua."))
    _, after = reworded(OLD, *fresh)
    assert accepted(after) == "5 cuộc kết nạp mới 676 đoàn viên trong năm qua."


def test_a_figure_that_is_written_at_the_same_time_is_not_taken_out() -> None:
    copy = OfficerCopy(Sentence(OLD).data, NOW)
    number = copy.spots[0].paragraph
    assert not copy.reword_line("document", number, [Segment("Kết nạp mới trong năm.")], {}, {KEY})


@pytest.mark.parametrize("beside", ["<w:r><w:t>tăng</w:t><w:tab/><w:t>so</w:t></w:r>"])
def test_a_run_of_more_than_letters_is_left_to_a_person(beside: str) -> None:
    copy = OfficerCopy(Sentence(OLD + beside).data, NOW)
    fresh = [Segment("Kết nạp mới "), FIGURE, Segment("giảm so trong năm.")]
    assert not copy.reword_line("document", copy.spots[0].paragraph, fresh, {}, ())


def test_a_paragraph_in_which_somebodys_change_waits_is_not_clean() -> None:
    copy = OfficerCopy(Sentence(OLD + inserted("thêm", OTHER)).data, NOW)
    assert [one.clean for one in copy.lines({}) if one.text.startswith("Kết nạp")] == [False]
