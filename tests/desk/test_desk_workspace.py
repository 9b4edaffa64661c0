"""An office's folder: what its settings say by date, who reports when, and every fault of them in its whole words."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from drafter.desk.draft import draft
from drafter.desk.gather import absent_units, scope_of, standing_on
from drafter.desk.problems import DeskError
from drafter.desk.workspace import OWN_AWARDS, OWN_INDICATORS, SETTINGS, UNITS, open_workspace, read_period
from drafter.intake.office import Settings, read_settings, settings_text
from drafter.model.organisation import Level
from drafter.model.period import Period
from drafter.store.store import open_store
from tests.desk.small_office import (
    CLINIC,
    COMMUNE,
    HANOI,
    OFFICE,
    SCHOOL,
    SEWING,
    Y2024,
    Y2025,
    Y2026,
    Desk,
    edit_settings,
    make_office,
)

DISTRICT = """\
[co-quan]
ma = "LDLD-NUIXANH"
ten = "Liên đoàn Lao động huyện Núi Xanh"
cap = "huyen"
cap-tren = "Liên đoàn Lao động tỉnh Sông Vàng"
dia-danh = "Núi Xanh"
"""
LINE = "mở drafter.toml bằng Notepad và ghi mục «{field}», ví dụ: {example}"


def settings(folder: Path, text: str) -> Settings:
    (folder / SETTINGS).write_text(text, "utf-8")
    found, problems = read_settings(folder / SETTINGS)
    assert problems == ()
    assert found is not None
    return found


def refused(folder: Path, text: str | bytes) -> list[str]:
    """The problems of a drafter.toml, whole."""
    (folder / SETTINGS).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DeskError) as stopped:
        open_workspace(folder)
    return [str(problem) for problem in stopped.value.problems]


def wrong(field: str, found: str, example: str) -> str:
    fix = LINE.format(field=field, example=example)
    return f"W102 drafter.toml: mục «{field}» {found}\n     cách sửa: {fix}"


def test_a_folder_that_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(DeskError) as stopped:
        open_workspace(tmp_path)
    assert str(stopped.value) == (
        f"W110 thư mục «{tmp_path}» chưa có drafter.toml\n"
        "     cách sửa: chạy «drafter init» trong thư mục này để lập văn phòng, hoặc chuyển tới thư mục đã lập"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (DISTRICT.replace('"huyen"', "huyen"), "dòng 4, ký tự thứ 7"),
        (DISTRICT + 'ky-hieu = ["LĐLĐ"', "cuối tệp còn thiếu dấu đóng"),
        (DISTRICT.encode("utf-16"), "tệp không lưu bằng mã UTF-8"),
    ],
    ids=["thiếu ngoặc kép", "thiếu ngoặc đóng", "sai bảng mã"],
)
def test_settings_that_cannot_be_read(tmp_path: Path, text: str | bytes, found: str) -> None:
    (problem,) = refused(tmp_path, text)
    assert problem == (
        f"W101 drafter.toml: tệp cấu hình viết sai cú pháp: {found}\n"
        '     cách sửa: mở tệp bằng Notepad, sửa dòng được nêu (chữ đặt trong dấu ngoặc kép "…"), rồi lưu lại với mã '
        "UTF-8"
    )


def test_settings_that_lack_what_every_paper_needs(tmp_path: Path) -> None:
    assert refused(tmp_path, "") == [
        wrong("[co-quan] ma", "còn thiếu", 'ma = "LDLD-HUYEN"'),
        wrong("[co-quan] ten", "còn thiếu", 'ten = "Liên đoàn Lao động tỉnh …"'),
        wrong("[co-quan] cap", "còn thiếu", 'cap = "tinh"'),
        wrong("[co-quan] dia-danh", "còn thiếu", 'dia-danh = "Thanh Trì"'),
    ]


LEVELS = " hoặc ".join(level.value for level in Level)
FAULTS = {
    "cấp lạ": ('cap = "huyen"', 'cap = "quận"', "[co-quan] cap", "là «quận», không có cấp này", LEVELS),
    "số thay cho chữ": (
        'dia-danh = "Núi Xanh"', "dia-danh = 5", "[co-quan] dia-danh", "phải là chữ đặt trong ngoặc kép",
        'dia-danh = "…"',
    ),
    "chữ thay cho danh sách": (
        "", 'ten-goi-khac = "LĐLĐ huyện"', "[co-quan] ten-goi-khac", "phải là một danh sách chữ",
        'ten-goi-khac = ["…", "…"]',
    ),
    "ngày trong ngoặc kép": (
        "", 'den-ngay = "30/06/2025"', "[co-quan] den-ngay",
        "phải là ngày, viết năm-tháng-ngày, không có ngoặc kép", "den-ngay = 2025-06-30",
    ),
    "ngày kèm giờ": (
        "", "den-ngay = 2025-06-30T00:00:00", "[co-quan] den-ngay",
        "phải là ngày, viết năm-tháng-ngày, không có ngoặc kép", "den-ngay = 2025-06-30",
    ),
    "ngày ngược": (
        "", "tu-ngay = 2025-07-01\nden-ngay = 2025-06-30", "[co-quan] den-ngay", "trước ngày ghi ở tu-ngay",
        "tu-ngay = 2008-01-01, den-ngay = 2025-06-30",
    ),
    "người ký là chữ": (
        "", 'nguoi-ky = "Lò Thị Ban"', "[co-quan] nguoi-ky", "phải là các mục chữ trong ngoặc nhọn",
        'nguoi-ky = { ho-ten = "…" }',
    ),
    "tên cũ là chữ": (
        "", 'truoc-day = "LĐLĐ huyện cũ"', "[[co-quan.truoc-day]]",
        "phải viết thành mục riêng, mỗi lần đổi một mục", "[[co-quan.truoc-day]]",
    ),
    "tên cũ không có ngày": (
        "", '[[co-quan.truoc-day]]\nten = "LĐLĐ huyện cũ"', "[[co-quan.truoc-day]] den-ngay", "còn thiếu",
        "den-ngay = 2025-06-30",
    ),
    "mục không phải bảng": (
        DISTRICT, 'nguoi-ky = "Lò Thị Ban"\n' + DISTRICT, "nguoi-ky", "phải là một mục trong ngoặc vuông",
        "[nguoi-ky]",
    ),
    "nơi nhận có ngoặc lạ": (
        "", '[noi-nhan]\ndong = ["Các {đơn_vị}"]', "[noi-nhan] dong",
        "có dòng «Các {đơn_vị}»; trong ngoặc nhọn chỉ ghi được {don_vi}", 'dong = ["Các {don_vi} trực thuộc"]',
    ),
    "cách làm tròn lạ": (
        "", '[cach-viet]\nphan-tram = "làm tròn"', "[cach-viet] phan-tram", "là «làm tròn»",
        'phan-tram = "cat-bot" hoặc phan-tram = "lam-tron"',
    ),
    "có không viết bằng true": (
        "", "[cach-viet]\nthem-so-0 = true", "[cach-viet] them-so-0", "là «True»",
        'them-so-0 = "có" hoặc them-so-0 = "không"',
    ),
    "số lẻ quá nhiều": (
        "", "[cach-viet]\nso-le = 20", "[cach-viet] so-le", "là «20», cần một số nguyên từ 0 đến 6", "so-le = 2",
    ),
    "hạn nộp bằng chữ": (
        "", '[bieu-mau]\nhan-nop-sau-ngay = "mười"', "[bieu-mau] han-nop-sau-ngay",
        "là «mười», cần một số nguyên từ 0 đến 366", "han-nop-sau-ngay = 15",
    ),
    "chỉ tiêu bằng chữ": (
        "", '[bieu-mau]\nchi-tieu = "E02"', "[bieu-mau] chi-tieu", "phải là một danh sách chữ",
        'chi-tieu = ["…", "…"]',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "field", "found", "example"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_settings_in_its_whole_words(
    tmp_path: Path, old: str, new: str, field: str, found: str, example: str
) -> None:
    text = DISTRICT.replace(old, new) if old else f"{DISTRICT}{new}\n"
    assert refused(tmp_path, text) == [wrong(field, found, example)]


def test_several_faults_are_told_together(tmp_path: Path) -> None:
    text = DISTRICT.replace('"huyen"', '"quận"').replace('dia-danh = "Núi Xanh"\n', "[cach-viet]\nty = 5\n")
    assert [line.split("«")[1].split("»")[0] for line in refused(tmp_path, text)] == [
        "[co-quan] dia-danh",
        "[co-quan] cap",
        "[cach-viet] ty",
    ]


@pytest.mark.parametrize("file", [OWN_INDICATORS, OWN_AWARDS])
def test_own_indicators_and_award_forms_that_cannot_be_read(tmp_path: Path, file: str) -> None:
    make_office(tmp_path)
    (tmp_path / file).write_text("[[indicator]]\ncode = E02", "utf-8")
    with pytest.raises(DeskError) as stopped:
        open_workspace(tmp_path)
    assert str(stopped.value) == (
        f"W118 {file}: tệp viết sai cú pháp: dòng 2, ký tự thứ 8\n"
        "     cách sửa: mở tệp bằng Notepad, sửa chỗ được nêu rồi lưu lại với mã UTF-8"
    )


def test_a_settings_file_that_the_system_does_not_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_office(tmp_path)

    def forbidden(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", forbidden)  # the tests may run as a user to whom nothing is forbidden
    with pytest.raises(DeskError) as stopped:
        open_workspace(tmp_path)
    assert str(stopped.value) == (
        f"W117 không đọc được «{tmp_path / SETTINGS}»: không có quyền, hoặc tệp đang mở ở chương trình khác\n"
        "     cách sửa: đóng tệp nếu đang mở ở chương trình khác, kiểm tra quyền đọc rồi chạy lại"
    )


def test_a_form_that_asks_for_an_unknown_indicator_is_told(tmp_path: Path) -> None:
    make_office(tmp_path)
    edit_settings(tmp_path, '"E02"', '"e2", "E02"')
    (problem,) = open_workspace(tmp_path).problems
    assert str(problem).startswith(
        "W122 drafter.toml: mục «[bieu-mau] chi-tieu» ghi «e2», không có chỉ tiêu này; gần giống: E"
    )


def test_a_list_of_units_of_which_nothing_can_be_read_stops(tmp_path: Path) -> None:
    make_office(tmp_path)
    (tmp_path / UNITS).write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(DeskError) as stopped:
        open_workspace(tmp_path)
    assert [(p.code, p.place.file) for p in stopped.value.problems] == [("D141", "don-vi.xlsx")]


def test_an_office_without_units_is_told(tmp_path: Path) -> None:
    make_office(tmp_path)
    (tmp_path / UNITS).unlink()
    ws = open_workspace(tmp_path)
    assert ws.units == ()
    (problem,) = ws.problems
    assert str(problem) == (
        "W119 don-vi.xlsx: danh sách đơn vị chưa có đơn vị nào\n"
        "     cách sửa: mở don-vi.xlsx, ghi mã và tên từng đơn vị rồi lưu lại; cơ quan tự báo cáo thì ghi chính cơ "
        "quan vào đó"
    )


def test_a_name_with_quotes_and_braces_is_kept_as_typed(tmp_path: Path) -> None:
    name = 'Liên đoàn Lao động tỉnh "Núi \\ Xanh"'
    text = settings_text(code="LD", name=name, level=Level.PROVINCE, superior="", place="Núi Xanh", signer="A")
    found = settings(tmp_path, text)
    assert found.office.organisation.standings[0].name == name
    assert found.office.recipients == ("Các {don_vi} trực thuộc",)


def test_a_district_office_stands_until_the_end_of_june_2025(tmp_path: Path) -> None:
    """The level itself ended then (Luật 97/2025/QH15): an office need not say so."""
    (tmp_path / SETTINGS).write_text(DISTRICT, "utf-8")
    ws = open_workspace(tmp_path)
    with open_store(ws.database) as store:
        made = draft(ws, store, "bao-cao-nam", Y2024, now=datetime(2025, 1, 10, 9, tzinfo=HANOI))
        assert [path.name for path in made.files] == ["report.docx", "appendix.xlsx", "can-xem-lai.txt"]
        with pytest.raises(DeskError) as stopped:
            draft(ws, store, "bao-cao-nam", Y2026, now=datetime(2027, 1, 5, 9, tzinfo=HANOI))
    assert str(stopped.value) == (
        "W114 «Liên đoàn Lao động huyện Núi Xanh» không còn hoặc chưa có vào ngày 05/01/2027\n"
        "     cách sửa: ghi tu-ngay, den-ngay trong drafter.toml (hoặc don-vi.xlsx), hoặc chọn ngày lập văn bản bằng "
        "--date"
    )
    assert not (tmp_path / "du-thao" / "bao-cao-nam_2026").exists()


def test_a_ward_union_of_2026_works_and_had_no_2024(tmp_path: Path) -> None:
    text = DISTRICT.replace("Liên đoàn Lao động huyện", "Công đoàn phường").replace('"huyen"', '"xa-phuong"')
    (tmp_path / SETTINGS).write_text(text, "utf-8")
    ws = open_workspace(tmp_path)
    standing = standing_on(ws, OFFICE, Y2026, date(2026, 12, 31))
    assert standing.own_lines == ("CÔNG ĐOÀN", "PHƯỜNG NÚI XANH")
    with pytest.raises(DeskError, match=r"W114 .* vào ngày 31/12/2024"):
        standing_on(ws, OFFICE, Y2024, date(2024, 12, 31))


RENAMED = """\
[co-quan]
ma = "CD-NUIXANH"
ten = "Công đoàn phường Núi Xanh"
cap = "xa-phuong"
cap-tren = "Liên đoàn Lao động tỉnh Sông Vàng"
dia-danh = "Núi Xanh"
tu-ngay = 2025-07-01
dong-ten = ["CÔNG ĐOÀN PHƯỜNG", "NÚI XANH"]
ky-hieu = "CĐP"

