"""Turn the rows of a review that an office has decided on into stored figures whose source is a past report's place.

They lie beside the forms of the same unit and period and never silently take a form's place: a row that contradicts
what is stored is a question until somebody decides «Thay số đã có».
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from drafter.desk.workspace import Workspace
from drafter.intake.grid import Workbook
from drafter.model.award import Award, Recipient
from drafter.model.figure import Figure, FigureKey, Source
from drafter.model.indicator import Indicator, ValueType
from drafter.model.indicator import Kind as Behaviour
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.submission import Submission
from drafter.reports.review import Decision, ReviewRow, RowKind
from drafter.reports.review_layout import SHEET
from drafter.reports.review_reader import read_review
from drafter.store.comparison import FigureChange
from drafter.store.records import Status
from drafter.store.store import Store
from drafter.wording.lists import and_others
from drafter.wording.numbers import number

OTHER_VALUE = ProblemKind(
    code="D373",
    severity=Severity.WARNING,
    title="Kho đã có số khác với báo cáo cũ",
    what="{name}, {unit}, {period}: kho có {stored}, báo cáo cũ ghi {found}; giữ số đã có",
    fix="hỏi lại số nào đúng; nếu báo cáo cũ đúng thì chọn «Thay số đã có» ở dòng này rồi nhập lại tệp",
)
NOT_OF_ROW = ProblemKind(
    code="D374",
    severity=Severity.WARNING,
    title="Dòng đối chiếu chưa đủ để nhận",
    what="«{quote}»: {found}; dòng này chưa nhận",
    fix="chọn chỉ tiêu, kỳ, mã đơn vị và loại số cho dòng này rồi nhập lại tệp",
)
LEFT_OPEN = ProblemKind(
    code="D375",
    severity=Severity.NOTE,
    title="Dòng đối chiếu chưa có quyết định",
    what="{count} dòng chưa có quyết định nên chưa nhận",
    fix="mở lại bảng đối chiếu, chọn Nhận, Sửa hoặc Bỏ cho các dòng ấy rồi nhập lại tệp",
)
TWICE_ACCEPTED = ProblemKind(
    code="D376",
    severity=Severity.WARNING,
    title="Hai dòng đối chiếu của một số liệu khác nhau",
    what="{name}, {unit}, {period}: đã nhận hai giá trị {first} và {second}; chưa nhận số nào",
    fix="để một dòng là Nhận, dòng kia là Bỏ, rồi nhập lại tệp",
)
FORM_DIFFERS = ProblemKind(
    code="D377",
    severity=Severity.WARNING,
    title="Biểu của đơn vị khác số đã đọc từ báo cáo cũ",
    what="{count} số trong biểu khác số đã nhận từ báo cáo cũ ({rows}); drafter dùng số của biểu",
    fix="hỏi đơn vị số nào đúng; nếu báo cáo cũ đúng thì xin đơn vị gửi lại biểu",
    request="Đề nghị {unit} xác nhận {rows}: biểu trong tệp {place.file} khác số đã báo cáo trước đây.",
)
KINDS = (OTHER_VALUE, NOT_OF_ROW, LEFT_OPEN, TWICE_ACCEPTED, FORM_DIFFERS)


_NAMED = 3  # so many rows are named in a question, the others are counted


@dataclass(frozen=True)
class TakenIn:
    """What became of a review: how many figures were stored for which units and periods, and what was not."""

    status: Status
    units: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    figures: int = 0
    awards: int = 0
    changes: tuple[FigureChange, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class _Gathered:
    """What a review says of one organisation and period."""

    figures: dict[FigureKey, tuple[Figure, ReviewRow]] = field(default_factory=dict)
    awards: list[Award] = field(default_factory=list)
    twice: set[FigureKey] = field(default_factory=set)


def take_in_review(
    ws: Workspace,
    store: Store,
    book: Workbook,
    file: str,
    digest: str,
    now: datetime,
    who: str = "",
    force: bool = False,
) -> TakenIn:
    """Store the accepted and corrected rows of a review workbook."""
    decided = read_review(book, file)
    left = (LEFT_OPEN.at(Place(file, SHEET), count=decided.open),) if decided.open else ()
    taken = take_in(ws, store, decided.rows, file, digest, now, who, force=force)
    return replace(taken, problems=(*decided.problems, *taken.problems, *left))


def take_in(
    ws: Workspace,
    store: Store,
    rows: Sequence[ReviewRow],
    file: str,
    digest: str,
    now: datetime,
    who: str = "",
    *,
    force: bool = False,
) -> TakenIn:
    """Store these rows, all of them or, where the store fails, none. `digest` is of the file that decided them."""
    problems: list[Problem] = []
    gathered = _gather(ws, rows, file, now, who, problems)
    submissions, replaced = [], []
    for (organisation, code), found in gathered.items():
        period = Period.parse(code)
        kept, over = _settled(ws, store, found, period, file, problems)
        replaced += over
        if kept or found.awards:
            submissions.append(_submission(store, organisation, period, kept, found.awards, file, digest, now, who))
    if not submissions:
        return TakenIn(Status.REFUSED, problems=tuple(problems))
    recorded = store.record_many([(one, ()) for one in submissions], force=force)
    reason = f"theo báo cáo cũ, nhập từ {file}"
    for figure in replaced:
        store.correct(figure.key, figure, reason, who or "người nhập", now)
    news = [one.status for one in recorded]
    return TakenIn(
        status=next((s for s in (Status.NEW, Status.REVISED, Status.OLDER) if s in news), news[0]),
        units=tuple(dict.fromkeys(one.organisation for one in submissions)),
        periods=tuple(dict.fromkeys(str(one.period) for one in submissions)),
        figures=sum(len(found.figures) - len(found.twice) for found in gathered.values()),
        awards=sum(len(found.awards) for found in gathered.values()),
        changes=tuple(change for one in recorded for change in one.changes),
        problems=(*problems, *(problem for one in recorded for problem in one.problems)),
    )


def against_reports(ws: Workspace, store: Store, form: Submission) -> tuple[Problem, ...]:
    """The question where a unit's form says other numbers than what was taken in out of past reports."""
    reported = store.reported(form.period, form.organisation)
    known = {one.key: one.value for one in reported.figures} if reported else {}
    rows = [
        f"{ws.catalogue.by_code[one.key.indicator].name}: biểu {number(one.value)}, báo cáo cũ {number(told)}"
        for one in form.figures
        if one.key.indicator in ws.catalogue.by_code
        and one.value is not None
        and (told := known.get(one.key)) is not None
        and told != one.value
    ]
    if not rows:
        return ()
    unit = ws.organisations[form.organisation].name_on(form.period.end)
    shown = and_others(rows, _NAMED, "số khác")
    return (FORM_DIFFERS.at(Place(form.file), count=len(rows), rows=shown, unit=unit),)


