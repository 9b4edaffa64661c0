"""One draft: its pages with every figure leading to its source, its files to keep, back into the office's folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from drafter.desk.book_page import BookPage, book_page
from drafter.desk.drafts import ending_of, restore
from drafter.desk.evidence import Evidence, evidence_of, office_behind
from drafter.desk.printed import can_print, is_printed, printed
from drafter.desk.tracing.derivation import Derivation
from drafter.desk.tracing.printed_figures import PrintedFigure, issued_paper, late_draft, printed_figures
from drafter.desk.tracing.trace import KnownDraft, origin_of
from drafter.model.page import PageFile
from drafter.readback.reader import read_page
from drafter.render.slots import GAP
from drafter.reports.pictures import page_count, page_picture
from drafter.store.records import Draft
from drafter.web import show as showing
from drafter.web.jobs import Job
from drafter.web.pages.drafts import DraftLine, draft_lines, ready_of
from drafter.web.preview import Mark, Preview, preview
from drafter.web.visit import Visit

PRINTED, CHANGES = "trang-in", "thay-doi"
_LISTING = "list/"
_ISSUED = "phat-hanh"


@dataclass(frozen=True)
class Piece:
    """One file of a draft. `code` names it in addresses, `title` on the page; `name` is what it is saved as."""

    code: str
    title: str
    name: str
    data: bytes

    @property
    def is_word(self) -> bool:
        """Whether it is a Word file."""
        return self.name.endswith(".docx")

    @property
    def is_issued(self) -> bool:
        """Whether it is the paper that went out: people have worked on it since the figures were put in."""
        return self.code == _ISSUED


@dataclass(frozen=True)
class Source:
    """The figure that was asked for: what the file prints, and how that came about (None: not known).

    `drafted` is what we had put there where an officer has written something else since; `origin` is then that one's.
    """

    bookmark: str
    text: str
    label: str
    gap: bool
    origin: Derivation | None
    drafted: str = ""


@dataclass(frozen=True)
class _Asked:
    """The draft that the address names."""

    line: DraftLine
    draft: Draft
    pieces: tuple[Piece, ...]

    @property
    def address(self) -> str:
        return f"/du-thao/{self.line.id}/{self.line.listed.record.version}"

    @property
    def key(self) -> tuple[str, int]:
        return self.line.listed.record.doc_id, self.line.listed.record.version

    def piece(self, code: str) -> Piece | None:
        """The file of that code, the first one where none is named."""
        return next((one for one in self.pieces if one.code == code), None if code else self.pieces[0])


def show(visit: Visit) -> Response:
    """The pages of a draft, as HTML or as they print, with the source of the figure that was clicked on."""
    found = _found(visit, visit.query("phan"))
    if found is None:
        return _not_there(visit)
    asked, piece = found
    as_printed = visit.query("xem") == PRINTED
    chosen = visit.query("so")
    changes = bool(visit.query(CHANGES))
    slow = _slow(visit, asked, piece, as_printed=as_printed)
    if slow is not None:
        address = showing.link(visit.request.url.path, **dict(visit.request.query_params))
        return visit.await_job(visit.site.jobs.start(f"Mở {piece.title.lower()}", address, visit.who, slow))
    page = None if as_printed else _page(visit, asked, piece)
    pages = 0
    if as_printed and can_print():
        pages = page_count(printed(visit.ws, piece.data, piece.name))
    return visit.page(
        "draft.html",
        title=f"{asked.line.title}, {asked.draft.period.words}",
        line=asked.line,
        draft=asked.draft,
        period=asked.draft.period,
        address=asked.address,
        pieces=asked.pieces,
        piece=piece,
        as_printed=as_printed,
        printable=can_print(),
        pages=pages,
        seen=None if page is None else _seen(visit, asked, piece, chosen),
        tracked=0 if page is None else page.tracked,
        changes=changes,
        sheet_address=showing.link(
            f"{asked.address}/trang.css", **{"phan": piece.code, CHANGES: visit.query(CHANGES) and "1"}
        ),
        source=_source(visit, asked, piece, chosen) if chosen else None,
        questions=len(ready_of(visit, asked.draft.period).questions),
        gaps=[str(one) for one in asked.draft.gaps],
        left_out=[str(one) for one in asked.draft.left_out],
        doc=f"{asked.key[0]}@{asked.key[1]}",
        restored=visit.query("da-ghi"),
        office_code=visit.ws.office.organisation.code,
    )


def _slow(visit: Visit, asked: _Asked, piece: Piece, *, as_printed: bool) -> Callable[[Job], object] | None:
    """What must be done before the page can be shown, where that takes longer than a page may; None for nothing."""
    ws = visit.ws
    if as_printed:
        if not can_print() or is_printed(ws, piece.data):
            return None

        def work(job: Job) -> object:
            job.what = "Đang chuyển sang trang in; lần sau mở được ngay"
            return len(printed(ws, piece.data, piece.name))

        return work
    if piece.is_word or visit.site.holds(_key(visit, asked, piece)):
        return None

    def lay_out(job: Job) -> object:
        job.what = "Đang dàn trang và nối từng số với nguồn; lần sau mở được ngay"
        return _plain(visit, asked, piece) is not None

    return lay_out


def _key(visit: Visit, asked: _Asked, piece: Piece) -> tuple[object, ...]:
    return ("seen", *asked.key, piece.code, bool(visit.query(CHANGES)))


def _plain(visit: Visit, asked: _Asked, piece: Piece) -> Preview | None:
    """The pages without a chosen figure, laid out once for all who look; None for a file that cannot be read."""
    return visit.site.kept(_key(visit, asked, piece), lambda: _laid_out(visit, asked, piece, ""))


def _laid_out(visit: Visit, asked: _Asked, piece: Piece, chosen: str) -> Preview | None:
    page = _page(visit, asked, piece)
    marks = _marks(visit, asked, piece, chosen)
    return None if page is None else preview(page, marks, changes=bool(visit.query(CHANGES)))


def _seen(visit: Visit, asked: _Asked, piece: Piece, chosen: str) -> Preview | None:
    """The pages as this visit shows them. htmx takes nothing but the source of the figure that was clicked on."""
    headers = visit.request.headers
    if chosen and headers.get("hx-request") and not headers.get("hx-history-restore-request"):
        return Preview(Markup(), "")
    return _laid_out(visit, asked, piece, chosen) if chosen else _plain(visit, asked, piece)


def style_sheet(visit: Visit) -> Response:
    """The style sheet that the pages of this draft need."""
    found = _found(visit, visit.query("phan"))
    seen = None if found is None else _plain(visit, *found)
    return _not_there(visit) if seen is None else Response(seen.css, media_type="text/css; charset=utf-8")


def download(visit: Visit) -> Response:
    """A file of the draft, as it was drafted."""
    found = _found(visit, visit.part("piece"))
    return _not_there(visit) if found is None else showing.download(found[1].data, found[1].name)


def pdf(visit: Visit) -> Response:
    """The same file as it prints."""
    found = _found(visit, visit.part("piece"))
    if found is None:
        return _not_there(visit)
    _, piece = found
    return showing.download(printed(visit.ws, piece.data, piece.name), f"{piece.name.rpartition('.')[0]}.pdf")


def picture(visit: Visit) -> Response:
    """One printed page, to be looked at."""
    found, number = _found(visit, visit.part("piece")), visit.part("number")
    if found is None or not number.isdecimal() or not 0 < int(number[:6]) < 100_000:
        return _not_there(visit)
    _, piece = found
    drawn = page_picture(printed(visit.ws, piece.data, piece.name), int(number))
    return _not_there(visit) if drawn is None else showing.download(drawn, f"trang-{number}.png", inline=True)


def put_back(visit: Visit) -> Response:
    """Write the draft's files into the office's folder again; nothing is written over."""
    asked = _asked(visit)
    if asked is None:
        return _not_there(visit)
    files = restore(visit.ws, visit.store, f"{asked.key[0]}@{asked.key[1]}")
    return visit.go(asked.address, **{"da-ghi": files[0].relative_to(visit.ws.folder).as_posix()})


def _not_there(visit: Visit) -> Response:
    return visit.absent("kho không có dự thảo này")


def _found(visit: Visit, code: str) -> tuple[_Asked, Piece] | None:
    """The draft and its file that the address names; None where there is no such."""
    asked = _asked(visit)
    piece = None if asked is None else asked.piece(code)
    return None if asked is None or piece is None else (asked, piece)


def _asked(visit: Visit) -> _Asked | None:
    draft_id, version = visit.part("draft"), visit.part("version")
    line = next((one for one in draft_lines(visit, None) if one.name == f"{draft_id}@{version}"), None)
    if line is None:
        return None
    found = visit.store.draft(line.listed.record.doc_id, line.listed.record.version)
    return None if found is None else _Asked(line, found, tuple(_pieces(line, found)))


def _pieces(line: DraftLine, draft: Draft) -> list[Piece]:
    """The files of a draft under names that say what they are, the paper that was issued before all."""
    issued = line.listed.issued
    out = []
    if issued is not None:
        out.append(Piece(_ISSUED, "Văn bản đã phát hành", PurePath(issued.file).name, issued.document))
    number = f" – bản {line.listed.record.version}" if line.listed.record.version > 1 else ""
    whose = f"{line.title} – {draft.period.words}{number}"
    parts = (
        ("van-ban", "Bản dự thảo" if out else "Văn bản", "", draft.document),
        ("danh-sach", "Danh sách kèm theo", " – danh sách", draft.listing),
        ("phu-luc", "Phụ lục", " – phụ lục", draft.appendix),
    )
    return out + [
        Piece(code, title, f"{whose}{more}.{ending_of(data)}".replace("/", "-"), data)
        for code, title, more, data in parts
        if data is not None
    ]


# -- figures in the pages ------------------------------------------------------------------------------------------


def _page(visit: Visit, asked: _Asked, piece: Piece) -> PageFile | None:
    """The Word file, measured once, or the workbook laid out; None for a workbook that cannot be read."""
    if piece.is_word:
        return visit.site.kept(("page", *asked.key, piece.code), lambda: read_page(piece.data))
    book = _book(visit, asked, piece)
    return None if book is None else book.page


def _book(visit: Visit, asked: _Asked, piece: Piece) -> BookPage | None:
    cells = asked.draft.manifest.get("cells", ())
    whole = asked.draft.organisation or visit.ws.office.organisation.code
    codes = visit.ws.catalogue.by_code
    return visit.site.kept(("book", *asked.key, piece.code), lambda: book_page(piece.data, cells, whole, codes))


def _marks(visit: Visit, asked: _Asked, piece: Piece, chosen: str) -> Mapping[str, Mark]:
    found = {}
    for one in _carriers(visit, asked, piece):
        bookmark = str(one["bookmark"])
        href = showing.link(asked.address, phan=piece.code, so=bookmark) + "#nguon"
        word = "còn trống" if _is_gap(one) else ""
        found[bookmark] = Mark(href, f"Xem nguồn: {one['label'] or one['text']}", word, bookmark == chosen)
    return found


def _carriers(visit: Visit, asked: _Asked, piece: Piece) -> list[Mapping[str, Any]]:
    """The figures that the manifest says stand in this file; of the issued one those that it still carries."""
    if piece.is_issued:
        return [
            {**vars(one.occurrence), "bookmark": one.spot.bookmark, "says": one.spot.accepted, **_state_of(one)}
            for one in _issued_figures(visit, asked)
            if one.spot is not None and one.spot.bookmark
        ]
    if not piece.is_word:
        book = _book(visit, asked, piece)
        return [] if book is None else [vars(one) for one in book.figures]
    carriers = asked.draft.manifest.get("carriers", ())
    of_list = piece.code == "danh-sach" or not any(not str(one["part"]).startswith(_LISTING) for one in carriers)
    return [one for one in carriers if str(one["part"]).startswith(_LISTING) is of_list]


def _state_of(one: PrintedFigure) -> dict[str, bool]:
    return {"late": one.late, "retyped": one.retyped}


def _issued(visit: Visit, asked: _Asked) -> KnownDraft | None:
    """The issued paper and the draft that it was, found once."""
    issued = asked.line.listed.issued
    if issued is None:
        return None
    return visit.site.kept(("issued", *asked.key), lambda: issued_paper(visit.store, issued))


def _issued_figures(visit: Visit, asked: _Asked) -> list[PrintedFigure]:
    known = _issued(visit, asked)
    return [] if known is None else list(printed_figures(known))


def _source(visit: Visit, asked: _Asked, piece: Piece, bookmark: str) -> Source | None:
    one = next((each for each in _carriers(visit, asked, piece) if each["bookmark"] == bookmark), None)
    if one is None:
        return None
    known, late = _issued(visit, asked) if piece.is_issued else None, bool(one.get("late"))
    draft = asked.draft if known is None else (late_draft(known.draft) if late else None) or known.draft
    key, text = str(one["key"]), str(one["text"])
    book = draft.manifest.get("annex_revision") if piece.code == "phu-luc" else None  # late figures renewed it
    origin = visit.site.kept(
        ("origin", draft.doc_id, draft.figures_version, book, key, text),
        lambda: _origin(visit, draft, book, key, text),
    )
    drafted = text if one.get("retyped") else ""
    says = str(one.get("says", text))
    return Source(bookmark, says, str(one["label"]), _is_gap(one), origin, drafted)


def _origin(visit: Visit, draft: Draft, book: Any, key: str, text: str) -> Derivation | None:
    """What the figure was worked out from; `book` is the revision of a renewed annex that it stands in, else None.

    The evidence serves the draft's other figures of the same indicator too.
    """
    office = office_behind(visit.ws, draft, key)
    evidence: Evidence = visit.site.kept(
        ("evidence", draft.doc_id, draft.figures_version, book, office.only),
        lambda: evidence_of(office, visit.store, draft, of_workbook=book is not None),
    )
    return origin_of(evidence, key, text)


def _is_gap(one: Mapping[str, Any]) -> bool:
    """Whether a figure is a place left open that nobody has filled in since."""
    return str(one["key"]).endswith(GAP) and not one.get("retyped")
