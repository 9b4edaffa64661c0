"""Turn delivered drafts into stored versions with their bytes and manifests, and back."""

from __future__ import annotations

import json
import zlib

from sqlalchemy import Connection, func, insert, select

from drafter.model.period import Period
from drafter.model.problem import Place
from drafter.store.errors import DRAFT_DAMAGED, refusal
from drafter.store.records import Draft, DraftRecord
from drafter.store.rows import Values
from drafter.store.schema import DRAFT
from drafter.store.texts import all_writable, json_text, moment_of, moment_text, period_of, period_text

_NAMES = (
    "doc_id",
    "kind",
    "period",
    "organisation",
    "created_at",
    "template_hash",
    "figures_version",
    "manifest",
    "document",
    "appendix",
    "gaps",
    "left_out",
    "listing",
)
_RECORD_NAMES = (
    "doc_id",
    "version",
    "kind",
    "period",
    "organisation",
    "created_at",
    "template_hash",
    "figures_version",
)


def save(connection: Connection, draft: Draft) -> int:
    """Keep the draft as its document's next version and give that version's number."""
    newest = connection.execute(select(func.max(DRAFT.c.version)).where(DRAFT.c.doc_id == draft.doc_id)).scalar()
    version = (newest or 0) + 1
    values = {name: getattr(draft, name) for name in _NAMES} | {
        "version": version,
        "period": period_text(draft.period),
        "created_at": moment_text(draft.created_at),
        "manifest": json_text(dict(draft.manifest)),
        "gaps": json_text(draft.gaps),
        "left_out": json_text(draft.left_out),
        "document": zlib.compress(draft.document),
        "appendix": None if draft.appendix is None else zlib.compress(draft.appendix),
        "listing": None if draft.listing is None else zlib.compress(draft.listing),
    }
    connection.execute(insert(DRAFT), [all_writable(values)])
    return version


def load(connection: Connection, doc_id: str, version: int | None) -> Draft | None:
    """That version, or the newest; None where there is none. Raises StoreError when its bytes are damaged."""
    query = select(*(DRAFT.c[name] for name in _NAMES)).where(DRAFT.c.doc_id == doc_id)
    if version is not None:
        query = query.where(DRAFT.c.version == version)
    row = connection.execute(query.order_by(DRAFT.c.version.desc()).limit(1)).one_or_none()
    return None if row is None else _draft(_read(row._asdict()))


def drafts(connection: Connection, period: Period | None) -> tuple[DraftRecord, ...]:
    """Every version of every draft, of that period or of all, newest first; without their bytes."""
    query = select(*(DRAFT.c[name] for name in _RECORD_NAMES))
    if period is not None:
        query = query.where(DRAFT.c.period == period_text(period))
    found = [DraftRecord(**_read(row._asdict())) for row in connection.execute(query)]
    return tuple(sorted(found, key=lambda draft: (draft.created_at, draft.doc_id, draft.version), reverse=True))


def _draft(values: Values) -> Draft:
    kept: dict[str, bytes | None] = {name: values[name] for name in ("document", "appendix", "listing")}
    try:
        kept = {name: None if data is None else zlib.decompress(data) for name, data in kept.items()}
    except zlib.error:
        raise refusal(DRAFT_DAMAGED, Place(), doc_id=values["doc_id"]) from None
    lists = {name: tuple(json.loads(values[name])) for name in ("gaps", "left_out")}
    manifest = json.loads(values["manifest"])
    return Draft(**values | {"manifest": manifest} | kept | lists)


def _read(row: Values) -> Values:
    return row | {"period": period_of(row["period"]), "created_at": moment_of(row["created_at"])}
