"""Turn the bytes of a foreign Word file into its parts, or say why it is not read.

Nothing of it is trusted: the zip is checked by `fill.package` (size, names, bombs, DOCTYPE), a part that is larger than
any paper needs is refused, entities are not resolved and nothing is fetched. Macros and embedded objects may lie in it:
they are not looked at.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from drafter.fill.errors import TemplateError
from drafter.fill.package import (
    BAD_NAME,
    BOMB,
    DOCTYPE,
    ENCRYPTED,
    TOO_BIG,
    Package,
    ZipLimits,
    read_package,
)
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.readback.names import PLAIN_NAMES, R, W

NOT_WORD = ProblemKind(
    code="F101",
    severity=Severity.ERROR,
    title="Tệp không phải văn bản Word",
    what="không đọc được tệp: {found}",
    fix="mở tệp bằng Word, chọn Lưu thành (Save As) dạng Word Document (*.docx) rồi chạy lại",
)
LOCKED = ProblemKind(
    code="F102",
    severity=Severity.ERROR,
    title="Tệp Word có mật khẩu hoặc là dạng cũ .doc",
    what="tệp có mật khẩu, hoặc là dạng cũ .doc",
    fix="mở bằng Word, bỏ mật khẩu (Tệp – Thông tin – Bảo vệ tài liệu), lưu dạng Word Document (*.docx) rồi chạy lại",
)
UNSAFE = ProblemKind(
    code="F103",
    severity=Severity.ERROR,
    title="Tệp Word không an toàn",
    what="tệp không an toàn nên không mở: {found}",
    fix="hỏi lại người gửi, xin tệp lưu mới từ Word",
)
TOO_LARGE = ProblemKind(
    code="F104",
    severity=Severity.ERROR,
    title="Tệp Word quá lớn",
    what="tệp quá lớn: {found}",
    fix="bỏ bớt ảnh, tách tệp thành nhiều tệp rồi chạy lại",
)
BROKEN = ProblemKind(
    code="F105",
    severity=Severity.ERROR,
    title="Tệp Word hỏng",
    what="tệp hỏng: phần «{found}» không đọc được",
    fix="mở thử bằng Word; mở được thì lưu lại, không được thì xin lại tệp",
)
KINDS = (NOT_WORD, LOCKED, UNSAFE, TOO_LARGE, BROKEN)

MAX_PART = 16 * 2**20  # a list of 1,200 people takes 5 MB
_LIMITS = ZipLimits(active_parts=True)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
_DOCUMENT_KIND = "/officeDocument"


class NotRead(Exception):  # noqa: N818 - it is no error of the program: the file was refused
    """The file is not read; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass
class WordParts:
    """The parts of a Word file, each parsed when it is first asked for. `main` is the name of the document's part."""

    package: Package
    main: str
    _trees: dict[str, Any] = field(default_factory=dict)

    def tree(self, name: str) -> Any | None:
        """The root element of a part; None where there is no such part."""
        if name not in self._trees:
            self._trees[name] = _parsed(self.package, name) if name in self.package else None
        return self._trees[name]

    def relations(self, part: str) -> Mapping[str, tuple[str, str]]:
        """What a part refers to: id → (the last word of the relation's type, the part's name). No outside targets."""
        folder, _, name = part.rpartition("/")
        root = self.tree(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        found = {}
        for one in () if root is None else root:
            if isinstance(one.tag, str) and one.get("TargetMode") != "External":
                target = _target(folder, one.get("Target", ""))
                found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], target)
        return found

    def related(self, kind: str) -> Any | None:
        """The root of the first part of this kind («styles», «comments») that the document refers to, else None."""
        return next((self.tree(name) for found, name in self.relations(self.main).values() if found == kind), None)


def open_word(data: bytes) -> WordParts:
    """The parts of a .docx; raises NotRead."""
    try:
        package = read_package(data, limits=_LIMITS)
    except TemplateError as error:
        raise NotRead(_refused(error)) from error
    parts = WordParts(package, "")
    for kind, name in parts.relations("").values():
        if kind == _DOCUMENT_KIND[1:] and name in package:
            parts.main = name
    root = parts.tree(parts.main) if parts.main else None
    if root is None or root.tag != f"{W}document" or root.find(f"{W}body") is None:
        raise NotRead(NOT_WORD.at(Place(), found=_what_it_is(package)))
    return parts


def _target(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _parsed(package: Package, name: str) -> Any:
    if package.members[name].size > MAX_PART:
        raise NotRead(TOO_LARGE.at(Place(), found=f"phần «{name}» quá {MAX_PART // 2**20} MB"))
    data = package.read(name)
    for strict, plain in PLAIN_NAMES:
        if strict in data:  # saved as «Strict Open XML»: the same elements under other names
            data = data.replace(strict, plain)
    try:
        return etree.fromstring(data, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotRead(BROKEN.at(Place(), found=name)) from error


def _what_it_is(package: Package) -> str:
    for prefix, words in (("xl/", "đây là tệp Excel"), ("ppt/", "đây là tệp PowerPoint"), ("word/", "tệp Word hỏng")):
        if any(name.startswith(prefix) for name in package.names):
            return words
    return "đây không phải tệp Word"


def _refused(error: TemplateError) -> Problem:
    found = str(error.words.get("found", ""))
    if error.code == ENCRYPTED.code:
        return LOCKED.at(Place())
    if error.code == TOO_BIG.code:
        return TOO_LARGE.at(Place(), found=f"{found}, giới hạn là {error.words['limit']}")
    reasons = {
        BOMB.code: f"phần «{found}» nén bất thường",
        BAD_NAME.code: f"tên phần «{found}» không hợp lệ hoặc bị trùng",
        DOCTYPE.code: f"phần «{found}» có khai báo DOCTYPE",
    }
    if error.code in reasons:
        return UNSAFE.at(Place(), found=reasons[error.code])
    return NOT_WORD.at(Place(), found="đây không phải tệp .docx, hoặc tệp bị hỏng")


def relation_id(element: Any, name: str = "id") -> str:
    """The id of a relation that an element names; empty where it names none."""
    return str(element.get(R + name) or "")
