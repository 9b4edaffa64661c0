"""A command line that is not understood, a run that is broken off, and a fault of the program's own."""

from __future__ import annotations

import ast
import tempfile
from pathlib import Path

import click
import pytest

from drafter.cli import main, status, usage
from drafter.cli.main import run
from drafter.model.organisation import Level
from tests.cli.command_runs import Program

HELP = "     cách sửa: xem cách viết và ví dụ: {} --help\n"

MISTAKES = {
    "không có lệnh": (
        ("drat",), "drafter", "không có lệnh «drat»; có phải ý đồng chí là một trong: «draft», «drafts»?",
    ),
    "thiếu tham số": (("kinds", "show"), "drafter kinds show", "còn thiếu tham số «MÃ»"),
    "thiếu loại văn bản": (
        ("draft", "--period", "2025"), "drafter draft",
        "cần mã một loại văn bản, hoặc --all để soạn mọi loại; không dùng cả hai",
    ),
    "thiếu kỳ": (("status",), "drafter status", "còn thiếu tùy chọn «--period»"),
    "thiếu giá trị": (("status", "--period"), "drafter", "tùy chọn «--period» cần một giá trị đi sau"),
    "thừa giá trị": (("status", "--json=1"), "drafter", "tùy chọn «--json» không có giá trị đi sau"),
    "tùy chọn lạ": (
        ("status", "--perod", "2025"), "drafter status",
        "không có tùy chọn «--perod»; có phải ý đồng chí là «--period»?",
    ),
    "thừa tham số": (("status", "--period", "2025", "nữa"), "drafter status", "thừa tham số «nữa»"),
    "thừa hai tham số": (
        ("status", "--period", "2025", "nữa", "thêm"), "drafter status", "thừa các tham số «nữa thêm»",
    ),
    "ngày viết sai": (
        ("draft", "bao-cao-nam", "--period", "2025", "--date", "15/01/2026"), "drafter draft",
        "«--date»: «15/01/2026» không phải ngày viết năm-tháng-ngày, như 2026-01-15",
    ),
    "không có tệp để nhập": (("import",), "drafter import", "còn thiếu tham số «TỆP_HOẶC_THƯ_MỤC...»"),
    "cấp không có": (
        ("init", "--cap", "quận"), "drafter init",
        f"«--cap»: «quận» không có trong danh sách {', '.join(f'«{level}»' for level in Level)}",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "command", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_on_the_command_line_in_its_whole_words(
    drafter: Program, words: tuple[str, ...], command: str, message: str
) -> None:
    found = drafter(*words)
    assert (found.code, found.out) == (2, "")
    assert found.err == f"W198 (lỗi) lệnh «{command}»: {message}\n{HELP.format(command)}"


def test_a_file_where_a_folder_is_needed(drafter: Program, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    found = drafter("demo", tmp_path / "tệp")
    assert found.code == 2
    assert found.err.startswith(f"W198 (lỗi) lệnh «drafter demo»: «[THƯ_MỤC]»: «{tmp_path / 'tệp'}» là một tệp, cần ")


def test_questions_are_asked_in_vietnamese_and_may_be_broken_off(
    drafter: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["LDLD-THU", "LĐLĐ tỉnh Thử", "quận", "tinh"])

    def answer(prompt: str = "") -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("click.termui.visible_prompt_func", answer)
    found = drafter("init", folder=tmp_path / "mới")
    assert found.code == 2
    assert "Chưa đúng: «quận» không có trong danh sách" in found.said
    assert found.out.endswith("\nĐã dừng theo yêu cầu.\n")
    assert not (tmp_path / "mới").exists()


def test_every_translated_sentence_is_one_that_click_says() -> None:
    """A sentence that click no longer says would show in English in its new words."""
    said = set()
    for file in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                said |= {word.value for word in node.args if isinstance(word, ast.Constant)}
    assert set(usage._SENTENCES) - said <= {"required", "default: {default}"}


def broken(*_: object) -> None:
    raise RuntimeError("bảng hỏng")


def test_an_unexpected_fault_leaves_a_log_in_the_office_and_no_traceback(
    drafter: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "board", broken)
    found = drafter("status", "--period", "2025")
    assert (found.code, found.out) == (2, "")
    (log,) = drafter.folder.glob("drafter-loi-*.log")
    assert found.err == (
        "W199 (lỗi) chương trình gặp lỗi ngoài dự kiến (RuntimeError) và đã dừng; những gì đã lưu trước đó vẫn còn "
        f"nguyên\n     cách sửa: làm lại một lần; nếu vẫn vậy thì gửi tệp nhật ký cho người phụ trách phần mềm: {log}\n"
    )
    text = log.read_text("utf-8")
    assert "Traceback (most recent call last):" in text
    assert "RuntimeError: bảng hỏng" in text
    assert "status --period 2025" in text


def test_without_an_office_the_log_is_where_temporary_files_go(
    drafter: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tạm").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tạm"))
    monkeypatch.setattr(status, "opened", broken)
    found = drafter("status", "--period", "2025", folder=tmp_path)
    (log,) = (tmp_path / "tạm").glob("drafter-loi-*.log")
    assert (found.code, found.codes) == (2, ["W199"])
    assert str(log) in found.err


def test_where_no_log_can_be_written_the_message_says_all(
    drafter: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "không có"))
    monkeypatch.setattr(status, "opened", broken)
    found = drafter("status", "--period", "2025", folder=tmp_path)
    assert "(RuntimeError: bảng hỏng)" in found.err
    assert "(không ghi được nhật ký)" in found.err


def test_the_last_door_reads_a_command_line_that_makes_no_sense(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(main.cli, "main", broken)
    with pytest.raises(SystemExit) as stopped:
        run(["--không-có", "-C"])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("W199 (lỗi) ")
