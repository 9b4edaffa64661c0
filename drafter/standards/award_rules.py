"""Turn the shipped rules of commendation and an office's own into dated rules: votes, record, quotas, sayings.

What the papers could not confirm stays editable and carries `unverified`: a question that rests on it says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from drafter.model.award import Recipient
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.standards.award_forms import load_award_forms
from drafter.standards.data_files import shipped

BAD_RULE = ProblemKind(
    code="C132",
    severity=Severity.ERROR,
    title="Một quy tắc xét khen thưởng khai sai",
    what="mục «{field}» {found}",
    fix="sửa mục «{field}» trong khen-thuong.toml theo các mục có sẵn; quy tắc này tạm thời chưa được dùng",
)
KINDS = (BAD_RULE,)

QUOTA_SPANS = ("nam", "chuyen-de")
"""What a quota holds for: a year, or each theme of a year."""


@dataclass(frozen=True)
class Rule:
    """What every rule has: the days it holds (None: open), the regulation it rests on, whether that was confirmed."""

    valid_from: date | None
    valid_to: date | None
    regulation: str
    unverified: bool

    def holds_on(self, day: date) -> bool:
        """Whether a paper of that day falls under it."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class VoteRule(Rule):
    """The share of ALL council members, in percent, whose agreement a form needs."""

    form: str
    percent: int


@dataclass(frozen=True)
class RecordRule(Rule):
    """So many years in a row at this grade or better, the year proposed for included."""

    form: str
    recipient: Recipient
    years: int
    grade: str


@dataclass(frozen=True)
class QuotaRule(Rule):
    """At most `limit` of a form. `recipient` None: collectives and individuals together; `per` is of QUOTA_SPANS."""

    form: str
    recipient: Recipient | None
    limit: int
    per: str


@dataclass(frozen=True)
class DirectRule(Rule):
    """The least share of direct workers among the individuals of a list, in percent."""

    percent: int


@dataclass(frozen=True)
class Saying:
    """How people name a form: every text of `all_of` and none of `none_of`, folded and with short forms written out."""

    form: str
    all_of: tuple[str, ...]
    none_of: tuple[str, ...]


@dataclass(frozen=True)
class AwardRules:
    """All rules. `thematic` forms are given for a theme only, `once` once in a life, `yearly` are judged every year.

    `listed_sayings` hold in a list of a union's own forms, where «Bằng khen tỉnh» can only be the union's.

    `problems` are what was wrong with the office's own rules, which are left out.
    """

    votes: tuple[VoteRule, ...]
    records: tuple[RecordRule, ...]
    quotas: tuple[QuotaRule, ...]
    direct: tuple[DirectRule, ...]
    sayings: tuple[Saying, ...]
    listed_sayings: tuple[Saying, ...]
    thematic: frozenset[str]
    once: frozenset[str]
    yearly: frozenset[str]
    problems: tuple[Problem, ...] = ()

    def votes_for(self, form: str, day: date) -> VoteRule | None:
        """The rule of votes for a form that day; None where none is known."""
        return next((rule for rule in self.votes if rule.form == form and rule.holds_on(day)), None)

    def record_for(self, form: str, recipient: Recipient, day: date) -> RecordRule | None:
        """The record a form asks of a recipient that day; None where none is known."""
        fitting = (rule for rule in self.records if rule.form == form and rule.recipient is recipient)
        return next((rule for rule in fitting if rule.holds_on(day)), None)

    def direct_on(self, day: date) -> DirectRule | None:
        """The least share of direct workers that day; None where no rule is set."""
        return next((rule for rule in self.direct if rule.holds_on(day)), None)


def _sayings(entries: Iterable[Mapping[str, Any]]) -> Iterator[Saying]:
    return (Saying(e["form"], tuple(e["all"]), tuple(e.get("none", []))) for e in entries)


_R = TypeVar("_R", bound=Rule)


def load_award_rules(overrides: Mapping[str, object] | None = None, file: str = "khen-thuong.toml") -> AwardRules:
    """The shipped rules with an office's own, which stand in place of those of the same form. Problems name `file`."""
    data, problems = shipped("award_rules.toml"), list[Problem]()
    own = {name: list(_sound(overrides or {}, name, file, problems)) for name in ("votes", "record", "quota", "direct")}
    votes = [rule for entry in own["votes"] for rule in _votes(entry)]
    records, quotas = list(map(_record, own["record"])), list(map(_quota, own["quota"]))
    return AwardRules(
        votes=_behind(votes, (rule for entry in data["votes"] for rule in _votes(entry)), _form_of),
        records=_behind(records, map(_record, data["record"]), _form_and_recipient),
        quotas=_behind(quotas, map(_quota, data["quota"]), _form_of),
        direct=tuple(DirectRule(*_common(entry), percent=entry["percent"]) for entry in own["direct"]),
        sayings=tuple(_sayings(data["said"])),
        listed_sayings=tuple(_sayings((*data["said"], *data["said_in_lists"]))),
        thematic=frozenset(data["thematic"]),
        once=frozenset(data["once"]),
        yearly=frozenset(data["yearly"]),
        problems=tuple(problems),
    )


