"""Who this process is to a lock, and whether another on this machine still runs."""

from __future__ import annotations

import os
import platform
import sys
import time
from datetime import datetime
from pathlib import Path

from drafter.schedule.holder import Holder, is_stale

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def this_holder(now: datetime) -> Holder:
    """This process, at this moment. `time.monotonic` counts from the machine's start on Linux and on Windows."""
    return Holder(platform.node(), _boot(), os.getpid(), time.monotonic(), now)


def is_gone(now: datetime, holder: Holder) -> bool:
    """Whether a lock's holder is no more, so that the lock may be taken over."""
    return is_stale(holder, this_holder(now), pid_alive(holder.pid))


def _boot() -> str:
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except OSError:
        return ""


def pid_alive(pid: int) -> bool:
    """Whether a process of that number runs. On Windows a signal 0 would end it: there it is opened and asked."""
    if sys.platform == "win32":
        return _alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    """Whether it has ended and only its parent has not asked yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def _alive_on_windows(pid: int) -> bool:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]  # Windows only
    query_limited, still_active = 0x1000, 259
    handle = kernel.OpenProcess(query_limited, False, pid)
    if not handle:
        return bool(kernel.GetLastError() == 5)  # access denied: it is there
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active
