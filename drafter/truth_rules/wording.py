"""Rules of words: nothing is said twice, slips of the hand, the place of tones, letters of old fonts, what waits."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from drafter.encodings.convert import to_unicode
from drafter.encodings.detect import guess
from drafter.format_rules.paper import Line
from drafter.format_rules.patterns import is_caps
from drafter.format_rules.words import in_text, quote
from drafter.model.problem import Severity
from drafter.standards.slips import slips
from drafter.truth_rules.account import Account
from drafter.truth_rules.rule import Faults, TruthRule, found
from drafter.wording.style import TonePlacement
from drafter.wording.tones import place_tones

_WORD = re.compile(r"[^\W\d_]+")
_TWICE = re.compile(r"(?<!\w)((?:[^\W\d_]+ ){1,4})(?=\1)|(?<!\w)((?:[^\W\d_]+ ){0,3}[^\W\d_]+) \2(?!\w)", re.IGNORECASE)
_LONG_PARAGRAPH, _LONG_SENTENCE = 60, 90  # letters from which a repetition is no manner of speaking


def _lines(account: Account) -> Iterator[Line]:
    """All that people wrote as words: subject, grounds, text, titles of annexes."""
    paper = account.paper
    yield from (*paper.subject, *paper.addressed, *paper.grounds, *account.text)
    for annex in paper.annexes:
        yield from (*annex.title, *annex.attached)


def doubled_words(account: Account) -> Faults:
    """«đơn vị đơn vị văn hóa»: a phrase of two words or more twice in a row; of single words those of grammar only."""
    for line, said in doubled(account):
        yield found(in_text(line), found=f"{said} {said}")


def doubled(account: Account) -> Iterator[tuple[Line, str]]:
    """The words that stand twice, as they are written the first time."""
    known = slips()
    for line in _lines(account):
        words = " ".join(unicodedata.normalize("NFC", line.text).split())
        for met in _TWICE.finditer(words) if _repeats(words) else ():
            said = (met[1] or met[2]).strip()
            low = said.lower()
            if " " not in said and low not in known.doubled:
                continue
            parts = low.split()
            meant = f"{low} {low}" in known.kept or len(set(parts)) < len(parts)
            if not meant and said[:1].isupper() == _again(words, met, said):
                yield line, said


def _repeats(words: str) -> bool:
    """Whether some word comes again within four words: most lines are passed over by that."""
    every = words.lower().split()
    return any(every[at] == every[at + step] for step in range(1, 5) for at in range(len(every) - step))


def _again(words: str, met: re.Match[str], said: str) -> bool:
    """Whether the second time begins with a capital as the first does: «đồng chí Chí …» is a name."""
    start = met.end() if met[1] else met.start() + len(said) + 1
    return words[start : start + 1].isupper()


CT_01 = TruthRule(
    code="CT-01", severity=Severity.WARNING, title="Chữ gõ lặp", check=doubled_words,
    what="lặp chữ «{found}»", fix="xóa một lần", clause="chính tả; lỗi hay gặp khi chép, dán",
    why="lặp chữ cho thấy văn bản chưa ai đọc lại",
)  # fmt: skip


def doubled_paragraphs(account: Account) -> Faults:
    """A paragraph, or a long sentence, that stands twice in the text."""
    seen: dict[str, Line] = {}
    sentences: dict[str, Line] = {}
    for line in account.body:
        words = _bare(line.text)
        if len(words) >= _LONG_PARAGRAPH and words in seen:
            yield found(in_text(line), found="đoạn", where=quote(seen[words].text))
            continue
        seen.setdefault(words, line)
        for sentence in re.split(r"(?<=[.;!?])\s+", line.text):
            plain = _bare(sentence)
            if len(plain) < _LONG_SENTENCE:
                continue
            if sentences.get(plain, line) is not line:
                yield found(in_text(line), found="câu", where=quote(sentence))
            sentences.setdefault(plain, line)


def _bare(text: str) -> str:
    return (
        " ".join(_WORD.findall(unicodedata.normalize("NFC", text).lower())) + "|" + "|".join(re.findall(r"\d+", text))
    )


CT_02 = TruthRule(
    code="CT-02", severity=Severity.WARNING, title="Đoạn, câu đứng hai lần", check=doubled_paragraphs, printed=False,
    what="{found} này đã có ở trên: {where}", fix="xóa một chỗ; nếu chỗ sau là ý khác thì viết lại cho khác",
    clause="thông lệ; lỗi hay gặp khi chép, dán", why="người đọc mất công đọc hai lần một ý",
)  # fmt: skip


def frequent_slips(account: Account) -> Faults:
    """Slips that the papers of unions show again and again; the list is data."""
    told: set[tuple[int, str]] = set()
    for line, _, wrong, right in slipped(account):
        if (line.order, wrong) not in told:
            told.add((line.order, wrong))
            yield found(in_text(line), found=wrong, expected=right)


def slipped(account: Account) -> Iterator[tuple[Line, int, str, str]]:
    """Each slip: its line, where it stands in the composed text, what it is and what was meant, in small letters."""
    known = slips()
    for line in _lines(account):
        text = unicodedata.normalize("NFC", line.text)
        words = text.lower()
        for one in known.slips if known.any.search(words) else ():
            for met in one.pattern.finditer(words):
                if not _named(text, met.start("slip"), one.wrong):
                    yield line, met.start("slip"), one.wrong, one.right
        for met in _WRONG_VOWEL.finditer(words):
            if met.start() == 0 or not text[met.start()].isupper() or is_caps(text):
                yield line, met.start(), met[0], _righted(met[0])


def _named(text: str, start: int, wrong: str) -> bool:
    """Whether the words are part of a name: a later one has a capital («Hội nghị Đinh …»), and not all of the line."""
    later = text[start + wrong.find(" ") + 1] if " " in wrong else ""
    return later.isupper() and not is_caps(text)


# «đuợc», «nuớc», «nưóc»: «ươ» with one of its horns left out. No Vietnamese syllable has «uơ» or «ưo» before an ending.
_WRONG_VOWEL = re.compile(r"(?<!\w)(?!q)[^\W\d_]*(?:(?<!q)u[ơờớởỡợ]|ư[oòóỏõọ])(?:ng|[cmnptiu])(?!\w)")
_HORNS = str.maketrans("oòóỏõọ", "ơờớởỡợ")


def _righted(word: str) -> str:
    at = next(i for i in range(len(word) - 1) if word[i] in "uư" and word[i + 1] in "ơờớởỡợoòóỏõọ")
    return word[:at] + "ư" + word[at + 1].translate(_HORNS) + word[at + 2 :]


CT_03 = TruthRule(
    code="CT-03", severity=Severity.ERROR, title="Lỗi chính tả hay gặp", check=frequent_slips,
    what="ghi «{found}»; có phải «{expected}» không", fix="sửa thành «{expected}» (Ctrl+H để thay cả văn bản)",
    clause="chính tả; danh sách ở slips.toml", why="lỗi chính tả trong văn bản ký tên, đóng dấu là lỗi của cơ quan",
)  # fmt: skip


def tones(account: Account) -> Faults:
    """The tone of «hòa», «thủy» stands where the office sets it; where none is known, in one way in one paper.

    Names are spelled as people spell them: words with a capital are left alone, save in lines of capitals.
    """
    counts: dict[TonePlacement, Counter[str]] = {placement: Counter() for placement in TonePlacement}
    first: dict[str, Line] = {}
    for line in _lines(account):
        for word in _WORD.findall(unicodedata.normalize("NFC", line.text)):
            placement = _placement(word.lower()) if word.islower() or is_caps(line.text) else None
            if placement is not None:
                counts[placement][word.lower()] += 1
                first.setdefault(word.lower(), line)
    wanted = account.style.tone_placement if account.style else _usual(counts)
    for placement, words in counts.items():
        for word in words if placement is not wanted else ():
            yield found(in_text(first[word]), found=word, expected=place_tones(word, wanted), times=words[word])


@lru_cache(maxsize=8192)
def _placement(word: str) -> TonePlacement | None:
    """The only placement by which a word is spelled so; None where it is the same by both."""
    old, new = (place_tones(word, placement) for placement in (TonePlacement.OLD, TonePlacement.NEW))
    if old == new:
        return None
    return TonePlacement.OLD if word == old else TonePlacement.NEW if word == new else None


def _usual(counts: dict[TonePlacement, Counter[str]]) -> TonePlacement:
    return max(TonePlacement, key=lambda placement: (counts[placement].total(), placement is TonePlacement.OLD))


CT_04 = TruthRule(
    code="CT-04", severity=Severity.NOTE, title="Vị trí dấu thanh", check=tones,
    what="«{found}» ({times} chỗ) đặt dấu khác cách viết chung; nên «{expected}»",
    fix="thay cả văn bản bằng Ctrl+H; cách đặt dấu của cơ quan đặt ở drafter.toml",
    clause="hai cách đều dùng được; một văn bản nên dùng một cách", why="chữ viết hai cách thì tìm không ra",
)  # fmt: skip


def letters(account: Account) -> Faults:
    """Letters of an old encoding that a Unicode font shows as signs."""
    for line in account.paper.lines:
        encoding = guess(line.text) if _MARKED.search(line.text) else None
        if encoding is not None:
            yield found(in_text(line), found=encoding.value, expected=quote(to_unicode(line.text, encoding)))


# What old encodings show in a Unicode font: signs that right Vietnamese does not have.
_MARKED = re.compile("[¡-ª¬-¯±-¶¸-º¼-¿äåæçëîïðñöøûüþÿÄÅÆÇËÎÏÐÑÖØÛÜÞ]")

CT_05 = TruthRule(
    code="CT-05", severity=Severity.ERROR, title="Chữ của bảng mã cũ", check=letters,
    what="chữ mã {found}; đọc là {expected}", fix="chuyển mã sang Unicode (Unikey: Ctrl+Shift+F6), rồi đặt lại phông",
    clause="Nghị định 30/2020/NĐ-CP, Phụ lục I: bộ mã ký tự Unicode theo TCVN 6909:2001",
    why="máy khác mở ra không đọc được, tìm không thấy",
)  # fmt: skip


_TWO_SPACES, _STOP_TWICE, _SPACE_BEFORE = (
    "hai dấu cách liền nhau",
    "dấu chấm câu gõ hai lần",
    "dấu cách thừa trước dấu câu",
)
# Blanks that are to be filled in by hand («số  /BC», «ngày  tháng») and rows of dots are none of these.
_SUPERFLUOUS = (
    (
        re.compile(r"(?<!\S)(?!(?:[Ss]ố|[Nn]gày|tháng|năm) )(?P<left>[^\s:]*\w[^\s:]*) {2}(?P<right>[^\s/.…\[]\S*)"),
        _TWO_SPACES,
        " ",
    ),
    (re.compile(r"(?P<left>[\w%)»]) ?(?:\.\.|\. \.|,,|;;)(?P<right>)(?![./…\w])"), _STOP_TWICE, ""),
    (re.compile(r"(?P<left>[\w%)»]) (?P<right>[.,;])(?=\s|$)"), _SPACE_BEFORE, ""),
)


def superfluous(account: Account) -> Iterator[tuple[Line, str, str, str]]:
    """Signs typed once too often: the line, what kind, what stands there with its neighbours, what was meant."""
    for line in _lines(account):
        text = unicodedata.normalize("NFC", line.text)
        twice = [met.span() for met in _SUPERFLUOUS[1][0].finditer(text)]
        for pattern, kind, between in _SUPERFLUOUS:
            for met in pattern.finditer(text):
                if kind is _SPACE_BEFORE and any(start <= met.start() < end for start, end in twice):
                    continue
                sign = next((one for one in ".,;" if one in met[0]), "") if kind is _STOP_TWICE else ""
                old, new = met[0], f"{met['left']}{between}{sign}{met['right']}"
                alone = kind is not _TWO_SPACES and text.count(old[1:]) == 1  # without its neighbour it is as plain
                yield (line, kind, old[1:], new[1:]) if alone else (line, kind, old, new)


def signs(account: Account) -> Faults:
    """Two spaces, two stops, a space before a stop: what a hand leaves behind that cuts and pastes."""
    for line, kind, _, _ in superfluous(account):
        yield found(in_text(line), found=kind, severity=None if kind is _STOP_TWICE else Severity.NOTE)


CT_07 = TruthRule(
    code="CT-07", severity=Severity.WARNING, title="Dấu cách, dấu câu gõ thừa", check=signs, printed=False,
    what="có {found}", fix="xóa dấu thừa; hai dấu cách thì Ctrl+H, thay hai dấu cách bằng một",
    clause="chính tả; thông lệ soạn thảo", why="dấu thừa cho thấy chỗ cắt, dán chưa ai đọc lại",
)  # fmt: skip


def waiting(account: Account) -> Faults:
    """A paper that is issued has no tracked changes and no comments left in it."""
    if account.paper.is_draft:
        return
    file = account.tracked
    if file:
        yield found("cả văn bản", found=f"{file} chỗ đang theo dõi sửa", fix="Review – Accept All, rồi lưu lại")
    if account.paper.file.comments:
        count = len(account.paper.file.comments)
        yield found("cả văn bản", found=f"{count} ghi chú (comment)", fix="Review – Delete All Comments, rồi lưu lại")


CT_06 = TruthRule(
    code="CT-06", severity=Severity.ERROR, title="Bản phát hành không còn sửa đổi, ghi chú chờ duyệt", check=waiting,
    what="còn {found}", fix="{fix}", clause="thông lệ", why="người nhận đọc được cả điều chưa quyết",
)  # fmt: skip

RULES = (CT_01, CT_02, CT_03, CT_04, CT_05, CT_06, CT_07)
