"""Turn the shipped list of indicators and an office's own entries into one catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType

from drafter.model.indicator import Indicator
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.standards.data_files import shipped
from drafter.standards.indicator_entry import REFERENCE_LISTS, REFERENCES, faults, read

UNKNOWN_REFERENCE = ProblemKind(
    code="C111",
    severity=Severity.ERROR,
    title="Chỉ tiêu nhắc tới một mã không có trong danh mục",
    what="mục «{field}» nhắc tới «{found}», không phải một {expected} khác trong danh mục",
    fix="sửa thành một mã có trong danh mục, hoặc thêm mục cho «{found}»",
)
DUPLICATE_SLOT = ProblemKind(
    code="C112",
    severity=Severity.ERROR,
    title="Hai chỉ tiêu trùng tên trong mẫu",
    what="slot «{slot}» đã là của chỉ tiêu {other}",
    fix="đặt cho chỉ tiêu này một slot khác",
)
DUPLICATE_CODE = ProblemKind(
    code="C113",
    severity=Severity.ERROR,
    title="Một mã được khai hai lần",
    what="mã «{code}» được khai hai lần trong cùng tệp",
    fix="giữ lại một mục, xóa hoặc đổi mã mục kia",
)
HEADING_CODE = ProblemKind(
    code="C114",
    severity=Severity.ERROR,
    title="Khai số liệu cho một dòng đã tách",
    what="«{code}» đã tách thành {leaves}, không có số liệu riêng",
    fix="khai cho từng dòng con, hoặc dùng một mã mới",
)
UNKNOWN_GROUP = ProblemKind(
    code="C115",
    severity=Severity.ERROR,
    title="Chỉ tiêu thuộc một nhóm không có",
    what="không có nhóm «{group}»; các nhóm: {groups}",
    fix='dùng một nhóm có sẵn, hoặc thêm [groups] {group} = "tên nhóm"',
)
BAD_SHAPE = ProblemKind(
    code="C116",
    severity=Severity.ERROR,
    title="indicators.toml không đúng khuôn",
    what="{found}",
    fix="chép một mục [[indicator]] từ danh mục có sẵn rồi sửa, giữ nguyên dòng code",
)
KINDS = (UNKNOWN_REFERENCE, DUPLICATE_SLOT, DUPLICATE_CODE, HEADING_CODE, UNKNOWN_GROUP, BAD_SHAPE)

Entry = Mapping[str, object]


@dataclass(frozen=True)
class Row:
    """One row of the catalogue as the union counts them. `leaves` are the codes of its indicators, at least one.

    A row that was split has a name of its own and leaves under it; one that was not is its own only leaf.
    """

    code: str
    name: str
    group: str
    leaves: tuple[str, ...]
    seen_in: str = ""

    @property
    def split(self) -> bool:
        """Whether the row is a heading without a figure of its own."""
        return self.code not in self.leaves


@dataclass(frozen=True)
class Catalogue:
    """All indicators in the order of forms and annexes.

    `groups` gives each letter its heading. `problems` tell what was wrong with the office's own entries: those are
    left out, and a shipped indicator that one of them meant to change stays as shipped.
    """

    indicators: tuple[Indicator, ...]
    rows: tuple[Row, ...]
    groups: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    def get(self, code: str) -> Indicator | None:
        """The indicator of that code; None for an unknown code and for a row that was split."""
        return self.by_code.get(code)

    def row(self, code: str) -> Row | None:
        """The row of that code, split or not."""
        return next((row for row in self.rows if row.code == code), None)

    def in_group(self, group: str) -> tuple[Indicator, ...]:
        """The indicators of a group, in order."""
        return tuple(indicator for indicator in self.indicators if indicator.group == group)

    def behind(self, code: str) -> tuple[Indicator, ...]:
        """The indicator and all that it is worked out of: numerator, denominator, weight, and theirs."""
        found, seen = {code}, set[str]()
        while fresh := found - seen:
            seen |= fresh
            known = [one for each in fresh if (one := self.get(each)) is not None]
            found |= {part for one in known for part in (one.numerator, one.denominator, one.weight) if part}
        return tuple(one for one in self.indicators if one.code in found)

    @cached_property
    def by_code(self) -> Mapping[str, Indicator]:
        """The indicators by code."""
        return MappingProxyType({indicator.code: indicator for indicator in self.indicators})

    @cached_property
    def by_slot(self) -> Mapping[str, Indicator]:
        """The indicators by their name in templates."""
        return MappingProxyType({indicator.slot: indicator for indicator in self.indicators})


def load_catalogue(overrides: Mapping[str, object] | None = None, file: str = "indicators.toml") -> Catalogue:
    """The shipped catalogue, with an office's entries added to it or changing it by code.

    `overrides` is a parsed indicators.toml of the same form as the shipped one: `groups`, `heading`, `indicator`; an
    entry with a known code need hold only what changes. `file` is what problems call it.
    """
    base, headings, groups = _shipped()
    if not overrides:
        return _catalogue(map(read, base.values()), headings, groups, ())
    place = Place(file=file)
    problems: list[Problem] = []
    own_groups = overrides.get("groups", {})
    if isinstance(own_groups, Mapping):
        groups = {**groups, **{str(letter): str(title) for letter, title in own_groups.items()}}
    else:
        problems.append(BAD_SHAPE.at(place, found="[groups] phải là bảng chữ cái = tên nhóm"))
    headings = {**headings, **_headings(_tables(overrides, "heading", place, problems))}
    own = _own_entries(_tables(overrides, "indicator", place, problems), base, place, problems)
    own = _fitting(own, base, headings, groups, place, problems)
    indicators = _placed([read(entry) for entry in {**base, **own}.values()], base)
    return _catalogue(indicators, headings, groups, tuple(problems))


@cache
def _shipped() -> tuple[Mapping[str, Entry], Mapping[str, Entry], Mapping[str, str]]:
    """The shipped entries and headings by code, and the groups."""
    data = shipped("indicators.toml")
    return {entry["code"]: entry for entry in data["indicator"]}, _headings(data["heading"]), data["groups"]


def _headings(entries: Iterable[Entry]) -> dict[str, Entry]:
    return {str(entry["code"]): entry for entry in entries if "code" in entry and "name" in entry}


def _tables(data: Mapping[str, object], name: str, place: Place, problems: list[Problem]) -> list[Entry]:
    """The [[name]] tables that have a code; a problem for each that has none."""
    given = data.get(name, [])
    if not isinstance(given, list) or not all(isinstance(entry, Mapping) for entry in given):
        problems.append(BAD_SHAPE.at(place, found=f"phải viết [[{name}]] trên đầu mỗi mục"))
        return []
    for number, entry in enumerate(given, 1):
        if not isinstance(entry.get("code"), str):
            problems.append(BAD_SHAPE.at(place, found=f"mục [[{name}]] thứ {number} thiếu dòng code"))
    return [entry for entry in given if isinstance(entry.get("code"), str)]


def _own_entries(
    entries: Sequence[Entry], base: Mapping[str, Entry], place: Place, problems: list[Problem]
) -> dict[str, Entry]:
    """The office's entries laid over the shipped ones, without those that are wrong by themselves."""
    own: dict[str, Entry] = {}
    for entry in entries:
        code = str(entry["code"])
        where = _at(place, code)
        whole = _laid_over(base.get(code, {}), entry)
        found = [DUPLICATE_CODE.at(where, code=code)] if code in own else list(faults(whole, where))
        problems.extend(found)
        if not found:
            own[code] = whole
    return own


