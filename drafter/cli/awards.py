"""`drafter awards`: what there is to ask about nominations, and their lists in the order one needs."""

from __future__ import annotations

import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import click

from drafter.awards.sentences import padded
from drafter.cli.office import opened
from drafter.cli.talk import now, problem_data, say, say_json, say_problems, say_table, worst
from drafter.desk.awards import AwardReport, check_round, form_of, line_of, list_round
from drafter.desk.workspace import read_period
from drafter.model.award_choices import ListOrder
from drafter.store.store import open_store
from drafter.wording.numbers import number

_PERIOD = {
    "metavar": "KỲ",
    "default": None,
    "help": "Kỳ đề nghị: 2025, 2026-Q1…; bỏ trống là kỳ mới nhất.",
}


@click.group(
    options_metavar="[TÙY_CHỌN]",
    subcommand_metavar="LỆNH [THAM_SỐ]...",
    epilog="Ví dụ: drafter awards check --period 2025 --date 2026-01-16",
)
def awards() -> None:
    """Khen thưởng: soát danh sách đề nghị, in danh sách theo thứ tự cần dùng."""


@awards.command(options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter awards check --period 2025 --date 2026-01-16")
@click.option("--period", "period_text", **_PERIOD)  # type: ignore[arg-type]
@click.option(
    "--date",
    "day",
    metavar="NGÀY",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="Ngày của tờ trình, quyết định, viết năm-tháng-ngày: 2026-01-16.",
)
@click.option("--requests", is_flag=True, help="In thêm câu gửi đơn vị.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def check(workspace: Path, period_text: str | None, day: datetime | None, requests: bool, as_json: bool) -> None:
    """Soát danh sách đề nghị: trùng, điều kiện, phiếu, số lượng, căn cứ, tiền thưởng. Chỉ hỏi, không xóa, không sửa."""
    ws, period = opened(workspace), read_period(period_text) if period_text else None
    chosen: date | None = day.date() if day else None
    with open_store(ws.database) as store:
        report = check_round(ws, store, period, today=now().date(), day=chosen)
    if as_json:
        say_json(_data(report))
    else:
        _show(report)
        say_problems(report.problems, requests=requests)
    sys.exit(max(worst(report.problems), worst(ws.problems)))


@awards.command(name="list", options_metavar="[TÙY_CHỌN]", epilog="Ví dụ: drafter awards list --period 2025 --by ten")
@click.option("--period", "period_text", **_PERIOD)  # type: ignore[arg-type]
@click.option(
    "--by",
    "order",
    metavar="THỨ_TỰ",
    type=click.Choice([order.value for order in ListOrder]),
    default=None,
    help="Xếp theo: ten (tên gọi, thứ tự ABC), cap, hinh-thuc, don-vi; bỏ trống là theo drafter.toml.",
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_obj
def list_(workspace: Path, period_text: str | None, order: str | None, as_json: bool) -> None:
    """In danh sách đề nghị, xếp theo tên gọi, cấp khen, hình thức hoặc đơn vị."""
    ws, period = opened(workspace), read_period(period_text) if period_text else None
    with open_store(ws.database) as store:
        kept, groups = list_round(ws, store, period, ListOrder(order) if order else None, today=now().date())
    if as_json:
        say_json(
            [{"group": group.title, "name": one.name, "count": one.count, "title": one.title, "unit": one.unit_name,
              "recipient": one.recipient.value, "form": one.form}
             for group in groups for one in group.nominations]
        )  # fmt: skip
    else:
        columns = (
            ("TT", "right"), ("Họ và tên / tên tập thể", "left"), ("Chức vụ", "left"), ("Đơn vị", "left"),
            ("Hình thức, danh hiệu", "left"),
        )  # fmt: skip
        for group in groups:
            rows = ((str(place), *line_of(one), form_of(ws, one)) for place, one in enumerate(group.nominations, 1))
            say_table(group.title or f"Danh sách đề nghị khen thưởng {kept.words}", columns, rows)
    sys.exit(worst(ws.problems))


def _show(report: AwardReport) -> None:
    """What the list holds by form, with the bonus of the day."""
    rows = [
        (
            report.batch.form_name(line.form.code),
            str(line.recipient),
            padded(line.count + sum(one.count for one in line.unpaid)),
            _dong(line.each),
            _dong(line.amount),
        )
        for line in report.money.lines
    ]
    columns = (
        ("Hình thức, danh hiệu", "left"), ("Đối tượng", "left"), ("Số lượng", "right"), ("Mức thưởng", "right"),
        ("Thành tiền", "right"),
    )  # fmt: skip
    say_table(f"Đề nghị khen thưởng {report.period.words}, ngày văn bản {report.day:%d/%m/%Y}", columns, rows)
    total, direct = report.own_money.total, report.direct
    say(
        f"Tiền thưởng do cơ quan quyết định: {'chưa tính được' if total is None else _dong(total)}; "
        "hình thức của cấp khác do cấp ấy chi.",
        f"Người trực tiếp lao động: {number(direct.direct)}/{number(direct.total)} cá nhân"
        + (f", {direct.untold} người chưa ghi phân loại." if direct.untold else "."),
        f"Có {len(report.problems)} điểm cần xem." if report.problems else "Không có điểm nào phải xem lại.",
    )


def _dong(amount: Decimal | None) -> str:
    return "chưa có mức" if amount is None else f"{number(amount)} đồng"


def _data(report: AwardReport) -> dict[str, object]:
    return {
        "period": report.period.code,
        "date": report.day.isoformat(),
        "forms": [
            {
                "level": row.level.value,
                "form": row.form.code,
                "name": report.batch.form_name(row.form.code),
                "collectives": row.collectives,
                "individuals": row.individuals,
            }
            for row in (*report.summary.rows, *report.summary.external)
        ],
        "bonuses": [
            {
                "form": line.form.code,
                "recipient": line.recipient.value,
                "count": line.count,
                "each": line.each,
                "amount": line.amount,
            }
            for line in report.money.lines
        ],
        "own_bonus_total": report.own_money.total,
        "direct_workers": vars(report.direct),
        "problems": [problem_data(problem) for problem in report.problems],
    }
