"""Turn a kind's `kind.toml` into a Kind: what a document is, for which periods, from which figures, who signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from drafter.model.organisation import Level
from drafter.model.period import Period, PeriodType
from drafter.model.problem import Place, Problem, ProblemKind, Severity

BAD_KIND = ProblemKind(
    code="C201",
    severity=Severity.ERROR,
    title="kind.toml của loại văn bản thiếu hoặc sai một mục",
    what="mục «{field}» {found}",
    fix="mở kind.toml bằng Notepad, sửa mục «{field}» theo kind.toml của loại văn bản có sẵn (ví dụ bao-cao-nam)",
)
WRONG_PERIOD = ProblemKind(
    code="C202",
    severity=Severity.ERROR,
    title="Loại văn bản không lập cho loại kỳ này",
    what="«{title}» lập cho {expected}, không lập cho {found}",
    fix="chọn kỳ phù hợp, ví dụ --period {example}",
)
KINDS = (BAD_KIND, WRONG_PERIOD)

GROUPS: Mapping[str, str] = {
    "bao-cao": "Báo cáo của cơ quan",
    "nhiem-ky": "Nhiệm kỳ",
    "cum-thi-dua": "Cụm thi đua",
    "xep-loai": "Đánh giá, xếp loại công đoàn cơ sở",
    "khen-thuong": "Khen thưởng",
    "khac": "Loại văn bản khác",
}
"""The groups of kinds by code, in the order in which they are listed."""

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_PERIOD_WORDS = {
    PeriodType.MONTH: ("tháng", "2026-03"),
    PeriodType.QUARTER: ("quý", "2026-Q1"),
    PeriodType.HALF: ("6 tháng", "2026-H1"),
    PeriodType.NINE_MONTHS: ("9 tháng", "2026-9M"),
    PeriodType.YEAR: ("năm", "2025"),
    PeriodType.HALF_TERM: ("nửa nhiệm kỳ", "NK2023-2028/1"),
    PeriodType.TERM: ("nhiệm kỳ", "NK2023-2028"),
}


CONGRESS = "dai-hoi"
"""The issuer of a congress's papers (format rule ST-16): no level of the union, so no Level."""


class Figures(StrEnum):
    """What a kind owes the figures of its period: each is told of, some are shown, it has nothing to do with them."""

    ALL = "tat-ca"
    SOME = "mot-phan"
    NONE = "khong"


@dataclass(frozen=True)
class Kind:
    """A document kind: a folder of data, never code.

    `type_name` is the name of the type as printed («BÁO CÁO»), `symbol` its abbreviation in the number line («BC»).
    `subject` is the trích yếu, a pattern with the fields {ky} and {ky_sau} (this and the following period in words),
    {nhiem_ky} (the years of the term, «2023-2028») and «|» where a line may break.
    `attached_to` is the type of the paper that a list comes with («Quyết định»): a list is no paper of its own (format
    rule ST-14); empty where the kind is a paper itself.
    `required` are the indicator codes without which the paper cannot be signed; each missing one is a visible gap.
    `figures` says whether figures that it does not show are told of, and whether it waits for units' forms at all.
    `registers` are the codes of the registers whose rows it prints.
    `addressed_to` are the lines of «Kính gửi», empty where the paper has none; `first_recipient` is the first line of
    nơi nhận («Như Điều 3»), by itself «Như trên» where there is a «Kính gửi».
    `basis` are the topics of the regulations cited as «Căn cứ», or codes of single ones; the paper's day chooses.
    `issuer` is the level of the body that issues it where that is not the office itself (the cluster, the inspection
    committee); None for the office. `congress` says that it is a paper of the congress that closes the term.
    `report`, `listing` and `annex` are the files of its folder (a Word paper, a Word list, an Excel workbook), empty
    where it has none. `annexes` names what each annex holds, in order, whether in Excel or in Word.
    `each` names a list of what the template sees: the report is then printed once for every entry of it, a page each.
    `group` places it in the list of kinds, `purpose` says what it is for, `sample` is a shipped office and a period
    that show it.
    """

    code: str
    title: str
    type_name: str
    symbol: str
    subject: str
    periods: tuple[PeriodType, ...]
    required: tuple[str, ...] = ()
    figures: Figures = Figures.ALL
    registers: tuple[str, ...] = ()
    addressed_to: tuple[str, ...] = ()
    first_recipient: str = ""
    basis: tuple[str, ...] = ()
    issuer: Level | None = None
    congress: bool = False
    attached_to: str = ""
    report: str = "report.docx"
    listing: str = ""
    annex: str = ""
    annexes: tuple[str, ...] = ()
    each: str = ""
    group: str = "khac"
    purpose: str = ""
    sample: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The template files of its folder that it has."""
        return tuple(name for name in (self.report, self.listing, self.annex) if name)

    def annex_names(self) -> dict[str, str]:
        """Each annex by what it holds («chi_tieu» → «Phụ lục II»), and «tat_ca» for all of them; Roman when several.

        Format rule PL-01 (NĐ 30/2020, Phụ lục I, III.1.a).
        """
        if not self.annexes:
            return {}
        if len(self.annexes) == 1:
            return {self.annexes[0]: "Phụ lục", "tat_ca": "Phụ lục"}
        roman = _ROMAN[: len(self.annexes)]
        names = {part: f"Phụ lục {number}" for part, number in zip(self.annexes, roman, strict=True)}
        return {**names, "tat_ca": f"các Phụ lục {', '.join(roman)}"}

    def subject_lines(self, period: Period) -> str:
        """The trích yếu for a period, with «|» where its lines may break."""
        term = period.term
        years = f"{term.year}-{term.end_year}" if term else ""
        return self.subject.format(ky=period.words, ky_sau=period.following().words, nhiem_ky=years)

    def subject_for(self, period: Period) -> str:
        """The trích yếu for a period, in one line."""
        return " ".join(self.subject_lines(period).replace("|", " ").split())

    @property
    def period_words(self) -> str:
        """The types of period it is drafted for: «quý, 6 tháng»."""
        return ", ".join(_PERIOD_WORDS[type_][0] for type_ in self.periods)

    @property
    def period_example(self) -> str:
        """How such a period is typed: «2026-Q1»."""
        return _PERIOD_WORDS[self.periods[0]][1]

    def accepts(self, period: Period) -> Problem | None:
        """The problem that stops this kind from being drafted for `period`, or None."""
        if period.type in self.periods:
            return None
        return WRONG_PERIOD.at(
            Place(),
            title=self.title,
            expected=self.period_words,
            found=period.words,
            example=self.period_example,
        )


@dataclass(frozen=True)
class _Entry:
    """One entry of a kind.toml: its name there, the Kind's field, whether a list of texts, which values it may have."""

    key: str
    field: str = ""
    many: bool = False
    needed: bool = False
    choices: tuple[str, ...] = ()

    @property
    def into(self) -> str:
        return self.field or self.key


