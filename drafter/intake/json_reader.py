"""Turn a JSON submission into a Submission, by the same checks as a form's rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema

from drafter.intake.award_row import read_award
from drafter.intake.figure_row import Row, hold_against_parts, read_row
from drafter.intake.figures_sheet import UNKNOWN_INDICATOR, indicator_hint
from drafter.intake.findings import Expected, Findings, Origin, ReadForm, Receipt, something_given
from drafter.intake.form_layout import AwardColumn, FigureColumn
from drafter.intake.form_reader import EMPTY_FORM
from drafter.intake.grid import Cell, clean
from drafter.intake.identity import Marks, check_standing, expected_period, known_unit
from drafter.intake.list_sheets import find_group, find_topic
from drafter.model.award import Award
from drafter.model.figure import Figure
from drafter.model.narrative import Narrative
from drafter.model.problem import ProblemKind, Severity
from drafter.model.submission import Submission

JSON_SHAPE = ProblemKind(
    code="D160",
    severity=Severity.ERROR,
    title="JSON không đúng khuôn của bài nộp",
    what="{found}",
    fix="sửa theo khuôn in ra bởi lệnh «drafter schema submission»",
    request="-",
)
TWICE_IN_JSON = ProblemKind(
    code="D161",
    severity=Severity.ERROR,
    title="Một chỉ tiêu có hai mục trong JSON",
    what="chỉ tiêu {code} có hai mục ({first} và {second}): chưa nhận mục nào",
    fix="giữ lại một mục",
    request="-",
)
KINDS = (JSON_SHAPE, TWICE_IN_JSON)

_Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]
_Value = _Number | str | None


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", str_max_length=20_000)


class _FigureJson(_Part):
    """One figure. A number in the indicator's unit (rates in percent), or text as a person types it."""

    indicator: str = Field(description="Mã chỉ tiêu, ví dụ E02")
    value: _Value = Field(None, description="Thực hiện; tỷ lệ tính bằng phần trăm. Để trống: chưa có số liệu")
    numerator: _Value = Field(None, description="Tử số (số đạt) của tỷ lệ")
    denominator: _Value = Field(None, description="Mẫu số (tổng số) của tỷ lệ")
    target: _Value = Field(None, description="Chỉ tiêu giao")
    previous: _Value = Field(None, description="Giá trị kỳ trước, để đối chiếu")
    note: str = Field("", description="Ghi chú")


class _AwardJson(_Part):
    form: str = Field(description="Mã hình thức, danh hiệu, ví dụ BK_TLD")
    granter: str = Field("", description="Cấp khen; để trống: theo danh mục")
    recipient: str = Field("", description="tập thể hoặc cá nhân")
    count: int | str | None = Field(None, description="Số lượng; có tên thì để trống")
    name: str = Field("", description="Họ tên hoặc tên tập thể")
    title: str = Field("", description="Chức vụ")
    unit: str = Field("", description="Đơn vị")
    note: str = Field("", description="Ghi chú")


class _NarrativeJson(_Part):
    topic: str = Field(description="Nội dung, ví dụ noi_bat, han_che, phuong_huong")
    group: str = Field("", description="Chữ cái của nhóm chỉ tiêu, có thể để trống")
    text: str = Field(description="Một đoạn văn")


class _SubmissionJson(_Part):
    """Số liệu một đơn vị nộp cho một kỳ: cùng nội dung với biểu Excel."""

    version: Literal["1"] = "1"
    unit: str = Field(description="Mã đơn vị trong danh sách của văn phòng")
    period: str = Field(description="Kỳ báo cáo: 2025, 2025-Q1, 2025-H1, 2025-9M, 2025-03, NK2023-2028")
    author: str = Field("", description="Người lập biểu")
    figures: tuple[_FigureJson, ...] = ()
    awards: tuple[_AwardJson, ...] = ()
    narratives: tuple[_NarrativeJson, ...] = ()


_COLUMNS = {
    "value": FigureColumn.ACTUAL,
    "numerator": FigureColumn.NUMERATOR,
    "denominator": FigureColumn.DENOMINATOR,
    "target": FigureColumn.TARGET,
    "previous": FigureColumn.PREVIOUS,
    "note": FigureColumn.NOTE,
}
_AWARD_COLUMNS = {
    "granter": AwardColumn.GRANTER,
    "form": AwardColumn.FORM,
    "recipient": AwardColumn.RECIPIENT,
    "count": AwardColumn.COUNT,
    "name": AwardColumn.NAME,
    "title": AwardColumn.TITLE,
    "unit": AwardColumn.UNIT,
    "note": AwardColumn.NOTE,
}
_MESSAGES = {
    "missing": "thiếu mục này",
    "extra_forbidden": "không có mục tên này trong khuôn",
    "string_type": "cần chữ",
    "string_too_long": "chữ quá dài",
    "int_type": "cần một số nguyên",
    "decimal_type": "cần một số hoặc chữ",
    "decimal_parsing": "cần một số",
    "tuple_type": "cần một danh sách",
    "model_type": "cần một mục trong ngoặc nhọn {}",
    "literal_error": "phiên bản khác với chương trình này",
}
_MOST_SHAPE_PROBLEMS = 20
_UNION_BRANCHES = ("decimal", "str", "constrained-str", "int")


def submission_schema() -> dict[str, Any]:
    """The JSON Schema of a submission."""
    schema = _SubmissionJson.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Bài nộp số liệu"}


