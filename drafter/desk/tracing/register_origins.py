"""Turn the key of a figure that no form gives into the rows it was counted from: grades, term targets, scores, ballots.

Each reader knows the keys of one module of `render`; a key that none knows has no origin, and the trace says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from drafter.classification.summary import Classification, GradedUnion
from drafter.desk.evidence import Evidence
from drafter.desk.tracing.award_origins import awards_origin, nominations_origin, nominee_origin
from drafter.desk.tracing.cluster_origins import cluster_origin
from drafter.desk.tracing.derivation import Derivation, Fact
from drafter.indicators.terms import TargetResult
from drafter.model.figure import Comparator
from drafter.model.indicator import Kind
from drafter.model.register import Row
from drafter.model.result import Verdict
from drafter.render.grade_slots import classified, union_keys
from drafter.render.interim_slots import LACKING
from drafter.render.nomination_slots import batch_of, nominations_by_section
from drafter.render.scoring import VOTES
from drafter.render.slots import GAP, FigureSlot, plain_name
from drafter.render.term_slots import TERM_REGISTER, judged_targets
from drafter.wording.lists import capital_first
from drafter.wording.numbers import number
from drafter.wording.percents import percent


def register_origin(evidence: Evidence, key: str) -> Derivation | None:
    """How a figure of registers and lists came about; None where the key is none of theirs."""
    bare = key.removesuffix(GAP)
    for read in _READERS:
        if (found := read(evidence, bare)) is not None:
            return found
    return _written(evidence, key) if key.endswith(GAP) else None


# -- grades of grassroots unions ------------------------------------------------


def _grades(evidence: Evidence, key: str) -> Derivation | None:
    head, _, rest = key.partition("/")
    found = classified(evidence.paper) if head.startswith(("XL", "CDCS")) else None
    if found is None:
        return None
    if head == "CDCS":
        return _union(evidence, found, key)
    what, _, sector = head.removeprefix("XL").removeprefix("-").partition("#")[0].partition("-")
    if what in {line.sector.code for line in found.lines if line.sector} | {"NN", "NNN"}:
        what, sector = "", what  # a line's total has no grade in its key
    line = _of_sector(found, sector)
    unions = [one for one in line if _has(found, one, what)]
    words = f"đếm các dòng của sổ xếp loại: {number(len(unions))}"
    if rest.endswith("#ty_le") or what == "TOTN":
        assessed = sum(one.assessed for one in line)
        share = percent(Fraction(100 * len(unions), assessed), evidence.paper.style) if assessed else "–"
        words += f"; {number(len(unions))} ÷ {number(assessed)} được xếp loại × 100 = {share}"
    if "#tang_giam" in head or what in ("LEN", "XUONG", "GIU"):
        words = "so sổ xếp loại năm nay với sổ năm trước"
    facts = [Fact(one.name, _grade_of(one), one.source) for one in unions]
    return Derivation("Xếp loại công đoàn cơ sở", "", words, tuple(facts))


def _union(evidence: Evidence, found: Classification, key: str) -> Derivation | None:
    """What the register tells of one union: its members, its points."""
    row, _, field = key.rpartition("#")
    keys = union_keys(found, evidence.paper)
    mine = [one for one in found.unions if keys[id(one)] == row]
    title = {"doan_vien": "Số đoàn viên", "diem": "Điểm"}[field]
    told = [(one, one.members if field == "doan_vien" else one.points) for one in mine]
    facts = [Fact(one.name, number(value), one.source) for one, value in told if value is not None]
    return Derivation(title, "", "chép từ sổ xếp loại", tuple(facts)) if facts else None


def _of_sector(found: Classification, sector: str) -> list[GradedUnion]:
    known = {line.sector.code: line.sector for line in found.lines if line.sector}
    if sector in ("NN", "NNN"):
        of_state = {code for code, one in known.items() if one.state is (sector == "NN")}
        return [one for one in found.unions if one.sector in of_state]
    return [one for one in found.unions if not sector or one.sector == sector]


def _has(found: Classification, union: GradedUnion, what: str) -> bool:
    """Whether a union is counted under what the key says: a grade, a group of grades, a reason."""
    code = union.grade.code if union.grade else ""
    if what in ("TOT", "TOTN"):
        return code in {grade.code for grade in found.scale.good}
    if what == "DG":
        return union.assessed
    if what == "CX":
        return not union.assessed
    if what.startswith("LD") and what[2:].isdigit():
        reasons = ["", *found.whole.apart]
        return not union.assessed and union.reason == reasons[int(what[2:])]
    return what not in {grade.code for grade in found.scale.grades} or code == what


def _grade_of(union: GradedUnion) -> str:
    return union.grade.name if union.grade else union.reason or "chưa có kết quả"


# -- targets of a term ------------------------------------------------


def _term_targets(evidence: Evidence, key: str) -> Derivation | None:
    head, _, rest = key.partition("/")
    place = head.removeprefix("CTNK")
    if not head.startswith("CTNK") or (place and not place.isdigit()):
        return None
    paper = evidence.paper
    term = paper.period.term
    of_next = term is not None and f"/{term.next()}" in f"/{rest}"
    rows = (paper.next_registers if of_next else paper.registers).get(TERM_REGISTER, ())
    if place:
        chosen = [row for row in rows if _plain(row, "so") == place]
        facts = [Fact(_target_words(row), _level(row), row.source) for row in chosen]
        return Derivation(f"Chỉ tiêu nhiệm kỳ {place}", "", "chép từ sổ chỉ tiêu nhiệm kỳ", tuple(facts))
    results, _ = judged_targets(paper)
    sources = {_plain(row, "so"): row.source for row in reversed(rows)}
    facts = [
        Fact(_result_words(one), one.outcome.value, sources[str(one.target.number)])
        for one in results
        if str(one.target.number) in sources
    ]
    counts = {outcome: sum(one.outcome is outcome for one in results) for outcome in {one.outcome for one in results}}
    told = ", ".join(f"{count} {outcome.value}" for outcome, count in sorted(counts.items()))
    return Derivation("Số chỉ tiêu nhiệm kỳ", "", f"đếm {len(results)} chỉ tiêu theo kết quả: {told}", tuple(facts))


def _result_words(result: TargetResult) -> str:
    return result.target.text or f"chỉ tiêu số {result.target.number}"


def _target_words(row: Row) -> str:
    return row.text("noi-dung") or f"chỉ tiêu số {_plain(row, 'so')}"


def _level(row: Row) -> str:
    return " ".join(part for part in (row.text("so-sanh"), _plain(row, "muc")) if part)


def _plain(row: Row, column: str) -> str:
    value = row.number(column)
    return "" if value is None else number(value)


def _term_goal(evidence: Evidence, key: str) -> Derivation | None:
    """What the congress asks of an indicator, and how it was judged over the term."""
    bare, _, aspect = key.partition("#")
    paper, term = evidence.paper, evidence.paper.period.term
    code, _, rest = bare.partition("/")
    own = term is not None and rest.startswith(f"{paper.organisation}/{term}")
    if not own or aspect not in ("chi_tieu", "danh_gia", "ty_le"):
        return None
    rows = [row for row in paper.registers.get(TERM_REGISTER, ()) if row.text("chi-so") == code]
    if not rows:
        return None
    facts = [Fact(_target_words(row), _level(row), row.source) for row in rows]
    indicator = paper.catalogue.by_code[code]
    if aspect == "chi_tieu":
        return Derivation(plain_name(indicator), code, "chép từ sổ chỉ tiêu nhiệm kỳ", tuple(facts))
    results, _ = judged_targets(paper)
    goals = [goal for one in results for goal in one.goals if goal.goal.indicator == code]
    totals = {total for goal in goals for total in (goal.total, *(year.total for year in goal.years)) if total}
    for total in sorted(totals, key=lambda one: one.period.end):
        facts += evidence.facts(total.contributions, paper.period, paper.organisation)
    if aspect == "ty_le":
        shares = [
            f"{number(goal.total.value)} ÷ {number(goal.goal.level)} × 100 = {percent(goal.percent, paper.style)}"
            for goal in goals
            if goal.total and goal.total.value is not None and goal.goal.level is not None and goal.percent is not None
        ]
        return (
            Derivation(plain_name(indicator), code, "; ".join(shares), tuple(dict.fromkeys(facts))) if shares else None
        )
    outcomes = ", ".join(dict.fromkeys(goal.outcome.value for goal in goals))
    words = f"so kết quả các năm với mức đại hội đề ra: {outcomes}"
    return Derivation(plain_name(indicator), code, words, tuple(dict.fromkeys(facts)))


# -- minutes of a council ------------------------------------------------


def _minutes(evidence: Evidence, key: str) -> Derivation | None:
    if not key.startswith("BB/"):
        return None
    paper = evidence.paper
    if key.endswith("/chua_du"):
        voted = [one for one in nominations_by_section(paper, batch_of(paper))["ca_dot"] if one.votes_total]
        facts = [Fact(one.described, f"{one.votes_for}/{one.votes_total} phiếu", one.source) for one in voted]
        how = "đếm các trường hợp có tỷ lệ phiếu thấp hơn mức quy định"
        return Derivation("Chưa đủ tỷ lệ phiếu", "", how, tuple(facts))
    facts = [Fact(row.text("noi-dung"), _voters(row), row.source) for row in paper.registers.get(VOTES, ())]
    how = "số thành viên − số có mặt" if key.endswith("/vang") else "chép từ sổ kết quả bỏ phiếu"
    return Derivation("Hội đồng thi đua, khen thưởng", "", how, tuple(facts))


def _voters(row: Row) -> str:
    told = ((_plain(row, "so-thanh-vien"), "thành viên"), (_plain(row, "co-mat"), "có mặt"))
    return ", ".join(f"{count} {word}" for count, word in told if count)


# -- counts of targets ------------------------------------------------


def _tallies(evidence: Evidence, key: str) -> Derivation | None:
    """How many targets came out each way: the targets themselves, with their verdicts."""
    head = key.split("/", 1)[0]
    if head not in ("M02", "M02a", "M02d", "TIEN_DO"):
        return None
    of_year = head == "TIEN_DO"
    slots = [one for one in (evidence.to_date if of_year else evidence.slots).values() if _counts(one, of_year)]
    if head == "M02":
        slots = [one for one in slots if one.verdict is not Verdict.NOT_MET]
    elif head == "M02d":
        slots = [one for one in slots if one.verdict is Verdict.NOT_MET]
    elif key.endswith("#dat"):
        floors = [one for one in slots if one.total.comparator is not Comparator.AT_MOST]
        slots = [one for one in floors if one.verdict in (Verdict.MET, Verdict.EXCEEDED)]
    facts = tuple(fact for one in slots for fact in _judged(one))
    return Derivation("Số chỉ tiêu", "", f"đếm các chỉ tiêu được giao = {len(slots)}", facts)


def _counts(slot: FigureSlot, of_year: bool) -> bool:
    known = slot.total.target is not None if of_year else slot.verdict is not None
    return known and slot.indicator.kind is not Kind.DERIVED


def _judged(slot: FigureSlot) -> Iterable[Fact]:
    verdict = slot.verdict.value if slot.verdict else "chưa đánh giá"
    for figure in slot.total.contributions[-1:]:
        yield Fact(capital_first(plain_name(slot.indicator)), f"{slot.carried()}: {verdict}", figure.source)


# -- gaps ------------------------------------------------


def _written(evidence: Evidence, key: str) -> Derivation | None:
    """What people must write themselves: nobody has yet."""
    head = key.split("/", 1)[0]
    if head == LACKING:
        return Derivation("Số lũy kế", "", "kỳ này chưa ai báo nên số lũy kế từ đầu năm chưa đủ")
    if head in evidence.paper.catalogue.by_code:
        return None
    return Derivation("Phần viết", "", "phần này người soạn phải tự viết; các biểu chưa có nội dung")


_READERS: Sequence[Callable[[Evidence, str], Derivation | None]] = (
    awards_origin,
    nominations_origin,
    nominee_origin,
    _grades,
    _term_targets,
    _term_goal,
    cluster_origin,
    _minutes,
    _tallies,
)
