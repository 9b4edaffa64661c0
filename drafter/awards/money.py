"""Turn a nomination list and a decision's day into bonus money: each form's amount, its count, the sum.

NĐ 152/2025, Điều 49–54: multiple × base salary on the decision's day, rounded up to ten thousand đồng. Of several
titles of one achievement period only the highest brings money; a title and a form of commendation bring both (Đ49.5–7).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from drafter.awards.batch import Batch, whole_list
from drafter.awards.nomination import Nomination
from drafter.model.award import Recipient
from drafter.model.problem import Problem, ProblemKind, Severity
from drafter.standards.award_forms import AwardForm, AwardKind, multiples_hold_on
from drafter.standards.bonus import base_salary, bonus_amount

BONUS_UNKNOWN = ProblemKind(
    code="D266",
    severity=Severity.WARNING,
    title="Chưa tính được tiền thưởng",
    what="chưa tính được tiền thưởng «{form}» cho {recipient}: {reason}",
    fix="khai individual_multiple, collective_multiple của hình thức này trong khen-thuong.toml theo quy định của cấp "
    "tặng, hoặc điền thẳng mức tiền vào dự thảo",
)
BONUS_UNCERTAIN = ProblemKind(
    code="D245",
    severity=Severity.NOTE,
    title="Mức tiền thưởng chưa kiểm chứng vào ngày của quyết định",
    what="mức tiền thưởng tính theo hệ số của Nghị định 152/2025, nhưng quyết định ngày {day} {reason}",
    fix="đối chiếu hệ số và mức lương cơ sở của ngày ký quyết định",
)
KINDS = (BONUS_UNKNOWN, BONUS_UNCERTAIN)


@dataclass(frozen=True)
class BonusLine:
    """One form for one kind of recipient. `each` is in đồng, None where no amount is known.

    `paid` are those who get money, `unpaid` those whose higher title of the same achievement already brings it.
    """

    form: AwardForm
    recipient: Recipient
    multiple: Decimal | None
    each: Decimal | None
    paid: tuple[Nomination, ...]
    unpaid: tuple[Nomination, ...]

    @property
    def count(self) -> int:
        """How many get money."""
        return sum(one.count for one in self.paid)

    @property
    def amount(self) -> Decimal | None:
        """The money of the line in đồng; None where the amount of one is not known."""
        return None if self.each is None else self.each * self.count


@dataclass(frozen=True)
class Bonuses:
    """The money of a list. `total` is in đồng, None when any line has no amount: a part is never called the sum."""

    lines: tuple[BonusLine, ...]

    @property
    def total(self) -> Decimal | None:
        """The sum of all lines."""
        amounts = [line.amount for line in self.lines]
        return None if None in amounts else sum((a for a in amounts if a is not None), Decimal(0))


def bonuses(batch: Batch) -> Bonuses:
    """The money of a batch by form, highest first, collectives before individuals; what has no form is left out."""
    groups: dict[tuple[int, Recipient, str], list[Nomination]] = {}
    for one in batch.nominations:
        form = batch.form_of(one)
        if form is not None and not form.external:
            place = list(Recipient).index(one.recipient)
            groups.setdefault((form.order * 2 + place, one.recipient, form.code), []).append(one)
    lower = _lower_titles(batch)
    return Bonuses(tuple(_line(batch, code, who, group, lower) for (_, who, code), group in sorted(groups.items())))


def _line(batch: Batch, code: str, who: Recipient, group: Iterable[Nomination], lower: set[int]) -> BonusLine:
    form = batch.forms[code]
    multiple = form.multiple(who)
    each = None if multiple is None else bonus_amount(multiple, batch.day, batch.rounding)
    nominations = tuple(group)
    return BonusLine(
        form,
        who,
        multiple,
        each,
        tuple(one for one in nominations if id(one) not in lower),
        tuple(one for one in nominations if id(one) in lower),
    )


def _lower_titles(batch: Batch) -> set[int]:
    """The nominations for a title whose bearer is proposed for a higher one on the same achievement."""
    titles: dict[tuple[object, ...], list[Nomination]] = {}
    for one in batch.named:
        form = batch.form_of(one)
        if form is not None and form.kind is AwardKind.TITLE:
            stretch = (one.achieved_from, one.achieved_to)
            titles.setdefault((one.who, *(stretch if None not in stretch else (id(one),))), []).append(one)
    ranked = (sorted(group, key=lambda one: batch.forms[one.form].order) for group in titles.values())
    return {id(one) for group in ranked for one in group[1:]}


def check_money(batch: Batch) -> Iterator[Problem]:
    """What keeps an amount from being told, and what makes one uncertain."""
    lines = bonuses(batch).lines
    place = whole_list("tiền thưởng")
    for line in lines:
        if line.each is None and batch.own_level in (None, line.form.level):  # who signs pays (NĐ 152/2025, Đ47.2)
            reason = "chưa khai hệ số (cấp tặng tự quy định)" if line.multiple is None else "chưa biết mức lương cơ sở"
            yield BONUS_UNKNOWN.at(place, form=batch.form_name(line.form.code), recipient=line.recipient, reason=reason)
    if any(line.each is not None for line in lines) and not multiples_hold_on(batch.day):
        yield BONUS_UNCERTAIN.at(
            place, day=f"{batch.day:%d/%m/%Y}", reason="nằm ngoài thời gian áp dụng của nghị định này"
        )
    salary = base_salary(batch.day)
    if salary is not None and salary.unverified:
        yield BONUS_UNCERTAIN.at(
            place, day=f"{batch.day:%d/%m/%Y}", reason="theo mức lương cơ sở chưa đối chiếu văn bản"
        )
