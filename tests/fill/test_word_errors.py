"""Every error says where it is, what was found and how to put it right; whole messages, both languages."""

from typing import Any

import pytest
from word_samples import docx, table

from drafter.fill import TemplateError, TemplateErrors, WordTemplate

ROWS = [["a", "b"], ["c", "d"], ["e {{ doan_vien_moii }} f", "g"]]
DATA: dict[str, Any] = {"doan_vien_moi": 1, "so": 0, "ten": "An", "xs": [1], "nhom": {"ten": "A"}}


def told(*lines: Any, lang: Any = "vi", header: str = "", **context: Any) -> str:
    with pytest.raises((TemplateError, TemplateErrors)) as caught:
        WordTemplate(docx(*lines, header=header), name="report.docx", lang=lang).render({**DATA, **context})
    return str(caught.value)


def test_an_unknown_name_in_a_table() -> None:
    assert told([["x"]], ROWS) == (
        "mẫu report.docx, bảng 2, hàng 3, ô 1: không có «doan_vien_moii»; ý đồng chí là «doan_vien_moi»?\n"
        "  gần: «e {{ doan_vien_moii }} f»\n"
        "  cách sửa: sửa tên trong mẫu, hoặc thêm giá trị này vào dữ liệu"
    )


def test_the_same_in_english() -> None:
    assert told([["x"]], ROWS, lang="en") == (
        "template report.docx, table 2, row 3, cell 1: there is no «doan_vien_moii»; did you mean «doan_vien_moi»?\n"
        "  near: «e {{ doan_vien_moii }} f»\n"
        "  how to fix: correct the name in the template, or add this value to the data"
    )


def test_the_fields_of_an_error() -> None:
    with pytest.raises(TemplateError) as caught:
        WordTemplate(docx("một", "hai {{ la }} ba"), name="m.docx").render({})
    error = caught.value
    assert (error.code, error.file, error.part, error.place, error.near, error.found, error.lang) == (
        "T110", "m.docx", "document", "đoạn 2", "hai {{ la }} ba", "la", "vi"
    )  # fmt: skip
    assert error.fix == "sửa tên trong mẫu, hoặc thêm giá trị này vào dữ liệu"


PARTED = "«{% {begin} %}» và «{% {end} %}» nằm ở hai ô, hai hàng hoặc hai phần khác nhau"


def _inner_cell(document: Any) -> None:
    inner = table(document, [["a", "b"]]).cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).add_paragraph("{{ la }}")


