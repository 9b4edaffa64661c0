"""What a unit says in words: highlights, limitations, causes, directions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from drafter.model.figure import Source
from drafter.model.period import Period


class Topic(StrEnum):
    """What a piece of narrative is about; the value is the code in forms and templates."""

    CONTEXT = "dac_diem"
    THEME = "chu_de"
    HIGHLIGHT = "noi_bat"
    LIMITATION = "han_che"
    OBJECTIVE_CAUSE = "nguyen_nhan_khach_quan"
    SUBJECTIVE_CAUSE = "nguyen_nhan_chu_quan"
    LESSON = "bai_hoc"
    DIRECTION = "phuong_huong"
    PROPOSAL = "kien_nghi"


@dataclass(frozen=True)
class Narrative:
    """One paragraph of an office's own words. `group` is the indicator group letter it belongs to, or empty."""

    organisation: str
    period: Period
    topic: Topic
    text: str
    group: str = ""
    source: Source = Source()
