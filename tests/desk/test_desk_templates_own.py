from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from openpyxl import Workbook

from drafter.desk.draft import draft
from drafter.desk.own_templates import OLD, old_templates, put_back, put_template, template_file
from drafter.desk.problems import DeskError
from drafter.desk.slot_values import SlotState, slot_sheet
from drafter.desk.workspace import TEMPLATES
from drafter.render.shipped import shipped_folder
from tests.desk.small_office import ASKED, CAME, NEW_MEMBERS, SCHOOL, Y2025, Desk, small_kind

KIND = "bao-cao-nam"


def _word(*lines: str) -> bytes:
    document, buffer = Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(buffer)
    return buffer.getvalue()


HEAD = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MANY = [f"{{{{ {code}.{field} }}}}" for code in ASKED for field in ("ket_qua", "so_sanh")]


def test_an_edited_template_becomes_the_offices_own(desk: Desk) -> None:
    edited = _word("Mới: {{ E02.ket_qua }}")
    path = put_template(desk.ws, KIND, "report.docx", edited, CAME, force=True)
    assert path == desk.folder / TEMPLATES / KIND / "report.docx"
    assert path.read_bytes() == template_file(desk.ws, KIND, "report.docx") == edited
    assert (path.parent / "appendix.xlsx").is_file()
    (old,) = old_templates(desk.ws, KIND)
    shipped = (shipped_folder("templates") / KIND / "report.docx").read_bytes()
    assert (path.parent / OLD / old.name).read_bytes() == shipped
    assert (old.of, old.until) == ("report.docx", CAME.replace(tzinfo=None))


def test_what_was_before_comes_back_and_nothing_is_lost(desk: Desk) -> None:
    first, second = _word("một {{ E02.ket_qua }}"), _word("hai {{ E02.ket_qua }}")
    put_template(desk.ws, KIND, "report.docx", first, CAME, force=True)
    put_template(desk.ws, KIND, "report.docx", second, CAME + timedelta(seconds=1))
    newest = old_templates(desk.ws, KIND)[0]
    put_back(desk.ws, KIND, newest.name, CAME + timedelta(seconds=2))
    assert template_file(desk.ws, KIND, "report.docx") == first
    folder = desk.folder / TEMPLATES / KIND / OLD
    assert second in [path.read_bytes() for path in folder.iterdir()]
    assert len(old_templates(desk.ws, KIND)) == 3


@pytest.mark.parametrize("data", [_word("{{ E02.ket_qua"), b"khong phai Word", b""])
def test_a_template_with_faults_is_refused_with_their_places(desk: Desk, data: bytes) -> None:
    with pytest.raises(DeskError) as refused:
        put_template(desk.ws, KIND, "report.docx", data, CAME)
    assert all(problem.place.file == "report.docx" for problem in refused.value.problems)
    assert not (desk.folder / TEMPLATES / KIND).exists()


def test_a_file_without_fields_takes_the_place_of_a_template_only_when_told_so(desk: Desk) -> None:
    with pytest.raises(DeskError) as refused:
        put_template(desk.ws, KIND, "report.docx", _word("abc"), CAME)
    assert [problem.code for problem in refused.value.problems] == ["C233", "C234"]
    assert "«{{ … }}»" in refused.value.problems[0].what
    assert not (desk.folder / TEMPLATES / KIND).exists()
    plain = _word("abc")
    put_template(desk.ws, KIND, "report.docx", plain, CAME, force=True)
    assert template_file(desk.ws, KIND, "report.docx") == plain
    put_template(desk.ws, KIND, "report.docx", _word("abd"), CAME)  # there was none before either


def test_nearly_no_field_or_no_head_is_refused_and_a_shorter_paper_is_not(desk: Desk) -> None:
    put_template(desk.ws, KIND, "report.docx", _word(HEAD, *MANY), CAME, force=True)
    with pytest.raises(DeskError) as few:
        put_template(desk.ws, KIND, "report.docx", _word(HEAD, "{{ E02.ket_qua }}"), CAME)
    assert [problem.code for problem in few.value.problems] == ["C233"]
    assert "chỉ có 1 chỗ điền" in few.value.problems[0].what
    with pytest.raises(DeskError) as headless:
        put_template(desk.ws, KIND, "report.docx", _word(*MANY), CAME)
    assert [problem.code for problem in headless.value.problems] == ["C234"]
    shorter = _word("Độc lập – Tự do – Hạnh phúc", *MANY[:5])
    put_template(desk.ws, KIND, "report.docx", shorter, CAME)
    assert template_file(desk.ws, KIND, "report.docx") == shorter


