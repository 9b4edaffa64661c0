"""From a paper and a kind's templates to a draft: same bytes, identity, manifest, gaps, what is left out."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from papers import CATALOGUE, OFFICE, STANDING, YEAR, figure, kind, paper

from drafter.fill.errors import TemplateError, TemplateErrors
from drafter.fill.package import read_package
from drafter.model.indicator import Kind
from drafter.model.narrative import Narrative, Topic
from drafter.model.organisation import Signer
from drafter.render.draft import Drafted, draft_paper
from drafter.render.finish import IDENTITY
from drafter.render.kinds import KindFolder, load_kind
from drafter.render.paper import Paper
from drafter.render.shipped import shipped_folder
from tests.makers.word_template import build_template

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIGURES = (figure("E01", "CG", 11, target=12), figure("A08", "CG", 40), figure("A04", "CG", 900))


def shipped() -> KindFolder:
    folder, problems = load_kind("bao-cao-nam", (shipped_folder("templates"),))
    assert folder is not None, problems
    return folder


def one_line(tmp_path: Path, *lines: str) -> KindFolder:
    """A kind whose report has only these paragraphs."""
    outline = "\n".join(("@phan-dau", "@ten-loai", *lines, "@ky-ten"))
    (tmp_path / "report.docx").write_bytes(build_template(outline))
    return KindFolder(kind(annexes=[]), tmp_path / "report.docx", None)


def body(drafted: Drafted) -> list[str]:
    """The visible paragraphs of the text."""
    with zipfile.ZipFile(BytesIO(drafted.document)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    return ["".join(p.itertext(f"{_W}t")) for p in root.find(f"{_W}body").findall(f"{_W}p")]


def whats(problems: tuple[object, ...]) -> list[str]:
    return [problem.what for problem in problems]  # type: ignore[attr-defined]


def shipped_paper(*figures: object, **more: object) -> Paper:
    return paper(*figures, of=shipped().kind, **more)  # type: ignore[arg-type]


@cache
def usual() -> Drafted:
    """The shipped kind's draft of the usual figures."""
    return draft_paper(shipped_paper(*FIGURES), shipped())


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert draft_paper(shipped_paper(*FIGURES), shipped()) == usual()


def test_another_figure_gives_another_identity() -> None:
    first = usual()
    second = draft_paper(shipped_paper(figure("E01", "CG", 12, target=12), *FIGURES[1:]), shipped())
    prefix = f"bao-cao-nam-{OFFICE}-2020-"
    assert first.doc_id.startswith(prefix)
    assert second.doc_id.startswith(prefix)
    assert first.doc_id != second.doc_id
    assert first.template_hash == second.template_hash


def test_another_template_has_another_hash(tmp_path: Path) -> None:
    hashes = {
        draft_paper(paper(*FIGURES), one_line(tmp_path, line)).template_hash for line in ("{{ E01 }}", "{{ E02 }}")
    }
    assert len(hashes) == 2


def test_the_identity_is_inside_the_document() -> None:
    drafted = usual()
    properties = etree.fromstring(read_package(drafted.document).read("docProps/custom.xml"))
    assert [(one.get("name"), "".join(one.itertext())) for one in properties] == [(IDENTITY, drafted.doc_id)]
    assert drafted.manifest["doc_id"] == drafted.doc_id


