"""Turn a finished draft into an issued paper: numbered, dated, fixed in the store, its figures a past report's."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from drafter.desk.evidence import evidence_of
from drafter.desk.problems import NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.refreshing.problems import OUT_EXISTS
from drafter.desk.tracing.printed_figures import late_draft, printed_figures
from drafter.desk.tracing.trace import KnownDraft, known_draft, read_draft
from drafter.desk.workspace import Workspace
from drafter.fill.package import save
from drafter.format_rules.words import quote
from drafter.model.figure import Figure, FigureKey, Source
from drafter.model.indicator import Kind
from drafter.model.page import PageFile
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.submission import Submission
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.reconcile.spots import Occurrence, Spot
from drafter.reconcile.values import hedge, numbers, same, words
from drafter.render.finish import IDENTITY
from drafter.render.slots import FigureSlot, plain_name
from drafter.revise.numbering import NotNumbered, Numbered, numbered
from drafter.store.errors import ALREADY_ISSUED
from drafter.store.records import Draft, Issued
from drafter.store.store import Store
from drafter.wording.dates import long_date
from drafter.wording.fold import unaccented
from drafter.wording.lists import and_others
from drafter.wording.numbers import number as number_words

NOT_READY = ProblemKind(
    code="R155",
    severity=Severity.ERROR,
    title="Văn bản chưa thể phát hành",
    what="văn bản còn {found}; chưa phát hành",
    fix="hoàn thiện văn bản rồi chạy lại; nếu vẫn phải phát hành như vậy thì thêm --force",
)
NO_PLACE = ProblemKind(
    code="R156",
    severity=Severity.ERROR,
    title="Không ghi được số, ngày vào văn bản",
    what="không ghi được số, ngày: {found}",
    fix="mở văn bản bằng Word, để đúng dòng «Số:        /BC-…» và «…, ngày … tháng … năm …» ở đầu rồi chạy lại",
)
BAD_NUMBER = ProblemKind(
    code="R157",
    severity=Severity.ERROR,
    title="Số văn bản viết chưa đúng",
    what="số văn bản «{found}» không phải số thứ tự",
    fix="ghi số thứ tự trong năm, ví dụ --number 45",
)
NOT_KEPT = ProblemKind(
    code="R158",
    severity=Severity.NOTE,
    title="Số gõ tay trong văn bản phát hành chưa ghi vào kho",
    what="{count} số đã sửa tay không đọc được thành số liệu, chưa ghi vào kho: {found}",
    fix="cần dùng các số ấy về sau thì nhập lại bằng biểu, hoặc bằng «drafter extract» từ văn bản này",
)
NUMBER_TAKEN = ProblemKind(
    code="R160",
    severity=Severity.ERROR,
    title="Số văn bản đã dùng",
    what="số {number}/{symbol} năm {year} đã cấp cho văn bản {doc_id} ngày {day} (tệp {file}); chưa phát hành",
    fix="lấy số tiếp theo ở sổ văn thư; nếu sổ đúng là số này thì thêm --force",
)
TO_FINISH = ProblemKind(
    code="R161",
    severity=Severity.WARNING,
    title="Còn việc trước khi phát hành",
    what="còn {found}; chưa phát hành được như vậy",
    fix="{fix}",
)
ODD_DAY = ProblemKind(
    code="R162",
    severity=Severity.ERROR,
    title="Ngày ban hành khác thường",
    what="ngày ban hành {day} {why}; chưa phát hành",
    fix="xem lại ngày, nhất là năm; nếu đúng là ngày ấy thì thêm --force",
)
ANNEX_DIFFERS = ProblemKind(
    code="R163",
    severity=Severity.WARNING,
    title="Phụ lục ghi số khác văn bản",
    what="văn bản dẫn phụ lục kèm theo, nhưng phụ lục của dự thảo này ghi khác văn bản {count} số: {found}",
    fix="cập nhật tệp phụ lục bằng «drafter refresh» trước khi phát hành; số cán bộ sửa tay trong văn bản thì sửa cả "
    "trong tệp phụ lục gửi kèm",
)
KINDS = (NOT_READY, NO_PLACE, BAD_NUMBER, NOT_KEPT, NUMBER_TAKEN, TO_FINISH, ODD_DAY, ANNEX_DIFFERS)

PROPERTY = "drafter.issued"
"""The custom property that holds the number and day of an issued paper."""

_GAP = re.compile(r"\[(?:chưa có số liệu|chưa tổng hợp được|…)[^\]]*\]?")
_NUMBERED = re.compile(r"\bsố\s*:?\s*\d+\s*/\s*(?P<symbol>[^\W\d_][\w-]*)", re.IGNORECASE)
_DOUBTS = ("(chưa đủ số liệu)", "[bảng điểm mặc định, chưa kiểm chứng]")
_PROVISIONAL = "SỐ LIỆU TẠM"
_NAMED = 3
_BEFORE_END = 4  # a report of a year is signed from the last quarter of it on, as offices do before their conferences
_AHEAD = timedelta(days=31)
_LISTED = 20  # places, each told by itself; the others are counted
_ALL_COMMENTS = (
    "làm theo từng chú thích; xong thì bỏ một lần: chú thích của Drafter bằng nút «Lập bản sạch» ở trang Soát, "
    "chú thích của cán bộ trong Word: Xem lại (Review), mũi tên dưới Delete (Xóa), chọn Delete All Comments in "
    "Document (Xóa tất cả chú thích trong tài liệu)"
)


@dataclass(frozen=True)
class IssueReport:
    """What issuing did: the file that goes out, its full number, how many figures are now a past report's."""

    file: Path
    symbol: str
    day: date
    doc_id: str
    figures: int
    unmarked: bool
    problems: tuple[Problem, ...] = ()


