"""Rules of capitals that a machine can judge without knowing who is meant (NĐ 30/2020/NĐ-CP, Phụ lục II)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from drafter.format_rules.paper import Line, Paper
from drafter.format_rules.rule import Faults, Rule, found
from drafter.format_rules.words import in_text
from drafter.model.problem import Severity
from drafter.standards.form_words import form_words

_ANNEX_II = "Nghị định 30/2020/NĐ-CP, Phụ lục II"
# every capital of Vietnamese: in Unicode capitals and small letters take turns, so that no range will do
_UP = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_WHAT = "ghi «{found}»; cần «{expected}»"


def _text(paper: Paper) -> Iterator[Line]:
    """The lines where capitals are chosen: those all in capitals choose nothing."""
    return (line for line in paper.lines if line.text != line.text.upper())


def _words(*pairs: tuple[str, str]) -> Callable[[Paper], Faults]:
    """The check that finds each pattern and says what stands there instead (a template of its groups)."""
    compiled = [(re.compile(pattern, re.MULTILINE), expected) for pattern, expected in pairs]

    def check(paper: Paper) -> Faults:
        lines = list(_text(paper))
        whole = "\n".join(line.text for line in lines)
        there = [(pattern, expected) for pattern, expected in compiled if pattern.search(whole)]  # mostly none
        for line in lines if there else ():
            for pattern, expected in there:
                met = pattern.search(line.text)
                if met:
                    yield found(in_text(line), found=met[0], expected=met.expand(expected))

    return check


def _capital_rule(code: str, title: str, clause: str, *pairs: tuple[str, str], severity: Severity) -> Rule:
    return Rule(
        code=code, severity=severity, title=title, check=_words(*pairs), what=_WHAT, printed=True,
        fix="gõ lại như thông báo", clause=f"{_ANNEX_II}, {clause}", why="viết hoa thống nhất trong văn bản hành chính",
    )  # fmt: skip


VH_01 = _capital_rule(
    "VH-01", "Tên cơ quan, tổ chức", "mục IV.1",
    (r"\bliên đoàn lao động (?=(?:tỉnh|thành phố|huyện|quận|thị xã|Việt Nam)\b)", "Liên đoàn Lao động "),
    (r"\bLiên đoàn lao động\b", "Liên đoàn Lao động"),
    (r"\b[Tt]ổng liên đoàn [Ll]ao động\b", "Tổng Liên đoàn Lao động"),
    (r"\bBan chấp hành\b", "Ban Chấp hành"),
    (r"\bBan thường vụ\b", "Ban Thường vụ"),
    (r"\b(Ủ|U)(y|ỷ) ban kiểm tra\b", "Ủy ban Kiểm tra"),
    (r"\bban chấp hành (?=(?:Liên đoàn|Công đoàn|LĐLĐ|Tổng Liên)\b)", "Ban Chấp hành "),
    (r"\bban thường vụ (?=(?:Liên đoàn|Công đoàn|LĐLĐ|Tổng Liên)\b)", "Ban Thường vụ "),
    severity=Severity.WARNING,
)  # fmt: skip


def unit_words(paper: Paper) -> Faults:
    """«tỉnh», «huyện», «thành phố» are small before a name within a sentence."""
    pattern = re.compile(
        rf"(?<=[\w,;)] )(Tỉnh|Huyện|Thành phố) (?!Hồ Chí Minh)(?=[{_UP}][\w]+)(?!Đoàn\b|Ủy\b|Uỷ\b|Đội\b)"
    )
    for line in _text(paper):
        met = pattern.search(line.text)
        if met:
            name = line.text[met.end() :].split(" ", 1)[0].strip(".,;)")
            yield found(in_text(line), found=f"{met[1]} {name}", expected=f"{met[1].lower()} {name}")


VH_02 = Rule(
    code="VH-02", severity=Severity.WARNING, title="Tên đơn vị hành chính", check=unit_words, what=_WHAT, printed=True,
    fix="viết thường chữ chỉ cấp hành chính trước tên riêng, trừ tên gắn với số, người, sự kiện",
    clause=f"{_ANNEX_II}, mục III.1.a, b", why="viết hoa thống nhất trong văn bản hành chính",
)  # fmt: skip

COUNTRY_MISWRITTEN = r"\b[Vv]iệt nam\b"
VH_03 = _capital_rule(
    "VH-03", "Việt Nam, Thủ đô Hà Nội, Thành phố Hồ Chí Minh", "mục III.1.a, c",
    (COUNTRY_MISWRITTEN, "Việt Nam"),
    (r"\bthành phố Hồ Chí Minh\b", "Thành phố Hồ Chí Minh"), (r"\bthủ đô Hà Nội\b", "Thủ đô Hà Nội"),
    severity=Severity.WARNING,
)  # fmt: skip


def special_nouns(paper: Paper) -> Faults:
    """«Nhân dân», «Nhà nước», «Đảng» as names; not in «ủy ban nhân dân», «doanh nghiệp nhà nước» and the like."""
    before = "|".join(form_words().before_people)
    pairs = (
        (re.compile(r"(?<!\w)(\w+) nhân dân\b"), "Nhân dân"),
        (re.compile(r"\b(?:của|và|Đảng,) nhà nước\b"), "Nhà nước"),
        (re.compile(r"\b(?:của|và) đảng\b(?! [a-zđà-ỹ]*viên)"), "Đảng"),
    )
    kept = re.compile(rf"(?:{before}) nhân dân", re.IGNORECASE)
    for line in _text(paper):
        for pattern, expected in pairs:
            for met in pattern.finditer(line.text):
                if not kept.fullmatch(met[0]):
                    yield found(in_text(line), found=met[0], expected=expected)
                    break


VH_04 = Rule(
    code="VH-04", severity=Severity.WARNING, title="Nhân dân, Nhà nước, Đảng", check=special_nouns, what=_WHAT,
    fix="viết hoa chữ đầu", clause=f"{_ANNEX_II}, mục V.1, V.4", why="danh từ thuộc trường hợp đặc biệt", printed=True,
)  # fmt: skip

_PERSON = rf"((?:[Đđ]ồng chí|[Ôô]ng|[Bb]à) (?:[{_UP}]\w+ ?){{2,5}}(?<! ) ?[,–-])"
VH_05 = _capital_rule(
    "VH-05", "Chức vụ của một người cụ thể", "mục V.3",
    (rf"{_PERSON} chủ tịch\b", r"\1 Chủ tịch"), (rf"{_PERSON} phó chủ tịch\b", r"\1 Phó Chủ tịch"),
    (rf"{_PERSON} bí thư\b", r"\1 Bí thư"), (rf"{_PERSON} trưởng (?=[Bb]an\b)", r"\1 Trưởng "),
    severity=Severity.NOTE,
)  # fmt: skip

VH_06 = _capital_rule(
    "VH-06", "Huân chương, danh hiệu", "mục V.2",
    (r"\bhuân chương (?=[A-ZĐ])", "Huân chương "), (r"\b[Hh]uân chương lao động\b", "Huân chương Lao động"),
    (r"\b[Aa]nh hùng lao động\b", "Anh hùng Lao động"),
    (r"(?<=Huân chương Lao động )hạng (nhất|nhì|ba)\b", "hạng Nhất (Nhì, Ba)"),
    severity=Severity.WARNING,
)  # fmt: skip

VH_07 = _capital_rule(
    "VH-07", "Ngày lễ, ngày kỷ niệm", "mục V.5, V.8",
    (r"\b([Tt])ết nguyên đán\b", r"\1ết Nguyên đán"), (r"\b[Qq]uốc tế lao động\b", "Quốc tế Lao động"),
    severity=Severity.NOTE,
)  # fmt: skip

VH_08 = _capital_rule(
    "VH-08", "Viện dẫn điểm, khoản, Điều", "mục V.7",
    (r"(?<=[\w,;] )Khoản (\d+)", r"khoản \1"), (r"(?<=[\w,;] )Điểm ([a-zđ])(?=[ ,;.)])", r"điểm \1"),
    (r"(?<=\w )điều (\d+)(?= |,|;|\.|$)", r"Điều \1"), (r"(?<=\w )chương ([IVX]+)\b", r"Chương \1"),
    severity=Severity.WARNING,
)  # fmt: skip

VH_09 = _capital_rule(
    "VH-09", "Tên văn bản cụ thể", "mục V.6",
    (r"\bluật công đoàn\b", "Luật Công đoàn"), (r"\bLuật công đoàn\b", "Luật Công đoàn"),
    (r"\b[Bb]ộ luật lao động\b", "Bộ luật Lao động"),
    (r"\bđiều lệ [Cc]ông đoàn Việt Nam\b", "Điều lệ Công đoàn Việt Nam"),
    (r"\bluật thi đua, khen thưởng\b", "Luật Thi đua, khen thưởng"),
    severity=Severity.WARNING,
)  # fmt: skip

RULES = (VH_01, VH_02, VH_03, VH_04, VH_05, VH_06, VH_07, VH_08, VH_09)
