"""`drafter serve` and `drafter users`: the page as commands of the command line, loaded without what it is made of."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from drafter.desk.problems import stop
from drafter.model.problem import ProblemKind, Severity

NOT_INSTALLED = ProblemKind(
    code="W143",
    severity=Severity.ERROR,
    title="Chưa cài phần trang làm việc",
    what="thiếu thành phần «{found}» của trang làm việc",
    fix="cài thêm bằng lệnh: pip install 'drafter[web]', rồi chạy lại",
)
KINDS = (NOT_INSTALLED,)
_ROLES = ("chuyen-vien", "can-bo-duyet", "quan-tri")


@click.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter -C D:\\BaoCao serve")
@click.option("--port", metavar="CỔNG", type=int, default=0, help="Số cổng; bỏ trống thì tự chọn.")
@click.option(
    "--host", metavar="ĐỊA_CHỈ", default="127.0.0.1", help="Địa chỉ lắng nghe; khác máy này thì phải có người dùng."
)
@click.option(
    "--public", metavar="HTTPS", default="", help="Địa chỉ https mà người dùng gõ, khi có máy chủ đứng trước."
)
@click.option("--no-browser", is_flag=True, help="Không tự mở trình duyệt, chỉ in đường dẫn.")
@click.option(
    "--idle",
    metavar="PHÚT",
    type=int,
    default=30,
    help="Tắt sau bấy nhiêu phút không ai mở trang; 0 là không tắt.",
)
@click.pass_obj
def serve(workspace: Path, port: int, host: str, public: str, no_browser: bool, idle: int) -> None:
    """Mở trang làm việc trong trình duyệt: cả công việc, không cần gõ lệnh."""
    if not 0 <= port <= 65535 or idle < 0:
        raise click.UsageError("--port là số từ 0 đến 65535, --idle là số phút từ 0 trở lên")
    try:
        from drafter.web.server import serve as run
    except ImportError as error:
        if (error.name or "").split(".")[0] == "drafter":
            raise
        raise stop(NOT_INSTALLED, found=error.name) from error
    run(
        workspace.absolute(),
        host=host,
        port=port,
        public=public,
        idle=timedelta(minutes=idle),
        say=click.echo,
        browser=not no_browser,
    )


@click.group(
    options_metavar="[TÙY_CHỌN]",
    subcommand_metavar="LỆNH [THAM_SỐ]...",
    epilog="Ví dụ: drafter users add hoa --role quan-tri",
)
def users() -> None:
    """Người dùng của trang trên máy chủ: thêm, bỏ, đổi mật khẩu."""


@users.command("list", options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter users list")
@click.pass_obj
def list_users(workspace: Path) -> None:
    """Liệt kê người dùng và vai trò."""
    from drafter.web.users import read_users

    found = read_users(workspace)
    for user in found.values():
        click.echo(f"{user.name}: {user.shown or user.name}, {user.account.role.words}")
    if not found:
        click.echo("Chưa có người dùng nào: trang chỉ mở trên máy này.")


@users.command(options_metavar="[TÙY_CHỌN]", epilog='Ví dụ: drafter users add hoa --role can-bo-duyet --shown "Bà Hoa"')
@click.argument("name", metavar="TÊN_ĐĂNG_NHẬP")
@click.option(
    "--role", metavar="VAI_TRÒ", type=click.Choice(_ROLES), required=True, help=f"Vai trò: {', '.join(_ROLES)}."
)
@click.option("--shown", metavar="TÊN_HIỆN", default="", help="Tên người khác nhìn thấy khi đồng chí ấy sửa gì.")
@click.option(
    "--password",
    metavar="MẬT_KHẨU",
    prompt="Mật khẩu",
    hide_input=True,
    confirmation_prompt="Gõ lại mật khẩu",
    help="Mật khẩu; bỏ trống thì drafter hỏi, không hiện trên màn hình.",
)
@click.pass_obj
def add(workspace: Path, name: str, role: str, shown: str, password: str) -> None:
    """Thêm một người dùng."""
    from drafter.web.users import add_user

    user = add_user(workspace, name, shown, role, password)
    click.echo(f"Đã thêm {user.name}, {user.account.role.words}.")


@users.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter users password hoa")
@click.argument("name", metavar="TÊN_ĐĂNG_NHẬP")
@click.option(
    "--password",
    metavar="MẬT_KHẨU",
    prompt="Mật khẩu mới",
    hide_input=True,
    confirmation_prompt="Gõ lại mật khẩu",
    help="Mật khẩu mới; bỏ trống thì drafter hỏi.",
)
@click.pass_obj
def password(workspace: Path, name: str, password: str) -> None:
    """Đặt lại mật khẩu của một người dùng."""
    from drafter.web.users import set_password

    set_password(workspace, name, password)
    click.echo(f"Đã đặt lại mật khẩu của {name}.")


@users.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter users remove hoa")
@click.argument("name", metavar="TÊN_ĐĂNG_NHẬP")
@click.pass_obj
def remove(workspace: Path, name: str) -> None:
    """Bỏ một người dùng."""
    from drafter.web.users import remove_user

    remove_user(workspace, name)
    click.echo(f"Đã bỏ {name}.")
