"""Turn an officer's edited draft and today's figures into a new file: changes tracked, edits kept, conflicts told.

The officer's file is read, never written. The base comes from the store, a fresh draft from today's figures and the
kind's templates; what differs is decided by `reconcile`, written by `revise` and held against the officer's text before
anybody gets it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from drafter.desk.draft import redraft
from drafter.desk.drafts import WordChange, word_changes
from drafter.desk.problems import NO_FILES, NOT_READABLE, NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.refreshing.base import ROUND, Base, find_base, kept_table, other_copies
from drafter.desk.refreshing.check import faults
from drafter.desk.refreshing.problems import (
    CONFLICT,
    ISSUED,
    NO_QUESTION,
    NOT_SOUND,
    NOT_TAKEN,
    NOT_WRITTEN_INTO,
    OTHER_PERIOD,
    OUT_EXISTS,
)
from drafter.desk.refreshing.words import Refreshed, Retyped, notes, where
from drafter.desk.refreshing.write import (
    Work,
    between_copies,
    question,
    said,
    tell,
    write_figures,
    write_rows,
    write_words,
)
from drafter.desk.versions import free_version, versioned
from drafter.desk.workspace import Workspace
from drafter.fill.package import save
from drafter.model.figure import Figure
from drafter.model.problem import Place, Problem
from drafter.readback.opening import NotRead
from drafter.readback.reader import read_page
from drafter.reconcile.alignment import guessed
from drafter.reconcile.choices import ASKED, Choice
from drafter.reconcile.decide import Action
from drafter.reconcile.plan import Item, between, make_plan, texts_of
from drafter.reconcile.spots import Found, Occurrence, occurrences
from drafter.reconcile.values import folded, same
from drafter.render.draft import Drafted
from drafter.render.finish import IDENTITY
from drafter.render.paper import Paper
from drafter.render.workbook_identity import finish_workbook
from drafter.reports.convert import NotConverted, to_docx
from drafter.reports.foreign import read_foreign_page
from drafter.revise.copy import OfficerCopy
from drafter.revise.opening import NotWritable
from drafter.store.records import Draft
from drafter.store.store import Store


@dataclass(frozen=True)
class Refreshing:
    """What came of several files: each by itself, and what they say differently of one figure."""

    files: tuple[Refreshed, ...]
    between: tuple[Problem, ...] = ()


def refresh_files(
    ws: Workspace,
    store: Store,
    paths: Sequence[Path],
    *,
    now: datetime,
    out: Path | None = None,
    force: bool = False,
    try_open: bool = False,
    choices: Mapping[str, Choice] | None = None,
    dry_run: bool = False,
) -> Refreshing:
    """Refresh each file against the draft that it was. Raises DeskError; then nothing was written for any file.

    `out` names the new file where there is one file only; else each lies beside its own. `force`: do it even where so
    much was retyped that it may be a paper of another period. `try_open`: LibreOffice must open the new file, where it
    is installed. `choices` are what a person has said to conflicts, by their `ref`. `dry_run`: tell what would be done
    and write nothing.
    """
    works = [_prepare(ws, store, path, now, choices or {}, force=force) for path in paths]
    _must_be_heeded(works, choices or {})
    if out is not None and out.exists():
        raise stop(OUT_EXISTS, found=out)
    made = [(work, _written(work, try_open=try_open)) for work in works]
    conflicts = tuple(_between(store, works))
    if dry_run:
        return Refreshing(tuple(_told(work) for work in works), conflicts)
    return Refreshing(tuple(_deliver(store, work, data, out) for work, data in made), conflicts)


def _between(store: Store, works: Sequence[Work]) -> Iterator[Problem]:
    """What several copies of one draft say differently; copies of different papers have nothing to agree on.

    Copies that came on other days count too: what they said then is in the store.
    """
    seen = {_digest(work.data) for work in works}
    for doc_id in dict.fromkeys(work.base.draft.doc_id for work in works):
        mine = [work for work in works if work.base.draft.doc_id == doc_id]
        found = {one.bookmark: (one, dict(texts)) for one, texts in between({one.path.name: one.plan for one in mine})}
        for work in mine:
            for name, said_there in other_copies(store, work.base, seen).items():
                for item in work.plan.items:
                    one, here = item.occurrence, item.decision.officer or ""
                    there = said_there.get(one.bookmark)
                    if there is not None and item.found is not Found.COPY and not same(here, there):
                        found.setdefault(one.bookmark, (one, {}))[1].update({work.path.name: here, name: there})
        yield from (between_copies(one, texts) for one, texts in found.values())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _must_be_heeded(works: Sequence[Work], choices: Mapping[str, Choice]) -> None:
    """Each choice is about a figure that waits, and can be carried out."""
    asked = {item.ref: (work, item) for work in works for item in work.plan.items if item.ref}
    for ref, choice in choices.items():
        if ref not in asked:
            raise stop(NO_QUESTION, found=ref)
        work, item = asked[ref]
        if choice is Choice.TAKE and item.decision.action in ASKED:
            told = question(work, item)
            raise DeskError(NOT_TAKEN.at(work.place(told.where), label=told.label, fresh=told.fresh, why=told.why))


def _prepare(
    ws: Workspace, store: Store, path: Path, now: datetime, choices: Mapping[str, Choice], *, force: bool
) -> Work:
    data = _read(path)
    try:
        file = read_foreign_page(data)
        copy = OfficerCopy(data, now)
    except NotRead as refused:
        raise DeskError(replace(refused.problem, place=Place(path.name))) from refused
    except NotWritable as refused:
        raise DeskError(NOT_WRITTEN_INTO.at(Place(path.name), found=refused.why)) from refused
    base = find_base(store, file, copy, Place(path.name))
    if isinstance(base, Problem):
        raise DeskError(base)
    _refuse_issued(store, base, path)
    paper, drafted = _drafted_again(ws, store, base)
    token = _token(data, drafted, choices)
    moment = _first_moment(store, base, token) or now
    copy = OfficerCopy(data, moment)
    copy.realign(texts_of(base.figures, base.known))
    fresh = occurrences(drafted.manifest, listing=base.listing)
    fresh_data = drafted.listing if base.listing and drafted.document is not None else drafted.main
    base_copy = _opened(base.data, now)
    figures = tuple(replace(one, label=one.label or _label(one, base_copy)) for one in base.figures)
    base = replace(base, figures=figures)
    lines = _base_lines(base, base_copy)
    plan = make_plan(figures, copy.spots, fresh, base.known, lines, choices)
    if plan.looks_foreign and not force:
        retyped = len(plan.of(Action.CONFLICT, Action.KEPT))
        raise DeskError(OTHER_PERIOD.at(Place(path.name), count=retyped, total=len(plan.items)))
    if base_copy is not None and plan.of(Action.GONE):
        plan = guessed(plan, base_copy.spots, copy.uncarried())
    fresh_copy, then = _opened(fresh_data, now), _figures_then(store, base)
    return Work(
        path, data, copy, base, paper, fresh, token, moment, plan, drafted, fresh_copy, base_copy, then, choices=choices
    )


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise stop(NO_FILES, found=path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise stop(NOT_READABLE, found=path, reason=reason_of(error)) from error


def _refuse_issued(store: Store, base: Base, path: Path) -> None:
    """What has been issued is not refreshed any more."""
    issued = store.issued(base.draft.doc_id)
    if issued is not None:
        raise DeskError(ISSUED.at(Place(path.name), number=issued.number, day=f"{issued.day:%d/%m/%Y}"))


def _drafted_again(ws: Workspace, store: Store, base: Base) -> tuple[Paper, Drafted]:
    draft = base.draft
    told = draft.manifest.get("day")
    day = date.fromisoformat(told) if told else None
    return redraft(
        ws, store, draft.kind, draft.period, organisation=draft.organisation, day=day, today=draft.created_at.date()
    )


def _figures_then(store: Store, base: Base) -> dict[str, Figure]:
    """The figures that the draft was made from, by their keys."""
    draft = base.draft
    periods = [period for period in store.periods() if draft.period.contains(period)]
    return {str(figure.key): figure for figure in store.at(draft.figures_version).figures(periods)}


def _token(data: bytes, drafted: Drafted, choices: Mapping[str, Choice]) -> str:
    """What a refresh is called: the same file, figures and choices give the same name, and the same result."""
    said = "".join(f"|{ref}={choice.name}" for ref, choice in sorted(choices.items()))
    return hashlib.sha256(data + drafted.doc_id.encode() + said.encode()).hexdigest()[:12]


def _first_moment(store: Store, base: Base, token: str) -> datetime | None:
    for record in store.drafts():
        if record.doc_id == base.draft.doc_id:
            draft = store.draft(record.doc_id, record.version)
            if draft is not None and draft.manifest.get("refresh", {}).get("token") == token:
                return draft.created_at
    return None


def _opened(data: bytes | None, now: datetime) -> OfficerCopy | None:
    return None if data is None else OfficerCopy(data, now)


def _label(one: Occurrence, base: OfficerCopy | None) -> str:
    spots = base.spots if base is not None else ()
    return next((spot.alias for spot in spots if spot.bookmark == one.bookmark), "")


def _base_lines(base: Base, copy: OfficerCopy | None) -> dict[tuple[str, int], str]:
    if copy is None:
        return {}
    return {(one.part, one.paragraph): copy.text_of(one.part, one.paragraph) for one in base.figures}


def _written(work: Work, *, try_open: bool) -> bytes | None:
    """Write everything into the copy and hold it against the officer's file; None where there is nothing to write."""
    write_figures(work)
    write_rows(work)
    write_words(work)
    tell(work)
    if not work.wrote:
        return None
    data = work.copy.written({IDENTITY: work.base.draft.doc_id, ROUND: work.token})
    copy = work.copy
    wrong = faults(work.data, data, list(copy.intended()), copy.added_lines, copy.removed_lines)
    if try_open and not wrong:
        wrong = _not_opened(data)
    if wrong:
        raise DeskError(NOT_SOUND.at(Place(work.path.name), found="; ".join(wrong)))
    return data