FIRST_LINES = {
    "header": (("x",), "{{ la }}", "mẫu report.docx, đầu trang 1, đoạn 1: không có «la»"),
    "not closed": (("x {{ ten",), "", "mẫu report.docx, đoạn 1: thẻ mở mà không đóng: «{{ ten»"),
    "no end": (("{% for x in xs %}",), "",
               "mẫu report.docx, đoạn 1: «{% for x in xs %}» không có «{% endfor %}» đi kèm"),
    "no beginning": (("a", "{% endif %}"), "", "mẫu report.docx, đoạn 2: «{% endif %}» không có thẻ mở đi kèm"),
    "syntax": (("{{ a b }}",), "", "mẫu report.docx, đoạn 1: không hiểu thẻ «{{ a b }}»"),
    "a call": (("{{ ten.foo() }}",), "", "mẫu report.docx, đoạn 1: mẫu không được dùng lời gọi «ten.foo(…)»"),
    "a tag": (("{% include 'a' %}",), "", "mẫu report.docx, đoạn 1: mẫu không được dùng thẻ «{% include \"a\" %}»"),
    "a filter": (("{{ ten|uper }}",), "", "mẫu report.docx, đoạn 1: không có bộ lọc «uper»; ý đồng chí là «upper»?"),
    "a test": (("{% if ten is big %}x{% endif %}",), "", "mẫu report.docx, đoạn 1: không có phép thử «is big»"),
    "crossing cells": (
        ([["{% for x in xs %}a", "b{% endfor %}"]],), "",
        "mẫu report.docx, bảng 1, hàng 1, ô 1: " + PARTED.replace("{begin}", "for x in xs").replace("{end}", "endfor"),
    ),
    "paragraph and cell": (
        ("{% if so %}a", [["b{% endif %}"]]), "",
        "mẫu report.docx, đoạn 1: " + PARTED.replace("{begin}", "if so").replace("{end}", "endif"),
    ),
    "a row tag outside a table": (("{%tr for x in xs %}", "{%tr endfor %}"), "",
                                  "mẫu report.docx, đoạn 1: thẻ «{%tr for x in xs %}» không nằm trong bảng"),
    "setting in nothing": (("{% set a.b = 1 %}",), "", "mẫu report.docx, đoạn 1: không có «a»"),
    "amid text": (("a {%p if so %} b", "{%p endif %}"), "",
                  "mẫu report.docx, đoạn 1: thẻ «{% if so %}» đứng giữa chữ, không thay được cả đoạn"),
    "division": (("{{ 1 / so }}",), "", "mẫu report.docx, đoạn 1: chia cho 0"),
    "adding text": (("{{ ten + 1 }}",), "", "mẫu report.docx, đoạn 1: không tính được «+» giữa chữ «An» và số 1"),
    "comparing": (("{{ ten > 1 }}",), "",
                  "mẫu report.docx, đoạn 1: không so sánh được chữ với số hoặc với giá trị trống"),
    "looping over text": (("{% for x in ten %}{% endfor %}",), "",
                          "mẫu report.docx, đoạn 1: cần một danh sách để lặp, gặp chữ «An»"),
    "key of text": (("{{ ten.ho }}",), "",
                    "mẫu report.docx, đoạn 1: không lấy được «ho» vì phía trước dấu chấm là chữ «An»"),
    "key of a group": (("{{ nhom.tenn }}",), "", "mẫu report.docx, đoạn 1: không có «tenn»; ý đồng chí là «ten»?"),
    "no such position": (("{{ xs[5] }}",), "", "mẫu report.docx, đoạn 1: không có vị trí 5 trong danh sách 1 mục"),
    "printing a list": (("{{ xs }}",), "", "mẫu report.docx, đoạn 1: không in ra được danh sách 1 mục"),
    "unpacking": (("{% for a, b in xs %}{% endfor %}",), "",
                  "mẫu report.docx, đoạn 1: mỗi mục cần đúng 2 giá trị, gặp số 1"),
    "a filter fails": (("{{ ten|round }}",), "",
                       "mẫu report.docx, đoạn 1: cần một số, gặp chữ «An»"),
    "testing an unknown": (("{% if la %}x{% endif %}",), "", "mẫu report.docx, đoạn 1: không có «la»"),
    "in a nested table": ((_inner_cell,), "",
                          "mẫu report.docx, bảng 1, hàng 1, ô 2, bảng 1, hàng 1, ô 1, đoạn 2: không có «la»"),
}  # fmt: skip


@pytest.mark.parametrize("name", FIRST_LINES)
def test_the_first_line_of(name: str) -> None:
    lines, header, wanted = FIRST_LINES[name]
    assert told(*lines, header=header).splitlines()[0] == wanted


def test_every_error_of_a_template_is_told_at_once() -> None:
    with pytest.raises(TemplateErrors) as caught:
        WordTemplate(docx("{{ a b }}", "{% for x in %}", "{{ c|la }}", [["{% if y %}"]], header="{{ ("), name="m.docx")
    assert [(error.part, error.place, error.code) for error in caught.value.errors] == [
        ("document", "đoạn 1", "T101"),
        ("document", "đoạn 2", "T101"),
        ("document", "đoạn 2", "T103"),
        ("document", "đoạn 3", "T106"),
        ("document", "bảng 1, hàng 1, ô 1", "T103"),
        ("header1", "đầu trang 1, đoạn 1", "T102"),
    ]


def test_an_error_in_a_loop_says_in_which_round() -> None:
    rows = [["{%tr for r in rs %}"], ["{{ r.ten }}"], ["{%tr endfor %}"]]
    assert told(rows, rs=[{"ten": "A"}, {"ten": "B"}, {}]).splitlines()[0] == (
        "mẫu report.docx, bảng 1, hàng 2, ô 1, dòng dữ liệu 3: không có «ten»"
    )
