"""Tracked changes: the text as it is when all are accepted, and when all are refused."""

from __future__ import annotations

import pytest

from drafter.model.page import View
from drafter.model.views import in_view, visible_text
from drafter.readback.reader import read_page
from tests.format_rules.word_file import section, word_file

_BY = 'w:id="1" w:author="An"'


def _r(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def _del(text: str) -> str:
    return f"<w:del {_BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def _ins(inner: str) -> str:
    return f"<w:ins {_BY}>{inner}</w:ins>"


def _p(inner: str, mark: str = "") -> str:
    tracked = f"<w:pPr><w:rPr><w:{mark} {_BY}/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{tracked}{inner}</w:p>"


_CONTROL = f"<w:sdt><w:sdtContent>{_del('x')}</w:sdtContent></w:sdt>"


def _row(text: str, change: str = "") -> str:
    tracked = f"<w:trPr><w:{change} {_BY}/></w:trPr>" if change else ""
    inner = {"ins": _ins(_r(text)), "del": _del(text)}.get(change, _r(text))
    return f"<w:tr>{tracked}<w:tc>{_p(inner, change)}</w:tc></w:tr>"


@pytest.mark.parametrize(
    ("blocks", "accepted", "rejected"),
    [
        pytest.param(
            _p(_r("Có ") + _del("650") + _ins(_r("676")) + _r(" suất")), "Có 676 suất", "Có 650 suất", id="a figure"
        ),
        pytest.param(_p(_r("một "), "del") + _p(_r("hai")), "một hai", "một \nhai", id="a mark taken out joins"),
        pytest.param(_p(_r("một "), "ins") + _p(_r("hai")), "một \nhai", "một hai", id="a mark put in parts"),
        pytest.param(_p(_del("cũ"), "del") + _p(_r("còn")), "còn", "cũ\ncòn", id="a paragraph taken out"),
        pytest.param(_p(_ins(_r("mới")), "ins") + _p(_r("còn")), "mới\ncòn", "còn", id="a paragraph put in"),
        pytest.param(
            _p(f"<w:moveFrom {_BY}>{_r('đi')}</w:moveFrom>") + _p(f"<w:moveTo {_BY}>{_r('đi')}</w:moveTo>"),
            "\nđi", "đi\n", id="words moved",
        ),
        pytest.param(_p(_ins(_del("thử")) + _r("x")), "x", "x", id="put in and taken out again"),
        pytest.param(_p(_del("a") + _r("b")) + "<w:p/>", "b\n", "ab\n", id="an empty paragraph stays"),
        pytest.param(
            f"<w:tbl><w:tblGrid/>{_row('giữ')}{_row('thêm', 'ins')}{_row('bỏ', 'del')}</w:tbl><w:p/>",
            "giữ\nthêm\n", "giữ\nbỏ\n", id="rows of a table",
        ),
        pytest.param(
            _p(f"<w:hyperlink>{_ins(_r('liên kết'))}</w:hyperlink>" + _CONTROL),
            "liên kết", "x", id="within links and controls",
        ),
    ],
)  # fmt: skip
def test_both_views(blocks: str, accepted: str, rejected: str) -> None:
    file = read_page(word_file(blocks + section()))
    assert file.tracked > 0
    assert visible_text(file) == accepted
    assert visible_text(file, View.REJECTED) == rejected


def test_a_view_has_no_changes_left_and_is_its_own_view() -> None:
    file = read_page(word_file(_p(_del("a") + _ins(_r("b")), "ins") + _p("") + section()))
    for view in View:
        seen = in_view(file, view)
        assert seen.tracked == 0
        assert in_view(seen, View.ACCEPTED) == in_view(seen, View.REJECTED) == seen


def test_joined_paragraphs_are_set_as_the_one_whose_mark_remains() -> None:
    centred = "<w:p><w:pPr><w:jc w:val='center'/></w:pPr>" + _r("hai") + "</w:p>"
    seen = in_view(read_page(word_file(_p(_r("một "), "del") + centred + section())), View.ACCEPTED)
    (paragraph,) = seen.sections[0].blocks
    assert paragraph.layout.align.value == "center"  # type: ignore[union-attr]


def test_headers_and_notes_are_read_where_they_are_asked_for() -> None:
    notes = f"<w:footnote w:type='separator'>{_p(_r('---'))}</w:footnote><w:footnote>{_p(_r('xem biểu'))}</w:footnote>"
    note = f"<w:footnotes>{notes}</w:footnotes>"
    file = read_page(word_file(_p(_r("thân")) + section(), header=_p(_r("đầu")), parts={"footnotes": note}))
    assert visible_text(file) == "thân"
    assert visible_text(file, around=True) == "thân\nđầu\nxem biểu"


def test_hidden_text_is_not_visible() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
    assert visible_text(read_page(word_file(_p(_r("hiện") + hidden) + section()))) == "hiện"
