"""Turn what a figure comes from into the lines that a secretary reads: on a terminal, in a comment, in a note."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.desk.tracing.derivation import Fact
from drafter.desk.tracing.trace import Traced
from drafter.model.figure import Source
from drafter.store.phrases import moment_words


def heading(one: Traced) -> str:
    """«676/650 đoàn viên» – E02 Số đoàn viên kết nạp mới (2 chỗ)."""
    title = one.origin.title if one.origin else one.label
    code = f"{one.origin.indicator} " if one.origin and one.origin.indicator else ""
    often = f" ({one.count} chỗ)" if one.count > 1 else ""
    where = f" [{', '.join(one.places)}]" if one.places else ""
    return f"«{one.text}» – {code}{title}{often}{where}"


def words(one: Traced, most: int | None) -> Iterator[str]:
    """What is known of a figure, a line each; `most` entries are listed, None for all."""
    if one.retyped:
        yield f"đã sửa tay: phần mềm soạn «{one.drafted}»"
    if one.origin is None:
        yield "không rõ nguồn"
        return
    if one.origin.formula:
        yield f"cách tính: {one.origin.formula}"
    shown = one.origin.facts if most is None else one.origin.facts[:most]
    yield from (f"từ: {fact_words(fact)}" for fact in shown)
    rest = len(one.origin.facts) - len(shown)
    if rest:
        yield f'… và {rest} dòng nữa (xem đủ: --at "{one.text}" hoặc --json)'
    yield from (f"lưu ý: {remark}" for remark in one.origin.remarks)


def fact_words(fact: Fact) -> str:
    """«CĐCS Trường …: 4 người; bieu.xlsx, «Số liệu»!E14; Trần Thị Lan nộp, nhận lúc …»."""
    when = f" ({fact.period})" if fact.period else ""
    value = f": {fact.value}" if fact.value else ""
    parts = [f"{fact.what}{when}{value}", source_words(fact.source), fact.corrected]
    return "; ".join(part for part in parts if part)


def source_words(source: Source) -> str:
    """Where an entry was read, who handed it in and when."""
    cell = f"«{source.sheet}»!{source.cell}" if source.sheet else source.cell
    who = f"{source.submitted_by} nộp" if source.submitted_by else ""
    when = f"nhận lúc {moment_words(source.received_at)}" if source.received_at else ""
    place = ", ".join(part for part in (source.file, cell) if part)
    return "; ".join(part for part in (place, ", ".join(part for part in (who, when) if part)) if part)
