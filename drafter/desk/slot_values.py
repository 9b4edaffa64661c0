"""Turn a kind and a period into each value that its templates ask for: what it says today, or that it says nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from drafter.desk.draft import redraft
from drafter.desk.problems import DeskError
from drafter.desk.workspace import Workspace
from drafter.fill.errors import TemplateError, TemplateErrors
from drafter.fill.excel.template import ExcelTemplate
from drafter.fill.names import find_key, nearest
from drafter.fill.values import Carried, Phrase, carried_of
from drafter.fill.word.check import check_word
from drafter.model.period import Period
from drafter.model.problem import Problem
from drafter.render.annex import annex_context
from drafter.render.context import build_context, figure_slots
from drafter.render.interim_annex import interim_annex
from drafter.render.kinds import KindFolder, load_kind, template_folders
from drafter.render.paper import Paper
from drafter.render.slots import GAP
from drafter.store.store import Store

_STEP = re.compile(r"[^.\[\]]+|\[\]|\[\d+\]")
_LONGEST = 160
_GROUP = "group"  # only holds other values, which are slots themselves


class SlotState(StrEnum):
    """How a slot of a template stands for a period."""

    GIVEN = "có"
    MISSING = "còn trống"
    LIST = "danh sách"
    UNKNOWN = "không có tên này"


@dataclass(frozen=True)
class SlotLine:
    """One value that a template asks for. `says` is what it prints today; for an unknown name the nearest known one.

    `places` are where it is asked for («trang 1, đoạn 3»).
    """

    path: str
    state: SlotState
    says: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class SlotSheet:
    """The slots of a kind's files for a period, by file name. `unused` are figures that there are and no file shows.

    `problems` say why there is no paper of the period to show values of; the slots then have no values.
    """

    period: Period
    files: tuple[tuple[str, tuple[SlotLine, ...]], ...]
    unused: tuple[Problem, ...]
    problems: tuple[Problem, ...] = ()


def slot_sheet(ws: Workspace, store: Store, code: str, period: Period, today: date) -> SlotSheet:
    """What each slot of a kind's templates says for a period. Raises DeskError where there is no such kind."""
    home, problems = load_kind(code, template_folders(ws.folder))
    if home is None:
        raise DeskError(*problems)
    try:
        paper, drafted = redraft(ws, store, code, period, organisation=None, day=None, today=today)
    except DeskError as error:
        empty = tuple((path.name, tuple(_line(slot, None) for slot in _asked(path))) for path in home.files)
        return SlotSheet(period, empty, (), error.problems)
    files = []
    for path in home.files:
        seen = _seen(home, path, paper)
        files.append((path.name, tuple(_line(slot, seen) for slot in _asked(path))))
    return SlotSheet(period, tuple(files), drafted.left_out)


def _seen(home: KindFolder, path: Path, paper: Paper) -> Mapping[str, object]:
    """What the template in that file sees."""
    context = build_context(paper, home.kind.annex_names())
    if path != home.annex:
        return context
    slots = figure_slots(paper)
    return {**context, **annex_context(paper, slots), **interim_annex(paper, slots)}


Asked = tuple[str, tuple[str, ...]]  # a slot's path, and where it is used


def _asked(path: Path) -> Sequence[Asked]:
    """The slots of a template; none of one that cannot be read (the check of the kind says why)."""
    try:
        if path.suffix.lower() == ".docx":
            return [
                (one.path, tuple(place.words("vi") for place in one.places))
                for one in check_word(path).slots
                if one.kind != _GROUP
            ]
        return [(one.name, tuple(one.places)) for one in ExcelTemplate(path).slots() if one.kind != _GROUP]
    except (TemplateError, TemplateErrors):
        return []


def _line(asked: Asked, context: Mapping[str, object] | None) -> SlotLine:
    path, places = asked
    if context is None:
        return SlotLine(path, SlotState.MISSING, "", places)
    state, says = _value(path, context)
    return SlotLine(path, state, says, places)


def _value(path: str, context: Mapping[str, object]) -> tuple[SlotState, str]:
    """Follow a path («E02.ket_qua», «nhom[].dong[].ten»); of a list the first entry stands for all."""
    value: object = context
    for step in _STEP.findall(path):
        if step.startswith("["):
            if not isinstance(value, Sequence) or isinstance(value, str) or not value:
                return SlotState.MISSING, "danh sách chưa có dòng nào"
            value = value[0]
            continue
        if not isinstance(value, Mapping):
            return SlotState.GIVEN, ""  # a part of a text or date, which the engine gives itself
        key = find_key(step, value)
        if key is None:
            return SlotState.UNKNOWN, nearest(step, value)
        value = value[key]
    return _said(value)


def _said(value: object) -> tuple[SlotState, str]:
    carried = carried_of(value)
    if carried is not None:
        return _carried(carried)
    if isinstance(value, Phrase):
        missing = any(isinstance(part, Carried) and part.key.endswith(GAP) for part in value.parts)
        return SlotState.MISSING if missing else SlotState.GIVEN, _short(str(value))
    if isinstance(value, Mapping):
        return SlotState.GIVEN, "nhóm giá trị"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return (SlotState.LIST, f"{len(value)} dòng") if value else (SlotState.MISSING, "chưa có dòng nào")
    if isinstance(value, bool):
        return SlotState.GIVEN, "có" if value else "không"
    return (SlotState.MISSING, "") if value is None or value == "" else (SlotState.GIVEN, _short(str(value)))


def _carried(carried: Carried) -> tuple[SlotState, str]:
    if carried.key.endswith(GAP) or not carried.text:
        return SlotState.MISSING, _short(carried.text)
    return SlotState.GIVEN, _short(carried.text)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
