"""Turn the marks of a form, or what a file says of itself, into a known unit and the expected period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from drafter.intake.findings import Expected, Findings
from drafter.intake.form_layout import (
    AUTHOR_LABEL,
    FORM_MARK,
    PERIOD_LABEL,
    REGISTER_LABEL,
    REGISTER_MARK,
    REVIEW_MARK,
    SCHEMA_VERSION,
    UNIT_CODE_LABEL,
    UNIT_NAME_LABEL,
)
from drafter.intake.grid import Cell, Sheet, Workbook, address
from drafter.model.organisation import Organisation
from drafter.model.period import Period, PeriodError
from drafter.model.problem import ProblemKind, Severity
from drafter.wording.fold import fold, unaccented

UNKNOWN_UNIT = ProblemKind(
    code="D102",
    severity=Severity.ERROR,
    title="Không có đơn vị này trong danh sách",
    what="biểu ghi đơn vị {found}, không có trong danh sách đơn vị của văn phòng{hint}: chưa nhận tệp này",
    fix="nếu là đơn vị đã có, sửa «Mã đơn vị» trong biểu cho đúng mã; nếu là đơn vị mới, thêm vào danh sách đơn vị "
    "rồi nhập lại tệp",
    request="Kính đề nghị người gửi tệp {place.file} cho biết tên và mã đúng của đơn vị: biểu đang ghi {found}.",
)
OTHER_UNIT = ProblemKind(
    code="D397",
    severity=Severity.ERROR,
    title="Biểu của đơn vị khác, trùng mã",
    what="biểu ghi đơn vị «{found}», nhưng mã {code} trong danh sách của văn phòng là «{name}», có thể là biểu của cơ "
    "quan khác: chưa nhận tệp này",
    fix="là biểu của nơi khác thì trả lại nơi gửi; đúng là đơn vị này (đổi tên, viết tắt) thì ghi thêm tên ấy vào cột "
    "«Tên gọi khác» của danh sách đơn vị rồi nhập lại",
    request="Kính đề nghị người gửi tệp {place.file} kiểm tra lại: biểu ghi «{found}», còn mã {code} ở văn phòng là "
    "«{name}».",
)
OTHER_OFFICE = ProblemKind(
    code="D399",
    severity=Severity.ERROR,
    title="Biểu của cơ quan khác phát",
    what="biểu do «{found}» phát cho đơn vị, văn phòng này là «{name}»: chưa nhận tệp này",
    fix="trả lại nơi gửi; nếu «{found}» là tên cũ hay tên viết khác của cơ quan mình thì ghi tên ấy vào ten-goi-khac, "
    "mục [co-quan] của drafter.toml rồi nhập lại",
    request="Kính đề nghị {unit} gửi đúng biểu do «{name}» phát: tệp {place.file} là biểu của «{found}».",
)
WRONG_PERIOD = ProblemKind(
    code="D103",
    severity=Severity.ERROR,
    title="Biểu của kỳ khác",
    what="biểu này của {found}, đang nhận số liệu của {expected}: chưa nhận tệp này",
    fix="đề nghị đơn vị điền vào biểu của {expected}; nếu đúng là muốn nhận biểu của {found} thì nhập với kỳ ấy",
    request="Kính đề nghị {unit} gửi lại số liệu của {expected}: tệp {place.file} là biểu của {found}.",
)
BAD_PERIOD = ProblemKind(
    code="D126",
    severity=Severity.ERROR,
    title="Không rõ biểu của kỳ nào",
    what="«{found}» không phải một kỳ báo cáo: chưa nhận tệp này",
    fix="ghi lại «Mã kỳ báo cáo» như biểu đã gửi, ví dụ 2025, 2025-Q1, 2025-H1",
    request="Kính đề nghị {unit} điền lại số liệu vào đúng biểu văn phòng đã gửi: biểu trong tệp {place.file} "
    "không ghi rõ kỳ báo cáo.",
)
MARKS_DIFFER = ProblemKind(
    code="D127",
    severity=Severity.ERROR,
    title="Đơn vị hoặc kỳ ghi trên biểu bị sửa",
    what="biểu được phát cho {marked} nhưng trên biểu lại ghi {found}, chưa rõ bên nào đúng: chưa nhận tệp này",
    fix="không dùng biểu của đơn vị khác, kỳ khác để sửa lại; dùng đúng biểu của đơn vị và của kỳ này",
    request="Kính đề nghị {unit} điền vào đúng biểu văn phòng đã gửi cho đơn vị: tệp {place.file} là biểu phát cho "
    "{marked} nhưng lại ghi {found}.",
)
OTHER_VERSION = ProblemKind(
    code="D129",
    severity=Severity.NOTE,
    title="Biểu của phiên bản khác",
    what="biểu thuộc phiên bản {found}, chương trình đang dùng phiên bản {expected}: đã đọc theo mã",
    fix="xem lại số liệu đã nhận; kỳ sau phát lại biểu mới",
)
NOT_IN_PERIOD = ProblemKind(
    code="D152",
    severity=Severity.WARNING,
    title="Đơn vị không hoạt động trong kỳ này",
    what="theo danh sách, {name} {reason}, nhưng có biểu của {period}",
    fix="kiểm tra lại ngày trong danh sách đơn vị, hoặc nhận số liệu này cho đơn vị kế thừa",
)
KINDS = (
    UNKNOWN_UNIT, OTHER_UNIT, OTHER_OFFICE, WRONG_PERIOD, BAD_PERIOD, MARKS_DIFFER, OTHER_VERSION, NOT_IN_PERIOD,
)  # fmt: skip

_LONGEST_LABEL = 20
_SAME_WORDS = 0.5  # of the shorter name, the words that every second unit has left aside
_SAME_LETTERS = 75
_SAME_OFFICE = 90
_UNIONS = tuple(map(fold, ("liên đoàn", "tổng liên đoàn", "lđlđ", "công đoàn", "cđ")))
_COMMON = frozenset(
    fold(
        "công đoàn cơ sở liên đoàn lao động trường tiểu học mầm non trung học phổ thông công ty trách nhiệm hữu hạn "
        "cổ phần một thành viên MTV xã phường huyện tỉnh thị trấn thành phố"
    ).split()
)
_LABELS = {
    fold(UNIT_CODE_LABEL): "unit",
    fold(UNIT_NAME_LABEL): "name",
    fold(PERIOD_LABEL): "period",
    fold(AUTHOR_LABEL): "author",
    fold(REGISTER_LABEL): "register",
}


@dataclass(frozen=True)
class Marks:
    """What a file says of itself. Empty where it says nothing; `marked` when it bears the hidden mark of a form.

    `register` is the code of the register that a register's file holds; `office` is whose form it is, of marked ones.
    """

    unit: str = ""
    period: str = ""
    name: str = ""
    author: str = ""
    marked: bool = False
    register: str = ""
    office: str = ""


def holds_review(book: Workbook) -> bool:
    """Whether the workbook is a review of what was read out of past reports: its first sheet bears the mark."""
    return any(
        cell.kind == "t" and cell.text.strip() == REVIEW_MARK for sheet in book.sheets for cell in _first_row(sheet)
    )


def _first_row(sheet: Sheet) -> list[Cell]:
    return [cell for (row, _), cell in sheet.cells.items() if row == 1]


def holds_register(book: Workbook) -> bool:
    """Whether the workbook says of itself that it is a register's, out of sight or in sight."""
    return any(
        cell.kind == "t" and (cell.text.strip() == REGISTER_MARK or cell.text.startswith(REGISTER_LABEL))
        for sheet in book.sheets
        for cell in sheet.cells.values()
    )


