"""Turn a plan into words: the comments in the margin, and the list that lies beside the refreshed file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.desk.refreshing.problems import (
    GONE,
    HELD,
    KEPT,
    PROPOSED,
    RECHECK,
    REFUSED,
    ROW_CONFLICT,
    STALE,
    UNPLACED,
    WORDS,
)
from drafter.model.figure import Figure, Source
from drafter.model.problem import Problem
from drafter.model.result import Total
from drafter.reconcile.plan import Item
from drafter.reconcile.spots import Occurrence
from drafter.render.paper import Paper


@dataclass(frozen=True)
class Changed:
    """One place that was written: the words around it, what stood there, what is proposed, its source.

    Of figures that change together only the first names the source.
    """

    where: str
    old: str
    new: str
    source: str = ""

    @property
    def words(self) -> str:
        """The change in one line."""
        source = f" (nguồn: {self.source})" if self.source else ""
        what = f"{self.old} → {self.new}" if self.old else self.new
        return f"{what}: {self.where}{source}"


@dataclass(frozen=True)
class Question:
    """One figure that waits for a person: its `ref` is how they name it when they decide.

    `can_take` is false where the new figure cannot be put there by the program: `why` says what keeps it from it.
    """

    ref: str
    label: str
    where: str
    base: str
    officer: str
    fresh: str
    why: str
    source: str
    can_take: bool
    refused_before: bool = False


@dataclass(frozen=True)
class Retyped:
    """A figure or a paragraph that the officer has written otherwise; `label` is empty for words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Refreshed:
    """What came of one file. `target` is None where nothing had to be written.

    `conflicts` wait for a person and come first, `asked` are the same and what was refused before, to be decided on;
    `changed` is what is proposed in the file; `problems` are what else is to be looked at, notes among them. `edits`
    are what the officer has changed. `annex` is the workbook of the same figures as the new file, nowhere written; None
    where the kind has none or no new file was made.
    """

    path: Path
    doc_id: str
    target: Path | None
    notes: Path | None
    conflicts: tuple[Problem, ...]
    changed: tuple[Changed, ...]
    problems: tuple[Problem, ...]
    agreed: int = 0
    waiting: int = 0
    asked: tuple[Question, ...] = ()
    edits: tuple[Retyped, ...] = ()
    annex: bytes | None = None


_NAMED = 3  # so many sources are named in a comment, the others are counted
_BESIDE = 45  # letters of a sentence that say where a figure stands


AROUND = "Số ở đầu trang, chân trang, hộp văn bản (Word không cho gắn chú thích ngay tại chỗ):"
"""The first line of the comment at the paper's head that tells of what stands where no comment may be."""

_PARTS = {"header": "đầu trang", "footer": "chân trang", "footnotes": "chú thích", "endnotes": "chú thích cuối bài"}


def quoted(text: str) -> str:
    """A text as it is named in a message."""
    return f"«{text.strip()}»"


def where(item: Item) -> str:
    """The words around a figure, so that a person finds it."""
    spot = item.spot
    if spot is None:
        return item.occurrence.label or item.occurrence.text
    before, after = spot.before[-_BESIDE:], spot.after[:_BESIDE]
    if len(spot.before) > _BESIDE:
        before = "…" + before.partition(" ")[2]
    if len(spot.after) > _BESIDE:
        after = after.rpartition(" ")[0] + "…"
    words = f"{before}{spot.accepted}{after}".strip() or item.occurrence.label
    part = _PARTS.get(spot.part.rstrip("0123456789"))
    return f"{part}: {words}" if part else words


def sources(paper: Paper, occurrence: Occurrence, then: Mapping[str, Figure]) -> tuple[str, ...]:
    """Where a figure was read: file, sheet, cells, who handed it in and when.

    `then` are the figures that the draft was made from, by their keys: where some are others now, only those are told.
    """
    figures = list(_contributions(paper, occurrence.root))
    late = [one for one in figures if _says(then.get(str(one.key))) != _says(one)]
    forms: dict[Source, list[str]] = {}
    for one in late or figures:
        cells = forms.setdefault(replace(one.source, cell=""), [])
        if one.source.cell not in cells:
            cells.append(one.source.cell)
    named = [source_words(replace(form, cell=", ".join(cells))) for form, cells in list(forms.items())[:_NAMED]]
    said = [words for words in named if words]
    more = len(forms) - len(named)
    return (*said, f"và {more} biểu khác") if more > 0 and said else tuple(said)


def _says(figure: Figure | None) -> tuple[object, ...]:
    return (
        () if figure is None else (figure.value, figure.qualifier, figure.numerator, figure.denominator, figure.target)
    )


def _contributions(paper: Paper, key: str) -> Iterator[Figure]:
    code, _, whose = key.partition("/")
    found: Mapping[str, Total]
    for found in (paper.totals, paper.previous, paper.next_targets, *paper.years.values(), paper.whole):
        total = found.get(code)
        if total is None:
            continue
        if str(total.key) == key:
            yield from total.contributions
            return
        of_unit = [one for one in total.contributions if str(one.key) == f"{code}/{whose}"]
        if of_unit:
            yield from of_unit
            return