def _behind(own: list[_R], shipped_rules: Iterable[_R], key: Callable[[_R], object]) -> tuple[_R, ...]:
    """The office's rules, then the shipped ones of what it says nothing about."""
    settled = {key(rule) for rule in own}
    return (*own, *(rule for rule in shipped_rules if key(rule) not in settled))


def _form_of(rule: VoteRule | QuotaRule) -> str:
    return rule.form


def _form_and_recipient(rule: RecordRule) -> tuple[str, Recipient]:
    return rule.form, rule.recipient


def _common(entry: Mapping[str, Any]) -> tuple[date | None, date | None, str, bool]:
    regulation = str(entry.get("regulation", "quy định của cơ quan"))
    return entry.get("from"), entry.get("to"), regulation, bool(entry.get("unverified", False))


def _votes(entry: Mapping[str, Any]) -> list[VoteRule]:
    return [VoteRule(*_common(entry), form=form, percent=entry["percent"]) for form in entry["forms"]]


def _record(entry: Mapping[str, Any]) -> RecordRule:
    return RecordRule(
        *_common(entry),
        form=entry["form"],
        recipient=Recipient(entry["recipient"]),
        years=entry["years"],
        grade=entry["grade"],
    )


def _quota(entry: Mapping[str, Any]) -> QuotaRule:
    who = entry.get("recipient")
    recipient = Recipient(who) if who else None
    return QuotaRule(*_common(entry), form=entry["form"], recipient=recipient, limit=entry["limit"], per=entry["per"])


_TEXT, _NUMBER, _LIST = "chữ trong ngoặc kép", "số nguyên từ 0", "danh sách chữ"
_NEEDED: Mapping[str, Mapping[str, str]] = {
    "votes": {"forms": _LIST, "percent": _NUMBER},
    "record": {"form": _TEXT, "recipient": _TEXT, "years": _NUMBER, "grade": _TEXT},
    "quota": {"form": _TEXT, "limit": _NUMBER, "per": _TEXT},
    "direct": {"percent": _NUMBER},
}


def _sound(
    overrides: Mapping[str, object], name: str, file: str, problems: list[Problem]
) -> Iterator[Mapping[str, Any]]:
    """The office's entries of one kind that can be used; what is wrong with the others goes to `problems`."""
    entries, codes = overrides.get(name, []), load_award_forms(overrides).by_code
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], 1):
        place = Place(file=file, text=f"mục [[{name}]] thứ {number}")
        faults = list(_faults(entry, name, codes))
        problems += [BAD_RULE.at(place, field=field, found=found) for field, found in faults]
        if not faults:
            yield entry


def _faults(entry: object, name: str, codes: Collection[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(entry, Mapping):
        yield name, f"phải viết thành mục riêng, mỗi quy tắc một mục [[{name}]]"
        return
    for field, kind in _NEEDED[name].items():
        if not _is(entry.get(field), kind):
            yield field, f"còn thiếu hoặc sai, phải là {kind}"
        elif field in ("form", "forms"):
            named = entry[field] if isinstance(entry[field], list) else [entry[field]]
            yield from ((field, f"nhắc tới «{one}», không có trong danh mục") for one in named if one not in codes)
    if entry.get("recipient", Recipient.INDIVIDUAL) not in list(Recipient):
        yield "recipient", 'chỉ nhận "tập thể" hoặc "cá nhân"'
    if name == "quota" and entry.get("per") not in QUOTA_SPANS:
        yield "per", f"chỉ nhận {' hoặc '.join(QUOTA_SPANS)}"
    for field in ("from", "to"):
        if field in entry and type(entry[field]) is not date:  # a date with a time of day is a date to Python
            yield field, "phải là ngày, viết năm-tháng-ngày, không có ngoặc kép"


def _is(value: object, kind: str) -> bool:
    if kind == _NUMBER:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if kind == _LIST:
        return isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)
    return isinstance(value, str) and bool(value)
