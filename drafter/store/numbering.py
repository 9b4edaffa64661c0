"""Turn each thing that happens in the store into the next number, so that numbers tell the order of events."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from drafter.store.schema import REVISION


def last_number(connection: Connection) -> int:
    """The number of the newest event; 0 in an empty store."""
    return int(connection.execute(select(REVISION.c.number)).scalar_one())


def next_number(connection: Connection) -> int:
    """A number for one event, within the only writer's transaction."""
    number = last_number(connection) + 1
    keep_number(connection, number)
    return number


def keep_number(connection: Connection, number: int) -> None:
    """Remember how far numbers are given out."""
    connection.execute(update(REVISION).values(number=number))
