"""Rules of one figure in two places: text and annex, award counts and the list, the paper and the store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from drafter.format_rules.words import in_text, quote
from drafter.model.figure import Qualifier
from drafter.model.page import Carrier
from drafter.model.problem import Severity
from drafter.model.report import Grid
from drafter.prose.doubts import shown
from drafter.prose.nouns import MONEY
from drafter.prose.quantities import Quantity
from drafter.prose.sheets import Role, Shape, plain
from drafter.truth_rules.account import Account, in_grid, numbers_of, plain_number, stated
from drafter.truth_rules.rule import Faults, TruthRule, found
from drafter.wording.hedges import holds

_SCALES = {"đồng": 0, "nghìn đồng": 3, "ngàn đồng": 3, "triệu đồng": 6, "trđ": 6, "tỷ đồng": 9, "tỉ đồng": 9}
_AHEAD = re.compile(r"phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu (?:năm|chủ yếu|phấn đấu)")
_HEADING = re.compile(r"^(?:phần\s|[ivx]+[.\-–]|[a-h][.\-–]\s)", re.IGNORECASE)
_SOURCES = "tệp"
_LEAST_LABEL = 14  # letters of a row's name that a text must repeat to be taken for it


@dataclass(frozen=True)
class _Cell:
    """A figure of an annex: its value in đồng where it is money, where it stands, whether in the paper's own file."""

    value: Decimal
    money: bool
    place: str
    own: bool = False


def annexed(account: Account) -> Faults:
    """A figure of the text is that of the annex: known by its indicator's code, or by the name of the row."""
    cells = _annexed(account)
    if not cells:
        return
    for carrier in account.paper.file.carriers:
        code, _, rest = carrier.tag.partition("/")
        cell = cells.get(code.lower()) or cells.get(plain(carrier.alias))
        if cell is None or "#" in carrier.tag or not _is_own(code, rest, account):
            continue
        if not _agrees(carrier.accepted, cell):
            yield found(f"«{carrier.alias}»", found=carrier.accepted, where=cell.place, there=shown(cell.value))
    if not account.paper.file.carriers:  # a draft's figures are all known by their carriers
        yield from _by_name(account, cells)


def _is_own(code: str, rest: str, account: Account) -> bool:
    """Whether a carrier's key («A04/LDLD-X/2025») is of the paper's own period, and no unit's among others."""
    whose, _, period = rest.partition("/")
    if account.period is not None and period and period != account.period.code:
        return False
    keys = (carrier.tag.split("/") for carrier in account.paper.file.carriers)
    return {key[1] for key in keys if key[0] == code and len(key) > 1} <= {whose}


def _annexed(account: Account) -> dict[str, _Cell]:
    """The results of the annexes by indicator code and by row name. A table that has a row twice is one of units."""
    cells: dict[str, _Cell] = {}
    twice: set[str] = set()
    for name, shape in account.annexes:
        if any(plain(column.title) == _SOURCES for column in shape.columns):
            continue  # a list of what each unit gave and in which file: it adds nothing up and gives no result
        results = [column.number for column in shape.columns if column.role is Role.ACTUAL]
        rows = (
            dict(_results(shape, results[0], name if name != account.paper.name else "")) if len(results) == 1 else {}
        )
        twice |= {key for key in rows if key in cells and cells[key].value != rows[key].value}
        cells.update(rows)
    return {key: cell for key, cell in cells.items() if key not in twice}


def _results(shape: Shape, column: int, file: str) -> Iterator[tuple[str, _Cell]]:
    values = dict(numbers_of(shape, column))
    rows = [row for row in shape.rows if row.number in values and not row.total]
    names = [plain(row.label) for row in rows]
    codes = [_beside(shape, row.cells, Role.CODE) for row in rows]
    if len(set(names)) < len(names) or len(set(filter(None, codes))) < len(list(filter(None, codes))):
        return
    for row, name, code in zip(rows, names, codes, strict=True):
        unit = _beside(shape, row.cells, Role.UNIT)
        place = ", ".join(filter(None, (file, row.cells[column].place)))
        cell = _Cell(values[row.number].scaleb(_SCALES.get(unit, 0)), unit in _SCALES, place, not file)
        yield from ((key, cell) for key in (name, code) if key)


