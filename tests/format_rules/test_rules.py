"""Each rule of form finds what breaks it and nothing else, and says nothing of what is in form."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.format_rules.rules import RULES, rule_of
from drafter.model.problem import Severity
from tests.format_rules.cases import BAD, GOOD, Case
from tests.format_rules.judging import codes, problems
from tests.format_rules.papers import PAPERS

MESSAGES = Path(__file__).with_name("messages.golden.txt")
CODES = [rule.code for rule in RULES]


def _named(cases: Sequence[Case]) -> list[object]:
    return [pytest.param(case, id=f"{case.code} {case.name}") for case in cases]


@pytest.mark.parametrize("name", PAPERS)
def test_a_right_paper_breaks_no_rule(name: str) -> None:
    assert problems(PAPERS[name]()) == ()


@pytest.mark.parametrize("case", _named(BAD))
def test_a_flaw_is_found_by_its_rule_and_by_no_other(case: Case) -> None:
    assert codes(case.data(), draft=case.draft) == {case.code} | case.also


@pytest.mark.parametrize("case", _named(GOOD))
def test_what_is_in_form_is_not_spoken_of(case: Case) -> None:
    assert codes(case.data(), draft=case.draft) == case.also


def test_every_rule_has_a_paper_that_breaks_it_and_one_that_keeps_it() -> None:
    assert {case.code for case in BAD} == set(CODES)
    assert {case.code for case in GOOD} == set(CODES)


def test_a_rule_is_known_by_its_id_and_told_whole() -> None:
    assert len(set(CODES)) == len(CODES)
    for rule in RULES:
        assert rule_of(rule.code.lower()) is rule
        assert rule.clause
        assert rule.why
        assert not rule.why.endswith(".")
    assert rule_of("PG-99") is None


def test_the_whole_of_every_message() -> None:
    """What each flaw is told as, whole: a change of any word shows here."""
    pages = []
    for case in BAD:
        said = [
            f"{'!' if one.severity is Severity.ERROR else '?'} {one}" for one in problems(case.data(), draft=case.draft)
        ]
        pages.append("\n".join([f"# {case.code}: {case.paper}, {case.name}", *said]))
    text = "\n\n".join(pages) + "\n"
    if os.environ.get("DRAFTER_WRITE_GOLDEN"):
        MESSAGES.write_text(text, "utf-8")
    assert text == MESSAGES.read_text("utf-8")
