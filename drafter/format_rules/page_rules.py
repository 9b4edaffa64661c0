"""Rules of the page: paper, margins, font, page numbers (NĐ 30/2020/NĐ-CP, Phụ lục I, phần I)."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator

from drafter.format_rules.paper import Line, Paper
from drafter.format_rules.rule import Faults, Rule, found
from drafter.format_rules.words import ALIGNED, in_text, number, of_section, quote, several, span
from drafter.model.page import Align, LineRule, Paragraph, Run, Section, Table, paragraphs
from drafter.model.problem import Severity
from drafter.standards.form_words import form_words
from drafter.standards.letter_widths import width_mm
from drafter.standards.page_format import Allowed, page_format

_PART_1 = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I"
_BLACK = 0x1F  # a text colour whose parts are all this dark prints as black
_LEGACY = (".vn", "vni-", "vni ", "vntime", "uvn ")


def _sections(paper: Paper) -> Iterator[tuple[str, Section]]:
    for at, section in enumerate(paper.sections):
        yield of_section(paper.sections, at), section


def _lies(section: Section) -> bool:
    return section.landscape or section.width_mm > section.height_mm + 1


# -- paper and margins ----------------------------------------------------------------------------------------------


def a4(paper: Paper) -> Faults:
    """Every section is on A4."""
    measures = page_format()
    for place, section in _sections(paper):
        short, long = sorted((section.width_mm, section.height_mm))
        off = max(abs(short - measures.width_mm), abs(long - measures.height_mm))
        if off > measures.paper_tolerance_mm:
            yield found(place, width=number(section.width_mm), height=number(section.height_mm))


PG_01 = Rule(
    code="PG-01", severity=Severity.ERROR, title="Khổ giấy A4", check=a4,
    what="khổ giấy {width} × {height} mm; cần A4, 210 × 297 mm",
    fix="Layout (Bố trí) – Size – A4",
    clause=f"{_PART_1}, mục 1", why="văn bản in, lưu và đóng tập trên một khổ giấy",
)  # fmt: skip


def portrait(paper: Paper) -> Faults:
    """The section of the text stands upright."""
    if paper.sections and _lies(paper.sections[0]):
        yield found(of_section(paper.sections, 0))


PG_02 = Rule(
    code="PG-02", severity=Severity.ERROR, title="Trang dọc", check=portrait, lists=False,
    what="trang có tên loại, nội dung văn bản nằm ngang; cần để dọc",
    fix="Layout – Orientation – Portrait; bảng rộng thì để riêng một phần (section) nằm ngang",
    clause=f"{_PART_1}, mục 2", why="nội dung văn bản trình bày theo chiều dài của khổ A4",
)  # fmt: skip


def landscape_for_tables(paper: Paper) -> Faults:
    """A landscape section, other than that of the text, holds a table."""
    for at, (place, section) in enumerate(_sections(paper)):
        if (at > 0 or paper.is_list) and _lies(section) and not any(isinstance(one, Table) for one in section.blocks):
            yield found(place)


PG_03 = Rule(
    code="PG-03", severity=Severity.WARNING, title="Trang ngang chỉ dành cho bảng", check=landscape_for_tables,
    what="phần này nằm ngang mà không có bảng, biểu",
    fix="Layout – Orientation – Portrait cho phần này",
    clause=f"{_PART_1}, mục 2", why="chỉ bảng, biểu rộng mới được trình bày theo chiều rộng của khổ giấy",
)  # fmt: skip


def _margin(side: str) -> Callable[[Paper], Faults]:
    """The check of a margin of the upright sections."""

    def check(paper: Paper) -> Faults:
        for place, section in _sections(paper):
            if not _lies(section):
                yield from _outside(place, section, side)

    return check


def _outside(place: str, section: Section, side: str, name: str = "") -> Faults:
    allowed: Allowed = getattr(page_format(), side)
    value = getattr(section, f"{side}_mm")
    if not allowed.holds(value, page_format().tolerance_mm):
        yield found(place, found=number(value), expected=span(allowed), default=number(allowed.default), side=name)


def _margin_rule(code: str, side: str, words: str, button: str) -> Rule:
    return Rule(
        code=code, severity=Severity.ERROR, title=f"Lề {words}", check=_margin(side),
        what=f"lề {words} {{found}} mm; cần {{expected}} mm",
        fix=f"Layout – Margins – Custom Margins, ô {button}: {{default}} mm",
        clause=f"{_PART_1}, mục 3", why="lề đủ rộng để đóng tập, đóng dấu và ghi ý kiến",
    )  # fmt: skip


PG_04 = _margin_rule("PG-04", "top", "trên", "Top")
PG_05 = _margin_rule("PG-05", "bottom", "dưới", "Bottom")
PG_06 = _margin_rule("PG-06", "left", "trái", "Left")
PG_07 = _margin_rule("PG-07", "right", "phải", "Right")

_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}


def landscape_margins(paper: Paper) -> Faults:
    """A landscape section has the same margins, side by side."""
    for place, section in _sections(paper):
        if _lies(section):
            for side, words in _SIDES.items():
                yield from _outside(place, section, side, words)


PG_08 = Rule(
    code="PG-08", severity=Severity.WARNING, title="Lề của trang ngang", check=landscape_margins,
    what="trang ngang, lề {side} {found} mm; cần {expected} mm",
    fix="Layout – Margins – Custom Margins của phần này, lề {side}: {default} mm",
    clause=f"{_PART_1}, mục 3", why="quy định không nêu lề riêng cho trang ngang nên dùng chung số đo",
)  # fmt: skip


# -- letters --------------------------------------------------------------------------------------------------------


def one_black_font(paper: Paper) -> Faults:
    """All that is printed is in Times New Roman and black."""
    for words, (run, place) in _odd_letters(paper).items():
        legacy = words.removeprefix("phông ").lower().startswith(_LEGACY)
        hint = " (phông chữ kiểu cũ, phải chuyển mã sang Unicode)" if legacy else ""
        yield found(f"{place} {quote(run.shown)}", found=f"{words}{hint}")


def _odd_letters(paper: Paper) -> dict[str, tuple[Run, str]]:
    """Each font or colour that has no place here, with the first run that has it."""
    odd: dict[str, tuple[Run, str]] = {}
    seen: set[int] = set()
    for place, run in _printed(paper):
        if id(run.look) in seen and run.text.isascii():
            continue
        for words in _odd(run):
            odd.setdefault(words, (run, place))
        if not run.text.isascii():
            continue
        seen.add(id(run.look))
    return odd


def _odd(run: Run) -> Iterator[str]:
    text = run.text
    font = page_format().font
    letters = [sign for sign in text if sign.isalnum()]
    if any(sign.isascii() for sign in letters) and run.look.font != font:
        yield f"phông {run.look.font or 'không rõ'}"
    elif any(not sign.isascii() for sign in letters) and run.look.high != font:
        yield f"phông {run.look.high or 'không rõ'}"
    if letters and not _is_black(run.look.colour):
        yield f"màu {run.look.colour}"


def _is_black(colour: str) -> bool:
    if colour.lower() in ("auto", "black", "windowtext"):
        return True
    try:
        parts = bytes.fromhex(colour)
    except ValueError:
        return False
    return max(parts, default=255) <= _BLACK


def _printed(paper: Paper) -> Iterator[tuple[str, Run]]:
    for line in paper.lines:
        for run in line.runs:
            yield "chữ", run
    for section in paper.sections:
        for words, blocks in (("đầu trang", section.headers), ("chân trang", section.footers)):
            for kind in blocks.values():
                for paragraph in paragraphs(kind):
                    yield from ((words, run) for run in paragraph.runs)
    for note in paper.file.notes:
        for paragraph in paragraphs(note.blocks):
            yield from (("chú thích", run) for run in paragraph.runs)


PG_09 = Rule(
    code="PG-09", severity=Severity.ERROR, title="Phông chữ Times New Roman, màu đen", check=one_black_font,
    what="{found}; cần Times New Roman, màu đen",
    fix="bôi đen toàn văn bản (Ctrl+A), chọn phông Times New Roman và màu chữ Automatic",
    clause=f"{_PART_1}, mục 4", why="một phông chữ Unicode để mở đúng trên mọi máy, in đậm nét, sao chụp rõ",
)  # fmt: skip


def composed(paper: Paper) -> Faults:
    """Vietnamese letters are single characters, not a letter and a mark."""
    apart = [line for line in paper.lines if not unicodedata.is_normalized("NFC", line.text)]
    if apart:
        yield found(in_text(apart[0]), count=len(apart))


PG_10 = Rule(
    code="PG-10", severity=Severity.WARNING, title="Chữ có dấu dựng sẵn", check=composed, printed=True,
    what="{count} dòng có chữ và dấu gõ rời (Unicode tổ hợp)",
    fix="đặt bộ gõ (UniKey) bảng mã Unicode dựng sẵn; bôi đen đoạn, dùng công cụ chuyển mã sang Unicode dựng sẵn",
    clause="TCVN 6909:2001 (cho phép cả hai); thông lệ văn phòng", why="tìm kiếm và so sánh chữ mới đúng",
)  # fmt: skip


# -- page numbers ---------------------------------------------------------------------------------------------------


def page_number(paper: Paper) -> Faults:
    """From page two on, the number stands in the middle of the top margin, upright, and page one has none."""
    for at, (place, section) in enumerate(_sections(paper)):
        header = _numbered(section.headers.get("default", ()))
        if header is None:
            below = any(_numbered(blocks) is not None for blocks in section.footers.values())
            if below:
                yield found(place, found="số trang ở chân trang")
            elif _has_second_page(paper, at):
                yield found(place, found="không có số trang")
            continue
        wrong = several(_wrong_number(header))
        if wrong:
            yield found(place, found=f"số trang {wrong}")
        if at == 0 and (not section.title_page or _numbered(section.headers.get("first", ())) is not None):
            yield found(place, found="số trang hiện ở trang thứ nhất")


def _numbered(blocks: tuple[object, ...]) -> Paragraph | None:
    """The paragraph with the page's number in a header or footer."""
    return next((one for one in paragraphs(blocks) if any(_is_number(run) for run in one.runs)), None)  # type: ignore[arg-type]


