"""What a rule of form is: a kind of problem with its clause, its reason, its days, and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from drafter.format_rules.paper import Paper
from drafter.model.problem import Place, Problem, ProblemKind, Severity


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
class Ruled(ProblemKind):
    """What every rule of a paper says of itself, in Vietnamese; its id is the code of its problems.

    `clause` is where it is written, `why` what it is for. `since`: papers that may be older are not judged by it.
    """

    clause: str
    why: str
    since: date | None = None

    def told(self, faults: Faults, file: str) -> Iterator[Problem]:
        """The problems of what the rule found in a file. What it finds alike in many places it says once."""
        alike: dict[tuple[object, ...], list[Found]] = {}
        for one in faults:
            alike.setdefault((one.severity, *map(str, one.words.values())), []).append(one)
        for group in alike.values():
            first = group[0]
            more = f" và {len(group) - 1} chỗ khác" if len(group) > 1 else ""
            problem = self.at(Place(file=file, text=f"{first.place}{more}"), **first.words)
            yield replace(problem, severity=first.severity or self.severity)


@dataclass(frozen=True, kw_only=True)
class Rule(Ruled):
    """A rule of form. `printed`: it holds for certificates on a blank too; `lists`: for a list in a file of its own."""

    check: Check
    printed: bool = False
    lists: bool = True

    def holds(self, paper: Paper) -> bool:
        """Whether the paper is one that this rule judges."""
        if self.since is not None and paper.earliest is not None and paper.earliest < self.since:
            return False
        if paper.printed:
            return self.printed
        return self.lists or not paper.is_list
