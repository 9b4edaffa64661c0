"""Everything one paper is drafted from, gathered by the desk: the hand-over between the rules and the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from drafter.documents.kind import Figures, Kind
from drafter.model.award import Award
from drafter.model.narrative import Narrative
from drafter.model.office import Office
from drafter.model.organisation import Level, Standing
from drafter.model.period import Period
from drafter.model.register import Row
from drafter.model.result import Total
from drafter.standards.award_forms import AwardForm
from drafter.standards.award_rules import AwardRules, load_award_rules
from drafter.standards.catalogue import Catalogue
from drafter.standards.cluster_scoring import ScoringTable, default_scoring
from drafter.wording.style import Style


@dataclass(frozen=True)
class Lack:
    """A unit whose sum over a longer span leaves out some periods: nobody reported them, which is not zero."""

    organisation: str
    missing: tuple[Period, ...]


@dataclass(frozen=True)
class ToDate:
    """The year to date (luỹ kế từ 01/01): `period` is the span, `previous` the same span a year before.

    `plan` are the totals of the year, of which only the targets are used. `lacking` says, by indicator, of which units
    the sum is not whole; units of which nothing is known at all are in the totals' own `missing`.
    """

    period: Period
    totals: Mapping[str, Total]
    previous: Mapping[str, Total]
    plan: Mapping[str, Total]
    lacking: Mapping[str, tuple[Lack, ...]]


@dataclass(frozen=True)
class Paper:
    """One paper to be drafted.

    `standing` is how the organisation stands on `day`, the day the paper is drafted for. `totals` and `previous` are by
    indicator code, for `period` and for the same period a year before; `next_targets` are the totals of the next
    period, of which only the targets are used. `names` gives every unit code the name a reader knows; `expected` are
    the units that had to report, `absent` those whose form has not come, or came without a figure that the kind must
    have: with any absent the paper is provisional.
    `registers` are the rows of each register that the kind names, by its code, of all units in scope; those of a term
    for its half-terms too. `earlier_registers` are those of the same period a year before (of a term: none),
    `next_registers` those of the next term. `years` are the totals of each year of a term or half-term, `whole` the
    totals of what was reported for the very period; both are empty for other periods. `to_date` is the year to date of
    a period shorter than a year. `scoring` is the cluster's table;
    `unit_totals` are each unit's own totals by indicator, where the kind scores units. `earlier_awards` are the award
    lists of periods before this one, where the kind prints nominations.
    """

    kind: Kind
    office: Office
    standing: Standing
    period: Period
    day: date
    style: Style
    catalogue: Catalogue
    award_forms: Mapping[str, AwardForm]
    totals: Mapping[str, Total]
    previous: Mapping[str, Total]
    next_targets: Mapping[str, Total]
    awards: tuple[Award, ...]
    narratives: tuple[Narrative, ...]
    names: Mapping[str, str]
    expected: tuple[str, ...]
    absent: tuple[str, ...]
    registers: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    earlier_registers: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    next_registers: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    years: Mapping[Period, Mapping[str, Total]] = field(default_factory=dict)
    whole: Mapping[str, Total] = field(default_factory=dict)
    award_rules: AwardRules = field(default_factory=load_award_rules)
    earlier_awards: tuple[Award, ...] = ()
    to_date: ToDate | None = None
    scoring: ScoringTable = field(default_factory=default_scoring)
    unit_totals: Mapping[str, Mapping[str, Total]] = field(default_factory=dict)

    @property
    def organisation(self) -> str:
        """The code of the organisation whose paper this is."""
        return self.office.organisation.code

    @property
    def symbol(self) -> str:
        """What follows the blank number: «BC-LĐLĐ»."""
        return f"{self.kind.symbol}-{self.standing.symbol}"

    @property
    def provisional(self) -> str:
        """«SỐ LIỆU TẠM, còn thiếu 3/24 đơn vị»; empty when every form has come, or none is waited for."""
        if not self.absent or self.kind.figures is Figures.NONE:
            return ""
        unnamed = self._unnamed()
        return f"SỐ LIỆU TẠM, CÒN THIẾU {len(self.absent) + unnamed}/{len(self.expected) + unnamed} ĐƠN VỊ"

    def _unnamed(self) -> int:
        """How many units of a cluster are not known by name, from which no form can have come."""
        if self.office.cluster_size is None or self.kind.issuer is not Level.CLUSTER:
            return 0
        own = self.office.organisation.on(self.day)
        heads_it = own is not None and own.level is not Level.CLUSTER  # then the office is a member itself
        return max(0, self.office.cluster_size - len(self.expected) - heads_it)
