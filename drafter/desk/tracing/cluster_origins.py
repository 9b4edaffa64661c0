"""Turn the key of a cluster's figure into the rows that it is counted from: members, scores, ballots."""

from __future__ import annotations

from drafter.clusters.members import REGISTER as CLUSTER
from drafter.clusters.score_sheet import SCORES, UnitSheet
from drafter.desk.evidence import Evidence
from drafter.desk.tracing.derivation import Derivation, Fact
from drafter.desk.workspace import OWN_SCORING
from drafter.model.figure import Source
from drafter.model.register import Row
from drafter.render.cluster_slots import cluster_of
from drafter.render.score_workbook import GIVEN
from drafter.render.scoring import VOTE_COLUMNS, ballot_key, votes_of
from drafter.wording.numbers import number
from drafter.wording.percents import percent


def cluster_origin(evidence: Evidence, key: str) -> Derivation | None:
    """How a number of members, points, a rank or votes came about; None where the key is no cluster's."""
    head, _, what = key.partition("#")
    if not head.startswith("cum/"):
        return None
    if what in ("so_don_vi", "ten"):
        return _members(evidence)
    if what.startswith("bang|"):
        return _table(evidence, what)
    if what.startswith("cham|"):
        return _given(evidence, what)
    if what.startswith("phieu.") and what.count(".") > 1:
        return _ballots(evidence, what)
    return _scores(evidence, what)


def _members(evidence: Evidence) -> Derivation:
    paper = evidence.paper
    cluster = cluster_of(paper)
    rows: dict[str, Row] = {}
    for row in paper.registers.get(CLUSTER, ()):
        rows.setdefault(row.text("don-vi") or row.organisation, row)
    facts = [Fact(paper.names.get(code, code), row.text("vai-tro"), row.source) for code, row in rows.items()]
    words = f"{len(cluster.members)} đơn vị có tên trong danh sách cụm"
    if cluster.unnamed:
        words += f"; số đơn vị khai trong drafter.toml: {cluster.count}"
    return Derivation("Số đơn vị của cụm", "", words, tuple(facts))


def _table(evidence: Evidence, what: str) -> Derivation:
    """A number of the scoring table: the cluster's own, else the one every cluster starts from."""
    table = evidence.paper.scoring
    _, code, name = what.split("|")
    line = table.by_code.get(code) or next((one for one in table.groups if one.code == code), None)
    title = _OF_TABLE[name.partition(".")[0]]
    own = (evidence.ws.folder / OWN_SCORING).is_file()
    words = "theo bảng chấm điểm của cụm" if own else "theo bảng chấm điểm mặc định của phần mềm"
    fact = Fact(line.name if line else "cả bảng", "", Source(file=OWN_SCORING) if own else Source())
    return Derivation(title, "", words, (fact,), ("chưa kiểm chứng",) if table.unverified else ())


_OF_TABLE = {
    "max": "Điểm tối đa", "tran": "Mức trần điểm thưởng, trừ", "tu": "Mức phải đạt", "diem": "Điểm của mức",
    "them": "Điểm hơn mức dưới", "tu_muc": "Mức phải đạt", "chi_tieu": "Chỉ tiêu chung",
    "can_dat": "Tỷ lệ phiếu cần đạt",
}  # fmt: skip


def _given(evidence: Evidence, what: str) -> Derivation | None:
    """The points that people gave a line: the unit itself, the others, who verified."""
    _, unit, code, of = what.split("|")
    paper = evidence.paper
    sheets = evidence.scoring.sheets
    title, points = GIVEN[of]
    for sheet in (one for one in sheets if one.unit == unit):
        scores = {line.criterion.code: line.score for line in sheet.lines}
        scores |= {one.adjustment.code: one.score for one in sheet.adjusted}
        score = scores.get(code)
        value = points(score) if score else None
        if score is not None and value is not None:
            fact = Fact(f"Tiêu chí {code}, {paper.names.get(unit, unit)}", number(value), score.source)
            return Derivation(title, "", "chép từ sổ chấm điểm", (fact,))
    return None


def _ballots(evidence: Evidence, what: str) -> Derivation:
    paper = evidence.paper
    mine = [one for one in evidence.scoring.ballots if f"{what}.".startswith(f"{ballot_key(one)}.")]
    column = [of for of in VOTE_COLUMNS if what.endswith(f".{of}")]
    facts = []
    for one in mine:
        votes = votes_of(one).get(column[0] if column else "dong_y")
        facts.append(Fact(one.about or one.subject, "" if votes is None else number(votes), one.source))
    if column:
        return Derivation("Kết quả bỏ phiếu", "", "chép từ sổ kết quả bỏ phiếu", tuple(facts))
    shares = []
    for one in mine:
        base, share = one.base(paper.scoring.ballot_base), one.share(paper.scoring.ballot_base)
        if one.agreed is not None and base is not None and share is not None:
            shares.append(f"{number(one.agreed)} ÷ {number(base)} × 100 = {percent(share, paper.style)}")
    return Derivation("Tỷ lệ phiếu đồng ý", "", "; ".join(shares) or "chưa có số phiếu", tuple(facts))


def _scores(evidence: Evidence, what: str) -> Derivation | None:
    name, _, unit = what.partition(".")
    paper = evidence.paper
    if SCORES not in paper.kind.registers or not unit:
        return None
    found = evidence.scoring
    sheet = next((one for one in found.sheets if one.unit == unit), None)
    if sheet is None:
        return None
    if name == "phieu":
        mine = [one for one in found.ballots if one.subject == unit]
        facts = [Fact(one.about, "" if one.agreed is None else number(one.agreed), one.source) for one in mine]
        return Derivation("Phiếu suy tôn", "", "chép từ sổ kết quả bỏ phiếu", tuple(facts))
    facts, by_rule = _score_facts(sheet, name)
    points = {"tong": sheet.total, "tu_cham": sheet.own_total, "tt": sheet.bonus + sheet.penalty, "hang": sheet.total}
    value = points.get(name, sheet.points_of(name))
    total = "" if value is None else f" = {number(value)}"
    words = f"cộng điểm các tiêu chí{total}"
    if name == "hang":
        words = f"xếp theo tổng điểm (đơn vị này{total}), bằng điểm thì theo các bước xét của cụm"
    remarks = (f"{by_rule} tiêu chí chấm tự động từ số liệu đơn vị nộp",) if by_rule else ()
    return Derivation(_TITLES.get(name, f"Điểm nhóm {name}"), "", words, tuple(facts), remarks)


_TITLES = {"hang": "Thứ hạng", "tong": "Tổng điểm", "tu_cham": "Điểm tự chấm", "tt": "Điểm thưởng, trừ"}


def _score_facts(sheet: UnitSheet, name: str) -> tuple[list[Fact], int]:
    """The rows that give a unit's points, and how many criteria are scored by rule from its figures."""
    facts: list[Fact] = []
    by_rule = 0
    for line in () if name == "tt" else sheet.groups.get(name, sheet.lines):
        points = line.score.own if name == "tu_cham" else line.counted
        if points is None:
            continue
        automatic = name != "tu_cham" and line.score.verified is None and line.auto is not None
        by_rule += automatic
        how = ", chấm theo số liệu của đơn vị" if automatic else ""
        facts.append(Fact(f"Tiêu chí {line.criterion.code}{how}", number(points), line.score.source))
    if name not in sheet.groups:
        for one in sheet.adjusted:
            if one.counted:
                facts.append(Fact(f"Điểm thưởng, trừ {one.adjustment.code}", number(one.counted), one.score.source))
    return facts, by_rule
