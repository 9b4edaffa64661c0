"""Rules of the head of a paper: the state's name, the motto, the names, number, day, type and subject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from drafter.format_rules.looks import set_as
from drafter.format_rules.paper import DrawnLine, Line, Paper
from drafter.format_rules.patterns import letters
from drafter.format_rules.rule import Faults, Rule, found
from drafter.format_rules.words import at, number, quote, ratio
from drafter.model.page import Align, LineRule
from drafter.model.problem import Severity
from drafter.standards.letter_widths import width_mm
from drafter.standards.page_format import page_format

_ANNEX_I = "Nghị định 30/2020/NĐ-CP, Phụ lục I"
_LOOK = "{found}; cần {expected}"
_STATE_TONES = ("HÒA", "HOÀ")


def _all_found(*parts: object) -> Callable[[Paper], Faults]:
    """One after the other, the findings of several checks of one component."""

    def check(paper: Paper) -> Faults:
        for part in parts:
            yield from part(paper)  # type: ignore[operator]

    return check


def _told(part: str, line: Line, wrong: str, expected: str) -> Faults:
    yield found(at(part, line), found=wrong, expected=expected)


# -- the state and the motto ----------------------------------------------------------------------------------------


def _state_words(paper: Paper) -> Faults:
    line, wanted = paper.letterhead.state, page_format().quoc_hieu
    if line is None:
        return
    said = " ".join(line.text.split())
    if said.replace(_STATE_TONES[1], _STATE_TONES[0]) != wanted and said.upper() == said:
        yield from _told("quoc_hieu", line, f"ghi {quote(said)}", f"«{wanted}»")
    if line.own and 0 < line.column_mm < width_mm(line.text, line.look.size_pt, bold=line.look.bold):
        yield from _told("quoc_hieu", line, "dài quá ô nên phải xuống dòng", "nằm trên một dòng")


CP_01 = Rule(
    code="CP-01", severity=Severity.ERROR, title="Quốc hiệu",
    check=_all_found(set_as("quoc_hieu", lambda paper: (paper.letterhead.state,), Align.CENTRE), _state_words),
    what=_LOOK, fix="gõ «CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM» trên một dòng, cỡ 12–13, đứng, đậm, căn giữa ô bên phải",
    clause=f"{_ANNEX_I}, phần II, mục 1.a", why="tên nước ghi một cách duy nhất", lists=False,
)  # fmt: skip


def _motto_words(paper: Paper) -> Faults:
    line, wanted = paper.letterhead.motto, page_format().tieu_ngu
    if line is not None and " ".join(line.text.split()) != wanted:
        yield from _told("tieu_ngu", line, f"ghi {quote(line.text)}", f"«{wanted}»")


CP_02 = Rule(
    code="CP-02", severity=Severity.ERROR, title="Tiêu ngữ",
    check=_all_found(set_as("tieu_ngu", lambda paper: (paper.letterhead.motto,), Align.CENTRE), _motto_words),
    what=_LOOK, fix="gõ «Độc lập - Tự do - Hạnh phúc» (gạch nối ngắn, cách hai bên), cỡ 13–14, đứng, đậm, căn giữa",
    clause=f"{_ANNEX_I}, phần II, mục 1.b", why="tiêu ngữ ghi một cách duy nhất", lists=False,
)  # fmt: skip


# -- the lines under components -------------------------------------------------------------------------------------


def _line_under(part: str, line: DrawnLine | None, above: Sequence[Line], *, missing: bool) -> Faults:
    """What is wrong with the line under a component, measured by the widest of its lines in `above`."""
    if not above:
        return
    checks, share = page_format().checks, page_format().rule_ratio[part]
    wanted = "bằng dòng chữ" if share.default == 1 else f"bằng {ratio(share.low)}–{ratio(share.high)} dòng chữ"
    place = at(part, above[-1])
    if line is None:
        if missing:
            yield found(place, found="không có vạch kẻ ngang", expected=wanted)
        return
    if line.how != "drawn":
        words = "vạch gõ bằng dấu gạch" if line.how == "typed" else "gạch chân chữ thay cho vạch kẻ"
        yield found(place, found=words, expected=wanted)
        return
    if line.length_mm is None:
        return
    widths = [width_mm(one.text, one.look.size_pt, bold=one.look.bold) for one in above]
    text = max(widths)
    give = max(checks.line_ratio, checks.line_mm / text) if share.default == 1 else checks.line_ratio
    # of a name on several lines the decree does not say which counts: the longest or the last may
    if not any(share.holds(line.length_mm / width, give) for width in (text, widths[-1])):
        lengths = f"vạch dài {number(line.length_mm)} mm, dòng chữ dài {number(text)} mm"
        yield found(place, found=lengths, expected=wanted)
    elif line.off_mm is not None and abs(line.off_mm) > checks.line_off_mm:
        yield found(place, found="vạch lệch khỏi giữa dòng chữ", expected=wanted)


def motto_line(paper: Paper) -> Faults:
    """A drawn line as long as the motto stands under it."""
    head = paper.letterhead
    above = [head.motto] if head.motto else []
    yield from _line_under("tieu_ngu", head.motto_line, above, missing=not head.drawn_borders)


CP_03 = Rule(
    code="CP-03", severity=Severity.WARNING, title="Vạch dưới Tiêu ngữ", check=motto_line, lists=False,
    what="{found}; cần vạch kẻ liền, dài {expected}",
    fix="Insert – Shapes – Line, kẻ một vạch liền dưới Tiêu ngữ, dài bằng dòng chữ; không gạch chân, không gõ dấu gạch",
    clause=f"{_ANNEX_I}, phần II, mục 1.b", why="vạch là nét vẽ riêng, dài bằng dòng chữ",
)  # fmt: skip


def issuer_line(paper: Paper) -> Faults:
    """A drawn line of a third to a half of its last line stands under the issuer's name."""
    head = paper.letterhead
    yield from _line_under("co_quan_ban_hanh", head.issuer_line, head.issuer, missing=not head.drawn_borders)


