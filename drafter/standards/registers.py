"""Turn the shipped descriptions of registers and an office's own into register forms: which columns a register has.

A register (sổ) is a list of rows that are no indicator figures: nominations, ballots, grades. Each is one file in
`data/registers/`, data and no code; what a row then means is the business of the rules that read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from drafter.model.period import PeriodType
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.standards.data_files import shipped

BAD_REGISTER = ProblemKind(
    code="C141",
    severity=Severity.ERROR,
    title="Một sổ khai thiếu hoặc sai một mục",
    what="mục «{field}» {found}",
    fix="mở tệp bằng Notepad, sửa mục «{field}» theo một sổ có sẵn (ví dụ bo-phieu)",
)
KINDS = (BAD_REGISTER,)


class ColumnKind(StrEnum):
    """What a cell of a column may hold, and so how it is read."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    UNIT = "unit"
    INDICATOR = "indicator"
    AWARD_FORM = "award_form"
    RECIPIENT = "recipient"


class Filler(StrEnum):
    """Who fills a register in: each unit its own file, or the office one file for all."""

    UNITS = "units"
    OFFICE = "office"


class Prefill(StrEnum):
    """What stands in a form before it is filled: a row for each unit, or the keys of the rows of the period before."""

    NOTHING = ""
    UNITS = "units"
    PREVIOUS = "previous"


@dataclass(frozen=True)
class RegisterColumn:
    """One column. A stored value is a str, Decimal, date or bool, as `kind` says:

    text, choice (its code), unit, indicator and award_form (their codes), recipient («tập thể», «cá nhân»): str;
    whole, number, money (in `unit`), percent (85 for 85 %): Decimal; date: date; yes_no: bool.
    `choices` gives each code its words. `unit` is what is counted, and may stand behind the number. With `year` a date
    may also be a bare year or a month («2019», «5/2019»), stored as the text that was typed. `note` helps who fills in.
    """

    code: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    width: float = 16
    synonyms: tuple[str, ...] = ()
    note: str = ""
    unit: str = ""
    year: bool = False


@dataclass(frozen=True)
class RegisterForm:
    """One register: its columns in the order of the form.

    `key` are the columns that tell two rows apart; two rows alike in all of them are asked about. `periods` are the
    types of period it is kept for, empty for any. Rows of a `lasting` register hold for every period within the one it
    is kept for: the members of a cluster, the targets of a term. `sheet` names the sheet, `rows` is how many empty rows
    a form has.
    """

    code: str
    title: str
    sheet: str
    columns: tuple[RegisterColumn, ...]
    guide: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    periods: tuple[PeriodType, ...] = ()
    filled_by: Filler = Filler.OFFICE
    prefill: Prefill = Prefill.NOTHING
    lasting: bool = False
    rows: int = 40
    unverified: bool = False
    source: str = ""

    @cached_property
    def by_code(self) -> Mapping[str, RegisterColumn]:
        """The columns by code."""
        return MappingProxyType({column.code: column for column in self.columns})

    def of_kind(self, kind: ColumnKind) -> tuple[RegisterColumn, ...]:
        """The columns of that kind."""
        return tuple(column for column in self.columns if column.kind is kind)


@dataclass(frozen=True)
class Registers:
    """All registers by code, and what was wrong with the office's own files (a faulty one changes nothing)."""

    forms: Mapping[str, RegisterForm]
    problems: tuple[Problem, ...] = ()

    def get(self, code: str) -> RegisterForm | None:
        """The register of that code; None for an unknown one."""
        return self.forms.get(code)


def load_registers(own: Mapping[str, Mapping[str, object]] | None = None) -> Registers:
    """The shipped registers with an office's own files (parsed, by file name) laid over them.

    An own file says only what differs: `[[column]]` changes a column by its code or stands after the others.
    """
    entries: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for file, data in {**_shipped_files(), **(own or {})}.items():
        code = str(data.get("code", "") or file.rpartition("/")[2].removesuffix(".toml"))
        entry = _laid_over(entries.get(code, {}), {**data, "code": code})
        found = faults_of(entry, file)
        problems.extend(found)
        if not found:
            entries[code] = entry
    return Registers(MappingProxyType({code: _form(entry) for code, entry in entries.items()}), tuple(problems))


