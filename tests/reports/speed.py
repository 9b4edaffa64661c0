"""`make score`, second half: how many past reports of fifteen pages are read a minute on one core, reading included."""

from __future__ import annotations

import sys
import time

from drafter.prose.documents import DocumentReader
from drafter.reports.child import answer
from drafter.reports.wire import from_plain
from tests.makers.past_report_words import YEAR_TEXT, YEAR_TITLE
from tests.makers.past_reports import report_of
from tests.prose.scoring import passages, reader

PAGES, LETTERS_A_PAGE = 15, 2100  # Times New Roman 14 pt, single spacing, the margins of Nghị định 30
TIMES = 5


def long_report() -> bytes:
    """A Word report of fifteen pages: the sample's text, and the passages of other offices after it."""
    lines = YEAR_TEXT.rstrip().split("\n")
    more = [passage["text"] for _, passage in (*passages("known"), *passages("built-with"))]
    while sum(map(len, lines)) < PAGES * LETTERS_A_PAGE:
        lines += more[: max(1, (PAGES * LETTERS_A_PAGE - sum(map(len, lines))) // 450)]
    return report_of(YEAR_TITLE, "\n".join(lines))


def measure(times: int = TIMES) -> tuple[float, int]:
    """Seconds of processor time for one report, from bytes to figures, and how many figures it has."""
    data = long_report()
    readers = DocumentReader(reader(), lambda _: "")
    readers.read(from_plain(answer(data)[0], "x", ""))  # patterns and labels are made once, for many files
    start = time.process_time()
    for _ in range(times):
        found = readers.read(from_plain(answer(data)[0], "x", "")).found
    return (time.process_time() - start) / times, len(found)


def main() -> None:
    seconds, figures = measure()
    sys.stdout.write(
        f"speed: a report of {PAGES} pages and {figures} figures takes {seconds:.3f} s of one core, "
        f"{60 / seconds:.0f} a minute\n"
    )


if __name__ == "__main__":
    main()
