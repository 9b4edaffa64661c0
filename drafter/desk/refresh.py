"""Turn an officer's edited draft and today's figures into a new file: changes tracked, edits kept, conflicts told.

The officer's file is read, never written. The base comes from the store, a fresh draft from today's figures and the
kind's templates; what differs is decided by `reconcile`, written by `revise` and held against the officer's text before
anybody gets it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from drafter.desk.draft import redraft
from drafter.desk.problems import NO_FILES, NOT_READABLE, NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.refresh_base import ROUND, Base, find_base
from drafter.desk.refresh_check import faults
from drafter.desk.refresh_words import (
    change_comment,
    conflict_comment,
    line_comment,
    section,
    sources,
    where,
)
from drafter.desk.versions import free_version, versioned
from drafter.desk.workspace import Workspace
from drafter.fill.package import save
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.readback.opening import NotRead
from drafter.readback.reader import read_page
from drafter.reconcile.alignment import guess
from drafter.reconcile.decide import Action, decide
from drafter.reconcile.plan import Item, Plan, between, make_plan
from drafter.reconcile.prose import LineChange, Turn, changed_words
from drafter.reconcile.rows import Grid, RowMerge, merge_rows
from drafter.reconcile.spots import Found, Occurrence, Spot, occurrences
from drafter.render.draft import Drafted
from drafter.render.finish import IDENTITY
from drafter.render.paper import Paper
from drafter.revise.content import Segment
from drafter.revise.copy import NotWritable, OfficerCopy
from drafter.store.records import Draft
from drafter.store.store import Store

NOT_WRITTEN_INTO = ProblemKind(
    code="R103",
    severity=Severity.ERROR,
    title="Tệp Word không ghi thêm được",
    what="không cập nhật được: {found}",
    fix="mở tệp bằng Word, lưu lại dạng Word Document (*.docx) rồi chạy lại",
)
OUT_EXISTS = ProblemKind(
    code="R104",
    severity=Severity.ERROR,
    title="Tệp kết quả đã có",
    what="«{found}» đã có; phần mềm không ghi đè tệp nào",
    fix="đặt tên khác sau -o, hoặc bỏ -o để phần mềm tự đặt tên",
)
NOT_SOUND = ProblemKind(
    code="R105",
    severity=Severity.ERROR,
    title="Tệp cập nhật không qua được kiểm tra",
    what="đã soạn tệp cập nhật nhưng không giao vì: {found}",
    fix="mở tệp bằng Word, chọn Lưu thành (Save As) dạng .docx rồi chạy lại; nếu vẫn vậy thì gửi tệp cho người phụ trách phần mềm",
)
OTHER_PERIOD = ProblemKind(
    code="R106",
    severity=Severity.ERROR,
    title="Quá nhiều số bị gõ lại",
    what="{count}/{total} số trong tệp khác bản đã soạn: có phải đây là văn bản của kỳ khác, đơn vị khác?",
    fix="xem lại đúng tệp chưa; nếu đúng là văn bản này thì chạy lại với --force",
)
CONFLICT = ProblemKind(
    code="R110",
    severity=Severity.WARNING,
    title="Số đồng chí sửa khác số liệu mới",
    what="{label}: bản soạn «{base}», đồng chí ghi «{officer}», số liệu mới «{fresh}»; {why}. Nguồn số mới: {source}",
    fix="chọn một số; lấy số mới thì gõ «{fresh}», giữ số đã ghi thì không phải làm gì",
)
GONE = ProblemKind(
    code="R111",
    severity=Severity.WARNING,
    title="Số đã bị xóa khỏi bản thảo, nay có số mới",
    what="{label}: số này đã bị xóa khỏi bản thảo; số mới «{fresh}» (bản soạn «{base}»)",
    fix="nếu vẫn cần nêu thì tự ghi vào câu phù hợp; không cần thì không phải làm gì",
)
STALE = ProblemKind(
    code="R112",
    severity=Severity.WARNING,
    title="Bản soạn lại không còn số này",
    what="{label}: theo số liệu mới, bản soạn lại không còn «{base}» ở chỗ này",
    fix="đọc lại câu, bỏ số này nếu không còn đúng",
)
UNPLACED = ProblemKind(
    code="R113",
    severity=Severity.WARNING,
    title="Số mới chưa có chỗ trong bản thảo",
    what="{label}: số liệu mới «{fresh}» chưa có chỗ trong bản thảo. Nguồn: {source}",
    fix="ghi thêm vào câu phù hợp nếu cần; xem câu mẫu ở bản soạn mới của «drafter draft»",
)
RECHECK = ProblemKind(
    code="R114",
    severity=Severity.WARNING,
    title="Câu có số đã đổi và lời đánh giá tự viết",
    what="số trong câu đã đổi ({base} → {fresh}) nhưng câu còn lời đánh giá không đi theo số: {words}",
    fix="đọc lại câu, sửa lời cho khớp với số mới",
)
REFUSED = ProblemKind(
    code="R115",
    severity=Severity.NOTE,
    title="Số mới đã bị từ chối lần trước",
    what="{label}: số mới «{fresh}» đã bị từ chối lần trước nên không đề nghị lại; giữ «{officer}»",
    fix="đổi ý thì gõ «{fresh}» vào chỗ này",
)
PROPOSED = ProblemKind(
    code="R116",
    severity=Severity.WARNING,
    title="Chỗ có lẽ phải thay số, phần mềm không chắc",
    what="{label}: có lẽ chỗ này phải thay «{officer}» bằng «{fresh}»; dấu của phần mềm đã mất nên không tự ghi",
    fix="xem chỗ ấy, gõ «{fresh}» nếu đúng. Nguồn: {source}",
)
HELD = ProblemKind(
    code="R117",
    severity=Severity.WARNING,
    title="Số đi cùng một số đang vướng",
    what="{label}: số liệu mới là «{fresh}», chưa thay vì số chính trong câu giữ như đồng chí ghi",
    fix="giải quyết số chính trước; nếu lấy số mới thì gõ «{fresh}» vào chỗ này",
)
KEPT = ProblemKind(
    code="R118",
    severity=Severity.NOTE,
    title="Giữ số đồng chí đã sửa",
    what="{label}: bản soạn «{base}», đồng chí đã sửa thành «{officer}»; số liệu không đổi",
    fix="không phải làm gì, trừ khi gõ nhầm",
)
WORDS = ProblemKind(
    code="R119",
    severity=Severity.WARNING,
    title="Câu chữ của bản soạn lại khác",
    what="theo số liệu mới, bản soạn lại {turn}: «{text}»",
    fix="{fix}",
)
ROW_CONFLICT = ProblemKind(
    code="R120",
    severity=Severity.WARNING,
    title="Dòng của danh sách cần xem lại",
    what="{found}",
    fix="xem lại dòng ấy trong danh sách, sửa bằng tay nếu cần",
)
BETWEEN = ProblemKind(
    code="R121",
    severity=Severity.WARNING,
    title="Hai bản sửa ghi khác nhau",
    what="{label}: {texts}",
    fix="thống nhất một số rồi sửa ở cả hai bản",
)
KINDS = (
    NOT_WRITTEN_INTO,
    OUT_EXISTS,
    NOT_SOUND,
    OTHER_PERIOD,
    CONFLICT,
    GONE,
    STALE,
    UNPLACED,
    RECHECK,
    REFUSED,
    PROPOSED,
    HELD,
    KEPT,
    WORDS,
    ROW_CONFLICT,
    BETWEEN,
)

_TURNS = {
    Turn.CHANGED: ("viết câu này khác", "so với câu đang có, sửa nếu cần"),
    Turn.GONE: ("không còn đoạn này", "bỏ đoạn này nếu không còn đúng"),
    Turn.NEW: ("có thêm đoạn", "chép đoạn này vào chỗ phù hợp nếu cần"),
}


@dataclass(frozen=True)
class Changed:
    """One place that was written: the words around it, what stood there and what is proposed, and its source."""

    where: str
    old: str
    new: str
    source: str = ""


@dataclass(frozen=True)
class Refreshed:
    """What came of one file. `target` is None where nothing had to be written.

    `conflicts` wait for a person and come first; `changed` is what is proposed in the file; `problems` are what else is
    to be looked at, notes among them.
    """

    path: Path
    doc_id: str
    target: Path | None
    notes: Path | None
    conflicts: tuple[Problem, ...]
    changed: tuple[Changed, ...]
    problems: tuple[Problem, ...]
    agreed: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Refreshing:
    """What came of several files: each by itself, and what they say differently of one figure."""

    files: tuple[Refreshed, ...]
    between: tuple[Problem, ...] = ()


@dataclass
class _Work:
    """One file at work."""

    path: Path
    data: bytes
    copy: OfficerCopy
    base: Base
    paper: Paper
    fresh: tuple[Occurrence, ...]
    token: str
    now: datetime
    plan: Plan
    fresh_copy: OfficerCopy | None = None
    base_copy: OfficerCopy | None = None
    changed: list[Changed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    rows_refused: set[str] = field(default_factory=set)
    carried: list[Occurrence] = field(default_factory=list)
    wrote: bool = False

    def place(self, text: str = "") -> Place:
        return Place(file=self.path.name, text=text)


def refresh(
    ws: Workspace, store: Store, paths: Sequence[Path], *, now: datetime, out: Path | None = None, force: bool = False
) -> Refreshing:
    """Refresh each file against the draft that it was. Raises DeskError; then nothing was written for any file.

    `out` names the new file where there is one file only; else each lies beside its own. `force`: do it even where so
    much was retyped that it may be a paper of another period.
    """
    works = [_prepare(ws, store, path, now, force=force) for path in paths]
    if out is not None and out.exists():
        raise stop(OUT_EXISTS, found=out)
    made = [(work, *_written(work)) for work in works]
    plans = {work.path.name: work.plan for work in works}
    conflicts = tuple(_between(one, texts) for one, texts in between(plans)) if len(plans) > 1 else ()
    return Refreshing(tuple(_deliver(store, work, data, out) for work, data in made), conflicts)


def _prepare(ws: Workspace, store: Store, path: Path, now: datetime, *, force: bool) -> _Work:
    data = _read(path)
    try:
        file = read_page(data)
        copy = OfficerCopy(data, now)
    except NotRead as refused:
        raise DeskError(replace(refused.problem, place=Place(path.name))) from refused
    except NotWritable as refused:
        raise DeskError(NOT_WRITTEN_INTO.at(Place(path.name), found=refused.why)) from refused
    base = find_base(store, file, copy.spots, Place(path.name))
    if isinstance(base, Problem):
        raise DeskError(base)
    _refuse_issued(store, base, path)
    paper, drafted = _drafted_again(ws, store, base, now)
    token = _token(data, drafted)
    moment = _first_moment(store, base, token) or now
    copy = OfficerCopy(data, moment)
    fresh = occurrences(drafted.manifest, listing=base.listing)
    fresh_data = drafted.listing if base.listing and drafted.document is not None else drafted.main
    base_copy = _opened(base.data, now)
    figures = tuple(replace(one, label=one.label or _label(one, base_copy)) for one in base.figures)
    base = replace(base, figures=figures)
    lines = _base_lines(base, base_copy)
    plan = make_plan(figures, copy.spots, fresh, base.known, lines)
    if plan.looks_foreign and not force:
        retyped = len(plan.of(Action.CONFLICT, Action.KEPT))
        raise DeskError(OTHER_PERIOD.at(Place(path.name), count=retyped, total=len(plan.items)))
    plan = _guessed(plan, copy, base_copy)
    return _Work(path, data, copy, base, paper, fresh, token, moment, plan, _opened(fresh_data, now), base_copy)


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise stop(NO_FILES, found=path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise stop(NOT_READABLE, found=path, reason=reason_of(error)) from error


def _refuse_issued(store: Store, base: Base, path: Path) -> None:
    """What has been issued is not refreshed any more."""


def _drafted_again(ws: Workspace, store: Store, base: Base, now: datetime) -> tuple[Paper, Drafted]:
    draft = base.draft
    told = draft.manifest.get("day")
    day = date.fromisoformat(told) if told else None
    return redraft(
        ws, store, draft.kind, draft.period, organisation=draft.organisation, day=day, today=draft.created_at.date()
    )


def _token(data: bytes, drafted: Drafted) -> str:
    """What a refresh is called: the same file and the same figures give the same name, and the same result."""
    return hashlib.sha256(data + drafted.doc_id.encode()).hexdigest()[:12]


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


def _guessed(plan: Plan, copy: OfficerCopy, base: OfficerCopy | None) -> Plan:
    """The plan with proposals for figures whose carriers are gone and whose words are still there."""
    if base is None or not plan.of(Action.GONE):
        return plan
    before = {spot.bookmark: spot for spot in base.spots}
    lines = [copy.text_of("document", number + 1) for number in range(len(copy.line_texts()))]
    items = []
    for item in plan.items:
        spot = before.get(item.occurrence.bookmark)
        if item.decision.action is Action.GONE and spot is not None and item.fresh is not None and item.spot is None:
            found = guess(spot.before, spot.accepted, spot.after, lines)
            if found is not None:
                seen = Spot(-1, "", "", "", found.text, found.text, "document", found.paragraph + 1)
                decision = decide(item.occurrence.text, seen, Found.TEXT, item.fresh.text, ())
                if decision.action is not Action.NOTHING:
                    line = lines[found.paragraph]
                    at = line.find(found.text)
                    seen = replace(seen, before=line[:at], after=line[at + len(found.text) :]) if at >= 0 else seen
                    item = replace(item, spot=seen, found=Found.TEXT, decision=decision)
        items.append(item)
    return replace(plan, items=tuple(items))


def _written(work: _Work) -> tuple[bytes | None]:
    """Write everything into the copy and hold it against the officer's file; None where there is nothing to write."""
    _write_figures(work)
    _write_rows(work)
    _write_words(work)
    _tell(work)
    if not work.wrote:
        return (None,)
    data = work.copy.written({IDENTITY: work.base.draft.doc_id, ROUND: work.token})
    copy = work.copy
    wrong = faults(work.data, data, list(copy.intended()), copy.added_lines, copy.removed_lines)
    if wrong:
        raise DeskError(NOT_SOUND.at(Place(work.path.name), found="; ".join(wrong)))
    return (data,)


