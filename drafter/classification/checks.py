"""Turn a year's classification and the figures of the same year into what to ask before it is signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from drafter.classification.summary import Classification, GradedUnion, same_name
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.result import Total
from drafter.standards.grades import Scale

TOO_HIGH = ProblemKind(
    code="D320",
    severity=Severity.WARNING,
    title="Xếp loại cao hơn khoảng điểm",
    what="«{name}» được {points} điểm, theo khoảng điểm{unverified} là {expected}, nhưng xếp loại {found}",
    fix="xem lại điểm và mức xếp loại; mức đã được công nhận thì giữ nguyên",
)
TOO_LOW = ProblemKind(
    code="D321",
    severity=Severity.NOTE,
    title="Xếp loại thấp hơn khoảng điểm",
    what="«{name}» được {points} điểm, theo khoảng điểm{unverified} là {expected}, nhưng xếp loại {found}",
    fix="nếu do không đạt điều kiện thì ghi điều kiện ấy ở cột «Điều kiện không đạt»; nếu không, xem lại",
)
KNOCKED_OUT = ProblemKind(
    code="D322",
    severity=Severity.WARNING,
    title="Không đạt điều kiện mà xếp loại cao nhất",
    what="«{name}» không đạt điều kiện «{condition}» nhưng xếp loại {found}",
    fix="hạ mức xếp loại, hoặc xóa điều kiện ghi ở cột «Điều kiện không đạt» nếu đơn vị đã đạt",
)
NO_SUCH_POINTS = ProblemKind(
    code="D323",
    severity=Severity.WARNING,
    title="Điểm nằm ngoài thang điểm",
    what="«{name}» ghi {points} điểm; thang điểm từ 0 đến {total}",
    fix="gõ lại điểm; điểm thưởng cũng nằm trong {total} điểm",
)
BOTH = ProblemKind(
    code="D324",
    severity=Severity.WARNING,
    title="Vừa có xếp loại vừa có lý do không xếp loại",
    what="«{name}» xếp loại {found} nhưng ghi lý do không xếp loại là «{reason}»; đang tính là đã xếp loại",
    fix="giữ lại một trong hai cột",
)
NEITHER = ProblemKind(
    code="D325",
    severity=Severity.WARNING,
    title="Chưa có kết quả xếp loại",
    what="«{name}» không có mức xếp loại và không ghi lý do; không tính vào số được đánh giá",
    fix="ghi mức xếp loại đã được công nhận, hoặc chọn lý do chưa, không xếp loại",
)
TWICE = ProblemKind(
    code="D326",
    severity=Severity.WARNING,
    title="Một công đoàn cơ sở ghi hai lần trong sổ xếp loại",
    what="«{name}» có {count} dòng",
    fix="xóa dòng thừa; nếu là hai đơn vị khác nhau thì ghi tên cho phân biệt được",
)
OTHER_SCALE = ProblemKind(
    code="D327",
    severity=Severity.WARNING,
    title="Mức xếp loại không có trong thang của năm",
    what="«{name}» xếp loại «{found}»; thang của năm ấy chỉ có: {known}",
    fix="chọn một mức trong thang của năm đánh giá",
)
OVER_CAP = ProblemKind(
    code="D328",
    severity=Severity.WARNING,
    title="Số xếp loại cao nhất vượt tỷ lệ khống chế",
    what="{found} công đoàn cơ sở {best}; khống chế {cap}% của {of} công đoàn cơ sở {next}, nhiều nhất là {most}",
    fix="xem lại danh sách, hoặc sửa mục [xep-loai] tran-xuat-sac trong drafter.toml nếu cơ quan không khống chế",
)
NOT_TIED = ProblemKind(
    code="D329",
    severity=Severity.WARNING,
    title="Sổ xếp loại khác số liệu trong biểu",
    what="{what}: sổ xếp loại là {register}, chỉ tiêu {code} là {figure}",
    fix="đối chiếu sổ xếp loại với biểu của các đơn vị, sửa bên sai rồi nhập lại",
)
BANDS = ProblemKind(
    code="D299",
    severity=Severity.NOTE,
    title="Khoảng điểm xếp loại chưa kiểm chứng",
    what="khoảng điểm của các mức xếp loại ({bands}) chưa kiểm chứng được với văn bản hướng dẫn, chỉ dùng để đối chiếu",
    fix="xem lại với hướng dẫn đánh giá, xếp loại đang áp dụng tại cơ quan",
)
KINDS = (
    TOO_HIGH, TOO_LOW, KNOCKED_OUT, NO_SUCH_POINTS, BOTH, NEITHER, TWICE, OTHER_SCALE, OVER_CAP, NOT_TIED, BANDS,
)  # fmt: skip

_STATE_GOOD, _OTHERS_GOOD = "E07a", "E07b"


def questions(found: Classification, totals: Mapping[str, Total], cap: Decimal | None = None) -> tuple[Problem, ...]:
    """What to ask. `totals` are the year's figures by indicator code.

    `cap` is the most that may have the highest grade, in percent of those that have the next one; None for no cap.
    """
    of_unions = (problem for union in found.unions for check in _CHECKS for problem in check(union, found.scale))
    return (*of_unions, *_twice(found), *_over_cap(found, cap), *_not_tied(found, totals), *_bands(found))


def _banded(union: GradedUnion, scale: Scale) -> Iterator[Problem]:
    if union.points is None:
        return
    expected = scale.grade(union.points)
    if expected is None:
        yield NO_SUCH_POINTS.at(_place(union), name=union.name, points=_plain(union.points), total=_plain(scale.total))
        return
    if union.grade is None or union.grade == expected:
        return
    higher = scale.grades.index(union.grade) < scale.grades.index(expected)
    if not higher and union.failed:
        return
    yield (TOO_HIGH if higher else TOO_LOW).at(
        _place(union),
        name=union.name,
        points=_plain(union.points),
        unverified=" (chưa kiểm chứng)" if scale.unverified else "",
        expected=expected.name,
        found=union.grade.name,
    )


def _conditions(union: GradedUnion, scale: Scale) -> Iterator[Problem]:
    if union.failed and union.grade == scale.best:
        yield KNOCKED_OUT.at(_place(union), name=union.name, condition=union.failed, found=scale.best.name)


def _told(union: GradedUnion, scale: Scale) -> Iterator[Problem]:
    place, name = _place(union), union.name
    if union.written and union.grade is None:
        known = ", ".join(grade.name for grade in scale.grades)
        yield OTHER_SCALE.at(place, name=name, found=union.written, known=known)
    elif union.grade is not None and union.reason:
        yield BOTH.at(place, name=name, found=union.grade.name, reason=union.reason)
    elif union.grade is None and not union.reason:
        yield NEITHER.at(place, name=name)


_CHECKS: tuple[Callable[[GradedUnion, Scale], Iterator[Problem]], ...] = (_told, _banded, _conditions)


def _twice(found: Classification) -> Iterator[Problem]:
    counts = Counter(map(same_name, found.unions))
    first = {same_name(union): union for union in reversed(found.unions)}
    for key, union in reversed(first.items()):
        if counts[key] > 1:
            yield TWICE.at(_place(union), name=union.name, count=counts[key])


def _over_cap(found: Classification, cap: Decimal | None) -> Iterator[Problem]:
    if cap is None:
        return
    best, following = found.scale.good
    have, of = found.whole.by_grade[best.code], found.whole.by_grade[following.code]
    most = int(Fraction(cap) * of / 100)
    if have > most:
        yield OVER_CAP.at(Place(), found=have, best=best.name, cap=_plain(cap), of=of, next=following.name, most=most)


def _not_tied(found: Classification, totals: Mapping[str, Total]) -> Iterator[Problem]:
    for grade in found.scale.grades:
        total = totals.get(grade.indicator)
        counted = found.whole.by_grade[grade.code]
        if total is not None and total.value is not None and total.value != counted:
            what = f"số công đoàn cơ sở {grade.name}"
            yield NOT_TIED.at(Place(), what=what, register=counted, code=grade.indicator, figure=_plain(total.value))
    for code, state in ((_STATE_GOOD, True), (_OTHERS_GOOD, False)):
        line, total = found.of_state(state), totals.get(code)
        share = line.share(*(grade.code for grade in found.scale.good))
        if total is None or total.exact is None or share is None or total.exact == share:
            continue
        what = f"tỷ lệ {found.scale.good[-1].name} trở lên khu vực {'nhà nước' if state else 'ngoài nhà nước'}"
        yield NOT_TIED.at(Place(), what=what, register=_percent(share), code=code, figure=_percent(total.exact))


def _bands(found: Classification) -> Iterator[Problem]:
    if found.scale.unverified and any(union.points is not None for union in found.unions):
        lows = [f"{grade.name} từ {_plain(grade.low)} điểm" for grade in found.scale.grades if grade.low]
        yield BANDS.at(Place(), bands="; ".join(lows))


def _place(union: GradedUnion) -> Place:
    return Place(union.source.file, union.source.sheet, union.source.cell)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _percent(value: Fraction) -> str:
    """The percent cut to two decimals, for a message."""
    return f"{_plain(Decimal(int(value * 100)) / 100)}%"
