"""The decision table of regeneration.md §2.2, each row in each way of being carried, in real files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.reconcile.decide import Action
from drafter.reconcile.plan import Known
from drafter.reconcile.values import folded
from drafter.revise.copy import OfficerCopy
from tests.revise.officer import OTHER, Desk, nested
from tests.revise.rounds import NOTHING_KNOWN, NOW, refresh_round
from tests.revise.small import CARRIERS, NAME, Sentence, bookmarked, control, deleted, inserted, occurrence, run

B, N, N1 = "676 đoàn viên", "690 đoàn viên", "680 đoàn viên"


@dataclass(frozen=True)
class Row:
    """What is in the carrier, what it is now, and what must come of it: the decision and what accepting all gives."""

    content: str
    fresh: str
    action: Action
    accepted: str
    known: Known = NOTHING_KNOWN
    base: str = B


ROWS = {
    "untouched, same figure": Row(run(B), B, Action.NOTHING, B),
    "untouched, new figure": Row(run(B), N, Action.CHANGE, N),
    "untouched, of two looks": Row(run("676 ", "<w:b/>") + run("đoàn viên", "<w:i/>"), N, Action.CHANGE, N),
    "respelled, new figure": Row(run("676\u00a0đoàn  viên"), N, Action.CHANGE, N),
    "the officer has the new figure": Row(run(N), N, Action.AGREED, N),
    "retyped, same figure": Row(run("677 đoàn viên"), B, Action.KEPT, "677 đoàn viên"),
    "retyped, new figure": Row(run("677 đoàn viên"), N, Action.CONFLICT, "677 đoàn viên"),
    "hedged, new figure": Row(run("gần 676 đoàn viên"), N, Action.CONFLICT, "gần 676 đoàn viên"),
    "another unit, new figure": Row(run("676 lượt người"), N, Action.CONFLICT, "676 lượt người"),
    "words after the unit, new figure": Row(run("676 đoàn viên mới"), N, Action.CHANGE, "690 đoàn viên mới"),
    "ours waits, same new figure": Row(deleted(B) + inserted(N), N, Action.WAITING, N),
    "ours waits, newer figure": Row(deleted(B) + inserted(N1), N, Action.CHANGE, N),
    "ours waits, figure back again": Row(deleted(B) + inserted(N1), B, Action.WITHDRAW, B),
    "ours waits and was written into": Row(
        deleted(B) + inserted("681 đoàn viên"), N, Action.CONFLICT, "681 đoàn viên", Known({NAME: (N1,)}, {})
    ),
    "theirs waits, new figure": Row(
        deleted(B, OTHER) + inserted("675 đoàn viên", OTHER), N, Action.CONFLICT, "675 đoàn viên"
    ),
    "theirs waits, same figure": Row(
        deleted(B, OTHER) + inserted("675 đoàn viên", OTHER), B, Action.KEPT, "675 đoàn viên"
    ),
    "emptied, new figure": Row(run(""), N, Action.GONE, ""),
    "refused before": Row(run(B), N, Action.REFUSED, B, Known({}, {NAME: (N,)})),
    "refused before, newer figure": Row(run(B), N, Action.CHANGE, N, Known({}, {NAME: (N1,)})),
    "refused before, retyped": Row(run("677 đoàn viên"), N, Action.REFUSED, "677 đoàn viên", Known({}, {NAME: (N,)})),
    "accepted before, newer figure": Row(run(N1), N, Action.CHANGE, N, Known({NAME: (N1,)}, {})),
    "old and new run together": Row(run("676690 đoàn viên"), N, Action.CONFLICT, "676690 đoàn viên"),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
@pytest.mark.parametrize("carrier", CARRIERS.values(), ids=CARRIERS)
def test_each_row_in_each_carrier(carrier: Callable[[str], str], row: Row) -> None:
    officer = Sentence(carrier(row.content)).data
    result = refresh_round((occurrence(row.base),), officer, (occurrence(row.fresh),), row.known)
    (item,) = result.plan.items
    assert item.decision.action is row.action
    assert result.faults == []
    assert nested(result.data) == 0
    shown = visible_text(read_page(result.data), View.ACCEPTED)
    assert folded(f"Kết nạp mới {row.accepted} trong năm.") in folded(shown)


@pytest.mark.parametrize("part", ["document", "table", "header", "footnote"])
@pytest.mark.parametrize("carrier", CARRIERS.values(), ids=CARRIERS)
def test_each_place_of_a_paper(carrier: Callable[[str], str], part: str) -> None:
    officer = Sentence(carrier(run(B)), part).data
    result = refresh_round((occurrence(B),), officer, (occurrence(N),))
    assert result.faults == []
    file = read_page(result.data)
    assert f"Kết nạp mới {N} trong năm." in visible_text(file, View.ACCEPTED, around=True)
    assert f"Kết nạp mới {B} trong năm." in visible_text(file, View.REJECTED, around=True)


def test_a_change_keeps_the_look_of_its_run_and_stands_inside_the_control() -> None:
    officer = Sentence(CARRIERS["bookmark around control"](run(B, '<w:b/><w:sz w:val="30"/>'))).data
    result = refresh_round((occurrence(B),), officer, (occurrence(N),))
    file = read_page(result.data)
    (carrier,) = file.carriers
    assert (carrier.accepted, carrier.rejected) == (N, B)
    looks = {part.look for block in file.sections[0].blocks for part in block.runs if part.text in (B, N)}  # type: ignore[union-attr]
    assert len(looks) == 1
    assert next(iter(looks)).bold


def test_a_gap_is_filled_without_its_highlight() -> None:
    gap = "[chưa có số liệu: đoàn viên kết nạp mới]"
    officer = Sentence(CARRIERS["bookmark around control"](run(gap, '<w:highlight w:val="yellow"/>'))).data
    base, fresh = occurrence(gap, "E02/LDLD-A/2025#thieu"), occurrence(N)
    copy = OfficerCopy(officer, NOW)
    (spot,) = copy.spots
    copy.change(spot.number, fresh.text, fills_gap=True)
    file = read_page(copy.written({}))
    looks = {part.text: part.look for block in file.sections[0].blocks for part in block.runs}  # type: ignore[union-attr]
    assert looks[N].highlight == ""
    assert looks[gap].highlight == "yellow"
    assert base.is_gap


def test_a_plain_text_control_becomes_a_rich_one() -> None:
    officer = Sentence(bookmarked(control(run(B), more="<w:text/>"))).data
    result = refresh_round((occurrence(B),), officer, (occurrence(N),))
    assert Desk.of(result.data).document.find(".//{*}sdtPr/{*}text") is None


def test_a_control_bound_to_data_and_a_field_are_left_and_told() -> None:
    bound = bookmarked(control(run(B), more='<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>'))
    field = bookmarked(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(B)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    for content in (bound, field):
        result = refresh_round((occurrence(B),), Sentence(content).data, (occurrence(N),))
        assert result.plan.items[0].decision.action is Action.CONFLICT
        assert not result.plan.writes
