"""Turn nominations into the rows of an award list: in the office's order, under the heads of forms, levels or units.

Given names sort last word first with Vietnamese collation; collectives by their whole name.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from drafter.awards.nomination import Nomination
from drafter.awards.sentences import LEVEL_NAMES, form_name
from drafter.fill.values import Carried, Marked
from drafter.model.award import Recipient
from drafter.model.award_choices import ListOrder
from drafter.render.paper import Paper
from drafter.render.slots import cell_number, gap
from drafter.standards.award_forms import AwardForm
from drafter.wording.collation import collation_key, person_key
from drafter.wording.counts import padded
from drafter.wording.lists import capital_first
from drafter.wording.percents import percent_of
from drafter.wording.quotes import paper_quotes

_COLLECTIVE_GROUP = "Tập thể"
_SHORT_GRADES = {
    "hoàn thành xuất sắc nhiệm vụ": "HTXSNV",
    "hoàn thành tốt nhiệm vụ": "HTTNV",
    "hoàn thành nhiệm vụ": "HTNV",
    "không hoàn thành nhiệm vụ": "KHTNV",
}


@dataclass(frozen=True)
class Listed:
    """Nominations under one head of a list; `title` is empty where the whole list has none."""

    title: str
    nominations: tuple[Nomination, ...]


def listed(paper: Paper, nominations: Iterable[Nomination], order: ListOrder) -> tuple[Listed, ...]:
    """The nominations under their heads; what has no known form is left out (the checks ask about it)."""
    known = [one for one in nominations if one.form in paper.award_forms]
    head = _HEADS[order]
    ordered = sorted(known, key=lambda one: (head(paper, one)[0], sort_key(paper, one)))
    groups = groupby(ordered, key=lambda one: head(paper, one))
    return tuple(Listed(title, tuple(group)) for (_, title), group in groups)


def sort_key(paper: Paper, one: Nomination) -> tuple[object, ...]:
    """Collectives first, then by name, form, unit and title; whoever has no name comes last of its kind."""
    person = one.recipient is Recipient.INDIVIDUAL
    name: tuple[object, ...] = person_key(one.name) if person else collation_key(one.name)
    form = paper.award_forms[one.form]
    return (
        person,
        not one.name,
        name,
        form.order,
        collation_key(one.unit_name),
        collation_key(one.title),
        one.born or 0,
    )


def _by_name(_: Paper, __: Nomination) -> tuple[tuple[object, ...], str]:
    return (), ""


def _by_form(paper: Paper, one: Nomination) -> tuple[tuple[object, ...], str]:
    form = paper.award_forms[one.form]
    theme = f", chuyên đề “{one.theme}”" if one.theme else ""
    return (form.order, collation_key(one.theme)), f"{printed_form(form, paper)}{theme}"


def _by_level(paper: Paper, one: Nomination) -> tuple[tuple[object, ...], str]:
    level = paper.award_forms[one.form].level
    return (list(LEVEL_NAMES).index(level),), paper.office.granters.get(level) or LEVEL_NAMES[level]


def _by_unit(paper: Paper, one: Nomination) -> tuple[tuple[object, ...], str]:
    place = {code: number for number, code in enumerate(paper.names)}
    return (place.get(one.unit, len(place)), collation_key(one.unit_name)), one.unit_name


_HEADS: Mapping[ListOrder, Callable[[Paper, Nomination], tuple[tuple[object, ...], str]]] = {
    ListOrder.NAME: _by_name,
    ListOrder.FORM: _by_form,
    ListOrder.LEVEL: _by_level,
    ListOrder.UNIT: _by_unit,
}


def printed_form(form: AwardForm, paper: Paper) -> str:
    """A form's name in a paper: with its granter, its first letter a capital, the paper's quotation marks."""
    return capital_first(paper_quotes(form_name(form, paper.office.granters)))


def list_slots(paper: Paper, groups: Iterable[Listed], key: str) -> dict[str, object]:
    """What a template sees of one list: its groups with their rows, numbered through the whole list.

    A row that stands for several has all their numbers («1-44»): the last number is how many the list holds.
    """
    found: list[dict[str, object]] = []
    seen: Counter[str] = Counter()
    number = 0
    for place, group in enumerate(groups, 1):
        rows = []
        for one in group.nominations:
            who = nominee_key(paper, one)
            seen[who] += 1
            mine = who if seen[who] == 1 else f"{who}|{seen[who]}"
            rows.append(row_slots(paper, one, number + 1, f"{key}/{place}", mine))
            number += one.count
        count = sum(one.count for one in group.nominations)
        noun = str(group.nominations[0].recipient)
        shown = Carried(padded(count, noun, paper.style), f"{key}/{place}", group.title or "Danh sách", count)
        found.append({"ten": group.title, "so": shown, "dong": rows})
    return {"co": bool(found), "nhom": found, "co_dau_nhom": any(group["ten"] for group in found)}


def row_slots(paper: Paper, one: Nomination, number: int, key: str, who: str) -> dict[str, object]:
    """One row. A count without names is a visible gap in the name's place; what nobody told stays empty.

    `key` is that of the group, `who` begins the keys of the row's own numbers.
    """
    form = paper.award_forms[one.form]
    unit = in_list(one.unit_name if one.unit_name != one.name else paper.standing.name)
    born = _told(who, one, "nam_sinh")
    return {
        "tt": number if one.count == 1 else f"{number}-{number + one.count - 1}",
        "danh_xung": one.salutation,
        "ten": Marked(one.name, who) if one.name else _unnamed(paper, one, key),
        "gioi_tinh": one.sex,
        "nam_sinh": born or "",
        "nam_sinh_nam": born if born and one.sex == "Nam" else "",
        "nam_sinh_nu": born if born and one.sex == "Nữ" else "",
        "chuc_vu": one.title,
        "phong_ban": one.department,
        "don_vi": unit,
        "chuc_vu_don_vi": ", ".join(part for part in (one.title, one.department, unit) if part),
        "phan_loai": "" if one.group == _COLLECTIVE_GROUP else one.group,
        "hinh_thuc": printed_form(form, paper),
        "hinh_thuc_ngan": capital_first(paper_quotes(form.short_name)),
        "loai_khen": one.scheme or "",
        "chuyen_de": one.theme,
        "thanh_tich": paper_quotes(one.merit),
        "thoi_gian": _stretch(one),
        "da_khen": paper_quotes(one.honours_text),
        "xep_loai": _grades(one, paper),
        "sang_kien": _told(who, one, "sang_kien"),
        "ten_sang_kien": one.initiative_names,
        "phieu": votes(one, paper),
        "so_doan_vien": _told(who, one, "so_doan_vien"),
        "so_nu": _told(who, one, "so_nu"),
        "ghi_chu": one.note,
    }


def nominee_key(paper: Paper, one: Nomination) -> str:
    """The key of what a list tells of one nominee; of one who is entered twice, the others' end in «|2»."""
    who = hashlib.sha256("|".join((*one.who, one.form)).encode()).hexdigest()[:12]
    return f"DNH/{paper.organisation}/{paper.period}#{who}"


