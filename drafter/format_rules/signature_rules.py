"""Rules of the end of a paper: on whose behalf, as what and who signs, and to whom it goes."""

from __future__ import annotations

import re

from drafter.format_rules.looks import set_as
from drafter.format_rules.paper import Line, Paper, Signature
from drafter.format_rules.patterns import RECIPIENTS, base, begins, spelled
from drafter.format_rules.rule import Faults, Rule, found
from drafter.format_rules.words import at, number
from drafter.model.page import Align
from drafter.model.problem import Severity
from drafter.standards.form_words import form_words
from drafter.standards.page_format import page_format

_SECTION_7 = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 7"
_SECTION_9 = "Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 9"
_AUTHORITY = re.compile(r"(TM|KT|TL|TUQ|Q)\. \S")
_ANY_AUTHORITY = re.compile(r"(TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\s*[./]?\s*(?=[A-ZĐ])")
_HEADS = ("CHỦ TỊCH", "CHỦ NHIỆM", "TRƯỞNG BAN", "CỤM TRƯỞNG", "KHỐI TRƯỞNG")


def _titles(paper: Paper) -> list[Line]:
    return [line for block in paper.signatures for line in block.titles]


# -- who signs ------------------------------------------------------------------------------------------------------

CP_16 = Rule(
    code="CP-16", severity=Severity.ERROR, title="Quyền hạn, chức vụ người ký", lists=False,
    check=set_as("chuc_vu_ky", _titles, Align.CENTRE),
    what="{found}; cần {expected}", fix="bôi đen dòng quyền hạn, chức vụ, đặt in hoa, cỡ 13–14, đứng, đậm, căn giữa",
    clause=f"{_SECTION_7}.đ", why="quyền hạn, chức vụ ghi rõ trên chữ ký",
)  # fmt: skip


def signer_name(paper: Paper) -> Faults:
    """The name is bold, in title case, without a degree before it."""
    names = [block.name for block in paper.signatures if block.name is not None]
    yield from set_as("ho_ten_ky", lambda _: names, Align.CENTRE)(paper)
    degrees = "|".join(re.escape(one) for one in form_words().degrees)
    for name in names:
        place = at("ho_ten_ky", name)
        met = re.search(rf"\b(?:{degrees})\.", name.text)
        if met:
            yield found(place, found=f"có học hàm, học vị «{met[0]}»", expected="chỉ họ và tên")
        if len(name.text.split()) > 1 and name.text == name.text.upper() and not name.text.startswith("["):
            yield found(place, found="in hoa cả họ tên", expected="chữ đầu mỗi tiếng viết hoa")


CP_17 = Rule(
    code="CP-17", severity=Severity.ERROR, title="Họ tên người ký", check=signer_name, lists=False,
    what="{found}; cần {expected}",
    fix="gõ họ tên dạng «Nguyễn Văn A», cỡ 13–14, đứng, đậm, căn giữa dưới chức vụ; bỏ học hàm, học vị",
    clause=f"{_SECTION_7}.c, đ", why="trước họ tên người ký không ghi học hàm, học vị, danh hiệu",
)  # fmt: skip


def authority_marks(paper: Paper) -> Faults:
    """«TM.», «KT.», «TL.», «TUQ.», «Q.» have their point and a space after it."""
    for line in _titles(paper):
        text = " ".join(line.text.split())
        if _ANY_AUTHORITY.match(text) and not _AUTHORITY.match(text) and not _is_plain_title(text):
            yield found(at("chuc_vu_ky", line), found=text.split()[0])


def _is_plain_title(text: str) -> bool:
    return begins(text, form_words().titles)


SG_01 = Rule(
    code="SG-01", severity=Severity.ERROR, title="Chữ viết tắt quyền hạn ký", check=authority_marks, lists=False,
    what="ghi «{found}»; cần «TM.», «KT.», «TL.», «TUQ.», «Q.», có dấu chấm và một dấu cách",
    fix="gõ lại, ví dụ «TM. BAN THƯỜNG VỤ», «KT. CHỦ TỊCH»; không viết «T/M», «K/T»",
    clause=f"{_SECTION_7}.b", why="«T/M», «K/T» là cách ghi của văn bản Đảng",
)  # fmt: skip


def body_of_level(paper: Paper) -> Faults:
    """Only the Confederation has a Presidium (Đoàn Chủ tịch)."""
    top = form_words().only_at_top
    for line in _titles(paper):
        issuer = paper.letterhead.issuer_name
        if f"TM. {top}" in line.text and issuer and not begins(issuer, ("TỔNG LIÊN ĐOÀN", "ĐẠI HỘI")):
            yield found(at("chuc_vu_ky", line))