def _write_figures(work: _Work) -> None:
    groups: dict[tuple[str, int, str], list[Item]] = {}
    for item in work.plan.writes:
        assert item.spot is not None
        number, decision = item.spot.number, item.decision
        work.wrote = True
        if decision.action is Action.WITHDRAW:
            work.copy.withdraw(number)
            work.changed.append(Changed(where(item), decision.officer or "", decision.text, "rút đề nghị trước"))
            continue
        filled = item.occurrence.is_gap and item.fresh is not None and not item.fresh.is_gap
        work.copy.change(number, decision.text, fills_gap=filled)
        read_from = sources(work.paper, item.occurrence, work.base.draft.created_at)
        work.changed.append(Changed(where(item), decision.base, decision.text, "; ".join(read_from)))
        groups.setdefault(item.group, []).append(item)
    for items in groups.values():
        head = next((item for item in items if item.heads), items[0])
        ordered = [head, *(item for item in items if item is not head)]
        assert head.spot is not None
        if work.copy.can_comment(head.spot.number):
            read_from = sources(work.paper, head.occurrence, work.base.draft.created_at)
            work.copy.comment(head.spot.number, change_comment(ordered, read_from))
    for item in work.plan.of(Action.CONFLICT):
        if item.spot is not None and item.spot.number >= 0 and work.copy.can_comment(item.spot.number):
            read_from = sources(work.paper, item.occurrence, work.base.draft.created_at)
            work.copy.comment(item.spot.number, conflict_comment(item, read_from))
            work.wrote = True


