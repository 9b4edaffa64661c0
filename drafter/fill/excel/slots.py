"""Turn the tags of a workbook into the list of values it wants, each with its probable type and where it is used."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from drafter.fill.excel.axis import Structure
from drafter.fill.excel.captions import Caption
from drafter.fill.excel.fields import Slot
from drafter.fill.excel.plan import SheetPlan
from drafter.fill.excel.styles import Styles
from drafter.fill.excel.tags import SheetTags
from drafter.fill.syntax import Block, For, Hook, If, Print, Set, With

_CALLS = {"range", "namespace"}
_NO_TAGS = SheetTags(Structure(), Structure(), [], [], {})


@dataclass
class Wanted:
    """A value a template uses: `name` is a path («rows[].ho_ten»), `kind` text, number, date, yes/no, list or group.

    `optional` is True when every use of it goes through `default` or `is defined`.
    """

    name: str
    kind: str
    places: list[str] = field(default_factory=list)
    optional: bool = True


def wanted_values(sheets: Iterable[SheetPlan], lone: Iterable[Slot], styles: Styles) -> list[Wanted]:
    """Every value the tags use, in the order of the workbook; `lone` are texts that belong to no sheet."""
    found: dict[str, Wanted] = {}
    for sheet in sheets:
        reader = _Reader(found, sheet.tags, styles, sheet.beside.captions)
        reader.blocks(sheet.tags.row_blocks, reader.columns({}))
        for slot in sheet.margin_slots:
            reader.blocks(slot.body, {})
        reader.captions(None, {})
    for slot in lone:
        _Reader(found, _NO_TAGS, styles, ()).blocks(slot.body, {})
    for name in list(found):
        if any(other.startswith(f"{name}.") for other in found):
            found[name].kind = "group"
        elif any(other.startswith(f"{name}[]") for other in found):
            found[name].kind = "list"
    return list(found.values())


Scope = Mapping[str, str]


class _Reader:
    def __init__(self, found: dict[str, Wanted], tags: SheetTags, styles: Styles, captions: Sequence[Caption]) -> None:
        self.found = found
        self.beside: dict[int | None, list[Slot]] = {}
        for caption in captions:
            self.beside.setdefault(_line_of(caption.row, tags.rows), []).append(caption.slot)
        self.tags = tags
        self.styles = styles

    def columns(self, scope: Scope) -> dict[str, str]:
        """The names that column loops give, known in every row."""
        inner = dict(scope)
        for block in _loops(self.tags.col_blocks):
            inner.update(self._loop(block, inner))
        return inner

    def blocks(self, blocks: Iterable[Block], scope: Scope) -> None:
        names = dict(scope)
        for block in blocks:
            if isinstance(block, Hook):
                self._row(block.site, names)
            elif isinstance(block, Print):
                self._use(block.value, names, "text", block.tag.where.cell)
            elif isinstance(block, If):
                for tag, test, body in block.branches:
                    if test is not None:
                        self._use(test, names, "yes/no", tag.where.cell)
                    self.blocks(body, names)
            elif isinstance(block, For):
                inner = {**names, **self._loop(block, names)}
                self.blocks(block.body, inner)
                self.blocks(block.otherwise, names)
            elif isinstance(block, Set):
                self._use(block.value, names, "text", block.tag.where.cell)
                if isinstance(block.target, nodes.Name):
                    names[block.target.name] = self._path(block.value, names) or ""
            elif isinstance(block, With):
                self.blocks(block.body, {**names, **{t.name: "" for t in block.targets if isinstance(t, nodes.Name)}})

    def _loop(self, block: For, scope: Scope) -> dict[str, str]:
        self._use(block.loop.iter, scope, "list", block.tag.where.cell)
        path = self._path(block.loop.iter, scope)
        target = block.loop.target
        if isinstance(target, nodes.Name):
            return {target.name: f"{path}[]" if path else "", "loop": ""}
        names = (
            [item.name for item in target.items if isinstance(item, nodes.Name)]
            if isinstance(target, nodes.Tuple)
            else []
        )
        return {**dict.fromkeys(names, ""), "loop": ""}

    def _row(self, line: int, scope: Scope) -> None:
        for (row, _), slot in sorted(self.tags.slots.items()):
            if row != line:
                continue
            if slot.value is not None:
                kind = self._kind(slot.cell.style)
                self._use(slot.value.value, scope, kind, slot.tag.where.cell)
            else:
                self.blocks(slot.body, scope)

        self.captions(line, scope)

    def captions(self, line: int | None, scope: Scope) -> None:
        for slot in self.beside.get(line, ()):
            self.blocks(slot.body, scope)

    def _kind(self, style: int) -> str:
        if self.styles.is_date(style):
            return "date"
        return "text" if style in self.styles.general or style in self.styles.texts else "number"

    def _use(self, node: nodes.Node, scope: Scope, kind: str, place: str, *, required: bool = True) -> None:
        path = self._path(node, scope)
        if path is None:
            needed = required and not _does_without(node)
            inner = "list" if kind == "list" and isinstance(node, nodes.Filter) else "text"
            for child in node.iter_child_nodes():
                self._use(child, scope, inner, place, required=needed)
        elif path:
            one = self.found.setdefault(path, Wanted(path, kind))
            one.optional &= not required
            if one.kind == "text":
                one.kind = kind
            if place not in one.places:
                one.places.append(place)

    def _path(self, node: nodes.Node, scope: Scope) -> str | None:
        """The path of a plain name; "" for what the template made itself, None for anything else."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name, "" if node.name in _CALLS else node.name)
        if isinstance(node, nodes.Getattr):
            holder = self._path(node.node, scope)
            return f"{holder}.{node.attr}" if holder else holder
        return None


def _line_of(site: int | None, rows: Structure) -> int | None:
    """A line at which the names of a site are known: of a loop its first."""
    if site is None or site >= 0:
        return site
    loop = rows.loops[~site]
    return next((line for line in range(loop.opens + 1, loop.closes) if line not in rows.control), None)


def _does_without(node: nodes.Node) -> bool:
    """Whether an expression stands for something when what it looks at is not there."""
    if isinstance(node, nodes.Filter):
        return node.name in ("default", "d")
    return isinstance(node, nodes.Test) and node.name in ("defined", "undefined")


def _loops(blocks: Iterable[Block]) -> Iterator[For]:
    for block in blocks:
        if isinstance(block, For):
            yield block
            yield from _loops(block.body)
