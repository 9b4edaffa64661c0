"""Write a plan into its copy: figures with their comments, rows of lists, sentences; and tell what was not written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from drafter.desk.refreshing.base import Base
from drafter.desk.refreshing.problems import (
    BETWEEN,
    GONE,
    HELD,
    KEPT,
    PROPOSED,
    RECHECK,
    REFUSED,
    ROW_CONFLICT,
    STALE,
    UNPLACED,
    WORDS,
)
from drafter.desk.refreshing.words import (
    Changed,
    Question,
    around_comment,
    cell_comment,
    change_comment,
    conflict_comment,
    gone_row_comment,
    in_note,
    line_comment,
    new_row_comment,
    reworded_comment,
    row_conflict_comment,
    source_words,
    sources,
    where,
)
from drafter.model.figure import Figure
from drafter.model.problem import Place, Problem
from drafter.reconcile.choices import Choice, can_take
from drafter.reconcile.decide import Action, decide
from drafter.reconcile.plan import Item, Plan
from drafter.reconcile.prose import LineChange, Turn, Words, changed_words
from drafter.reconcile.rows import Grid, RowChange, RowMerge, merge_rows
from drafter.reconcile.spots import Occurrence
from drafter.reconcile.values import folded
from drafter.render.draft import Drafted
from drafter.render.paper import Paper
from drafter.revise.content import Segment
from drafter.revise.copy import OfficerCopy

_LEFT_ALONE = frozenset({Action.NOTHING, Action.CHANGE, Action.STALE})
_TURNS = {
    Turn.CHANGED: ("viết câu này khác", "so với câu đang có, sửa nếu cần"),
    Turn.GONE: ("không còn đoạn này", "bỏ đoạn này nếu không còn đúng"),
    Turn.NEW: ("có thêm đoạn", "chép đoạn này vào chỗ phù hợp nếu cần"),
}


@dataclass
class Work:
    """One file at work: what is known of it, and what has been written and is to be told."""

    path: Path
    data: bytes
    copy: OfficerCopy
    base: Base
    paper: Paper
    fresh: tuple[Occurrence, ...]
    token: str
    now: datetime
    plan: Plan
    drafted: Drafted
    fresh_copy: OfficerCopy | None = None
    base_copy: OfficerCopy | None = None
    then: Mapping[str, Figure] = field(default_factory=dict)
    changed: list[Changed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    rows_refused: set[str] = field(default_factory=set)
    carried: list[Occurrence] = field(default_factory=list)
    reworded: set[tuple[str, int]] = field(default_factory=set)
    wrote: bool = False
    choices: Mapping[str, Choice] = field(default_factory=dict)

    @property
    def keeps(self) -> tuple[Item, ...]:
        """The figures of which a person has said just now that the officer's stays."""
        return tuple(item for item in self.plan.items if item.ref and self.choices.get(item.ref) is Choice.KEEP)

    def place(self, text: str = "") -> Place:
        return Place(file=self.path.name, text=text)


def write_figures(work: Work) -> None:
    """Every change of a figure, with one comment for those that follow one figure; then the conflicts' comments."""
    groups: dict[tuple[str, int, str], list[Item]] = {}
    for item in work.plan.writes:
        groups.setdefault(item.group, []).append(item)
    for items in groups.values():
        _write_group(work, sorted(items, key=lambda item: not item.heads))
    work.wrote |= bool(work.keeps)  # the file says which round it is from: the decision is remembered by that
    for item in work.plan.of(Action.CONFLICT):
        if item.spot is not None and item.spot.number >= 0 and work.copy.can_comment(item.spot.number):
            _comment(work, item, conflict_comment(item, _sources(work, item)))
            work.wrote = True
    _tell_around(work)


def _comment(work: Work, item: Item, lines: list[str]) -> None:
    assert item.spot is not None
    notes = item.spot.part in ("footnotes", "endnotes")
    work.copy.comment(item.spot.number, in_note(lines) if notes else lines)


def _tell_around(work: Work) -> None:
    """One comment at the paper's head on all figures of headers and the like; what waits there is told again."""
    items = [
        item
        for item in work.plan.of(Action.CHANGE, Action.CONFLICT, Action.WAITING)
        if item.spot is not None and item.spot.number >= 0 and not work.copy.can_comment(item.spot.number)
    ]
    told = [
        conflict_comment(item, _sources(work, item))
        if item.decision.action is Action.CONFLICT
        else change_comment((item,), _sources(work, item))
        for item in items
    ]
    if any(item.decision.action is not Action.WAITING for item in items):
        work.wrote |= work.copy.comment_head(around_comment(told))


