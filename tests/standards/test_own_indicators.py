"""An office's own indicators.toml adds to the shipped catalogue or changes it, and its faults are said in full."""

from __future__ import annotations

import tomllib

import pytest

from drafter.model.indicator import Aggregate, Kind, ValueType
from drafter.model.problem import Severity
from drafter.standards import catalogue as catalogue_module
from drafter.standards import indicator_entry
from drafter.standards.catalogue import Catalogue, load_catalogue

SHIPPED = load_catalogue()
NEW = """
[[indicator]]
code = "C35"
name = "Số gian hàng 0 đồng"
unit = "gian hàng"
slot = "gian_hang_0_dong"
"""


def own(text: str) -> Catalogue:
    return load_catalogue(tomllib.loads(text))


def test_an_office_adds_an_indicator_at_the_end_of_its_group() -> None:
    catalogue = own(NEW)
    assert catalogue.problems == ()
    codes = [indicator.code for indicator in catalogue.indicators]
    assert codes[codes.index("C35") - 1 : codes.index("C35") + 2] == ["C34", "C35", "D01a"]
    added = catalogue.by_code["C35"]
    assert (added.kind, added.aggregate, added.value_type) == (Kind.FLOW, Aggregate.SUM, ValueType.COUNT)
    assert (added.row, added.group, added.words, added.unverified) == ("C35", "C", "gian hàng", True)


def test_an_office_adds_a_leaf_beside_its_sisters() -> None:
    catalogue = own(NEW.replace("C35", "C16c") + 'row = "C16"\n')
    assert catalogue.problems == ()
    row = catalogue.row("C16")
    assert row is not None
    assert row.leaves == ("C16a", "C16b", "C16c")


def test_an_office_splits_a_row_and_keeps_its_total() -> None:
    catalogue = own('[[indicator]]\ncode = "E02"\nparts = ["E02a"]\n' + NEW.replace("C35", "E02a") + 'row = "E02"\n')
    assert catalogue.problems == ()
    row = catalogue.row("E02")
    assert row is not None
    assert (row.leaves, row.split) == (("E02", "E02a"), False)


def test_an_office_changes_only_what_it_says() -> None:
    before = SHIPPED.by_code["E02"]
    after = own('[[indicator]]\ncode = "E02"\nname = "Đoàn viên phát triển mới"\nunverified = false\n').by_code["E02"]
    assert (after.name, after.unverified) == ("Đoàn viên phát triển mới", False)
    assert (after.slot, after.has_target, after.words) == (before.slot, before.has_target, before.words)
    assert load_catalogue().by_code["E02"] == before


def test_a_changed_unit_or_kind_brings_its_own_consequences() -> None:
    changed = own('[[indicator]]\ncode = "B09"\nunit = "triệu đồng"\nkind = "derived"\n').by_code["B09"]
    assert (changed.value_type, changed.aggregate) == (ValueType.MONEY, Aggregate.COUNT)


def test_an_office_opens_a_group_and_renames_a_row() -> None:
    text = '[groups]\nN = "Công tác khác"\n[[heading]]\ncode = "C16"\nname = "Quà Tết của Liên đoàn"\n'
    catalogue = own(text + NEW.replace("C35", "N01"))
    assert catalogue.problems == ()
    assert catalogue.groups["N"] == "Công tác khác"
    assert catalogue.indicators[-1].code == "N01"
    row = catalogue.row("C16")
    assert row is not None
    assert (row.name, row.leaves) == ("Quà Tết của Liên đoàn", ("C16a", "C16b"))


def test_nothing_given_changes_nothing() -> None:
    assert load_catalogue({}) == load_catalogue(None)


