"""Turn a template that an office has edited into its own, the one before kept beside it, and back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from drafter.desk.problems import NOT_WRITABLE, DeskError, reason_of, stop
from drafter.desk.workspace import TEMPLATES, Workspace
from drafter.fill.errors import TemplateError, TemplateErrors
from drafter.fill.excel.template import ExcelTemplate
from drafter.fill.package import save
from drafter.fill.word.check import check_word
from drafter.model.problem import Place, Problem, ProblemKind, Severity
from drafter.model.views import visible_text
from drafter.readback.opening import NotRead
from drafter.readback.reader import read_page
from drafter.render.kinds import KindFolder, load_kind, template_folders
from drafter.wording.fold import unaccented

NOT_OF_KIND = ProblemKind(
    code="C231",
    severity=Severity.ERROR,
    title="Loại văn bản không dùng tệp mẫu này",
    what="loại «{code}» gồm các tệp {known}, không có tệp mẫu «{found}»",
    fix="chọn đúng tệp cần thay; muốn thêm tệp thì khai trong kind.toml",
)
NO_VERSION = ProblemKind(
    code="C232",
    severity=Severity.ERROR,
    title="Không có bản cũ này của mẫu",
    what="mẫu của «{code}» không có bản cũ «{found}»",
    fix="tải lại trang Mẫu để xem các bản cũ còn giữ",
)
FEW_FIELDS = ProblemKind(
    code="C233",
    severity=Severity.ERROR,
    title="Tệp mẫu mới không có, hoặc gần như không có chỗ điền",
    what="tệp mới {found} chỗ điền «{{{{ … }}}}», mẫu đang dùng có {count}; văn bản soạn từ tệp này sẽ thiếu số liệu; "
    "chưa thay mẫu",
    fix="có thể đã chọn nhầm tệp: tải mẫu đang dùng về, sửa trên tệp ấy; nếu đúng là muốn thay thì chọn «Vẫn thay» "
    "trên trang, hoặc thêm --force",
)
NO_HEAD = ProblemKind(
    code="C234",
    severity=Severity.ERROR,
    title="Tệp mẫu mới không có phần đầu văn bản",
    what="tệp mới không có Quốc hiệu, Tiêu ngữ ở đầu như mẫu đang dùng; chưa thay mẫu",
    fix="tải mẫu đang dùng về, sửa trên tệp ấy; đúng là muốn thay thì chọn «Vẫn thay» trên trang, hoặc thêm --force",
)
KINDS = (NOT_OF_KIND, NO_VERSION, FEW_FIELDS, NO_HEAD)

OLD = "ban-cu"
"""The folder beside a kind's files that keeps what they were before."""
_FEWEST = 0.1  # of the fields that the template in use has
_HEADS = ("cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc")


@dataclass(frozen=True)
class OldTemplate:
    """A template as it was until `until`; `name` is that of its file among the old ones, `of` that of the file."""

    name: str
    of: str
    until: datetime


def put_template(ws: Workspace, code: str, file: str, data: bytes, now: datetime, *, force: bool = False) -> Path:
    """Take an edited template in as the kind's file of that name; a shipped kind becomes the office's own by it.

    A template with faults of its own is refused with all of them, and unless `force` one that has lost nearly all
    fields or the head of a paper that the one in use has. Raises DeskError; nothing is changed then.
    """
    home = _home(ws, code)
    if file not in home.kind.files:
        raise stop(NOT_OF_KIND, Place(file=file), code=code, known=", ".join(home.kind.files), found=file)
    faults = _faults(data, file) or ([] if force else list(_losses(template_file(ws, code, file), data, file)))
    if faults:
        raise DeskError(*faults)
    try:
        folder = _own(ws, home)
        _keep(folder / file, now)
        save(folder / file, data)
    except OSError as error:
        raise stop(NOT_WRITABLE, found=ws.folder / TEMPLATES / code, reason=reason_of(error)) from error
    return folder / file


def template_files(ws: Workspace, code: str) -> tuple[Path, ...]:
    """The template files of a kind. Raises DeskError."""
    return _home(ws, code).files


