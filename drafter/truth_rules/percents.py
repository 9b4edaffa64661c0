"""Rules of percents: what is printed is what the numbers beside it make, and its words say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from drafter.format_rules.words import in_text, quote
from drafter.model.figure import Qualifier
from drafter.model.problem import Severity
from drafter.prose.doubts import agrees, shown
from drafter.prose.plans import Statement
from drafter.prose.sheets import Role, Shape
from drafter.truth_rules.account import Account, Said, in_grid, numbers_of, plain_number
from drafter.truth_rules.rule import Faults, TruthRule, found
from drafter.wording.hedges import holds
from drafter.wording.numbers import exact

_HUNDRED = Decimal(100)
_HEDGED_PERCENT = re.compile(r"\b(hơn|trên|gần|khoảng)\s+(\d[\d.]*(?:,\d+)?)\s*%")
_TO_DATE = re.compile(r"luỹ kế|lũy kế|cộng dồn|từ đầu năm", re.IGNORECASE)
_HEDGES = {"hơn": Qualifier.OVER, "trên": Qualifier.OVER, "gần": Qualifier.UNDER, "khoảng": Qualifier.ABOUT}
_MORE = re.compile(r"\b(?:vượt|đạt và vượt)\s+(?:chỉ tiêu|kế hoạch|mức)")
_LESS = re.compile(r"\b(?:chưa|không)\s+(?:đạt|hoàn thành)\s+(?:chỉ tiêu|kế hoạch|mức)")
_PERCENT = re.compile(r"(\d[\d.]*(?:,\d+)?)\s*%")
_OF_ITSELF = ("", "tong", "rieng", "ky_truoc")  # sides of a figure that are its own value, not its percent of a plan
_IN_BRACKETS = re.compile(r"[^.;\d]{0,40}\((?:cụ thể(?: là)?|chính xác(?: là)?|là|tức)?:?\s*")


def _base(one: Statement) -> Decimal | None:
    return one.target if one.target is not None else one.whole


def _percents(account: Account) -> Iterator[tuple[Said, Statement, Decimal, Decimal]]:
    """Statements with a percent and both numbers that make it: the line, the statement, the base, the percent."""
    for said in account.said:
        for one in said.statements:
            base, printed = _base(one), one.percent
            exactly = one.quantity.qualifier is Qualifier.EXACT and one.quantity.upper is None
            if base and printed is not None and exactly and one.quantity.unit != "%":
                yield said, one, base, printed


def _words(said: Said, one: Statement) -> str:
    return said.passage.plain[one.span.start : one.span.end]


def wrong_percents(account: Account) -> Iterator[tuple[Said, Statement, Decimal, Decimal]]:
    """The statements of the text whose percent is neither cut off nor rounded from its numbers."""
    for said, one, base, printed in _percents(account):
        if not _HEDGED_PERCENT.search(_words(said, one)) and not agrees(one.quantity.value, base, printed):
            yield said, one, base, printed


def printed_percents(account: Account) -> Faults:
    """A percent is its two numbers' at as many decimals as it is printed with, cut off or rounded: both are in use."""
    for said, one, base, printed in wrong_percents(account):
        yield found(
            in_text(said.line),
            found=quote(said.passage.text[one.span.start : one.span.end]),
            printed=shown(printed),
            value=shown(one.quantity.value),
            base=shown(base),
            computed=_computed(one.quantity.value, base),
        )
    for shape in account.tables:
        yield from _in_table(shape)


def _computed(value: Decimal, base: Decimal) -> str:
    return shown((value / base * _HUNDRED).quantize(Decimal("0.01"), ROUND_DOWN).normalize())


def _in_table(shape: Shape) -> Faults:
    """The rows of a table with one column of plans, one of results and one of percents."""
    columns = {role: [one.number for one in shape.columns if one.role is role] for role in Role}
    if not all(len(columns[role]) == 1 for role in (Role.PLAN, Role.ACTUAL, Role.PERCENT)):
        return
    if any(_TO_DATE.search(column.title) for column in shape.columns):
        return  # the percent is of the year to date, the result of the quarter
    plans, results, percents = (
        dict(numbers_of(shape, columns[role][0])) for role in (Role.PLAN, Role.ACTUAL, Role.PERCENT)
    )
    for row in shape.rows:
        base, value, printed = (numbers.get(row.number) for numbers in (plans, results, percents))
        if not base or value is None or printed is None:
            continue
        cell = row.cells[columns[Role.PERCENT][0]]
        # A workbook keeps a percent either as a fraction or as a number of percents, with all its digits.
        kept = [printed * _HUNDRED] if cell.percent else [printed, printed * _HUNDRED]
        told = kept[:1] if cell.number is None else kept
        if not any(
            agrees(value, base, one.quantize(Decimal("0.01")).normalize()) or _near(value, base, one) for one in told
        ):
            yield found(
                in_grid(shape.grid, cell.place),
                found=quote(row.label),
                printed=shown(told[0]),
                value=shown(value),
                base=shown(base),
                computed=_computed(value, base),
            )


