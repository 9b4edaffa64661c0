"""Turn a nomination's record into questions: earlier awards, grades, initiatives, the stretch of achievement."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.awards.batch import Batch, basis, form_basis, place_of
from drafter.awards.honours import Honour
from drafter.awards.nomination import Nomination, Scheme
from drafter.model.award import Recipient
from drafter.model.problem import Problem, ProblemKind, Severity
from drafter.standards.award_forms import Need

EARLIER_LACKING = ProblemKind(
    code="D244",
    severity=Severity.WARNING,
    title="Chưa thấy hình thức, danh hiệu phải đạt trước",
    what="{who} được đề nghị «{form}» nhưng chưa thấy {need}{found} ({basis})",
    fix="ghi bổ sung vào cột «Khen thưởng đã đạt» (hình thức, năm, số quyết định), hoặc đề nghị hình thức khác",
    request="Đề nghị {unit} bổ sung quyết định khen thưởng đã có của {who}: cần {need}.",
)
NOT_UNDERSTOOD = ProblemKind(
    code="D246",
    severity=Severity.NOTE,
    title="Một mục khen thưởng đã đạt chưa đọc ra hình thức",
    what="{who}: chưa đọc ra hình thức khen thưởng ở «{text}»; mục này chưa được dùng khi xét điều kiện",
    fix="ghi đủ tên hình thức và cấp tặng, ví dụ: Bằng khen LĐLĐ tỉnh năm 2024, Bằng khen UBND tỉnh năm 2024",
)
GRADES_LACKING = ProblemKind(
    code="D247",
    severity=Severity.WARNING,
    title="Chưa đủ số năm xếp loại liên tục",
    what="{who} được đề nghị «{form}», cần «{grade}» {years}; năm {lacking} {found} ({basis})",
    fix="điền các cột xếp loại; chưa đủ điều kiện thì đề nghị hình thức khác",
    request="Đề nghị {unit} bổ sung kết quả xếp loại năm {lacking} của {who}.",
)
INITIATIVES_LACKING = ProblemKind(
    code="D248",
    severity=Severity.WARNING,
    title="Chưa đủ số sáng kiến được công nhận",
    what="{who} được đề nghị «{form}», cần {needed} sáng kiến được công nhận, danh sách {found} ({basis})",
    fix="điền số sáng kiến và số quyết định công nhận, kèm bản sao trong hồ sơ",
    request="Đề nghị {unit} bổ sung sáng kiến được công nhận của {who} (cần {needed}).",
)
OVERLAP = ProblemKind(
    code="D255",
    severity=Severity.WARNING,
    title="Thời gian thành tích trùng với lần khen trước",
    what="{who} đề nghị «{form}» với thành tích từ ngày {start}, nhưng lần khen trước đã tính đến {until}: {honour}",
    fix="sửa ngày bắt đầu thành tích sau mốc ấy (Nghị định 152/2025, Điều 33: tính từ mốc thành tích ghi trong quyết "
    "định trước, không ghi thì từ ngày quyết định)",
    request="Đề nghị {unit} kiểm tra thời gian tính thành tích của {who}: từ ngày {start}, lần trước tính đến {until}.",
)
BAD_STRETCH = ProblemKind(
    code="D256",
    severity=Severity.WARNING,
    title="Thời gian thành tích thiếu hoặc không hợp lý",
    what="{who}: thời gian thành tích {found}",
    fix="điền «Thành tích từ ngày», «Thành tích đến ngày» theo báo cáo thành tích",
    request="Đề nghị {unit} điền lại thời gian thành tích của {who}: {found}.",
)
SIDE_AS_BASIS = ProblemKind(
    code="D257",
    severity=Severity.WARNING,
    title="Dùng khen chuyên đề, đột xuất làm căn cứ đề nghị khen công trạng",
    what="{who} được đề nghị «{form}» dựa vào {honour}; khen chuyên đề, đột xuất không dùng làm căn cứ đề nghị khen "
    "công trạng (Nghị định 152/2025, Điều 4)",
    fix="ghi quyết định khen công trạng tương ứng, hoặc đề nghị hình thức khác",
    request="Đề nghị {unit} bổ sung quyết định khen công trạng của {who}; {honour} không dùng làm căn cứ được.",
)
KINDS = (
    EARLIER_LACKING,
    NOT_UNDERSTOOD,
    GRADES_LACKING,
    INITIATIVES_LACKING,
    OVERLAP,
    BAD_STRETCH,
    SIDE_AS_BASIS,
)

_RANKS = (
    "không hoàn thành nhiệm vụ",
    "hoàn thành nhiệm vụ",
    "hoàn thành tốt nhiệm vụ",
    "hoàn thành xuất sắc nhiệm vụ",
)
_WORKING = (None, Scheme.FULL)
"""Awards for the whole work: the others have conditions of their own."""


def check_record(batch: Batch) -> Iterator[Problem]:
    """All questions of this module, nomination by nomination."""
    titles = _proposed_now(batch)
    for one in batch.named:
        form = batch.form_of(one)
        yield from (NOT_UNDERSTOOD.at(place_of(one), who=one.described, text=text) for text in one.unread)
        if form is None:
            continue
        yield from _stretch(batch, one)
        if one.scheme not in _WORKING:
            continue
        for need in form.needs:
            if need.recipient in (None, one.recipient):
                yield from _earlier(batch, one, need, titles.get(one.who, set()))
        yield from _grades(batch, one)
        yield from _initiatives(batch, one)


def _proposed_now(batch: Batch) -> dict[tuple[str, ...], set[str]]:
    """The forms that each is proposed for in this list: a title of the year may be in it."""
    found: dict[tuple[str, ...], set[str]] = {}
    for one in batch.named:
        found.setdefault(one.who, set()).add(one.form)
    return found


def _earlier(batch: Batch, one: Nomination, need: Need, now: set[str]) -> Iterator[Problem]:
    """Whether the needed award is there, often enough, of the right year, not for a theme or a single deed."""
    mine = [honour for honour in one.honours if honour.form == need.form]
    good = [honour for honour in mine if not honour.side]
    if _met(batch, need, good, now):
        return
    if _met(batch, need, mine, now):
        side = next(honour for honour in mine if honour.side)
        yield SIDE_AS_BASIS.at(
            place_of(one), who=one.described, form=batch.form_name(one.form), honour=side.text, unit=one.unit_name
        )
        return
    form = batch.forms[one.form]
    years = sorted({honour.year for honour in good if honour.year})
    found = f" (mới thấy: {', '.join(map(str, years))})" if years else ""
    yield EARLIER_LACKING.at(
        place_of(one),
        who=one.described,
        form=batch.form_name(form.code),
        need=_need_words(batch, need),
        found=found,
        basis=form_basis(form),
        unit=one.unit_name,
    )


def _met(batch: Batch, need: Need, honours: list[Honour], now: set[str]) -> bool:
    years = {honour.year for honour in honours if honour.year is not None}
    if need.form in now:
        years.add(batch.year)
    if need.years_back is not None:
        return batch.year - need.years_back in years
    if need.consecutive and need.form in batch.rules.yearly:
        return any(all(last - back in years for back in range(need.times)) for last in (batch.year, batch.year - 1))
    undated = sum(honour.year is None for honour in honours)
    return len(years) + undated >= need.times


def _need_words(batch: Batch, need: Need) -> str:
    name = batch.form_name(need.form)
    if need.years_back is not None:
        return f"«{name}» của năm {batch.year - need.years_back}"
    if need.times == 1:
        return f"«{name}»"
    return f"{need.times:02d} lần{' liên tục' if need.consecutive else ''} đạt «{name}»"


def _grades(batch: Batch, one: Nomination) -> Iterator[Problem]:
    rule = batch.rules.record_for(one.form, one.recipient, batch.day)
    if rule is None:
        return
    for back, grade in enumerate(one.grades[: rule.years]):
        if _rank(grade) >= _rank(rule.grade):
            continue
        yield GRADES_LACKING.at(
            place_of(one),
            who=one.described,
            form=batch.form_name(one.form),
            years=f"{rule.years:02d} năm liên tục tính cả năm {batch.year}" if rule.years > 1 else f"năm {batch.year}",
            grade=rule.grade,
            lacking=batch.year - back,
            found=f"xếp loại «{grade}»" if grade else "chưa ghi xếp loại",
            basis=basis(rule),
            unit=one.unit_name,
        )
        break


def _rank(grade: str) -> int:
    """A grade's place, the higher the better; -1 for none, or for one of another scale."""
    return _RANKS.index(grade) if grade in _RANKS else -1


