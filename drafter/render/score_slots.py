"""Turn a cluster's scoring and ballots into what its papers see; the numbers are those of the pure rules."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from drafter.clusters.ballots import Ballot
from drafter.clusters.members import Cluster
from drafter.clusters.proposals import Proposal
from drafter.clusters.ranking import Ranked, Ranking
from drafter.clusters.score_sheet import SCORES
from drafter.fill.values import Carried
from drafter.render.paper import Paper
from drafter.render.score_workbook import group_key, of_table, workbook_slots
from drafter.render.scoring import Scoring, ballot_key, form_name, scoring_of, unit_name, votes_of
from drafter.render.slots import GAP, gap
from drafter.standards.cluster_scoring import ScoringTable
from drafter.wording.lists import and_list
from drafter.wording.numbers import number
from drafter.wording.percents import percent

_BASE_WORDS = {
    "thanh_vien": "tổng số thành viên",
    "phat_ra": "số phiếu phát ra",
    "thu_ve": "số phiếu thu về",
    "hop_le": "số phiếu hợp lệ",
}


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
        "nhom_diem": [
            {
                "ma": group.code,
                "khoa": group_key(group.code),
                "ten": group.name,
                "max": of_table(paper, group.max, group.code, "max"),
            }
            for group in found.table.groups
        ],
        "tong_toi_da": of_table(paper, found.table.total, "", "max"),
        "xep_hang": [_ranked(paper, found, one) for one in found.ranking.in_order()],
        "dong_hang": list(_ties(paper, found.ranking)),
        "goc_phieu": _BASE_WORDS[found.table.ballot_base],
        "bo_phieu": [_ballot(paper, found.table, ballot) for ballot in found.ballots],
        "de_nghi_khen": [_proposal(paper, one) for one in found.proposals],
        "so": workbook_slots(paper, found),
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
        names = and_list(unit_name(paper, unit) for unit in tie)
        yield {"don_vi": names, "hang": place, "cho": gap(_key(paper, f"dong_hang.{place}"), f"cách xếp hạng {names}")}


def _points(paper: Paper, what: str, value: Decimal | None, label: str) -> Carried | str:
    """Points as printed («92,5»); an empty text where there are none."""
    return "" if value is None else Carried(number(value), _key(paper, what), label, value)


def _ranked(paper: Paper, found: Scoring, one: Ranked) -> dict[str, object]:
    sheet = next(sheet for sheet in found.sheets if sheet.unit == one.unit)
    unit, name = one.unit, unit_name(paper, one.unit)
    return {
        "hang": "" if one.rank is None else Carried(str(one.rank), _key(paper, f"hang.{unit}"), "Thứ hạng", one.rank),
        "dong_hang": [unit_name(paper, other) for other in one.tied],
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
    share, name = ballot.share(table.ballot_base), unit_name(paper, ballot.subject)
    key = ballot_key(ballot)
    label = f"Phiếu của {name}"
    return {
        "noi_dung": ballot.about,
        "doi_tuong": name,
        **{of: _points(paper, f"{key}.{of}", value, label) for of, value in votes_of(ballot).items()},
        "ty_le": "" if share is None else Carried(percent(share, paper.style), _key(paper, key), label),
        "khop": ballot.adds_up,
    }


def _proposal(paper: Paper, one: Proposal) -> dict[str, object]:
    return {"don_vi": unit_name(paper, one.unit), "hinh_thuc": form_name(paper, one.form), "hang": one.rank}
