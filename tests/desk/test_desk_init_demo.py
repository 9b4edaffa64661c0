"""A new office's folder, and a sample office worked from a program folder that may only be read."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from drafter.desk.adopting.adopt import AdoptReport
from drafter.desk.collect import FileOutcome, Outcome
from drafter.desk.demonstrating import demo as showing
from drafter.desk.demonstrating.demo import SAMPLES, Show, demo
from drafter.desk.draft import DraftReport
from drafter.desk.draft_all import Skipped
from drafter.desk.init import create_workspace
from drafter.desk.problems import DeskError
from drafter.desk.status import Board
from drafter.desk.workspace import SETTINGS, UNITS, open_workspace
from drafter.model.organisation import Level
from drafter.render.shipped import shipped_folder


def create(folder: Path) -> tuple[Path, ...]:
    return create_workspace(
        folder,
        code="LDLD-NUIXANH",
        name="Liên đoàn Lao động tỉnh Núi Xanh",
        level=Level.PROVINCE,
        superior="Tổng Liên đoàn Lao động Việt Nam",
        place="Núi Xanh",
        signer="Lò Thị Ban",
    )


def test_a_new_office_has_its_settings_its_list_and_its_folders(tmp_path: Path) -> None:
    made = create(tmp_path / "Văn phòng mới")
    assert [path.relative_to(tmp_path / "Văn phòng mới").as_posix() for path in made] == [
        "drafter.toml", "don-vi.xlsx", "bieu-mau", "du-thao", "templates",
    ]  # fmt: skip
    assert all(path.exists() for path in made)
    ws = open_workspace(tmp_path / "Văn phòng mới")
    office = ws.office
    assert office.organisation.standings[0].own_lines == ("LIÊN ĐOÀN LAO ĐỘNG", "TỈNH NÚI XANH")
    assert office.recipients == ("Tổng Liên đoàn Lao động Việt Nam (để báo cáo)", "Các {don_vi} trực thuộc")
    assert office.granters == {
        "TW": "Tổng Liên đoàn Lao động Việt Nam", "T": "Liên đoàn Lao động tỉnh Núi Xanh",
    }  # fmt: skip
    assert [problem.code for problem in ws.problems] == ["W119"]  # the example rows are no units


def test_a_folder_that_is_an_office_already_is_refused_and_left(tmp_path: Path) -> None:
    (tmp_path / SETTINGS).write_text("# của người khác", "utf-8")
    with pytest.raises(DeskError) as stopped:
        create(tmp_path)
    assert str(stopped.value) == (
        f"W111 thư mục «{tmp_path}» đã có drafter.toml; drafter không ghi đè\n"
        "     cách sửa: dùng luôn thư mục này, hoặc chọn một thư mục khác"
    )
    assert [path.name for path in tmp_path.iterdir()] == [SETTINGS]
    assert (tmp_path / SETTINGS).read_text("utf-8") == "# của người khác"


def test_a_list_of_units_that_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / UNITS).write_bytes(b"mine")
    create(tmp_path)
    assert (tmp_path / UNITS).read_bytes() == b"mine"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    with pytest.raises(DeskError, match=r"W115 không ghi được «.*»: có một tệp mang tên của thư mục"):
        create(tmp_path / "tệp")


@dataclass
class Told:
    """What a demo showed."""

    offices: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    outcomes: list[FileOutcome] = field(default_factory=list)
    boards: list[Board] = field(default_factory=list)
    drafts: list[DraftReport] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    adopted: list[AdoptReport] = field(default_factory=list)

    @property
    def show(self) -> Show:
        return Show(
            office=lambda title, home: self.offices.append(home.name),
            step=lambda note, command: self.steps.append(command),
            imported=lambda outcomes: self.outcomes.extend(outcomes),
            board=self.boards.append,
            drafted=self.drafts.append,
            skipped=self.skipped.extend,
            adopted=self.adopted.append,
        )


def contents(folder: Path) -> dict[str, bytes]:
    """The files below a folder; a database's own pages change without anything being recorded."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("drafter.db")
    }


@pytest.fixture
def first_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the first sample that may only be read; the whole demo runs in the wheel's test."""
    shipped = tmp_path / "chương trình"
    name = SAMPLES[0][0]
    shutil.copytree(shipped_folder("samples") / name, shipped / name)
    for path in (shipped, *shipped.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    monkeypatch.setattr(showing, "shipped_folder", lambda kind: shipped)
    monkeypatch.setattr(showing, "SAMPLES", SAMPLES[:1])
    return shipped


def test_the_demo_works_twice_from_a_folder_that_may_only_be_read(first_sample: Path, tmp_path: Path) -> None:
    before = contents(first_sample)
    home = tmp_path / "Bản dùng thử"
    told = Told()
    demo(home, told.show)
    assert told.offices == ["thanh-tri-2020"]
    assert [step.split()[1] for step in told.steps] == ["import", "status", "draft"]
    assert {one.outcome for one in told.outcomes} == {Outcome.NEW}
    assert [path.name for path in told.drafts[0].files] == ["report.docx", "appendix.xlsx", "can-xem-lai.txt"]
    assert len(told.drafts) > 1
    assert "cum-thi-dua-nam" in {one.code for one in told.skipped}
    made = contents(home)
    again = Told()
    demo(home, again.show)
    assert {one.outcome for one in again.outcomes} == {Outcome.UNCHANGED}
    assert contents(home) == made
    assert contents(first_sample) == before
    for path in (first_sample, *first_sample.rglob("*")):
        path.chmod(0o755)


def test_the_demo_leaves_what_an_officer_edited(first_sample: Path, tmp_path: Path) -> None:
    demo(tmp_path / "thử", Told().show)
    settings = tmp_path / "thử" / "thanh-tri-2020" / SETTINGS
    settings.write_text(settings.read_text("utf-8").replace("Lương Anh Dũng", "Trần Thị Mẫu"), "utf-8")
    told = Told()
    demo(tmp_path / "thử", told.show)
    assert "Trần Thị Mẫu" in settings.read_text("utf-8")
    assert told.drafts[0].files[0].name == "report-v2.docx"


def test_a_demo_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    with pytest.raises(DeskError, match="W115"):
        demo(tmp_path / "tệp", Told().show)
