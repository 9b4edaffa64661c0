"""The user's guide says nothing that the program has not: pictures, commands, options, codes, fields, settings."""

from __future__ import annotations

import re
from pathlib import Path

import click

from drafter.cli.main import cli
from drafter.intake.office_check import STYLE_KEYS
from drafter.render.slots import _FIELDS

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "README.vi.md").read_text(encoding="utf-8")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


def part(title: str) -> str:
    """The text below one heading, up to the next of the same rank."""
    return GUIDE.split(f"\n## {title}", 1)[1].split("\n## ", 1)[0]


def test_every_picture_is_there_described_small_and_used() -> None:
    pictures = _PICTURE.findall(GUIDE)
    assert all(len(told) > 20 for told, _ in pictures)
    named = {ROOT / path for _, path in pictures}
    assert named == set((ROOT / "samples" / "hinh-anh").glob("*.png"))
    sizes = [path.stat().st_size for path in named]
    assert max(sizes) <= 100_000
    assert sum(sizes) < 800_000


def test_every_link_inside_the_guide_finds_its_heading() -> None:
    headings = re.findall(r"^##+ (.+)$", GUIDE, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings}
    links = re.findall(r"\]\(#([^)]+)\)", GUIDE)
    assert links
    assert set(links) <= anchors


def test_every_command_and_option_shown_exists_and_every_command_is_in_its_table() -> None:
    assert isinstance(cli, click.Group)
    for name, written in re.findall(r"drafter (?:-C \S+ )?([a-z]+(?:-[a-z]+)*)\b([^\n`|]*)", GUIDE):
        if name in cli.commands:
            command = cli.commands[name]
            among = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
            known = {option for one in among for each in one.params for option in each.opts} | {"--help"}
            assert set(re.findall(r"--[a-z]+(?:-[a-z]+)*", written)) <= known, (name, written)
    table = part("14. Bảng lệnh")
    assert set(re.findall(r"^\| `drafter ([a-z-]+)", table, re.MULTILINE)) == set(cli.commands)


def test_the_fields_of_a_figure_are_told_whole() -> None:
    told = part("10. Sửa mẫu báo cáo trong Word")
    fields = {
        name for row in re.findall(r"^\| ((?:`[a-z_]+`(?:, )?)+) \|", told, re.MULTILINE) for name in row.split(", ")
    }
    assert {name.strip("`") for name in fields} == set(_FIELDS)


def test_the_choices_of_writing_are_told_whole() -> None:
    told = set(re.findall(r"^\| `([a-z0-9-]+)` \|", part("12. Cách viết của cơ quan"), re.MULTILINE))
    assert told == {*STYLE_KEYS, "so-le"}


def test_every_problem_code_named_is_declared() -> None:
    declared = set(re.findall(r'"([A-Z]\d{3})"', _sources()))
    named = set(re.findall(r"\b([DCSTW][12]\d\d)\b", GUIDE))
    assert len(named) > 20
    assert named <= declared


def _sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "drafter").rglob("*.py"))
