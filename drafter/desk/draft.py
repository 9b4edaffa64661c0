"""Turn a period's figures into a draft in the office's folder; what somebody may have edited is never written over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from drafter.awards.nomination import REGISTER as NOMINATIONS
from drafter.desk.figures import check_figures
from drafter.desk.gather import Scope, gather, lacking_units, paper_day, scope_of
from drafter.desk.material import nothing_for
from drafter.desk.problems import NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.short_units import asked_of_short
from drafter.desk.to_date import year_to_date
from drafter.desk.versions import Part, free_version, versioned
from drafter.desk.workspace import DRAFTS, Workspace
from drafter.documents.kind import Figures, Kind
from drafter.fill.errors import TemplateError, TemplateErrors
from drafter.fill.package import save, sweep
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, Severity, by_severity
from drafter.render.draft import Drafted, draft_paper
from drafter.render.kinds import KindFolder, load_kind, template_folders
from drafter.render.paper import Paper
from drafter.store.records import Draft
from drafter.store.store import Store

NOTES = "can-xem-lai.txt"


@dataclass(frozen=True)
class DraftReport:
    """What drafting did. `files` are what was written (or stood there already, when nothing had changed).

    `absent` are the names of the units whose forms have not come, or came without what the paper must have; `problems`
    are what the checks of figures ask about, `remarks` what is doubtful about the paper itself: basis, form.
    """

    doc_id: str
    title: str
    files: tuple[Path, ...]
    provisional: str
    absent: tuple[str, ...]
    gaps: tuple[Problem, ...]
    left_out: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing needs a person's eyes before signing."""
        return not (self.gaps or self.left_out or self.absent or self.problems or self.remarks)