def _write_rows(work: _Work) -> None:
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
        _write_table(work, officer[0], officer[1], fresh, merge_rows(base, officer[1], fresh))


def _write_table(work: _Work, table: int, grid: Grid, fresh: Grid, merge: RowMerge) -> None:
    known = {one for one in work.base.rows if one not in work.base.rows_refused}
    title = " ".join(grid.title)[:40]
    for row in merge.removed:
        name = f"-{title}/{row.name}"
        if name in known or name in work.base.rows_refused:
            work.rows_refused.add(name)
        elif work.copy.remove_row(table, row.after):
            work.wrote = True
            work.rows.append(name)
            work.changed.append(Changed("danh sách", row.name, "(bỏ dòng)"))
    for row in merge.added:
        name = f"+{title}/{row.name}"
        if name in known or name in work.base.rows_refused:
            work.rows_refused.add(name)
        elif work.copy.add_row(table, row.after, _segments(work, fresh, row.fresh_row)):
            work.wrote = True
            work.rows.append(name)
            work.changed.append(Changed("danh sách", "", f"thêm dòng {row.name}"))
        else:
            found = f"danh sách có thêm dòng «{row.name}» nhưng không thêm được vào bảng"
            work.problems.append(ROW_CONFLICT.at(work.place(), found=found))
    for cell in merge.cells:
        if work.copy.rewrite_cell(table, cell.row, cell.column, cell.new):
            work.wrote = True
            work.changed.append(Changed("danh sách", cell.old, cell.new))
    for name in merge.kept:
        work.problems.append(
            ROW_CONFLICT.at(work.place(), found=f"đồng chí đã bỏ dòng «{name}» mà danh sách mới vẫn có")
        )
    for name in merge.conflicts:
        work.problems.append(ROW_CONFLICT.at(work.place(), found=f"dòng đồng chí đã sửa nay khác đi: {name}"))


