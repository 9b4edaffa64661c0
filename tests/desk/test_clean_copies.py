"""A clean copy: our comments are gone, and nothing else is; it can be taken back in like the file that it is of."""

from __future__ import annotations

import random
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from drafter.desk.checking.copies import Copy, clean_copy, own_comments
from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.reconcile.plan import Known
from drafter.revise.copy import OfficerCopy
from drafter.revise.names import AUTHOR, W14, W15, W
from tests.revise.officer import OTHER, Desk, decide_changes, edit, nested
from tests.revise.papers import fresh_figures, make_paper
from tests.revise.rounds import NOW, Round, offered, refresh_round

_EXTENDED = "commentsExtended"


def _remarked(data: bytes, chance: random.Random) -> bytes:
    """A draft on which an officer has set a few comments."""
    copy = OfficerCopy(data, NOW)
    spoken = [number for number, text in enumerate(copy.line_texts(), 1) if text.strip()]
    for number in chance.sample(spoken, min(3, len(spoken))):
        assert copy.comment_line("document", number, [f"Xem lại đoạn {number}"])
    screen = Desk.of(copy.written({}))
    for one in screen.roots["word/comments.xml"]:
        one.set(f"{W}author", OTHER)
    return screen.data()


def _replied(data: bytes) -> bytes:
    """A file in which somebody has answered the first comment of ours."""
    screen = Desk.of(data)
    comments = screen.roots["word/comments.xml"]
    ours = next(one for one in comments if one.get(f"{W}author") == AUTHOR)
    ours.find(f"{W}p").set(f"{W14}paraId", "0A0A0A0A")
    reply = etree.SubElement(comments, f"{W}comment", {f"{W}id": "7777", f"{W}author": OTHER})
    line = etree.SubElement(reply, f"{W}p", {f"{W14}paraId": "0B0B0B0B"})
    etree.SubElement(etree.SubElement(line, f"{W}r"), f"{W}t").text = "Đã hỏi đơn vị"
    extended = etree.Element(f"{W15}commentsEx")
    etree.SubElement(extended, f"{W15}commentEx", {f"{W15}paraId": "0B0B0B0B", f"{W15}paraIdParent": "0A0A0A0A"})
    screen.parts[f"word/{_EXTENDED}.xml"] = etree.tostring(extended)
    links = screen.parts["word/_rels/document.xml.rels"].decode()
    link = (
        f'<Relationship Id="rIdEx" Type="http://schemas.microsoft.com/office/2011/relationships/{_EXTENDED}" '
        f'Target="{_EXTENDED}.xml"/></Relationships>'
    )
    screen.parts["word/_rels/document.xml.rels"] = links.replace("</Relationships>", link).encode()
    return screen.data()


def _cleaned(path: Path, data: bytes) -> tuple[Copy, bytes]:
    path.write_bytes(data)
    made = clean_copy(path, NOW)
    assert made.problem is None
    return made, (made.path or path).read_bytes()


def _told(done: Round) -> list[tuple[object, ...]]:
    return [(item.occurrence, item.found, item.decision) for item in done.plan.items]


@pytest.mark.parametrize("seed", range(10))
def test_every_word_change_and_figure_stays_and_the_next_round_is_the_same(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    paper = make_paper(seed)
    officer, _ = edit(_remarked(paper.data, chance), seed, share=0.4)
    first = refresh_round(paper.figures, officer, fresh_figures(paper, seed + 1))
    data = decide_changes(first.data, lambda: chance.choice(("accept", "reject", "leave")))
    before = read_page(data)
    made, clean = _cleaned(tmp_path / "bản cuối.docx", data)
    after = read_page(clean)
    assert own_comments(after) == 0
    assert made.cleared == own_comments(before)
    others = [one for one in before.comments if one.author == OTHER]
    assert list(after.comments) == others
    assert len(others) > 0
    for view in View:
        assert visible_text(after, view) == visible_text(before, view)
    assert (after.tracked, after.carriers, after.properties) == (before.tracked, before.carriers, before.properties)
    assert nested(clean) == nested(data)
    again = (fresh_figures(paper, seed + 2, share=0.5), Known(offered(first.plan), {}))
    assert _told(refresh_round(paper.figures, clean, *again)) == _told(refresh_round(paper.figures, data, *again))


def test_a_comment_of_ours_that_somebody_answered_stays_with_the_answer(tmp_path: Path) -> None:
    paper = make_paper(1)
    data = _replied(refresh_round(paper.figures, paper.data, fresh_figures(paper, 2)).data)
    made, clean = _cleaned(tmp_path / "bản cuối.docx", data)
    assert made.answered == 1
    assert made.cleared == own_comments(read_page(data)) - 1
    assert [one.author for one in read_page(clean).comments] == [AUTHOR, OTHER]


def test_a_file_without_our_comments_and_a_workbook_have_no_clean_copy(tmp_path: Path) -> None:
    paper = make_paper(3)
    made, _ = _cleaned(tmp_path / "bản cuối.docx", _remarked(paper.data, random.Random(3)))
    assert made == Copy(tmp_path / "bản cuối.docx")
    with ZipFile(tmp_path / "phụ lục.xlsx", "w") as file:
        file.writestr("x", "")
    assert clean_copy(tmp_path / "phụ lục.xlsx", NOW) == Copy(tmp_path / "phụ lục.xlsx")
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_no_word_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "hỏng.docx"
    path.write_bytes(b"PK\x03\x04 x")
    made = clean_copy(path, NOW)
    assert made.problem is not None
    assert (made.path, made.problem.code) == (None, "F120")
