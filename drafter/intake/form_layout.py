"""What a form is: its sheets, column titles and marks, as the writer lays them out and the reader looks for them.

The reader finds everything by these texts and by codes, never by position: a moved row or a re-ordered column is no
harm. The first row of the figures sheet is hidden and holds the marks (form, version, unit, period) for the machine;
the same unit and period stand below in sight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from drafter.model.figure import Figure
from drafter.model.indicator import Aggregate, Indicator, Kind, ValueType
from drafter.model.narrative import Topic
from drafter.model.period import Period
from drafter.standards.award_forms import AwardForm, AwardLevel
from drafter.standards.outline import topic_names

FORM_MARK = "DRAFTER-BIEU-SO-LIEU"
REVIEW_MARK = "DRAFTER-DOI-CHIEU"
REGISTER_MARK = "DRAFTER-SO"
SCHEMA_VERSION = "1"

GUIDE_SHEET = "Hướng dẫn"
FIGURES_SHEET = "Số liệu"
AWARDS_SHEET = "Khen thưởng"
NARRATIVE_SHEET = "Nội dung"
LISTS_SHEET = "Danh mục"

UNIT_CODE_LABEL = "Mã đơn vị:"
UNIT_NAME_LABEL = "Đơn vị báo cáo:"
PERIOD_LABEL = "Mã kỳ báo cáo:"
REGISTER_LABEL = "Mã sổ:"
AUTHOR_LABEL = "Người lập biểu:"


class FigureColumn(StrEnum):
    """Columns of «Số liệu»; the value is the title in the form."""

    CODE = "Mã"
    NAME = "Chỉ tiêu"
    UNIT = "Đơn vị tính"
    PREVIOUS = "Kỳ trước"
    TARGET = "Chỉ tiêu giao"
    ACTUAL = "Thực hiện"
    NUMERATOR = "Số đạt (tử số)"
    DENOMINATOR = "Tổng số (mẫu số)"
    NOTE = "Ghi chú"


class AwardColumn(StrEnum):
    """Columns of «Khen thưởng»."""

    GRANTER = "Cấp khen"
    FORM = "Hình thức, danh hiệu"
    RECIPIENT = "Tập thể/Cá nhân"
    COUNT = "Số lượng"
    NAME = "Họ tên/Tên tập thể (nếu có)"
    TITLE = "Chức vụ"
    UNIT = "Đơn vị"
    NOTE = "Thành tích (nếu nêu)"


class NarrativeColumn(StrEnum):
    """Columns of «Nội dung»."""

    TOPIC = "Nội dung về"
    GROUP = "Lĩnh vực (nếu có)"
    TEXT = "Viết nội dung (mỗi ý một dòng)"


TOPIC_WORDS: Mapping[Topic, str] = {topic: named.name for topic, named in topic_names().items()}
"""What a form calls each topic."""

TOPIC_ROWS: Mapping[Topic, int] = {
    Topic.CONTEXT: 2,
    Topic.THEME: 1,
    Topic.HIGHLIGHT: 6,
    Topic.LIMITATION: 4,
    Topic.OBJECTIVE_CAUSE: 2,
    Topic.SUBJECTIVE_CAUSE: 2,
    Topic.LESSON: 2,
    Topic.DIRECTION: 6,
    Topic.PROPOSAL: 3,
}
"""How many rows a form keeps ready for each topic."""


class Asked(StrEnum):
    """What a row asks the unit for."""

    VALUE = "value"
    RATE = "rate"
    RATIO = "ratio"
    NOTHING = "nothing"


def asked_for(indicator: Indicator) -> Asked:
    """What the form asks in an indicator's row: drafter counts the rest itself.

    A rate whose parts are rows of their own is not asked; a rate weighted by another row (average income) is a value.
    """
    if indicator.kind is Kind.DERIVED or indicator.aggregate is Aggregate.COUNT:
        return Asked.NOTHING
    if indicator.kind is Kind.RATIO:
        return Asked.RATIO
    if indicator.kind is not Kind.RATE or indicator.weight or indicator.aggregate is Aggregate.WEIGHTED:
        return Asked.VALUE
    return Asked.NOTHING if indicator.numerator and indicator.denominator else Asked.RATE


GRANTER_WORDS: Mapping[AwardLevel, str] = {
    AwardLevel.STATE: "Nhà nước",
    AwardLevel.CONFEDERATION: "Tổng Liên đoàn",
    AwardLevel.PROVINCE: "LĐLĐ tỉnh, thành phố; công đoàn ngành TW",
    AwardLevel.DIRECT_UPPER: "Công đoàn cấp trên trực tiếp cơ sở",
    AwardLevel.GRASSROOTS: "Công đoàn cơ sở",
    AwardLevel.GOVERNMENT: "Ủy ban nhân dân",
}
"""What a form calls each level that grants awards."""


def award_label(form: AwardForm) -> str:
    """What the drop-down shows and the reader finds the code in: «Bằng khen của Tổng Liên đoàn [BK_TLD]»."""
    return f"{form.name} [{form.code}]"


@dataclass(frozen=True)
class FormSpec:
    """Everything a unit's form for one period is written from.

    `groups` gives each group letter its heading. `previous` and `targets` are keyed by indicator code; targets are in
    the indicator's unit (rates in percent).
    """

    organisation: str
    organisation_name: str
    office_name: str
    period: Period
    indicators: tuple[Indicator, ...]
    groups: Mapping[str, str] = field(default_factory=dict)
    previous: Mapping[str, Figure] = field(default_factory=dict)
    targets: Mapping[str, Decimal] = field(default_factory=dict)
    topics: tuple[Topic, ...] = tuple(Topic)
    award_forms: tuple[AwardForm, ...] = ()
    deadline: date | None = None
    version: str = SCHEMA_VERSION


def is_percent(indicator: Indicator) -> bool:
    """Whether the stored value is in percent; its cells then carry Excel's percent format."""
    return indicator.value_type is ValueType.PERCENT


def group_label(letter: str, name: str) -> str:
    """A group as the narrative sheet's drop-down shows it: «C. Đại diện, chăm lo, bảo vệ»."""
    return f"{letter}. {name}" if name else letter
