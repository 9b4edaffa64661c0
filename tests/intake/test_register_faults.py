"""Every fault of a filled register, in the words a person reads: what, where, how to fix, what to send to the unit."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pytest
from form_samples import PERIOD, RECEIVED, UNIT_NAME, UNITS, Edit, at, blank_form, on
from register_samples import (
    EXPECTING,
    FIRST_ROW,
    FORM,
    SHEET,
    SPEC,
    TYPED,
    blank_register,
    cell_of,
    filled_register,
    read_register_file,
    rows_of,
    typed,
    values_of,
)

from drafter.intake.findings import ReadForm
from drafter.intake.folder import read_paths
from drafter.intake.register_layout import shown_title
from drafter.intake.register_writer import HEADER_ROW, write_register
from drafter.intake.sandbox import Sandbox
from drafter.model.organisation import Level, Organisation, Standing
from drafter.model.period import Period, PeriodType
from drafter.model.problem import Severity
from drafter.standards.registers import Prefill

ASK = f"Kính đề nghị {UNIT_NAME} "
AGAIN = ". Sửa xong xin gửi lại cả tệp."
LOST = ": dòng này chưa được nhận"


@dataclass(frozen=True)
class Fault:
    """What is typed into a column, and the problem it must raise; the row is lost."""

    code: str
    value: object
    problem: str
    what: str
    fix: str
    request: str


def fault(code: str, value: object, problem: str, what: str, fix: str, tail: str, found: str = "") -> Fault:
    title, found = FORM.by_code[code].title, found or str(value)
    at_cell = f"{ASK}sửa ô {cell_of(code)}, trang tính «{SHEET}» (cột «{title}»): đang ghi «{found}», {tail}{AGAIN}"
    return Fault(code, value, problem, f"cột «{title}» {what}{LOST}", fix, at_cell)


NUMBER = "một số nguyên (phiếu)"
CHOICES = "danh sách: «Cụm trưởng»; «Cụm phó»"
FAULTS = {
    "chữ trong ô số": fault(
        "so-phieu", "hai bảy", "D184", f"cần {NUMBER}, gặp «hai bảy»", "chỉ gõ số, không kèm chữ", f"cần ghi {NUMBER}"
    ),
    "số kèm chữ khác": fault(
        "so-phieu", "27 lá", "D184", f"cần {NUMBER}, gặp «27 lá»", "chỉ gõ số, không kèm chữ", f"cần ghi {NUMBER}"
    ),
    "số lẻ trong ô đếm": fault(
        "so-phieu", 2.5, "D184", f"cần {NUMBER}, gặp «2,5»", "gõ lại số nguyên", f"cần ghi {NUMBER}", "2,5"
    ),
    "số đếm âm": fault(
        "so-phieu", -3, "D184", f"cần {NUMBER}, gặp «-3»", "gõ lại số không có dấu trừ", f"cần ghi {NUMBER}", "-3"
    ),
    "số ước lượng": fault(
        "so-phieu",
        "khoảng 30",
        "D184",
        f"cần {NUMBER}, gặp «khoảng 30»",
        "gõ số đúng, không kèm «hơn», «gần», «khoảng»",
        f"cần ghi {NUMBER}",
    ),
    "phân số": fault(
        "so-phieu",
        "27/30",
        "D184",
        f"cần {NUMBER}, gặp «27/30»",
        "gõ một số, không gõ dạng phân số",
        f"cần ghi {NUMBER}",
    ),
    "khoảng số": fault("diem", "8-9", "D184", "cần một số (điểm), gặp «8-9»", "gõ một số", "cần ghi một số (điểm)"),
    "phần trăm trong ô đếm": fault(
        "so-phieu",
        "95%",
        "D184",
        f"cần {NUMBER}, gặp «95%»",
        "cột này cần một số, không phải tỷ lệ phần trăm",
        f"cần ghi {NUMBER}",
    ),
    "tiền trong ô điểm": fault(
        "so-phieu",
        "3 triệu đồng",
        "D184",
        f"cần {NUMBER}, gặp «3 triệu đồng»",
        "cột này cần một số, không phải số tiền",
        f"cần ghi {NUMBER}",
    ),
    "ngày không có": fault(
        "ngay",
        "31/02/2025",
        "D186",
        "cần một ngày (ngày/tháng/năm), gặp «31/02/2025»",
        "gõ lại theo dạng ngày/tháng/năm, năm đủ bốn chữ số, ví dụ 15/01/2025",
        "cần ghi một ngày (ngày/tháng/năm)",
    ),
    "chỉ có năm": fault(
        "ngay",
        "2025",
        "D186",
        "cần một ngày (ngày/tháng/năm), gặp «2025»",
        "gõ lại theo dạng ngày/tháng/năm, năm đủ bốn chữ số, ví dụ 15/01/2025",
        "cần ghi một ngày (ngày/tháng/năm)",
    ),
    "năm hai chữ số": fault(
        "tu",
        "5/3/19",
        "D186",
        "cần một ngày, một tháng hoặc một năm, gặp «5/3/19»",
        "gõ lại theo dạng ngày/tháng/năm, năm đủ bốn chữ số, ví dụ 15/01/2025, 1/2025 hoặc 2025",
        "cần ghi một ngày, một tháng hoặc một năm",
    ),
    "không rõ có hay không": fault(
        "kin",
        "một phần",
        "D187",
        "chỉ nhận «Có» hoặc «Không», gặp «một phần»",
        "chọn «Có» hoặc «Không» trong danh sách thả xuống",
        "chỉ ghi «Có» hoặc «Không»",
    ),
    "không có trong danh sách": fault(
        "vai-tro",
        "cụm trưởg",
        "D188",
        f"ghi «cụm trưởg», không có trong {CHOICES} (gần nhất: «Cụm trưởng»)",
        "chọn trong danh sách thả xuống của ô",
        f"không có trong {CHOICES} (gần nhất: «Cụm trưởng»)",
    ),
    "đối tượng khác": fault(
        "doi-tuong",
        "gia đình",
        "D188",
        "ghi «gia đình», không có trong danh sách: «Tập thể»; «Cá nhân»",
        "chọn trong danh sách thả xuống của ô",
        "không có trong danh sách: «Tập thể»; «Cá nhân»",
    ),
    "hình thức lạ": fault(
        "hinh-thuc",
        "Huy hiệu vàng",
        "D188",
        "ghi «Huy hiệu vàng», không có trong danh mục khen thưởng",
        "chọn trong danh sách thả xuống của ô",
        "không có trong danh mục khen thưởng",
    ),
    "chỉ tiêu lạ": fault(
        "chi-tieu",
        "E999",
        "D188",
        "ghi «E999», không có trong danh mục chỉ tiêu",
        "chọn trong danh sách thả xuống của ô",
        "không có trong danh mục chỉ tiêu",
    ),
    "đơn vị lạ": fault(
        "don-vi",
        "Trường tiểu học Thịnh Ân",
        "D189",
        "ghi «Trường tiểu học Thịnh Ân», không có trong danh sách đơn vị; gần nhất: CĐCS Trường Tiểu học Thịnh An (mã "
        "CDCS-TTA), CĐCS Trường THCS Thịnh An (mã CDCS-THCS)",
        "chọn đơn vị trong danh sách thả xuống, hoặc ghi đúng mã đơn vị; đơn vị mới thì thêm vào danh sách đơn vị "
        "trước",
        "không có trong danh sách đơn vị của văn phòng; gần nhất: CĐCS Trường Tiểu học Thịnh An (mã CDCS-TTA), CĐCS "
        "Trường THCS Thịnh An (mã CDCS-THCS)",
    ),
    "công thức chưa tính": fault(
        "so-phieu",
        "=SUM(A1:A9)",
        "D191",
        "ô có công thức nhưng chưa có giá trị (=SUM(A1:A9))".replace("ô ", ": ô ", 1),
        "gõ giá trị trực tiếp vào ô; hoặc sửa công thức, bấm Lưu (Ctrl+S) trong Excel rồi gửi lại",
        "ô có công thức nhưng chưa có giá trị",
    ),
    "ô báo lỗi": fault(
        "ten",
        "#N/A",
        "D191",
        ": ô đang báo lỗi (#N/A)",
        "gõ giá trị trực tiếp vào ô; hoặc sửa công thức, bấm Lưu (Ctrl+S) trong Excel rồi gửi lại",
        "ô đang báo lỗi",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_cell_costs_its_row_and_says_what_to_do(name: str, sandbox: Sandbox) -> None:
    expected = FAULTS[name]
    rows = ({**TYPED, expected.code: expected.value}, {**TYPED, "ten": "Trần Văn Bình"})
    result = read_register_file(filled_register(typed(*rows)), sandbox)
    (problem,) = result.problems
    what = expected.what.replace("» : ", "»: ")
    assert str(problem) == (
        f"{expected.problem} so.xlsx, trang tính «{SHEET}», ô {cell_of(expected.code)}: {what}\n"
        f"     cách sửa: {expected.fix}"
    )
    assert problem.request == expected.request
    assert problem.severity is Severity.ERROR
    assert [values["ten"] for values in values_of(result)] == ["Trần Văn Bình"]


def test_a_number_of_two_readings_is_asked_about(sandbox: Sandbox) -> None:
    result = read_register_file(filled_register(typed({**TYPED, "tien": "1.234"})), sandbox)
    (problem,) = result.problems
    cell = cell_of("tien")
    assert str(problem) == (
        f"D185 so.xlsx, trang tính «{SHEET}», ô {cell}: cột «Tiền thưởng»: «1.234» có thể là 1234 triệu đồng hoặc "
        f"1,234 triệu đồng, chưa rõ là số nào{LOST}\n     cách sửa: gõ lại «1234» hoặc «1.234.000 đồng»"
    )
    assert problem.request == (
        f"{ASK}cho biết số đúng ở ô {cell}, trang tính «{SHEET}» (cột «Tiền thưởng»): «1.234» là 1234 triệu đồng hoặc "
        f"1,234 triệu đồng?{AGAIN[1:]}"
    )
    assert result.register is None


def test_a_name_of_two_units_is_asked_about(sandbox: Sandbox) -> None:
    twins = tuple(
        Organisation(code, (Standing(Level.GRASSROOTS, "CĐCS Trường Mầm non Hoa Mẫu"),)) for code in ("MN-1", "MN-2")
    )
    expecting = replace(EXPECTING, known_units=(*UNITS, *twins))
    data = filled_register(typed({**TYPED, "don-vi": "Trường Mầm non Hoa Mẫu"}, {**TYPED, "don-vi": "MN-2"}))
    assert [p.code for p in read_register_file(data, sandbox, expecting).problems] == ["D189"]
    data = filled_register(typed({**TYPED, "don-vi": "CĐCS Trường MN Hoa Mẫu"}, {**TYPED, "don-vi": "MN-2"}))
    result = read_register_file(data, sandbox, expecting)
    (problem,) = result.problems
    found = "CĐCS Trường MN Hoa Mẫu"
    assert str(problem) == (
        f"D190 so.xlsx, trang tính «{SHEET}», ô {cell_of('don-vi')}: cột «Đơn vị» ghi «{found}» là tên của nhiều đơn "
        f"vị (MN-1, MN-2){LOST}\n     cách sửa: ghi mã của đúng đơn vị"
    )
    assert [values["don-vi"] for values in values_of(result)] == ["MN-2"]


def test_where_the_office_keeps_no_list_any_unit_is_taken(sandbox: Sandbox) -> None:
    expecting = replace(EXPECTING, known_units=None)
    rows = ({**TYPED, "don-vi": "Công đoàn Bệnh viện"}, {**TYPED, "don-vi": "Tên gì đó [BV-02]"})
    result = read_register_file(filled_register(typed(*rows)), sandbox, expecting)
    assert [values["don-vi"] for values in values_of(result)] == ["Công đoàn Bệnh viện", "BV-02"]


def test_a_required_cell_left_empty_costs_the_row(sandbox: Sandbox) -> None:
    result = read_register_file(filled_register(typed({"ten": "An"}, {**TYPED, "ten": "Bình"})), sandbox)
    (problem,) = result.problems
    cell = cell_of("so-phieu")
    assert str(problem) == (
        f"D183 so.xlsx, trang tính «{SHEET}», ô {cell}: dòng {FIRST_ROW} thiếu «Số phiếu»{LOST}\n"
        "     cách sửa: điền «Số phiếu», hoặc xóa cả dòng nếu không dùng"
    )
    assert problem.request == (f"{ASK}điền «Số phiếu» ở ô {cell}, trang tính «{SHEET}», rồi gửi lại cả tệp.")
    assert [values["ten"] for values in values_of(result)] == ["Bình"]


def test_a_row_of_several_faults_tells_each(sandbox: Sandbox) -> None:
    row = {"so-phieu": "nhiều", "ngay": "hôm nay", "kin": "?"}
    result = read_register_file(filled_register(typed(row)), sandbox)
    assert [problem.code for problem in result.problems] == ["D183", "D184", "D186", "D187"]
    assert result.register is None  # no row is well, so nothing is stored; and «chưa điền» is not said of it


def test_rows_alike_in_their_keys_are_asked_about_and_kept(sandbox: Sandbox) -> None:
    row = {**TYPED, "don-vi": "CDCS-MAY"}
    rows = (row, {**row, "ten": "nguyễn thị  an", "so-phieu": 3}, {**row, "don-vi": "CDCS-TTA"})
    result = read_register_file(filled_register(typed(*rows)), sandbox)
    (problem,) = result.problems
    assert str(problem) == (
        f"D192 so.xlsx, trang tính «{SHEET}», ô B{FIRST_ROW + 1}: dòng {FIRST_ROW + 1} giống dòng {FIRST_ROW} ở «Họ và "
        "tên» và «Đơn vị»: cả hai dòng vẫn được nhận\n"
        "     cách sửa: nếu là một thì xóa một dòng rồi nhập lại; nếu là hai người, hai việc khác nhau thì không cần "
        "sửa"
    )
    assert problem.severity is Severity.WARNING
    assert problem.request == (
        f"{ASK}xem lại dòng {FIRST_ROW} và dòng {FIRST_ROW + 1}, trang tính «{SHEET}»: hai dòng giống nhau ở «Họ và "
        "tên» và «Đơn vị». Nếu trùng, xin xóa một dòng rồi gửi lại cả tệp."
    )
    assert len(rows_of(result)) == 3


def test_rows_alike_on_two_sheets_are_asked_about(sandbox: Sandbox) -> None:
    def copy(book: object) -> None:
        book.copy_worksheet(book[SHEET]).title = "Bản sao"  # type: ignore[attr-defined,index]

    result = read_register_file(filled_register(typed(TYPED), copy), sandbox)
    assert [problem.what.partition(" ở ")[0] for problem in result.problems] == [
        f"dòng {FIRST_ROW} giống dòng {FIRST_ROW} (trang tính «{SHEET}»)"
    ]


def test_a_column_that_the_register_does_not_know_is_told(sandbox: Sandbox) -> None:
    edits = (
        at(SHEET, f"O{HEADER_ROW}", "Số điện thoại"),
        at(SHEET, f"O{FIRST_ROW}", "x"),
        at(SHEET, f"Q{FIRST_ROW}", 5),
    )
    result = read_register_file(filled_register(typed(TYPED), *edits), sandbox)
    fix = "cần cột này thì thêm vào sổ (thư mục so của văn phòng); cột đặt sai tên thì sửa tên cột như mẫu"
    assert [str(problem) for problem in result.problems] == [
        (
            f"D193 so.xlsx, trang tính «{SHEET}», ô O{HEADER_ROW}: cột «Số điện thoại» không có trong mẫu «Sổ "
            f"mẫu»: 1 ô của cột này không được nhận\n     cách sửa: {fix}"
        ),
        (
            f"D193 so.xlsx, trang tính «{SHEET}», ô Q{HEADER_ROW}: cột không tên không có trong mẫu «Sổ "
            f"mẫu»: 1 ô của cột này không được nhận\n     cách sửa: {fix}"
        ),
    ]
    assert len(rows_of(result)) == 1


def test_rows_that_stood_ready_and_were_not_filled_are_told_once(sandbox: Sandbox) -> None:
    form = replace(FORM, prefill=Prefill.UNITS, key=("don-vi",), columns=_without_need("ten"))
    expecting = replace(EXPECTING, registers={form.code: form})
    ready = tuple({"don-vi": unit.code} for unit in UNITS)
    data = write_register(replace(SPEC, form=form, rows=ready))
    nothing = read_register_file(data, sandbox, expecting)
    assert str(nothing.problems[0]) == (
        f"D194 so.xlsx, trang tính «{SHEET}», ô B{FIRST_ROW}: 3 dòng có sẵn chưa điền, không được nhận: dòng 9, dòng "
        "10 và dòng 11\n     cách sửa: điền tiếp các dòng ấy rồi nhập lại; dòng không dùng thì xóa"
    )
    assert nothing.problems[0].request == (
        f"{ASK}điền tiếp trang tính «{SHEET}» rồi gửi lại cả tệp: còn 3 dòng chưa điền (dòng 9, dòng 10 và dòng 11)."
    )
    assert nothing.register is None


def _without_need(code: str) -> tuple[object, ...]:
    return tuple(replace(column, required=column.required and column.code != code) for column in FORM.columns)


def test_a_row_of_sums_is_passed_over_and_told(sandbox: Sandbox) -> None:
    total = on(SHEET, lambda s: s.__setitem__(f"A{FIRST_ROW + 1}", "Tổng cộng"))
    result = read_register_file(filled_register(typed(TYPED, {"so-phieu": 27}), total), sandbox)
    assert [str(problem) for problem in result.problems] == [
        (
            f"D196 so.xlsx, trang tính «{SHEET}», ô {cell_of('so-phieu', FIRST_ROW + 1)}: dòng {FIRST_ROW + 1} là "
            "dòng cộng: không nhận, tổng do máy tính\n     cách sửa: không cần sửa"
        )
    ]
    assert len(rows_of(result)) == 1


def only(result: ReadForm) -> str:
    """The one problem of a file of which nothing is stored."""
    assert (result.register, result.submission) == (None, None)
    (problem,) = result.problems
    return f"{problem}\n{problem.request}"


def test_an_empty_register_is_no_register(sandbox: Sandbox) -> None:
    assert only(read_register_file(blank_register(), sandbox)) == (
        f"D182 so.xlsx, trang tính «{SHEET}»: «Sổ mẫu» của {UNIT_NAME} chưa điền dòng nào: chưa nhận tệp này\n"
        "     cách sửa: điền rồi nhập lại; không phát sinh thì không phải nộp sổ này\n"
        f"{ASK}điền «Sổ mẫu» rồi gửi lại: tệp so.xlsx còn để trống."
    )


def test_a_register_that_the_office_does_not_have(sandbox: Sandbox) -> None:
    expecting = replace(EXPECTING, registers={"bo-phieu": FORM, "cum": FORM})
    result = read_register_file(filled_register(typed(TYPED)), sandbox, expecting)
    assert only(result) == (
        "D180 so.xlsx: tệp ghi là sổ «so-mau», văn phòng không có sổ này (có: bo-phieu, cum): chưa nhận tệp này\n"
        "     cách sửa: lập lại mẫu sổ bằng drafter form --register …, điền rồi nhập lại; sổ riêng của văn phòng thì "
        "chép tệp khai sổ vào thư mục so\n"
        f"{ASK}điền vào đúng mẫu sổ văn phòng đã gửi: tệp so.xlsx ghi sổ «so-mau»."
    )
    assert result.register_code == ""


def test_a_required_column_that_is_gone(sandbox: Sandbox) -> None:
    edit = at(SHEET, cell_of("so-phieu", HEADER_ROW), "Phiếu bầu")
    assert only(read_register_file(filled_register(typed(TYPED), edit), sandbox)) == (
        f"D181 so.xlsx, trang tính «{SHEET}»: «Sổ mẫu» thiếu cột «Số phiếu» ở hàng tiêu đề: chưa nhận tệp này\n"
        "     cách sửa: ghi lại tên cột đúng như mẫu đã gửi, hoặc chép các dòng sang mẫu mới\n"
        f"{ASK}chép các dòng sang đúng mẫu «Sổ mẫu» văn phòng đã gửi: tệp so.xlsx thiếu cột «Số phiếu»."
    )


def test_a_register_without_its_row_of_titles(sandbox: Sandbox) -> None:
    def clear(book: object) -> None:
        for cell in book[SHEET][HEADER_ROW]:  # type: ignore[index]
            cell.value = None

    result = read_register_file(filled_register(typed(TYPED), clear), sandbox)
    assert [problem.what for problem in result.problems] == [
        "«Sổ mẫu» thiếu cột «Họ và tên» và «Số phiếu» ở hàng tiêu đề: chưa nhận tệp này"
    ]


def test_a_register_of_another_kind_of_period(sandbox: Sandbox) -> None:
    form = replace(FORM, periods=(PeriodType.TERM,))
    expecting = replace(EXPECTING, registers={form.code: form})
    result = read_register_file(filled_register(typed(TYPED)), sandbox, expecting)
    assert only(result) == (
        "D195 so.xlsx: «Sổ mẫu» không lập cho năm 2025: chưa nhận tệp này\n"
        "     cách sửa: lập lại mẫu sổ cho đúng kỳ (drafter form --register so-mau --period …)\n"
        f"{ASK}điền vào mẫu «Sổ mẫu» của đúng kỳ: tệp so.xlsx ghi năm 2025."
    )
    assert (result.register_code, result.period) == ("so-mau", PERIOD)


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (at(SHEET, "C1", "CDCS-KHAC"), "D127"),
        (at(SHEET, "E1", "bo-phieu"), "D127"),
        (at(SHEET, "D1", "2024"), "D127"),
        (at(SHEET, "B1", "7"), "D129"),
    ],
)
def test_marks_that_were_changed_are_told_as_in_a_form_of_figures(edit: Edit, code: str, sandbox: Sandbox) -> None:
    result = read_register_file(filled_register(typed(TYPED), edit), sandbox)
    assert [problem.code for problem in result.problems] == [code]
    assert (result.register is None) == (code == "D127")


def test_a_register_of_an_unknown_unit_or_another_period_is_not_taken(sandbox: Sandbox) -> None:
    data = filled_register(typed(TYPED))
    stranger = read_register_file(data, sandbox, replace(EXPECTING, known_units=UNITS[1:]))
    assert [problem.code for problem in stranger.problems] == ["D102"]
    early = read_register_file(data, sandbox, replace(EXPECTING, period=Period.parse("2024")))
    assert ([problem.code for problem in early.problems], early.register) == (["D103"], None)


def test_a_form_of_figures_is_no_register(sandbox: Sandbox) -> None:
    assert read_register_file(blank_form(), sandbox).register_code == ""


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda data: data[: len(data) // 2], "D141"),
        (lambda data: b"", "D140"),
        (lambda data: _with(data, "xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), "D143"),
        (lambda data: _with(data, "xl/worksheets/sheet1.xml", b"<" * 100), "D141"),
    ],
)
def test_hostile_registers_go_through_the_same_child(spoil: object, code: str, sandbox: Sandbox) -> None:
    result = read_register_file(spoil(filled_register(typed(TYPED))), sandbox)  # type: ignore[operator]
    assert [problem.code for problem in result.problems] == [code]
    assert (result.register, result.submission) == (None, None)


def _with(data: bytes, part: str, content: bytes) -> bytes:
    """A workbook with one part's bytes changed."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return changed.getvalue()