def _told(work: Work) -> Refreshed:
    """What is to be told of one file."""
    plan = work.plan
    return Refreshed(
        path=work.path,
        doc_id=work.base.draft.doc_id,
        target=None,
        notes=None,
        conflicts=tuple(CONFLICT.at(work.place(where(item)), **said(work, item)) for item in plan.of(Action.CONFLICT)),
        changed=tuple(work.changed),
        problems=tuple(work.problems),
        agreed=len(plan.of(Action.AGREED)),
        waiting=len(plan.of(Action.WAITING)),
        asked=tuple(question(work, item) for item in plan.of(*ASKED)),
        edits=tuple(_edits(work)),
    )


def _edits(work: Work) -> Iterator[Retyped]:
    """What the officer has changed: figures, then the words around them. What we took out or put in is none of it, and
    what went or came with its whole paragraph is told once.
    """
    changes: list[WordChange] = []
    if work.base.data is not None:
        given = map(read_page, work.base.given)
        changes = list(word_changes(read_page(work.base.data), read_page(work.data), given))
    gone, figures = {change.old for change in changes if not change.new}, set[tuple[str, str]]()
    for item, officer in _retyped(work):
        if officer or _paragraph(work, item) not in gone:
            figures.add((folded(item.decision.base), folded(officer)))
            yield Retyped(item.occurrence.label or item.occurrence.root, item.decision.base, officer)
    for change in changes:
        if (change.old, change.new) not in figures:
            yield Retyped("", change.old, change.new)


