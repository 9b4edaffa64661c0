"""Turn a Paper into what its template sees: slots for figures, paragraphs of narrative, the frame of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from drafter.fill.values import Carried, Phrase
from drafter.model.figure import Comparator
from drafter.model.indicator import Kind as Behaviour
from drafter.model.narrative import Topic
from drafter.model.result import Total, Verdict
from drafter.render.award_slots import award_slots
from drafter.render.cluster_slots import cluster_slots
from drafter.render.frame_slots import frame_slots
from drafter.render.grade_slots import grade_slots
from drafter.render.interim_slots import interim_slots
from drafter.render.nomination_slots import nomination_slots
from drafter.render.paper import Paper
from drafter.render.row_slots import row_slots
from drafter.render.slots import FigureSlot, gap, plain_name
from drafter.render.term_slots import term_slots
from drafter.standards.outline import topic_names
from drafter.wording.counts import padded
from drafter.wording.lists import lower_first
from drafter.wording.quotes import paper_quotes

_TOPICS: Mapping[Topic, str] = {
    Topic.CONTEXT: "boi_canh",
    Topic.LIMITATION: "han_che",
    Topic.OBJECTIVE_CAUSE: "nguyen_nhan_khach_quan",
    Topic.SUBJECTIVE_CAUSE: "nguyen_nhan_chu_quan",
    Topic.LESSON: "bai_hoc",
    Topic.DIRECTION: "phuong_huong",
    Topic.PROPOSAL: "kien_nghi",
}

# What the paper must say in words: asked for by name where the office has written nothing.
_NEEDED_WORDS = {
    "uu_diem": "ưu điểm, kết quả nổi bật",
    "han_che": "tồn tại, hạn chế",
}
_WHERE_TYPED = {
    "uu_diem": Topic.HIGHLIGHT,
    "han_che": Topic.LIMITATION,
    "phuong_huong": Topic.DIRECTION,
}
_NEXT_TARGETS = "chi_tieu_ky_sau"
_NEEDED_NEXT = {"phuong_huong": "phương hướng, nhiệm vụ", _NEXT_TARGETS: "chỉ tiêu"}


PARTS: tuple[Callable[[Paper], Mapping[str, object]], ...] = (
    frame_slots,
    interim_slots,
    cluster_slots,
    term_slots,
    grade_slots,
    nomination_slots,
    row_slots,
)
"""What else a template sees, each part from a module of its own; a part gives {} where the paper has nothing of it."""


def build_context(paper: Paper, annexes: Mapping[str, str]) -> dict[str, object]:
    """The slots of a paper's template. `annexes` gives each annex by its part its name («Phụ lục II»)."""
    slots = figure_slots(paper)
    return {
        **slots,
        **{slot.indicator.slot: slot for slot in slots.values()},
        **{name: value for part in PARTS for name, value in part(paper).items()},
        **_narrative(paper),
        "khen_thuong": award_slots(paper),
        "chi_tieu": _targets(paper, slots),
        "chi_tieu_ky_sau": _next_targets(paper),
        "chi_tieu_sau": next_slots(paper),
        "cho_trong": {
            name: gap(f"{name}/{paper.organisation}/{paper.period}", what, f"{what}{_where_typed(name, paper)}")
            for name, what in _needed(paper)
        },
        "phu_luc": dict(annexes),
    }


def figure_slots(paper: Paper) -> dict[str, FigureSlot]:
    """A slot for every indicator of the catalogue, reported or not, by code."""
    return {
        indicator.code: FigureSlot(
            indicator=indicator,
            total=paper.totals[indicator.code],
            previous=paper.previous.get(indicator.code),
            names=paper.names,
            style=paper.style,
        )
        for indicator in paper.catalogue.indicators
    }


def _needed(paper: Paper) -> list[tuple[str, str]]:
    """What a paper must not be silent about: its judgements in words, and each group of work («nhom_D»)."""
    groups = {f"nhom_{letter.lower()}": lower_first(title) for letter, title in paper.catalogue.groups.items()}
    asked = [(name, f"{what} {paper.period.words}") for name, what in {**_NEEDED_WORDS, **groups}.items()]
    return [*asked, *((name, f"{what} {paper.period.following().words}") for name, what in _NEEDED_NEXT.items())]


