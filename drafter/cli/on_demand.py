"""Turn a table of names into a group whose commands are imported when they are asked for, not before.

`drafter --version` and `drafter --help` so stay quick on an office's slow machine: the store, Excel and Word are
loaded only by the command that works with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import Any

import click


class Shelf(MutableMapping[str, click.Command]):
    """The commands by name; one is imported from its "module:attribute" when it is taken."""

    def __init__(self, table: Mapping[str, tuple[str, str]]) -> None:
        self.lines = {name: f"{line}." for name, (_, line) in table.items()}
        self._places: dict[str, str | click.Command] = {name: place for name, (place, _) in table.items()}

    def __getitem__(self, name: str) -> click.Command:
        found = self._places[name]
        if isinstance(found, str):
            module, _, attribute = found.partition(":")
            found = self._places[name] = getattr(import_module(module), attribute)
        return found

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._places[name] = command
        self.lines[name] = command.get_short_help_str()

    def __delitem__(self, name: str) -> None:
        del self._places[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places


class OnDemandGroup(click.Group):
    """A group of the commands in `table`: each name with its "module:attribute" and its line in the group's help."""

    def __init__(self, name: str | None = None, *, table: Mapping[str, tuple[str, str]], **settings: Any) -> None:
        self._shelf = Shelf(table)
        super().__init__(name, self._shelf, **settings)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, written from the table alone."""
        with formatter.section("Các lệnh"):
            formatter.write_dl([(name, self._shelf.lines[name]) for name in self.list_commands(ctx)])
