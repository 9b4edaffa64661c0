"""Turn what an unattended run does into two logs: Vietnamese lines for people, JSON lines for programs; both rotated.

No name of a person gets in: codes, counts and the papers' own file names only.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

FOLDER = "nhat-ky"
LINES, DATA = "chay-tu-dong.log", "chay-tu-dong.jsonl"
MOST_BYTES = 1_000_000
KEPT = 5


class RunLog:
    """The two logs of a workspace. What cannot be written is not: a log stops no work."""

    def __init__(self, workspace: Path, run: str, most_bytes: int = MOST_BYTES) -> None:
        self._folder = workspace / FOLDER
        self._run = run
        self._most = most_bytes

    def write(self, now: datetime, words: str, event: str, **told: Any) -> None:
        """One thing that happened: in words, and as an event with its data."""
        said = {"at": now.isoformat(timespec="seconds"), "run": self._run, "event": event, **_plain(told)}
        line = f"{now:%d/%m/%Y %H:%M:%S}  {_one_line(words)}"
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._append(self._folder / LINES, line)
            self._append(self._folder / DATA, json.dumps(said, ensure_ascii=False, default=str))

    def _append(self, path: Path, line: str) -> None:
        data = line.encode("utf-8", "replace") + b"\n"
        if path.exists() and path.stat().st_size + len(data) > self._most:
            _rotate(path)
        with path.open("ab") as out:
            out.write(data)


def _rotate(path: Path) -> None:
    """«.log» becomes «.log.1», that «.log.2», and so on; the oldest goes."""
    for number in range(KEPT - 1, 0, -1):
        older = path.with_name(f"{path.name}.{number}")
        if older.exists():
            older.replace(path.with_name(f"{path.name}.{number + 1}"))
    path.replace(path.with_name(f"{path.name}.1"))


def _plain(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in told.items()}


def _one_line(words: str) -> str:
    """No line breaks and no control characters: a file's name cannot write a line of its own."""
    return "".join(letter if letter.isprintable() else " " for letter in words)
