"""A kind's kind.toml: what it says, what is wrong with it, and for which periods it is drafted."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from drafter.documents.kind import KINDS, Figures, Kind, read_kind
from drafter.model.organisation import Level
from drafter.model.period import Period, PeriodType
from drafter.render.shipped import shipped_folder

FILE = "bao-cao-quy/kind.toml"
WHOLE = """
title = "Báo cáo quý"
type_name = "BÁO CÁO"
symbol = "BC"
subject = "Sơ kết hoạt động công đoàn {ky}; | nhiệm vụ {ky_sau}"
periods = ["quy", "thang"]
"""
FIX = (
    "     cách sửa: mở kind.toml bằng Notepad, sửa mục «{}» theo kind.toml của loại văn bản có sẵn (ví dụ bao-cao-nam)"
)


def read(text: str) -> tuple[Kind | None, list[str]]:
    kind, problems = read_kind("bao-cao-quy", tomllib.loads(text), FILE)
    return kind, [str(problem) for problem in problems]


def whole(**changes: str) -> Kind:
    kind, problems = read(WHOLE + "\n".join(f"{field} = {value}" for field, value in changes.items()))
    assert kind is not None, problems
    return kind


def test_what_a_kind_need_not_say() -> None:
    assert whole() == Kind(
        code="bao-cao-quy",
        title="Báo cáo quý",
        type_name="BÁO CÁO",
        symbol="BC",
        subject="Sơ kết hoạt động công đoàn {ky}; | nhiệm vụ {ky_sau}",
        periods=(PeriodType.QUARTER, PeriodType.MONTH),
        required=(),
        addressed_to=(),
        report="report.docx",
        annex="",
        annexes=(),
    )


def test_what_a_kind_may_say() -> None:
    kind = whole(
        required='["A04", "E02"]',
        addressed_to='["Tổng Liên đoàn"]',
        report='"bao-cao.docx"',
        annex='"phu-luc.xlsx"',
        annexes='["don_vi"]',
    )
    assert (kind.required, kind.addressed_to) == (("A04", "E02"), ("Tổng Liên đoàn",))
    assert (kind.report, kind.annex, kind.annexes) == ("bao-cao.docx", "phu-luc.xlsx", ("don_vi",))


def test_what_a_paper_of_another_sort_may_say() -> None:
    kind = whole(
        registers='["de-nghi-khen"]',
        first_recipient='"Như Điều 3"',
        basis='["thi-dua-khen-thuong", "QD-999-TLD"]',
        issuer='"cum-thi-dua"',
        attached_to='"Quyết định"',
        report='""',
        list='"list.docx"',
        each='"nguoi_nhan"',
        figures='"khong"',
        group='"khen-thuong"',
        purpose='"Danh sách kèm theo quyết định"',
        sample='["van-phong-mau", "2025"]',
    )
    assert (kind.registers, kind.first_recipient) == (("de-nghi-khen",), "Như Điều 3")
    assert (kind.basis, kind.issuer) == (("thi-dua-khen-thuong", "QD-999-TLD"), Level.CLUSTER)
    assert (kind.attached_to, kind.files, kind.each) == ("Quyết định", ("list.docx",), "nguoi_nhan")
    assert kind.figures is Figures.NONE
    assert (kind.group, kind.purpose) == ("khen-thuong", "Danh sách kèm theo quyết định")
    assert kind.sample == ("van-phong-mau", "2025")


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ('title2 = ""\nreport = ""', "«report» để trống mà cũng không có list hay annex: không có tệp mẫu nào"),
        ("report = 3", '«report» phải là chữ đặt trong ngoặc kép, ví dụ "…"'),
        ('group = "bao"', "«group» có «bao»; chỉ nhận: bao-cao, nhiem-ky, cum-thi-dua, xep-loai, khen-thuong, khac"),
        (
            'issuer = "to"',
            f"«issuer» có «to»; chỉ nhận: {', '.join(level.value for level in Level)}, dai-hoi",
        ),
    ],
)
def test_an_entry_that_cannot_be_used_is_named(entry: str, found: str) -> None:
    kind, problems = read(WHOLE + entry)
    assert kind is None
    assert [problem.splitlines()[0] for problem in problems] == [f"C201 {FILE}: mục {found}"]


@pytest.mark.parametrize("field", ["title", "type_name", "symbol", "subject", "periods"])
def test_a_field_that_is_missing_is_named(field: str) -> None:
    kind, problems = read("\n".join(line for line in WHOLE.splitlines() if not line.startswith(f"{field} =")))
    assert kind is None
    assert problems == [f"C201 {FILE}: mục «{field}» còn thiếu\n" + FIX.format(field)]


@pytest.mark.parametrize("field", ["periods", "required", "addressed_to", "annexes"])
@pytest.mark.parametrize("value", ['"nam"', "[1, 2]"])
def test_a_list_that_is_none_is_named(field: str, value: str) -> None:
    text = "\n".join(line for line in WHOLE.splitlines() if not line.startswith(f"{field} ="))
    kind, problems = read(f"{text}\n{field} = {value}")
    assert kind is None
    assert problems == [f'C201 {FILE}: mục «{field}» phải là một danh sách chữ, ví dụ ["nam"]\n' + FIX.format(field)]


def test_an_unknown_period_is_named_with_those_there_are() -> None:
    kind, problems = read(WHOLE.replace('"quy"', '"tuan"'))
    assert kind is None
    assert problems == [
        f"C201 {FILE}: mục «periods» có «tuan»; chỉ nhận: 9-thang, nam, nhiem-ky, nua-nam, nua-nhiem-ky, quy, thang\n"
        + FIX.format("periods")
    ]


@pytest.mark.parametrize("subject", ["Sơ kết {nam}", "Sơ kết {}", "Sơ kết {ky"])
def test_a_subject_with_other_fields_is_refused(subject: str) -> None:
    kind, problems = read(WHOLE.replace("Sơ kết hoạt động công đoàn {ky}; | nhiệm vụ {ky_sau}", subject))
    assert kind is None
    assert problems == [
        f"C201 {FILE}: mục «subject» chỉ được dùng {{ky}}, {{ky_sau}} và {{nhiem_ky}} trong ngoặc nhọn\n"
        + FIX.format("subject")
    ]


def test_all_faults_are_told_at_once() -> None:
    _, problems = read('title = "Báo cáo"\nrequired = "A04"\nsubject = "{x}"')
    assert [problem.splitlines()[0].split("mục ")[1].split(" ")[0] for problem in problems] == [
        "«type_name»", "«symbol»", "«periods»", "«required»", "«subject»",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("period", "lines"),
    [
        ("2021-Q1", "Sơ kết hoạt động công đoàn quý I năm 2021; | nhiệm vụ quý II năm 2021"),
        ("2021-Q4", "Sơ kết hoạt động công đoàn quý IV năm 2021; | nhiệm vụ quý I năm 2022"),
        ("2021-12", "Sơ kết hoạt động công đoàn tháng 12 năm 2021; | nhiệm vụ tháng 01 năm 2022"),
    ],
)
def test_the_subject_names_this_period_and_the_next(period: str, lines: str) -> None:
    kind = whole()
    assert kind.subject_lines(Period.parse(period)) == lines
    assert kind.subject_for(Period.parse(period)) == lines.replace(" | ", " ")


@pytest.mark.parametrize(
    ("annexes", "names"),
    [
        ("[]", {}),
        ('["chi_tieu"]', {"chi_tieu": "Phụ lục", "tat_ca": "Phụ lục"}),
        (
            '["don_vi", "chi_tieu"]',
            {"don_vi": "Phụ lục I", "chi_tieu": "Phụ lục II", "tat_ca": "các Phụ lục I, II"},
        ),
    ],
)
def test_annexes_have_roman_numbers_when_there_are_several(annexes: str, names: dict[str, str]) -> None:
    assert whole(annexes=annexes).annex_names() == names


def test_a_kind_refuses_the_periods_it_is_not_for() -> None:
    kind = whole()
    assert kind.accepts(Period.parse("2021-Q1")) is None
    assert str(kind.accepts(Period.parse("2021"))) == (
        "C202 «Báo cáo quý» lập cho quý, tháng, không lập cho năm 2021\n"
        "     cách sửa: chọn kỳ phù hợp, ví dụ --period 2026-Q1"
    )


def test_every_type_of_period_can_be_asked_for_by_its_example() -> None:
    for type_ in PeriodType:
        kind = Kind("x", "X", "BÁO CÁO", "BC", "x", (type_,))
        for other in ("2026-03", "2026-Q1", "2026-H1", "2026-9M", "2025", "NK2023-2028/1", "NK2023-2028"):
            problem = kind.accepts(Period.parse(other))
            if problem is not None:
                example = problem.fix.removeprefix("chọn kỳ phù hợp, ví dụ --period ")
                assert kind.accepts(Period.parse(example)) is None


@pytest.mark.parametrize(
    "folder", [path.parent for path in shipped_folder("templates").glob("*/kind.toml")], ids=lambda p: p.name
)
def test_shipped_kinds_are_whole(folder: Path) -> None:
    kind, problems = read_kind(folder.name, tomllib.loads((folder / "kind.toml").read_text("utf-8")), "kind.toml")
    assert problems == ()
    assert kind is not None
    assert set(kind.files) <= {path.name for path in folder.iterdir()}
    assert kind.group != "khac"
    assert kind.purpose.endswith(".")


def test_problem_codes() -> None:
    assert [kind.code for kind in KINDS] == ["C201", "C202"]


def test_a_kind_may_be_a_paper_of_the_congress_and_name_the_years_of_the_term() -> None:
    congress = {"issuer": '"dai-hoi"', "periods": '["nua-nhiem-ky"]'}
    kind, problems = read(
        "\n".join(line for line in WHOLE.splitlines() if not line.startswith(("periods", "subject")))
        + '\nsubject = "Sơ kết giữa nhiệm kỳ {nhiem_ky}"\n'
        + "\n".join(f"{field} = {value}" for field, value in congress.items())
    )
    assert kind is not None, problems
    assert (kind.congress, kind.issuer) == (True, None)
    assert kind.subject_for(Period.parse("NK2023-2028/1")) == "Sơ kết giữa nhiệm kỳ 2023-2028"
