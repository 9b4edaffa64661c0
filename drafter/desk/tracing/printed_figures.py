"""Turn a paper that was a draft into the figures it prints, and what each is from: the draft's or late figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafter.desk.problems import DeskError
from drafter.desk.tracing.trace import KnownDraft, known_paper
from drafter.model.problem import Place
from drafter.readback.reader import read_page
from drafter.reconcile.spots import Occurrence, Spot
from drafter.reconcile.values import same
from drafter.store.records import Draft, Issued
from drafter.store.store import Store


@dataclass(frozen=True)
class PrintedFigure:
    """A figure of the draft and where the paper has it now. `occurrence.text` is what we had put there last.

    `late`: the last refresh put it there, of the figures of then. `spot` None: it was taken out.
    """

    occurrence: Occurrence
    spot: Spot | None
    late: bool

    @property
    def retyped(self) -> bool:
        """Whether somebody has written something else in its place."""
        return self.spot is not None and not same(self.spot.accepted, self.occurrence.text)


def printed_figures(known: KnownDraft) -> Iterator[PrintedFigure]:
    """Every figure of the draft in the order of the paper."""
    told = known.draft.manifest.get("refresh", {})
    texts = told.get("texts", {}) if "figures_version" in told else {}
    for occurrence, spot, _ in known.located:
        refreshed = texts.get(occurrence.bookmark)
        if refreshed is not None and spot is not None and same(spot.accepted, refreshed):
            yield PrintedFigure(replace(occurrence, text=refreshed), spot, late=True)
        else:
            yield PrintedFigure(occurrence, spot, late=False)


def late_draft(draft: Draft) -> Draft | None:
    """The draft as if drafted of the figures that its last refresh put in.

    None where it was never refreshed, or by a version of the program that did not keep this.
    """
    told = draft.manifest.get("refresh", {})
    return replace(draft, figures_version=int(told["figures_version"])) if "figures_version" in told else None


def issued_paper(store: Store, issued: Issued) -> KnownDraft | None:
    """An issued paper and the draft that it was; None where the store has nothing of it any more."""
    try:
        return known_paper(store, read_page(issued.document), issued.document, Place(issued.file))
    except DeskError:
        return None
