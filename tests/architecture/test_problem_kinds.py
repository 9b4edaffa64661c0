"""The catalogue of problems: each code once, each told whole, each in the README's table, each raised by a test."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, tree
from tests.makers.problem_table import Told, in_readme, kinds, table

KINDS = kinds()
LETTERS = {
    "D": "data",
    "C": "catalogue and kinds",
    "F": "files and form",
    "R": "refresh",
    "S": "schedule",
    "T": "templates",
    "W": "workspace",
}
RULE_ID = r"[A-Z]{2}-(?:C\d|\d{2})"  # the rules of form go by the ids of the document that lists them


@cache
def asserted() -> str:
    """What the tests that work the program say and expect: their texts, each in one piece, and the golden pages."""
    found = []
    for path in sorted((ROOT / "tests").rglob("*")):
        if path.suffix not in (".py", ".txt") or path.parent.name in (Path(__file__).parent.name, "makers"):
            continue
        if path.suffix == ".txt":
            found.append(path.read_text("utf-8"))
        else:
            nodes = ast.walk(tree(path))
            found += [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return "\n".join(found)


def longest_words(pattern: str) -> str:
    """The longest part of a message that is the same whenever it is told."""
    return max(re.split(r"\{[^{}]*\}", pattern.replace("{{", "\0").replace("}}", "\0")), key=len).strip("\0 «»")


def test_a_code_is_one_kind() -> None:
    codes = [kind.code for kind in KINDS]
    assert [code for code in codes if codes.count(code) > 1] == []
    assert [code for code in codes if not re.fullmatch(rf"[{''.join(LETTERS)}]\d{{3}}|{RULE_ID}", code)] == []


@pytest.mark.parametrize("kind", KINDS, ids=[kind.code for kind in KINDS])
def test_a_kind_is_told_whole_and_raised_by_a_test(kind: Told) -> None:
    assert kind.what.strip()
    assert kind.fix.strip()
    assert not kind.fix.rstrip().endswith(".")  # the remedy is a part of a line
    words = longest_words(kind.message)
    raised = kind.code in asserted() or (len(words) > 8 and words in asserted())
    assert raised, f"no test raises {kind.code} of {kind.module}, nor expects «{words}»"


def test_the_readme_tells_every_kind() -> None:
    """`make problem-table` writes it."""
    assert in_readme((ROOT / "README.md").read_text("utf-8")) == table()
