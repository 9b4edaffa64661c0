"""Rules of the text: address, grounds, body, indents, spaces, tables (NĐ 30/2020/NĐ-CP, Phụ lục I, phần II, mục 6)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from drafter.format_rules.looks import set_as
from drafter.format_rules.paper import Line, Paper, Spot
from drafter.format_rules.rule import Faults, Rule, found
from drafter.format_rules.words import ALIGNED, at, in_text, number, ratio, span
from drafter.model.page import Align, LineRule
from drafter.model.problem import Severity
from drafter.standards.form_words import form_words
from drafter.standards.letter_widths import width_mm
from drafter.standards.page_format import page_format

_SECTION_6 = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 6"
_SECTION_9 = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 9"


# -- address and grounds --------------------------------------------------------------------------------------------


def addressed(paper: Paper) -> Faults:
    """«Kính gửi:» is set as the decree says; several addressees stand on a line each, «- …;», the last with «.»."""
    yield from set_as("kinh_gui", lambda one: one.addressed)(paper)
    if not paper.addressed:
        return
    first, *others = paper.addressed
    if not re.match(r"Kính gửi:", first.text):
        yield found(at("kinh_gui", first), found=f"ghi «{first.text[:12]}»", expected="«Kính gửi:»")
    for line in others:
        end = "." if line is others[-1] else ";"
        if not line.text.startswith("- ") or not line.text.endswith(end):
            expected = f"«- » ở đầu và «{end}» ở cuối dòng"
            yield found(at("kinh_gui", line), found="sai dấu", expected=expected, severity=Severity.WARNING)


CP_13 = Rule(
    code="CP-13", severity=Severity.ERROR, title="Kính gửi", check=addressed, lists=False,
    what="{found}; cần {expected}",
    fix="gõ «Kính gửi:» cỡ 13–14, đứng, không đậm; nhiều nơi thì mỗi nơi một dòng «- …;», dòng cuối chấm hết",
    clause=f"{_SECTION_9}.b, d", why="nơi nhận chính phải rõ từng nơi",
)  # fmt: skip


def grounds(paper: Paper) -> Faults:
    """Each ground stands on a line of its own, in italics, ends «;» and the last «.»; from 2024 on without a dash."""
    yield from set_as("can_cu", lambda one: one.grounds)(paper)
    without_dash = paper.earliest is None or paper.earliest >= form_words().dates["qd_933"]
    for line in paper.grounds:
        end = "." if line is paper.grounds[-1] else ";"
        if not line.text.endswith(end) and not (line is paper.grounds[-1] and line.text.endswith((";", ","))):
            yield found(at("can_cu", line), found=f"cuối dòng là «{line.text[-1]}»", expected=f"«{end}»")
        if without_dash and line.text.startswith(("-", "–")):
            yield found(at("can_cu", line), found="có gạch đầu dòng", expected="không gạch đầu dòng")


CP_14 = Rule(
    code="CP-14", severity=Severity.ERROR, title="Căn cứ ban hành", check=grounds, lists=False,
    what="{found}; cần {expected}",
    fix="mỗi căn cứ một dòng, chữ nghiêng, cỡ 13–14; cuối dòng là «;», dòng cuối cùng là «.»",
    clause=f"{_SECTION_6}.a; mẫu 1.3 của Quyết định 933/QĐ-TLĐ", why="căn cứ phân biệt được với nội dung quyết định",
)  # fmt: skip


_CITED = re.compile(
    r"\b(Nghị định|Nghị quyết|Quyết định|Chỉ thị|Kế hoạch|Công văn|Hướng dẫn|Thông tư|Thông báo|Chương trình|Kết luận)"
    r" (?:liên tịch )?(?:số )?(\d+(?:/\d{4})?[-/][\wĐ/-]*[A-ZĐ][\wĐ/-]*)(?P<after>[^;.]{0,120})"
)
_DAY = re.compile(r"ngày\s+\d|ngày\s*[…._[]|\d{1,2}[/.]\d{1,2}[/.]\d{4}|tháng\s+\d")


def cited_whole(paper: Paper) -> Faults:
    """A paper that is cited for the first time has its day beside its number; in a table's cell the number will do."""
    seen: set[str] = set()
    for line in (*paper.grounds, *paper.body):
        if line.cell:
            continue
        for met in _CITED.finditer(line.text):
            symbol = met[2].rstrip("/-")
            if symbol not in seen and not _DAY.search(met["after"]):
                yield found(in_text(line), found=f"{met[1]} {symbol}")
            seen.add(symbol)


ST_10 = Rule(
    code="ST-10", severity=Severity.NOTE, title="Viện dẫn văn bản lần đầu", check=cited_whole, lists=False,
    what="«{found}» được nhắc lần đầu mà không có ngày ban hành",
    fix="lần đầu ghi đủ tên loại, số, ngày, cơ quan ban hành, trích yếu; các lần sau chỉ cần tên loại và số",
    clause=f"{_SECTION_6}.b", why="người đọc tìm được đúng văn bản",
)  # fmt: skip


# -- the text -------------------------------------------------------------------------------------------------------