def read_marks(book: Workbook, findings: Findings) -> Marks | None:
    """The marks of a form: the hidden ones, held against those in sight. None when the two disagree."""
    seen: dict[str, tuple[str, str, str]] = {}
    hidden: tuple[str, ...] | None = None
    office = ""
    for sheet in book.sheets:
        for (row, column), cell in sorted(sheet.cells.items()):
            if cell.kind == "t" and cell.text.strip() in (FORM_MARK, REGISTER_MARK) and hidden is None:
                hidden = _beside(sheet, row, column, 3 if cell.text.strip() == FORM_MARK else 4)
                office = _office_below(sheet, row)
            elif cell.kind == "t" and ":" in cell.text:
                _note_label(sheet, row, column, cell.text, seen)
    shown = {key: value for key, (value, _, _) in seen.items()}
    name, author = shown.get("name", ""), shown.get("author", "")
    if hidden is None:
        unit, period, register = (shown.get(key, "") for key in ("unit", "period", "register"))
        return Marks(unit, period, name, author, register=register)
    version, unit, period, register = hidden
    if version != SCHEMA_VERSION:
        findings.add(OTHER_VERSION, found=version or "không rõ", expected=SCHEMA_VERSION)
    for key, mark, word in (("unit", unit, "đơn vị"), ("period", period, "kỳ"), ("register", register, "sổ")):
        if shown.get(key) and mark and fold(shown[key]) != fold(mark):
            findings.add(MARKS_DIFFER, *seen[key][1:], marked=f"{word} «{mark}»", found=f"{word} «{shown[key]}»")
            return None
    given = {"unit": unit, "period": period, "register": register}
    return Marks(
        name=name,
        author=author,
        marked=True,
        office=office,
        **{key: mark or shown.get(key, "") for key, mark in given.items()},
    )