@cache
def shipped_registers() -> Registers:
    """The registers that come with the program."""
    return load_registers()


def register_codes() -> tuple[str, ...]:
    """The codes of the shipped registers."""
    return tuple(shipped_registers().forms)


def register_form(code: str) -> RegisterForm:
    """The shipped register of that code. Raises KeyError."""
    return shipped_registers().forms[code]


def faults_of(entry: Mapping[str, object], file: str) -> tuple[Problem, ...]:
    """What is wrong with a register's whole entry, its parsed file."""
    return tuple(_faults(entry, Place(file=file)))


@cache
def _shipped_files() -> Mapping[str, Mapping[str, Any]]:
    names = (entry.name for entry in (files("drafter.standards") / "data" / "registers").iterdir())
    return {name: shipped(f"registers/{name}") for name in sorted(names) if name.endswith(".toml")}


def _laid_over(entry: Mapping[str, Any], own: Mapping[str, Any]) -> Mapping[str, Any]:
    columns: dict[object, Any] = {column["code"]: column for column in entry.get("column", ())}
    given = own.get("column", [])
    for column in given if isinstance(given, list) else [given]:
        code = column.get("code", len(columns)) if isinstance(column, Mapping) else len(columns)
        columns[code] = {**columns.get(code, {}), **column} if isinstance(column, Mapping) else column
    return {**entry, **own, "column": list(columns.values())}


def _form(entry: Mapping[str, Any]) -> RegisterForm:
    return RegisterForm(
        code=entry["code"],
        title=entry["title"],
        sheet=entry.get("sheet", entry["title"])[:_LONGEST_SHEET],
        columns=tuple(_column(column) for column in entry["column"]),
        guide=tuple(entry.get("guide", ())),
        key=tuple(entry.get("key", ())),
        periods=tuple(PeriodType(name) for name in entry.get("periods", ())),
        filled_by=Filler(entry.get("filled_by", Filler.OFFICE)),
        prefill=Prefill(entry.get("prefill", Prefill.NOTHING)),
        lasting=entry.get("lasting", False),
        rows=entry.get("rows", 40),
        unverified=entry.get("unverified", False),
        source=entry.get("source", ""),
    )


def _column(entry: Mapping[str, Any]) -> RegisterColumn:
    choices = entry.get("choices", {})
    return RegisterColumn(
        code=entry["code"],
        title=entry["title"],
        kind=ColumnKind(entry.get("kind", ColumnKind.TEXT)),
        required=entry.get("required", False),
        choices=dict(choices) if isinstance(choices, Mapping) else {words: words for words in choices},
        width=float(entry.get("width", 16)),
        synonyms=tuple(entry.get("synonyms", ())),
        note=entry.get("note", ""),
        unit=entry.get("unit", ""),
        year=entry.get("year", False),
    )


_LONGEST_SHEET = 31
_MOST_ROWS = 5000
_FIELDS: Mapping[str, type | tuple[type, ...]] = {
    "code": str, "title": str, "sheet": str, "guide": list, "key": list, "periods": list, "filled_by": str,
    "prefill": str, "lasting": bool, "rows": int, "unverified": bool, "source": str, "column": list,
}  # fmt: skip
_COLUMN_FIELDS: Mapping[str, type | tuple[type, ...]] = {
    "code": str, "title": str, "kind": str, "required": bool, "choices": (list, Mapping), "width": (int, float),
    "synonyms": list, "note": str, "unit": str, "year": bool,
}  # fmt: skip
_WORDS: Mapping[type | tuple[type, ...], str] = {
    str: "phải là chữ trong ngoặc kép",
    bool: "phải là true hoặc false",
    int: "phải là số nguyên",
    list: 'phải là một danh sách, ví dụ ["nam"]',
    (int, float): "phải là số",
    (list, Mapping): 'phải là danh sách, ví dụ ["Có", "Không"]',
}


