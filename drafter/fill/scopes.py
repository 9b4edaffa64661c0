"""What is in scope while a template is compiled: loops, and which Python local each of its names is."""

from dataclasses import dataclass, field


@dataclass
class Loop:
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
class Scope:
    """Which Python local a name of the template is, from the inside out."""

    outer: "Scope | None"
    locals: dict[str, str] = field(default_factory=dict)
    loop: Loop | None = None

    def find(self, name: str) -> str | None:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.locals:
                return scope.locals[name]
            scope = scope.outer
        return None

    def find_loop(self) -> Loop | None:
        scope: Scope | None = self
        while scope is not None:
            if scope.loop is not None:
                return scope.loop
            scope = scope.outer
        return None