def read_submission_json(data: object, receipt: Receipt, expected: Expected) -> ReadForm:
    """Read what the child parsed; decimals come as {"$decimal": digits} so that no digit is lost on the way.

    Cells are named as paths: figures[3].value.
    """
    findings = Findings(receipt.file, json=True)
    try:
        given = _SubmissionJson.model_validate(_restored(data))
    except ValidationError as error:
        faults = {_path(fault["loc"]): fault["type"] for fault in reversed(error.errors(include_url=False))}
        for path, fault in sorted(faults.items())[:_MOST_SHAPE_PROBLEMS]:
            findings.add(JSON_SHAPE, cell=path or "cả tệp", found=_MESSAGES.get(fault, "không đúng kiểu"))
        return findings.result(None, receipt)
    return findings.result(_read(given, receipt, expected, findings), receipt)


def _read(given: _SubmissionJson, receipt: Receipt, expected: Expected, findings: Findings) -> Submission | None:
    marks = Marks(given.unit.strip(), given.period, author=given.author.strip(), marked=True)
    unit = known_unit(marks, expected, findings)
    period = expected_period(marks, expected, findings)
    findings.organisation, findings.period = unit, period
    if unit is None or period is None:
        return None
    check_standing(unit, period, expected, findings)
    origin = Origin(unit, period, receipt, marks.author)
    figures = _figures(given, expected, origin, findings)
    awards = tuple(
        a for index, award in enumerate(given.awards) for a in _award(index, award, expected, origin, findings)
    )
    narratives = _narratives(given, expected, origin, findings)
    by = receipt.submitted_by or marks.author
    submission = Submission(
        unit, period, receipt.file, receipt.digest, receipt.received_at, by, figures, awards, narratives
    )
    if not something_given(submission, expected):
        findings.add(EMPTY_FORM)
        return None
    return submission


def _figures(given: _SubmissionJson, expected: Expected, origin: Origin, findings: Findings) -> tuple[Figure, ...]:
    codes = {indicator.code.casefold(): indicator for indicator in expected.catalogue.indicators}
    found: dict[str, tuple[int, Figure]] = {}
    contested: set[str] = set()
    for index, entry in enumerate(given.figures):
        indicator = codes.get(entry.indicator.strip().casefold())
        if indicator is None:
            hint = indicator_hint(entry.indicator, "", expected.catalogue)
            findings.add(UNKNOWN_INDICATOR, cell=f"figures[{index}]", found=entry.indicator, hint=hint)
            continue
        figure = read_row(indicator, _row(index, entry), origin, findings)
        if figure is None:
            continue
        if indicator.code in found:
            first = f"figures[{found[indicator.code][0]}]"
            told = {"code": indicator.code, "first": first, "second": f"figures[{index}]"}
            findings.add(TWICE_IN_JSON, cell=f"figures[{index}]", **told)
            contested.add(indicator.code)
        found.setdefault(indicator.code, (index, figure))
    kept = {code: figure for code, (_, figure) in found.items() if code not in contested}
    held = (hold_against_parts(f, codes[code.casefold()], kept, findings) for code, f in kept.items())
    return tuple(figure for figure in held if figure is not None)


def _row(index: int, entry: _FigureJson) -> Row:
    cells = {column: cell for name, column in _COLUMNS.items() if (cell := _cell(getattr(entry, name)))}
    places = {column: f"figures[{index}].{name}" for name, column in _COLUMNS.items()}
    return Row("", cells, places, fractions=False)


def _cell(value: Decimal | str | None) -> Cell | None:
    if isinstance(value, Decimal):
        return Cell("n", f"{value:f}")
    text = (value or "").strip()
    return Cell("t", text) if text else None


def _award(index: int, award: _AwardJson, expected: Expected, origin: Origin, findings: Findings) -> tuple[Award, ...]:
    given = {column: str(getattr(award, name) or "").strip() for name, column in _AWARD_COLUMNS.items()}
    places = {column: f"awards[{index}].{name}" for name, column in _AWARD_COLUMNS.items()}
    texts = {column: text for column, text in given.items() if text}
    return read_award(texts, places, "", expected.award_forms, origin, findings)


def _narratives(
    given: _SubmissionJson, expected: Expected, origin: Origin, findings: Findings
) -> tuple[Narrative, ...]:
    narratives: list[Narrative] = []
    for index, entry in enumerate(given.narratives):
        at = f"narratives[{index}]"
        topic = find_topic(entry.topic.strip(), "", f"{at}.topic", findings)
        group = find_group(entry.group.strip(), expected.catalogue.groups, "", f"{at}.group", findings)
        source = origin.source("", f"{at}.text")
        lines = [line.strip() for line in entry.text.split("\n") if line.strip()]
        if topic:
            narratives.extend(Narrative(origin.organisation, origin.period, topic, t, group, source) for t in lines)
    return tuple(narratives)


def _restored(data: object) -> object:
    """The parsed JSON with its decimals as Decimal and its texts clean. The child refuses deep nesting."""
    if isinstance(data, dict):
        if data.keys() == {"$decimal"} and isinstance(digits := data["$decimal"], str):
            return Decimal(digits) if len(digits) < 60 else digits
        return {clean(key): _restored(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_restored(value) for value in data]
    return clean(data) if isinstance(data, str) else data


def _path(steps: tuple[int | str, ...]) -> str:
    """figures[3].value; pydantic's names for the branches of a union are left out."""
    named = [step for step in steps if step not in _UNION_BRANCHES]
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in named).lstrip(".")