def _faults(entry: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    yield from _wrong_fields(entry, _FIELDS, ("code", "title", "column"), "", place)
    columns = entry.get("column", [])
    columns = columns if isinstance(columns, list) else []
    codes = [column.get("code") for column in columns if isinstance(column, Mapping)]
    for number, column in enumerate(columns, 1):
        if isinstance(column, Mapping):
            yield from _column_faults(column, f"column {column.get('code', number)}: ", place)
        else:
            yield BAD_REGISTER.at(place, field="column", found="phải viết thành các mục [[column]]")
    for field_, known in (
        ("key", codes),
        ("periods", [type_.value for type_ in PeriodType]),
    ):
        given = entry.get(field_, [])
        for unknown in (name for name in given if name not in known) if isinstance(given, list) else ():
            yield BAD_REGISTER.at(place, field=field_, found=f"có «{unknown}»; chỉ nhận: {', '.join(map(str, known))}")
    yield from _wrong_choice(entry, "filled_by", [who.value for who in Filler], "", place)
    yield from _wrong_choice(entry, "prefill", [what.value for what in Prefill], "", place)
    rows = entry.get("rows", 40)
    if isinstance(rows, int) and not 1 <= rows <= _MOST_ROWS:
        yield BAD_REGISTER.at(place, field="rows", found=f"là {rows}; chỉ nhận từ 1 đến {_MOST_ROWS}")
    if repeated := sorted({str(code) for code in codes if codes.count(code) > 1}):
        yield BAD_REGISTER.at(place, field="column", found=f"khai «{repeated[0]}» hai lần")


def _column_faults(column: Mapping[str, Any], of: str, place: Place) -> Iterator[Problem]:
    yield from _wrong_fields(column, _COLUMN_FIELDS, ("code", "title"), of, place)
    yield from _wrong_choice(column, "kind", [kind.value for kind in ColumnKind], of, place)
    kind, choices = column.get("kind", "text"), column.get("choices")
    if (kind == ColumnKind.CHOICE) != bool(choices):
        found = "còn thiếu" if kind == ColumnKind.CHOICE else 'chỉ dùng với kind = "choice"'
        yield BAD_REGISTER.at(place, field=f"{of}choices", found=found)
    if kind == ColumnKind.MONEY and not column.get("unit"):
        yield BAD_REGISTER.at(place, field=f"{of}unit", found="còn thiếu: cột tiền phải ghi đơn vị, ví dụ «triệu đồng»")


def _wrong_fields(
    entry: Mapping[str, Any], fields: Mapping[str, Any], needed: tuple[str, ...], of: str, place: Place
) -> Iterator[Problem]:
    for name in entry:
        if name not in fields:
            yield BAD_REGISTER.at(place, field=f"{of}{name}", found="không có trong khuôn của sổ")
    for name in needed:
        if not entry.get(name):
            yield BAD_REGISTER.at(place, field=f"{of}{name}", found="còn thiếu")
    for name, expected in fields.items():
        value = entry.get(name)
        mistaken = expected in (int, (int, float)) and isinstance(value, bool)
        if value is not None and (mistaken or not isinstance(value, expected)):
            yield BAD_REGISTER.at(place, field=f"{of}{name}", found=f"là «{value}», {_WORDS[expected]}")
        elif expected is list and name != "column" and not all(isinstance(item, str) for item in value or ()):
            yield BAD_REGISTER.at(place, field=f"{of}{name}", found="phải là một danh sách chữ")


def _wrong_choice(entry: Mapping[str, Any], name: str, known: list[str], of: str, place: Place) -> Iterator[Problem]:
    if isinstance(entry.get(name), str) and entry[name] not in known:
        named = ", ".join(word or '""' for word in known)
        yield BAD_REGISTER.at(place, field=f"{of}{name}", found=f"là «{entry[name]}»; chỉ nhận: {named}")
