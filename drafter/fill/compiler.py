"""Turn a checked tree of blocks into one Python function that yields the finished text.

The function is built as a Python syntax tree, never as source text: the only names in it are those made here, every
value of the template is a constant, and each node of the template that is not listed below is refused. A line number
in it is the number of a tag, so that whatever fails at run time can be told with its place.
"""

import ast
from types import CodeType, FunctionType

from jinja2 import nodes

from drafter.fill.errors import TemplateError, Told
from drafter.fill.expressions import FALLIBLE, TOO_DEEP, Expressions, named
from drafter.fill.python_tree import assign, call, item, local, with_line
from drafter.fill.scopes import Loop, LoopSpan, Scope
from drafter.fill.syntax import Block, For, Hook, If, Print, Set, Tag, With


class Compiler(Expressions):
    """Builds the function of one program; used once."""

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
                if known.startswith("f_") or known in FALLIBLE:
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
        tools = [assign(mine, item(local("tool"), ast.Constant(tool))) for tool, mine in self._tools.items()]
        names = [
            assign(mine, call("look_name", local("context"), ast.Constant(name))) for name, mine in self._names.items()
        ]
        # A generator even when the template prints nothing.
        never: list[ast.stmt] = [ast.If(ast.Constant(False), [ast.Expr(ast.Yield(ast.Constant("")))], [])]
        arguments = ast.arguments([], [ast.arg("context"), ast.arg("tool"), ast.arg("room")], None, [], [], None, [])
        counter = [assign("passed", ast.Constant(0))] if self._counted else []
        return ast.FunctionDef("run", arguments, [*tools, *names, *counter, *never, *body], [], None, None)

    # -- blocks ------------------------------------------------------------------------------------------------

    def _body(self, blocks: list[Block]) -> list[ast.stmt]:
        """Statements of a body: what is printed between two control tags becomes one f-string, one yield."""
        made: list[ast.stmt] = []
        text: list[ast.expr] = []
        for block in blocks:
            if isinstance(block, str):
                text.append(ast.Constant(block))
                self._passed += len(self._counted.findall(block)) if self._counted else 0
            elif isinstance(block, Hook):
                text.append(_printed(call(self._tool(block.name), ast.Constant(block.site))))
            elif isinstance(block, Print):
                text.append(_printed(self._at(block.tag, lambda block=block: self._print(block))))  # type: ignore[misc]
            else:
                self._flush(text, made)
                made.extend(self._statement(block))
        self._flush(text, made)
        return made

    def _flush(self, text: list[ast.expr], made: list[ast.stmt]) -> None:
        """Yield what was gathered, then count what has gone by."""
        if text:
            joined: ast.expr = ast.JoinedStr([*text])
            if len(text) == 1 and isinstance(text[0], ast.Constant):
                joined = text[0]
            made.append(ast.Expr(ast.Yield(joined)))
            text.clear()
        if self._passed:
            made.append(ast.AugAssign(ast.Name("passed", ast.Store()), ast.Add(), ast.Constant(self._passed)))
            self._passed = 0

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
        source = self._at(block.tag, lambda: call("begin", self.value(loop.iter), local("room")))
        made = [assign(items, source)]
        state = Loop(items, self._fresh("i"), depth)
        scope = self._scope = Scope(self._scope)
        target, unpacking = self._target(block.tag, loop.target)
        if loop.test is not None:
            made += self._filtered(block.tag, loop.test, items, target, unpacking)
        scope.loop = state
        carried_in = self._own_locals(block.body)
        begins = len(self.tags) + 1
        body = [*unpacking, *carried_in, *self._body(block.body)] or [ast.Pass()]
        self.loops.append(LoopSpan(begins, len(self.tags), items, target))
        self._scope = scope.outer or self._root
        made += [assign(name, ast.List([], ast.Load())) for name in state.states]
        iterated: ast.expr = local(items)
        bound: ast.expr = ast.Name(target, ast.Store())
        if state.counted:
            iterated = call("enumerate", iterated)
            bound = ast.Tuple([ast.Name(state.counter, ast.Store()), bound], ast.Store())
        made.append(ast.For(bound, iterated, body, []))
        if block.otherwise:
            made.append(ast.If(ast.UnaryOp(ast.Not(), local(items)), self._body(block.otherwise), []))
        return [with_line(statement, self._line(block.tag)) for statement in made]

    def _filtered(
        self, tag: Tag, test: nodes.Node, items: str, target: str, unpacking: list[ast.stmt]
    ) -> list[ast.stmt]:
        """`for x in xs if test`: the items that pass, gathered before the loop so that loop.length is right."""
        kept = self._fresh("s")
        condition = self._at(tag, lambda: self.value(test))
        keep = ast.AugAssign(ast.Name(kept, ast.Store()), ast.Add(), ast.List([local(target)], ast.Load()))
        loop = ast.For(ast.Name(target, ast.Store()), local(items), [*unpacking, ast.If(condition, [keep], [])], [])
        return [assign(kept, ast.List([], ast.Load())), loop, assign(items, local(kept))]

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
        unpacked = call("unpack", local(whole), ast.Constant(len(locals_)))
        return whole, [ast.Assign([ast.Tuple([*locals_], ast.Store())], unpacked)]

    def _own_locals(self, body: list[Block]) -> list[ast.stmt]:
        """Names set inside a loop live for one round: each starts as what it is outside."""
        made: list[ast.stmt] = []
        for name in _names_set(body):
            if name in self._scope.locals:
                continue
            outside = self._read(name)
            made.append(assign(self._bind(name), outside))
        return made

    def _set(self, block: Set) -> list[ast.stmt]:
        value = self._at(block.tag, lambda: self.value(block.value))
        target = block.target
        if isinstance(target, nodes.NSRef):
            holder = self._read(target.name)
            setting = call("set_in", holder, ast.Constant(target.attr), value)
            return [with_line(ast.Expr(setting), self._line(block.tag))]
        if not isinstance(target, nodes.Name):
            self._refuse(block.tag, Told("«set» với nhiều tên", "«set» of several names"))
            return []
        if target.name == "loop" or target.name.startswith("__"):
            self._refuse(block.tag, named(target.name))
        return [with_line(assign(self._writable(target.name), value), self._line(block.tag))]

    def _with(self, block: With) -> list[ast.stmt]:
        values = [self._at(block.tag, lambda value=value: self.value(value)) for value in block.values]  # type: ignore[misc]
        self._scope = Scope(self._scope)
        made: list[ast.stmt] = []
        for target, value in zip(block.targets, values, strict=True):
            if isinstance(target, nodes.Name):
                made.append(with_line(assign(self._bind(target.name), value), self._line(block.tag)))
            else:
                self._refuse(block.tag, Told("«with» với nhiều tên", "«with» of several names"))
        made += self._body(block.body)
        self._scope = self._scope.outer or self._root
        return made


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


def _printed(value: ast.expr) -> ast.FormattedValue:
    return ast.FormattedValue(value, -1, None)
