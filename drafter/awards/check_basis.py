"""Turn a paper's day into questions about its legal basis: ended, not yet in force, about to end, not confirmed.

Generations meet in one year: from 01/07/2025 NĐ 152/2025, from 01/07/2026 a new base salary, from 01/10/2026 the
amended law; NĐ 152/2025 ends by itself on 01/03/2027 (domain §0.6, §1.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from drafter.awards.batch import Batch
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.standards.regulations import Regulation, find_by_number, in_force, regulations, short_citation, successor

BASIS_ENDED = ProblemKind(
    code="D260",
    severity=Severity.WARNING,
    title="Căn cứ đã hết hiệu lực vào ngày của văn bản",
    what="{cited} hết hiệu lực từ ngày {until}, văn bản ngày {day}{successor}",
    fix="sửa mục basis trong kind.toml của loại văn bản{instead}",
)
BASIS_UNKNOWN = ProblemKind(
    code="D261",
    severity=Severity.NOTE,
    title="Căn cứ không có trong danh mục văn bản",
    what="căn cứ «{cited}» không có trong danh mục: không biết còn hiệu lực hay không",
    fix="kiểm tra lại số, ký hiệu; văn bản của chính cơ quan thì không phải sửa gì",
)
BASIS_TOO_EARLY = ProblemKind(
    code="D262",
    severity=Severity.WARNING,
    title="Căn cứ chưa có hiệu lực vào ngày của văn bản",
    what="{cited} có hiệu lực từ ngày {since}, văn bản ngày {day}",
    fix="bỏ căn cứ này, hoặc ban hành văn bản từ ngày {since}",
)
NO_BASIS = ProblemKind(
    code="D263",
    severity=Severity.WARNING,
    title="Không còn văn bản nào có hiệu lực để làm căn cứ",
    what="vào ngày {day} danh mục không có {topic} nào còn hiệu lực{last}",
    fix="tìm văn bản thay thế và báo người phụ trách phần mềm bổ sung danh mục; tự ghi căn cứ vào dự thảo",
)
BASIS_ENDS_SOON = ProblemKind(
    code="D264",
    severity=Severity.NOTE,
    title="Căn cứ sắp hết hiệu lực",
    what="{cited} hết hiệu lực từ ngày {until}, còn {days} ngày kể từ ngày của văn bản ({note})",
    fix="ban hành trước ngày ấy, hoặc theo dõi văn bản thay thế",
)
BASIS_NOTE = ProblemKind(
    code="D265",
    severity=Severity.NOTE,
    title="Căn cứ cần đối chiếu",
    what="{cited}: {note}",
    fix="đọc lại văn bản gốc trước khi trình ký",
)
KINDS = (BASIS_ENDED, BASIS_UNKNOWN, BASIS_TOO_EARLY, NO_BASIS, BASIS_ENDS_SOON, BASIS_NOTE)

TOPICS: dict[str, str] = {
    "thi-dua-khen-thuong": "luật về thi đua, khen thưởng",
    "thi-dua-khen-thuong-nghi-dinh": "nghị định quy định chi tiết Luật Thi đua, khen thưởng",
    "khen-thuong-cong-doan": "quy chế khen thưởng của tổ chức Công đoàn",
}
"""What an award paper rests on, and what each is called when there is none."""

_SOON = timedelta(days=120)


def check_basis(batch: Batch) -> Iterator[Problem]:
    """What the day chooses: whether there is any, whether it is about to end, what is to be looked up."""
    for topic, called in TOPICS.items():
        yield from _chosen(topic, called, batch.day)


def check_own_basis(batch: Batch) -> Iterator[Problem]:
    """What a kind of paper cites by number, in its own words."""
    for file, number in batch.own_basis:
        cited, place = find_by_number(number), Place(file=file, text="mục basis")
        if cited is None:
            yield BASIS_UNKNOWN.at(place, cited=number)
        else:
            yield from _own(cited, batch.day, place)


def _own(cited: Regulation, day: date, place: Place) -> Iterator[Problem]:
    if cited.expired_on(day):
        after = successor(cited, day)
        named = short_citation(after) if after is not None and after is not cited else ""
        yield BASIS_ENDED.at(
            place,
            cited=short_citation(cited),
            until=_ended(cited),
            day=f"{day:%d/%m/%Y}",
            successor=f"; nay là {named}" if named else "",
            instead=f": ghi {named}" if named else "",
        )
    elif cited.in_force is not None and day < cited.in_force:
        yield BASIS_TOO_EARLY.at(
            place, cited=short_citation(cited), since=f"{cited.in_force:%d/%m/%Y}", day=f"{day:%d/%m/%Y}"
        )


def _chosen(topic: str, called: str, day: date) -> Iterator[Problem]:
    place = Place(text="căn cứ pháp lý")
    chosen = in_force(topic, day)
    if not chosen:
        ended = [each for each in regulations() if each.topic == topic and each.expired_on(day)]
        newest = max(ended, key=lambda each: each.expires or date.min, default=None)
        last = f"; {short_citation(newest)} hết hiệu lực từ ngày {_ended(newest)}" if newest else ""
        yield NO_BASIS.at(place, day=f"{day:%d/%m/%Y}", topic=called, last=last)
    for each in chosen:
        if each.expires is not None and each.expires - day <= _SOON:
            days = (each.expires - day).days + 1
            yield BASIS_ENDS_SOON.at(
                place, cited=short_citation(each), until=_ended(each), days=days, note=each.note or "theo danh mục"
            )
        elif each.note or each.unverified:
            yield BASIS_NOTE.at(place, cited=short_citation(each), note=each.note or "chưa kiểm chứng")


def _ended(cited: Regulation) -> str:
    """The first day it no longer holds."""
    assert cited.expires is not None
    return f"{cited.expires + timedelta(days=1):%d/%m/%Y}"
