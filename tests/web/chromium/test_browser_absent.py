"""What is missing is said: without Chromium, Playwright or axe-core tests are skipped, with the reason at the end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FOLDER = "tests/web/chromium"
HIDE = {
    "Chromium": "import os; os.environ['PATH'] = ''",
    "Playwright": "sys.modules['playwright'] = None",
    "axe-core": "from pathlib import Path; from tests.web.chromium import seat; seat.AXE = Path('khong-co')",
}
TOLD = {
    "Chromium": "NOT TESTED IN A BROWSER: Chromium is not installed (apt install chromium)",
    "Playwright": "NOT TESTED IN A BROWSER: Playwright is not installed",
    "axe-core": "NOT TESTED WITH AXE-CORE: it is not installed",
}


@pytest.mark.parametrize("what", HIDE)
def test_what_is_missing_is_told_at_the_end(what: str) -> None:
    test = "every_page.py::test_axe_core_is_installed" if what == "axe-core" else "returned_and_past.py"
    given = ["-m", "browser", "-rs", "-p", "no:xdist", "-p", "no:cacheprovider", f"{FOLDER}/test_browser_{test}"]
    told = subprocess.run(
        [sys.executable, "-c", f"import sys; {HIDE[what]}; import pytest; sys.exit(pytest.main({given}))"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    summary = told.stdout.partition("short test summary info")[2]
    assert TOLD[what] in summary, told.stdout
    assert "passed" not in summary
