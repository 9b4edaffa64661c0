"""Turn one entry of an indicators.toml into an Indicator, or say what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum

from drafter.model.figure import Comparator
from drafter.model.indicator import Aggregate, Indicator, Kind, ValueType
from drafter.model.problem import Place, Problem, ProblemKind, Severity

UNKNOWN_FIELD = ProblemKind(
    code="C101",
    severity=Severity.ERROR,
    title="Chỉ tiêu có một mục mà danh mục không biết",
    what="không có mục «{field}»{hint}",
    fix="sửa tên mục theo phần chú thích ở đầu tệp indicators.toml, hoặc xóa dòng đó",
)
MISSING_FIELD = ProblemKind(
    code="C102",
    severity=Severity.ERROR,
    title="Chỉ tiêu mới thiếu một mục bắt buộc",
    what="còn thiếu mục «{field}»",
    fix="thêm dòng {field} = … ; chỉ tiêu mới phải có code, name, unit và slot",
)
WRONG_TYPE = ProblemKind(
    code="C103",
    severity=Severity.ERROR,
    title="Một mục của chỉ tiêu sai kiểu",
    what="mục «{field}» phải là {expected}, gặp «{found}»",
    fix="sửa giá trị của mục «{field}», ví dụ {field} = {example}",
)
NOT_A_CHOICE = ProblemKind(
    code="C104",
    severity=Severity.ERROR,
    title="Một mục của chỉ tiêu nhận giá trị không có trong danh sách",
    what="mục «{field}» chỉ nhận {choices}; gặp «{found}»",
    fix="chọn một trong các giá trị ấy",
)
BAD_NAME = ProblemKind(
    code="C105",
    severity=Severity.ERROR,
    title="Mã hoặc tên trong mẫu của chỉ tiêu viết không đúng dạng",
    what="mục «{field}» phải {expected}; gặp «{found}»",
    fix='viết lại, ví dụ {field} = "{example}"',
)
UNPAIRED = ProblemKind(
    code="C106",
    severity=Severity.ERROR,
    title="Chỉ tiêu tính lại thiếu một nửa cách tính",
    what="có mục «{given}» mà thiếu mục «{field}»",
    fix="thêm mục «{field}» (mã của một chỉ tiêu), hoặc bỏ «{given}»",
)
KINDS = (UNKNOWN_FIELD, MISSING_FIELD, WRONG_TYPE, NOT_A_CHOICE, BAD_NAME, UNPAIRED)

REFERENCES = ("numerator", "denominator", "weight", "per_unit_of")
REFERENCE_LISTS = ("parts", "within", "inflow", "outflow")

_TEXTS = ("code", "row", "group", "name", "short_name", "unit", "noun", "slot", "seen_in", *REFERENCES)
_FLAGS = ("has_target", "parts_complete", "unverified", "upper_only", "core")
_CHOICES: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "aggregate": Aggregate,
    "value_type": ValueType,
    "comparator": Comparator,
}
FIELDS = (*_TEXTS, *_FLAGS, *_CHOICES, *REFERENCE_LISTS, "decimals")
_REQUIRED = ("name", "unit", "slot")  # an entry without a code is refused before it gets here

_CODE = re.compile(r"[A-Z]{1,3}[0-9]{1,3}[a-z]?")
_SLOT = re.compile(r"[a-z][a-z0-9_]*")
_TYPE_OF_UNIT = {"%": ValueType.PERCENT, "triệu đồng": ValueType.MONEY}
_AGGREGATE_OF_KIND = {Kind.RATE: Aggregate.RECOMPUTE, Kind.DERIVED: Aggregate.COUNT}


def faults(entry: Mapping[str, object], place: Place) -> Iterator[Problem]:
    """What is wrong with an entry by itself; what it refers to is checked when all entries are known."""
    for field in entry:
        if field not in FIELDS:
            near = get_close_matches(field, FIELDS, 1, cutoff=0.7)
            yield UNKNOWN_FIELD.at(place, field=field, hint=f"; có phải là «{near[0]}»?" if near else "")
    for field in _REQUIRED:
        if not entry.get(field):
            yield MISSING_FIELD.at(place, field=field)
    wrong = tuple(_wrong_types(entry, place))
    yield from wrong or _wrong_values(entry, place)


def read(entry: Mapping[str, object]) -> Indicator:
    """The indicator of an entry that has no faults. What is not given follows from unit, kind and code."""
    code, unit = str(entry["code"]), str(entry["unit"])
    kind = Kind(str(entry.get("kind", Kind.FLOW)))
    return Indicator(
        code=code,
        row=str(entry.get("row") or code),
        group=str(entry.get("group") or code[0]),
        name=str(entry["name"]),
        unit=unit,
        value_type=ValueType(str(entry.get("value_type") or _TYPE_OF_UNIT.get(unit, ValueType.COUNT))),
        kind=kind,
        aggregate=Aggregate(str(entry.get("aggregate") or _AGGREGATE_OF_KIND.get(kind, Aggregate.SUM))),
        slot=str(entry["slot"]),
        noun=str(entry.get("noun", "")),
        has_target=bool(entry.get("has_target", False)),
        comparator=Comparator(str(entry.get("comparator", Comparator.AT_LEAST))),
        numerator=str(entry.get("numerator", "")),
        denominator=str(entry.get("denominator", "")),
        weight=str(entry.get("weight", "")),
        parts=_codes(entry.get("parts")),
        parts_complete=bool(entry.get("parts_complete", False)),
        per_unit_of=str(entry.get("per_unit_of", "")),
        inflow=_codes(entry.get("inflow")),
        outflow=_codes(entry.get("outflow")),
        decimals=_whole(entry.get("decimals")),
        short_name=str(entry.get("short_name", "")),
        seen_in=str(entry.get("seen_in", "")),
        unverified=bool(entry.get("unverified", True)),
        within=_codes(entry.get("within")),
        upper_only=bool(entry.get("upper_only", False)),
        core=bool(entry.get("core", False)),
    )


def _wrong_types(entry: Mapping[str, object], place: Place) -> Iterator[Problem]:
    for field, value in entry.items():
        expected, example, fits = _expectation(field, value)
        if not fits:
            yield WRONG_TYPE.at(place, field=field, expected=expected, found=value, example=example)


def _expectation(field: str, value: object) -> tuple[str, str, bool]:
    """What a field takes in words, an example of it, and whether `value` is that."""
    if field in _FLAGS:
        return "true hoặc false", "true", isinstance(value, bool)
    if field == "decimals":
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 6
        return "một số nguyên từ 0 đến 6", "2", fits
    if field in REFERENCE_LISTS:
        fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return "một danh sách mã chỉ tiêu", '["E01", "E02"]', fits
    return "chữ trong ngoặc kép", '"…"', field not in FIELDS or isinstance(value, str)


def _wrong_values(entry: Mapping[str, object], place: Place) -> Iterator[Problem]:
    for field, choices in _CHOICES.items():
        names = [choice.value for choice in choices]
        if field in entry and entry[field] not in names:
            yield NOT_A_CHOICE.at(place, field=field, choices=", ".join(names), found=entry[field])
    if not _CODE.fullmatch(str(entry["code"])):
        expected = "là chữ cái hoa và số, thêm một chữ cái thường khi là dòng con"
        yield BAD_NAME.at(place, field="code", expected=expected, found=entry["code"], example="C35a")
    if entry.get("slot") and not _SLOT.fullmatch(str(entry["slot"])):
        expected = "viết không dấu, chữ thường, nối bằng gạch dưới"
        yield BAD_NAME.at(place, field="slot", expected=expected, found=entry["slot"], example="qua_tet_so_suat")
    yield from _half_given(entry, place)


def _half_given(entry: Mapping[str, object], place: Place) -> Iterator[Problem]:
    for given, field in (("numerator", "denominator"), ("denominator", "numerator")):
        if entry.get(given) and not entry.get(field):
            yield UNPAIRED.at(place, given=given, field=field)
    if entry.get("aggregate") == Aggregate.WEIGHTED and not entry.get("weight"):
        yield UNPAIRED.at(place, given="aggregate", field="weight")


def _codes(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