def draft(
    ws: Workspace,
    store: Store,
    kind_code: str,
    period: Period,
    *,
    now: datetime,
    organisation: str | None = None,
    day: date | None = None,
    folder: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> DraftReport:
    """Draft a paper of a kind for a period. Raises DeskError; nothing is written then.

    `tell` is told what is being done: with thousands of units and an annex it takes a minute.
    """
    tell("Đang cộng số liệu và điền mẫu")
    home = _home(ws, kind_code, period)
    scope = scope_of(ws, period, organisation)
    if NOMINATIONS in home.kind.registers and home.kind.figures is Figures.NONE:
        empty = nothing_for(ws, store, home.kind, period, organisation)
        if empty:  # a decision on nobody has no article
            raise DeskError(*empty)
    paper, drafted = _filled(ws, store, home, period, scope, day, now.date())
    tell("Đang soát số liệu của các đơn vị")
    asked: tuple[Problem, ...] = ()
    if home.kind.figures is not Figures.NONE:
        asked = by_severity((*_short(ws, store, home.kind, period, scope), *check_figures(ws, store, period, scope)))
    report = DraftReport(
        doc_id=drafted.doc_id,
        title=home.kind.subject_for(period),
        files=(),
        provisional=paper.provisional,
        absent=tuple(paper.names.get(code, code) for code in paper.absent if paper.provisional),
        gaps=drafted.gaps,
        left_out=drafted.left_out,
        problems=asked,
        remarks=drafted.remarks,
    )
    tell("Đang ghi dự thảo")
    target = folder or ws.folder / DRAFTS / _folder_name(kind_code, period, scope.organisation, ws)
    files = _write(target, drafted, report)
    record = _record(drafted, kind_code, period, scope.organisation, now, store.revision())
    if not _is_kept(store, record):
        store.save_draft(record)
    return DraftReport(**{**vars(report), "files": files})


def _short(ws: Workspace, store: Store, kind: Kind, period: Period, scope: Scope) -> tuple[Problem, ...]:
    return asked_of_short(ws, period, lacking_units(ws, store, (kind,), period, scope).short)


def _is_kept(store: Store, record: Draft) -> bool:
    """Whether the store's newest version of the draft is this very one: drafted again from the same, it is no other."""
    kept = store.draft(record.doc_id)
    same = ("document", "appendix", "listing", "manifest", "template_hash")
    return kept is not None and all(getattr(kept, name) == getattr(record, name) for name in same)


def redraft(
    ws: Workspace,
    store: Store,
    kind_code: str,
    period: Period,
    *,
    organisation: str | None,
    day: date | None,
    today: date,
) -> tuple[Paper, Drafted]:
    """The same paper from today's figures, written nowhere. `day` None: as if drafted `today`. Raises DeskError."""
    home = _home(ws, kind_code, period)
    return _filled(ws, store, home, period, scope_of(ws, period, organisation), day, today)


def _home(ws: Workspace, kind_code: str, period: Period) -> KindFolder:
    home, problems = load_kind(kind_code, template_folders(ws.folder))
    if home is None:
        raise DeskError(*problems)
    if (refusal := home.kind.accepts(period)) is not None:
        raise DeskError(refusal)
    return home


def _filled(
    ws: Workspace, store: Store, home: KindFolder, period: Period, scope: Scope, day: date | None, today: date
) -> tuple[Paper, Drafted]:
    until = ws.organisation(scope.organisation).last_day
    paper = gather(ws, store, home.kind, period, scope, day or paper_day(period, today, until))
    paper = replace(paper, to_date=year_to_date(ws, store, period, scope))
    try:
        return paper, draft_paper(paper, home)
    except (TemplateError, TemplateErrors) as error:
        # Without the rows that it is about a paper has nothing of what its template asks for.
        empty = nothing_for(ws, store, home.kind, period, scope.organisation) if home.kind.registers else ()
        raise DeskError(*(empty or _template_problems(error))) from error


def _folder_name(kind_code: str, period: Period, organisation: str, ws: Workspace) -> str:
    whose = "" if organisation == ws.office.organisation.code else f"_{organisation}"
    return f"{kind_code}_{str(period).replace('/', '-')}{whose}"


def _write(folder: Path, drafted: Drafted, report: DraftReport) -> tuple[Path, ...]:
    """Write the draft beside what is there: the same bytes are left, anything else gets the next version's name."""
    made = (
        ("report", "docx", drafted.document),
        ("list", "docx", drafted.listing),
        ("appendix", "xlsx", drafted.annex),
    )
    parts: list[Part] = [(stem, ending, data) for stem, ending, data in made if data is not None]
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        version = free_version(folder, parts)
        files = [versioned(folder, stem, ending, version) for stem, ending, _ in parts]
        for path, (_, _, data) in zip(files, parts, strict=True):
            if not path.exists():
                save(path, data)
                written.append(path)
        notes = folder / NOTES
        save(notes, _notes(report).encode("utf-8-sig"))
    except OSError as error:
        for path in written:  # a report without its annex would look like a draft
            path.unlink(missing_ok=True)
        raise stop(NOT_WRITABLE, found=folder, reason=reason_of(error)) from error
    return (*files, notes)


def _notes(report: DraftReport) -> str:
    """What a person must look at before signing, in words, beside the draft."""
    lines = [report.title, ""]
    if report.provisional:
        lines += [f"{report.provisional}:", *(f"  - {name}" for name in report.absent), ""]
    sections = (
        ("CÒN THIẾU TRONG BẢN THẢO", report.gaps),
        ("SỐ LIỆU KHÔNG ĐƯA VÀO VĂN BẢN", report.left_out),
        ("SỐ LIỆU CẦN XEM LẠI", report.problems),
        ("CẦN KIỂM TRA TRƯỚC KHI KÝ", report.remarks),
    )
    for title, problems in sections:
        if problems:
            lines += [title, *(f"- {problem}" for problem in problems), ""]
    if report.clean:
        lines.append("Không còn điểm nào phải xem lại.")
    return "\r\n".join("\r\n".join(line.split("\n")) for line in lines) + "\r\n"


def _record(drafted: Drafted, kind_code: str, period: Period, organisation: str, now: datetime, revision: int) -> Draft:
    return Draft(
        doc_id=drafted.doc_id,
        kind=kind_code,
        period=period,
        organisation=organisation,
        created_at=now,
        template_hash=drafted.template_hash,
        figures_version=revision,
        manifest=drafted.manifest,
        document=drafted.main,
        appendix=drafted.annex if drafted.main is not drafted.annex else None,
        listing=drafted.listing if drafted.main is not drafted.listing else None,
        gaps=tuple(problem.what for problem in drafted.gaps),
        left_out=tuple(problem.what for problem in drafted.left_out),
    )


def _template_problems(error: TemplateError | TemplateErrors) -> tuple[Problem, ...]:
    """The template engine's errors as problems: the engine knows no desk."""
    errors = error.errors if isinstance(error, TemplateErrors) else (error,)
    return tuple(
        Problem(one.code, Severity.ERROR, Place(file=one.file, text=one.place), _said(one), one.fix) for one in errors
    )


def _said(error: TemplateError) -> str:
    return f"{error.what} (gần «{error.near}»)" if error.near else error.what
