"""The catalogue of what intake can say: each code once, each whole, each raised by a test of this room."""

from __future__ import annotations

import re
from pathlib import Path

from drafter.intake.problem_kinds import INTAKE_KINDS
from drafter.model.problem import Place


def test_each_code_is_one_kind() -> None:
    codes = [kind.code for kind in INTAKE_KINDS]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"D1\d\d|D397|D399", code) for code in codes)


def test_each_kind_is_raised_in_a_test() -> None:
    tests = "".join(
        path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py") if path.name != Path(__file__).name
    )
    assert [kind.code for kind in INTAKE_KINDS if kind.code not in tests] == []


def test_each_kind_names_what_to_do_and_errors_of_units_have_a_sentence_to_send() -> None:
    for kind in INTAKE_KINDS:
        assert kind.title
        assert kind.fix[0].islower() or kind.fix[0] == "{"
        named = set(re.findall(r"\{(\w+)", kind.what + kind.fix + kind.request)) - {"place"}
        problem = kind.at(Place("f.xlsx", "Số liệu", "E14"), **dict.fromkeys(named, "…"))
        assert "{" not in str(problem) + problem.request
        assert not problem.request or problem.request.startswith("Kính đề nghị ") or problem.request == "-"
