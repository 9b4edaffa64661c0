"""Certificates: a page each, long names fit, texts move by the office's millimetres, TCVN3 letter by letter."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document

from drafter.model.award_choices import AwardChoices, CertificateLayout
from drafter.model.figure import Source
from drafter.model.register import Row
from drafter.render.certificate_place import placed
from drafter.render.certificate_slots import NAME_MM, fitted_name
from drafter.render.draft import draft_paper
from drafter.render.kinds import KindFolder, load_kind
from drafter.render.paper import Paper
from drafter.render.shipped import shipped_folder
from drafter.render.tcvn3 import CAPITALS_FONT, CODES, FONT, document_in_tcvn3, in_tcvn3
from drafter.standards.letter_widths import width_mm
from tests.render.papers import paper

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def row(name: str, form: str = "BK_T", **values: Any) -> Row:
    given = {"doi-tuong": "cá nhân", "danh-xung": "Bà", "ten": name, "don-vi": "CG", "hinh-thuc": form, **values}
    return Row("CG", given, Source("de-nghi.xlsx", "Đề nghị khen", "A9"))


ROWS = (
    row("Trần Thị Hòa", **{"chuc-vu": "Chủ tịch CĐCS", "tom-tat": "Hoàn thành xuất sắc nhiệm vụ."}),
    row("Nguyễn Văn Ánh", "CSTD_CS"),  # a title has no certificate of this kind
    row("Lê Văn Ân", "BK_TLD"),  # another level's
    row("Công đoàn cơ sở Trường Tiểu học Vĩnh Hưng", **{"doi-tuong": "tập thể", "danh-xung": ""}),
)


@pytest.fixture(scope="module")
def folder() -> KindFolder:
    found, problems = load_kind("giay-khen", (shipped_folder("templates"),))
    assert found is not None, problems
    return found


def made(folder: KindFolder, layout: CertificateLayout = CertificateLayout()) -> bytes:  # noqa: B008
    drafted = draft_paper(_paper(folder, layout), folder)
    assert drafted.document is not None
    return drafted.document


def _paper(folder: KindFolder, layout: CertificateLayout) -> Paper:
    plain = replace(paper(), kind=folder.kind)
    office = replace(plain.office, granters={"T": plain.standing.name}, awards=AwardChoices(certificate=layout))
    return replace(plain, office=office, registers={"de-nghi-khen": ROWS}, day=date(2026, 1, 16))


def texts(data: bytes) -> list[str]:
    body = Document(BytesIO(data)).element.body
    found = ("".join(p.itertext(f"{_W}t")) for p in body.iter(f"{_W}p"))
    return [text for text in found if text.strip()]


def test_each_has_a_page_of_its_own(folder: KindFolder) -> None:
    data = made(folder)
    assert len(Document(BytesIO(data)).sections) == 2
    said = texts(data)
    assert said.count("BẰNG KHEN") == 2
    assert "Bà Trần Thị Hòa" in said
    assert "Chủ tịch CĐCS, LĐLĐ quận Cầu Giấy" in said
    assert "Đã hoàn thành xuất sắc nhiệm vụ" in said
    assert not any("Ánh" in text or "Lê Văn Ân" in text for text in said)


@pytest.mark.parametrize(
    ("merit", "said"),
    [
        ("Có thành tích xuất sắc trong phong trào thi đua", "Đã có thành tích xuất sắc trong phong trào thi đua"),
        ("thành tích xuất sắc;", "Đã có thành tích xuất sắc"),
        ("Đã có nhiều đóng góp", "Đã có nhiều đóng góp"),
        ("điển hình tiên tiến", "Điển hình tiên tiến"),
        ("", "Đã có thành tích trong phong trào thi đua và hoạt động công đoàn năm 2020"),
    ],
)
def test_what_for_reads_as_a_sentence(folder: KindFolder, merit: str, said: str) -> None:
    one = replace(_paper(folder, CertificateLayout()), registers={"de-nghi-khen": (row("An", **{"tom-tat": merit}),)})
    drafted = draft_paper(one, folder)
    assert said in texts(drafted.document or b"")


@pytest.mark.parametrize(
    "name",
    [
        "An",
        "Công đoàn cơ sở Công ty TNHH một thành viên Cấp thoát nước và Môi trường tỉnh Sông Vàng",
        "Công đoàn cơ sở Công ty trách nhiệm hữu hạn Linh kiện chính xác và Thiết bị điện tử công nghệ cao Kizuna",
    ],
)
def test_long_names_fit(name: str) -> None:
    fitted = fitted_name(name)
    (span,) = fitted.spans
    assert span.size is not None
    for line in span.text.split("\n"):
        assert width_mm(line, span.size / 2, bold=True) <= NAME_MM
    assert span.text.replace("\n", " ") == name
    assert span.size == 52 if len(name) < 30 else span.size < 52


def frames(data: bytes) -> dict[str, tuple[int, int]]:
    """Where each text stands, in twips, by what it says."""
    body = Document(BytesIO(data)).element.body
    found = {}
    for frame in body.iter(f"{_W}framePr"):
        paragraph = frame.getparent().getparent()
        found["".join(paragraph.itertext(f"{_W}t"))] = (int(frame.get(f"{_W}x")), int(frame.get(f"{_W}y")))
    return found


def test_texts_move_by_the_offices_millimetres(folder: KindFolder) -> None:
    before = frames(made(folder))
    after = frames(made(folder, CertificateLayout(right=10, down=-5, moves={"ho-ten": (0, 2.54)})))
    name, other = "Bà Trần Thị Hòa", "BẰNG KHEN"
    assert after.keys() == before.keys()
    ten, five = 567, 283  # mm in twips
    assert (after[other][0] - before[other][0], after[other][1] - before[other][1]) == (ten, -five)
    assert (after[name][0] - before[name][0], after[name][1] - before[name][1]) == (ten, -five + 144)


def test_a_preprinted_blank_gets_only_what_differs(folder: KindFolder) -> None:
    said = texts(made(folder, CertificateLayout(preprinted=True)))
    assert "Bà Trần Thị Hòa" in said
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in said
    assert not any(text.startswith(("LIÊN ĐOÀN", "BAN THƯỜNG VỤ", "BẰNG KHEN", "Tặng")) for text in said)


def test_a_template_that_needs_no_change_is_taken_as_it_is(folder: KindFolder) -> None:
    assert folder.report is not None
    assert placed(folder.report, CertificateLayout()) is folder.report


ALPHABET = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"


def test_every_small_letter_has_a_code_of_its_own() -> None:
    accented = [letter for letter in ALPHABET if letter not in "abcdeghiklmnopqrstuvxy"]
    assert len(accented) == 67
    assert all(letter in CODES for letter in accented)
    assert len(set(CODES.values())) == len(CODES) == 67 + 7
    assert all(0xA1 <= ord(code) <= 0xFE for code in CODES.values())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cộng hòa xã hội chủ nghĩa Việt Nam", "Céng hßa x· héi chñ nghÜa ViÖt Nam"),
        ("Độc lập - Tự do - Hạnh phúc", "§éc lËp - Tù do - H¹nh phóc"),
        ("Nguyễn Thị Thưởng", "NguyÔn ThÞ Th\xadëng"),
        ("Trần Quốc Ưu", "TrÇn Quèc ¦u"),
    ],
)  # fmt: skip
def test_words_in_tcvn3(text: str, code: str) -> None:
    assert in_tcvn3(text) == [(code, False)]


def test_capitals_that_the_code_lacks_take_the_font_of_capitals() -> None:
    assert in_tcvn3("Lê Văn Ấn") == [("Lª V¨n ", False), ("Ê", True), ("n", False)]
    assert in_tcvn3("GIẤY KHEN") == [("GI", False), ("Ê", True), ("Y KHEN", False)]
    assert in_tcvn3("Hoà") == in_tcvn3("Hoa\u0300") == [("Hoµ", False)]
    assert in_tcvn3("Ω") == [("Ω", False)]


def test_a_document_in_tcvn3_says_the_same_in_the_old_fonts(folder: KindFolder) -> None:
    plain = made(folder)
    coded = made(folder, CertificateLayout(tcvn3=True))
    assert texts(coded) == ["".join(code for code, _ in in_tcvn3(text)) for text in texts(plain)]
    with ZipFile(BytesIO(coded)) as package:
        parts = {name: package.read(name).decode("utf-8") for name in package.namelist() if name.startswith("word/")}
    fonts = set(re.findall(r'w:ascii="([^"]*)"', "".join(parts.values())))
    assert fonts == {FONT, CAPITALS_FONT}
    assert "BẰNG" not in parts["word/document.xml"]
    assert Document(BytesIO(document_in_tcvn3(Path(folder.report or "").read_bytes())))
