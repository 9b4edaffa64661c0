"""Turn the rules that a paper breaks into what is safe to set otherwise: pages, looks and spaces, never a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from drafter.format_rules.paper import Line, Paper
from drafter.model.page import Align, LineRule
from drafter.standards.letter_widths import width_mm
from drafter.standards.page_format import Component, page_format

_LEGACY = (".vn", "vni", "uvn ", "vps")  # letters of such fonts mean something else in another font


@dataclass(frozen=True)
class Look:
    """How the letters of a paragraph are to be; None leaves it as it is."""

    size_pt: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    plain: bool = False
    font: str = ""


@dataclass(frozen=True)
class Setting:
    """How a paragraph is to stand; None leaves it as it is. `spacing` is in lines."""

    align: Align | None = None
    first_mm: float | None = None
    before_pt: float | None = None
    spacing: float | None = None


@dataclass(frozen=True)
class ParagraphMend:
    """What is set otherwise in a paragraph; `number` counts all paragraphs of the text from 0 in reading order.

    `rule_mm`: a line of this length is drawn below it, `column_mm` wide is the column.
    """

    code: str
    number: int
    look: Look = Look()
    setting: Setting = Setting()
    rule_mm: float = 0.0
    column_mm: float = 0.0


@dataclass(frozen=True)
class SectionMend:
    """The measures of a section's pages in mm by the side («top», «left», «w», «h»); `number` counts from 0."""

    code: str
    number: int
    measures: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Mends:
    """All of it. `compose`: letters and marks that stand apart are put together (NFC); `title_page`: page one has no
    number.
    """

    sections: tuple[SectionMend, ...] = ()
    paragraphs: tuple[ParagraphMend, ...] = ()
    compose: bool = False
    number_pages: bool = False
    codes: tuple[str, ...] = field(default=())


Lines = Callable[[Paper], Iterable[Line | None]]

# Rule → the component of page.toml, its lines, how they stand (None: that is not set).
_COMPONENTS: tuple[tuple[str, str, Lines, Align | None], ...] = (
    ("CP-01", "quoc_hieu", lambda paper: (paper.letterhead.state,), Align.CENTRE),
    ("CP-02", "tieu_ngu", lambda paper: (paper.letterhead.motto,), Align.CENTRE),
    ("CP-04", "co_quan_chu_quan", lambda paper: paper.letterhead.upper, Align.CENTRE),
    ("CP-05", "co_quan_ban_hanh", lambda paper: paper.letterhead.issuer, Align.CENTRE),
    ("CP-07", "so_ky_hieu", lambda paper: (paper.letterhead.number,), Align.CENTRE),
    ("CP-08", "dia_danh_ngay", lambda paper: (paper.letterhead.date,), None),
    ("CP-09", "ten_loai", lambda paper: (paper.type_line,), Align.CENTRE),
    ("CP-10", "trich_yeu", lambda paper: paper.subject, Align.CENTRE),
    ("CP-13", "kinh_gui", lambda paper: paper.addressed, None),
    ("CP-14", "can_cu", lambda paper: paper.grounds, None),
    ("CP-16", "chuc_vu_ky", lambda paper: (line for one in paper.signatures for line in one.titles), Align.CENTRE),
    ("CP-17", "ho_ten_ky", lambda paper: (one.name for one in paper.signatures), Align.CENTRE),
    ("CP-18", "noi_nhan_tu", lambda paper: (paper.recipients_word,), None),
    ("CP-19", "noi_nhan_ds", lambda paper: paper.recipients, None),
)
_MARGINS = {"PG-04": "top", "PG-05": "bottom", "PG-06": "left", "PG-07": "right"}


def mends_of(paper: Paper, broken: Collection[str]) -> Mends:
    """What of the broken rules can be mended by setting alone, in the order of the paper."""
    numbers = _numbers(paper)
    paragraphs = (*_fonts(paper, numbers, broken), *_looks(paper, numbers, broken), *_text(paper, numbers, broken))
    ruled = tuple(_rules(paper, numbers, broken))
    sections = tuple(_sections(paper, broken))
    compose, number_pages = "PG-10" in broken, "PG-11" in broken
    codes = [one.code for one in sections] + [one.code for one in (*paragraphs, *ruled)]
    codes += ["PG-10"] * compose + ["PG-11"] * number_pages
    return Mends(sections, (*paragraphs, *ruled), compose, number_pages, tuple(dict.fromkeys(codes)))


def _numbers(paper: Paper) -> dict[int, int]:
    """The number of each paragraph by its identity."""
    found: dict[int, int] = {}
    for line in paper.lines:
        found.setdefault(id(line.paragraph), len(found))
    return found


def _sections(paper: Paper, broken: Collection[str]) -> Iterator[SectionMend]:
    measures = page_format()
    for number, section in enumerate(paper.sections):
        lies = section.landscape or section.width_mm > section.height_mm + 1
        if "PG-01" in broken:
            size = (measures.height_mm, measures.width_mm) if lies else (measures.width_mm, measures.height_mm)
            yield SectionMend("PG-01", number, (("w", size[0]), ("h", size[1])))
        for code, side in _MARGINS.items():
            told = "PG-08" if lies else code
            allowed = getattr(measures, side)
            if told in broken and not allowed.holds(getattr(section, f"{side}_mm"), measures.tolerance_mm):
                yield SectionMend(told, number, ((side, allowed.default),))


