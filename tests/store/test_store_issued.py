"""Issued papers, and the store as it read at an earlier revision."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from store_samples import GIFTS, MEMBERS, MORNING, UNIT, YEAR, award, figure, handed, key, narrative
from test_store_drafts import DRAFT

from drafter.model.register import Register, Row
from drafter.store.errors import StoreError
from drafter.store.records import Issued
from drafter.store.store import Store

PAPER = Issued("7f3a", 1, "45", date(2026, 1, 15), "45-BC-LDLD.docx", MORNING, b"PK" + b"word" * 500)


def test_a_draft_is_issued_once(store: Store) -> None:
    store.save_draft(DRAFT)
    assert store.issued("7f3a") is None
    store.issue(PAPER)
    assert store.issued("7f3a") == PAPER
    with pytest.raises(StoreError) as caught:
        store.issue(replace(PAPER, number="46"))
    assert str(caught.value) == (
        "W234 văn bản này đã phát hành: số 45, ngày 15/01/2026; không phát hành lại\n"
        "     cách sửa: cần sửa thì soạn văn bản mới thay thế hoặc đính chính, không sửa văn bản đã phát hành"
    )
    earlier = replace(PAPER, doc_id="aa", number="7", day=date(2026, 1, 2))
    store.issue(earlier)
    assert store.all_issued() == (earlier, PAPER)


def test_the_store_reads_as_it_did_at_a_revision(store: Store) -> None:
    store.record(handed(figure(GIFTS, "183"), figure(MEMBERS, "40"), awards=(award("Lê Văn Bình"),)))
    first = store.revision()
    store.record(handed(figure(GIFTS, "190"), narratives=(narrative("Chưa có nhà văn hóa."),), digest="b", hours=1))
    second = store.revision()
    store.correct(key(GIFTS), figure(GIFTS, "191"), "gõ nhầm", "Lò Thị Ban", MORNING + timedelta(hours=2))
    third = store.revision()
    store.record(handed(figure(GIFTS, "200"), digest="c", hours=3))
    then = [
        {figure.key.indicator: figure.value for figure in store.at(revision).figures([YEAR])}
        for revision in (0, first, second, third, store.revision())
    ]
    number = Decimal
    assert then == [
        {},
        {GIFTS: number(183), MEMBERS: number(40)},
        {GIFTS: number(190)},
        {GIFTS: number(191)},
        {GIFTS: number(200)},
    ]
    assert store.at(store.revision()).figures([YEAR]) == store.figures([YEAR])
    assert [len(store.at(one).awards(YEAR)) for one in (first, second)] == [1, 0]
    assert [len(store.at(one).narratives(YEAR)) for one in (first, second, third)] == [0, 1, 1]
    assert [store.at(one).corrections([YEAR]).keys() for one in (second, third)] == [set(), {key(GIFTS)}]
    assert store.corrections([YEAR]) == {}  # the unit has sent another number


def test_what_came_late_never_counted(store: Store) -> None:
    store.record(handed(figure(GIFTS, "190"), digest="b", hours=5))
    store.record(handed(figure(GIFTS, "183"), digest="a", hours=1))
    assert [one.value for one in store.at(store.revision()).figures([YEAR])] == [Decimal(190)]


def test_registers_too_read_as_they_did(store: Store) -> None:
    def ballot(agreed: int, digest: str, hours: int) -> Register:
        rows = (Row(UNIT, {"dong-y": Decimal(agreed)}),)
        return Register("bo-phieu", UNIT, YEAR, rows, "phieu.xlsx", digest * 64, MORNING + timedelta(hours=hours))

    store.record_registers([(ballot(27, "a", 0), ())])
    first = store.revision()
    store.record_registers([(ballot(28, "b", 1), ())])
    assert store.at(first).registers("bo-phieu", [YEAR]) == (ballot(27, "a", 0),)
    assert store.registers("bo-phieu", [YEAR]) == (ballot(28, "b", 1),)
