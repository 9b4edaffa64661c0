"""`make score`, second half: how many past reports of fifteen pages are read a minute on one core, reading included.

Two reports are measured: a usual one, with about as many figures a page as the five articles of unions that the project
began with (3 to 7; one has none), and one far denser, of the sample's report and passages chosen for their figures.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from itertools import cycle

from drafter.prose.documents import DocumentReader
from drafter.prose.passage import Passage
from drafter.reports.child import answer
from drafter.reports.wire import from_plain
from tests.makers.past_report_words import YEAR_TEXT, YEAR_TITLE
from tests.makers.past_reports import report_of
from tests.prose.scoring import passages, reader

PAGES, LETTERS_A_PAGE = 15, 2100  # Times New Roman 14 pt, single spacing, the margins of Nghị định 30
LETTERS_A_PARAGRAPH = 300
TIMES = 5
ONE_IN = 16  # in the usual report one letter in so many is of a sentence with digits


def dense_report() -> bytes:
    """A Word report of fifteen pages: the sample's text, and the passages of other offices after it."""
    return _of_pages(_paragraphs())


def usual_report() -> bytes:
    """The same made of sentences without digits, and a few that have them; from the beginning again when they end."""
    return _of_pages(_thinned(cycle(_paragraphs())))


def _paragraphs() -> Iterator[str]:
    yield from YEAR_TEXT.rstrip().split("\n")
    for folder in ("built-with", "known"):
        for _, passage in passages(folder):
            yield from passage["text"].split("\n")


def _thinned(paragraphs: Iterable[str]) -> Iterator[str]:
    told = said = 0  # letters of sentences with digits, and of all
    paragraph = ""
    for passage in map(Passage.of, paragraphs):
        for span in passage.sentences:
            sentence = passage.text[span.start : span.end]
            if any(letter.isdigit() for letter in sentence):
                if told * ONE_IN > said:
                    continue
                told += len(sentence)
            said += len(sentence)
            paragraph += sentence.strip() + " "
            if len(paragraph) > LETTERS_A_PARAGRAPH:
                yield paragraph
                paragraph = ""


def _of_pages(paragraphs: Iterable[str]) -> bytes:
    lines: list[str] = []
    left = PAGES * LETTERS_A_PAGE
    for line in paragraphs:
        lines.append(line[:left])
        left -= len(line)
        if left <= 0:
            break
    return report_of(YEAR_TITLE, "\n".join(lines))


def measure(data: bytes, times: int = TIMES) -> tuple[float, int]:
    """Seconds of processor time for one report, from bytes to figures, the least of some times; and its figures."""
    readers = DocumentReader(reader(), lambda _: "")
    readers.read(from_plain(answer(data)[0], "x", ""))  # patterns and labels are made once, for many files
    taken = []
    for _ in range(times):
        start = time.process_time()
        found = readers.read(from_plain(answer(data)[0], "x", "")).found
        taken.append(time.process_time() - start)
    return min(taken), len(found)


def main() -> None:
    for name, data in (("usual", usual_report()), ("dense", dense_report())):
        seconds, figures = measure(data)
        sys.stdout.write(
            f"speed: a {name} report of {PAGES} pages, {figures / PAGES:.0f} figures a page, takes {seconds:.3f} s "
            f"of one core, {60 / seconds:.0f} a minute\n"
        )


if __name__ == "__main__":
    main()
