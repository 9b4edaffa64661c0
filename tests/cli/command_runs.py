"""Runs of the program for the tests: in this process where only what it says and its exit code matter."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from drafter.cli.main import run

ENGLISH = re.compile(r"\b(Usage|Options|Commands|Error|Missing|No such|Invalid|Traceback|Show this|Aborted)\b")


@dataclass(frozen=True)
class Ran:
    """What a run of the program did: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Both streams, as a person sees them."""
        return self.out + self.err

    @property
    def data(self) -> Any:
        """Standard output as JSON, which it must be as a whole."""
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        """The codes of the problems that were told, in their order."""
        words = (line.split(" ", 1)[0] for line in (self.err + self.out).splitlines())
        return [word for word in words if len(word) == 4 and word[0].isalpha() and word[1:].isdigit()]


class Program:
    """Runs `drafter` in an office's folder."""

    def __init__(self, capture: pytest.CaptureFixture[str], folder: Path) -> None:
        self._capture = capture
        self.folder = folder

    def __call__(self, *arguments: str | Path, folder: Path | None = None) -> Ran:
        """One run; never raises: a run ends in a message and an exit code."""
        self._capture.readouterr()
        code = 0
        try:
            run(["-C", str(folder or self.folder), *map(str, arguments)])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        out, err = self._capture.readouterr()
        assert ENGLISH.search(out + err) is None
        return Ran(code, out, err)
