"""YAML as people write it: nothing is guessed, nothing is an object, nothing unfolds without end."""

from __future__ import annotations

import sys
import unicodedata
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from drafter.desk.problems import DeskError
from drafter.desk.template_data import read_data


def read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "d.yaml"
    path.write_text(text, "utf-8")
    return read_data(path).values


def fault(tmp_path: Path, text: str) -> str:
    with pytest.raises(DeskError) as caught:
        read(tmp_path, text)
    (problem,) = caught.value.problems
    assert problem.code == "W302"
    return problem.what.removeprefix("không đọc được dữ liệu: ")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("1.10", Decimal("1.10")),
        ("0.1", Decimal("0.1")),
        (".5", Decimal("0.5")),
        ("1.5e3", Decimal("1500")),
        ("123456789012345678901234567890", 123456789012345678901234567890),
        ("true", True),
        ("False", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("2026-03-01", date(2026, 3, 1)),
        # Codes, money as it is written here, times, days as they are written here: text.
        ("007", "007"),
        ("0912345678", "0912345678"),
        ("1.500.000", "1.500.000"),
        ("1,5", "1,5"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("01/03/2026", "01/03/2026"),
        ("2026-03-01 08:00", "2026-03-01 08:00"),
        ("y", "y"),
        ("không", "không"),
        ("có", "có"),
        ("=1+1", "=1+1"),
        ('"no"', "no"),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("!!int '12'", 12),
        ("! 12", "12"),
        ("|\n  hai\n  dòng", "hai\ndòng\n"),
        ("[1, {b: 2}]", [1, {"b": 2}]),
    ],
)
def test_what_a_plain_value_is(tmp_path: Path, written: str, value: object) -> None:
    found = read(tmp_path, f"a: {written}\n")
    assert found == {"a": value}
    assert type(found["a"]) is type(value)  # type: ignore[index]


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "Yes", "NO", "On", "OFF"])
def test_what_has_two_meanings_is_asked_about(tmp_path: Path, word: str) -> None:
    assert fault(tmp_path, f"ten: An\ndang_vien: {word}\n") == (
        f"dòng 2, ký tự thứ 12: «{word}» hiểu được hai cách: nếu là đúng/sai thì viết true, false; "
        f'nếu là chữ thì viết "{word}"'
    )


def test_names_are_text_whatever_they_look_like(tmp_path: Path) -> None:
    found = read(tmp_path, "no: 1\n2025: 2\ntrue: 3\n" + unicodedata.normalize("NFD", "tỷ: đồng\n"))
    assert found == {"no": 1, "2025": 2, "true": 3, "tỷ": "đồng"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\na: 2\n", "dòng 2, ký tự thứ 1: tên «a» ghi hai lần trong một nhóm"),
        (f"tỷ: 1\n{unicodedata.normalize('NFD', 'tỷ')}: 2\n",
         "dòng 2, ký tự thứ 1: tên «tỷ» ghi hai lần trong một nhóm"),
        ("- {a: 1}\n- {a: 1, a: 2}\n", "dòng 2, ký tự thứ 10: tên «a» ghi hai lần trong một nhóm"),
        ("a: 2026-02-30\n", "dòng 1, ký tự thứ 4: «2026-02-30» không phải một ngày có thật, hoặc là số quá lớn"),
        ("a: .inf\n", "dòng 1, ký tự thứ 4: «.inf» không phải một ngày có thật, hoặc là số quá lớn"),
        ("a: 1.0e999999\n", "dòng 1, ký tự thứ 4: «1.0e999999» không phải một ngày có thật, hoặc là số quá lớn"),
        (f"a: {'9' * 9999}\n", f"dòng 1, ký tự thứ 4: «{'9' * 40}» không phải một ngày có thật, hoặc là số quá lớn"),
        ("a: !!int x\n", "dòng 1, ký tự thứ 4: «x» không phải kiểu «!!int»"),
        ("a: !!python/object/apply:os.system ['id']\n",
         "dòng 1, ký tự thứ 4: không dùng được kiểu «!!python/object/apply:os.system»"),
        ("a: !!python/name:os.system\n", "dòng 1, ký tự thứ 4: không dùng được kiểu «!!python/name:os.system»"),
        ("a: !!binary aGk=\n", "dòng 1, ký tự thứ 4: không dùng được kiểu «!!binary»"),
        ("a: !cua_toi x\n", "dòng 1, ký tự thứ 4: không dùng được kiểu"),
        ("a: *b\n", "dòng 1, ký tự thứ 4: dùng lại «*b» khi chưa có «&b» hoàn chỉnh ở trước"),
        ("a: &b [*b]\n", "dòng 1, ký tự thứ 8: dùng lại «*b» khi chưa có «&b» hoàn chỉnh ở trước"),
        ("? [1]\n: 2\n", "dòng 1, ký tự thứ 3: tên của một giá trị phải là chữ"),
        ("<<: 1\n", "dòng 1, ký tự thứ 1: sau «<<:» phải là một nhóm giá trị"),
        ("a: 1\n---\na: 2\n", "dòng 2, ký tự thứ 1: tệp có nhiều phần ngăn bởi «---», chỉ để lại một phần"),
        ("a:\n\tb: 1\n", "dòng 2, ký tự thứ 1 sai cú pháp YAML (thụt dòng bằng dấu cách, không dùng phím Tab)"),
        ("a: Phòng: họp\n", "dòng 1, ký tự thứ 9 sai cú pháp YAML (chữ có dấu hai chấm thì đặt trong ngoặc kép)"),
        ("a: \x01\n", "có ký tự không dùng được trong tệp YAML"),
        (f"a: {'[' * 60}{']' * 60}\n", "dòng 1, ký tự thứ 54: các nhóm lồng nhau quá sâu"),
        (f"a: {'[' * 100_000}\n", "dòng 1, ký tự thứ"),
        ("".join(f"{'  ' * n}a:\n" for n in range(80)), "dòng 52, ký tự thứ"),
    ],
)  # fmt: skip
def test_bad_input_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    assert fault(tmp_path, text).startswith(told)


def test_aliases_and_merged_groups_serve_without_unfolding_endlessly(tmp_path: Path) -> None:
    text = "chung: &c {nam: 2026, noi: Hà Nội}\nnguoi:\n- {<<: *c, ten: An}\n- {<<: [*c, {x: 1}], nam: 2025}\n"
    assert read(tmp_path, text) == {
        "chung": {"nam": 2026, "noi": "Hà Nội"},
        "nguoi": [{"nam": 2026, "noi": "Hà Nội", "ten": "An"}, {"nam": 2025, "noi": "Hà Nội", "x": 1}],
    }
    laughs = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
    assert "làm dữ liệu phình quá lớn" in fault(tmp_path, laughs)


def test_without_pyyaml_the_office_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(DeskError) as caught:
        read(tmp_path, "a: 1\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.what) == ("W314", "chưa cài phần đọc tệp YAML (PyYAML)")
    assert "pip install pyyaml" in problem.fix