def source_words(source: Source) -> str:
    """«bieu.xlsx, trang «Số liệu», ô E14, Công đoàn …, nộp 20/01/2026 08:00»."""
    parts = [source.file]
    if source.sheet:
        parts.append(f"trang «{source.sheet}»")
    if source.cell:
        parts.append(f"ô {source.cell}")
    if source.submitted_by:
        parts.append(source.submitted_by)
    if source.received_at is not None:
        parts.append(f"nộp {source.received_at:%d/%m/%Y %H:%M}")
    return ", ".join(part for part in parts if part)


def change_comment(items: Sequence[Item], read_from: Sequence[str]) -> list[str]:
    """The comment on figures that change together."""
    lines = [f"Đề nghị thay số: {_change(one)}" for one in items[:1]]
    lines += [f"Đổi theo: {_change(one)}" for one in items[1:]]
    lines += _source_lines(read_from)
    words = list(dict.fromkeys(word for one in items for word in one.recheck))
    if words:
        lines.append(f"Kiểm tra lại câu này: {', '.join(map(quoted, words))} không tự đổi theo số.")
    return lines


def _change(item: Item) -> str:
    label = f"{item.occurrence.label}: " if item.occurrence.label else ""
    return f"{label}{item.decision.base} → {item.decision.text}."


def _source_lines(read_from: Sequence[str]) -> list[str]:
    return [f"Nguồn: {'; '.join(read_from)}."] if read_from else []


def conflict_comment(item: Item, read_from: Sequence[str]) -> list[str]:
    """The comment on a figure that is left as the officer has it, though it is another now."""
    one = item.decision
    return [
        f"Vướng: {one.why}. Giữ nguyên như đồng chí đã ghi.",
        f"Bản soạn: {one.base}; đồng chí ghi: {one.officer}; số liệu mới: {one.fresh}.",
        *_source_lines(read_from),
    ]


def in_note(lines: Sequence[str]) -> list[str]:
    """A comment that stands at the sign of a note, about a figure in that note."""
    return ["Về số ghi trong chú thích này:", *lines]


def around_comment(told: Iterable[Sequence[str]]) -> list[str]:
    """The one comment on figures where no comment may stand, from the comments that they would have."""
    return [AROUND, *(line for lines in told for line in lines)]


def new_row_comment(name: str, read_from: Sequence[str]) -> list[str]:
    """The comment on a row that has come."""
    return [f"Đề nghị thêm dòng {quoted(name)}: danh sách theo số liệu mới có thêm.", *_source_lines(read_from)]


def gone_row_comment(name: str) -> list[str]:
    """The comment on a row that is to go."""
    return [f"Đề nghị bỏ dòng {quoted(name)}: danh sách theo số liệu mới không còn."]


def cell_comment(old: str, new: str, read_from: Sequence[str]) -> list[str]:
    """The comment on a cell of a list that says something else now."""
    return [f"Đề nghị thay: {old.strip() or 'trống'} → {new.strip() or 'trống'}.", *_source_lines(read_from)]


def row_conflict_comment(words: str) -> list[str]:
    """The comment on a row that is left as the officer has it."""
    return ["Vướng: dòng đồng chí đã sửa nay khác đi. Giữ nguyên như đồng chí đã ghi.", f"{words}."]


def reworded_comment() -> list[str]:
    """The comment on a sentence whose words are proposed otherwise."""
    return ["Đề nghị sửa lời câu này cho khớp với số liệu mới."]


def line_comment(fresh: str) -> list[str]:
    """The comment on a sentence whose words would be others now."""
    return ["Kiểm tra lại câu này: theo số liệu mới, bản soạn lại viết như sau.", fresh]


def withdrawn_comment(item: Item) -> list[str]:
    """Nothing is said in the margin of what stands again as it did."""
    return [f"Rút đề nghị trước: số liệu trở lại {item.decision.base}."]


def section(title: str, lines: Iterable[str]) -> list[str]:
    """A section of the list, nothing where it is empty."""
    found = [f"- {line}" for line in lines]
    return [title, *found, ""] if found else []


def notes(done: Refreshed) -> list[str]:
    """The list that lies beside the new file: conflicts first."""
    lines = [f"CẬP NHẬT SỐ LIỆU: {done.path.name}", ""]
    lines += section("VƯỚNG, CẦN QUYẾT ĐỊNH", map(str, done.conflicts))
    lines += section("ĐÃ ĐỀ NGHỊ THAY TRONG TỆP (xem và bấm Accept hoặc Reject)", (one.words for one in done.changed))
    codes = {
        "SỐ ĐỒNG CHÍ ĐÃ SỬA, GIỮ NGUYÊN": (KEPT.code, REFUSED.code),
        "SỐ KHÔNG CÒN CHỖ": (GONE.code, STALE.code),
        "SỐ MỚI CHƯA CÓ CHỖ": (UNPLACED.code,),
        "CHỈ GỢI Ý, PHẢI TỰ SỬA": (PROPOSED.code, HELD.code, ROW_CONFLICT.code),
        "CÂU CẦN ĐỌC LẠI": (RECHECK.code, WORDS.code),
    }
    for title, listed in codes.items():
        lines += section(title, (str(one) for one in done.problems if one.code in listed))
    words = (f"{one.old or '(đoạn thêm mới)'} → {one.new or '(đã bỏ)'}" for one in done.edits if not one.label)
    lines += section("LỜI VĂN ĐỒNG CHÍ ĐÃ SỬA, GIỮ NGUYÊN", words)
    if not (done.conflicts or done.changed or done.problems):
        lines.append("Không có gì phải xem lại.")
    return [part for line in lines for part in line.split("\n")]