def _gather(
    ws: Workspace, rows: Iterable[ReviewRow], file: str, now: datetime, who: str, problems: list[Problem]
) -> dict[tuple[str, str], _Gathered]:
    """The rows by organisation and period, as figures and award lines."""
    gathered: dict[tuple[str, str], _Gathered] = {}
    for row in rows:
        place = Place(file, SHEET, row.cell)
        indicator = ws.catalogue.get(row.indicator)
        if (fault := unfit(ws, row)) or indicator is None:
            problems.append(NOT_OF_ROW.at(place, quote=row.quote, found=fault))
            continue
        slot = gathered.setdefault((row.organisation, row.period), _Gathered())
        if indicator.kind is Behaviour.DERIVED:
            award = _award(ws, row, _source(row, now, who))
            if award is None:
                problems.append(NOT_OF_ROW.at(place, quote=row.quote, found="chỉ tiêu này drafter tự đếm từ danh sách"))
            else:
                slot.awards.append(award)
            continue
        _put(ws, slot, _figure(row, indicator, _source(row, now, who)), row, place, problems)
    return {slot: found for slot, found in gathered.items() if found.figures or found.awards}


def _put(ws: Workspace, slot: _Gathered, figure: Figure, row: ReviewRow, place: Place, problems: list[Problem]) -> None:
    """Put a figure beside what the review says already: the same again is one, a target joins its result."""
    key = figure.key
    before = slot.figures.get(key)
    if before is None:
        slot.figures[key] = figure, row
        return
    held = before[0]
    if figure.value is None or held.value is None or figure.value == held.value:
        merged = replace(
            held,
            value=held.value if held.value is not None else figure.value,
            qualifier=held.qualifier if held.value is not None else figure.qualifier,
            target=held.target if held.target is not None else figure.target,
            numerator=held.numerator if held.numerator is not None else figure.numerator,
            denominator=held.denominator if held.denominator is not None else figure.denominator,
            source=held.source if held.value is not None else figure.source,
        )
        slot.figures[key] = merged, before[1]
        return
    slot.twice.add(key)
    told = {"first": number(held.value), "second": number(figure.value), **_told(ws, key)}
    problems.append(TWICE_ACCEPTED.at(place, **told))


