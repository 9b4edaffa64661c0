"""Turn a formula into a function that computes its value, where it uses only what is understood here.

Understood are +, -, *, /, ^, %, &, comparisons and the functions of `formula_functions`; a formula with anything else
has no value (`evaluator` gives None) and is left to Excel.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from drafter.fill.excel.formula import Token, tokens
from drafter.fill.excel.formula_functions import (
    AGGREGATES,
    CONDITIONAL,
    SCALARS,
    Arg,
    Cells,
    Scalar,
    aggregate,
    subtotal,
)
from drafter.fill.excel.formula_number import BINARY, Unknown, Value, number


@lru_cache(maxsize=2048)
def evaluator(text: str) -> Scalar | None:
    """The function that computes the formula; None when it uses something not understood here."""
    try:
        parser = _Parser([token for token in tokens(text) if token.kind != "space"])
        result = parser.expression(0)
        return result if parser.at == len(parser.tokens) else None
    except Unknown:
        return None


def uses_subtotal(text: str) -> bool:
    if "TOTAL(" not in text.upper() and "AGGREGATE(" not in text.upper():
        return False
    return any(token.kind == "function" and token.text.upper() in ("SUBTOTAL(", "AGGREGATE(") for token in tokens(text))


class _Parser:
    def __init__(self, all_tokens: list[Token]) -> None:
        self.tokens = all_tokens
        self.at = 0

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self) -> Token:
        token = self.peek()
        if token is None:
            raise Unknown
        self.at += 1
        return token

    def expression(self, least: int) -> Scalar:
        left = self.unary()
        while (token := self.peek()) is not None and token.kind == "op":
            if token.text == "%":
                self.at += 1
                left = _percent(left)
                continue
            level, apply = BINARY.get(token.text, (-1, None))
            if apply is None:
                raise Unknown
            if level <= least:
                break
            self.at += 1
            left = _binary(apply, left, self.expression(level))
        return left

    def unary(self) -> Scalar:
        token = self.peek()
        if token is not None and token.kind == "op" and token.text in "+-":
            self.at += 1
            inner = self.unary()
            return inner if token.text == "+" else lambda cells, here: -number(inner(cells, here))
        return self.primary()

    def primary(self) -> Scalar:
        token = self.take()
        if token.kind == "number":
            constant: Value = int(token.text) if token.text.isdigit() else Decimal(token.text)
            return _constant(constant)
        if token.kind == "text":
            words = token.text[1:-1].replace('""', '"')
            return _constant(words)
        if token.ref is not None:
            ref = token.ref
            return lambda cells, here: cells.value(ref, here)
        if token.kind == "open" and token.text == "(":
            inner = self.expression(0)
            if self.take().kind != "close":
                raise Unknown
            return inner
        if token.kind == "function":
            return self.call(token.text[:-1].upper())
        if token.kind == "name" and token.text.upper() in ("TRUE", "FALSE"):
            truth_value = token.text.upper() == "TRUE"
            return _constant(truth_value)
        if token.kind in ("name", "table"):
            return _named(token.text)
        raise Unknown

    def call(self, name: str) -> Scalar:
        args: list[Arg] = []
        if (token := self.peek()) is not None and token.kind == "close":
            self.at += 1
        else:
            while True:
                args.append(self.argument())
                token = self.take()
                if token.kind == "close":
                    break
                if token.kind != "comma":
                    raise Unknown
        if name in AGGREGATES:
            return aggregate(AGGREGATES[name], args)
        if name == "SUBTOTAL" and len(args) > 1:
            return subtotal(args)
        if name in CONDITIONAL:
            return CONDITIONAL[name](args)
        if name in SCALARS:
            least, most, make = SCALARS[name]
            if least <= len(args) <= most:
                return make([arg.scalar for arg in args])
        raise Unknown

    def argument(self) -> Arg:
        start = self.at
        token = self.peek()
        if token is not None and token.kind in ("comma", "close"):
            return Arg(_constant(None))
        scalar = self.expression(0)
        if self.at == start + 1 and token is not None:
            if token.ref is not None:
                return Arg(scalar, token.ref)
            if token.kind in ("name", "table") and token.text.upper() not in ("TRUE", "FALSE"):
                return Arg(scalar, None, token.text)
        return Arg(scalar)


def _constant(value: Value) -> Scalar:
    return lambda *_: value


def _binary(apply: Callable[[Value, Value], Value], left: Scalar, right: Scalar) -> Scalar:
    return lambda cells, here: apply(left(cells, here), right(cells, here))


def _percent(inner: Scalar) -> Scalar:
    return lambda cells, here: Decimal(number(inner(cells, here))) / 100


def _named(name: str) -> Scalar:
    def value(cells: Cells, here: Any) -> Value:
        ref = cells.named(name, here)
        if ref is None:
            raise Unknown
        return cells.value(ref, here)

    return value
