"""Drafts: their bytes, manifests and versions."""

import zlib
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from store_samples import MORNING, UNIT, YEAR

from drafter.model.period import Period
from drafter.store.errors import StoreError
from drafter.store.records import Draft, DraftRecord
from drafter.store.store import Store

DRAFT = Draft(
    doc_id="7f3a",
    kind="bao-cao-nam",
    period=YEAR,
    organisation=UNIT,
    created_at=MORNING,
    template_hash="t" * 64,
    figures_version=12,
    manifest={"facts": [{"bookmark": "_drf_00ff", "text": "hơn 1,8 tỷ đồng"}]},
    document=b"PK\x03\x04" + b"word" * 2000,
    appendix=b"PK\x03\x04" + b"excel" * 2000,
    gaps=("chưa có số liệu: số vé xe",),
    left_out=({"key": "B09", "reason": "ngoài phạm vi"},),
)


def test_each_saving_is_a_version_and_the_newest_is_given(store: Store) -> None:
    changed = replace(DRAFT, document=b"khac", appendix=None, created_at=MORNING + timedelta(hours=1))
    assert [store.save_draft(DRAFT), store.save_draft(changed)] == [1, 2]
    assert store.draft("7f3a") == changed
    assert store.draft("7f3a", 1) == DRAFT
    assert store.draft("7f3a", 3) is None
    assert store.draft("0000") is None


def test_drafts_are_listed_newest_first_without_their_bytes(store: Store) -> None:
    quarter = Period.parse("2025-Q1")
    store.save_draft(DRAFT)
    store.save_draft(replace(DRAFT, doc_id="aa", period=quarter, created_at=MORNING - timedelta(days=1)))
    store.save_draft(replace(DRAFT, created_at=MORNING + timedelta(hours=1)))
    assert [(one.doc_id, one.version) for one in store.drafts()] == [("7f3a", 2), ("7f3a", 1), ("aa", 1)]
    assert [(one.doc_id, one.version) for one in store.drafts(YEAR)] == [("7f3a", 2), ("7f3a", 1)]
    assert store.drafts(quarter) == (
        DraftRecord("aa", 1, "bao-cao-nam", quarter, UNIT, MORNING - timedelta(days=1), "t" * 64, 12),
    )
    assert store.drafts(Period.parse("2024")) == ()


def test_the_bytes_are_kept_compressed(store: Store) -> None:
    store.save_draft(DRAFT)
    with store._database.reading() as connection:
        (kept,) = connection.execute(text("SELECT document FROM draft")).one()
    assert len(kept) < len(DRAFT.document) / 10
    assert zlib.decompress(kept) == DRAFT.document


@pytest.mark.parametrize("column", ["document", "appendix"])
def test_damaged_bytes_are_told_and_not_given(store: Store, column: str) -> None:
    store.save_draft(DRAFT)
    whole = zlib.compress(getattr(DRAFT, column))
    with store._database.writing() as connection:
        damaged = {"kept": whole[:-2] + bytes(byte ^ 1 for byte in whole[-2:])}
        connection.execute(text(f"UPDATE draft SET {column} = :kept"), damaged)
    with pytest.raises(StoreError) as caught:
        store.draft("7f3a")
    assert str(caught.value) == (
        "W233 bản lưu của dự thảo 7f3a trong kho bị hỏng, không đọc được\n"
        "     cách sửa: khôi phục kho số liệu từ bản sao lưu, hoặc soạn lại dự thảo này"
    )
    assert [one.doc_id for one in store.drafts()] == ["7f3a"]
