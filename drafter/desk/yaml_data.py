"""Turn YAML written by hand into values, guessing nothing: what can be read in two ways is asked about.

Plain `true` and `false` are booleans, `null`, `~` and nothing are empty, digits with at most one dot are numbers, exact
as written, `2026-03-01` is a date; everything else is text: 007, 1.500.000, 12:30, 1e3, 01/03/2026. `yes`, `no`, `on`
and `off` are text to one reader and true or false to another, and a paper says something else in each case: refused.
Only events of the parser are used, so no tag makes an object, and what aliases unfold to is counted.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NoReturn

_BOTH_WAYS = frozenset(("yes", "no", "on", "off"))
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_EMPTY = frozenset(("", "~", "null", "Null", "NULL"))
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)?\.[0-9]+(?:[eE][-+]?[0-9]+)?|[-+]?(?:0|[1-9][0-9]*)\.")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOT_A_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)")
_TAGS = {
    f"tag:yaml.org,2002:{name}": name for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
}
_MOST_VALUES = 2_000_000
_DEEPEST = 50
_MERGE = "<<"


class YamlFault(Exception):  # noqa: N818 - what is wrong with a file, told in Vietnamese
    """The text cannot be read; `str()` says where and why."""


class NoYaml(Exception):  # noqa: N818
    """PyYAML is not installed."""


def read_yaml(text: str, number: Callable[[str], object], sound: Callable[[str], str]) -> object:
    """The value of a document; raises YamlFault, NoYaml.

    `number` makes a number of digits with a dot (ValueError for one out of bounds), `sound` cleans texts.
    """
    try:
        yaml = importlib.import_module("yaml")
    except ImportError:
        raise NoYaml from None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Builder(iter(yaml.parse(text, Loader=loader)), number, sound).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"dòng {mark.line + 1}, ký tự thứ {mark.column + 1} " if mark else ""
        raise YamlFault(f"{where}sai cú pháp YAML{_hint(text, mark)}") from None
    except yaml.YAMLError:
        raise YamlFault("có ký tự không dùng được trong tệp YAML") from None


def _hint(text: str, mark: Any) -> str:
    """What most often is wrong at such a place."""
    lines = text.splitlines()
    line = lines[mark.line] if mark is not None and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return " (thụt dòng bằng dấu cách, không dùng phím Tab)"
    if re.search(r":\s.*:\s", line):
        return " (chữ có dấu hai chấm thì đặt trong ngoặc kép)"
    return ""


@dataclass
class _Builder:
    """Values from events; `size` counts every value as often as it is used."""

    events: Iterator[Any]
    number: Callable[[str], object]
    sound: Callable[[str], str]
    size: int = 0
    anchors: dict[str, tuple[object, int]] = field(default_factory=dict)

    def document(self) -> object:
        value: object = None
        begun = False
        for event in self.events:
            name = type(event).__name__
            if name == "DocumentStartEvent":
                if begun:
                    _fail(event, "tệp có nhiều phần ngăn bởi «---», chỉ để lại một phần")
                begun = True
                value = self._value(next(self.events), 0)
        return value

    def _value(self, event: Any, depth: int) -> object:
        if depth > _DEEPEST:
            _fail(event, "các nhóm lồng nhau quá sâu")
        before = self.size
        kind = type(event).__name__
        if kind == "AliasEvent":
            return self._again(event)
        if kind == "ScalarEvent":
            value = self._scalar(event)
        else:
            _tag(event)
            value = self._list(depth) if kind == "SequenceStartEvent" else self._group(depth)
        self._grow(event, 1)
        if event.anchor:
            self.anchors[event.anchor] = value, self.size - before
        return value

    def _grow(self, event: Any, size: int) -> None:
        self.size += size
        if self.size > _MOST_VALUES:
            _fail(event, "các chỗ dùng lại («*») làm dữ liệu phình quá lớn")

    def _again(self, event: Any) -> object:
        if event.anchor not in self.anchors:
            _fail(event, f"dùng lại «*{event.anchor}» khi chưa có «&{event.anchor}» hoàn chỉnh ở trước")
        value, size = self.anchors[event.anchor]
        self._grow(event, size)
        return value

    def _list(self, depth: int) -> list[object]:
        made = []
        while type(event := next(self.events)).__name__ != "SequenceEndEvent":
            made.append(self._value(event, depth + 1))
        return made

    def _group(self, depth: int) -> dict[str, object]:
        made: dict[str, object] = {}
        merged: dict[str, object] = {}
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            if type(event).__name__ != "ScalarEvent":
                _fail(event, "tên của một giá trị phải là chữ")
            name = self.sound(event.value)
            value = self._value(next(self.events), depth + 1)
            if name == _MERGE and event.implicit[0]:
                merged = {**self._merged(event, value), **merged}
                continue
            if name in made:
                _fail(event, f"tên «{name}» ghi hai lần trong một nhóm")
            made[name] = value
        return {**merged, **made}

    def _merged(self, event: Any, value: object) -> dict[str, object]:
        made: dict[str, object] = {}
        for group in reversed(value if isinstance(value, list) else [value]):
            if not isinstance(group, Mapping):
                _fail(event, "sau «<<:» phải là một nhóm giá trị")
            made.update(group)
        return made

    def _scalar(self, event: Any) -> object:
        text, tag = event.value, _tag(event)
        if tag == "str" or (tag is None and not event.implicit[0]):
            return self.sound(text)
        try:
            value = self._plain(event, text)
        except ValueError:
            _fail(event, f"«{text[:40]}» không phải một ngày có thật, hoặc là số quá lớn")
        if tag is not None and not _fits(value, tag):
            _fail(event, f"«{text[:40]}» không phải kiểu «!!{tag}»")
        return value

    def _plain(self, event: Any, text: str) -> object:
        """The value of text without quotes."""
        if text in _EMPTY:
            return None
        if text in _BOOLEANS:
            return _BOOLEANS[text]
        if text.lower() in _BOTH_WAYS:
            _fail(
                event,
                f'«{text}» hiểu được hai cách: nếu là đúng/sai thì viết true, false; nếu là chữ thì viết "{text}"',
            )
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return self.number(text)
        if _NOT_A_NUMBER.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text) if _DAY.fullmatch(text) else self.sound(text)


def _fits(value: object, tag: str) -> bool:
    if tag in ("int", "float"):
        return (
            not isinstance(value, (bool, str, date))
            and value is not None
            and (tag == "float" or isinstance(value, int))
        )
    wanted: dict[str, Callable[[object], bool]] = {
        "bool": lambda found: isinstance(found, bool),
        "null": lambda found: found is None,
        "timestamp": lambda found: isinstance(found, date),
    }
    return tag in wanted and wanted[tag](value)


def _tag(event: Any) -> str | None:
    """The kind that the writer asked for (`!!str`), None when none was asked for."""
    if event.tag is None:
        return None
    if event.tag == "!":
        return "str"
    if event.tag not in _TAGS:
        _fail(event, f"không dùng được kiểu «{event.tag.replace('tag:yaml.org,2002:', '!!')[:40]}»")
    return _TAGS[event.tag]


def _fail(event: Any, why: str) -> NoReturn:
    mark = event.start_mark
    raise YamlFault(f"dòng {mark.line + 1}, ký tự thứ {mark.column + 1}: {why}")
