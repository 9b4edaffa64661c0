"""Turn last year's signed paper into the office's own template, and hold it against the paper it was made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path

from drafter.adoption.offers import by_text
from drafter.adoption.phrases import by_length
from drafter.desk.adopting import problems as told
from drafter.desk.adopting.frame import frame_words
from drafter.desk.adopting.lines import Adopted, Material, adopt_lines
from drafter.desk.adopting.offers import (
    figure_offers,
    listings,
    other_offers,
    own_names,
    plan_offers,
    to_date_offers,
    unit_names,
    words,
)
from drafter.desk.adopting.registers import own_bodies, register_offers, register_phrases
from drafter.desk.adopting.rows import adopt_rows
from drafter.desk.gather import gather, paper_day, scope_of
from drafter.desk.kinds import is_code
from drafter.desk.own_templates import put_template
from drafter.desk.problems import NO_FILES, NOT_READABLE, NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.to_date import year_to_date
from drafter.desk.workspace import TEMPLATES, Workspace
from drafter.fill.errors import TemplateError, TemplateErrors
from drafter.fill.package import save
from drafter.model.page import PageFile, View
from drafter.model.period import Period
from drafter.model.problem import Place, Problem
from drafter.model.views import visible_text
from drafter.prose.reader import Reader
from drafter.readback.opening import NotRead
from drafter.readback.reader import read_page
from drafter.recast.file import Recast
from drafter.recast.letters import FONT, Recoded, in_unicode
from drafter.render.context import build_context, figure_slots, next_slots
from drafter.render.draft import draft_paper
from drafter.render.kinds import KindFolder, load_kind, template_folders
from drafter.render.paper import Paper
from drafter.reports.convert import NotConverted, to_docx
from drafter.reports.foreign import refuse_unsafe
from drafter.standards.reading import reading_words
from drafter.store.store import Store

REPORT, NOTES = "report.docx", "can-xem-lai.txt"
_CONVERTED = {".doc": "doc", ".rtf": "rtf", ".odt": "odt"}
_FEWEST_UNION_WORDS = 5
_UNION = re.compile(r"công đoàn|đoàn viên|cđcs|lđlđ|liên đoàn lao động|cnvclđ|người lao động")
_SHOWN = 160
_HEAD_LINES = 25  # the letterhead ends within so many
_TITLE = re.compile(r'(?m)^title\s*=\s*"([^"\n]*)"')


@dataclass(frozen=True)
class AdoptReport:
    """What adopting did. `slots` counts all slots, `figures` those of figures, `loops` those of lines and rows.

    `numbers` is how many figures the paper states; `problems` are what to look at before the template is used.
    """

    kind: str
    folder: Path
    files: tuple[Path, ...]
    numbers: int
    slots: int
    figures: int
    loops: int
    problems: tuple[Problem, ...]


def adopt(
    ws: Workspace,
    store: Store,
    file: Path,
    kind_code: str,
    period: Period,
    today: date,
    target: Path | None = None,
    *,
    replace_at: datetime | None = None,
) -> AdoptReport:
    """Make a kind's folder below `templates/` out of a paper of a period. Raises DeskError; nothing is written then.

    With `replace_at` (the present moment) the report takes the place of one that the office has already, which is kept
    among the kind's old templates.
    """
    home, paper = last_years(ws, store, kind_code, period, today)
    folder = _target(ws, kind_code, target, replaced=replace_at is not None)
    data = _read(file)
    try:
        recoded = in_unicode(data)
        page = read_page(recoded.data)
        recast = Recast.of(recoded.data, frame_words(page))
        context = build_context(paper, home.kind.annex_names())
        material = _material(ws, paper, context)
        looped, columns, problems = adopt_rows(recast, context, material.codes_of)
        done = adopt_lines(recast, material, looped, columns)
        done.loops += len({recast.lines[number].table for number in looped})
        _must_match(done, recast, file, period)
        problems += [*_recoded(recoded), *_settled(recast), *done.problems, *_framed(recast, home)]
        template = recast.data()
    except (TemplateError, TemplateErrors) as error:
        raise stop(told.NOT_OPENED, Place(file=file.name), found=error) from error
    if replace_at is not None and folder.exists():
        files: tuple[Path, ...] = (
            put_template(ws, folder.name, _report_of(ws, folder), template, replace_at, force=True),
        )
    else:
        files = _write(folder, home, template, period)
    problems += _differences(folder, paper, page, done)
    report = AdoptReport(
        folder.name, folder, files, done.numbers, done.slots, done.figures, done.loops, _named(problems, file)
    )
    save(folder / NOTES, _notes(report, file, period).encode("utf-8-sig"))
    return replace(report, files=(*files, folder / NOTES))


def last_years(ws: Workspace, store: Store, kind_code: str, period: Period, today: date) -> tuple[KindFolder, Paper]:
    """The kind, and the paper of last year as it would be drafted from what is stored."""
    home, problems = load_kind(kind_code, template_folders(ws.folder))
    if home is None:
        raise DeskError(*problems)
    if (refusal := home.kind.accepts(period)) is not None:
        raise DeskError(refusal)
    if home.report is None or home.kind.each:
        why = "in mỗi người một trang" if home.kind.each else "không có báo cáo Word"
        raise stop(told.NOT_A_PAPER, title=home.kind.title, found=why)
    scope = scope_of(ws, period)
    until = ws.organisation(scope.organisation).last_day
    paper = gather(ws, store, home.kind, period, scope, paper_day(period, today, until))
    paper = replace(paper, to_date=year_to_date(ws, store, period, scope))
    stored = any(total.value is not None for total in paper.totals.values())
    if not stored and not paper.awards and not paper.narratives and not any(paper.registers.values()):
        raise stop(told.NOTHING_STORED, period=period.words)
    return home, paper


def _report_of(ws: Workspace, folder: Path) -> str:
    """What the Word report of a kind that is there is called; the usual name where it has none, to be refused."""
    home, _ = load_kind(folder.name, template_folders(ws.folder))
    return home.report.name if home is not None and home.report is not None else REPORT


def _target(ws: Workspace, kind_code: str, given: Path | None, *, replaced: bool = False) -> Path:
    below = ws.folder / TEMPLATES
    folder = below / kind_code if given is None else given
    if not folder.is_absolute() and given is not None:
        folder = (ws.folder / given) if given.parts[:1] == (TEMPLATES,) else Path.cwd() / given
    if folder.resolve().parent != below.resolve() or not is_code(folder.name):
        raise stop(told.OUTSIDE, found=given)
    if folder.exists() and not replaced:
        raise stop(told.ADOPTED_ALREADY, found=folder, hint=f"{TEMPLATES}/{folder.name}-2")
    return folder


def _read(file: Path) -> bytes:
    """The bytes of a .docx that may be worked on; older forms through LibreOffice. The original is never touched."""
    if not file.is_file():
        raise stop(NO_FILES, found=file)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise stop(NOT_READABLE, found=file, reason=reason_of(error)) from error
    form = _CONVERTED.get(file.suffix.lower())
    try:
        if form is not None:
            data = to_docx(data, form)
        refuse_unsafe(data)
        read_page(data)
    except NotConverted as error:
        raise stop(told.NOT_OPENED, Place(file=file.name), found=error.why) from error
    except NotRead as error:
        raise DeskError(replace(error.problem, place=Place(file=file.name))) from error
    return data


def _material(ws: Workspace, paper: Paper, context: Mapping[str, object]) -> Material:
    slots = figure_slots(paper)
    offers = tuple(chain(figure_offers(slots), other_offers(context), to_date_offers(context, slots)))
    registered = register_offers(context)
    return Material(
        offers=by_text((*offers, *registered)),
        slots=slots,
        listings=listings(context),
        words=words(context),
        names=own_names(paper) | own_bodies(context),
        reader=Reader(reading_words(), ws.catalogue.indicators),
        plans=by_text(tuple(plan_offers(next_slots(paper)))),
        phrases=by_length(one for one in register_phrases(context) if one.text),
        units=unit_names(paper),
        period=paper.period.words,
        following=paper.period.following().words,
    )


# -- what is told ------------------------------------------------------------------------------------------------------


def _must_match(done: Adopted, recast: Recast, file: Path, period: Period) -> None:
    """A paper of which no figure is stored is another office's, another year's, or no report at all."""
    if done.figures or done.loops:
        return
    said = "\n".join(line.text for line in recast.lines).lower()
    strange = sum(1 for _ in _UNION.finditer(said)) < _FEWEST_UNION_WORDS
    hint = "; tệp không giống một báo cáo công đoàn" if strange else ""
    raise stop(told.NOTHING_MATCHED, Place(file=file.name), numbers=done.numbers, period=period.words, hint=hint)


def _recoded(recoded: Recoded) -> Iterator[Problem]:
    if recoded.encodings:
        names = ", ".join(one.value for one in recoded.encodings)
        yield told.RECODED.at(Place(), found=names, count=recoded.paragraphs, font=FONT)


def _settled(recast: Recast) -> Iterator[Problem]:
    if recast.changes or recast.comments:
        yield told.SETTLED.at(Place(), changes=recast.changes, comments=recast.comments)


def _framed(recast: Recast, home: KindFolder) -> Iterator[Problem]:
    """The standard letterhead and signing block; a paper whose own are not found keeps what it has."""
    assert home.report is not None
    names = (
        "phần đầu văn bản (quốc hiệu, tên cơ quan, số, ngày)",
        "phần ký và nơi nhận",
        f"tên loại «{home.kind.type_name}» và trích yếu, để in dấu số liệu tạm",
    )
    for there, what in zip(recast.put_frame(home.report.read_bytes(), home.kind.type_name), names, strict=True):
        if not there:
            yield told.NO_FRAME.at(Place(), found=what, kind=home.kind.code)


def _differences(folder: Path, paper: Paper, page: PageFile, done: Adopted) -> Iterator[Problem]:
    """The template filled with last year's figures, held against last year's paper, paragraph by paragraph."""
    home, problems = load_kind(folder.name, (folder.parent,))
    if home is None:
        yield from problems
        return
    try:
        document = draft_paper(paper, replace(home, annex=None)).document or b""
    except (TemplateError, TemplateErrors) as error:
        yield told.NOT_THE_SAME.at(Place(), found="(cả văn bản)", prints=f"không điền được: {error}")
        return
    before, after = text_between(page), paragraphs_between(document)
    closing = {" ".join(line.split()) for line in frame_words(page).closing}
    for lines in (before, after):
        while lines and lines[-1] in closing:  # who signs stands above «Nơi nhận»
            lines.pop()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = " / ".join(before[i1:i2]), " / ".join(after[j1:j2])
        if not _told(old, new, done):
            yield told.NOT_THE_SAME.at(Place(), found=_cut(old), prints=_cut(new))


def paragraphs_between(data: bytes) -> list[str]:
    """The text between the letterhead and the signing block, a line a paragraph; one kind of space."""
    return text_between(read_page(data))


def text_between(file: PageFile) -> list[str]:
    """The same of a file that was read."""
    lines = [" ".join(line.split()) for line in visible_text(file, View.ACCEPTED).split("\n")]
    body = [line for line in lines if line]
    first = next(
        (at + 1 for at, line in enumerate(body[:_HEAD_LINES]) if re.match(r".*ngày.*tháng.*năm \d{4}$", line)), 0
    )
    last = next((at for at, line in enumerate(body) if line.startswith("Nơi nhận")), len(body))
    return body[first:last]


def _told(old: str, new: str, done: Adopted) -> bool:
    """Whether a difference is one of those told already: a figure that is spelled another way."""
    for problem in done.problems:
        if problem.code == told.OTHER_SPELLING.code:
            found, prints = re.findall(r"«([^»]*)»", problem.what)[0], re.findall(r"«([^»]*)»", problem.what)[-1]
            old = old.replace(found, prints, 1) if found in old else old
    return old == new


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _named(problems: list[Problem], file: Path) -> tuple[Problem, ...]:
    return tuple(replace(one, place=replace(one.place, file=one.place.file or file.name)) for one in problems)


def _write(folder: Path, home: KindFolder, template: bytes, period: Period) -> tuple[Path, ...]:
    """The kind's folder: its own kind.toml and other files, the new report."""
    source = home.files[0].parent
    settings = (source / "kind.toml").read_text("utf-8-sig")
    settings = re.sub(r"(?m)^report\s*=.*$", f'report = "{REPORT}"', settings)
    if folder.name != home.kind.code:
        settings = _TITLE.sub(lambda found: f'title = "{found[1]} (theo văn bản {period.words})"', settings, count=1)
    others = [path for path in home.files if path != home.report]
    written: list[Path] = []
    try:
        folder.mkdir(parents=True)
        for path, data in (
            (folder / "kind.toml", settings.encode("utf-8")),
            (folder / REPORT, template),
            *((folder / path.name, path.read_bytes()) for path in others),
        ):
            save(path, data)
            written.append(path)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        raise stop(NOT_WRITABLE, found=folder, reason=reason_of(error)) from error
    return tuple(written)


def _notes(report: AdoptReport, file: Path, period: Period) -> str:
    """What to look at before the template is used, in words, beside it."""
    lines = [
        f"Mẫu lập từ {file.name} ({period.words})",
        f"{report.slots} chỗ điền, trong đó {report.figures} chỗ là số liệu; {report.loops} vòng lặp.",
        "",
        *(f"- {problem}" for problem in report.problems),
    ]
    if not report.problems:
        lines.append("Không còn điểm nào phải xem lại.")
    return "\r\n".join("\r\n".join(line.split("\n")) for line in lines) + "\r\n"
