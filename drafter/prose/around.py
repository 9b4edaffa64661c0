"""Turn a statement in a passage into the words around it that decide its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from drafter.prose.passage import Passage
from drafter.prose.plans import Statement
from drafter.prose.readings import Kind


@dataclass(frozen=True)
class Around:
    """What stands around a statement, in plain letters.

    `lead` runs from the beginning of its sentence, `clause` of its clause, up to it; `behind` from the counted noun to
    the end of the clause, `intro` is the line that introduces its list or section. `before` are the statements before
    it with their kinds.
    """

    passage: Passage
    one: Statement
    before: Sequence[tuple[Statement, Kind]]
    lead: str
    clause: str
    behind: str
    intro: str

    @classmethod
    def of(cls, passage: Passage, one: Statement, before: Sequence[tuple[Statement, Kind]]) -> Around:
        """The words around a statement of a passage."""
        plain, start, end = passage.plain, one.quantity.span.start, one.quantity.span.end
        number = one.quantity.number.start
        return cls(
            passage,
            one,
            before,
            lead=plain[passage.sentences[passage.sentence_at(number)].start : start],
            clause=plain[passage.clause_start(number) : start],
            behind=plain[end : passage.clause_end(end)],
            intro=passage.introduced(number),
        )

    @cached_property
    def last(self) -> Statement | None:
        """The statement just before, if it is of the same sentence."""
        return self.before[-1][0] if self.before and self.beside(self.before[-1][0]) else None

    @property
    def last_kind(self) -> Kind | None:
        """The kind of `last`."""
        return self.before[-1][1] if self.last else None

    @property
    def rest(self) -> str:
        """What stands behind it, to the end of the sentence."""
        end, sentences = self.one.quantity.span.end, self.passage.sentences
        return self.passage.plain[end : sentences[self.passage.sentence_at(self.one.span.start)].end]

    @property
    def last_unit(self) -> str:
        """The unit of `last`; empty without it."""
        return self.last.quantity.unit if self.last else ""

    @cached_property
    def since_last(self) -> str:
        """What stands between `last` and the statement; empty without it."""
        return self.since(self.last) if self.last else ""

    def since(self, other: Statement) -> str:
        """What stands between an earlier statement and this one."""
        return self.passage.plain[other.quantity.span.end : self.one.quantity.span.start]

    def beside(self, other: Statement) -> bool:
        """Whether the other is of the same sentence."""
        return self.passage.sentence_at(other.span.start) == self.passage.sentence_at(self.one.span.start)
