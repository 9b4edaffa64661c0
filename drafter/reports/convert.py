"""Turn a .doc, .rtf or .odt into a .docx, or a .docx into its printed pages, by LibreOffice where it is installed.

It runs headless, alone, with macros off.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

WALL_SECONDS = 90.0
_NAMES = ("soffice", "libreoffice", "soffice.exe")
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# Macros never run, links are never followed; a profile of its own, so that a running LibreOffice is not disturbed.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">\
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value>\
</prop></item>
</oor:items>
"""
_PRINTED = '{"ExportNotes":{"type":"boolean","value":"false"}}'  # comments are no part of what is printed


class NotConverted(Exception):  # noqa: N818 - it is no error of the program
    """There is no .docx of it; the text says why, in Vietnamese. `missing`: LibreOffice is not installed."""

    def __init__(self, why: str, *, missing: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.missing = missing


def find_office() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in _PLACES if os.path.exists(place)), None)


def to_docx(data: bytes, form: str, wall_seconds: float = WALL_SECONDS, office: str | None = None) -> bytes:
    """The .docx of a file of that form (doc, rtf, odt). Raises NotConverted."""
    return _converted(data, form, "docx", "docx:MS Word 2007 XML", wall_seconds, office)


def to_pdf(data: bytes, form: str = "docx", wall_seconds: float = WALL_SECONDS, office: str | None = None) -> bytes:
    """The pages of a file of that form (docx, xlsx) as they print, without comments. Raises NotConverted."""
    export = "calc_pdf_Export" if form == "xlsx" else "writer_pdf_Export"
    return _converted(data, form, "pdf", f"pdf:{export}:{_PRINTED}", wall_seconds, office)


def _converted(data: bytes, form: str, ending: str, into: str, wall_seconds: float, office: str | None) -> bytes:
    program = office or find_office()
    if program is None:
        raise NotConverted("máy này chưa cài LibreOffice", missing=True)
    with TemporaryDirectory(prefix="drafter-") as folder:
        given, profile, out = Path(folder, f"bao-cao.{form}"), Path(folder, "profile"), Path(folder, "out")
        given.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        command = [
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--nodefault", "--convert-to", into, "--outdir", str(out), str(given),
        ]  # fmt: skip
        _run(command, wall_seconds)
        made = out / f"bao-cao.{ending}"
        if not made.is_file():
            raise NotConverted("LibreOffice không mở được tệp này")
        return made.read_bytes()


def _run(command: list[str], wall_seconds: float) -> None:
    """Run it to its end, or end it and all that it started when its time is up."""
    try:
        process = subprocess.Popen(  # noqa: S603 - a program found on this machine, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise NotConverted("không chạy được LibreOffice") from error
    try:
        process.wait(wall_seconds)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise NotConverted(f"LibreOffice chạy quá {wall_seconds:.0f} giây") from error


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
