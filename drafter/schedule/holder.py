"""Who holds a lock, and whether that process can still be at work: by host, boot, process and heartbeat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

BEAT_SECONDS = 20.0
SILENT_SECONDS = 15 * 60.0
SILENT_ELSEWHERE = timedelta(hours=2)


@dataclass(frozen=True)
class Holder:
    """A process that took a lock. `boot` is empty where the system does not tell one.

    `since_boot` is the heartbeat by the clock that counts from the machine's start, which nobody sets (seconds);
    `beat_at` the same by the wall clock, for other machines.
    """

    host: str
    boot: str
    pid: int
    since_boot: float
    beat_at: datetime


def is_stale(holder: Holder, me: Holder, pid_alive: bool) -> bool:
    """Whether the holder is gone, as `me`, which looks now, can tell. `pid_alive`: such a process runs on my machine.

    On this machine: it started before the last boot, or the process is gone, or it has been silent for long (then the
    number belongs to another program). On another machine only silence by the wall clock tells.
    """
    if holder.host != me.host:
        return me.beat_at - holder.beat_at > SILENT_ELSEWHERE
    rebooted = holder.boot != me.boot or me.since_boot < holder.since_boot
    return rebooted or not pid_alive or me.since_boot - holder.since_boot > SILENT_SECONDS
