"""Turn the shipped list of awards and an office's own entries into award forms in order of precedence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Any

from drafter.model.award import Recipient
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.standards.data_files import shipped

BAD_AWARD = ProblemKind(
    code="C131",
    severity=Severity.ERROR,
    title="Một hình thức khen thưởng khai thiếu hoặc sai",
    what="mục «{field}» {found}",
    fix="sửa mục «{field}» theo một hình thức có sẵn trong danh mục khen thưởng",
)
KINDS = (BAD_AWARD,)


_TEXTS = ("code", "name", "short_name", "kind", "level", "verb", "criteria", "quota", "note", "source")
_INDICATORS = ("collective_indicator", "individual_indicator")
_MULTIPLES = ("collective_multiple", "individual_multiple")
_NUMBERS = ("votes_percent", "initiatives")
_FIELDS = {*_TEXTS, *_INDICATORS, *_MULTIPLES, *_NUMBERS, "recipients", "needs", "unverified"}


class AwardKind(StrEnum):
    """Emulation title (danh hiệu thi đua), form of commendation (hình thức khen thưởng), or an outside body's."""

    TITLE = "danh-hieu"
    COMMENDATION = "hinh-thuc"
    EXTERNAL = "ngoai"


class AwardLevel(StrEnum):
    """Who grants: the State, the Confederation, province or central branch, direct upper union, grassroots, UBND."""

    STATE = "NN"
    CONFEDERATION = "TW"
    PROVINCE = "T"
    DIRECT_UPPER = "TT"
    GRASSROOTS = "CS"
    GOVERNMENT = "UBND"


@dataclass(frozen=True)
class Need:
    """An award one must already have: `form` so many `times`. `years_back` counts from the year proposed for.

    `recipient` is None where the need holds for every recipient; `years_back` None means at any time before.
    """

    form: str
    times: int = 1
    consecutive: bool = False
    recipient: Recipient | None = None
    years_back: int | None = None


@dataclass(frozen=True)
class AwardForm:
    """One award. `order` is its place in the order of precedence, 0 the highest.

    `name` is in full, `short_name` what stands after the granter («Tổng Liên đoàn tặng Bằng khen»), `verb` tặng or công
    nhận. A multiple is of the base salary and None where the granting body sets its own amount. `votes_percent` is the
    share of all council members needed, None where no rule was found. `initiatives` is how many must be recognised.
    The indicators are what the counts of an award list add to; empty where the catalogue has none.
    """

    code: str
    name: str
    kind: AwardKind
    level: AwardLevel
    recipients: tuple[Recipient, ...]
    order: int = 0
    short_name: str = ""
    verb: str = "tặng"
    collective_multiple: Decimal | None = None
    individual_multiple: Decimal | None = None
    criteria: str = ""
    quota: str = ""
    votes_percent: int | None = None
    initiatives: int = 0
    needs: tuple[Need, ...] = ()
    collective_indicator: str = ""
    individual_indicator: str = ""
    note: str = ""
    source: str = ""
    unverified: bool = True

    def multiple(self, recipient: Recipient) -> Decimal | None:
        """How many base salaries go with it."""
        return self.collective_multiple if recipient is Recipient.COLLECTIVE else self.individual_multiple

    def counted_in(self, recipient: Recipient) -> str:
        """The indicator that counts it, or empty."""
        return self.collective_indicator if recipient is Recipient.COLLECTIVE else self.individual_indicator

    @property
    def external(self) -> bool:
        """Whether the granter is not the union: such awards stand in a block of their own."""
        return self.kind is AwardKind.EXTERNAL


@dataclass(frozen=True)
class AwardForms:
    """All award forms, highest first, and what was wrong with the office's own entries (those are left out)."""

    forms: tuple[AwardForm, ...]
    problems: tuple[Problem, ...] = ()

    @cached_property
    def by_code(self) -> Mapping[str, AwardForm]:
        """The forms by code."""
        return MappingProxyType({form.code: form for form in self.forms})

    def get(self, code: str) -> AwardForm | None:
        """The form of that code; None for an unknown one."""
        return self.by_code.get(code)

    def at_level(self, level: AwardLevel) -> tuple[AwardForm, ...]:
        """The forms granted at a level, highest first."""
        return tuple(form for form in self.forms if form.level is level)


def load_award_forms(overrides: Mapping[str, object] | None = None, file: str = "khen-thuong.toml") -> AwardForms:
    """The shipped awards with an office's `award` entries, which change them by code or stand after those of a level.

    `file` is what problems call the office's file.
    """
    entries: dict[str, Mapping[str, Any]] = {entry["code"]: entry for entry in shipped("awards.toml")["award"]}
    problems: list[Problem] = []
    for number, own in enumerate(_own(overrides), 1):
        code = str(own.get("code", ""))
        place = Place(file=file, text=f"hình thức {code}" if code else f"mục [[award]] thứ {number}")
        entry = {**entries.get(code, {}), **own}
        found = list(_faults(entry, place, entries.keys() | {code}))
        problems.extend(found)
        if not found:
            entries[code] = entry
    levels = list(AwardLevel)
    ranked = sorted(entries.values(), key=lambda entry: levels.index(AwardLevel(entry["level"])))
    return AwardForms(tuple(_form(entry, order) for order, entry in enumerate(ranked)), tuple(problems))


