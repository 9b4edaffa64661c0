"""Turn the rows of secret ballots (bỏ phiếu kín) into counts, shares and what does not add up.

To all members not more papers can be handed out, of those not more can come back, of those not more be valid, of those
not more agree. What does not add up is used for nothing. The share is taken of what the cluster's rules say; a council
decides by all its members (NĐ 98/2023, Điều 30; NĐ 152/2025, Điều 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from drafter.clusters.points import said
from drafter.model.figure import Source
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.register import Row

NOT_ADDING_UP = ProblemKind(
    code="D272",
    severity=Severity.ERROR,
    title="Số phiếu không khớp",
    what="phiếu của {subject}: {found}; số sau phải không lớn hơn số trước, nên chưa dùng kết quả này",
    fix="xem lại biên bản kiểm phiếu, sửa số phiếu rồi nhập lại",
)
BELOW_SHARE = ProblemKind(
    code="D282",
    severity=Severity.WARNING,
    title="Tỷ lệ phiếu đồng ý chưa đủ",
    what="{subject} được {agreed}/{base} phiếu đồng ý ({share}%), chưa đủ {least}%",
    fix="không đề nghị tặng hình thức này, hoặc ghi rõ quy định khác của cụm về tỷ lệ phiếu",
)
INCOMPLETE_COUNT = ProblemKind(
    code="D283",
    severity=Severity.WARNING,
    title="Kết quả bỏ phiếu còn thiếu số",
    what="phiếu của {subject} chưa có số {lacking}",
    fix="ghi thêm theo biên bản kiểm phiếu rồi nhập lại; chưa có thì không suy ra số nào",
)
KINDS = (NOT_ADDING_UP, BELOW_SHARE, INCOMPLETE_COUNT)

_STEPS = (
    ("members", "thành viên"),
    ("issued", "phát ra"),
    ("returned", "thu về"),
    ("valid", "hợp lệ"),
    ("agreed", "đồng ý"),
)
_BASES = {"thanh_vien": "members", "phat_ra": "issued", "thu_ve": "returned", "hop_le": "valid"}


@dataclass(frozen=True)
class Ballot:
    """One count of votes; None is a number nobody has given.

    `subject` is the code of the unit voted on, or as it was written who or what else it was. `about` says what the vote
    was for («Suy tôn đơn vị dẫn đầu»), `form` is the code of the award form proposed, where there is one.
    """

    subject: str
    members: Decimal | None
    issued: Decimal | None
    returned: Decimal | None
    valid: Decimal | None
    agreed: Decimal | None
    about: str = ""
    form: str = ""
    source: Source = Source()

    @property
    def adds_up(self) -> bool:
        """Whether each number given is at most the one before it, and none is below zero."""
        given = [number for field, _ in _STEPS if (number := getattr(self, field)) is not None]
        falling = all(before >= after for before, after in pairwise(given))
        return falling and (not given or given[-1] >= 0)

    def base(self, of: str) -> Decimal | None:
        """The number that a share is taken of («thanh_vien», «phat_ra», «thu_ve», «hop_le»)."""
        found: Decimal | None = getattr(self, _BASES[of])
        return found

    def share(self, of: str) -> Fraction | None:
        """The votes in favour in percent, exact; None where a number lacks, is zero, or does not add up."""
        base = self.base(of)
        if self.agreed is None or base is None or base == 0 or not self.adds_up:
            return None
        return Fraction(self.agreed) * 100 / Fraction(base)

    def suffices(self, of: str, least: Decimal) -> bool | None:
        """Whether the share reaches `least` percent; None where there is no share."""
        share = self.share(of)
        return None if share is None else share >= Fraction(least)


def read_ballots(rows: Iterable[Row], names: Mapping[str, str]) -> tuple[Ballot, ...]:
    """The counts of a register of ballots. `names` are the cluster's units by code, as their subjects may name them."""
    return tuple(
        Ballot(
            subject=unit_called(row.text("doi-tuong"), names),
            members=row.number("so-thanh-vien"),
            issued=row.number("phat-ra"),
            returned=row.number("thu-ve"),
            valid=row.number("hop-le"),
            agreed=row.number("dong-y"),
            about=row.text("noi-dung"),
            form=row.text("hinh-thuc"),
            source=row.source,
        )
        for row in rows
    )


def unit_called(text: str, names: Mapping[str, str]) -> str:
    """The code of the unit so called: by its code, its name, or the end of just one unit's name («Tây Hồ»)."""
    wanted = " ".join(text.split()).casefold()
    same = [code for code, name in names.items() if wanted in (code.casefold(), name.casefold())]
    ending = [code for code, name in names.items() if wanted and name.casefold().endswith(f" {wanted}")]
    found = same or ending
    return found[0] if len(found) == 1 else text


def acclamations(ballots: Iterable[Ballot], units: Iterable[str]) -> tuple[Ballot, ...]:
    """The ballots by which units are compared (suy tôn): those that say so, else those on what most units share."""
    members = frozenset(units)
    rows = [ballot for ballot in ballots if ballot.subject in members]
    named = [ballot for ballot in rows if "suy tôn" in ballot.about.casefold()]
    if named:
        return tuple(named)
    abouts = [ballot.about for ballot in rows]
    common = max(dict.fromkeys(abouts), key=abouts.count, default="")
    return tuple(ballot for ballot in rows if ballot.about == common)


def check_ballots(ballots: Iterable[Ballot], of: str, least: Decimal, names: Mapping[str, str]) -> tuple[Problem, ...]:
    """What to ask about each count. `names` are those of the units voted on."""
    return tuple(problem for ballot in ballots for problem in _questions(ballot, of, least, names))


def _questions(ballot: Ballot, of: str, least: Decimal, names: Mapping[str, str]) -> Iterator[Problem]:
    source, subject = ballot.source, names.get(ballot.subject, ballot.subject)
    place = Place(source.file, source.sheet, source.cell, "kết quả bỏ phiếu")
    given = [(words, getattr(ballot, field)) for field, words in _STEPS]
    lacking = [words for words, number in given if number is None]
    if not ballot.adds_up:
        found = ", ".join(f"{words} {said(number)}" for words, number in given if number is not None)
        yield NOT_ADDING_UP.at(place, subject=subject, found=found)
    elif lacking:
        yield INCOMPLETE_COUNT.at(place, subject=subject, lacking=", ".join(lacking))
    if ballot.suffices(of, least) is False and ballot.form:
        yield BELOW_SHARE.at(
            place,
            subject=subject,
            agreed=said(ballot.agreed or 0),
            base=said(ballot.base(of) or 0),
            share=said(ballot.share(of) or 0),
            least=said(least),
        )
