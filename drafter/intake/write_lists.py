"""Turn a FormSpec into the sheets «Hướng dẫn», «Khen thưởng», «Nội dung» and the hidden lists they choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

import drafter.intake.form_style as style
from drafter.intake.form_layout import (
    GRANTER_WORDS,
    TOPIC_ROWS,
    TOPIC_WORDS,
    AwardColumn,
    FormSpec,
    NarrativeColumn,
    award_label,
    group_label,
)
from drafter.intake.form_style import Look
from drafter.model.award import Recipient

AWARD_ROWS = 44
_AWARD_WIDTHS = dict(zip(AwardColumn, (34, 62, 15, 10, 34, 22, 30, 24), strict=True))
_NARRATIVE_WIDTHS = dict(zip(NarrativeColumn, (28, 36, 100), strict=True))
_HEADER_ROW = 4
_RECIPIENT_CHOICES = tuple(recipient.value.capitalize() for recipient in Recipient)


class ListColumn(StrEnum):
    """Columns of the hidden lists sheet."""

    AWARD_FORM = "Hình thức"
    GRANTER = "Cấp khen"
    RECIPIENT = "Tập thể/Cá nhân"
    TOPIC = "Nội dung"
    GROUP = "Lĩnh vực"


def write_guide(sheet: Worksheet, spec: FormSpec) -> None:
    """A page that answers what people ask on the telephone."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 5, 118
    style.put_text(sheet, 1, 1, "HƯỚNG DẪN ĐIỀN BIỂU", style.TITLE)
    subtitle = f"{spec.organisation_name} – số liệu {spec.period.words}"
    style.put_text(sheet, 2, 1, subtitle, replace(style.TITLE, size=13))
    for row, height in ((1, 30), (2, 24)):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        sheet.row_dimensions[row].height = height
    for number, line in enumerate(guide_lines(spec), start=1):
        row = number + 3
        for column, text in ((1, f"{number}."), (2, line)):
            style.put_text(sheet, row, column, text, Look(13, boxed=False))
        sheet.row_dimensions[row].height = 6 + 18 * style.lines_needed(line, 118)
    style.set_page(sheet, None)
    sheet.sheet_view.showGridLines = False
    style.lock(sheet)


def guide_lines(spec: FormSpec) -> tuple[str, ...]:
    """The guide, one numbered line each."""
    by = f" trước ngày {spec.deadline:%d/%m/%Y}" if spec.deadline else ""
    lines = f"""
Chỉ gõ vào ô màu vàng nhạt. Các ô khác được khóa để biểu của mọi đơn vị giống nhau; không cần mở khóa.
Trang «Số liệu»: gõ kết quả của kỳ này vào cột «Thực hiện». Cột «Kỳ trước» chỉ để đối chiếu.
Không phát sinh thì gõ số 0. Chưa có số liệu thì để trống và ghi lý do ở cột «Ghi chú»: ô trống được hiểu là chưa \
báo cáo, không phải là 0.
Chỉ tiêu tỷ lệ: gõ «Số đạt (tử số)» và «Tổng số (mẫu số)», phần trăm do máy tính. Chỉ khi không có hai số ấy mới gõ \
tỷ lệ vào cột «Thực hiện».
Tiền gõ theo đơn vị ở cột «Đơn vị tính»: tám mươi hai triệu rưỡi, cột ghi triệu đồng, thì gõ 82,5. Gõ kèm đơn vị khác \
cũng được, ví dụ «3,1 tỷ đồng»: máy tự quy đổi.
Số ước lượng gõ kèm chữ: «hơn 1.800», «gần 200», «khoảng 45.000». Nếu Excel hỏi có giữ như đã gõ không, chọn «Yes» (Có).
Trang «Khen thưởng»: chỉ ghi khen thưởng đã có quyết định tặng trong kỳ, không ghi đề nghị khen. Mỗi dòng một hình \
thức, chọn trong danh sách thả xuống. Có họ tên thì mỗi người, mỗi tập thể một dòng; chưa có họ tên thì chỉ gõ số lượng.
Trang «Nội dung»: mỗi ý một dòng, viết thành câu trọn vẹn; số đã có ở trang «Số liệu» không cần viết lại.
Giữ nguyên cột «Mã»: máy nhận từng dòng theo mã. Có điều cần nói thêm về chỉ tiêu nào, xin ghi ở cột «Ghi chú».
Lưu tệp dạng .xlsx rồi gửi về {spec.office_name}{by}. Cần sửa sau khi đã gửi: sửa ngay trên tệp này và gửi lại cả tệp.
"""
    return tuple(lines.strip().split("\n"))