def _beside(shape: Shape, cells: Mapping[int, object], role: Role) -> str:
    number = next((column.number for column in shape.columns if column.role is role), None)
    cell = cells.get(number) if number is not None else None
    return plain(getattr(cell, "text", ""))


def _agrees(text: str, cell: _Cell) -> bool:
    quantity = _first(text)
    if quantity is None:
        alone = plain_number(text.strip())
        return alone is None or alone == cell.value
    if (quantity.unit == MONEY) != cell.money:
        return True  # a table that does not name its unit of money cannot be compared
    if quantity.upper is not None or quantity.value == cell.value:
        return True  # also «hơn 1.000» of 1.000: then no more than that is known, and the annex has it without its word
    return quantity.qualifier is not Qualifier.EXACT and holds(quantity.value, quantity.qualifier, cell.value)


def _first(text: str) -> Quantity | None:
    _, statements = stated(text)
    return statements[0].quantity if statements else None


def _by_name(account: Account, by_label: Mapping[str, _Cell]) -> Faults:
    """Where a line says a row's name and then a number. What is still to be done is no result."""
    labels = sorted((label for label in by_label if len(label) >= _LEAST_LABEL), key=len, reverse=True)
    if not labels:
        return
    pattern = re.compile(
        "(" + "|".join(map(re.escape, labels)) + r")[^.;,\d]{0,25}?(?=(?:(?:hơn|gần|trên|khoảng)\s)?\d)"
    )
    ahead = False
    for line in account.body:
        words = plain(line.text)
        if _HEADING.match(line.text):
            ahead = bool(_AHEAD.search(words))
        if ahead or "so với" in words or "chỉ tiêu" in words:
            continue
        for met in pattern.finditer(words):
            cell, text = by_label[met[1]], words[met.end() : met.end() + 60]
            if not _agrees(text, cell):
                first = _first(text)
                told = text[first.span.start : first.span.end] if first else text.split()[0]
                yield found(in_text(line), found=f"{met[1]}: {told}", where=cell.place, there=shown(cell.value))


SL_04 = TruthRule(
    code="SL-04", severity=Severity.ERROR, title="Số trong lời văn bằng số trong phụ lục", check=annexed,
    what="lời văn ghi «{found}», {where} ghi {there}",
    fix="xem số nào đúng theo biểu của đơn vị rồi sửa chỗ kia",
    clause="thông lệ báo cáo", why="hai số khác nhau trong một văn bản thì cấp trên hỏi lại",
)  # fmt: skip


def annexes_agree(account: Account) -> Faults:
    """The total of a table of units is what another annex has of the indicator whose code stands in the column's head.

    Of two files that go with a paper each is judged by itself.
    """
    cells = _annexed(account)
    for file, shape in account.annexes if cells else ():
        whole = [row for row in shape.rows if row.total]
        for column in shape.columns if len(whole) == 1 else ():
            *_, unit, code = ("", "", *map(plain, column.title.split("; ")))
            there, cell = cells.get(code), whole[0].cells.get(column.number)
            value = dict(numbers_of(shape, column.number)).get(whole[0].number)
            if there is None or cell is None or value is None or not (there.own or not file):
                continue
            if there.money == (unit in _SCALES) and value.scaleb(_SCALES.get(unit, 0)) != there.value:
                place = ", ".join(filter(None, (file, in_grid(shape.grid, cell.place))))
                yield found(
                    place,
                    found=quote(column.title.split("; ")[0]),
                    total=shown(value),
                    where=there.place,
                    there=shown(there.value),
                )


SL_11 = TruthRule(
    code="SL-11", severity=Severity.ERROR, title="Hai phụ lục ghi một chỉ tiêu bằng nhau", check=annexes_agree,
    what="cột {found}: dòng tổng ghi {total}, {where} ghi {there}",
    fix="đối chiếu biểu của các đơn vị, sửa phụ lục ghi sai",
    clause="thông lệ báo cáo", why="hai phụ lục của một văn bản trái nhau thì không biết tin bảng nào",
)  # fmt: skip


# -- award counts ----------------------------------------------------------------------------------------------------

_COUNT = re.compile(r"(\d[\d.]*)\s+(tập thể|cá nhân)\b")
_STT = re.compile(r"(\d{1,4})\.?")
_STT_RANGE = re.compile(r"(\d{1,4})\s*[-–]\s*(\d{1,4})")
_WITH_LIST = re.compile(r"danh sách")
_KINDS = ("tập thể", "cá nhân")


