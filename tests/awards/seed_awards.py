"""The awards of the first seed (Thanh Trì, 2020), as that office would enter them."""

from __future__ import annotations

from drafter.model.award import Award, Recipient
from drafter.model.figure import Source
from drafter.model.period import Period
from drafter.standards.award_forms import AwardForm, load_award_forms

FORMS = load_award_forms().by_code
COLLECTIVE, INDIVIDUAL = Recipient.COLLECTIVE, Recipient.INDIVIDUAL
YEAR = Period.parse("2020")
OFFICE = "thanh-tri"
NAMES = {OFFICE: "LĐLĐ huyện Thanh Trì", "cdcs-a": "CĐCS Công ty Ánh Dương"}
GRANTERS = {
    "TW": "Tổng Liên đoàn Lao động Việt Nam",
    "T": "Liên đoàn Lao động thành phố Hà Nội",
    "TT": "Liên đoàn Lao động huyện Thanh Trì",
    "UBND": "Ủy ban nhân dân huyện Thanh Trì",
}
WORK = "Có thành tích xuất sắc trong phong trào thi đua lao động giỏi"


def award(form: str, recipient: Recipient = INDIVIDUAL, count: int = 1, **rest: object) -> Award:
    """One line of a list; the granter is left to the form."""
    given = {"organisation": OFFICE, "period": YEAR, "granter": "", **rest}
    return Award(form=form, recipient=recipient, count=count, **given)  # type: ignore[arg-type]


def named(form: str, name: str, **rest: object) -> Award:
    return award(form, name=name, **rest)


def form_of(code: str) -> AwardForm:
    return FORMS[code]


S0 = (
    award("VH_MOI", COLLECTIVE, 83),
    award("GK_CTTT", COLLECTIVE, 13),
    award("GK_CTTT", INDIVIDUAL, 14),
    award("BK_T", COLLECTIVE, 7),
    award("BK_T", INDIVIDUAL, 8),
    award("CTD_T", COLLECTIVE),
    award("VH_GIU", COLLECTIVE, 26, reason="Giữ vững 02 năm."),
    award("BK_TLD", COLLECTIVE, reason=WORK),
    award("BK_TLD", INDIVIDUAL, 44, reason=WORK, source=Source("thanh-tri.xlsx", "Khen thưởng", "D7")),
    award("CTD_TLD", COLLECTIVE),
)
