"""Turn the folder that a command works in into the office's Workspace, telling what is wrong with it on the way."""

from __future__ import annotations

from pathlib import Path

from drafter.cli.talk import say_problems
from drafter.desk.workspace import Workspace, open_workspace


def opened(folder: Path) -> Workspace:
    """The office's workspace; what is wrong with its unit list or its indicators is said aside. Raises DeskError."""
    ws = open_workspace(folder)
    say_problems(ws.problems, error=True)
    return ws
