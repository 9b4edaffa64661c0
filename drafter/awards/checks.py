"""Turn award lists into questions for a person: odd proportions, lines entered twice, forms nobody knows.

Nothing here changes a count, except that a line entered twice is counted once, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from drafter.awards.sentences import LEVEL_NAMES, padded
from drafter.awards.summary import UNION_LEVELS, AwardSummary, folded, level_of, merged, summarise
from drafter.model.award import Award, Recipient
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.standards.award_forms import AwardForm

OUT_OF_PROPORTION = ProblemKind(
    code="D231",
    severity=Severity.WARNING,
    title="Số khen của cấp trên nhiều hơn hẳn cấp dưới",
    what="{granter} khen {found}, trong khi {lower}; cấp càng cao thường khen càng ít",
    fix="đối chiếu với quyết định khen thưởng; số ghi đúng thì không phải sửa gì, phần mềm giữ nguyên",
    request=(
        "Đề nghị {unit} đối chiếu với quyết định khen thưởng: biểu ghi {granter} khen {found}, trong khi {lower}; "
        "đề nghị xác nhận hoặc gửi lại danh sách."
    ),
)
REPEATED = ProblemKind(
    code="D232",
    severity=Severity.NOTE,
    title="Một dòng khen thưởng nhập hai lần",
    what="«{name}» được ghi hai lần với cùng {form}; đã tính một lần",
    fix="nếu là hai người hay hai tập thể trùng tên thì ghi thêm chức vụ, đơn vị để phân biệt rồi nhập lại",
    request="Đề nghị {unit} kiểm tra danh sách khen thưởng: «{name}» được ghi hai lần với cùng {form}.",
)
SAME_NAME = ProblemKind(
    code="D233",
    severity=Severity.WARNING,
    title="Một tên xuất hiện nhiều lần với cùng hình thức",
    what="«{name}» có {times} dòng cùng {form}, khác nhau ở chức vụ, đơn vị hoặc thành tích; đã tính cả {times}",
    fix="nếu là một người thì giữ một dòng rồi nhập lại; nếu là nhiều người thì không phải sửa gì",
    request=(
        "Đề nghị {unit} xác nhận «{name}» trong danh sách khen thưởng ({form}, {times} dòng) là một hay nhiều người."
    ),
)
UNKNOWN_FORM = ProblemKind(
    code="D234",
    severity=Severity.ERROR,
    title="Hình thức khen thưởng không có trong danh mục",
    what="không có hình thức «{form}» trong danh mục; {count} {recipient} chưa được tính",
    fix="chọn một hình thức trong danh sách của biểu, hoặc thêm hình thức này vào khen-thuong.toml",
    request="Đề nghị {unit} cho biết hình thức khen thưởng «{form}» là hình thức nào trong danh sách của biểu.",
)
OTHER_LEVEL = ProblemKind(
    code="D235",
    severity=Severity.WARNING,
    title="Cấp khen không khớp với hình thức",
    what="{form} do {expected} tặng, nhưng cột cấp khen là {found}",
    fix="sửa cấp khen hoặc hình thức cho khớp với quyết định rồi nhập lại; đang tính theo cấp khen đã ghi",
    request="Đề nghị {unit} kiểm tra lại cấp khen của {form}: biểu ghi {found}; nếu sai, đề nghị sửa và gửi lại.",
)
KINDS = (OUT_OF_PROPORTION, REPEATED, SAME_NAME, UNKNOWN_FORM, OTHER_LEVEL)

TIMES_MORE = 2
"""A level is asked about when it gave more than so many times what each level below it gave."""
LEAST = 10
"""Fewer than this are never out of proportion."""


def check_awards(
    awards: Iterable[Award],
    forms: Mapping[str, AwardForm],
    names: Mapping[str, str] | None = None,
    granters: Mapping[str, str] | None = None,
) -> tuple[Problem, ...]:
    """All there is to ask about award lists. `names` are the organisations', `granters` the granters' by level."""
    rows = tuple(awards)
    units, (kept, repeated) = names or {}, merged(rows)
    summary = summarise(kept, forms)
    return (
        *_unknown_forms(summary, units),
        *_other_levels(rows, forms, units),
        *_repeated(repeated, forms, units),
        *_same_names(kept, forms, units),
        *_proportions(summary, units, granters or {}),
    )


def _proportions(summary: AwardSummary, names: Mapping[str, str], granters: Mapping[str, str]) -> Iterator[Problem]:
    """Each level against those below it that gave anything: what a level did not report is not 0."""
    for recipient in Recipient:
        counts = {level: summary.at_level(level, recipient) for level in UNION_LEVELS}
        for place, level in enumerate(UNION_LEVELS):
            lower = {below: counts[below] for below in UNION_LEVELS[place + 1 :] if counts[below]}
            if not lower or counts[level] < LEAST or counts[level] <= TIMES_MORE * max(lower.values()):
                continue
            granted = [award for row in summary.rows if row.level is level for award in row.awards]
            largest = max((a for a in granted if a.recipient is recipient), key=lambda award: award.count)
            others = (f"{granters.get(below) or LEVEL_NAMES[below]} khen {padded(n)}" for below, n in lower.items())
            yield OUT_OF_PROPORTION.at(
                _place(largest, names),
                unit=_unit(largest, names),
                granter=granters.get(level) or LEVEL_NAMES[level],
                found=f"{padded(counts[level])} {recipient}",
                lower=", ".join(others),
            )


def _repeated(awards: list[Award], forms: Mapping[str, AwardForm], names: Mapping[str, str]) -> Iterator[Problem]:
    for award in awards:
        yield REPEATED.at(
            _place(award, names), unit=_unit(award, names), name=award.name, form=_form_words(award, forms)
        )


def _same_names(awards: list[Award], forms: Mapping[str, AwardForm], names: Mapping[str, str]) -> Iterator[Problem]:
    """One name twice for one form may be one person or two: the lists cannot tell, so nothing is merged."""
    groups: dict[tuple[str, str, str], list[Award]] = {}
    for award in awards:
        if award.name and award.recipient is Recipient.INDIVIDUAL:
            groups.setdefault((award.form, award.granter, folded(award.name)), []).append(award)
    for group in groups.values():
        if len(group) > 1:
            award = group[-1]
            yield SAME_NAME.at(
                _place(award, names),
                unit=_unit(award, names),
                name=award.name,
                form=_form_words(award, forms),
                times=padded(len(group)),
            )


def _unknown_forms(summary: AwardSummary, names: Mapping[str, str]) -> Iterator[Problem]:
    for award in summary.unknown:
        yield UNKNOWN_FORM.at(
            _place(award, names),
            unit=_unit(award, names),
            form=award.form,
            count=padded(award.count),
            recipient=award.recipient,
        )


def _other_levels(
    awards: tuple[Award, ...], forms: Mapping[str, AwardForm], names: Mapping[str, str]
) -> Iterator[Problem]:
    for award in awards:
        form = forms.get(award.form)
        if form is not None and (level := level_of(award, form)) is not form.level:
            yield OTHER_LEVEL.at(
                _place(award, names),
                unit=_unit(award, names),
                form=_form_words(award, forms),
                expected=LEVEL_NAMES[form.level],
                found=LEVEL_NAMES[level],
            )


def _form_words(award: Award, forms: Mapping[str, AwardForm]) -> str:
    form = forms.get(award.form)
    return f"hình thức «{form.name if form else award.form}»"


def _unit(award: Award, names: Mapping[str, str]) -> str:
    return names.get(award.organisation, award.organisation)


def _place(award: Award, names: Mapping[str, str]) -> Place:
    source = award.source
    return Place(source.file, source.sheet, source.cell, f"{_unit(award, names)}, khen thưởng")