def _segments(work: _Work, fresh: Grid, row: int) -> list[list[Segment]]:
    """What the cells of a new row say, figures in them carried."""
    assert work.fresh_copy is not None
    cells = []
    by_text = {one.bookmark: one for one in work.fresh}
    for segments in work.fresh_copy.row_segments(fresh, row):
        made = []
        for text, bookmark in segments:
            one = by_text.get(bookmark)
            if one is None:
                made.append(Segment(text))
            else:
                made.append(Segment(text, one.bookmark, one.key, one.label))
                work.carried.append(one)
        cells.append(made)
    return cells


def _write_words(work: _Work) -> None:
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
        if one.turn is Turn.CHANGED and one.officer is not None and one.fresh is not None:
            work.wrote |= work.copy.comment_line(one.officer.part, one.officer.number, line_comment(one.fresh.text))
        text = (one.fresh or one.base).text  # type: ignore[union-attr]
        turn, fix = _TURNS[one.turn]
        if text.strip():
            work.problems.append(WORDS.at(work.place(), turn=turn, text=text.strip(), fix=fix))


def _line_name(one: LineChange) -> str:
    return f"{one.turn}/{one.base.bones if one.base else ''}/{one.fresh.bones if one.fresh else ''}"


def _refused_line(work: _Work, one: LineChange) -> bool:
    name = _line_name(one)
    if name in work.base.rows or name in work.base.rows_refused:
        work.rows_refused.add(name)
        return True
    return False


