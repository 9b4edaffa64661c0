"""A demo that was stopped between the refresh and the issue goes on where it stopped."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from drafter.desk.demonstrating import life as demo_life
from drafter.desk.demonstrating.life import EDITED, FINAL, FOLDER, REFRESHED, first_hand, to_the_end
from drafter.desk.draft import draft
from tests.desk.small_office import CAME, NEW_MEMBERS, SCHOOL, Y2025, Desk
from tests.desk.test_demo_life import Told
from tests.desk.test_desk_refresh import WHOLE


class Stopped(BaseException):
    """The machine went off."""


def test_what_was_stopped_before_the_issue_is_finished_by_the_next_run(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.everybody()
    draft(desk.ws, desk.store, "bao-cao-nam", Y2025, now=CAME)
    folder, later = desk.folder / FOLDER, CAME + timedelta(days=7)
    told = Told()
    first_hand(desk.ws, desk.store, CAME, told)
    desk.hand_in(SCHOOL, {**WHOLE, NEW_MEMBERS: 9}, name="nop-lai.xlsx", now=later)
    issued: list[Path] = []

    def off(*_: Any, **__: Any) -> None:
        raise Stopped

    for step in ("write_copy", "issue"):
        with monkeypatch.context() as patch:
            patch.setattr(demo_life, step, off)
            with pytest.raises(Stopped):
                to_the_end(desk.ws, desk.store, later, told)
    assert {path.name for path in folder.iterdir()} >= {EDITED, REFRESHED, FINAL}
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    rounds = [one for one in desk.store.drafts() if one.version > 1]

    def went_out(_ws: object, _store: object, path: Path, **_: Any) -> SimpleNamespace:
        issued.append(path)
        return SimpleNamespace()

    monkeypatch.setattr(demo_life, "issue", went_out)
    to_the_end(desk.ws, desk.store, later, told)
    assert issued == [folder / FINAL]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == made
    assert [one for one in desk.store.drafts() if one.version > 1] == rounds
    assert (len(told.rounds), len(told.papers)) == (1, 1)
    assert told.kept == [REFRESHED, REFRESHED, FINAL]