SG_02 = Rule(
    code="SG-02", severity=Severity.WARNING, title="Tập thể đứng tên đúng cấp", check=body_of_level, lists=False,
    what="chỉ Tổng Liên đoàn có Đoàn Chủ tịch", fix="ghi «TM. BAN THƯỜNG VỤ» hoặc «TM. BAN CHẤP HÀNH»",
    clause="Quyết định 933/QĐ-TLĐ, Điều 1; mẫu 1.3", why="tập thể ký là cơ quan lãnh đạo của chính cấp ấy",
)  # fmt: skip


def deputy(paper: Paper) -> Faults:
    """A deputy signs for the head («KT. CHỦ TỊCH» / «PHÓ CHỦ TỊCH») or for the collective («TM. …»)."""
    for block in paper.signatures:
        titles = [" ".join(line.text.split()) for line in block.titles]
        for above, below in zip(titles, [*titles[1:], ""], strict=True):
            head = above.removeprefix("KT. ")
            if above.startswith("KT. ") and head in _HEADS and below == head:
                yield found(
                    at("chuc_vu_ky", block.titles[0]), found=f"«{above}» / «{below}»", expected=f"«PHÓ {below}»"
                )
        if titles and titles[0].startswith("PHÓ ") and paper.kind != "BIÊN BẢN":
            expected = "«TM. …» hoặc «KT. …» ở dòng trên"
            yield found(at("chuc_vu_ky", block.titles[0]), found=f"«{titles[0]}» đứng một mình", expected=expected)


SG_05 = Rule(
    code="SG-05", severity=Severity.ERROR, title="Cấp phó ký thay", check=deputy, lists=False,
    what="{found}; cần {expected}",
    fix="ghi «KT. CHỦ TỊCH» / «PHÓ CHỦ TỊCH», hoặc «TM. BAN THƯỜNG VỤ» / «PHÓ CHỦ TỊCH» theo nếp của cơ quan",
    clause="Nghị định 30/2020/NĐ-CP, Điều 13; 1014/QĐ-TLĐ", why="cấp phó ký thay người đứng đầu hoặc thay mặt tập thể",
)  # fmt: skip


def subcommittee(paper: Paper) -> Faults:
    """The head of a sub-committee (tiểu ban) signs by himself, its deputy for him: nobody signs «TM.»."""
    if not begins(paper.letterhead.issuer_name, ("TIỂU BAN",)):
        return
    for block in paper.signatures[:1]:
        if block.titles and block.titles[0].text.startswith("TM"):
            yield found(at("chuc_vu_ky", block.titles[0]), found=block.titles[0].text)


SG_06 = Rule(
    code="SG-06", severity=Severity.WARNING, title="Tiểu ban ký", check=subcommittee, lists=False,
    what="ghi «{found}»; trưởng tiểu ban ký trực tiếp, phó trưởng tiểu ban ký thay",
    fix="ghi «TRƯỞNG TIỂU BAN», hoặc «KT. TRƯỞNG TIỂU BAN» / «PHÓ TRƯỞNG TIỂU BAN»",
    clause="Quyết định 933/QĐ-TLĐ, Phụ lục IV", why="tiểu ban không phải cơ quan lãnh đạo tập thể",
)  # fmt: skip


def inspection_titles(paper: Paper) -> Faults:
    """An inspection committee signs «TM. ỦY BAN KIỂM TRA» / «CHỦ NHIỆM»."""
    if not begins(paper.letterhead.issuer_name, ("ỦY BAN KIỂM TRA", "UBKT")):
        return
    for block in paper.signatures[:1]:
        if not any("CHỦ NHIỆM" in line.text for line in block.titles):
            yield found(at("chuc_vu_ky", block.titles[0]), found=block.titles[-1].text)


HD_08 = Rule(
    code="HD-08", severity=Severity.WARNING, title="Ủy ban Kiểm tra ký", check=inspection_titles, lists=False,
    what="chức vụ ghi «{found}»; Ủy ban Kiểm tra do Chủ nhiệm hoặc Phó Chủ nhiệm ký",
    fix="ghi «TM. ỦY BAN KIỂM TRA» / «CHỦ NHIỆM»", clause="thông lệ", why="chức vụ ghi đúng trong tổ chức ban hành",
)  # fmt: skip


_ORDERED = re.compile(r"(?:TL|TUQ)\. ")


def on_order(paper: Paper) -> Faults:
    """Who signs «TL.», «TUQ.» needs the rules of the office or a written order: nobody sees that in the paper."""
    for line in _titles(paper):
        text = " ".join(line.text.split())
        if _ORDERED.match(text):
            basis = "quy chế làm việc" if text.startswith("TL") else "văn bản ủy quyền"
            yield found(at("chuc_vu_ky", line), found=text, basis=basis)


