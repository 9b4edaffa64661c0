"""What is proposed leaves no empty control, whichever way it is decided; nor has an issued paper one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from drafter.desk.refreshing.check import faults
from drafter.fill.word.print import carrier_name
from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.reconcile.decide import Action
from drafter.reconcile.spots import Occurrence
from drafter.revise.content import Segment
from drafter.revise.copy import OfficerCopy
from drafter.revise.names import W
from drafter.revise.numbering import numbered
from tests.revise.officer import Desk, _resolve, nested
from tests.revise.papers import _package
from tests.revise.rounds import NOW, refresh_round
from tests.revise.small import KEY, NAME, Sentence, bookmarked, control, run

OTHER_KEY = "E03/LDLD-A/2025"
OTHER_NAME = carrier_name(OTHER_KEY, 1)
FIRST = bookmarked(control(run("676 đoàn viên")))
SECOND = bookmarked(control(run("5") + run(" cuộc"), tag=OTHER_KEY, number=8), OTHER_NAME, 4)
STAYS = (Segment("Kết nạp mới "), Segment("676 đoàn viên", NAME, KEY), Segment(" trong năm."))
COMES = (*STAYS[:2], Segment(", họp "), Segment("5 cuộc", OTHER_NAME, OTHER_KEY), STAYS[2])
PROMPT = '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>Click or tap here to enter text.</w:t></w:r>'


def settled(data: bytes, *, accept: bool) -> bytes:
    """All changes accepted or rejected, as Word does: what goes takes along whatever stands in it."""
    desk = Desk.of(data)
    for root in desk.roots.values():
        for mark in [one for one in root.iter(f"{W}ins", f"{W}del") if one.getparent().tag == f"{W}rPr"]:
            if (mark.tag == f"{W}del") is accept:
                paragraph = next(mark.iterancestors(f"{W}p"))
                paragraph.getparent().remove(paragraph)
            else:
                mark.getparent().remove(mark)
        for mark in list(root.iter(f"{W}ins", f"{W}del")):
            _resolve(mark, accept=accept)
    return desk.data()


def empty_controls(data: bytes) -> int:
    root = Desk.of(data).document
    return sum(not "".join(one.itertext(f"{W}t", f"{W}delText")) for one in root.iter(f"{W}sdt"))


def proposed(data: bytes, fresh: Sequence[Segment] | None, *, new: bool = False) -> bytes:
    """A sentence in other words, without it (`fresh` is None), or with a new one after it."""
    copy = OfficerCopy(data, NOW)
    number = copy.spots[0].paragraph
    if fresh is None:
        assert copy.remove_line("document", number)
    elif new:
        copy.add_line("document", number, fresh)
    else:
        assert copy.reword_line("document", number, fresh, {}, ())
    after = copy.written({})
    assert faults(data, after, list(copy.intended()), copy.added_lines, copy.removed_lines) == []
    assert nested(after) == 0
    return after


def text(data: bytes) -> str:
    return visible_text(read_page(data), View.ACCEPTED)


def marks(data: bytes) -> list[str]:
    return [one.bookmark for one in read_page(data).carriers]


WITH_SECOND = Sentence(FIRST + run(", họp ") + SECOND).data


@pytest.mark.parametrize("fresh", [STAYS, None])
def test_a_figure_that_goes_leaves_nothing_once_accepted_and_itself_once_rejected(
    fresh: Sequence[Segment] | None,
) -> None:
    after = proposed(WITH_SECOND, fresh)
    accepted, rejected = settled(after, accept=True), settled(after, accept=False)
    assert empty_controls(accepted) == empty_controls(rejected) == 0
    assert marks(accepted) == ([NAME] if fresh else [])
    assert text(rejected) == text(WITH_SECOND)
    assert marks(rejected) == [NAME, OTHER_NAME]
    base = (Occurrence(OTHER_NAME, OTHER_KEY, "5 cuộc", "Cuộc họp", "document", 2),)
    later = (Occurrence(OTHER_NAME, OTHER_KEY, "6 cuộc", "Cuộc họp", "document", 2),)
    result = refresh_round(base, rejected, later)
    assert result.faults == []
    assert [item.decision.action for item in result.plan.items] == [Action.CHANGE]
    assert "họp 6 cuộc" in text(result.data)


@pytest.mark.parametrize("new", [False, True])
def test_a_figure_that_comes_leaves_nothing_once_rejected_and_is_carried_once_accepted(new: bool) -> None:
    before = Sentence(FIRST).data
    after = proposed(before, (Segment("Họp "), COMES[3]) if new else COMES, new=new)
    rejected, accepted = settled(after, accept=False), settled(after, accept=True)
    assert (text(rejected), marks(rejected), empty_controls(rejected)) == (text(before), [NAME], 0)
    assert marks(accepted) == [NAME, OTHER_NAME]
    base = (Occurrence(OTHER_NAME, OTHER_KEY, "5 cuộc", "Cuộc họp", "document", 2),)
    result = refresh_round(base, accepted, (Occurrence(OTHER_NAME, OTHER_KEY, "6 cuộc", "", "document", 2),))
    assert result.faults == []
    assert "họp 6 cuộc" in text(result.data).lower()


def test_a_comment_on_the_figure_does_not_hold_its_bookmark_back() -> None:
    ends = '<w:commentRangeStart w:id="5"/>{}<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
    held = bookmarked(ends.format(control(run("5 cuộc"), tag=OTHER_KEY, number=8)), OTHER_NAME, 4)
    after = proposed(Sentence(FIRST + run(", họp ") + held).data, STAYS)
    assert marks(settled(after, accept=True)) == [NAME]
    assert marks(settled(after, accept=False)) == [NAME, OTHER_NAME]


@pytest.mark.parametrize("theirs", [control(run("5 cuộc"), tag=OTHER_KEY), control(run("5 cuộc"), tag="", alias="")])
def test_a_control_without_a_bookmark_is_left_to_a_person(theirs: str) -> None:
    """Taken off and rejected, nothing would tell any more that a figure stood there, or whose control it was."""
    data = Sentence(FIRST + run(", họp ") + theirs).data
    copy = OfficerCopy(data, NOW)
    number = copy.spots[0].paragraph
    assert not copy.reword_line("document", number, STAYS, {}, ())
    assert not copy.remove_line("document", number)
    assert copy.removed_lines == []


def test_an_officers_own_control_is_not_written_over() -> None:
    copy = OfficerCopy(Sentence(control(run("tháng Giêng"), tag="", alias="")).data, NOW)
    number = next(one.number for one in copy.lines({}) if one.text.startswith("Kết nạp"))
    assert not copy.rewrite_line("document", number, "Lời khác.")
    assert list(copy.intended()) == []


def test_what_word_shows_in_an_emptied_control_is_nobodys_words() -> None:
    data = Sentence(bookmarked(control(PROMPT, more="<w:showingPlcHdr/>"))).data
    assert [spot.accepted for spot in OfficerCopy(data, NOW).spots] == [""]
    assert [one.accepted for one in read_page(data).carriers] == [""]
    base = (Occurrence(NAME, KEY, "676 đoàn viên", "", "document", 2),)
    result = refresh_round(base, data, (Occurrence(NAME, KEY, "690 đoàn viên", "", "document", 2),))
    assert [item.decision.action for item in result.plan.items] == [Action.GONE]


KEPT = (
    run("Lời. "),
    control(run("676 đoàn viên")),
    control('<w:r><w:footnoteReference w:id="2"/></w:r>'),
    control("<w:r><w:drawing/></w:r>"),
)
DROPPED = (
    control(""),
    control("<w:r><w:rPr><w:b/></w:rPr></w:r>", tag=""),
    control("<w:r><w:t></w:t></w:r>"),
    control(PROMPT, more="<w:showingPlcHdr/>"),
    bookmarked(control(control("", number=9))),
)


def test_an_issued_paper_has_no_empty_control() -> None:
    head = f"<w:p>{run('Số:        /BC-LĐLĐ')}</w:p><w:p>{run('Núi Xanh, ngày      tháng      năm 2026')}</w:p>"
    block = f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{control('')}</w:p></w:sdtContent></w:sdt>"
    cell = "<w:sdt><w:sdtPr/><w:sdtContent><w:tc><w:p/></w:tc></w:sdtContent></w:sdt>"
    table = f"<w:tbl><w:tblPr/><w:tr>{cell}</w:tr></w:tbl>"
    body = f"{head}<w:p>{''.join((*KEPT, *DROPPED))}</w:p>{block}{table}<w:p>{run('Hết.')}</w:p><w:sectPr/>"
    data = _package(body, f"<w:p>{run('Trang')}{control('')}</w:p>", f"<w:p>{run('Chú thích.')}</w:p>")
    done = Desk.of(numbered(data, "45", ("05", "01", "2026"), {}).data)
    assert len(list(done.document.iter(f"{W}sdt"))) == len(KEPT) - 1
    assert len(list(done.document.iter(f"{W}tc"))) == 1
    assert not [one for name, root in done.roots.items() if "header" in name for one in root.iter(f"{W}sdt")]
    assert "".join(done.document.itertext(f"{W}t")).endswith("Lời. 676 đoàn viênHết.")
