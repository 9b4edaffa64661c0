"""Turn a paper's term into what templates see of it: targets, years side by side, verdicts, the next term's targets.

Everything stands under `nhiem_ky`; rates by year, which no rate of the whole term replaces, under `theo_nam`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from drafter.fill.values import Carried, Phrase
from drafter.indicators.term_targets import Scope, TermTarget, term_targets
from drafter.indicators.terms import (
    Evidence,
    GoalResult,
    Outcome,
    TargetResult,
    YearResult,
    tally,
    term_questions,
    term_results,
)
from drafter.model.indicator import Indicator, Kind
from drafter.model.period import Period, PeriodType
from drafter.model.problem import Problem
from drafter.model.register import Row
from drafter.render.paper import Paper
from drafter.render.slots import gap
from drafter.render.term_figures import figures_by_year, sources_by_year
from drafter.render.term_rows import (
    clause,
    level_words,
    percent_reached,
    row_in_words,
    row_of,
    short_name,
    slot_of,
    verdict_words,
)
from drafter.standards.levels import full_name, name_lines
from drafter.wording.counts import padded
from drafter.wording.lists import and_list, lower_first
from drafter.wording.quotes import paper_quotes

TERM_REGISTER = "chi-tieu-nhiem-ky"


def term_slots(paper: Paper) -> Mapping[str, object]:
    """What a template sees of the term; {} for a paper of any other period."""
    term = paper.period.term
    if term is None:
        return {}
    results, _ = judged_targets(paper)
    years = paper.period.parts(PeriodType.YEAR)
    targets = [_target(result, paper) for result in results]
    return {
        "nhiem_ky": {
            "ten": term.words,
            "ten_hoa": term.words.upper(),
            "so_nam": f"{term.year}-{term.end_year}",
            "giua_ky": paper.period.type is PeriodType.HALF_TERM,
            "co": bool(results),
            "trong": {
                "chi_tieu": _gap_of(paper, "ket_qua", f"chỉ tiêu {term.words} và kết quả thực hiện"),
                "boi_canh": _gap_of(paper, "boi_canh", f"đặc điểm, tình hình {paper.period.words}"),
            },
            "ket_thuc": _evidence(paper).closed,
            "nam": [{"ten": f"Năm {year.year}", "ma": str(year)} for year in years],
            "chi_tieu": targets,
            "chua_dat": [one for one in targets if one["chua_dat"]],
            "thieu": [one for one in targets if one["thieu"]],
            "nam_thieu": _empty_years(paper),
            **_counted(results, paper),
            "sau": _next_targets(paper, term),
            "so_lieu": list(figures_by_year(paper)),
            "nguon": list(sources_by_year(paper)),
            **_congress_words(paper, term),
        },
        "theo_nam": {i.code: _by_year(i, paper) for i in paper.catalogue.indicators if i.kind is Kind.RATE},
        **_closing(paper, term),
    }


def _empty_years(paper: Paper) -> Carried | str:
    """The years that are over and of which nothing is known, where other years are: sums leave them out."""
    known = {year for year, totals in paper.years.items() if any(total.contributions for total in totals.values())}
    silent = [year for year in sorted(paper.years, key=str) if year not in known and year.end <= paper.day]
    if not known or not silent:
        return ""
    words = and_list(year.words for year in silent)
    return gap(f"CTNK/{paper.organisation}/{paper.period}#nam_thieu", words, f"số liệu các chỉ tiêu {words}")


def _gap_of(paper: Paper, name: str, what: str) -> Carried:
    return gap(f"CTNK/{paper.organisation}/{paper.period}#{name}", what)


def term_remarks(paper: Paper) -> tuple[Problem, ...]:
    """What is doubtful about the targets of the term and the figures they are judged by."""
    term = paper.period.term
    if term is None or TERM_REGISTER not in paper.registers:
        return ()
    results, problems = judged_targets(paper)
    following = paper.next_registers.get(TERM_REGISTER, ()) if paper.period == term else ()
    _, of_next = _targets_of(following, term.next(), paper)
    return (*problems, *term_questions(results, _evidence(paper)), *of_next)


def judged_targets(paper: Paper) -> tuple[tuple[TargetResult, ...], tuple[Problem, ...]]:
    """The targets of the paper's term with their results, and what to ask about them."""
    term = paper.period.term
    if term is None:
        return (), ()
    targets, problems = _targets_of(paper.registers.get(TERM_REGISTER, ()), term, paper)
    return term_results(targets, _evidence(paper)), problems


