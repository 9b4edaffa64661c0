"""All rules of truth in one tuple, and the judgement of a paper by them."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.model.problem import Problem
from drafter.truth_rules import agreement, citations, percents, slips_of_units, sums, times, wording
from drafter.truth_rules.account import Account
from drafter.truth_rules.rule import TruthRule

RULES: tuple[TruthRule, ...] = tuple(
    sorted(
        (
            *percents.RULES,
            *sums.RULES,
            *slips_of_units.RULES,
            *agreement.RULES,
            *times.RULES,
            *citations.RULES,
            *wording.RULES,
        ),
        key=lambda rule: (("SL", "TG", "PL", "CC", "CT").index(rule.code[:2]), rule.code),
    )
)
KINDS = RULES


def hold(account: Account, rules: Iterable[TruthRule] = RULES) -> tuple[Problem, ...]:
    """What a paper says that cannot be right, in the order of the rules."""
    holding = (rule.told(rule.check(account), account.paper.name) for rule in rules if rule.holds(account))
    return tuple(problem for problems in holding for problem in problems)
