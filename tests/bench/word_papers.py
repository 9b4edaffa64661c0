"""Turn one description of each Word paper into a template in each engine's syntax."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

_HEADS = {
    "stt": "STT",
    "ho_ten": "Họ và tên",
    "don_vi": "Đơn vị",
    "chuc_vu": "Chức vụ",
    "danh_hieu": "Danh hiệu",
    "so_qd": "Số QĐ",
    "so_tien": "Số tiền",
    "ghi_chu": "Ghi chú",
}
AWARD_COLUMNS = ("stt", "ho_ten", "don_vi", "chuc_vu", "danh_hieu", "so_qd", "ghi_chu")
ANNUAL_COLUMNS = {
    "t1": AWARD_COLUMNS[:6],
    "t2": AWARD_COLUMNS,
    "t3": (*AWARD_COLUMNS[:6], "so_tien", "ghi_chu"),
    "t4": AWARD_COLUMNS,
}
_PROSE = (
    "trong năm qua Ban Chấp hành công đoàn cơ sở đã chủ động phối hợp với chuyên môn đồng cấp chăm lo đời sống vật "
    "chất và tinh thần cho đoàn viên, người lao động; tổ chức các phong trào thi đua thiết thực, đạt kết quả "
)

Rows = Callable[[str, Sequence[str]], list[list[str]]]


@dataclass(frozen=True, slots=True)
class Syntax:
    """How an engine writes a slot, a condition (None: it has none) and the rows of a loop."""

    slot: str
    condition: tuple[str, str] | None
    rows: Rows


def _jinja_rows(name: str, columns: Sequence[str]) -> list[list[str]]:
    return [[f"{{%tr for r in {name} %}}"], [f"{{{{ r.{key} }}}}" for key in columns], ["{%tr endfor %}"]]


def _mustache_rows(name: str, columns: Sequence[str]) -> list[list[str]]:
    cells = [f"{{{key}}}" for key in columns]
    return [[f"{{#{name}}}{cells[0]}", *cells[1:-1], f"{cells[-1]}{{/{name}}}"]]


def _carbone_rows(name: str, columns: Sequence[str]) -> list[list[str]]:
    return [[f"{{d.{name}[{at}].{key}}}" for key in columns] for at in ("i", "i+1")]


def _field_rows(name: str, columns: Sequence[str]) -> list[list[str]]:
    return [[f"«{key if name == 'rows' else f'{name}_{key}'}»" for key in columns]]


def _mark_rows(name: str, columns: Sequence[str]) -> list[list[str]]:
    return [[f"{{{{{name}.{key}}}}}" for key in columns]]


SYNTAXES = {
    "jinja": Syntax("{{ %s }}", ("{%%p if %s %%}", "{%p endif %}"), _jinja_rows),
    "mustache": Syntax("{%s}", ("{#%s}", "{/%s}"), _mustache_rows),
    "carbone": Syntax("{d.%s}", ("{d.%s:ifEQ(true):showBegin}", "{d.%s:showEnd}"), _carbone_rows),
    "fields": Syntax("«%s»", None, _field_rows),
    "marks": Syntax("{{%s}}", ("[[%s", "%s]]"), _mark_rows),
}


def _merge_field(paragraph: Any, name: str) -> None:
    """A field as Word's mail merge writes it."""
    for kind in ("begin", "instruction", "separate", "text", "end"):
        run = paragraph.add_run(f"«{name}»" if kind == "text" else "")
        if kind == "instruction":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" MERGEFIELD {name} \\* MERGEFORMAT "
            run._r.append(instruction)
        elif kind != "text":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


