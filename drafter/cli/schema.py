"""`drafter schema`: the forms of data that other programs hand in."""

from __future__ import annotations

import click

from drafter.cli.talk import say_json
from drafter.desk.schemas import submission_schema


@click.group(
    options_metavar="[TÙY_CHỌN]",
    subcommand_metavar="LỆNH",
    epilog="Ví dụ: drafter schema submission > bieu-so-lieu.schema.json",
)
def schema() -> None:
    """In khuôn dữ liệu (JSON Schema) để phần mềm khác nộp số liệu."""


@schema.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter schema submission > bieu-so-lieu.schema.json")
def submission() -> None:
    """Khuôn của một tệp JSON nộp số liệu, cùng nội dung với biểu Excel."""
    say_json(submission_schema())
