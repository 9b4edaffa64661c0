"""Turn a file's name and new bytes into a path to write to: what somebody may have edited is never written over."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

Part = tuple[str, str, bytes]
"""The stem, the ending and the bytes of one file of a set that is numbered together."""


def free_version(folder: Path, parts: Iterable[Part]) -> int:
    """The first version whose files are free or hold exactly these bytes. Raises OSError."""
    version = 1
    while any(_taken(versioned(folder, stem, ending, version), data) for stem, ending, data in parts):
        version += 1
    return version


def versioned(folder: Path, stem: str, ending: str, version: int) -> Path:
    """«report.docx», then «report-v2.docx»."""
    return folder / (f"{stem}.{ending}" if version == 1 else f"{stem}-v{version}.{ending}")


def _taken(path: Path, data: bytes) -> bool:
    return path.exists() and (not path.is_file() or path.read_bytes() != data)