def _retyped(work: Work) -> Iterator[tuple[Item, str]]:
    """The figures that the officer has as neither the draft nor we had them, with what they say now; empty: gone."""
    found = []
    for item in work.plan.items:
        one = item.decision
        ours = item.spot is not None and item.spot.offered is not None
        if item.found is not Found.TEXT and not ours and not same(one.officer or "", one.base):
            found.append((item, one.officer or ""))
    emptied = _emptied(work) if any(not officer.strip() for _, officer in found) else frozenset()
    return ((item, officer) for item, officer in found if officer.strip() or item.occurrence.bookmark not in emptied)


def _emptied(work: Work) -> frozenset[str]:
    """The figures that we proposed to take out with their words in the files that led here, by bookmark."""
    spots = (spot for data in work.base.given for spot in OfficerCopy(data, work.now).spots)
    return frozenset(
        spot.bookmark for spot in spots if spot.rejected.strip() and not spot.accepted.strip() and not spot.foreign
    )


def _paragraph(work: Work, item: Item) -> str:
    """What the paragraph of a figure said when it was drafted; empty where that is not known."""
    one = item.occurrence
    if work.base_copy is None:
        return ""
    return folded("".join(text for text, _ in work.base_copy.segments_of(one.part, one.paragraph)))


def _deliver(store: Store, work: Work, data: bytes | None, out: Path | None) -> Refreshed:
    done = _told(work)
    if data is None:
        return done
    try:
        target = out or _target(work.path, data)
        if not target.exists():
            save(target, data)
        annex, told = _annex(work), target.with_name(f"{target.stem}.can-xem-lai.txt")
        done = replace(done, annex=annex, target=target, notes=told)
        assert done.notes is not None
        save(done.notes, "\r\n".join(notes(done)).encode("utf-8-sig"))
    except OSError as error:
        raise stop(NOT_WRITABLE, found=out or work.path, reason=reason_of(error)) from error
    if _first_moment(store, work.base, work.token) is None:
        store.save_draft(_record(work, data, annex, store.revision()))
    return done


