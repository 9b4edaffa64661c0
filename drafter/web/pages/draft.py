"""One draft: its pages with every figure leading to its source, its files to keep, back into the office's folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from starlette.responses import Response

from drafter.desk.book_page import BookPage, book_page
from drafter.desk.drafts import ending_of, restore
from drafter.desk.evidence import Evidence, evidence_of
from drafter.desk.printed import can_print, printed
from drafter.desk.tracing.derivation import Derivation
from drafter.desk.tracing.trace import origin_of
from drafter.model.page import PageFile
from drafter.readback.reader import read_page
from drafter.render.slots import GAP
from drafter.reports.pictures import page_count, page_picture
from drafter.store.records import Draft
from drafter.web import show as showing
from drafter.web.pages.drafts import DraftLine, draft_lines, ready_of
from drafter.web.preview import Mark, preview
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
    """The figure that was asked for: what the draft prints, and how that came about (None: not known)."""

    bookmark: str
    text: str
    label: str
    gap: bool
    origin: Derivation | None


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
    page = None if as_printed else _page(visit, asked, piece)
    changes = bool(visit.query(CHANGES))
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
        seen=None if page is None else preview(page, _marks(visit, asked, piece, chosen), changes=changes),
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


def style_sheet(visit: Visit) -> Response:
    """The style sheet that the pages of this draft need."""
    found = _found(visit, visit.query("phan"))
    page = None if found is None else _page(visit, *found)
    if found is None or page is None:
        return _not_there(visit)
    seen = preview(page, _marks(visit, *found, ""), changes=bool(visit.query(CHANGES)))
    return Response(seen.css, media_type="text/css; charset=utf-8")


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
        word = "còn trống" if str(one["key"]).endswith(GAP) else ""
        found[bookmark] = Mark(href, f"Xem nguồn: {one['label'] or one['text']}", word, bookmark == chosen)
    return found


def _carriers(visit: Visit, asked: _Asked, piece: Piece) -> list[Mapping[str, Any]]:
    """The figures that the manifest says stand in this file; none of the issued one, whose numbers may be others."""
    if piece.is_issued:
        return []
    if not piece.is_word:
        book = _book(visit, asked, piece)
        return [] if book is None else [vars(one) for one in book.figures]
    carriers = asked.draft.manifest.get("carriers", ())
    of_list = piece.code == "danh-sach" or not any(not str(one["part"]).startswith(_LISTING) for one in carriers)
    return [one for one in carriers if str(one["part"]).startswith(_LISTING) is of_list]


def _source(visit: Visit, asked: _Asked, piece: Piece, bookmark: str) -> Source | None:
    one = next((each for each in _carriers(visit, asked, piece) if each["bookmark"] == bookmark), None)
    if one is None:
        return None
    evidence: Evidence = visit.site.kept(
        ("evidence", *asked.key), lambda: evidence_of(visit.ws, visit.store, asked.draft)
    )
    key, text = str(one["key"]), str(one["text"])
    return Source(bookmark, text, str(one["label"]), key.endswith(GAP), origin_of(evidence, key, text))
