"""Turn past reports into rows of a review: each figure with its reading, what it may be, and what speaks against it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from drafter.desk.astray import form_astray
from drafter.desk.problems import NO_FILES, stop
from drafter.desk.workspace import Workspace
from drafter.intake.sandbox import Sandbox
from drafter.model.period import Period, PeriodError
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.report import PastReport
from drafter.prose.documents import Document, DocumentReader
from drafter.prose.doubts import PERCENT_DIFFERS, TWO_VALUES, Doubt, Subject, doubt_of, questions
from drafter.prose.found import Found
from drafter.prose.nouns import MONEY, PERCENT
from drafter.prose.reader import Reader
from drafter.prose.readings import Kind
from drafter.prose.tables import EARLIER_PERIOD
from drafter.reports.opening import ReadReport, read_reports
from drafter.reports.review import Decision, ReviewRow, RowKind
from drafter.standards.reading import reading_words
from drafter.store.store import Store
from drafter.wording.fold import fold
from drafter.wording.numbers import number

NOT_OF_A_UNION = ProblemKind(
    code="D352",
    severity=Severity.WARNING,
    title="Tệp không giống một báo cáo công đoàn",
    what="tệp không giống một báo cáo của công đoàn: {words} lần nhắc tới công đoàn, đoàn viên, người lao động; đọc "
    "được {count} con số",
    fix="xem lại có đúng tệp báo cáo không; nếu đúng thì đối chiếu từng dòng",
)
NOTHING_READ = ProblemKind(
    code="D353",
    severity=Severity.WARNING,
    title="Không đọc được số liệu nào trong tệp",
    what="tệp có chữ nhưng không có số liệu nào đọc được",
    fix="xem lại có đúng tệp không; bảng số chụp bằng ảnh thì phải gõ vào biểu",
)
CONVERTED = ProblemKind(
    code="D354",
    severity=Severity.NOTE,
    title="Chữ của phông cũ đã được chuyển sang Unicode",
    what="đã chuyển {count} đoạn, ô từ {encoding} sang Unicode để đọc; tệp gốc không bị sửa",
    fix="xem vài dòng ở bảng đối chiếu; chữ nào sai thì sửa ngay ở đó",
)
NO_PERIOD = ProblemKind(
    code="D355",
    severity=Severity.WARNING,
    title="Không rõ báo cáo của kỳ nào",
    what="tiêu đề của tệp không ghi kỳ; {count} con số chưa biết của kỳ nào",
    fix="chạy lại với --period, ví dụ --period 2023; hoặc ghi kỳ vào cột «Kỳ» của bảng đối chiếu",
)
KINDS = (NOT_OF_A_UNION, NOTHING_READ, CONVERTED, NO_PERIOD)

_FEWEST_UNION_WORDS = 5
_UNKNOWN = "?"
_YEAR = re.compile(r"(?:19|20)\d{2}")
_ROW_KINDS = {
    Kind.ACTUAL: RowKind.ACTUAL,
    Kind.TOTAL_STOCK: RowKind.STOCK,
    Kind.TARGET: RowKind.TARGET,
    Kind.UNIT_AMOUNT: RowKind.EACH,
}


@dataclass(frozen=True)
class ExtractedFile:
    """What was read of one file. `read` is false where it could not be opened; `problems` say what to know of it."""

    path: Path
    form: str = ""
    title: str = ""
    period: str = ""
    organisation: str = ""
    count: int = 0
    problems: tuple[Problem, ...] = ()
    read: bool = True


@dataclass(frozen=True)
class Extraction:
    """What was read of all files: the rows in the order of files and places, and the questions about them."""

    files: tuple[ExtractedFile, ...]
    rows: tuple[ReviewRow, ...]
    questions: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of it that a person should see."""
        return (*(problem for file in self.files for problem in file.problems), *self.questions)


