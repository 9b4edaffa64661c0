"""Rules of what a paper is made of, in which order, and how its parts are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.format_rules.paper import Line, Paper
from drafter.format_rules.patterns import ATTACHED, base, begins, is_caps, letters, spelled, squeezed
from drafter.format_rules.rule import Faults, Rule, found
from drafter.format_rules.words import at, in_text, quote
from drafter.model.page import Align
from drafter.model.problem import Severity
from drafter.standards.form_words import form_words

_ANNEX_I = "Nghị định 30/2020/NĐ-CP, Phụ lục I"
_ROMAN = re.compile(r"([IVXL]+)(\.\s|\s*[-–—/:)]\s*)(?=\S)")
_ARABIC = re.compile(r"(\d{1,2})(\.\s+(?=\S)|\s*[-–—/]\s*(?=[^\W\d]))")
_LETTER = re.compile(r"([a-zđ])(\)\s*|\s*[-–—/.]\s+)(?=\S)")
_PART = re.compile(r"(Phần|PHẦN|Chương|CHƯƠNG)\s+(?:thứ\s+)?([IVXL]+|\d+)\b")
_ARTICLE = re.compile(r"Điều\s+(\d+)\s*(.)")
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_SECTIONS = ("mục",)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


# -- components -----------------------------------------------------------------------------------------------------


def components(paper: Paper) -> Faults:
    """Every main component is there."""
    head, words = paper.letterhead, form_words()
    congress = begins(head.issuer_name, ("ĐẠI HỘI",))
    missing = [
        name
        for name, there in (
            ("Quốc hiệu", head.state is not None),
            ("Tiêu ngữ", head.motto is not None),
            ("tên cơ quan ban hành", bool(head.issuer)),
            ("số, ký hiệu", head.number is not None),
            ("địa danh, ngày tháng năm", head.date is not None),
            ("tên loại văn bản (công văn: «V/v …»)", paper.type_line is not None or bool(head.about)),
            ("trích yếu", bool(paper.subject) or paper.type_line is None or paper.kind in words.without_subject),
            ("nội dung", any(not line.empty for line in paper.body)),
            ("quyền hạn, chức vụ người ký", bool(paper.signatures) or congress),
            ("nơi nhận", paper.recipients_word is not None or congress or paper.kind in words.without_recipients),
        )
        if not there
    ]
    for name in missing:
        yield found("", found=name)


ST_01 = Rule(
    code="ST-01", severity=Severity.ERROR, title="Đủ các thành phần chính", check=components, lists=False,
    what="không thấy {found}", fix="thêm {found} đúng chỗ; nếu đã có thì kiểm tra cách ghi để máy nhận ra",
    clause="Nghị định 30/2020/NĐ-CP, Điều 8, khoản 2", why="thiếu một thành phần chính thì văn bản không hợp lệ",
)  # fmt: skip


def order(paper: Paper) -> Faults:
    """Head, type, subject, authority, address, grounds, text and signature follow one another."""
    head = paper.letterhead
    rows = (
        ("phần đầu văn bản", [head.state, *head.issuer, head.number]),
        ("tên loại", [paper.type_line]),
        ("trích yếu", list(paper.subject)),
        ("thẩm quyền ban hành", list(paper.authority)),
        ("Kính gửi", list(paper.addressed)),
        ("căn cứ", list(paper.grounds)),
        ("phần ký", [line for block in paper.signatures for line in block.titles]),
    )
    last_name, last_end = "", -1
    for name, lines in rows:
        orders = [line.order for line in lines if line is not None]
        if orders and min(orders) < last_end:
            yield found("", first=last_name, second=name)
        if orders:
            last_name, last_end = name, max(orders)
    types = (*form_words().types, *form_words().other_types)
    after = [line for line in paper.subject if any(spelled(line.text) == spelled(name) for name in types)]
    if after:
        yield found(at("trich_yeu", after[0]), first="tên loại", second="trích yếu")
    below = next((line for line in paper.lines[: _type_order(paper)] if _is_loose(line, paper)), None)
    if below is not None:
        yield found(in_text(below), first="phần đầu văn bản", second="tên loại")


def _type_order(paper: Paper) -> int:
    return 0 if paper.type_line is None else paper.type_line.order


def _is_loose(line: Line, paper: Paper) -> bool:
    """Whether a line between the head and the type's name belongs to neither: the subject came first."""
    head = paper.letterhead
    ends = [one.order for one in (head.date, head.number, head.motto) if one is not None]
    words = form_words()
    known = begins(line.text, (*words.draft_marks, *words.stamps))
    return bool(ends) and line.order > max(ends) and not line.cell and len(letters(line.text)) > 12 and not known


