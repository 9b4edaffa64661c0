"""What LibreOffice makes of a right paper, on the way through .docx, .odt and .doc, is still in form for the rules."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.format_rules.changes import look, page
from tests.format_rules.judging import codes, told
from tests.format_rules.papers import PAPERS
from tests.golden.drafts import NAMES, OCCASIONS, golden_draft

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


def _converted(folder: Path, to: str, out: str) -> list[Path]:
    """All files of a folder in another format, made by one start of LibreOffice."""
    home = folder.parent
    command = ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", to]
    files = sorted(str(path) for path in folder.iterdir())
    subprocess.run([*command, "--outdir", str(home / out), *files], check=True, capture_output=True, timeout=240)
    return sorted((home / out).iterdir())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers that others make, and one with two flaws."""
    home = tmp_path_factory.mktemp("office") / "papers"
    home.mkdir()
    for name, make in PAPERS.items():
        (home / f"{name}.docx").write_bytes(make())
    spoiled = page(left=25)(look("BÁO CÁO", b=False)(PAPERS["report"]()))
    (home / "spoiled.docx").write_bytes(spoiled)
    return home


def _judged(files: list[Path], count: int) -> None:
    assert len(files) == count
    for path in files:
        if path.name == "spoiled.docx":
            assert codes(path.read_bytes()) == {"PG-06", "CP-09"}
        else:
            assert told(path.read_bytes(), name=path.name) == []


def test_drafts_saved_by_libreoffice_are_still_in_form(tmp_path: Path) -> None:
    """One draft of each kind."""
    kinds = {OCCASIONS[name].kind: name for name in NAMES}
    (tmp_path / "drafts").mkdir()
    for name in kinds.values():
        draft = golden_draft(name)
        for part, data in (("report", draft.report), ("list", draft.listing)):
            if data:
                (tmp_path / "drafts" / f"{name}.{part}.docx").write_bytes(data)
    count = len(list((tmp_path / "drafts").iterdir()))
    _judged(_converted(tmp_path / "drafts", "docx", "saved"), count)


@pytest.mark.parametrize("way", ["odt", *(pytest.param(way, marks=pytest.mark.long) for way in ("docx", "doc"))])
def test_papers_saved_by_libreoffice_are_still_in_form(folder: Path, way: str) -> None:
    count = len(list(folder.iterdir()))
    made = _converted(folder, way, f"as-{way}")
    _judged(made if way == "docx" else _converted(made[0].parent, "docx", f"from-{way}"), count)