def multiples_hold_on(day: date) -> bool:
    """Whether the multiples are those of the decree in force that day; before and after they are only likely."""
    dates = shipped("awards.toml")["multiples"]
    return bool(dates["valid_from"] <= day <= dates["valid_to"])


def _own(overrides: Mapping[str, object] | None) -> list[Mapping[str, Any]]:
    given = (overrides or {}).get("award", [])
    return [entry for entry in given if isinstance(entry, Mapping)] if isinstance(given, list) else []


def _form(entry: Mapping[str, Any], order: int) -> AwardForm:
    return AwardForm(
        code=entry["code"],
        name=entry["name"],
        kind=AwardKind(entry["kind"]),
        level=AwardLevel(entry["level"]),
        recipients=tuple(Recipient(who) for who in entry["recipients"]),
        order=order,
        short_name=entry.get("short_name", entry["name"]),
        verb=entry.get("verb", "tặng"),
        collective_multiple=_multiple(entry.get("collective_multiple")),
        individual_multiple=_multiple(entry.get("individual_multiple")),
        criteria=entry.get("criteria", ""),
        quota=entry.get("quota", ""),
        votes_percent=entry.get("votes_percent"),
        initiatives=entry.get("initiatives", 0),
        needs=tuple(_need(need) for need in entry.get("needs", [])),
        collective_indicator=entry.get("collective_indicator", ""),
        individual_indicator=entry.get("individual_indicator", ""),
        note=entry.get("note", ""),
        source=entry.get("source", ""),
        unverified=entry.get("unverified", True),
    )


def _need(entry: Mapping[str, Any]) -> Need:
    who = entry.get("recipient")
    return Need(
        form=entry["form"],
        times=entry.get("times", 1),
        consecutive=entry.get("consecutive", False),
        recipient=Recipient(who) if who else None,
        years_back=entry.get("years_back"),
    )


def _multiple(text: str | None) -> Decimal | None:
    """Multiples are written as text with a point or a comma, so that no binary fraction ever stands in between."""
    return None if text is None else Decimal(text.replace(",", "."))


def _faults(entry: Mapping[str, Any], place: Place, codes: set[str]) -> Iterator[Problem]:
    for field in sorted(entry.keys() - _FIELDS):
        yield BAD_AWARD.at(place, field=field, found="không có trong danh mục khen thưởng")
    for field in ("code", "name", "kind", "level", "recipients"):
        if not entry.get(field):
            yield BAD_AWARD.at(place, field=field, found="còn thiếu")
    for field in (*_TEXTS, *_INDICATORS):
        if not isinstance(entry.get(field, ""), str):
            yield BAD_AWARD.at(place, field=field, found=f"là «{entry[field]}», phải là chữ trong ngoặc kép")
    yield from _wrong_choices(entry, place)
    yield from _wrong_numbers(entry, place)
    needs = entry.get("needs", [])
    if not isinstance(needs, list) or any(not isinstance(n, Mapping) or n.get("form") not in codes for n in needs):
        yield BAD_AWARD.at(place, field="needs", found="nhắc tới một hình thức không có trong danh mục")


def _wrong_choices(entry: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    for field, known in (("kind", AwardKind), ("level", AwardLevel)):
        names = [choice.value for choice in known]
        if entry.get(field) and entry[field] not in names:
            yield BAD_AWARD.at(place, field=field, found=f"là «{entry[field]}», chỉ nhận {', '.join(names)}")
    who = entry.get("recipients", [])
    if not isinstance(who, list) or not set(map(str, who)) <= set(Recipient):
        yield BAD_AWARD.at(place, field="recipients", found='phải là danh sách gồm "tập thể", "cá nhân"')
    if not isinstance(entry.get("unverified", True), bool):
        yield BAD_AWARD.at(place, field="unverified", found="phải là true hoặc false")


def _wrong_numbers(entry: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    for field in _MULTIPLES:
        if field in entry and not _is_multiple(entry[field]):
            yield BAD_AWARD.at(
                place, field=field, found=f'là «{entry[field]}», phải là số trong ngoặc kép, ví dụ "1,5"'
            )
    for field in _NUMBERS:
        value = entry.get(field, 0)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100:
            yield BAD_AWARD.at(place, field=field, found=f"là «{value}», phải là số nguyên từ 0 đến 100")


def _is_multiple(value: object) -> bool:
    try:
        return isinstance(value, str) and Decimal(value.replace(",", ".")) > 0
    except InvalidOperation:
        return False