def _text(paper: Paper) -> tuple[Line, ...]:
    return (*paper.grounds, *paper.prose)


def body(paper: Paper) -> Faults:
    """The text is 13 to 14 pt; its paragraphs are justified."""
    size = page_format().components["noi_dung"].size_pt
    for line in (*paper.body, *paper.authority):
        odd = [run for run in line.lettered if not size.holds(run.look.size_pt, page_format().checks.size_pt)]
        if odd:
            sizes = ", ".join(dict.fromkeys(number(run.look.size_pt) for run in odd))
            yield found(in_text(line), found=f"cỡ {sizes}", expected=f"cỡ {span(size)}")
    for line in paper.prose:
        if line.align is Align.LEFT and _fills(line):
            words = f"{ALIGNED[Align.LEFT]}", ALIGNED[Align.BOTH]
            yield found(in_text(line), found=words[0], expected=words[1], severity=Severity.WARNING)


def _fills(line: Line) -> bool:
    """Whether it runs over more than a line, so that its alignment is seen."""
    width = width_mm(line.text, line.look.size_pt, bold=line.look.bold)
    return width + max(0.0, line.paragraph.layout.first_mm) > line.column_mm > 0


CP_15 = Rule(
    code="CP-15", severity=Severity.ERROR, title="Cỡ chữ và căn lề của nội dung", check=body, lists=False,
    what="{found}; cần {expected}",
    fix="bôi đen đoạn, đặt cỡ 13 hoặc 14, bấm Justify (Ctrl+J)",
    clause=f"{_SECTION_6}.e", why="nội dung dễ đọc, hai lề thẳng",
)  # fmt: skip


def first_line_indent(paper: Paper) -> Faults:
    """The first line of each paragraph is indented by 10 or 12.7 mm."""
    measures = page_format()
    for line in _text(paper):
        indent = _indent_mm(line, paper.file.tab_mm)
        if indent is None:
            continue
        if all(abs(indent - wanted) > measures.tolerance_mm for wanted in measures.indents_mm):
            expected = " hoặc ".join(number(one) for one in measures.indents_mm)
            yield found(in_text(line), found=f"thụt đầu dòng {number(indent)} mm", expected=f"{expected} mm")


def mixed_indents(paper: Paper) -> dict[float, int]:
    """How many paragraphs have each of the indents that are allowed."""
    measures = page_format()
    counts: Counter[float] = Counter()
    for line in _text(paper):
        indent = _indent_mm(line, paper.file.tab_mm)
        for wanted in measures.indents_mm:
            if indent is not None and abs(indent - wanted) <= measures.tolerance_mm:
                counts[wanted] += 1
    return counts


def _indents(paper: Paper) -> Faults:
    yield from first_line_indent(paper)
    counts = mixed_indents(paper)
    if len(counts) > 1:
        words = "; ".join(f"{count} đoạn thụt {number(indent)} mm" for indent, count in sorted(counts.items()))
        yield found("nội dung", found=words, expected="một mức trong cả văn bản", severity=Severity.WARNING)


def _indent_mm(line: Line, tab_mm: float) -> float | None:
    """How far its first line is moved in; a leading tab counts. None where the line does not begin its paragraph."""
    paragraph = line.paragraph
    if paragraph.runs and line.runs and paragraph.runs[0].text[:1] != line.runs[0].text[:1]:
        return None
    layout = paragraph.layout
    start = layout.left_mm + layout.first_mm
    text = paragraph.text
    for _ in range(len(text) - len(text.lstrip("\t"))):
        stops = [stop for stop in layout.tabs_mm if stop > start + 0.1]
        start = stops[0] if stops else (int(start / tab_mm + 0.01) + 1) * tab_mm
    return start


PA_01 = Rule(
    code="PA-01", severity=Severity.ERROR, title="Thụt đầu dòng", check=_indents, lists=False,
    what="{found}; cần {expected}",
    fix="bôi đen đoạn, Paragraph – Special: First line, 1 cm hoặc 1,27 cm; Left 0 cm",
    clause=f"{_SECTION_6}.e", why="nhìn ra ngay đoạn mới",
)  # fmt: skip


def space_between(paper: Paper) -> Faults:
    """Between two paragraphs of the text is a space of at least 6 pt."""
    least, give = page_format().space_between_min_pt, page_format().checks.space_pt
    for above, below in _neighbours(paper):
        gap = _gap_pt(above, below)
        if gap < least - give:
            yield found(in_text(below), found=number(gap), expected=number(least))


def _neighbours(paper: Paper) -> Iterator[tuple[Line, Line]]:
    """Paragraphs of the text that follow one another directly."""
    text = sorted(_text(paper), key=lambda line: line.order)
    for above, below in pairwise(text):
        if below.order == above.order + 1 and above.paragraph is not below.paragraph:
            yield above, below


def _gap_pt(above: Line, below: Line) -> float:
    first, second = above.paragraph, below.paragraph
    alike = first.style == second.style
    after = 0.0 if first.layout.contextual and alike else first.layout.after_pt
    before = 0.0 if second.layout.contextual and alike else second.layout.before_pt
    return after + before


