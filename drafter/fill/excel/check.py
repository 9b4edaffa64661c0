"""Turn the control tags of a sheet that fail into harmless ones, so that a check can look behind them."""

from collections.abc import Collection, Iterable
from copy import copy

from jinja2 import nodes

from drafter.fill.excel.fields import Spot, spot_of_tag, walk
from drafter.fill.syntax import Block, For, If, Set, Tag, With


def muted(blocks: Iterable[Block], skipped: Collection[Spot]) -> list[Block]:
    """The blocks with the tags in `skipped` made harmless: a loop without items, a condition that holds."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, For):
            loop = copy(block.loop)
            if spot_of_tag(block.tag) in skipped:
                loop.iter = nodes.List([])
            made.append(For(block.tag, loop, muted(block.body, skipped), muted(block.otherwise, skipped)))
        elif isinstance(block, If):
            branches = [(tag, _held(tag, test, skipped), muted(body, skipped)) for tag, test, body in block.branches]
            made.append(If(block.tag, branches))
        elif isinstance(block, With):
            values: list[nodes.Expr] = list(block.values)
            if spot_of_tag(block.tag) in skipped:
                values = [nodes.Const(None) for _ in values]
            made.append(With(block.tag, block.targets, values, muted(block.body, skipped)))
        elif isinstance(block, Set) and spot_of_tag(block.tag) in skipped:
            made.append(Set(block.tag, block.target, nodes.Const(None)))
        else:
            made.append(block)
    return made


def _held(tag: Tag, test: nodes.Expr | None, skipped: Collection[Spot]) -> nodes.Expr | None:
    return nodes.Const(True) if test is not None and spot_of_tag(tag) in skipped else test


def control_spots(blocks: Iterable[Block]) -> Iterable[Spot]:
    """Every control tag of a tree as `muted` knows it."""
    for block in walk(blocks):
        if isinstance(block, If):
            yield from (spot_of_tag(tag) for tag, _, _ in block.branches)
        elif isinstance(block, For | With | Set):
            yield spot_of_tag(block.tag)