_ENTRIES = (
    _Entry("title", needed=True),
    _Entry("type_name", needed=True),
    _Entry("symbol", needed=True),
    _Entry("subject", needed=True),
    _Entry("periods", many=True, needed=True, choices=tuple(sorted(type_.value for type_ in PeriodType))),
    _Entry("required", many=True),
    _Entry("figures", choices=tuple(Figures)),
    _Entry("registers", many=True),
    _Entry("addressed_to", many=True),
    _Entry("first_recipient"),
    _Entry("basis", many=True),
    _Entry("issuer", choices=(*(level.value for level in Level), CONGRESS)),
    _Entry("attached_to"),
    _Entry("report"),
    _Entry("list", field="listing"),
    _Entry("annex"),
    _Entry("annexes", many=True),
    _Entry("each"),
    _Entry("group", choices=tuple(GROUPS)),
    _Entry("purpose"),
    _Entry("sample", many=True),
)


def read_kind(code: str, data: Mapping[str, object], file: str) -> tuple[Kind | None, tuple[Problem, ...]]:
    """Build a Kind from parsed TOML; `file` is named in problems. None when something it needs is missing."""
    problems = tuple(_faults(data, Place(file=file)))
    if problems:
        return None, problems
    given: dict[str, object] = {
        entry.into: _texts(data[entry.key]) if entry.many else data[entry.key]
        for entry in _ENTRIES
        if entry.key in data
    }
    given["periods"] = tuple(PeriodType(name) for name in _texts(data["periods"]))
    given["figures"] = Figures(str(data.get("figures", Figures.ALL)))
    issuer = str(data.get("issuer", ""))
    given["congress"] = issuer == CONGRESS
    given["issuer"] = Level(issuer) if issuer and issuer != CONGRESS else None
    return Kind(code=code, **given), ()  # type: ignore[arg-type]  # each entry's type was looked at by _faults


def _faults(data: Mapping[str, object], place: Place) -> Iterator[Problem]:
    for entry in _ENTRIES:
        if entry.needed and not data.get(entry.key):
            yield BAD_KIND.at(place, field=entry.key, found="còn thiếu")
    for entry in _ENTRIES:
        if (found := _wrong(entry, data.get(entry.key))) is not None:
            yield BAD_KIND.at(place, field=entry.key, found=found)
    if not any(data.get(key, default) for key, default in (("report", "report.docx"), ("list", ""), ("annex", ""))):
        yield BAD_KIND.at(place, field="report", found="để trống mà cũng không có list hay annex: không có tệp mẫu nào")
    try:
        str(data.get("subject", "")).format(ky="", ky_sau="", nhiem_ky="")
    except (KeyError, IndexError, ValueError):
        yield BAD_KIND.at(place, field="subject", found="chỉ được dùng {ky}, {ky_sau} và {nhiem_ky} trong ngoặc nhọn")


def _wrong(entry: _Entry, value: object) -> str | None:
    """What is wrong with an entry's value; None where it is well, or not there."""
    if value is None:
        return None
    if entry.many and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        return 'phải là một danh sách chữ, ví dụ ["nam"]'
    if not entry.many and not isinstance(value, str):
        return 'phải là chữ đặt trong ngoặc kép, ví dụ "…"'
    given = _texts(value) if entry.many else tuple(filter(None, (str(value),)))
    unknown = [name for name in given if entry.choices and name not in entry.choices]
    return f"có «{unknown[0]}»; chỉ nhận: {', '.join(entry.choices)}" if unknown else None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
