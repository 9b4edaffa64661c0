"""What a carried figure says: no share is more than all (SL-13); SL-08 on deleted figures: with their sentence they say
nothing, out of one that stays they are told.
"""

from __future__ import annotations

import pytest

from drafter.format_rules.find import find_paper
from drafter.model.problem import Severity
from drafter.readback.reader import read_page
from drafter.truth_rules.account import Account, Kept
from drafter.truth_rules.agreement import stored
from drafter.truth_rules.percents import shares
from tests.format_rules.word_file import section, word_file
from tests.truth_rules.papers import TODAY

KEY = "A04/LDLD-SV/2025"
PROMPT = "<w:showingPlcHdr/>"


def found(before: str, text: str, after: str, more: str = "", key: str = KEY, kept: str = "676 đoàn viên") -> list[str]:
    """What the rule says of a paragraph with the figure in its control."""

    def run(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""

    properties = f'<w:sdtPr><w:alias w:val="Đoàn viên"/><w:tag w:val="{key}"/>{more}</w:sdtPr>'
    control = f"<w:sdt>{properties}<w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"
    file = read_page(word_file(f"<w:p>{run(before)}{control}{run(after)}</w:p>" + section()))
    paper = find_paper(file, name="", day=TODAY)
    return [str(one.words["found"]) for one in stored(Account(paper, stored={key: Kept((kept,))}))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("Kết nạp mới tốt. ", ""),
        ("Kết nạp mới tốt. ", "Công tác nữ công được quan tâm."),
        ("", "Công tác nữ công được quan tâm."),
        ("Còn 05 chỉ tiêu chưa đạt: tổng số đoàn viên; ", "tỷ lệ tổ chức hội nghị."),
        ("Còn 05 chỉ tiêu chưa đạt: tổng số đoàn viên", "; tỷ lệ tổ chức hội nghị."),
        ("Còn 05 chỉ tiêu chưa đạt: ", "tổng số đoàn viên."),
        ("Còn 05 chỉ tiêu chưa đạt", "."),
    ],
)
def test_what_went_with_its_sentence_or_item_is_not_told(before: str, after: str) -> None:
    assert found(before, "", after) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Năm 2025 đạt ", " đoàn viên."),
        ("Năm 2025 đạt ", "đoàn viên."),
        ("Kết nạp mới ", ", đạt 104% kế hoạch."),
        ("Số đoàn viên kết nạp mới là ", ""),
        ("Kết nạp được ", "."),
    ],
)
def test_a_hole_in_a_sentence_is_told(before: str, after: str) -> None:
    assert found(before, "", after) == ["(đã xóa)"]
    assert found(before, "Click or tap here to enter text.", after, PROMPT) == ["(đã xóa)"]


def test_what_stands_is_compared_wherever_it_stands() -> None:
    assert found("", "677 đoàn viên", "") == ["677 đoàn viên"]
    assert found("Năm 2025 đạt ", "676 đoàn viên", ".") == []


def test_a_gap_that_somebody_filled_in_is_not_held_against_the_gap() -> None:
    gap, key = "[chưa có số liệu: số đoàn viên]", f"{KEY}#thieu"
    assert found("Năm 2025 đạt ", "680 đoàn viên", ".", key=key, kept=gap) == []
    assert found("Năm 2025 đạt ", "680 đoàn viên", ".", key=key) == ["680 đoàn viên"]  # the figure came since
    assert found("Năm 2025 đạt ", "680 đoàn viên", ".", kept=gap) == ["680 đoàn viên"]  # the store lost it since


def test_a_percent_beside_a_number_that_was_chosen_is_only_noted() -> None:
    def control(mark: str, key: str, text: str) -> str:
        properties = f'<w:sdtPr><w:tag w:val="{key}"/></w:sdtPr>'
        inside = (
            f'<w:sdt>{properties}<w:sdtContent><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:sdtContent></w:sdt>'
        )
        return f'<w:bookmarkStart w:id="{mark}" w:name="_drf_{mark}"/>{inside}<w:bookmarkEnd w:id="{mark}"/>'

    percent = f"{KEY}#dat"
    lines = control("1", KEY, "680 đoàn viên") + control("2", percent, "104%") + control("3", "A05/X/2025", "7 người")
    paper = find_paper(read_page(word_file(f"<w:p>{lines}</w:p>" + section())), name="", day=TODAY)
    now = {KEY: Kept(("676 đoàn viên",)), percent: Kept(("103%",)), "A05/X/2025": Kept(("8 người",))}

    def severities(decided: dict[str, list[str]]) -> list[Severity | None]:
        return [one.severity for one in stored(Account(paper, stored=now, decided=decided))]

    assert severities({"_drf_1": ["676 đoàn viên"]}) == [Severity.NOTE, Severity.NOTE, None]
    assert severities({"_drf_1": ["675 đoàn viên"]}) == [None, None, None]  # what was decided on was another figure


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        ("150%", "C04/LDLD-SV/2025", ["150%"]),
        ("1.050,5 %", "C04/LDLD-SV/2025", ["1.050,5 %"]),
        ("150%", "C04/LDLD-SV/2025#ky_truoc", ["150%"]),
        ("100%", "C04/LDLD-SV/2025", []),
        ("12.5%", "C04/LDLD-SV/2025", []),  # a point where a comma should be: twelve and a half
        ("150%", "C04/LDLD-SV/2025#ty_le", []),  # of its plan
        ("150%", "A04/LDLD-SV/2025", []),  # no share
    ],
)
def test_a_share_is_no_more_than_all(text: str, key: str, told: list[str]) -> None:
    inside = f"<w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent>"
    control = f'<w:sdt><w:sdtPr><w:tag w:val="{key}"/></w:sdtPr>{inside}</w:sdt>'
    file = read_page(word_file(f"<w:p>{control}</w:p>" + section()))
    account = Account(find_paper(file, name="", day=TODAY), shares=("C04",))
    assert [one.words["found"] for one in shares(account)] == told
