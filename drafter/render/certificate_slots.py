"""Turn the office's own awards into certificates (giấy khen, bằng khen): what stands on each page.

Long names fit: a name too wide for its line is set smaller, and one still too wide breaks where it reads best.
"""

from __future__ import annotations

from collections.abc import Iterable

from drafter.awards.nomination import Nomination
from drafter.awards.sentences import padded
from drafter.fill.values import Carried, RichText
from drafter.render.frame_slots import body_words, signing_lines
from drafter.render.measure import title_lines
from drafter.render.nomination_lists import Listed
from drafter.render.paper import Paper
from drafter.render.slots import gap
from drafter.standards.award_forms import AwardKind
from drafter.standards.letter_widths import width_mm
from drafter.wording.dates import blank_date_line
from drafter.wording.lists import capital_first
from drafter.wording.quotes import paper_quotes

NAME_MM = 230.0
"""The room of a name on the page, in mm."""

_NAME_SIZES = (26, 24, 22, 20, 18)
_NUMBER_ROOM = " " * 8
_OPENINGS = (("thành tích", "Đã có"), ("có ", "Đã"), ("hoàn thành", "Đã"), ("đạt ", "Đã"))
"""How a merit begins, and what a certificate says before it; any other stands as it was written."""


def certificates(paper: Paper, groups: Iterable[Listed]) -> list[dict[str, object]]:
    """A page for each named recipient of a form of commendation that the office itself grants, in the lists' order.

    Those whose names are not known yet share one page, on which the lack is visible.
    """
    return [
        _page(paper, one, number)
        for number, one in enumerate((one for group in groups for one in group.nominations), 1)
        if paper.award_forms[one.form].kind is AwardKind.COMMENDATION
    ]


def _page(paper: Paper, one: Nomination, number: int) -> dict[str, object]:
    form, standing = paper.award_forms[one.form], paper.standing
    key = f"GK/{one.form}/{number}/{paper.organisation}/{paper.period}"
    return {
        "ten_giay": form.short_name.upper(),
        "tham_quyen": body_words(standing).upper(),
        "dong_tu": capital_first(form.verb),
        "ho_ten": fitted_name(printed_name(one)) if one.name else _unnamed(paper, one, key),
        "don_vi": paper_quotes(_whose(one)),
        "thanh_tich": paper_quotes(_merit(one, paper)),
        "so_qd": f"Quyết định số:{_NUMBER_ROOM}/QĐ-{standing.symbol}",
        "vao_so": f"Vào sổ khen thưởng số:{_NUMBER_ROOM}",
        "ngay": blank_date_line(standing.place, paper.day.year),
        "chuc_vu_ky": RichText("\n".join(signing_lines(standing))),
        "nguoi_ky": standing.signer.name if standing.signer else "",
    }


def printed_name(one: Nomination) -> str:
    """«Bà Trần Thị Hòa», or a collective's name."""
    return " ".join(part for part in (one.salutation, one.name) if part)


def fitted_name(name: str) -> RichText:
    """The name in the largest type in which it fits on its line; one too long for any is broken into even lines."""
    size = next((size for size in _NAME_SIZES if width_mm(name, size, bold=True) <= NAME_MM), _NAME_SIZES[-1])
    return RichText("\n".join(title_lines(name, size, NAME_MM, bold=True)), size=size * 2, bold=True)


def _unnamed(paper: Paper, one: Nomination, key: str) -> Carried:
    count = padded(one.count, pad=paper.style.pad_below_ten)
    return gap(key, f"họ tên {count} {one.recipient} được tặng {paper.award_forms[one.form].short_name}")


def _whose(one: Nomination) -> str:
    """A person's post and union; of a collective only what it belongs to, unless that is itself."""
    parts = (one.title, one.department, one.unit_name if one.unit_name != one.name else "")
    return ", ".join(part for part in parts if part)


def _merit(one: Nomination, paper: Paper) -> str:
    """What for, as a certificate says it («Đã có thành tích …»): the list's own words, else the usual ones."""
    if not one.merit:
        return f"Đã có thành tích trong phong trào thi đua và hoạt động công đoàn {paper.period.words}"
    merit = " ".join(one.merit.split()).rstrip(".;, ")
    lowered = merit[0].lower() + merit[1:]
    opening = next((words for start, words in _OPENINGS if lowered.startswith(start)), None)
    return capital_first(merit) if opening is None else f"{opening} {lowered}"
