"""Turn expressions of a template into expressions of Python, one listed kind of node after the other.

Whatever is not in the table at the end is refused: no node reads an attribute, calls what data holds, or names anything
but the functions given here.
"""

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal
from re import Pattern
from typing import Any

from jinja2 import nodes

from drafter.fill import runtime
from drafter.fill.errors import Kind, TemplateError, Told
from drafter.fill.filters import METHODS, Filter, remainder
from drafter.fill.names import nearest
from drafter.fill.python_tree import call, item, local, parsed, with_line
from drafter.fill.scopes import Loop, LoopSpan, Scope
from drafter.fill.syntax import NOT_ALLOWED, SYNTAX, Print, Tag

NO_FILTER = Kind(
    "T106",
    "không có bộ lọc «{name}»{hint}",
    "there is no filter «{name}»{hint}",
    "xem lại tên sau dấu «|»",
    "check the name behind the «|»",
)
NO_TEST = Kind(
    "T107",
    "không có phép thử «is {name}»",
    "there is no test «is {name}»",
    "dùng «is defined», «is none», hoặc phép so sánh ==, >, <",
    "use «is defined», «is none», or a comparison ==, >, <",
)
TOO_DEEP = Kind(
    "T108",
    "các thẻ lồng nhau quá sâu",
    "the tags are nested too deeply",
    "bớt số tầng if/for lồng nhau (tối đa 15)",
    "use fewer levels of if/for (at most 15)",
)

# What is wrapped when all errors are wanted and not the first only.
FALLIBLE = frozenset(
    (
        "look",
        "item",
        "begin",
        "remainder",
        "call_format",
        "call_join",
        "unpack",
        "join_text",
        "calculate",
        "negative",
        "items_of",
        "numbers",
        "set_in",
    )
)

# Methods docxtpl users write, each standing for a filter: nothing is ever called on the value itself. With each how
# many arguments it may have.
_METHODS = {
    "upper": ("upper", (0,)), "lower": ("lower", (0,)), "title": ("title", (0,)), "capitalize": ("capitalize", (0,)),
    "strip": ("trim", (0, 1)), "replace": ("replace", (2,)), "split": ("split", (0, 1)), "get": ("get", (1, 2)),
    "startswith": ("startswith", (1,)), "endswith": ("endswith", (1,)), "strftime": ("strftime", (1,)),
}  # fmt: skip
_COMPARISONS: dict[str, type[ast.cmpop]] = {
    "eq": ast.Eq, "ne": ast.NotEq, "gt": ast.Gt, "gteq": ast.GtE, "lt": ast.Lt, "lteq": ast.LtE,
    "in": ast.In, "notin": ast.NotIn,
}  # fmt: skip
_OPERATORS: dict[type[nodes.Node], str] = {
    nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Mod: "%",
}  # fmt: skip
_TESTS: dict[str, Callable[..., bool]] = {
    "defined": lambda value: not isinstance(value, runtime.Missing),
    "undefined": lambda value: isinstance(value, runtime.Missing),
    "none": lambda value: runtime.plain(value) is None,
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(runtime.plain(value), (int, float, Decimal)),
    "mapping": lambda value: isinstance(value, Mapping),
    "iterable": lambda value: isinstance(value, (list, tuple, dict, set, str)),
    "sequence": lambda value: isinstance(value, (list, tuple, str)),
    "boolean": lambda value: isinstance(value, bool),
    "true": lambda value: value is True,
    "false": lambda value: value is False,
    "odd": lambda value: runtime.calculate("%", value, 2) == 1,
    "even": lambda value: runtime.calculate("%", value, 2) == 0,
    "divisibleby": lambda value, by: runtime.calculate("%", value, by) == 0,
    "eq": lambda value, other: bool(runtime.plain(value) == other),
    "equalto": lambda value, other: bool(runtime.plain(value) == other),
    "ne": lambda value, other: bool(runtime.plain(value) != other),
    "gt": lambda value, other: bool(runtime.plain(value) > other),
    "ge": lambda value, other: bool(runtime.plain(value) >= other),
    "lt": lambda value, other: bool(runtime.plain(value) < other),
    "le": lambda value, other: bool(runtime.plain(value) <= other),
    "in": lambda value, other: runtime.plain(value) in other,
}
_LOOP_TEXTS: dict[str, str] = {
    "index": "{i} + 1",
    "index0": "{i}",
    "revindex": "len({s}) - {i}",
    "revindex0": "len({s}) - {i} - 1",
    "first": "{i} == 0",
    "last": "{i} + 1 == len({s})",
    "length": "len({s})",
    "previtem": "{s}[{i} - 1] if {i} else absent('previtem')",
    "nextitem": "{s}[{i} + 1] if {i} + 1 < len({s}) else absent('nextitem')",
}