PA_02 = Rule(
    code="PA-02", severity=Severity.ERROR, title="Khoảng cách giữa các đoạn", check=space_between, lists=False,
    what="cách đoạn trên {found} pt; cần ít nhất {expected} pt",
    fix="bôi đen nội dung, Paragraph – Spacing Before: 6 pt, bỏ dấu ở ô «Don't add space between paragraphs…»",
    clause=f"{_SECTION_6}.e", why="các đoạn tách nhau rõ",
)  # fmt: skip


def line_spacing(paper: Paper) -> Faults:
    """The lines of the text stand at single to one and a half spacing."""
    allowed, give = page_format().line_spacing, page_format().checks.line_spacing
    for line in _text(paper):
        layout = line.paragraph.layout
        natural = line.look.size_pt * page_format().checks.natural_line
        spacing = layout.line if layout.line_rule is LineRule.AUTO else layout.line / natural
        if layout.line_rule is LineRule.AT_LEAST:
            spacing = max(1.0, spacing)
        if not allowed.holds(spacing, give):
            yield found(in_text(line), found=ratio(spacing), expected=f"{ratio(allowed.low)}–{ratio(allowed.high)}")


PA_03 = Rule(
    code="PA-03", severity=Severity.ERROR, title="Giãn dòng", check=line_spacing, lists=False,
    what="giãn dòng {found}; cần {expected} dòng",
    fix="bôi đen nội dung, Paragraph – Line spacing: từ Single đến 1.5 lines",
    clause=f"{_SECTION_6}.e", why="dòng không sít quá, không thưa quá",
)  # fmt: skip


def no_empty_paragraphs(paper: Paper) -> Faults:
    """No empty paragraph makes a space within the text."""
    empty = 0
    last: Line | None = None
    for line in paper.body:
        if line.empty and last is not None and line.order == last.order + 1 + empty:
            empty += 1
            continue
        if empty and last is not None and line.order == last.order + 1 + empty and not line.empty:
            yield found(in_text(line), count=empty)
        empty, last = 0, None if line.empty else line


PA_06 = Rule(
    code="PA-06", severity=Severity.WARNING, title="Không dùng dòng trống để giãn đoạn", check=no_empty_paragraphs,
    what="có {count} dòng trống ở trên đoạn này", lists=False,
    fix="xóa dòng trống; muốn thưa hơn thì tăng Spacing Before của đoạn",
    clause="thông lệ; Nghị định 30 quy định khoảng cách đoạn bằng pt", why="dòng trống dễ rơi lạc lên đầu trang sau",
)  # fmt: skip


def end_mark(paper: Paper) -> Faults:
    """The text ends with «./.»."""
    judged = paper.kind in form_words().end_mark or paper.is_letter
    text = [line for line in paper.body if not line.empty]
    if judged and text and not text[-1].text.rstrip().endswith(page_format().end_mark):
        yield found(in_text(text[-1]))


PA_09 = Rule(
    code="PA-09", severity=Severity.WARNING, title="Dấu «./.» cuối nội dung", check=end_mark, lists=False,
    what="nội dung không kết thúc bằng «./.»", fix="gõ «./.» thay cho dấu chấm cuối cùng của nội dung",
    clause="các mẫu ở Nghị định 30/2020/NĐ-CP, Phụ lục III; mẫu 1.3, 1.4 của Quyết định 933/QĐ-TLĐ",
    why="người đọc biết văn bản đã hết, không ai thêm được chữ",
)  # fmt: skip


def table_text(paper: Paper) -> Faults:
    """Letters in tables are of a size that can be read."""
    size = page_format().components["bang"].size_pt
    frames = {line.cell[0] for line in _in_frames(paper) if line.cell}
    odd: Counter[tuple[int, float]] = Counter()
    for line in paper.lines:
        if line.spot is Spot.CELL and line.cell[0] not in frames:
            for run in line.lettered:
                if not size.holds(run.look.size_pt, page_format().checks.size_pt):
                    odd[line.cell[0], run.look.size_pt] += 1
    for (table, points), count in odd.items():
        yield found(f"bảng {table}", found=number(points), expected=span(size), count=count)


def _in_frames(paper: Paper) -> Iterator[Line]:
    """The lines of the head and of the signature, whose tables are not tables of figures."""
    head = paper.letterhead
    yield from (line for line in (head.state, head.motto, head.number, head.date) if line is not None)
    yield from (*head.upper, *head.issuer, *head.marks)
    for block in paper.signatures:
        yield from block.titles
    if paper.recipients_word is not None:
        yield paper.recipients_word


CP_27 = Rule(
    code="CP-27", severity=Severity.WARNING, title="Cỡ chữ trong bảng", check=table_text,
    what="bảng có chữ cỡ {found} ({count} chỗ); nên từ {expected}",
    fix="bôi đen bảng, đặt cỡ 11–13; bảng rộng thì để trang ngang", clause="không có quy định; thông lệ",
    why="chữ nhỏ quá không đọc được khi in",
)  # fmt: skip

RULES = (CP_13, CP_14, ST_10, CP_15, PA_01, PA_02, PA_03, PA_06, PA_09, CP_27)
