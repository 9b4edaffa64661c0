"""Turn the council's votes on each nomination into questions: too few, not told, more than there are members."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.awards.batch import Batch, basis, place_of
from drafter.model.problem import Problem, ProblemKind, Severity

TOO_FEW_VOTES = ProblemKind(
    code="D249",
    severity=Severity.WARNING,
    title="Tỷ lệ phiếu đồng ý thấp hơn mức cần có",
    what="{who} được {agreed}/{total} phiếu, «{form}» cần từ {percent}% tổng số thành viên hội đồng trở lên ({basis})",
    fix="đối chiếu biên bản bình xét; đúng như vậy thì không đưa vào tờ trình",
    request="Đề nghị {unit} đối chiếu biên bản bình xét: {who} được {agreed}/{total} phiếu, cần từ {percent}%.",
)
VOTES_NOT_TOLD = ProblemKind(
    code="D250",
    severity=Severity.WARNING,
    title="Hình thức phải bỏ phiếu, chưa ghi kết quả phiếu",
    what="{who}: «{form}» cần từ {percent}% tổng số thành viên hội đồng đồng ý; chưa ghi đủ số phiếu ({basis})",
    fix="điền «Số phiếu đồng ý» và «Tổng số thành viên hội đồng» theo biên bản bình xét",
    request="Đề nghị {unit} điền kết quả phiếu của {who} theo biên bản bình xét.",
)
VOTES_IMPOSSIBLE = ProblemKind(
    code="D251",
    severity=Severity.WARNING,
    title="Số phiếu đồng ý nhiều hơn số thành viên hội đồng",
    what="{who} ghi {agreed} phiếu đồng ý trên {total} thành viên",
    fix="gõ lại hai số theo biên bản bình xét",
    request="Đề nghị {unit} kiểm tra số phiếu của {who}: {agreed} phiếu đồng ý trên {total} thành viên.",
)
KINDS = (TOO_FEW_VOTES, VOTES_NOT_TOLD, VOTES_IMPOSSIBLE)


def check_votes(batch: Batch) -> Iterator[Problem]:
    """All questions of this module. The share is of ALL members, absent ones too (NĐ 98/2023; domain §1.2)."""
    for one in batch.named:
        agreed, total = one.votes_for, one.votes_total
        rule = batch.rules.votes_for(one.form, batch.day)
        told = {"who": one.described, "form": batch.form_name(one.form), "unit": one.unit_name}
        if agreed is not None and total is not None and agreed > total:
            yield VOTES_IMPOSSIBLE.at(place_of(one), agreed=agreed, total=total, **told)
        elif rule is None:
            continue
        elif agreed is None or not total:
            yield VOTES_NOT_TOLD.at(place_of(one), percent=rule.percent, basis=basis(rule), **told)
        elif agreed * 100 < rule.percent * total:
            numbers = {"agreed": agreed, "total": total, "percent": rule.percent}
            yield TOO_FEW_VOTES.at(place_of(one), basis=basis(rule), **numbers, **told)
