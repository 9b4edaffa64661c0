"""What is wrong with a template or its data is told with the cell, what was found and how to put it right."""

from typing import Any

import pytest
from excel_books import LIST, book, render, rows, shown

from drafter.fill.errors import TemplateError, TemplateErrors
from drafter.fill.excel.template import ExcelTemplate


def message(cells: dict[str, Any], context: dict[str, object] | None = None, **options: Any) -> str:
    with pytest.raises((TemplateError, TemplateErrors)) as caught:
        ExcelTemplate(book(cells), name="list.xlsx", **options).render(context or {})
    return str(caught.value)


def test_a_missing_value_names_the_cell_and_the_nearest_name() -> None:
    assert message({"F43": "{{ doan_vien_moii }}"}, {"doan_vien_moi": 5}) == (
        "mẫu list.xlsx, «S»!F43: không có «doan_vien_moii»; ý đồng chí là «doan_vien_moi»?\n"
        "  gần: «{{ doan_vien_moii }}»\n"
        "  cách sửa: sửa tên trong mẫu, hoặc thêm giá trị này vào dữ liệu"
    )


def test_messages_are_english_for_strangers() -> None:
    assert message({"A1": "{{ namee }}"}, {"name": 5}, lang="en").splitlines()[0] == (
        "template list.xlsx, «S»!A1: there is no «namee»; did you mean «name»?"
    )


FIRST_LINES = [
    ({"A1": "{{ a + }}"}, {}, "«S»!A1: không hiểu thẻ «{{ a + }}»"),
    ({"A1": "xin {{ chao"}, {}, "«S»!A1: thẻ mở mà không đóng: «{{ chao»"),
    (
        {"A1": "{%tr for r in rows %}", "A2": "{{ r }}"}, {},
        "«S»!A1: «{% for r in rows %}» không có «{% endfor %}» đi kèm",
    ),
    ({"A2": "{{ r }}", "A3": "{%tr endfor %}"}, {}, "«S»!A3: «{% endfor %}» không có thẻ mở đi kèm"),
    (
        {"A1": "{% for r in rows %}", "B1": "{{ r }}"}, {},
        "«S»!A1: «{% for r in rows %}» không có «{% endfor %}» đi kèm",
    ),
    ({**LIST}, {"rows": 5}, "«S»!A3: cần một danh sách để lặp, gặp số 5"),
    ({**LIST, "B4": "{{ r.so / r.ten }}"}, {"rows": [{"ten": 0, "so": 1}]}, "«S»!B4: chia cho 0"),
    ({"A1": "{{ x.__class__ }}"}, {"x": 1}, "«S»!A1: mẫu không được dùng tên «__class__»"),
    ({"A1": "{{ x|hoaa }}"}, {"x": 1}, "«S»!A1: không có bộ lọc «hoaa»"),
    ({"A1": "{%p if x %}"}, {}, "«S»!A1: thẻ «{%p if x %}» không dùng được trong Excel"),
    ({"A1": '="{{ x }}"'}, {}, '«S»!A1: công thức «="{{ x }}"» có thẻ mẫu bên trong'),
    (
        {**LIST, "C3": "Ghi chú"}, {},
        "«S»!C3: hàng này chứa thẻ điều khiển «{%tr for r in rows %}» sẽ biến mất khi điền, nhưng ô này còn có «Ghi",
    ),
    (
        {**LIST, "C5": "=1+1"}, {},
        "«S»!C5: hàng này chứa thẻ điều khiển «{%tr endfor %}» sẽ biến mất khi điền, nhưng ô này còn có «=1+1»",
    ),
    (
        {**LIST, "A3": "{%tr for r in rows %}{{ r.ten }}"}, {},
        "«S»!A3: hàng này chứa thẻ điều khiển «{%tr for r in rows %}» sẽ biến mất khi điền, nhưng ô này còn có «{{",
    ),
    (
        {**LIST, "D3": "{%tr for s in others %}", "D4": "{{ s }}", "D5": "{%tr endfor %}"}, {},
        "«S»!D3: hai vòng lặp đứng cạnh nhau trên cùng một hàng: «{% for r in rows %}» và «{% for s in others %}»",
    ),
    (  # each closes under the other
        {
            "A1": "{%tr for a in xs %}", "D2": "{%tr for b in ys %}", "A3": "{{ a }}", "D3": "{{ b }}",
            "A4": "{%tr endfor %}", "D5": "{%tr endfor %}",
        }, {},
        "«S»!D2: hai vòng lặp dùng chung một số hàng: «{% for a in xs %}» (A1–D5) và «{% for b in ys %}» (D2–A4)",
    ),
    (  # one within the rows of the other, and no cell of both
        {
            "A1": "{%tr for a in xs %}", "D2": "{%tr for b in ys %}", "A3": "{{ a.x }}", "D3": "{{ b }}",
            "D4": "{%tr endfor %}", "A5": "{%tr endfor %}",
        }, {},
        "«S»!D2: hai vòng lặp dùng chung một số hàng: «{% for a in xs %}» (A1–A5) và «{% for b in ys %}» (D2–D4)",
    ),
    (  # the same for columns
        {
            "A1": "{%tc for a in xs %}", "B4": "{%tc for b in ys %}", "C1": "{{ a }}", "C4": "{{ b }}",
            "D4": "{%tc endfor %}", "E1": "{%tc endfor %}",
        }, {},
        "«S»!B4: hai vòng lặp dùng chung một số cột: «{% for a in xs %}» (A1–E1) và «{% for b in ys %}» (B4–D4)",
    ),
    (
        {"B1": "{%tc for m in ms %}", "C1": "{{ m }}", "D1": "{%tc endfor %}", "B2": "{%tc for m in xs %}"}, {},
        "«S»!B2: cột B có hai thẻ cột khác nhau: «{%tc for m in ms %}» và «{%tc for m in xs %}»",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "context", "line"), FIRST_LINES, ids=[line[:28] for _, _, line in FIRST_LINES])
