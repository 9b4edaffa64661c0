"""`drafter trace`: where each figure of a draft comes from."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import EXIT_DONE, EXIT_LOOK, now, say, say_json
from drafter.desk.tracing.comments import write_comments
from drafter.desk.tracing.derivation import Derivation
from drafter.desk.tracing.trace import Traced, TraceReport, trace
from drafter.desk.tracing.words import heading, words
from drafter.store.phrases import moment_words
from drafter.store.store import open_store

_SHOWN = 3  # so many entries of a figure are listed; asked for by --at, all of them


@click.command(
    "trace", options_metavar="[TÙY_CHỌN]", epilog='Ví dụ: drafter trace "Báo cáo năm (sửa).docx" --at "676/650"'
)
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option(
    "--at", metavar="SỐ", default="", help="Chỉ hỏi một số, chép như trong bản thảo («676/650»), hoặc một ô Excel."
)
@click.option(
    "--comments",
    metavar="TỆP_MỚI",
    type=click.Path(path_type=Path),
    default=None,
    help="Ghi nguồn từng số thành chú thích vào một bản sao (Word: chú thích; Excel: ghi chú ô).",
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def trace_command(workspace: Path, file: Path, at: str, comments: Path | None, as_json: bool) -> None:
    """Số này ở đâu ra: mỗi số của dự thảo tính thế nào, từ biểu nào, ô nào, ai nộp, lúc nào. Tệp không bị sửa."""
    ws = opened(workspace)
    with open_store(ws.database) as store:
        found = trace(ws, store, file, at=at)
    written = write_comments(found, comments, now()) if comments else 0
    if as_json:
        say_json(_data(found))
    elif comments:
        say(f"Đã ghi {written} chú thích vào {comments}.")
    else:
        say(*_page(found, whole=bool(at)))
    unsure = any(one.retyped or one.origin is None for one in found.lines)
    sys.exit(EXIT_LOOK if unsure or found.removed else EXIT_DONE)


def _page(found: TraceReport, *, whole: bool) -> Iterator[str]:
    """The figures in the order of the file, as a secretary reads them."""
    when = moment_words(found.draft.created_at)
    yield f"{found.title}: {len(found.lines)} số ({found.draft.doc_id}, soạn lúc {when})"
    for place, one in enumerate(found.lines, 1):
        yield ""
        yield f"{place}. {heading(one)}"
        yield from (f"   {line}" for line in words(one, None if whole else _SHOWN))
    if found.removed:
        yield ""
        yield f"Đã xóa khỏi bản thảo {len(found.removed)} số:"
        yield from (f"   «{one.drafted}» {one.label}".rstrip() for one in found.removed)


def _data(found: TraceReport) -> dict[str, object]:
    return {
        "file": str(found.path),
        "doc_id": found.draft.doc_id,
        "kind": found.draft.kind,
        "period": str(found.draft.period),
        "organisation": found.draft.organisation,
        "title": found.title,
        "drafted_at": found.draft.created_at,
        "figures": [_line(one) for one in found.lines],
        "removed": [_line(one) for one in found.removed],
    }


def _line(one: Traced) -> dict[str, object]:
    return {
        "key": one.key,
        "label": one.label,
        "text": one.text,
        "drafted": one.drafted,
        "retyped": one.retyped,
        "found_by": one.found.value if one.found else None,
        "places": list(one.places),
        "count": one.count,
        "origin": _origin(one.origin) if one.origin else None,
    }


def _origin(origin: Derivation) -> dict[str, object]:
    return {
        "title": origin.title,
        "indicator": origin.indicator,
        "formula": origin.formula,
        "remarks": list(origin.remarks),
        "facts": [
            {
                "what": fact.what,
                "value": fact.value,
                "key": str(fact.key) if fact.key else None,
                "period": fact.period,
                "corrected": fact.corrected,
                "file": fact.source.file,
                "sheet": fact.source.sheet,
                "cell": fact.source.cell,
                "submitted_by": fact.source.submitted_by,
                "received_at": fact.source.received_at,
            }
            for fact in origin.facts
        ],
    }