CP_06 = Rule(
    code="CP-06", severity=Severity.WARNING, title="Vạch dưới tên cơ quan ban hành", check=issuer_line, lists=False,
    what="{found}; cần vạch kẻ liền, cân giữa, dài {expected}",
    fix="Insert – Shapes – Line, kẻ một vạch liền, cân giữa, dài từ một phần ba đến một nửa dòng chữ",
    clause=f"{_ANNEX_I}, phần II, mục 2.b", why="vạch phân cách tên cơ quan với số, ký hiệu",
)  # fmt: skip


def subject_line(paper: Paper) -> Faults:
    """A drawn line of a third to a half of its last line stands under the subject."""
    yield from _line_under("trich_yeu", paper.subject_line, paper.subject[-1:], missing=True)


CP_11 = Rule(
    code="CP-11", severity=Severity.WARNING, title="Vạch dưới trích yếu", check=subject_line, lists=False,
    what="{found}; cần vạch kẻ liền, cân giữa, dài {expected}",
    fix="Insert – Shapes – Line, kẻ một vạch liền, cân giữa, dài từ một phần ba đến một nửa dòng cuối của trích yếu",
    clause=f"{_ANNEX_I}, phần II, mục 5.b", why="vạch phân cách trích yếu với nội dung",
)  # fmt: skip


# -- names, number, day ---------------------------------------------------------------------------------------------

CP_04 = Rule(
    code="CP-04", severity=Severity.ERROR, title="Tên cơ quan chủ quản", lists=False,
    check=set_as("co_quan_chu_quan", lambda paper: paper.letterhead.upper, Align.CENTRE),
    what=_LOOK, fix="bôi đen tên công đoàn cấp trên, đặt in hoa, cỡ 12–13, đứng, bỏ đậm, căn giữa",
    clause=f"{_ANNEX_I}, phần II, mục 2", why="chỉ tên cơ quan ban hành được in đậm",
)  # fmt: skip

