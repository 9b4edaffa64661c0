"""What happens to drafts between two offices (regeneration.md §2.6), a file each: nothing is lost, nothing guessed."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.reconcile.decide import Action
from drafter.reconcile.plan import Known
from drafter.reconcile.spots import Found
from drafter.revise.copy import OfficerCopy
from drafter.revise.names import W
from drafter.revise.opening import NotWritable
from tests.revise.officer import Desk, decide_changes, nested
from tests.revise.rounds import NOW, Round, refresh_round
from tests.revise.small import (
    AUTHOR,
    CARRIERS,
    NAME,
    OTHER,
    Sentence,
    bookmarked,
    control,
    deleted,
    inserted,
    occurrence,
    run,
)

B, N = "676 đoàn viên", "690 đoàn viên"
WHOLE = CARRIERS["bookmark around control"]


def refreshed(data: bytes, known: Known = Known({}, {})) -> Round:  # noqa: B008 - frozen
    result = refresh_round((occurrence(B),), data, (occurrence(N),), known)
    assert result.faults == []
    assert nested(result.data) == 0
    return result


def action(result: Round) -> Action:
    return result.plan.items[0].decision.action


def accepted(data: bytes) -> str:
    return visible_text(read_page(data), View.ACCEPTED)


def test_the_control_is_deleted() -> None:
    result = refreshed(Sentence("").data)
    assert action(result) is Action.GONE
    assert N not in accepted(result.data)


def test_the_sentence_is_deleted() -> None:
    desk = Desk.of(Sentence(WHOLE(run(B))).data)
    paragraph = next(desk.start(NAME).iterancestors(f"{W}p"))
    paragraph.getparent().remove(paragraph)
    assert action(refreshed(desk.data())) is Action.GONE


def test_the_paragraph_is_moved() -> None:
    desk = Desk.of(Sentence(WHOLE(run(B))).data)
    paragraph = next(desk.start(NAME).iterancestors(f"{W}p"))
    paragraph.getparent().insert(0, paragraph)
    result = refreshed(desk.data())
    assert accepted(result.data).startswith(f"Kết nạp mới {N}")


def test_the_paragraph_is_copied() -> None:
    desk = Desk.of(Sentence(WHOLE(run(B))).data)
    paragraph = next(desk.start(NAME).iterancestors(f"{W}p"))
    made = copy.deepcopy(paragraph)
    for mark in [one for one in made.iter() if one.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)
    paragraph.addnext(made)
    result = refreshed(desk.data())
    assert [item.found for item in result.plan.items] == [Found.BOOKMARK, Found.COPY]
    assert accepted(result.data).count(N) == 2


def test_words_are_typed_beside_the_number_in_the_control() -> None:
    assert action(refreshed(Sentence(WHOLE(run("gần 676 đoàn viên"))).data)) is Action.CONFLICT


def test_all_changes_are_accepted_then_late_figures_again() -> None:
    first = refreshed(Sentence(WHOLE(run(B))).data)
    done = decide_changes(first.data, lambda: "accept")
    assert action(refresh_round((occurrence(B),), done, (occurrence(N),))) is Action.AGREED
    later = refresh_round((occurrence(B),), done, (occurrence("700 đoàn viên"),), Known({NAME: (N,)}, {}))
    assert action(later) is Action.CHANGE
    assert "700 đoàn viên" in accepted(later.data)


def test_our_change_is_refused() -> None:
    first = refreshed(Sentence(WHOLE(run(B))).data)
    done = decide_changes(first.data, lambda: "reject")
    assert action(refreshed(done, Known({}, {NAME: (N,)}))) is Action.REFUSED


def test_the_officer_tracks_changes_himself() -> None:
    content = deleted(B, OTHER) + inserted("675 đoàn viên", OTHER)
    result = refreshed(Sentence(WHOLE(content)).data)
    assert action(result) is Action.CONFLICT
    assert read_page(result.data).tracked == 2


def test_the_control_is_removed_and_the_text_stays() -> None:
    assert action(refreshed(Sentence(CARRIERS["bookmark alone"](run(B))).data)) is Action.CHANGE


def test_digits_are_replaced_all_over_the_file() -> None:
    assert action(refreshed(Sentence(WHOLE(run("777 đoàn viên"))).data)) is Action.CONFLICT


def test_old_and_new_run_together() -> None:
    (item,) = refreshed(Sentence(WHOLE(run("676690 đoàn viên"))).data).plan.items
    assert item.decision.action is Action.CONFLICT
    assert "dính" in item.decision.why


def test_the_bookmark_begins_within_a_deletion_after_doc() -> None:
    """LibreOffice 7.4 through .doc: `bookmarkStart` inside `w:del`, no control."""
    start, end = f'<w:bookmarkStart w:id="3" w:name="{NAME}"/>', '<w:bookmarkEnd w:id="3"/>'
    old = deleted(B).replace("<w:r>", f"{start}<w:r>", 1)
    result = refresh_round((occurrence(B),), Sentence(old + inserted("680 đoàn viên") + end).data, (occurrence(N),))
    assert result.faults == []
    assert nested(result.data) == 0
    assert action(result) is Action.CHANGE
    assert f"Kết nạp mới {N} trong năm." in accepted(result.data)
    assert f"Kết nạp mới {B} trong năm." in visible_text(read_page(result.data), View.REJECTED)


def test_the_deletion_stands_outside_after_odt() -> None:
    """LibreOffice through .odt: `w:del` before the bookmark and its control."""
    content = deleted(B) + bookmarked(control(inserted("680 đoàn viên")))
    result = refresh_round((occurrence(B),), Sentence(content).data, (occurrence(N),))
    assert result.faults == []
    assert action(result) is Action.CHANGE
    assert f"Kết nạp mới {N} trong năm." in accepted(result.data)
    assert f"Kết nạp mới {B} trong năm." in visible_text(read_page(result.data), View.REJECTED)


def test_a_comment_of_the_officers_inside_the_control_stays() -> None:
    marks = '<w:commentRangeStart w:id="5"/>{}<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
    result = refreshed(Sentence(WHOLE(marks.format(run(B)))).data)
    document = Desk.of(result.data).document
    assert [one.get(f"{W}id") for one in document.iter(f"{W}commentReference")] == ["5", "6"]
    numbers = [one.get(f"{W}id") for one in document.iter(f"{W}commentRangeStart")]
    assert sorted(numbers) == ["5", "6"]


def test_our_comment_is_renewed_with_our_change_and_one_that_was_answered_stays() -> None:
    first = refreshed(Sentence(WHOLE(run(B))).data)
    later = refresh_round((occurrence(B),), first.data, (occurrence("700 đoàn viên"),))
    assert [comment.text for comment in read_page(later.data).comments] == [f"{B} → 700 đoàn viên"]
    assert {comment.author for comment in read_page(later.data).comments} == {AUTHOR}
    document = Desk.of(later.data).document
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert len(list(document.iter(W + tag))) == 1


def test_an_insertion_of_ours_around_the_control_and_more() -> None:
    """As programs write it that put one `w:ins` around whatever was put in at a place: the other run stays ours."""
    around = f'<w:ins w:id="902" w:author="{AUTHOR}" w:date="2026-01-15T09:00:00Z">'
    content = bookmarked(deleted(B) + f"{around}{control(run('680 đoàn viên'))}</w:ins>")
    beside = f"{around.replace('902', '903')}{run('A')}{bookmarked(run('680 đoàn viên'), '_drf_b', 9)}</w:ins>"
    result = refresh_round((occurrence(B),), Sentence(content + beside).data, (occurrence(N),))
    assert result.faults == []
    assert nested(result.data) == 0
    assert f"Kết nạp mới {N}A680 đoàn viên trong năm." in accepted(result.data)
    assert f"Kết nạp mới {B} trong năm." in visible_text(read_page(result.data), View.REJECTED)


def test_a_deletion_that_holds_more_than_our_figure() -> None:
    """As LibreOffice joins deletions that touch: only our figure's part is taken back."""
    both = f'<w:del w:id="901" w:author="{AUTHOR}" w:date="2026-01-15T09:00:00Z">'
    letters = '<w:r><w:delText xml:space="preserve">{}</w:delText></w:r>'
    start, end = f'<w:bookmarkStart w:id="3" w:name="{NAME}"/>', '<w:bookmarkEnd w:id="3"/>'
    content = f"{both}{letters.format('xưa ')}{start}{letters.format(B)}</w:del>{inserted('680 đoàn viên')}{end}"
    result = refresh_round((occurrence(B),), Sentence(content).data, (occurrence(B),))
    assert action(result) is Action.WITHDRAW
    assert result.faults == []
    assert f"Kết nạp mới {B} trong năm." in accepted(result.data)
    assert f"Kết nạp mới xưa {B} trong năm." in visible_text(read_page(result.data), View.REJECTED)


