"""`drafter refresh` of Excel drafts: late figures into workbooks that the office has edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from drafter.cli.talk import EXIT_CONFLICTS, EXIT_DONE, EXIT_LOOK, now, problem_data, say, say_json, say_problems
from drafter.desk.refreshing.workbook import CellLine, RefreshedBook, refresh_workbook
from drafter.desk.workbook_cells import shown
from drafter.desk.workspace import Workspace
from drafter.reconcile.cells import EMPTY, CellAction, CellValue
from drafter.reconcile.choices import Choice
from drafter.store.store import open_store

_SHOWN = 30  # so many cells of a kind are listed; the rest stand in the file


def refresh_books(
    ws: Workspace,
    files: Sequence[Path],
    out: Path | None,
    choices: Mapping[str, Choice],
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Refresh workbooks one after the other, say what was done, and give the exit code."""
    with open_store(ws.database) as store:
        found = [
            refresh_workbook(ws, store, path, now=now(), out=out, choices=choices, dry_run=dry_run) for path in files
        ]
    if as_json:
        say_json({"files": [_data(one) for one in found]})
    else:
        for one in found:
            say(*_page(one, dry_run=dry_run))
            say_problems(one.conflicts)
    if any(one.conflicts for one in found):
        return EXIT_CONFLICTS
    return EXIT_LOOK if any(one.target or one.unplaced or one.of(CellAction.GONE) for one in found) else EXIT_DONE


def _page(one: RefreshedBook, *, dry_run: bool) -> Iterator[str]:
    if dry_run:
        yield f"{one.path}: chưa ghi gì (--dry-run)."
    elif one.target is None:
        yield f"{one.path}: không có ô nào phải thay."
    else:
        yield f"Đã cập nhật: {one.path}"
        yield f"  {one.target}"
    kinds = (
        (CellAction.UPDATE, "Số mới (ô tô vàng, có ghi chú nguồn)"),
        (CellAction.KEPT, "Ô đồng chí đã sửa, giữ nguyên"),
        (CellAction.GONE, "Ô không còn trong tệp, có số mới"),
    )
    for action, title in kinds:
        yield from _listed(title, [_line(line) for line in one.of(action)])
    yield from _listed("Chữ, công thức đồng chí đã sửa, giữ nguyên", one.edits)
    yield from _listed("Dòng mới đã thêm vào tệp", one.added)
    yield from _listed("Số mới chưa có ô trong tệp", one.unplaced)
    if one.conflicts:
        yield f"Vướng, cần quyết định: {len(one.conflicts)} ô (tô cam)"
        yield '  mỗi ô một mã, ví dụ --take-ours "Phụ lục I!D12" lấy số mới, --keep-mine giữ số đang ghi:'
        yield from (f"  {line.cell.words}" for line in one.of(CellAction.CONFLICT))


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"{title}: {len(lines)}"
        yield from (f"  {line}" for line in lines[:_SHOWN])
        if len(lines) > _SHOWN:
            yield f"  … và {len(lines) - _SHOWN} ô nữa"


def _line(one: CellLine) -> str:
    base, fresh = (shown(CellValue(value)) or "trống" for value in (one.cell.base, one.fresh))
    if one.action is CellAction.KEPT:
        return f"{one.cell.words} {one.cell.label}: {base} → {shown(one.cell.officer or EMPTY) or 'trống'}"
    return f"{one.cell.words} {one.cell.label}: {base} → {fresh}"


def _data(one: RefreshedBook) -> dict[str, object]:
    return {
        "file": str(one.path),
        "target": str(one.target) if one.target else None,
        "cells": [
            {
                "cell": line.cell.words,
                "key": line.cell.key,
                "label": line.cell.label,
                "action": line.action.name.lower(),
                "base": shown(CellValue(line.cell.base)),
                "officer": None if line.cell.officer is None else shown(line.cell.officer),
                "fresh": shown(CellValue(line.fresh)),
                "source": line.source,
            }
            for line in one.lines
            if line.action is not CellAction.NOTHING
        ],
        "edits": list(one.edits),
        "unplaced": list(one.unplaced),
        "added": list(one.added),
        "conflicts": [problem_data(problem) for problem in one.conflicts],
    }
