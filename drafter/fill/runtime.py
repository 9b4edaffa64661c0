"""What a compiled template calls while it runs: looking up, looping, arithmetic, each with its limit.

Nothing here reads an attribute of a value: a dot is a key of a mapping, a bracket a key or a position.
"""

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

from drafter.fill.errors import Kind, TemplateError, Told
from drafter.fill.names import find_key, nearest
from drafter.fill.values import carried_of

UNDEFINED = Kind(
    "T110",
    "không có «{name}»{hint}",
    "there is no «{name}»{hint}",
    "sửa tên trong mẫu, hoặc thêm giá trị này vào dữ liệu",
    "correct the name in the template, or add this value to the data",
)
NOT_A_MAPPING = Kind(
    "T111",
    "không lấy được «{name}» vì phía trước dấu chấm là {found}",
    "«{name}» cannot be taken, for what stands before the dot is {found}",
    "xem lại tên trước dấu chấm, hoặc dữ liệu của nó",
    "check the name before the dot, or its data",
)
NO_POSITION = Kind(
    "T112",
    "không có vị trí {found} trong danh sách {size} mục",
    "there is no position {found} in a list of {size} items",
    "vị trí đếm từ 0; kiểm tra độ dài bằng «|length»",
    "positions count from 0; test the length with «|length»",
)
NOT_A_LIST = Kind(
    "T113",
    "cần một danh sách để lặp, gặp {found}",
    "a list is needed to loop over, found {found}",
    "xem lại tên sau chữ «in», hoặc dữ liệu của nó",
    "check the name behind «in», or its data",
)
WRONG_TYPE = Kind(
    "T114",
    "không tính được «{operation}» giữa {found} và {other}",
    "«{operation}» does not go between {found} and {other}",
    "cả hai vế phải là số; đổi kiểu trong dữ liệu, hoặc dùng «~» để nối chữ",
    "both sides must be numbers; change the data, or join text with «~»",
)
DIVIDED_BY_ZERO = Kind(
    "T115",
    "chia cho 0",
    "division by zero",
    "đặt phép chia trong «{{% if … %}}» kiểm tra số chia khác 0",
    "put the division into an «{{% if … %}}» that tests the divisor",
)
NOT_COMPARABLE = Kind(
    "T125",
    "không so sánh được chữ với số hoặc với giá trị trống",
    "text cannot be compared with a number or with an empty value",
    "hai vế của phép so sánh phải cùng là số hoặc cùng là chữ",
    "both sides of the comparison must be numbers, or both texts",
)
LOOPS_LIMIT = Kind(
    "T116",
    "mẫu lặp quá {limit} lần",
    "the template loops more than {limit} times",
    "bỏ vòng lặp lồng nhau không cần thiết, hoặc chia nhỏ dữ liệu",
    "remove needless nested loops, or split the data",
)
TIME_LIMIT = Kind(
    "T117",
    "điền mẫu quá {limit} giây nên đã dừng",
    "filling took more than {limit} seconds and was stopped",
    "bỏ vòng lặp lồng nhau không cần thiết, hoặc chia nhỏ dữ liệu",
    "remove needless nested loops, or split the data",
)
SIZE_LIMIT = Kind(
    "T118",
    "kết quả quá dài (giới hạn {limit})",
    "the result is too long (the limit is {limit})",
    "bỏ vòng lặp không cần thiết, hoặc chia nhỏ dữ liệu",
    "remove needless loops, or split the data",
)
WRONG_SHAPE = Kind(
    "T119",
    "mỗi mục cần đúng {wanted} giá trị, gặp {found}",
    "each item must have exactly {wanted} values, found {found}",
    "xem lại số tên trước chữ «in»",
    "check how many names stand before «in»",
)

LONGEST_TEXT = 1_000_000
LARGEST_NUMBER = 10**40


@dataclass(frozen=True, slots=True)
class Limits:
    """What one rendering may cost. `seconds` are of the processor: what else the machine does is not the template's."""

    loops: int = 5_000_000
    characters: int = 600_000_000
    seconds: float = 120.0


