"""Every fault of a filled form, in the words a person reads: what, where, how to fix, what to send to the unit."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

import pytest
from form_samples import (
    CATALOGUE,
    EXPECTED,
    UNIT,
    UNIT_NAME,
    UNITS,
    Edit,
    at,
    blank_form,
    figures_of,
    filled,
    on,
    parts,
    place,
    put,
    read,
)
from openpyxl import Workbook

from drafter.intake import identity
from drafter.intake.findings import Expected, ReadForm
from drafter.intake.form_layout import AWARDS_SHEET, FIGURES_SHEET, NARRATIVE_SHEET, FigureColumn
from drafter.intake.sandbox import Sandbox
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.period import Period
from drafter.model.problem import Severity

NUMERATOR, DENOMINATOR, TARGET, NOTE = (
    FigureColumn.NUMERATOR, FigureColumn.DENOMINATOR, FigureColumn.TARGET, FigureColumn.NOTE,
)  # fmt: skip
ASK = f"Kính đề nghị {UNIT_NAME} "
AGAIN = " Sửa xong xin gửi lại cả tệp."
E02 = "chỉ tiêu E02 – Số đoàn viên kết nạp mới"
C06 = f"chỉ tiêu C06 – {CATALOGUE.by_code['C06'].name}"


@dataclass(frozen=True)
class Fault:
    """An edit, and the problem it must raise: `{at}` stands for the sheet and the cell."""

    edit: tuple[Edit, ...]
    cell: str
    message: str
    fix: str
    request: str = ""
    sheet: str = FIGURES_SHEET


def cell_fault(
    value: object, message: str, fix: str, request: str, code: str = "E02", column: FigureColumn = FigureColumn.ACTUAL
) -> Fault:
    return Fault((put(code, value, column),), place(code, column), message, fix, request)


E, C, G = place("E02"), place("C06"), place("C16b")
ONLY_NUMBER = "chỉ gõ số, ví dụ 1846; lời giải thích xin ghi ở cột «Ghi chú»"

FAULTS = {
    "chữ trong ô số": cell_fault(
        "mười hai",
        "D104 {at}: dòng E02 cần một số nguyên (người), gặp «mười hai»",
        ONLY_NUMBER,
        f"{ASK}kiểm tra lại ô {E}, trang tính «Số liệu» ({E02}): đang ghi «mười hai», cần ghi một số nguyên "
        f"(người).{AGAIN}",
    ),
    "khoảng số": cell_fault(
        "10-12",
        "D104 {at}: dòng E02 cần một số nguyên (người), gặp «10-12»",
        "gõ một số; số ước lượng thì gõ «khoảng …», lời giải thích xin ghi ở cột «Ghi chú»",
        f"{ASK}kiểm tra lại ô {E}, trang tính «Số liệu» ({E02}): đang ghi «10-12», cần ghi một số nguyên "
        f"(người).{AGAIN}",
    ),
    "kết quả trên kế hoạch": cell_fault(
        "676/650",
        "D104 {at}: dòng E02 cần một số nguyên (người), gặp «676/650»",
        "gõ kết quả vào cột «Thực hiện», chỉ tiêu vào cột «Chỉ tiêu giao», mỗi số một ô",
        f"{ASK}kiểm tra lại ô {E}, trang tính «Số liệu» ({E02}): đang ghi «676/650», cần ghi một số nguyên "
        f"(người).{AGAIN}",
    ),
    "ô phần trăm trong dòng đếm": Fault(
        (put("E02", 0.95), on(FIGURES_SHEET, lambda s: setattr(s[E], "number_format", "0%"))),
        E,
        "D104 {at}: dòng E02 cần một số nguyên (người), gặp «95%»",
        "dòng này cần một số đếm, không phải tỷ lệ phần trăm",
        f"{ASK}kiểm tra lại ô {E}, trang tính «Số liệu» ({E02}): đang ghi «95%», cần ghi một số nguyên (người).{AGAIN}",
    ),
    "ô đúng sai": cell_fault(
        True,
        "D104 {at}: dòng E02 cần một số nguyên (người), gặp «TRUE»",
        ONLY_NUMBER,
        f"{ASK}kiểm tra lại ô {E}, trang tính «Số liệu» ({E02}): đang ghi «TRUE», cần ghi một số nguyên "
        f"(người).{AGAIN}",
    ),
    "hai cách hiểu": cell_fault(
        "1.234",
        "D105 {at}: dòng C16b: «1.234» có thể là 1234 triệu đồng hoặc 1,234 triệu đồng, chưa rõ là số nào",
        "gõ lại «1234» hoặc «1.234.000 đồng»",
        f"{ASK}cho biết số đúng ở ô {G}, trang tính «Số liệu» (chỉ tiêu C16b – Quà Tết tặng CNVCLĐ: số tiền): "
        f"«1.234» là 1234 triệu đồng hoặc 1,234 triệu đồng?{AGAIN}",
        "C16b",
    ),
    "không": cell_fault(
        "không",
        "D105 {at}: dòng E02: «không» có thể là 0 (không phát sinh) hoặc chưa có số liệu, chưa rõ là số nào",
        "không phát sinh thì gõ số 0; chưa có số liệu thì để trống",
        f"{ASK}cho biết số đúng ở ô {E}, trang tính «Số liệu» ({E02}): «không» là 0 (không phát sinh) hoặc chưa có số "
        f"liệu?{AGAIN}",
    ),
    "tỷ lệ không rõ phần trăm": Fault(
        (put("C06", 0.9166), on(FIGURES_SHEET, lambda s: setattr(s[C], "number_format", "General"))),
        C,
        "D105 {at}: dòng C06: «0,9166» có thể là 91,66% hoặc 0,9166%, chưa rõ là số nào",
        "gõ lại «91,66%» hoặc «0,9166%»",
        f"{ASK}cho biết số đúng ở ô {C}, trang tính «Số liệu» ({C06}): «0,9166» là 91,66% hoặc 0,9166%?{AGAIN}",
    ),
    "số đếm lẻ": cell_fault(
        12.5,
        "D106 {at}: dòng E02 đếm người, cần số nguyên, gặp «12,5»",
        "gõ lại số nguyên",
        f"{ASK}kiểm tra lại ô {E}, trang tính «Số liệu» ({E02}): đang là «12,5», cần số nguyên.{AGAIN}",
    ),
    "dấu chấm bị hiểu là dấu thập phân": cell_fault(
        1.846,
        "D106 {at}: dòng E02 đếm người, cần số nguyên, gặp «1,846»",
        "nếu ý là 1.846 thì gõ 1846, không gõ dấu chấm",
        f"{ASK}kiểm tra lại ô {E}, trang tính «Số liệu» ({E02}): đang là «1,846», cần số nguyên.{AGAIN}",
    ),
    "số đếm âm": cell_fault(
        -3,
        "D107 {at}: dòng E02 không thể âm, gặp «-3»",
        "gõ lại số không có dấu trừ; số giảm thì gõ ở dòng của số giảm",
        f"{ASK}kiểm tra lại ô {E}, trang tính «Số liệu» ({E02}): số đang âm (-3).{AGAIN}",
    ),
    "số tiền âm": cell_fault(
        -3.5,
        "D108 {at}: dòng G06 có số âm: «-3,5»",
        "nếu đúng là số âm thì không cần sửa; nếu không, gõ lại không có dấu trừ",
        f"{ASK}xác nhận số âm ở ô {place('G06')}, trang tính «Số liệu» "
        "(chỉ tiêu G06 – Tích lũy, số dư tài chính công đoàn cuối kỳ): -3,5.",
        "G06",
    ),
    "Excel đổi thành ngày": cell_fault(
        date(2025, 12, 11),
        "D109 {at}: dòng E02 cần một số nguyên (người), gặp ngày 11/12/2025: Excel thường đổi «11/12» thành ngày tháng",
        "gõ số ấy vào đúng cột (tử số và mẫu số mỗi số một ô), hoặc gõ dấu ' trước khi gõ",
        f"{ASK}gõ lại ô {E}, trang tính «Số liệu» ({E02}): Excel đã đổi số thành ngày 11/12/2025.{AGAIN}",
    ),
    "ô báo lỗi": cell_fault(
        "#REF!",
        "D110 {at}: dòng E02 cần một số nguyên (người), ô đang báo lỗi #REF!",
        "gõ số trực tiếp vào ô, hoặc sửa công thức cho hết lỗi",
        f"{ASK}sửa ô {E}, trang tính «Số liệu» ({E02}): ô đang báo lỗi #REF!.{AGAIN}",
    ),
    "công thức chưa có giá trị": cell_fault(
        "=SUM(F9:F12)",
        "D111 {at}: dòng E02: ô có công thức nhưng chưa có giá trị (=SUM(F9:F12))",
        "mở tệp bằng Excel, bấm Lưu (Ctrl+S) rồi gửi lại; hoặc gõ số trực tiếp vào ô",
        f"{ASK}mở tệp bằng Excel, lưu lại rồi gửi lại: ô {E}, trang tính «Số liệu» ({E02}) có công thức nhưng chưa có "
        "giá trị.",
    ),
    "mã lạ": Fault(
        (at(FIGURES_SHEET, f"A{E[1:]}", "E99"),),
        f"A{E[1:]}",
        "D112 {at}: không có chỉ tiêu «E99» trong danh mục (có phải là E02 – Số đoàn viên kết nạp mới?): "
        "số liệu dòng này chưa được nhận",
        "sửa lại mã ở cột «Mã» đúng như biểu đã gửi; chỉ tiêu mới thì văn phòng thêm vào danh mục trước",
        f"{ASK}kiểm tra lại mã chỉ tiêu «E99» ở ô A{E[1:]}, trang tính «Số liệu» "
        "(có phải là E02 – Số đoàn viên kết nạp mới?).",
    ),
    "mã của dòng đã tách": Fault(
        (at(FIGURES_SHEET, f"A{E[1:]}", "C16"),),
        f"A{E[1:]}",
        "D112 {at}: không có chỉ tiêu «C16» trong danh mục (dòng C16 đã tách thành C16a, C16b): "
        "số liệu dòng này chưa được nhận",
        "sửa lại mã ở cột «Mã» đúng như biểu đã gửi; chỉ tiêu mới thì văn phòng thêm vào danh mục trước",
        f"{ASK}kiểm tra lại mã chỉ tiêu «C16» ở ô A{E[1:]}, trang tính «Số liệu» (dòng C16 đã tách thành C16a, C16b).",
    ),
    "hai dòng khác nhau": Fault(
        (put("E02", 676), at(FIGURES_SHEET, "A60", "E02"), at(FIGURES_SHEET, "F60", 677)),
        "F60",
        f"D113 {{at}}: chỉ tiêu E02 đã có ở dòng {E[1:]}, ở đây lại có số khác: chưa nhận dòng nào",
        "giữ lại một dòng có số đúng, xóa số ở dòng kia",
        f"{ASK}kiểm tra lại {E02}: trang tính «Số liệu» có hai dòng (dòng {E[1:]} và ô F60) ghi số khác nhau. "
        "Giữ lại một dòng rồi xin gửi lại cả tệp.",
    ),
    "hai dòng giống nhau": Fault(
        (put("E01", 3), at(FIGURES_SHEET, "A60", "e01"), at(FIGURES_SHEET, "F60", 3)),
        "F60",
        f"D114 {{at}}: chỉ tiêu E01 đã có ở dòng {place('E01')[1:]}, hai dòng không trái nhau: chỉ tính một lần",
        "xóa dòng thừa",
    ),
    "tỷ lệ không có hai số": cell_fault(
        0.9166,
        "D115 {at}: dòng C06 chỉ có tỷ lệ 91,66%, không có tử số và mẫu số: giữ tỷ lệ của đơn vị, không cộng được "
        "vào tổng",
        "gõ thêm «Số đạt (tử số)» và «Tổng số (mẫu số)»",
        f"{ASK}bổ sung tử số và mẫu số của {C06} (đang chỉ có tỷ lệ 91,66%).",
        "C06",
    ),
    "thiếu mẫu số": cell_fault(
        11,
        "D116 {at}: dòng C06 có tử số 11, thiếu mẫu số: không tính được tỷ lệ",
        "gõ thêm mẫu số",
        f"{ASK}bổ sung mẫu số của {C06} (dòng ô {place('C06', NUMERATOR)}, trang tính «Số liệu»).",
        "C06",
        NUMERATOR,
    ),
    "tử số lớn hơn mẫu số": Fault(
        (parts("C06", 12, 11),),
        place("C06", NUMERATOR),
        "D117 {at}: dòng C06 có tử số 12 lớn hơn mẫu số 11: số liệu dòng này chưa được nhận",
        "kiểm tra xem hai số có bị gõ đổi chỗ không, rồi gõ lại",
        f"{ASK}kiểm tra lại {C06} (ô {place('C06', NUMERATOR)}, trang tính «Số liệu»): số đạt 12 lớn hơn tổng số "
        f"11.{AGAIN}",
    ),
    "tỷ lệ gõ khác hai số": Fault(
        (parts("C06", 11, 12), put("C06", 0.95)),
        C,
        "D118 {at}: dòng C06 gõ 95%, tính từ 11/12 là 91,66%: dùng tỷ lệ tính từ hai số",
        "sửa tử số, mẫu số nếu sai; nếu đúng thì xóa tỷ lệ đã gõ",
        f"{ASK}kiểm tra lại {C06} (ô {C}, trang tính «Số liệu»): tỷ lệ ghi 95%, trong khi 11/12 là 91,66%.",
    ),
    "gõ vào ô xám": cell_fault(
        5,
        "D119 {at}: dòng K02b không hỏi ô này, gặp «5»: số này không dùng",
        "xóa số ở ô xám, hoặc gõ vào ô vàng của dòng",
        "",
        "K02b",
    ),
    "đơn vị tính khác": cell_fault(
        "2.043 lượt đoàn viên",
        "D120 {at}: dòng E02 tính bằng «người», gặp «2.043 lượt đoàn viên»; số đã nhận là 2.043",
        "nếu đúng là «người» thì chỉ gõ số; nếu không, gõ lại số tính bằng «người»",
        f"{ASK}xác nhận ô {E}, trang tính «Số liệu» ({E02}): ghi «2.043 lượt đoàn viên» trong khi dòng này tính bằng "
        "«người».",
    ),
    "ô gộp": Fault(
        (put("E01", 7), on(FIGURES_SHEET, lambda s: s.merge_cells(f"{place('E01')}:{E}"))),
        place("E01"),
        f"D121 {{at}}: các ô {place('E01')}:{E} bị gộp làm một: số chỉ tính cho dòng {place('E01')[1:]}, các dòng "
        f"còn lại "
        "coi như chưa báo cáo",
        "bỏ gộp ô (Merge & Center), gõ số cho từng dòng",
        f"{ASK}bỏ gộp các ô {place('E01')}:{E}, trang tính «Số liệu», gõ số cho từng dòng rồi gửi lại.",
    ),
    "số ngoài biểu": Fault(
        (at(FIGURES_SHEET, "K20", 5), at(FIGURES_SHEET, "F70", 10)),
        "K20",
        "D122 {at}: có số ngoài biểu, không được nhận: K20, F70",
        "chuyển số vào đúng dòng có mã; nếu chỉ là số tính nháp thì xóa đi",
        f"{ASK}kiểm tra các ô K20, F70, trang tính «Số liệu»: số ở đây nằm ngoài biểu nên không được tổng hợp.",
    ),
    "dòng ẩn": Fault(
        (put("E02", 5), on(FIGURES_SHEET, lambda s: setattr(s.row_dimensions[int(E[1:])], "hidden", True))),
        E,
        f"D123 {{at}}: có số ở dòng hoặc cột đang ẩn, vẫn được nhận: {E}",
        "bỏ ẩn (Unhide) để xem lại; xóa đi nếu không dùng",
    ),
    "ký tự lạ": Fault(
        (put("E02", "676\x7f"), put("E02", "ghi\u202e chú", NOTE)),
        E,
        f"D128 {{at}}: ô {E}, {place('E02', NOTE)} có ký tự điều khiển không nhìn thấy, đã bỏ đi khi đọc",
        "không cần sửa; nếu thấy thiếu chữ thì gõ lại ô ấy",
    ),
    "khen thưởng thiếu hình thức": Fault(
        (at(AWARDS_SHEET, "D5", 3),),
        "B5",
        "D130 {at}: dòng khen thưởng thiếu «Hình thức, danh hiệu»: dòng này chưa được nhận",
        "điền «Hình thức, danh hiệu», hoặc xóa cả dòng nếu không dùng",
        f"{ASK}điền «Hình thức, danh hiệu» ở ô B5, trang tính «Khen thưởng», rồi gửi lại cả tệp.",
        AWARDS_SHEET,
    ),
    "khen thưởng thiếu đối tượng": Fault(
        (at(AWARDS_SHEET, "B5", "BK_TLD"), at(AWARDS_SHEET, "D5", 3)),
        "C5",
        "D130 {at}: dòng khen thưởng thiếu «Tập thể/Cá nhân»: dòng này chưa được nhận",
        "điền «Tập thể/Cá nhân», hoặc xóa cả dòng nếu không dùng",
        f"{ASK}điền «Tập thể/Cá nhân» ở ô C5, trang tính «Khen thưởng», rồi gửi lại cả tệp.",
        AWARDS_SHEET,
    ),
    "khen thưởng thiếu số lượng": Fault(
        (at(AWARDS_SHEET, "B5", "LDTT"),),
        "D5",
        "D130 {at}: dòng khen thưởng thiếu «Số lượng»: dòng này chưa được nhận",
        "điền «Số lượng», hoặc xóa cả dòng nếu không dùng",
        f"{ASK}điền «Số lượng» ở ô D5, trang tính «Khen thưởng», rồi gửi lại cả tệp.",
        AWARDS_SHEET,
    ),
    "hình thức lạ": Fault(
        (at(AWARDS_SHEET, "B5", "Lao động tiên tiến xuất sắc"), at(AWARDS_SHEET, "D5", 3)),
        "B5",
        "D131 {at}: không có «Lao động tiên tiến xuất sắc» trong danh mục khen thưởng "
        "(gần nhất: «Lao động tiên tiến», «Tập thể lao động tiên tiến»): dòng này chưa được nhận",
        "chọn hình thức, danh hiệu trong danh sách thả xuống",
        f"{ASK}chọn lại hình thức, danh hiệu ở ô B5, trang tính «Khen thưởng»: đang ghi «Lao động tiên tiến xuất sắc» "
        "(gần nhất: «Lao động tiên tiến», «Tập thể lao động tiên tiến»).",
        AWARDS_SHEET,
    ),
    "số lượng lẻ": Fault(
        (at(AWARDS_SHEET, "B5", "LDTT"), at(AWARDS_SHEET, "D5", 1.5)),
        "D5",
        "D132 {at}: số lượng cần là số nguyên từ 1, gặp «1,5»: dòng này chưa được nhận",
        "gõ lại số lượng, ví dụ 7",
        f"{ASK}gõ lại số lượng ở ô D5, trang tính «Khen thưởng»: đang ghi «1,5».",
        AWARDS_SHEET,
    ),
    "tên và số lượng": Fault(
        (at(AWARDS_SHEET, "B5", "LDTT"), at(AWARDS_SHEET, "D5", 3), at(AWARDS_SHEET, "E5", "Trần Mẫu; Lê Mẫu")),
        "D5",
        "D133 {at}: dòng ghi 2 tên nhưng số lượng là 3: dòng này chưa được nhận",
        "mỗi người, mỗi tập thể một dòng; chưa đủ tên thì để trống cột tên và chỉ gõ số lượng",
        f"{ASK}kiểm tra lại ô D5, trang tính «Khen thưởng»: ghi 2 tên nhưng số lượng là 3.",
        AWARDS_SHEET,
    ),
    "đối tượng sai": Fault(
        (at(AWARDS_SHEET, "B5", "LDTT"), at(AWARDS_SHEET, "C5", "Tập thể"), at(AWARDS_SHEET, "D5", 3)),
        "C5",
        "D134 {at}: «Lao động tiên tiến» chỉ dành cho cá nhân, gặp «Tập thể»: dòng này chưa được nhận",
        "chọn lại Tập thể/Cá nhân hoặc chọn lại hình thức",
        f"{ASK}kiểm tra lại ô C5, trang tính «Khen thưởng»: «Lao động tiên tiến» chỉ dành cho cá nhân.",
        AWARDS_SHEET,
    ),
    "nội dung lạ": Fault(
        (at(NARRATIVE_SHEET, "A8", "Kết quả nổi bậc"), at(NARRATIVE_SHEET, "C8", "Đạt giải Nhất.")),
        "A8",
        "D135 {at}: cột «Nội dung về» ghi «Kết quả nổi bậc», không có trong danh sách (có phải là «Kết quả nổi bật»?): "
        "đoạn văn ở dòng này chưa được nhận",
        "chọn nội dung trong danh sách thả xuống: Đặc điểm tình hình; Chủ đề năm; Kết quả nổi bật; Hạn chế, tồn tại; "
        "Nguyên nhân khách quan; Nguyên nhân chủ quan; Bài học kinh nghiệm; Phương hướng, nhiệm vụ; Kiến nghị, đề xuất",
        f"{ASK}chọn lại nội dung ở ô A8, trang tính «Nội dung»: đang ghi «Kết quả nổi bậc».",
        NARRATIVE_SHEET,
    ),
    "lĩnh vực lạ": Fault(
        (at(NARRATIVE_SHEET, "B8", "Z"), at(NARRATIVE_SHEET, "C8", "Đạt giải Nhất.")),
        "A8",
        "D136 {at}: cột «Lĩnh vực (nếu có)» ghi «Z», không có trong danh sách: đoạn văn được nhận, không xếp vào "
        "lĩnh vực "
        "nào",
        "chọn lĩnh vực trong danh sách thả xuống, hoặc để trống",
        sheet=NARRATIVE_SHEET,
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_in_its_whole_words(sandbox: Sandbox, fault: Fault) -> None:
    result = read(filled(put("A01", 1900), *fault.edit), sandbox)
    where = f"bieu.xlsx, trang tính «{fault.sheet}», ô {fault.cell}"
    assert [str(problem) for problem in result.problems] == [
        f"{fault.message.format(at=where)}\n     cách sửa: {fault.fix}"
    ]
    assert result.problems[0].request == fault.request
    assert figures_of(result)["A01"].value == 1900  # nothing else in the file is lost


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("chữ trong ô số", False), ("hai cách hiểu", False), ("số đếm lẻ", False), ("số đếm âm", False),
        ("Excel đổi thành ngày", False), ("ô báo lỗi", False), ("công thức chưa có giá trị", False),
        ("hai dòng khác nhau", False), ("tử số lớn hơn mẫu số", False), ("gõ vào ô xám", False), ("số tiền âm", True),
        ("hai dòng giống nhau", True), ("tỷ lệ không có hai số", True), ("tỷ lệ gõ khác hai số", True),
        ("đơn vị tính khác", True), ("ô gộp", True), ("dòng ẩn", True),
    ],
)  # fmt: skip
def test_an_error_keeps_its_figure_out_and_a_warning_does_not(sandbox: Sandbox, name: str, kept: bool) -> None:
    result = read(filled(put("A01", 1900), *FAULTS[name].edit), sandbox)
    reported = {code for code, figure in figures_of(result).items() if figure.reported} - {"A01"}
    assert bool(reported) is kept
    if not kept and name != "gõ vào ô xám":
        assert result.problems[0].severity is Severity.ERROR


def test_the_typed_percent_gives_way_to_the_parts(sandbox: Sandbox) -> None:
    agreeing = read(filled(parts("C06", 11, 12), put("C06", "91,67%")), sandbox)
    assert agreeing.problems == ()
    differing = figures_of(read(filled(parts("C06", 11, 12), put("C06", 0.95)), sandbox))["C06"]
    assert (differing.value, differing.numerator, differing.denominator) == (None, 11, 12)


@pytest.mark.parametrize("typed", ["11/12", "11/12 đơn vị", "11/12 (91,66%)", "91,66% (11/12)"])
def test_parts_typed_into_one_cell(sandbox: Sandbox, typed: str) -> None:
    result = read(filled(put("C06", typed)), sandbox)
    assert result.problems == ()
    found = figures_of(result)["C06"]
    assert (found.numerator, found.denominator) == (11, 12)


def test_a_rate_of_two_rows_is_held_against_them(sandbox: Sandbox) -> None:
    """A06 is counted from A04 and A01: what is typed into it only serves where they are empty."""
    both = (put("A01", 2000), put("A04", 1800))
    assert read(filled(*both, put("A06", 0.9)), sandbox).problems == ()
    [problem] = read(filled(*both, put("A06", 0.95)), sandbox).problems
    assert problem.what == "dòng A06 gõ 95%, tính từ 1.800/2.000 là 90%: dùng tỷ lệ tính từ hai số"
    alone = read(filled(put("A01", 2000), put("A06", 0.95)), sandbox)
    assert [p.code for p in alone.problems] == ["D115"]
    assert figures_of(alone)["A06"].value == 95


def _unit_marks(code: str, name: str) -> tuple[Edit, ...]:
    return (
        at(FIGURES_SHEET, "C1", code),
        at(FIGURES_SHEET, "A6", f"Mã đơn vị: {code}"),
        at(FIGURES_SHEET, "A5", f"Đơn vị báo cáo: {name}"),
    )


def _only(result: ReadForm) -> str:
    assert result.submission is None
    [problem] = result.problems
    return f"{problem}\n{problem.request}"


def test_an_unknown_unit_is_offered_the_nearest_names_and_never_merged(sandbox: Sandbox) -> None:
    result = read(filled(put("A01", 5), *_unit_marks("CDCS-TA", "CĐCS trường TH Thịnh An")), sandbox)
    assert _only(result) == (
        "D102 bieu.xlsx: biểu ghi đơn vị «CDCS-TA» – «CĐCS trường TH Thịnh An», không có trong danh sách đơn vị của "
        "văn "
        "phòng; gần nhất: CĐCS Trường Tiểu học Thịnh An (mã CDCS-TTA), CĐCS Trường THCS Thịnh An (mã CDCS-THCS), "
        "CĐCS Công ty TNHH May Hòa Mẫu (mã CDCS-MAY): chưa nhận tệp này\n"
        "     cách sửa: nếu là đơn vị đã có, sửa «Mã đơn vị» trong biểu cho đúng mã; nếu là đơn vị mới, thêm vào "
        "danh sách "
        "đơn vị rồi nhập lại tệp\n"
        "Kính đề nghị người gửi tệp bieu.xlsx cho biết tên và mã đúng của đơn vị: biểu đang ghi «CDCS-TA» – «CĐCS "
        "trường TH "
        "Thịnh An»."
    )


def test_a_form_of_another_office_with_the_same_code_is_not_taken(sandbox: Sandbox) -> None:
    result = read(filled(put("A01", 5), *_unit_marks(UNIT, "CĐCS Sở Xây dựng")), sandbox)
    assert _only(result).startswith(
        f"D397 bieu.xlsx: biểu ghi đơn vị «CĐCS Sở Xây dựng», nhưng mã {UNIT} trong danh sách của văn phòng là "
        f"«{UNIT_NAME}»"
    )
    assert result.organisation is None


def _office_expected(*names: str) -> Expected:
    office = Organisation("LDLD", (Standing(Level.PROVINCE, names[0]),), names[1:])
    return replace(EXPECTED, known_units=(*(EXPECTED.known_units or ()), office), office="LDLD")


def test_a_form_that_another_office_sent_out_is_not_taken(sandbox: Sandbox) -> None:
    result = read(filled(put("A01", 5)), sandbox, _office_expected("LĐLĐ huyện Thanh Trì"))
    assert _only(result).startswith(
        "D399 bieu.xlsx: biểu do «LIÊN ĐOÀN LAO ĐỘNG HUYỆN THANH MẪU» phát cho đơn vị, văn phòng này là «LĐLĐ huyện "
        "Thanh Trì»"
    )
    assert result.organisation is None


@pytest.mark.parametrize("names", [
    ("LĐLĐ huyện Thanh Mẫu",), ("Liên đoàn lao động thanh mau",), ("Công đoàn xã Bờ Mới", "LĐLĐ huyện Thanh Mẫu"),
])  # fmt: skip
def test_a_form_of_this_office_under_another_spelling_or_an_older_name_is_taken(
    sandbox: Sandbox, names: tuple[str, ...]
) -> None:
    assert read(filled(put("A01", 5)), sandbox, _office_expected(*names)).organisation == UNIT


def test_a_line_above_the_head_of_a_form_is_no_other_office(sandbox: Sandbox) -> None:
    edits = at(FIGURES_SHEET, "A2", "Kính gửi: văn phòng")
    assert read(filled(put("A01", 5), edits), sandbox, _office_expected("LĐLĐ xã Khác")).organisation == UNIT


@pytest.mark.parametrize(
    "name",
    ["TH Thịnh An", "Công đoàn cơ sở Trường Tiểu học Thịnh An", "cdcs truong tieu hoc thinh an", "CĐCS TH Thinh Ann"],
)
def test_another_spelling_of_the_units_name_is_no_other_unit(sandbox: Sandbox, name: str) -> None:
    assert read(filled(put("A01", 5), *_unit_marks(UNIT, name)), sandbox).organisation == UNIT


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("CĐCS Công ty May Vân", "CĐCS Sở Xây dựng", False),
        ("CĐCS Công ty TNHH May Hòa Mẫu", "CĐCS Công ty TNHH May Lá Biếc", False),
        ("CĐCS Trường Tiểu học Kim Đồng", "CĐCS Trường Tiểu học Hoa Sen", False),
        ("CĐCS Trường THCS Kim Đồng", "Trường Trung học cơ sở Kim Đồng", True),
        ("CĐCS Công ty May Vân", "CĐCS Cty TNHH May Vân", True),
        ("CĐCS xã Thịnh An", "Công đoàn xã Thịnh An", True),
    ],
)
def test_names_are_told_apart_by_the_words_that_tell(one: str, other: str, *, same: bool) -> None:
    assert identity._alike(one, other) is same


def test_a_form_without_a_code_is_not_guessed_by_its_name(sandbox: Sandbox) -> None:
    result = read(filled(put("A01", 5), *_unit_marks("", UNIT_NAME)), sandbox)
    assert [problem.code for problem in result.problems] == ["D102"]
    assert result.organisation is None
    assert result.period == Period.parse("2025")


def test_the_form_of_another_period(sandbox: Sandbox) -> None:
    result = read(filled(put("A01", 5)), sandbox, replace(EXPECTED, period=Period.parse("2026-Q1")))
    assert _only(result) == (
        "D103 bieu.xlsx: biểu này của năm 2025, đang nhận số liệu của quý I năm 2026: chưa nhận tệp này\n"
        "     cách sửa: đề nghị đơn vị điền vào biểu của quý I năm 2026; nếu đúng là muốn nhận biểu của năm 2025 thì "
        "nhập với "
        "kỳ ấy\n"
        f"Kính đề nghị {UNIT_NAME} gửi lại số liệu của quý I năm 2026: tệp bieu.xlsx là biểu của năm 2025."
    )
    assert result.organisation == UNIT


def test_a_period_nobody_can_read(sandbox: Sandbox) -> None:
    marks = at(FIGURES_SHEET, "D1", "kỳ này"), at(FIGURES_SHEET, "C6", "Mã kỳ báo cáo: kỳ này")
    assert _only(read(filled(put("A01", 5), *marks), sandbox)) == (
        "D126 bieu.xlsx: «kỳ này» không phải một kỳ báo cáo: chưa nhận tệp này\n"
        "     cách sửa: ghi lại «Mã kỳ báo cáo» như biểu đã gửi, ví dụ 2025, 2025-Q1, 2025-H1\n"
        f"Kính đề nghị {UNIT_NAME} điền lại số liệu vào đúng biểu văn phòng đã gửi: biểu trong tệp bieu.xlsx không "
        f"ghi rõ "
        "kỳ báo cáo."
    )


def test_a_form_of_one_unit_relabelled_for_another(sandbox: Sandbox) -> None:
    result = read(filled(put("A01", 5), at(FIGURES_SHEET, "A6", "Mã đơn vị: CDCS-MAY")), sandbox)
    assert _only(result).startswith(
        "D127 bieu.xlsx, trang tính «Số liệu», ô A6: biểu được phát cho đơn vị «CDCS-TTA» nhưng trên biểu lại ghi "
        "đơn vị "
        "«CDCS-MAY», chưa rõ bên nào đúng: chưa nhận tệp này"
    )


def test_a_form_of_another_version_is_read_and_told(sandbox: Sandbox) -> None:
    result = read(filled(put("A01", 5), at(FIGURES_SHEET, "B1", "7")), sandbox)
    assert [p.what for p in result.problems] == [
        "biểu thuộc phiên bản 7, chương trình đang dùng phiên bản 1: đã đọc theo mã"
    ]
    assert result.submission is not None
    assert [p.code for p in result.problems] == ["D129"]


def test_an_empty_form(sandbox: Sandbox) -> None:
    assert _only(read(blank_form(), sandbox)) == (
        f"D124 bieu.xlsx: biểu của {UNIT_NAME} chưa điền số liệu, khen thưởng hay nội dung nào\n"
        "     cách sửa: đề nghị đơn vị điền rồi gửi lại; không phát sinh thì gõ số 0\n"
        f"Kính đề nghị {UNIT_NAME} điền số liệu rồi gửi lại: tệp bieu.xlsx còn để trống. Không phát sinh thì gõ số 0."
    )


def test_a_form_that_lost_its_table(sandbox: Sandbox) -> None:
    damaged = read(filled(put("A01", 5), at(FIGURES_SHEET, "F8", "Cột của tôi")), sandbox)
    assert _only(damaged).startswith(
        f"D125 bieu.xlsx: biểu của «{UNIT_NAME}» không còn bảng số liệu (không thấy cột «Mã» và cột «Thực hiện»)"
    )


def test_a_workbook_that_is_no_form(sandbox: Sandbox) -> None:
    book = Workbook()
    book.active.append(["STT", "Họ và tên", "Chức vụ"])
    buffer = BytesIO()
    book.save(buffer)
    assert _only(read(buffer.getvalue(), sandbox)) == (
        "D101 bieu.xlsx: tệp Excel này không phải biểu số liệu của văn phòng (không có bảng với cột «Mã» và cột "
        "«Thực hiện»)\n"
        "     cách sửa: nhập đúng tệp biểu mà văn phòng đã gửi cho đơn vị; tệp khác thì bỏ ra ngoài thư mục\n"
        "Kính đề nghị người gửi tệp bieu.xlsx điền số liệu vào biểu văn phòng đã gửi."
    )


def test_an_extra_sheet_with_numbers_is_told(sandbox: Sandbox) -> None:
    def add_sheet(book: Workbook) -> None:
        book.create_sheet("Nháp")["B2"] = 5

    result = read(
        filled(put("A01", 5), lambda book: setattr(book.security, "lockStructure", False), add_sheet), sandbox
    )
    assert [p.what for p in result.problems] == ["có số ngoài biểu, không được nhận: cả trang tính «Nháp»"]


def test_a_macro_file_is_read_without_its_macros(sandbox: Sandbox) -> None:
    buffer = BytesIO(filled(put("A01", 5)))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    result = read(buffer.getvalue(), sandbox, file="bieu.xlsm")
    assert figures_of(result)["A01"].value == 5
    assert [(p.code, p.what) for p in result.problems] == [
        ("D147", "tệp có macro: chỉ đọc giá trị trong ô, macro không được chạy và không được giữ lại")
    ]


def test_a_unit_that_had_been_merged_away(sandbox: Sandbox) -> None:
    gone = Organisation(
        UNIT,
        (Standing(Level.GRASSROOTS, UNIT_NAME, valid_to=date(2023, 6, 30)),),
        merged_into="CDCS-THCS",
        merged_on=date(2023, 6, 30),
    )
    result = read(filled(put("A01", 5)), sandbox, replace(EXPECTED, known_units=(gone, *UNITS[1:])))
    assert [p.what for p in result.problems] == [
        f"theo danh sách, {UNIT_NAME} đã sáp nhập vào CDCS-THCS ngày 30/06/2023, nhưng có biểu của năm 2025"
    ]
    assert result.problems[0].code == "D152"
    assert result.submission is not None


def test_the_office_may_hand_in_targets_alone(sandbox: Sandbox) -> None:
    office: Expected = replace(EXPECTED, office=UNIT)
    assert read(blank_form(), sandbox, office).submission is not None


@pytest.mark.parametrize("value", ["1.846", 1846, "1846 người", "1 846"])
def test_the_same_number_however_it_is_typed(sandbox: Sandbox, value: object) -> None:
    result = read(filled(put("E02", value)), sandbox)
    assert result.problems == ()
    assert figures_of(result)["E02"].value == 1846
