"""Turn a paper's awards into its award sentences and the rows of its award annex; both come from one summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafter.awards.sentences import GranterPart, Segment, clause, granter_name, parts_of
from drafter.awards.summary import AwardRow, AwardSummary, summarise
from drafter.fill.values import Carried, Phrase
from drafter.render.paper import Paper
from drafter.render.slots import cell_number
from drafter.wording.counts import padded
from drafter.wording.lists import capital_first
from drafter.wording.quotes import paper_quotes


def summary_of(paper: Paper) -> AwardSummary:
    """The awards of the paper's organisation and units."""
    return summarise(paper.awards, paper.award_forms)


def award_slots(paper: Paper) -> dict[str, object]:
    """What a template sees of awards: a clause for each granter, outside bodies apart, and the union's own totals."""
    found = summary_of(paper)
    own, outside = parts_of(found.rows), parts_of(found.external)
    key = f"KT/{paper.organisation}/{paper.period}"
    return {
        "co": bool(found.rows or found.external),
        "cac_cap": _clauses(own, paper),
        "ngoai": _clauses(outside, paper),
        "co_cua_cong_doan": bool(found.collectives or found.individuals),
        "tong": _totals(found, key, paper),
        "tap_the": _total(found.collectives, "tập thể", f"{key}#tap_the", paper),
        "ca_nhan": _total(found.individuals, "cá nhân", f"{key}#ca_nhan", paper),
    }


def _clauses(parts: Iterable[GranterPart], paper: Paper) -> list[Phrase]:
    return [_phrase(clause(part, paper.office.granters, paper.style.pad_below_ten), paper) for part in parts]


def _phrase(segments: Sequence[Segment], paper: Paper) -> Phrase:
    return Phrase(tuple(_printed(segment, paper) for segment in segments))


def _printed(segment: Segment, paper: Paper) -> str | Carried:
    if not segment.key:
        return paper_quotes(segment.text)
    return Carried(segment.text, f"{segment.key}/{paper.organisation}/{paper.period}", "Khen thưởng", segment.value)


def _totals(found: AwardSummary, key: str, paper: Paper) -> Phrase:
    """«23 tập thể và 66 cá nhân»; a side with nobody is left out."""
    sides = ((found.collectives, "tập thể", "#tap_the"), (found.individuals, "cá nhân", "#ca_nhan"))
    shown = [_total(number, noun, f"{key}{aspect}", paper) for number, noun, aspect in sides if number]
    return Phrase(tuple(part for each in shown for part in (" và ", each))[1:])


def _total(number: int, noun: str, key: str, paper: Paper) -> Carried:
    return Carried(padded(number, noun, paper.style), key, f"Khen thưởng: {noun}", number)


def award_rows(paper: Paper) -> dict[str, object]:
    """The award annex: the union's own awards and those of others, each a row of granter, form and counts."""
    found = summary_of(paper)
    return {"cong_doan": _rows(found.rows, paper), "ngoai": _rows(found.external, paper)}


def row_key(row: AwardRow, side: str, paper: Paper) -> str:
    """The key of a count in the award annex: of collectives («T») or of individuals («C»)."""
    return f"KT/{paper.organisation}/{paper.period}#{side}|{row.level}|{row.granter}|{row.form.code}"


def _rows(rows: Sequence[AwardRow], paper: Paper) -> list[dict[str, object]]:
    granters = {(part.level, part.granter): granter_name(part, paper.office.granters) for part in parts_of(rows)}
    return [
        {
            "cap": granters.get((row.level, row.granter), row.granter),
            "hinh_thuc": capital_first(paper_quotes(row.form.short_name or row.form.name)),
            "tap_the": cell_number(row.collectives or None, row_key(row, "T", paper), "Khen thưởng: tập thể"),
            "ca_nhan": cell_number(row.individuals or None, row_key(row, "C", paper), "Khen thưởng: cá nhân"),
        }
        for row in rows
    ]