def test_a_workbook_without_fields_is_refused_too(desk: Desk) -> None:
    buffer = BytesIO()
    Workbook().save(buffer)
    with pytest.raises(DeskError) as refused:
        put_template(desk.ws, KIND, "appendix.xlsx", buffer.getvalue(), CAME)
    assert [problem.code for problem in refused.value.problems] == ["C233"]


def test_a_workbook_with_faults_is_refused_too(desk: Desk) -> None:
    book, buffer = Workbook(), BytesIO()
    book.active["A1"] = "{% for x in y %}"
    book.save(buffer)
    with pytest.raises(DeskError):
        put_template(desk.ws, KIND, "appendix.xlsx", buffer.getvalue(), CAME)


@pytest.mark.parametrize("file", ["khac.docx", "../kind.toml", "kind.toml", ""])
def test_only_the_kinds_own_files_are_taken(desk: Desk, file: str) -> None:
    with pytest.raises(DeskError) as refused:
        put_template(desk.ws, KIND, file, _word("x"), CAME)
    assert refused.value.problems[0].code == "C231"


@pytest.mark.parametrize("name", ["khong-co", "../report.docx", ""])
def test_only_what_was_kept_comes_back(desk: Desk, name: str) -> None:
    with pytest.raises(DeskError) as refused:
        put_back(desk.ws, KIND, name, CAME)
    assert refused.value.problems[0].code == "C232"


def test_slots_say_what_they_print_today(desk: Desk) -> None:
    small_kind(desk.folder)
    lines = (
        "{{ E02.ket_qua }}",
        "{{ C06.ket_qua }}",
        "{{ E02.ket_qa }}",
        "{% for d in co_quan.ten %}{{ d }}{% endfor %}",
    )
    (desk.folder / TEMPLATES / KIND / "report.docx").write_bytes(_word(*lines[:2], lines[3]))
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 4})
    sheet = slot_sheet(desk.ws, desk.store, KIND, Y2025, CAME.date())
    found = {line.path: (line.state, line.says) for line in dict(sheet.files)["report.docx"]}
    assert found["E02.ket_qua"] == (SlotState.GIVEN, "4 đoàn viên")
    assert found["C06.ket_qua"][0] is SlotState.MISSING
    assert found["co_quan.ten"] == (SlotState.LIST, "2 dòng")
    assert found["co_quan.ten[]"] == (SlotState.GIVEN, "LIÊN ĐOÀN LAO ĐỘNG")


def test_a_name_that_is_not_there_is_told_with_the_nearest(desk: Desk) -> None:
    small_kind(desk.folder)
    (desk.folder / TEMPLATES / KIND / "report.docx").write_bytes(_word("{{ E02.ket_qa }}"))
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 4})
    sheet = slot_sheet(desk.ws, desk.store, KIND, Y2025, CAME.date())
    assert sheet.problems  # no paper can be made of it: its slots are still listed
    assert [line.path for line in dict(sheet.files)["report.docx"]] == ["E02.ket_qa"]


def test_figures_that_no_file_shows_are_told(desk: Desk) -> None:
    home = small_kind(desk.folder)
    told = (home / "kind.toml").read_text("utf-8").splitlines()
    (home / "kind.toml").write_text("\n".join(line for line in told if not line.startswith("annex")), "utf-8")
    desk.hand_in(SCHOOL, {NEW_MEMBERS: 4, "A04": 40})
    sheet = slot_sheet(desk.ws, desk.store, KIND, Y2025, CAME.date())
    drafted = draft(desk.ws, desk.store, KIND, Y2025, now=CAME)
    assert sheet.unused == drafted.left_out
    assert [problem for problem in sheet.unused if "Tổng số đoàn viên" in problem.what]


def test_every_slot_of_the_shipped_report_is_known(desk: Desk) -> None:
    desk.everybody()
    sheet = slot_sheet(desk.ws, desk.store, KIND, Y2025, CAME.date())
    assert {name for name, _ in sheet.files} == {"report.docx", "appendix.xlsx"}
    unknown = [line.path for _, lines in sheet.files for line in lines if line.state is SlotState.UNKNOWN]
    assert unknown == []
    assert all(isinstance(line.says, str) for _, lines in sheet.files for line in lines)
