"""Turn the sheets of awards and of narrative into Awards and Narratives."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from rapidfuzz import fuzz, process

from drafter.intake.award_row import read_award
from drafter.intake.findings import Findings, Origin
from drafter.intake.form_layout import TOPIC_WORDS, AwardColumn, NarrativeColumn, group_label
from drafter.intake.grid import Sheet, address, find_titles
from drafter.model.award import Award
from drafter.model.narrative import Narrative, Topic
from drafter.model.problem import ProblemKind, Severity
from drafter.standards.award_forms import AwardForm
from drafter.wording.fold import fold

UNKNOWN_TOPIC = ProblemKind(
    code="D135",
    severity=Severity.ERROR,
    title="Đoạn văn không rõ thuộc nội dung nào",
    what="cột «{column}» ghi «{found}», không có trong danh sách{hint}: đoạn văn ở dòng này chưa được nhận",
    fix="chọn nội dung trong danh sách thả xuống: {choices}",
    request="Kính đề nghị {unit} chọn lại nội dung ở ô {place.cell}, trang tính «{place.sheet}»: đang ghi «{found}».",
)
UNKNOWN_GROUP = ProblemKind(
    code="D136",
    severity=Severity.NOTE,
    title="Lĩnh vực của đoạn văn không có trong danh sách",
    what="cột «{column}» ghi «{found}», không có trong danh sách: đoạn văn được nhận, không xếp vào lĩnh vực nào",
    fix="chọn lĩnh vực trong danh sách thả xuống, hoặc để trống",
)
KINDS = (UNKNOWN_TOPIC, UNKNOWN_GROUP)

_TOPICS = {fold(words): topic for topic, words in TOPIC_WORDS.items()} | {topic.value: topic for topic in Topic}
_Column = TypeVar("_Column", bound=StrEnum)


def find_awards(sheet: Sheet) -> tuple[int, dict[AwardColumn, int]] | None:
    """The title row and the columns of an award sheet; None when the sheet is not one."""
    return _find(sheet, AwardColumn, (AwardColumn.FORM, AwardColumn.COUNT))


def find_narrative(sheet: Sheet) -> tuple[int, dict[NarrativeColumn, int]] | None:
    """The title row and the columns of a narrative sheet; None when the sheet is not one."""
    return _find(sheet, NarrativeColumn, (NarrativeColumn.TOPIC, NarrativeColumn.TEXT))


def _find(
    sheet: Sheet, columns: type[_Column], needed: tuple[_Column, _Column]
) -> tuple[int, dict[_Column, int]] | None:
    titles = {fold(column.value): column.name for column in columns}
    found = find_titles(sheet, titles, (needed[0].name, needed[1].name))
    return (found[0], {columns[name]: column for name, column in found[1].items()}) if found else None


def read_awards(sheet: Sheet, forms: tuple[AwardForm, ...], origin: Origin, findings: Findings) -> tuple[Award, ...]:
    """The awards of a sheet that `find_awards` knows."""
    found = find_awards(sheet)
    if found is None:
        return ()
    title_row, columns = found
    awards: list[Award] = []
    for number in sheet.rows():
        texts = {c: text for c, where in columns.items() if (text := sheet.text(number, where))}
        if number > title_row and texts:
            places = {c: address(number, columns.get(c, columns[AwardColumn.FORM])) for c in AwardColumn}
            awards.extend(read_award(texts, places, sheet.name, forms, origin, findings))
    return tuple(awards)


def read_narratives(
    sheet: Sheet, groups: Mapping[str, str], origin: Origin, findings: Findings
) -> tuple[Narrative, ...]:
    """The paragraphs of a sheet that `find_narrative` knows; a cell of several lines is several paragraphs."""
    found = find_narrative(sheet)
    if found is None:
        return ()
    title_row, columns = found
    narratives: list[Narrative] = []
    for number in sheet.rows():
        text = sheet.text(number, columns[NarrativeColumn.TEXT])
        if number <= title_row or not text:
            continue
        topic_words = sheet.text(number, columns[NarrativeColumn.TOPIC])
        at = address(number, columns[NarrativeColumn.TOPIC])
        topic = find_topic(topic_words, sheet.name, at, findings)
        group_words = sheet.text(number, columns.get(NarrativeColumn.GROUP))
        group = find_group(group_words, groups, sheet.name, at, findings)
        source = origin.source(sheet.name, address(number, columns[NarrativeColumn.TEXT]))
        if topic:
            narratives.extend(
                Narrative(origin.organisation, origin.period, topic, line.strip(), group, source)
                for line in text.split("\n")
                if line.strip()
            )
    return tuple(narratives)


def find_topic(words: str, sheet: str, at: str, findings: Findings) -> Topic | None:
    """The topic of those words or that code; None, with a problem, when there is none."""
    if topic := _TOPICS.get(words) or _TOPICS.get(fold(words)):
        return topic
    names = list(TOPIC_WORDS.values())
    near = process.extractOne(fold(words), [fold(name) for name in names], scorer=fuzz.ratio, score_cutoff=70)
    hint = f" (có phải là «{names[near[2]]}»?)" if near else ""
    findings.add(
        UNKNOWN_TOPIC, sheet, at, column=NarrativeColumn.TOPIC.value, found=words, hint=hint, choices="; ".join(names)
    )
    return None


def find_group(words: str, groups: Mapping[str, str], sheet: str, at: str, findings: Findings) -> str:
    """The letter of a group named by letter, heading or both; empty, with a note, when there is none such."""
    if not words:
        return ""
    for letter, name in groups.items():
        if fold(words) in (fold(letter), fold(name), fold(group_label(letter, name))):
            return letter
    findings.add(UNKNOWN_GROUP, sheet, at, column=NarrativeColumn.GROUP.value, found=words)
    return ""
