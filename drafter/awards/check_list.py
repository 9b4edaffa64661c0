"""Turn a nomination list as a whole into questions: quotas, direct workers, forms out of place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from drafter.awards.batch import Batch, basis, place_of, whole_list
from drafter.awards.nomination import DIRECT_WORKER, Nomination
from drafter.model.award import Recipient
from drafter.model.problem import Problem, ProblemKind, Severity
from drafter.standards.award_forms import AwardForm, AwardLevel
from drafter.standards.award_rules import QuotaRule

OVER_QUOTA = ProblemKind(
    code="D252",
    severity=Severity.WARNING,
    title="Số đề nghị vượt số lượng được khen",
    what="đề nghị {found} «{form}»{theme}, nhiều nhất {limit} ({basis})",
    fix="đối chiếu số lượng được phân bổ; văn phòng khai số của mình ở mục [[quota]] trong khen-thuong.toml",
)
FEW_DIRECT_WORKERS = ProblemKind(
    code="D253",
    severity=Severity.WARNING,
    title="Tỷ lệ người trực tiếp lao động thấp hơn mức đề ra",
    what="có {found}/{total} cá nhân là người trực tiếp lao động, cần từ {percent}% trở lên ({basis})",
    fix="xem lại danh sách, ưu tiên người trực tiếp lao động; hoặc sửa mục [[direct]] trong khen-thuong.toml",
)
GROUP_NOT_TOLD = ProblemKind(
    code="D254",
    severity=Severity.NOTE,
    title="Chưa ghi phân loại đối tượng",
    what="có {found}/{total} cá nhân chưa ghi phân loại đối tượng: chưa tính được tỷ lệ người trực tiếp lao động",
    fix="chọn «Phân loại đối tượng» cho từng người trong danh sách",
)
WRONG_RECIPIENT = ProblemKind(
    code="D258",
    severity=Severity.ERROR,
    title="Hình thức không dành cho đối tượng được đề nghị",
    what="{who} là {recipient}, «{form}» chỉ tặng {expected}",
    fix="chọn lại hình thức, hoặc sửa cột «Tập thể / Cá nhân»",
    request="Đề nghị {unit} chọn lại hình thức cho {who}: «{form}» chỉ tặng {expected}.",
)
UNKNOWN_FORM = ProblemKind(
    code="D259",
    severity=Severity.ERROR,
    title="Hình thức đề nghị không có trong danh mục",
    what="{who}: không có hình thức «{form}» trong danh mục; dòng này chưa được tính vào tờ trình, quyết định",
    fix="chọn một hình thức trong danh sách thả xuống, hoặc thêm hình thức này vào khen-thuong.toml",
    request="Đề nghị {unit} cho biết «{form}» của {who} là hình thức nào trong danh sách thả xuống.",
)
UNDER_REVIEW = ProblemKind(
    code="D267",
    severity=Severity.WARNING,
    title="Đang trong thời gian xem xét kỷ luật, thanh tra, khiếu nại",
    what="{who} được đề nghị «{form}» trong khi đang được xem xét kỷ luật, thanh tra, kiểm tra hoặc có khiếu nại "
    "(Nghị định 152/2025, Điều 4)",
    fix="chưa đề nghị; đưa vào đợt sau khi có kết luận",
    request="Đề nghị {unit} cho biết kết luận về {who} trước khi đề nghị khen.",
)
NOT_OURS = ProblemKind(
    code="D269",
    severity=Severity.WARNING,
    title="Hình thức không thuộc cấp của cơ quan hoặc cấp trên",
    what="đề nghị {found} «{form}»: {reason}, nên không có trong tờ trình và quyết định của cơ quan",
    fix="chuyển về cấp có thẩm quyền, hoặc chọn hình thức khác; cơ quan tặng giấy khen hiện nay khai ở mục [cap-khen] "
    "của drafter.toml",
)
KINDS = (OVER_QUOTA, FEW_DIRECT_WORKERS, GROUP_NOT_TOLD, WRONG_RECIPIENT, UNKNOWN_FORM, UNDER_REVIEW, NOT_OURS)

_LEVEL_ENDED = date(2025, 7, 1)


@dataclass(frozen=True)
class DirectShare:
    """How many individuals are direct workers. `untold` are those whose class nobody told: no share without them."""

    direct: int
    total: int
    untold: int


def direct_share(batch: Batch) -> DirectShare:
    """The direct workers among the individuals of a list; a person proposed for two forms counts once."""
    people = {one.who: one for one in batch.named if one.recipient is Recipient.INDIVIDUAL}.values()
    direct = sum(one.group == DIRECT_WORKER for one in people)
    return DirectShare(direct, len(people), sum(not one.group for one in people))


def check_list(batch: Batch) -> Iterator[Problem]:
    """All questions of this module."""
    for one in batch.nominations:
        yield from _line(batch, one)
    for rule in batch.rules.quotas:
        if rule.holds_on(batch.day):
            yield from _quota(batch, rule)
    yield from _direct(batch)
    yield from _not_ours(batch)


def _line(batch: Batch, one: Nomination) -> Iterator[Problem]:
    form = batch.form_of(one)
    told = {"who": one.described, "unit": one.unit_name}
    if form is None:
        yield UNKNOWN_FORM.at(place_of(one), form=one.form, **told)
        return
    if one.recipient not in form.recipients:
        expected = " và ".join(form.recipients)
        yield WRONG_RECIPIENT.at(
            place_of(one), form=batch.form_name(form.code), recipient=one.recipient, expected=f"cho {expected}", **told
        )
    if one.under_review:
        yield UNDER_REVIEW.at(place_of(one), form=batch.form_name(form.code), **told)


def _quota(batch: Batch, rule: QuotaRule) -> Iterator[Problem]:
    counts: Counter[str] = Counter()
    for one in batch.nominations:
        if one.form == rule.form and rule.recipient in (None, one.recipient):
            counts[one.theme if rule.per == "chuyen-de" else ""] += one.count
    for theme, found in counts.items():
        if found > rule.limit:
            yield OVER_QUOTA.at(
                whole_list(f"danh sách đề nghị {batch.period.words}"),
                found=f"{found:02d}",
                form=batch.form_name(rule.form),
                theme=f", chuyên đề «{theme}»" if theme else "",
                limit=f"{rule.limit:02d}",
                basis=basis(rule),
            )


def _direct(batch: Batch) -> Iterator[Problem]:
    share, rule = direct_share(batch), batch.rules.direct_on(batch.day)
    place = whole_list(f"danh sách đề nghị {batch.period.words}")
    if share.untold:
        yield GROUP_NOT_TOLD.at(place, found=share.untold, total=share.total)
    if rule is not None and (share.direct + share.untold) * 100 < rule.percent * share.total:
        yield FEW_DIRECT_WORKERS.at(
            place, found=share.direct, total=share.total, percent=rule.percent, basis=basis(rule)
        )


def _not_ours(batch: Batch) -> Iterator[Problem]:
    """Forms that are another body's to grant, and not an upper union's: neither proposed nor decided here."""
    counts: Counter[str] = Counter()
    for one in batch.nominations:
        if batch.form_of(one) is not None:
            counts[one.form] += one.count
    for code, found in counts.items():
        reason = _whose(batch, batch.forms[code])
        if reason:
            place = whole_list(f"danh sách đề nghị {batch.period.words}")
            yield NOT_OURS.at(place, found=f"{found:02d}", form=batch.form_name(code), reason=reason)


def _whose(batch: Batch, form: AwardForm) -> str:
    """Why a form is not for this office; empty where it is, or where the office's own level is not known."""
    unnamed = not batch.granters.get(AwardLevel.DIRECT_UPPER)
    if form.level is AwardLevel.DIRECT_UPPER and batch.day >= _LEVEL_ENDED and unnamed:
        return "công đoàn cấp trên trực tiếp cơ sở không còn từ ngày 01/07/2025 (Luật 97/2025/QH15)"
    levels = list(AwardLevel)
    if batch.own_level is None or (levels.index(form.level) <= levels.index(batch.own_level) and not form.external):
        return ""
    return f"do {batch.level_name(form.level)} quyết định"
