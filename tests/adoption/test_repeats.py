"""Lines and rows that print a list become one line or row in a loop; others stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from drafter.adoption.repeats import Listing, find_inline, find_lines

LIMITS = Listing("han_che", ({"": "Chậm đổi mới cách làm."}, {"": "Số liệu còn sai sót nhiều."}))
PLANS = Listing("chi_tieu_ky_sau", ({"ten": "Đoàn viên", "chi_tieu": "500"}, {"ten": "Quà Tết", "chi_tieu": "80 suất"}))

SHARES = "{% for o in x.o %}; {{ o }}{% endfor %}"
SECTORS = Listing(
    "khoi", ({"ten": "Cơ quan", "tong": "8", SHARES: "; tốt 3; khá 5"}, {"ten": "Nghiệp đoàn", "tong": "1", SHARES: ""})
)
EACH = "{{ x.ten }} ({{ x.chi_tieu }}){% if not loop.last %}; {% endif %}{% endfor %}"


def loop_line(lines: Sequence[str], listing: Listing) -> str | None:
    found = find_lines(lines, listing, [True] * len(lines))
    if found is None:
        return None
    text = lines[found.first]
    for swap in sorted(found.swaps, key=lambda one: -one.start):
        text = text[: swap.start] + swap.tag + text[swap.end :]
    return text


@pytest.mark.parametrize(
    ("lines", "listing", "expected"),
    [
        (["x", "- Chậm đổi mới cách làm.", "- Số liệu còn sai sót nhiều."], LIMITS, "- {{ doan }}"),
        (["1. Đoàn viên: 500.", "2. Quà Tết: 80 suất."], PLANS, "{{ loop.index }}. {{ x.ten }}: {{ x.chi_tieu }}."),
        (
            ["- Đoàn viên: 500;", "- Quà Tết: 80 suất."],
            PLANS,
            "- {{ x.ten }}: {{ x.chi_tieu }}{% if loop.last %}.{% else %};{% endif %}",
        ),
        (
            ["- Cơ quan: 8 nơi; tốt 3; khá 5.", "- Nghiệp đoàn: 1 nơi."],
            SECTORS,
            f"- {{{{ x.ten }}}}: {{{{ x.tong }}}} nơi{SHARES}.",
        ),
        (["- Cơ quan: 8 (nơi; tốt 3; khá 5).", "- Nghiệp đoàn: 1."], SECTORS, None),
        (["1. Đoàn viên: 500.", "2. Quà Tết là 80 suất."], PLANS, None),
        (["1. Đoàn viên: 500.", "x", "2. Quà Tết: 80 suất."], PLANS, None),
        (["- Số liệu còn sai sót nhiều.", "- Chậm đổi mới cách làm."], LIMITS, None),
        (["- Chậm đổi mới cách làm."], Listing("han_che", LIMITS.entries[:1]), "- {{ doan }}"),
        (["Vừa qua"], Listing("chu_de", ({"": "qua"},)), None),
        (["Trong năm còn các chỉ tiêu chưa đạt: Đoàn viên (500)."], Listing("x", PLANS.entries[:1]), None),
    ],
)
def test_lines_that_print_a_list(lines: list[str], listing: Listing, expected: str | None) -> None:
    assert loop_line(lines, listing) == expected


def test_lines_that_are_taken_are_not_looked_at() -> None:
    assert find_lines(["- Chậm đổi mới cách làm.", "- Số liệu còn sai sót nhiều."], LIMITS, [True, False]) is None


@pytest.mark.parametrize(
    ("line", "listing", "expected"),
    [
        (
            "Còn: Đoàn viên (500); Quà Tết (80 suất).",
            PLANS,
            f"{{% for x in chi_tieu_ky_sau %}}{EACH}",
        ),
        (
            "Còn: Đoàn viên (500).",
            Listing("x", PLANS.entries[:1]),
            f"{{% for x in x %}}{EACH}",
        ),
        ("Còn: Đoàn viên (500).", PLANS, None),
        ("Còn: Đoàn viên (500); Quà Tết: 80 suất.", PLANS, None),
    ],
)
def test_a_line_that_prints_a_whole_list(line: str, listing: Listing, expected: str | None) -> None:
    found = find_inline(line, listing)
    assert (found[2] if found else None) == expected
