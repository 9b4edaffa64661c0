"""Every kind of problem has a code of its own and says the same in both languages."""

import importlib
import pkgutil
import re
from string import Formatter

import drafter.fill
from drafter.fill.errors import Kind


def _kinds() -> list[Kind]:
    found: dict[int, Kind] = {}
    for module in pkgutil.walk_packages(drafter.fill.__path__, "drafter.fill."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Kind):
                found[id(value)] = value
    return list(found.values())


def test_no_code_is_used_twice() -> None:
    codes = [kind.code for kind in _kinds()]
    assert len(codes) > 30
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"T1\d\d", code) for code in codes)


def test_every_kind_speaks_both_languages() -> None:
    for kind in _kinds():
        assert kind.vi, kind.code
        assert kind.en, kind.code
        assert bool(kind.fix_vi) == bool(kind.fix_en), kind.code
        assert _words(kind.vi) <= _words(kind.en), kind.code
        assert _words(kind.fix_vi) == _words(kind.fix_en), kind.code


def _words(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name} - {"level", "detail"}
