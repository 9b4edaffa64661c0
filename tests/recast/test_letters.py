"""A Word file in an old encoding comes out in Unicode and Times New Roman, its runs and looks as they were."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement

from drafter.encodings.convert import to_tcvn3
from drafter.encodings.tables import TABLES, Encoding
from drafter.recast.letters import in_unicode

SENTENCE = "Tổng số đoàn viên được kết nạp mới trong năm là 676 người, vượt chỉ tiêu được giao."


def as_vni(text: str) -> str:
    letters = {letter: shown for shown, letter in TABLES[Encoding.VNI].items()}
    return "".join(letters.get(letter, letter) for letter in text)


def saved(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def opened(data: bytes) -> Any:
    return Document(BytesIO(data))


@pytest.mark.parametrize(
    ("font", "text", "encoding"),
    [(".VnTime", to_tcvn3(SENTENCE), Encoding.TCVN3), ("VNI-Times", as_vni(SENTENCE), Encoding.VNI)],
)
def test_a_text_by_its_font(font: str, text: str, encoding: Encoding) -> None:
    document = Document()
    line = document.add_paragraph()
    for number, letter in enumerate(text):  # the worst that Word does: a run a letter, a mark apart from its letter
        run = line.add_run(letter)
        run.font.name, run.bold = font, number < 4
    found = in_unicode(saved(document))
    assert (found.encodings, found.paragraphs) == ((encoding,), 1)
    made = opened(found.data).paragraphs[0]
    assert made.text == SENTENCE
    assert made.runs[0].bold
    assert not made.runs[-1].bold
    assert {run.font.name for run in made.runs} == {"Times New Roman"}


def test_a_font_of_capitals_and_a_font_of_the_style() -> None:
    document = Document()
    normal: Any = document.styles["Normal"]
    normal.font.name = ".VnTime"
    document.add_paragraph().add_run(to_tcvn3("báo cáo tổng kết")).font.name = ".VnTimeH"
    document.add_paragraph(to_tcvn3(SENTENCE))
    found = opened(in_unicode(saved(document)).data)
    assert [one.text for one in found.paragraphs] == ["BÁO CÁO TỔNG KẾT", SENTENCE]
    assert found.styles["Normal"].font.name == "Times New Roman"


def test_the_letter_that_word_takes_for_a_soft_hyphen() -> None:
    document = Document()
    line = document.add_paragraph()
    run = line.add_run("T")
    run.font.name = ".VnTime"
    run._r.append(OxmlElement("w:softHyphen"))
    line.add_run(to_tcvn3(" tưởng, đường lối")).font.name = ".VnTime"
    assert opened(in_unicode(saved(document)).data).paragraphs[0].text == "Tư tưởng, đường lối"


def test_right_text_stays_byte_for_byte() -> None:
    document = Document()
    for text in (SENTENCE, "Le congrès a élu un secrétaire général à l’unanimité.", "Ordinary English text."):
        document.add_paragraph(text)
    document.add_paragraph().add_run("Đã gõ Unicode trong phông cũ.").font.name = ".VnTime"
    data = saved(document)
    found = in_unicode(data)
    assert (found.data, found.encodings, found.paragraphs) == (data, (), 0)
