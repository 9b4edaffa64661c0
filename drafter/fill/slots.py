"""Turn a template's syntax tree into the list of what it asks of the data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from drafter.fill.errors import Place
from drafter.fill.syntax import Block, For, If, Print, Set, Tag, With

# What is known of a slot, the surer first: a slot looped over is a list, whatever else is done with it.
_ORDER = ("list", "group", "number", "condition", "value")
_NUMERIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod)
_NUMERIC_FILTERS = frozenset(("round", "abs", "int", "float"))
_LIST_FILTERS = frozenset(
    ("join", "length", "count", "map", "sum", "sort", "groupby", "batch", "unique", "first", "last", "selectattr",
     "rejectattr", "select", "reject", "list")
)  # fmt: skip
_SAME_ITEMS = frozenset(("sort", "reverse", "unique", "list", "selectattr", "rejectattr"))


@dataclass(frozen=True, slots=True)
class Slot:
    """Something a template asks of the data.

    `path` is its name, "rows[].ten" being the key "ten" of each item of the list "rows". `kind` is "list" (looped
    over), "group" (has keys), "number" (calculated with), "condition" (only tested) or "value" (printed or compared).
    `optional` is True when every use of it goes through `default` or `is defined`. `places` is where it is used.
    """

    path: str
    kind: str
    optional: bool
    places: tuple[Place, ...]


@dataclass
class _Seen:
    kinds: set[str] = field(default_factory=set)
    required: bool = False
    places: dict[Place, None] = field(default_factory=dict)


Scope = Mapping[str, str | None]


def slots(programs: Sequence[Sequence[Block]]) -> tuple[Slot, ...]:
    """The slots of a template's parts, in the order they are first used."""
    reader = _Reader()
    for blocks in programs:
        reader.body(blocks, {})
    return tuple(
        Slot(path, min(seen.kinds, key=_ORDER.index), not seen.required, tuple(seen.places))
        for path, seen in reader.seen.items()
    )


class _Reader:
    """Walks a tree; a scope says for each name of the template which path of the data it stands for (None: none)."""

    def __init__(self) -> None:
        self.seen: dict[str, _Seen] = {}

    def body(self, blocks: Sequence[Block], scope: Scope) -> None:
        scope = dict(scope)
        for block in blocks:
            if isinstance(block, Print):
                self.expression(block.value, "value", block.tag, scope)
            elif isinstance(block, If):
                self._if(block, scope)
            elif isinstance(block, For):
                self._for(block, scope)
            elif isinstance(block, Set):
                self.expression(block.value, "value", block.tag, scope)
                if isinstance(block.target, nodes.Name):
                    scope[block.target.name] = None
            elif isinstance(block, With):
                self._with(block, scope)

    def _if(self, block: If, scope: Scope) -> None:
        for tag, test, branch in block.branches:
            if test is not None:
                self.expression(test, "condition", tag, scope)
            self.body(branch, scope)

    def _for(self, block: For, scope: Scope) -> None:
        self.expression(block.loop.iter, "list", block.tag, scope)
        path = self.path(block.loop.iter, scope)
        inner = {**scope, "loop": None}
        target = block.loop.target
        if isinstance(target, nodes.Name):
            inner[target.name] = f"{path}[]" if path else None
        else:
            inner.update(dict.fromkeys((name.name for name in target.find_all(nodes.Name)), None))
        if block.loop.test is not None:
            self.expression(block.loop.test, "condition", block.tag, inner)
        self.body(block.body, inner)
        self.body(block.otherwise, scope)

    def _with(self, block: With, scope: Scope) -> None:
        inner = dict(scope)
        for target, value in zip(block.targets, block.values, strict=True):
            self.expression(value, "value", block.tag, scope)
            if isinstance(target, nodes.Name):
                inner[target.name] = self.path(value, scope)
        self.body(block.body, inner)

    def path(self, node: nodes.Node, scope: Scope) -> str:
        """The path a chain of names and keys stands for, "" when it is none."""
        if isinstance(node, nodes.Name):
            found = scope.get(node.name, node.name)
            return found or ""
        if isinstance(node, nodes.Getattr):
            holder = self.path(node.node, scope)
            return f"{holder}.{node.attr}" if holder else ""
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            holder = self.path(node.node, scope)
            key = f".{node.arg.value}" if isinstance(node.arg.value, str) else "[]"
            return f"{holder}{key}" if holder else ""
        if isinstance(node, nodes.Filter) and node.node is not None and node.name in _SAME_ITEMS:
            return self.path(node.node, scope)
        return ""

    def expression(self, node: nodes.Node, kind: str, tag: Tag, scope: Scope, *, required: bool = True) -> None:
        """Note what an expression uses; `kind` is what is done with its value."""
        path = self.path(node, scope) if isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)) else ""
        if path:
            self._note(path, kind, tag, required=required)
            if isinstance(node, (nodes.Getattr, nodes.Getitem)):
                self.expression(node.node, "list" if path.endswith("[]") else "group", tag, scope, required=required)
        elif not isinstance(node, nodes.Name):
            for child, use, needed in _children(node, kind):
                self.expression(child, use, tag, scope, required=required and needed)

    def _note(self, path: str, kind: str, tag: Tag, *, required: bool) -> None:
        if path.endswith("[]") and kind == "group":
            return  # that the items of a list are groups is said by their keys
        seen = self.seen.setdefault(path, _Seen())
        seen.kinds.add(kind)
        seen.required |= required
        seen.places[tag.where] = None


def _children(node: nodes.Node, kind: str) -> Iterator[tuple[nodes.Node, str, bool]]:
    """The parts of an expression, what is done with each, and whether it must be there."""
    if isinstance(node, nodes.Filter) and node.node is not None:
        use = "number" if node.name in _NUMERIC_FILTERS else "list" if node.name in _LIST_FILTERS else "value"
        yield node.node, use, node.name not in ("default", "d")
        yield from ((argument, "value", True) for argument in node.args)
    elif isinstance(node, nodes.Test):
        yield node.node, "condition", node.name not in ("defined", "undefined")
    elif isinstance(node, nodes.CondExpr):
        yield node.test, "condition", True
        yield node.expr1, kind, True
        if node.expr2 is not None:
            yield node.expr2, kind, True
    elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
        yield node.node.node, "group", True
    else:
        use = "number" if isinstance(node, _NUMERIC) else "value" if isinstance(node, nodes.Compare) else kind
        yield from ((child, use, True) for child in node.iter_child_nodes())
