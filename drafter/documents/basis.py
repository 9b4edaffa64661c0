"""Turn a kind's topics and the paper's day into its legal basis (căn cứ), and what is doubtful about that.

A paper cites what is in force on its own day, never what its template was first written with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.standards.regulations import (
    Regulation,
    citation,
    in_force,
    regulation,
    regulations,
    short_citation,
    successor,
)

EXPIRED = ProblemKind(
    code="C220",
    severity=Severity.ERROR,
    title="Căn cứ đã hết hiệu lực vào ngày của văn bản",
    what="{cited} hết hiệu lực từ sau ngày {last}, văn bản ghi ngày {day}{hint}",
    fix="sửa mục basis trong kind.toml: ghi chủ đề «{topic}» để drafter tự chọn theo ngày, hoặc mã của văn bản mới",
)
NONE_IN_FORCE = ProblemKind(
    code="C221",
    severity=Severity.WARNING,
    title="Chưa biết văn bản nào làm căn cứ vào ngày ấy",
    what="chủ đề «{topic}» không có văn bản nào còn hiệu lực vào ngày {day}; bản thảo không ghi căn cứ này",
    fix="tra văn bản đang có hiệu lực rồi ghi thẳng vào bản thảo, hoặc ghi cả câu «Căn cứ …» vào mục basis",
)
UNKNOWN_BASIS = ProblemKind(
    code="C222",
    severity=Severity.ERROR,
    title="Mục basis của kind.toml ghi một căn cứ không có trong danh mục",
    what="danh mục văn bản không có chủ đề hay mã «{found}»",
    fix="chọn một trong các chủ đề: {known}; hoặc ghi cả câu bắt đầu bằng «Căn cứ »",
)
UNVERIFIED = ProblemKind(
    code="C223",
    severity=Severity.WARNING,
    title="Căn cứ chưa kiểm chứng",
    what="chưa kiểm chứng: {cited}{note}",
    fix="đối chiếu số, ngày và tên gọi với bản chính trước khi trình ký",
)
REMARK = ProblemKind(
    code="C224",
    severity=Severity.NOTE,
    title="Điểm cần lưu ý của một căn cứ",
    what="{cited}: {note}",
    fix="xem điểm được nêu có ảnh hưởng tới văn bản này không",
)
KINDS = (EXPIRED, NONE_IN_FORCE, UNKNOWN_BASIS, UNVERIFIED, REMARK)

_OWN_WORDS = ("Căn cứ ", "Theo ", "Thực hiện ", "Xét ")


@dataclass(frozen=True)
class Basis:
    """The lines of the basis, without the marks that close them, and the regulations among them."""

    lines: tuple[str, ...]
    cited: tuple[Regulation, ...]
    problems: tuple[Problem, ...]


def basis_on(entries: Iterable[str], day: date) -> Basis:
    """What a paper of that day cites. An entry is a topic, a regulation's code, or a whole line in its own words."""
    lines: list[str] = []
    cited: list[Regulation] = []
    problems: list[Problem] = []
    for entry in entries:
        if entry.startswith(_OWN_WORDS):
            lines.append(entry.rstrip(" .;"))
            continue
        found, faults = _found(entry, day)
        problems += faults
        cited += found
        lines += [f"Căn cứ {citation(one)}" for one in found]
    problems += [_doubt(one) for one in cited if one.unverified or one.note]
    return Basis(tuple(lines), tuple(cited), tuple(problems))


def _found(entry: str, day: date) -> tuple[list[Regulation], list[Problem]]:
    single = regulation(entry)
    topics = dict.fromkeys(one.topic for one in regulations())
    if single is None and entry not in topics:
        return [], [UNKNOWN_BASIS.at(Place(), found=entry, known=", ".join(topics))]
    if single is None:
        found = list(in_force(entry, day))
        return found, [] if found else [NONE_IN_FORCE.at(Place(), topic=entry, day=_written(day))]
    return [single], list(_expiry(single, day))


def _expiry(one: Regulation, day: date) -> Iterator[Problem]:
    if one.expires is not None and one.expired_on(day):
        after = successor(one, day)
        yield EXPIRED.at(
            Place(),
            cited=short_citation(one),
            last=_written(one.expires),
            day=_written(day),
            hint=f"; thay bằng {short_citation(after)}" if after else "",
            topic=one.topic,
        )


def _doubt(one: Regulation) -> Problem:
    """What is not certain of a regulation, or must be known of it: to be told beside the draft, not in it."""
    if not one.unverified:
        return REMARK.at(Place(), cited=short_citation(one), note=one.note)
    return UNVERIFIED.at(Place(), cited=short_citation(one), note=f" ({one.note})" if one.note else "")


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"
