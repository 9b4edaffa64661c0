"""Turn a paper's nominations into what the templates of an award dossier see: what is proposed, decided, paid, voted.

The counts in a sentence, the lists and the money come from the same nominations, so that they can never differ. Where
the office keeps no register of nominations, its own award list stands in: bare counts are then visible gaps in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain

from drafter.awards.batch import Batch
from drafter.awards.check_basis import check_basis
from drafter.awards.check_list import direct_share
from drafter.awards.money import BonusLine, bonuses
from drafter.awards.nomination import REGISTER, Nomination, as_awards, from_awards, nominations_of, with_history
from drafter.awards.nomination_checks import CHECKS
from drafter.awards.sentences import GranterPart, clause, parts_of
from drafter.awards.summary import summarise
from drafter.fill.values import Carried, Phrase
from drafter.model.award import Recipient
from drafter.model.organisation import Level
from drafter.model.problem import Problem
from drafter.render.certificate_slots import certificates
from drafter.render.minutes_slots import minutes_slots
from drafter.render.nomination_lists import list_slots, listed, printed_form
from drafter.render.paper import Paper
from drafter.render.slots import gap
from drafter.standards.award_forms import AwardForm, AwardKind, AwardLevel
from drafter.standards.bonus import BonusRounding, base_salary
from drafter.wording.counts import padded
from drafter.wording.numbers import number
from drafter.wording.percents import percent_of
from drafter.wording.quotes import paper_quotes

_NUMBER = re.compile(r"\d+/(?:\d{4}/)?[^\W\d_]+(?:-[^\W\d_]+)+")
_TO_WRITE = {
    "danh_sach": "danh sách đề nghị khen thưởng",
    "tham_dinh": "ý kiến thẩm định hồ sơ (đúng đối tượng, đủ điều kiện, tiêu chuẩn, hồ sơ, thủ tục)",
    "vang_mat": "ý kiến bằng văn bản của thành viên vắng mặt",
    "thoi_gian": "thời gian họp",
    "dia_diem": "địa điểm họp",
    "chu_tri": "họ tên, chức vụ người chủ trì",
    "thu_ky": "họ tên, chức vụ thư ký",
    "ket_qua": "kết quả bỏ phiếu",
    "ket_luan": "kết luận của hội đồng",
    "ket_thuc": "thời gian kết thúc",
    "ten_thu_ky": "họ tên thư ký",
    "ten_chu_tri": "họ tên người chủ trì",
}
_LEVELS = {
    Level.CONFEDERATION: AwardLevel.CONFEDERATION,
    Level.PROVINCE: AwardLevel.PROVINCE,
    Level.CENTRAL_BRANCH: AwardLevel.PROVINCE,
    Level.DISTRICT: AwardLevel.DIRECT_UPPER,
    Level.LOCAL_BRANCH: AwardLevel.DIRECT_UPPER,
    Level.COMMUNE: AwardLevel.DIRECT_UPPER,
    Level.GRASSROOTS: AwardLevel.GRASSROOTS,
}


def nomination_slots(paper: Paper) -> dict[str, object]:
    """`de_nghi`: what goes to upper levels (`trinh`), what the office decides itself (`quyet`), and all (`ca_dot`).

    `giay_khen` are the pages of certificates. Only a kind that names the register of nominations sees them.
    """
    if REGISTER not in paper.kind.registers:
        return {}
    batch = batch_of(paper)
    if not batch.nominations:
        return {"de_nghi": {"co": False, **_always(paper)}}
    sections = nominations_by_section(paper, batch)
    union = sections["ca_dot"]
    lists = (listed(paper, _of(sections["quyet"], who), paper.office.awards.order) for who in Recipient)
    return {
        "giay_khen": certificates(paper, chain.from_iterable(lists)),
        "de_nghi": {
            "co": True,
            **{name: _section(paper, batch, chosen, name) for name, chosen in sections.items()},
            **_always(paper),
            "truc_tiep": _direct(paper, batch),
            "bien_ban": minutes_slots(paper, batch, union),
        },
    }


def nominations_by_section(paper: Paper, batch: Batch) -> dict[str, list[Nomination]]:
    """The union's own nominations by what becomes of them: for upper levels, for the office itself, and all."""
    own = own_level(paper)
    union = [one for one in batch.nominations if (form := batch.form_of(one)) and not form.external]
    levels = list(AwardLevel)
    above = [one for one in union if levels.index(batch.forms[one.form].level) < levels.index(own)]
    decided = [one for one in union if batch.forms[one.form].level is own]
    return {"trinh": above, "quyet": decided, "ca_dot": union}