class Expressions:
    """Expressions of one program, and the names they use; used once."""

    def __init__(
        self,
        filters: Mapping[str, Filter],
        memoised: frozenset[str],
        lookups: runtime.Lookups,
        wrap: Callable[[Filter], Filter] | None = None,
        counted: Pattern[str] | None = None,
    ) -> None:
        self._filters = filters
        self._counted = counted
        self._passed = 0  # matches of `counted` in the text that is printed in one go with the tag being compiled
        self._wrap = wrap
        self._memoised = memoised
        self._names: dict[str, str] = {}
        self._tools: dict[str, str] = {}
        self._count = 0
        self._root = Scope(None)
        self._scope = self._root
        self.tags: list[Tag] = []
        self.loops: list[LoopSpan] = []
        self.errors: list[TemplateError] = []
        self._globals: dict[str, object] = {
            "__builtins__": {},
            "str": str, "len": len, "enumerate": enumerate, "slice": slice,
            "look_name": lookups.name, "look": lookups.key, "item": lookups.item, "absent": runtime.Missing,
            "begin": runtime.begin, "unpack": runtime.unpack, "plain": runtime.plain, "join_text": runtime.join_text,
            "calculate": runtime.calculate, "negative": runtime.negative, "items_of": runtime.items_of,
            "numbers": runtime.numbers_range, "namespace": runtime.Namespace, "set_in": runtime.set_in,
            "changed": runtime.changed,
        }  # fmt: skip

    # -- names -------------------------------------------------------------------------------------------------

    def _fresh(self, letter: str) -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def _bind(self, name: str) -> str:
        made = self._scope.locals[name] = self._fresh("v")
        return made

    def _read(self, name: str) -> ast.expr:
        mine = self._scope.find(name)
        if mine is None:
            mine = self._root.locals[name] = self._names[name] = self._fresh("v")
        return local(mine)

    def _writable(self, name: str) -> str:
        """The local that `set` writes: of the innermost loop or `with`, else of the whole template."""
        self._read(name)
        found = self._scope.find(name)
        assert found is not None
        return found

    def _tool(self, name: str) -> str:
        if name not in self._tools:
            self._tools[name] = self._fresh("t")
        return self._tools[name]

    # -- expressions -------------------------------------------------------------------------------------------

    def _line(self, tag: Tag) -> int:
        if not self.tags or self.tags[-1] is not tag:
            self.tags.append(tag)
        return len(self.tags)

    def _at(self, tag: Tag, build: Callable[[], ast.expr]) -> ast.expr:
        """The expression of a tag, each node of it on the line that is the tag's number."""
        line = self._line(tag)
        try:
            return with_line(build(), line)
        except TemplateError as error:
            self.errors.append(error.at(where=tag.where, near=tag.near))
        except RecursionError:
            self.errors.append(TemplateError(TOO_DEEP, where=tag.where, near=tag.near))
        return ast.Constant("")

    def _refuse(self, tag: Tag, what: Told) -> None:
        self.errors.append(TemplateError(NOT_ALLOWED, where=tag.where, near=tag.near, found=what))

    def _print(self, block: Print) -> ast.expr:
        value = self.value(block.value)
        printer, known = self._tool(block.tag.printer), [ast.Constant(block.tag.site), *self._position()]
        if block.tag.printer not in self._memoised:
            return call(printer, value, *known)
        # Plain text, by far the most, never leaves C: it is looked up in the memo of escaped texts.
        memo = self._tool(block.tag.printer + ":memo")
        taken = ast.NamedExpr(ast.Name("v", ast.Store()), value)
        is_text = ast.Compare(ast.Attribute(taken, "__class__", ast.Load()), [ast.Is()], [local("str")])
        return ast.IfExp(is_text, item(local(memo), local("v")), call(printer, local("v"), *known))

    def _position(self) -> list[ast.expr]:
        """How many matches of `counted` went before, when that is asked for."""
        if self._counted is None:
            return []
        return [ast.BinOp(local("passed"), ast.Add(), ast.Constant(self._passed)) if self._passed else local("passed")]

    def value(self, node: nodes.Node) -> ast.expr:
        """The Python expression of a Jinja2 expression; anything not handled here is refused."""
        handler = _HANDLERS.get(type(node))
        if handler is None:
            raise TemplateError(
                NOT_ALLOWED, found=Told(f"phép «{type(node).__name__}»", f"the operation «{type(node).__name__}»")
            )
        made: ast.expr = handler(self, node)
        return made

    def _constant(self, node: nodes.Const) -> ast.expr:
        if isinstance(node.value, int):
            runtime.in_bounds(node.value)
        return ast.Constant(node.value)

    def _template_data(self, node: nodes.TemplateData) -> ast.expr:
        raise TemplateError(SYNTAX, found=node.data[:40], detail="text in a tag")

    def _name_node(self, node: nodes.Name) -> ast.expr:
        if node.name.startswith("__"):
            raise TemplateError(NOT_ALLOWED, found=named(node.name))
        if node.name == "loop" and self._scope.find("loop") is None and (loop := self._scope.find_loop()):
            pairs = {key: self._loop_value(loop, key) for key in ("index", "index0", "first", "last", "length")}
            return ast.Dict([ast.Constant(key) for key in pairs], [*pairs.values()])
        return self._read(node.name)

    def _getattr(self, node: nodes.Getattr) -> ast.expr:
        if node.attr.startswith("__"):
            raise TemplateError(NOT_ALLOWED, found=named(node.attr))
        loop = self._loop_of(node.node)
        if loop is not None:
            return self._loop_value(loop, node.attr)
        return call("look", self.value(node.node), ast.Constant(node.attr))

    def _loop_of(self, node: nodes.Node) -> Loop | None:
        if isinstance(node, nodes.Name) and node.name == "loop" and self._scope.find("loop") is None:
            return self._scope.find_loop()
        return None

    def _loop_value(self, loop: Loop, key: str) -> ast.expr:
        if key in ("depth", "depth0"):
            return ast.Constant(loop.depth - (key == "depth0"))
        if key not in _LOOP_TEXTS:
            raise TemplateError(NOT_ALLOWED, found=f"«loop.{key}»")
        loop.counted = True
        return parsed(_LOOP_TEXTS[key].format(i=loop.counter, s=loop.items))

    def _getitem(self, node: nodes.Getitem) -> ast.expr:
        if isinstance(node.arg, nodes.Slice):
            bounds = [
                self.value(bound) if bound else ast.Constant(None)
                for bound in (node.arg.start, node.arg.stop, node.arg.step)
            ]
            return call("item", self.value(node.node), call("slice", *bounds))
        return call("item", self.value(node.node), self.value(node.arg))

    def _call_node(self, node: nodes.Call) -> ast.expr:
        """The few calls there are, each to a function of ours: never to anything found in the data."""
        target = node.node
        if node.dyn_args or node.dyn_kwargs:
            raise TemplateError(NOT_ALLOWED, found=Told("«*» và «**» trong lời gọi", "«*» and «**» in a call"))
        arguments = [self.value(argument) for argument in node.args]
        if isinstance(target, nodes.Name) and target.name == "namespace" and not arguments:
            return ast.Call(local("namespace"), [], self._keywords(node.kwargs))
        if isinstance(target, nodes.Name) and target.name == "range" and not node.kwargs:
            return call("numbers", *arguments)
        if isinstance(target, nodes.Getattr) and (
            target.attr == "format" or (target.attr == "join" and not node.kwargs)
        ):
            known = f"call_{target.attr}"
            self._globals[known] = METHODS[target.attr]
            return ast.Call(local(known), [self.value(target.node), *arguments], self._keywords(node.kwargs))
        if isinstance(target, nodes.Getattr) and not node.kwargs:
            loop = self._loop_of(target.node)
            if loop is not None and arguments:
                return self._loop_call(loop, target.attr, arguments)
            if target.attr in ("items", "keys", "values") and not arguments:
                return call("items_of", self.value(target.node), ast.Constant(target.attr))
            name, counts = _METHODS.get(target.attr, ("", ()))
            if len(arguments) in counts:
                return call(self._filter_name(name), self.value(target.node), *arguments)
        raise TemplateError(NOT_ALLOWED, found=_called(_spelled(target)))

    def _loop_call(self, loop: Loop, name: str, arguments: list[ast.expr]) -> ast.expr:
        if name == "cycle":
            loop.counted = True
            position = ast.BinOp(local(loop.counter), ast.Mod(), ast.Constant(len(arguments)))
            return item(ast.Tuple(arguments, ast.Load()), position)
        if name == "changed":
            state = self._fresh("c")
            loop.states.append(state)
            return call("changed", local(state), *arguments)
        raise TemplateError(NOT_ALLOWED, found=_called(f"loop.{name}"))

    def _keywords(self, pairs: list[Any]) -> list[ast.keyword]:
        return [ast.keyword(pair.key, self.value(pair.value)) for pair in pairs]

    def _filter_name(self, name: str) -> str:
        if name not in self._filters and name[:1].lower() + name[1:] in self._filters:
            name = name[:1].lower() + name[1:]
        if name not in self._filters:
            raise TemplateError(NO_FILTER, name=name, close=nearest(name, self._filters))
        known = f"f_{sorted(self._filters).index(name)}"
        self._globals[known] = self._filters[name]
        return known

    def _filter(self, node: nodes.Filter) -> ast.expr:
        if node.dyn_args or node.dyn_kwargs or node.node is None:
            raise TemplateError(NOT_ALLOWED, found=Told("«*» và «**» trong bộ lọc", "«*» and «**» in a filter"))
        arguments = [self.value(node.node), *(self.value(argument) for argument in node.args)]
        return ast.Call(local(self._filter_name(node.name)), arguments, self._keywords(node.kwargs))

    def _test(self, node: nodes.Test) -> ast.expr:
        name = node.name.lower()
        if name not in _TESTS or node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > 1:
            raise TemplateError(NO_TEST, name=node.name)
        known = f"is_{name}"
        self._globals[known] = _TESTS[name]
        return call(known, self.value(node.node), *(self.value(argument) for argument in node.args))

    def _compare(self, node: nodes.Compare) -> ast.expr:
        operands = [self._comparable(operand.expr) for operand in node.ops]
        operators = [_COMPARISONS[operand.op]() for operand in node.ops]
        return ast.Compare(self._comparable(node.expr), operators, operands)

    def _comparable(self, node: nodes.Expr) -> ast.expr:
        value = self.value(node)
        return value if isinstance(value, ast.Constant) else call("plain", value)

    def _binary(self, node: nodes.BinExpr) -> ast.expr:
        if isinstance(node, nodes.Mod):
            self._globals["remainder"] = remainder
            return call("remainder", self.value(node.left), self.value(node.right))
        sign = ast.Constant(_OPERATORS[type(node)])
        return call("calculate", sign, self.value(node.left), self.value(node.right))

    def _logic(self, node: nodes.BinExpr) -> ast.expr:
        operator = ast.And() if isinstance(node, nodes.And) else ast.Or()
        return ast.BoolOp(operator, [self.value(node.left), self.value(node.right)])

    def _not(self, node: nodes.Not) -> ast.expr:
        return ast.UnaryOp(ast.Not(), self.value(node.node))

    def _negative(self, node: nodes.Neg) -> ast.expr:
        return call("negative", self.value(node.node))

    def _positive(self, node: nodes.Pos) -> ast.expr:
        return self.value(node.node)

    def _concat(self, node: nodes.Concat) -> ast.expr:
        return call("join_text", *(self.value(part) for part in node.nodes))

    def _conditional(self, node: nodes.CondExpr) -> ast.expr:
        otherwise = self.value(node.expr2) if node.expr2 is not None else ast.Constant("")
        return ast.IfExp(self.value(node.test), self.value(node.expr1), otherwise)

    def _list(self, node: nodes.List | nodes.Tuple) -> ast.expr:
        return ast.List([self.value(item) for item in node.items], ast.Load())

    def _dict(self, node: nodes.Dict) -> ast.expr:
        return ast.Dict([self.value(pair.key) for pair in node.items], [self.value(pair.value) for pair in node.items])


