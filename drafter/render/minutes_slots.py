"""Turn ballots and the votes on each nomination into what the minutes of a judging council (biên bản bình xét) say.

Percents are of ALL members of the council, absent ones too: they stand in the minutes (NĐ 98/2023; NĐ 152/2025, Đ33.5).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from zlib import crc32

from drafter.awards.batch import Batch
from drafter.awards.nomination import Nomination
from drafter.clusters.ballots import Ballot, read_ballots
from drafter.fill.values import Carried
from drafter.model.award import Recipient
from drafter.render.nomination_lists import in_list, printed_form, sort_key, votes
from drafter.render.paper import Paper
from drafter.render.slots import gap
from drafter.wording.counts import padded
from drafter.wording.numbers import number
from drafter.wording.percents import percent_of

_BALLOTS = "bo-phieu"
_NO_RULE = "–"  # no rule asks for a share of the votes: a stroke, not an empty cell that looks forgotten


def minutes_slots(paper: Paper, batch: Batch, nominations: Iterable[Nomination]) -> dict[str, object]:
    """The members, each ballot of the register, and the nominations with the votes they got, collectives first."""
    key = f"BB/{paper.organisation}/{paper.period}"
    ballots = read_ballots(paper.registers.get(_BALLOTS, ()), paper.names)
    named = sorted((one for one in nominations if one.name), key=lambda one: _rank(paper, one))
    members = {one.members for one in ballots if one.members} | {
        Decimal(one.votes_total) for one in named if one.votes_total
    }
    voted = [_voted(paper, batch, one) for one in named if one.votes_total]
    all_of, present = _members(paper, members, key), _present(paper, key)
    failed = [one for one in voted if one["dat"] == "không đạt"]
    return {
        "thanh_vien": all_of,
        "co_mat": present,
        "vang": _absent(paper, all_of, present, key),
        "phieu": [_ballot(paper, one) for one in ballots],
        "ket_qua": [{"tt": place, **one} for place, one in enumerate(voted, 1)],
        "chua_du": failed,
        "so_chua_du": Carried(
            padded(len(failed), "trường hợp", paper.style), f"{key}/chua_du", "Chưa đủ tỷ lệ phiếu", len(failed)
        )
        if failed
        else "",
        "chua_ghi": sum(one.count for one in nominations) - len(voted) if voted else 0,
    }


def _rank(paper: Paper, one: Nomination) -> tuple[object, ...]:
    form = paper.award_forms[one.form]
    return (one.recipient is not Recipient.COLLECTIVE, form.order, *sort_key(paper, one))


def _members(paper: Paper, members: set[Decimal], key: str) -> Carried:
    """How many members the council has; a gap where nobody told, or where two numbers were told."""
    if len(members) != 1:
        return gap(f"{key}/thanh_vien", "số thành viên hội đồng")
    (count,) = members
    return Carried(padded(count, "thành viên", paper.style), f"{key}/thanh_vien", "Số thành viên hội đồng", count)


def _present(paper: Paper, key: str) -> Carried:
    """How many were there; a gap where nobody told, or where the ballots tell different numbers."""
    told = {row.number("co-mat") for row in paper.registers.get(_BALLOTS, ())} - {None}
    if len(told) != 1:
        return gap(f"{key}/co_mat", "số thành viên có mặt")
    count = told.pop() or Decimal(0)
    return Carried(padded(count, "thành viên", paper.style), f"{key}/co_mat", "Số thành viên có mặt", count)


def _absent(paper: Paper, all_of: Carried, present: Carried, key: str) -> Carried | str:
    """How many were not there; empty where nobody was missing, or where that is not known."""
    if not isinstance(all_of.value, Decimal) or not isinstance(present.value, Decimal):
        return ""
    count = all_of.value - present.value
    text = padded(count, "thành viên", paper.style)
    return Carried(text, f"{key}/vang", "Số thành viên vắng mặt", count) if count > 0 else ""


def _ballot(paper: Paper, one: Ballot) -> dict[str, object]:
    form = paper.award_forms.get(one.form)
    named = form is not None and form.short_name.casefold() in one.about.casefold()
    about = ": ".join(part for part in (one.about, paper.names.get(one.subject, one.subject)) if part)
    return {
        "noi_dung": f"{about} ({printed_form(form, paper)})" if form and not named else about,
        "phat_ra": _number(one.issued),
        "thu_ve": _number(one.returned),
        "hop_le": _number(one.valid),
        "dong_y": _number(one.agreed),
        "thanh_vien": _number(one.members),
        "ty_le": (percent_of(one.agreed, one.members, paper.style) or "") if one.adds_up else "",
    }


def _number(value: Decimal | None) -> str:
    return "" if value is None else number(value)


def _voted(paper: Paper, batch: Batch, one: Nomination) -> dict[str, object]:
    """Whom, for what, the votes, and whether they are enough.

    The last is a stroke where no rule says how many are, and empty where more votes than members are told:
    such votes are a gap of the paper, whatever a rule would say of them.
    """
    rule = batch.rules.votes_for(one.form, batch.day)
    unit = in_list(one.unit_name) if one.unit_name != one.name else ""
    too_many = bool(one.votes_for and one.votes_total and one.votes_for > one.votes_total)
    enough = _NO_RULE if rule is None else ""
    if too_many:
        enough = ""
    elif rule is not None and one.votes_for is not None and one.votes_total:
        enough = "đạt" if one.votes_for * 100 >= rule.percent * one.votes_total else "không đạt"
    return {
        "ten": one.name,
        "chuc_vu_don_vi": ", ".join(part for part in (one.title, unit) if part),
        "hinh_thuc": printed_form(paper.award_forms[one.form], paper),
        "phieu": _too_many(paper, one) if too_many else votes(one, paper),
        "dong_y": "" if one.votes_for is None else one.votes_for,
        "thanh_vien": one.votes_total,
        "ty_le": percent_of(one.votes_for, one.votes_total, paper.style) or "",
        "can": f"{rule.percent}%" if rule else _NO_RULE,
        "dat": enough,
    }


def _too_many(paper: Paper, one: Nomination) -> Carried:
    told = f"{one.votes_for}/{one.votes_total}"
    # A tag in Word holds 64 letters: whose votes they are stands in it as a number, not in words.
    whose = crc32(f"{one.unit}/{one.name}/{one.form}".encode()) & 0xFFFFFF
    key = f"BB/{paper.organisation}/{paper.period}/phieu.{whose:06x}"
    return gap(key, f"số phiếu đúng (đã ghi {told})", f"số phiếu đúng của {one.name} (đã ghi {told})")
