"""Rules of annexes and lists (NĐ 30/2020/NĐ-CP, Phụ lục I, phần III, mục 1), and of the grounds that awards cite."""

from __future__ import annotations

import re

from drafter.format_rules.looks import set_as
from drafter.format_rules.paper import Annex, Line, Paper
from drafter.format_rules.rule import Faults, Rule, found
from drafter.format_rules.words import at, quote
from drafter.model.page import Align
from drafter.model.problem import Severity

_PART_3 = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần III, mục 1"
_BLANKS = re.compile(r"số\s*[:.…_\s]*/|ngày\s*[.…_\s]*tháng|\[[^\]]*\]|\.{3,}|…")


def _words(paper: Paper) -> list[Line]:
    return [annex.word for annex in paper.annexes if annex.word is not None]


def annex_word(paper: Paper) -> Faults:
    """«Phụ lục» is 14 pt, bold, in small letters, centred."""
    yield from set_as("phu_luc_tu", _words, Align.CENTRE)(paper)
    for line in _words(paper):
        if line.text.startswith("PHỤ LỤC"):
            yield found(at("phu_luc_tu", line), found="in hoa", expected="«Phụ lục» chữ thường")


CP_20 = Rule(
    code="CP-20", severity=Severity.ERROR, title="Chữ «Phụ lục»", check=annex_word,
    what="{found}; cần {expected}", fix="gõ «Phụ lục I» thành dòng riêng, cỡ 14, đứng, đậm, căn giữa",
    clause=f"{_PART_3}.b", why="phụ lục bắt đầu bằng một dòng giống nhau",
)  # fmt: skip

CP_21 = Rule(
    code="CP-21", severity=Severity.ERROR, title="Tên phụ lục",
    check=set_as("phu_luc_ten", lambda paper: [line for annex in paper.annexes for line in annex.title], Align.CENTRE),
    what="{found}; cần {expected}", fix="bôi đen tên phụ lục, đặt in hoa, cỡ 13–14, đứng, đậm, căn giữa",
    clause=f"{_PART_3}.b", why="tên phụ lục nổi trên trang của nó",
)  # fmt: skip


def attached(paper: Paper) -> Faults:
    """«(Kèm theo …)» stands centred in italics under the title of an annex."""
    yield from set_as("phu_luc_kem_theo", lambda one: [x for a in one.annexes for x in a.attached], Align.CENTRE)(paper)
    for annex in paper.annexes:
        if annex.word is not None and not annex.attached:
            expected = "«(Kèm theo … số … ngày … của …)»"
            yield found(at("phu_luc_tu", annex.word), found="không có dòng kèm theo", expected=expected)


CP_22 = Rule(
    code="CP-22", severity=Severity.ERROR, title="Dòng «(Kèm theo …)»", check=attached,
    what="{found}; cần {expected}",
    fix="dưới tên phụ lục gõ «(Kèm theo Báo cáo số …/BC-LĐLĐ ngày … tháng … năm … của …)», nghiêng, cỡ 13–14, căn giữa",
    clause=f"{_PART_3}.c", why="phụ lục rời vẫn biết thuộc văn bản nào",
)  # fmt: skip


def annex_numbers(paper: Paper) -> Faults:
    """Two annexes or more are numbered in Roman from I on; one has no number."""
    numbered = [annex for annex in paper.annexes if annex.word is not None]
    if len(numbered) == 1 and not paper.is_list and numbered[0].number:
        yield found(at("phu_luc_tu", numbered[0].word), expected="«Phụ lục», không đánh số, vì chỉ có một phụ lục")
    if len(numbered) < 2:
        return
    for count, annex in enumerate(numbered, 1):
        if annex.number != _roman(count):
            yield found(at("phu_luc_tu", annex.word), expected=f"«Phụ lục {_roman(count)}»")


def _roman(number: int) -> str:
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


PL_01 = Rule(
    code="PL-01", severity=Severity.ERROR, title="Số của phụ lục", check=annex_numbers,
    what="cần {expected}", fix="từ hai phụ lục trở lên thì đánh số La Mã; một phụ lục thì chỉ ghi «Phụ lục»",
    clause=f"{_PART_3}.a", why="viện dẫn đúng phụ lục",
)  # fmt: skip


def new_page(paper: Paper) -> Faults:
    """Each annex begins on a page of its own."""
    for annex in paper.annexes:
        if not annex.new_page:
            yield found(_of(annex))


def _of(annex: Annex) -> str:
    first = annex.word or (annex.title[0] if annex.title else None)
    return "phụ lục" if first is None else f"phụ lục {quote(first.text)}"


PL_02 = Rule(
    code="PL-02", severity=Severity.WARNING, title="Phụ lục sang trang mới", check=new_page,
    what="phụ lục không bắt đầu ở trang mới", fix="đặt con trỏ trước phụ lục, Layout – Breaks – Next Page",
    clause=f"{_PART_3}.đ", why="phụ lục tách được khỏi văn bản",
)  # fmt: skip


def attached_filled(paper: Paper) -> Faults:
    """In a paper that is issued, «(Kèm theo …)» has its number and day."""
    if paper.is_draft:
        return
    for annex in paper.annexes:
        for line in annex.attached:
            if _BLANKS.search(line.text):
                yield found(at("phu_luc_kem_theo", line))
                break


PL_03 = Rule(
    code="PL-03", severity=Severity.WARNING, title="«(Kèm theo …)» ghi đủ", check=attached_filled,
    what="dòng kèm theo còn chỗ trống", fix="ghi số, ngày của văn bản đã ký",
    clause=f"{_PART_3}.c", why="bản giấy phải ghi đủ; bản điện tử cùng tệp thì không phải ghi",
)  # fmt: skip


RULES = (CP_20, CP_21, CP_22, PL_01, PL_02, PL_03)
