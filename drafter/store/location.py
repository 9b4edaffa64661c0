"""Turn what an office gives as the address of its store into a database address, or say why it cannot be one."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from drafter.model.problem import Place
from drafter.store.errors import BAD_ADDRESS, NETWORK_SHARE, refusal

_NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "davfs", "ceph", "glusterfs"}
    | {"fuse.sshfs", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.smbnetfs", "fuse.gvfsd-fuse"}
)
_DRIVE_REMOTE = 4  # GetDriveTypeW's answer for a mapped drive


def database_url(address: str | os.PathLike[str]) -> URL:
    """The database's URL: a path is an SQLite file, a URL is taken as it is. Raises StoreError."""
    text = os.fspath(address)
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).absolute()))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise _not_understood(text) from None
    family = url.get_backend_name()
    if family in ("postgresql", "postgres") and url.database:
        return url.set(drivername="postgresql+psycopg")
    if family == "sqlite" and url.database and url.database != ":memory:":
        return URL.create("sqlite", database=str(Path(url.database).absolute()))
    raise _not_understood(text)


def place_of(url: URL) -> Place:
    """How the store is named to people: the file, or the server's address without its password."""
    if url.get_backend_name() == "sqlite":
        return Place(file=url.database or "")
    return Place(text=unquote(url.set(drivername="postgresql").render_as_string(hide_password=True)))


def refuse_network_share(path: Path) -> None:
    """Raise StoreError when the file lies on a network share, as far as the system tells.

    SQLite's WAL needs all its users on one machine, and locks on shares are not to be relied on. A share that hides
    behind a synchronising folder cannot be told and is not refused.
    """
    if sys.platform == "win32":
        share = windows_share(str(path), _windows_drive_type)
    elif sys.platform == "linux":
        share = linux_share(path.resolve(), _mounts())
    else:
        share = None
    if share is not None:
        raise refusal(NETWORK_SHARE, Place(file=str(path)), share=share)


def windows_share(path: str, drive_type: Callable[[str], int]) -> str | None:
    r"""The share a Windows path lies on («\\server\share», «Z:»), or None for a local disk."""
    plain = path.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        plain = "\\\\" + plain[8:]
    elif plain.startswith(("\\\\?\\", "\\\\.\\")):
        plain = plain[4:]
    if unc := re.match(r"\\\\[^\\]+\\[^\\]+", plain):
        return unc.group()
    drive = plain[:2]
    return drive if re.fullmatch("[A-Za-z]:", drive) and drive_type(drive + "\\") == _DRIVE_REMOTE else None


def linux_share(path: Path, mounts: str) -> str | None:
    """The share the deepest mount above the path comes from, None for a local disk; `mounts` is mountinfo's text."""
    found: tuple[int, str | None] = (-1, None)
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, served = before.split(" "), after.split(" ")
        if len(fields) < 5 or len(served) < 2:
            continue
        point = Path(_unescaped(fields[4]))
        depth = len(point.parts)
        if path.is_relative_to(point) and depth >= found[0]:  # a later mount on the same point hides the earlier
            found = (depth, f"{served[0]}, {_unescaped(served[1])}" if served[0] in _NETWORK_TYPES else None)
    return found[1]


def _unescaped(text: str) -> str:
    """Mountinfo writes a space as \\040."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found.group(1), 8)), text)


def _mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""  # it cannot be told


def _windows_drive_type(root: str) -> int:
    import ctypes  # its windll exists on Windows only

    return int(getattr(ctypes, "windll").kernel32.GetDriveTypeW(root))  # noqa: B009 - mypy elsewhere knows no windll


def _not_understood(address: str) -> Exception:
    without_password = re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", address)
    return refusal(BAD_ADDRESS, Place(), address=without_password)
