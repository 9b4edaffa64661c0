"""Turn a Word template and data into a finished Word file.

A template is compiled when it is made and may be rendered any number of times, from any thread. Parts without tags
are copied as they lie in the file.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from drafter.fill.errors import Lang, TemplateError, TemplateErrors, raise_all
from drafter.fill.language import Language, Limits
from drafter.fill.package import Package, save
from drafter.fill.slots import Slot, slots
from drafter.fill.values import Rendered
from drafter.fill.word.cache import entry, keep, load
from drafter.fill.word.check import Check, check_word
from drafter.fill.word.many import fill_sections, in_copy
from drafter.fill.word.parts import Part, compile_parts, compile_sources, open_word, read_sources
from drafter.fill.word.run import Run, highest_ids

Told = Callable[[TemplateError], object]


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
        language = self._language = Language(filters=filters, compat=compat, limits=self.limits)
        self._repeated: list[Part] | None = None
        try:
            self.package, self.notes = open_word(source)
            self._parts = _compiled(self.package, source, language, Path(cache) if cache else None, compat=compat)
        except (TemplateError, TemplateErrors) as error:
            raise self._told(error) from None
        self._ids = highest_ids(self.package)

    def render(self, context: Mapping[str, object], *, told: Told | None = None) -> bytes:
        """The finished file; raises TemplateError. `told` is called with each thing that a sub-document loses."""
        return _telling(self._render(context, carriers=False), told)

    def render_carried(self, context: Mapping[str, object]) -> Rendered:
        """The finished file, where each carried value stands in it, and what was left out of sub-documents."""
        return self._render(context, carriers=True)

    def render_to(self, path: Path | str, context: Mapping[str, object], *, told: Told | None = None) -> None:
        """Write the finished file to `path`, whole or not at all; `told` as in `render`."""
        save(path, self.render(context, told=told))

    def render_many(
        self,
        contexts: Iterable[Mapping[str, object]],
        out: Path | str,
        *,
        name: Callable[[int, Mapping[str, object]], str] | None = None,
        progress: Callable[[int], object] | None = None,
        told: Told | None = None,
    ) -> list[Path]:
        """One file for each context in the folder `out`, or all in the one file `out` when it ends in .docx.

        In one file each is a section of its own, its pages numbered from 1. `name` gives the file's name from its
        number (from 1) and context, else they are 0001.docx, ...; `progress` is called with the number done. Files
        already written stay when a later one fails; the one file is written whole or not at all. `told` as in `render`.
        """
        out = Path(out)
        if out.suffix.lower() == ".docx":
            save(out, _telling(self._sections(contexts, progress), told))
            return [out]
        out.mkdir(parents=True, exist_ok=True)
        made: list[Path] = []
        for number, context in enumerate(contexts, start=1):
            made.append(out / (name(number, context) if name else f"{number:04}.docx"))
            try:
                self.render_to(made[-1], context, told=told)
            except TemplateError as error:
                raise in_copy(error, number) from error.__cause__
            if progress:
                progress(number)
        return made

    def render_many_carried(self, contexts: Iterable[Mapping[str, object]]) -> Rendered:
        """One document with a section for each context; a carrier's paragraph is counted within its own section."""
        return self._sections(contexts, None)

    def _sections(self, contexts: Iterable[Mapping[str, object]], progress: Callable[[int], object] | None) -> Rendered:
        try:
            if self._repeated is None:
                sources, _ = read_sources(self.package, compat=self.compat, repeated=True)
                self._repeated, errors = compile_sources(sources, self._language)
                raise_all(errors)
            run = Run(self.package, self._ids, self.limits, compat=self.compat)
            fill_sections(run, self.package, self._repeated, contexts, progress)
        except (TemplateError, TemplateErrors) as error:
            raise self._told(error) from error.__cause__
        return Rendered(self.package.write(run.finished()), run.located(), self._notes(run))

    def _notes(self, run: Run) -> tuple[TemplateError, ...]:
        return tuple(note.at(file=self.name, lang=self.lang) for note in run.notes)

    def slots(self) -> tuple[Slot, ...]:
        """What the template asks of the data, in the order it is first used."""
        return slots([part.program.blocks for part in self._parts])

    def check(self, data: Mapping[str, object] | None = None) -> Check:
        """Everything that is wrong with `data` for this template at once, and the slots; never raises.

        A template that is itself wrong cannot be made; `check_word` takes a file and tells what is wrong with it.
        """
        return check_word(self._source, data, filters=self._filters, compat=self.compat, lang=self.lang, name=self.name)

    def _render(self, context: Mapping[str, object], *, carriers: bool) -> Rendered:
        run = Run(self.package, self._ids, self.limits, compat=self.compat)
        try:
            for part in self._parts:
                run.fill(part, context)
        except TemplateError as error:
            raise self._told(error) from error.__cause__
        data = self.package.write(run.finished())
        return Rendered(data, run.located() if carriers else (), self._notes(run))

    def _told(self, error: TemplateError | TemplateErrors) -> TemplateError | TemplateErrors:
        """The error with the template's name and the language of its messages."""
        for one in error.errors if isinstance(error, TemplateErrors) else (error,):
            one.at(file=self.name, lang=self.lang)
        return error


def _telling(rendered: Rendered, told: Told | None) -> bytes:
    if told is not None:
        for note in rendered.notes:
            told(note)
    return rendered.data


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
