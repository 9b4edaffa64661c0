"""Which indicators forms ask for, chosen without a text editor: one entry of the settings changes and nothing else."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from drafter.desk.asked import asked_lines, choose_asked, settings_seen
from drafter.desk.problems import DeskError
from drafter.desk.workspace import SETTINGS, open_workspace
from tests.desk.small_office import ASKED, NEW_MEMBERS, Desk


def settings(desk: Desk) -> Path:
    return desk.folder / SETTINGS


def test_what_is_asked_and_what_papers_need(desk: Desk) -> None:
    lines = {line.indicator.code: line for line in asked_lines(desk.ws)}
    assert {code for code, line in lines.items() if line.chosen} == {*ASKED}
    assert "Báo cáo tổng kết năm" in lines[NEW_MEMBERS].needed


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_entry_is_written_and_the_rest_stays_to_the_letter(desk: Desk, end: str) -> None:
    path = settings(desk)
    before = "\ufeff" + path.read_text("utf-8").replace("\n", end) + f"# cuối tệp{end}"
    path.write_bytes(before.encode())
    assert choose_asked(desk.ws, {"A04", "A01", "KHONG-CO"}, seen=settings_seen(desk.ws)) == ("A01", "A04")
    quoted = ", ".join(f'"{code}"' for code in ASKED)
    assert path.read_bytes().decode() == before.replace(f"[{quoted}]", '["A01", "A04"]')
    assert [one.code for one in open_workspace(desk.folder).asked] == ["A01", "A04"]


def test_a_rate_brings_what_it_is_worked_out_from(desk: Desk) -> None:
    rate = next(one for one in desk.ws.catalogue.indicators if one.numerator)
    assert {*choose_asked(desk.ws, {rate.code})} == {rate.code, rate.numerator, rate.denominator}


def test_everything_is_an_empty_list_as_before(desk: Desk) -> None:
    every = [one.code for one in desk.ws.catalogue.indicators]
    assert list(choose_asked(desk.ws, every)) == every
    assert tomllib.loads(settings(desk).read_text("utf-8"))["bieu-mau"]["chi-tieu"] == []


@pytest.mark.parametrize("written", [
    'chi-tieu = [\n  "A01", # tổng số ] ở đây\n  "A04",\n]\n', "# chi-tieu = []\n", "", None,
])  # fmt: skip
def test_settings_as_people_write_them(desk: Desk, written: str | None) -> None:
    path = settings(desk)
    text = path.read_text("utf-8").partition("[bieu-mau]")[0]
    if written is not None:
        text += f"[bieu-mau] # biểu\n{written}han-nop-sau-ngay = 9\n[lich]\n# chi-tieu = [1]\n"
    path.write_text(text, "utf-8")
    every = [one.code for one in desk.ws.catalogue.indicators][:40]
    assert choose_asked(desk.ws, every)
    told = tomllib.loads(path.read_text("utf-8"))
    assert told["bieu-mau"]["chi-tieu"][:2] == ["A01", "A02"]
    assert max(map(len, path.read_text("utf-8").splitlines())) < 130
    if written is not None:
        assert told["bieu-mau"]["han-nop-sau-ngay"] == 9
        assert path.read_text("utf-8").endswith("[lich]\n# chi-tieu = [1]\n")


def test_what_cannot_be_written_is_told_and_nothing_is_changed(desk: Desk) -> None:
    path = settings(desk)
    with pytest.raises(DeskError) as none:
        choose_asked(desk.ws, {"KHONG-CO"})
    assert [one.code for one in none.value.problems] == ["W129"]
    with pytest.raises(DeskError) as other:
        choose_asked(desk.ws, {"A01"}, seen="khac")
    assert [one.code for one in other.value.problems] == ["W135"]
    text = path.read_text("utf-8").partition("[bieu-mau]")[0]
    path.write_text(f'bieu-mau.chi-tieu = ["A04"]\n{text}', "utf-8")
    before = path.read_bytes()
    with pytest.raises(DeskError) as odd:
        choose_asked(desk.ws, {"A01"})
    assert [one.code for one in odd.value.problems] == ["W136"]
    assert 'chi-tieu = ["A01"]' in odd.value.problems[0].fix
    assert path.read_bytes() == before
