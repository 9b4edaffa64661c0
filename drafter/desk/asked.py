"""Turn a choice of indicators into the office's settings: what the forms that are sent to units ask for.

One entry of `drafter.toml` is written anew; every other word of the file, comments too, stays as it is.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from drafter.desk.kinds import list_kinds
from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.desk.workspace import SETTINGS, Workspace
from drafter.fill.package import save
from drafter.model.indicator import Indicator
from drafter.model.problem import Place, ProblemKind, Severity

NONE_CHOSEN = ProblemKind(
    code="W129",
    severity=Severity.ERROR,
    title="Chưa chọn chỉ tiêu nào để hỏi",
    what="chưa chọn chỉ tiêu nào nên biểu sẽ trống; chưa ghi gì",
    fix="đánh dấu những chỉ tiêu cần hỏi; hỏi toàn bộ danh mục thì bấm «Chọn mọi chỉ tiêu» rồi ghi",
)
SETTINGS_CHANGED = ProblemKind(
    code="W135",
    severity=Severity.ERROR,
    title="Cài đặt vừa có người sửa",
    what="drafter.toml đã thay đổi sau khi mở ra xem; lần chọn này chưa được ghi",
    fix="xem lại các chỉ tiêu đang chọn, vẫn cần đổi thì làm lại lần nữa",
)
NOT_REWRITTEN = ProblemKind(
    code="W136",
    severity=Severity.ERROR,
    title="Không tự ghi được chỉ tiêu vào cài đặt",
    what="dòng chi-tieu ở mục [bieu-mau] của drafter.toml viết khác thường nên chương trình không tự sửa; chưa ghi gì",
    fix="mở drafter.toml bằng Notepad, ghi ở mục [bieu-mau]: {line}",
)
KINDS = (NONE_CHOSEN, SETTINGS_CHANGED, NOT_REWRITTEN)

_TABLE, _ENTRY = "bieu-mau", "chi-tieu"
_HEAD = re.compile(rf"(?m)^[ \t]*\[{_TABLE}\][^\n]*$")
_NEXT = re.compile(r"(?m)^[ \t]*\[\[?[\w.\-]+\]")
_GIVEN = re.compile(rf"(?m)^[ \t]*{_ENTRY}[ \t]*=[ \t]*")
_VALUE = re.compile(r"""\[(?:[^\]"'#]|"[^"\n]*"|'[^'\n]*'|\#[^\n]*)*\]""")
_WIDTH = 100


@dataclass(frozen=True)
class AskedLine:
    """One indicator that a form may ask for. `needed` are the titles of the papers that cannot be signed without it."""

    indicator: Indicator
    chosen: bool
    needed: tuple[str, ...]

    @property
    def short(self) -> bool:
        """Whether it is of the short set (bộ rút gọn): what papers need, and what the catalogue calls usual."""
        return bool(self.needed) or self.indicator.core


def asked_lines(ws: Workspace, picked: Collection[str] | None = None) -> tuple[AskedLine, ...]:
    """Every indicator of the catalogue in its order, with whether it is `picked`; None: what forms ask for."""
    chosen = {one.code for one in ws.asked} if picked is None else picked
    needed: dict[str, list[str]] = {}
    for line in list_kinds(ws.folder):
        for code in line.kind.required if line.kind else ():
            needed.setdefault(code, []).append(line.kind.title if line.kind else "")
    return tuple(AskedLine(one, one.code in chosen, tuple(needed.get(one.code, ()))) for one in ws.catalogue.indicators)


def short_set(ws: Workspace) -> frozenset[str]:
    """The codes of the short set."""
    return frozenset(line.indicator.code for line in asked_lines(ws) if line.short)


def with_group(ws: Workspace, codes: Collection[str], group: str, *, asked: bool) -> frozenset[str]:
    """The codes with all of a group among them, or with none of it."""
    whole = {one.code for one in ws.catalogue.in_group(group)}
    return frozenset(codes) | whole if asked else frozenset(codes) - whole


def settings_seen(ws: Workspace) -> str:
    """A mark of the settings as they are now: who changes them says which were looked at."""
    return hashlib.sha256((ws.folder / SETTINGS).read_bytes()).hexdigest()[:16]


def choose_asked(ws: Workspace, codes: Collection[str], *, seen: str | None = None) -> tuple[str, ...]:
    """Have forms ask for these indicators from now on, and for what a rate among them is worked out from.

    Returns the codes in the catalogue's order. Forms that are written already stay. `seen` is the mark of the settings
    that were looked at, None: whichever. Raises DeskError; nothing is changed then.
    """
    every = ws.catalogue.indicators
    wanted = {one.code for one in every if one.code in codes}
    wanted |= {part for one in every if one.code in wanted for part in (one.numerator, one.denominator) if part}
    chosen = tuple(one.code for one in every if one.code in wanted)
    path = ws.folder / SETTINGS
    if not chosen:
        raise stop(NONE_CHOSEN, Place(file=SETTINGS))
    if seen is not None and seen != settings_seen(ws):
        raise stop(SETTINGS_CHANGED, Place(file=SETTINGS))
    line = f"{_ENTRY} = {_list([] if len(chosen) == len(every) else chosen)}"
    data = path.read_bytes()
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    text = data.decode("utf-8-sig")
    made = _with_entry(text, line.replace("\n", "\r\n") if "\r\n" in text else line)
    if not _is_only_that(text, made, line):
        raise stop(NOT_REWRITTEN, Place(file=SETTINGS), line=" ".join(line.split()))
    try:
        save(path, mark + made.encode())
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error
    return chosen


def _list(codes: Collection[str]) -> str:
    """A TOML list, broken into lines as a person would."""
    told = ", ".join(f'"{code}"' for code in codes)
    lines = "\n            ".join(wrap(told, _WIDTH))
    return f"[{lines}]"


def _with_entry(text: str, line: str) -> str:
    """The settings with this entry in the place of the one they have."""
    head = _HEAD.search(text)
    if head is None:
        end = "\r\n" if "\r\n" in text else "\n"
        return f"{text.rstrip()}{end}{end}[{_TABLE}]{end}{line}{end}"
    following = _NEXT.search(text, head.end())
    given = _GIVEN.search(text, head.end(), following.start() if following else len(text))
    value = _VALUE.match(text, given.end()) if given else None
    if given is None or value is None:
        end = "\r\n" if "\r\n" in text else "\n"
        return f"{text[: head.end()].rstrip()}{end}{line}{end}{text[head.end() :].lstrip()}"
    return f"{text[: given.start()]}{line}{text[value.end() :]}"


def _is_only_that(before: str, after: str, line: str) -> bool:
    """Whether nothing else of the settings has become other: the file is a person's, and read by a parser here."""
    try:
        was, now = tomllib.loads(before), tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return False
    return now == _merged(was, tomllib.loads(line))


def _merged(settings: Mapping[str, Any], entry: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**settings, _TABLE: {**settings.get(_TABLE, {}), **entry}}
