"""The drafts of the shipped samples, whole: any change of a word, a number, a style or the page shows in a diff."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.golden.annex_text import annex_text
from tests.golden.drafts import NAMES, GoldenDraft, golden_draft, parts_of
from tests.golden.word_text import word_text

_HERE = Path(__file__).parent
_RENEW = "the page has changed; if it should, run «make golden» and judge the diff"
_PARTS: Mapping[str, Callable[[GoldenDraft], str]] = {
    "report": lambda one: word_text(one.report, f"{one.organisation}/{one.period}"),
    "list": lambda one: word_text(one.listing, f"{one.organisation}/{one.period}"),
    "annex": lambda one: annex_text(one.annex),
    "notes": lambda one: one.notes.replace("\r\n", "\n"),
}
_PAGES = tuple(
    # The annex before the late forms came says little that the final one does not.
    (name, part)
    for name in NAMES
    for part in parts_of(name)
    if (name, part) != ("van-phong-mau-2025-tam", "annex")
)


@pytest.mark.parametrize(("name", "part"), _PAGES)
def test_draft_is_the_golden_page(name: str, part: str) -> None:
    shown, golden = _PARTS[part](golden_draft(name)), _HERE / f"{name}.{part}.txt"
    if os.environ.get("DRAFTER_WRITE_GOLDEN"):
        golden.write_text(shown, "utf-8")
    kept = golden.read_text("utf-8") if golden.is_file() else ""
    changed = list(
        difflib.unified_diff(kept.splitlines(), shown.splitlines(), golden.name, "this draft", "", "", 1, "")
    )
    assert not changed, "\n".join([_RENEW, *changed])


def test_every_golden_page_is_compared() -> None:
    written = {path.name for path in _HERE.glob("*.txt")}
    assert written == {f"{name}.{part}.txt" for name, part in _PAGES}
