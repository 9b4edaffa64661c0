"""What a rule of form is: a kind of problem with its clause, its reason, its days, and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from drafter.format_rules.paper import Paper
from drafter.model.problem import ProblemKind, Severity


@dataclass(frozen=True)
class Found:
    """One place that breaks a rule. `words` fill the rule's `what` and `fix`; `severity` where it is not the rule's."""

    place: str
    words: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None


Faults = Iterator[Found]
Check = Callable[[Paper], Faults]


def found(place: str, *, severity: Severity | None = None, **words: object) -> Found:
    """A place that breaks a rule."""
    return Found(place, words, severity)


@dataclass(frozen=True, kw_only=True)
class Rule(ProblemKind):
    """A rule of form; its id is the code of its problems.

    `clause` is where it is written, `why` what it is for, in Vietnamese. `since`: papers that may be older are not
    judged by it. `printed`: it holds for certificates on a blank too; `lists`: for a list in a file of its own.
    """

    clause: str
    why: str
    check: Check
    since: date | None = None
    printed: bool = False
    lists: bool = True

    def holds(self, paper: Paper) -> bool:
        """Whether the paper is one that this rule judges."""
        if self.since is not None and paper.earliest is not None and paper.earliest < self.since:
            return False
        if paper.printed:
            return self.printed
        return self.lists or not paper.is_list