ST_02 = Rule(
    code="ST-02", severity=Severity.ERROR, title="Thứ tự các thành phần", check=order, lists=False,
    what="{second} không đứng sau {first}", fix="chuyển các thành phần về đúng thứ tự: phần đầu, tên loại, trích yếu, "
    "(thẩm quyền ban hành), (Kính gửi), căn cứ, nội dung, phần ký và nơi nhận",
    clause=f"{_ANNEX_I}, phần IV; Phụ lục III", why="mỗi thành phần có một ô cố định trên trang",
)  # fmt: skip


# -- headings -------------------------------------------------------------------------------------------------------


def _said(line: Line) -> str:
    """The text with the number that Word writes before it."""
    return f"{line.paragraph.label} {line.text}" if line.paragraph.label else line.text


def _all(line: Line, quality: str) -> bool:
    return bool(line.lettered) and all(getattr(run.look, quality) for run in line.lettered)


def headings(paper: Paper) -> Faults:
    """«Phần I» is bold and centred with its title in capitals under it; «I. …» is bold capitals; «a)» is not bold."""
    body = [line for line in paper.body if not line.empty]
    for at_, line in enumerate(body):
        text = _said(line)
        if (part := _PART.match(text)) and len(text) < 120:
            yield from _part_faults(line, part, body[at_ + 1 : at_ + 2])
        elif (met := _ROMAN.match(text)) and _is_roman(met[1]) and met[2].strip() == ".":
            wrong = [] if _all(line, "bold") else ["không đậm"]
            wrong += [] if is_caps(text[met.end() :]) else ["chữ thường"]
            if wrong and _is_heading(line, text):
                yield found(in_text(line), found=", ".join(wrong), expected="in hoa, đậm")
        elif _ARABIC.match(text) and _all(line, "bold") and text.endswith(".") and len(text) < 160:
            yield found(in_text(line), found="tiêu đề có dấu chấm ở cuối", expected="không có dấu chấm")
        elif (letter := _LETTER.match(text)) and letter[2].startswith(")") and _all(line, "bold"):
            yield found(in_text(line), found="điểm a), b) in đậm", expected="không đậm")


def _part_faults(line: Line, part: re.Match[str], below: list[Line]) -> Faults:
    wrong = [] if _all(line, "bold") else ["không đậm"]
    wrong += [] if line.align in (None, Align.CENTRE) else ["không căn giữa"]
    if wrong:
        yield found(in_text(line), found=", ".join(wrong), expected="đậm, căn giữa")
    title = below[0] if below else None
    alone = line.text.strip(" .:") == part[0].strip()
    if alone and title is not None and not is_caps(title.text):
        yield found(in_text(title), found="tiêu đề của phần không in hoa", expected="in hoa, đậm, căn giữa")


def _is_roman(text: str) -> bool:
    return re.fullmatch(r"X{0,3}(IX|IV|V?I{0,3})", text) is not None


def _is_heading(line: Line, text: str) -> bool:
    """Whether it is a heading and not a sentence that begins with such a letter."""
    return len(text) < 200 and not text.endswith((";", ",")) and (_all(line, "bold") or not text.endswith("."))


ST_03 = Rule(
    code="ST-03", severity=Severity.WARNING, title="Cách trình bày phần, mục, điểm", check=headings, lists=False,
    what="{found}; cần {expected}",
    fix="«Phần I» đậm, căn giữa, tiêu đề in hoa ở dưới; «I.» in hoa, đậm; «1.» đậm nếu là tiêu đề; «a)» không đậm",
    clause=f"{_ANNEX_I}, phần V, mục 6.b", why="nhìn là biết phần nào thuộc phần nào",
)  # fmt: skip


