"""A made-up unit's form, in as many versions as a test needs."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal

from drafter.model.award import Award, Recipient
from drafter.model.figure import Figure, FigureKey, Source
from drafter.model.narrative import Narrative, Topic
from drafter.model.period import Period
from drafter.model.problem import Place, Problem, Severity
from drafter.model.submission import Submission

YEAR = Period.parse("2025")
UNIT = "CD-HOA-SEN"
HANOI = timezone(timedelta(hours=7))
MORNING = datetime(2025, 12, 5, 8, 30, tzinfo=HANOI)

GIFTS, MEMBERS, RATE = "B01", "A01", "C07"


def key(indicator: str, unit: str = UNIT, period: Period = YEAR) -> FigureKey:
    return FigureKey(indicator, unit, period)


def figure(indicator: str, value: str | None, unit: str = UNIT, **more: object) -> Figure:
    known = {"unit": "suất", "source": Source("hoa-sen.xlsx", "Số liệu", "E14", "Trần Thị Lan", MORNING)} | more
    return Figure(key(indicator, unit), None if value is None else Decimal(value), **known)  # type: ignore[arg-type]


def handed(*figures: Figure, digest: str = "a", unit: str = UNIT, hours: int = 0, **more: object) -> Submission:
    """A submission; `digest` is a letter that stands for a file's bytes, `hours` how long after the first it came."""
    known = {"file": f"hoa-sen-{digest}.xlsx", "submitted_by": "Trần Thị Lan", "period": YEAR} | more
    return Submission(
        organisation=unit,
        digest=digest * 64,
        received_at=MORNING + timedelta(hours=hours),
        figures=figures,
        **known,  # type: ignore[arg-type]
    )


def award(name: str, **more: object) -> Award:
    known = {"form": "GK", "granter": "TT", "recipient": Recipient.INDIVIDUAL, "name": name} | more
    return Award(UNIT, YEAR, **known)  # type: ignore[arg-type]


def narrative(text: str, **more: object) -> Narrative:
    known = {"topic": Topic.LIMITATION, "text": text} | more
    return Narrative(UNIT, YEAR, **known)  # type: ignore[arg-type]


def problem(code: str = "D104", file: str = "hoa-sen-a.xlsx") -> Problem:
    place = Place(file, "Số liệu", "E14")
    return Problem(code, Severity.WARNING, place, "cần một số, gặp «ba»", "gõ 3", "Đề nghị đơn vị gõ lại ô E14.")
