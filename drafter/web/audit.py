"""Turn what was done on the page into lines of `nhat-ky.jsonl`: when, which account, what, on which ids, the outcome.

No personal data goes in: an account is told by its id, never by its name; no file name, no typed text, no address.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

AUDIT = "nhat-ky.jsonl"
_LARGEST = 5 * 1024 * 1024


class Audit:
    """The log of one workspace; it is turned over at 5 MB and one older file is kept."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / AUDIT
        self._lock = threading.Lock()

    def note(self, account: str, what: str, status: int, ids: Mapping[str, object], at: datetime) -> None:
        """One line. `what` is the method and the route as the table of routes has it; `ids` are its parts."""
        line = {"at": at.isoformat(timespec="seconds"), "who": account, "what": what, "status": status}
        line |= {f"id_{name}": str(value)[:80] for name, value in ids.items()}
        text = json.dumps(line, ensure_ascii=True) + "\n"
        with self._lock:
            try:
                if self._path.exists() and self._path.stat().st_size > _LARGEST:
                    os.replace(self._path, self._path.with_suffix(".cu.jsonl"))
                descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                with os.fdopen(descriptor, "a", encoding="ascii") as out:
                    out.write(text)
            except OSError:
                return  # a log that cannot be written stops nobody's work
