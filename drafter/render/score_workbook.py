"""Turn a cluster's scoring into what its workbook sees: what was given, and the keys its formulas look things up by.

The formulas work the rest out; a test holds them against the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from drafter.clusters.ranking import step_words
from drafter.clusters.score_sheet import Adjusted, Line
from drafter.render.paper import Paper
from drafter.render.scoring import Scoring, form_name, unit_name, votes_of
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
from drafter.wording.numbers import number

_RULE_WORDS = {
    Rule.PROPORTIONAL: "điểm tối đa × thực hiện / chỉ tiêu, không quá điểm tối đa",
    Rule.BANDS: "theo mức đạt được",
    Rule.YES_NO: "đạt từ mức quy định được điểm tối đa, dưới mức 0 điểm",
}


def workbook_slots(paper: Paper, found: Scoring) -> dict[str, object]:
    """The scoring workbook: the table, what was given, and the steps that part equal totals."""
    table = found.table
    steps = (*table.tie, *("" for _ in range(MOST_TIE_STEPS - len(table.tie))))
    votes = {one.unit: one.votes for one in found.ranking.units}
    return {
        "so_le": table.decimals,
        "buoc": [_step(table, step) for step in steps],
        "quy_tac": list(_rules(table)),
        "muc": [band for one in table.criteria for band in _bands(one)],
        "don_vi": [
            {
                "ma": sheet.unit,
                "ten": unit_name(paper, sheet.unit),
                "phieu": votes.get(sheet.unit),
                "nhom": [
                    {
                        "ma": group.code,
                        "khoa": group_key(group.code),
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
                "doi_tuong": unit_name(paper, one.subject),
                "hinh_thuc": form_name(paper, one.form),
                **votes_of(one),
            }
            for one in found.ballots
        ],
        "goc": table.ballot_base,
        "can_dat": table.ballot_least,
    }


def group_key(code: str) -> str:
    """A code as the workbook's formulas look it up: with a letter before it, so that none is taken for a number."""
    return f"g {code}"


def _line_key(code: str) -> str:
    return f"c {code}"


def _step(table: ScoringTable, step: str) -> dict[str, object]:
    """A step that parts equal totals; one that the table does not have is empty."""
    if not step or step == BALLOTS:
        return {"khoa": step, "ten": step_words(table, step) if step else ""}
    group = any(one.code == step for one in table.groups)
    return {"khoa": group_key(step) if group else _line_key(step), "ten": step_words(table, step)}


def _bands(criterion: Criterion) -> Iterator[dict[str, object]]:
    """The bands of a criterion, each with what it adds to the band below: the formula adds up those reached."""
    bands = criterion.auto.bands if criterion.auto else ()
    for number_of, (low, points) in enumerate(bands, 1):
        less = bands[number_of][1] if number_of < len(bands) else Decimal(0)
        found = {"khoa": _line_key(criterion.code), "ma": criterion.code, "ten": criterion.name}
        yield {**found, "tu": low, "diem": points, "them": points - less}


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
        "khoa": group_key(line.code) if nhom else _line_key(line.code),
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
        "khoa": _line_key(line.criterion.code),
        "ten": line.criterion.name,
        "max": line.criterion.max,
        "quy_tac": _rule_word(rule) if rule and usable else "",
        "tu_muc": rule.least if rule else None,
        "ket_qua": auto.result if auto else None,
        "chi_tieu": auto.target if auto else None,
        **_given(line.score.own, line.score.cross, line.score.verified),
        "minh_chung": line.score.evidence,
        "ghi_chu": "; ".join(_remarks(line)),
    }


def _rule_word(rule: AutoRule) -> str:
    """The rule as the workbook's formulas know it."""
    return f"{rule.rule.value}{'_target' if rule.of_target else ''}"


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
        "khoa": _line_key(one.adjustment.code),
        "ten": one.adjustment.name,
        "loai": "cong" if one.adjustment.points > 0 else "tru",
        "tran": one.adjustment.cap,
        **_given(one.score.own, one.score.cross, one.score.verified),
        "minh_chung": one.score.evidence,
        "ghi_chu": one.score.note,
    }


def _given(own: Decimal | None, cross: Decimal | None, verified: Decimal | None) -> Mapping[str, object]:
    return {"tu_cham": own, "cham_cheo": cross, "tham_dinh": verified}
