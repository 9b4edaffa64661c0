"""Turn the key of a figure of awards or nominations into the lines of the lists that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from drafter.awards.batch import Batch
from drafter.awards.money import BonusLine, bonuses
from drafter.awards.nomination import Nomination
from drafter.awards.sentences import clause, parts_of
from drafter.awards.summary import UNION_LEVELS, AwardRow
from drafter.desk.evidence import Evidence
from drafter.desk.tracing.derivation import Derivation, Fact
from drafter.model.award import Award, Recipient
from drafter.model.result import Total
from drafter.render.award_slots import row_key, summary_of
from drafter.render.nomination_lists import NOMINEE_NUMBERS, listed
from drafter.render.nomination_slots import nominations_by_section
from drafter.standards.bonus import base_salary
from drafter.wording.numbers import number

_LETTERS = {"T": Recipient.COLLECTIVE, "C": Recipient.INDIVIDUAL}
_LISTED = "cộng các dòng của danh sách khen thưởng"


def award_facts(evidence: Evidence, total: Total) -> list[Fact]:
    """The lines of award lists that an indicator counts."""
    found: list[Award] = []
    for row in _award_rows(evidence):
        for recipient in Recipient:
            if row.form.counted_in(recipient) == total.indicator:
                found += [award for award in row.awards if award.recipient is recipient]
    return _of_awards(evidence, found)


def awards_origin(evidence: Evidence, key: str) -> Derivation | None:
    """Awards given: a number of the award sentence, or the union's own totals."""
    if not key.startswith("KT/") or "/DN/" in key:
        return None
    bare, _, aspect = key.partition("#")
    if "|" in aspect:
        return _row_of_annex(evidence, key)
    if aspect:
        wanted = Recipient.COLLECTIVE if aspect == "tap_the" else Recipient.INDIVIDUAL
        own = (row for row in _award_rows(evidence) if row.level in UNION_LEVELS)
        lines = [award for row in own for award in row.awards if award.recipient is wanted]
        how = f"cộng các dòng khen {wanted} của tổ chức công đoàn"
        return counted("Khen thưởng", how, _of_awards(evidence, lines))
    end = f"/{evidence.paper.organisation}/{evidence.paper.period}"
    for part in parts_of(_award_rows(evidence)):
        for one in clause(part, evidence.paper.office.granters):
            if one.key and f"{one.key}{end}" == bare:
                return counted("Khen thưởng", _LISTED, _of_awards(evidence, one.awards))
    return None


def _row_of_annex(evidence: Evidence, key: str) -> Derivation | None:
    """A count in the award annex: of one kind of recipient, one form, one granter."""
    for row in _award_rows(evidence):
        for side, wanted in _LETTERS.items():
            if row_key(row, side, evidence.paper) == key:
                lines = [award for award in row.awards if award.recipient is wanted]
                return counted("Khen thưởng", _LISTED, _of_awards(evidence, lines))
    return None


def nominee_origin(evidence: Evidence, key: str) -> Derivation | None:
    """What a list tells of one nominee: year of birth, members, initiatives; None where the key is none of theirs."""
    if not key.startswith("DNH/"):
        return None
    who, _, field = key.rpartition("#")
    who = who.partition("|")[0]
    title, told = NOMINEE_NUMBERS[field]
    mine = evidence.nominees.get(who, ())
    facts = [
        Fact(one.described, "" if (value := told(one)) is None else str(value), one.source)
        for one in mine
        if told(one) is not None
    ]
    return Derivation(title, "", "chép từ danh sách đề nghị khen thưởng", tuple(facts)) if facts else None


def _award_rows(evidence: Evidence) -> tuple[AwardRow, ...]:
    found = summary_of(evidence.paper)
    return (*found.rows, *found.external)


def _of_awards(evidence: Evidence, awards: Iterable[Award]) -> list[Fact]:
    names = evidence.paper.names
    return [
        Fact(one.name or f"{names.get(one.organisation, one.organisation)}, không ghi tên", str(one.count), one.source)
        for one in awards
    ]


