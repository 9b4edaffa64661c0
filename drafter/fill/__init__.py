"""Fill Word and Excel templates written by people; knows no union and stands alone.

    template = WordTemplate("report.docx")
    template.render_to("out.docx", {"name": "An", "rows": [{"a": 1}, {"a": 2}]})

For those who come from docxtpl, whose tag forms are all understood, this is what differs (`compat=True` brings back
what is marked *):

- text is escaped: `<` and `&` in data are printed, `|safe` changes nothing, RichText and the like are values;
- a name that is not there is an error that says where, not nothing *; None prints nothing, not "None" *;
- a list or group of values cannot be printed *;
- a plain tag that stands alone in its paragraph or row takes the blank line or row with it *, so does a comment *;
- text beside a {%p %}, {%tr %} or {%tc %} tag is kept *, amid text such a tag is an error *;
- a dot reads a key of a mapping, never an attribute of an object, and nothing can be called but a few functions of
  ours: range(), namespace(), loop.cycle(), .items(), .get(), .upper(), .replace(), .format(), .strftime() and the like;
- there is no macro, call, include, import, filter block and set block;
- InlineImage, SubDocument and RichText need no template to be made; sizes of pictures are in millimetres;
- a sub-document keeps pages that differ from the template's, and tells what it loses (`Rendered.notes`);
- numbered lists begin at 1 again in each round of a loop that holds more than the list *.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.fill.errors import TemplateError, TemplateErrors
    from drafter.fill.excel.mark import mark_excel
    from drafter.fill.excel.template import ExcelTemplate
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
    from drafter.fill.word.check import Check, check_word
    from drafter.fill.word.mark import mark_word
    from drafter.fill.word.template import WordTemplate

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
    "mark_excel",
    "mark_word",
]

# Each name is imported when it is first asked for, so that who fills Word files does not load the Excel engine.
_PLACES = {
    "Carried": "values",
    "Carrier": "values",
    "Check": "word.check",
    "ExcelTemplate": "excel.template",
    "InlineImage": "values",
    "Listing": "values",
    "PageBreak": "values",
    "Phrase": "values",
    "Rendered": "values",
    "RichText": "values",
    "Slot": "slots",
    "SubDocument": "values",
    "TemplateError": "errors",
    "TemplateErrors": "errors",
    "WordTemplate": "word.template",
    "check_word": "word.check",
    "mark_excel": "excel.mark",
    "mark_word": "word.mark",
}

if not TYPE_CHECKING:  # a checker that saw __getattr__ would take every name for one of ours

    def __getattr__(name: str) -> object:
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