def _write_line(work: _Work, one: LineChange) -> bool:
    assert one.officer is not None
    at = one.officer.part, one.officer.number
    if one.turn is Turn.CHANGED and one.fresh is not None:
        work.copy.rewrite_line(*at, one.fresh.text)
        work.changed.append(Changed("đoạn văn", one.officer.text, one.fresh.text))
    elif one.turn is Turn.GONE:
        work.copy.remove_line(*at)
        work.changed.append(Changed("đoạn văn", one.officer.text, "(bỏ đoạn)"))
    elif one.fresh is not None:
        work.copy.add_line(*at, one.fresh.text)
        work.changed.append(Changed("đoạn văn", "", one.fresh.text))
    work.wrote = True
    return True


def _tell(work: _Work) -> None:
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
        kind.at(work.place(where(item)), **_said(work, item))
        for action, kind in kinds.items()
        for item in work.plan.of(action)
    ]
    found += [
        RECHECK.at(work.place(where(item)), words=", ".join(f"«{word}»" for word in item.recheck), **_said(work, item))
        for item in work.plan.items
        if item.recheck and item.decision.action is Action.CHANGE
    ]
    written = {one.bookmark for one in work.carried}
    for one in work.plan.unplaced:
        if one.bookmark not in written:
            told = Item(one, None, None, one, decide(one.text, None, None, one.text, ()))
            found.append(UNPLACED.at(work.place(), **_said(work, told)))
    work.problems = [*found, *work.problems]


def _said(work: _Work, item: Item) -> dict[str, str]:
    one = item.decision
    source = "; ".join(sources(work.paper, item.occurrence, work.base.draft.created_at))
    return {
        "label": item.occurrence.label or item.occurrence.root,
        "base": one.base,
        "officer": one.officer or "",
        "fresh": one.fresh or "",
        "why": one.why,
        "source": source or "số liệu đã nhận của văn phòng",
    }