def _always(paper: Paper) -> dict[str, object]:
    """Who judges, and what a person must still write: each a visible gap."""
    at = f"DN/{{}}/{paper.organisation}/{paper.period}"
    return {
        "hoi_dong": paper.office.awards.council,
        "cho_trong": {name: gap(at.format(name), what) for name, what in _TO_WRITE.items()},
    }


def batch_of(paper: Paper) -> Batch:
    """The paper's nominations with what their checks need: of the register, else of the award lists."""
    rows = paper.registers.get(REGISTER, ())
    found = nominations_of(rows, paper.award_rules, paper.names) if rows else _given(paper)
    choices = paper.office.awards
    return Batch(
        with_history(found, paper.earlier_awards, paper.award_forms),
        paper.award_forms,
        paper.award_rules,
        paper.period,
        paper.day,
        rounding=BonusRounding(choices.rounding),
        granters=paper.office.granters,
        own_level=own_level(paper),
        own_basis=tuple((f"{paper.kind.code}/kind.toml", number) for number in cited_by(paper.kind.basis)),
    )


def _given(paper: Paper) -> tuple[Nomination, ...]:
    """The office's own award list in place of a register: what other bodies gave was never this office's to propose.

    Units' lists tell what they have been given already; they propose nobody.
    """
    forms = paper.award_forms
    own = (award for award in paper.awards if award.organisation == paper.organisation)
    return from_awards((one for one in own if one.form not in forms or not forms[one.form].external), paper.names)


def cited_by(entries: Iterable[str]) -> list[str]:
    """The numbers of regulations that a kind cites in whole lines of its own («Căn cứ Quyết định số 82/QĐ-LĐLĐ»)."""
    return [number for entry in entries if " " in entry for number in _NUMBER.findall(entry)]


def nomination_remarks(paper: Paper) -> tuple[Problem, ...]:
    """What there is to ask about the nominations of a paper that lists them; the kind asks about its own basis."""
    if REGISTER not in paper.kind.registers or not paper.kind.listing:
        return ()
    batch = batch_of(paper)
    return tuple(problem for check in CHECKS if check is not check_basis for problem in check(batch))


def own_level(paper: Paper) -> AwardLevel:
    """At which level the office itself grants: where it names itself as granter, else by its place in the union."""
    named = (level for level, name in paper.office.granters.items() if name == paper.standing.name)
    return next((AwardLevel(level) for level in named), _LEVELS.get(paper.standing.level, AwardLevel.GRASSROOTS))


def _section(paper: Paper, batch: Batch, nominations: Sequence[Nomination], name: str) -> dict[str, object]:
    key = f"DN/{name}/{paper.organisation}/{paper.period}"
    forms = sorted({batch.forms[one.form] for one in nominations}, key=lambda form: form.order)
    items = [_item(paper, form, nominations, key) for form in forms]
    found = summarise(as_awards(nominations, paper.organisation, paper.period), batch.forms)
    order = paper.office.awards.order
    return {
        "co": bool(nominations),
        "tong": _people(paper, nominations, key),
        "cau": [_clause(paper, part, key) for part in parts_of(found.rows)],
        "muc": items,
        "danh_hieu": [item for form, item in zip(forms, items, strict=True) if form.kind is AwardKind.TITLE],
        "hinh_thuc": [item for form, item in zip(forms, items, strict=True) if form.kind is AwardKind.COMMENDATION],
        "tap_the": list_slots(paper, listed(paper, _of(nominations, Recipient.COLLECTIVE), order), f"{key}/T"),
        "ca_nhan": list_slots(paper, listed(paper, _of(nominations, Recipient.INDIVIDUAL), order), f"{key}/C"),
        "tien": _money(paper, batch, nominations, key),
    }


