"""Drafts that go through LibreOffice and back, as .docx, .odt and .doc, before they are refreshed.

A few go through .odt always, 200 through each format in `make test-long`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from drafter.model.page import View
from drafter.model.views import visible_text
from drafter.readback.reader import read_page
from drafter.reconcile.decide import Action
from drafter.reconcile.plan import Known
from drafter.reconcile.spots import Found
from drafter.reconcile.values import same
from drafter.revise.copy import OfficerCopy
from tests.revise.officer import edit, nested
from tests.revise.papers import fresh_figures, make_paper
from tests.revise.rounds import NOW, Round, offered, refresh_round

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [pytest.mark.office, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")]
ROUTES = ("docx", "odt", "doc")
FEW, DOCUMENTS, CHUNK = 4, 200, 50
"""How many documents always, in all, and in one start of LibreOffice."""

DETOURS = [
    pytest.param(range(FEW), "odt"),
    *(
        pytest.param(range(first, first + CHUNK), route, marks=pytest.mark.long)
        for route in ROUTES
        for first in range(0, DOCUMENTS, CHUNK)
    ),
]


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One profile for each process of the tests: making a new one takes LibreOffice longer than a document."""
    return tmp_path_factory.mktemp("libreoffice")


def convert(folder: Path, names: list[str], form: str, profile: Path) -> None:
    """All files of a folder in one start of LibreOffice; the results lie in `folder/form`."""
    assert OFFICE is not None
    command = [OFFICE, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", form, "--outdir"]
    subprocess.run(
        [*command, str(folder / form), *(str(folder / name) for name in names)],
        check=True, timeout=1800, capture_output=True,
    )  # fmt: skip


def detour(data: list[bytes], route: str, folder: Path, profile: Path) -> list[bytes]:
    """The files as LibreOffice gives them back."""
    folder.mkdir()
    for number, one in enumerate(data):
        (folder / f"{number}.docx").write_bytes(one)
    names = [f"{number}.docx" for number in range(len(data))]
    convert(folder, names, route, profile)
    if route == "docx":
        return [(folder / "docx" / name).read_bytes() for name in names]
    there = folder / route
    convert(there, [f"{number}.{route}" for number in range(len(data))], "docx", profile)
    return [(there / "docx" / name).read_bytes() for name in names]


@pytest.mark.parametrize(("seeds", "route"), DETOURS, ids=str)
def test_an_edited_draft_comes_back_and_late_figures_go_in(
    seeds: range, route: str, tmp_path: Path, profile: Path
) -> None:
    papers = [make_paper(seed) for seed in seeds]
    edited = [edit(paper.data, seed, share=0.6) for seed, paper in zip(seeds, papers, strict=True)]
    back = detour([data for data, _ in edited], route, tmp_path / "a", profile)
    firsts: list[Round] = []
    seen: Counter[str] = Counter()
    for seed, paper, (_, done), officer in zip(seeds, papers, edited, back, strict=True):
        fresh = fresh_figures(paper, seed + 1)
        result = refresh_round(paper.figures, officer, fresh, drafted=paper.data)
        assert result.faults == [], f"{route} {seed}"
        assert nested(result.data) == nested(officer)
        firsts.append(result)
        now = {one.bookmark: one.text for one in fresh}
        for item in result.plan.items:
            if item.found is not Found.COPY:
                how = done[item.occurrence.bookmark]
                moved = not same(item.occurrence.text, now[item.occurrence.bookmark])
                verdict = _verdict(how, item.found, moved, item.decision.action)
                seen[verdict] += 1
                assert verdict != "wrong", f"{route} {seed}: {how} {item}"
    # LibreOffice 7.4 and .doc lose controls, and with them the figures whose bookmark the officer had lost before.
    assert seen["right"] > 0.9 * seen.total(), seen
    sys.stdout.write(f"\n{route}: {len(papers)} documents, {dict(seen)}\n")

    again = detour([one.data for one in firsts], route, tmp_path / "b", profile)
    for seed, paper, one, officer in zip(seeds, papers, firsts, again, strict=True):
        known = Known(offered(one.plan), {})
        waiting = refresh_round(paper.figures, officer, fresh_figures(paper, seed + 1), known)
        assert not waiting.plan.writes, f"{route} {seed}: {waiting.plan.writes}"
        second = refresh_round(paper.figures, officer, fresh_figures(paper, seed + 2, share=0.5), known)
        assert second.faults == [], f"{route} {seed}"
        assert nested(second.data) == nested(officer)


def test_a_figure_that_was_taken_out_of_its_control_with_its_paragraph_comes_back(
    tmp_path: Path, profile: Path
) -> None:
    """A paragraph that we track as deleted keeps its figures' hidden bookmarks; the controls around them are gone."""
    paper = make_paper(3)
    copy = OfficerCopy(paper.data, NOW)
    gone = next(spot for spot in copy.spots if spot.part == "document" and copy.remove_line("document", spot.paragraph))
    taken = [spot.bookmark for spot in copy.spots if (spot.part, spot.paragraph) == (gone.part, gone.paragraph)]
    data = copy.written({})
    (back,) = detour([data], "odt", tmp_path / "a", profile)

    def text(one: bytes, view: View) -> list[str]:
        return [line for line in visible_text(read_page(one), view).splitlines() if line.strip()]

    assert gone.rejected in "".join(text(data, View.REJECTED))
    assert [text(back, view) for view in View] == [text(data, view) for view in View]
    found = {spot.bookmark: spot for spot in OfficerCopy(back, NOW).spots}
    assert {mark: (found[mark].accepted, bool(found[mark].rejected)) for mark in taken} == dict.fromkeys(
        taken, ("", True)
    )
    fresh = tuple(one for one in fresh_figures(paper, 4) if one.bookmark not in taken)  # why the paragraph goes
    again = refresh_round(paper.figures, back, fresh)
    assert again.faults == []
    assert nested(again.data) == nested(back)
    assert all(item.occurrence.bookmark not in taken for item in again.plan.writes)


def _verdict(done: str, found: Found | None, moved: bool, action: Action) -> str:
    """Whether a decision is right. What was lost or moved on the way may be missed or asked about, never written."""
    match done:
        case "overwritten" | "tracked":
            wanted = {Action.CONFLICT} if moved else {Action.KEPT}
        case "gone" if found in (None, Found.TEXT):
            wanted = {Action.GONE} if moved else {Action.NOTHING}
        case _:
            wanted = {Action.CHANGE, Action.HELD} if moved else {Action.NOTHING}
    if action in wanted:
        return "right"
    if action is Action.GONE:
        return "missed"
    return "asked" if action in (Action.CONFLICT, Action.KEPT, Action.PROPOSED) else "wrong"