def _write_group(work: Work, items: list[Item]) -> None:
    """Figures that change together, the one that the others follow first."""
    work.wrote = True
    changes = [item for item in items if item.decision.action is Action.CHANGE]
    read_from = _sources(work, items[0])
    for item in items:
        assert item.spot is not None
        if item.decision.action is Action.WITHDRAW:
            work.copy.withdraw(item.spot.number)
            said = "rút đề nghị trước"
        else:
            filled = item.occurrence.is_gap and item.fresh is not None and not item.fresh.is_gap
            work.copy.change(item.spot.number, item.decision.text, fills_gap=filled)
            said = "; ".join(read_from) if item is items[0] else ""
        was = item.decision.base if item.decision.action is Action.CHANGE else item.decision.officer or ""
        work.changed.append(Changed(where(item), was, item.decision.text, said))
    if changes and changes[0].spot is not None and work.copy.can_comment(changes[0].spot.number):
        _comment(work, changes[0], change_comment(changes, read_from))


def _sources(work: Work, item: Item) -> tuple[str, ...]:
    return sources(work.paper, item.occurrence, work.then)


def write_rows(work: Work) -> None:
    if work.base_copy is None or work.fresh_copy is None:
        return
    fresh_grids, mine = list(work.fresh_copy.grids), list(enumerate(work.copy.grids))
    for base in work.base_copy.grids:
        officer = next((one for one in mine if one[1].title == base.title), None)
        fresh = next((one for one in fresh_grids if one.title == base.title), None)
        if officer is None or fresh is None:
            continue
        mine.remove(officer)
        fresh_grids.remove(fresh)
        earlier = next((one for one in work.base.tables if one.title == base.title), None)
        _write_table(work, officer[0], officer[1], fresh, merge_rows(base, officer[1], fresh, earlier))


def _write_table(work: Work, table: int, grid: Grid, fresh: Grid, merge: RowMerge) -> None:
    known = {one for one in work.base.rows if one not in work.base.rows_refused}
    title = " ".join(grid.title)[:40]
    for row in merge.removed:
        name = f"-{title}/{row.name}"
        if name in known or name in work.base.rows_refused:
            work.rows_refused.add(name)
        elif work.copy.remove_row(table, row.after):
            work.wrote = True
            work.reworded |= {("document", number) for number in work.copy.row_lines(table, row.after)}
            work.rows.append(name)
            work.copy.comment_row(table, row.after, gone_row_comment(row.name))
            work.changed.append(Changed("danh sách", row.name, "(bỏ dòng)"))
    for row in merge.added:
        name = f"+{title}/{row.name}"
        if name in known or name in work.base.rows_refused:
            work.rows_refused.add(name)
        elif _add_row(work, table, fresh, row):
            work.wrote = True
            work.rows.append(name)
            read_from = _row_sources(work, fresh, row)
            work.copy.comment_row(table, -1, new_row_comment(row.name, read_from))
            work.changed.append(Changed("danh sách", "", f"thêm dòng {row.name}", "; ".join(read_from)))
        else:
            found = f"danh sách có thêm dòng «{row.name}» nhưng không thêm được vào bảng"
            work.problems.append(ROW_CONFLICT.at(work.place(), found=found))
    for cell in merge.cells:
        if work.copy.rewrite_cell(table, cell.row, cell.column, cell.new):
            work.wrote = True
            if not cell.counts:
                lines = cell_comment(cell.old, cell.new, _listed_in(work, cell.name))
                work.copy.comment_cell(table, cell.row, cell.column, lines)
                work.changed.append(Changed(f"danh sách, dòng {cell.name}", cell.old, cell.new))
    for name in merge.kept:
        work.problems.append(
            ROW_CONFLICT.at(work.place(), found=f"đồng chí đã bỏ dòng «{name}» mà danh sách mới vẫn có")
        )
    for one in merge.conflicts:
        work.problems.append(ROW_CONFLICT.at(work.place(), found=f"dòng đồng chí đã sửa nay khác đi: {one.words}"))
        work.copy.comment_row(table, one.row, row_conflict_comment(one.words))
        work.wrote = True