def _is_number(run: Run) -> bool:
    return run.field.split()[:1] == ["PAGE"]


def _wrong_number(paragraph: Paragraph) -> Iterator[str]:
    if paragraph.layout.align is not Align.CENTRE and "\t" not in paragraph.text:
        yield ALIGNED[paragraph.layout.align]
    size = page_format().components["so_trang"].size_pt
    for run in paragraph.runs:
        if _is_number(run):
            if not size.holds(run.look.size_pt):
                yield f"cỡ {number(run.look.size_pt)}"
            if run.look.bold:
                yield "đậm"
            if run.look.italic:
                yield "nghiêng"


def _has_second_page(paper: Paper, section: int) -> bool:
    """Whether the section surely runs over more than one page; how its lines fall is reckoned, not laid out."""
    measures = paper.sections[section]
    room = measures.height_mm - measures.top_mm - measures.bottom_mm
    rows: dict[tuple[int, ...], dict[int, float]] = {}
    height = 0.0
    for line in paper.lines:
        if line.section != section:
            continue
        tall = _height_mm(line)
        if line.cell:
            cells = rows.setdefault(line.cell[:2], {})
            cells[line.cell[2]] = cells.get(line.cell[2], 0.0) + tall
        else:
            height += tall
    height += sum(max(cells.values()) for cells in rows.values())
    return height > page_format().checks.full_page * room


