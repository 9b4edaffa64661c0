"""Turn an exception that nobody expected into a log file and a problem a person can pass on: never a traceback."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from drafter import __version__
from drafter.desk.workspace import SETTINGS
from drafter.model.problem import Place, Problem, ProblemKind, Severity

UNEXPECTED = ProblemKind(
    code="W199",
    severity=Severity.ERROR,
    title="Lỗi ngoài dự kiến của chương trình",
    what="chương trình gặp lỗi ngoài dự kiến ({found}) và đã dừng; những gì đã lưu trước đó vẫn còn nguyên",
    fix="làm lại một lần; nếu vẫn vậy thì gửi tệp nhật ký cho người phụ trách phần mềm: {log}",
)
KINDS = (UNEXPECTED,)


def crash_problem(error: Exception, workspace: Path, arguments: Sequence[str], now: datetime) -> Problem:
    """Write the log, in the workspace if it is one and else where temporary files go, and say where it is."""
    folders = [Path(tempfile.gettempdir())]
    if (workspace / SETTINGS).is_file():
        folders.insert(0, workspace)
    text = _log(error, arguments, now)
    for folder in folders:
        log = folder / f"drafter-loi-{now:%Y%m%d-%H%M%S}.log"
        try:
            log.write_text(text, "utf-8", errors="replace")
        except OSError:
            continue
        return UNEXPECTED.at(Place(), found=type(error).__name__, log=log)
    return UNEXPECTED.at(Place(), found=f"{type(error).__name__}: {error}", log="(không ghi được nhật ký)")


def _log(error: Exception, arguments: Sequence[str], now: datetime) -> str:
    head = (
        f"drafter {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"{now.isoformat()}, {sys.executable}",
        f"drafter {' '.join(arguments)}",
        "",
    )
    return "\n".join((*head, *traceback.format_exception(error)))
