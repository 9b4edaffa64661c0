"""`drafter fill`: a Word or Excel template filled from a data file, once or once for each record."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from drafter.cli.talk import EXIT_DONE, EXIT_LOOK, EXIT_NOT_DONE, console, say
from drafter.cli.template import say_template_errors
from drafter.desk.template_data import read_data
from drafter.desk.templates import Filled
from drafter.desk.templates import fill as fill_template
from drafter.fill.errors import Lang

_WORDS = {
    "vi": {"one": "Đã ghi {path}", "many": "Đã ghi {count} tệp vào {path}", "going": "Đã điền {done}/{total} bản…"},
    "en": {"one": "Written: {path}", "many": "Files written to {path}: {count}", "going": "{done} of {total} filled…"},
}


@click.command(
    options_metavar="[TÙY_CHỌN]",
    epilog='Ví dụ: drafter fill giay-moi.docx danh-sach.xlsx -o giay-moi --each --name "Giay moi {{ ho_ten }}"',
)
@click.argument("template", metavar="MẪU", type=click.Path(path_type=Path))
@click.argument("data", metavar="DỮ_LIỆU", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    metavar="KẾT_QUẢ",
    required=True,
    type=click.Path(path_type=Path),
    help="Tệp ghi kết quả; với --each: thư mục, hoặc một tệp .docx gồm mỗi dòng một phần.",
)
@click.option("--each", is_flag=True, help="Mỗi dòng dữ liệu điền một bản.")
@click.option(
    "--name", metavar="MẪU_TÊN", default=None, help='Tên tệp của từng bản, với --each: "Giay moi {{ ho_ten }}".'
)
@click.option("--force", is_flag=True, help="Ghi đè tệp kết quả đã có.")
@click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", help="Ngôn ngữ của thông báo về mẫu: vi (tiếng Việt), en."
)
def fill(template: Path, data: Path, out: Path, *, each: bool, name: str | None, force: bool, lang: Lang) -> None:
    """Điền một mẫu Word hoặc Excel từ tệp dữ liệu .json, .yaml, .toml hoặc .xlsx."""
    words = _WORDS[lang]
    with console(error=True).status("…") as shown:
        filled = fill_template(
            template,
            read_data(data),
            out,
            sources=(data,),
            each=each,
            name=name,
            force=force,
            lang=lang,
            progress=lambda done, total: shown.update(words["going"].format(done=done, total=total)),
        )
    if filled.files:
        alone = filled.files == (out,)
        say(words["one" if alone else "many"].format(path=out, count=len(filled.files)))
    say_template_errors((*filled.errors, *filled.notes), aside=not filled.files)
    sys.exit(_exit_code(filled))


def _exit_code(filled: Filled) -> int:
    """2 when nothing was written, 1 when a record was not or something is to be looked at."""
    if not filled.files:
        return EXIT_NOT_DONE
    return EXIT_LOOK if filled.errors or filled.notes else EXIT_DONE
