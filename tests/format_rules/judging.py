"""A paper's bytes to what the rules say of it, as `drafter check` does."""

from __future__ import annotations

from datetime import date

from drafter.format_rules.find import find_paper
from drafter.format_rules.rules import judge
from drafter.model.problem import Problem
from drafter.readback.reader import read_page

TODAY = date(2026, 11, 27)


def problems(data: bytes, *, name: str = "", draft: bool | None = None) -> tuple[Problem, ...]:
    """What is wrong with the form of a paper."""
    return judge(find_paper(read_page(data), name=name, day=TODAY, draft=draft))


def codes(data: bytes, *, draft: bool | None = None) -> set[str]:
    """The ids of the rules that it breaks."""
    return {problem.code for problem in problems(data, draft=draft)}


def left_open(problem: Problem) -> bool:
    """Whether a draft of ours is told what its sample's public source does not say: the day of a decision it cites."""
    return problem.code == "ST-10" and "1921/QĐ-TLĐ" in str(problem)


def told(data: bytes, *, name: str = "") -> list[str]:
    """What a draft of ours is told, but for what is left open."""
    return [str(one) for one in problems(data, name=name) if not left_open(one)]
