"""When a lock's holder counts as gone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from drafter.schedule.holder import Holder, is_stale

NOW = datetime(2026, 4, 20, 7, 30, tzinfo=UTC)
HOLDER = Holder("may-1", "boot-a", 4711, 1000.0, NOW)
ME = replace(HOLDER, pid=4800, since_boot=1100.0, beat_at=NOW + timedelta(seconds=100))


@pytest.mark.parametrize(
    ("me", "alive", "stale"),
    [
        (ME, True, False),
        (ME, False, True),
        (replace(ME, boot="boot-b"), True, True),  # the number belongs to another program since the restart
        (replace(ME, boot="", since_boot=50.0), True, True),  # no boot id: the clock since the start says so
        (replace(ME, since_boot=1000.0 + 901), True, True),  # silent for a quarter of an hour
        (replace(ME, beat_at=NOW - timedelta(days=400)), True, False),  # the wall clock was set back
        (replace(ME, beat_at=NOW + timedelta(days=400)), True, False),  # or ahead
        (replace(ME, host="may-2"), False, False),  # another machine's process cannot be asked
        (replace(ME, host="may-2", beat_at=NOW + timedelta(hours=3)), False, True),
    ],
)
def test_a_holder_is_gone(me: Holder, alive: bool, stale: bool) -> None:
    assert is_stale(HOLDER, me, alive) is stale