def _height_mm(line: Line) -> float:
    layout, size = line.paragraph.layout, line.look.size_pt
    count = 1
    if line.column_mm > 0:
        count = max(1, math.ceil(width_mm(line.text, size, bold=line.look.bold) / line.column_mm))
    natural = size * page_format().checks.natural_line
    each = layout.line * natural if layout.line_rule is LineRule.AUTO else layout.line
    return (count * each + layout.before_pt + layout.after_pt) * 25.4 / 72


PG_11 = Rule(
    code="PG-11", severity=Severity.ERROR, title="Số trang", check=page_number, since=form_words().dates["nd_30"],
    what="{found}; cần số Ả Rập cỡ 13–14, đứng, giữa lề trên, không hiện ở trang thứ nhất",
    fix="Insert – Page Number – Top of Page – Plain Number 2; đánh dấu Different First Page, trang thứ nhất để trống",
    clause=f"{_PART_1}, mục 7; phần V, mục 14", why="tờ rời vẫn biết thuộc trang nào",
)  # fmt: skip


def bare_number(paper: Paper) -> Faults:
    """Nothing stands around the page number."""
    for place, section in _sections(paper):
        for blocks in (*section.headers.values(), *section.footers.values()):
            paragraph = _numbered(blocks)
            if paragraph is not None:
                around = "".join(run.text for run in paragraph.runs if not _is_number(run)).strip()
                if around or section.number_form != "decimal":
                    yield found(place, found=" ".join(paragraph.text.split()))


PG_12 = Rule(
    code="PG-12", severity=Severity.WARNING, title="Số trang không kèm chữ, gạch", check=bare_number,
    what="số trang ghi «{found}»; cần chỉ ghi số, ví dụ «2»",
    fix="bấm đúp vào đầu trang, xóa chữ và dấu quanh số trang; Format Page Numbers chọn 1, 2, 3",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần V, mục 14", why="mẫu của quy định chỉ ghi số",
)  # fmt: skip


def annex_numbers(paper: Paper) -> Faults:
    """Each annex counts its pages for itself."""
    for annex in paper.annexes:
        if not annex.own_numbers:
            first = annex.word or (annex.title[0] if annex.title else None)
            yield found("" if first is None else f"phụ lục «{first.text}»")


PG_13 = Rule(
    code="PG-13", severity=Severity.WARNING, title="Phụ lục đánh số trang riêng", check=annex_numbers,
    what="phụ lục không đánh số trang riêng, bắt đầu từ 1",
    fix="đặt con trỏ trước phụ lục, Layout – Breaks – Next Page; Format Page Numbers – Start at 1",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần III, mục 1.đ", why="mỗi phụ lục là một bản riêng",
)  # fmt: skip

RULES = (PG_01, PG_02, PG_03, PG_04, PG_05, PG_06, PG_07, PG_08, PG_09, PG_10, PG_11, PG_12, PG_13)
