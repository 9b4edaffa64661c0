"""Turn one line of an award list, from a form or from JSON, into Awards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from drafter.awards.honours import in_full, spoken_form
from drafter.intake.findings import Findings, Origin
from drafter.intake.form_layout import GRANTER_WORDS, AwardColumn
from drafter.intake.numbers import Reading, read_typed
from drafter.model.award import Award, Recipient
from drafter.model.indicator import ValueType
from drafter.model.problem import ProblemKind, Severity
from drafter.standards.award_forms import AwardForm
from drafter.standards.award_rules import Saying, load_award_rules
from drafter.wording.fold import fold

AWARD_INCOMPLETE = ProblemKind(
    code="D130",
    severity=Severity.ERROR,
    title="Dòng khen thưởng còn thiếu",
    what="dòng khen thưởng thiếu «{lacking}»: dòng này chưa được nhận",
    fix="điền «{lacking}», hoặc xóa cả dòng nếu không dùng",
    request="Kính đề nghị {unit} điền «{lacking}» ở ô {place.cell}, trang tính «{place.sheet}», rồi gửi lại cả tệp.",
)
UNKNOWN_AWARD = ProblemKind(
    code="D131",
    severity=Severity.ERROR,
    title="Hình thức, danh hiệu không có trong danh mục",
    what="không có «{found}» trong danh mục khen thưởng{hint}: dòng này chưa được nhận",
    fix="chọn hình thức, danh hiệu trong danh sách thả xuống",
    request="Kính đề nghị {unit} chọn lại hình thức, danh hiệu ở ô {place.cell}, trang tính «{place.sheet}»: "
    "đang ghi «{found}»{hint}.",
)
BAD_COUNT = ProblemKind(
    code="D132",
    severity=Severity.ERROR,
    title="Số lượng khen thưởng không phải số nguyên dương",
    what="số lượng cần là số nguyên từ 1, gặp «{found}»: dòng này chưa được nhận",
    fix="gõ lại số lượng, ví dụ 7",
    request="Kính đề nghị {unit} gõ lại số lượng ở ô {place.cell}, trang tính «{place.sheet}»: đang ghi «{found}».",
)
NAMES_AND_COUNT = ProblemKind(
    code="D133",
    severity=Severity.ERROR,
    title="Số tên và số lượng không khớp",
    what="dòng ghi {names} tên nhưng số lượng là {count}: dòng này chưa được nhận",
    fix="mỗi người, mỗi tập thể một dòng; chưa đủ tên thì để trống cột tên và chỉ gõ số lượng",
    request="Kính đề nghị {unit} kiểm tra lại ô {place.cell}, trang tính «{place.sheet}»: ghi {names} tên nhưng "
    "số lượng là {count}.",
)
WRONG_RECIPIENT = ProblemKind(
    code="D134",
    severity=Severity.ERROR,
    title="Hình thức không dành cho đối tượng này",
    what="«{form}» chỉ dành cho {expected}, gặp «{found}»: dòng này chưa được nhận",
    fix="chọn lại Tập thể/Cá nhân hoặc chọn lại hình thức",
    request="Kính đề nghị {unit} kiểm tra lại ô {place.cell}, trang tính «{place.sheet}»: «{form}» chỉ dành cho "
    "{expected}.",
)
KINDS = (AWARD_INCOMPLETE, UNKNOWN_AWARD, BAD_COUNT, NAMES_AND_COUNT, WRONG_RECIPIENT)

_CODE_IN_LABEL = re.compile(r"\[([^\[\]]+)\]\s*$")
_GRANTERS = {fold(words): level.value for level, words in GRANTER_WORDS.items()}
_RECIPIENTS = {fold(recipient.value): recipient for recipient in Recipient}
_RECIPIENTS |= {
    "tt": Recipient.COLLECTIVE,
    "t": Recipient.COLLECTIVE,
    "cn": Recipient.INDIVIDUAL,
    "c": Recipient.INDIVIDUAL,
}
_FILLERS = frozenset(("cấp", "danh", "hiệu", "của", "tỉnh", "thành", "phố"))
_COLUMN_ORDER = (AwardColumn.FORM, AwardColumn.RECIPIENT, AwardColumn.COUNT)


def read_award(
    texts: Mapping[AwardColumn, str],
    places: Mapping[AwardColumn, str],
    sheet: str,
    forms: tuple[AwardForm, ...],
    origin: Origin,
    findings: Findings,
) -> tuple[Award, ...]:
    """The awards of a line: one, or one for each name where a cell holds as many names as its count. Empty on a fault.

    `texts` has no empty entries; `places` has an address for every column.
    """
    at = places[AwardColumn.FORM]
    if AwardColumn.FORM not in texts:
        findings.add(AWARD_INCOMPLETE, sheet, at, lacking=AwardColumn.FORM.value)
        return ()
    form = find_award(texts[AwardColumn.FORM], forms)
    if form is None:
        hint = _hint(texts[AwardColumn.FORM], forms)
        findings.add(UNKNOWN_AWARD, sheet, at, found=texts[AwardColumn.FORM], hint=hint)
        return ()
    recipient = _recipient(texts.get(AwardColumn.RECIPIENT, ""), form, sheet, places, findings)
    names = [name.strip() for name in re.split(r"[\n;]", texts.get(AwardColumn.NAME, "")) if name.strip()]
    count = _count(texts.get(AwardColumn.COUNT, ""), names, sheet, places, findings)
    if recipient is None or count is None:
        return ()
    granter = texts.get(AwardColumn.GRANTER, "")
    return tuple(
        Award(
            origin.organisation,
            origin.period,
            form.code,
            _GRANTERS.get(fold(granter), granter) or form.level.value,
            recipient,
            1 if names else count,
            name,
            texts.get(AwardColumn.TITLE, ""),
            texts.get(AwardColumn.UNIT, ""),
            texts.get(AwardColumn.NOTE, ""),
            origin.source(sheet, at),
        )
        for name in names or [""]
    )


def find_award(text: str, forms: tuple[AwardForm, ...]) -> AwardForm | None:
    """The form that a label («… [BK_TLD]»), a code, a full name or a usual short one («BK LĐLĐ tỉnh») stands for."""
    code = found[1] if (found := _CODE_IN_LABEL.search(text)) else text
    by_code = next((form for form in forms if form.code.casefold() == code.strip().casefold()), None)
    if by_code:
        return by_code
    named = fold(_CODE_IN_LABEL.sub("", text))
    matching = [form for form in forms if named and named in (_key(form.name), _key(form.short_name))]
    if len(matching) == 1:
        return matching[0]
    return _spoken(_CODE_IN_LABEL.sub("", text), forms)


def _spoken(text: str, forms: tuple[AwardForm, ...]) -> AwardForm | None:
    """The form of a usual short name; None where the text says more than the form's own name does."""
    code = spoken_form(text, _sayings())
    form = next((form for form in forms if form.code == code), None)
    said = set(re.findall(r"\w+", in_full(text)))
    return form if form and said <= {*re.findall(r"\w+", in_full(form.name)), *_FILLERS} else None