def extract(
    ws: Workspace,
    store: Store,
    paths: Sequence[Path],
    period: Period | None = None,
    organisation: str | None = None,
    progress: Callable[[int, str], None] | None = None,
) -> Extraction:
    """Read the figures out of past reports. Nothing is stored.

    `period` and `organisation` are of files that do not tell theirs, and stand before what a title says. Raises
    DeskError where no path is there.
    """
    if not any(path.exists() for path in paths):
        raise stop(NO_FILES, found="», «".join(map(str, paths)))
    if organisation is not None:
        ws.organisation(organisation)
    office = _Office(ws)
    files: list[ExtractedFile] = []
    subjects: list[tuple[_Read, Found]] = []
    with Sandbox(workers=1) as forms:  # it starts a process only where there is a spreadsheet
        for count, one in enumerate(read_reports(paths), 1):
            if progress is not None:
                progress(count, one.path.name)
            if one.report is None:
                problems = () if one.problem is None else (one.problem,)
                files.append(ExtractedFile(one.path, problems=problems, read=False))
                continue
            if astray := form_astray(one.path, forms):
                files.append(ExtractedFile(one.path, problems=(astray,), read=False))
                continue
            read = office.read(one.report, period, organisation)
            files.append(_file(one, one.report, read))
            subjects += [(read, office.own_aside(found, read.organisation)) for found in read.document.found]
    rows, asked = _rows(ws, store, office, subjects)
    return Extraction(tuple(files), rows, asked)


@dataclass(frozen=True)
class _Read:
    """A report's document, and the period and organisation that hold for what names none."""

    report: PastReport
    document: Document
    period: Period | None
    organisation: str


class _Office:
    """The office's catalogue and units, as readers of reports need them."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._named: dict[str, str] = {}

    @cached_property
    def _units(self) -> dict[str, str]:
        """The code of each organisation by every name it has or had, folded."""
        found: dict[str, str] = {}
        for code, organisation in self._ws.organisations.items():
            names = [standing.name for standing in organisation.standings]
            for name in (*organisation.aliases, *names, code):
                found[fold(name)] = code
        return found

    @cached_property
    def _reader(self) -> DocumentReader:
        return DocumentReader(Reader(reading_words(), self._ws.catalogue.indicators), self.unit_of)

    def unit_of(self, text: str) -> str:
        """The code of the organisation of exactly this name, however it is spelled; empty for none."""
        if text not in self._named:
            self._named[text] = self._units.get(fold(text), "") if len(text) <= 120 else ""
        return self._named[text]

    def own_aside(self, found: Found, organisation: str) -> Found:
        """A figure of the body that issues the paper is the paper's own, also where its sentence names that body."""
        return replace(found, unit="") if found.unit and self.unit_of(found.unit) == organisation else found

    def read(self, report: PastReport, period: Period | None, organisation: str | None) -> _Read:
        """The figures of a report. Its title's period and its letterhead's unit hold where none was given."""
        document = self._reader.read(report)
        titled = period or period_of(document.period, None)
        own = self._ws.office.organisation.code
        return _Read(report, document, titled, organisation or document.body or own)


def period_of(text: str, base: Period | None) -> Period | None:
    """The period that a report's words name; None where they name none. `base` is that of the paper, whose year holds
    for «quý I» and before which «cùng kỳ» lies."""
    if text == EARLIER_PERIOD:
        return base.same_period_last_year() if base is not None else None
    text = re.sub(r"^(?:hết|cuối|đến) ", "", text)  # what stands at its end
    year = f" năm {base.year}" if base is not None and not _YEAR.search(text) else ""
    for words in (text, f"{text}{year}", f"{text.removesuffix(' năm')}{year}"):
        try:
            return Period.parse(words)
        except PeriodError:
            continue
    return None


def _file(one: ReadReport, report: PastReport, read: _Read) -> ExtractedFile:
    document, path = read.document, one.path
    place = Place(path.name)
    problems = [] if one.problem is None else [one.problem]
    problems += [
        CONVERTED.at(place, count=count, encoding=encoding) for encoding, count in sorted(report.converted.items())
    ]
    if not document.found:
        problems.append(NOTHING_READ.at(place))
    elif document.union_words < _FEWEST_UNION_WORDS:
        problems.append(NOT_OF_A_UNION.at(place, words=document.union_words, count=len(document.found)))
    unknown = sum(1 for found in document.found if _settled_period(read, found) is None)
    if read.period is None and unknown:
        problems.append(NO_PERIOD.at(place, count=unknown))
    return ExtractedFile(
        path=path,
        form=report.form,
        title=document.title,
        period=read.period.code if read.period else "",
        organisation=read.organisation,
        count=len(document.found),
        problems=tuple(problems),
    )