SG_07 = Rule(
    code="SG-07", severity=Severity.NOTE, title="Ký thừa lệnh, thừa ủy quyền", check=on_order, lists=False,
    what="ký «{found}»: phải có {basis} giao cho người ký",
    fix="đối chiếu {basis}; người được ủy quyền không ủy quyền lại cho người khác",
    clause="Nghị định 30/2020/NĐ-CP, Điều 13, khoản 3, 4", why="ký thay không có căn cứ thì văn bản không có giá trị",
)  # fmt: skip

_OTHER_BODIES = re.compile(
    r"(?:TỈNH|THÀNH|HUYỆN|ĐẢNG) (?:ỦY|UỶ)|BÍ THƯ|MẶT TRẬN|MTTQ|ĐẠI BIỂU QUỐC HỘI|GIÁM ĐỐC|HIỆU TRƯỞNG"
)


def title_of_issuer(paper: Paper) -> Faults:
    """The title is the one that the signer holds in the issuing body, not in the Party, the Front or the enterprise.

    Where several sign, each signs for a body of its own.
    """
    for line in _titles(paper) if len(paper.signatures) == 1 else ():
        met = _OTHER_BODIES.search(line.text)
        if met:
            yield found(at("chuc_vu_ky", line), found=" ".join(line.text.split()))


SG_08 = Rule(
    code="SG-08", severity=Severity.NOTE, title="Chức vụ trong cơ quan ban hành", check=title_of_issuer, lists=False,
    what="ghi «{found}», có chức vụ ở cơ quan khác",
    fix="chỉ ghi chức vụ trong cơ quan ban hành văn bản, ví dụ «CHỦ TỊCH»",
    clause=f"{_SECTION_7}.c", why="người ký thay mặt cơ quan ban hành, không thay mặt cơ quan khác",
)  # fmt: skip


def room(paper: Paper) -> Faults:
    """Between title and name is room for a signature and a seal."""
    least = page_format().signature_space_min_mm
    for block in paper.signatures:
        if block.room_mm is not None and block.room_mm < least:
            yield found(at("chuc_vu_ky", block.titles[-1]), found=number(block.room_mm), expected=number(least))


SG_09 = Rule(
    code="SG-09", severity=Severity.WARNING, title="Khoảng trống để ký", check=room, lists=False,
    what="giữa chức vụ và họ tên chỉ có {found} mm; cần ít nhất {expected} mm",
    fix="thêm dòng trống giữa chức vụ và họ tên (4 đến 5 dòng)", clause="thông lệ", why="đủ chỗ ký và đóng dấu",
)  # fmt: skip


def no_seal(paper: Paper) -> Faults:
    """A draft has neither a seal nor a signature's picture."""
    if paper.is_draft:
        for block in paper.signatures:
            for _ in block.pictures[:1]:
                yield found("phần ký")


SG_10 = Rule(
    code="SG-10", severity=Severity.ERROR, title="Bản thảo không có dấu và chữ ký", check=no_seal, lists=False,
    what="bản thảo có hình ở chỗ ký", fix="xóa hình chữ ký, con dấu; chỉ để khoảng trống",
    clause=f"{_SECTION_7}.d và mục 8.a; Điều 33", why="chữ ký, dấu chỉ có sau khi văn bản được duyệt",
)  # fmt: skip


def kept_together(paper: Paper) -> Faults:
    """In a draft, the signing block stays on a page with the last lines of the text and is not cut."""
    if not paper.is_draft or not paper.signatures or not paper.body:
        return
    block: Signature = paper.signatures[0]
    text = [line for line in paper.body if not line.empty]
    after = [line for line in paper.body if text and line.order >= text[-1].order]
    if after and not all(line.paragraph.layout.keep_next for line in after):
        yield found("phần ký", found="có thể sang trang một mình")
    if not block.whole:
        yield found("phần ký", found="có thể bị cắt làm hai ở cuối trang")


SG_12 = Rule(
    code="SG-12", severity=Severity.WARNING, title="Phần ký đi liền với nội dung", check=kept_together, lists=False,
    what="phần ký {found}",
    fix="chọn đoạn cuối: Paragraph – Line and Page Breaks – Keep with next; bảng phần ký: bỏ «Allow row to break…»",
    clause="thông lệ", why="tờ có chữ ký phải có nội dung",
)  # fmt: skip


# -- recipients -----------------------------------------------------------------------------------------------------


def recipients_word(paper: Paper) -> Faults:
    """«Nơi nhận:» is 12 pt, bold and italic, on the left."""
    line = paper.recipients_word
    if line is None:
        return
    yield from set_as("noi_nhan_tu", lambda _: (line,))(paper)
    if line.own and line.align in (Align.CENTRE, Align.RIGHT):
        yield found(at("noi_nhan_tu", line), found="không căn trái", expected="căn trái")
    if RECIPIENTS.fullmatch(base(line.text)) and line.text != "Nơi nhận:":
        yield found(at("noi_nhan_tu", line), found=f"ghi «{line.text}»", expected="«Nơi nhận:»")


