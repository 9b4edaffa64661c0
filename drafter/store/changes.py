"""Turn numbers into what happened since: of which organisations and periods something stored may read otherwise now."""

from __future__ import annotations

from sqlalchemy import Connection, select, union

from drafter.model.period import Period
from drafter.store.schema import AWARD, CORRECTION, FIGURE, NARRATIVE, SUBMISSION
from drafter.store.texts import period_of

_MANY = 500  # files; where more came, whole periods are sooner read again


def changed_since(connection: Connection, revision: int) -> dict[Period, set[str]] | None:
    """The organisations of each period of which something numbered higher may have changed anything; None: a great
    many.

    A file takes the place of the earlier one of its unit and period, so all that any of their files says is looked at:
    a past report has figures of several organisations and years. A rejected file counts as well: it is asked about.
    """
    columns = SUBMISSION.c
    come = select(columns.period, columns.organisation).where(columns.id > revision).limit(_MANY + 1)
    slots = connection.execute(come).all()
    if len(slots) > _MANY:
        return None
    told = [(period, organisation) for period, organisation in slots if period is not None and organisation is not None]
    periods, organisations = ({slot[place] for slot in told} for place in (0, 1))
    files = select(columns.id).where(columns.period.in_(periods), columns.organisation.in_(organisations))
    numbers = connection.execute(files).scalars().all()  # by itself: SQLite would rather go through all figures
    of_files = (
        select(table.c.period, table.c.organisation).where(table.c.submission_id.in_(numbers))
        for table in (FIGURE, AWARD, NARRATIVE)
    )
    of_office = select(CORRECTION.c.period, CORRECTION.c.organisation).where(CORRECTION.c.id > revision)
    found: dict[Period, set[str]] = {}
    for period, organisation in (*told, *connection.execute(union(*of_files, of_office))):
        found.setdefault(period_of(period), set()).add(organisation)
    return found
