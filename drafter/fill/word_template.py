"""Turn a Word template and data into a finished Word file.

A template is compiled when it is made and may be rendered any number of times, from any thread. Parts without tags
are copied as they lie in the file.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from drafter.fill.errors import Lang, TemplateError, TemplateErrors, raise_all
from drafter.fill.language import Language, Limits
from drafter.fill.outside import without_outside
from drafter.fill.package import Package, read_package, save
from drafter.fill.runtime import Room
from drafter.fill.slots import Slot, slots
from drafter.fill.values import Carrier, InlineImage, Listing, PageBreak, Rendered, RichText
from drafter.fill.word_cache import entry, keep, load
from drafter.fill.word_check import Check, check_word
from drafter.fill.word_links import Additions, inline_image
from drafter.fill.word_loops import with_lists
from drafter.fill.word_parts import NUMBERING, Part, compile_parts, compile_sources, read_sources, word_parts
from drafter.fill.word_print import Insert, Numbers, Printer
from drafter.fill.word_rich import listing, page_break, rich_text
from drafter.fill.word_tables import fit_columns

_BOOKMARK_ID = re.compile(rb'<w:bookmarkStart\b[^>]*?w:id="(\d+)"')
_DRAWING_ID = re.compile(rb'<wp:docPr\b[^>]*?\bid="(\d+)"')
_CONTROL_ID = re.compile(rb'<w:sdtPr>(?:(?!</w:sdtPr>).)*?<w:id w:val="(-?\d+)"', re.S)
_LIST_ID = re.compile(rb'<w:num\b[^>]*?w:numId="(\d+)"')
_PARAGRAPH_OR_CARRIER = re.compile(r'<w:p(?=[ >/])|w:name="(_drf_[0-9a-f]{16})"')


class WordTemplate:
    """A Word template, compiled.

    `filters` adds functions of the host program to the built-in filters. `compat` does as docxtpl does where the two
    differ: a missing value prints nothing, a tag alone in its paragraph leaves the paragraph, text beside a {%p %}
    tag goes with it. `lang` is the language of messages, `name` what the template is called in them. `cache` is
    a folder in which compiled templates are kept, for programs that are started for one file.

    Raises TemplateError, or TemplateErrors when several things are wrong; `check_word` lists them instead.
    """

    def __init__(
        self,
        source: Path | str | bytes,
        *,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        compat: bool = False,
        lang: Lang = "vi",
        name: str | None = None,
        limits: Limits | None = None,
        cache: Path | str | None = None,
    ) -> None:
        self.name = name or ("" if isinstance(source, bytes) else Path(source).name)
        self.lang: Lang = lang
        self._source = source
        self._filters = filters
        self.compat = compat
        self.limits = limits or Limits()
        language = Language(filters=filters, compat=compat, limits=self.limits)
        try:
            self.package, self.notes = without_outside(read_package(source))
            self._parts = _compiled(self.package, source, language, Path(cache) if cache else None, compat=compat)
        except (TemplateError, TemplateErrors) as error:
            raise self._told(error) from None
        self._ids = _highest_ids(self.package)

    def render(self, context: Mapping[str, object]) -> bytes:
        """The finished file; raises TemplateError."""
        return self._render(context, carriers=False).data

    def render_carried(self, context: Mapping[str, object]) -> Rendered:
        """The finished file and where each carried value stands in it."""
        return self._render(context, carriers=True)

    def render_to(self, path: Path | str, context: Mapping[str, object]) -> None:
        """Write the finished file to `path`, whole or not at all."""
        save(path, self.render(context))

    def slots(self) -> tuple[Slot, ...]:
        """What the template asks of the data, in the order it is first used."""
        return slots([part.program.blocks for part in self._parts])

    def check(self, data: Mapping[str, object] | None = None) -> Check:
        """Everything that is wrong with `data` for this template at once, and the slots; never raises.

        A template that is itself wrong cannot be made; `check_word` takes a file and tells what is wrong with it.
        """
        return check_word(self._source, data, filters=self._filters, compat=self.compat, lang=self.lang, name=self.name)

    def _render(self, context: Mapping[str, object], *, carriers: bool) -> Rendered:
        run = _Run(self, self._ids.numbers())
        try:
            for part in self._parts:
                run.fill(part, context)
        except TemplateError as error:
            raise self._told(error) from error.__cause__
        data = self.package.write(run.finished())
        return Rendered(data, run.located() if carriers else ())

    def _told(self, error: TemplateError | TemplateErrors) -> TemplateError | TemplateErrors:
        """The error with the template's name and the language of its messages."""
        for one in error.errors if isinstance(error, TemplateErrors) else (error,):
            one.at(file=self.name, lang=self.lang)
        return error


