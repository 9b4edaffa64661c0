"""A template is checked whole: all errors at once, and every slot with what is done with it."""

import io

from docx import Document
from word_samples import body, docx

from drafter.fill import WordTemplate, check_word, mark_word

ROWS = [["{%tr for r in rows %}", "", ""], ["{{ r.ten }}", "{{ r.so + 1 }}", "{{ r.la }}"], ["{%tr endfor %}", "", ""]]


def test_everything_wrong_with_the_data_is_found_at_once() -> None:
    template = docx(
        "{{ la }} {{ ten }} {{ la }}", ROWS, "{{ ten + 1 }}", "{{ 1 / so }}",
        "{% for x in ten %}{{ x }}{% endfor %}", "{{ rows }}", "{{ ten|round }}", header="{{ tenn }}",
    )  # fmt: skip
    found = check_word(template, {"ten": "An", "so": 0, "rows": [{"ten": "A", "so": 1}, {"ten": "B", "so": None}]})
    assert [(error.place, error.what) for error in found.errors] == [
        ("đoạn 1", "không có «la»"),
        ("bảng 1, hàng 2, ô 3, dòng dữ liệu 1", "không có «la»"),
        ("bảng 1, hàng 2, ô 2, dòng dữ liệu 2", "không tính được «+» giữa giá trị trống và số 1"),
        ("đoạn 2", "không tính được «+» giữa chữ «An» và số 1"),
        ("đoạn 3", "chia cho 0"),
        ("đoạn 4", "cần một danh sách để lặp, gặp chữ «An»"),
        ("đoạn 5", "không in ra được danh sách 2 mục"),
        ("đoạn 6", "cần một số, gặp chữ «An»"),
        ("đầu trang 1, đoạn 1", "không có «tenn»; ý đồng chí là «ten»?"),
    ]


def test_good_data_has_no_errors() -> None:
    found = check_word(docx("{{ a }}{{ b|default('') }}", [["{% if c is defined %}{{ c }}{% endif %}"]]), {"a": 1})
    assert found.errors == ()


def test_a_broken_template_is_told_and_not_raised() -> None:
    found = check_word(docx("{{ a b }}", "{% if %}"), {}, name="m.docx", lang="en")
    print_tag, test, end = (str(error).splitlines()[0] for error in found.errors)
    assert print_tag.startswith(
        "template m.docx, paragraph 1: the tag «{{ a b }}» cannot be understood: expected token"
    )
    assert test == "template m.docx, paragraph 2: the tag «{% if %}» cannot be understood: the condition"
    assert end == "template m.docx, paragraph 2: «{% if %}» has no «{% endif %}»"
    assert check_word(b"no zip").errors[0].code == "T130"


def test_slots_say_what_is_done_with_each() -> None:
    template = WordTemplate(
        docx(
            "{{ ten }} {{ nguoi_ky.ho_ten }} {{ ghi_chu|default('') }} {% if co %}x{% endif %}",
            "{% for g in nhom %}{% for x in g.xs|sort(attribute='so') %}{{ x.ten }}{{ loop.index }}{% endfor %}",
            "{% endfor %}",
            "{% set y = so * 2 %}{{ y }} {{ ds|length }} {{ ds[0].ma }} {% if c is defined and c %}{% endif %}",
        )
    )
    assert [(slot.path, slot.kind, slot.optional) for slot in template.slots()] == [
        ("ten", "value", False),
        ("nguoi_ky.ho_ten", "value", False),
        ("nguoi_ky", "group", False),
        ("ghi_chu", "value", True),
        ("co", "condition", False),
        ("nhom", "list", False),
        ("nhom[].xs", "list", False),
        ("nhom[].xs[].ten", "value", False),
        ("so", "number", False),
        ("ds", "list", False),
        ("ds[].ma", "value", False),
        ("c", "condition", False),
    ]
    assert [place.words() for place in template.slots()[0].places] == ["đoạn 1"]


def test_check_of_a_made_template() -> None:
    template = WordTemplate(docx("{{ a }} {{ b }}"), name="m.docx")
    assert [str(error).splitlines()[0] for error in template.check({"a": 1}).errors] == [
        "mẫu m.docx, đoạn 1: không có «b»"
    ]
    assert template.check().errors == ()


def test_errors_are_marked_as_comments_in_a_copy() -> None:
    template = docx("tốt", "{{ a b }}", [["x", "{% if %}"]], header="{{ (")
    errors = check_word(template, name="m.docx").errors
    document = Document(io.BytesIO(mark_word(template, errors)))
    assert [comment.text.splitlines()[0].replace("\u2060", "") for comment in document.comments] == [
        str(error).splitlines()[0] for error in errors
    ]
    assert body(mark_word(template, errors)) == body(template)
    marked = [paragraph for paragraph in document.paragraphs if "commentReference" in paragraph._p.xml]
    assert [paragraph.text for paragraph in marked] == ["tốt", "{{ a b }}"]
    assert "commentReference" in document.tables[0].cell(0, 1).paragraphs[0]._p.xml


def test_marking_a_marked_copy_adds_to_it() -> None:
    template = docx("{{ a b }}")
    once = mark_word(template, check_word(template).errors)
    twice = Document(io.BytesIO(mark_word(once, check_word(once).errors)))
    assert len({comment.comment_id for comment in twice.comments}) == 2
