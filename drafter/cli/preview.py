"""`drafter preview`: the pages of a draft as they print."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from drafter.cli.office import opened
from drafter.cli.talk import EXIT_DONE, say
from drafter.desk.drafts import find_draft
from drafter.desk.printed import printed, save_printed
from drafter.store.store import open_store


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter preview bao-cao-nam-LDLD-X-2025-1a2b -o bc.pdf")
@click.argument("draft", metavar="MÃ|TỆP")
@click.option(
    "--out",
    "-o",
    metavar="TỆP",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Tên tệp PDF; bỏ trống thì lấy tên của dự thảo. Không ghi đè tệp nào.",
)
@click.pass_obj
def preview(workspace: Path, draft: str, out: Path | None) -> None:
    """Bản in PDF của một dự thảo (mã hoặc mã@phiên-bản) hay một tệp Word, Excel; cần LibreOffice."""
    ws, file = opened(workspace), Path(draft)
    if file.is_file():
        name, data = file.name, file.read_bytes()
    else:
        with open_store(ws.database) as store:
            found = find_draft(store, draft)
        name, data = found.doc_id, found.document
    written = save_printed(printed(ws, data, name), out or Path(f"{Path(name).stem if file.is_file() else name}.pdf"))
    say(f"Đã lập bản in: {written}")
    sys.exit(EXIT_DONE)
