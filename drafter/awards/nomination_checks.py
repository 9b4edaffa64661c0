"""Turn a nomination list into all there is to ask about it. Nothing is deleted, nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from drafter.awards.batch import Batch
from drafter.awards.check_basis import check_basis, check_own_basis
from drafter.awards.check_list import check_list
from drafter.awards.check_record import check_record
from drafter.awards.check_same import check_same
from drafter.awards.check_votes import check_votes
from drafter.awards.money import check_money
from drafter.model.problem import Problem

CHECKS: tuple[Callable[[Batch], Iterator[Problem]], ...] = (
    check_same,
    check_record,
    check_votes,
    check_list,
    check_money,
    check_own_basis,
    check_basis,
)


def check_nominations(batch: Batch) -> tuple[Problem, ...]:
    """Every question about a list, by check, each in the order of the list; the basis is asked about even of none."""
    return tuple(problem for check in CHECKS for problem in check(batch))