def award_counts(account: Account) -> Faults:
    """The lists have as many rows as the text gives awards to, and as their own headings say."""
    lists = list(_lists(account))
    for one in lists:
        for heading, said, counted in one.groups:
            if said != counted:
                yield found(one.place, found=f"mục {quote(heading)} ghi {said}, danh sách có {counted}")
        yield from _forms(account, one)
    if not any(_WITH_LIST.search(line.text.lower()) for line in account.body):
        return
    told = _told(account)
    for kind in _KINDS:
        rows, numbers = sum(one.counted for one in lists if one.kind == kind), told[kind]
        # The text tells the whole, or the forms one by one, or both.
        if rows and numbers and rows not in numbers and sum(numbers) not in (rows, 2 * rows):
            place = next(one.place for one in lists if one.kind == kind)
            words = ", ".join(dict.fromkeys(map(str, told[kind])))
            yield found(place, found=f"lời văn ghi {words} {kind}, danh sách có {rows}")


def _forms(account: Account, one: _List) -> Faults:
    """A line of the text that begins as a heading of the list does («Bằng khen …: 28 cá nhân»)."""
    for heading, _, counted in one.groups:
        name = plain(heading.partition(":")[0])
        for line in account.body:
            form, _, counts = line.text.partition(":")
            told = [int(met[1].replace(".", "")) for met in _COUNT.finditer(counts) if met[2] == one.kind]
            if plain(form).lstrip("-+• ") == name and told and counted not in told:
                yield found(in_text(line), found=f"lời văn ghi {told[0]} {one.kind}, danh sách có {counted}")


@dataclass(frozen=True)
class _List:
    """A list of people or collectives: how many it has, and its groups with the count in their heading."""

    kind: str
    place: str
    counted: int
    groups: tuple[tuple[str, int, int], ...]


def _lists(account: Account) -> Iterator[_List]:
    every = [("", grid) for grid in account.grids]
    every += [(one.name, grid) for one in account.attached for grid in one.grids]
    for name, grid in every:
        made = _list_of(grid, f"{name}, {grid.place}" if name else grid.place)
        if made is not None:
            yield made


def _list_of(grid: Grid, place: str) -> _List | None:
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell.text.strip())
    head = " ".join(text.lower() for row in sorted(rows)[:2] for text in rows[row])
    kind = "cá nhân" if "họ và tên" in head or "họ tên" in head else "tập thể" if "tên tập thể" in head else ""
    if not kind:
        return None
    counted = 0
    headings: list[tuple[str, int]] = []
    below: list[int] = []
    for row in sorted(rows):
        texts = [text for text in rows[row] if text]
        if not texts:
            continue
        size = _size(texts[0])
        if size:
            counted += size
            if below:
                below[-1] += size
        elif len(texts) == 1 and (met := _COUNT.search(texts[0])):
            headings.append((texts[0], int(met[1].replace(".", ""))))
            below.append(0)
    groups = tuple((heading, said, size) for (heading, said), size in zip(headings, below, strict=True))
    return _List(kind, place, counted, groups) if counted else None


def _size(first: str) -> int:
    """How many a row stands for by its number: «7» is one, «1-13» is thirteen, anything else none."""
    if _STT.fullmatch(first):
        return 1
    met = _STT_RANGE.fullmatch(first)
    return int(met[2]) - int(met[1]) + 1 if met and int(met[2]) >= int(met[1]) else 0


def _told(account: Account) -> dict[str, list[int]]:
    """The counts that the text tells of each kind."""
    told: dict[str, list[int]] = {kind: [] for kind in _KINDS}
    for line in account.body:
        for met in _COUNT.finditer(line.text):
            told[met[2]].append(int(met[1].replace(".", "")))
    return told


SL_07 = TruthRule(
    code="SL-07", severity=Severity.ERROR, title="Số khen thưởng bằng danh sách", check=award_counts,
    what="{found}", fix="đối chiếu danh sách với biên bản bình xét, rồi sửa số hoặc bổ sung danh sách",
    clause="Nghị định 152/2025/NĐ-CP, Điều 33: tờ trình kèm danh sách",
    why="thừa thiếu một tên là phải làm lại cả hồ sơ",
)  # fmt: skip