CP_05 = Rule(
    code="CP-05", severity=Severity.ERROR, title="Tên cơ quan ban hành", lists=False,
    check=set_as("co_quan_ban_hanh", lambda paper: paper.letterhead.issuer, Align.CENTRE),
    what=_LOOK, fix="bôi đen tên cơ quan ban hành, đặt in hoa, cỡ 12–13, đứng, đậm, căn giữa",
    clause=f"{_ANNEX_I}, phần II, mục 2.b", why="người đọc thấy ngay cơ quan ban hành",
)  # fmt: skip

CP_07 = Rule(
    code="CP-07", severity=Severity.ERROR, title="Cách trình bày số, ký hiệu", lists=False,
    check=set_as("so_ky_hieu", lambda paper: (paper.letterhead.number,), Align.CENTRE),
    what=_LOOK, fix="bôi đen dòng số, đặt cỡ 13, đứng, không đậm, căn giữa dưới tên cơ quan",
    clause=f"{_ANNEX_I}, phần II, mục 3.c; phần V, mục 3", why="số, ký hiệu là chữ thường, đứng",
)  # fmt: skip

CP_08 = Rule(
    code="CP-08", severity=Severity.ERROR, title="Cách trình bày địa danh, ngày tháng", lists=False,
    check=set_as("dia_danh_ngay", lambda paper: (paper.letterhead.date,), Align.CENTRE),
    what=_LOOK, fix="bôi đen dòng địa danh, ngày tháng, đặt cỡ 13–14, nghiêng, không đậm, căn giữa dưới Tiêu ngữ",
    clause=f"{_ANNEX_I}, phần II, mục 4", why="địa danh, ngày tháng là chữ nghiêng",
)  # fmt: skip

CP_09 = Rule(
    code="CP-09", severity=Severity.ERROR, title="Cách trình bày tên loại văn bản", lists=False,
    check=set_as("ten_loai", lambda paper: (paper.type_line,), Align.CENTRE),
    what=_LOOK, fix="bôi đen tên loại, đặt in hoa, cỡ 13–14, đứng, đậm, căn giữa",
    clause=f"{_ANNEX_I}, phần II, mục 5.b", why="tên loại là dòng nổi nhất của trang đầu",
)  # fmt: skip


def _subject_case(paper: Paper) -> Faults:
    for line in paper.subject:
        if letters(line.text) and line.text == line.text.upper():
            yield found(at("trich_yeu", line), found="in hoa", expected="chữ thường, chữ đầu viết hoa")


CP_10 = Rule(
    code="CP-10", severity=Severity.ERROR, title="Trích yếu", lists=False,
    check=_all_found(set_as("trich_yeu", lambda paper: paper.subject, Align.CENTRE), _subject_case),
    what=_LOOK, fix="bôi đen trích yếu, đặt chữ thường, cỡ 13–14, đứng, đậm, căn giữa, ngay dưới tên loại",
    clause=f"{_ANNEX_I}, phần II, mục 5.b", why="trích yếu là một câu ngắn, chữ thường, đậm",
)  # fmt: skip

CP_12 = Rule(
    code="CP-12", severity=Severity.ERROR, title="Trích yếu của công văn", lists=False,
    check=set_as("vv_cong_van", lambda paper: paper.letterhead.about, Align.CENTRE),
    what=_LOOK, fix="bôi đen dòng «V/v …», đặt cỡ 12–13, đứng, không đậm, căn giữa dưới dòng số",
    clause=f"{_ANNEX_I}, phần II, mục 5.b", why="trích yếu của công văn ở dưới số, ký hiệu",
)  # fmt: skip

# -- layout of the head ---------------------------------------------------------------------------------------------


def close_lines(paper: Paper) -> Faults:
    """State and motto, upper name and issuer stand at single spacing with nothing between."""
    head = paper.letterhead
    for part, lines in (("tieu_ngu", (head.state, head.motto)), ("co_quan_ban_hanh", (*head.upper, *head.issuer))):
        stand = [line for line in lines if line is not None and line.own]
        for above, below in pairwise(stand):
            if above.paragraph is below.paragraph:
                continue
            gap = above.paragraph.layout.after_pt + below.paragraph.layout.before_pt
            if gap > page_format().checks.space_pt:
                yield found(at(part, below), found=f"cách dòng trên {number(gap)} pt")
        for line in stand:
            layout = line.paragraph.layout
            spread = layout.line_rule is LineRule.AUTO and layout.line > 1 + page_format().checks.line_spacing
            if spread:
                yield found(at(part, line), found=f"giãn dòng {ratio(layout.line)}")