def _initiatives(batch: Batch, one: Nomination) -> Iterator[Problem]:
    form = batch.forms[one.form]
    if one.recipient is Recipient.INDIVIDUAL and (one.initiatives or 0) < form.initiatives:
        yield INITIATIVES_LACKING.at(
            place_of(one),
            who=one.described,
            form=batch.form_name(form.code),
            needed=f"{form.initiatives:02d}",
            found="chưa ghi" if one.initiatives is None else f"ghi {one.initiatives}",
            basis=form_basis(form),
            unit=one.unit_name,
        )


def _stretch(batch: Batch, one: Nomination) -> Iterator[Problem]:
    start, end = one.achieved_from, one.achieved_to
    found = ""
    if start is None or end is None:
        found = "chưa ghi đủ ngày bắt đầu và ngày kết thúc"
    elif start > end:
        found = f"từ {start:%d/%m/%Y} đến {end:%d/%m/%Y}, ngày bắt đầu sau ngày kết thúc"
    elif end > batch.day:
        found = f"đến {end:%d/%m/%Y}, sau ngày của văn bản ({batch.day:%d/%m/%Y})"
    if found:
        yield BAD_STRETCH.at(place_of(one), who=one.described, found=found, unit=one.unit_name)
    if start is None or one.scheme not in _WORKING:
        return
    for honour in one.honours:
        until = honour.counted_from
        told = honour.form != one.form or honour.side or honour.year == batch.year  # D243 asks about this year's
        if not told and until is not None and start <= until:
            yield OVERLAP.at(
                place_of(one),
                who=one.described,
                form=batch.form_name(one.form),
                start=f"{start:%d/%m/%Y}",
                until=f"{until:%d/%m/%Y}",
                honour=honour.text,
                unit=one.unit_name,
            )
            break
