"""Random templates: however loops and conditions lie in one another, rows come out as they read, totals are right."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.dom import minidom

from excel_books import book, shown
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.fill.excel.template import ExcelTemplate


@dataclass
class Node:
    """A row with a value, a loop over so many turns, or a condition."""

    kind: str
    size: int = 0
    body: "list[Node]" = field(default_factory=list)


LEAF = st.builds(Node, st.just("row"))
TREE = st.recursive(
    st.lists(LEAF, min_size=1, max_size=2),
    lambda inner: st.lists(
        st.one_of(LEAF, st.builds(Node, st.sampled_from(["for", "if"]), st.integers(0, 3), inner)),
        min_size=1,
        max_size=3,
    ),
    max_leaves=6,
)


class Sheet:
    """The template of a tree and what it should give: rows are numbered, values follow the turns around them."""

    def __init__(self, tree: list[Node]) -> None:
        self.cells: dict[str, Any] = {"A1": "đầu", "B1": 1000}
        self.context: dict[str, object] = {}
        self.row = 1
        self.leaves: list[int] = []
        self.out: list[tuple[int, int]] = []
        self._write(tree, [])
        self.out.extend(_rows(tree, self._numbers(tree), ()))

    def _write(self, tree: list[Node], names: list[str]) -> None:
        for node in tree:
            self.row += 1
            if node.kind == "row":
                terms = " + ".join([*names, str(len(self.leaves) + 1)])
                self.cells[f"A{self.row}"] = f"{{{{ {terms} }}}}"
                self.cells[f"B{self.row}"] = f"=A{self.row}*2"
                self.leaves.append(self.row)
                continue
            name = f"n{self.row}"
            self.context[f"l{name}"] = list(range(0, node.size * 10, 10))
            self.context[f"c{name}"] = node.size > 1
            loop = node.kind == "for"
            self.cells[f"A{self.row}"] = f"{{%tr for {name} in l{name} %}}" if loop else f"{{%tr if c{name} %}}"
            self._write(node.body, [*names, name] if loop else names)
            self.row += 1
            self.cells[f"A{self.row}"] = "{%tr endfor %}" if loop else "{%tr endif %}"

    def _numbers(self, tree: list[Node]) -> dict[int, int]:
        found: dict[int, int] = {}

        def walk(nodes: list[Node]) -> None:
            for node in nodes:
                if node.kind == "row":
                    found[id(node)] = len(found) + 1
                walk(node.body)

        walk(tree)
        return found


def _rows(tree: list[Node], numbers: dict[int, int], turns: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    for node in tree:
        if node.kind == "row":
            yield numbers[id(node)], sum(turns) + numbers[id(node)]
        elif node.kind == "for":
            for turn in range(node.size):
                yield from _rows(node.body, numbers, (*turns, turn * 10))
        elif node.size > 1:
            yield from _rows(node.body, numbers, turns)


def copied(tree: list[Node]) -> list[Node]:
    """The tree with every node an object of its own: strategies may share them."""
    return [Node(node.kind, node.size, copied(node.body)) for node in tree]


@settings(max_examples=60, deadline=None)
@given(TREE)
def test_rows_come_out_as_they_read_and_totals_are_right(tree: list[Node]) -> None:
    sheet = Sheet(copied(tree))
    total = sheet.row + 1
    for at, line in enumerate(sheet.leaves):
        sheet.cells[f"{chr(67 + at)}{total}"] = f"=SUM(A{line})"
    sheet.cells[f"A{total}"] = f"=SUM(A2:A{total - 1})" if total > 2 else 0
    sheet.cells[f"B{total}"] = f"=SUM(B2:B{total - 1})" if total > 2 else 0
    out = ExcelTemplate(book(sheet.cells)).render(sheet.context)
    minidom.parseString(zipfile.ZipFile(io.BytesIO(out)).read("xl/worksheets/sheet1.xml"))
    values = shown(out)
    expected = [value for _, value in sheet.out]
    assert [values[f"A{row}"] for row in range(2, 2 + len(expected))] == expected
    assert [values[f"B{row}"] for row in range(2, 2 + len(expected))] == [2 * value for value in expected]
    end = 2 + len(expected)
    assert (values[f"A{end}"], values[f"B{end}"]) == (sum(expected), 2 * sum(expected))
    for at in range(len(sheet.leaves)):
        assert values[f"{chr(67 + at)}{end}"] == sum(value for number, value in sheet.out if number == at + 1)
