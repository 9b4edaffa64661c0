"""What the checks of a nomination list see: the nominations, the catalogue, the rules, and the paper's day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from drafter.awards.nomination import Nomination
from drafter.awards.sentences import LEVEL_NAMES, form_name
from drafter.model.award import Recipient
from drafter.model.period import Period
from drafter.model.problem import Place
from drafter.standards.award_forms import AwardForm, AwardLevel
from drafter.standards.award_rules import AwardRules, Rule
from drafter.standards.bonus import BonusRounding


@dataclass(frozen=True)
class Batch:
    """One round of nominations. `forms` is the catalogue by code; `day` the day of the submission or decision.

    `own_basis` are regulations that a kind of paper cites by number, beside those its day chooses: file and number.
    `granters` gives each level the body that grants there, where the office has named it.
    `own_level` is the level at which the office itself grants; None where that is not looked at.
    """

    nominations: tuple[Nomination, ...]
    forms: Mapping[str, AwardForm]
    rules: AwardRules
    period: Period
    day: date
    rounding: BonusRounding = BonusRounding.UP
    own_basis: tuple[tuple[str, str], ...] = ()
    granters: Mapping[str, str] = field(default_factory=dict)
    own_level: AwardLevel | None = None

    @property
    def year(self) -> int:
        """The year that awards are proposed for."""
        return self.period.end_year or self.period.year

    def form_of(self, one: Nomination) -> AwardForm | None:
        """The form a nomination asks for; None where the catalogue does not hold it (which is asked about)."""
        return self.forms.get(one.form)

    def form_name(self, code: str) -> str:
        """A form's name for a message; an unknown code stands for itself."""
        form = self.forms.get(code)
        return form_name(form, self.granters) if form else code

    def level_name(self, level: AwardLevel) -> str:
        """Who decides at a level: the office's own name for it, else the level's."""
        return self.granters.get(level) or LEVEL_NAMES[level]

    @property
    def named(self) -> tuple[Nomination, ...]:
        """The nominations that name somebody; bare counts have no record to look at."""
        return tuple(one for one in self.nominations if one.name)

    def of(self, recipient: Recipient) -> tuple[Nomination, ...]:
        """The nominations of collectives, or of individuals."""
        return tuple(one for one in self.nominations if one.recipient is recipient)


def place_of(one: Nomination) -> Place:
    """Where a nomination stands: its file, sheet and cell; the message says who it is."""
    return Place(one.source.file, one.source.sheet, one.source.cell)


def basis(rule: Rule) -> str:
    """What a question rests on, and whether that was confirmed."""
    return f"{rule.regulation}; chưa kiểm chứng" if rule.unverified else rule.regulation


def form_basis(form: AwardForm) -> str:
    """The same for what the catalogue says of a form: the source of the entry, as the office may look it up."""
    told = form.criteria or form.note or form.source
    return f"{told}; chưa kiểm chứng" if form.unverified else told


def whole_list(text: str) -> Place:
    """The place of what concerns the list and no line of it."""
    return Place(text=text)
