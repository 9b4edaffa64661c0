"""Turn the files of a check into accounts: which tables and lists belong to a paper, what the office's store has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from drafter.desk.draft import redraft
from drafter.desk.problems import DeskError
from drafter.desk.refreshing.base import ROUND, refused, round_of, versions_of
from drafter.desk.workspace import Workspace
from drafter.format_rules.paper import Paper
from drafter.model.page import PageFile, Table
from drafter.model.period import Period
from drafter.model.report import Grid
from drafter.reconcile.spots import occurrences
from drafter.render.finish import IDENTITY
from drafter.reports.from_word import word_blocks
from drafter.store.records import Draft
from drafter.store.store import Store
from drafter.truth_rules.account import Account, Attached, Kept


@dataclass(frozen=True)
class Desk:
    """Where a check is done: the office and its store; both None outside of an office's folder."""

    today: date
    ws: Workspace | None = None
    store: Store | None = None


def tables_of(file: PageFile) -> tuple[Grid, ...]:
    """The tables of a Word file, as prose reads them."""
    tables = tuple(
        replace(section, blocks=tuple(block for block in section.blocks if isinstance(block, Table)))
        for section in file.sections
    )
    return tuple(one for one in word_blocks(replace(file, sections=tables, notes=())) if isinstance(one, Grid))


def account_of(desk: Desk, file: PageFile, paper: Paper, attached: Sequence[Attached]) -> Account:
    """The account of a paper. A draft of this office's is held against what its store has now."""
    draft = _draft(desk.store, file)
    stored, period = _kept(desk, draft)
    return Account(
        paper=_named(paper, draft),
        grids=tables_of(file),
        attached=tuple(attached),
        office=desk.ws.office if desk.ws else None,
        style=desk.ws.settings.style if desk.ws else None,
        stored=stored,
        decided=_decided(desk.store, draft, file),
        asked_period=period,
        shares=[one.code for one in desk.ws.catalogue.indicators if one.is_share] if desk.ws else (),
        tracked=file.tracked,
        issued=draft is not None and desk.store is not None and desk.store.issued(draft.doc_id) is not None,
    )


def _named(paper: Paper, draft: Draft | None) -> Paper:
    """The paper, its figures by their keys also where only the hidden bookmark is left to carry them."""
    known = {one["bookmark"]: one for one in draft.manifest.get("carriers", ())} if draft is not None else {}
    if not any(not one.tag and one.bookmark in known for one in paper.file.carriers):
        return paper
    carriers = tuple(
        replace(one, tag=known[one.bookmark]["key"], alias=known[one.bookmark].get("label", ""))
        if not one.tag and one.bookmark in known
        else one
        for one in paper.file.carriers
    )
    return replace(paper, file=replace(paper.file, carriers=carriers))


def attached_to(paper: Path, files: Mapping[Path, Attached], papers: Sequence[Path]) -> tuple[Attached, ...]:
    """The lists and workbooks of a paper's folder, where no other paper lies there that they could belong to."""
    if sum(other.parent == paper.parent for other in papers) != 1:
        return ()
    return tuple(one for path, one in files.items() if path.parent == paper.parent)


def _draft(store: Store | None, file: PageFile) -> Draft | None:
    named = file.properties.get(IDENTITY, "").strip()
    return store.draft(named) if store is not None and named else None


def _decided(store: Store | None, draft: Draft | None, file: PageFile) -> Mapping[str, Sequence[str]]:
    """What the store had when the officer's own stayed at a refresh, by bookmark: chosen, or our change rejected."""
    if store is None or draft is None:
        return {}
    mine = round_of(versions_of(store, draft.doc_id), file.properties.get(ROUND, "").strip())
    if mine is None:
        return {}
    settled = {one.bookmark: one.accepted for one in file.carriers if one.accepted == one.rejected}
    figures = (*occurrences(mine.manifest), *occurrences(mine.manifest, listing=True))
    return refused(mine.manifest["refresh"], figures, settled)


def _kept(desk: Desk, draft: Draft | None) -> tuple[Mapping[str, Kept], Period | None]:
    """What the figures of a draft would be today, by key; nothing where it cannot be drafted again."""
    if desk.ws is None or desk.store is None or draft is None:
        return {}, None
    day = draft.manifest.get("day")
    try:
        _, fresh = redraft(
            desk.ws,
            desk.store,
            draft.kind,
            draft.period,
            organisation=draft.organisation,
            day=date.fromisoformat(day) if day else None,
            today=desk.today,
        )
    except DeskError:
        return {}, draft.period
    kept: dict[str, Kept] = {}
    for one in fresh.manifest["carriers"]:
        before = kept.get(one["key"], Kept((), one.get("label", "")))
        kept[one["key"]] = replace(before, texts=(*before.texts, one["text"]))
    return kept, draft.period