def write_lists(sheet: Worksheet, spec: FormSpec) -> dict[ListColumn, str]:
    """Fill the hidden lists; returns for each the range that a drop-down names."""
    lists = {
        ListColumn.AWARD_FORM: tuple(award_label(form) for form in spec.award_forms),
        ListColumn.GRANTER: tuple(GRANTER_WORDS.values()),
        ListColumn.RECIPIENT: _RECIPIENT_CHOICES,
        ListColumn.TOPIC: tuple(TOPIC_WORDS[topic] for topic in spec.topics),
        ListColumn.GROUP: tuple(group_label(letter, name) for letter, name in spec.groups.items()),
    }
    ranges = {}
    for number, (column, entries) in enumerate(lists.items(), start=1):
        style.put_text(sheet, 1, number, column.value)
        for row, entry in enumerate(entries, start=2):
            style.put_text(sheet, row, number, entry)
        letter = get_column_letter(number)
        if entries:
            ranges[column] = f"'{sheet.title}'!${letter}$2:${letter}${len(entries) + 1}"
    sheet.sheet_state = "hidden"
    style.lock(sheet)
    return ranges


def write_awards(sheet: Worksheet, spec: FormSpec, ranges: dict[ListColumn, str]) -> None:
    """The award list, empty, with its drop-downs."""
    title = f"KHEN THƯỞNG ĐÃ ĐƯỢC TẶNG TRONG {spec.period.words.upper()}"
    _write_table(sheet, title, spec, _AWARD_WIDTHS, AWARD_ROWS, 24)
    _drop_down(sheet, ranges.get(ListColumn.GRANTER), 1, AWARD_ROWS, "Chọn cấp khen trong danh sách.")
    _drop_down(sheet, ranges.get(ListColumn.AWARD_FORM), 2, AWARD_ROWS, "Chọn hình thức, danh hiệu trong danh sách.")
    _drop_down(sheet, ranges.get(ListColumn.RECIPIENT), 3, AWARD_ROWS, "Chọn Tập thể hoặc Cá nhân.")
    whole = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="1", allow_blank=True)
    _warn(whole, "Số lượng phải là số nguyên từ 1.")
    whole.add(f"D{_HEADER_ROW + 1}:D{_HEADER_ROW + AWARD_ROWS}")
    sheet.add_data_validation(whole)


def write_narrative(sheet: Worksheet, spec: FormSpec, ranges: dict[ListColumn, str]) -> None:
    """Rows for each topic, its name already chosen."""
    topics = [topic for topic in spec.topics for _ in range(TOPIC_ROWS[topic])]
    _write_table(sheet, f"NỘI DUNG BÁO CÁO {spec.period.words.upper()}", spec, _NARRATIVE_WIDTHS, len(topics), 40)
    for row, topic in enumerate(topics, start=_HEADER_ROW + 1):
        style.put_text(sheet, row, 1, TOPIC_WORDS[topic])
    _drop_down(sheet, ranges.get(ListColumn.TOPIC), 1, len(topics), "Chọn nội dung trong danh sách.")
    _drop_down(sheet, ranges.get(ListColumn.GROUP), 2, len(topics), "Chọn lĩnh vực trong danh sách, hoặc để trống.")


def _write_table(
    sheet: Worksheet, title: str, spec: FormSpec, widths: Mapping[AwardColumn, int] | Mapping[NarrativeColumn, int],
    rows: int, height: float,
) -> None:  # fmt: skip
    small = replace(style.TITLE, size=13, bold=False)
    for row, text, look in ((1, title, style.TITLE), (2, f"{spec.organisation_name} (mã {spec.organisation})", small)):
        style.put_text(sheet, row, 1, text, look)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(widths))
        sheet.row_dimensions[row].height = 24
    entry = Look(fill=style.ENTRY, open=True, indent=1)
    for number, (column, width) in enumerate(widths.items(), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        style.put_text(sheet, _HEADER_ROW, number, column.value, style.HEAD)
        for row in range(_HEADER_ROW + 1, _HEADER_ROW + 1 + rows):
            style.dress(sheet.cell(row, number), entry)
    sheet.row_dimensions[_HEADER_ROW].height = 36
    for row in range(_HEADER_ROW + 1, _HEADER_ROW + 1 + rows):
        sheet.row_dimensions[row].height = height
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    style.set_page(sheet, _HEADER_ROW)
    style.lock(sheet)


def _drop_down(sheet: Worksheet, choices: str | None, column: int, rows: int, message: str) -> None:
    if not choices:
        return
    check = DataValidation(type="list", formula1=choices, allow_blank=True)
    _warn(check, message)
    letter = get_column_letter(column)
    check.add(f"{letter}{_HEADER_ROW + 1}:{letter}{_HEADER_ROW + rows}")
    sheet.add_data_validation(check)


def _warn(check: DataValidation, message: str) -> None:
    check.errorStyle, check.errorTitle, check.error = "warning", "Kiểm tra lại", f"{message} Vẫn giữ như đã gõ?"
    check.showErrorMessage = True