class Room:
    """What is left of the limits while one rendering runs."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.loops = limits.loops
        self.deadline = time.thread_time() + limits.seconds

    def spend(self, loops: int) -> None:
        self.loops -= loops
        if self.loops < 0:
            raise TemplateError(LOOPS_LIMIT, limit=f"{self.limits.loops:,}".replace(",", "."))
        self.check_time()

    def check_time(self) -> None:
        if time.thread_time() > self.deadline:
            raise TemplateError(TIME_LIMIT, limit=self.limits.seconds)


class Missing:
    """The value of a name that is not there: it may be tested with `is defined` or given a `default`, nothing else."""

    __slots__ = ("known", "name")

    def __init__(self, name: str, known: Iterable[object] = ()) -> None:
        self.name = name
        self.known = known

    def fail(self, *_: object) -> NoReturn:
        close = nearest(self.name, self.known)
        raise TemplateError(UNDEFINED, name=self.name, close=close)

    def __bool__(self) -> bool:
        self.fail()

    def __str__(self) -> str:
        self.fail()

    def __iter__(self) -> Iterator[object]:
        self.fail()

    def __len__(self) -> int:
        self.fail()

    def __eq__(self, other: object) -> bool:
        self.fail()

    def __ne__(self, other: object) -> bool:
        self.fail()

    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __getitem__ = fail
    __add__ = __radd__ = __float__ = __int__ = fail
    __hash__ = None  # type: ignore[assignment]


class Blank(Missing):
    """As `Missing`, but silent, as docxtpl has it: prints nothing, is false, loops over nothing."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Missing)

    def __ne__(self, other: object) -> bool:
        return not isinstance(other, Missing)

    __hash__ = None


class Noted(Blank):
    """As `Missing`, but what would fail is noted by `note` and filling goes on, so that all of it is found at once."""

    __slots__ = ("note",)

    def __init__(self, name: str, known: Iterable[object], note: Callable[[Exception], None]) -> None:
        super().__init__(name, known)
        self.note = note

    def fail(self, *_: object) -> NoReturn:
        self._note()
        super().fail()

    def _note(self) -> None:
        close = nearest(self.name, self.known)
        self.note(TemplateError(UNDEFINED, name=self.name, close=close))

    def __bool__(self) -> bool:
        self._note()
        return False

    def __str__(self) -> str:
        self._note()
        return ""

    def __iter__(self) -> Iterator[object]:
        self._note()
        return iter(())

    def __len__(self) -> int:
        self._note()
        return 0

    def __eq__(self, other: object) -> bool:
        self._note()
        return False

    def __ne__(self, other: object) -> bool:
        self._note()
        return False

    __hash__ = None


class Namespace(dict[str, object]):
    """What `namespace()` makes: the one thing a template may change inside a loop."""


def described(value: object) -> Told:
    """What kind of value this is, in the words of somebody who never programmed."""
    if value is None:
        return Told("giá trị trống", "an empty value")
    if isinstance(value, bool):
        return Told("đúng/sai", "true/false")
    if isinstance(value, (int, float, Decimal)):
        return Told(f"số {value}", f"the number {value}")
    if isinstance(value, str):
        return Told(f"chữ «{value[:30]}»", f"the text «{value[:30]}»")
    if isinstance(value, Mapping):
        return Told("một nhóm giá trị", "a group of values")
    if isinstance(value, (list, tuple)):
        return Told(f"danh sách {len(value)} mục", f"a list of {len(value)} items")
    return Told(f"kiểu {type(value).__name__}", f"a {type(value).__name__}")


class Lookups:
    """How names are looked up; `absent` makes what is not there (Missing, or Blank in compat mode)."""

    def __init__(self, absent: Callable[..., Missing] = Missing) -> None:
        self._absent = absent
        self._strict = absent is not Blank

    def name(self, context: Mapping[str, object], name: str) -> object:
        try:
            return context[name]
        except KeyError:
            key = find_key(name, context)
            return self._absent(name, context) if key is None else context[key]

    def key(self, holder: object, name: str) -> object:
        """`holder.name`: the key `name` of a mapping, never an attribute."""
        try:
            if holder.__class__ is dict:
                return holder[name]
        except KeyError:
            pass
        return self._slow(holder, name)

    def _slow(self, holder: object, name: str) -> object:
        if isinstance(holder, Missing):
            holder.fail()
        if not isinstance(holder, Mapping):
            if holder is None or isinstance(holder, (str, list, tuple)):
                return self._absent_in(holder, name)
            raise TemplateError(NOT_A_MAPPING, name=name, found=described(holder))
        key = find_key(name, holder)
        return self._absent(name, holder) if key is None else holder[key]

    def _absent_in(self, holder: object, name: str) -> Missing:
        if self._strict:
            raise TemplateError(NOT_A_MAPPING, name=name, found=described(holder))
        return self._absent(name)

    def item(self, holder: object, position: object) -> object:
        """`holder[position]`: a key of a mapping, or a place in a list or text."""
        if isinstance(position, str):
            return self.key(holder, position)
        if isinstance(holder, Missing):
            holder.fail()
        if isinstance(holder, Mapping):
            return holder[position] if position in holder else self._absent(str(position), holder)
        if not isinstance(holder, (list, tuple, str)):
            raise TemplateError(NOT_A_LIST, found=described(holder))
        if isinstance(position, slice):
            return holder[position]
        if not isinstance(position, int):
            raise TemplateError(NO_POSITION, found=described(position), size=len(holder))
        if not -len(holder) <= position < len(holder):
            if not self._strict:
                return self._absent(str(position))
            raise TemplateError(NO_POSITION, found=position, size=len(holder))
        return holder[position]


