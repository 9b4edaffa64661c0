"""The built wheel does the main job by itself: unpacked into a folder that may only be read, with spaces and accents,
run from an empty folder by somebody who has never used it, with no network."""

from __future__ import annotations

import importlib.util
import os
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from drafter.desk.demonstrating.demo import SAMPLES
from drafter.desk.demonstrating.due import FOLDER as UNATTENDED
from drafter.desk.demonstrating.life import FOLDER, OFFICE
from drafter.render.kinds import kind_codes
from tests.architecture.house import ROOT

SAMPLE, KIND, YEAR = "cum-2-2019", "cum-thi-dua-khao-sat", "2019"
TWICE = ("van-phong-mau", "bao-cao-nam_2025")
MOST_SECONDS = 120  # of the processor; a demo takes 67 to 78, what else the machine does is not the demo's

NO_NETWORK = """\
import socket

def refuse(*_, **__):
    raise OSError("the program asked for the network")

socket.getaddrinfo = socket.create_connection = socket.socket.connect = socket.socket.connect_ex = refuse
"""


def build(folder: Path) -> Path:
    """The wheel of this checkout. Without its build backend installed, pip fetches it."""
    alone = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    words = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--disable-pip-version-check", *alone]
    subprocess.run([*words, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True, cwd=folder)
    (wheel,) = folder.glob("drafter-*.whl")
    return wheel


def shipped(folder: str) -> set[str]:
    """The files of a folder of the checkout that an installed program needs too."""
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}


def below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but what Python keeps of its own."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def set_modes(folder: Path, of_folders: int, of_files: int) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(of_folders if path.is_dir() else of_files)


class Machine:
    """Somebody's computer: the program in its folder, an empty home, an empty folder to work in."""

    def __init__(self, wheel: Path, place: Path) -> None:
        self.program = place / "Chương trình Đồng chí Hoà"
        self.home, self.work, guard = place / "nhà", place / "Văn phòng của chị Hoà", place / "canh cổng"
        for folder in (self.home, self.work, guard):
            folder.mkdir()
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(self.program)
        (guard / "sitecustomize.py").write_text(NO_NETWORK, "utf-8")
        self.environment = {
            "PATH": os.defpath,
            "HOME": str(self.home),
            "PYTHONPATH": os.pathsep.join((str(self.program), str(guard))),
            "COLUMNS": "200",
        }

    def run(self, words: Sequence[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=self.work,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )

    def drafter(self, *words: str, code: int = 0) -> str:
        done = self.run(["-m", "drafter", *words])
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    (tmp_path / "wheel").mkdir()
    wheel = build(tmp_path / "wheel")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {f"drafter/shipped/{name}" for name in shipped("templates") | shipped("samples")} | shipped("drafter")
    missing = {name for name in wanted - names if "__pycache__" not in name and "/hinh-anh/" not in name}
    assert missing == set()
    assert {name.partition("/")[0] for name in names} == {"drafter", wheel.name.rpartition("-py3")[0] + ".dist-info"}
    return Machine(wheel, tmp_path)


@pytest.fixture
def locked(machine: Machine) -> Iterator[Machine]:
    """The machine with its program locked; afterwards nothing of it has changed, nor is anything in the home."""
    set_modes(machine.program, 0o555, 0o444)
    before = below(machine.program)
    try:
        yield machine
        assert below(machine.program) == before
        assert list(machine.home.iterdir()) == []
    finally:
        set_modes(machine.program, 0o755, 0o644)


def test_the_wheel_drafts_by_itself(locked: Machine) -> None:
    found = locked.run(["-c", "import drafter; print(drafter.__file__)"])
    assert found.stdout.strip() == str(locked.program / "drafter" / "__init__.py")
    assert locked.run(["-c", "import socket; socket.create_connection(('localhost', 1))"]).returncode != 0
    words = {"--ma": "LD", "--ten": "LĐLĐ tỉnh Thử", "--cap": "tinh", "--cap-tren": "", "--dia-danh": "Thử"}
    given = [part for pair in words.items() for part in pair]
    locked.drafter("-C", "Văn phòng mới", "init", *given, "--nguoi-ky", "Lò Thị Ban")
    office = locked.work / SAMPLE
    shutil.copytree(locked.program / "drafter/shipped/samples" / SAMPLE, office)
    set_modes(office, 0o755, 0o644)
    locked.drafter("-C", SAMPLE, "import", str(office / "bieu-da-nhan"))
    locked.drafter("-C", SAMPLE, "draft", KIND, "--period", YEAR, code=1)  # with something to look at
    drafted = {path.name for path in office.glob(f"du-thao/{KIND}_{YEAR}/*")}
    assert drafted == {"appendix.xlsx", "can-xem-lai.txt", "report.docx"}


@pytest.mark.long
def test_the_wheel_does_the_whole_demo_by_itself(locked: Machine) -> None:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = locked.drafter("demo")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (after.ru_utime + after.ru_stime) - (used.ru_utime + used.ru_stime) < MOST_SECONDS
    assert "Việc tiếp theo:" in said
    drafts = {path.relative_to(locked.work / "ban-dung-thu") for path in locked.work.rglob("du-thao/*/*")}
    adopted = {one.adopts[2] for _, _, rounds in SAMPLES for one in rounds if one.adopts}
    assert {path.parts[2].partition("_")[0] for path in drafts} == {*kind_codes((ROOT / "templates",)), *adopted}
    assert {path.parts[0] for path in drafts} == {*(name for name, *_ in SAMPLES), UNATTENDED}
    assert {path.name for path in drafts if path.parts[:1] + path.parts[2:3] == TWICE} == {
        "appendix-v2.xlsx", "appendix.xlsx", "can-xem-lai.txt", "report-v2.docx", "report.docx",
    }  # fmt: skip
    life = {path.name for path in (locked.work / "ban-dung-thu" / OFFICE / FOLDER).iterdir()}
    assert {"ban-sua.docx", "ban-cap-nhat.docx", "ban-trinh-ky.docx", "45-BC-LDLD.docx"} <= life
    made = below(locked.work / "ban-dung-thu" / "van-phong-mau" / "bieu-da-nhan")
    assert made == below(locked.program / "drafter/shipped/samples/van-phong-mau/bieu-da-nhan")
    settings = locked.work / "ban-dung-thu" / "van-phong-mau" / "drafter.toml"
    assert settings.stat().st_mode & 0o200  # a copy to be edited, though the original is locked
