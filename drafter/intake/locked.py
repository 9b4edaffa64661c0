"""Tell from an office file's own marks whether a password is needed to open it, before any reader stumbles over it."""

from __future__ import annotations

import re
import zipfile

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of before 2007 begin, and the locked ones of today: they hold the .docx or .xlsx as one sealed stream."""

_SECTOR = 64  # streams begin at such places, those of small files too
_SEALED = "EncryptedPackage".encode("utf-16-le")
_DOC = re.compile(rb"\xec\xa5.{8}(?P<flags>..)[\xbf\xc1]\x00", re.DOTALL)  # [MS-DOC] FibBase: wIdent … nFibBack
_DOC_LOCKED = 0x0100  # fEncrypted
# [MS-XLS]: BOF of the workbook, perhaps WriteProtect, FilePass
_LOCKED_XLS = re.compile(rb"\x09\x08\x10\x00\x00\x06.{14}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)


def is_locked(data: bytes) -> bool:
    """Whether an OLE2 file is locked: a sealed .docx or .xlsx, a .doc, or an .xls."""
    word = next((found for found in _DOC.finditer(data) if found.start() % _SECTOR == 0), None)
    if word is not None:
        return bool(int.from_bytes(word["flags"], "little") & _DOC_LOCKED)
    return _SEALED in data or any(found.start() % _SECTOR == 0 for found in _LOCKED_XLS.finditer(data))


def is_locked_document(archive: zipfile.ZipFile) -> bool:
    """Whether an OpenDocument file (.odt, .ods) is locked: its list of parts says how each was sealed."""
    name = "META-INF/manifest.xml"
    return name in archive.NameToInfo and b"encryption-data" in archive.read(name)
