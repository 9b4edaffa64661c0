"""Turn a cluster's scoring and ballots into what its papers and its scoring workbook see.

Numbers in the paper are those of the pure rules; the workbook holds what was given and works the rest out by formulas,
which a test holds against the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafter.clusters.ballots import Ballot, acclamations, check_ballots, read_ballots
from drafter.clusters.members import Cluster
from drafter.clusters.proposals import Proposal, propose
from drafter.clusters.ranking import Ranked, Ranking, check_ranking, rank, step_words
from drafter.clusters.score_sheet import SCORES, Adjusted, Line, UnitSheet
from drafter.clusters.scoring import score_sheets
from drafter.fill.values import Carried
from drafter.model.problem import Problem
from drafter.render.cluster_figures import short_name
from drafter.render.paper import Paper
from drafter.render.slots import GAP, gap
from drafter.standards.cluster_scoring import (
    BALLOTS,
    MOST_TIE_STEPS,
    Adjustment,
    AutoRule,
    Criterion,
    Rule,
    ScoreGroup,
    ScoringTable,
)
from drafter.wording.lists import and_list
from drafter.wording.numbers import number
from drafter.wording.percents import percent

VOTES = "bo-phieu"
_RULE_WORDS = {
    Rule.PROPORTIONAL: "điểm tối đa × thực hiện / chỉ tiêu, không quá điểm tối đa",
    Rule.BANDS: "theo mức đạt được",
    Rule.YES_NO: "đạt từ mức quy định được điểm tối đa, dưới mức 0 điểm",
}
_BASE_WORDS = {
    "thanh_vien": "tổng số thành viên",
    "phat_ra": "số phiếu phát ra",
    "thu_ve": "số phiếu thu về",
    "hop_le": "số phiếu hợp lệ",
}


@dataclass(frozen=True)
class Scoring:
    """A cluster's whole scoring: the table, each unit's sheet, the ballots, the ranks, what is proposed and asked."""

    table: ScoringTable
    sheets: tuple[UnitSheet, ...]
    ballots: tuple[Ballot, ...]
    ranking: Ranking
    proposals: tuple[Proposal, ...]
    problems: tuple[Problem, ...]


def scoring_of(paper: Paper, cluster: Cluster) -> Scoring:
    """Score and rank the members by the registers of the paper."""
    table = paper.scoring
    names = {code: short_name(name) for code, name in paper.names.items()}
    members = {code: paper.names.get(code, code) for code in cluster.members}
    sheets, asked = score_sheets(table, paper.registers.get(SCORES, ()), cluster.members, paper.unit_totals, names)
    ballots = read_ballots(paper.registers.get(VOTES, ()), members)
    ranking = rank(table, sheets, acclamations(ballots, cluster.members))
    forms = {rule.form: _form_name(paper, rule.form) for rule in table.proposals}
    proposals, undecided = propose(table, ranking, ballots, names, forms)
    problems = (
        *asked,
        *check_ranking(table, ranking, names),
        *check_ballots(ballots, table.ballot_base, table.ballot_least, names),
        *undecided,
    )
    return Scoring(table, sheets, ballots, ranking, proposals, problems)


def score_questions(paper: Paper, cluster: Cluster) -> tuple[Problem, ...]:
    """What to ask about scores and ballots; nothing where the kind keeps none."""
    return scoring_of(paper, cluster).problems if SCORES in paper.kind.registers else ()


def score_slots(paper: Paper, cluster: Cluster) -> dict[str, object]:
    """The scores, ranks, ballots and proposals, for the paper and for the workbook; {} where the kind keeps none."""
    if SCORES not in paper.kind.registers:
        return {}
    found = scoring_of(paper, cluster)
    scored = any(sheet.scored for sheet in found.sheets)
    return {
        "co_diem": scored,
        "chua_cham_diem": "" if scored else gap(_key(paper, "diem"), "kết quả chấm điểm thi đua"),
        "chua_kiem_chung": _unverified(paper, found.table),
        "nhom_diem": [{"ma": group.code, "ten": group.name, "max": group.max} for group in found.table.groups],
        "tong_toi_da": found.table.total,
        "xep_hang": [_ranked(paper, found, one) for one in found.ranking.in_order()],
        "dong_hang": list(_ties(paper, found.ranking)),
        "goc_phieu": _BASE_WORDS[found.table.ballot_base],
        "bo_phieu": [_ballot(paper, found.table, ballot) for ballot in found.ballots],
        "de_nghi_khen": [_proposal(paper, one) for one in found.proposals],
        "so": _workbook(paper, found),
    }


def _key(paper: Paper, what: str) -> str:
    return f"cum/{paper.organisation}/{paper.period}#{what}"


def _unverified(paper: Paper, table: ScoringTable) -> Carried | str:
    """A visible mark where nobody has confirmed the table."""
    if not table.unverified:
        return ""
    what = "bảng điểm mặc định, chưa kiểm chứng"
    key = _key(paper, f"bang_diem{GAP}")
    label = "bảng chấm điểm theo quy chế của cụm (đang dùng bảng mặc định, chưa kiểm chứng)"
    return Carried(f"[{what}]", key, label, highlight="yellow")


def _ties(paper: Paper, ranking: Ranking) -> Iterator[dict[str, object]]:
    """Each tie that no step parted, with a gap for how the cluster ranks those units."""
    for tie in dict.fromkeys(tuple(sorted((one.unit, *one.tied))) for one in ranking.units if one.tied):
        place = next(one.rank for one in ranking.units if one.unit in tie)
        names = and_list(_name(paper, unit) for unit in tie)
        yield {"don_vi": names, "hang": place, "cho": gap(_key(paper, f"dong_hang.{place}"), f"cách xếp hạng {names}")}


def _name(paper: Paper, unit: str) -> str:
    return short_name(paper.names.get(unit, unit))


def _points(paper: Paper, what: str, value: Decimal | None, label: str) -> Carried | str:
    """Points as printed («92,5»); an empty text where there are none."""
    return "" if value is None else Carried(number(value), _key(paper, what), label, value)


def _ranked(paper: Paper, found: Scoring, one: Ranked) -> dict[str, object]:
    sheet = next(sheet for sheet in found.sheets if sheet.unit == one.unit)
    unit, name = one.unit, _name(paper, one.unit)
    return {
        "hang": "" if one.rank is None else Carried(str(one.rank), _key(paper, f"hang.{unit}"), "Thứ hạng", one.rank),
        "dong_hang": [_name(paper, other) for other in one.tied],
        "don_vi": name,
        "tu_cham": _points(paper, f"tu_cham.{unit}", sheet.own_total, f"Điểm tự chấm của {name}"),
        "nhom": [
            _points(paper, f"{group.code}.{unit}", sheet.points_of(group.code), f"Điểm nhóm {group.code} của {name}")
            for group in found.table.groups
        ],
        "thuong_tru": _points(paper, f"tt.{unit}", sheet.bonus + sheet.penalty, f"Điểm thưởng, trừ của {name}"),
        "tong": _points(paper, f"tong.{unit}", one.total, f"Tổng điểm của {name}"),
        "phieu": _points(paper, f"phieu.{unit}", one.votes, f"Phiếu suy tôn {name}"),
        "con_thieu": len(sheet.missing),
    }


def _ballot(paper: Paper, table: ScoringTable, ballot: Ballot) -> dict[str, object]:
    """One count of votes: the numbers as they stand, the share where there is one."""
    share, name = ballot.share(table.ballot_base), _name(paper, ballot.subject)
    key = f"phieu.{ballot.form or 'suy_ton'}.{ballot.subject}"
    label = f"Phiếu của {name}"
    return {
        "noi_dung": ballot.about,
        "doi_tuong": name,
        **{of: _points(paper, f"{key}.{of}", value, label) for of, value in _votes(ballot).items()},
        "ty_le": "" if share is None else Carried(percent(share, paper.style), _key(paper, key), label),
        "khop": ballot.adds_up,
    }


def _votes(ballot: Ballot) -> dict[str, Decimal | None]:
    return {
        "thanh_vien": ballot.members,
        "phat_ra": ballot.issued,
        "thu_ve": ballot.returned,
        "hop_le": ballot.valid,
        "dong_y": ballot.agreed,
    }


def _proposal(paper: Paper, one: Proposal) -> dict[str, object]:
    return {"don_vi": _name(paper, one.unit), "hinh_thuc": _form_name(paper, one.form), "hang": one.rank}


def _form_name(paper: Paper, code: str) -> str:
    """«Cờ thi đua của Liên đoàn Lao động tỉnh …»: by its granter where the office names it."""
    form = paper.award_forms.get(code)
    if form is None:
        return code
    granter = paper.office.granters.get(form.level)
    return f"{form.short_name} của {granter}" if granter and form.short_name else form.name


def _workbook(paper: Paper, found: Scoring) -> dict[str, object]:
    """The scoring workbook: the table, what was given, and the steps that part equal totals."""
    table = found.table
    steps = (*table.tie, *("" for _ in range(MOST_TIE_STEPS - len(table.tie))))
    votes = {one.unit: one.votes for one in found.ranking.units}
    return {
        "so_le": table.decimals,
        "buoc": [
            {"ma": step, "ten": step_words(table, step) if step else "", "phieu": step == BALLOTS} for step in steps
        ],
        "quy_tac": list(_rules(table)),
        "muc": [
            {"ma": one.code, "ten": one.name, "tu": low, "diem": given}
            for one in table.criteria
            if one.auto
            for low, given in one.auto.bands
        ],
        "don_vi": [
            {
                "ma": sheet.unit,
                "ten": _name(paper, sheet.unit),
                "phieu": votes.get(sheet.unit),
                "nhom": [
                    {
                        "ma": group.code,
                        "ten": group.name,
                        "max": group.max,
                        "dong": [_line(line) for line in sheet.groups[group.code]],
                    }
                    for group in table.groups
                ],
                "thuong_tru": [_adjusted(one) for one in sheet.adjusted],
            }
            for sheet in found.sheets
        ],
        "phieu": [
            {
                "noi_dung": one.about,
                "doi_tuong": _name(paper, one.subject),
                "hinh_thuc": _form_name(paper, one.form),
                **_votes(one),
            }
            for one in found.ballots
        ],
        "goc": table.ballot_base,
        "can_dat": table.ballot_least,
    }


def _rules(table: ScoringTable) -> Iterator[dict[str, object]]:
    """The whole table in words, a row a criterion."""
    for group in table.groups:
        yield _rule_row(group, "", nhom=True)
        for one in group.criteria:
            yield _rule_row(one, _rule_words(one.auto), indicator=one.auto.indicator if one.auto else "")
    for adjustment in table.adjustments:
        capped = "" if adjustment.cap is None else f", nhiều nhất {number(adjustment.cap)}"
        yield _rule_row(adjustment, f"{number(adjustment.points)} điểm mỗi lần{capped}")


def _rule_row(
    line: ScoreGroup | Criterion | Adjustment, how: str, *, indicator: str = "", nhom: bool = False
) -> dict[str, object]:
    proved = not isinstance(line, ScoreGroup) and line.evidence
    return {
        "ma": line.code,
        "ten": line.name,
        "max": None if isinstance(line, Adjustment) else line.max,
        "nhom": nhom,
        "cach": how,
        "chi_so": indicator,
        "minh_chung": "có" if proved else "",
    }


def _rule_words(auto: AutoRule | None) -> str:
    """How a criterion is scored, in words."""
    if auto is None:
        return "chấm tay"
    words = _RULE_WORDS[auto.rule]
    if auto.rule is Rule.BANDS:
        unit = "% chỉ tiêu" if auto.of_target else ""
        words = "; ".join(f"từ {number(low)}{unit}: {number(given)} điểm" for low, given in auto.bands)
        words += "; dưới nữa: 0 điểm"
    elif auto.rule is Rule.YES_NO:
        words = f"từ {number(auto.least)} trở lên được điểm tối đa, dưới nữa 0 điểm"
    return f"{words}; chỉ tiêu chung {number(auto.target)}" if auto.target is not None else words


def _line(line: Line) -> dict[str, object]:
    auto, rule = line.auto, line.criterion.auto
    usable = auto is not None and auto.points is not None
    return {
        "ma": line.criterion.code,
        "ten": line.criterion.name,
        "max": line.criterion.max,
        "quy_tac": rule.rule.value if rule and usable else "",
        "theo_chi_tieu": bool(rule and rule.of_target),
        "tu_muc": rule.least if rule else None,
        "ket_qua": auto.result if auto else None,
        "chi_tieu": auto.target if auto else None,
        **_given(line.score.own, line.score.cross, line.score.verified),
        "minh_chung": line.score.evidence,
        "ghi_chu": "; ".join(_remarks(line)),
    }


def _remarks(line: Line) -> Sequence[str]:
    """What a reader of the workbook must know of a score."""
    auto = line.auto
    said = [line.score.note]
    if auto is not None and auto.points is None:
        said.append(auto.reason)
    if auto is not None and auto.approximate:
        said.append("tính theo số gần đúng")
    return [one for one in said if one]


def _adjusted(one: Adjusted) -> dict[str, object]:
    return {
        "ma": one.adjustment.code,
        "ten": one.adjustment.name,
        "loai": "cong" if one.adjustment.points > 0 else "tru",
        "tran": one.adjustment.cap,
        **_given(one.score.own, one.score.cross, one.score.verified),
        "minh_chung": one.score.evidence,
        "ghi_chu": one.score.note,
    }


def _given(own: Decimal | None, cross: Decimal | None, verified: Decimal | None) -> Mapping[str, object]:
    return {"tu_cham": own, "cham_cheo": cross, "tham_dinh": verified}