class _Paper:
    """A document being written in one syntax; `<name>` in its texts is a slot."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.document = Document()

    def text(self, paragraph: Any, text: str) -> None:
        for literal, name in _pieces(text):
            if literal:
                paragraph.add_run(literal)
            if name:
                self._slot(paragraph, self.syntax.slot % name)

    def line(self, text: str, style: str | None = None) -> None:
        self.text(self.document.add_paragraph(style=style), text)

    def only_if(self, name: str, text: str) -> None:
        begin, end = self.syntax.condition or ("", "")
        for line in (begin % name if begin else "", text, end % name if "%s" in end else end):
            if line:
                self.document.add_paragraph(line)

    def table(self, name: str, columns: Sequence[str]) -> None:
        body = self.syntax.rows(name, columns)
        table = self.document.add_table(rows=1 + len(body), cols=len(columns))
        table.style = "Table Grid"
        for cell, key in zip(table.rows[0].cells, columns, strict=True):
            cell.paragraphs[0].add_run(_HEADS[key]).bold = True
        for row, texts in zip(table.rows[1:], body, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                self._slot(cell.paragraphs[0], text)
                for run in cell.paragraphs[0].runs:
                    run.font.size = Pt(11)

    def _slot(self, paragraph: Any, text: str) -> None:
        if text.startswith("«"):
            _merge_field(paragraph, text.strip("«»"))
        else:
            paragraph.add_run(text)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    for piece in text.split("<"):
        name, closed, rest = piece.partition(">")
        yield ("", name) if closed else (piece, "")
        if rest:
            yield rest, ""


def _annual(paper: _Paper) -> None:
    document = paper.document
    normal = document.styles["Normal"].font
    normal.name, normal.size = "Times New Roman", Pt(13)
    section = document.sections[0]
    paper.text(section.header.paragraphs[0], "<don_vi> - Báo cáo năm <nam>")
    paper.text(section.footer.paragraphs[0], "Báo cáo tổng kết <nam>")
    document.add_heading("BÁO CÁO TỔNG KẾT HOẠT ĐỘNG CÔNG ĐOÀN", 1)
    conditions = ("co_kk", "co_vp", "co_ht", None)
    for part, (condition, (table, columns)) in enumerate(zip(conditions, ANNUAL_COLUMNS.items(), strict=True)):
        document.add_heading(f"{part + 1}. Nội dung phần {part + 1}", 2)
        for sentence in range(10):
            first = (part * 10 + sentence) * 3
            a, b, c = (f"<s{first + at:03}>" for at in range(3))
            text = f"{_PROSE[:140]}{a}, so với năm trước là {b} và đạt {c} theo kế hoạch."
            paper.line(text, "List Bullet" if sentence % 3 == 0 else None)
        if condition:
            paper.only_if(condition, _PROSE)
        paper.table(table, columns)
        document.add_paragraph("")
    paper.line("TM. BAN CHẤP HÀNH")


def _awards(paper: _Paper) -> None:
    paper.document.add_heading("DANH SÁCH KHEN THƯỞNG", 1)
    paper.line("Đơn vị: <don_vi> năm <nam>")
    paper.table("rows", AWARD_COLUMNS)
    paper.line("TM. BAN CHẤP HÀNH")


def _letter(paper: _Paper) -> None:
    paper.line("Số: <so>          ngày <ngay> tháng <thang> năm <nam>")
    paper.document.add_heading("THƯ MỜI", 1)
    paper.line("Kính gửi: Đồng chí <ho_ten>, <chuc_vu> - <don_vi>")
    paper.line(
        "Ban Chấp hành trân trọng kính mời đồng chí dự lễ trao tặng danh hiệu <danh_hieu> "
        f"kèm mức thưởng <so_tien> đồng. {_PROSE}"
    )
    paper.line("Thời gian: <gio>; địa điểm: <dia_diem>.")
    for _ in range(3):
        paper.line(_PROSE)
    paper.line("TM. BAN CHẤP HÀNH   <nguoi_ky>")


_PAPERS = {"annual": _annual, "awards": _awards, "letter": _letter}


def write_word_template(path: Path, paper: str, syntax: str) -> None:
    made = _Paper(SYNTAXES[syntax])
    _PAPERS[paper](made)
    made.document.save(str(path))
