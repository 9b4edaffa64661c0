"""Turn an officer's file into the draft that it was: by its property, else by the figures that it still carries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from drafter.model.page import PageFile
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.reconcile.plan import Known
from drafter.reconcile.rows import Grid
from drafter.reconcile.spots import Occurrence, Spot, occurrences
from drafter.reconcile.values import same
from drafter.render.finish import CUSTOM_XML, IDENTITY
from drafter.revise.copy import OfficerCopy
from drafter.store.records import Draft
from drafter.store.store import Store

ROUND = "drafter.refresh"
"""The custom property that says which refresh a file came from."""

NOT_OURS = ProblemKind(
    code="R101",
    severity=Severity.ERROR,
    title="Tệp không phải dự thảo do phần mềm soạn",
    what="không nhận ra tệp này là dự thảo nào: không còn mã dự thảo, cũng không còn số nào có dấu của phần mềm",
    fix="dùng đúng tệp do «drafter draft» soạn rồi sửa tiếp; văn bản tự gõ thì số liệu phải cập nhật bằng tay",
)
NO_BASE = ProblemKind(
    code="R102",
    severity=Severity.ERROR,
    title="Kho số liệu không có bản gốc của dự thảo",
    what="tệp là dự thảo «{found}» nhưng kho số liệu của văn phòng này không lưu bản gốc ấy",
    fix="chạy lệnh trong thư mục văn phòng đã soạn dự thảo (lựa chọn -C), hoặc soạn lại bằng «drafter draft»",
)
KINDS = (NOT_OURS, NO_BASE)

_ENOUGH = 0.5  # so much of a draft's figures must be there to know it by them


@dataclass(frozen=True)
class Base:
    """What an officer's file was made from: the stored version, its figures, and what earlier rounds left.

    `listing`: the file is the list that goes with the paper. `data` are the base's own bytes, None where not kept.
    `rows` are the rows that were offered before («+name», «-name» by table), `rows_refused` those refused. `tables` are
    those of the fresh draft at the round that the file came from, `given` the files of the rounds that led to it.
    """

    draft: Draft
    listing: bool
    figures: tuple[Occurrence, ...]
    data: bytes | None
    known: Known
    parent: str = ""
    rows: tuple[str, ...] = ()
    rows_refused: frozenset[str] = field(default_factory=frozenset)
    tables: tuple[Grid, ...] = ()
    given: tuple[bytes, ...] = ()


def find_base(store: Store, file: PageFile, copy: OfficerCopy, place: Place) -> Base | Problem:
    """The base of a file, or why there is none: by its property, its custom XML, the figures that it carries."""
    spots = copy.spots
    named = file.properties.get(IDENTITY, "").strip() or copy.custom_xml(CUSTOM_XML, "doc")
    versions = versions_of(store, named) if named else []
    if not versions:
        by_figures = _by_figures(store, spots)
        if by_figures is None:
            return NO_BASE.at(place, found=named) if named else NOT_OURS.at(place)
        versions = versions_of(store, by_figures)
    return _base(versions, file.properties.get(ROUND, "").strip(), spots)


def versions_of(store: Store, doc_id: str) -> list[Draft]:
    """Every version of a draft with its bytes, the oldest first."""
    numbers = sorted(record.version for record in store.drafts() if record.doc_id == doc_id)
    found = (store.draft(doc_id, number) for number in numbers)
    return [draft for draft in found if draft is not None]


def _by_figures(store: Store, spots: Sequence[Spot]) -> str | None:
    """The draft whose figures the file carries, by hidden bookmark and text; the newest where several fit as well."""
    texts = {spot.bookmark: spot for spot in spots if spot.bookmark}
    best, score = None, 0.0
    for record in store.drafts():  # the newest first
        draft = store.draft(record.doc_id, record.version) if texts else None
        if draft is None or "refresh" in draft.manifest:
            continue
        for listing in (False, True):
            figures = occurrences(draft.manifest, listing=listing)
            here = [texts[one.bookmark] for one in figures if one.bookmark in texts]
            alike = sum(same(texts[one.bookmark].rejected, one.text) for one in figures if one.bookmark in texts)
            found = (len(here) + alike) / (2 * len(figures)) if figures else 0.0
            if len(here) >= _ENOUGH * len(figures) and found > score:
                best, score = record.doc_id, found
    return best


def _base(versions: Sequence[Draft], token: str, spots: Sequence[Spot]) -> Base:
    first = next((draft for draft in reversed(versions) if "refresh" not in draft.manifest), versions[0])
    rounds = [draft for draft in versions if "refresh" in draft.manifest]
    mine = round_of(versions, token)
    from_version = mine or first
    listing = _is_listing(from_version, spots)
    figures = occurrences(from_version.manifest, listing=listing)
    data = _bytes_of(first, listing)
    if mine is None:
        offered: dict[str, list[str]] = {}
        for draft in rounds:  # it may be from any of them: metadata were taken off
            for bookmark, text in draft.manifest["refresh"]["offered"].items():
                offered.setdefault(bookmark, []).append(text)
        return Base(first, listing, figures, data, Known(offered, {}), given=_given(rounds, listing))
    told: Mapping[str, Any] = mine.manifest["refresh"]
    settled = {spot.bookmark: spot.accepted for spot in spots if spot.offered is None and not spot.foreign}
    known = Known({mark: (text,) for mark, text in told["offered"].items()}, refused(told, figures, settled))
    tables = tuple(map(_table, told.get("tables", ())))
    rows, gone = tuple(told["rows"]), frozenset(told["rows_refused"])
    given = _given(_line_of(rounds, token), listing)
    return Base(first, listing, figures, data, known, token, rows, gone, tables, given)


def _line_of(rounds: Sequence[Draft], token: str) -> list[Draft]:
    """The rounds that led to a file, the last first."""
    found = []
    while (one := round_of(rounds, token)) is not None and one not in found:
        found.append(one)
        token = one.manifest["refresh"]["parent"]
    return found


def other_copies(store: Store, base: Base, seen: Collection[str]) -> dict[str, dict[str, str]]:
    """What other copies of the draft said that were refreshed on other days, by the copy's name and the bookmark.

    Only what neither the draft nor we had written. `seen` are the digests of files that are no other copies; nor are
    those that the rounds which led here were made of, however often a round was made of them.
    """
    rounds = [one for one in versions_of(store, base.draft.doc_id) if "refresh" in one.manifest]
    told = [one.manifest["refresh"] for one in rounds]
    mine = {one.manifest["refresh"]["token"] for one in _line_of(rounds, base.parent)} | {one["parent"] for one in told}
    earlier = {*seen, *(one["source"] for one in told if one["token"] in mine and "source" in one)}
    written: dict[str, list[str]] = {}
    for one in occurrences(base.draft.manifest, listing=base.listing):
        written.setdefault(one.bookmark, []).append(one.text)
    for one in told:
        for bookmark, text in one["offered"].items():
            written.setdefault(bookmark, []).append(text)
    found: dict[str, dict[str, str]] = {}
    for draft, one in zip(rounds, told, strict=True):
        if one["token"] in mine or one.get("source") in earlier:
            continue
        own = {
            bookmark: text
            for bookmark, text in one.get("said", {}).items()
            if bookmark in written and not any(same(text, each) for each in written[bookmark])
        }
        found[f"{one['file']} (cập nhật {draft.created_at:%d/%m/%Y})"] = own
    return found


def _given(rounds: Sequence[Draft], listing: bool) -> tuple[bytes, ...]:
    return tuple(data for one in rounds if (data := _bytes_of(one, listing)) is not None)


def kept_table(grid: Grid) -> dict[str, Any]:
    """A table as a round keeps it in the store."""
    return {
        "rows": [list(row) for row in grid.rows],
        "heads": grid.heads,
        "carried": sorted(map(list, grid.carried)),
        "marks": [sorted(marks) for marks in grid.marks],
    }


def _table(kept: Mapping[str, Any]) -> Grid:
    rows = tuple(tuple(row) for row in kept["rows"])
    carried = frozenset((row, column) for row, column in kept["carried"])
    return Grid(rows, kept["heads"], carried, tuple(frozenset(marks) for marks in kept["marks"]))


def round_of(versions: Sequence[Draft], token: str) -> Draft | None:
    """The refresh that a file says it came from; None where it says none, or none that is stored."""
    rounds = (draft for draft in reversed(versions) if "refresh" in draft.manifest)
    return next((draft for draft in rounds if draft.manifest["refresh"]["token"] == token), None)


def refused(told: Mapping[str, Any], figures: Sequence[Occurrence], settled: Mapping[str, str]) -> dict[str, list[str]]:
    """What was offered and stands as before: the officer has refused it. What was refused before stays refused.

    `told` is what a round left, `settled` are the texts by bookmark in which no change waits.
    """
    found = {mark: list(texts) for mark, texts in told["refused"].items()}
    base = {one.bookmark: one.text for one in figures}
    for mark, text in settled.items():
        offered = told["offered"].get(mark)
        if offered is not None and mark in base and same(text, base[mark]) and not same(offered, base[mark]):
            found.setdefault(mark, []).append(offered)
    return found


def _is_listing(draft: Draft, spots: Sequence[Spot]) -> bool:
    """Whether the file is the list: more of the list's figures are in it than of the paper's."""
    scores = []
    for listing in (False, True):
        texts = {one.bookmark: one.text for one in occurrences(draft.manifest, listing=listing)}
        scores.append(sum(spot.bookmark in texts and same(spot.rejected, texts[spot.bookmark]) for spot in spots))
    if scores == [0, 0]:
        return not occurrences(draft.manifest) and bool(occurrences(draft.manifest, listing=True))
    return scores[1] > scores[0]


def _bytes_of(draft: Draft, listing: bool) -> bytes | None:
    if not listing or not occurrences(draft.manifest):
        return draft.document
    return draft.listing