def _settled_period(read: _Read, found: Found) -> Period | None:
    """The period of a figure: what it names; the paper's where it names none, or one that no period is."""
    if not found.period_said and read.period is not None:
        return read.period
    if found.reading.period == read.document.period and read.period is not None:
        return read.period
    return _named_period(found.reading.period, read.period) if found.reading.period else read.period


def _named_period(text: str, base: Period | None) -> Period | None:
    """The period of a report's words; a part of the paper's own that no form is for (Tết, Tháng Công nhân) is its."""
    found = period_of(text, base)
    if found is not None or base is None:
        return found
    years = {int(year) for year in _YEAR.findall(text)}
    return base if base.end_year is None and years <= {base.year} else None


def _rows(
    ws: Workspace, store: Store, office: _Office, subjects: Sequence[tuple[_Read, Found]]
) -> tuple[tuple[ReviewRow, ...], tuple[Problem, ...]]:
    """The rows of a review, each with its doubts and with the questions about it."""
    settled = [(read, found, _settled_period(read, found)) for read, found in subjects]
    about = [
        Subject(found, _code(found), _whose(office, read, found), period.code if period else "")
        for read, found, period in settled
    ]
    names = {code: one.name for code, one in ws.catalogue.by_code.items()}
    asked: dict[int, list[Problem]] = {}
    for file, places in _by_file(settled).items():
        found_here = questions([about[place] for place in places], names, file)
        for at, problems in found_here.items():
            asked.setdefault(places[at], []).extend(problems)
    for at, problem in _between_files(settled, about, names):
        asked.setdefault(at, []).append(problem)
    stored = _stored(store, about)
    rows = tuple(
        _row(ws, read, found, period, subject, asked.get(at, ()), stored)
        for at, ((read, found, period), subject) in enumerate(zip(settled, about, strict=True))
    )
    return rows, tuple(_once(asked, about))


def _once(asked: dict[int, list[Problem]], about: Sequence[Subject]) -> Iterator[Problem]:
    """Each question once a figure: every row of it says so in the review, the screen need not."""
    told: set[tuple[str, str, str, str]] = set()
    for at in sorted(asked):
        one = about[at]
        for problem in asked[at]:
            key = problem.code, one.indicator, one.organisation, one.period
            if key not in told or problem.code == PERCENT_DIFFERS.code:
                yield problem
            told.add(key)


def _by_file(settled: Sequence[tuple[_Read, Found, Period | None]]) -> dict[str, list[int]]:
    files: dict[str, list[int]] = {}
    for at, (read, _, _) in enumerate(settled):
        files.setdefault(read.report.file, []).append(at)
    return files


def _between_files(
    settled: Sequence[tuple[_Read, Found, Period | None]], about: Sequence[Subject], names: dict[str, str]
) -> Iterator[tuple[int, Problem]]:
    """The figures that two files of one reading tell differently: the text of a report and its annex."""
    if len({read.report.file for read, _, _ in settled}) < 2:
        return
    named = [replace(one, found=_in_file(one.found, settled[at][0].report.file)) for at, one in enumerate(about)]
    alone = {file: questions([about[at] for at in places], names) for file, places in _by_file(settled).items()}
    told = {places[at] for file, places in _by_file(settled).items() for at in alone[file]}
    for at, problems in questions(named, names).items():
        for problem in problems:
            if at not in told and problem.code == TWO_VALUES.code:
                yield at, replace(problem, place=Place(settled[at][0].report.file, text=settled[at][1].place))


def _in_file(found: Found, file: str) -> Found:
    return replace(found, place=f"{found.place} của {file}", table=f"{found.table}|{file}" if found.table else "")


def _code(found: Found) -> str:
    return found.reading.candidates[0].code if found.reading.candidates else ""


