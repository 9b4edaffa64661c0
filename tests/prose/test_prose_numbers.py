"""What a number in a report means, and which numbers are no figures."""

from decimal import Decimal

import pytest

from drafter.prose.nouns import Nouns
from drafter.prose.numerals import numerals, read_digits
from drafter.prose.passage import Passage
from drafter.prose.passed_over import passed_over
from drafter.standards.reading import reading_words

_NOUNS = Nouns(reading_words().units, reading_words().behind)


def numbers(text: str) -> list[str]:
    passage = Passage.of(text)
    return [f"{one.value:f}" for one in numerals(passage, passed_over(passage), _NOUNS)]


@pytest.mark.parametrize(
    ("digits", "behind", "value", "also"),
    [
        ("07", "", "7", None),
        ("1500", "", "1500", None),
        ("1.846", "", "1846", None),
        ("5.060.000", "", "5060000", None),
        ("82,5", "", "82.5", None),
        ("91,66", "%", "91.66", None),
        ("1.234,5", "", "1234.5", None),
        ("75.2", "%", "75.2", None),
        ("4.145", " triệu", "4145", None),
        ("1,250", " người", "1250", "1.250"),
        ("1,250", " tỷ đồng", "1.250", "1250"),
        ("12,375", "%", "12.375", "12375"),
        ("1,234,567", "", "1234567", None),
        ("0,125", "", "0.125", None),
        ("1 234 567", "", "1234567", None),
        ("1.2.3", "", None, None),
        ("12.34.567", "", None, None),
    ],
)
def test_digits(digits: str, behind: str, value: str | None, also: str | None) -> None:
    read, other = read_digits(digits, behind)
    assert (read, other) == (value and Decimal(value), also and Decimal(also))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kết nạp 676/650 đoàn viên", ["676", "650"]),
        ("Năm đoàn viên được hỗ trợ", ["5"]),
        ("Trong năm đoàn viên tăng", []),
        ("Năm 2020 kết nạp 12 đoàn viên", ["12"]),
        ("ba tập thể và mười hai cá nhân", ["3", "12"]),
        ("hai mươi mốt cán bộ", ["21"]),
        ("một số đơn vị", []),
        ("một tập thể được khen", ["1"]),
        ("là một tập thể đoàn kết", []),
        ("hàng trăm suất quà", []),
        ("Ngày 27/4, tại quận", []),
        ("từ ngày 9/2 đến 10/2/2021", []),
        ("trong hai ngày 9/2 và 10/2/2021 (tức ngày 28, 29 tháng Chạp)", []),
        ("chào mừng 8/3, 20/10 và 28/7", []),
        ("8/8 đơn vị nộp báo cáo", ["8", "8"]),
        ("quý I/2021 và quý 2 năm 2021", []),
        ("6 tháng đầu năm 2016", []),
        ("nhiệm kỳ 2018 – 2023, giai đoạn 2021-2025", []),
        ("Quyết định số 1921/QĐ-TLĐ ngày 12/10/2020", []),
        ("Nghị quyết 20-NQ/TW, Chỉ thị 05-CT/TW", []),
        ("Kế hoạch số 51/KH-TLĐ", []),
        ("kế hoạch 650 đoàn viên", ["650"]),
        ("lần thứ XIII, khóa XV, Cụm thi đua số 2, đợt 3", []),
        ("tổng số 57 CĐCS", ["57"]),
        ("doanh nghiệp có từ 20 lao động trở lên", []),
        ("sử dụng từ 25 đến dưới 100 lao động", []),
        ("có trên 10 năm công tác", []),
        ("kỷ niệm 90 năm Ngày thành lập", []),
        ("Covid-19, A80, công nghiệp 4.0", []),
        ("chương trình “75 nghìn sáng kiến” có 12 sáng kiến", ["12"]),
        ("kinh phí công đoàn 2% thu được 1,2 tỷ", ["1.2"]),
        ("lúc 14:13, 7 giờ 30 phút", []),
        ("1. Công tác tuyên truyền\n2. Công tác nữ công", []),
        ("thực hiện 02 Bộ Quy tắc ứng xử", []),
        ("khám sức khỏe định kỳ 8 412 lượt lao động", ["8412"]),
        ("tư vấn pháp luật 37 lượt người", ["37"]),
        ("Cấp 640 thẻ đoàn viên", ["640"]),
        ("mỗi đội 12 VĐV", ["12"]),
        ("trao mỗi gia đình 5tr đồng", ["5"]),
        ("Phòng 205, tầng 3, số nhà 12 đường Lê Lợi", []),
        ("bậc thợ 5/7; khối nhà 9 tầng", []),
        ("Năm 2025 là năm bản lề", []),
        ("ba hợp đồng quá hạn, bốn tư vấn viên", ["3", "4"]),
    ],
)
def test_numbers_that_may_be_figures(text: str, found: list[str]) -> None:
    assert numbers(text) == found


def test_composed_and_decomposed_text_read_alike() -> None:
    text = "Kết nạp 1.846 đoàn viên mới"
    import unicodedata

    assert numbers(unicodedata.normalize("NFD", text)) == numbers(text) == ["1846"]
