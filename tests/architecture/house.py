"""The source of drafter as the architecture tests look at it."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "drafter"


@cache
def modules() -> dict[str, Path]:
    """Every module of drafter by its dotted name; a package is its `__init__`."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """What each import of a file names: a module, or the package whose front it takes a name from.

    A relative one keeps its dots. `from drafter.store import rows` names the module `drafter.store.rows`.
    """
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            inner = (f"{source}.{name.name}" for name in node.names)
            yield from (name if name in modules() else source for name in inner)


@cache
def tracked() -> tuple[Path, ...]:
    """The files under version control; of an unpacked archive, all but what tools leave behind."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        names = [name for name in listed.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()]
        names = [name for name in names if not any(part.startswith((".", "__")) for part in Path(name).parts[:-1])]
    return tuple(ROOT / name for name in names if (ROOT / name).is_file())
