"""Turn award lists into a summary: how many collectives and individuals each level gave which form."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafter.model.award import Award, Recipient
from drafter.standards.award_forms import AwardForm, AwardLevel

UNION_LEVELS = (AwardLevel.CONFEDERATION, AwardLevel.PROVINCE, AwardLevel.DIRECT_UPPER, AwardLevel.GRASSROOTS)
"""The levels whose awards are the union's own, highest first; the State's and the government's are not."""


@dataclass(frozen=True)
class AwardRow:
    """One form as one granter gave it. `granter` is the code in the lists, the level's code where they name none."""

    level: AwardLevel
    granter: str
    form: AwardForm
    awards: tuple[Award, ...]

    @property
    def collectives(self) -> int:
        """How many collectives, named and unnamed."""
        return count_of(self.awards, Recipient.COLLECTIVE)

    @property
    def individuals(self) -> int:
        """How many individuals, named and unnamed."""
        return count_of(self.awards, Recipient.INDIVIDUAL)


@dataclass(frozen=True)
class AwardSummary:
    """All awards of a period.

    `rows` are those of the State and the union by level (NN, TW, T, TT, CS), then granter, then order of precedence;
    `external` those of outside bodies, in a block of their own. `repeated` were entered twice and are counted once;
    `unknown` have a form that the catalogue does not hold and are counted nowhere.
    """

    rows: tuple[AwardRow, ...] = ()
    external: tuple[AwardRow, ...] = ()
    repeated: tuple[Award, ...] = ()
    unknown: tuple[Award, ...] = ()

    @property
    def collectives(self) -> int:
        """Collectives that the union itself awarded: neither the State's awards nor outside ones."""
        return sum(row.collectives for row in self.rows if row.level in UNION_LEVELS)

    @property
    def individuals(self) -> int:
        """Individuals that the union itself awarded."""
        return sum(row.individuals for row in self.rows if row.level in UNION_LEVELS)

    def at_level(self, level: AwardLevel, recipient: Recipient) -> int:
        """How many of a recipient's kind were awarded at a level."""
        return sum(count_of(row.awards, recipient) for row in (*self.rows, *self.external) if row.level is level)

    def by_indicator(self) -> Mapping[str, int]:
        """What the lists add to the indicators that count them (K02b: 44), outside awards too."""
        counts: dict[str, int] = {}
        for row in (*self.rows, *self.external):
            for recipient in Recipient:
                code = row.form.counted_in(recipient)
                if code and any(award.recipient is recipient for award in row.awards):
                    counts[code] = counts.get(code, 0) + count_of(row.awards, recipient)
        return counts


def summarise(awards: Iterable[Award], forms: Mapping[str, AwardForm]) -> AwardSummary:
    """The summary of award lists; rows of names and rows of bare counts add up. `forms` is the catalogue by code."""
    kept, repeated = merged(awards)
    groups: dict[tuple[AwardLevel, str, str], list[Award]] = {}
    unknown = []
    for award in kept:
        form = forms.get(award.form)
        if form is None:
            unknown.append(award)
            continue
        level = level_of(award, form)
        groups.setdefault((level, award.granter or level, award.form), []).append(award)
    rows = [AwardRow(level, granter, forms[code], tuple(group)) for (level, granter, code), group in groups.items()]
    rows.sort(key=_rank)
    outside = [row for row in rows if row.form.external or row.level is AwardLevel.GOVERNMENT]
    return AwardSummary(
        tuple(row for row in rows if row not in outside), tuple(outside), tuple(repeated), tuple(unknown)
    )


def merged(awards: Iterable[Award]) -> tuple[list[Award], list[Award]]:
    """The awards to count, and those of them that are the same line entered again.

    Two lines are the same when they name the same recipient, with the same title and unit, for the same form, granter,
    period and reason, whoever entered them. One name with another title or unit may be another person, and stays;
    lines without a name are counts and always add up.
    """
    seen: set[tuple[object, ...]] = set()
    kept, repeated = [], []
    for award in awards:
        words = (award.name, award.title, award.unit, award.reason)
        line = (award.form, award.granter, award.recipient, award.period, *map(folded, words))
        if award.name and line in seen:
            repeated.append(award)
            continue
        seen.add(line)
        kept.append(award)
    return kept, repeated


def level_of(award: Award, form: AwardForm) -> AwardLevel:
    """The level that gave it: the granter's where the list names a level, else the form's."""
    return AwardLevel(award.granter) if award.granter in list(AwardLevel) else form.level


def count_of(awards: Iterable[Award], recipient: Recipient) -> int:
    """How many recipients of a kind, named ones and counts together."""
    return sum(award.count for award in awards if award.recipient is recipient)


def folded(text: str) -> str:
    """The text for comparing: one Unicode form, no capitals, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _rank(row: AwardRow) -> tuple[int, str, int]:
    return list(AwardLevel).index(row.level), row.granter, row.form.order