def _fonts(paper: Paper, numbers: dict[int, int], broken: Collection[str]) -> Iterator[ParagraphMend]:
    """Paragraphs with letters in another font; those of an old font have to be converted first."""
    if "PG-09" not in broken:
        return
    font = page_format().font
    told: set[int] = set()
    for line in paper.lines:
        number = numbers[id(line.paragraph)]
        fonts = {name for run in line.lettered for name in (run.look.font, run.look.high) if name}
        odd = bool(fonts - {font}) or any(run.look.colour not in ("auto", "000000") for run in line.lettered)
        if odd and number not in told and not any(name.lower().startswith(_LEGACY) for name in fonts):
            told.add(number)
            yield ParagraphMend("PG-09", number, Look(font=font))


def _looks(paper: Paper, numbers: dict[int, int], broken: Collection[str]) -> Iterator[ParagraphMend]:
    alone = Counter(id(line.paragraph) for line in paper.lines)
    for code, part, lines, align in _COMPONENTS:
        component = page_format().components[part]
        for line in lines(paper) if code in broken else ():
            if line is None or line.empty or not line.own or alone[id(line.paragraph)] > 1:
                continue  # two columns on one line are not set as one
            look = Look(_size(line, component), component.bold, component.italic, plain=True)
            yield ParagraphMend(code, numbers[id(line.paragraph)], look, Setting(align))


def _size(line: Line, component: Component) -> float | None:
    """The size that a component is given, None where all of its letters have one that it may have."""
    held = all(component.size_pt.holds(run.look.size_pt) for run in line.lettered)
    return None if held else component.size_pt.default


def _text(paper: Paper, numbers: dict[int, int], broken: Collection[str]) -> Iterator[ParagraphMend]:
    """The running text: size, alignment, indent, spaces."""
    measures = page_format()
    size = measures.components["noi_dung"].size_pt
    usual = _usual(run.look.size_pt for line in paper.body for run in line.lettered if size.holds(run.look.size_pt))
    prose = {id(line.paragraph) for line in (*paper.grounds, *paper.prose)}
    indents = (line.paragraph.layout.first_mm for line in paper.prose)
    indent = _usual(one for one in indents if any(abs(one - w) <= measures.tolerance_mm for w in measures.indents_mm))
    told: set[int] = set()
    for line in (*paper.grounds, *paper.body):
        number, layout = numbers[id(line.paragraph)], line.paragraph.layout
        if number in told:
            continue
        told.add(number)
        odd = any(not size.holds(run.look.size_pt, measures.checks.size_pt) for run in line.lettered)
        if "CP-15" in broken and odd:
            yield ParagraphMend("CP-15", number, Look(size_pt=usual or size.default))
        if id(line.paragraph) not in prose or line.empty:
            continue
        if "CP-15" in broken and layout.align is Align.LEFT and line in paper.prose:
            yield ParagraphMend("CP-15", number, setting=Setting(Align.BOTH))
        moved = abs(layout.left_mm + layout.first_mm - (indent or measures.indent_mm)) > measures.tolerance_mm
        if "PA-01" in broken and moved and not line.paragraph.text.startswith("\t"):
            yield ParagraphMend("PA-01", number, setting=Setting(first_mm=indent or measures.indent_mm))
        if "PA-02" in broken and (layout.before_pt < measures.space_between_min_pt or layout.contextual):
            yield ParagraphMend("PA-02", number, setting=Setting(before_pt=measures.space_between_pt))
        if "PA-03" in broken and not _spaced(line):
            yield ParagraphMend("PA-03", number, setting=Setting(spacing=measures.line_spacing.default))


def _spaced(line: Line) -> bool:
    layout, checks = line.paragraph.layout, page_format().checks
    natural = line.look.size_pt * checks.natural_line
    spacing = layout.line if layout.line_rule is LineRule.AUTO else layout.line / natural
    return page_format().line_spacing.holds(spacing, checks.line_spacing)


def _usual(values: Iterable[float]) -> float | None:
    """What most have; None where there are none."""
    counts = Counter(values)
    return counts.most_common(1)[0][0] if counts else None


def _rules(paper: Paper, numbers: dict[int, int], broken: Collection[str]) -> Iterator[ParagraphMend]:
    """The lines under motto, issuer and subject where there are none; one that is there is the officer's to move."""
    head = paper.letterhead
    wanted = (
        ("CP-03", "tieu_ngu", head.motto, (head.motto,), head.motto_line),
        ("CP-06", "co_quan_ban_hanh", head.issuer[-1] if head.issuer else None, head.issuer, head.issuer_line),
        ("CP-11", "trich_yeu", paper.subject[-1] if paper.subject else None, paper.subject[-1:], paper.subject_line),
    )
    for code, part, last, lines, drawn in wanted:
        if code not in broken or last is None or drawn is not None or not last.own:
            continue
        widest = max(width_mm(line.text, line.look.size_pt, bold=line.look.bold) for line in lines if line is not None)
        column = last.column_mm or page_format().text_width_mm
        length = min(widest, column) * page_format().rule_ratio[part].default
        yield ParagraphMend(code, numbers[id(last.paragraph)], rule_mm=length, column_mm=column)