def _near(value: Decimal, base: Decimal, printed: Decimal) -> bool:
    """Whether a percent is right as printed, or with all the digits that a workbook computes."""
    exactly = value / base * _HUNDRED
    cut = printed.quantize(Decimal("0.01"), ROUND_DOWN)
    return abs(exactly - printed) < Decimal("0.0001") or agrees(value, base, printed) or agrees(value, base, cut)


SL_01 = TruthRule(
    code="SL-01", severity=Severity.ERROR, title="Tỷ lệ phần trăm khớp với hai số tạo ra nó", check=printed_percents,
    what="{found}: ghi {printed}%, tính lại {value}/{base} được {computed}%",
    fix="đối chiếu biểu số liệu rồi sửa tỷ lệ, hoặc sửa số làm ra tỷ lệ",
    clause="phép tính; cắt bớt hay làm tròn đều được", why="người đọc bấm máy tính là thấy ngay chỗ sai",
)  # fmt: skip


def shares(account: Account) -> Faults:
    """A part of a whole is no more than all of it: the figure that a draft carries of such an indicator."""
    for carrier in account.paper.file.carriers:
        code, _, rest = carrier.tag.partition("/")
        if code not in account.shares or rest.partition("#")[2] not in _OF_ITSELF:
            continue
        told = [met[0] for met in _PERCENT.finditer(carrier.accepted) if (plain_number(met[1]) or 0) > _HUNDRED]
        if told:
            yield found(f"«{carrier.alias or carrier.tag}»", found=" ".join(told[0].split()))


SL_13 = TruthRule(
    code="SL-13", severity=Severity.ERROR, title="Tỷ lệ của một phần không quá 100%", check=shares,
    what="ghi {found}: phần không thể lớn hơn toàn bộ",
    fix="bấm vào số để xem đơn vị nào báo phần lớn hơn tổng; hỏi đơn vị, sửa biểu rồi nhập lại",
    clause="phép tính", why="một tỷ lệ vô lý làm cả báo cáo mất tin cậy",
)  # fmt: skip


def hedges(account: Account) -> Faults:
    """«Hơn» says that the true value is larger than shown, «gần» that it is smaller (domain §0, fact 4)."""
    for said in account.said:
        yield from _before_exact(said)
    for said, one, base, _ in _percents(account):
        met = _HEDGED_PERCENT.search(_words(said, one))
        if met is None:
            continue
        value = Decimal(met[2].replace(".", "").replace(",", "."))
        real = 100 * exact(one.quantity.value) / exact(base)
        if not holds(exact(value), _HEDGES[met[1]], real):
            true = f"{shown(one.quantity.value)}/{shown(base)} là {_computed(one.quantity.value, base)}%"
            yield found(in_text(said.line), found=f"{met[1]} {shown(value)}%", true=true)


def _before_exact(said: Said) -> Faults:
    """«hơn 1,8 tỷ đồng (1.834 triệu đồng)»: what stands in brackets is what the hedge is about."""
    for one, after in zip(said.statements, said.statements[1:], strict=False):
        first, second = one.quantity, after.quantity
        between = said.passage.plain[first.span.end : second.span.start]
        alike = first.unit == second.unit and second.qualifier is Qualifier.EXACT and second.upper is None
        if first.qualifier is Qualifier.EXACT or not alike or not _IN_BRACKETS.fullmatch(between):
            continue
        if not holds(first.value, first.qualifier, second.value):
            text = said.passage.text
            yield found(
                in_text(said.line),
                found=text[first.span.start : first.span.end],
                true=f"ngay sau ghi {text[second.span.start : second.span.end]}",
            )


SL_05 = TruthRule(
    code="SL-05", severity=Severity.ERROR, title="«Hơn», «gần», «khoảng» nói đúng về con số", check=hedges,
    what="«{found}» không đúng: {true}",
    fix="«hơn», «trên» khi số thật lớn hơn số ghi; «gần» khi số thật nhỏ hơn; bằng nhau thì bỏ chữ ấy",
    clause="nghĩa của chữ; thông lệ báo cáo", why="chữ đứng trước con số cũng là một phần của số liệu",
)  # fmt: skip


def verdicts(account: Account) -> Faults:
    """What is said of a target is what its percent says: over 100 has surpassed it, below has not reached it."""
    for said, one, base, printed in _percents(account):
        near = re.match(r"[^.;\d]{0,60}", said.passage.plain[one.span.end :])
        words = near[0] if near else ""
        above, below = _MORE.search(words), _LESS.search(words)
        if one.target is None:
            continue
        if above and one.quantity.value < base:
            yield found(in_text(said.line), found=above[0], percent=shown(printed))
        elif below and one.quantity.value > base:
            yield found(in_text(said.line), found=below[0], percent=shown(printed))


SL_09 = TruthRule(
    code="SL-09", severity=Severity.WARNING, title="«Vượt», «chưa đạt» khớp với tỷ lệ", check=verdicts,
    what="ghi «{found}» bên tỷ lệ {percent}%",
    fix="trên 100% là vượt, dưới 100% là chưa đạt; chỉ tiêu càng thấp càng tốt thì nói rõ «không vượt quá»",
    clause="nghĩa của chữ; thông lệ báo cáo", why="lời đánh giá trái với số liệu làm mất giá trị cả báo cáo",
)  # fmt: skip

RULES = (SL_01, SL_05, SL_09, SL_13)