def _laid_over(old: Entry, new: Entry) -> Entry:
    """A changed kind or unit takes back what was only chosen for the old one."""
    follows = {"kind": "aggregate", "unit": "value_type"}
    dropped = {field for cause, field in follows.items() if cause in new and field not in new}
    return {**{field: value for field, value in old.items() if field not in dropped}, **new}


def _fitting(
    own: dict[str, Entry],
    base: Mapping[str, Entry],
    headings: Mapping[str, Entry],
    groups: Mapping[str, str],
    place: Place,
    problems: list[Problem],
) -> dict[str, Entry]:
    """The office's entries that fit together; leaving one out may leave another without what it refers to."""
    while True:
        everything = {**base, **own}
        wrong = {
            code: found
            for code, entry in own.items()
            if (found := list(_misfits(entry, everything, headings, groups, _at(place, code))))
        }
        problems.extend(problem for found in wrong.values() for problem in found)
        if not wrong:
            return own
        own = {code: entry for code, entry in own.items() if code not in wrong}


def _misfits(
    entry: Entry,
    everything: Mapping[str, Entry],
    headings: Mapping[str, Entry],
    groups: Mapping[str, str],
    place: Place,
) -> Iterator[Problem]:
    indicator = read(entry)
    if indicator.code in headings:
        leaves = [str(code) for code, other in everything.items() if other.get("row") == indicator.code]
        yield HEADING_CODE.at(place, code=indicator.code, leaves=", ".join(leaves))
    if indicator.group not in groups:
        yield UNKNOWN_GROUP.at(place, group=indicator.group, groups=", ".join(groups))
    if indicator.row not in everything and indicator.row not in headings:
        yield UNKNOWN_REFERENCE.at(place, field="row", found=indicator.row, expected="dòng")
    for field, code in _references(indicator):
        if code == indicator.code or code not in everything:
            yield UNKNOWN_REFERENCE.at(place, field=field, found=code, expected="chỉ tiêu")
    for code, other in everything.items():
        if code != indicator.code and other["slot"] == indicator.slot:
            yield DUPLICATE_SLOT.at(place, slot=indicator.slot, other=code)


def _references(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Every code an indicator names, with the field it stands in."""
    for field in REFERENCES:
        if code := getattr(indicator, field):
            yield field, code
    for field in REFERENCE_LISTS:
        yield from ((field, code) for code in getattr(indicator, field))


def _placed(indicators: Sequence[Indicator], base: Mapping[str, Entry]) -> list[Indicator]:
    """New indicators stand after the last one of their row, or else of their group."""
    placed = [indicator for indicator in indicators if indicator.code in base]
    for new in indicators:
        if new.code not in base:
            ends = [i for i, other in enumerate(placed, 1) if other.row == new.row]
            ends = ends or [i for i, other in enumerate(placed, 1) if other.group == new.group]
            placed.insert(ends[-1] if ends else len(placed), new)
    return placed


def _catalogue(
    indicators: Iterable[Indicator],
    headings: Mapping[str, Entry],
    groups: Mapping[str, str],
    problems: tuple[Problem, ...],
) -> Catalogue:
    indicators = tuple(indicators)
    leaves: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        leaves.setdefault(indicator.row, []).append(indicator)
    rows = tuple(_row(code, found, headings.get(code)) for code, found in leaves.items())
    return Catalogue(indicators, rows, MappingProxyType(dict(groups)), problems)


def _row(code: str, leaves: Sequence[Indicator], heading: Entry | None) -> Row:
    first = leaves[0]
    name = str(heading["name"]) if heading else first.name
    seen_in = str(heading.get("seen_in", "")) if heading else first.seen_in
    return Row(code, name, first.group, tuple(leaf.code for leaf in leaves), seen_in)


def _at(place: Place, code: str) -> Place:
    return Place(file=place.file, text=f"chỉ tiêu {code}")