def _row_sources(work: Work, fresh: Grid, row: RowChange) -> tuple[str, ...]:
    """Where a row was read: its figures, else the line of a register that names whom it is about."""
    assert work.fresh_copy is not None
    by_name = {one.bookmark: one for one in work.fresh}
    for cell in work.fresh_copy.row_segments(fresh, row.fresh_row):
        for _, bookmark in cell:
            found = sources(work.paper, by_name[bookmark], work.then) if bookmark in by_name else ()
            if found:
                return found
    return _listed_in(work, row.name)


def _listed_in(work: Work, name: str) -> tuple[str, ...]:
    """The line of a register that bears a name."""
    wanted = folded(name).casefold()
    for rows in work.paper.registers.values():
        for one in rows:
            if wanted and folded(one.text("ten")).casefold() == wanted:
                return (source_words(one.source),)
    return ()


def _add_row(work: Work, table: int, fresh: Grid, row: RowChange) -> bool:
    assert work.fresh_copy is not None
    marks = work.fresh_copy.row_marks(fresh, row.fresh_row)
    cells, carried = _segments(work, fresh, row.fresh_row)
    if not work.copy.add_row(table, row.after, cells, marks):
        return False
    work.carried += carried
    return True


def _segments(work: Work, fresh: Grid, row: int) -> tuple[list[list[Segment]], list[Occurrence]]:
    """What the cells of a new row say, and the figures that are carried in them."""
    assert work.fresh_copy is not None
    cells, carried = [], []
    by_text = {one.bookmark: one for one in work.fresh}
    for segments in work.fresh_copy.row_segments(fresh, row):
        made = []
        for text, bookmark in segments:
            one = by_text.get(bookmark)
            if one is None:
                made.append(Segment(text))
            else:
                made.append(Segment(text, one.bookmark, one.key))
                carried.append(one)
        cells.append(made)
    return cells, carried


def write_words(work: Work) -> None:
    if work.base_copy is None or work.fresh_copy is None:
        return
    keys = {one.bookmark: one.key for one in work.base.figures}
    fresh_keys = {one.bookmark: one.key for one in work.fresh}
    base, fresh = work.base_copy.lines(keys), work.fresh_copy.lines(fresh_keys)
    for one in changed_words(base, fresh, work.copy.lines(keys)):
        if _refused_line(work, one):
            continue
        if one.can_be_written and _write_line(work, one):
            work.rows.append(_line_name(one))
            continue
        if one.is_clean and _propose_words(work, one, keys):
            work.rows.append(_line_name(one))
            continue
        if one.turn is Turn.CHANGED:
            _remark(work, one)
        text = (one.fresh or one.base).text  # type: ignore[union-attr]
        turn, fix = _TURNS[one.turn]
        if text.strip():
            work.problems.append(WORDS.at(work.place(), turn=turn, text=text.strip(), fix=fix))


def _propose_words(work: Work, one: LineChange, keys: Mapping[str, str]) -> bool:
    """Other words around figures that nobody has touched, tracked; False where a person must be told instead."""
    assert one.officer is not None
    at = one.officer.part, one.officer.number
    here = [] if one.turn is Turn.NEW else [item for item in work.plan.items if item.group[:2] == at]
    if any(item.decision.action not in _LEFT_ALONE for item in here):
        return False
    written = {item.occurrence.figure for item in here if item.decision.action is Action.CHANGE}
    fresh = [] if one.fresh is None else _fresh_segments(work, one.fresh)
    was = "" if one.turn is Turn.NEW else one.officer.text
    if one.turn is Turn.GONE:
        if written or not work.copy.remove_line(*at):
            return False
    elif one.turn is Turn.NEW:
        work.copy.add_line(*at, fresh)
    elif not work.copy.reword_line(*at, fresh, keys, written):
        return False
    else:
        work.copy.comment_line(*at, reworded_comment())
    work.reworded.add(at) if one.turn is not Turn.NEW else None
    new = "(bỏ đoạn)" if one.fresh is None else one.fresh.text
    work.changed.append(Changed("đoạn văn", was, new))
    work.wrote = True
    names = {one.bookmark for one in work.base.figures}
    work.carried += [each for each in _occurrences(work, fresh) if each.bookmark not in names]
    return True