FAULTS = [
    (
        NEW + "abcxyz = 5\n",
        "C101 chỉ tiêu C35",
        "không có mục «abcxyz»",
        "sửa tên mục theo phần chú thích ở đầu tệp indicators.toml, hoặc xóa dòng đó",
    ),
    (
        NEW + "has_tagret = true\n",
        "C101 chỉ tiêu C35",
        "không có mục «has_tagret»; có phải là «has_target»?",
        "sửa tên mục theo phần chú thích ở đầu tệp indicators.toml, hoặc xóa dòng đó",
    ),
    (
        NEW.replace('unit = "gian hàng"\n', ""),
        "C102 chỉ tiêu C35",
        "còn thiếu mục «unit»",
        "thêm dòng unit = … ; chỉ tiêu mới phải có code, name, unit và slot",
    ),
    (
        NEW + 'decimals = "hai"\n',
        "C103 chỉ tiêu C35",
        "mục «decimals» phải là một số nguyên từ 0 đến 6, gặp «hai»",
        "sửa giá trị của mục «decimals», ví dụ decimals = 2",
    ),
    (
        NEW + 'has_target = "có"\n',
        "C103 chỉ tiêu C35",
        "mục «has_target» phải là true hoặc false, gặp «có»",
        "sửa giá trị của mục «has_target», ví dụ has_target = true",
    ),
    (
        NEW + 'parts = "E01"\n',
        "C103 chỉ tiêu C35",
        "mục «parts» phải là một danh sách mã chỉ tiêu, gặp «E01»",
        'sửa giá trị của mục «parts», ví dụ parts = ["E01", "E02"]',
    ),
    (
        NEW + "noun = 5\n",
        "C103 chỉ tiêu C35",
        "mục «noun» phải là chữ trong ngoặc kép, gặp «5»",
        'sửa giá trị của mục «noun», ví dụ noun = "…"',
    ),
    (
        NEW + 'kind = "luong"\n',
        "C104 chỉ tiêu C35",
        "mục «kind» chỉ nhận flow, stock, rate, ratio, derived; gặp «luong»",
        "chọn một trong các giá trị ấy",
    ),
    (
        NEW.replace("gian_hang_0_dong", "gian hàng"),
        "C105 chỉ tiêu C35",
        "mục «slot» phải viết không dấu, chữ thường, nối bằng gạch dưới; gặp «gian hàng»",
        'viết lại, ví dụ slot = "qua_tet_so_suat"',
    ),
    (
        NEW.replace("C35", "c-35"),
        "C105 chỉ tiêu c-35",
        "mục «code» phải là chữ cái hoa và số, thêm một chữ cái thường khi là dòng con; gặp «c-35»",
        'viết lại, ví dụ code = "C35a"',
    ),
    (
        NEW + 'kind = "rate"\nnumerator = "E01"\n',
        "C106 chỉ tiêu C35",
        "có mục «numerator» mà thiếu mục «denominator»",
        "thêm mục «denominator» (mã của một chỉ tiêu), hoặc bỏ «numerator»",
    ),
    (
        NEW + 'kind = "rate"\naggregate = "weighted"\n',
        "C106 chỉ tiêu C35",
        "có mục «aggregate» mà thiếu mục «weight»",
        "thêm mục «weight» (mã của một chỉ tiêu), hoặc bỏ «aggregate»",
    ),
    (
        NEW + 'per_unit_of = "C99"\n',
        "C111 chỉ tiêu C35",
        "mục «per_unit_of» nhắc tới «C99», không phải một chỉ tiêu khác trong danh mục",
        "sửa thành một mã có trong danh mục, hoặc thêm mục cho «C99»",
    ),
    (
        NEW + 'parts = ["C35"]\n',
        "C111 chỉ tiêu C35",
        "mục «parts» nhắc tới «C35», không phải một chỉ tiêu khác trong danh mục",
        "sửa thành một mã có trong danh mục, hoặc thêm mục cho «C35»",
    ),
    (
        NEW.replace("gian_hang_0_dong", "qua_tet_so_suat"),
        "C112 chỉ tiêu C35",
        "slot «qua_tet_so_suat» đã là của chỉ tiêu C16a",
        "đặt cho chỉ tiêu này một slot khác",
    ),
    (
        NEW + NEW.replace("0_dong", "khac"),
        "C113 chỉ tiêu C35",
        "mã «C35» được khai hai lần trong cùng tệp",
        "giữ lại một mục, xóa hoặc đổi mã mục kia",
    ),
    (
        NEW.replace("C35", "C16"),
        "C114 chỉ tiêu C16",
        "«C16» đã tách thành C16a, C16b, không có số liệu riêng",
        "khai cho từng dòng con, hoặc dùng một mã mới",
    ),
    (
        NEW.replace("C35", "X01"),
        "C115 chỉ tiêu X01",
        "không có nhóm «X»; các nhóm: A, B, C, D, E, F, G, H, I, K, M",
        'dùng một nhóm có sẵn, hoặc thêm [groups] X = "tên nhóm"',
    ),
    (
        '[[indicator]]\nname = "Quà"\n',
        "C116",
        "mục [[indicator]] thứ 1 thiếu dòng code",
        "chép một mục [[indicator]] từ danh mục có sẵn rồi sửa, giữ nguyên dòng code",
    ),
    (
        '[indicator]\ncode = "E02"\n',
        "C116",
        "phải viết [[indicator]] trên đầu mỗi mục",
        "chép một mục [[indicator]] từ danh mục có sẵn rồi sửa, giữ nguyên dòng code",
    ),
    (
        'groups = "N"\n',
        "C116",
        "[groups] phải là bảng chữ cái = tên nhóm",
        "chép một mục [[indicator]] từ danh mục có sẵn rồi sửa, giữ nguyên dòng code",
    ),
]


@pytest.mark.parametrize(("text", "head", "what", "fix"), FAULTS)
def test_what_is_wrong_is_said_in_full(text: str, head: str, what: str, fix: str) -> None:
    (problem,) = own(text).problems
    assert f"{problem.code} {problem.place.text}".strip() == head
    assert (problem.place.file, problem.severity) == ("indicators.toml", Severity.ERROR)
    assert (problem.what, problem.fix) == (what, fix)


def test_every_kind_of_problem_is_raised_here() -> None:
    declared = {kind.code for kind in (*catalogue_module.KINDS, *indicator_entry.KINDS)}
    assert {head.split()[0] for _, head, _, _ in FAULTS} == declared


def test_a_wrong_entry_leaves_the_shipped_indicator_as_it_is() -> None:
    catalogue = own('[[indicator]]\ncode = "E02"\nkind = "luong"\nname = "Khác"\n')
    assert catalogue.by_code["E02"] == SHIPPED.by_code["E02"]
    assert [problem.code for problem in catalogue.problems] == ["C104"]


def test_leaving_one_entry_out_leaves_out_what_refers_to_it() -> None:
    text = NEW.replace("C35", "X01") + NEW.replace("C35", "C36").replace("0_dong", "khac") + 'parts = ["X01"]\n'
    catalogue = own(text)
    assert [problem.code for problem in catalogue.problems] == ["C115", "C111"]
    assert catalogue.indicators == SHIPPED.indicators


def test_a_faulty_entry_takes_no_other_with_it() -> None:
    assert "C35" in own(NEW + '[[indicator]]\ncode = "E02"\nkind = "x"\n').by_code
