"""Turn an award summary into the sentences of a report, each number apart so that it can be carried with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from drafter.awards.summary import AwardRow, count_of, folded
from drafter.model.award import Award, Recipient
from drafter.standards.award_forms import AwardForm, AwardKind, AwardLevel

LEVEL_NAMES: Mapping[AwardLevel, str] = {
    AwardLevel.STATE: "Nhà nước",
    AwardLevel.CONFEDERATION: "Tổng Liên đoàn Lao động Việt Nam",
    AwardLevel.PROVINCE: "Liên đoàn Lao động tỉnh, thành phố, công đoàn ngành trung ương",
    AwardLevel.DIRECT_UPPER: "Công đoàn cấp trên trực tiếp cơ sở",
    AwardLevel.GRASSROOTS: "Công đoàn cơ sở",
    AwardLevel.GOVERNMENT: "Ủy ban nhân dân",
}
"""What a level is called where the office has not named its granter."""

_RECOGNISE = "công nhận"
_WITHOUT_HAVING = "thành tích"


@dataclass(frozen=True)
class FormPart:
    """One form for one reason: who received it. `awards` are the lines it was counted from."""

    form: AwardForm
    reason: str
    awards: tuple[Award, ...]

    @property
    def collectives(self) -> int:
        """How many collectives."""
        return count_of(self.awards, Recipient.COLLECTIVE)

    @property
    def individuals(self) -> int:
        """How many individuals."""
        return count_of(self.awards, Recipient.INDIVIDUAL)


@dataclass(frozen=True)
class GranterPart:
    """What one granter gave, in order of precedence."""

    level: AwardLevel
    granter: str
    forms: tuple[FormPart, ...]


@dataclass(frozen=True)
class Segment:
    """A piece of a sentence. A number («07 tập thể») has a key, its value and the awards it counts; words have none."""

    text: str
    key: str = ""
    value: int | None = None
    awards: tuple[Award, ...] = ()


def parts_of(rows: Iterable[AwardRow]) -> tuple[GranterPart, ...]:
    """The rows of a summary by granter, each form split by its reasons as far as the lists give them.

    A row that counts nobody, and a granter with only such rows, has no part.
    """
    parts = (
        GranterPart(level, granter, tuple(part for row in group for part in _by_reason(row)))
        for (level, granter), group in groupby(rows, key=lambda row: (row.level, row.granter))
    )
    return tuple(part for part in parts if part.forms)


def sentence(parts: Iterable[GranterPart], granters: Mapping[str, str], pad: bool = True) -> tuple[Segment, ...]:
    """«Tổng Liên đoàn … tặng Cờ thi đua cho 01 tập thể, Bằng khen cho …; Liên đoàn Lao động … tặng …», no full stop.

    `granters` names each granter's code; one that it does not hold goes by its level's name, or by its own code where
    that is no level. Adjacent words are one segment. `pad` writes numbers below ten with two digits.
    """
    pieces: list[Segment] = []
    for part in parts:
        if pieces:
            pieces.append(Segment("; "))
        pieces.extend(clause(part, granters, pad))
    return _joined(pieces)


def clause(part: GranterPart, granters: Mapping[str, str], pad: bool = True) -> tuple[Segment, ...]:
    """What one granter gave, as a clause; `granters` and `pad` as in `sentence`."""
    pieces = [Segment(granter_name(part, granters))]
    said = ""
    for number, form_part in enumerate(part.forms):
        verb = form_part.form.verb
        opening = f"{verb} " if verb != said else ""
        pieces.append(Segment(f", {opening}" if number else f" {opening}"))
        said = "" if verb == _RECOGNISE else verb  # «công nhận 83 tập thể đạt …» does not share its verb
        pieces.extend(_given(part, form_part, pad))
    return _joined(pieces)


def granter_name(part: GranterPart, granters: Mapping[str, str]) -> str:
    """The granter's name for a sentence: a body that the list names itself is never called by its level's name."""
    if part.granter in list(AwardLevel):
        return granters.get(part.granter) or LEVEL_NAMES[part.level]
    return granters.get(part.granter) or part.granter


def form_name(form: AwardForm, granters: Mapping[str, str]) -> str:
    """«Bằng khen của Liên đoàn Lao động tỉnh Sông Vàng»: the granter's own name where the catalogue has its level's."""
    granter = granters.get(form.level)
    generic = form.name.startswith(f"{form.short_name} của ")
    return f"{form.short_name} của {granter}" if granter and generic and not form.external else form.name


def padded(count: int, pad: bool = True) -> str:
    """«07», «44», «1.846»: awards are written with two digits at least, unless the office does not pad."""
    return f"{count:0{2 if pad else 1},}".replace(",", ".")


def _given(part: GranterPart, form_part: FormPart, pad: bool) -> list[Segment]:
    """«Bằng khen cho 01 tập thể và 44 cá nhân có thành tích …», or «83 tập thể đạt …» after «công nhận»."""
    recipients = _recipients(part, form_part, pad)
    name = _form_name(form_part.form)
    reason = [Segment(f" {_reason_words(form_part.reason)}")] if form_part.reason else []
    if form_part.form.verb == _RECOGNISE:
        return [*recipients, Segment(f" {name}"), *reason]
    return [Segment(f"{name} cho "), *recipients, *reason]


def _recipients(part: GranterPart, form_part: FormPart, pad: bool) -> list[Segment]:
    same_form = [other for other in part.forms if other.form.code == form_part.form.code]
    suffix = f"/{same_form.index(form_part) + 1}" if len(same_form) > 1 else ""
    pieces: list[Segment] = []
    for recipient, letter in ((Recipient.COLLECTIVE, "T"), (Recipient.INDIVIDUAL, "C")):
        awards = tuple(award for award in form_part.awards if award.recipient is recipient)
        count = count_of(awards, recipient)
        if not count:
            continue
        if pieces:
            pieces.append(Segment(" và "))
        key = f"KT/{part.granter}/{form_part.form.code}/{letter}{suffix}"
        pieces.append(Segment(f"{padded(count, pad)} {recipient}", key, count, awards))
    return pieces


def _form_name(form: AwardForm) -> str:
    """What stands after the verb. The State's forms keep their full name: several bodies grant them.

    A title is called one («danh hiệu Lao động tiên tiến»), except the flags, which are titles in law and not in speech.
    """
    name = form.name if form.level is AwardLevel.STATE else form.short_name or form.name
    titled = form.kind is AwardKind.TITLE and not folded(name).startswith(("danh hiệu", "cờ "))
    return f"danh hiệu {name}" if titled else name


def _reason_words(reason: str) -> str:
    """The reason as it follows the recipients: «có thành tích …», «hoàn thành xuất sắc …»."""
    text = " ".join(reason.split()).rstrip(".;, ")
    if text[:1].isupper() and text[1:2].islower():
        text = text[0].lower() + text[1:]
    return f"có {text}" if text.startswith(_WITHOUT_HAVING) else text


def _by_reason(row: AwardRow) -> list[FormPart]:
    groups: dict[str, list[Award]] = {}
    reasons: dict[str, str] = {}
    for award in row.awards:
        if award.count:
            groups.setdefault(folded(award.reason), []).append(award)
            reasons.setdefault(folded(award.reason), award.reason)
    return [FormPart(row.form, reasons[key], tuple(group)) for key, group in groups.items()]


def _joined(pieces: Iterable[Segment]) -> tuple[Segment, ...]:
    """The pieces with words next to each other made one."""
    found: list[Segment] = []
    for piece in pieces:
        if found and not piece.key and not found[-1].key:
            found[-1] = Segment(found[-1].text + piece.text)
        else:
            found.append(piece)
    return tuple(found)