def _fresh_segments(work: Work, line: Words) -> list[Segment]:
    """What a paragraph of the fresh draft says, its figures with all that carries them."""
    assert work.fresh_copy is not None
    known = {one.bookmark: one for one in work.fresh}
    found = []
    for text, bookmark in work.fresh_copy.segments_of(line.part, line.number):
        one = known.get(bookmark)
        found.append(Segment(text) if one is None else Segment(text, one.bookmark, one.figure))
    return found


def _occurrences(work: Work, fresh: list[Segment]) -> list[Occurrence]:
    names = {segment.bookmark for segment in fresh if segment.bookmark}
    return [one for one in work.fresh if one.bookmark in names]


def _remark(work: Work, one: LineChange) -> None:
    """What the fresh draft says instead, in the margin of a sentence that holds figures."""
    if one.officer is not None and one.fresh is not None:
        at = one.officer.part, one.officer.number
        if work.copy.comment_line(*at, line_comment(one.fresh.text)):
            work.wrote = True
            work.reworded.add(at)


def _line_name(one: LineChange) -> str:
    return f"{one.turn}/{one.base.bones if one.base else ''}/{one.fresh.bones if one.fresh else ''}"


def _refused_line(work: Work, one: LineChange) -> bool:
    name = _line_name(one)
    if name in work.base.rows or name in work.base.rows_refused:
        work.rows_refused.add(name)
        return True
    return False


def _write_line(work: Work, one: LineChange) -> bool:
    assert one.officer is not None
    at = one.officer.part, one.officer.number
    if one.turn is Turn.CHANGED and one.fresh is not None:
        if not work.copy.rewrite_line(*at, one.fresh.text):
            return False
        work.changed.append(Changed("đoạn văn", one.officer.text, one.fresh.text))
    elif one.turn is Turn.GONE:
        if not work.copy.remove_line(*at):
            return False
        work.changed.append(Changed("đoạn văn", one.officer.text, "(bỏ đoạn)"))
    elif one.fresh is not None:
        work.copy.add_line(*at, [Segment(one.fresh.text)])
        work.changed.append(Changed("đoạn văn", "", one.fresh.text))
    work.wrote = True
    return True


def tell(work: Work) -> None:
    """What is to be looked at besides what was written."""
    kinds = {
        Action.GONE: GONE,
        Action.STALE: STALE,
        Action.PROPOSED: PROPOSED,
        Action.HELD: HELD,
        Action.REFUSED: REFUSED,
        Action.KEPT: KEPT,
    }
    found = [
        kind.at(work.place(where(item)), **said(work, item))
        for action, kind in kinds.items()
        for item in work.plan.of(action)
        if action is not Action.STALE or item.spot is None or item.group[:2] not in work.reworded
    ]
    found += [
        RECHECK.at(work.place(where(item)), words=", ".join(f"«{word}»" for word in item.recheck), **said(work, item))
        for item in work.plan.items
        if item.recheck and item.decision.action is Action.CHANGE
    ]
    written = {one.bookmark for one in work.carried}
    for one in work.plan.unplaced:
        if one.bookmark not in written:
            told = Item(one, None, None, one, decide(one.text, None, None, one.text, ()))
            found.append(UNPLACED.at(work.place(), **said(work, told)))
    work.problems = [*found, *work.problems]


def said(work: Work, item: Item) -> dict[str, str]:
    one = item.decision
    source = "; ".join(_sources(work, item))
    return {
        "label": item.occurrence.label or item.occurrence.root,
        "base": one.base,
        "officer": one.officer or "",
        "fresh": one.fresh or "",
        "why": one.why,
        "source": source or "số liệu đã nhận của văn phòng",
    }


def question(work: Work, item: Item) -> Question:
    """A figure that waits for a person, with what they need to decide."""
    told, spot = said(work, item), item.spot
    if spot is not None and spot.foreign and not item.decision.why:
        told["why"] = "chỗ này có sửa đổi (Track Changes) chưa duyệt"
    return Question(
        ref=item.ref,
        label=told["label"],
        where=where(item),
        base=told["base"],
        officer=told["officer"],
        fresh=told["fresh"],
        why=told["why"],
        source=told["source"],
        can_take=can_take(spot),
        refused_before=item.decision.action is Action.REFUSED,
    )


def between_copies(one: Occurrence, texts: Mapping[str, str]) -> Problem:
    said = ", ".join(f"«{name}» ghi «{text or '(đã xóa)'}»" for name, text in texts.items())
    return BETWEEN.at(Place(), label=one.label or one.root, texts=said)
