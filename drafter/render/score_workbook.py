"""Turn a cluster's scoring into what its workbook sees: what was given, and the keys its formulas look things up by.

The formulas work the rest out; a test holds them against the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from drafter.clusters.ranking import step_words
from drafter.clusters.score_sheet import Adjusted, Line, Score
from drafter.fill.values import Carried
from drafter.render.paper import Paper
from drafter.render.scoring import Scoring, ballot_key, form_name, unit_name, votes_of
from drafter.render.slots import cell_number
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
        "quy_tac": list(_rules(paper, table)),
        "muc": [band for one in table.criteria for band in _bands(paper, one)],
        "don_vi": [
            {
                "ma": sheet.unit,
                "ten": unit_name(paper, sheet.unit),
                "phieu": cell_number(
                    votes.get(sheet.unit),
                    _key(paper, f"phieu.{sheet.unit}"),
                    f"Phiếu suy tôn {unit_name(paper, sheet.unit)}",
                ),
                "nhom": [
                    {
                        "ma": group.code,
                        "khoa": group_key(group.code),
                        "ten": group.name,
                        "max": of_table(paper, group.max, group.code, "max"),
                        "dong": [_line(paper, sheet.unit, line) for line in sheet.groups[group.code]],
                    }
                    for group in table.groups
                ],
                "thuong_tru": [_adjusted(paper, sheet.unit, one) for one in sheet.adjusted],
            }
            for sheet in found.sheets
        ],
        "phieu": [
            {
                "noi_dung": one.about,
                "doi_tuong": unit_name(paper, one.subject),
                "hinh_thuc": form_name(paper, one.form),
                **{
                    of: cell_number(value, _key(paper, f"{ballot_key(one)}.{of}"), f"Phiếu: {one.about or one.subject}")
                    for of, value in votes_of(one).items()
                },
            }
            for one in found.ballots
        ],
        "goc": table.ballot_base,
        "can_dat": of_table(paper, table.ballot_least, "", "can_dat"),
    }


def _key(paper: Paper, what: str) -> str:
    return f"cum/{paper.organisation}/{paper.period}#{what}"


def of_table(paper: Paper, value: Decimal | None, code: str, what: str) -> Carried | None:
    """A number of the scoring table itself: `code` names its line, empty for what holds of the whole table."""
    label = f"Bảng chấm điểm, mục {code}" if code else "Bảng chấm điểm"
    return cell_number(value, _key(paper, f"bang|{code}|{what}"), label)


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


def _bands(paper: Paper, criterion: Criterion) -> Iterator[dict[str, object]]:
    """The bands of a criterion, each with what it adds to the band below: the formula adds up those reached."""
    bands = criterion.auto.bands if criterion.auto else ()
    for number_of, (low, points) in enumerate(bands, 1):
        less = bands[number_of][1] if number_of < len(bands) else Decimal(0)
        found = {"khoa": _line_key(criterion.code), "ma": criterion.code, "ten": criterion.name}
        numbers = {"tu": low, "diem": points, "them": points - less}
        yield {
            **found,
            **{of: of_table(paper, one, criterion.code, f"{of}.{number_of}") for of, one in numbers.items()},
        }


def _rules(paper: Paper, table: ScoringTable) -> Iterator[dict[str, object]]:
    """The whole table in words, a row a criterion."""
    for group in table.groups:
        yield _rule_row(paper, group, "", nhom=True)
        for one in group.criteria:
            yield _rule_row(paper, one, _rule_words(one.auto), indicator=one.auto.indicator if one.auto else "")
    for adjustment in table.adjustments:
        capped = "" if adjustment.cap is None else f", nhiều nhất {number(adjustment.cap)}"
        yield _rule_row(paper, adjustment, f"{number(adjustment.points)} điểm mỗi lần{capped}")


def _rule_row(
    paper: Paper, line: ScoreGroup | Criterion | Adjustment, how: str, *, indicator: str = "", nhom: bool = False
) -> dict[str, object]:
    proved = not isinstance(line, ScoreGroup) and line.evidence
    return {
        "ma": line.code,
        "khoa": group_key(line.code) if nhom else _line_key(line.code),
        "ten": line.name,
        "max": None if isinstance(line, Adjustment) else of_table(paper, line.max, line.code, "max"),
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


def _line(paper: Paper, unit: str, line: Line) -> dict[str, object]:
    auto, rule = line.auto, line.criterion.auto
    usable = auto is not None and auto.points is not None
    code = line.criterion.code
    return {
        "ma": code,
        "khoa": _line_key(code),
        "ten": line.criterion.name,
        "max": of_table(paper, line.criterion.max, code, "max"),
        "quy_tac": _rule_word(rule) if rule and usable else "",
        "tu_muc": of_table(paper, rule.least, code, "tu_muc") if rule else None,
        "ket_qua": _figure(paper, unit, rule.indicator, auto.result, "#rieng") if rule and auto else None,
        "chi_tieu": _target(paper, unit, line),
        **_given(paper, unit, code, line.score),
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


def _figure(paper: Paper, unit: str, indicator: str, value: Decimal | None, aspect: str) -> Carried | None:
    name = paper.catalogue.by_code[indicator].name
    return cell_number(value, f"{indicator}/{unit}/{paper.period}{aspect}", f"{name} – {unit_name(paper, unit)}")


def _target(paper: Paper, unit: str, line: Line) -> Carried | None:
    """What a unit was given to reach; where it was given nothing, what the table asks of all."""
    auto, rule = line.auto, line.criterion.auto
    if auto is None or rule is None:
        return None
    total = paper.unit_totals.get(unit, {}).get(rule.indicator)
    if total is None or total.target is None:
        return of_table(paper, auto.target, line.criterion.code, "chi_tieu")
    return _figure(paper, unit, rule.indicator, auto.target, "#chi_tieu")


def _adjusted(paper: Paper, unit: str, one: Adjusted) -> dict[str, object]:
    return {
        "ma": one.adjustment.code,
        "khoa": _line_key(one.adjustment.code),
        "ten": one.adjustment.name,
        "loai": "cong" if one.adjustment.points > 0 else "tru",
        "tran": of_table(paper, one.adjustment.cap, one.adjustment.code, "tran"),
        **_given(paper, unit, one.adjustment.code, one.score),
        "minh_chung": one.score.evidence,
        "ghi_chu": one.score.note,
    }


GIVEN: Mapping[str, tuple[str, Callable[[Score], Decimal | None]]] = {
    "tu_cham": ("Điểm tự chấm", lambda score: score.own),
    "cham_cheo": ("Điểm cụm chấm chéo", lambda score: score.cross),
    "tham_dinh": ("Điểm thẩm định", lambda score: score.verified),
}
"""The points that people gave a line, as the register has them."""


def _given(paper: Paper, unit: str, code: str, score: Score) -> Mapping[str, object]:
    return {
        of: cell_number(
            points(score), _key(paper, f"cham|{unit}|{code}|{of}"), f"{name} {code} – {unit_name(paper, unit)}"
        )
        for of, (name, points) in GIVEN.items()
    }