def articles(paper: Paper) -> Faults:
    """In a decision each article is «Điều 1.», bold as far as its number."""
    if paper.kind != "QUYẾT ĐỊNH":
        return
    seen = False
    for line in paper.body:
        met = _ARTICLE.match(line.text)
        if not met or line.text.startswith("Điều lệ"):
            continue
        seen = True
        if met[2] != ".":
            yield found(in_text(line), found=f"ghi «Điều {met[1]}{met[2]}»", expected=f"«Điều {met[1]}.»")
        elif line.lettered and not line.lettered[0].look.bold:
            yield found(in_text(line), found=f"«Điều {met[1]}.» không đậm", expected="đậm")
    if not seen and any(not line.empty for line in paper.body):
        yield found("", found="nội dung không chia thành «Điều 1.», «Điều 2.»", expected="mỗi nội dung một điều")


ST_04 = Rule(
    code="ST-04", severity=Severity.ERROR, title="Điều trong quyết định", check=articles, lists=False,
    what="{found}; cần {expected}", fix="gõ «Điều 1.», bôi đen chữ ấy và bấm Ctrl+B",
    clause=f"{_ANNEX_I}, phần II, mục 6.đ", why="nội dung quyết định được viện dẫn theo điều",
)  # fmt: skip


def address_needed(paper: Paper) -> Faults:
    """A submission and a letter are addressed; a decision, a plan, a guide and a notice are not."""
    words = form_words()
    if paper.addressed and paper.kind in words.not_addressed:
        yield found(
            at("kinh_gui", paper.addressed[0]), found=f"{paper.kind} có «Kính gửi»", severity=Severity.WARNING,
            fix="bỏ dòng «Kính gửi», ghi các nơi ấy ở Nơi nhận",
        )  # fmt: skip
    if not paper.addressed and (paper.kind in words.addressed or paper.is_letter):
        name = paper.kind or "công văn"
        yield found("", found=f"{name} không có «Kính gửi»", fix="thêm «Kính gửi: …» dưới trích yếu")


ST_05 = Rule(
    code="ST-05", severity=Severity.ERROR, title="Kính gửi đúng loại văn bản", check=address_needed, lists=False,
    what="{found}", fix="{fix}",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 9.b, c", why="chỉ văn bản gửi đích danh mới có Kính gửi",
)  # fmt: skip


def first_recipient(paper: Paper) -> Faults:
    """The first recipient is «Như trên» where there is an address, «Như Điều …» in a decision."""
    if not paper.recipients:
        return
    first = paper.recipients[0]
    addressed = paper.addressed and paper.kind not in form_words().not_addressed
    if addressed and not re.match(r"[-–]?\s*Như (trên|kính gửi)", first.text):
        yield found(at("noi_nhan_ds", first), expected="- Như trên;")
    if paper.kind == "QUYẾT ĐỊNH" and not re.match(r"[-–]?\s*Như (Điều|trên)", first.text):
        yield found(at("noi_nhan_ds", first), expected="- Như Điều …;")


ST_06 = Rule(
    code="ST-06", severity=Severity.WARNING, title="Dòng đầu của Nơi nhận", check=first_recipient, lists=False,
    what="dòng đầu của Nơi nhận cần là «{expected}»", fix="thêm dòng «{expected}» ở đầu Nơi nhận",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 9.b; mẫu 1.3 của Quyết định 933/QĐ-TLĐ",
    why="không ghi lại nơi nhận đã nêu ở Kính gửi, ở điều khoản thi hành",
)  # fmt: skip


# -- numbers of headings --------------------------------------------------------------------------------------------


def counting(paper: Paper) -> Faults:
    """Numbers of one kind count up by one or begin again; letters go by the Vietnamese alphabet."""
    last: dict[tuple[object, ...], int] = {}
    for line in paper.body:
        if line.paragraph.layout.align is Align.CENTRE and not line.empty:
            last.pop(_SECTIONS, None)  # sections begin anew in each part, whatever the part is called
        for key, value, shown in _numbers(line):
            expected = last.get(key, 0) + 1
            again = value == 1 and key != _SECTIONS
            if value != expected and not again:
                yield found(in_text(line), found=shown, expected=_expected(key, expected))
            last[key] = value