def issue(
    ws: Workspace,
    store: Store,
    path: Path,
    *,
    number: str,
    day: date,
    now: datetime,
    out: Path | None = None,
    force: bool = False,
) -> IssueReport:
    """Number, date and fix a paper. Raises DeskError or StoreError; then nothing was written or kept.

    The list that goes with an issued paper gets the same number and day; the paper itself is not issued again.
    """
    if not number.isdigit() or not int(number):
        raise stop(BAD_NUMBER, found=number)
    page = read_draft(path)
    known = known_draft(store, page, path)
    before = store.issued(known.draft.doc_id)
    goes_along = before is not None and known.listing and (int(before.number), before.day) == (int(number), day)
    if before is not None and not goes_along:
        told = {"doc_id": before.doc_id, "number": before.number, "day": f"{before.day:%d/%m/%Y}"}
        raise DeskError(ALREADY_ISSUED.at(Place(path.name), **told))
    if not force and (why := _odd(day, known.draft.period, now.date())):
        raise DeskError(ODD_DAY.at(Place(path.name), day=f"{day:%d/%m/%Y}", why=why))
    lacking = list(_lacking(page))
    if lacking and not force:
        raise DeskError(NOT_READY.at(Place(path.name), found="; ".join(lacking)))
    made = _numbered(path, f"{int(number):02d}", day, known)
    along = "-danh-sach" if known.listing else ""
    target = out or path.with_name(f"{int(number):02d}-{_plain(made.symbol)}{along}.docx")
    if target.exists():
        raise stop(OUT_EXISTS, found=target)
    symbol = f"{int(number):02d}/{made.symbol}"
    taken = None if goes_along or force else _taken(store, int(number), made.symbol, day.year)
    if taken is not None:
        told = {"doc_id": taken.doc_id, "day": f"{taken.day:%d/%m/%Y}", "file": taken.file}
        number_told = {"number": taken.number, "symbol": made.symbol, "year": str(day.year)}
        raise DeskError(NUMBER_TAKEN.at(Place(path.name), **told, **number_told))
    if goes_along:
        _write(target, made.data)
        return IssueReport(target, symbol, day, known.draft.doc_id, 0, made.unmarked)
    figures, unread = _figures(ws, store, known, target.name, now)
    version, differ = _annex_of(ws, store, known, figures)
    _deliver(store, known, made, target, version, f"{int(number):02d}", day, now, figures)
    problems = _annex_told(page, path, differ)
    if unread:
        lost = NOT_KEPT.at(Place(path.name), count=len(unread), found=and_others(unread, _NAMED, "số"))
        problems = (*problems, lost)
    return IssueReport(target, symbol, day, known.draft.doc_id, len(figures), made.unmarked, problems)


def _odd(day: date, period: Period, today: date) -> str:
    """Why nobody signs a paper of the period on that day; empty where somebody may."""
    if day < period.end - (period.end - period.start) / _BEFORE_END:
        return f"sớm hơn nhiều so với ngày cuối kỳ ({period.words}, đến {period.end:%d/%m/%Y})"
    if day > today + _AHEAD:
        return f"còn lâu mới tới (hôm nay là {today:%d/%m/%Y})"
    return ""


