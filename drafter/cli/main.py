"""The command line: every task of the desk as a command, in Vietnamese."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from drafter import __version__
from drafter.cli.on_demand import OnDemandGroup
from drafter.cli.talk import EXIT_NOT_DONE, EXIT_TRY_AGAIN, now, say, say_problems, speak_utf8
from drafter.cli.usage import speak_vietnamese, usage_problem
from drafter.desk.problems import DeskError
from drafter.store.errors import StoreError

# Each command by name: where it is (imported when it is called for) and its line in the program's help.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "serve": ("drafter.web.commands:serve", "Mở trang làm việc trong trình duyệt"),
    "init": ("drafter.cli.init:init", "Lập văn phòng mới"),
    "form": ("drafter.cli.forms:form", "Lập biểu Excel gửi các đơn vị, có sẵn số kỳ trước"),
    "import": ("drafter.cli.forms:import_", "Nhận biểu đã điền (.xlsx, .json, thư mục, tệp nén)"),
    "extract": ("drafter.cli.extract:extract_", "Đọc số liệu trong báo cáo cũ thành bảng đối chiếu"),
    "status": ("drafter.cli.status:status", "Bảng đơn vị: nộp, thiếu, lỗi, nộp lại"),
    "figures": ("drafter.cli.figures:figures", "Số liệu của kỳ: tổng, so với chỉ tiêu và cùng kỳ, nguồn từng số"),
    "correct": ("drafter.cli.correct:correct_command", "Sửa một số của đơn vị có ghi lý do, hoàn tác lần sửa"),
    "draft": ("drafter.cli.draft:draft", "Soạn dự thảo Word và phụ lục Excel của một loại văn bản"),
    "adopt": ("drafter.cli.adopt:adopt_", "Biến văn bản năm trước thành mẫu của văn phòng"),
    "refresh": ("drafter.cli.refresh:refresh", "Đưa số liệu về muộn vào bản thảo đã sửa"),
    "trace": ("drafter.cli.trace:trace_command", "Số này ở đâu ra"),
    "drafts": ("drafter.cli.drafts:drafts", "Các dự thảo đã soạn"),
    "diff": ("drafter.cli.drafts:diff", "Hai bản khác nhau ở số nào, câu nào"),
    "restore": ("drafter.cli.drafts:restore_command", "Ghi lại một dự thảo từ kho ra tệp"),
    "issue": ("drafter.cli.issue:issue", "Phát hành: ghi số, ngày"),
    "preview": ("drafter.cli.preview:preview", "Bản in PDF của một dự thảo"),
    "check": ("drafter.cli.check:check", "Soát văn bản Word, Excel trước khi ký"),
    "rule": ("drafter.cli.check:rule", "Một quy tắc soát văn bản"),
    "kinds": ("drafter.cli.kinds:kinds", "Các loại văn bản: liệt kê, xem, chép thành loại riêng, kiểm tra"),
    "awards": ("drafter.cli.awards:awards", "Khen thưởng: soát danh sách đề nghị, in danh sách"),
    "run-due": ("drafter.cli.run_due:run_due", "Làm những việc đến hạn theo lịch, mỗi việc một lần"),
    "runs": ("drafter.cli.run_due:runs", "Các lần chạy tự động"),
    "schedule": ("drafter.cli.schedule:schedule", "Đặt lịch chạy tự động mỗi ngày"),
    "template": ("drafter.cli.template:template", "Mẫu Word, Excel: tìm lỗi, xem các giá trị mẫu dùng"),
    "fill": ("drafter.cli.fill:fill", "Điền một mẫu Word hoặc Excel từ tệp dữ liệu"),
    "schema": ("drafter.cli.schema:schema", "In khuôn dữ liệu (JSON Schema) để phần mềm khác nộp số liệu"),
    "users": ("drafter.web.commands:users", "Người dùng của trang trên máy chủ"),
    "demo": ("drafter.cli.demo:demo", "Dựng các văn phòng mẫu, soạn đủ các loại văn bản"),
}


@click.group(
    cls=OnDemandGroup,
    table=COMMANDS,
    options_metavar="[TÙY_CHỌN]",
    subcommand_metavar="LỆNH [THAM_SỐ]...",
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog="Ví dụ: «drafter demo» dựng các văn phòng mẫu để xem; «drafter init» lập văn phòng của đồng chí.",
)
@click.version_option(
    __version__, prog_name="drafter", message="%(prog)s, phiên bản %(version)s", help="In số phiên bản."
)
@click.option(
    "--workspace",
    "-C",
    metavar="THƯ_MỤC",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Thư mục làm việc của văn phòng (mặc định: thư mục hiện tại).",
)
@click.pass_context
def cli(context: click.Context, workspace: Path) -> None:
    """Drafter: từ số liệu của các đơn vị đến dự thảo báo cáo đúng thể thức."""
    context.obj = workspace


def run(arguments: Sequence[str] | None = None) -> None:
    """Run the program; nothing a person did, and no fault of the program's own, ends in a traceback."""
    speak_utf8()
    speak_vietnamese()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        cli.main(given, prog_name="drafter", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
    except click.exceptions.Abort:
        say("", "Đã dừng theo yêu cầu.")
        sys.exit(EXIT_NOT_DONE)
    except click.ClickException as error:
        say_problems((usage_problem(error),), error=True)
        sys.exit(EXIT_NOT_DONE)
    except DeskError as error:
        say_problems(error.problems, error=True)
        sys.exit(EXIT_NOT_DONE)
    except StoreError as error:
        say_problems((error.problem,), error=True)
        sys.exit(EXIT_TRY_AGAIN if error.passing else EXIT_NOT_DONE)
    except Exception as error:  # the last door: what went wrong is kept in a log, the person reads what to do
        from drafter.desk.crash import crash_problem  # it brings half the program with it

        say_problems((crash_problem(error, _workspace(given), given, now()),), error=True)
        sys.exit(EXIT_NOT_DONE)


def _workspace(arguments: Sequence[str]) -> Path:
    """The folder that the command line names, read leniently: it may be what went wrong."""
    context = cli.make_context("drafter", list(arguments), resilient_parsing=True)
    return context.params.get("workspace") or Path()
