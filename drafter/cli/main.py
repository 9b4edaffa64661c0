"""The command line: every task of the desk as a command, in Vietnamese."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from drafter import __version__
from drafter.cli import demo, draft, figures, forms, init, schema, status
from drafter.cli.talk import EXIT_NOT_DONE, EXIT_TRY_AGAIN, say_problems, speak_utf8
from drafter.desk.problems import DeskError
from drafter.store.errors import StoreError

COMMANDS: Sequence[click.Command] = (
    init.init,
    forms.form,
    forms.import_,
    status.status,
    figures.figures,
    draft.draft,
    schema.schema,
    demo.demo,
)


@click.group(
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog="Bắt đầu: «drafter demo» dựng một văn phòng mẫu; «drafter init» lập văn phòng của đồng chí.",
)
@click.version_option(__version__, prog_name="drafter")
@click.option(
    "--workspace",
    "-C",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Thư mục làm việc của văn phòng (mặc định: thư mục hiện tại).",
)
@click.pass_context
def cli(context: click.Context, workspace: Path) -> None:
    """Drafter: từ số liệu của các đơn vị đến dự thảo báo cáo đúng thể thức."""
    context.obj = workspace


for command in COMMANDS:
    cli.add_command(command)


def run() -> None:
    """Run the program; nothing a person did ends in a traceback."""
    speak_utf8()
    try:
        cli.main(prog_name="drafter", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(EXIT_NOT_DONE)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_NOT_DONE)
    except DeskError as error:
        say_problems(error.problems)
        sys.exit(EXIT_NOT_DONE)
    except StoreError as error:
        say_problems((error.problem,))
        sys.exit(EXIT_TRY_AGAIN if error.passing else EXIT_NOT_DONE)
