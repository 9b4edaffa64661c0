"""Turn a text into a Passage: the text as people see it, and a plain twin of the same length that patterns search."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

# The tone of «oa», «oe», «uy» is written on either vowel; the twin has it on the first, as the catalogue is spelled.
_TONED = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# «i» and «y» are both in use at the end of these; the twin has the catalogue's.
_SPELLED_TWICE = {"sỹ": "sĩ", "kĩ": "kỹ", "kỉ": "kỷ", "tỉ": "tỷ", "quí": "quý", "ti": "ty"}
_I_OR_Y = re.compile(r"\b(?:" + "|".join(_SPELLED_TWICE) + r")\b")
_TONES = re.compile(r"(?<!q)(?:" + "|".join(_TONED) + r")\b")
_LIKE = str.maketrans(
    {
        "\xa0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": " ", "\u200b": " ", "\ufeff": " ",
        "–": "-", "—": "-", "‑": "-", "−": "-",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
        "％": "%", "／": "/", "：": ":", "（": "(", "）": ")", "，": ",", "．": ".",
        "ð": "đ",
    }
)  # fmt: skip
# A full stop ends a sentence before a capital or a bullet; «LĐLĐ TP. Hà Nội» and «1.846» do not end one.
_SENTENCE_END = re.compile(
    r"(?=[.!?…])(?<!\btp)(?<!\bts)(?<!\bths)(?<!\bđ/c)(?<!\bq)(?<!\bp)[.!?…]+[\"')\]]*\s+(?=[\"'(\[]?[^\W_a-zàáảãạăâđèéêìíòóôơùúưỳý])"
    r"|\s*\n+\s*"
)
_ITEM = re.compile(r"(?:[-+*•–]|\(?\d{1,2}[.)]|[a-zđ][.)]|\d{1,2}\.\d)\s*\S")
_NUMBER_OF_NEXT = re.compile(r"\s*\b\d{1,2}[.)]$")
_HEADED = re.compile(r"(?:[ivx]{1,4}|\d{1,2}|[a-h])[.)]\s")
_WORD = re.compile(r"\w+")
_LONGEST_HEADING = 110
# A comma within one thing ends no clause: «sản xuất, kinh doanh», «cán bộ, công chức, viên chức».
_ONE_THING = (
    r"kinh doanh|sự nghiệp|vệ sinh|công chức|viên chức|trữ sữa|tố cáo|đảm việc nhà|việc tốt|nhà giáo|dịch vụ|"
    r"phòng cháy|"
    r"thể thao|thể dục|người lao động|công nhân|lao động|bồi dưỡng|phổ biến|giáo dục|khen thưởng|"
    r"bảo vệ|phản biện"
)
_CLAUSE_END = re.compile(rf"[;:]|\.{{3}}|,(?=\s)(?!\s+(?:{_ONE_THING})\b)|\s-\s")


@dataclass(frozen=True)
class Span:
    """A stretch of a passage: from `start` up to `end`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether they share a character."""
        return self.start < other.end and other.start < self.end

    def __contains__(self, place: int) -> bool:
        return self.start <= place < self.end


@dataclass(frozen=True)
class Passage:
    """A stretch of prose in NFC. Offsets into `text` and `plain` are the same."""

    text: str

    @classmethod
    def of(cls, text: str) -> Passage:
        """The passage of any text, composed (NFC)."""
        return cls(unicodedata.normalize("NFC", text))

    @cached_property
    def plain(self) -> str:
        """Lower-case, one kind of quote, dash and space, one placement of tones; as long as `text`."""
        lowered = self.text.lower()
        if len(lowered) != len(self.text):  # «İ» alone becomes two letters
            lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in self.text)
        toned = _TONES.sub(lambda found: _TONED[found[0]], lowered.translate(_LIKE))
        return _I_OR_Y.sub(lambda found: _SPELLED_TWICE[found[0]], toned)

    @cached_property
    def words(self) -> tuple[tuple[int, str], ...]:
        """The words and numbers of `plain` in order, each with where it begins."""
        return tuple((word.start(), word[0]) for word in _WORD.finditer(self.plain))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in order; a line break ends one."""
        found, start = [], 0
        for end in _SENTENCE_END.finditer(self.text):
            stop = end.end() if end[0].strip() else end.start()
            if self.text[start:stop].strip():
                found.append(Span(start, stop))
            start = end.end()
        if self.text[start:].strip():
            found.append(Span(start, len(self.text)))
        return tuple(found)

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that holds this place, or the one before it."""
        return max(0, bisect_right(self._starts, place) - 1)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.sentences)

    def introduced(self, place: int) -> str:
        """The line that introduces the list or the section that `place` stands in, in plain letters; empty for none.

        A line that ends in a colon introduces the items below it, a short line without a full stop all that follows.
        """
        return self._introductions[self.sentence_at(place)] if self.sentences else ""

    @cached_property
    def _introductions(self) -> tuple[str, ...]:
        found, heading, items, last = [], "", "", ""
        numbered = False  # «Mục tiêu: 1. Phát triển … 2. Thành lập …» in one line
        for sentence in self.sentences:
            line = self.plain[sentence.start : sentence.end].strip()
            ends_so = line[-1:] in ".)" and line[-2:-1].isdigit()
            number = _NUMBER_OF_NEXT.search(line) if ends_so else None  # it is of the next sentence
            if number and not number.start():
                found.append(items or heading)
                last, numbered = line, True
                continue
            item = bool(_ITEM.match(line))
            items = items if item or numbered or last.endswith((":", ";")) else ""
            last, line, numbered = line, line[: number.start()] if number else line, bool(number)
            found.append(items or heading)
            open_end = line[-1:] not in ".;,!" and not item
            if line.endswith(":"):
                items = line
            elif len(line) <= _LONGEST_HEADING and (open_end or _HEADED.match(line)):
                heading = line
        return tuple(found)

    @cached_property
    def _clause_ends(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Where the signs between clauses begin and where they end, sentence by sentence."""
        found = [
            end.span()
            for sentence in self.sentences
            for end in _CLAUSE_END.finditer(self.plain, sentence.start, sentence.end)
        ]
        return tuple(start for start, _ in found), tuple(end for _, end in found)

    def clause_start(self, place: int) -> int:
        """Where the clause begins that `place` stands in; a comma within a number ends none."""
        floor = self.sentences[self.sentence_at(place)].start if self.sentences else 0
        ends = self._clause_ends[1]
        before = bisect_right(ends, place)
        return max(floor, ends[before - 1]) if before else floor

    def label_start(self, place: int) -> int:
        """Where the clause begins, or the label before a colon right before `place` («Hoàn thành tốt: 41»)."""
        start = self.clause_start(place)
        if self.plain[start:place].strip() or not self.plain[:start].rstrip().endswith(":"):
            return start
        return self.clause_start(self.plain.rindex(":", 0, start))

    def clause_end(self, place: int) -> int:
        """Where the clause ends that `place` stands in."""
        ceiling = self.sentences[self.sentence_at(place)].end if self.sentences else len(self.text)
        starts = self._clause_ends[0]
        behind = bisect_left(starts, place)
        return min(ceiling, starts[behind]) if behind < len(starts) else ceiling