def _targets_of(rows: Iterable[Row], term: Period, paper: Paper) -> tuple[tuple[TermTarget, ...], tuple[Problem, ...]]:
    own = [row for row in rows if row.organisation == paper.organisation]
    return term_targets(own, term, paper.catalogue.by_code)


def _evidence(paper: Paper) -> Evidence:
    return Evidence(paper.years, paper.whole, paper.catalogue.by_code, paper.organisation, paper.period, paper.day)


def _target(result: TargetResult, paper: Paper) -> dict[str, object]:
    """A target as a paper tells it: its words, what was reached, the verdict, and a row a figure for tables."""
    target = result.target
    several = len(result.goals) > 1
    return {
        "so": target.number,
        "noi_dung": _words(target, paper, paper.period),
        "pham_vi": target.scope.value if target.scope else "",
        "ghi_chu": paper_quotes(target.note),
        "do_duoc": bool(result.goals),
        "ket_qua": _joined("; ", [_told(goal, result, paper, named=several) for goal in result.goals]),
        "danh_gia": verdict_words(result, paper),
        "chua_dat": result.outcome is Outcome.NOT_MET,
        "thieu": result.outcome is Outcome.NOT_ENOUGH,
        "nam_chua_dat": and_list(year.words for year in result.failed),
        "nam_thieu": and_list(year.words for year in result.missing),
        "dong": [row_of(goal, result, paper, first=number == 0) for number, goal in enumerate(result.goals)]
        or [row_in_words(result, paper)],
    }


def _words(target: TermTarget, paper: Paper, period: Period) -> Carried:
    """A target in the resolution's words, carried whole: its figures are in them."""
    key, label = f"CTNK{target.number}/{paper.organisation}/{period}#noi_dung", f"Chỉ tiêu {target.number}"
    words = clause(target.text)
    return Carried(words, key, label) if words else gap(key, f"nội dung chỉ tiêu {target.number} {period.words}")


def _told(goal: GoalResult, result: TargetResult, paper: Paper, *, named: bool) -> Phrase:
    """A figure of a target in a sentence: «năm 2024: 95,2%; năm 2025: 96%», or the sum with its percent."""
    indicator = paper.catalogue.by_code[goal.goal.indicator]
    name: list[str | Carried] = [f"{lower_first(short_name(indicator))}: "] if named else []
    if result.target.scope is not Scope.YEAR_EACH and goal.total is not None:
        slot = slot_of(indicator, goal.total, paper)
        name += [slot.carried()]
        if goal.percent is not None:
            name += [", đạt ", percent_reached(goal, paper), " chỉ tiêu đề ra"]
        return Phrase((*name, *_lacking(goal, indicator, paper, ", ")))
    parts = [_in_year(year, goal, indicator, paper) for year in goal.years if year.reported]
    told = _joined("; ", parts)
    if goal.total is not None and not parts:
        told = Phrase((slot_of(indicator, goal.total, paper).carried(),))
    return Phrase((*name, *told.parts, *_lacking(goal, indicator, paper, "; " if told.parts else "")))


def _in_year(year: YearResult, goal: GoalResult, indicator: Indicator, paper: Paper) -> Phrase:
    assert year.total is not None
    slot = slot_of(indicator, year.total, paper)
    if not goal.goal.assigned or year.total.target is None:
        return Phrase((f"{year.year.words}: ", slot.carried()))
    return Phrase((f"{year.year.words}: ", slot.of_target(), " (đạt ", slot.percent_of_target(), " chỉ tiêu giao)"))


