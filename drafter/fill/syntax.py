"""Turn a row of texts and tags into a checked tree of blocks, or into errors that say where.

Each tag is parsed by Jinja2 alone, and the blocks are put together here: so every error of a template is found at
once, and a tag can only ever be an expression or one of the blocks below.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from drafter.fill.errors import Kind, Place, TemplateError, Told
from drafter.fill.tagtext import LONGEST_TAG

SYNTAX = Kind(
    "T101",
    "không hiểu thẻ «{found}»",
    "the tag «{found}» cannot be understood: {detail}",
    "xem lại dấu ngoặc, dấu nháy và tên trong thẻ (tên viết liền, như ho_ten)",
    "check the brackets, quotes and names in the tag (a name has no blanks: full_name)",
)
NOT_CLOSED = Kind(
    "T102",
    "thẻ mở mà không đóng: «{found}»",
    "a tag is opened and never closed: «{found}»",
    "gõ thêm «{close}» ở cuối thẻ, trong cùng một đoạn",
    "type «{close}» at the end of the tag, in the same paragraph",
)
NO_END = Kind(
    "T103",
    "«{found}» không có «{end}» đi kèm",
    "«{found}» has no «{end}»",
    "thêm «{end}» vào chỗ kết thúc",
    "add «{end}» where it ends",
)
NO_BEGINNING = Kind(
    "T104",
    "«{found}» không có thẻ mở đi kèm",
    "«{found}» closes or continues nothing that is open",
    "thêm thẻ mở «if …» hoặc «for …» ở trước, hoặc xoá thẻ này",
    "add «if …» or «for …» before it, or delete it",
)
NOT_ALLOWED = Kind(
    "T105",
    "mẫu không được dùng {found}",
    "{found} is not allowed in a template",
    "chỉ dùng tên, phép so sánh, phép tính, bộ lọc và các thẻ if, for, set, with",
    "use names, comparisons, arithmetic, filters and the tags if, for, set, with only",
)

NOWHERE = Place()

NodeT = TypeVar("NodeT", bound=nodes.Node)

_ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=True)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: `kind` is "print" or "block", `body` its healed inside.

    `printer` names the tool that turns a value into text and `site` is a number given to it: which run, which cell.
    """

    kind: str
    body: str
    where: Place = NOWHERE
    near: str = ""
    printer: str = "text"
    site: int = 0

    @property
    def source(self) -> str:
        return f"{{{{ {self.body} }}}}" if self.kind == "print" else f"{{% {self.body} %}}"


@dataclass(frozen=True, slots=True)
class Hook:
    """A place where the tool `name` is called with `site` and its text put in (numbering, anchors)."""

    name: str
    site: int


Piece = str | Tag | Hook


@dataclass(frozen=True, slots=True)
class Print:
    tag: Tag
    value: nodes.Expr


@dataclass(frozen=True, slots=True)
class If:
    """Branches in order; a test of None is `else`."""

    tag: Tag
    branches: list[tuple[Tag, nodes.Expr | None, "list[Block]"]]


@dataclass(frozen=True, slots=True)
class For:
    tag: Tag
    loop: nodes.For
    body: "list[Block]"
    otherwise: "list[Block]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Set:
    tag: Tag
    target: nodes.Node
    value: nodes.Node


@dataclass(frozen=True, slots=True)
class With:
    tag: Tag
    targets: list[nodes.Expr]
    values: list[nodes.Expr]
    body: "list[Block]"


Block = str | Hook | Print | If | For | Set | With


def parse(pieces: Sequence[Piece]) -> tuple[list[Block], list[TemplateError]]:
    """The tree of `pieces` and everything that is wrong with it."""
    builder = _Builder()
    for piece in pieces:
        if isinstance(piece, Tag):
            try:
                builder.add(piece)
            except TemplateError as error:
                builder.errors.append(error.at(where=piece.where, near=piece.near))
        else:
            builder.body.append(piece)
    for block in builder.open:
        end = {If: "{% endif %}", For: "{% endfor %}", With: "{% endwith %}"}[type(block)]
        builder.errors.append(
            TemplateError(NO_END, where=block.tag.where, near=block.tag.near, found=block.tag.source, end=end)
        )
    return builder.root, builder.errors


def keyword(body: str) -> str:
    """The first word of a block tag."""
    return body.split(maxsplit=1)[0] if body else ""


