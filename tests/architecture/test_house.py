"""The house stands as README draws it: floors, first lines, sizes, and nothing of the machine it was built on."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGE, ROOT, imports, modules, tracked, tree

LONGEST_MODULE, LONGEST_FUNCTION = 460, 60
ALL = list(modules().items())


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(("name", "path"), ALL, ids=[name for name, _ in ALL])
def test_a_module_of_the_house(name: str, path: Path) -> None:
    """Its first line is a sentence; it imports nobody relatively, nor its own package's front."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    named = list(imports(path))
    assert [module for module in named if module.startswith(".")] == []
    assert package not in named
    first = (ast.get_docstring(tree(path)) or "").partition("\n")[0]
    assert first, f"{name} does not say what it is"
    assert first.endswith("."), f"{name}: {first}"


@pytest.mark.parametrize(("name", "path"), ALL, ids=[name for name, _ in ALL])
def test_modules_and_functions_are_short(name: str, path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{name} has {lines} lines"
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    }
    assert {function: size for function, size in long.items() if size > LONGEST_FUNCTION} == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    names = {name.rpartition(".")[2] for name in modules()}
    assert names & {"utils", "util", "helpers", "common", "manager", "misc"} == set()


def test_every_room_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    rooms = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
    assert [room for room in rooms if f"`{room}/`" not in readme] == []


def test_the_readme_names_no_module_that_is_gone() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    rooms = "|".join(sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py")))
    named = re.findall(rf"`(?:drafter/)?((?:{rooms})/[a-z_]+)(?:\.py)?`", readme)
    assert named
    assert [name for name in named if not (PACKAGE / f"{name}.py").is_file() and not (PACKAGE / name).is_dir()] == []


REGISTRIES = re.compile(
    r"(?i)\b(?:files\.pythonhosted|pypi|test\.pypi|registry\.npmjs|conda\.anaconda)\.org\b|"
    r"\b(?:artifactory|nexus|devpi)\b|--(?:extra-)?index-url|\btrusted-host\b"
)
PLACES = re.compile(r"(?<![\w.«<])/(?:root|work|home|Users|mnt|srv)/\w+")


def _texts() -> list[tuple[Path, str]]:
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:8000] and path != Path(__file__):
            found.append((path.relative_to(ROOT), data.decode("utf-8")))
    return found


def test_nothing_names_the_machine_it_was_made_on() -> None:
    homes = {f"{place}/" for place in (ROOT, Path.home()) if len(place.parts) > 1}
    told = [
        f"{path}: {place}"
        for path, text in _texts()
        for place in (*(home for home in homes if home in text), *PLACES.findall(text))
        if path.parts[0] != "tests" or place in homes  # tests name made-up places
    ]
    assert told == []


def test_nothing_names_where_packages_come_from() -> None:
    assert [f"{path}: {found}" for path, text in _texts() if (found := REGISTRIES.search(text))] == []


def test_text_is_composed_vietnamese() -> None:
    """NFC everywhere: a decomposed letter in a message or template would be no match for a typed one."""
    assert [str(path) for path, text in _texts() if not unicodedata.is_normalized("NFC", text)] == []
