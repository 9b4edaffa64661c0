"""Registers: every shipped file is whole, and an office's own file changes only what it names."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from drafter.model.period import PeriodType
from drafter.standards.data_files import shipped
from drafter.standards.registers import (
    ColumnKind,
    Filler,
    faults_of,
    load_registers,
    register_codes,
    register_form,
    shipped_registers,
)
from drafter.wording.fold import fold


@pytest.mark.parametrize("code", register_codes())
def test_a_shipped_register_is_without_fault(code: str) -> None:
    assert faults_of(shipped(f"registers/{code}.toml"), code) == ()
    assert register_form(code).code == code  # the file bears the register's code


def test_no_shipped_file_is_left_out() -> None:
    assert shipped_registers().problems == ()
    assert "bo-phieu" in register_codes()


@pytest.mark.parametrize("code", register_codes())
def test_no_two_columns_answer_to_one_title(code: str) -> None:
    form = register_form(code)
    titles = Counter(name for c in form.columns for name in {fold(title) for title in (c.title, *c.synonyms)})
    assert [title for title, times in titles.items() if times > 1] == []


@pytest.mark.parametrize("code", register_codes())
def test_a_sheet_s_name_is_one_that_excel_takes(code: str) -> None:
    sheet = register_form(code).sheet
    assert 0 < len(sheet) <= 31
    assert not set(sheet) & set("[]:*?/\\'")


def test_the_ballots_have_what_a_rule_of_votes_counts() -> None:
    form = register_form("bo-phieu")
    counted = {column.code for column in form.of_kind(ColumnKind.WHOLE)}
    assert counted == {"so-thanh-vien", "co-mat", "phat-ra", "thu-ve", "hop-le", "dong-y"}
    assert form.filled_by is Filler.OFFICE
    assert form.by_code["cach-bo-phieu"].choices["phieu-kin"] == "Bỏ phiếu kín"
    assert form.by_code["so-thanh-vien"].required


def test_an_office_s_file_changes_only_what_it_names() -> None:
    own = """
title = "Kết quả kiểm phiếu"
periods = ["nam"]
[[column]]
code = "ghi-chu"
title = "Ý kiến khác"
[[column]]
code = "to-truong"
title = "Tổ trưởng kiểm phiếu"
"""
    registers = load_registers({"so/bo-phieu.toml": tomllib.loads(own)})
    before, after = register_form("bo-phieu"), registers.forms["bo-phieu"]
    assert registers.problems == ()
    assert (after.title, after.periods) == ("Kết quả kiểm phiếu", (PeriodType.YEAR,))
    assert [c.code for c in after.columns] == [*(c.code for c in before.columns), "to-truong"]
    assert after.by_code["ghi-chu"].title == "Ý kiến khác"
    assert after.by_code["ghi-chu"].width == before.by_code["ghi-chu"].width
    assert after.columns[:-2] == before.columns[:-1]


def test_an_office_may_have_a_register_of_its_own() -> None:
    own = 'title = "Sổ quà Tết"\n[[column]]\ncode = "ten"\ntitle = "Họ và tên"\nrequired = true\n'
    found = load_registers({"so/qua-tet.toml": tomllib.loads(own)}).forms["qua-tet"]
    assert (found.code, found.sheet, found.columns[0].kind) == ("qua-tet", "Sổ quà Tết", ColumnKind.TEXT)


FAULTY = [
    ("", "mục «title» còn thiếu", "mục «column» còn thiếu"),
    ('title = "S"\nmau = "x"\n[[column]]\ncode="a"\ntitle="A"', "mục «mau» không có trong khuôn của sổ"),
    ('title = "S"\n[[column]]\ncode="a"', "mục «column a: title» còn thiếu"),
    (
        'title = "S"\n[[column]]\ncode="a"\ntitle="A"\nkind="so"',
        (
            "mục «column a: kind» là «so»; chỉ nhận: text, whole, number, money, percent, date, yes_no, choice, unit, "
            "indicator, award_form, recipient"
        ),
    ),
    ('title = "S"\n[[column]]\ncode="a"\ntitle="A"\nkind="choice"', "mục «column a: choices» còn thiếu"),
    (
        'title = "S"\n[[column]]\ncode="a"\ntitle="A"\nchoices=["x"]',
        'mục «column a: choices» chỉ dùng với kind = "choice"',
    ),
    (
        'title = "S"\n[[column]]\ncode="a"\ntitle="A"\nkind="money"',
        "mục «column a: unit» còn thiếu: cột tiền phải ghi đơn vị, ví dụ «triệu đồng»",
    ),
    (
        'title = "S"\n[[column]]\ncode="a"\ntitle="A"\nrequired="co"',
        "mục «column a: required» là «co», phải là true hoặc false",
    ),
    ('title = "S"\nkey=["b"]\n[[column]]\ncode="a"\ntitle="A"', "mục «key» có «b»; chỉ nhận: a"),
    (
        'title = "S"\nperiods=["6-thang"]\n[[column]]\ncode="a"\ntitle="A"',
        "mục «periods» có «6-thang»; chỉ nhận: thang, quy, nua-nam, 9-thang, nam, nua-nhiem-ky, nhiem-ky",
    ),
    ('title = "S"\nrows=0\n[[column]]\ncode="a"\ntitle="A"', "mục «rows» là 0; chỉ nhận từ 1 đến 5000"),
    ('title = "S"\nrows=true\n[[column]]\ncode="a"\ntitle="A"', "mục «rows» là «True», phải là số nguyên"),
    ('title = "S"\nguide=[1]\n[[column]]\ncode="a"\ntitle="A"', "mục «guide» phải là một danh sách chữ"),
    ('title = "S"\ncolumn=["a"]', "mục «column» phải viết thành các mục [[column]]"),
    (
        'title = "S"\nfilled_by="ai"\n[[column]]\ncode="a"\ntitle="A"',
        "mục «filled_by» là «ai»; chỉ nhận: units, office",
    ),
]


@pytest.mark.parametrize(("text", "what"), [(text, what) for text, *whats in FAULTY for what in whats])
def test_what_is_wrong_with_an_office_s_file_is_told(text: str, what: str) -> None:
    registers = load_registers({"so/rieng.toml": tomllib.loads(text)})
    assert what in [problem.what for problem in registers.problems]
    assert {problem.code for problem in registers.problems} == {"C141"}
    assert {str(problem.place) for problem in registers.problems} == {"so/rieng.toml"}
    assert "rieng" not in registers.forms


def test_a_faulty_file_of_the_office_leaves_the_shipped_register_as_it_was() -> None:
    registers = load_registers({"so/bo-phieu.toml": {"rows": "nhiều"}})
    assert registers.forms["bo-phieu"] == register_form("bo-phieu")
    assert str(registers.problems[0]) == (
        "C141 so/bo-phieu.toml: mục «rows» là «nhiều», phải là số nguyên\n"
        "     cách sửa: mở tệp bằng Notepad, sửa mục «rows» theo một sổ có sẵn (ví dụ bo-phieu)"
    )


def test_a_column_declared_twice_is_one_column() -> None:
    own = {"title": "S", "column": [{"code": "a", "title": "A"}, {"code": "a", "note": "lần hai"}]}
    assert load_registers({"so/s.toml": own}).forms["s"].columns[0].note == "lần hai"
    assert faults_of({**own, "code": "s"}, "s.toml")[-1].what == "mục «column» khai «a» hai lần"