def counted(title: str, how: str, facts: Sequence[Fact]) -> Derivation:
    """A count of lines: what each stands for is added."""
    total = sum(int(fact.value) for fact in facts if fact.value.isdigit())
    return Derivation(title, "", f"{how} = {number(total)}", tuple(facts))


def nominations_origin(evidence: Evidence, key: str) -> Derivation | None:
    """Nominations: how many, of which form and kind, in which group of a list, and their bonus."""
    sentence, found, rest = key.partition("/DN/")
    if not found:
        sentence, rest = "", key.removeprefix("DN/") if key.startswith("DN/") else ""
    if not rest:
        return None
    paper = evidence.paper
    batch = evidence.batch
    section, _, tail = rest.partition(f"/{paper.organisation}/{paper.period}")
    chosen = nominations_by_section(paper, batch).get(section)
    if section == "truc_tiep":
        chosen = [one for one in batch.nominations if one.recipient is Recipient.INDIVIDUAL]
    if chosen is None:
        return None
    tokens = [token for token in (*sentence.split("/"), *tail.split("#")[0].split("/")) if token]
    if "luong_co_so" in tokens:
        return _salary(batch)
    chosen = _chosen(evidence, chosen, tokens)
    if "tien" in tokens:
        return _money(batch, chosen)
    return counted("Đề nghị khen thưởng", "cộng các dòng của danh sách đề nghị", _lines(chosen))


def _lines(nominations: Iterable[Nomination]) -> list[Fact]:
    return [Fact(one.described or one.unit_name, str(one.count), one.source) for one in nominations]


def _chosen(evidence: Evidence, nominations: Sequence[Nomination], tokens: Sequence[str]) -> list[Nomination]:
    """The nominations that the parts of a key speak of: a form, a kind of recipient, a group of a list."""
    forms = {one.form for one in nominations}
    kinds = {**_LETTERS, **{str(each): each for each in Recipient}}
    found = list(nominations)
    for before, token in zip(("", *tokens), tokens, strict=False):
        if token in forms:
            found = [one for one in found if one.form == token]
        elif token in kinds:
            found = [one for one in found if one.recipient is kinds[token]]
        elif token.isdigit() and before in _LETTERS:
            groups = list(listed(evidence.paper, found, evidence.paper.office.awards.order))
            found = list(groups[int(token) - 1].nominations) if int(token) <= len(groups) else found
    return found


def _salary(batch: Batch) -> Derivation:
    salary = base_salary(batch.day)
    if salary is None:
        return Derivation("Mức lương cơ sở", "", "chưa biết mức lương cơ sở vào ngày ấy")
    words = f"mức lương cơ sở áp dụng từ ngày {salary.valid_from:%d/%m/%Y}: {number(salary.amount)} đồng"
    return Derivation("Mức lương cơ sở", "", words, remarks=("chưa kiểm chứng",) if salary.unverified else ())


def _money(batch: Batch, chosen: Sequence[Nomination]) -> Derivation:
    """The bonus of the chosen: the multiple of the base salary, times those who get it."""
    mine = set(map(id, chosen))
    lines = bonuses(replace(batch, nominations=tuple(one for one in batch.nominations if id(one) in mine))).lines
    words = "; ".join(_reckoned(line, batch) for line in lines)
    total = sum(line.amount for line in lines if line.amount is not None)
    if len(lines) > 1:
        words += f"; cộng = {number(total)} đồng"
    return Derivation("Tiền thưởng", "", words or "chưa có ai được thưởng", tuple(_lines(chosen)))


def _reckoned(line: BonusLine, batch: Batch) -> str:
    salary = base_salary(batch.day)
    if line.each is None or line.multiple is None or line.amount is None or salary is None:
        return f"{line.form.short_name}: chưa tính được mức tiền"
    each = f"{number(line.multiple)} × {number(salary.amount)} = {number(line.each)} đồng"
    return f"mỗi {line.recipient}: {each}; {number(line.each)} × {number(line.count)} = {number(line.amount)} đồng"
