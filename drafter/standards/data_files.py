"""Turn a shipped TOML file into plain data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def shipped(name: str) -> Mapping[str, Any]:
    """The parsed contents of `drafter/standards/data/<name>`, also from inside a wheel or a zip. Read it only."""
    return tomllib.loads((files("drafter.standards") / "data" / name).read_text(encoding="utf-8"))


def sources() -> Mapping[str, str]:
    """What the marks in `seen_in` and `source` stand for («S0», «L30»), by mark."""
    found: Mapping[str, str] = shipped("sources.toml")["sources"]
    return found
