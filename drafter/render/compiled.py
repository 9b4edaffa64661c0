"""Turn a kind's template into the compiled one, once for each template: to compile one takes longer than to fill it.

A demo, a page, a run that catches up draft the same kinds again and again in one process.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from drafter.fill.excel.template import ExcelTemplate
from drafter.fill.word.template import WordTemplate

_KEPT = 24


def word_template(source: Path | bytes, name: str) -> WordTemplate:
    """The template as its bytes are now; `name` is what messages call it. Raises TemplateError, TemplateErrors."""
    return _word(source if isinstance(source, bytes) else source.read_bytes(), name)


def excel_template(source: Path) -> ExcelTemplate:
    """The workbook's template as its bytes are now. Raises TemplateError, TemplateErrors."""
    return _excel(source.read_bytes(), source.name)


@lru_cache(maxsize=_KEPT)
def _word(data: bytes, name: str) -> WordTemplate:
    return WordTemplate(data, name=name)


@lru_cache(maxsize=_KEPT)
def _excel(data: bytes, name: str) -> ExcelTemplate:
    return ExcelTemplate(data, name=name)
