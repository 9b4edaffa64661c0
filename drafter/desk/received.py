"""Turn files that came in through the page into files of the office's folder, whence they are read like any others."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from drafter.desk.collect import FileOutcome, Outcome
from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.desk.workspace import FORMS, Workspace
from drafter.intake.folder import TOO_LARGE
from drafter.intake.sandbox import MAX_FILE
from drafter.model.problem import Place

RECEIVED = f"{FORMS}/da-nhan"


def keep_received(ws: Workspace, files: Iterable[tuple[str, Path]], now: datetime) -> Path:
    """Move files, each under the name it came with, into a folder of their own below `bieu-mau/da-nhan`.

    A name that came twice is told apart: «a.xlsx», «a (2).xlsx». Returns the folder. Raises DeskError.
    """
    try:
        folder = _new_folder(ws.folder / RECEIVED, f"{now:%Y-%m-%d_%H%M%S}")
        taken: set[str] = set()
        for name, path in files:
            free = _free(name, taken)
            taken.add(free.casefold())
            shutil.move(path, folder / free)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=ws.folder / RECEIVED, reason=reason_of(error)) from error
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
