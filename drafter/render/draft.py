"""Turn a Paper and its kind's templates into a draft: the Word file, the Excel annex, what stands where, what lacks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from drafter.documents.coverage import gaps, left_out
from drafter.documents.kind import Figures
from drafter.fill.values import Carrier, Rendered, RenderedBook
from drafter.model.award_choices import CertificateLayout
from drafter.model.indicator import Kind as Behaviour
from drafter.model.problem import Problem
from drafter.render.annex import annex_context, codes_in_annex
from drafter.render.certificate_place import placed
from drafter.render.cluster_slots import cluster_questions
from drafter.render.compiled import excel_template, word_template
from drafter.render.context import build_context, figure_slots
from drafter.render.finish import finish
from drafter.render.frame_slots import basis_of
from drafter.render.grade_slots import grade_remarks
from drafter.render.interim_annex import interim_annex
from drafter.render.kinds import KindFolder
from drafter.render.nomination_slots import nomination_remarks
from drafter.render.paper import Paper
from drafter.render.slots import GAP, FigureSlot
from drafter.render.tcvn3 import document_in_tcvn3
from drafter.render.term_slots import term_remarks
from drafter.render.workbook_identity import finish_workbook, workbook_digest

_AS_MADE = CertificateLayout()


@dataclass(frozen=True)
class Drafted:
    """A draft, not yet written anywhere: the Word paper, the Word list, the Excel annex; None where the kind has none.

    `remarks` are what is doubtful about its form, its legal basis first.
    `manifest` says which figure stands where: it is JSON-able. `template_hash` is that of the templates' bytes.
    """

    doc_id: str
    document: bytes | None
    annex: bytes | None
    manifest: Mapping[str, Any]
    template_hash: str
    gaps: tuple[Problem, ...]
    left_out: tuple[Problem, ...]
    listing: bytes | None = None
    remarks: tuple[Problem, ...] = ()

    @property
    def main(self) -> bytes:
        """The file that the draft is first of all: the paper, else the list, else the workbook."""
        return next(data for data in (self.document, self.listing, self.annex, b"") if data is not None)


def draft_paper(paper: Paper, folder: KindFolder) -> Drafted:
    """Fill a kind's templates. The same paper and templates give the same bytes. Raises TemplateError."""
    slots = figure_slots(paper)
    context = build_context(paper, folder.kind.annex_names())
    report = _filled(folder.report, context, folder.kind.each, paper.office.awards.certificate)
    listing = _filled(folder.listing, context)
    annex = None
    if folder.annex is not None:
        seen = {**context, **annex_context(paper, slots), **interim_annex(paper, slots)}
        annex = excel_template(folder.annex).render_carried(seen)
    carriers = tuple(carrier for filled in (report, listing) if filled for carrier in filled.carriers)
    doc_id = _identity(paper, [filled.data for filled in (report, listing) if filled] or [annex.data if annex else b""])
    return Drafted(
        doc_id=doc_id,
        document=_finished(report, doc_id, paper),
        annex=finish_workbook(annex.data, doc_id, workbook_digest(annex.data)) if annex else None,
        manifest={
            **_manifest(doc_id, paper, report.carriers if report else (), listing.carriers if listing else ()),
            **(_of_workbook(annex) if annex else {}),
        },
        template_hash=_template_hash(folder),
        gaps=gaps(_asked_in_vain(paper, slots, carriers)),
        left_out=_left_out(slots, carriers, has_annex=annex is not None) if paper.kind.figures is Figures.ALL else (),
        listing=finish(listing.data, doc_id) if listing else None,
        remarks=(
            *basis_of(paper).problems,
            *cluster_questions(paper),
            *term_remarks(paper),
            *grade_remarks(paper),
            *nomination_remarks(paper),
        ),
    )


def _filled(
    path: Path | None, context: Mapping[str, object], each: str = "", layout: CertificateLayout = _AS_MADE
) -> Rendered | None:
    """A Word template filled, once or for each entry of the list named `each`, which the template sees as `trang`.

    `layout` is where the office prints pages of entries.
    """
    if path is None:
        return None
    if not each:
        return word_template(path, path.name).render_carried(context)
    entries, template = context.get(each, ()), word_template(placed(path, layout), path.name)
    return template.render_many_carried({**context, "trang": entry} for entry in cast(Iterable[object], entries))


def _finished(report: Rendered | None, doc_id: str, paper: Paper) -> bytes | None:
    if report is None:
        return None
    data = finish(report.data, doc_id)
    return document_in_tcvn3(data) if paper.kind.each and paper.office.awards.certificate.tcvn3 else data


def _identity(paper: Paper, said: Iterable[bytes]) -> str:
    """What the draft is called: kind, organisation, period, and a digest of what it says (in Word, where it does)."""
    digest = hashlib.sha256()
    for data in said:
        digest.update(data)
    return f"{paper.kind.code}-{paper.organisation}-{paper.period}-{digest.hexdigest()[:10]}"


def _template_hash(folder: KindFolder) -> str:
    digest = hashlib.sha256()
    for path in folder.files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _manifest(doc_id: str, paper: Paper, report: tuple[Carrier, ...], listing: tuple[Carrier, ...]) -> dict[str, Any]:
    return {
        "doc_id": doc_id,
        "day": paper.day.isoformat(),
        "carriers": [
            {
                "bookmark": c.bookmark,
                "key": c.key,
                "label": c.label,
                "text": c.text,
                "part": f"{before}{c.part}",
                "paragraph": c.paragraph,
            }
            for before, carriers in (("", report), ("list/", listing))
            for c in carriers
        ],
    }


def _of_workbook(annex: RenderedBook) -> dict[str, Any]:
    """Which figure stands in which cell: sheet, row, column, key, label."""
    return {"annex": workbook_digest(annex.data), "cells": [list(cell) for cell in annex.cells]}


def _asked_in_vain(paper: Paper, slots: Mapping[str, FigureSlot], carriers: tuple[Carrier, ...]) -> list[str]:
    """The names of the gaps in the text, then of what the kind requires and the template does not ask for."""
    shown = [carrier.label for carrier in carriers if carrier.key.endswith(GAP)]
    required = [slots[code] for code in paper.kind.required if code in slots]
    return [*shown, *(slot.indicator.name for slot in required if not slot.reported)]


def _left_out(
    slots: Mapping[str, FigureSlot], carriers: tuple[Carrier, ...], *, has_annex: bool
) -> tuple[Problem, ...]:
    """The figures there are that neither text nor annex shows. Awards are counted in the text by form, not by code."""
    in_text = {carrier.key.split("/", 1)[0] for carrier in carriers}
    available = {
        code: slot.indicator.name
        for code, slot in slots.items()
        if slot.total.contributions and slot.indicator.kind is not Behaviour.DERIVED
    }
    return left_out(available, in_text, codes_in_annex(slots) if has_annex else frozenset(), {})