PA_04 = Rule(
    code="PA-04", severity=Severity.WARNING, title="Dòng ở phần đầu văn bản sát nhau", check=close_lines, lists=False,
    what="{found}; cần giãn dòng đơn, không cách trên, cách dưới",
    fix="bôi đen các dòng của phần đầu, Paragraph: Line spacing Single, Before 0 pt, After 0 pt",
    clause=f"{_ANNEX_I}, phần II, mục 1.c và 2.b", why="hai dòng của một thành phần cách nhau dòng đơn",
)  # fmt: skip


def about_below_number(paper: Paper) -> Faults:
    """«V/v …» stands 6 pt below the number."""
    number_line, about = paper.letterhead.number, paper.letterhead.about
    if number_line is None or not about or number_line.paragraph is about[0].paragraph:
        return
    gap = number_line.paragraph.layout.after_pt + about[0].paragraph.layout.before_pt
    wanted, give = page_format().checks.about_space_pt, page_format().checks.space_pt
    if abs(gap - wanted) > give:
        yield found(at("vv_cong_van", about[0]), found=number(gap), expected=number(wanted))


PA_05 = Rule(
    code="PA-05", severity=Severity.WARNING, title="«V/v» cách dòng số 6 pt", check=about_below_number, lists=False,
    what="cách dòng số {found} pt; cần {expected} pt",
    fix="đặt con trỏ ở dòng «V/v …», Paragraph – Spacing Before: 6 pt",
    clause=f"{_ANNEX_I}, phần II, mục 5.b", why="trích yếu công văn cách số, ký hiệu một khoảng 6 pt",
)  # fmt: skip


def no_borders(paper: Paper) -> Faults:
    """The tables that hold the head and the signature are not drawn."""
    if paper.letterhead.drawn_borders:
        yield found("phần đầu văn bản")
    if paper.signature_borders:
        yield found("phần ký")


PA_07 = Rule(
    code="PA-07", severity=Severity.NOTE, title="Bảng của phần đầu và phần ký không kẻ khung", check=no_borders,
    what="bảng chia hai cột có kẻ khung; cần để không kẻ", lists=False,
    fix="chọn bảng, Table Design – Borders – No Border",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.4", why="bảng chỉ để chia hai cột cho thẳng",
)  # fmt: skip


def names_fit(paper: Paper) -> Faults:
    """Each line of the names fits its column, so that it breaks where the office breaks it."""
    head = paper.letterhead
    for part, lines in (("co_quan_chu_quan", head.upper), ("co_quan_ban_hanh", head.issuer)):
        for line in lines:
            width = width_mm(line.text, line.look.size_pt, bold=line.look.bold)
            if line.own and line.cell and 0 < line.column_mm < width:
                yield found(at(part, line), found=number(width), room=number(line.column_mm))


PA_08 = Rule(
    code="PA-08", severity=Severity.NOTE, title="Tên cơ quan vừa cột", check=names_fit, lists=False,
    what="dòng chữ dài {found} mm, ô rộng {room} mm nên Word tự ngắt dòng",
    fix="ngắt tên thành hai dòng cho cân, ví dụ «TỔNG LIÊN ĐOÀN LAO ĐỘNG» / «VIỆT NAM», hoặc nới rộng cột",
    clause="tính theo bề rộng chữ; 34/KH-TLĐ, 1689/QĐ-TLĐ", why="chỗ xuống dòng do cơ quan chọn, không để máy tự ngắt",
)  # fmt: skip

RULES = (CP_01, CP_02, CP_03, CP_04, CP_05, CP_06, CP_07, CP_08, CP_09, CP_10, CP_11, CP_12, PA_04, PA_05, PA_07, PA_08)
