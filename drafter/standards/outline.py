"""Turn outline.toml into the headings of a report, in order, and the names of narrative topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from drafter.model.narrative import Topic
from drafter.standards.data_files import shipped


@dataclass(frozen=True)
class Heading:
    """One heading of a report. `number` is as printed («I», «3», «Phần thứ nhất»), empty where it has none.

    `groups` are the indicator groups told under it, `topics` the narratives that stand there, `items` the headings
    below.
    """

    code: str
    title: str
    number: str = ""
    groups: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    items: tuple[Heading, ...] = ()

    def walk(self) -> Iterator[Heading]:
        """This heading and all below it, in the order of the page."""
        yield self
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True)
class TopicName:
    """What a narrative topic is called in a form, and what is asked for."""

    topic: Topic
    name: str
    hint: str


@cache
def outline() -> tuple[Heading, ...]:
    """The parts of an annual summary, each with its sections."""
    return tuple(_headings(shipped("outline.toml")["part"]))


def heading_of_group(group: str) -> Heading | None:
    """Where an indicator group is told; None for a group that an office added."""
    return next((heading for heading in _all() if group in heading.groups), None)


def heading_of_topic(topic: Topic) -> Heading | None:
    """Where a narrative of that topic stands."""
    return next((heading for heading in _all() if topic in heading.topics), None)


@cache
def topic_names() -> Mapping[Topic, TopicName]:
    """The names of all topics, in the order of a form."""
    named = shipped("outline.toml")["topics"]
    return MappingProxyType({Topic(code): TopicName(Topic(code), **entry) for code, entry in named.items()})


def _all() -> Iterator[Heading]:
    for part in outline():
        yield from part.walk()


def _headings(entries: Iterable[Mapping[str, Any]]) -> Iterator[Heading]:
    for entry in entries:
        yield Heading(
            code=entry["code"],
            title=entry["title"],
            number=entry.get("number", ""),
            groups=tuple(entry.get("groups", ())),
            topics=tuple(Topic(code) for code in entry.get("topics", ())),
            items=tuple(_headings(entry.get("section", entry.get("item", ())))),
        )
