"""Cụm thi đua: the members' scores by group, ballots, ranks, proposals, and what there is to ask."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup
from starlette.responses import Response

from drafter.clusters.points import said
from drafter.clusters.ranking import step_words
from drafter.desk.cluster_round import ClusterRound, cluster_round
from drafter.web.charts import Bar, bars
from drafter.web.visit import Visit


def show(visit: Visit) -> Response:
    """The round of a period."""
    today, period = visit.now.date(), visit.period
    found = visit.site.kept(("cluster", period, today), lambda: cluster_round(visit.ws, visit.store, period, today))
    table, scoring = found.scoring.table, found.scoring
    return visit.page(
        "clusters.html",
        title=f"Cụm thi đua {period.words}",
        period=period,
        choices=visit.choices(),
        found=found,
        scoring=scoring,
        table=table,
        ranked=scoring.ranking.in_order(),
        chart=_chart(found),
        points=_points,
        step=lambda code: step_words(table, code),
        command_text=f"drafter draft bang-cham-diem-thi-dua --period {period}",
    )


def _points(value: Decimal | None) -> str:
    return "chưa có" if value is None else said(value)


def _chart(found: ClusterRound) -> Markup:
    """The totals, the best first."""
    ranked = found.scoring.ranking.in_order()
    rows = [Bar(found.names.get(one.unit, one.unit), one.total, _points(one.total)) for one in ranked]
    return bars("tong-diem", "Tổng điểm các đơn vị", rows) if any(row.value is not None for row in rows) else Markup()
