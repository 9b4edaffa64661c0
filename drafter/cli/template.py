"""`drafter template check`: everything that is wrong with a Word or Excel template, and the values it uses."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from drafter.cli.talk import EXIT_DONE, EXIT_LOOK, EXIT_NOT_DONE, console, say, say_json, say_table
from drafter.desk.template_data import read_data
from drafter.desk.templates import Checked, check, mark
from drafter.fill.errors import Lang, TemplateError

_WORDS = {
    "vi": {
        "good": "Mẫu {file} không có lỗi.",
        "errors": "Mẫu {file} có {count} lỗi.",
        "marked": "Đã ghi bản mẫu có nhận xét: {out}",
        "slots": "Các giá trị mẫu dùng",
        "columns": ("Tên", "Loại", "Cần có", "Ở đâu"),
        "yes": "có",
        "no": "không bắt buộc",
    },
    "en": {
        "good": "The template {file} has no faults.",
        "errors": "Faults in the template {file}: {count}.",
        "marked": "A copy of the template with comments was written: {out}",
        "slots": "Values the template uses",
        "columns": ("Name", "Kind", "Needed", "Where"),
        "yes": "yes",
        "no": "optional",
    },
}
_KINDS = {
    "list": "danh sách",
    "group": "nhóm",
    "number": "số",
    "condition": "điều kiện",
    "value": "giá trị",
    "text": "chữ",
    "date": "ngày",
    "yes/no": "điều kiện",
}
_SHOWN_PLACES = 3


@click.group(
    options_metavar="[TÙY_CHỌN]",
    subcommand_metavar="LỆNH [THAM_SỐ]...",
    epilog="Ví dụ: drafter template check giay-moi.docx",
)
def template() -> None:
    """Mẫu Word, Excel: tìm lỗi, xem các giá trị mẫu dùng."""


@template.command(
    "check",
    options_metavar="[TÙY_CHỌN]",
    epilog="Ví dụ: drafter template check giay-moi.docx danh-sach.xlsx --mark giay-moi-nhan-xet.docx",
)
@click.argument("file", metavar="MẪU", type=click.Path(path_type=Path))
@click.argument("data", metavar="[DỮ_LIỆU]", required=False, default=None, type=click.Path(path_type=Path))
@click.option(
    "--mark",
    "marked",
    metavar="TỆP",
    type=click.Path(path_type=Path),
    default=None,
    help="Ghi một bản của mẫu, mỗi lỗi là một nhận xét đúng chỗ.",
)
@click.option("--force", is_flag=True, help="Ghi đè bản nhận xét đã có.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", help="Ngôn ngữ của thông báo về mẫu: vi (tiếng Việt), en."
)
def check_(file: Path, data: Path | None, marked: Path | None, *, force: bool, as_json: bool, lang: Lang) -> None:
    """Nêu mọi lỗi của một mẫu Word hoặc Excel cùng lúc; có dữ liệu thì thử luôn (.json, .yaml, .toml, .xlsx)."""
    found = check(file, None if data is None else read_data(data), lang=lang)
    unmarked = None if marked is None else _mark(file, found, marked, force=force, lang=lang)
    if as_json:
        say_json(_data(file, found, marked if unmarked is None else None))
    else:
        _show(file, found, lang)
        if marked is not None and unmarked is None:
            say(str(_WORDS[lang]["marked"]).format(out=marked))
    if unmarked is not None and unmarked not in found.errors:
        say_template_errors((unmarked,), aside=True)
    sys.exit(EXIT_NOT_DONE if unmarked else EXIT_LOOK if found.errors or found.notes else EXIT_DONE)


def _mark(file: Path, found: Checked, marked: Path, *, force: bool, lang: Lang) -> TemplateError | None:
    """Write the marked copy; a file that cannot be read cannot be marked either, and the reason is returned."""
    try:
        mark(file, (*found.errors, *found.notes), marked, force=force)
    except TemplateError as error:
        return error.at(file=file.name, lang=lang)
    return None


def say_template_errors(errors: Iterable[TemplateError], *, aside: bool = False) -> None:
    """Each error with its code, place, what was found, the words around and the remedy; `aside`: on standard error."""
    out = console(error=aside)
    for error in errors:
        out.print(f"{error.code} ", style="bold red", end="", markup=False)
        out.print(str(error).replace("\n", "\n   "), markup=False, soft_wrap=True)


def _show(file: Path, found: Checked, lang: Lang) -> None:
    words = _WORDS[lang]
    if found.slots:
        say_table(
            str(words["slots"]),
            tuple((title, "left") for title in words["columns"]),
            (
                (
                    slot.path,
                    _KINDS[slot.kind] if lang == "vi" else slot.kind,
                    str(words["no" if slot.optional else "yes"]),
                    "; ".join(slot.places[:_SHOWN_PLACES]) + ("; …" if len(slot.places) > _SHOWN_PLACES else ""),
                )
                for slot in found.slots
            ),
        )
    say(str(words["errors" if found.errors else "good"]).format(file=file.name, count=len(found.errors)))
    say_template_errors((*found.errors, *found.notes))


def _data(file: Path, found: Checked, marked: Path | None) -> dict[str, object]:
    return {
        "file": str(file),
        "errors": [error_data(error) for error in found.errors],
        "notes": [error_data(error) for error in found.notes],
        "slots": [
            {"name": slot.path, "kind": slot.kind, "optional": slot.optional, "places": list(slot.places)}
            for slot in found.slots
        ],
        "marked": None if marked is None else str(marked),
    }


def error_data(error: TemplateError) -> dict[str, str]:
    """An error as JSON has it."""
    return {
        "code": error.code,
        "file": error.file,
        "part": error.part,
        "place": error.place,
        "found": error.found,
        "near": error.near,
        "what": error.what,
        "fix": error.fix,
    }