def _beside(sheet: Sheet, row: int, column: int, count: int) -> tuple[str, ...]:
    """The marks behind that of a form: version, unit, period, register. Where all are there a new column is no harm."""
    given = sorted(c for r, c in sheet.cells if r == row and c > column)
    columns = given if len(given) == count else range(column + 1, column + 5)
    return (*(sheet.text(row, where) for where in columns), "")[:4]


def _office_below(sheet: Sheet, row: int) -> str:
    """Whose form it is: the first line in sight, where it reads like a union's name; empty where it does not."""
    first = min((place for place in sheet.cells if place[0] > row), default=None)
    text = sheet.text(*first) if first else ""
    return text if fold(text).startswith(_UNIONS) else ""


def _note_label(sheet: Sheet, row: int, column: int, text: str, seen: dict[str, tuple[str, str, str]]) -> None:
    """«Mã đơn vị: X» in one cell, or the label in one and X in the next that holds anything."""
    label, _, rest = text.partition(":")
    key = _LABELS.get(fold(label)) if len(label) <= _LONGEST_LABEL else None
    if key is None or key in seen:
        return
    beside = min((c for r, c in sheet.cells if r == row and c > column), default=None)
    value = rest.strip() or (sheet.text(row, beside) if beside else "")
    if value and not value.endswith(":"):
        seen[key] = (value, sheet.name, address(row, column))


def known_unit(marks: Marks, expected: Expected, findings: Findings) -> str | None:
    """The code of the unit, as the office's list spells it; None, with a problem, when it is not in the list.

    Offices number their units alike: a form that names quite another unit under the same code is not taken.
    """
    if expected.known_units is None and marks.unit:
        return marks.unit
    units = expected.known_units or ()
    for unit in units:
        if marks.unit and unit.code.casefold() == marks.unit.casefold():
            name = unit.standings[-1].name
            if marks.name and not any(_alike(marks.name, one) for one in _names(unit)):
                findings.add(OTHER_UNIT, found=marks.name, code=unit.code, name=name)
                return None
            findings.unit = name
            if unit.code != expected.office and _of_another_office(marks, expected, findings):
                return None
            return unit.code
    found = " – ".join(f"«{part}»" for part in (marks.unit, marks.name) if part) or "(không ghi)"
    findings.add(UNKNOWN_UNIT, found=found, hint=nearest_units((marks.name, marks.unit), units))
    return None


def _names(unit: Organisation) -> tuple[str, ...]:
    """What a unit is and was called."""
    return (*(standing.name for standing in unit.standings), *unit.aliases)


def _of_another_office(marks: Marks, expected: Expected, findings: Findings) -> bool:
    """Whether the form was sent out by quite another office; that is told then."""
    office = next((unit for unit in expected.known_units or () if unit.code == expected.office), None)
    if not marks.office or office is None or any(_same_office(marks.office, one) for one in _names(office)):
        return False
    findings.add(OTHER_OFFICE, found=marks.office, name=office.standings[-1].name)
    return True


