"""All rules of form in one tuple, and the judgement of a paper by them."""

from __future__ import annotations

from collections.abc import Iterable

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
from drafter.format_rules.rule import Rule
from drafter.model.problem import Problem

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
    """What is wrong with a paper's form, in the order of the rules."""
    judging = (rule.told(rule.check(paper), paper.name) for rule in rules if rule.holds(paper))
    return tuple(problem for problems in judging for problem in problems)