def _of(nominations: Iterable[Nomination], who: Recipient) -> list[Nomination]:
    return [one for one in nominations if one.recipient is who]


def _item(paper: Paper, form: AwardForm, nominations: Iterable[Nomination], key: str) -> dict[str, object]:
    mine = [one for one in nominations if one.form == form.code]
    return {
        "ten": printed_form(form, paper),
        "ten_ngan": paper_quotes(form.short_name),
        "dong_tu": form.verb,
        "so_luong": _people(paper, mine, f"{key}/{form.code}"),
    }


def _people(paper: Paper, nominations: Iterable[Nomination], key: str) -> Phrase:
    """«01 tập thể và 44 cá nhân»; a side with nobody is left out."""
    mine = list(nominations)
    pieces: list[str | Carried] = []
    for who, letter in ((Recipient.COLLECTIVE, "T"), (Recipient.INDIVIDUAL, "C")):
        count = sum(one.count for one in mine if one.recipient is who)
        if count:
            pieces += [" và "] if pieces else []
            pieces.append(Carried(padded(count, str(who), paper.style), f"{key}/{letter}", "Đề nghị khen", count))
    return Phrase(tuple(pieces))


def _clause(paper: Paper, part: GranterPart, key: str) -> Phrase:
    segments = clause(part, paper.office.granters, paper.style.pad_below_ten)
    return Phrase(
        tuple(
            Carried(one.text, f"{one.key}/{key}", "Đề nghị khen", one.value) if one.key else paper_quotes(one.text)
            for one in segments
        )
    )


def _money(paper: Paper, batch: Batch, nominations: Iterable[Nomination], key: str) -> dict[str, object]:
    """The bonus of each form and the sum; an amount that nobody knows is a visible gap, and then there is no sum."""
    mine = set(map(id, nominations))
    chosen = Batch(tuple(one for one in batch.nominations if id(one) in mine), batch.forms, batch.rules, batch.period,
                   batch.day, batch.rounding, granters=batch.granters)  # fmt: skip
    found = bonuses(chosen)
    salary = base_salary(batch.day)
    total = found.total
    return {
        "co": bool(found.lines),
        "dong": [_money_line(paper, line, f"{key}/tien") for line in found.lines],
        "tong": _dong(total, f"{key}/tien", "tổng số tiền thưởng"),
        "du": total is not None,
        "luong_co_so": _dong(salary.amount if salary else None, f"{key}/luong_co_so", "mức lương cơ sở"),
    }


def _money_line(paper: Paper, line: BonusLine, key: str) -> dict[str, object]:
    name = printed_form(line.form, paper)
    at = f"{key}/{line.form.code}/{line.recipient}"
    return {
        "ten": name,
        "doi_tuong": str(line.recipient),
        "so": Carried(padded(line.count, str(line.recipient), paper.style), at, name, line.count),
        "muc": _dong(line.each, f"{at}#muc", f"mức tiền thưởng {name} cho {line.recipient}"),
        "tien": _dong(line.amount, f"{at}#tien", f"tiền thưởng {name} cho {line.recipient}"),
        "khong_thuong": len(line.unpaid),
    }


def _dong(amount: Decimal | None, key: str, what: str) -> Carried:
    return gap(key, what) if amount is None else Carried(f"{number(amount)} đồng", key, what, amount)


def _direct(paper: Paper, batch: Batch) -> dict[str, object]:
    """The share of direct workers among the individuals; none is told while anybody's class is not known."""
    share = direct_share(batch)
    known = bool(share.total) and not share.untold
    key = f"DN/truc_tiep/{paper.organisation}/{paper.period}"
    told = f"{number(share.direct)}/{number(share.total)} cá nhân, {percent_of(share.direct, share.total, paper.style)}"
    whole = padded(share.total, str(Recipient.INDIVIDUAL), paper.style)
    return {
        "co": known,
        "tat_ca": known and share.direct == share.total > 1,
        "so": Carried(whole, key, "Người trực tiếp lao động", share.direct) if known else "",
        "ty_le": Carried(told, key, "Người trực tiếp lao động", share.direct) if known else "",
    }
