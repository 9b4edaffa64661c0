"""Turn a Word template, and data if there is any, into everything that is wrong and everything it asks for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter.fill.errors import Lang, Place, TemplateError
from drafter.fill.language import Language, Limits, Program
from drafter.fill.runtime import Room
from drafter.fill.slots import Slot, slots
from drafter.fill.word.parts import Part, compile_parts, open_word
from drafter.fill.word.run import Run, highest_ids


@dataclass(frozen=True, slots=True)
class Check:
    """What was found: errors (the template cannot be used as it is), notes (what was dropped), slots."""

    errors: tuple[TemplateError, ...]
    notes: tuple[TemplateError, ...] = ()
    slots: tuple[Slot, ...] = ()


def check_word(
    source: Path | str | bytes,
    data: Mapping[str, object] | None = None,
    *,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    compat: bool = False,
    lang: Lang = "vi",
    name: str | None = None,
) -> Check:
    """Everything at once, never raising for the template or the data; OSError when the file cannot be opened."""
    name = name or ("" if isinstance(source, bytes) else Path(source).name)
    language = Language(filters=filters, compat=compat)
    notes: list[TemplateError] = []
    try:
        package, notes = open_word(source)
        parts, errors = compile_parts(package, language, compat=compat)
    except TemplateError as error:
        parts, errors = [], [error]
    if data is not None and not errors:
        noter = _Noter()
        noting, _ = compile_parts(package, language.noting(noter.note), compat=compat)
        run = Run(package, highest_ids(package), language.limits, compat=compat)
        errors = noter.run(run, noting, data)
        notes += run.notes
    for each in (*errors, *notes):
        each.at(file=name, lang=lang)
    return Check(tuple(errors), tuple(notes), slots([part.program.blocks for part in parts]))


class _Noter:
    """Gathers the errors of a filling that goes on in spite of them; each tag's error of one kind once."""

    def __init__(self) -> None:
        self._errors: dict[tuple[object, ...], TemplateError] = {}
        self._program: Program | None = None

    def run(self, run: Run, parts: list[Part], data: Mapping[str, object]) -> list[TemplateError]:
        for part in parts:
            self._program = part.program
            tools = {name: self._noting(tool) for name, tool in run.printer(part, part.name).tools().items()}
            try:
                run.finish(part, part.name, "".join(part.program.run(data, tools, Room(Limits()))))
            except TemplateError as error:
                self._keep(error, error.where)
        return list(self._errors.values())

    def note(self, error: Exception) -> None:
        assert self._program is not None
        tag, item = self._program.current()
        self._keep(self._program.told(error, tag, item), tag.where if tag else None)

    def _keep(self, error: TemplateError, where: Place | None) -> None:
        self._errors.setdefault((where, error.code, error.found), error)

    def _noting(self, tool: Any) -> Any:
        if isinstance(tool, dict) or not callable(tool):
            return tool

        def call(*arguments: Any) -> str:
            try:
                made: str = tool(*arguments)
            except TemplateError as error:
                self.note(error)
                return ""
            return made

        return call
