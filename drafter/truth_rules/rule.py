"""What a rule of truth is: like a rule of form, but it judges what a paper says, not how it is set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drafter.format_rules.rule import Faults, Found, Ruled, found
from drafter.truth_rules.account import Account

__all__ = ["Check", "Faults", "Found", "TruthRule", "found"]

Check = Callable[[Account], Faults]


@dataclass(frozen=True, kw_only=True)
class TruthRule(Ruled):
    """A rule of truth. `printed`: it holds for certificates on a blank too."""

    check: Check
    printed: bool = True

    def holds(self, account: Account) -> bool:
        """Whether the paper is one that this rule judges."""
        return self.printed or not account.paper.printed
