"""Every command explains itself in Vietnamese and gives an example that is one."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from drafter import __version__
from drafter.cli.main import cli
from tests.cli.command_runs import Program

README = Path(__file__).parents[2] / "README.md"


def commands(group: click.Group = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command and group below the program's own."""
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


COMMANDS = [(), *commands()]
TOP = [path[0] for path in COMMANDS if len(path) == 1]


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_is_vietnamese_with_an_example(drafter: Program, path: tuple[str, ...]) -> None:
    found = drafter(*path, "--help")
    assert found.code == 0
    assert found.out.startswith(f"Cách dùng: {' '.join(('drafter', *path))}")
    assert "Ví dụ:" in found.out
    assert "-h, --help" in found.out
    assert re.search(r"\b(TEXT|DIRECTORY|FILE|PATH|KIND|FOLDER|COMMAND|OPTIONS|ARGS)\b|%Y", found.out) is None
    words = [line.split("  ")[-1] for line in found.out.splitlines() if line.startswith("  --")]
    assert all(re.search("[^\x00-\x7f]", line) for line in words)  # each option is explained, in Vietnamese


@pytest.mark.parametrize("path", [path for path in COMMANDS if path], ids=" ".join)
def test_the_example_is_a_command_the_program_understands(path: tuple[str, ...]) -> None:
    command: click.Command = cli
    for word in path:
        assert isinstance(command, click.Group)
        command = command.commands[word]
    assert command.epilog is not None
    example = command.epilog.removeprefix("Ví dụ: ").split(" > ")[0]
    words = shlex.split(example, posix=False)
    assert words[0] == "drafter"
    start = next(number for number, word in enumerate(words) if word == path[0])
    cli.make_context("drafter", words[1:start], resilient_parsing=True)
    given = words[start + len(path) :]
    if isinstance(command, click.Group):
        assert given[0] in command.commands
        return
    options, rest, _ = command.make_parser(click.Context(command)).parse_args(given)
    assert rest == []
    asked = [param for param in command.params if param.required and not getattr(param, "prompt", None)]
    assert [param.name for param in asked if not options.get(str(param.name))] == []


def test_short_help_and_no_arguments_say_the_same(drafter: Program, capsys: pytest.CaptureFixture[str]) -> None:
    assert drafter("-h").out == drafter("--help").out
    assert "Các lệnh:" in drafter("--help").out


def test_the_version(drafter: Program) -> None:
    assert drafter("--version").out == f"drafter, phiên bản {__version__}\n"


def test_every_command_is_in_the_readme_with_its_exit_codes() -> None:
    row = re.compile(r"^\| `drafter ([a-z]+(?:-[a-z]+)*)` \| .* \| ([0-9, ]+) \|$", re.MULTILINE)
    rows = dict(row.findall(README.read_text("utf-8")))
    assert sorted(rows) == sorted(TOP)
