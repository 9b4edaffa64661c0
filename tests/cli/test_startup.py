"""The program starts quickly: what a command does not work with is not loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

from drafter.cli.main import COMMANDS, cli

HEAVY = ("jinja2", "lxml", "openpyxl", "pydantic", "python_calamine", "rapidfuzz", "sqlalchemy")
RUN = "import sys; sys.argv[1:] = {}; from drafter.cli.main import run; run()"


def loaded(code: str) -> set[str]:
    """The modules, by full name, that a fresh interpreter holds after running the code."""
    program = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint('\\n'.join(['', '#', *sys.modules]))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    modules = done.stdout.rpartition("\n#\n")[2].split()
    assert "sys" in modules
    return set(modules)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], [], ["drat"]], ids=" ".join)
def test_what_needs_no_data_loads_nothing_heavy(arguments: list[str]) -> None:
    modules = loaded(RUN.format(arguments))
    assert "drafter.cli.main" in modules
    assert modules.isdisjoint(HEAVY)
    assert [name for name in modules if name.startswith(("drafter.fill", "drafter.desk.draft", "drafter.render"))] == []


def test_saving_a_file_loads_no_engine() -> None:
    modules = loaded("import drafter.fill.package")
    assert "drafter.fill.package" in modules
    assert modules.isdisjoint(HEAVY)


def test_the_word_engine_leaves_the_excel_engine_alone() -> None:
    modules = loaded("from drafter.fill import WordTemplate")
    assert "drafter.fill.word.template" in modules
    assert [name for name in modules if name.startswith("drafter.fill.excel.template")] == []


def test_a_command_loads_only_what_it_works_with() -> None:
    form = loaded(RUN.format(["form", "--help"]))
    assert "drafter.intake.form_writer" in form
    assert form.isdisjoint({"jinja2", "pydantic", "drafter.fill.word.template"})
    draft = loaded(RUN.format(["draft", "--help"]))
    assert "drafter.render.draft" in draft
    assert draft.isdisjoint({"openpyxl", "pydantic", "drafter.intake.form_writer"})


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_help_is_how_the_command_speaks_of_itself(name: str) -> None:
    command = cli.commands[name]
    assert command.name == name
    assert command.help is not None
    assert command.help.startswith(COMMANDS[name][1])
    assert len(COMMANDS[name][1]) < 67  # one line of an 80-column terminal


def test_every_public_name_of_the_engine_is_there() -> None:
    import drafter.fill

    assert set(drafter.fill.__all__) == set(drafter.fill._PLACES)
    assert {name for name in drafter.fill.__all__ if not hasattr(drafter.fill, name)} == set()
    assert set(drafter.fill.__all__) <= set(dir(drafter.fill))
    with pytest.raises(AttributeError, match="has no attribute 'PowerPointTemplate'"):
        drafter.fill.PowerPointTemplate  # noqa: B018
