"""Fill Word and Excel templates written by people; knows no union and stands alone."""

from drafter.fill.errors import TemplateError, TemplateErrors
from drafter.fill.excel import ExcelTemplate
from drafter.fill.slots import Slot
from drafter.fill.values import (
    Carried,
    Carrier,
    InlineImage,
    Listing,
    PageBreak,
    Phrase,
    Rendered,
    RichText,
    SubDocument,
)
from drafter.fill.word_check import Check, check_word
from drafter.fill.word_mark import mark_word
from drafter.fill.word_template import WordTemplate

__all__ = [
    "Carried",
    "Carrier",
    "Check",
    "ExcelTemplate",
    "InlineImage",
    "Listing",
    "PageBreak",
    "Phrase",
    "Rendered",
    "RichText",
    "Slot",
    "SubDocument",
    "TemplateError",
    "TemplateErrors",
    "WordTemplate",
    "check_word",
    "mark_word",
]
