"""Turn the rows of a scoring register and the units' figures into one score sheet a unit, with all they leave open.

A score that cannot be right is kept out and asked about: it is then missing, not nought.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from drafter.clusters.auto_scores import auto_score
from drafter.clusters.points import points, said
from drafter.clusters.score_sheet import Adjusted, Line, Score, UnitSheet, criterion_words
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.register import Row
from drafter.model.result import Total
from drafter.standards.cluster_scoring import Adjustment, Criterion, ScoringTable

ABOVE_MAX = ProblemKind(
    code="D270",
    severity=Severity.ERROR,
    title="Điểm vượt điểm tối đa",
    what="{unit}, {criterion}: {column} là {found}, phải từ 0 đến {most}; chưa dùng điểm này",
    fix="sửa điểm trong sổ chấm điểm rồi nhập lại",
)
NO_EVIDENCE = ProblemKind(
    code="D271",
    severity=Severity.WARNING,
    title="Điểm thẩm định chưa có minh chứng",
    what="{unit}, {criterion}: đã thẩm định {found} điểm nhưng cột minh chứng để trống",
    fix="ghi số, ngày văn bản hoặc tên tệp minh chứng vào sổ chấm điểm rồi nhập lại",
    request="Đề nghị {unit} gửi minh chứng cho {criterion}.",
)
NO_FIGURES = ProblemKind(
    code="D274",
    severity=Severity.WARNING,
    title="Chưa chấm tự động được",
    what="{unit}, {criterion}: {reason}; điểm để trống, không tính là 0",
    fix="bổ sung số liệu hoặc chỉ tiêu giao của {indicator} rồi chạy lại, hoặc ghi điểm thẩm định vào sổ chấm điểm",
    request="Đề nghị {unit} bổ sung số liệu {indicator} để chấm điểm thi đua.",
)
NO_SCORE = ProblemKind(
    code="D275",
    severity=Severity.WARNING,
    title="Đơn vị chưa có điểm nào",
    what="{unit} chưa có dòng nào trong sổ chấm điểm; chưa xếp hạng đơn vị này",
    fix="ghi điểm của đơn vị vào sổ chấm điểm rồi nhập lại",
    request="Đề nghị {unit} gửi bảng tự chấm điểm thi đua.",
)
NOT_VERIFIED = ProblemKind(
    code="D276",
    severity=Severity.WARNING,
    title="Đơn vị còn tiêu chí chưa thẩm định",
    what="{unit} còn {count} tiêu chí chưa có điểm thẩm định ({criteria}); chưa xếp hạng đơn vị này",
    fix="ghi điểm thẩm định của các tiêu chí ấy vào sổ chấm điểm rồi nhập lại",
)
UNKNOWN_CRITERION = ProblemKind(
    code="D277",
    severity=Severity.ERROR,
    title="Mã tiêu chí không có trong bảng chấm điểm",
    what="{unit}: không có tiêu chí «{found}» trong bảng chấm điểm; chưa dùng dòng này",
    fix="sửa mã tiêu chí theo bảng chấm điểm của cụm rồi nhập lại",
)
SCORED_TWICE = ProblemKind(
    code="D279",
    severity=Severity.ERROR,
    title="Một tiêu chí của đơn vị được chấm hai dòng",
    what="{unit}, {criterion} có hai dòng điểm; đang dùng dòng trước",
    fix="giữ lại một dòng rồi nhập lại",
)
NOT_A_MEMBER = ProblemKind(
    code="D281",
    severity=Severity.WARNING,
    title="Chấm điểm đơn vị ngoài cụm",
    what="{unit} có điểm nhưng không có trong danh sách cụm; chưa đưa vào bảng",
    fix="thêm đơn vị vào danh sách cụm, hoặc xóa các dòng điểm của đơn vị",
)
OTHER_THAN_AUTO = ProblemKind(
    code="D287",
    severity=Severity.NOTE,
    title="Điểm thẩm định khác điểm tự động",
    what="{unit}, {criterion}: thẩm định {found}, tính theo số liệu là {expected}; đang dùng điểm thẩm định",
    fix="nếu đúng là có lý do khác thì ghi vào cột ghi chú; nếu không, xóa điểm thẩm định để dùng điểm tự động",
)
CAPPED = ProblemKind(
    code="D288",
    severity=Severity.NOTE,
    title="Điểm thưởng hoặc điểm trừ quá mức cho phép",
    what="{unit}, {criterion}: ghi {found}, chỉ tính {most}",
    fix="không phải sửa gì nếu đúng quy chế; mức này ghi ở mục cap của bảng chấm điểm",
)
KINDS = (
    ABOVE_MAX, NO_EVIDENCE, NO_FIGURES, NO_SCORE, NOT_VERIFIED, UNKNOWN_CRITERION, SCORED_TWICE, NOT_A_MEMBER,
    OTHER_THAN_AUTO, CAPPED,
)  # fmt: skip

_COLUMNS = (("own", "điểm tự chấm"), ("cross", "điểm chấm chéo"), ("verified", "điểm thẩm định"))
_NAMED = 4  # so many criteria are named in a question, the others are counted


def score_sheets(
    table: ScoringTable,
    rows: Iterable[Row],
    units: Iterable[str],
    totals: Mapping[str, Mapping[str, Total]],
    names: Mapping[str, str],
) -> tuple[tuple[UnitSheet, ...], tuple[Problem, ...]]:
    """The sheet of every unit of the cluster, in its order, and what to ask.

    `totals` gives each unit its own totals by indicator code; `names` are the units' names.
    """
    found: dict[tuple[str, str], Score] = {}
    problems: list[Problem] = []
    members = tuple(dict.fromkeys(units))
    for row in rows:
        problems += _take(row, table, found, names)
    strangers = dict.fromkeys(unit for unit, _ in found if unit not in members)
    problems += [NOT_A_MEMBER.at(Place(text="sổ chấm điểm"), unit=names.get(one, one)) for one in strangers]
    sheets = tuple(_sheet(table, unit, found, totals.get(unit, {})) for unit in members)
    problems += [problem for sheet in sheets for problem in _questions(sheet, names.get(sheet.unit, sheet.unit))]
    return sheets, tuple(problems)


def _take(
    row: Row, table: ScoringTable, found: dict[tuple[str, str], Score], names: Mapping[str, str]
) -> Iterator[Problem]:
    """Put a row's scores among those found; what cannot be right stays out."""
    unit, code = row.text("don-vi"), row.text("tieu-chi").strip().replace(",", ".")
    lines = table.by_code
    place = Place(row.source.file, row.source.sheet, row.source.cell, "sổ chấm điểm")
    name, line = names.get(unit, unit), lines.get(code)
    if line is None:
        yield UNKNOWN_CRITERION.at(place, unit=name, found=row.text("tieu-chi"))
        return
    if (unit, code) in found:
        yield SCORED_TWICE.at(place, unit=name, criterion=criterion_words(line))
        return
    score = Score(
        own=_signed(line, row.number("tu-cham")),
        cross=_signed(line, row.number("cham-cheo")),
        verified=_signed(line, row.number("tham-dinh")),
        evidence=row.text("minh-chung"),
        note=row.text("ghi-chu"),
        source=row.source,
    )
    found[unit, code] = _within(line, score, table.decimals)
    for field, column in _COLUMNS:
        given = getattr(score, field)
        if given is not None and getattr(found[unit, code], field) is None:
            most = _most(line)
            yield ABOVE_MAX.at(
                place, unit=name, criterion=criterion_words(line), column=column, found=said(given), most=most
            )