CP_18 = Rule(
    code="CP-18", severity=Severity.ERROR, title="Chữ «Nơi nhận»", check=recipients_word, lists=False,
    what="{found}; cần {expected}", fix="gõ «Nơi nhận:», cỡ 12, nghiêng, đậm, sát lề trái",
    clause=f"{_SECTION_9}.d", why="nơi nhận ở cuối, bên trái, ngang với quyền hạn người ký",
)  # fmt: skip


def recipients(paper: Paper) -> Faults:
    """The recipients are 11 pt, a line each: «- …;», the last «- Lưu: VT, …».»."""
    lines = paper.recipients
    yield from set_as("noi_nhan_ds", lambda _: lines)(paper)
    if not lines:
        if paper.recipients_word is not None:
            yield found(at("noi_nhan_tu"), found="không có nơi nhận nào", expected="mỗi nơi một dòng «- …;»")
        return
    items: list[list[Line]] = []
    for line in lines:
        if line.text.startswith(("-", "–", "+", "•")) or not items:
            items.append([line])
        else:
            items[-1].append(line)
    for item in items:
        text = " ".join(line.text for line in item)
        last = item is items[-1]
        wrong, expected = _wrong_item(text, last=last)
        if wrong:
            yield found(at("noi_nhan_ds", item[0]), found=wrong, expected=expected, severity=Severity.WARNING)


def _wrong_item(text: str, *, last: bool) -> tuple[str, str]:
    if not re.match(r"- \S", text):
        return "không bắt đầu bằng «- »", "«- » rồi tên nơi nhận"
    if last and not re.match(r"- Lưu:? ?", text):
        return "dòng cuối không phải «- Lưu: …»", "«- Lưu: VT, … .»"
    end = "." if last else ";"
    if not text.endswith(end):
        return f"cuối dòng là «{text[-1]}»", f"«{end}»"
    return "", ""


CP_19 = Rule(
    code="CP-19", severity=Severity.ERROR, title="Danh sách nơi nhận", check=recipients, lists=False,
    what="{found}; cần {expected}", fix="mỗi nơi một dòng cỡ 11, đứng: «- …;», dòng cuối «- Lưu: VT, <nơi soạn thảo>.»",
    clause=f"{_SECTION_9}.d", why="nơi nhận rõ từng nơi, dòng cuối là nơi lưu",
)  # fmt: skip


def copies_mark(paper: Paper) -> Faults:
    """The typist's mark and the number of copies («PL.(300)») are 11 pt."""
    for line in paper.lines:
        if re.fullmatch(r"[A-ZĐ]{1,4}\.? ?\(\d{1,5}\)", line.text):
            sizes = {run.look.size_pt for run in line.lettered}
            if sizes - {11.0}:
                yield found(f"dòng «{line.text}»", found=number(max(sizes)))


CP_23 = Rule(
    code="CP-23", severity=Severity.NOTE, title="Ký hiệu người soạn thảo", check=copies_mark, lists=False,
    what="cỡ {found}; cần cỡ 11", fix="bôi đen dòng ấy, đặt cỡ 11",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần III, mục 3", why="ký hiệu người soạn thảo là chữ nhỏ nhất",
)  # fmt: skip


def stamps(paper: Paper) -> Faults:
    """A mark of urgency or circulation is in bold capitals of 13 to 14 pt."""
    wanted = {spelled(one) for one in form_words().stamps}
    for line in paper.lines:
        if spelled(line.text) in wanted and not line.empty:
            look = line.look
            wrong = [] if line.text == line.text.upper() else ["chữ thường"]
            wrong += [] if look.bold else ["không đậm"]
            wrong += [] if 13 <= look.size_pt <= 14 else [f"cỡ {number(look.size_pt)}"]
            if wrong:
                yield found(f"dấu «{line.text}»", found=", ".join(wrong))


CP_25 = Rule(
    code="CP-25", severity=Severity.NOTE, title="Dấu chỉ mức độ khẩn, phạm vi lưu hành", check=stamps, lists=False,
    what="{found}; cần in hoa, đứng, đậm, cỡ 13–14, trong khung", fix="đặt in hoa, đậm, cỡ 13–14",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần III, mục 2", why="dấu này phải thấy ngay",
)  # fmt: skip

RULES = (CP_16, CP_17, CP_18, CP_19, CP_23, CP_25, SG_01, SG_02, SG_05, SG_06, SG_07, SG_08, SG_09, SG_10, SG_12, HD_08)
