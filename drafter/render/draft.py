"""Turn a Paper and its kind's templates into a draft: the Word file, the Excel annex, what stands where, what lacks."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drafter.documents.coverage import gaps, left_out
from drafter.fill.excel.template import ExcelTemplate
from drafter.fill.values import Carrier
from drafter.fill.word.template import WordTemplate
from drafter.model.indicator import Kind as Behaviour
from drafter.model.problem import Problem
from drafter.render.annex import annex_context, codes_in_annex
from drafter.render.context import build_context, figure_slots
from drafter.render.finish import finish
from drafter.render.kinds import KindFolder
from drafter.render.paper import Paper
from drafter.render.slots import GAP, FigureSlot


@dataclass(frozen=True)
class Drafted:
    """A draft, not yet written anywhere. `annex` is None where the kind has none.

    `manifest` says which figure stands where: it is JSON-able. `template_hash` is that of the templates' bytes.
    """

    doc_id: str
    document: bytes
    annex: bytes | None
    manifest: Mapping[str, Any]
    template_hash: str
    gaps: tuple[Problem, ...]
    left_out: tuple[Problem, ...]


def draft_paper(paper: Paper, folder: KindFolder) -> Drafted:
    """Fill a kind's templates. The same paper and templates give the same bytes. Raises TemplateError."""
    slots = figure_slots(paper)
    context = build_context(paper, folder.kind.annex_names())
    rendered = WordTemplate(folder.report).render_carried(context)
    annex = None
    if folder.annex is not None:
        annex = ExcelTemplate(folder.annex).render({**context, **annex_context(paper, slots)})
    doc_id = _identity(paper, rendered.data)
    return Drafted(
        doc_id=doc_id,
        document=finish(rendered.data, doc_id),
        annex=annex,
        manifest=_manifest(doc_id, rendered.carriers),
        template_hash=_template_hash(folder),
        gaps=gaps(_asked_in_vain(paper, slots, rendered.carriers)),
        left_out=_left_out(slots, rendered.carriers, has_annex=annex is not None),
    )


def _identity(paper: Paper, filled: bytes) -> str:
    """What the draft is called: kind, organisation, period, and a digest of what it says."""
    return f"{paper.kind.code}-{paper.organisation}-{paper.period}-{hashlib.sha256(filled).hexdigest()[:10]}"


def _template_hash(folder: KindFolder) -> str:
    digest = hashlib.sha256(folder.report.read_bytes())
    if folder.annex is not None:
        digest.update(folder.annex.read_bytes())
    return digest.hexdigest()


def _manifest(doc_id: str, carriers: tuple[Carrier, ...]) -> dict[str, Any]:
    return {
        "doc_id": doc_id,
        "carriers": [
            {"bookmark": c.bookmark, "key": c.key, "text": c.text, "part": c.part, "paragraph": c.paragraph}
            for c in carriers
        ],
    }


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