def test_a_formula_in_a_register_is_read_as_its_value_and_never_run(sandbox: Sandbox) -> None:
    data = filled_register(typed({**TYPED, "ten": '=HYPERLINK("http://x","An")'}))
    assert [problem.code for problem in read_register_file(data, sandbox).problems] == ["D191"]


def test_registers_and_forms_of_one_folder_are_told_apart(tmp_path: Path, sandbox: Sandbox) -> None:
    (tmp_path / "a.xlsx").write_bytes(filled_register(typed(TYPED)))
    (tmp_path / "b.xlsx").write_bytes(blank_form())
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("so.xlsx", filled_register(typed({**TYPED, "ten": "Trong tệp nén"})))
    found = list(read_paths([tmp_path], EXPECTING, received_at=RECEIVED, sandbox=sandbox))
    assert [(one.file, one.register_code) for one in found] == [
        ("a.xlsx", "so-mau"),
        ("b.xlsx", ""),
        ("c.zip/so.xlsx", "so-mau"),
    ]
    assert found[2].register is not None
    assert found[2].register.rows[0].source.file == "c.zip/so.xlsx"


def test_dirty_characters_and_macros_are_told(sandbox: Sandbox) -> None:
    result = read_register_file(filled_register(typed({**TYPED, "ten": "An\u202e\u200b"})), sandbox)
    assert [problem.code for problem in result.problems] == ["D128"]
    assert values_of(result)[0]["ten"] == "An"


def test_titles_with_their_unit_and_sign_are_known(sandbox: Sandbox) -> None:
    assert shown_title(FORM.by_code["so-phieu"]) == "Số phiếu (phiếu)\u00a0*"
    edit = at(SHEET, cell_of("so-phieu", HEADER_ROW), "SỐ PHIẾU")
    assert read_register_file(filled_register(typed(TYPED), edit), sandbox).problems == ()