# -- the store -------------------------------------------------------------------------------------------------------


_GAP_TAG = "#thieu"  # ends the tag of what a draft said it lacked


def stored(account: Account) -> Faults:
    """What `_apart` finds, until the paper is issued: then nobody may change it any more."""
    return iter(()) if account.issued else _apart(account)


def stored_of_issued(account: Account) -> Faults:
    """The same of an issued paper, so that a check before and one after issuing agree."""
    return _apart(account) if account.issued else iter(())


def _apart(account: Account) -> Faults:
    """A carried figure is what the office's store has of it now, in one of the ways that the draft prints it.

    One that was deleted with its sentence or list item says nothing untrue; one out of a sentence that stays does. Of a
    gap that somebody filled in the store has nothing to hold against it. A number that an officer chose to keep is only
    noted, with what follows it, until the store has another one.
    """
    kept_roots = {_root(one.tag) for one in account.paper.file.carriers if _is_decided(account, one)}
    for carrier in account.paper.file.carriers:
        kept = account.stored.get(carrier.tag)
        if not carrier.accepted.strip() and not _leaves_a_hole(carrier.before, carrier.after):
            continue
        if kept is None or (carrier.tag.endswith(_GAP_TAG) and kept.texts[0].startswith("[")):
            continue
        if _spoken(carrier.accepted) not in map(_spoken, kept.texts):
            follows = "#" in carrier.tag and _root(carrier.tag) in kept_roots
            decided = follows or _is_decided(account, carrier)
            yield found(
                f"«{carrier.alias or kept.label or carrier.tag}»",
                severity=Severity.NOTE if decided else None,
                found=_short(carrier),
                kept=f"«{' '.join(kept.texts[0].split())}»{_DECIDED if decided else ''}",
            )


_DECIDED = "; cán bộ đã chọn giữ số của văn bản khi cập nhật"


def _root(tag: str) -> str:
    """The figure that a percent, a verdict or a comparison follows: its key without the aspect."""
    return tag.partition("#")[0]


def _is_decided(account: Account, carrier: Carrier) -> bool:
    """Whether what the store has now is what an officer has refused at this place."""
    kept, refused = account.stored.get(carrier.tag), map(_spoken, account.decided.get(carrier.bookmark, ()))
    return kept is not None and bool(set(refused) & set(map(_spoken, kept.texts)))


def _leaves_a_hole(before: str, after: str) -> bool:
    """Whether the words around what was deleted are still a sentence that waits for it.

    They are where words run on across the place («đạt  đoàn viên»), or break off with a space before a stop («được .»).
    Where a whole item or sentence went, the place is at the edge of what is left.
    """
    left, right = before.rstrip(), after.lstrip()
    if not left or not left[-1].isalnum():
        return False
    if not right or not right[0].isalnum():
        return before != left
    return True


def _short(carrier: Carrier) -> str:
    return " ".join(carrier.accepted.split()) or "(đã xóa)"


def _spoken(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split()).casefold()


SL_08 = TruthRule(
    code="SL-08", severity=Severity.WARNING, title="Số trong văn bản bằng số trong kho", check=stored,
    what="văn bản ghi «{found}», kho số liệu có {kept}",
    fix="số trong kho mới hơn thì chạy drafter refresh; số sửa tay là đúng thì sửa biểu của đơn vị rồi nhập lại",
    clause="thông lệ báo cáo", why="sửa tay trong Word mà không sửa biểu thì kỳ sau lại sai",
)  # fmt: skip

SL_12 = TruthRule(
    code="SL-12", severity=Severity.NOTE, title="Văn bản đã phát hành ghi khác số trong kho", check=stored_of_issued,
    what="văn bản đã phát hành ghi «{found}», kho số liệu có {kept}",
    fix="văn bản đã phát hành thì không sửa nữa; biểu sai thì sửa biểu của đơn vị rồi nhập lại, văn bản sai thì báo "
    "người ký",
    clause="thông lệ báo cáo", why="kỳ sau so với số đã in, cần biết hai nơi khác nhau từ đâu",
)  # fmt: skip

RULES = (SL_04, SL_07, SL_08, SL_11, SL_12)
