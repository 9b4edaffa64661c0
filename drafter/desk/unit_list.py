"""Turn a new list of units, a file or pasted lines, into the office's `don-vi.xlsx`; the list before it is kept."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from drafter.desk.problems import NO_UNITS, NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.workspace import UNITS, Workspace
from drafter.fill.package import save
from drafter.intake.folder import OTHER_FILE
from drafter.intake.sandbox import Sandbox
from drafter.intake.unit_list_writer import write_units
from drafter.intake.units import read_units
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.store.store import Store
from drafter.wording.fold import fold, slug
from drafter.wording.lists import and_list

OLD_LISTS = "don-vi-cu"
LIST_CHANGED = ProblemKind(
    code="W126",
    severity=Severity.ERROR,
    title="Danh sách đơn vị vừa có người thay",
    what="danh sách đơn vị đã thay đổi sau khi mở ra xem; lần thay này chưa được ghi",
    fix="xem lại danh sách hiện có, vẫn cần thay thì làm lại lần nữa",
)
FAULTY_LIST = ProblemKind(
    code="W127",
    severity=Severity.ERROR,
    title="Danh sách đơn vị mới có lỗi, chưa thay",
    what="danh sách mới có {count} chỗ lỗi (thiếu đơn vị hoặc ngày); vẫn dùng danh sách đang có ({kept} đơn vị)",
    fix="sửa các chỗ nêu dưới đây rồi gửi lại; vẫn muốn dùng danh sách này thì chọn «Vẫn thay khi danh sách còn lỗi»",
)
NO_OLD_LIST = ProblemKind(
    code="W128",
    severity=Severity.ERROR,
    title="Không có danh sách cũ này",
    what="không có danh sách đơn vị cũ «{found}»",
    fix="tải lại trang Danh sách đơn vị để xem các danh sách cũ còn giữ",
)
NOT_A_LIST = ProblemKind(
    code="W137",
    severity=Severity.ERROR,
    title="Tệp không phải danh sách đơn vị",
    what="tệp này không phải bảng tính nên không đọc được đơn vị nào; danh sách đơn vị vẫn như cũ",
    fix="chọn tệp .xlsx hoặc .csv có cột Tên đơn vị; không có tệp như vậy thì dán tên các đơn vị, mỗi dòng một đơn vị",
)
HAS_FIGURES = ProblemKind(
    code="W138",
    severity=Severity.ERROR,
    title="Đơn vị đã có số liệu nên không bỏ hẳn khỏi danh sách",
    what="«{name}» đã có biểu hoặc số liệu của {periods}; bỏ hẳn thì các số ấy không còn tính vào báo cáo; chưa ghi gì",
    fix="chọn «Thôi theo dõi từ kỳ»: biểu, số liệu các kỳ trước vẫn giữ và vẫn tính",
)
NEVER_STOOD = ProblemKind(
    code="W139",
    severity=Severity.ERROR,
    title="Kỳ thôi theo dõi ở trước ngày đơn vị bắt đầu",
    what="«{name}» bắt đầu từ ngày {first}, không thôi theo dõi được từ {period}; chưa ghi gì",
    fix="chọn một kỳ sau ngày ấy",
)
KINDS = (LIST_CHANGED, FAULTY_LIST, NO_OLD_LIST, NOT_A_LIST, HAS_FIGURES, NEVER_STOOD)

_HEADINGS = frozenset(
    map(fold, ("Tên", "Tên đơn vị", "Đơn vị", "Tên công đoàn", "Tên CĐCS", "CĐCS", "Mã đơn vị", "Đơn vị trực thuộc"))
)
_OLD_NAME = "don-vi_%Y-%m-%d_%H%M%S"
_READ: dict[tuple[str, bytes], frozenset[str]] = {}
_READ_MOST = 50
_CODE = re.compile(r"[A-Za-z0-9Đđ][A-Za-z0-9Đđ._/-]*")


@dataclass(frozen=True)
class LinesAdded:
    """What became of pasted lines: how many are units now, were of a name that is there already, were given another
    code than they had because that one is taken. Headings and empty lines are none of them.
    """

    added: int
    repeated: int
    recoded: int


@dataclass(frozen=True)
class OldList:
    """A list as it was until `until`; `name` is that of its file below `don-vi-cu`.

    `units` is how many it has, 0 where none can be read; `only_here` of them are not in the list in use, and `gone` of
    the list in use are not in it.
    """

    name: str
    until: datetime
    units: int
    only_here: int
    gone: int


def list_seen(folder: Path) -> str:
    """A mark of the list as it is now, empty where there is none: who changes it says which one was looked at."""
    try:
        return hashlib.sha256((folder / UNITS).read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


def replace_list(
    ws: Workspace, data: bytes, name: str, now: datetime, *, seen: str | None = None, force: bool = False
) -> tuple[Problem, ...]:
    """Put a list in the place of the office's, the one before going to `don-vi-cu`; what is to be looked at in it.

    `seen` is the mark of the list that was looked at, None: whichever. Raises DeskError where no unit can be read, the
    list is another one by now or, unless `force`, has faults while one is in use: nothing is changed then.
    """
    with Sandbox() as sandbox:
        units, problems = read_units(data, name, sandbox, ws.office.organisation.code)
    if any(problem.code == OTHER_FILE.code for problem in problems):
        raise stop(NOT_A_LIST, Place(file=name))
    if not units:
        raise DeskError(*(problems or (NO_UNITS.at(Place(file=name), found="chưa có đơn vị nào"),)))
    faults = [problem for problem in problems if problem.severity is Severity.ERROR]
    if faults and ws.units and not force:
        raise DeskError(FAULTY_LIST.at(Place(file=name), count=len(faults), kept=len(ws.units)), *faults)
    plain = name.lower().endswith((".xlsx", ".xlsm"))
    _put(ws, data if plain else write_units(units), now, seen)
    return problems


def add_lines(ws: Workspace, text: str, now: datetime, *, seen: str | None = None) -> LinesAdded:
    """Add units from lines «mã; tên», «mã ⇥ tên» or only a name. Raises DeskError as `replace_list` does."""
    new, told = _units_of(text, ws.units, ws.office.organisation.code)
    if not new:
        raise stop(NO_UNITS, Place(text="danh sách đã dán"), found="không có dòng nào là đơn vị mới")
    _put(ws, write_units((*ws.units, *new)), now, seen)
    return told


def old_lists(ws: Workspace, sandbox: Sandbox, most: int) -> tuple[OldList, ...]:
    """The lists that others have taken the place of, the newest first, so many of them; one without units is none."""
    newest = sorted(_old_names(ws).items(), key=lambda one: one[1], reverse=True)[:most]
    used = {unit.code for unit in ws.units}
    had = {name: _codes_in(ws, name, sandbox) for name, _ in newest}
    return tuple(
        OldList(name, until, len(had[name]), len(had[name] - used), len(used - had[name]))
        for name, until in newest
        if had[name]
    )


def _old_names(ws: Workspace) -> dict[str, datetime]:
    found = {}
    for path in (ws.folder / OLD_LISTS).glob("don-vi_*.xlsx"):
        with contextlib.suppress(ValueError):  # not one of ours
            found[path.name] = datetime.strptime(path.stem, _OLD_NAME)  # noqa: DTZ007
    return found


def _codes_in(ws: Workspace, name: str, sandbox: Sandbox) -> frozenset[str]:
    """The codes of an old list. What was read once is kept by its content: a list of thousands takes a second."""
    data = (ws.folder / OLD_LISTS / name).read_bytes()
    office = ws.office.organisation.code
    about = office, hashlib.sha256(data).digest()
    codes = _READ.get(about)
    if codes is None:
        codes = frozenset(unit.code for unit in read_units(data, name, sandbox, office)[0])
        while len(_READ) >= _READ_MOST:
            _READ.pop(next(iter(_READ), about), None)
        _READ[about] = codes
    return codes


def put_list_back(ws: Workspace, name: str, now: datetime, *, seen: str | None = None) -> None:
    """Use an old list again; the one in use now is kept in its turn. Raises DeskError as `replace_list` does."""
    if name not in _old_names(ws):
        raise stop(NO_OLD_LIST, found=name)
    _put(ws, (ws.folder / OLD_LISTS / name).read_bytes(), now, seen)


def periods_of(store: Store, code: str) -> tuple[Period, ...]:
    """The periods that a form or a figure of this unit is stored for, the oldest first."""
    found = (one for one in store.periods() if code in store.handed_in((one,)) or store.figures((one,), (code,)))
    return tuple(sorted(found, key=lambda one: (one.end, one.start)))


def stop_following(ws: Workspace, code: str, period: Period, now: datetime, *, seen: str | None = None) -> None:
    """From this period on the unit need not report and is not counted; what it gave for earlier ones stays and counts.

    Raises DeskError as `replace_list` does, and where the unit did not stand before the period.
    """
    unit = _listed(ws, code)
    last_day = period.start - timedelta(days=1)
    kept = [one for one in unit.standings if one.valid_from is None or one.valid_from <= last_day]
    if not kept:
        first = f"{unit.standings[0].valid_from:%d/%m/%Y}"
        raise stop(NEVER_STOOD, Place(file=UNITS), name=unit.short_name, first=first, period=period.words)
    ends = min(last_day, kept[-1].valid_to or last_day)
    _put_unit(ws, replace(unit, standings=(*kept[:-1], replace(kept[-1], valid_to=ends))), now, seen)


def follow_again(ws: Workspace, code: str, now: datetime, *, seen: str | None = None) -> None:
    """The unit must report again, from where it had been left. Raises DeskError as `replace_list` does."""
    unit = _listed(ws, code)
    newest = replace(unit.standings[-1], valid_to=None)
    _put_unit(ws, replace(unit, standings=(*unit.standings[:-1], newest)), now, seen)


def drop_unit(ws: Workspace, store: Store, code: str, now: datetime, *, seen: str | None = None) -> None:
    """Strike a unit off the list, one that nothing has come of. Raises DeskError as `replace_list` does."""
    unit = _listed(ws, code)
    if periods := periods_of(store, unit.code):
        told = and_list(one.words for one in periods)
        raise stop(HAS_FIGURES, Place(file=UNITS), name=unit.short_name, periods=told)
    _put(ws, write_units(one for one in ws.units if one.code != unit.code), now, seen)


def _listed(ws: Workspace, code: str) -> Organisation:
    """The unit of the list. Raises DeskError."""
    found = ws.organisation(code)
    return next((one for one in ws.units if one.code == found.code), found)


def _put_unit(ws: Workspace, changed: Organisation, now: datetime, seen: str | None) -> None:
    _put(ws, write_units(changed if one.code == changed.code else one for one in ws.units), now, seen)


def _put(ws: Workspace, data: bytes, now: datetime, seen: str | None) -> None:
    if seen is not None and seen != list_seen(ws.folder):
        raise stop(LIST_CHANGED, Place(file=UNITS))
    path = ws.folder / UNITS
    try:
        if path.exists():
            (ws.folder / OLD_LISTS).mkdir(exist_ok=True)
            save(_free_place(ws, now), path.read_bytes())
        save(path, data)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error


def _free_place(ws: Workspace, now: datetime) -> Path:
    """Where the list in use is kept: two changes within a second are two lists."""
    names = _old_names(ws)
    while (name := f"{now:{_OLD_NAME}}.xlsx") in names:
        now += timedelta(seconds=1)
    return ws.folder / OLD_LISTS / name


def _units_of(text: str, known: Sequence[Organisation], parent: str) -> tuple[tuple[Organisation, ...], LinesAdded]:
    codes = {unit.code.casefold() for unit in known} | {parent.casefold()}
    names = {fold(standing.name) for unit in known for standing in unit.standings}
    found, repeated, recoded = [], 0, 0
    for line in text.splitlines():
        code, name = _parted(line)
        if not name or _is_heading(line):
            continue
        if fold(name) in names:
            repeated += 1
            continue
        if not code or code.casefold() in codes:
            recoded += bool(code)
            code = _free_code(codes)
        codes.add(code.casefold())
        names.add(fold(name))
        level = Level.COMMUNE if slug(name).startswith(("cong-doan-xa-", "cong-doan-phuong-")) else Level.GRASSROOTS
        found.append(Organisation(code, (Standing(level, name, parent=parent),)))
    return tuple(found), LinesAdded(len(found), repeated, recoded)


def _is_heading(line: str) -> bool:
    """Whether it is the row of titles that comes along when a table is copied."""
    return any(fold(part) in _HEADINGS for part in re.split(r"[\t;]", line))


def _parted(line: str) -> tuple[str, str]:
    """The code, empty where the line has none, and the name."""
    parts = [part.strip(" .\t") for part in re.split(r"[\t;]", line) if part.strip(" .\t")]
    if len(parts) > 1 and parts[0].isdigit():
        parts = parts[1:]  # a running number in front
    if len(parts) > 1 and _CODE.fullmatch(parts[0]):
        return parts[0].upper(), parts[1]
    return "", parts[0] if parts else ""


def _free_code(taken: Iterable[str]) -> str:
    used = set(taken)
    number = 1
    while f"cdcs-{number:03d}" in used:
        number += 1
    return f"CDCS-{number:03d}"