def _where_typed(name: str, paper: Paper) -> str:
    """Where an office types what a gap asks for, as its form says it; empty for what has no place of its own."""
    if name == _NEXT_TARGETS and paper.period.term is None:
        after = paper.period.following().words
        return f" (gõ ở cột «Chỉ tiêu giao» của biểu cơ quan {after}, không phải biểu {paper.period.words})"
    topic = _WHERE_TYPED.get(name)
    if topic is None:
        return ""
    alone = "; cột «Lĩnh vực» để trống, vì dòng có lĩnh vực nằm ở phần kết quả" if topic is Topic.HIGHLIGHT else ""
    return f" (gõ ở trang «Nội dung» của biểu cơ quan, mục «{topic_names()[topic].name}»{alone})"


def _narrative(paper: Paper) -> dict[str, object]:
    """The office's own paragraphs by topic; highlights by group, those of no group as merits (ưu điểm)."""
    own = [piece for piece in paper.narratives if piece.organisation == paper.organisation]
    by_topic: dict[str, object] = {
        name: [_sentence(piece.text) for piece in own if piece.topic is topic] for topic, name in _TOPICS.items()
    }
    highlights = [piece for piece in own if piece.topic is Topic.HIGHLIGHT]
    by_topic["noi_bat"] = {
        group: [_sentence(piece.text) for piece in highlights if piece.group == group]
        for group in paper.catalogue.groups
    }
    by_topic["uu_diem"] = [_sentence(piece.text) for piece in highlights if not piece.group]
    by_topic["chu_de"] = [piece.text.strip(" .\"“”«»'") for piece in own if piece.topic is Topic.THEME]
    return by_topic


def _sentence(text: str) -> str:
    """A paragraph as typed in a form, without the dash it was typed with, and closed by a full stop."""
    bare = paper_quotes(text.strip().lstrip("-–+•* ").rstrip(" ;,"))
    return bare if bare.endswith((".", "!", "?", "…", ":")) else f"{bare}."


def _targets(paper: Paper, slots: Mapping[str, FigureSlot]) -> dict[str, object]:
    """How many of the judged targets were reached, and which were not."""
    judged = [
        slot for slot in slots.values() if slot.verdict is not None and slot.indicator.kind is not Behaviour.DERIVED
    ]
    failed = [slot for slot in judged if slot.verdict is Verdict.NOT_MET]
    return {
        "co": bool(judged),
        "co_dat": len(judged) > len(failed),
        "dat_het": len(judged) > 1 and not failed,
        "tong": _tally(paper, "M02a", len(judged)),
        "dat_va_vuot": _tally(paper, "M02", len(judged) - len(failed)),
        "chua_dat_so": _tally(paper, "M02d", len(failed)) if failed else "",
        "danh_sach_chua_dat": [
            {"ten": lower_first(plain_name(slot.indicator)), "ket_qua": shortfall(slot)} for slot in failed
        ],
    }


def shortfall(slot: FigureSlot) -> Phrase:
    """A result that misses its target: «11/12 công đoàn cơ sở, đạt 91,66% kế hoạch»."""
    parts: Sequence[str | Carried]
    slot = slot.named()
    if slot.indicator.kind is Behaviour.RATE or slot.total.comparator is Comparator.AT_MOST:
        parts = (slot.carried(), "; chỉ tiêu ", slot.target())
    else:
        parts = (slot.of_target(), ", đạt ", slot.percent_of_target(), " kế hoạch")
    return Phrase(tuple(parts))


def _tally(paper: Paper, code: str, number: int) -> Carried:
    key = f"{code}/{paper.organisation}/{paper.period}"
    return Carried(padded(number, "chỉ tiêu", paper.style), key, "Số chỉ tiêu", number)


def _next_targets(paper: Paper) -> list[dict[str, object]]:
    """The targets of the next period, in the catalogue's order."""
    planned = (slot for slot in next_slots(paper).values() if slot.total.target is not None)
    return [{"ten": plain_name(slot.indicator), "chi_tieu": slot.named().target()} for slot in planned]


def next_slots(paper: Paper) -> dict[str, FigureSlot]:
    """A slot for every indicator in the next period, by code: of it only the target is known, a gap where not."""
    after = paper.period.following()
    return {
        indicator.code: FigureSlot(
            indicator,
            paper.next_targets.get(indicator.code) or Total(indicator.code, paper.organisation, after, None),
            None,
            paper.names,
            paper.style,
        )
        for indicator in paper.catalogue.indicators
    }