_HANDLERS: dict[type[nodes.Node], Callable[[Expressions, Any], ast.expr]] = {
    nodes.Const: Expressions._constant,
    nodes.TemplateData: Expressions._template_data,
    nodes.Name: Expressions._name_node,
    nodes.Getattr: Expressions._getattr,
    nodes.Getitem: Expressions._getitem,
    nodes.Call: Expressions._call_node,
    nodes.Filter: Expressions._filter,
    nodes.Test: Expressions._test,
    nodes.Compare: Expressions._compare,
    **dict.fromkeys(_OPERATORS, Expressions._binary),
    nodes.And: Expressions._logic,
    nodes.Or: Expressions._logic,
    nodes.Not: Expressions._not,
    nodes.Neg: Expressions._negative,
    nodes.Pos: Expressions._positive,
    nodes.Concat: Expressions._concat,
    nodes.CondExpr: Expressions._conditional,
    nodes.List: Expressions._list,
    nodes.Tuple: Expressions._list,
    nodes.Dict: Expressions._dict,
}


def named(name: str) -> Told:
    return Told(f"tên «{name}»", f"the name «{name}»")


def _called(name: str) -> Told:
    return Told(f"lời gọi «{name}(…)»", f"the call «{name}(…)»")


def _spelled(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    return f"{_spelled(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else "…"
