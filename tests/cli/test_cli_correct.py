from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command_runs import Program
from tests.desk.small_office import NEW_MEMBERS, SCHOOL, fill_form

AT = ("--org", SCHOOL, "--period", "2025")
WHY = ("--who", "Lê Thị Mai", "--reason", "đơn vị báo lại")


def test_a_number_is_corrected_seen_and_taken_back(drafter: Program, office: Path) -> None:
    fill_form(office / "a.xlsx", SCHOOL, "2025", {NEW_MEMBERS: 4})
    drafter("import", str(office / "a.xlsx"))
    done = drafter("correct", NEW_MEMBERS, "14", *AT, *WHY)
    assert done.code == 0
    assert "14 người (đang dùng)" in done.out
    assert "đơn vị báo lại" in done.out
    assert drafter("correct", NEW_MEMBERS, "--undo", *AT, *WHY).code == 0
    shown = json.loads(drafter("correct", NEW_MEMBERS, *AT, "--json").out)
    assert [(one["value"], one["current"]) for one in shown["versions"]] == [("4", False), ("14", False), ("4", True)]


def test_what_cannot_be_done_is_said(drafter: Program) -> None:
    assert "W171" in drafter("correct", "ZZ9", "1", *AT, *WHY).err
    assert drafter("correct", NEW_MEMBERS, "1", *AT).code == 2
    assert drafter("correct", NEW_MEMBERS, "1", *AT, *WHY, "--undo").code == 2
    assert "Chưa ai báo số này." in drafter("correct", NEW_MEMBERS, *AT).out
