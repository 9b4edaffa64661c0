"""What is set otherwise in a copy: the rule is kept then, the words are the same, a second time changes nothing."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from drafter.format_rules.find import find_paper
from drafter.format_rules.mends import mends_of
from drafter.format_rules.rules import judge
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.revise.opening import NotWritable
from drafter.revise.setting import with_mends
from tests.format_rules.cases import BAD, Case
from tests.format_rules.changes import both, look, page, xml
from tests.format_rules.judging import TODAY, codes
from tests.format_rules.papers import PAPERS
from tests.golden.drafts import NAMES, golden_draft

# Rules whose every break is mended by setting alone; of others some breaks are: they need words too.
MENDED = {"PG-01", "PG-04", "PG-05", "PG-06", "PG-07", "PG-08", "PG-09", "PG-10", "PG-11", "CP-01", "CP-02", "CP-03",
          "CP-04", "CP-05", "CP-07", "CP-08", "CP-09", "CP-10", "CP-11", "CP-13", "CP-14", "CP-15", "CP-16", "CP-17",
          "CP-18", "CP-19", "PA-01", "PA-02", "PA-03"}  # fmt: skip


def _mended(data: bytes, draft: bool | None = None) -> bytes:
    """The copy, set otherwise until nothing more changes, as `drafter check --fix` does."""
    for _ in range(4):
        paper = find_paper(read_page(data), day=TODAY, draft=draft)
        mends = mends_of(paper, {one.code for one in judge(paper)})
        made = with_mends(data, mends, len({id(line.paragraph) for line in paper.lines})) if mends.codes else data
        if made == data:
            break
        data = made
    return data


def _words(data: bytes) -> str:
    return "".join(normalize("NFC", visible_text(read_page(data))).split())


def _of_setting() -> list[object]:
    cases = [case for case in BAD if case.code in MENDED and not case.also]
    return [pytest.param(case, id=f"{case.code} {case.name}") for case in cases]


# What these say is wrong, not how it is set; or the file does not tell what to set (text at tabs, an old font).
WORDS = {
    "a slip in it", "too wide for its cell", "capitals inside", "a dash for a hyphen", "small letters", "in capitals",
    "no colon", "commas in the list", "a dash before it", "a full stop amid them", "a degree before it", "a comma",
    "no full stop at last", "an old font",
}  # fmt: skip


@pytest.mark.parametrize("case", _of_setting())
def test_what_is_mended_keeps_its_rule_and_its_words(case: Case) -> None:
    spoiled = case.data()
    mended = _mended(spoiled, case.draft)
    assert _words(mended) == _words(spoiled)
    assert _mended(mended, case.draft) == mended
    assert codes(mended, draft=case.draft) <= codes(spoiled, draft=case.draft)
    drawn = case.code in ("CP-03", "CP-06", "CP-11") and case.name != "none"  # a line that is there is not moved
    if case.name not in WORDS and not drawn:
        assert codes(mended, draft=case.draft) == set()


@pytest.mark.parametrize("name", PAPERS)
def test_a_right_paper_is_left_byte_for_byte(name: str) -> None:
    assert _mended(PAPERS[name]()) == PAPERS[name]()


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_is_left_byte_for_byte(name: str) -> None:
    draft = golden_draft(name)
    for data in filter(None, (draft.report, draft.listing)):
        assert _mended(data) == data


def test_many_flaws_at_once() -> None:
    spoiled = both(
        page(left=20, top=10), look("BÁO CÁO", b=False), look("Phần I", font="Arial"), look("Từ ngày", size=11)
    )(golden_draft("van-phong-mau-2025").report)
    assert codes(spoiled) == {"PG-04", "PG-06", "PG-09", "CP-09", "CP-15"}
    assert codes(_mended(spoiled)) == set()


def test_a_header_that_says_more_than_a_number_is_the_office_s() -> None:
    said = xml("<w:t>2</w:t>", "<w:t>2 – Lưu hành nội bộ</w:t>", part="word/header1.xml")(PAPERS["report"]())
    mended = _mended(said)
    assert b"header_drafter" not in mended
    assert "Lưu hành nội bộ" in visible_text(read_page(mended), around=True)


def test_paragraphs_that_run_into_each_other_are_not_guessed() -> None:
    paper = find_paper(read_page(page(left=20)(PAPERS["report"]())), day=TODAY)
    mends = mends_of(find_paper(read_page(look("BÁO CÁO", b=False)(PAPERS["report"]())), day=TODAY), {"CP-09"})
    with pytest.raises(NotWritable, match="theo dõi"):
        with_mends(PAPERS["report"](), mends, len(paper.lines) + 1)
