"""Turn a draft that was issued into a fixed paper of the store: once issued it is never issued again."""

from __future__ import annotations

import zlib
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from drafter.model.problem import Place
from drafter.store.errors import ALREADY_ISSUED, DRAFT_DAMAGED, refusal
from drafter.store.records import Issued
from drafter.store.schema import ISSUED
from drafter.store.texts import all_writable, moment_of, moment_text


def issue(connection: Connection, paper: Issued) -> None:
    """Fix the paper. Raises StoreError where its draft has been issued before."""
    if (before := issued(connection, paper.doc_id)) is not None:
        raise refusal(ALREADY_ISSUED, Place(), doc_id=paper.doc_id, number=before.number, day=f"{before.day:%d/%m/%Y}")
    values = vars(paper) | {
        "day": paper.day.isoformat(),
        "at": moment_text(paper.at),
        "document": zlib.compress(paper.document),
    }
    connection.execute(insert(ISSUED), [all_writable(values)])


def issued(connection: Connection, doc_id: str) -> Issued | None:
    """The issued paper of that draft; None while it is a draft. Raises StoreError when its bytes are damaged."""
    row = connection.execute(select(ISSUED).where(ISSUED.c.doc_id == doc_id)).one_or_none()
    return None if row is None else _read(row._asdict())


def all_issued(connection: Connection) -> tuple[Issued, ...]:
    """Every issued paper, by its day, then by number as text."""
    rows = connection.execute(select(ISSUED).order_by(ISSUED.c.day, ISSUED.c.number))
    return tuple(_read(row._asdict()) for row in rows)


def _read(row: dict[str, Any]) -> Issued:
    try:
        document = zlib.decompress(row["document"])
    except zlib.error:
        raise refusal(DRAFT_DAMAGED, Place(), doc_id=row["doc_id"]) from None
    return Issued(**row | {"day": date.fromisoformat(row["day"]), "at": moment_of(row["at"]), "document": document})
