"""JSON submissions: the same content as a form, by the same checks, figures to the last digit."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from form_samples import EXPECTED, PERIOD, RECEIVED, UNIT, UNIT_NAME, figures_of, read

from drafter.intake.json_reader import submission_schema
from drafter.intake.sandbox import Sandbox
from drafter.model.award import Award, Recipient
from drafter.model.figure import Comparator, Figure, FigureKey, Qualifier, Source
from drafter.model.narrative import Narrative, Topic

WHOLE = """{
  "version": "1", "unit": "CDCS-TTA", "period": "2025", "author": "Lê Thị Mẫu",
  "figures": [
    {"indicator": "A01", "value": 1900, "previous": 1846},
    {"indicator": "a04", "value": "hơn 1.800"},
    {"indicator": "C06", "numerator": 11, "denominator": 12, "target": "trên 95%"},
    {"indicator": "C16b", "value": 82.10, "note": "trước Tết"},
    {"indicator": "C33", "value": "6/6 đơn vị"},
    {"indicator": "G06", "value": 0.1}
  ],
  "awards": [{"form": "BK_TLD", "recipient": "cá nhân", "count": 44}, {"form": "LDTT", "name": "Nguyễn Văn Mẫu"}],
  "narratives": [{"topic": "noi_bat", "group": "D", "text": "Đạt giải Nhất.\\nĐạt giải Nhì."}]
}"""


def source(path: str) -> Source:
    return Source("bài nộp.json", "", path, "Lê Thị Mẫu", RECEIVED)


def test_a_whole_submission(sandbox: Sandbox) -> None:
    result = read(WHOLE.encode(), sandbox, file="bài nộp.json")
    assert result.problems == ()
    submission = result.submission
    assert submission is not None
    assert (submission.organisation, submission.period, submission.submitted_by) == (UNIT, PERIOD, "Lê Thị Mẫu")
    d, keys = Decimal, {code: FigureKey(code, UNIT, PERIOD) for code in ("A01", "A04", "C06", "C16b", "C33", "G06")}
    assert submission.figures == (
        Figure(keys["A01"], d(1900), "người", source=source("figures[0].value"), previous=d(1846)),
        Figure(keys["A04"], d(1800), "người", Qualifier.OVER, source=source("figures[1].value")),
        Figure(
            keys["C06"], None, "%", numerator=d(11), denominator=d(12), target=d(95), comparator=Comparator.MORE_THAN,
            source=source("figures[2].numerator"),
        ),
        Figure(keys["C16b"], d("82.1"), "triệu đồng", note="trước Tết", source=source("figures[3].value")),
        Figure(keys["C33"], d(6), "đơn vị", numerator=d(6), denominator=d(6), source=source("figures[4].value")),
        Figure(keys["G06"], d("0.1"), "triệu đồng", source=source("figures[5].value")),
    )  # fmt: skip
    person = Recipient.INDIVIDUAL
    assert submission.awards == (
        Award(UNIT, PERIOD, "BK_TLD", "TW", person, 44, source=source("awards[0].form")),
        Award(UNIT, PERIOD, "LDTT", "CS", person, 1, "Nguyễn Văn Mẫu", source=source("awards[1].form")),
    )
    assert submission.narratives == tuple(
        Narrative(UNIT, PERIOD, Topic.HIGHLIGHT, text, "D", source("narratives[0].text"))
        for text in ("Đạt giải Nhất.", "Đạt giải Nhì.")
    )


def submission(**parts: object) -> bytes:
    figures = [{"indicator": "A01", "value": 5}]
    return json.dumps({"unit": UNIT, "period": "2025", "figures": figures, **parts}, ensure_ascii=False).encode()


FIX = "sửa theo khuôn in ra bởi lệnh «drafter schema submission»"


@pytest.mark.parametrize(
    ("data", "messages"),
    [
        (submission(figures=[{"value": 5}]), ["D160 s.json, mục figures[0].indicator: thiếu mục này"]),
        (
            submission(figures=[{"indicator": "A01", "value": [1]}], nam=2025),
            [
                "D160 s.json, mục figures[0].value: cần một số hoặc chữ",
                "D160 s.json, mục nam: không có mục tên này trong khuôn",
            ],
        ),
        (b"[1, 2]", ["D160 s.json, mục cả tệp: cần một mục trong ngoặc nhọn {}"]),
        (submission(version="9"), ["D160 s.json, mục version: phiên bản khác với chương trình này"]),
    ],
)  # fmt: skip
def test_json_of_another_shape(sandbox: Sandbox, data: bytes, messages: list[str]) -> None:
    result = read(data, sandbox, file="s.json")
    assert result.submission is None
    assert [str(problem) for problem in result.problems] == [f"{message}\n     cách sửa: {FIX}" for message in messages]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            {"indicator": "E02", "value": 12.5},
            "D106 s.json, mục figures[1].value: dòng E02 đếm người, cần số nguyên, gặp «12,5»",
        ),
        (
            {"indicator": "E99", "value": 1},
            "D112 s.json, mục figures[1]: không có chỉ tiêu «E99» trong danh mục: số liệu dòng này chưa được nhận",
        ),
        (
            {"indicator": "A01", "value": 6},
            "D161 s.json, mục figures[1]: chỉ tiêu A01 có hai mục (figures[0] và figures[1]): chưa nhận mục nào",
        ),
    ],
)
def test_faults_name_the_entry(sandbox: Sandbox, entry: dict[str, object], message: str) -> None:
    figures = [{"indicator": "A01", "value": 5}, {"indicator": "A04", "value": 3}]
    result = read(submission(figures=[figures[0], entry, figures[1]]), sandbox, file="s.json")
    assert [str(problem).splitlines()[0] for problem in result.problems] == [message]
    what = message.partition(": ")[2]
    where = message.partition(" ")[2].partition(": ")[0]
    assert result.problems[0].request == f"Kính đề nghị {UNIT_NAME} sửa tệp {where}: {what}."
    assert figures_of(result)["A04"].value == 3


def test_percents_are_percents_in_json(sandbox: Sandbox) -> None:
    figures = [{"indicator": "C06", "value": 0.95}, {"indicator": "B03", "value": 91.66}]
    found = figures_of(read(submission(figures=figures), sandbox))
    assert (found["C06"].value, found["B03"].value) == (Decimal("0.95"), Decimal("91.66"))


@pytest.mark.parametrize(
    "text", ['{"unit": ', "{'unit': 1}", '{"unit": NaN}', "{" * 5000, '{"a":' * 50 + "1" + "}" * 50]
)
def test_json_that_is_none(sandbox: Sandbox, text: str) -> None:
    [problem] = read(text.encode(), sandbox).problems
    assert (problem.code, problem.what) == ("D141", "không đọc được tệp: nội dung JSON viết sai cú pháp")


def test_names_are_cleaned(sandbox: Sandbox) -> None:
    award = {"form": "LDTT", "name": "Nguyê\u0303n\u0000 Văn\u202e Mẫu\ud800"}
    data = json.dumps({"unit": UNIT, "period": "2025", "awards": [award]}).encode()
    result = read(data, sandbox)
    assert result.submission is not None
    assert result.submission.awards[0].name == "Nguyễn Văn Mẫu"


def test_an_empty_submission_and_an_unknown_unit(sandbox: Sandbox) -> None:
    assert [p.code for p in read(submission(figures=[]), sandbox).problems] == ["D124"]
    assert [p.code for p in read(submission(unit="XYZ"), sandbox).problems] == ["D102"]
    assert [p.code for p in read(submission(period="2024"), sandbox).problems] == ["D103"]
    assert EXPECTED.period == PERIOD


def test_the_schema_names_every_part_and_says_what_each_is() -> None:
    schema = submission_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["unit", "period"]
    assert schema["additionalProperties"] is False
    figure = schema["$defs"]["_FigureJson"]["properties"]
    assert list(figure) == ["indicator", "value", "numerator", "denominator", "target", "previous", "note"]
    assert figure["value"]["anyOf"] == [{"type": "number"}, {"maxLength": 20000, "type": "string"}, {"type": "null"}]
    assert all("description" in field for field in figure.values())
