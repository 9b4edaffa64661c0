"""`drafter drafts`, `drafter diff`, `drafter restore`: drafts are versions in the store."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import EXIT_DONE, EXIT_LOOK, say, say_json, say_table
from drafter.desk.drafts import DraftDiff, FigureChange, ListedDraft, diff_drafts, list_drafts, restore
from drafter.desk.workspace import read_period
from drafter.store.phrases import moment_words
from drafter.store.store import open_store

_INDICATOR = re.compile(r"[A-Z]\d{2}[a-z]?")  # what people know a figure by


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter drafts --period 2025")
@click.option("--period", "period_text", metavar="KỲ", default=None, help="Chỉ các dự thảo của kỳ này.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def drafts(workspace: Path, period_text: str | None, as_json: bool) -> None:
    """Các dự thảo đã soạn, mới nhất trước: mã, phiên bản, đã phát hành hay chưa."""
    ws = opened(workspace)
    with open_store(ws.database) as store:
        found = list_drafts(store, read_period(period_text) if period_text else None)
    if as_json:
        say_json({"drafts": [_data(one) for one in found]})
    elif not found:
        say("Chưa soạn dự thảo nào.")
    else:
        columns = (("Mã", "left"), ("Phiên bản", "right"), ("Kỳ", "left"), ("Soạn lúc", "left"), ("Tình trạng", "left"))
        say_table("Dự thảo đã soạn", columns, map(_row, found))
    sys.exit(EXIT_DONE)


def _row(one: ListedDraft) -> tuple[str, ...]:
    record = one.record
    return record.doc_id, str(record.version), str(record.period), moment_words(record.created_at), _state(one)


def _state(one: ListedDraft) -> str:
    if one.issued is not None:
        return f"đã phát hành: số {one.issued.number}, ngày {one.issued.day:%d/%m/%Y}"
    return "đã đưa số về muộn vào bản sửa" if one.refreshed else "dự thảo"


def _data(one: ListedDraft) -> dict[str, object]:
    record, issued = one.record, one.issued
    return {
        "doc_id": record.doc_id,
        "version": record.version,
        "kind": record.kind,
        "period": str(record.period),
        "organisation": record.organisation,
        "drafted_at": record.created_at,
        "refreshed": one.refreshed,
        "issued": None if issued is None else {"number": issued.number, "day": issued.day, "file": issued.file},
    }


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter diff bao-cao-nam-LDLD-X-2025-1a2b ban-da-sua.docx")
@click.argument("first", metavar="BẢN_ĐẦU")
@click.argument("second", metavar="BẢN_SAU")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def diff(workspace: Path, first: str, second: str, as_json: bool) -> None:
    """Hai bản khác nhau ở số nào, câu nào. Mỗi bản là một mã dự thảo (mã@phiên-bản) hoặc một tệp Word, Excel."""
    ws = opened(workspace)
    with open_store(ws.database) as store:
        found = diff_drafts(ws, store, first, second)
    if as_json:
        say_json({"first": found.first, "second": found.second, "figures": [vars(one) for one in found.figures],
                  "words": [vars(one) for one in found.words]})  # fmt: skip
    else:
        say(*_difference(found))
    sys.exit(EXIT_DONE if found.same else EXIT_LOOK)


def _difference(found: DraftDiff) -> Iterator[str]:
    if found.same:
        yield "Hai bản như nhau."
    if found.figures:
        yield f"Số khác nhau: {len(found.figures)}"
        yield from (f"  {_figure(one)}" for one in found.figures)
    if found.words:
        yield f"Lời khác nhau: {len(found.words)} đoạn"
        for one in found.words:
            yield from (f"  {sign} {text}" for sign, text in (("−", one.old), ("+", one.new)) if text)


def _figure(one: FigureChange) -> str:
    head = one.key.split("/", 1)[0]
    code = head if _INDICATOR.fullmatch(head) else ""
    old, new = (f"«{text}»" if text else "không có" for text in (one.old, one.new))
    return f"{code} {one.label}: {old} → {new}".replace("  ", " ").strip()


@click.command("restore", options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter restore bao-cao-nam-LDLD-X-2025-1a2b")
@click.argument("doc", metavar="MÃ")
@click.option("--version", metavar="SỐ", type=int, default=None, help="Phiên bản; bỏ trống là bản mới nhất.")
@click.option(
    "--out", metavar="THƯ_MỤC", type=click.Path(path_type=Path, file_okay=False), default=None, help="Thư mục ghi."
)
@click.pass_obj
def restore_command(workspace: Path, doc: str, version: int | None, out: Path | None) -> None:
    """Ghi lại một dự thảo từ kho ra tệp, đúng như lúc soạn; không ghi đè tệp nào."""
    ws = opened(workspace)
    with open_store(ws.database) as store:
        files = restore(ws, store, doc if version is None else f"{doc}@{version}", out)
    say("Đã ghi lại:", *(f"  {path}" for path in files))
    sys.exit(EXIT_DONE)
