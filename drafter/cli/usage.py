"""Turn click's own sentences (help, prompts, errors of the command line) into the program's Vietnamese.

Click asks gettext for each of them under the name `_`; here they are answered from a table, so that the answer does not
hang on what the machine has installed. A sentence that a later click adds shows in English until it has its line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import click

from drafter.model.problem import Place, Problem, ProblemKind, Severity

WRONG_COMMAND = ProblemKind(
    code="W198",
    severity=Severity.ERROR,
    title="Lệnh viết chưa đúng",
    what="{found}",
    fix="xem cách viết và ví dụ: {command} --help",
)
KINDS = (WRONG_COMMAND,)

_SENTENCES: Mapping[str, str] = {
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Commands": "Các lệnh",
    "Positional arguments": "Tham số",
    "Show this message and exit.": "In phần hướng dẫn này.",
    "Show the version and exit.": "In số phiên bản.",
    "%(prog)s, version %(version)s": "%(prog)s, phiên bản %(version)s",
    "required": "bắt buộc",
    "default: {default}": "mặc định: {default}",
    "Error: {message}": "Chưa đúng: {message}",
    "Error: invalid input": "Chưa đúng, xin nhập lại",
    "Missing command.": "còn thiếu tên lệnh",
    "Missing argument": "còn thiếu tham số",
    "Missing option": "còn thiếu tùy chọn",
    "Missing parameter": "còn thiếu tham số",
    "Invalid value: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint}: {message}",
    "No such option {name!r}.": "không có tùy chọn «{name}»",
    "No such command {name!r}.": "không có lệnh «{name}»",
    "Did you mean {possibility}?": "; có phải ý đồng chí là {possibility}?",
    "(Did you mean one of: {possibilities}?)": "; có phải ý đồng chí là một trong: {possibilities}?",
    "Option {name!r} does not take a value.": "tùy chọn «{name}» không có giá trị đi sau",
    "Option {name!r} requires an argument.": "tùy chọn «{name}» cần một giá trị đi sau",
    "Got unexpected extra argument ({args})": "thừa tham số «{args}»",
    "Got unexpected extra arguments ({args})": "thừa các tham số «{args}»",
    "Choose from:\n\t{choices}": "chọn một trong:\n\t{choices}",
    "{value!r} is not one of {choices}.": "«{value}» không có trong danh sách {choices}",
    "{value!r} does not match the format {format}.": "«{value}» không phải ngày viết năm-tháng-ngày, như 2026-01-15",
    "{name} {filename!r} is a file.": "«{filename}» là một tệp, cần một thư mục",
    "{name} {filename!r} is a directory.": "«{filename}» là một thư mục, cần một tệp",
    "{name} {filename!r} is not readable.": "không có quyền đọc «{filename}»",
}


def speak_vietnamese() -> None:
    """Have click say everything in Vietnamese, in this process, from now on."""
    for module in (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.termui,
        click.types,
    ):
        words = vars(module)
        words["_"] = _said
        if "ngettext" in words:
            words["ngettext"] = _counted


def _said(sentence: str) -> str:
    return _SENTENCES.get(sentence, sentence)


def _counted(one: str, many: str, number: int) -> str:
    return _said(one if number == 1 else many)


def usage_problem(error: click.ClickException) -> Problem:
    """What is wrong with the command line, told as every other problem is."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "drafter"
    found = re.sub(r"'([^']*)'", r"«\1»", error.format_message()).replace(" ;", ";").strip().rstrip(".")
    return WRONG_COMMAND.at(Place(text=f"lệnh «{command}»"), found=found, command=command)
