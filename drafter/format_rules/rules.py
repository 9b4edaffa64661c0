"""All rules of form in one tuple, and the judgement of a paper by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from drafter.format_rules import (
    annex_rules,
    capital_rules,
    draft_rules,
    issuer_rules,
    letterhead_rules,
    number_rules,
    page_rules,
    signature_rules,
    structure_rules,
    text_rules,
)
from drafter.format_rules.paper import Paper
from drafter.format_rules.rule import Found, Rule
from drafter.model.problem import Place, Problem

RULES: tuple[Rule, ...] = (
    *page_rules.RULES,
    *structure_rules.RULES,
    *issuer_rules.RULES,
    *letterhead_rules.RULES,
    *number_rules.RULES,
    *text_rules.RULES,
    *signature_rules.RULES,
    *annex_rules.RULES,
    *capital_rules.RULES,
    *draft_rules.RULES,
)
KINDS = RULES


def rule_of(code: str) -> Rule | None:
    """The rule of that id, whatever its letters' case; None where there is none."""
    return next((rule for rule in RULES if rule.code == code.strip().upper()), None)


def judge(paper: Paper, rules: Iterable[Rule] = RULES) -> tuple[Problem, ...]:
    """What is wrong with a paper's form, in the order of the rules. What a rule finds in many places it says once."""
    return tuple(problem for rule in rules if rule.holds(paper) for problem in _problems(rule, paper))


def _problems(rule: Rule, paper: Paper) -> Iterator[Problem]:
    alike: dict[tuple[object, ...], list[Found]] = {}
    for one in rule.check(paper):
        alike.setdefault((one.severity, *map(str, one.words.values())), []).append(one)
    for group in alike.values():
        first = group[0]
        more = f" và {len(group) - 1} chỗ khác" if len(group) > 1 else ""
        problem = rule.at(Place(file=paper.name, text=f"{first.place}{more}"), **first.words)
        yield replace(problem, severity=first.severity or rule.severity)
