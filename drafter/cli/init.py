"""`drafter init`: make a folder into an office's workspace."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli.talk import say
from drafter.desk.init import create_workspace
from drafter.model.organisation import Level

_LEVELS = [level.value for level in Level]


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter -C D:\\BaoCao init")
@click.option(
    "--ma", "code", metavar="MÃ", prompt="Mã cơ quan (chữ không dấu, ví dụ LDLD-SONGVANG)", help="Mã cơ quan."
)
@click.option(
    "--ten",
    "name",
    metavar="TÊN",
    prompt="Tên đầy đủ của cơ quan",
    help="Tên đầy đủ, ví dụ «Liên đoàn Lao động tỉnh …».",
)
@click.option(
    "--cap",
    "level",
    metavar="CẤP",
    type=click.Choice(_LEVELS),
    prompt="Cấp",
    default="tinh",
    help=f"Cấp công đoàn: {', '.join(_LEVELS)}.",
)
@click.option(
    "--cap-tren", "superior", metavar="TÊN", prompt="Công đoàn cấp trên", default="", help="Tên công đoàn cấp trên."
)
@click.option(
    "--dia-danh", "place", metavar="ĐỊA_DANH", prompt="Địa danh ghi trên văn bản", help="Địa danh ở dòng ngày tháng."
)
@click.option("--nguoi-ky", "signer", metavar="HỌ_TÊN", prompt="Họ tên Chủ tịch", default="", help="Họ tên người ký.")
@click.pass_obj
def init(workspace: Path, code: str, name: str, level: str, superior: str, place: str, signer: str) -> None:
    """Lập văn phòng mới: tạo drafter.toml, don-vi.xlsx và các thư mục làm việc."""
    made = create_workspace(
        workspace,
        code=code,
        name=name,
        level=Level(level),
        superior=superior,
        place=place,
        signer=signer,
    )
    say("Đã lập văn phòng:", *(f"  {path}" for path in made), "")
    say("Việc tiếp theo:")
    say("  1. Mở don-vi.xlsx, ghi mã và tên các đơn vị rồi lưu lại.")
    say("  2. Chạy «drafter form --period 2026» để lập biểu gửi các đơn vị.")
