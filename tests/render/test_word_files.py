"""Every Word file of every golden draft is one that Word opens: members, order of elements, numbers given once."""

from __future__ import annotations

import pytest
from page_measures import Page
from page_rules import faults

from tests.golden.drafts import NAMES, golden_draft, parts_of

WORD_FILES = tuple((name, part) for name in NAMES for part in parts_of(name) if part in ("report", "list"))


@pytest.mark.parametrize(("name", "part"), WORD_FILES)
@pytest.mark.parametrize("code", ["xml", "ids", "zip", "language", "PG-10"])
def test_a_word_file_is_whole(code: str, name: str, part: str) -> None:
    draft = golden_draft(name)
    assert faults(code, Page(draft.report if part == "report" else draft.listing)) == []