def template_file(ws: Workspace, code: str, file: str) -> bytes:
    """A template of a kind, to be edited. Raises DeskError."""
    home = _home(ws, code)
    found = next((path for path in home.files if path.name == file), None)
    if found is None:
        raise stop(NOT_OF_KIND, Place(file=file), code=code, known=", ".join(home.kind.files), found=file)
    return found.read_bytes()


def old_templates(ws: Workspace, code: str) -> tuple[OldTemplate, ...]:
    """What the office's own files of a kind were before, newest first."""
    found = []
    for path in (ws.folder / TEMPLATES / code / OLD).glob("*_*"):
        stamp, _, of = path.name.partition("_")
        try:
            found.append(OldTemplate(path.name, of, datetime.strptime(stamp, "%Y%m%d-%H%M%S.%f")))  # noqa: DTZ007
        except ValueError:
            continue  # not one of ours
    return tuple(sorted(found, key=lambda one: one.name, reverse=True))


def put_back(ws: Workspace, code: str, name: str, now: datetime) -> Path:
    """Make an old template the one in use; the one in use now is kept in its turn. Raises DeskError."""
    old = next((one for one in old_templates(ws, code) if one.name == name), None)
    if old is None:
        raise stop(NO_VERSION, code=code, found=name)
    return put_template(ws, code, old.of, (ws.folder / TEMPLATES / code / OLD / old.name).read_bytes(), now, force=True)


def _home(ws: Workspace, code: str) -> KindFolder:
    home, problems = load_kind(code, template_folders(ws.folder))
    if home is None:
        raise DeskError(*problems)
    return home


def _own(ws: Workspace, home: KindFolder) -> Path:
    """The office's own folder of the kind, made from the shipped one where there is none yet."""
    source, target = home.files[0].parent, ws.folder / TEMPLATES / home.kind.code
    if source != target:
        target.mkdir(parents=True, exist_ok=True)
        for path in sorted(source.iterdir()):
            if path.is_file() and not (target / path.name).exists():
                shutil.copyfile(path, target / path.name)
    return target


def _keep(path: Path, now: datetime) -> None:
    folder = path.parent / OLD
    folder.mkdir(exist_ok=True)
    shutil.copyfile(path, folder / f"{now:%Y%m%d-%H%M%S.%f}_{path.name}")


def _losses(before: bytes, data: bytes, file: str) -> Iterator[Problem]:
    """What a paper made with the new template would lack: a file that was chosen by mistake is told by it."""
    had, has = _fields(before, file), _fields(data, file)
    if had and has <= had * _FEWEST:
        yield FEW_FIELDS.at(Place(file=file), found=f"chỉ có {has}" if has else "không có", count=had)
    if _has_head(before, file) and not _has_head(data, file):
        yield NO_HEAD.at(Place(file=file))


def _has_head(data: bytes, file: str) -> bool:
    if not file.lower().endswith(".docx"):
        return False
    try:
        text = unaccented(visible_text(read_page(data))).casefold().replace("–", "-")
    except NotRead:
        return False
    return any(words in text for words in _HEADS)


def _fields(data: bytes, file: str) -> int:
    """How many values a template asks for; 0 also where it cannot be read: what stands there may be mended."""
    try:
        if not file.lower().endswith(".docx"):
            return len(ExcelTemplate(data, name=file).slots())
    except (TemplateErrors, TemplateError):
        return 0
    paths = {slot.path for slot in check_word(data, name=file).slots}
    whole = {path.rpartition(".")[0] for path in paths}  # «E02» of «E02.ket_qua» is no field of its own
    return len(paths - whole)


def _faults(data: bytes, file: str) -> list[Problem]:
    """What is wrong with a template in itself."""
    errors: tuple[TemplateError, ...] = ()
    if file.lower().endswith(".docx"):
        errors = check_word(data, name=file).errors
    else:
        try:
            ExcelTemplate(data, name=file)
        except TemplateErrors as error:
            errors = tuple(error.errors)
        except TemplateError as error:
            errors = (error,)
    return [
        Problem(one.code, Severity.ERROR, Place(file=one.file or file, text=one.place), _said(one), one.fix)
        for one in errors
    ]


def _said(error: TemplateError) -> str:
    return f"{error.what} (gần «{error.near}»)" if error.near else error.what