def test_the_manifest_says_which_figure_stands_where() -> None:
    drafted = usual()
    with zipfile.ZipFile(BytesIO(drafted.document)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    paragraphs = list(root.iter(f"{_W}p"))
    assert len(drafted.manifest["carriers"]) > 4
    for carrier in drafted.manifest["carriers"]:
        assert carrier["part"] == "document"
        paragraph = paragraphs[carrier["paragraph"] - 1]
        names = [mark.get(f"{_W}name") for mark in paragraph.iter(f"{_W}bookmarkStart")]
        assert carrier["bookmark"] in names
        controls = {c.find(f"{_W}sdtPr/{_W}tag").get(f"{_W}val"): c for c in paragraph.iter(f"{_W}sdt")}
        assert "".join(controls[carrier["key"][:64]].itertext(f"{_W}t")) == carrier["text"]


def test_a_sentence_stands_only_where_its_figure_is(tmp_path: Path) -> None:
    folder = one_line(tmp_path, "Mở đầu.", "{%p if E01.co %}", "Thành lập {{ E01 }}.", "{%p endif %}", "Hết.")
    assert "Thành lập 11 công đoàn cơ sở." in body(draft_paper(paper(*FIGURES), folder))
    drafted = draft_paper(paper(), folder)
    assert not any("Thành lập" in text for text in body(drafted))
    assert drafted.gaps == ()


def test_a_figure_asked_for_in_vain_is_a_visible_gap_and_told(tmp_path: Path) -> None:
    drafted = draft_paper(paper(), one_line(tmp_path, "Kết nạp {{ E02 }}, {{ E02 }}."))
    assert "Kết nạp [chưa có số liệu: Số đoàn viên kết nạp mới], [chưa có số liệu: Số đoàn viên kết nạp mới]." in body(
        drafted
    )
    assert whats(drafted.gaps) == ["chưa có số liệu: Số đoàn viên kết nạp mới"]


def test_a_required_figure_that_the_template_forgets_is_a_gap_too(tmp_path: Path) -> None:
    folder = one_line(tmp_path, "{{ E01 }}")
    of = paper(*FIGURES, of=kind(required=["E01", "E02", "ZZZ"], annexes=[]))
    assert whats(draft_paper(of, folder).gaps) == ["chưa có số liệu: Số đoàn viên kết nạp mới"]


def test_a_figure_that_no_annex_shows_is_named_as_left_out(tmp_path: Path) -> None:
    drafted = draft_paper(paper(*FIGURES, figure("H01", OFFICE, target=5)), one_line(tmp_path, "Có {{ E01 }}."))
    assert drafted.annex is None
    assert whats(drafted.left_out) == [
        f"có số liệu «{name}» nhưng không nằm trong văn bản và phụ lục: mẫu không dùng đến"
        for name in ("Tổng số đoàn viên công đoàn", "Tổng số công đoàn cơ sở, nghiệp đoàn cơ sở")
    ]


def test_an_annex_leaves_no_figure_out() -> None:
    counted = [one.code for one in CATALOGUE.indicators if one.kind in (Kind.FLOW, Kind.STOCK)]
    drafted = draft_paper(shipped_paper(*(figure(code, "CG", 3) for code in counted)), shipped())
    assert len(counted) > 100
    assert drafted.left_out == ()


def test_a_paper_that_lacks_forms_says_so_under_its_title() -> None:
    drafted = draft_paper(shipped_paper(*FIGURES, absent=("TH", "HD")), shipped())
    assert "SỐ LIỆU TẠM, CÒN THIẾU 2/3 ĐƠN VỊ" in body(drafted)
    assert "SỐ LIỆU TẠM, CÒN THIẾU 2/3 ĐƠN VỊ" not in body(usual())


@pytest.mark.parametrize("text", ["{{ 7 * 7 }}", "{%p if x %}", "<w:b/> & \"x\" 'y'", "{# không #}"])
def test_words_of_a_form_are_never_read_as_tags_or_xml(tmp_path: Path, text: str) -> None:
    folder = one_line(tmp_path, "{%p for doan in han_che %}", "- {{ doan }}", "{%p endfor %}")
    words = [Narrative(OFFICE, YEAR, Topic.LIMITATION, text)]
    assert f"- {text}." in body(draft_paper(paper(words=words), folder))


def test_sections_without_anything_to_say_fall_out_and_the_others_count_on() -> None:
    texts = body(usual())
    assert [text for text in texts if text[:1].isdigit() and ". " in text[:3]][:4] == [
        "1. Công tác đại diện, chăm lo, bảo vệ quyền và lợi ích hợp pháp, chính đáng của đoàn viên, người lao động",
        "2. Công tác tuyên truyền, giáo dục",
        "3. Tổ chức các phong trào thi đua",
        "4. Phát triển đoàn viên, xây dựng tổ chức công đoàn, công tác cán bộ",
    ]
    assert not any("nữ công" in text or "khen thưởng" in text for text in texts)


def test_a_slot_that_does_not_exist_names_its_place_and_the_nearest(tmp_path: Path) -> None:
    with pytest.raises((TemplateError, TemplateErrors)) as raised:
        draft_paper(paper(), one_line(tmp_path, "Có {{ co_quann.ten_goi }}."))
    assert "co_quan" in str(raised.value)


def test_a_deputy_signs_for_the_head(tmp_path: Path) -> None:
    signer = Signer("PHÓ CHỦ TỊCH", "Trần Văn Lâm", deputy=True)
    of = paper(*FIGURES, standing=replace(STANDING, signer=signer))
    with zipfile.ZipFile(BytesIO(draft_paper(of, one_line(tmp_path, "Hết.")).document)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    cell = list(root.iter(f"{_W}tc"))[-1]
    assert [text for p in cell.iter(f"{_W}p") if (text := "".join(p.itertext(f"{_W}t")))] == [
        "TM. BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Lâm",
    ]  # fmt: skip
