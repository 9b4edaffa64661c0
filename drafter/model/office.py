"""An office: the organisation that drafts, with what its papers say of it, its superiors and its recipients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from drafter.model.award_choices import AwardChoices
from drafter.model.organisation import Level, Organisation, Standing


@dataclass(frozen=True)
class Congress:
    """The congress that opens a term (đại hội, hội nghị đại biểu). `name` is as a sentence has it («Đại hội Công đoàn
    huyện Thường Tín lần thứ XI»), `session` the number of the committee it elects (khóa «XI»), empty where not known.

    `lines` are its letterhead: its papers name no upper body (format rule ST-16); `symbol` closes their number line.
    """

    name: str
    session: str = ""
    lines: tuple[str, ...] = ()
    symbol: str = "ĐH"


@dataclass(frozen=True)
class Office:
    """The organisation whose papers are drafted, as its `drafter.toml` describes it.

    `superior` is the upper union's name; `party` and `government` are the Party committee and the people's committee it
    works under (empty where the office names none). `granters` gives each award level (TW, T, TT, CS, UBND) the name of
    the body that grants. `recipients` are the lines of nơi nhận between the first and the last, `archive` what follows
    «Lưu:» in the last one. `unit_noun` is what its reporting units are called in a sentence. `issuers` are bodies that
    issue papers under a name of their own, by their level: the cluster (cụm thi đua), the inspection committee.
    `congresses` are those that open the office's terms, by the term's code («NK2023-2028»); `best_grade_cap` is the
    most unions that may have the best grade, in percent of those with the next one; None for no cap. `cluster` is the
    name of the cluster it writes for, empty where that is its own or an issuer's name; `cluster_size` is how many units
    the cluster has, None where its register lists them all. `awards` is how its award papers are made.
    """

    organisation: Organisation
    superior: str = ""
    party: str = ""
    government: str = ""
    granters: Mapping[str, str] = field(default_factory=dict)
    recipients: tuple[str, ...] = ()
    archive: str = "VT"
    unit_noun: str = "đơn vị"
    issuers: Mapping[Level, Standing] = field(default_factory=dict)
    congresses: Mapping[str, Congress] = field(default_factory=dict)
    best_grade_cap: Decimal | None = None
    cluster: str = ""
    cluster_size: int | None = None
    awards: AwardChoices = field(default_factory=AwardChoices)
