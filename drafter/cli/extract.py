"""`drafter extract`: figures out of past reports, into a review workbook, onto the screen, or taken in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import (
    EXIT_NOT_DONE,
    console,
    now,
    problem_data,
    say,
    say_json,
    say_problems,
    say_table,
    worst,
)
from drafter.desk.extract import ExtractedFile, Extraction, extract
from drafter.desk.review import accept_sure, save_review
from drafter.desk.take_in import TakenIn
from drafter.desk.workspace import Workspace, read_period
from drafter.reports.review import ReviewRow
from drafter.store.store import open_store
from drafter.wording.numbers import number


@click.command(
    "extract",
    options_metavar="[TÙY_CHỌN]",
    epilog="Ví dụ: drafter extract bao-cao-2023.docx phu-luc-2023.xlsx --period 2023 -o doi-chieu-2023.xlsx",
)
@click.argument("files", metavar="TỆP...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--period", "period_text", metavar="KỲ", default=None, help="Kỳ của báo cáo; bỏ trống thì đọc ở tiêu đề.")
@click.option(
    "--org", metavar="MÃ", default=None, help="Mã đơn vị có báo cáo; bỏ trống thì đọc ở tiêu đề, hoặc cơ quan."
)
@click.option(
    "-o",
    "--out",
    metavar="TỆP",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Bảng đối chiếu (.xlsx) để xem và quyết định từng số, rồi nhập bằng «drafter import».",
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option("--accept", is_flag=True, help="Nhận ngay những số không có gì đáng ngờ; số còn lại được nêu ra.")
@click.option("--explain", is_flag=True, help="In những chữ đã quyết định cách hiểu từng số.")
@click.option("--from", "who", metavar="HỌ_TÊN", default="", help="Người nhận số liệu, ghi vào nguồn (với --accept).")
@click.pass_obj
def extract_(
    workspace: Path,
    files: tuple[Path, ...],
    period_text: str | None,
    org: str | None,
    out: Path | None,
    as_json: bool,
    accept: bool,
    explain: bool,
    who: str,
) -> None:
    """Đọc số liệu trong báo cáo cũ thành bảng đối chiếu; không số nào vào kho mà chưa được nhận."""
    ws = opened(workspace)
    period = read_period(period_text) if period_text else None
    with open_store(ws.database) as store, console(error=True).status("Đang đọc báo cáo…") as shown:
        found = extract(
            ws, store, files, period, org, lambda count, name: shown.update(f"Đang đọc tệp thứ {count}: {name}")
        )
        written = None if out is None else save_review(ws, found, out)
        taken = accept_sure(ws, store, found, now(), who) if accept else None
    problems = (*found.problems, *(taken.problems if taken else ()))
    if as_json:
        say_json(_data(found, written, taken))
    else:
        _show(ws, found, explain=explain)
        _tell(found, written, taken)
        say_problems(problems)
    unread = [file for file in found.files if not file.read]
    sys.exit(EXIT_NOT_DONE if len(unread) == len(found.files) else worst((*ws.problems, *problems)))


def _show(ws: Workspace, found: Extraction, *, explain: bool) -> None:
    read = [file for file in found.files if file.read]
    say_table(
        f"Đã đọc {len(read)}/{len(found.files)} tệp, {len(found.rows)} con số",
        (
            ("Tệp", "left"),
            ("Kỳ", "left"),
            ("Đơn vị", "left"),
            ("Số", "right"),
            ("Không ngờ", "right"),
            ("Cần xem", "right"),
        ),
        (
            (file.path.name, file.period or "?", file.organisation, str(file.count), *_counts(found, file))
            for file in read
        ),
    )
    if explain:
        for row in found.rows:
            say(*_explained(ws, row))


def _counts(found: Extraction, file: ExtractedFile) -> tuple[str, str]:
    rows = [row for row in found.rows if row.file == file.path.name]
    sure = sum(row.sure for row in rows)
    return str(sure), str(len(rows) - sure)


def _explained(ws: Workspace, row: ReviewRow) -> Iterator[str]:
    """A figure with its reading, and each word that decided it."""
    indicator = ws.catalogue.get(row.indicator)
    name = f"{indicator.code} {indicator.name}" if indicator else "không có chỉ tiêu"
    hedge = f"{row.qualifier.value} " if row.qualifier.value else ""
    yield f"{row.file}, {row.sheet + ', ' if row.sheet else ''}{row.place}: «{row.quote}»"
    yield f"    đọc là: {hedge}{number(row.value)} {row.unit} ({row.kind.value}); {name}; kỳ {row.period or '?'}"
    if row.target is not None or row.percent is not None:
        target = f"chỉ tiêu giao {number(row.target)}" if row.target is not None else ""
        percent = f"đạt {number(row.percent)}%" if row.percent is not None else ""
        yield f"    {', '.join(part for part in (target, percent) if part)}"
    yield from (f"    vì: {why}" for why in row.why)
    yield f"    độ ngờ {row.doubt}" + (f": {'; '.join(row.reasons)}" if row.reasons else "")


def _tell(found: Extraction, written: Path | None, taken: TakenIn | None) -> None:
    sure = sum(row.sure for row in found.rows)
    if written is not None:
        say(
            f"Đã ghi bảng đối chiếu {written}: {len(found.rows)} dòng; {sure} dòng không có gì đáng ngờ đã chọn sẵn "
            "«Nhận».",
            f"Xem từng dòng, chọn quyết định, lưu lại rồi chạy: drafter import {written}",
        )
    if taken is not None:
        left = len(found.rows) - sure
        say(f"Đã nhận {taken.figures} số liệu, {taken.awards} dòng khen thưởng; còn {left} số chưa nhận.")
    if written is None and taken is None and found.rows:
        say("Chưa số nào vào kho. Ghi bảng đối chiếu bằng -o doi-chieu.xlsx để xem và quyết định từng số.")


def _data(found: Extraction, written: Path | None, taken: TakenIn | None) -> dict[str, object]:
    return {
        "files": [
            {
                "file": file.path.name,
                "read": file.read,
                "form": file.form,
                "title": file.title,
                "period": file.period,
                "organisation": file.organisation,
                "figures": file.count,
                "problems": [problem_data(problem) for problem in file.problems],
            }
            for file in found.files
        ],
        "figures": [_row_data(row) for row in found.rows],
        "questions": [problem_data(problem) for problem in found.questions],
        "review": None if written is None else str(written),
        "taken": None if taken is None else {"figures": taken.figures, "awards": taken.awards},
    }


def _row_data(row: ReviewRow) -> dict[str, object]:
    """A figure as JSON has it: numbers are text, so that no digit is lost."""
    return {
        "file": row.file,
        "sheet": row.sheet,
        "place": row.place,
        "quote": row.quote,
        "context": row.context,
        "value": row.value,
        "value_max": row.upper,
        "unit": row.unit,
        "kind": row.kind.name.lower(),
        "qualifier": row.qualifier.name.lower(),
        "target": row.target,
        "percent_of_target": row.percent,
        "denominator": row.whole,
        "indicator": row.indicator or None,
        "candidates": [
            {"indicator": code, "confidence": sure} for code, sure in zip(row.candidates, row.confidence, strict=True)
        ],
        "period": row.period or None,
        "organisation": row.organisation or None,
        "existing": row.existing,
        "doubt": row.doubt,
        "reasons": list(row.reasons),
        "questions": list(row.questions),
        "converted": row.converted or None,
        "sure": row.sure,
        "why": list(row.why),
    }
