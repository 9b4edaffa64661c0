"""What stands in the three texts that are reconciled: figures of the base, of the officer's copy, of a fresh draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

GAP = "#thieu"
"""The end of the key of a gap: what was asked for and nobody had reported."""


class Found(StrEnum):
    """How a figure of the base was found in the officer's copy, the surest first; `TEXT` only ever proposes."""

    BOOKMARK = "bookmark"
    TAG = "tag"
    ALIAS = "alias"
    COPY = "copy"
    TEXT = "text"


@dataclass(frozen=True)
class Occurrence:
    """A figure as a draft carries it: `bookmark` names the occurrence, `key` the figure, `text` is what it says.

    `paragraph` counts the paragraphs of its part from 1.
    """

    bookmark: str
    key: str
    text: str
    label: str = ""
    part: str = "document"
    paragraph: int = 0

    @property
    def is_gap(self) -> bool:
        """Whether it stands for a figure that was not there."""
        return self.key.endswith(GAP)

    @property
    def figure(self) -> str:
        """Its key, whether there is a figure or the gap of one."""
        return self.key.removesuffix(GAP)

    @property
    def root(self) -> str:
        """The figure that it follows: the percent, verdict and comparison of a figure have its key and an aspect."""
        return re.sub(r"#[^/]*", "", self.figure)


@dataclass(frozen=True)
class Spot:
    """A carrier as it stands in an officer's copy. `number` and `paragraph` are handles of the one who read it.

    `accepted` and `rejected` are its text with all changes accepted, or none. `offered` is what a change of ours that
    waits would put there, None where none waits. `foreign`: somebody else's tracked change is in it. `closed` says in
    Vietnamese why nothing can be written there, empty where it can. `before` and `after` are the rest of its paragraph
    in the accepted view.
    """

    number: int
    bookmark: str
    tag: str
    alias: str
    accepted: str
    rejected: str
    part: str = "document"
    paragraph: int = 0
    offered: str | None = None
    foreign: bool = False
    closed: str = ""
    before: str = ""
    after: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of its text."""
        return not self.accepted.strip() and self.offered is None and not self.foreign


def occurrences(manifest: Mapping[str, object], *, listing: bool = False) -> tuple[Occurrence, ...]:
    """The figures of a draft's manifest: those of the paper, or of the list that goes with it."""
    found = []
    for one in manifest.get("carriers", ()):  # type: ignore[attr-defined]
        part = str(one["part"])
        if part.startswith("list/") is listing:
            found.append(
                Occurrence(
                    bookmark=one["bookmark"],
                    key=one["key"],
                    text=one["text"],
                    label=one.get("label", ""),
                    part=part.removeprefix("list/"),
                    paragraph=one["paragraph"],
                )
            )
    return tuple(found)
