"""Turn what runs made and what is still missing into CAN_XEM_LAI.txt: one page in words, in the drafts' folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from drafter.desk.draft import NOTES
from drafter.desk.unattended.facts import Known
from drafter.desk.workspace import DRAFTS, Workspace
from drafter.fill.package import save
from drafter.model.problem import Problem, Severity
from drafter.schedule.due import Occasion, Stage, Work
from drafter.store.ledger import WorkRecord, WorkState

SUMMARY = "CAN_XEM_LAI.txt"
_NAMED = 30


def write_summary(
    ws: Workspace,
    today: date,
    known: Sequence[Known],
    works: Sequence[WorkRecord],
    problems: Sequence[Problem],
    coming: Occasion | None,
    coming_title: str,
) -> Path | None:
    """Write the page where it says something else than the one there. Raises OSError.

    Gives its path; None where the office has no drafts and nothing to tell.
    """
    text = summary(ws, today, known, works, problems, coming, coming_title)
    path = ws.folder / DRAFTS / SUMMARY
    data = text.encode("utf-8-sig")
    if not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        save(path, data)
    return path


def summary(
    ws: Workspace,
    today: date,
    known: Sequence[Known],
    works: Sequence[WorkRecord],
    problems: Sequence[Problem],
    coming: Occasion | None,
    coming_title: str,
) -> str:
    """The page: what was made, who is missing, what to look at, what comes next. Same state, same bytes."""
    lines = [
        "VIỆC SOẠN TỰ ĐỘNG: CẦN XEM LẠI",
        f"{ws.office.organisation.name_on(today)}, ngày {today:%d/%m/%Y}",
        "",
    ]
    sections = (
        ("I. ĐÃ SOẠN", _made(known, works) or ["- Chưa soạn văn bản nào."]),
        ("II. CÒN THIẾU", _missing(ws, known, works) or ["- Không còn đơn vị nào thiếu."]),
        ("III. CẦN XEM", _to_look_at(problems) or ["- Không có."]),
        ("IV. SẮP TỚI", _coming(coming, coming_title)),
    )
    for title, told in sections:
        lines += [title, *told, ""]
    lines += ["Trang này do máy ghi lại sau mỗi lần chạy; không cần sửa vào đây."]
    return "\r\n".join(lines) + "\r\n"


def _made(known: Sequence[Known], works: Sequence[WorkRecord]) -> list[str]:
    """The newest draft of each paper of the calendar's occasions, the latest due first."""
    lines = []
    for one in reversed(known):
        if (work := newest(works, one)) is None:
            continue
        told = work.outcome
        lines.append(f"- {told.get('title', one.kind.title)}: {_stage(work.stage, told)}")
        if officer := told.get("officer"):
            lines.append(f"    Đồng chí đang sửa: {officer} (giữ nguyên). Bản cập nhật số, có đánh dấu chỗ đổi:")
        lines += [f"    {file}" for file in told.get("files", ())]
        if told.get("conflicts"):
            lines.append(f"    {told['conflicts']} số khác với số đồng chí đã sửa tay: cần đồng chí quyết định.")
        if told.get("points") and not told.get("officer"):
            folder = told["files"][0].rpartition("/")[0] if told.get("files") else ""
            lines.append(f"    {told['points']} điểm cần xem lại, ghi ở {folder}/{NOTES}")
    return lines


def newest(works: Sequence[WorkRecord], one: Known) -> WorkRecord | None:
    """The last draft that was made of an occasion; None where there is none."""
    job, code = f"{Work.DRAFT}:{one.kind.code}", one.occasion.period.code
    found = [w for w in works if w.key.job == job and w.key.period == code and w.state is WorkState.DONE]
    return found[-1] if found else None


def _stage(stage: Stage, told: Mapping[str, Any]) -> str:
    if stage is Stage.PROVISIONAL:
        return f"bản tạm, còn thiếu {told.get('missing')}/{told.get('expected')} đơn vị"
    return "bản đủ số liệu"


def _missing(ws: Workspace, known: Sequence[Known], works: Sequence[WorkRecord]) -> list[str]:
    lines: list[str] = []
    told: set[str] = set()
    for one in known:
        period = one.occasion.period
        if not one.missing or not one.occasion.job.forms or period.code in told or one.facts.issued:
            continue
        told.add(period.code)
        names = ws.names(period)
        lines.append(
            f"- Biểu {period.words} (hạn nộp {one.occasion.forms_due:%d/%m/%Y}): "
            f"{one.facts.missing}/{one.facts.expected} đơn vị chưa nộp"
        )
        lines += [f"    {names[code]}" for code in one.missing[:_NAMED]]
        if len(one.missing) > _NAMED:
            lines.append(f"    … và {len(one.missing) - _NAMED} đơn vị khác (xem «drafter status --period {period}»)")
        lines += [f"    Lời nhắc soạn sẵn: {file}" for file in _reminders(works, period.code)]
        lines += [f"    Biểu đã lập để gửi: {file}" for file in _forms(works, period.code)]
    return lines


def _reminders(works: Sequence[WorkRecord], period: str) -> list[str]:
    return _files(works, Work.REMIND, period)[-1:]


def _forms(works: Sequence[WorkRecord], period: str) -> list[str]:
    return _files(works, Work.FORMS, period)[-1:]


def _files(works: Sequence[WorkRecord], work: Work, period: str) -> list[str]:
    return [
        file
        for one in works
        if one.key.job.startswith(f"{work}:") and one.key.period == period and one.state is WorkState.DONE
        for file in one.outcome.get("files", ())
    ]


def _to_look_at(problems: Iterable[Problem]) -> list[str]:
    lines = []
    for problem in problems:
        if problem.severity is not Severity.NOTE:
            where = f"{problem.place}: " if str(problem.place) else ""
            lines += [f"- {problem.code} {where}{problem.what}", f"    Cách sửa: {problem.fix}"]
    return lines


def _coming(coming: Occasion | None, title: str) -> list[str]:
    if coming is None:
        return ["- Lịch không có văn bản nào."]
    return [f"- {title}: đến hạn ngày {coming.due:%d/%m/%Y}"]
