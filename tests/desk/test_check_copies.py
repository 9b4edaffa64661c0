"""A copy of a checked paper: mended, with proposals and comments; the file itself is never written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from drafter.desk.checking.basis import Desk
from drafter.desk.checking.check import check_files
from drafter.desk.checking.copies import Copy, write_copy
from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from tests.format_rules.changes import both, look, page, said, xml
from tests.golden.drafts import golden_draft

TODAY = date(2026, 2, 1)
NOW = datetime(2026, 2, 1, 8, 30, tzinfo=UTC)

SPOILED = both(
    page(left=20),
    look("BÁO CÁO", b=False),
    said("106,66%", "116,66%"),
    said("1.150 suất quà", "1.150 xuất quà"),
    said("công đoàn hoạt động theo", "công đoàn xuất xắc của của mình hoạt động theo"),
)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "báo cáo năm.docx"
    path.write_bytes(SPOILED(golden_draft("van-phong-mau-2025").report))
    return path


def _copy(path: Path, *, fix: bool = True, comments: bool = False) -> Copy:
    (checked,) = check_files((path,), TODAY)
    return write_copy(Desk(TODAY), checked, now=NOW, draft=None, fix=fix, comments=comments)


def test_form_is_mended_and_words_are_proposed(paper: Path) -> None:
    before = paper.read_bytes()
    made = _copy(paper)
    assert paper.read_bytes() == before
    assert made.path == paper.with_name("báo cáo năm-da-soat.docx")
    assert [one.code for one in made.mended] == ["PG-06", "CP-09"]
    assert [(one.code, one.old, one.new) for one in made.proposed] == [
        ("SL-01", "116,66%", "106,66%"),
        ("CT-01", "của của", "của"),
        ("CT-03", "xuất xắc", "xuất sắc"),
        ("CT-03", "xuất quà", "suất quà"),
    ]


def test_who_refuses_has_the_words_as_they_were_and_who_accepts_a_right_paper(paper: Path) -> None:
    made = _copy(paper)
    assert made.path is not None
    file = read_page(made.path.read_bytes())
    assert visible_text(file, View.REJECTED).split() == visible_text(read_page(paper.read_bytes())).split()
    (again,) = check_files((made.path,), TODAY)
    assert again.problems == ()
    assert "tổ chức công đoàn xuất sắc của mình hoạt động" in visible_text(file, View.ACCEPTED)


def test_a_second_time_changes_nothing_more(paper: Path) -> None:
    made = _copy(paper)
    assert made.path is not None
    assert _copy(made.path) == Copy(made.path)
    assert _copy(paper).path == made.path  # the same copy again: no second one beside it
    assert len(list(paper.parent.iterdir())) == 2


def test_what_is_found_stands_as_comments_where_it_is(paper: Path) -> None:
    made = _copy(paper, fix=False, comments=True)
    assert made.path is not None
    (checked,) = check_files((paper,), TODAY)
    assert made.comments == len(checked.problems) == 6
    comments = read_page(made.path.read_bytes()).comments
    told = {one.text.partition(":")[0]: one.about for one in comments}
    assert told["CP-09"] == "BÁO CÁO"
    assert told["SL-01"].startswith("- Tổ chức 6 lớp đào tạo")
    assert all("Cách sửa: " in one.text for one in comments)


def test_comments_of_an_earlier_check_are_renewed_and_never_stacked(paper: Path) -> None:
    made = _copy(paper, fix=False, comments=True)
    assert made.path is not None
    assert _copy(made.path, fix=False, comments=True) == Copy(made.path)
    made.path.write_bytes(said("của của mình", "của mình")(made.path.read_bytes()))
    again = _copy(made.path, fix=False, comments=True)
    assert again.path is not None
    told = [one.text.partition(":")[0] for one in read_page(again.path.read_bytes()).comments]
    assert (len(told), set(told) & {"CT-01"}) == (5, set())


def test_both_at_once_tell_what_is_left(paper: Path) -> None:
    made = _copy(paper, comments=True)
    assert made.path is not None
    assert made.comments == 4
    assert {one.text[:5] for one in read_page(made.path.read_bytes()).comments} == {"SL-01", "CT-01", "CT-03"}
    with ZipFile(made.path) as file:
        relations = file.read("word/_rels/document.xml.rels").decode()
    ids = [piece.partition('"')[0] for piece in relations.split(' Id="')[1:]]
    assert len(set(ids)) == len(ids)


def test_signs_typed_once_too_often_and_the_country_s_name_are_proposed(tmp_path: Path) -> None:
    path = tmp_path / "vội.docx"
    hasty = said("công đoàn hoạt động theo", "công đoàn , theo Điều lệ  Công đoàn Việt nam .. hoạt động theo")
    path.write_bytes(hasty(golden_draft("van-phong-mau-2025").report))
    made = _copy(path)
    assert {(one.code, one.old, one.new) for one in made.proposed} == {
        ("CT-07", "lệ  Công", "lệ Công"),
        ("CT-07", " ..", "."),
        ("CT-07", " ,", ","),
        ("VH-03", "Việt nam", "Việt Nam"),
    }
    assert made.path is not None
    accepted = visible_text(read_page(made.path.read_bytes()), View.ACCEPTED)
    assert "công đoàn, theo Điều lệ Công đoàn Việt Nam. hoạt động theo" in accepted


def test_a_right_paper_has_no_copy(tmp_path: Path) -> None:
    path = tmp_path / "đúng.docx"
    path.write_bytes(golden_draft("van-phong-mau-2025").report)
    assert _copy(path, comments=True) == Copy(path)
    assert list(tmp_path.iterdir()) == [path]


def test_paragraphs_that_a_tracked_change_joins_are_not_set(tmp_path: Path) -> None:
    gone = '<w:rPr><w:del w:id="7" w:author="An" w:date="2026-01-01T00:00:00Z"/></w:rPr>'
    joined = xml(r'(<w:p><w:pPr><w:pStyle w:val="NoiDung"/>)(?=</w:pPr>)', rf"\1{gone}")
    path = tmp_path / "đang sửa.docx"
    path.write_bytes(both(look("BÁO CÁO", b=False), joined)(golden_draft("van-phong-mau-2025").report))
    made = _copy(path)
    assert made.problem is not None
    assert (made.path, made.problem.code) == (None, "F120")
    assert made.problem.what.startswith("không ghi được bản sao đã sửa: tệp có sửa đổi đang theo dõi")