def test_each_fault_names_its_cell(cells: dict[str, Any], context: dict[str, object], line: str) -> None:
    assert line in message(cells, context)
    assert "cách sửa: " in message(cells, context)


def test_everything_wrong_with_a_template_is_told_at_once_in_the_order_of_its_cells() -> None:
    found = message({"A1": "{{ a + }}", "B1": "{{ b", "A2": "{{ c|khong_co }}", "C3": '="{{ d }}"'})
    assert [line.split(":")[0] for line in found.splitlines() if line.startswith("mẫu")] == [
        "mẫu list.xlsx, «S»!A1", "mẫu list.xlsx, «S»!B1", "mẫu list.xlsx, «S»!A2", "mẫu list.xlsx, «S»!C3",
    ]  # fmt: skip


def test_check_tells_every_fault_of_the_data() -> None:
    template = ExcelTemplate(book({**LIST, "C1": "{{ a.b }}", "C2": "{{ e }}", "C4": "{{ r.zz }}"}), name="list.xlsx")
    assert [error.where.cell for error in template.check({"a": {}, "e": [1], **rows(1)})] == [
        "«S»!C1",
        "«S»!C2",
        "«S»!C4",
    ]
    assert template.check() == []
    assert [error.code for error in template.check({"a": {"b": 1}, "e": 1})] == ["T110"]


def test_slots_tell_what_a_template_wants() -> None:
    cells = {**LIST, "C1": "{{ a.b }} {% if co %}{{ ghi_chu|upper }}{% endif %}"}
    wanted = [(slot.name, slot.kind, slot.places) for slot in ExcelTemplate(book(cells)).slots()]
    assert wanted == [
        ("a.b", "text", ["«S»!C1"]), ("co", "yes/no", ["«S»!C1"]), ("ghi_chu", "text", ["«S»!C1"]),
        ("rows", "list", ["«S»!A3"]), ("rows[].ten", "text", ["«S»!A4"]), ("rows[].so", "text", ["«S»!B4"]),
    ]  # fmt: skip


def test_nested_loops_may_open_on_one_row_when_the_second_speaks_of_the_first() -> None:
    cells = {
        "A1": "{%tr for g in groups %}",
        "B1": "{%tr for r in g.rows %}",
        "A2": "{{ r }}",
        "A3": "{%tr endfor %}{%tr endfor %}",
    }
    assert render(book(cells), {"groups": [{"rows": [1]}]})


NESTED = [
    {"B2": "{%tr for q in ys %}", "A3": "{{ a }}", "B3": "{{ a * q }}", "B4": "{%tr endfor %}"},
    {"B2": "{%tr for q in [a, a] %}", "A3": "{{ a }}", "B3": "{{ q }}", "B4": "{%tr endfor %}"},
    {"A2": "{%tr for q in ys %}", "A3": "{{ a }}", "B3": "{{ q }}", "A4": "{%tr endfor %}"},
    {"B2": "{%tr for q in ys %}", "A3": "x", "B3": "{{ q }}", "B4": "{%tr endfor %}"},
]


@pytest.mark.parametrize("inner", NESTED)
def test_loops_meant_inside_one_another_may_stand_in_other_columns(inner: dict[str, Any]) -> None:
    out = render(book({"A1": "{%tr for a in xs %}", **inner, "A5": "{%tr endfor %}"}), {"xs": [1, 2], "ys": [3, 4]})
    assert len([name for name in shown(out) if name.startswith("B")]) == 4


def test_a_file_that_is_no_workbook_is_refused() -> None:
    with pytest.raises(TemplateError, match="không phải tệp Word/Excel"):
        ExcelTemplate(b"PK nothing", name="x.xlsx")


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    cells = {"A1": "{%tr for r in range(1100000) %}", "A2": "{{ r }}", "A3": "{%tr endfor %}"}
    assert "trang tính Excel chỉ chứa 1048576" in message(cells)


def test_check_goes_on_behind_loops_and_conditions_that_cannot_be_judged() -> None:
    cells = {
        **LIST, "A3": "{%tr for r in rowss %}", "A7": "{%tr if coo %}", "A8": "{{ a }}", "A9": "{%tr endif %}",
        "A10": "{%tr for q in ds %}", "A11": "{{ q.z }}", "A12": "{%tr endfor %}", "D14": "{%tc for m in thang %}",
        "E14": "{{ m }}", "F14": "{%tc endfor %}", "A15": "{{ b }}",
    }  # fmt: skip
    template = ExcelTemplate(book(cells), name="list.xlsx")
    found = [(error.where.cell, error.code) for error in template.check({**rows(1), "ds": [{}], "thang": 5, "co": 1})]
    assert sorted(found) == [
        ("«S»!A11", "T110"), ("«S»!A15", "T110"), ("«S»!A3", "T110"), ("«S»!A7", "T110"), ("«S»!A8", "T110"),
        ("«S»!D14", "T113"),
    ]  # fmt: skip