def _lacking(goal: GoalResult, indicator: Indicator, paper: Paper, before: str) -> list[str | Carried]:
    """The due years without the figure, or without the target assigned to them, as one visible gap."""
    without = [year for year in goal.years if year.due and not year.reported and year.year in goal.missing]
    unadded = [year.year for year in without if year.total is not None]  # units gave rates without their parts
    silent = [year.year for year in without if year.year not in unadded]
    untold = [year for year in goal.missing if year not in (*silent, *unadded)]
    found: list[str | Carried] = []
    for years, what, aspect in (
        (silent, "{}", ""),
        (unadded, "{}, có đơn vị chỉ báo tỷ lệ nên không tổng hợp được", "#cong"),
        (untold, "chỉ tiêu giao {}", "#chi_tieu"),
    ):
        if years:
            words = what.format(and_list(year.words for year in years))
            key = f"{indicator.code}/{paper.organisation}/{paper.period}{aspect}"
            found += [before or "", gap(key, words, f"{indicator.name} ({words})")]
            before = "; "
    return found


def _joined(between: str, phrases: Sequence[Phrase]) -> Phrase:
    parts = [part for phrase in phrases for part in (between, *phrase.parts)]
    return Phrase(tuple(parts[1:]))


def _counted(results: Sequence[TargetResult], paper: Paper) -> dict[str, object]:
    """How many targets came out each way; empty text for none, so that a template can leave them out."""
    counts = tally(results)
    groups: Mapping[str, tuple[Outcome, ...]] = {
        "dat_va_vuot": (Outcome.MET, Outcome.EXCEEDED),
        "chua_dat_so": (Outcome.NOT_MET,),
        "thieu_so": (Outcome.NOT_ENOUGH, Outcome.OPEN),
        "dang_so": (Outcome.UNDER_WAY,),
        "bang_loi_so": (Outcome.IN_WORDS,),
    }
    found: dict[str, object] = {"tong": _count(len(results), "tong", paper)}
    for name, outcomes in groups.items():
        number = sum(counts[outcome] for outcome in outcomes)
        found[name] = _count(number, name, paper) if number else ""
    return found


def _count(number: int, name: str, paper: Paper) -> Carried:
    key = f"CTNK/{paper.organisation}/{paper.period}#{name}"
    return Carried(padded(number, "chỉ tiêu", paper.style), key, "Số chỉ tiêu nhiệm kỳ", number)


def _next_targets(paper: Paper, term: Period) -> list[dict[str, object]]:
    """The targets that the congress sets for the next term, in the resolution's words."""
    if paper.period.type is not PeriodType.TERM:
        return []
    targets, _ = _targets_of(paper.next_registers.get(TERM_REGISTER, ()), term.next(), paper)
    return [
        {
            "so": target.number,
            "noi_dung": _words(target, paper, term.next()),
            "pham_vi": target.scope.value if target.scope else "",
            "dong": [
                {
                    "ten": short_name(paper.catalogue.by_code[goal.indicator]),
                    "de_ra": level_words(goal, paper.catalogue.by_code[goal.indicator], paper),
                }
                for goal in target.goals
            ],
        }
        for target in targets
    ]


def _by_year(indicator: Indicator, paper: Paper) -> dict[str, object]:
    """A rate in each year that has it: «năm 2024 đạt 95,2%, năm 2025 đạt 96%»."""
    given = [
        Phrase((f"{year.words} đạt ", slot_of(indicator, total, paper).carried()))
        for year, totals in sorted(paper.years.items(), key=lambda item: item[0].year)
        if (total := totals.get(indicator.code)) is not None and total.exact is not None
    ]
    return {"co": bool(given), "cau": _joined(", ", given)}


def _congress_words(paper: Paper, term: Period) -> dict[str, object]:
    """The congress whose resolution is carried out, and the one that the term ends with."""
    now, then = (paper.office.congresses.get(each.code) for each in (term, term.next()))
    return {
        "dai_hoi": paper_quotes(now.name) if now else f"Đại hội {term.words}",
        "khoa": now.session if now else "",
        "dai_hoi_sau": paper_quotes(then.name) if then else f"Đại hội {term.next().words}",
    }


def _closing(paper: Paper, term: Period) -> dict[str, object]:
    """A congress's report ends with the committee's name instead of a signature (format rule ST-16)."""
    if not paper.kind.congress:
        return {}
    now = paper.office.congresses.get(term.code)
    session = f"KHÓA {now.session}" if now and now.session else f"NHIỆM KỲ {term.year} - {term.end_year}"
    name = ("BAN CHẤP HÀNH", *name_lines(full_name(paper.standing.name)))
    return {"ky_ten": {"chuc_vu": [*name, session], "ho_ten": ""}}
