"""Each rule of truth finds what breaks it and nothing else, and says nothing of what is right."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.model.problem import Severity
from drafter.truth_rules.rules import RULES
from tests.truth_rules.cases import BAD, GOOD, Case
from tests.truth_rules.papers import Told

MESSAGES = Path(__file__).with_name("messages.golden.txt")
CODES = [rule.code for rule in RULES]


def _named(cases: Sequence[Case]) -> list[object]:
    return [pytest.param(case, id=f"{case.code} {case.name}") for case in cases]


def test_a_right_paper_breaks_no_rule() -> None:
    assert Told(("Kết nạp mới 676/650 đoàn viên, đạt 104% kế hoạch.",)).problems() == ()


@pytest.mark.parametrize("case", _named(BAD))
def test_what_is_untrue_is_found_by_its_rule_and_by_no_other(case: Case) -> None:
    assert case.told.codes() == {case.code} | case.also


@pytest.mark.parametrize("case", _named(GOOD))
def test_what_is_true_is_not_spoken_of(case: Case) -> None:
    assert case.told.codes() == case.also


def test_every_rule_has_two_papers_that_break_it_and_two_that_keep_it() -> None:
    shipped = [code for code in CODES if code not in ("SL-08", "SL-12", "SL-13")]  # they need an office
    for cases in (BAD, GOOD):
        assert all(sum(case.code == code for case in cases) >= 2 for code in shipped)
        assert {case.code for case in cases} == set(shipped)


def test_a_rule_is_told_whole() -> None:
    assert len(set(CODES)) == len(CODES)
    for rule in RULES:
        assert rule.clause
        assert rule.why
        assert not rule.why.endswith(".")


def test_the_whole_of_every_message() -> None:
    """What each flaw is told as, whole: a change of any word shows here."""
    pages = []
    for case in BAD:
        said = [f"{'!' if one.severity is Severity.ERROR else '?'} {one}" for one in case.told.problems()]
        pages.append("\n".join([f"# {case.code}: {case.name}", *said]))
    text = "\n\n".join(pages) + "\n"
    if os.environ.get("DRAFTER_WRITE_GOLDEN"):
        MESSAGES.write_text(text, "utf-8")
    assert text == MESSAGES.read_text("utf-8")