def to_finish(page: PageFile, file: str) -> tuple[Problem, ...]:
    """What `issue` would refuse a paper for, before anybody issues it: gaps and doubts each at its paragraph."""
    lines = [line.strip() for line in visible_text(page, around=True).splitlines()]
    met = [(line, found) for line in lines if (found := next(_open_in(line), None))]
    told = [
        TO_FINISH.at(
            Place(file, text=f"đoạn {quote(line)}"),
            found=f"chỗ ghi {quote(found)}",
            fix="chờ số liệu về rồi cập nhật, hoặc điền vào chỗ ấy",
        )
        for line, found in met[:_LISTED]
    ]
    if len(met) > _LISTED:
        fix = "sửa các chỗ đã nêu rồi soát lại để xem các chỗ ấy"
        told.append(TO_FINISH.at(Place(file), found=f"{len(met) - _LISTED} chỗ như vậy nữa", fix=fix))
    if page.tracked:
        fix = "mở bằng Word, vào Xem lại (Review), chấp nhận hoặc từ chối từng chỗ"
        told.append(TO_FINISH.at(Place(file), found=_tracked(page), fix=fix))
    if len(page.comments) > 1:
        found = f"{len(page.comments)} chú thích chưa xóa"
        shown = f"; dưới đây nêu {_LISTED} chú thích đầu" if len(page.comments) > _LISTED else ""
        told.append(TO_FINISH.at(Place(file), found=f"{found}{shown}", fix=_ALL_COMMENTS))
    for one in page.comments[:_LISTED]:
        place = Place(file, text=f"đoạn {quote(one.about)}") if one.about.strip() else Place(file)
        told.append(TO_FINISH.at(place, found=f"chú thích {quote(one.text)}", fix="làm theo rồi xóa chú thích"))
    return tuple(told)


def _open_in(line: str) -> Iterator[str]:
    """What is not finished in a line."""
    yield from (met[0] for met in _GAP.finditer(line))
    yield from (mark for mark in (*_DOUBTS, _PROVISIONAL) if mark in line)


def _tracked(page: PageFile) -> str:
    return f"{page.tracked} thay đổi chưa chấp nhận hay từ chối (Track Changes)"


def _taken(store: Store, number: int, symbol: str, year: int) -> Issued | None:
    """The issued paper that has this number in the same series: numbers begin anew each year, by symbol."""
    for one in store.all_issued():
        if int(one.number) == number and one.day.year == year and _symbol(one.document) == symbol.casefold():
            return one
    return None


def _symbol(document: bytes) -> str:
    """What follows the number of an issued paper («bc-lđlđ»)."""
    met = _NUMBERED.search(visible_text(read_page(document)))
    return met["symbol"].casefold() if met else ""


def _lacking(page: PageFile) -> Iterator[str]:
    """What keeps a paper from going out."""
    text = visible_text(page, around=True)
    if gaps := len(_GAP.findall(text)):
        yield f"{gaps} chỗ trống chưa có số liệu"
    for mark in _DOUBTS:
        if times := text.count(mark):
            yield f"{times} chỗ ghi «{mark}»"
    if _PROVISIONAL in text:
        yield f"dòng «{_PROVISIONAL}»"
    if page.tracked:
        yield _tracked(page)
    if page.comments:
        yield f"{len(page.comments)} chú thích chưa xóa"


def _numbered(path: Path, number: str, day: date, known: KnownDraft) -> Numbered:
    written = re.findall(r"\d+", long_date(day))
    properties = {IDENTITY: known.draft.doc_id, PROPERTY: f"{number} {day.isoformat()}"}
    at = (written[0], written[1], written[2])
    try:
        return numbered(path.read_bytes(), number, at, properties, attached=known.listing)
    except NotNumbered as refused:
        raise DeskError(NO_PLACE.at(Place(path.name), found=refused.why)) from refused


