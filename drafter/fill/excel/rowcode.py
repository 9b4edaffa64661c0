"""Turn the layout of a row and the types of its values into a function that writes such rows in one formatting.

The function is built as a Python syntax tree from constants and the names made here, as in `compiler`. It answers
None when the values are of other types than it was made for. It works on bytes: most of a row is ASCII, and the texts
that come again and again are encoded once.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from drafter.fill.excel.cells import LONGEST, decimal_text
from drafter.fill.excel.xml import escaped

RowFunction = Callable[[bytes, Sequence[Any]], bytes | None]
AT = "\0"  # stands for the number of the row until it is written; XML cannot hold it


class Slowly(Exception):  # noqa: N818 - no fault: the row is written cell by cell instead
    """A value of this row needs more than its text: another style, cleaning, or a message."""


class TextMemo(dict[str, bytes]):
    """The XML of texts already seen; units and titles come again and again in a list."""

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._form = f"<{prefix}is><{prefix}t>%s</{prefix}t></{prefix}is>"

    def __missing__(self, text: str) -> bytes:
        if text and (
            not text.isprintable() or text[0] in " =+-@" or text[-1] == " " or "_x" in text or len(text) > LONGEST
        ):
            raise Slowly
        made = (self._form % escaped(text)).encode()
        if len(text) < 200:
            if len(self) > 20_000:
                self.clear()
            self[text] = made
        return made


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a value goes: its position among the values, or the name of a function of the row's number."""

    at: int | str


def row_function(
    parts: Sequence[str | Gap], types: Sequence[type], memo: TextMemo, functions: Mapping[str, Callable[[Any], Any]]
) -> RowFunction:
    """The function for values of these types; `functions` has "serial" and those that gaps name."""
    form: list[str] = []
    values: list[ast.expr] = []
    for part in parts:
        if isinstance(part, str):
            form.append(part.replace("%", "%%"))
            continue
        mark, value = _filling(part.at, types)
        form.append(mark)
        values.append(value)
    body: list[ast.stmt] = []
    names: list[ast.expr] = [ast.Name(f"v{at}", ast.Store()) for at in range(len(types))]
    if names:
        body.append(ast.Assign([ast.Tuple(names, ast.Store())], _name("values")))
        tests = [test for at, kind in enumerate(types) for test in _tests(kind, _name(f"v{at}"))]
        other = ast.UnaryOp(ast.Not(), ast.BoolOp(ast.And(), [*tests, ast.Constant(True)]))
        body.append(ast.If(other, [ast.Return(ast.Constant(None))], []))
    joined = ast.Call(ast.Attribute(_name("n"), "join", ast.Load()), [_name("form")], [])
    body.append(ast.Return(ast.BinOp(joined, ast.Mod(), ast.Tuple(values, ast.Load()))))
    arguments = ast.arguments([], [ast.arg("n"), ast.arg("values")], None, [], [], None, [])
    definition = ast.FunctionDef("write", arguments, body, [], None, None)
    known: dict[str, Any] = {
        "__builtins__": {},
        "form": "".join(form).encode().split(AT.encode()),
        "memo": memo,
        **functions,
        "decimal": lambda value: decimal_text(value).encode(),
        **{f"type_{kind.__name__}": kind for kind in types},
    }
    module = ast.fix_missing_locations(ast.Module([definition], []))
    exec(compile(module, "<row>", "exec"), known)  # noqa: S102 - see the first lines of this module
    return cast(RowFunction, known["write"])


def _tests(kind: type, value: ast.expr) -> list[ast.expr]:
    """What must hold of a value: its class, and of a float that it is finite."""
    is_kind = ast.Compare(ast.Attribute(value, "__class__", ast.Load()), [ast.Is()], [_name(f"type_{kind.__name__}")])
    if kind is not float:
        return [is_kind]
    return [is_kind, ast.Compare(ast.BinOp(value, ast.Sub(), value), [ast.Eq()], [ast.Constant(0)])]


def _filling(at: int | str, types: Sequence[type]) -> tuple[str, ast.expr]:
    """How a value is formatted, and what is formatted."""
    if isinstance(at, str):
        return "%b", ast.Call(_name(at), [_name("n")], [])
    kind, value = types[at], _name(f"v{at}")
    if kind in (int, bool):
        return "%d", value
    if kind is float:
        return "%r", value
    if kind is str:
        return "%b", ast.Subscript(_name("memo"), value, ast.Load())
    return "%b", ast.Call(_name("decimal" if kind is Decimal else "serial"), [value], [])


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())
