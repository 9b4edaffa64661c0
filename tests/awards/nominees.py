"""Nominations for the tests: a good one of each kind, and what a register row of it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from drafter.awards.batch import Batch
from drafter.awards.honours import read_honours
from drafter.awards.nomination import DIRECT_WORKER, Nomination, Scheme
from drafter.model.award import Recipient
from drafter.model.figure import Source
from drafter.model.period import Period
from drafter.standards.award_forms import load_award_forms
from drafter.standards.award_rules import AwardRules, load_award_rules

FORMS, RULES = load_award_forms().by_code, load_award_rules()
YEAR = Period.parse("2025")
DAY = date(2026, 1, 20)
GRANTERS = {"TW": "Tổng Liên đoàn Lao động Việt Nam", "T": "Liên đoàn Lao động tỉnh Sông Vàng"}
BEST = "hoàn thành xuất sắc nhiệm vụ"
COLLECTIVE, INDIVIDUAL = Recipient.COLLECTIVE, Recipient.INDIVIDUAL

HOA = Nomination(
    recipient=INDIVIDUAL,
    form="BK_T",
    name="Trần Thị Hòa",
    title="Chủ tịch CĐCS",
    unit="cdcs-may",
    unit_name="CĐCS May Sông Vàng",
    salutation="Bà",
    sex="Nữ",
    born=1980,
    group=DIRECT_WORKER,
    scheme=Scheme.FULL,
    achieved_from=date(2025, 1, 1),
    achieved_to=date(2025, 12, 31),
    grades=(BEST, BEST, BEST),
    initiatives=2,
    source=Source("de-nghi.xlsx", "Đề nghị khen", "C12"),
)
MAY = Nomination(
    recipient=COLLECTIVE,
    form="BK_T",
    name="CĐCS May Sông Vàng",
    unit="cdcs-may",
    unit_name="CĐCS May Sông Vàng",
    group="Tập thể",
    scheme=Scheme.FULL,
    achieved_from=date(2025, 1, 1),
    achieved_to=date(2025, 12, 31),
    grades=(BEST, BEST, BEST),
    members=1200,
    women=900,
    source=Source("de-nghi.xlsx", "Đề nghị khen", "C13"),
)


def hoa(honours: str = "", **changes: Any) -> Nomination:
    """Trần Thị Hòa with this in «Khen thưởng đã đạt» and these changes."""
    found, unread = read_honours(honours, RULES.sayings)
    return replace(HOA, honours=found, unread=unread, honours_text=honours, **changes)


def batch(*nominations: Nomination, day: date = DAY, rules: AwardRules = RULES, **rest: Any) -> Batch:
    return Batch(nominations, FORMS, rules, YEAR, day, **{"granters": GRANTERS, **rest})
