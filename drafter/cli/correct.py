"""`drafter correct`: the office's correction of a unit's number, its versions, and taking it back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import EXIT_DONE, now, say, say_json, say_problems, say_table, worst
from drafter.desk.correct import correct, figure_key, undo, versions
from drafter.desk.workspace import read_period
from drafter.model.problem import Problem
from drafter.store.phrases import moment_words, value_words
from drafter.store.records import FigureVersion
from drafter.store.store import open_store


@click.command(
    "correct",
    options_metavar="[TÙY_CHỌN]",
    epilog='Ví dụ: drafter correct E02 12 --org CDCS-01 --period 2025 --who "Lê Thị Mai" --reason "đơn vị báo lại"',
)
@click.argument("indicator", metavar="CHỈ_TIÊU")
@click.argument("value", metavar="[SỐ]", required=False, default=None)
@click.option("--org", "organisation", metavar="MÃ", required=True, help="Mã đơn vị có số cần xem hoặc sửa.")
@click.option("--period", "period_text", metavar="KỲ", required=True, help="Kỳ báo cáo: 2025, 2026-Q1, 2026-H1…")
@click.option("--reason", metavar="LÝ_DO", default="", help="Vì sao sửa; bắt buộc khi sửa hoặc hoàn tác.")
@click.option("--who", metavar="HỌ_TÊN", default="", help="Ai sửa; bắt buộc khi sửa hoặc hoàn tác.")
@click.option("--undo", "take_back", is_flag=True, help="Bỏ lần sửa gần nhất.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def correct_command(
    workspace: Path,
    indicator: str,
    value: str | None,
    organisation: str,
    period_text: str,
    reason: str,
    who: str,
    take_back: bool,
    as_json: bool,
) -> None:
    """Sửa một số của đơn vị có ghi lý do, hoàn tác lần sửa, hoặc xem các phiên bản của số ấy (không ghi SỐ)."""
    if take_back and value is not None:
        raise click.UsageError("--undo bỏ lần sửa gần nhất, không đi cùng số mới")
    ws = opened(workspace)
    key = figure_key(ws, indicator, organisation, read_period(period_text))
    problems: Sequence[Problem] = ()
    with open_store(ws.database) as store:
        if value is not None:
            _, problems = correct(ws, store, key, value, reason=reason, who=who, now=now())
            say_problems(problems, error=as_json)
        elif take_back:
            undo(ws, store, key, reason=reason, who=who, now=now())
        found = versions(ws, store, key)
    if as_json:
        say_json({"key": str(key), "versions": [_data(one) for one in found]})
    elif not found:
        say("Chưa ai báo số này.")
    else:
        columns = (("Lần", "right"), ("Số", "left"), ("Từ đâu", "left"), ("Ai, lúc nào", "left"), ("Lý do", "left"))
        say_table(f"{key.indicator} {ws.catalogue.by_code[key.indicator].name}", columns, map(_row, found))
    sys.exit(max(EXIT_DONE, worst(problems)))


def _row(one: FigureVersion) -> tuple[str, ...]:
    used = " (đang dùng)" if one.current else ""
    return (
        str(one.number),
        f"{value_words(one.figure)}{used}",
        one.origin.value,
        ", ".join(part for part in (one.who, moment_words(one.at)) if part),
        one.reason,
    )


def _data(one: FigureVersion) -> dict[str, object]:
    figure = one.figure
    return {
        "number": one.number,
        "value": None if figure is None else figure.value,
        "numerator": None if figure is None else figure.numerator,
        "denominator": None if figure is None else figure.denominator,
        "origin": one.origin.value,
        "who": one.who,
        "at": one.at,
        "reason": one.reason,
        "source": "" if figure is None else str(figure.source),
        "current": one.current,
    }
