"""Dự thảo: what can be drafted, drafting, the list of drafts, what differs between two of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from starlette.responses import Response

from drafter.desk.draft import DraftReport
from drafter.desk.draft import draft as draft_paper
from drafter.desk.draft_all import Skipped, draft_all
from drafter.desk.drafts import ListedDraft, diff_drafts, list_drafts
from drafter.desk.kinds import list_kinds
from drafter.desk.readiness import Readiness, Ready, readiness
from drafter.model.period import Period
from drafter.model.problem import Severity
from drafter.web.jobs import Job
from drafter.web.paging import folded, part_of
from drafter.web.visit import Visit


@dataclass(frozen=True)
class DraftLine:
    """A stored draft in the list. `id` stands for its document in addresses; `earlier` is the one drafted before it of
    the same kind and period, to compare with («id@version»), empty where there is none.
    """

    id: str
    listed: ListedDraft
    title: str
    state: str
    earlier: str

    @property
    def name(self) -> str:
        """What stands for this very version in addresses."""
        return f"{self.id}@{self.listed.record.version}"


@dataclass(frozen=True)
class Made:
    """What drafting did: each paper with the address of its page, and what was not drafted."""

    period: str
    reports: tuple[tuple[str, DraftReport], ...]
    skipped: tuple[Skipped, ...]


def show(visit: Visit) -> Response:
    """The kinds of the period with what each lacks, and the drafts there are."""
    period = visit.period
    found = ready_of(visit, period)
    groups = [(name, _rows(of_group)) for name, of_group in groupby(found.kinds, key=lambda one: one.line.group)]
    return visit.page(
        "drafts.html",
        title=f"Dự thảo {period.words}",
        period=period,
        choices=visit.choices(),
        ready=found,
        groups=groups,
        any_ready=any(not one.problems for one in found.kinds),
        questions=part_of(folded(found.questions), visit.query("trang"), 20),
        errors=[one for one in found.questions if one.severity is Severity.ERROR],
        drafts=draft_lines(visit, period),
    )


def _rows(kinds: Iterable[Ready]) -> list[tuple[Ready, ...]]:
    """The kinds in their order, those next to each other that lack one and the same thing together."""
    return [tuple(alike) for _, alike in groupby(kinds, key=_lacks)]


def _lacks(one: Ready) -> object:
    kind = one.line.kind
    said = f"«{kind.title}»" if kind else ""
    return tuple(problem.what.replace(said, "", 1) for problem in one.problems) or one.line.code


def ready_of(visit: Visit, period: Period) -> Readiness:
    """What can be drafted of a period."""
    return visit.site.kept(("ready", period), lambda: readiness(visit.ws, visit.store, period))


def make(visit: Visit) -> Response:
    """Draft one kind, or every kind there is something for."""
    ws, store, period, now = visit.ws, visit.store, visit.period, visit.now
    kind, day = visit.body.text("loai"), _day(visit.body.text("ngay"))

    def work(job: Job) -> Made:
        job.what = f"Đang soạn {period.words}"
        if kind:
            one = draft_paper(ws, store, kind, period, now=now, day=day, tell=lambda what: job.progress(0, what))
            return Made(str(period), ((_address(store_id(one.doc_id), _newest(one.doc_id)), one),), ())
        found = draft_all(ws, store, period, now=now, day=day)
        reports = tuple((_address(store_id(one.doc_id), _newest(one.doc_id)), one) for _, one in found.reports)
        return Made(str(period), reports, found.skipped)

    def _newest(doc_id: str) -> int:
        return max(record.version for record in store.drafts(period) if record.doc_id == doc_id)

    return visit.await_job(visit.site.jobs.start(f"Soạn dự thảo {period.words}", "drafted.html", visit.who, work))


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def compare(visit: Visit) -> Response:
    """What differs between two stored drafts, in numbers and in words."""
    names = [visit.query("cu"), visit.query("moi")]
    lines = {line.name: line for line in draft_lines(visit, None)}
    old, new = (lines.get(name) for name in names)
    if old is None or new is None:
        return visit.absent("kho không có dự thảo này")
    asked = [f"{one.listed.record.doc_id}@{one.listed.record.version}" for one in (old, new)]
    found = diff_drafts(visit.ws, visit.store, asked[0], asked[1])
    return visit.page(
        "compared.html",
        title="Hai bản dự thảo khác nhau ở đâu",
        old=old,
        new=new,
        addresses=[_address(one.id, one.listed.record.version) for one in (old, new)],
        found=found,
        command_text=f"drafter diff {asked[0]} {asked[1]}",
    )


# -- what other pages of drafts need -------------------------------------------------------------------------------


def draft_lines(visit: Visit, period: Period | None) -> list[DraftLine]:
    """The drafts of a period, or all, newest first."""
    found = list_drafts(visit.store, period)
    titles = {line.code: line.kind for line in list_kinds(visit.ws.folder)}
    lines = []
    for number, one in enumerate(found):
        record = one.record
        kind = titles.get(record.kind)
        title = kind.title if kind else record.kind
        earlier = next(_alike(found[number + 1 :], one), None)
        lines.append(DraftLine(store_id(record.doc_id), one, title, _state(one), earlier or ""))
    return lines


def _alike(rest: tuple[ListedDraft, ...], one: ListedDraft) -> Iterator[str]:
    about = (one.record.kind, one.record.period, one.record.organisation)
    for other in rest:
        if (other.record.kind, other.record.period, other.record.organisation) == about:
            yield f"{store_id(other.record.doc_id)}@{other.record.version}"


def store_id(doc_id: str) -> str:
    """What stands for a document in addresses: its own name holds the codes of units and periods."""
    return hashlib.sha256(doc_id.encode()).hexdigest()[:16]


def _address(draft: str, version: int) -> str:
    return f"/du-thao/{draft}/{version}"


def _state(one: ListedDraft) -> str:
    if one.issued is not None:
        return f"đã phát hành: số {one.issued.number}, ngày {one.issued.day:%d/%m/%Y}"
    return "đã đưa số về muộn vào bản sửa" if one.refreshed else "dự thảo"