def begin(value: object, room: Room) -> list[Any] | tuple[Any, ...]:
    """The items a loop goes over, their number taken off the limit."""
    if value.__class__ is list or value.__class__ is tuple:
        room.spend(len(value))
        return value
    if isinstance(value, Missing):
        return list(value)  # fails, or nothing at all in compat mode
    if isinstance(value, (str, bytes)) or carried_of(value) or not isinstance(value, Iterable):
        raise TemplateError(NOT_A_LIST, found=described(value))
    items = list(itertools.islice(value, room.loops + 1))
    room.spend(len(items))
    return items


def unpack(item: object, wanted: int) -> tuple[object, ...]:
    if not isinstance(item, (list, tuple)) or len(item) != wanted:
        raise TemplateError(WRONG_SHAPE, wanted=wanted, found=described(item))
    return tuple(item)


def plain(value: object) -> object:
    """A value to compare with: of a carried figure the number, else its text."""
    if value.__class__ in (int, str, float, bool):
        return value
    carried = carried_of(value)
    if carried is None:
        return value
    return carried.text if carried.value is None else carried.value


def join_text(*values: object) -> str:
    """`a ~ b`: the texts one after the other; None is nothing."""
    text = "".join("" if value is None else str(value) for value in values)
    return bounded(text)


def bounded(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise TemplateError(SIZE_LIMIT, limit=f"{LONGEST_TEXT:,}".replace(",", "."))
    return text


def numbers_range(*bounds: object) -> range:
    """`range()`, whose length the loop limit takes care of."""
    whole = [bound for bound in bounds if isinstance(bound, int)]
    if len(whole) != len(bounds) or not 1 <= len(bounds) <= 3 or 0 in whole[2:]:
        raise TemplateError(NOT_A_LIST, found="range(…)")
    made: range = range(*whole)
    if made and max(abs(made[0]), abs(made[-1])) > LARGEST_NUMBER:
        raise TemplateError(LOOPS_LIMIT, limit="10^40")
    return made


def items_of(holder: object, which: str) -> list[object]:
    """`holder.items()`, `.keys()` and `.values()` of a mapping."""
    if not isinstance(holder, Mapping):
        if isinstance(holder, Missing):
            holder.fail()
        raise TemplateError(NOT_A_LIST, found=described(holder))
    if which == "items":
        return [*holder.items()]
    return [*holder.keys()] if which == "keys" else [*holder.values()]


def set_in(namespace: object, name: str, value: object) -> None:
    if not isinstance(namespace, Namespace):
        if isinstance(namespace, Missing):
            namespace.fail()
        raise TemplateError(NOT_A_MAPPING, name=name, found=described(namespace))
    namespace[name] = value


def changed(state: list[object], *values: object) -> bool:
    """`loop.changed(x)`: whether x differs from what it was in the round before."""
    before, state[:] = list(state), values
    return before != list(values)


def calculate(operation: str, left: object, right: object) -> object:
    """The four rules, `//` and `%`, on numbers only (and `+` on two texts)."""
    left, right = plain(left), plain(right)
    if operation == "+" and isinstance(left, str) and isinstance(right, str):
        return bounded(left + right)
    if not isinstance(left, (int, float, Decimal)) or not isinstance(right, (int, float, Decimal)):
        for side in (left, right):
            if isinstance(side, Missing):
                side.fail()
        raise TemplateError(WRONG_TYPE, operation=operation, found=described(left), other=described(right))
    if isinstance(left, Decimal) != isinstance(right, Decimal):
        left, right = as_decimal(left), as_decimal(right)
    return in_bounds(_OPERATIONS[operation](left, right))


def negative(value: object) -> object:
    return calculate("-", 0, value)


def as_decimal(value: int | float | Decimal) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def in_bounds(value: Any) -> Any:
    if -LARGEST_NUMBER < value < LARGEST_NUMBER:
        return value
    raise TemplateError(SIZE_LIMIT, limit="10^40")


_OPERATIONS: dict[str, Any] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
}