def _plain(symbol: str) -> str:
    """A symbol as a file name has it: «BC-LDLD»."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", unaccented(symbol)).strip("-")


def _deliver(
    store: Store,
    known: KnownDraft,
    made: Numbered,
    target: Path,
    version: int,
    number: str,
    day: date,
    now: datetime,
    figures: Sequence[Figure],
) -> None:
    """The file, then the store: a paper that the store could not fix is not left behind."""
    draft = known.draft
    _write(target, made.data)
    try:
        store.issue(Issued(draft.doc_id, version, number, day, target.name, now, made.data))
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    if figures:
        digest = hashlib.sha256(made.data).hexdigest()
        store.record(_past_report(store, draft, figures, target.name, digest, now))


def _write(target: Path, data: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        save(target, data)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=target, reason=reason_of(error)) from error


def _past_report(
    store: Store, draft: Draft, figures: Sequence[Figure], file: str, digest: str, now: datetime
) -> Submission:
    """What past reports say of the organisation and period from now on: what they said before, and this paper."""
    before = store.reported(draft.period, draft.organisation)
    known = {one.key: one for one in before.figures} if before else {}
    merged = {**known, **{one.key: one for one in figures}}
    awards = before.awards if before else ()
    return Submission(
        draft.organisation, draft.period, file, digest, now, figures=tuple(merged.values()), awards=awards, report=True
    )


def _figures(
    ws: Workspace, store: Store, known: KnownDraft, file: str, now: datetime
) -> tuple[list[Figure], list[str]]:
    """The figures that the paper prints of its own period, as it prints them; and those nobody can read as a number."""
    evidence, draft = evidence_of(ws, store, known.draft), late_draft(known.draft)
    late = evidence_of(ws, store, draft) if draft is not None else evidence
    found: dict[str, Figure] = {}
    unread: list[str] = []
    for one in printed_figures(known):
        code, _, rest = one.occurrence.key.partition("/")
        slot, spot = (late if one.late else evidence).slots.get(code), one.spot
        own = rest == f"{evidence.paper.organisation}/{evidence.paper.period}"
        if slot is None or spot is None or not own or slot.indicator.kind is Kind.DERIVED or code in found:
            continue
        figure = _printed(slot, one.occurrence, spot, Source(file, "", "", evidence.paper.standing.name, now))
        if figure is not None:
            found[code] = figure
        elif spot.accepted.strip() and spot.accepted not in unread:
            unread.append(spot.accepted)
    return list(found.values()), unread


def annex_faults(ws: Workspace, store: Store, path: Path, now: datetime) -> tuple[Problem, ...]:
    """What the annex that goes with a paper says otherwise than it, before it is issued. Raises DeskError."""
    page = read_draft(path)
    if not _cites_annex(page):
        return ()
    known = known_draft(store, page, path)
    figures, _ = _figures(ws, store, known, path.name, now)
    return _annex_told(page, path, _annex_of(ws, store, known, figures)[1])


def _cites_annex(page: PageFile) -> bool:
    return "phụ lục" in visible_text(page).casefold()


def _annex_told(page: PageFile, path: Path, differ: Sequence[str]) -> tuple[Problem, ...]:
    if not differ or not _cites_annex(page):
        return ()
    return (ANNEX_DIFFERS.at(Place(path.name), count=len(differ), found=and_others(differ, _NAMED, "số")),)


def _annex_of(ws: Workspace, store: Store, known: KnownDraft, figures: Sequence[Figure]) -> tuple[int, list[str]]:
    """The version of the draft whose annex says what the paper says, and what it says otherwise where none does.

    The paper's own version goes before newer ones; where no version has an annex it is the newest.
    """
    doc_id, period = known.draft.doc_id, known.draft.period
    numbers = sorted((one.version for one in store.drafts(period) if one.doc_id == doc_id), reverse=True)
    versions = [(number, one) for number in numbers if (one := store.draft(doc_id, number)) is not None]
    versions.sort(key=lambda one: one[1] != known.draft)
    with_annex = [(number, one) for number, one in versions if one.appendix is not None and "cells" in one.manifest]
    differ = {number: _differences(ws, store, one, figures) for number, one in with_annex}
    best = min(differ, key=lambda number: bool(differ[number]), default=max(numbers, default=1))
    return best, differ.get(best, [])


def _differences(ws: Workspace, store: Store, draft: Draft, figures: Sequence[Figure]) -> list[str]:
    slots = evidence_of(ws, store, draft, of_workbook=True).slots
    there = {key.partition("/")[0] for _, _, _, key, _ in draft.manifest["cells"]}
    found = []
    for one in figures:
        slot = slots.get(one.key.indicator)
        if slot is None or one.key.indicator not in there or slot.total.value == one.value:
            continue
        held = "chưa có" if slot.total.value is None else number_words(slot.total.value)
        said = "" if one.value is None else number_words(one.value)
        found.append(f"{plain_name(slot.indicator)} (văn bản {said}, phụ lục {held})")
    return found


def _printed(slot: FigureSlot, occurrence: Occurrence, spot: Spot, source: Source) -> Figure | None:
    """A figure as the issued paper has it: as drafted, or as an officer retyped its number. None where neither."""
    total = slot.total
    if total.value is None:
        return None
    figure = Figure(
        key=FigureKey(total.indicator, total.organisation, total.period),
        value=total.value,
        unit=slot.indicator.unit,
        qualifier=total.qualifier,
        numerator=total.numerator,
        denominator=total.denominator,
        target=total.target,
        comparator=total.comparator,
        source=source,
        whole=True,
    )
    if same(spot.accepted, occurrence.text):
        return figure
    given, drafted = numbers(spot.accepted), numbers(occurrence.text)
    alike = words(spot.accepted) == words(occurrence.text) and hedge(spot.accepted) == hedge(occurrence.text)
    if not given or not alike or not drafted or drafted[0] != Decimal(total.value):
        return None
    return replace(figure, value=given[0], numerator=None, denominator=None, note=f"sửa tay: «{spot.accepted}»")