def _signed(line: Criterion | Adjustment, given: Decimal | None) -> Decimal | None:
    """A penalty is typed with its sign or without: both take off."""
    if given is None or isinstance(line, Criterion) or line.points > 0:
        return given
    return -abs(given)


def _most(line: Criterion | Adjustment) -> str:
    return said(line.max) if isinstance(line, Criterion) else "số dương"


def _within(line: Criterion | Adjustment, score: Score, decimals: int) -> Score:
    """The scores that can be right, with the table's decimals; a bonus must not be negative."""

    def kept(given: Decimal | None) -> Decimal | None:
        if given is None:
            return None
        right = 0 <= given <= line.max if isinstance(line, Criterion) else line.points < 0 or given >= 0
        return points(given, decimals) if right else None

    return replace(score, own=kept(score.own), cross=kept(score.cross), verified=kept(score.verified))


def _sheet(
    table: ScoringTable, unit: str, found: Mapping[tuple[str, str], Score], totals: Mapping[str, Total]
) -> UnitSheet:
    def line(criterion: Criterion) -> Line:
        auto = auto_score(criterion, totals, table.decimals)
        return Line(criterion, found.get((unit, criterion.code), Score()), auto)

    return UnitSheet(
        unit=unit,
        groups={group.code: tuple(map(line, group.criteria)) for group in table.groups},
        adjusted=tuple(Adjusted(one, found.get((unit, one.code), Score())) for one in table.adjustments),
        scored=any(whose == unit for whose, _ in found),
    )


def _questions(sheet: UnitSheet, unit: str) -> Iterator[Problem]:
    if not sheet.scored:
        yield NO_SCORE.at(Place(text="sổ chấm điểm"), unit=unit)
    for line in sheet.lines:
        yield from _of_line(line, unit)
    for one in sheet.adjusted:
        yield from _of_adjustment(one, unit)
    if sheet.scored and sheet.missing:
        listed = ", ".join(sheet.missing[:_NAMED]) + (", …" if len(sheet.missing) > _NAMED else "")
        yield NOT_VERIFIED.at(Place(text="sổ chấm điểm"), unit=unit, count=len(sheet.missing), criteria=listed)


def _of_line(line: Line, unit: str) -> Iterator[Problem]:
    criterion, score, auto = line.criterion, line.score, line.auto
    place = _place(score)
    if score.verified is not None and criterion.evidence and not score.evidence.strip():
        yield NO_EVIDENCE.at(place, unit=unit, criterion=criterion_words(criterion), found=said(score.verified))
    if auto is None:
        return
    indicator = criterion.auto.indicator if criterion.auto else ""
    if auto.points is None and score.verified is None:
        yield NO_FIGURES.at(
            place, unit=unit, criterion=criterion_words(criterion), reason=auto.reason, indicator=indicator
        )
    elif auto.points is not None and score.verified is not None and auto.points != score.verified:
        yield OTHER_THAN_AUTO.at(
            place,
            unit=unit,
            criterion=criterion_words(criterion),
            found=said(score.verified),
            expected=said(auto.points),
        )


def _of_adjustment(one: Adjusted, unit: str) -> Iterator[Problem]:
    given = one.score.verified
    if given is None or one.counted is None:
        return
    words, place = criterion_words(one.adjustment), _place(one.score)
    if given != one.counted:
        yield CAPPED.at(place, unit=unit, criterion=words, found=said(given), most=said(one.counted))
    if one.adjustment.evidence and not one.score.evidence.strip():
        yield NO_EVIDENCE.at(place, unit=unit, criterion=words, found=said(given))


def _place(score: Score) -> Place:
    source = score.source
    return Place(source.file, source.sheet, source.cell, "sổ chấm điểm")
