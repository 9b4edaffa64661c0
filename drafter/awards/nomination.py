"""Turn the rows of a nomination register into nominations: who is proposed for what, on what record.

Register `de-nghi-khen` (domain §1.5). Identity numbers, telephones and addresses are no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from drafter.awards.honours import Honour, read_honours
from drafter.awards.summary import folded
from drafter.model.award import Award, Recipient
from drafter.model.figure import Source
from drafter.model.period import Period
from drafter.model.register import Row
from drafter.standards.award_rules import AwardRules

REGISTER = "de-nghi-khen"
DIRECT_WORKER = "Người trực tiếp lao động, công tác, học tập"
"""The class (phân loại đối tượng) that counts as direct workers."""


class Scheme(StrEnum):
    """What an award is for (loại hình khen thưởng): the whole work, a theme, one deed, a life's service, a stage."""

    FULL = "toàn diện"
    THEMATIC = "chuyên đề"
    SUDDEN = "đột xuất"
    SERVICE = "quá trình cống hiến"
    STAGE_END = "kết thúc giai đoạn"


@dataclass(frozen=True)
class Nomination:
    """One line of an award list: a named person or collective, or a bare `count` of unnamed ones (`name` empty).

    `unit` is the code of the unit that proposes and `unit_name` what it is called. `born` is a year. `scheme` is None
    where the list does not say. `grades` are those of the year proposed for, of the one before and of two before, empty
    where none was given. `honours` are earlier awards, `unread` what was written of them and not understood.
    Votes are None where none were given. `members` and `women` are of a collective.
    """

    recipient: Recipient
    form: str
    name: str = ""
    count: int = 1
    title: str = ""
    unit: str = ""
    unit_name: str = ""
    department: str = ""
    salutation: str = ""
    sex: str = ""
    born: int | None = None
    group: str = ""
    scheme: Scheme | None = None
    theme: str = ""
    achieved_from: date | None = None
    achieved_to: date | None = None
    merit: str = ""
    honours: tuple[Honour, ...] = ()
    honours_text: str = ""
    unread: tuple[str, ...] = ()
    grades: tuple[str, str, str] = ("", "", "")
    initiatives: int | None = None
    initiative_names: str = ""
    votes_for: int | None = None
    votes_total: int | None = None
    members: int | None = None
    women: int | None = None
    under_review: bool | None = None
    note: str = ""
    granter: str = ""
    source: Source = Source()

    @property
    def who(self) -> tuple[str, ...]:
        """Who it is: a name alone is no key, two people of one name differ in title, unit or year of birth."""
        return (self.recipient, folded(self.name), self.unit, folded(self.title), str(self.born or ""))

    @property
    def described(self) -> str:
        """«Nguyễn Thị Kim Dung (Chủ tịch, CĐCS May Sông Vàng)»: the name with what tells it from others."""
        beside = ", ".join(part for part in (self.title, self.unit_name) if part and part != self.name)
        return f"{self.name} ({beside})" if beside else self.name


def nominations_of(rows: Iterable[Row], rules: AwardRules, names: Mapping[str, str]) -> tuple[Nomination, ...]:
    """The rows of the register as nominations, in their order; `names` gives unit codes the names readers know."""
    return tuple(_nomination(row, rules, names) for row in rows)


