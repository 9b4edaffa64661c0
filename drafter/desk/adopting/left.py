"""Turn a line of last year's paper into what is left of its year: numbers, years, names of others, verdict words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from drafter.adoption.offers import Swap
from drafter.adoption.words import left_lunar, left_numbers
from drafter.desk.adopting import problems as told
from drafter.model.problem import Place, Problem
from drafter.prose.bodies import named_bodies
from drafter.prose.passage import Passage
from drafter.prose.passed_over import passed_over
from drafter.prose.readings import Reading
from drafter.standards.levels import full_name

Mark = tuple[int, int, Problem | None]
"""A stretch that is highlighted, and what is told of it; None where that is told of a stretch before it."""

_AROUND = 32  # letters of the sentence shown on either side
_HARMLESS = frozenset({"mức luật định", "đầu mục", "tên"})
_ARTICLE = re.compile(r"(?<!\w)(?:Điều|[Kk]hoản) (\d{1,3})(?![\w/])")
_COPIES = re.compile(r"(?:lập|làm|in) (?:thành )?(\d{1,2}) (?:bản|bộ)(?!\w)")  # of minutes, as many in any year
_WHOLE = re.compile(r"(?<!\w)tròn (100%)")
_PERSON = re.compile(r"(?:(?:Ông|Bà|Đồng chí)\s+)?((?:[A-ZÀ-ỸĐ][a-zà-ỹđ]*\s+){1,5}[A-ZÀ-ỸĐ][a-zà-ỹđ]*)")
_SURNAMES = re.compile(
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Trương|Mai|Đào|Tạ|Lương|"
    r"Phùng|Tô|Hà|Cao|Châu|Thái|Lưu|Vương|Quách|Triệu|Nông|Lại|Kiều|Tống|Chu|Nghiêm|Thân|Khuất|Doãn)\s"
)
_OF_PERSONS = re.compile(r"họ (?:và |, )?tên|cá nhân|người")
_FEAST = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])")
_JUDGED = re.compile(
    r"(?<!\w)(?:chưa đạt|không đạt|chưa hoàn thành|vượt|tăng|giảm|hoàn thành xuất sắc|cao hơn|thấp hơn)(?!\w)",
    re.IGNORECASE,
)
_OWN_LENGTH, _OWN_SHOWN = 40, 60  # a shorter paragraph may be in any year's report
_TALLIES = ("chi_tieu.", "tien_do.")


def left_of(
    text: str,
    taken: Sequence[tuple[int, int]],
    swaps: Sequence[Swap],
    readings: Sequence[Reading],
    names: frozenset[str],
) -> Iterator[Mark]:
    """What stays of a line, beside what is `taken`. `names` are the bodies that a paper may name in any year."""
    marks = (*_numbers(text, taken, readings), *_bodies(text, names), *_verdicts(text, swaps))
    return (one for one in marks if not any(one[0] < stop and begin < one[1] for begin, stop in taken))


def own_words(text: str, taken: Sequence[tuple[int, int]], told_before: Iterable[str], period: str) -> Iterator[Mark]:
    """Paragraphs that were handed in for last year and stand in it as they were: what is not `taken` of them."""
    for said in told_before:
        start = text.find(said) if len(said) >= _OWN_LENGTH else -1
        if start < 0:
            continue
        edges = [start, *(edge for one in sorted(taken) for edge in one), start + len(said)]
        problem: Problem | None = told.OWN_WORDS.at(Place(), found=said[:_OWN_SHOWN], period=period)
        for begin, stop in zip(edges[::2], edges[1::2], strict=True):
            begin, stop = max(begin, start), min(stop, start + len(said))
            if begin < stop:
                yield begin, stop, problem
                problem = None


def left_person(text: str, head: str, taken: Sequence[tuple[int, int]]) -> Iterator[Mark]:
    """A cell that is a person's name and nothing else: by its surname, or by the head of its column."""
    found = _PERSON.fullmatch(text.strip())
    if found is None or taken:
        return
    if _SURNAMES.match(found[1]) or _OF_PERSONS.search(head.lower()):
        start = len(text) - len(text.lstrip())
        end = start + len(found[0])
        yield start, end, told.OTHER_BODY.at(Place(), found=found[0], context=around(text, start, end))


def around(text: str, start: int, end: int) -> str:
    """A stretch with a few words of its sentence on either side."""
    return " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())


def _numbers(text: str, taken: Sequence[tuple[int, int]], readings: Sequence[Reading]) -> Iterator[Mark]:
    over = passed_over(Passage.of(text))
    harmless = [(one.span.start, one.span.end) for one in over if one.why in _HARMLESS]
    feasts = [found.span() for found in _FEAST.finditer(text)]
    harmless += [at for at in feasts if any(at[0] in one.span for one in over if one.why == "ngày tháng")]
    harmless += [found.span(1) for rule in (_ARTICLE, _COPIES, _WHOLE) for found in rule.finditer(text)]
    lefts = [(one.start, one.end, one.what) for one in left_lunar(text, taken)]
    lefts += [(one.start, one.end, one.what) for one in left_numbers(text, taken, harmless)]
    spans = [(one.number.start, one.number.end) for one in readings]
    lefts += [(start, end, "số") for start, end in spans if not text[start:end][:1].isdigit()]  # «năm đoàn viên»
    for start, end, what in lefts:
        yield start, end, told.LEFT.at(Place(), what=what, found=text[start:end], context=around(text, start, end))


def _bodies(text: str, names: frozenset[str]) -> Iterator[Mark]:
    for body in named_bodies(Passage.of(text)):
        start = body.span.start
        said = _name_of(text[start : body.span.end])
        called = {said.lower(), full_name(said).lower()}
        if not any(one.startswith(name) or name.startswith(one) for one in called for name in names):
            end = start + len(said)
            yield start, end, told.OTHER_BODY.at(Place(), found=said, context=around(text, start, end))


def _name_of(words: str) -> str:
    """A body's name without the words of the sentence that the reader took with it."""
    last = [found.end() for found in re.finditer(r"\S+", words) if found[0][0].isupper()]
    return words[: last[-1]] if last else words


def _verdicts(text: str, swaps: Sequence[Swap]) -> Iterator[Mark]:
    """Words that judge, in a line whose figures will be others."""
    if not any(one.role is not None for one in swaps):
        return
    for found in _JUDGED.finditer(text):
        if not _of_tally(found.start(), swaps):
            where = around(text, found.start(), found.end())
            yield *found.span(), told.VERDICT_LEFT.at(Place(), found=found[0], context=where)


def _of_tally(start: int, swaps: Sequence[Swap]) -> bool:
    """Whether a verdict word belongs to a count of targets, which says itself how they stand."""
    before = [one for one in swaps if one.end <= start]
    return bool(before) and any(one in max(before, key=lambda swap: swap.end).tag for one in _TALLIES)
