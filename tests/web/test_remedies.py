"""Cách sửa on the page: what to click, where the kind's own remedy says what to type."""

from __future__ import annotations

import pytest

from drafter.web.remedies import PAGE_FIX, PAGE_PLACE, TYPED
from tests.makers.problem_table import Told, kinds
from tests.web.browser import Browser, words

NEVER_ON_A_PAGE = frozenset(
    {"R151", "S121", "S122", "W110", "W130", "W131", "W132", "W134", "W140", "W141", "W142", "W143", "W198", "W209"}
    | {"W308", "W310", "W311", "W312", "W313", "W314", "W320"}
)
"""Kinds that only commands raise: users, where a file is written, the machine's own settings."""


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_a_remedy_that_is_typed_has_one_to_click(kind: Told) -> None:
    typed = bool(TYPED.search(kind.fix))
    assert not typed or kind.code in PAGE_FIX or kind.code in NEVER_ON_A_PAGE, kind.fix


def test_what_to_click_names_no_command_and_a_known_problem() -> None:
    codes = {kind.code for kind in kinds()}
    assert {one.partition(".")[0] for one in (*PAGE_FIX, *PAGE_PLACE)} <= codes
    assert {*codes} >= NEVER_ON_A_PAGE
    assert [code for code, words in PAGE_FIX.items() if TYPED.search(words) or words.endswith(".")] == []


def test_the_page_tells_it(browser: Browser) -> None:
    told = words(browser.get("/du-thao?ky=2025"))
    assert "mẫu sổ tải ở mục Sổ của trang ấy" in told
    assert "nhập bằng «drafter import»" not in told
