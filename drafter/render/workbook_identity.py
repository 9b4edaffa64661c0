"""Turn a filled workbook into the draft that is handed out: with the identity of its draft, and of itself, inside."""

from __future__ import annotations

import hashlib

from drafter.fill.package import read_package
from drafter.fill.word.properties import with_properties
from drafter.render.finish import IDENTITY

WORKBOOK = "drafter.annex"
"""The name of the custom property that tells one making of a draft's workbook from another."""


def finish_workbook(data: bytes, doc_id: str, digest: str) -> bytes:
    """The workbook with its properties: they survive Excel and LibreOffice."""
    package = read_package(data)
    return package.write(with_properties(package, {IDENTITY: doc_id, WORKBOOK: digest}))


def workbook_digest(data: bytes) -> str:
    """What a workbook is called among those of one draft: by what is in it."""
    return hashlib.sha256(data).hexdigest()[:12]
