"""Each rule of form finds what breaks it and nothing else, and says nothing of what is in form."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from drafter.format_rules.rules import RULES, rule_of
from drafter.model.problem import Severity
from tests.format_rules.cases import BAD, GOOD, Case
from tests.format_rules.changes import look, xml
from tests.format_rules.judging import codes, problems
from tests.format_rules.papers import PAPERS, report

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


def test_a_paper_with_tracked_changes_is_judged_as_if_they_were_accepted() -> None:
    """What is taken out is not judged, what is put in is."""
    away = "<w:del w:id='1'><w:r><w:rPr><w:sz w:val='40'/></w:rPr><w:delText>to quá</w:delText></w:r></w:del>"
    place = "(<w:p>(?:(?!</w:p>).)*Công đoàn các cấp tặng.*?)(</w:p>)"
    assert problems(xml(place, rf"\1{away}\2")(report())) == ()
    put_in = away.replace("w:delText", "w:t").replace("w:del ", "w:ins ").replace("/w:del>", "/w:ins>")
    assert codes(xml(place, rf"\1{put_in}\2")(report())) == {"CP-15", "PG-09"}


def test_what_is_found_in_many_places_is_said_once() -> None:
    (problem,) = problems(look("", color="FF0000")(report()), name="x.docx")
    assert (problem.code, problem.what) == ("PG-09", "màu FF0000; cần Times New Roman, màu đen")
    (small,) = [one for one in problems(look("1. ", size=12)(report())) if one.code == "CP-15"]
    assert small.place.text == "đoạn «1. Chăm lo cho đoàn viên» và 1 chỗ khác"


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