def _nomination(row: Row, rules: AwardRules, names: Mapping[str, str]) -> Nomination:
    unit, form = row.text("don-vi") or row.organisation, row.text("hinh-thuc")
    honours, unread = read_honours(row.text("da-khen"), rules.sayings)
    return Nomination(
        recipient=Recipient(row.text("doi-tuong")),
        form=form,
        name=" ".join(row.text("ten").split()),
        title=row.text("chuc-vu"),
        unit=unit,
        unit_name=names.get(unit, unit),
        department=row.text("phong-ban"),
        salutation=row.text("danh-xung"),
        sex=row.text("gioi-tinh"),
        born=_whole(row, "nam-sinh"),
        group=row.text("phan-loai"),
        scheme=_scheme(row.text("loai-khen"), form, rules),
        theme=row.text("chuyen-de"),
        achieved_from=row.day("thanh-tich-tu"),
        achieved_to=row.day("thanh-tich-den"),
        merit=row.text("tom-tat"),
        honours=honours,
        honours_text="; ".join(part.strip() for part in row.text("da-khen").splitlines() if part.strip()),
        unread=unread,
        grades=(row.text("xep-loai-0"), row.text("xep-loai-1"), row.text("xep-loai-2")),
        initiatives=_whole(row, "sang-kien"),
        initiative_names=row.text("ten-sang-kien"),
        votes_for=_whole(row, "phieu-dong-y"),
        votes_total=_whole(row, "phieu-tong"),
        members=_whole(row, "so-doan-vien"),
        women=_whole(row, "so-nu"),
        under_review=row.says("dang-xem-xet"),
        note=row.text("ghi-chu"),
        source=row.source,
    )


def _whole(row: Row, column: str) -> int | None:
    number = row.number(column)
    return None if number is None else int(number)


def _scheme(text: str, form: str, rules: AwardRules) -> Scheme | None:
    """As the list says; a form that is given for themes only says it itself."""
    said = next((scheme for scheme in Scheme if scheme == folded(text)), None)
    return Scheme.THEMATIC if said is None and form in rules.thematic else said


def from_awards(awards: Iterable[Award], names: Mapping[str, str]) -> tuple[Nomination, ...]:
    """The lines of award lists as nominations, for an office that has no register: bare counts stay counts."""
    return tuple(
        Nomination(
            recipient=award.recipient,
            form=award.form,
            name=award.name,
            count=award.count,
            title=award.title,
            unit=award.organisation,
            unit_name=award.unit or names.get(award.organisation, award.organisation),
            merit=award.reason,
            granter=award.granter,
            source=award.source,
        )
        for award in awards
    )


def as_awards(nominations: Iterable[Nomination], organisation: str, period: Period) -> tuple[Award, ...]:
    """The nominations as award lines: the sentence of a report and the list come from the same lines.

    Each line counts, one that is asked about as standing twice too: its number keeps a summary from merging it.
    """
    return tuple(
        Award(
            organisation=organisation,
            period=period,
            form=one.form,
            granter=one.granter,
            recipient=one.recipient,
            count=one.count,
            name=one.name,
            title=f"{number} {one.title}",
            unit=one.unit_name,
            source=one.source,
        )
        for number, one in enumerate(nominations, 1)
    )


def with_history(
    nominations: Iterable[Nomination], earlier: Iterable[Award], forms: Mapping[str, object]
) -> tuple[Nomination, ...]:
    """The nominations with what stored award lists of earlier years tell of the same person or collective.

    The same is who has the same name and unit, and no other title where both lists give one.
    """
    known: dict[tuple[Recipient, str], list[Award]] = {}
    for award in earlier:
        if award.name and award.form in forms:
            known.setdefault((award.recipient, folded(award.name)), []).append(award)
    return tuple(_remembered(one, known.get((one.recipient, folded(one.name)), [])) for one in nominations)


def _remembered(one: Nomination, awards: Iterable[Award]) -> Nomination:
    mine = [award for award in awards if _same_unit(one, award) and _same_title(one, award)]
    told = {(honour.form, honour.year) for honour in one.honours}
    new = (Honour(a.form, a.period.year, text=f"danh sách khen thưởng {a.period.words}") for a in mine)
    return replace(one, honours=(*one.honours, *(honour for honour in new if (honour.form, honour.year) not in told)))


def _same_unit(one: Nomination, award: Award) -> bool:
    return award.organisation == one.unit or (bool(award.unit) and folded(award.unit) == folded(one.unit_name))


def _same_title(one: Nomination, award: Award) -> bool:
    return not (award.title and one.title) or folded(award.title) == folded(one.title)
