"""Pieces of a Python syntax tree, as a template is compiled into one."""

import ast
from typing import TypeVar

NodeT = TypeVar("NodeT", bound=ast.AST)


def local(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def call(function: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(local(function), [*arguments], [])


def item(holder: ast.expr, key: ast.expr) -> ast.Subscript:
    return ast.Subscript(holder, key, ast.Load())


def assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def parsed(expression: str) -> ast.expr:
    """One of our own expressions, without the line it would otherwise claim."""
    tree = ast.parse(expression, mode="eval")
    for node in ast.walk(tree):
        if hasattr(node, "lineno"):
            del node.lineno
    return tree.body


def with_line(tree: NodeT, line: int) -> NodeT:
    for node in ast.walk(tree):
        if not hasattr(node, "lineno"):
            node.lineno = node.end_lineno = line  # type: ignore[attr-defined]
            node.col_offset = node.end_col_offset = 0  # type: ignore[attr-defined]
    return tree
