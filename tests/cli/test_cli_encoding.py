"""The program in a process of its own, on terminals that know no Vietnamese, run as a command and as a module."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TERMINALS = {
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "cp1258": {"PYTHONIOENCODING": "cp1258"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "C": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
}


def run(folder: Path, terminal: dict[str, str], *words: str, typed: str = "") -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    return subprocess.run(
        [sys.executable, "-m", "drafter", *words],
        cwd=folder,
        env={**kept, **terminal},
        input=typed.encode(),
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("terminal", TERMINALS.values(), ids=TERMINALS)
def test_a_terminal_that_knows_no_vietnamese_changes_nothing(office: Path, terminal: dict[str, str]) -> None:
    done = run(office, terminal, "status", "--period", "2025", "--requests")
    assert done.returncode == 1
    assert "Kính gửi Công đoàn cơ sở Trường Tiểu học Suối Trong!" in done.stdout.decode()
    assert done.stderr == b""


def test_answers_are_read_on_such_a_terminal_too(tmp_path: Path) -> None:
    answers = "LDLD-THU\nLiên đoàn Lao động tỉnh Thử Nghiệm\ntinh\n\nThử Nghiệm\nLò Thị Ban\n"
    done = run(tmp_path, TERMINALS["ascii"], "init", typed=answers)
    assert (done.returncode, done.stderr) == (0, b"")
    assert 'ten = "Liên đoàn Lao động tỉnh Thử Nghiệm"' in (tmp_path / "drafter.toml").read_text("utf-8")


def test_a_name_that_is_no_text_at_all_is_told(office: Path) -> None:
    """A file name in an old encoding holds bytes that are no UTF-8."""
    try:
        (office / os.fsdecode(b"bi\xeau.xlsx")).write_bytes(b"")
    except OSError:
        pytest.skip("this file system takes no such name")
    done = run(office, TERMINALS["cp1258"], "import", ".")
    assert b"Traceback" not in done.stderr
    assert "D140 (lỗi) " in done.stdout.decode()
    assert done.returncode == 2 or b"don-vi.xlsx" in done.stdout