def _compiled(
    package: Package, source: Path | str | bytes, language: Language, cache: Path | None, *, compat: bool
) -> list[Part]:
    """The parts of a template, from the cache when it is there."""
    if cache is None:
        parts, errors = compile_parts(package, language, compat=compat)
        raise_all(errors)
        return parts
    kept = entry(cache, source if isinstance(source, bytes) else Path(source).read_bytes(), compat=compat)
    sources = load(kept)
    if sources is None or any(each.name not in package for each in sources):
        sources, errors = read_sources(package, compat=compat)
        parts, wrong = compile_sources(sources, language)
        raise_all((*errors, *wrong))
        keep(kept, sources)
        return parts
    parts, errors = compile_sources(sources, language)
    raise_all(errors)
    return parts


@dataclass(frozen=True, slots=True)
class _Ids:
    bookmark: int
    drawing: int
    controls: frozenset[int]
    lists: int

    def numbers(self) -> Numbers:
        return Numbers(self.bookmark, self.drawing, set(self.controls), last_list=self.lists)


def _highest_ids(package: Package) -> _Ids:
    """The numbers the template itself uses, over all its parts."""
    bookmark = drawing = 0
    controls: set[int] = set()
    for name, _ in word_parts(package):
        data = package.read(name)
        bookmark = max([bookmark, *map(int, _BOOKMARK_ID.findall(data))])
        drawing = max([drawing, *map(int, _DRAWING_ID.findall(data))])
        controls.update(map(int, _CONTROL_ID.findall(data)))
    numbering = package.read(NUMBERING) if NUMBERING in package else b""
    return _Ids(bookmark, drawing, frozenset(controls), max([0, *map(int, _LIST_ID.findall(numbering))]))


class _Run:
    """One rendering: the parts filled so far and what was carried in them."""

    def __init__(self, template: WordTemplate, numbers: Numbers) -> None:
        self.template = template
        self.numbers = numbers
        self._parts: dict[str, bytes] = {}
        self._additions = Additions(template.package)
        self._abstract: dict[int, str] = {}
        self._carried: list[tuple[str, list[Carrier]]] = []
        self._room = Room(template.limits)

    def fill(self, part: Part, context: Mapping[str, object]) -> None:
        insert: dict[type, Insert] = {
            RichText: rich_text(lambda address: self._additions.link(part.name, address)),
            Listing: listing,
            PageBreak: page_break,
            InlineImage: inline_image(self._additions, self.numbers, part.name),
        }
        printer = Printer(part.label, part.sites, self.numbers, self.template.compat, insert)
        text = "".join(part.program.run(context, printer.tools(), self._room))
        if printer.carriers:
            text = part.carrying + text[len(part.head) :]
            self._carried.append((text, printer.carriers))
        for empty in printer.opened:
            text = text.replace(empty, "")
        for repair in part.shape.repairs:
            text = text.replace(repair.left, repair.right)
        if part.shape.columns:
            text = fit_columns(text, part.head)
        self._abstract.update(part.shape.lists)
        self._parts[part.name] = text.encode()

    def finished(self) -> dict[str, bytes]:
        """Every part that is new: those filled and those that what was filled in needs."""
        made = {**self._parts, **self._additions.parts()}
        if self.numbers.new_lists:
            made[NUMBERING] = with_lists(self.template.package.read(NUMBERING), self.numbers.new_lists, self._abstract)
        return made

    def located(self) -> tuple[Carrier, ...]:
        """Every carrier with the number of its paragraph, counted in the finished part."""
        found: list[Carrier] = []
        for text, carriers in self._carried:
            at, paragraph = {}, 0
            for match in _PARAGRAPH_OR_CARRIER.finditer(text):
                if match.group(1):
                    at[match.group(1)] = paragraph
                else:
                    paragraph += 1
            found += (replace(carrier, paragraph=at[carrier.bookmark]) for carrier in carriers)
        return tuple(found)