def _same_office(one: str, other: str) -> bool:
    """Whether two names may be one office's: half of a place's name in common («Thanh Trì», «Thanh Xuân») is not."""
    first, second = (unaccented(_telling(name, _COMMON)) for name in (one, other))
    shorter, longer = sorted(({*first.split()}, {*second.split()}), key=len)
    return shorter <= longer or fuzz.ratio(first, second) >= _SAME_OFFICE


def _alike(one: str, other: str) -> bool:
    """Whether two names may be one unit's: short forms, slips and missing accents are no difference."""
    first, second = ([unaccented(word) for word in _telling(name, _COMMON).split()] for name in (one, other))
    common = len({*first} & {*second})
    shorter = min(len({*first}), len({*second}))
    return common >= max(1, shorter * _SAME_WORDS) or fuzz.ratio(" ".join(first), " ".join(second)) >= _SAME_LETTERS


def nearest_units(texts: Iterable[str], units: Iterable[Organisation]) -> str:
    """Up to three units that are spelled much like one of the texts: offered, never taken.

    The words that most names share («Công đoàn cơ sở Công ty») say nothing of which unit is meant.
    """
    units = tuple(units)
    in_how_many = Counter(word for unit in units for word in set(fold(unit.standings[-1].name).split()))
    shared = {word for word, count in in_how_many.items() if count > max(2, len(units) // 2)}
    names: dict[int, str] = {}
    shown: list[str] = []
    for unit in units:
        label = f"{unit.standings[-1].name} (mã {unit.code})"
        for name in (unit.code, *_names(unit)):
            names[len(shown)] = _telling(name, shared)
            shown.append(label)
    wanted = [_telling(text, shared) for text in texts if text]
    scored = sorted(
        ((score, index) for text in wanted for _, score, index in _close(text, names)),
        key=lambda hit: (-hit[0], hit[1]),
    )
    near = list(dict.fromkeys(shown[index] for _, index in scored))[:3]
    return f"; gần nhất: {', '.join(near)}" if near else ""


def _telling(name: str, shared: Set[str]) -> str:
    """A name without the words that do not tell units apart; whole where it has no others."""
    words = fold(name).split()
    return " ".join(word for word in words if word not in shared) or " ".join(words)


def _close(text: str, names: dict[int, str]) -> list[tuple[str, float, int]]:
    return [
        (name, score, index)
        for name, score, index in process.extract(text, names, scorer=_likeness, limit=5, score_cutoff=65)
    ]


def _likeness(one: str, other: str, **_: object) -> float:
    """How alike two names are, 0 to 100: letter by letter, and by whole words in any order."""
    return (fuzz.WRatio(one, other) + fuzz.token_set_ratio(one, other)) / 2


def expected_period(marks: Marks, expected: Expected, findings: Findings) -> Period | None:
    """The period of the file; None, with a problem, when it is unreadable or not the expected one."""
    try:
        period = Period.parse(marks.period)
    except PeriodError:
        findings.add(BAD_PERIOD, found=marks.period or "(không ghi)")
        return None
    if expected.period is not None and period != expected.period:
        findings.add(WRONG_PERIOD, found=period.words, expected=expected.period.words)
        return None
    return period


def check_standing(code: str, period: Period, expected: Expected, findings: Findings) -> None:
    """Warn of a unit that, by the office's list, did not exist on any day of the period."""
    unit = next((unit for unit in expected.known_units or () if unit.code == code), None)
    if unit is None or unit.on(period.start) or unit.on(period.end):
        return
    if any(s.valid_from and period.start <= s.valid_from <= period.end for s in unit.standings):
        return
    reason = "không hoạt động trong thời gian ấy"
    if unit.merged_on and unit.merged_into:
        reason = f"đã sáp nhập vào {unit.merged_into} ngày {unit.merged_on:%d/%m/%Y}"
    findings.add(NOT_IN_PERIOD, name=unit.standings[-1].name, reason=reason, period=period.words)
