"""Papers for the rules of truth: a right letterhead, a subject, and the lines and tables that a case is about.

The names of people and most places are made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from drafter.desk.checking.basis import tables_of
from drafter.format_rules.find import find_paper
from drafter.model.problem import Problem
from drafter.readback.reader import read_page
from drafter.truth_rules.account import Account, Attached
from drafter.truth_rules.rules import hold
from drafter.wording.style import Style
from tests.format_rules.word_file import body, p, section, table, vml_line, word_file

TODAY = date(2026, 11, 27)
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Told:
    """A paper: what it says. `number` empty: a draft. `style`: of the office that checks it, None for no office.

    `annex` is a table in an annex of the file, `attached` one in a file of its own.
    """

    lines: tuple[str, ...] = ()
    subject: str = "Tổng kết hoạt động công đoàn năm 2025"
    kind: str = "BÁO CÁO"
    grounds: tuple[str, ...] = ()
    day: str = "ngày 08 tháng 01 năm 2026"
    number: str = "05"
    issuer: str = "TỈNH SÔNG VÀNG"
    annex: Rows = ()
    annex_title: str = "SỐ LIỆU HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2025"
    annex_of: str = "của Liên đoàn Lao động tỉnh Sông Vàng"
    attached: Rows = ()
    style: Style | None = None
    more: str = ""

    def docx(self) -> bytes:
        """The paper as a Word file."""
        text = _head(self) + p(self.kind, bold=True, align="center", before=18)
        text += p(self.subject, bold=True, align="center") + p(size=6, inside=vml_line(35, 65))
        text += "".join(p(line, italic=True, align="both", first=10, before=6) for line in self.grounds)
        text += "".join(body(line, bold=line.isupper()) for line in self.lines) + self.more
        text += body("Trên đây là toàn bộ nội dung./.") + _foot()
        if self.annex:
            text += f"<w:p><w:pPr>{section()}</w:pPr></w:p>" + p("Phụ lục", bold=True, align="center")
            text += p(self.annex_title, bold=True, align="center")
            text += p(f"(Kèm theo Báo cáo số 05/BC-LĐLĐ {self.annex_of})", italic=True, align="center")
            text += _grid(self.annex)
        return word_file(text + section(start=1 if self.annex else None))

    def problems(self) -> tuple[Problem, ...]:
        """What the rules of truth say of it."""
        file = read_page(self.docx())
        attached = ()
        if self.attached:
            beside = read_page(word_file(_grid(self.attached) + section()))
            attached = (Attached("phu-luc.xlsx", tables_of(beside)),)
        return hold(
            Account(
                find_paper(file, name="", day=TODAY),
                grids=tables_of(file),
                attached=attached,
                style=self.style,
                tracked=file.tracked,
            )
        )

    def codes(self) -> set[str]:
        """The ids of the rules that it breaks."""
        return {problem.code for problem in self.problems()}


def _grid(rows: Rows) -> str:
    widths = [160 / len(rows[0])] * len(rows[0])
    cells = [[p(text, size=12) for text in row] for row in rows]
    return table(cells, widths, style="TableGrid", header=True) + p(size=1)


def _head(told: Told) -> str:
    upper = "".join(p(line, size=12, align="center") for line in ("TỔNG LIÊN ĐOÀN LAO ĐỘNG", "VIỆT NAM"))
    issuer = "".join(p(line, size=12, bold=True, align="center") for line in ("LIÊN ĐOÀN LAO ĐỘNG", told.issuer))
    left = upper + issuer + p(size=6, inside=vml_line(20, 21))
    left += p(f"Số: {told.number or '     '}/BC-LĐLĐ", size=13, align="center")
    right = p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True, align="center")
    right += p("Độc lập - Tự do - Hạnh phúc", size=13, bold=True, align="center") + p(size=6, inside=vml_line(56, 20))
    right += p(f"Sông Vàng, {told.day}", size=13, italic=True, align="center")
    return table([[left, right]], (65, 100))


def _foot() -> str:
    left = p("Nơi nhận:", size=12, bold=True, italic=True) + p("- Như trên;", size=11) + p("- Lưu: VT.", size=11)
    right = "".join(p(line, size=13, bold=True, align="center") for line in ("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"))
    right += p(size=14) * 5 + p("Hà Văn Nguyên", size=13, bold=True, align="center")
    return table([[left, right]], (75, 90)) + p(size=1)
