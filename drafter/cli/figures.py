"""`drafter figures`: the figures of a period with totals, comparisons and the cell of each source."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import problem_data, say, say_json, say_problems, say_table, worst
from drafter.desk.figures import FigureRow, FigureTable, figure_table, save_figures
from drafter.desk.workspace import Workspace, read_period
from drafter.model.figure import Figure
from drafter.store.store import open_store
from drafter.wording.comparisons import change_words
from drafter.wording.quantities import quantity


@click.command(
    options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter figures --period 2025 --sources --xlsx so-lieu-2025.xlsx"
)
@click.option("--period", "period_text", metavar="KỲ", required=True, help="Kỳ báo cáo: 2025, 2026-Q1, 2026-H1…")
@click.option("--org", metavar="MÃ", default=None, help="Mã một đơn vị; bỏ trống là toàn cơ quan.")
@click.option("--sources", is_flag=True, help="In từng số của đơn vị và ô đã đọc.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option(
    "--xlsx", metavar="TỆP", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Ghi ra tệp Excel."
)
@click.pass_obj
def figures(
    workspace: Path, period_text: str, org: str | None, sources: bool, as_json: bool, xlsx: Path | None
) -> None:
    """Số liệu của kỳ: tổng, so với chỉ tiêu và cùng kỳ, nguồn từng số."""
    ws, period = opened(workspace), read_period(period_text)
    with open_store(ws.database) as store:
        table = figure_table(ws, store, period, org)
    written = None if xlsx is None else save_figures(table, xlsx)
    if as_json:
        say_json({**_data(table), "xlsx": None if written is None else str(written)})
    else:
        if written is None:
            _show(ws, table, sources=sources)
        else:
            say(f"Đã ghi {len(table.rows)} chỉ tiêu vào {written}.")
        say_problems(table.problems)
    sys.exit(worst((*ws.problems, *table.problems)))


def _show(ws: Workspace, table: FigureTable, *, sources: bool) -> None:
    say_table(
        f"Số liệu {table.period.words}",
        (
            ("Mã", "left"),
            ("Chỉ tiêu", "left"),
            ("Thực hiện", "right"),
            ("Chỉ tiêu giao", "right"),
            ("Tỷ lệ", "right"),
            ("Đánh giá", "left"),
            ("So với cùng kỳ", "left"),
        ),
        (_cells(ws, row) for row in table.rows),
    )
    if sources:
        for row in table.rows:
            say("", f"{row.indicator.code} {row.indicator.name}")
            for figure in row.total.contributions:
                name = table.names.get(figure.key.organisation, figure.key.organisation)
                say(f"  {name}: {_value(ws, row, figure)}  [{figure.source}]")


def _cells(ws: Workspace, row: FigureRow) -> tuple[str, ...]:
    total, indicator, style = row.total, row.indicator, ws.settings.style
    shown = "—" if not total.summable else ""
    if total.exact is not None:
        shown = quantity(total.exact, indicator.unit, indicator.words, style, total.qualifier)
        shown += f" ({row.coverage})" if row.coverage else ""
    target = "" if total.target is None else quantity(total.target, indicator.unit, indicator.words, style)
    change = change_words(row.change, indicator.unit, indicator.words, style) or ""
    verdict = "" if row.verdict is None else row.verdict.value
    return (indicator.code, indicator.name, shown, target, row.percent_of_target, verdict, change)


def _value(ws: Workspace, row: FigureRow, figure: Figure) -> str:
    if figure.value is None:
        return f"{figure.numerator}/{figure.denominator}"
    return quantity(figure.value, row.indicator.unit, row.indicator.words, ws.settings.style, figure.qualifier)


def _data(table: FigureTable) -> dict[str, object]:
    return {
        "period": str(table.period),
        "figures": [_row_data(row) for row in table.rows],
        "problems": [problem_data(problem) for problem in table.problems],
    }


def _row_data(row: FigureRow) -> dict[str, object]:
    total = row.total
    return {
        "indicator": row.indicator.code,
        "name": row.indicator.name,
        "unit": row.indicator.unit,
        "value": _text(total.value),
        "qualifier": total.qualifier.value,
        "numerator": _text(total.numerator),
        "denominator": _text(total.denominator),
        "target": _text(total.target),
        "percent_of_target": row.percent_of_target or None,
        "verdict": None if row.verdict is None else row.verdict.value,
        "previous": None if row.previous is None else _text(row.previous.value),
        "summable": total.summable,
        "reason": total.reason,
        "missing": list(total.missing),
        "sources": [
            {
                "unit": figure.key.organisation,
                "value": _text(figure.value),
                "file": figure.source.file,
                "sheet": figure.source.sheet,
                "cell": figure.source.cell,
                "submitted_by": figure.source.submitted_by,
                "received_at": None if figure.source.received_at is None else figure.source.received_at.isoformat(),
            }
            for figure in total.contributions
        ],
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
