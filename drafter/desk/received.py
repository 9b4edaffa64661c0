"""Turn files that came in through the page into files of the office's folder, whence they are read like any others."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from drafter.desk.collect import FileOutcome, Outcome
from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.desk.workspace import FORMS, Workspace
from drafter.intake.folder import TOO_LARGE
from drafter.intake.sandbox import MAX_FILE
from drafter.model.problem import Place

RECEIVED = f"{FORMS}/da-nhan"
NAMES = ".da-nhan.txt"
"""The file that lists what came in a batch, one name a line; no file that comes in can be called so."""

_MOMENT = "%Y-%m-%d_%H%M%S"


@dataclass(frozen=True)
class Batch:
    """A batch of files that came together. `id` stands for it in addresses; `came` is None where its name tells none.

    `files` are those that came, `made` what the program or a person has put beside them since, the newest first.
    """

    id: str
    folder: Path
    came: datetime | None
    files: tuple[Path, ...]
    made: tuple[Path, ...]


def batches(ws: Workspace, below: str) -> tuple[Batch, ...]:
    """Every batch that was kept below a folder of the office's, the newest first."""
    folder = ws.folder / below
    found = [_batch(path) for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    return tuple(sorted(found, key=lambda one: one.folder.name, reverse=True))


def find_batch(ws: Workspace, below: str, batch_id: str) -> Batch | None:
    """The batch of that id; None where there is none: an id is never a path."""
    return next((one for one in batches(ws, below) if one.id == batch_id), None)


def id_of(name: str) -> str:
    """What stands for a folder or a file of this name in addresses."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def _batch(folder: Path) -> Batch:
    """A batch by the list of names that lies in it: what is not on it was made later."""
    try:
        names = (folder / NAMES).read_text("utf-8-sig").split("\n")
    except OSError:
        names = []
    came = None
    with contextlib.suppress(ValueError):
        came = datetime.strptime(folder.name[:17], _MOMENT)  # noqa: DTZ007 - the office's own clock
    there = sorted((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.stat().st_mtime_ns)
    files = tuple(path for name in names if (path := folder / name) in there)
    made = tuple(path for path in reversed(there) if path not in files and path.name != NAMES)
    return Batch(id_of(folder.name), folder, came, files, made)


def keep_received(ws: Workspace, files: Iterable[tuple[str, Path]], now: datetime, below: str = RECEIVED) -> Path:
    """Move files, each under the name it came with, into a folder of their own below `bieu-mau/da-nhan`.

    A name that came twice is told apart: «a.xlsx», «a (2).xlsx». `below` is another folder of the office's. Returns the
    folder of this batch. Raises DeskError.
    """
    try:
        folder = _new_folder(ws.folder / below, f"{now:{_MOMENT}}")
        taken: set[str] = set()
        names: list[str] = []
        for name, path in files:
            free = _free(name, taken)
            taken.add(free.casefold())
            shutil.move(path, folder / free)
            names.append(free)
        if below != RECEIVED:
            (folder / NAMES).write_text("\n".join(names), "utf-8-sig")
    except OSError as error:
        raise stop(NOT_WRITABLE, found=ws.folder / below, reason=reason_of(error)) from error
    return folder


def too_large(name: str) -> FileOutcome:
    """What becomes of a file over the limit: it was not kept."""
    problem = TOO_LARGE.at(Place(name), detail=f"quá {MAX_FILE // 1024 // 1024} MB")
    return FileOutcome(name, Outcome.REFUSED, "", "", (), (problem,))


def _new_folder(parent: Path, name: str) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        folder = parent / (name if number == 1 else f"{name}-{number}")
        try:
            os.mkdir(folder)  # fails where another upload of the same second was quicker
        except FileExistsError:
            number += 1
            continue
        return folder


def _free(name: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{stem} ({number}){dot}{ending}"
    return free