@cache
def _sayings() -> tuple[Saying, ...]:
    return load_award_rules().listed_sayings


def _hint(text: str, forms: tuple[AwardForm, ...]) -> str:
    names = {form.code: _key(form.name) for form in forms}
    near = process.extract(
        fold(_CODE_IN_LABEL.sub("", text)), names, scorer=fuzz.token_set_ratio, limit=2, score_cutoff=70
    )
    labels = {form.code: form.name for form in forms}
    return f" (gần nhất: {', '.join(f'«{labels[code]}»' for _, _, code in near)})" if near else ""


def _recipient(
    text: str, form: AwardForm, sheet: str, places: Mapping[AwardColumn, str], findings: Findings
) -> Recipient | None:
    """Who it went to; a form for one kind only says so itself."""
    at = places[AwardColumn.RECIPIENT]
    if not text and len(form.recipients) == 1:
        return form.recipients[0]
    recipient = _RECIPIENTS.get(fold(text))
    if recipient is None:
        findings.add(AWARD_INCOMPLETE, sheet, at, lacking=AwardColumn.RECIPIENT.value)
        return None
    if form.recipients and recipient not in form.recipients:
        expected = " và ".join(form.recipients)
        findings.add(WRONG_RECIPIENT, sheet, at, form=form.name, expected=expected, found=text)
        return None
    return recipient


def _count(
    text: str, names: list[str], sheet: str, places: Mapping[AwardColumn, str], findings: Findings
) -> int | None:
    """How many; one for a single name without a count. None on a fault, which is noted."""
    at = places[AwardColumn.COUNT]
    if not text:
        if len(names) == 1:
            return 1
        findings.add(AWARD_INCOMPLETE, sheet, at, lacking=AwardColumn.COUNT.value)
        return None
    reading = read_typed(text, ValueType.COUNT, "", ("tập thể", "cá nhân", "người", "đơn vị"))
    if not isinstance(reading, Reading) or reading.value is None or reading.value < 1 or reading.other_words:
        findings.add(BAD_COUNT, sheet, at, found=text)
        return None
    if names and reading.value != Decimal(len(names)):
        findings.add(NAMES_AND_COUNT, sheet, at, names=len(names), count=f"{reading.value:f}")
        return None
    return int(reading.value)


@lru_cache(maxsize=512)
def _key(name: str) -> str:
    """A catalogue name folded, once for all rows of all forms."""
    return fold(name)