def _numbers(line: Line) -> Iterator[tuple[tuple[object, ...], int, str]]:
    """The number a line begins with: its kind (with its weight, as lists stand in sections), value, and as written."""
    if line.paragraph.label or line.empty:
        return  # Word counts these itself
    text, bold = line.text, bool(line.lettered) and line.lettered[0].look.bold
    if part := _PART.match(text):
        if len(text) < 120 and not part[2].isdigit():
            yield ("phần", part[1].upper()), _value(part[2]), part[0]
    elif (met := _ROMAN.match(text)) and _is_roman(met[1]):
        yield _SECTIONS, _value(met[1]), met[1]
    elif met := _ARTICLE.match(text):
        yield ("điều",), int(met[1]), f"Điều {met[1]}"
    elif met := _ARABIC.match(text):
        yield ("khoản", bold, line.look.italic), int(met[1]), met[1]
    elif (met := _LETTER.match(text)) and met[2].startswith(")"):
        letter = met[1]
        yield ("điểm", bold), _ALPHABET.find(letter) + 1 if letter in _ALPHABET else -1, f"{letter})"


def _value(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _expected(key: tuple[object, ...], number: int) -> str:
    kind = key[0]
    if kind == "điểm":
        return f"{_ALPHABET[number - 1]})" if 0 < number <= len(_ALPHABET) else "a)"
    shown = _roman(number) if kind in ("phần", "mục") else str(number)
    return {"phần": f"Phần {shown}", "điều": f"Điều {shown}"}.get(str(kind), f"{shown}.")


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


ST_07 = Rule(
    code="ST-07", severity=Severity.WARNING, title="Số thứ tự phần, mục, khoản, điểm", check=counting, lists=False,
    what="ghi «{found}»; tiếp theo cần là «{expected}»",
    fix="đánh lại số cho liền; điểm theo thứ tự a) b) c) d) đ) e) g) h) i) k)",
    clause=f"{_ANNEX_I}, phần II, mục 6.đ", why="viện dẫn không nhầm",
)  # fmt: skip


def separators(paper: Paper) -> Faults:
    """After a number stands «.», after a letter «)»; «I-», «1-», «a-» are of the Party's papers."""
    for line in paper.body:
        for pattern, mark in ((_ROMAN, "."), (_ARABIC, "."), (_LETTER, ")")):
            met = pattern.match(line.text)
            if met and met[2].strip() in ("-", "–", "—", "/") and (pattern is not _ROMAN or _is_roman(met[1])):
                yield found(in_text(line), found=f"{met[1]}{met[2].strip()}", expected=f"{met[1]}{mark}")
                break


ST_08 = Rule(
    code="ST-08", severity=Severity.WARNING, title="Dấu sau số thứ tự", check=separators, lists=False,
    what="ghi «{found}»; cần «{expected}»", fix="gõ «I.», «1.», «a)»",
    clause=f"{_ANNEX_I}, phần V, mục 6", why="«I-», «1-» là cách ghi của văn bản Đảng",
)  # fmt: skip


def authority(paper: Paper) -> Faults:
    """Who decides stands in capitals, bold and centred, over the grounds of a decision."""
    if paper.kind not in form_words().with_authority:
        return
    if not paper.authority:
        yield found(
            "", found="không có dòng thẩm quyền ban hành", expected="ví dụ «BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG …»"
        )
    for line in paper.authority:
        wrong = [] if _all(line, "bold") else ["không đậm"]
        wrong += [] if line.align in (None, Align.CENTRE) else ["không căn giữa"]
        if wrong:
            yield found(f"thẩm quyền ban hành {quote(line.text)}", found=", ".join(wrong), expected="đậm, căn giữa")


ST_11 = Rule(
    code="ST-11", severity=Severity.ERROR, title="Thẩm quyền ban hành trong quyết định", check=authority, lists=False,
    what="{found}; cần {expected}", fix="thêm dòng thẩm quyền in hoa, đậm, căn giữa ngay trên các căn cứ",
    clause="mẫu 1.3 của Quyết định 933/QĐ-TLĐ; Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.2",
    why="quyết định phải nêu ai quyết định",
)  # fmt: skip


def issues_another(paper: Paper) -> Faults:
    """A decision that issues another text says so in its first article, and the text says to what it is attached."""
    if paper.kind != "QUYẾT ĐỊNH" or not paper.subject or not begins(paper.subject[0].text, ("BAN HÀNH",)):
        return
    first = next((line for line in paper.body if _ARTICLE.match(line.text)), None)
    if first is not None and "kèm theo" not in first.text:
        yield found(in_text(first), found="Điều 1 không ghi «kèm theo Quyết định này»")
    if not any(ATTACHED.match(base(line.text)) for line in paper.lines):
        yield found("", found="văn bản kèm theo không có dòng «(Kèm theo Quyết định số …)»")


ST_12 = Rule(
    code="ST-12", severity=Severity.WARNING, title="Quyết định ban hành văn bản khác", check=issues_another,
    what="{found}", lists=False,
    fix="Điều 1 ghi «Ban hành kèm theo Quyết định này …»; dưới tên văn bản kèm theo ghi «(Kèm theo …)»",
    clause="mẫu 1.4 của Quyết định 933/QĐ-TLĐ; Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.3",
    why="văn bản được ban hành gắn liền với quyết định",
)  # fmt: skip


def type_alone(paper: Paper) -> Faults:
    """The type's name stands alone («BÁO CÁO»); what kind of report it is, the subject says."""
    words = form_words()
    if paper.type_line is not None and paper.kind not in (*words.types, *words.other_types):
        name = next(one for one in (*words.types, *words.other_types) if begins(paper.kind, (one,)))
        yield found(at("ten_loai", paper.type_line), expected=name)


ST_13 = Rule(
    code="ST-13", severity=Severity.ERROR, title="Tên loại văn bản", check=type_alone, lists=False,
    what="tên loại cần chỉ ghi «{expected}»", fix="để «{expected}» một dòng; phần còn lại chuyển xuống trích yếu",
    clause="Quyết định 933/QĐ-TLĐ, Điều 8", why="tên loại là một trong các loại đã quy định",
)  # fmt: skip


def list_without_number(paper: Paper) -> Faults:
    """A list has no number of its own and says to what it is attached."""
    text = "" if paper.letterhead.number is None else paper.letterhead.number.text
    if "/DS-" in text:
        yield found(at("so_ky_hieu", paper.letterhead.number), found=f"ghi «{text}»; danh sách không có số riêng")
    for annex in paper.annexes:
        if annex.word is None and not annex.attached and annex.title:
            yield found(
                f"danh sách {quote(annex.title[0].text)}",
                found="không có dòng «(Kèm theo …)»",
                severity=Severity.WARNING,
            )


ST_14 = Rule(
    code="ST-14", severity=Severity.ERROR, title="Danh sách là bản kèm theo", check=list_without_number,
    what="{found}", fix="bỏ dòng số, ghi «(Kèm theo Tờ trình (Quyết định) số … ngày … của …)» dưới tên danh sách",
    clause="Quyết định 933/QĐ-TLĐ, Điều 8; Nghị định 30/2020/NĐ-CP, Điều 7 và Phụ lục I, phần III, mục 1",
    why="danh sách không phải một loại văn bản",
)  # fmt: skip


def annex_named(paper: Paper) -> Faults:
    """The text says that it has annexes."""
    if not paper.annexes or paper.is_list:
        return
    text = squeezed(" ".join(line.text for line in (*paper.grounds, *paper.body)))
    if not re.search(r"PHU LUC|KEM THEO|DANH SACH|BIEU\b", text):
        yield found("nội dung")


ST_15 = Rule(
    code="ST-15", severity=Severity.WARNING, title="Nội dung nhắc tới phụ lục", check=annex_named, lists=False,
    what="văn bản có phụ lục mà nội dung không nhắc tới",
    fix="thêm vào nội dung, ví dụ «(số liệu chi tiết tại Phụ lục kèm theo)»",
    clause=f"{_ANNEX_I}, phần III, mục 1.a", why="người đọc biết còn phụ lục",
)  # fmt: skip


def congress(paper: Paper) -> Faults:
    """Over a congress stands no upper organisation."""
    head = paper.letterhead
    if begins(head.issuer_name, ("ĐẠI HỘI",)) and head.upper:
        yield found(at("co_quan_chu_quan", head.upper[0]))


ST_16 = Rule(
    code="ST-16", severity=Severity.WARNING, title="Văn bản của đại hội", check=congress, lists=False,
    what="văn bản đại hội không ghi cơ quan chủ quản", fix="bỏ dòng ở trên tên đại hội",
    clause="Quyết định 933/QĐ-TLĐ, Phụ lục IV", why="đại hội là cơ quan lãnh đạo cao nhất của cấp ấy",
    since=form_words().dates["qd_933"],
)  # fmt: skip

RULES = (
    ST_01, ST_02, ST_03, ST_04, ST_05, ST_06, ST_07, ST_08, ST_11, ST_12, ST_13, ST_14, ST_15, ST_16,
)  # fmt: skip