[nguoi-ky]
ho-ten = "Lò Thị Ban"

[[co-quan.truoc-day]]
ten = "Liên đoàn Lao động huyện Núi Xanh"
cap = "huyen"
den-ngay = 2025-06-30
nguoi-ky = { chuc-vu = "PHÓ CHỦ TỊCH", ho-ten = "Vàng A Sử" }

[[co-quan.truoc-day]]
ten = "Liên đoàn Lao động huyện Núi Biếc"
cap = "huyen"
den-ngay = 2010-12-31
"""


@pytest.mark.parametrize(
    ("day", "own", "symbol", "signer"),
    [
        ("2009-12-31", ("LIÊN ĐOÀN LAO ĐỘNG", "HUYỆN NÚI BIẾC"), "LĐLĐ", "Lò Thị Ban"),
        ("2025-06-30", ("LIÊN ĐOÀN LAO ĐỘNG", "HUYỆN NÚI XANH"), "LĐLĐ", "Vàng A Sử"),
        ("2025-07-01", ("CÔNG ĐOÀN PHƯỜNG", "NÚI XANH"), "CĐP", "Lò Thị Ban"),
    ],
)
def test_an_office_that_was_renamed_has_the_letterhead_of_the_day(
    tmp_path: Path, day: str, own: tuple[str, ...], symbol: str, signer: str
) -> None:
    (tmp_path / SETTINGS).write_text(RENAMED, "utf-8")
    standing = standing_on(open_workspace(tmp_path), "CD-NUIXANH", Y2025, date.fromisoformat(day))
    assert (standing.own_lines, standing.symbol, standing.place) == (own, symbol, "Núi Xanh")
    assert standing.upper_lines == ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH SÔNG VÀNG")
    assert standing.signer is not None
    assert (standing.signer.name, standing.signer.deputy) == (signer, signer == "Vàng A Sử")


def test_a_units_own_letterhead_names_its_upper_union(desk: Desk) -> None:
    standing = standing_on(desk.ws, SCHOOL, Y2025, date(2025, 12, 31))
    assert standing.upper_lines == ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH NÚI XANH")


@pytest.mark.parametrize(
    ("period", "expected", "counted"),
    [
        ("2024", (SCHOOL, SEWING, CLINIC), (SCHOOL, SEWING, CLINIC, OFFICE)),
        ("2025-H1", (SCHOOL, SEWING, CLINIC), (SCHOOL, SEWING, CLINIC, OFFICE)),
        ("2025", (SCHOOL, SEWING, COMMUNE), (SCHOOL, SEWING, COMMUNE, CLINIC, OFFICE)),
        ("2026", (SCHOOL, SEWING, COMMUNE), (SCHOOL, SEWING, COMMUNE, OFFICE)),
    ],
)
def test_a_merged_unit_counts_in_its_last_year_and_is_expected_no_more(
    desk: Desk, period: str, expected: tuple[str, ...], counted: tuple[str, ...]
) -> None:
    scope = scope_of(desk.ws, Period.parse(period))
    assert (scope.expected, scope.counted) == (expected, counted)
    assert absent_units(desk.store, Period.parse(period), scope) == expected


def test_an_unknown_unit_is_offered_the_nearest_codes(desk: Desk) -> None:
    with pytest.raises(DeskError) as stopped:
        scope_of(desk.ws, Y2025, "cdcs-1")
    assert str(stopped.value) == (
        "W113 không có đơn vị nào mang mã «cdcs-1»; gần giống: CDCS-01, CDCS-03, CDCS-02\n"
        "     cách sửa: xem mã đơn vị trong don-vi.xlsx; thêm dòng mới nếu là đơn vị mới"
    )


@pytest.mark.parametrize("text", ["", "năm nay", "2025-Q5", "2025-13", "20255", "1929", "2100", "NK1930-1935"])
def test_a_period_nobody_can_report_on(text: str) -> None:
    with pytest.raises(DeskError) as stopped:
        read_period(text)
    assert str(stopped.value).startswith(f"W112 không hiểu kỳ «{text}»\n     cách sửa: viết kỳ như: 2025 (năm), ")


@pytest.mark.parametrize("text", ["2025", "quý I/2026", "6 tháng đầu năm 2026", "1930", "2099", "NK2023-2028/1"])
def test_a_period_as_an_office_writes_it(text: str) -> None:
    assert read_period(text) == Period.parse(text)
