"""Turn a kind's `kind.toml` into a Kind: what a document is, for which periods, from which figures, who signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Kind:
    """A document kind: a folder of data, never code.

    `type_name` is the name of the type as printed («BÁO CÁO»), `symbol` its abbreviation in the number line («BC»).
    `subject` is the trích yếu, a pattern with the fields {ky} and {ky_sau} (this and the next period in words) and «|»
    where a line may break.
    `required` are the indicator codes without which the paper cannot be signed; each missing one is a visible gap.
    `addressed_to` are the lines of «Kính gửi», empty where the paper has none. `annexes` names what each annex of the
    workbook holds, in order.
    """

    code: str
    title: str
    type_name: str
    symbol: str
    subject: str
    periods: tuple[PeriodType, ...]
    required: tuple[str, ...] = ()
    addressed_to: tuple[str, ...] = ()
    report: str = "report.docx"
    annex: str = ""
    annexes: tuple[str, ...] = ()

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
        return self.subject.format(ky=period.words, ky_sau=period.next().words)

    def subject_for(self, period: Period) -> str:
        """The trích yếu for a period, in one line."""
        return " ".join(self.subject_lines(period).replace("|", " ").split())

    def accepts(self, period: Period) -> Problem | None:
        """The problem that stops this kind from being drafted for `period`, or None."""
        if period.type in self.periods:
            return None
        expected = ", ".join(_PERIOD_WORDS[type_][0] for type_ in self.periods)
        example = _PERIOD_WORDS[self.periods[0]][1]
        return WRONG_PERIOD.at(Place(), title=self.title, expected=expected, found=period.words, example=example)


def read_kind(code: str, data: Mapping[str, object], file: str) -> tuple[Kind | None, tuple[Problem, ...]]:
    """Build a Kind from parsed TOML; `file` is named in problems. None when something it needs is missing."""
    problems = tuple(_faults(data, Place(file=file)))
    if problems:
        return None, problems
    return (
        Kind(
            code=code,
            title=str(data["title"]),
            type_name=str(data["type_name"]),
            symbol=str(data["symbol"]),
            subject=str(data["subject"]),
            periods=tuple(PeriodType(name) for name in _texts(data["periods"])),
            required=_texts(data.get("required", [])),
            addressed_to=_texts(data.get("addressed_to", [])),
            report=str(data.get("report", "report.docx")),
            annex=str(data.get("annex", "")),
            annexes=_texts(data.get("annexes", [])),
        ),
        (),
    )


def _faults(data: Mapping[str, object], place: Place) -> list[Problem]:
    faults = [
        BAD_KIND.at(place, field=field, found="còn thiếu")
        for field in ("title", "type_name", "symbol", "subject", "periods")
        if not data.get(field)
    ]
    for field in ("periods", "required", "addressed_to", "annexes"):
        value = data.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            faults.append(BAD_KIND.at(place, field=field, found='phải là một danh sách chữ, ví dụ ["nam"]'))
    known = {type_.value for type_ in PeriodType}
    unknown = [name for name in _texts(data.get("periods", [])) if name not in known]
    if unknown:
        names = ", ".join(sorted(known))
        faults.append(BAD_KIND.at(place, field="periods", found=f"có «{unknown[0]}»; chỉ nhận: {names}"))
    try:
        str(data.get("subject", "")).format(ky="", ky_sau="")
    except (KeyError, IndexError, ValueError):
        faults.append(BAD_KIND.at(place, field="subject", found="chỉ được dùng {ky} và {ky_sau} trong ngoặc nhọn"))
    return faults


def _texts(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
