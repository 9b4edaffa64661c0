"""How rules speak: measures in Vietnamese figures, places by the name of the part and its first words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from drafter.format_rules.paper import Line
from drafter.model.page import Align, Section
from drafter.standards.page_format import Allowed, Component

_LONGEST_QUOTE = 48
ALIGNED = {Align.LEFT: "căn trái", Align.CENTRE: "căn giữa", Align.RIGHT: "căn phải", Align.BOTH: "căn đều hai bên"}
# The parts of a paper, by their names in page.toml.
PARTS = {
    "quoc_hieu": "Quốc hiệu",
    "tieu_ngu": "Tiêu ngữ",
    "co_quan_chu_quan": "tên cơ quan chủ quản",
    "co_quan_ban_hanh": "tên cơ quan ban hành",
    "so_ky_hieu": "dòng số, ký hiệu",
    "dia_danh_ngay": "dòng địa danh, ngày tháng",
    "ten_loai": "tên loại văn bản",
    "trich_yeu": "trích yếu",
    "vv_cong_van": "trích yếu công văn",
    "kinh_gui": "Kính gửi",
    "can_cu": "căn cứ",
    "noi_dung": "nội dung",
    "chuc_vu_ky": "quyền hạn, chức vụ người ký",
    "ho_ten_ky": "họ tên người ký",
    "noi_nhan_tu": "chữ «Nơi nhận»",
    "noi_nhan_ds": "danh sách nơi nhận",
    "phu_luc_tu": "chữ «Phụ lục»",
    "phu_luc_ten": "tên phụ lục",
    "phu_luc_kem_theo": "dòng «(Kèm theo …)»",
}


def number(value: float) -> str:
    """A measure with at most one decimal: «12,7», «20»."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def ratio(value: float) -> str:
    """A ratio with two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def span(allowed: Allowed) -> str:
    """What a measure may be: «20–25», «13»."""
    low, high = number(allowed.low), number(allowed.high)
    return low if low == high else f"{low}–{high}"


def quote(text: str) -> str:
    """The first words of a text in quotes."""
    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    return f"«{plain}»" if len(plain) <= _LONGEST_QUOTE else f"«{plain[:_LONGEST_QUOTE].rstrip()}…»"


def at(part: str, line: Line | None = None) -> str:
    """The place of a line in a part of the paper."""
    name = PARTS.get(part, part)
    return name if line is None or line.empty else f"{name} {quote(line.text)}"


def in_text(line: Line) -> str:
    """The place of a line of the text."""
    if line.cell:
        table, row, column = line.cell[:3]
        return f"bảng {table}, dòng {row + 1}, cột {column + 1} {quote(line.text)}"
    return f"đoạn {quote(line.text)}"


def of_section(sections: tuple[Section, ...], number_: int) -> str:
    """The place of a section: nothing to say where there is but one."""
    return "" if len(sections) == 1 else f"phần (section) {number_ + 1}"


def look_words(component: Component, align: Align | None) -> str:
    """How a component should look: «cỡ 13–14, đậm, căn giữa»."""
    words = [f"cỡ {span(component.size_pt)}"]
    words += ["in hoa"] if component.caps else []
    words += ["nghiêng"] if component.italic else ["đứng"]
    words += ["đậm"] if component.bold else ["không đậm"]
    words += [ALIGNED[align]] if align is not None else []
    return ", ".join(words)


def several(words: Iterable[str]) -> str:
    """Words in a row, each once."""
    return ", ".join(dict.fromkeys(words))
