"""Turn a checked paper into a copy: what is safe mended, other words proposed, what is found as comments; or clean.

The file that was checked is read, never written. What the copy says is what the file says, letter for letter, until
somebody accepts a proposal; a copy for which that does not hold is not given out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from drafter.desk.checking.basis import Desk
from drafter.desk.checking.books import mendable, mended_book, noted_book
from drafter.desk.checking.check import WORKBOOKS, CheckedFile, all_rules, check_data
from drafter.desk.problems import NOT_WRITABLE, reason_of, stop
from drafter.desk.versions import free_version, versioned
from drafter.fill.package import save
from drafter.format_rules.mends import mends_of
from drafter.format_rules.paper import Paper
from drafter.model.page import PageFile, View
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.views import visible_text
from drafter.readback.opening import NotRead
from drafter.readback.reader import read_page
from drafter.revise.copy import OfficerCopy
from drafter.revise.names import is_author
from drafter.revise.opening import NotWritable
from drafter.revise.setting import with_mends
from drafter.revise.wording import with_proposals
from drafter.truth_rules.proposals import Proposal, proposals

NOT_MENDED = ProblemKind(
    code="F120",
    severity=Severity.ERROR,
    title="Không sửa được vào bản sao",
    what="không ghi được bản sao đã sửa: {found}",
    fix="sửa bằng tay theo thông báo, hoặc mở bằng Word, lưu lại dạng Word Document (*.docx) rồi chạy lại",
)
KINDS = (NOT_MENDED,)

_MENDED, _CLEAN = "-da-soat", "-sach"
_ROUNDS = 4  # what is mended may let another rule see clearer; it comes to rest in two rounds


@dataclass(frozen=True)
class Copy:
    """What a copy holds. `path` is None where there was nothing to write or it could not be written (`problem`).

    `mended` are the problems that are gone, `proposed` the words as tracked changes, `comments` how many were set.
    `cleared` comments of ours were taken out, `answered` ones of ours stay with what people have answered.
    """

    source: Path
    path: Path | None = None
    mended: tuple[Problem, ...] = ()
    proposed: tuple[Proposal, ...] = ()
    comments: int = 0
    problem: Problem | None = None
    cleared: int = 0
    answered: int = 0


def clean_copy(path: Path, now: datetime) -> Copy:
    """The copy of a Word file beside it without our comments; people's comments, every word and every change stay.

    What a refresh knows the figures by stays too, so the copy can be taken back in. Raises DeskError when the folder
    cannot be written into.
    """
    if path.suffix.lower() in WORKBOOKS:
        return Copy(path)
    try:
        data = path.read_bytes()
        made, cleared, answered = _cleared(data, now)
    except NotWritable as refused:
        return Copy(path, problem=NOT_MENDED.at(Place(path.name), found=refused.why))
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error
    target = _saved(path, made, _CLEAN) if cleared else None
    return Copy(path, target, cleared=cleared, answered=answered)


def _cleared(data: bytes, now: datetime) -> tuple[bytes, int, int]:
    """The bytes without our comments, how many went, how many stay. Raises NotWritable."""
    copy = OfficerCopy(data, now)
    ours = copy.own_comments()
    copy.forget_comments(set(ours))
    answered = len(copy.own_comments())
    cleared = len(ours) - answered
    made = copy.written({}) if cleared else data
    before, after = _kept(data), _kept(made)
    if before != after or any(_words(data, view) != _words(made, view) for view in View):
        raise NotWritable("bản sao không còn nguyên lời văn và dấu số liệu, nên không giao ra")
    return made, cleared, answered


def _kept(data: bytes) -> tuple[object, ...]:
    """What a clean copy must have as it was: what waits, what carries figures, what others remark."""
    page = read_page(data)
    others = tuple(one for one in page.comments if not is_author(one.author))
    return page.tracked, page.carriers, page.properties, others


def own_comments(page: PageFile) -> int:
    """How many comments of a file are ours."""
    return sum(is_author(one.author) for one in page.comments)


def safe_fixes(desk: Desk, path: Path, draft: bool | None = None) -> frozenset[str]:
    """The rules whose breaches in a file the program can mend, or propose other words for. Empty where none."""
    try:
        data = path.read_bytes()
        if path.suffix.lower() in WORKBOOKS:
            return mendable(path, data)
        judged = check_data(desk, path, data, draft)
    except (NotRead, OSError):
        return frozenset()
    mended = mends_of(judged.account.paper, {one.code for one in judged.form}).codes
    return frozenset((*mended, *(one.code for one in proposals(judged.account))))


def write_copy(
    desk: Desk,
    checked: CheckedFile,
    *,
    now: datetime,
    draft: bool | None,
    fix: bool,
    comments: bool,
    only: Collection[str] = (),
) -> Copy:
    """The copy of one file beside it. Raises DeskError when the folder cannot be written into.

    In a workbook only how it is printed is mended: its words and numbers are told. Its comments are notes on cells.
    `only`: mend and propose only what is of these rules; empty: of all.
    """
    path = checked.path
    try:
        data = path.read_bytes()
        if path.suffix.lower() in WORKBOOKS:
            return _copied_book(path, data, checked.problems, only, fix=fix, comments=comments)
        made = _Copying(desk, path, draft, now, data, frozenset(only))
        if fix:
            made.mend()
            made.propose()
        if comments:
            made.comment(made.told(checked.problems))
    except NotWritable as refused:
        return Copy(path, problem=NOT_MENDED.at(Place(path.name), found=refused.why))
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path, reason=reason_of(error)) from error
    if made.data == data:
        return Copy(path)
    return replace(made.copy, path=_saved(path, made.data))


def _copied_book(
    path: Path, data: bytes, problems: Sequence[Problem], only: Collection[str], *, fix: bool, comments: bool
) -> Copy:
    book, mended = mended_book(path, data, only) if fix else (data, ())
    told = [one for one in problems if one not in mended]
    book, count = noted_book(book, [(one.place.text, _lines(one)) for one in told], _is_told) if comments else (book, 0)
    return Copy(path) if book == data else Copy(path, _saved(path, book), mended, comments=count)


def _saved(path: Path, data: bytes, ending_of_stem: str = _MENDED) -> Path:
    stem = f"{path.stem}{ending_of_stem}"
    try:
        ending = path.suffix.lower()[1:] if path.suffix.lower() in WORKBOOKS else "docx"
        version = free_version(path.parent, [(stem, ending, data)])
        target = versioned(path.parent, stem, ending, version)
        save(target, data)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=path.parent, reason=reason_of(error)) from error
    return target


@dataclass
class _Copying:
    """A copy in the making."""

    desk: Desk
    path: Path
    draft: bool | None
    now: datetime
    data: bytes
    only: frozenset[str] = frozenset()
    copy: Copy = Copy(Path())

    def __post_init__(self) -> None:
        self.copy = Copy(self.path)

    def _wanted(self, code: str) -> bool:
        return not self.only or code in self.only

    def mend(self) -> None:
        """Set what may be set without asking, until nothing more changes."""
        before = check_data(self.desk, self.path, self.data, self.draft)
        words = _words(self.data)
        for _ in range(_ROUNDS):
            now = check_data(self.desk, self.path, self.data, self.draft)
            mends = mends_of(now.account.paper, {one.code for one in now.form if self._wanted(one.code)})
            made = with_mends(self.data, mends, _paragraphs(now.account.paper)) if mends.codes else self.data
            if made == self.data:
                break
            self.data = made
        if _words(self.data) != words:
            raise NotWritable("bản sao không còn nguyên lời văn, nên không giao ra")
        left = check_data(self.desk, self.path, self.data, self.draft)
        remaining = {one.code for one in left.form}
        self.copy = replace(self.copy, mended=tuple(one for one in before.form if one.code not in remaining))

    def propose(self) -> None:
        """Put other words beside what is plainly a slip, as tracked changes."""
        words = _words(self.data, View.REJECTED)
        found = proposals(check_data(self.desk, self.path, self.data, self.draft).account)
        wanted = [one for one in found if self._wanted(one.code)]
        texts = {(one.paragraph, one.old, one.new): one for one in wanted}
        made, done = with_proposals(self.data, texts, self.now)
        if done and _words(made, View.REJECTED) != words:
            raise NotWritable("bản sao không còn nguyên lời văn, nên không giao ra")
        self.data = made
        self.copy = replace(self.copy, proposed=tuple(texts[one] for one in done))

    def told(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """What is still to be told in comments: all of what was found that is not mended."""
        return [one for one in problems if one not in self.copy.mended]

    def comment(self, problems: Sequence[Problem]) -> None:
        """Set each problem as a comment on the paragraph that it is about; what is about none stands on the first.

        A comment that says it already stays, with what people have answered; one that is not true any more goes.
        """
        copy = OfficerCopy(self.data, self.now)
        texts = [_plain(text) for text in copy.line_texts()]
        spoken = [number for number, text in enumerate(texts, 1) if text]
        there = [line for line in copy.own_comments() if _is_told(line)]
        gone = copy.forget_comments(set(there) - {_lines(one)[0] for one in problems})
        count = 0
        for one in problems:
            if _lines(one)[0] not in there:
                about = beginning(one.place.text)
                numbers = [n for n in spoken if about and texts[n - 1].startswith(about)] or spoken[:1]
                count += any(copy.comment_line("document", number, _lines(one)) for number in numbers[:1])
        if count or gone:
            self.data = copy.written({})
            self.copy = replace(self.copy, comments=count)


def _lines(problem: Problem) -> tuple[str, str]:
    """What a comment says of a problem; where it is about no words of its own, also where that is.

    One comment stands for all places of what was found alike: it says how many there are.
    """
    place = problem.place.text
    more = re.search(r"và \d+ chỗ khác$", place)
    told = (more[0] if more else "") if beginning(place) else place
    where = f" ({told})" if told else ""
    return f"{problem.code}{where}: {problem.what}", f"Cách sửa: {problem.fix}"


def _is_told(words: str) -> bool:
    """Whether a comment is one that a check set: it begins with the code of a rule."""
    return re.split(r"[ :]", words, maxsplit=1)[0] in {rule.code for rule in all_rules()}


def _paragraphs(paper: Paper) -> int:
    return len({id(line.paragraph) for line in paper.lines})


def _words(data: bytes, view: View = View.ACCEPTED) -> str:
    """What a file says, however its letters are composed and its lines broken."""
    return "".join(unicodedata.normalize("NFC", visible_text(read_page(data), view)).split())


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def beginning(place: str) -> str:
    """The first words of the paragraph that a place names in quotes; empty where it names none."""
    _, opened, rest = place.partition("«")
    return rest.partition("»")[0].removesuffix("…").strip() if opened else ""
