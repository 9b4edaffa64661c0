"""Turn a checked tree of blocks into one Python function that yields the finished text.

The function is built as a Python syntax tree, never as source text: the only names in it are those made here, every
value of the template is a constant, and each node of the template that is not listed below is refused. A line number
in it is the number of a tag, so that whatever fails at run time can be told with its place.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import CodeType, FunctionType
from typing import Any, TypeVar

from jinja2 import nodes

from drafter.fill import runtime
from drafter.fill.errors import Kind, TemplateError, Told
from drafter.fill.filters import Filter
from drafter.fill.names import nearest
from drafter.fill.syntax import NOT_ALLOWED, SYNTAX, Block, For, Hook, If, Print, Set, Tag, With

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

NodeT = TypeVar("NodeT", bound=ast.AST)

# What is wrapped when all errors are wanted and not the first only.
_FALLIBLE = frozenset(
    ("look", "item", "begin", "unpack", "join_text", "calculate", "negative", "items_of", "numbers", "set_in")
)

# Methods docxtpl users write, each standing for a filter: nothing is ever called on the value itself.
_METHODS = {"upper": "upper", "lower": "lower", "title": "title", "capitalize": "capitalize", "strip": "trim"}
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


@dataclass
class _Loop:
    """A loop being compiled: the locals of its items and of its counter, and whether the counter is wanted."""

    items: str
    counter: str
    depth: int
    counted: bool = False
    states: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LoopSpan:
    """Which tags stand in a loop (by their numbers), and the locals that tell how far it has come."""

    first: int
    last: int
    items: str
    item: str


@dataclass
class _Scope:
    """Which Python local a name of the template is, from the inside out."""

    outer: "_Scope | None"
    locals: dict[str, str] = field(default_factory=dict)
    loop: _Loop | None = None

    def find(self, name: str) -> str | None:
        scope: _Scope | None = self
        while scope is not None:
            if name in scope.locals:
                return scope.locals[name]
            scope = scope.outer
        return None

    def find_loop(self) -> _Loop | None:
        scope: _Scope | None = self
        while scope is not None:
            if scope.loop is not None:
                return scope.loop
            scope = scope.outer
        return None


class Compiler:
    """Builds the function of one program; used once."""

    def __init__(
        self,
        filters: Mapping[str, Filter],
        memoised: frozenset[str],
        lookups: runtime.Lookups,
        wrap: Callable[[Filter], Filter] | None = None,
    ) -> None:
        self._filters = filters
        self._wrap = wrap
        self._memoised = memoised
        self._names: dict[str, str] = {}
        self._tools: dict[str, str] = {}
        self._count = 0
        self._root = _Scope(None)
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

    def function(self, blocks: list[Block], name: str) -> FunctionType | None:
        """The generator function run(context, tool, room) of `blocks`; None when there were errors."""
        body = self._body(blocks)
        if self.errors:
            return None
        module = ast.Module([self._definition(body)], [])
        code = self._code(ast.fix_missing_locations(module), name)
        if code is None:
            return None
        if self._wrap:
            for known in self._globals:
                if known.startswith("f_") or known in _FALLIBLE:
                    self._globals[known] = self._wrap(self._globals[known])  # type: ignore[arg-type]
        exec(code, self._globals)  # noqa: S102 - a tree built here, node by node; see the first lines of this module
        made: FunctionType = self._globals["run"]  # type: ignore[assignment]
        return made

    def _code(self, module: ast.Module, name: str) -> CodeType | None:
        try:
            return compile(module, name, "exec")
        except (SyntaxError, RecursionError, MemoryError, ValueError):
            self.errors.append(TemplateError(TOO_DEEP))
            return None

    def _definition(self, body: list[ast.stmt]) -> ast.FunctionDef:
        tools = [_assign(local, _item(_name("tool"), ast.Constant(tool))) for tool, local in self._tools.items()]
        names = [
            _assign(local, _call("look_name", _name("context"), ast.Constant(name)))
            for name, local in self._names.items()
        ]
        # A generator even when the template prints nothing.
        never: list[ast.stmt] = [ast.If(ast.Constant(False), [ast.Expr(ast.Yield(ast.Constant("")))], [])]
        arguments = ast.arguments([], [ast.arg("context"), ast.arg("tool"), ast.arg("room")], None, [], [], None, [])
        return ast.FunctionDef("run", arguments, [*tools, *names, *never, *body], [], None, None)

    # -- blocks ------------------------------------------------------------------------------------------------

    def _body(self, blocks: list[Block]) -> list[ast.stmt]:
        """Statements of a body: what is printed between two control tags becomes one f-string, one yield."""
        made: list[ast.stmt] = []
        text: list[ast.expr] = []
        for block in blocks:
            if isinstance(block, str):
                text.append(ast.Constant(block))
            elif isinstance(block, Hook):
                text.append(_printed(_call(self._tool(block.name), ast.Constant(block.site))))
            elif isinstance(block, Print):
                text.append(_printed(self._at(block.tag, lambda block=block: self._print(block))))  # type: ignore[misc]
            else:
                _flush(text, made)
                made.extend(self._statement(block))
        _flush(text, made)
        return made

    def _statement(self, block: If | For | Set | With) -> list[ast.stmt]:
        if isinstance(block, If):
            return self._if(block)
        if isinstance(block, For):
            return self._for(block)
        if isinstance(block, Set):
            return self._set(block)
        return self._with(block)

    def _if(self, block: If) -> list[ast.stmt]:
        otherwise: list[ast.stmt] = []
        # Compiled in the order of the document, put together from the last branch to the first.
        made = [
            (None if test is None else self._at(tag, lambda test=test: self.value(test)), self._body(body))  # type: ignore[misc]
            for tag, test, body in block.branches
        ]
        for test, body in reversed(made):
            if test is None:
                otherwise = body
            else:
                branch = ast.If(test, body or [ast.Pass()], otherwise)
                ast.copy_location(branch, test)
                otherwise = [branch]
        return otherwise

    def _for(self, block: For) -> list[ast.stmt]:
        loop = block.loop
        if loop.recursive:
            self._refuse(block.tag, Told("vòng lặp «recursive»", "a recursive loop"))
        items, depth = self._fresh("s"), (outer.depth + 1 if (outer := self._scope.find_loop()) else 1)
        source = self._at(block.tag, lambda: _call("begin", self.value(loop.iter), _name("room")))
        made = [_assign(items, source)]
        state = _Loop(items, self._fresh("i"), depth)
        scope = self._scope = _Scope(self._scope)
        target, unpacking = self._target(block.tag, loop.target)
        if loop.test is not None:
            made += self._filtered(block.tag, loop.test, items, target, unpacking)
        scope.loop = state
        carried_in = self._own_locals(block.body)
        begins = len(self.tags) + 1
        body = [*unpacking, *carried_in, *self._body(block.body)] or [ast.Pass()]
        self.loops.append(LoopSpan(begins, len(self.tags), items, target))
        self._scope = scope.outer or self._root
        made += [_assign(name, ast.List([], ast.Load())) for name in state.states]
        iterated: ast.expr = _name(items)
        bound: ast.expr = ast.Name(target, ast.Store())
        if state.counted:
            iterated = _call("enumerate", iterated)
            bound = ast.Tuple([ast.Name(state.counter, ast.Store()), bound], ast.Store())
        made.append(ast.For(bound, iterated, body, []))
        if block.otherwise:
            made.append(ast.If(ast.UnaryOp(ast.Not(), _name(items)), self._body(block.otherwise), []))
        return [_with_line(statement, self._line(block.tag)) for statement in made]

    def _filtered(
        self, tag: Tag, test: nodes.Node, items: str, target: str, unpacking: list[ast.stmt]
    ) -> list[ast.stmt]:
        """`for x in xs if test`: the items that pass, gathered before the loop so that loop.length is right."""
        kept = self._fresh("s")
        condition = self._at(tag, lambda: self.value(test))
        keep = ast.AugAssign(ast.Name(kept, ast.Store()), ast.Add(), ast.List([_name(target)], ast.Load()))
        loop = ast.For(ast.Name(target, ast.Store()), _name(items), [*unpacking, ast.If(condition, [keep], [])], [])
        return [_assign(kept, ast.List([], ast.Load())), loop, _assign(items, _name(kept))]

    def _target(self, tag: Tag, target: nodes.Node) -> tuple[str, list[ast.stmt]]:
        """The local an item is bound to, and the statements that unpack it when there are several names."""
        if isinstance(target, nodes.Name):
            return self._bind(target.name), []
        names = target.items if isinstance(target, nodes.Tuple) else []
        if not names or not all(isinstance(name, nodes.Name) for name in names):
            self._refuse(tag, Told("vòng lặp có các tên lồng nhau", "a loop over nested names"))
            return self._fresh("x"), []
        whole = self._fresh("x")
        locals_ = [ast.Name(self._bind(name.name), ast.Store()) for name in names if isinstance(name, nodes.Name)]
        unpacked = _call("unpack", _name(whole), ast.Constant(len(locals_)))
        return whole, [ast.Assign([ast.Tuple([*locals_], ast.Store())], unpacked)]

    def _own_locals(self, body: list[Block]) -> list[ast.stmt]:
        """Names set inside a loop live for one round: each starts as what it is outside."""
        made: list[ast.stmt] = []
        for name in _names_set(body):
            if name in self._scope.locals:
                continue
            outside = self._read(name)
            made.append(_assign(self._bind(name), outside))
        return made

    def _set(self, block: Set) -> list[ast.stmt]:
        value = self._at(block.tag, lambda: self.value(block.value))
        target = block.target
        if isinstance(target, nodes.NSRef):
            holder = self._read(target.name)
            call = _call("set_in", holder, ast.Constant(target.attr), value)
            return [_with_line(ast.Expr(call), self._line(block.tag))]
        if not isinstance(target, nodes.Name):
            self._refuse(block.tag, Told("«set» với nhiều tên", "«set» of several names"))
            return []
        if target.name == "loop" or target.name.startswith("__"):
            self._refuse(block.tag, _named(target.name))
        return [_with_line(_assign(self._writable(target.name), value), self._line(block.tag))]

    def _with(self, block: With) -> list[ast.stmt]:
        values = [self._at(block.tag, lambda value=value: self.value(value)) for value in block.values]  # type: ignore[misc]
        self._scope = _Scope(self._scope)
        made: list[ast.stmt] = []
        for target, value in zip(block.targets, values, strict=True):
            if isinstance(target, nodes.Name):
                made.append(_with_line(_assign(self._bind(target.name), value), self._line(block.tag)))
            else:
                self._refuse(block.tag, Told("«with» với nhiều tên", "«with» of several names"))
        made += self._body(block.body)
        self._scope = self._scope.outer or self._root
        return made

    # -- names -------------------------------------------------------------------------------------------------

    def _fresh(self, letter: str) -> str:
        self._count += 1
        return f"{letter}{self._count}"

    def _bind(self, name: str) -> str:
        local = self._scope.locals[name] = self._fresh("v")
        return local

    def _read(self, name: str) -> ast.expr:
        local = self._scope.find(name)
        if local is None:
            local = self._root.locals[name] = self._names[name] = self._fresh("v")
        return _name(local)

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
            return _with_line(build(), line)
        except TemplateError as error:
            self.errors.append(error.at(where=tag.where, near=tag.near))
        except RecursionError:
            self.errors.append(TemplateError(TOO_DEEP, where=tag.where, near=tag.near))
        return ast.Constant("")

    def _refuse(self, tag: Tag, what: Told) -> None:
        self.errors.append(TemplateError(NOT_ALLOWED, where=tag.where, near=tag.near, found=what))

    def _print(self, block: Print) -> ast.expr:
        value = self.value(block.value)
        printer, site = self._tool(block.tag.printer), ast.Constant(block.tag.site)
        if block.tag.printer not in self._memoised:
            return _call(printer, value, site)
        # Plain text, by far the most, never leaves C: it is looked up in the memo of escaped texts.
        memo = self._tool(block.tag.printer + ":memo")
        taken = ast.NamedExpr(ast.Name("v", ast.Store()), value)
        is_text = ast.Compare(ast.Attribute(taken, "__class__", ast.Load()), [ast.Is()], [_name("str")])
        return ast.IfExp(is_text, _item(_name(memo), _name("v")), _call(printer, _name("v"), site))

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
            raise TemplateError(NOT_ALLOWED, found=_named(node.name))
        if node.name == "loop" and self._scope.find("loop") is None and (loop := self._scope.find_loop()):
            pairs = {key: self._loop_value(loop, key) for key in ("index", "index0", "first", "last", "length")}
            return ast.Dict([ast.Constant(key) for key in pairs], [*pairs.values()])
        return self._read(node.name)

    def _getattr(self, node: nodes.Getattr) -> ast.expr:
        if node.attr.startswith("__"):
            raise TemplateError(NOT_ALLOWED, found=_named(node.attr))
        loop = self._loop_of(node.node)
        if loop is not None:
            return self._loop_value(loop, node.attr)
        return _call("look", self.value(node.node), ast.Constant(node.attr))

    def _loop_of(self, node: nodes.Node) -> _Loop | None:
        if isinstance(node, nodes.Name) and node.name == "loop" and self._scope.find("loop") is None:
            return self._scope.find_loop()
        return None

    def _loop_value(self, loop: _Loop, key: str) -> ast.expr:
        if key in ("depth", "depth0"):
            return ast.Constant(loop.depth - (key == "depth0"))
        if key not in _LOOP_TEXTS:
            raise TemplateError(NOT_ALLOWED, found=f"«loop.{key}»")
        loop.counted = True
        return _parsed(_LOOP_TEXTS[key].format(i=loop.counter, s=loop.items))

    def _getitem(self, node: nodes.Getitem) -> ast.expr:
        if isinstance(node.arg, nodes.Slice):
            bounds = [
                self.value(bound) if bound else ast.Constant(None)
                for bound in (node.arg.start, node.arg.stop, node.arg.step)
            ]
            return _call("item", self.value(node.node), _call("slice", *bounds))
        return _call("item", self.value(node.node), self.value(node.arg))

    def _call_node(self, node: nodes.Call) -> ast.expr:
        """The few calls there are, each to a function of ours: never to anything found in the data."""
        target = node.node
        if node.dyn_args or node.dyn_kwargs:
            raise TemplateError(NOT_ALLOWED, found=Told("«*» và «**» trong lời gọi", "«*» and «**» in a call"))
        arguments = [self.value(argument) for argument in node.args]
        if isinstance(target, nodes.Name) and target.name == "namespace" and not arguments:
            return ast.Call(_name("namespace"), [], self._keywords(node.kwargs))
        if isinstance(target, nodes.Name) and target.name == "range" and not node.kwargs:
            return _call("numbers", *arguments)
        if isinstance(target, nodes.Getattr) and not node.kwargs:
            loop = self._loop_of(target.node)
            if loop is not None and arguments:
                return self._loop_call(loop, target.attr, arguments)
            if target.attr in ("items", "keys", "values") and not arguments:
                return _call("items_of", self.value(target.node), ast.Constant(target.attr))
            if target.attr in _METHODS and not arguments:
                return _call(self._filter_name(_METHODS[target.attr]), self.value(target.node))
        raise TemplateError(NOT_ALLOWED, found=_called(_spelled(target)))

    def _loop_call(self, loop: _Loop, name: str, arguments: list[ast.expr]) -> ast.expr:
        if name == "cycle":
            loop.counted = True
            position = ast.BinOp(_name(loop.counter), ast.Mod(), ast.Constant(len(arguments)))
            return _item(ast.Tuple(arguments, ast.Load()), position)
        if name == "changed":
            state = self._fresh("c")
            loop.states.append(state)
            return _call("changed", _name(state), *arguments)
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
        return ast.Call(_name(self._filter_name(node.name)), arguments, self._keywords(node.kwargs))

    def _test(self, node: nodes.Test) -> ast.expr:
        name = node.name.lower()
        if name not in _TESTS or node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > 1:
            raise TemplateError(NO_TEST, name=node.name)
        known = f"is_{name}"
        self._globals[known] = _TESTS[name]
        return _call(known, self.value(node.node), *(self.value(argument) for argument in node.args))

    def _compare(self, node: nodes.Compare) -> ast.expr:
        operands = [self._comparable(operand.expr) for operand in node.ops]
        operators = [_COMPARISONS[operand.op]() for operand in node.ops]
        return ast.Compare(self._comparable(node.expr), operators, operands)

    def _comparable(self, node: nodes.Expr) -> ast.expr:
        value = self.value(node)
        return value if isinstance(value, ast.Constant) else _call("plain", value)

    def _binary(self, node: nodes.BinExpr) -> ast.expr:
        sign = ast.Constant(_OPERATORS[type(node)])
        return _call("calculate", sign, self.value(node.left), self.value(node.right))

    def _logic(self, node: nodes.BinExpr) -> ast.expr:
        operator = ast.And() if isinstance(node, nodes.And) else ast.Or()
        return ast.BoolOp(operator, [self.value(node.left), self.value(node.right)])

    def _not(self, node: nodes.Not) -> ast.expr:
        return ast.UnaryOp(ast.Not(), self.value(node.node))

    def _negative(self, node: nodes.Neg) -> ast.expr:
        return _call("negative", self.value(node.node))

    def _positive(self, node: nodes.Pos) -> ast.expr:
        return self.value(node.node)

    def _concat(self, node: nodes.Concat) -> ast.expr:
        return _call("join_text", *(self.value(part) for part in node.nodes))

    def _conditional(self, node: nodes.CondExpr) -> ast.expr:
        otherwise = self.value(node.expr2) if node.expr2 is not None else ast.Constant("")
        return ast.IfExp(self.value(node.test), self.value(node.expr1), otherwise)

    def _list(self, node: nodes.List | nodes.Tuple) -> ast.expr:
        return ast.List([self.value(item) for item in node.items], ast.Load())

    def _dict(self, node: nodes.Dict) -> ast.expr:
        return ast.Dict([self.value(pair.key) for pair in node.items], [self.value(pair.value) for pair in node.items])


_HANDLERS: dict[type[nodes.Node], Callable[[Compiler, Any], ast.expr]] = {
    nodes.Const: Compiler._constant,
    nodes.TemplateData: Compiler._template_data,
    nodes.Name: Compiler._name_node,
    nodes.Getattr: Compiler._getattr,
    nodes.Getitem: Compiler._getitem,
    nodes.Call: Compiler._call_node,
    nodes.Filter: Compiler._filter,
    nodes.Test: Compiler._test,
    nodes.Compare: Compiler._compare,
    **dict.fromkeys(_OPERATORS, Compiler._binary),
    nodes.And: Compiler._logic,
    nodes.Or: Compiler._logic,
    nodes.Not: Compiler._not,
    nodes.Neg: Compiler._negative,
    nodes.Pos: Compiler._positive,
    nodes.Concat: Compiler._concat,
    nodes.CondExpr: Compiler._conditional,
    nodes.List: Compiler._list,
    nodes.Tuple: Compiler._list,
    nodes.Dict: Compiler._dict,
}


def _names_set(body: list[Block]) -> list[str]:
    """The names that `set` gives a value in this body, those inside inner loops excepted."""
    found: list[str] = []
    for block in body:
        if isinstance(block, Set) and isinstance(block.target, nodes.Name):
            found.append(block.target.name)
        elif isinstance(block, If):
            for _, _, branch in block.branches:
                found.extend(_names_set(branch))
    return list(dict.fromkeys(found))


def _named(name: str) -> Told:
    return Told(f"tên «{name}»", f"the name «{name}»")


def _called(name: str) -> Told:
    return Told(f"lời gọi «{name}(…)»", f"the call «{name}(…)»")


def _spelled(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    return f"{_spelled(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else "…"


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _call(function: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(_name(function), [*arguments], [])


def _item(holder: ast.expr, key: ast.expr) -> ast.Subscript:
    return ast.Subscript(holder, key, ast.Load())


def _assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def _printed(value: ast.expr) -> ast.FormattedValue:
    return ast.FormattedValue(value, -1, None)


def _flush(text: list[ast.expr], made: list[ast.stmt]) -> None:
    if text:
        joined: ast.expr = ast.JoinedStr([*text])
        if len(text) == 1 and isinstance(text[0], ast.Constant):
            joined = text[0]
        made.append(ast.Expr(ast.Yield(joined)))
        text.clear()


def _parsed(expression: str) -> ast.expr:
    """One of our own expressions, without the line it would otherwise claim."""
    tree = ast.parse(expression, mode="eval")
    for node in ast.walk(tree):
        if hasattr(node, "lineno"):
            del node.lineno
    return tree.body


def _with_line(tree: NodeT, line: int) -> NodeT:
    for node in ast.walk(tree):
        if not hasattr(node, "lineno"):
            node.lineno = node.end_lineno = line  # type: ignore[attr-defined]
            node.col_offset = node.end_col_offset = 0  # type: ignore[attr-defined]
    return tree
