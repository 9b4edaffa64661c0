"""Turn a nomination list into questions about one person or collective that stands in it twice, or was awarded before.

One deciding level gives a person or collective one award of a kind a year; a theme's award and one for the whole work
exclude each other there, except at a stage's end and for a single deed (HD 1217/HD-TLĐ, 1.1; domain §1.2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from drafter.awards.batch import Batch, place_of
from drafter.awards.nomination import Nomination, Scheme
from drafter.awards.summary import folded
from drafter.model.problem import Problem, ProblemKind, Severity
from drafter.standards.award_forms import AwardForm

TWICE = ProblemKind(
    code="D240",
    severity=Severity.WARNING,
    title="Một người, một tập thể được đề nghị hai lần trong năm ở cùng một cấp",
    what="{who} được đề nghị «{first}» và «{second}», cùng do {level} quyết định trong năm {year}; dòng kia ở {other}",
    fix="giữ một dòng; nếu là hai thành tích khác nhau thì ghi rõ loại khen (chuyên đề, đột xuất) ở từng dòng",
    request="Đề nghị {unit} cho biết {who} được đề nghị hình thức nào ở cấp {level} năm {year}: đang ghi hai dòng.",
)
PERHAPS_ONE = ProblemKind(
    code="D241",
    severity=Severity.WARNING,
    title="Hai dòng cùng họ tên, cùng đơn vị, khác chức vụ",
    what="«{name}» có hai dòng ở {unit}: «{first}» và «{second}»; chưa rõ là một hay hai người",
    fix="nếu là hai người thì ghi năm sinh ở cả hai dòng; nếu là một người thì sửa chức vụ cho giống nhau",
    request="Đề nghị {unit} xác nhận «{name}» ({first}; {second}) là một hay hai người và ghi năm sinh.",
)
THEMATIC_AND_FULL = ProblemKind(
    code="D242",
    severity=Severity.WARNING,
    title="Vừa đề nghị khen toàn diện vừa đề nghị khen chuyên đề ở cùng một cấp",
    what="{who} được đề nghị «{first}» ({first_scheme}) và «{second}» ({second_scheme}), cùng do {level} quyết định "
    "trong năm {year} (HD 1217/HD-TLĐ mục 1.1; chưa kiểm chứng quy chế hiện hành); dòng kia ở {other}",
    fix="chọn một loại khen, trừ khi một dòng là khen đột xuất hoặc khen kết thúc giai đoạn",
    request="Đề nghị {unit} chọn một loại khen cho {who} ở cấp {level} năm {year}: toàn diện hoặc chuyên đề.",
)
ALREADY_GIVEN = ProblemKind(
    code="D243",
    severity=Severity.WARNING,
    title="Đã được cấp đó khen trong năm đề nghị",
    what="{who} được đề nghị «{form}» nhưng đã được cùng cấp khen trong năm {year}: {honour}",
    fix="đối chiếu quyết định đã ban hành; nếu là thành tích khác thì ghi rõ loại khen, nếu trùng thì bỏ dòng đề nghị",
    request="Đề nghị {unit} đối chiếu: {who} đã được khen trong năm {year} ({honour}), nay lại đề nghị «{form}».",
)
ONCE_ONLY = ProblemKind(
    code="D268",
    severity=Severity.WARNING,
    title="Hình thức chỉ tặng một lần, đã được tặng",
    what="{who} được đề nghị «{form}», hình thức chỉ tặng một lần, nhưng đã được tặng: {honour}",
    fix="bỏ dòng đề nghị này, hoặc sửa lại cột «Khen thưởng đã đạt» nếu ghi nhầm",
    request="Đề nghị {unit} đối chiếu: {who} đã được tặng «{form}» ({honour}).",
)
KINDS = (TWICE, PERHAPS_ONE, THEMATIC_AND_FULL, ALREADY_GIVEN, ONCE_ONLY)

_SIDE = (Scheme.SUDDEN, Scheme.STAGE_END, Scheme.SERVICE)
"""What is given beside the year's award: a deed, a stage's end, a life's service."""


def check_same(batch: Batch) -> Iterator[Problem]:
    """All questions of this module, in the order of the list."""
    namesakes: dict[tuple[str, ...], list[Nomination]] = defaultdict(list)
    for one in batch.named:
        namesakes[one.recipient, folded(one.name), one.unit].append(one)
    for group in namesakes.values():
        if len(group) > 1:
            yield from _twice(batch, group)
            yield from _perhaps_one(batch, group)
    for one in batch.named:
        yield from _given_before(batch, one)


def _twice(batch: Batch, group: Iterable[Nomination]) -> Iterator[Problem]:
    for first, second in combinations(group, 2):
        form, other = batch.form_of(first), batch.form_of(second)
        if first.who != second.who or form is None or other is None or not _one_award(form, other):
            continue
        schemes, themes = {first.scheme, second.scheme}, {first.theme, second.theme}
        if schemes == {Scheme.FULL, Scheme.THEMATIC}:
            kind = THEMATIC_AND_FULL
        elif (len(schemes) > 1 and schemes & set(_SIDE)) or (len(themes) > 1 and "" not in themes):
            continue
        else:
            kind = TWICE
        yield kind.at(
            place_of(second),
            who=second.described,
            first=batch.form_name(form.code),
            second=batch.form_name(other.code),
            first_scheme=first.scheme or "",
            second_scheme=second.scheme or "",
            level=batch.level_name(form.level),
            year=batch.year,
            other=_cell(first),
            unit=second.unit_name,
        )


def _one_award(form: AwardForm, other: AwardForm) -> bool:
    """Whether the two are awards of one kind and level, neither being what the other is chosen from that same year."""
    chosen = {need.form for one in (form, other) for need in one.needs if need.years_back == 0}
    return form.level is other.level and form.kind is other.kind and not ({form.code, other.code} & chosen)


def _perhaps_one(batch: Batch, group: Iterable[Nomination]) -> Iterator[Problem]:
    """Two titles at one unit under one name, and nothing that tells two people: the list cannot say."""
    for first, second in combinations(group, 2):
        form, other = batch.form_of(first), batch.form_of(second)
        if first.who == second.who or form is None or other is None or not _one_award(form, other):
            continue
        told_apart = first.born and second.born and first.born != second.born
        if told_apart or (first.sex and second.sex and first.sex != second.sex):
            continue
        yield PERHAPS_ONE.at(
            place_of(second),
            name=second.name,
            unit=second.unit_name,
            first=first.title or "không ghi chức vụ",
            second=second.title or "không ghi chức vụ",
        )


def _given_before(batch: Batch, one: Nomination) -> Iterator[Problem]:
    form = batch.form_of(one)
    if form is None:
        return
    for honour in one.honours:
        given = batch.forms.get(honour.form)
        if given is None:
            continue
        told, name = honour.text or given.name, batch.form_name(form.code)
        if form.code in batch.rules.once and honour.form == form.code:
            yield ONCE_ONLY.at(place_of(one), who=one.described, form=name, honour=told, unit=one.unit_name)
        elif honour.year == batch.year and not honour.side and one.scheme not in _SIDE and _one_award(form, given):
            yield ALREADY_GIVEN.at(
                place_of(one), who=one.described, form=name, honour=told, year=batch.year, unit=one.unit_name
            )


def _cell(one: Nomination) -> str:
    where = ", ".join(part for part in (one.source.file, one.source.cell and f"ô {one.source.cell}") if part)
    return where or "cùng danh sách"
