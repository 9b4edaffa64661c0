"""Turn the nominations of a period into all there is to ask about them, what they add up to, and lists in any order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from drafter.awards.batch import Batch
from drafter.awards.check_list import DirectShare, direct_share
from drafter.awards.money import Bonuses, bonuses
from drafter.awards.nomination import REGISTER, Nomination, as_awards
from drafter.awards.nomination_checks import check_nominations
from drafter.awards.summary import AwardSummary, summarise
from drafter.desk.gather import gather, paper_day, scope_of, scoped_awards
from drafter.desk.problems import stop
from drafter.desk.workspace import Workspace
from drafter.model.award_choices import ListOrder
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.render.kinds import load_kind, template_folders
from drafter.render.nomination_lists import Listed, listed
from drafter.render.nomination_slots import batch_of, cited_by
from drafter.render.paper import Paper
from drafter.store.store import Store

NO_NOMINATIONS = ProblemKind(
    code="W170",
    severity=Severity.ERROR,
    title="Chưa có danh sách đề nghị khen thưởng",
    what="chưa nhận danh sách đề nghị khen thưởng nào{period}",
    fix="lập mẫu bằng drafter form --register de-nghi-khen --period KỲ, điền rồi nhập bằng drafter import",
)
KINDS = (NO_NOMINATIONS,)

_PROPOSES, _DECIDES = "to-trinh-khen-thuong", "quyet-dinh-khen-thuong"


@dataclass(frozen=True)
class AwardReport:
    """A round of nominations and what there is to ask. `summary` counts by level and form; `names` are the units'.

    `from_form` is true where there is no register and the office's own form lists what it gave.
    """

    period: Period
    day: date
    batch: Batch
    summary: AwardSummary
    money: Bonuses
    direct: DirectShare
    names: Mapping[str, str]
    problems: tuple[Problem, ...]
    from_form: bool = False

    @property
    def own_money(self) -> Bonuses:
        """What the office itself pays: who signs a decision pays (NĐ 152/2025, Đ47.2)."""
        return Bonuses(tuple(line for line in self.money.lines if line.form.level is self.batch.own_level))


def check_round(
    ws: Workspace, store: Store, period: Period | None, *, today: date, day: date | None = None
) -> AwardReport:
    """Everything there is to ask about a period's nominations, and what they add up to. Raises DeskError.

    Without a period it is the newest that has any. `day` is that of the submission or decision: votes, bonuses and the
    legal basis are those of that day; None takes the day a paper of the period would be drafted for.
    """
    paper = _paper(ws, store, period, today, day)
    batch = replace(batch_of(paper), own_basis=_own_basis(ws))
    if not batch.nominations:
        raise stop(NO_NOMINATIONS, period=f" {paper.period.words}")
    return AwardReport(
        period=paper.period,
        day=paper.day,
        batch=batch,
        summary=summarise(as_awards(batch.nominations, paper.organisation, paper.period), batch.forms),
        money=bonuses(batch),
        direct=direct_share(batch),
        names=paper.names,
        problems=check_nominations(batch),
        from_form=not paper.registers.get(REGISTER),
    )


@dataclass(frozen=True)
class NoRound:
    """A period without nominations. `given` is how many awards its forms tell of, which are no nominations; `rounds`
    are the periods that do have a register of them, the newest first.
    """

    given: int
    rounds: tuple[Period, ...]


def no_round(ws: Workspace, store: Store, period: Period) -> NoRound:
    """What there is instead of a round."""
    given = sum(award.count for award in scoped_awards(store, period, scope_of(ws, period)))
    kept = {one.period for one in store.registers(REGISTER, store.periods()) if one.rows}
    return NoRound(given, tuple(sorted(kept - {period}, key=lambda one: one.end, reverse=True)))


def list_round(
    ws: Workspace, store: Store, period: Period | None, order: ListOrder | None, *, today: date
) -> tuple[Period, tuple[Listed, ...]]:
    """A period's nominations in an order, the office's own by default; collectives first. Raises DeskError."""
    paper = _paper(ws, store, period, today, None)
    nominations = batch_of(paper).nominations
    if not nominations:
        raise stop(NO_NOMINATIONS, period=f" {paper.period.words}")
    return paper.period, listed(paper, nominations, order or ws.office.awards.order)


def _paper(ws: Workspace, store: Store, period: Period | None, today: date, day: date | None) -> Paper:
    home, problems = load_kind(_PROPOSES, template_folders(ws.folder))
    if home is None:
        raise stop(NO_NOMINATIONS, Place(text=str(problems[0])), period="")
    chosen = period or _newest(store)
    return gather(ws, store, home.kind, chosen, scope_of(ws, chosen), day or paper_day(chosen, today))


def _newest(store: Store) -> Period:
    """The newest period that has a register of nominations."""
    kept = store.registers(REGISTER, store.periods())
    if not kept:
        raise stop(NO_NOMINATIONS, period="")
    return kept[-1].period


def _own_basis(ws: Workspace) -> tuple[tuple[str, str], ...]:
    """What the submission and the decision cite in lines of their own."""
    folders = template_folders(ws.folder)
    kinds = [home.kind for home, _ in (load_kind(code, folders) for code in (_PROPOSES, _DECIDES)) if home is not None]
    return tuple((f"{kind.code}/kind.toml", number) for kind in kinds for number in cited_by(kind.basis))


def line_of(one: Nomination) -> tuple[str, str, str]:
    """Who, with post and unit: the columns of a list on the terminal."""
    return one.name or f"({one.count} chưa có tên)", one.title, one.unit_name


def form_of(ws: Workspace, one: Nomination) -> str:
    """The form or title that is proposed, by its full name."""
    form = ws.award_forms.get(one.form)
    return one.form if form is None else form.name
