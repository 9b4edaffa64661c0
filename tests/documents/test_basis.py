"""The legal basis of a paper by its day: what it cites, in which words, and what is doubtful about that."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.documents.basis import KINDS, basis_on

IN_2019, IN_2021, IN_2026, IN_2027 = date(2019, 1, 8), date(2021, 1, 8), date(2026, 1, 20), date(2027, 3, 1)


def told(*entries: str, day: date = IN_2026) -> list[str]:
    return [str(problem).splitlines()[0] for problem in basis_on(entries, day).problems]


@pytest.mark.parametrize(
    ("day", "number"),
    [(IN_2019, "2106/QĐ-TLĐ"), (IN_2021, "1689/QĐ-TLĐ"), (date(2024, 5, 28), "1689/QĐ-TLĐ"), (IN_2026, "999/QĐ-TLĐ")],
)
def test_a_topic_is_cited_as_it_is_in_force_on_the_papers_day(day: date, number: str) -> None:
    (line,) = basis_on(["khen-thuong-cong-doan"], day).lines
    assert line.startswith(f"Căn cứ Quyết định số {number} ngày ")
    assert line.endswith(" của Tổng Liên đoàn Lao động Việt Nam ban hành Quy chế Khen thưởng của tổ chức Công đoàn")


def test_a_law_comes_before_what_amends_it_and_goes_by_its_name() -> None:
    lines = basis_on(["thi-dua-khen-thuong"], date(2026, 10, 1)).lines
    assert lines == (
        "Căn cứ Luật Thi đua, khen thưởng",
        "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng",
    )


def test_a_decree_that_ends_is_no_longer_cited() -> None:
    assert basis_on(["thi-dua-khen-thuong-nghi-dinh"], date(2027, 2, 28)).lines != ()
    (said,) = told("thi-dua-khen-thuong-nghi-dinh", day=IN_2027)
    assert said == (
        "C221 chủ đề «thi-dua-khen-thuong-nghi-dinh» không có văn bản nào còn hiệu lực vào ngày 01/03/2027; bản thảo "
        "không ghi căn cứ này"
    )


def test_a_line_of_the_kinds_own_is_taken_as_it_is() -> None:
    found = basis_on(["Căn cứ Điều lệ Công đoàn Việt Nam;", "Theo đề nghị của Ban Tổ chức."], IN_2026)
    assert found.lines == ("Căn cứ Điều lệ Công đoàn Việt Nam", "Theo đề nghị của Ban Tổ chức")
    assert found.problems == ()


def test_an_expired_one_is_told_with_what_replaced_it() -> None:
    first, second = told("QD-1689-TLD")
    assert first == (
        "C220 Quyết định số 1689/QĐ-TLĐ hết hiệu lực từ sau ngày 28/05/2024, văn bản ghi ngày 20/01/2026; thay bằng "
        "Quyết định số 999/QĐ-TLĐ"
    )
    assert second.startswith("C223 chưa kiểm chứng: Quyết định số 1689/QĐ-TLĐ")
    assert not any(problem.startswith("C220") for problem in told("QD-1689-TLD", day=IN_2021))


def test_what_is_doubtful_stands_beside_the_draft_not_in_it() -> None:
    found = basis_on(["luong-co-so"], IN_2026)
    assert "kiểm chứng" not in found.lines[0]
    assert told("luong-co-so") == ["C223 chưa kiểm chứng: Nghị định số 73/2024/NĐ-CP"]
    assert told("khen-thuong-cong-doan")[0].startswith("C224 Quyết định số 999/QĐ-TLĐ: chưa đọc được toàn văn")


def test_an_unknown_entry_is_told_with_the_topics_there_are() -> None:
    found = basis_on(["khen-thuog"], IN_2026)
    assert found.lines == ()
    assert told("khen-thuog") == ["C222 danh mục văn bản không có chủ đề hay mã «khen-thuog»"]
    assert "khen-thuong-cong-doan" in found.problems[0].fix


def test_problem_codes() -> None:
    assert [kind.code for kind in KINDS] == ["C220", "C221", "C222", "C223", "C224"]