def _annex(work: Work) -> bytes | None:
    """The workbook that goes with the paper, of the same figures and known as the same draft's; a list has none."""
    drafted = work.drafted
    if drafted.annex is None or drafted.document is None or work.base.listing:
        return None
    return finish_workbook(drafted.annex, work.base.draft.doc_id, str(drafted.manifest["annex"]))


def _not_opened(data: bytes) -> list[str]:
    """That LibreOffice cannot open the file; nothing where it can, or is not installed."""
    try:
        to_docx(data, "docx")
    except NotConverted as error:
        return [] if error.missing else [f"LibreOffice không mở được tệp mới ({error.why})"]
    return []


def _target(path: Path, data: bytes) -> Path:
    """«report-cap-nhat.docx» beside the officer's file, or the next number of it that is free."""
    stem = f"{path.stem}-cap-nhat"
    return versioned(path.parent, stem, "docx", free_version(path.parent, [(stem, "docx", data)]))


def _refused(work: Work) -> dict[str, list[str]]:
    """The texts that are not to be offered again, by bookmark: those refused before, and what was just decided."""
    refused = {mark: list(texts) for mark, texts in work.base.known.refused.items()}
    for item in work.keeps:
        texts = refused.setdefault(item.occurrence.bookmark, [])
        if item.decision.fresh not in (None, *texts):
            texts.append(item.decision.fresh or "")
    return refused


def _record(work: Work, data: bytes, annex: bytes | None, revision: int) -> Draft:
    """The refreshed file and its annex as a version of its draft: what has been accepted is its base from then on.

    `revision` is the store's when it was refreshed: `texts` are how the figures of that day read.
    """
    base = {item.occurrence.bookmark: item.decision.base for item in work.plan.items if item.found is not Found.COPY}
    base |= {item.occurrence.bookmark: item.decision.officer or "" for item in work.plan.of(Action.AGREED)}
    base |= {
        item.occurrence.bookmark: item.decision.text
        for item in work.plan.of(Action.CHANGE)
        if item.spot and not item.spot.rejected.strip()
    }
    offered = {item.occurrence.bookmark: item.decision.text for item in work.plan.of(Action.CHANGE, Action.WAITING)}
    before = "list/" if work.base.listing and occurrences(work.base.draft.manifest) else ""
    before = "list/" if work.base.listing else before
    carriers = [
        {
            "bookmark": one.bookmark,
            "key": one.key,
            "label": one.label,
            "text": base.get(one.bookmark, one.text),
            "part": f"{before}{one.part}",
            "paragraph": one.paragraph,
        }
        for one in (*work.base.figures, *work.carried)
    ]
    manifest: dict[str, Any] = {
        **{name: value for name, value in work.base.draft.manifest.items() if name != "refresh"},
        "carriers": carriers,
        "refresh": {
            "token": work.token,
            "parent": work.base.parent,
            "file": work.path.name,
            "source": _digest(work.data),
            "said": {
                item.occurrence.bookmark: item.decision.officer or ""
                for item in work.plan.items
                if item.found is not Found.COPY
            },
            "offered": offered,
            "figures_version": revision,
            "texts": {item.occurrence.bookmark: item.fresh.text for item in work.plan.items if item.fresh is not None},
            "refused": _refused(work),
            "rows": work.rows,
            "rows_refused": sorted(work.rows_refused | work.base.rows_refused),
            "tables": [kept_table(grid) for grid in (work.fresh_copy.grids if work.fresh_copy else work.base.tables)],
        },
    }
    if annex is not None:  # the paper cites it: they are of the same figures
        newer = {name: work.drafted.manifest[name] for name in ("annex", "cells")}
        manifest |= {**newer, "annex_revision": revision}
    draft = replace(work.base.draft, created_at=work.now, manifest=manifest, appendix=annex, listing=None)
    if work.base.listing and work.base.draft.listing is not None:
        return replace(draft, listing=data)
    return replace(draft, document=data)
