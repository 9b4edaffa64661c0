"""Turn the years of a term into the rows of its annex: every figure year by year, and the cell each was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from drafter.fill.values import Carried
from drafter.model.figure import Figure, Qualifier
from drafter.model.indicator import Indicator, Kind
from drafter.model.period import Period
from drafter.model.result import Total
from drafter.render.annex import fitting_name, source_of
from drafter.render.paper import Paper
from drafter.render.term_rows import figure_cell
from drafter.wording.quotes import paper_quotes


def figures_by_year(paper: Paper) -> Iterator[dict[str, object]]:
    """Each group's indicators that have a figure in some year or for the whole, in the catalogue's order."""
    for letter, title in paper.catalogue.groups.items():
        rows = [_row(indicator, paper) for indicator in paper.catalogue.in_group(letter) if _has_any(indicator, paper)]
        if rows:
            yield {"ma": letter, "ten": title, "dong": rows}


def sources_by_year(paper: Paper) -> Iterator[dict[str, object]]:
    """Every figure of the years and of the whole, once."""
    for period, totals in (*_in_order(paper), (paper.period, paper.whole)):
        for indicator in paper.catalogue.indicators:
            for figure in _own_figures(indicator, totals):
                name = paper_quotes(indicator.name)
                yield {"ky": period.words, "ma": indicator.code, "ten": name, **source_of(paper, figure)}


def _in_order(paper: Paper) -> list[tuple[Period, Mapping[str, Total]]]:
    return sorted(paper.years.items(), key=lambda item: item[0].year)


def _own_figures(indicator: Indicator, totals: Mapping[str, Total]) -> Iterator[Figure]:
    """The figures of the indicator's own rows: what a rate is divided from stands under its own indicator."""
    total = totals.get(indicator.code)
    if total is None or indicator.kind is Kind.DERIVED:
        return iter(())
    return (figure for figure in total.contributions if figure.key.indicator == indicator.code)


def _has_any(indicator: Indicator, paper: Paper) -> bool:
    return indicator.kind is not Kind.DERIVED and any(
        (total := totals.get(indicator.code)) is not None and total.exact is not None
        for totals in chain(paper.years.values(), (paper.whole,))
    )


def _row(indicator: Indicator, paper: Paper) -> dict[str, object]:
    """One indicator: `o` by year, `rieng` as reported for the whole, `cong` whether the years add up to it."""
    whole = paper.whole.get(indicator.code)
    return {
        "ma": indicator.code,
        "ten": fitting_name(indicator),
        "dvt": indicator.unit,
        "o": {str(year): _shown(indicator, totals.get(indicator.code), paper) for year, totals in paper.years.items()},
        "rieng": _shown(indicator, whole, paper),
        "cong": indicator.kind is Kind.FLOW,
        "ghi_chu": "; ".join(_hedges(indicator, paper)),
    }


def _shown(indicator: Indicator, total: Total | None, paper: Paper) -> Carried | None:
    return None if total is None else figure_cell(total, indicator, paper)


def _hedges(indicator: Indicator, paper: Paper) -> Iterator[str]:
    """Which numbers stand for more or less than they show."""
    for period, totals in (*_in_order(paper), (paper.period, paper.whole)):
        total = totals.get(indicator.code)
        if total is not None and total.exact is not None and total.qualifier is not Qualifier.EXACT:
            yield f"{period.words}: {total.qualifier.value} số ghi trong bảng"