def unfit(ws: Workspace, row: ReviewRow) -> str:
    """Why a row cannot be stored; empty where it can."""
    indicator = ws.catalogue.get(row.indicator)
    if not row.indicator:
        return "chưa chọn chỉ tiêu"
    if indicator is None:
        return f"không có chỉ tiêu «{row.indicator}» trong danh mục"
    if row.organisation not in ws.organisations:
        return f"không có đơn vị mã «{row.organisation}»" if row.organisation else "chưa ghi mã đơn vị"
    if not row.period:
        return "chưa ghi kỳ"
    if row.kind is RowKind.EACH:
        return "mức cho mỗi suất, mỗi người không phải số liệu của chỉ tiêu"
    money = row.unit == "triệu đồng"
    is_money = indicator.value_type is ValueType.MONEY or indicator.unit.startswith("triệu")
    if money != is_money:
        return f"đơn vị tính «{row.unit}» khác «{indicator.unit}» của chỉ tiêu {indicator.code}"
    if (row.unit == "%") != (indicator.value_type is ValueType.PERCENT) and row.whole is None:
        return f"đơn vị tính «{row.unit}» khác «{indicator.unit}» của chỉ tiêu {indicator.code}"
    return ""


def _source(row: ReviewRow, now: datetime, who: str) -> Source:
    return Source(row.file, row.sheet, row.place, who, now)


def _figure(row: ReviewRow, indicator: Indicator, source: Source) -> Figure:
    """The figure of a row. N of M is numerator and denominator of a rate, and their quotient its value."""
    key = FigureKey(indicator.code, row.organisation, Period.parse(row.period))
    note = f"báo cáo cũ ghi «{row.quote}»" if row.decision is Decision.CORRECT else ""
    if row.kind is RowKind.TARGET:
        return Figure(key, None, indicator.unit, target=row.value, note=note, source=source)
    value: Decimal | None = row.value
    numerator = denominator = None
    if indicator.kind in (Behaviour.RATE, Behaviour.RATIO) and row.whole is not None and row.unit != "%":
        numerator, denominator = row.value, row.whole
        if indicator.kind is Behaviour.RATE:
            value = (row.value / row.whole * 100) if row.whole else None
    return Figure(
        key,
        value,
        indicator.unit,
        row.qualifier,
        numerator,
        denominator,
        row.target,
        indicator.comparator,
        note,
        source,
    )


def _award(ws: Workspace, row: ReviewRow, source: Source) -> Award | None:
    """The award line of a count by granter, form and recipient; None for what drafter counts otherwise."""
    for form in ws.award_forms.forms:
        for recipient in Recipient:
            if form.counted_in(recipient) == row.indicator and recipient in form.recipients:
                period = Period.parse(row.period)
                count = int(row.value)
                return Award(row.organisation, period, form.code, form.level.value, recipient, count, source=source)
    return None


def _settled(
    ws: Workspace, store: Store, found: _Gathered, period: Period, file: str, problems: list[Problem]
) -> tuple[list[Figure], list[Figure]]:
    """The figures to store, and those of them that take the place of what a form or a correction says."""
    stored = {one.key: one for one in store.figures((period,))}
    kept, over = [], []
    for key, (figure, row) in found.figures.items():
        if key in found.twice:
            continue
        other = stored.get(key)
        differs = other is not None and other.value is not None and figure.value not in (None, other.value)
        same_report = other is not None and other.whole and other.source.file == figure.source.file
        if differs and not same_report and row.decision is not Decision.REPLACE and other is not None:
            told = {"stored": number(other.value or Decimal(0)), "found": number(figure.value or Decimal(0))}
            problems.append(OTHER_VALUE.at(Place(file, SHEET, row.cell), **told, **_told(ws, key)))
            continue
        kept.append(figure)
        if differs and other is not None and not other.whole:
            over.append(figure)
    return kept, over


def _told(ws: Workspace, key: FigureKey) -> dict[str, str]:
    return {
        "name": ws.catalogue.by_code[key.indicator].name,
        "unit": ws.organisations[key.organisation].name_on(key.period.end),
        "period": key.period.words,
    }


def _submission(
    store: Store,
    organisation: str,
    period: Period,
    figures: Sequence[Figure],
    awards: Sequence[Award],
    file: str,
    digest: str,
    now: datetime,
    who: str,
) -> Submission:
    """What past reports say of an organisation and period from now on: what was read before, and this."""
    before = store.reported(period, organisation)
    known = {one.key: one for one in before.figures} if before else {}
    merged = {**known, **{one.key: one for one in figures}}
    files = {one.source.file for one in awards}
    old_awards = tuple(one for one in before.awards if one.source.file not in files) if before else ()
    return Submission(
        organisation, period, file, digest, now, who, tuple(merged.values()), (*old_awards, *awards), report=True
    )
