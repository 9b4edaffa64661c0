"""«Không phát sinh thì gõ số 0»: a zero is known, no sentence says «tặng 0 suất quà»; a plan that it misses is told."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree
from papers import CATALOGUE, OFFICE, figure, paper, slot
from test_interim_slots import H1, Q2, YEAR, at, review

from drafter.model.figure import Figure
from drafter.model.indicator import Kind
from drafter.model.period import Period
from drafter.render.draft import draft_paper
from drafter.render.kinds import KindFolder, load_kind
from drafter.render.paper import Paper
from drafter.render.shipped import shipped_folder

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ZERO = re.compile(r"(?<![\d.,/])0(?![\d.,/%])")
_ALWAYS = ("quản lý 0 công đoàn cơ sở với 0 đoàn viên", "kết nạp mới 0 đoàn viên", "kết nạp mới: 0 đoàn viên")


def shipped(code: str) -> KindFolder:
    folder, problems = load_kind(code, (shipped_folder("templates"),))
    assert folder is not None, problems
    return folder


def zeros(period: Period, *, of_one: tuple[str, ...] = ()) -> tuple[Figure, ...]:
    """Every indicator that a form asks for, each zero; the number 1 for those named."""
    found = []
    for one in CATALOGUE.indicators:
        if one.kind in (Kind.RATE, Kind.RATIO):
            found.append(figure(one.code, "CG", parts=(0, 5), period=period))
        elif one.kind is not Kind.DERIVED:
            found.append(figure(one.code, "CG", int(one.code in of_one), period=period))
    return tuple(found)


def lines(of: Paper, code: str) -> list[str]:
    """The paragraphs of the paper's text."""
    folder = shipped(code)
    drafted = draft_paper(replace(of, kind=folder.kind), folder)
    with zipfile.ZipFile(BytesIO(drafted.document)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    body = root.find(f"{_W}body")
    assert body is not None
    return ["".join(p.itertext(f"{_W}t")) for p in body.iter(f"{_W}p")]


def quarter(*now: Figure, plan: tuple[Figure, ...] = ()) -> Paper:
    return review(*now, upto=zeros(H1), plan=plan)


@pytest.mark.parametrize("code", ["bao-cao-nam", "bao-cao-nam-tom-tat", "bao-cao-quy"])
def test_no_sentence_is_of_zeros(code: str) -> None:
    of = quarter(*zeros(Q2)) if code == "bao-cao-quy" else paper(*zeros(Period.parse("2020")))
    told = [line for line in lines(of, code) if _ZERO.search(line)]
    assert [line for line in told if not any(words in line.casefold() for words in _ALWAYS)] == []


def test_nothing_that_happened_is_left_out_beside_a_zero() -> None:
    text = "\n".join(lines(paper(*zeros(Period.parse("2020"), of_one=("C16b", "H02b", "I02a"))), "bao-cao-nam"))
    assert "- Tặng quà Tết với tổng trị giá 1 triệu đồng" in text
    assert re.search(r"Tổ chức 1 .*tài chính công đoàn cấp dưới", text)
    assert "Có 1 đoàn viên ưu tú được kết nạp vào Đảng." in text
    assert "Không phát sinh đơn khiếu nại, tố cáo." in text
    assert "Trên địa bàn không xảy ra ngừng việc tập thể" in text


def test_a_plan_that_a_zero_misses_is_told() -> None:
    given = [one for one in zeros(Period.parse("2020")) if one.key.indicator not in ("H01", "D03a")]
    planned = figure("D03a", "CG", 0, target=5)
    text = "\n".join(lines(paper(*given, planned), "bao-cao-nam"))
    assert "Số sáng kiến được công nhận cấp cơ sở: 0/5" in text
    assert "0 chỉ tiêu đạt và vượt" not in text
    assert "Còn 01 chỉ tiêu chưa đạt" in text
    review_of = quarter(*zeros(Q2), plan=(at(YEAR, "D03a", unit=OFFICE, target=5),))
    assert any("lũy kế từ đầu năm 0/5" in line for line in lines(review_of, "bao-cao-quy"))


@pytest.mark.parametrize(
    ("given", "occurs"),
    [
        (figure("C16a", "CG", 0), False),
        (figure("C16a", "CG", 3), True),
        (figure("C16a", "CG", 0, target=5), True),
        (figure("C16a", "CG"), False),
        (figure("C06", "CG", parts=(0, 5)), True),
        (figure("E05", "CG", parts=(0, 5)), False),
    ],
    ids=["zero", "some", "zero of a plan", "missing", "a rate of zero", "none of five"],
)
def test_what_occurs(given: Figure, *, occurs: bool) -> None:
    assert slot(given.key.indicator, given)["phat_sinh"] is occurs