class _Builder:
    """The blocks still open while tags are read one after another."""

    def __init__(self) -> None:
        self.root: list[Block] = []
        self.bodies: list[list[Block]] = [self.root]
        self.open: list[If | For | With] = []
        self.errors: list[TemplateError] = []

    @property
    def body(self) -> list[Block]:
        return self.bodies[-1]

    def add(self, tag: Tag) -> None:
        if tag.kind == "print":
            self.body.append(Print(tag, parse_expression(tag)))
            return
        word = keyword(tag.body)
        if word in ("endif", "endfor", "endwith"):
            self._close(tag, word)
        elif word in ("else", "elif"):
            self._branch(tag, word)
        else:
            self._begin(tag, word)

    def _begin(self, tag: Tag, word: str) -> None:
        # A block whose head is wrong is opened all the same, or its end would be reported as well.
        body: list[Block] = []
        if word == "if":
            condition = If(tag, [])
            self._open(condition, body)
            condition.branches.append((tag, _ALWAYS, body))
            condition.branches[0] = (tag, _test(tag), body)
        elif word == "for":
            loop, error = _head(tag, "endfor", nodes.For, "for x in y")
            self._open(For(tag, loop, body), body)
            _raise(error)
        elif word == "with":
            head, error = _head(tag, "endwith", nodes.With, "with")
            self._open(With(tag, list(head.targets), list(head.values), body), body)
            _raise(error)
        elif word == "set":
            assign = _parse_alone(tag, f"{{% {tag.body} %}}", nodes.Assign)
            self.body.append(Set(tag, assign.target, assign.node))
        else:
            raise TemplateError(NOT_ALLOWED, found=Told(f"thẻ «{tag.source}»", f"the tag «{tag.source}»"))

    def _open(self, block: If | For | With, body: list[Block]) -> None:
        self.body.append(block)
        self.open.append(block)
        self.bodies.append(body)

    def _branch(self, tag: Tag, word: str) -> None:
        block = self.open[-1] if self.open else None
        branch: list[Block] = []
        if isinstance(block, If) and block.branches[-1][1] is not None:
            block.branches.append((tag, None if word == "else" else _test(tag), branch))
        elif isinstance(block, For) and word == "else" and self.body is block.body:
            branch = block.otherwise
        else:
            raise TemplateError(NO_BEGINNING, found=tag.source)
        self.bodies[-1] = branch

    def _close(self, tag: Tag, word: str) -> None:
        wanted = {"endif": If, "endfor": For, "endwith": With}[word]
        if not any(isinstance(block, wanted) for block in self.open):
            raise TemplateError(NO_BEGINNING, found=tag.source)
        while not isinstance(self.open[-1], wanted):
            left = self.open.pop()
            self.bodies.pop()
            end = {If: "{% endif %}", For: "{% endfor %}", With: "{% endwith %}"}[type(left)]
            self.errors.append(
                TemplateError(NO_END, where=left.tag.where, near=left.tag.near, found=left.tag.source, end=end)
            )
        self.open.pop()
        self.bodies.pop()


_ALWAYS = nodes.Const(True)


def _raise(error: TemplateError | None) -> None:
    if error:
        raise error


def _test(tag: Tag) -> nodes.Expr:
    rest = tag.body.split(maxsplit=1)
    try:
        return parse_expression(Tag("print", rest[1] if len(rest) > 1 else ""))
    except TemplateError:
        raise TemplateError(SYNTAX, found=tag.source, detail="the condition") from None


def _head(tag: Tag, end: str, wanted: type[NodeT], fallback: str) -> tuple[NodeT, TemplateError | None]:
    """A parsed head of a block, or a stand-in and the error to raise once the block is open."""
    try:
        return _parse_alone(tag, f"{{% {tag.body} %}}{{% {end} %}}", wanted), None
    except TemplateError as error:
        return _parse_alone(Tag("block", fallback), f"{{% {fallback} %}}{{% {end} %}}", wanted), error


def parse_expression(tag: Tag) -> nodes.Expr:
    """The Jinja2 expression of a print tag; raises TemplateError (T101)."""
    output = _parse_alone(tag, f"{{{{ {tag.body} }}}}", nodes.Output)
    if len(output.nodes) != 1:
        raise TemplateError(SYNTAX, found=tag.source, detail="one expression expected")
    return output.nodes[0]


def _parse_alone(tag: Tag, source: str, wanted: type[NodeT]) -> NodeT:
    if len(tag.body) > LONGEST_TAG:
        raise TemplateError(SYNTAX, found=tag.source[:40] + "…", detail=f"longer than {LONGEST_TAG} characters")
    try:
        found = _ENVIRONMENT.parse(source).body
    except TemplateSyntaxError as error:
        raise _explained(tag, error) from None
    except (RecursionError, ValueError, OverflowError, MemoryError):
        raise TemplateError(SYNTAX, found=tag.source[:60], detail="too deep or too long") from None
    if len(found) != 1 or not isinstance(found[0], wanted):
        raise TemplateError(SYNTAX, found=tag.source, detail="one tag expected")
    return found[0]


def _explained(tag: Tag, error: TemplateSyntaxError) -> TemplateError:
    return TemplateError(SYNTAX, found=tag.source, detail=error.message or "")