def _between(one: Occurrence, texts: Mapping[str, str]) -> Problem:
    said = ", ".join(f"«{name}» ghi «{text or '(đã xóa)'}»" for name, text in texts.items())
    return BETWEEN.at(Place(), label=one.label or one.root, texts=said)


def _deliver(store: Store, work: _Work, data: bytes | None, out: Path | None) -> Refreshed:
    conflicts = tuple(
        CONFLICT.at(work.place(where(item)), **_said(work, item)) for item in work.plan.of(Action.CONFLICT)
    )
    done = Refreshed(
        path=work.path,
        doc_id=work.base.draft.doc_id,
        target=None,
        notes=None,
        conflicts=conflicts,
        changed=tuple(work.changed),
        problems=tuple(work.problems),
        agreed=len(work.plan.of(Action.AGREED)),
        waiting=len(work.plan.of(Action.WAITING)),
    )
    if data is None:
        return done
    try:
        target = out or _target(work.path, data)
        if not target.exists():
            save(target, data)
        done = replace(done, target=target, notes=target.with_name(f"{target.stem}.can-xem-lai.txt"))
        assert done.notes is not None
        save(done.notes, "\r\n".join(notes(done)).encode("utf-8-sig"))
    except OSError as error:
        raise stop(NOT_WRITABLE, found=out or work.path, reason=reason_of(error)) from error
    if _first_moment(store, work.base, work.token) is None:
        store.save_draft(_record(work, data))
    return done


def _target(path: Path, data: bytes) -> Path:
    """«report-cap-nhat.docx» beside the officer's file, or the next number of it that is free."""
    stem = f"{path.stem}-cap-nhat"
    return versioned(path.parent, stem, "docx", free_version(path.parent, [(stem, "docx", data)]))


def _record(work: _Work, data: bytes) -> Draft:
    """The refreshed file as a version of its draft: what has been accepted is its base from then on."""
    base = {item.occurrence.bookmark: item.decision.base for item in work.plan.items if item.found is not Found.COPY}
    base |= {item.occurrence.bookmark: item.decision.officer or "" for item in work.plan.of(Action.AGREED)}
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
            "offered": offered,
            "refused": {mark: list(texts) for mark, texts in work.base.known.refused.items()},
            "rows": work.rows,
            "rows_refused": sorted(work.rows_refused | work.base.rows_refused),
        },
    }
    return replace(work.base.draft, created_at=work.now, manifest=manifest, document=data, appendix=None)


def notes(done: Refreshed) -> list[str]:
    """The list that lies beside the new file: conflicts first."""
    lines = [f"CẬP NHẬT SỐ LIỆU: {done.path.name}", ""]
    lines += section("VƯỚNG, CẦN QUYẾT ĐỊNH", map(str, done.conflicts))
    lines += section("ĐÃ ĐỀ NGHỊ THAY TRONG TỆP (xem và bấm Accept hoặc Reject)", map(_change_words, done.changed))
    codes = {
        "SỐ ĐỒNG CHÍ ĐÃ SỬA, GIỮ NGUYÊN": (KEPT.code, REFUSED.code),
        "SỐ KHÔNG CÒN CHỖ": (GONE.code, STALE.code),
        "SỐ MỚI CHƯA CÓ CHỖ": (UNPLACED.code,),
        "CHỈ GỢI Ý, PHẢI TỰ SỬA": (PROPOSED.code, HELD.code, ROW_CONFLICT.code),
        "CÂU CẦN ĐỌC LẠI": (RECHECK.code, WORDS.code),
    }
    for title, listed in codes.items():
        lines += section(title, (str(one) for one in done.problems if one.code in listed))
    if not (done.conflicts or done.changed or done.problems):
        lines.append("Không có gì phải xem lại.")
    return [part for line in lines for part in line.split("\n")]


def _change_words(one: Changed) -> str:
    source = f" (nguồn: {one.source})" if one.source else ""
    return f"{one.old} → {one.new}: {one.where}{source}" if one.old else f"{one.new}: {one.where}{source}"
