"""The blocks that shipped templates are built of, filled with papers of several sorts and read back."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from papers import AFTER, OFFICE, STANDING, figure, kind, paper

from drafter.fill.errors import TemplateError
from drafter.model.organisation import Level, Signer
from drafter.render.draft import Drafted, draft_paper
from drafter.render.frame_slots import authority_line, signing_lines
from drafter.render.kinds import KindFolder
from drafter.render.paper import Paper
from drafter.standards.levels import letterhead
from tests.golden.word_text import word_text
from tests.makers.word_template import build_template

DECISION = {
    "type_name": "QUYẾT ĐỊNH",
    "symbol": "QĐ",
    "subject": "Về việc khen thưởng {ky}",
    "figures": "khong",
    "first_recipient": "Như Điều 3",
    "basis": ["khen-thuong-cong-doan"],
    "annexes": ["tap_the", "ca_nhan"],
}


def drafted(tmp_path: Path, of: Paper, *lines: str, listing: tuple[str, ...] = ()) -> Drafted:
    """The draft of a kind whose Word files have these lines."""
    for name, outline in (("report.docx", lines), ("list.docx", listing)):
        if outline:
            (tmp_path / name).write_bytes(build_template("\n".join(outline)))
    made = (tmp_path / name if outline else None for name, outline in (("report.docx", lines), ("list.docx", listing)))
    report, listed = made
    return draft_paper(of, KindFolder(of.kind, report, None, listed))


def text(data: bytes | None) -> list[str]:
    """The lines of a Word file, each its style and what it says."""
    assert data is not None
    shown = word_text(data, f"{OFFICE}/2020").split("# Văn bản\n")[1]
    return [" ".join(line.replace("|", " | ", 1).split()) for line in shown.splitlines()]


def styled(lines: list[str], style: str) -> list[str]:
    return [line.partition(" | ")[2] for line in lines if line.startswith(f"{style} | ")]


def test_a_decision_says_who_decides_and_on_what_basis(tmp_path: Path) -> None:
    lines = text(
        drafted(
            tmp_path,
            paper(of=kind(**DECISION)),
            "@ten-loai",
            "@tham-quyen",
            "@can-cu Theo đề nghị của Ban Tổ chức",
            "@quyet-dinh",
            "Điều 1. Tặng thưởng./.",
            "@ky-ten",
        ).document
    )
    assert styled(lines, "Thẩm quyền ban hành") == ["BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HÀ NỘI"]
    first, last = styled(lines, "Căn cứ")
    assert first.startswith("Căn cứ Quyết định số 1689/QĐ-TLĐ ngày 12 tháng 11 năm 2019")
    assert (first[-1], last) == (";", "Theo đề nghị của Ban Tổ chức.")
    assert styled(lines, "Quyết định") == ["QUYẾT ĐỊNH:"]
    assert styled(lines, "Điều") == ["⟨rStyle⟩Điều 1. Tặng thưởng./."]
    assert styled(lines, "Danh sách nơi nhận")[:1] == []  # it stands in the table of the signing block
    assert "│ Danh sách nơi nhận | - Như Điều 3;" in lines


def test_without_a_closing_line_the_last_basis_ends_in_a_full_stop(tmp_path: Path) -> None:
    of = kind(**{**DECISION, "basis": ["Căn cứ Điều lệ Công đoàn Việt Nam", "Căn cứ Luật Công đoàn"]})
    lines = text(drafted(tmp_path, paper(of=of), "@can-cu").document)
    assert styled(lines, "Căn cứ") == ["Căn cứ Điều lệ Công đoàn Việt Nam;", "Căn cứ Luật Công đoàn."]


@pytest.mark.parametrize(
    ("addressed_to", "shown"),
    [
        ([], []),
        (["{cap_tren}"], ["Kính gửi: Tổng Liên đoàn Lao động Việt Nam"]),
        (["{cap_tren}", "{cap_uy}"], ["Kính gửi:", "- Tổng Liên đoàn Lao động Việt Nam;", "- Thành ủy Hà Nội."]),
        (["{chinh_quyen}"], ["Kính gửi: [[▒[chưa có số liệu: nơi gửi văn bản]▒ ← kinh_gui#thieu]]"]),
    ],
)
def test_addressees(tmp_path: Path, addressed_to: list[str], shown: list[str]) -> None:
    lines = text(drafted(tmp_path, paper(of=kind(addressed_to=addressed_to)), "@kinh-gui", "Nội dung.").document)
    assert [*styled(lines, "Kính gửi"), *styled(lines, "Kính gửi, từng nơi")] == shown


def test_annexes_begin_sections_of_their_own_with_their_own_page_numbers(tmp_path: Path) -> None:
    lines = text(
        drafted(
            tmp_path,
            paper(of=kind(**DECISION)),
            "Nội dung.",
            "@ngang",
            "@phu-luc tap_the | DANH SÁCH TẬP THỂ",
            "Một.",
            "@doc",
            "@phu-luc ca_nhan | DANH SÁCH CÁ NHÂN | NĂM {{ nam_ban_hanh }}",
            "Hai.",
        ).document
    )
    assert [line for line in lines if line.startswith("════")] == [
        "════ sang trang, phần mới: ngang, đánh số từ 1, không có số ở trang đầu",
        "════ sang trang, phần mới: dọc, đánh số từ 1, không có số ở trang đầu",
    ]
    assert styled(lines, "Phụ lục") == ["Phụ lục I", "Phụ lục II"]
    assert styled(lines, "Tên phụ lục") == ["DANH SÁCH TẬP THỂ", "DANH SÁCH CÁ NHÂN", "NĂM 2021"]
    assert set(styled(lines, "Kèm theo")) == {
        "(Kèm theo Quyết định số /QĐ-LĐLĐ ngày tháng năm 2021 của Ban Thường vụ Liên đoàn Lao động thành phố Hà Nội)"
    }


def test_a_list_says_which_paper_it_comes_with_and_has_no_number(tmp_path: Path) -> None:
    of = kind(type_name="DANH SÁCH", symbol="TTr", attached_to="Tờ trình", report="", list="list.docx", annexes=[])
    found = drafted(tmp_path, paper(of=of), listing=("@ngang", "@danh-sach DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", "Một."))
    assert (found.document, found.annex) == (None, None)
    assert found.main == found.listing
    lines = text(found.listing)
    assert lines[0] == "Tên phụ lục | DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"
    assert styled(lines, "Kèm theo") == [
        "(Kèm theo Tờ trình số /TTr-LĐLĐ ngày tháng năm 2021 của Liên đoàn Lao động thành phố Hà Nội)"
    ]
    assert not any("Số:" in line or line.startswith("════") for line in lines)
    assert "297 × 210,01 mm, ngang" in word_text(found.listing or b"", "")


def test_a_table_repeats_its_head_and_splits_no_row(tmp_path: Path) -> None:
    lines = text(
        drafted(
            tmp_path,
            paper(figure("E01", OFFICE, 3, target=2), after=(figure("E01", OFFICE, target=5, period=AFTER),)),
            "@bang 12g 90 60p",
            "|| STT | Chỉ tiêu | <",
            "|| ^ | Tên | Số",
            "{%tr for x in chi_tieu_ky_sau %}",
            "| {{ loop.index }} | {{ x.ten }} | {{ x.chi_tieu }}",
            "{%tr endfor %}",
            "|* Cộng | < | 1",
            "@het-bang",
        ).document
    )
    assert lines[1:] == [
        "▔ *STT* │ *Chỉ tiêu* (2 cột)",
        "▔ ↑ │ *Tên* │ *Số*",
        "│ 1 │ Số công đoàn cơ sở thành lập mới │ [[5 công đoàn cơ sở ← E01/CUM/2021#chi_tieu]]",
        "│ *Cộng* (2 cột) │ *1*",
        "└",
    ]


def test_a_table_wider_than_its_page_is_not_built() -> None:
    with pytest.raises(AssertionError, match="wider than the text"):
        build_template("@bang 100 100\n| a | b\n@het-bang")


def test_one_page_an_entry(tmp_path: Path) -> None:
    targets = figure("E01", OFFICE, target=5, period=AFTER), figure("E02", OFFICE, target=60, period=AFTER)
    of = paper(after=targets, of=kind(each="chi_tieu_ky_sau"))
    found = drafted(tmp_path, of, "Chỉ tiêu {{ trang.ten }}: {{ trang.chi_tieu }}.")
    lines = text(found.document)
    assert [line for line in lines if line.startswith("Nội dung")] == [
        "Nội dung | Chỉ tiêu Số công đoàn cơ sở thành lập mới: [[5 công đoàn cơ sở ← E01/CUM/2021#chi_tieu]].",
        "Nội dung | Chỉ tiêu Số đoàn viên kết nạp mới: [[60 đoàn viên ← E02/CUM/2021#chi_tieu]].",
    ]
    assert [one["key"] for one in found.manifest["carriers"]] == ["E01/CUM/2021#chi_tieu", "E02/CUM/2021#chi_tieu"]


def test_nothing_to_print_a_page_for_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="không có bản nào để điền"):
        drafted(tmp_path, paper(of=kind(each="chi_tieu_ky_sau")), "{{ trang.ten }}")


def test_figures_that_a_kind_does_not_owe_are_not_told_of(tmp_path: Path) -> None:
    figures = figure("E01", "CG", 11)
    for owes, told in (("tat-ca", 1), ("mot-phan", 0), ("khong", 0)):
        found = drafted(tmp_path, paper(figures, absent=("TH",), of=kind(figures=owes)), "@ten-loai", "Nội dung.")
        assert len(found.left_out) == told
        said = styled(text(found.document), "Số liệu tạm")
        assert said == ([] if owes == "khong" else ["SỐ LIỆU TẠM, CÒN THIẾU 1/3 ĐƠN VỊ"])


def test_two_sign_minutes(tmp_path: Path) -> None:
    lines = text(
        drafted(tmp_path, paper(), "Nội dung.", "@ky-hai THƯ KÝ = {{ ky }} | CHỦ TRÌ = B", "@noi-nhan").document
    )
    assert [line for line in lines if "Chức vụ" in line] == [
        "│ Chức vụ người ký | THƯ KÝ",
        "│ Chức vụ người ký | CHỦ TRÌ",
    ]
    assert styled(lines, "Nơi nhận") == ["Nơi nhận:"]


@pytest.mark.parametrize(
    ("level", "signer", "lines"),
    [
        (Level.PROVINCE, Signer("PHÓ CHỦ TỊCH", "A", deputy=True), ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (Level.PROVINCE, Signer("PHÓ CHỦ TỊCH", "A", deputy=True, in_place_of_head=False), ["PHÓ CHỦ TỊCH"]),
        (Level.CLUSTER, Signer("CỤM PHÓ", "A", deputy=True), ["KT. CỤM TRƯỞNG", "CỤM PHÓ"]),
        (Level.CLUSTER, Signer("CỤM TRƯỞNG", "A"), ["CỤM TRƯỞNG"]),
        (Level.COMMITTEE, Signer("PHÓ CHỦ NHIỆM", "A", deputy=True), ["KT. CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"]),
        (Level.CONFEDERATION, Signer("CHỦ TỊCH", "A"), ["CHỦ TỊCH"]),
    ],
)
def test_who_signs_at_each_level(level: Level, signer: Signer, lines: list[str]) -> None:
    head = letterhead(level, "Cụm thi đua số 1" if level is Level.CLUSTER else "Liên đoàn Lao động tỉnh Sông Vàng")
    bodies = {
        Level.PROVINCE: "BAN THƯỜNG VỤ",
        Level.CLUSTER: "CỤM THI ĐUA",
        Level.COMMITTEE: "ỦY BAN KIỂM TRA",
        Level.CONFEDERATION: "ĐOÀN CHỦ TỊCH",
    }
    assert signing_lines(replace(head, signer=signer)) == [f"TM. {bodies[level]}", *lines]


def test_who_decides_at_the_confederation() -> None:
    head = letterhead(Level.CONFEDERATION, "Tổng Liên đoàn Lao động Việt Nam")
    assert authority_line(head) == "ĐOÀN CHỦ TỊCH TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"
    assert authority_line(STANDING) == "BAN THƯỜNG VỤ LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HÀ NỘI"


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (("Một.", "Hai."), ["Hai."]),
        (("Một.", "{%p if so_lieu_tam %}", "Hai.", "{%p endif %}"), ["Một.", "Hai."]),
        (("Một.", "{%p if a %}", "Hai.", "{%p else %}", "Ba.", "Bốn.", "{%p endif %}"), ["Hai.", "Bốn."]),
        (("Một.", "{%p for x in y %}", "Hai.", "{%p endfor %}"), ["Một.", "Hai."]),
        (
            (
                "Một.",
                "{%p if a %}",
                "Hai.",
                "{%p if b %}",
                "Ba.",
                "{%p endif %}",
                "{%p else %}",
                "Bốn.",
                "{%p endif %}",
            ),
            ["Hai.", "Ba.", "Bốn."],
        ),
    ],
)
def test_every_line_that_may_be_the_last_keeps_the_signing_block(lines: tuple[str, ...], kept: list[str]) -> None:
    document = Document(BytesIO(build_template("\n".join((*lines, "@ky-ten", "@phu-luc x | DANH SÁCH", "Kèm.")))))
    found = [one.text for one in document.paragraphs if one.paragraph_format.keep_with_next and one.text]
    assert found == kept