def test_two_figures_beside_each_other_through_odt() -> None:
    """A deletion that was moved out belongs to one carrier only."""
    content = bookmarked(control(run("5 cuộc")), "_drf_other", 4) + deleted(B) + bookmarked(control(inserted(N)))
    spots = {spot.bookmark: spot for spot in OfficerCopy(Sentence(content).data, NOW).spots}
    assert (spots["_drf_other"].rejected, spots["_drf_other"].offered) == ("5 cuộc", None)
    assert (spots[NAME].rejected, spots[NAME].offered) == (B, N)


@pytest.mark.parametrize(("outside", "inside", "after"), [("6", "76 đoàn viên ", ""), ("6", "76 đoàn viên", " ")])
def test_the_bookmark_has_moved_by_a_letter(outside: str, inside: str, after: str) -> None:
    """LibreOffice through .doc, in footnotes: it begins a letter late."""
    content = run(outside) + bookmarked(run(inside)) + run(after)
    result = refreshed(Sentence(content).data)
    assert action(result) is Action.CHANGE
    assert f"Kết nạp mới {N}" in accepted(result.data)


def test_a_number_that_was_typed_over_is_no_moved_bookmark() -> None:
    result = refreshed(Sentence(run("5") + bookmarked(run("76 đoàn viên"))).data)
    assert action(result) is Action.CONFLICT


def test_a_moved_bookmark_beside_a_change_that_waits_is_left() -> None:
    result = refreshed(Sentence(inserted("6", OTHER) + bookmarked(run("76 đoàn viên"))).data)
    assert action(result) is Action.CONFLICT


def test_foreign_files_never_bring_it_down_and_are_never_written() -> None:
    root = Path(__file__).parents[2]
    files = [*root.glob("templates/*/*.docx"), *root.glob("samples/*/*.xlsx"), *root.glob("samples/hinh-anh/*")]
    assert len(files) > 20
    for path in files:
        data = path.read_bytes()
        try:
            opened = OfficerCopy(data, NOW)
        except NotWritable:
            continue
        assert not any(spot.bookmark for spot in opened.spots)
        assert path.read_bytes() == data


@pytest.mark.parametrize("cut", [10, 400, 2000])
def test_spoiled_files_are_refused(cut: int) -> None:
    with pytest.raises(NotWritable):
        OfficerCopy(Sentence(WHOLE(run(B))).data[:-cut], NOW)