NOMINEE_NUMBERS: Mapping[str, tuple[str, Callable[[Nomination], int | None]]] = {
    "nam_sinh": ("Năm sinh", lambda one: one.born or None),
    "sang_kien": ("Số sáng kiến", lambda one: one.initiatives),
    "so_doan_vien": ("Số đoàn viên", lambda one: one.members),
    "so_nu": ("Số nữ", lambda one: one.women),
}
"""The numbers that a list tells of one nominee, each with its name; None where nobody told it."""


def _told(who: str, one: Nomination, field: str) -> Carried | str:
    """A number of a row, empty where nobody told it."""
    label, of = NOMINEE_NUMBERS[field]
    found = cell_number(of(one), f"{who}#{field}", f"{label} – {one.name}")
    return "" if found is None else replace(found, text=str(found.value))


def votes(one: Nomination, paper: Paper) -> str:
    """«14/15 (93,33%)»; empty where the votes are not told."""
    if one.votes_for is None or not one.votes_total:
        return ""
    return f"{one.votes_for}/{one.votes_total} ({percent_of(one.votes_for, one.votes_total, paper.style)})"


def _unnamed(paper: Paper, one: Nomination, key: str) -> Carried:
    name = printed_form(paper.award_forms[one.form], paper)
    what = f"danh sách {padded(one.count, str(one.recipient), paper.style)} được đề nghị {name}"
    return gap(f"{key}/{one.form}/{one.recipient}", what)


def in_list(name: str) -> str:
    """A unit's name in a table: «CĐCS Trường …», as offices write it where room is short."""
    return f"CĐCS {name.removeprefix('Công đoàn cơ sở ')}" if name.startswith("Công đoàn cơ sở ") else name


def _stretch(one: Nomination) -> str:
    if one.achieved_from is None or one.achieved_to is None:
        return ""
    return f"{one.achieved_from:%d/%m/%Y} - {one.achieved_to:%d/%m/%Y}"


def _grades(one: Nomination, paper: Paper) -> str:
    """«HTTNV (2023); HTXSNV (2024, 2025)», the years that were told, the oldest first."""
    year = paper.period.end_year or paper.period.year
    told = [(grade, str(year - back)) for back, grade in reversed(tuple(enumerate(one.grades))) if grade]
    alike = groupby(told, key=lambda pair: pair[0])
    return "; ".join(
        f"{_SHORT_GRADES.get(grade, grade)} ({', '.join(when for _, when in years)})" for grade, years in alike
    )