def _whose(office: _Office, read: _Read, found: Found) -> str:
    """The code of whose figure it is; a name that nobody of the list has stands behind a question mark."""
    if not found.unit:
        return read.organisation
    return office.unit_of(found.unit) or _UNKNOWN + found.unit


def _stored(store: Store, about: Sequence[Subject]) -> dict[tuple[str, str, str], Decimal]:
    """What the store has of the figures that were read."""
    periods = [Period.parse(code) for code in sorted({one.period for one in about if one.period})]
    found = store.figures(periods) if periods else ()
    return {
        (one.key.indicator, one.key.organisation, one.key.period.code): one.value
        for one in found
        if one.value is not None
    }


def _row(
    ws: Workspace,
    read: _Read,
    found: Found,
    period: Period | None,
    subject: Subject,
    asked: Iterable[Problem],
    stored: dict[tuple[str, str, str], Decimal],
) -> ReviewRow:
    reading, indicator = found.reading, ws.catalogue.get(subject.indicator)
    money = reading.unit == MONEY
    value = _scaled(reading.value, money)
    existing = stored.get((subject.indicator, subject.organisation, subject.period))
    problems = tuple(asked)
    doubt, reasons = _doubts(doubt_of(found, indicator, settled_period=period is not None), found, period)
    organisation = "" if subject.organisation.startswith(_UNKNOWN) else subject.organisation
    if not organisation:
        doubt, reasons = doubt + 70, (*reasons, f"không có đơn vị «{found.unit}» trong danh sách")
    if existing is not None and existing != value and reading.kind in (Kind.ACTUAL, Kind.TOTAL_STOCK):
        doubt, reasons = doubt + 50, (*reasons, f"kho đã có số khác: {number(existing)}")
    doubt += 50 * len(problems)
    sure = doubt_of_sure(doubt) and indicator is not None and bool(organisation)
    return ReviewRow(
        file=read.report.file,
        place=found.place,
        sheet=found.sheet,
        quote=reading.quote,
        context=found.context,
        value=value,
        unit="triệu đồng" if money else "%" if reading.unit == PERCENT else reading.noun or reading.unit,
        kind=_ROW_KINDS[reading.kind],
        qualifier=reading.qualifier,
        upper=None if reading.upper is None else _scaled(reading.upper, money),
        indicator=subject.indicator,
        candidates=tuple(one.code for one in reading.candidates),
        confidence=tuple(Decimal(str(one.confidence)) for one in reading.candidates),
        period=subject.period,
        organisation=organisation,
        target=None if reading.target is None else _scaled(reading.target, money),
        percent=reading.percent_of_target,
        whole=reading.whole,
        existing=existing,
        doubt=min(100, doubt),
        reasons=(*(problem.what for problem in problems), *reasons),
        questions=tuple(problem.code for problem in problems),
        converted=found.converted,
        decision=Decision.ACCEPT if sure else Decision.OPEN,
        why=_why(found),
        order=found.order,
    )


def doubt_of_sure(points: int) -> bool:
    """Whether so little doubt needs no person's look."""
    return Doubt(points, ()).none


def _doubts(doubt: Doubt, found: Found, period: Period | None) -> tuple[int, tuple[str, ...]]:
    """The doubts, with that of a period which is only near the one named."""
    points, reasons = doubt.points, doubt.reasons
    said = found.reading.period
    if period is not None and found.period_said and said and period_of(said, period) is None:
        points, reasons = points + 10, (*reasons, f"kỳ ghi «{said}»")
    return points, reasons


def _scaled(value: Decimal, money: bool) -> Decimal:
    """Money in triệu đồng, without an exponent."""
    found = value.scaleb(-6) if money else value
    return Decimal(f"{found.normalize():f}")


def _why(found: Found) -> tuple[str, ...]:
    """The words that decided: of the kind and the plan, and of each indicator."""
    reading = found.reading
    spoken = tuple(f"{one.code} ({one.confidence:.2f}): {', '.join(one.words[:4])}" for one in reading.candidates)
    return (*reading.why, *spoken)
